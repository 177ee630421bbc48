"""Digits as a caller dictates them: which of the sounds in a turn belong to a number.

Digit by digit, in figures (三千四百五十六, 五千とんで八), with ゼロが三つ and 同じく; の, 番 and
はい between groups are no digits, counted things and an extension do not belong to the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from speech.reading.kana import katakana
from speech.reading.numbers import DigitRun, digit_runs, normalized

_MYRIAD = 10_000
_LONGEST_EXTENSION = 5
_WHOLE = 10
_FAX = ("fax", "FAX", "ファックス", "ファクス")
_LABEL = re.compile(rf"(?:{'|'.join(_FAX)})(?!兼|モ)|電話|携帯|自宅|会社|TEL|\|")
_OTHERS = re.compile(
    r"(?P<other>(?:診察券|シンサツケン|会員証?|カイイン(?:ショー)?|患者|カンジャ|顧客|コキャク|オ?客様|オキャクサマ|契約|ケーヤク|予約|ヨヤク|"
    r"注文|チューモン|伝票|デンピョー|受付|ウケツケ|整理|セーリ|問イ?合ワセ|トイアワセ|保険証|ホケンショー?|証券|ショーケン|"
    r"郵便|ユービン|口座|コーザ|カード|製造|セーゾー|部屋|ヘヤ|登録|トーロク)ノ?(?:番号|バンゴー|ナンバー)|"
    r"診察券|シンサツケン|会員証|保険証|ホケンショー|型番|カタバン|品番|ヒンバン|シリアル(?:番号|バンゴー|ナンバー)?)|"
    r"電話|デンワ|携帯|ケータイ|自宅|ジタク|連絡先|レンラクサキ|TEL"
)
"""What numbers are called that belong to something else, and what a telephone's is called."""
_OTHER = "◆"
_LABELLED = re.compile(rf"{_OTHER}|電話|携帯|自宅|連絡先|TEL")
_CODE = re.compile(r"0[1-9]")
_LONGEST = 2000
"""Characters looked at; a whole turn with a number dictated twice has about 200."""


@dataclass(frozen=True, slots=True)
class Dictated:
    """A turn ready to be read as a number: `runs` are places in `text`."""

    text: str
    runs: tuple[DigitRun, ...]
    extension: str
    """内線, empty where none was said."""


# Between two groups of one number: particles, pauses, fillers, はい of one who dictates, and what
# a group is called.
_SOFT = re.compile(
    r"(?:ノ|デスネ|デスカ|デス|デ|ト|ネ|ワ|ハ|ガ|エート|エット|エー|アノー|アノ|アー|ンート|ンー|ン|ウーン|ウン|ハイ|"
    r"ソレカラ|ソレデ|ツギガ|ツギワ|ツギ|ツヅイテ|続イテ|次ガ|次ハ|次|ソノアト|アト|真ン中|マンナカ|ハイフン|番|バン|局|"
    r"キョク|電話|番号|市内局番|市外局番|シガイ|シナイ|最後|サイゴ|最初|頭|下|シモ|[-、。,.()・ー|\s])*"
)
_COUNTED = re.compile(
    r"(?:ニチ|日|ジ(?!ャ)|時|フン|プン|分|ニン|人|メー|名|ガツ|月|エン|円|ケタ|桁|カイ|回|ツ(?![ナヅ])|個|コメ|"
    r"番目|バンメ|丁目|歳|年|ネン)"
)
# Words with digit sounds in them that stand around a number.
_NO_DIGITS = re.compile(
    r"ス[ミイ]マセン|マセン|ゴメンナサイ|ゴメン|デンワ|バンゴー|オネガイ\w*|ゴザイ\w*|ゴレンラク|ゴジタク|ケータイ|サンビャク(?=ネン)|イチド|イチオー|一応|"
    r"モーシマス|モーシアゲマス|ソレニ|サイゴ|サイショ|センター|センセー|センジツ|ジューショ|ヨロシ\w*|"
    r"(?:一番|イチバン)(?=最|サイ|上|下|シタ|ウエ)|(?:[0-9一二三四五]|イチ|ニ|サン|ヨン)(?:個目|コメ|番目|バンメ|ツ目|ツメ)|(?:ヒト|フタ|ミッ)ツ[目メ]"
)
_PARTICLE = re.compile(
    r"(?<=[一-龠々ラデレワタ])(?<![一二三四五六七八九十百千])ニ(?=[0〇零]|ゼロ|レー)|"
    r"(?:(?<=マデ)|(?<=コチラ)|(?<=[話号]))ニ|(?<=[0-9〇零一二三四五六七八九])ニ(?![ーノ0-9〇零一二三四五六七八九])|"
    r"ニ(?=\||オ|ナリ|ナッ|カケ|レンラク|ツナ|マデ|折|電話|連絡|変|カワ)"
)  # 7890に電話
_STEERS = {
    "スミマセン": "違|",
    "スイマセン": "違|",
    "ゴメンナサイ": "違|",
    "ゴメン": "違|",
    "サイゴ": "最後",
    "サイショ": "最初",
    "イチド": "一度",
}

