"""Harm that is being done now, by what is done to what: no list of accidents.

「熱いお湯が足にざばっとかかった」 is near no client's word, and likened to a complaint of what was
sold. What makes it danger is the form: a part of a body and what harms it, in one sentence. Of
42,662 callers' turns 111 hold such harm; of those 10 are of a pet and 20 of another day or slight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LIMB = (
    r"(?:[手足指腕脚頭顔目口胸腰肩膝首腹肌唇舌体]|おなか|お腹|ひざ|すね|もも|背中|皮膚|からだ|全身)"
)
_BODY = rf"(?:{_LIMB}|[子娘孫]|息子|赤ちゃん|主人|夫|妻|[父母]|社員|同僚|お客さん|お客様)"
_HOT = r"(?:熱湯|お湯|(?:熱い|熱々の|沸騰した|沸いた|煮立った|熱した)[^、。はがを]{1,8}|蒸気|湯気)"
_TOOTH = (
    r"(?:(?<!入れ)(?<!差し)(?<!さし)(?<!仮)(?<!金)(?<!銀)(?<!乳)歯(?!医者|科|ブラシ|みがき|磨))"
)
_LOST = r"(?:(?:取れ|とれ|抜け|折れ)(?:ちゃ|て|た|まし)|抜け落|なくなっ|飛んで|欠け)"
_BLOW = (
    r"(?:転ん|転び|こけ[てた]|つまず|滑っ|落ち|落っこち|"
    r"ぶつ(?:か|け)|当た(?:っ|り)|打(?:っ|ち)|殴|蹴|衝突|はねられ|事故)"
)
_ROOM = r"(?:床|廊下|部屋|畳|布団|天井|階段|事務所|店の中)"
_WET = rf"{_ROOM}[^、。]{{0,8}}(?:びしょ|水浸し|水びたし|ずぶ濡れ)"


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of harm or danger."""

    said: re.Pattern[str]
    """How callers tell of it."""
    named: re.Pattern[str]
    """How a manual names it."""


def matter(named: str, *said: str) -> Matter:
    """Patterns of how it is named and told."""
    return Matter(re.compile("|".join(f"(?:{form})" for form in said)), re.compile(named))


