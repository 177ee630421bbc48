"""How many of what: 三つ, 二名様, 大人二人子供一人, 千二百円, 三〇五号室, 半ダース.

Takes written text as well as a reading (オトナフタリコドモヒトリ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speech.reading.numbers import Numeral, normalized, number_value, numerals


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing."""

    count: float
    """Halves are .5."""
    counter: str
    """As it is written: 個, 名, 円, 号室; つ for 三つ."""
    of: str = ""
    """Whom or what is counted, where it was said right before: 大人."""
    most: float = 0.0
    """The larger of two numbers said in one breath (二、三個), else 0."""


_NATIVE = {
    "ヒトツ": 1, "一ツ": 1, "1ツ": 1, "フタツ": 2, "二ツ": 2, "2ツ": 2, "ミッツ": 3, "三ツ": 3,
    "3ツ": 3, "ヨッツ": 4, "四ツ": 4, "4ツ": 4, "イツツ": 5, "五ツ": 5, "5ツ": 5, "ムッツ": 6,
    "六ツ": 6, "6ツ": 6, "ナナツ": 7, "七ツ": 7, "7ツ": 7, "ヤッツ": 8, "八ツ": 8, "8ツ": 8,
    "ココノツ": 9, "九ツ": 9, "9ツ": 9,
}  # fmt: skip
_PEOPLE = {"ヒトリ": 1, "オヒトリ": 1, "フタリ": 2, "オフタリ": 2}
# Longest first where one begins another: 名様 is 名, 号室 is not 号.
_COUNTERS = (
    (r"名様|メーサマ|名|メー", "名"), (r"人前|ニンマエ", "人前"), (r"人|ニン", "人"),
    (r"個|コ(?![トチレロンー])", "個"), (r"本|ホン|ボン|ポン", "本"), (r"枚|マイ", "枚"),
    (r"台|ダイ", "台"), (r"冊|サツ", "冊"), (r"箱|ハコ|パコ", "箱"), ("セット", "セット"),
    ("ケース", "ケース"), ("ダース", "ダース"), (r"袋|フクロ", "袋"), (r"足|ソク", "足"),
    (r"着|チャク", "着"), (r"部(?!屋|長|署)|ブ(?![ーンヤチショ])", "部"),
    (r"杯|ハイ|バイ|パイ", "杯"), (r"席|セキ", "席"),
    (r"泊|ハク|パク", "泊"), (r"匹|ヒキ|ビキ|ピキ", "匹"),
    (r"円|エン", "円"), (r"号室|ゴーシツ", "号室"), (r"丁目|チョーメ", "丁目"),
    (r"階|カイ(?=[ノニデワハ、。]|$)|ガイ", "階"), (r"件|ケン(?=[ノデヲオワハ、。]|$)", "件"),
    (r"回", "回"), (r"歳|才|サイ(?=[ノデワハ、。]|$)", "歳"), (r"キログラム|キロ|kg", "キロ"),
    (r"グラム", "グラム"), (r"センチ|cm", "センチ"), (r"メートル", "メートル"),
    (r"リットル", "リットル"), (r"パーセント|%|割", "%"), (r"番(?!号)", "番"),
)  # fmt: skip
_COUNTER = re.compile("|".join(f"(?P<c{i}>{pattern})" for i, (pattern, _) in enumerate(_COUNTERS)))
_WORDS = re.compile("|".join(sorted((*_NATIVE, *_PEOPLE), key=len, reverse=True)))
_OF = re.compile(
    r"(大人|オトナ|子供|子ドモ|コドモ|小学生|中学生|高校生|幼児|男性|女性|学生|シニア)"
    r"(?:サマ|様)?(?:[ガワハノモ、]|デ)?$"
)
_OF_SOUND = {"オトナ": "大人", "コドモ": "子供", "子ドモ": "子供"}
_HALF = re.compile(r"(?:半|ハン)(ダース|分|ブン|キロ)")
_TEN_PERCENT = 10


