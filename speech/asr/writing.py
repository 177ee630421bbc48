"""Kana as pronounced -> the written form: digits first, then the client's words, then the rest.

Digits said one after the other become 0-9 before any word is looked for, so that ゼロイチニーサン
can never become kanji; spelled addresses likewise. Everything else is the cheapest path through
the dictionary's lattice, to which the client's words, set phrases of the telephone, and numbers
with their counters are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from speech.asr.dictionary import (
    COST_FACTOR,
    NOUN,
    NUMBER,
    SURNAME,
    Column,
    Dictionary,
    ExtraWord,
    Lattice,
    packaged_dictionary,
)
from speech.asr.phones import as_pronounced
from speech.engines import BiasWord
from speech.reading.emails import LETTER_NAMES, heard_address
from speech.reading.kana import is_kana
from speech.reading.numbers import (
    DIGIT_SPOKEN,
    Numeral,
    counted,
    digit_runs,
    number_spoken,
    number_value,
    numerals,
)

PAUSE = "、"
"""In the sounds given to `Writer`: the caller paused here. Not in the written form."""
PAUSE_BONUS = 1500.0
"""A word that ends at a pause is cheaper by this (3 nats): はい、そうです is not 配送です."""
BIAS_COST = 2500.0
"""About what a common word costs, so that a rare name on the list beats its homophones."""
PHRASE_BONUS = 900.0
"""What a kana of a set phrase is cheaper than in its words: the telephone says it that often."""
INTERJECTION = 5.6
"""Nats by which a turn is likelier without its first ア where that was あ、: 6.8 to 12.4 in 15 of
16 turns that began so (悪事からですか is the other), at most 4.4 in 20 that begin with 明日.
"""
DIGIT_COST, RUN_COST = 1150.0, 2500.0
"""A digit tells ln 10 = 2.3 nats; a run of them begins about as rarely as a common noun."""
LEAST_DIGITS = 3
_CACHED_COLUMNS = 6000
_JOINT = re.compile(f"{PAUSE}?(?:ノ|デ)?{PAUSE}?")
"""What stands between two groups of one number."""
_PAST = re.compile("(?<=[時分日半])すぎ")
"""5時過ぎ: the dictionary thinks of 食べすぎ first."""
_LETTER_SOUNDS = {*LETTER_NAMES, "エーチ", "エッチ", "デー", "テー", "ヴイ"}
_SIGN_SOUNDS = {"ハイフン", "アンダーバー", "ドット", *DIGIT_SPOKEN}
_LETTER = "|".join(sorted(_LETTER_SOUNDS, key=len, reverse=True))
_SIGN = "|".join(sorted(_LETTER_SOUNDS | _SIGN_SOUNDS, key=len, reverse=True))
_LETTERS = re.compile(rf"(?:(?:{_LETTER}){PAUSE}?){{2,}}(?:{_LETTER})")
_TOP = "コム|ネット|ジェーピー|シーオー|オーアール|エヌイー|エーシー|インフォ|オーアールジー"
_ADDRESS = re.compile(
    rf"(?:(?:{_SIGN}){PAUSE}?){{2,}}ア?ー?ットマーク[ァ-ー{PAUSE}]{{1,30}}?"
    rf"(?:{PAUSE}?ドット{PAUSE}?(?:{_TOP}))+"
)

_SET_PHRASES = """
ハイソーデス はいそうです エーソーデス ええそうです ハイオネガイシマス はいお願いします
ハイ はい モシモシ もしもし トモーシマス と申します トモーシマスガ と申しますが
モーシマス 申します モーシアゲマス 申し上げます ソーユー そういう ドーユー どういう
コーユー こういう トユー という イーマス 言います エート えーと エーット えーっと アノー あのー
アノ あの エー えー イーエ いいえ イエ いえ エエ ええ ケンデ 件で ノケン の件 オリカエシ 折り返し
サマ 様 サン さん アットマーク アットマーク ドットコム ドットコム オデンワ お電話 オモドリ お戻り
オイソガシートコロ お忙しいところ オマタセ お待たせ オツタエ お伝え オセワ お世話 オナマエ お名前
オネガイ お願い オジカン お時間 オハナシ お話 オソレイリマス 恐れ入ります オマカセ お任せ
オマチクダサイ お待ちください オオクリ お送り オテスキ お手すき オタズネ お尋ね オウカガイ お伺い
オキキ お聞き クダサイ ください ニカワッテ に代わって オツナギ お繋ぎ オテスー お手数 ヤブン 夜分
イカガ いかが ナンデスケド なんですけど ンデスケド んですけど ヨテー 予定 アノウ あのう
ジュージニ 10時に ゴジニ 5時に サンジニ 3時に ニジニ 2時に ジュージノ 10時の ゴジノ 5時の
サンジノ 3時の ニジノ 2時の ジュージデ 10時で ゴジデ 5時で サンジデ 3時で ニジデ 2時で
ジュージデス 10時です ゴジデス 5時です ゴジデシタ 5時でした サンジデス 3時です ニジデス 2時です
ゴゴイチ 午後イチ ゴゴイチジ 午後1時 アサイチ 朝イチ アサイチバン 朝一番
ゴゴノ 午後の ゴゼンノ 午前の ニジッテ 2時って サンジッテ 3時って ゴジッテ 5時って
ハイツ ハイツ ハイツデス ハイツです ハイツノ ハイツの ハイツナンデスケド ハイツなんですけど
コーポ コーポ レジデンス レジデンス メゾン メゾン ハイソーシテクダサイ はいそうしてください
シキューデ 至急で ハイシキューデ はい至急で
"""
_COUNTERS = {"時": range(1, 25), "分": range(1, 60), "月": range(1, 13), "日": range(1, 32),
             "名": range(1, 31), "人": range(1, 31), "時間": range(1, 25), "番": range(1, 21),
             "件": range(1, 21), "個": range(1, 31), "本": range(1, 21), "回": range(1, 11),
             "号室": range(1, 1000), "階": range(1, 31), "年": range(1, 31),
             "週間": range(1, 9)}  # fmt: skip


class Writer:
    """Writes one client's calls; its bias words are the client's. Keeps what it has looked up."""

    def __init__(
        self, bias: tuple[BiasWord, ...] = (), dictionary: Dictionary | None = None
    ) -> None:
        self._dictionary = dictionary or packaged_dictionary()
        extra = (*_bias_words(bias), *_common_words(self._dictionary))
        self._lattice = Lattice(self._dictionary, extra)
        self._columns: dict[str, Column] = {}

    def write(self, sounds: str) -> str:
        """The written form of katakana as pronounced, with PAUSE where the caller paused."""
        if self._begins_with_ah(sounds):
            return "あ、" + self.write(sounds[1:].removeprefix(PAUSE))
        written = "".join(self._lattice.words(self._column(sounds)))
        return _PAST.sub("過ぎ", written)

    def cost(self, sounds: str) -> float:
        """-ln p of the words, in nats, by the dictionary's own figures: how likely they are."""
        return self._lattice.cost(self._column(sounds)) / COST_FACTOR

    def _begins_with_ah(self, sounds: str) -> bool:
        is_possible = sounds[:1] == "ア" and sounds[1:2] not in ("ノ", "ー", "")
        return is_possible and self.cost(sounds) - self.cost(sounds[1:]) > INTERJECTION

    def _column(self, sounds: str) -> Column:
        """The lattice's last column; columns of a known beginning are taken from the cache."""
        if len(self._columns) > _CACHED_COLUMNS:
            self._columns.clear()
        known, column = "", self._lattice.start
        for piece in _pieces(sounds):
            known += piece if len(piece) == 1 else f"<{piece}>"
            found = self._columns.get(known)
            if found is None:
                found = self._next(column, piece)
                self._columns[known] = found
            column = found
        return column

    def _next(self, column: Column, piece: str) -> Column:
        if piece == PAUSE:
            return replace(column, cost=column.cost - PAUSE_BONUS)
        if piece[0].isascii():
            cost = RUN_COST + DIGIT_COST * len(piece)
            return self._lattice.jump(column, piece, NUMBER, cost)
        return self._lattice.grow(column, piece)