_ONE_DIGIT = (
    "ゼロ|レー|マル|イチ|ニー|ニ|サン|ヨン|シ(?!チ)|ゴー|ゴ|ロク|ナナ|シチ|ハチ|キュー|ク|"
    "[0-9〇零一二三四五六七八九]"
)
_TIMES = {
    1: "ヒトツ|一ツ|1ツ",
    2: "フタツ|二ツ|2ツ|ニコ|二個|2個|ニカイ|二回|2回|二連続|2連続",
    3: "ミッツ|三ツ|3ツ|サンコ|三個|3個|サンカイ|三回|3回|三連続|3連続",
    4: "ヨッツ|四ツ|4ツ|ヨンコ|四個|4個|ヨンカイ|四回|4回|四連続|4連続|ノ?ゾロメ|ノ?ゾロ目",
}
_REPEATED = re.compile(
    rf"(?P<digit>{_ONE_DIGIT})(?:[ガヲオ]|、)?"
    rf"(?:{'|'.join(f'(?P<t{n}>{words})' for n, words in _TIMES.items())})"
    rf"(?:ツヅイテ|続イテ|ナランデ|並ンデ|並ビ|ニ(?=[0-9〇零一二三四五六七八九]))?"
)
_DOUBLED = re.compile(rf"(?P<times>ダブル|トリプル)(?P<digit>{_ONE_DIGIT})")
_DRAWN_OUT = re.compile(r"(?<=[ニゴシク])[ィォゥ]|(?<=[ニゴ]ー)[イオ]")
"""にぃ, ニーイ: drawn out more than the spelling knows."""
_BOTH_SIDES = r"0-9〇零一二三四五六七八九"
_LETTER_O = re.compile(
    rf"(?:(?<=[{_BOTH_SIDES}、。ノデガハワOoー \-])|(?<=ゼロ)|(?<=オウ)|(?<=[ンチクニゴシ])|^)"
    r"(?:オー|オウ|[Oo])"
    rf"(?=[、 ]?(?:[{_BOTH_SIDES}Oo]|オー|オウ|ゼロ|イチ|ニ|サン|ヨン|ゴ|ロク|ナナ|シチ|ハチ|キュ))"
)
"""オー for the digit, on the text as spelled: in ノオー as pronounced it has melted away."""
# Homophones a recogniser writes where digits stand on both sides.
_HOMOPHONES = {
    "午後": "55", "位置": "1", "後": "5", "語": "5", "産": "3", "録": "6", "鉢": "8", "級": "9",
    "球": "9", "急": "9", "丸": "0", "礼": "0", "例": "0", "見": "3", "荷": "2", "奈々": "7",
}  # fmt: skip
_HOMOPHONE = re.compile(
    rf"(?<=[{_BOTH_SIDES}])(?:{'|'.join(_HOMOPHONES)})(?=[{_BOTH_SIDES}]|[ノ、]|デス|$)"
)
_SAME_AGAIN = re.compile(r"(?:モ|ガ|マタ)?(?:同ジク|(?:オ|(?<=ノ)ー)ナジク)(?:同ジ|オナジ)?")
_SKIPPED_ZEROES = re.compile(r"(?<=[千百ンク])(?:トンデ|飛ンデ|トビ|飛ビ)、?")
_COUNTRY = re.compile(
    r"(?:\+|プラス)、?(?:81|ハチイチ|八一|八十一|ハチジューイチ)[-、ノ]?(?:\(?0\)?|ゼロ)?"
)
_COUNTRY_NAMED = re.compile(
    r"(?:国番号|クニバンゴー)(?:[ガワハ、]|ノ)*(?:81|ハチイチ|八一|八十一|ハチジューイチ)(?:[デ、ノ-])*(?:0|ゼロ|レー)?"
)
_EXTENSION = re.compile(r"(?:内線|ナイセン)(?:番号|バンゴー)?(?:ガ|ワ|ハ|ノ|、|デ|エート)*")


def dictated(said: str) -> Dictated:
    """The runs of digits in a turn that belong to a telephone number."""
    text = katakana(said[:_LONGEST])
    text, extension = _without_extension(_prepared(_OTHERS.sub(_marked, text)))
    runs = _without_others(text, _runs(text))
    return Dictated(text, _without_fax(text, runs), extension)


def _marked(found: re.Match[str]) -> str:
    """The name of another number as a sign that its sounds cannot be taken for digits."""
    return _OTHER if found["other"] else found.group()


def _prepared(said: str) -> str:
    text = normalized(_LETTER_O.sub("ゼロ", katakana(said)))
    text = _DRAWN_OUT.sub(lambda drawn: "" if drawn[0] in "イオ" else "ー", text)
    text = _COUNTRY_NAMED.sub("、0", _COUNTRY.sub("0", text))
    # Words that hide digits become a break; those that steer a correction stay readable.
    text = _NO_DIGITS.sub(lambda word: _STEERS.get(word.group(), "|"), text)
    text = _PARTICLE.sub("|", text)
    text = _SKIPPED_ZEROES.sub("", text)
    text = _REPEATED.sub(_repeated, text)
    text = _DOUBLED.sub(lambda d: d["digit"] * (2 if d["times"] == "ダブル" else 3), text)
    text = _HOMOPHONE.sub(lambda word: _HOMOPHONES[word.group()], text)
    return _said_again(text)