_BY_SOUND = {
    "いち": 1, "いっ": 1, "ひと": 1, "に": 2, "ふた": 2, "さん": 3, "よん": 4, "ご": 5,
    "ろく": 6, "ろっ": 6, "なな": 7, "はち": 8, "はっ": 8, "じゅう": 10, "じゅっ": 10,
}  # fmt: skip
_SOUNDED = re.compile(
    rf"(?<=[をがはも、と])(?P<count>{'|'.join(_BY_SOUND)})"
    r"(?=袋|箱|個|本|枚|台|缶|束|冊|セット|ケース)"
)


def in_figures(text: str) -> str:
    """Counts that a recogniser wrote by their sound, in figures: 豆をご袋 is 豆を5袋."""
    return _SOUNDED.sub(lambda said: str(_BY_SOUND[said["count"]]), text)


def quantity_in(said: str) -> tuple[Quantity, ...]:
    """The counted things in what was said, in order; empty when there are none."""
    text = normalized(said.replace("を", "、")).lower()  # リンゴヲ would melt into リンゴー
    found = sorted((*_words(text), *_numbered(text), *_halves(text)), key=lambda pair: pair[0])
    return tuple(quantity for _, quantity in found)


def _of(text: str, at: int) -> str:
    """Who is counted, by the word right before."""
    found = _OF.search(text[:at])
    return _OF_SOUND.get(found[1], found[1]) if found else ""


def _words(text: str) -> Iterator[tuple[int, Quantity]]:
    for found in _WORDS.finditer(text):
        word = found[0]
        count = _NATIVE.get(word) or _PEOPLE[word]
        yield (
            found.start(),
            Quantity(count, "つ" if word in _NATIVE else "人", _of(text, found.start())),
        )


def _halves(text: str) -> Iterator[tuple[int, Quantity]]:
    for found in _HALF.finditer(text):
        counter = {"ブン": "分"}.get(found[1], found[1])
        yield found.start(), Quantity(0.5, counter)


def _numbered(text: str) -> Iterator[tuple[int, Quantity]]:
    for whole in _number_runs(text):
        run, counter = _before_counter(whole, text)
        start = whole[0].start
        if counter is None or _WORDS.match(text, start):
            continue
        name = next(name for i, (_, name) in enumerate(_COUNTERS) if counter[f"c{i}"])
        count, most = _count(run, text)
        if counter[0] == "割":
            count, most = count * _TEN_PERCENT, most * _TEN_PERCENT
        if text[counter.end() : counter.end() + 1] == "半":
            count += 0.5
        yield start, Quantity(count, name, _of(text, start), most)


def _before_counter(run: list[Numeral], text: str) -> tuple[list[Numeral], re.Match[str] | None]:
    """The longest part of a run that a counter follows: サン of サンニ(ン)."""
    for size in range(len(run), 0, -1):
        counter = _COUNTER.match(text, run[size - 1].end)
        if counter is not None:
            return run[:size], counter
    return run, None


def _number_runs(text: str) -> Iterator[list[Numeral]]:
    """Numerals that stand together, 1,200 and 二、三 among them."""
    run: list[Numeral] = []
    for numeral in (*numerals(text), None):
        joint = text[run[-1].end : numeral.start] if run and numeral else ""
        mixed = numeral is not None and run and run[-1].is_plain and _is_written(text, numeral)
        if numeral is not None and not mixed and (not run or joint in ("", ",", "、", ".")):
            run.append(numeral)
            continue
        if run:
            yield run
        run = [numeral] if numeral is not None else []


def _is_written(text: str, numeral: Numeral) -> bool:
    return not "ァ" <= text[numeral.start] <= "ー"


def _count(run: list[Numeral], text: str) -> tuple[float, float]:
    """(count, the larger one of two or 0)."""
    spoken = text[run[0].start : run[-1].end]
    if re.fullmatch(r"[0-9]+\.[0-9]+", spoken):
        return float(spoken), 0.0
    pieces = re.split("[、.]", spoken)
    values = [number_value(piece) for piece in pieces]
    last = values[-1] or 0
    before = values[-2] if len(values) > 1 else None
    if before is not None and (last == before + 1 or last == 10 * (before + 1)):
        return float(before if last == before + 1 else before * 10), float(last)
    return float(last), 0.0