def _pieces(sounds: str) -> Iterator[str]:
    """Single kana, pauses, and what is written in digits or Latin letters as a whole."""
    at = 0
    spans = (*_spelled(sounds), *_digit_spans(sounds), *_amounts(sounds))
    for start, end, written in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at and written:
            yield from sounds[at:start]
            yield written
            at = end
    yield from sounds[at:]


def _spelled(sounds: str) -> Iterator[tuple[int, int, str]]:
    """Addresses, and three or more letters spelled: エーエヌエー. A drawn-out エー is none."""
    for found in (*_ADDRESS.finditer(sounds), *_LETTERS.finditer(sounds)):
        if len(set(found[0])) > 3:
            yield found.start(), found.end(), heard_address(found[0].replace(PAUSE, "、"))


def _digit_spans(sounds: str) -> Iterator[tuple[int, int, str]]:
    """Digits said one by one. A short ニ before more words is the particle: …サンニーニオネガイ."""
    runs = digit_runs(sounds, least=2)
    for at, run in enumerate(runs):
        near = any(
            _JOINT.fullmatch(sounds[a.end : b.start]) and max(len(a.digits), len(b.digits)) > 2
            for a, b in pairwise(runs[max(0, at - 1) : at + 2])
        )
        if not run.is_certain or (len(run.digits) < LEAST_DIGITS and not near):
            continue
        if len(run.digits) <= 4 and sounds.startswith("ゴゴイチ", run.start):  # 午後イチ
            continue
        if sounds.startswith("シツ", run.end) and sounds.endswith("ゴー", 0, run.end):
            yield run.start, run.end - 2, run.digits[:-1]  # 205号室
            continue
        follows = sounds[run.end : run.end + 1]
        if sounds[run.end - 1] == "ニ" and follows not in ("", PAUSE):
            yield run.start, run.end - 1, run.digits[:-1]
        else:
            yield run.start, run.end, run.digits