_SURE = {
    "burn": matter(
        "やけど|火傷|ヤケド",
        rf"{_HOT}[^。]{{0,14}}{_BODY}[^、。]{{0,6}}(?:に|へ|から)[^。]{{0,10}}"
        r"(?:かか(?:っ|り)|かぶ(?:っ|り)|こぼ(?:し|れ)|浴び|飛[びん])",
        rf"{_HOT}[^。]{{0,6}}を?(?:かぶ(?:っ|り)|浴び(?:ちゃ|て|た|まし))",
    ),
    "tooth": matter(
        "歯",
        rf"{_BLOW}[^。]{{0,16}}{_TOOTH}[^。]{{0,12}}{_LOST}",
        rf"{_TOOTH}[^。]{{0,8}}(?:根っこ|根元|根本|根)(?:から|ごと)[^、。]{{0,4}}{_LOST}",
    ),
    "swallowed": matter(
        "飲み込|誤飲|呑み|のみ込",
        r"(?:飲み|呑み|飲|のみ)(?:込|こ)(?:んで(?!も|い[いた]?で|くださ|は|おけ)|んじゃ|んだ(?!こと|ら)|みまし)",
        r"(?:口に(?:入れ|して)|誤って|間違って|間違えて)[^。]{0,12}"
        r"(?:ごく[んり]|ごっくん|[飲の]ん(?:だ(?!こと|ら)|じゃ|でしまっ))",
    ),
    "injury": matter(
        "けが|怪我|ケガ|血",
        rf"{_LIMB}[^、。]{{0,6}}[をが][^、。]{{0,8}}"
        r"(?:切っ(?:て(?!も)|た|ちゃ)|挟(?:ま|ん[でじ]|み)|はさ(?:まれ|ま[っり]|ん[でじ])|巻き込|潰され|ちぎれそう)",
        rf"(?<!相)(?!手付|手を打|目を)(?:後頭部|{_LIMB})[^、。]{{0,4}}を[^、。]{{0,8}}"
        r"(?:打(?:っ(?:て|た|ちゃ)|ちまし)|ぶつけ(?:て|た|ちゃ|まし)|強打)",
        r"胸を押さえ|うずくま(?:っ|り)|起き(?:上が)?れな|気を失|ぐったりし(?:て|た)",
        r"(?:喉|のど)[^。]{0,8}(?:詰まら|つまら|つかえ)せ|顔(?:色)?[がは](?:紫|真っ青|土気)",
        r"息[がも](?:でき|苦し|して(?:な|い)な)",
    ),
}
_LIKELY = {
    "skin": matter(
        "やけど|火傷|ヤケド",
        r"皮膚?[がも][^、。]{0,4}(?:む[けい]|剥け|めく|はが|剥が)|水(?:ぶくれ|膨れ|疱)[にがも]",
        r"(?:赤く|真っ赤に)[^、。]{0,4}ただれ",
    ),
    "water": matter(
        "水",
        r"水[がも][^。]{0,16}(?:どんどん|じゃ[あー]じゃ[あー]|ざ[あー]ざ[あー]|だだ漏れ|噴き?出|吹き出|出っぱなし|止まら|流れ(?:て|出))",
        r"(?:どんどん|じゃ[あー]じゃ[あー]|ざ[あー]ざ[あー])[^、。]{0,4}水[がも]",
        _WET,
    ),
    "fire": matter(
        "煙|火|焦げ",
        r"(?:バチバチ|パチパチ|ばちばち|ぱちぱち)[^、。]{0,10}(?:光|音|火|いっ|し)",
        r"(?:コンセント|コード|プラグ|配線)[^。]{0,14}(?:溶け|焦げ)",
    ),
}
_GRAVE = ("swallowed", "injury")
_LONG_AGO = re.compile(
    r"昨日|きのう|おととい|一昨日|"
    r"[0-9一二三四五六七八九十数]+(?:日|週間|[かヶケ]月|年)(?:ほど|ぐらい|くらい)?前|昔|ことがあ|"
    r"労災|仕事中に|[0-9一二三四五六七八九十]日[^、。]{0,2}(?:たつ|経)|慰謝料|賠償|裁判|弁護士|診断書|後遺|跡[がは]|リハビリ|手術"
)
"""Harm of another day, or what is made of it: a booking, a matter of law."""
_ONLY_MIGHT = re.compile(
    r"(?:かかり|切り|挟み|挟まれ|飲み込み|のみ込み|飲んでしまい|打ち|ぶつけ|歯[^。]{0,8}抜け)(?:そう|かねな)|"
    r"(?:飲み込|挟|切ら)[^、。]{0,3}(?:ないよう|ないか|ら(?:危|大変|困))|アレルギー|体質|持病"
)
_OF_MACHINES = re.compile(r"(?:券|札|円玉?|カード)を?(?:飲み|呑み|のみ)込|自腹|水虫|靴")


def only_might_happen(text: str) -> bool:
    """子どもが飲み込みそうで: nobody was hurt."""
    return _ONLY_MIGHT.search(text) is not None


def tells_of_harm(text: str) -> bool:
    """Somebody was just hurt or burnt, or swallowed what is none to eat."""
    return is_now(text) and any(kind.said.search(text) for kind in _SURE.values())


def likely_harms(text: str) -> bool:
    """Skin comes off, water runs or sparks fly: danger if it is likened to it too."""
    return is_now(text) and any(kind.said.search(text) for kind in _LIKELY.values())


def harms_in(text: str) -> list[Matter]:
    """The kinds of harm that `text` tells of."""
    return [kind for kind in (_SURE | _LIKELY).values() if kind.said.search(text)]


def may_cost_life(text: str) -> bool:
    """A blow, a cut, no breath, something swallowed: an ambulance may be needed."""
    return any(_SURE[kind].said.search(text) for kind in _GRAVE)


def is_now(text: str) -> bool:
    """Not of another day, and not only feared."""
    is_none = _LONG_AGO.search(text) or _OF_MACHINES.search(text)
    return not (is_none or only_might_happen(text))
