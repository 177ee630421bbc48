"""Which of a client's advices fits what a caller in danger tells: that of this danger, or none.

A word of the manual that was said decides. Else the kind of danger does: callers say もやもやした
白いの, manuals 煙, and what is near in meaning need not be the same danger (床 is near 天井). Only
what is of no kind known here is found by nearness of meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent.danger import NEAR, is_said
from agent.danger_harm import Matter, harms_in, matter
from agent.danger_sounds import sounds_near
from agent.hazards import nearness

_OFFICIALS = r"(?:警察|刑事|税務署|国税|調査官|査察官|役所)"
_KINDS: dict[str, Matter] = {
    "leak_above": matter(
        "天井|上の階",
        r"(?:天井|上の?(?:階|部屋|人|方)|上から)[^。]{0,30}(?:水|ぽた|漏|しみ)",
        r"水[^。]{0,30}(?:天井|上から)",
    ),
    "leak": matter(
        "漏水|水漏れ|^水",
        r"水(?!曜|ぶくれ|膨れ|疱|で(?:洗|冷)|を(?:飲|かけ))|漏れ(?:て|ち|出)(?!.*ガス)",
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
    "heat": matter(
        "のぼせ|湯あたり|熱中症",
        r"のぼせ|湯あたり|熱中症",
        r"(?:風呂|湯|温泉|サウナ)[^。]{0,24}(?:[ふくフク]らふ?く?ら|ぐったり|真っ赤|気分|気持ち|めまい|ぼーっと)",
    ),
    "arrest": matter(
        "逮捕|捕ま|連れて行かれ",
        r"捕ま|つかまっ|逮捕|連れて(?:い|行)か|連行|引っ張られ|乗せられ|留置",
    ),
    "search": matter(
        "捜索|調査官|査察",
        rf"{_OFFICIALS}[^。]{{0,20}}(?:来|き[てた]|いら|見え|調べ)|令状|踏み込",
    ),
}
"""Kinds of danger that is known already, the narrower before the wider: what callers say of it,
what manuals call it. None of this makes a turn an emergency."""


def own_advice(advice: Mapping[str, str], text: str, reading: str) -> str:
    """What the manual advises in the danger that `text` tells of; empty where it advises nothing
    for that one."""
    named = [word for word in advice if is_said(word, text, reading)]
    named = named or [word for word in advice if sounds_near(word, reading)]
    if not named:
        told = [*(kind for kind in _KINDS.values() if kind.said.search(text)), *harms_in(text)]
        of_kind = ([w for w in advice if kind.named.search(w)] for kind in told)
        named = next((words for words in of_kind if words), [])
        named = named if told else _meant(advice, text)
    return advice[max(named, key=lambda word: nearness(word, text))] if named else ""


def _meant(advice: Mapping[str, str], text: str) -> list[str]:
    told = re.sub("[。？！?!]", "、", text)  # what is told in two breaths is one matter
    return [word for word in advice if nearness(word, told) >= NEAR]