def _amounts(sounds: str) -> Iterator[tuple[int, int, str]]:
    """Sums of money: ニセンキューヒャクエン. The numeral alone; エン stays a word."""
    run: list[Numeral] = []
    for numeral in (*numerals(sounds), None):
        if numeral is not None and (not run or run[-1].end == numeral.start):
            run.append(numeral)
            continue
        if len(run) > 1 and any(n.is_unit for n in run) and sounds[run[-1].end :][:2] == "エン":
            value = number_value(sounds[run[0].start : run[-1].end])
            if value is not None:
                yield run[0].start, run[-1].end, str(value)
        run = [numeral] if numeral is not None else []


def _bias_words(bias: tuple[BiasWord, ...]) -> Iterator[ExtraWord]:
    """The client's words, written as the client writes them."""
    for word in bias:
        if is_kana(word.reading):
            kind = SURNAME if len(word.text) <= 4 else NOUN
            yield ExtraWord(as_pronounced(word.reading), word.text, kind, kind, BIAS_COST)


@lru_cache(maxsize=4)
def _common_words(dictionary: Dictionary) -> tuple[ExtraWord, ...]:
    """Set phrases, and numbers with counters in digits; the classes are those of their words."""
    cells = _SET_PHRASES.split()
    words = [
        _phrase(dictionary, reading, text)
        for reading, text in zip(cells[::2], cells[1::2], strict=True)
    ]
    words.extend(
        ExtraWord(number_spoken(value), str(value), NUMBER, NUMBER, _bare_cost(value))
        for value in range(10, 1000)
    )
    for counter, values in _COUNTERS.items():
        for value in values:
            words.append(_number(counted(value, counter), f"{value}{counter}"))
            if counter == "時":
                words.append(_number(counted(value, counter) + "ハン", f"{value}時半"))
    for month in range(1, 13):
        for day in range(1, 32):
            spoken = as_pronounced(counted(month, "月") + counted(day, "日"))
            words.append(_number(spoken, f"{month}月{day}日"))
            if day in (17, 27):
                words.append(_number(_with_shichi(spoken), f"{month}月{day}日"))
    words += [_number(_with_shichi(counted(day, "日")), f"{day}日") for day in (17, 27)]
    return tuple(words)


def _with_shichi(spoken: str) -> str:
    return spoken[: -len("ナナニチ")] + "シチニチ"


def _bare_cost(value: int) -> float:
    """三百に is as likely as 302, in which the ニ is seldom so short."""
    return 3000.0 if value < 100 else 5000.0 if value % 10 == 2 else 3500.0


def _number(reading: str, text: str) -> ExtraWord:
    return ExtraWord(reading, text, NUMBER, NOUN, 4500.0)


def _phrase(dictionary: Dictionary, reading: str, text: str) -> ExtraWord:
    """A set phrase with the classes of its first and last word, cheaper than its words are."""
    lattice = Lattice(dictionary)
    column = lattice.start
    for kana in reading:
        column = lattice.grow(column, kana)
    left, right = lattice.classes(column)
    cost = lattice.cost(column) - PHRASE_BONUS * len(reading)
    return ExtraWord(reading, text, left, right, max(0.0, cost))