def _repeated(found: re.Match[str]) -> str:
    times = next(n for n in _TIMES if found[f"t{n}"])
    return "、" + found["digit"] * times


def _said_again(text: str) -> str:
    """同じく stands for the digits before it, unless the digits follow."""
    found = _SAME_AGAIN.search(text)
    if found is None:
        return text
    before = digit_runs(text[: found.start()], units_below=_MYRIAD)
    after = digit_runs(text[found.end() : found.end() + 8], least=2)
    again = before[-1].digits if before and not (after and after[0].start <= 1) else ""
    return text[: found.start()] + again + text[found.end() :]


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    if found is None:
        return text, ""
    runs = digit_runs(text[found.end() :], least=1, units_below=_MYRIAD)
    if not runs or runs[0].start > 2 or len(runs[0].digits) > _LONGEST_EXTENSION:
        return text[: found.start()] + "|" + text[found.end() :], ""
    return text[: found.start()] + "|" + text[found.end() + runs[0].end :], runs[0].digits


def _runs(text: str) -> list[DigitRun]:
    """Runs of digits that belong to a number: no counted things, no stray particles."""
    text_runs = [
        run for run in digit_runs(text, least=1, units_below=_MYRIAD) if not _is_counted(text, run)
    ]
    return [
        run
        for i, run in enumerate(text_runs)
        if (run.is_certain and len(run.digits) >= 2)
        or run.count >= 4
        or _next_to_digits(text, text_runs, i)
        or (corrects(text, run) and not _is_lone_unit(text, run))
    ]


def _without_others(text: str, runs: list[DigitRun]) -> list[DigitRun]:
    """Runs that are not the number of a card or an order, up to the next telephone number."""
    kept, is_other, at = [], False, 0
    for run in runs:
        labels = _LABELLED.findall(text[at : run.start])
        begins = is_other and not labels and _CODE.match(run.digits) is not None
        is_other = labels[-1] == _OTHER if labels else is_other and not begins
        kept += [] if is_other else [run]
        at = run.end
    return kept


def _without_fax(text: str, runs: list[DigitRun]) -> tuple[DigitRun, ...]:
    """Runs that are not of a fax number, where a telephone number is said beside it."""
    kept, is_fax, at = [], False, 0
    for run in runs:
        labels = _LABEL.findall(text[at : run.start])
        is_fax = labels[-1] in _FAX if labels else is_fax
        kept += [] if is_fax else [run]
        at = run.end
    return tuple(kept if sum(len(run.digits) for run in kept) >= _WHOLE else runs)


def _is_counted(text: str, run: DigitRun) -> bool:
    """30日, サンジューニチ (whose ニ is no 2), 一度."""
    after = text[run.end - 1 :] if text.startswith("ニチ", run.end - 1) else text[run.end :]
    return bool(_COUNTED.match(after)) or text[run.start : run.end + 1] == "一度"


def _is_lone_unit(text: str, run: DigitRun) -> bool:
    """The セン of スミマセン."""
    return run.count == 1 and len(run.digits) > 1 and text[run.start] not in "千百十"


def _next_to_digits(text: str, runs: list[DigitRun], i: int) -> bool:
    """Is nothing but a soft word between this run and its neighbours (or the text's ends)?"""
    before_at = runs[i - 1].end if i else 0
    after_at = runs[i + 1].start if i + 1 < len(runs) else len(text)
    before = _SOFT.fullmatch(text[before_at : runs[i].start])
    after = _SOFT.fullmatch(text[runs[i].end : after_at])
    if runs[i].is_certain:
        return bool((before and i) or (after and i + 1 < len(runs)) or (before and after))
    return bool(before and (i or after))


INSTEAD = re.compile(r"ジャナクテ|ジャナク|デ[ハワ]ナクテ?|ジャナイ|ヤナクテ?|ヤノーテ|チガッテ")
SLIP = re.compile(
    r"チガウ|チガイ|チガッ|違|マチガ|間違|シツレー|失礼|テーセー|訂正|スミマセン|スイマセン|イヤ|モトイ|アッ?[、ー]|"
    r"ゴメン|イエ|アレ|ジャナカッ|デワナカッ|モトエ"
)
AT_THE_END = re.compile(r"サイゴ|最後|シモ|下|オワリ|末尾|マツビ")


def corrects(text: str, run: DigitRun) -> bool:
    """「7じゃなくて」 or 「…じゃなくて8」, 「あ、違う、8」, 「最後が8」."""
    before = text[max(0, run.start - 8) : run.start]
    return bool(
        INSTEAD.match(text[run.end :])
        or INSTEAD.search(before)
        or SLIP.search(before)
        or AT_THE_END.search(before)
    )
