"""Which of a client's dangers a caller tells of, and what the client advises in that one, or none.

A word of the manual that was said decides. Else the kind of danger does: callers say もやもやした
白いの, manuals 煙, and what is near in meaning need not be the same danger (床 is near 天井). Only
what is of no kind known here is found by nearness of meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from agent.danger import NEAR, is_said
from agent.danger_harm import Matter, harms_in, matter
from agent.danger_sounds import sounds_near
from agent.hazards import nearness

_OFFICIALS = r"(?:警察|刑事|税務署|国税|調査官|査察官|役所)"
_WIDE: dict[str, Matter] = {
    "leak_above": matter(
        "天井|上の階",
        r"(?:天井|上の?(?:階|部屋|人|方)|上から)[^。]{0,30}(?:水|ぽた|漏|しみ)",
        r"水[^。]{0,30}(?:天井|上から)",
    ),
    "leak": matter(
        "漏水|水漏れ|^水",
        r"水(?!曜|ぶくれ|膨れ|疱|で(?:洗|冷)|を(?:飲|かけ))|漏れ(?:て|ち|出)(?!.*ガス)",
        r"びしょ(?:びしょ|濡れ)|ぽたぽた|湿って",
    ),
    "fire": matter(
        "煙|火(?!傷)|焦げ|燃",
        r"煙|けむ[りい]|もくもく|もや(?:もや|っと|みたい|が)|焦げ(?!茶)|燃え|炎|火[がの花]",
        r"白い(?:の|もの)[^、。]{0,8}(?:出|上が|漂|立)",
    ),
    "gas": matter(
        "ガス",
        r"ガス|腐った[^、。]{0,8}(?:臭|にお|匂)|(?:変|へん)な(?:臭|にお|匂)",
    ),
    "dark": matter(
        "停電|電気",
        r"停電|真っ暗|ブレーカー|電気[がも]?[^、。]{0,8}(?:つか|点か|消え|落ち|来な|全部)",
    ),
    "shut_in": matter("閉じ込め|エレベ", r"閉じ込め|エレベーター|(?:出ら?れ|開か)な"),
}
"""Kinds of danger, the narrower before the wider: what callers say of it, what manuals call it.
These are spoken of without danger as often as with it."""
_NARROW: dict[str, Matter] = {
    "heat": matter(
        "のぼせ|湯あたり|熱中症",
        r"のぼせ|湯あたり|熱中症",
        r"(?:風呂|湯|温泉|サウナ)[^。]{0,24}(?:[ふくフク]らふ?く?ら|ぐったり|真っ赤|気分|気持ち|めまい|ぼーっと)",
    ),
    "arrest": matter(
        "逮捕|捕ま|連れて行かれ",
        r"捕ま|つかまっ|逮捕|連れて(?:い|行)か|連行|引っ張られ|乗せられ|留置",
    ),
    "missing": matter(
        "帰って|行方",
        r"(?:まだ|もう|ずっと)[^。]{0,14}(?:帰って|戻って|帰ら|戻ら)[^、。]{0,4}(?:な[いく]|ませ)|行方(?!に)",
    ),
    "locked_out": matter(
        "鍵を|締め出|閉め出|入れない",
        r"(?:鍵|かぎ|カギ)[^。]{0,20}(?:家|部屋|うち|中|に)?(?:入れ|はいれ)な|(?:家|部屋|うち)に(?:入れ|はいれ)な|"
        r"(?:締|閉)め出され",
    ),
    "search": matter(
        "捜索|調査官|査察",
        rf"{_OFFICIALS}(?!から)[^。]{{0,20}}(?:来(?!月|週|年)|き[てた]|いらし|見えて|調べ(?:る|て|始))|令状|踏み込",
    ),
}
"""Those that are seldom spoken of but by one who is in them."""
_KINDS = (*_WIDE.values(), *_NARROW.values())


def tells_of_own(words: Iterable[str], text: str, *, only_narrow: bool = False) -> bool:
    """A kind of danger is told that one of the client's `words` of an emergency names."""
    kinds = _NARROW.values() if only_narrow else _KINDS
    named = list(words)
    return any(k.said.search(text) and any(map(k.named.search, named)) for k in kinds)


def own_advice(advice: Mapping[str, str], text: str, reading: str) -> str:
    """What the manual advises in the danger that `text` tells of; empty where it advises nothing
    for that one."""
    named = [word for word in advice if is_said(word, text, reading)]
    named = named or [word for word in advice if sounds_near(word, reading)]
    if not named:
        told = [*(kind for kind in _KINDS if kind.said.search(text)), *harms_in(text)]
        of_kind = ([w for w in advice if kind.named.search(w)] for kind in told)
        named = next((words for words in of_kind if words), [])
        named = named if told else _meant(advice, text)
    return advice[max(named, key=lambda word: nearness(word, text))] if named else ""


def _meant(advice: Mapping[str, str], text: str) -> list[str]:
    told = re.sub("[。？！?!]", "、", text)  # what is told in two breaths is one matter
    return [word for word in advice if nearness(word, told) >= NEAR]
