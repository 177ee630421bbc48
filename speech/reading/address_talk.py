"""What is said around an address: fillers, politeness, corrections, how it is spelled."""

from __future__ import annotations

import re

from speech.reading.lead_ins import BEFORE_PAUSE, HESITATION, YES

CUT, WRONG = "〓", "▼"
"""Stand for a correction: 「いえ」, and 「じゃなくて」 behind what was wrong."""
_PLACES = (
    (re.compile(r"(?:アットマーク|アット|@)(?:の|より)?前(?:が|は|に)[、\s]*"), ""),
    (
        re.compile(
            r"(?:アットマーク|アット|@)(?:の|より|から)?(?:後ろ?|あと|うしろ|以下|以降|右)(?:が|は|に)[、\s]*"
        ),
        "アットマーク、",
    ),
    (
        re.compile(
            r"(?:アットマーク|アット|@)(?:が|で)(?:あって|入って|はいって|きて|来て)?[、\s]+"
        ),
        "アットマーク、",
    ),
    (re.compile(r"[、\s]*ドメイン(?:名)?(?:は|が)[、\s]*"), "、アットマーク、"),
    (re.compile(r"(?:半角)?(?:英?数字|すうじ)で[、\s]*"), ""),
    (re.compile(r"(?:^|(?<=、))(?:後ろ|うしろ)(?:が|は)[、\s]*"), "アットマーク、"),
    (re.compile(r"(?:^|(?<=、))(?:最初|はじめ|初め|頭)(?:は|が)[、\s]*"), ""),
    (re.compile(r"(?:ドット|ハイフン|スペース|点|空白|記号)(?:抜き|なし)で?[、\s]*"), ""),
)
"""Where a part stands, told in words, and what that comes to."""
_TWICE = re.compile(
    r"(?P<letter>[a-z](?![a-z])|[ァ-ヴー]{2,6}?)(?:が|を)(?:二つ|ふたつ|2つ|二個|"
    r"2個)(?:並びます|続きます|続いて|です|で)?"
)
# 「じゃなくて」 and the like, each with pauses round it so that いえ within a name is none.
_NOT_SO = re.compile(r"(?:じゃ|では|で)(?:なくって|なくて|なく|ない(?:です)?(?=[、\s])|なかった)")
_CORRECTED = re.compile(
    r"(?:(?<=[、\s])|(?<=^))(?:あっ?、?)?(?:いえ+|いや|ちがう|違う|違います|ちがいます|"
    r"ちがった|違った|"
    r"間違えました|間違えた|間違い|まちがえました|訂正|失礼しました|失礼|ごめんなさい|すみません|"
    r"すいません|じゃなかった|もとい)(?:ね|です|します|、)*(?=[、\s])"
)
_AGAIN = re.compile(r"(?:最初から|はじめから|初めから)(?:もう一度)?(?:言います|いきます)?")
_FILLERS = re.compile(
    rf"(?:^|(?<=[、\s]))(?:{HESITATION}|{BEFORE_PAUSE}|{YES}|"
    r"それから|そして|次[がはに]?|あとは?|で|そうですね|ですね|です)(?=[、\s]|$)"
)
_ANNOUNCED = re.compile(
    r"^[^@a-z]{2,30}?(?:申し上げ|お伝えし|言い|いい|読み(?:上げ)?)ます(?:ね|と)?[、\s]"
)
_HOW = re.compile(
    r"(?:全部|すべて|全て|ぜんぶ)?(?:つなげて|続けて|スペースなしで?|一文字ずつ(?:言います)?|"
    r"ハイフンなしで|そのままで?)[、\s]"
)
_HESITATION = re.compile(r"(?:^|(?<=[、\s]))えー+(?=[、\s])")
"""The letter a only where the other letters are written in hiragana too."""
_FIRM = re.compile(
    r"^(?:(?:株式|有限|合同|合資)会社|医療法人|NPO法人)[^、a-z@]{1,20}、(?=.*[、a-z])"
)
_HAS_SIGN = re.compile(
    r"(?:アンダースコア|アンダーバー|ハイフン|ドット|数字|点)が?(?:入り|はいり|つき|付き)(?:ます|まして)"
    r"(?:が|ので|ね)?、"
)
"""「アンダーバーが入りまして」: told ahead of what is then dictated."""
_SAID_AGAIN = re.compile(r"(?<![a-z])([a-z])\s*です[、\s]+(?=\1(?![a-z]))")
"""「m です、m、a、r、i」."""
_PROVIDER_FIRST = re.compile(
    r"^.*?(?P<provider>gmail|yahoo|icloud|ジーメール|ヤフー|アイクラウド|ドコモ|アウトルック)で、"
    r"(?:アットマーク|アット|@)の前(?:が|は)、?(?P<local>.+)$"
)
_SHORTENED = re.compile(r"(?P<whole>[ァ-ヴー]{4,})の(?=(?P<part>[ァ-ヴー]{2,}))")
"""「インフォメーションのインフォ」."""
_TALK = re.compile(
    rf"(?:^|(?<=[、{CUT}{WRONG}]))[^、{CUT}{WRONG}a-z0-9@]*(?:ます|ました|ません|まして|ください|ましょう|でしょう|いただ|願い)"
    rf"[^、{CUT}{WRONG}a-z0-9@]*(?:、|$|(?=[{CUT}{WRONG}]))"
)
"""A stretch between pauses that has a verb of politeness in it spells nothing."""
_POLITE_END = re.compile(r"(?<=[ァ-ヴーa-z0-9])で?(?:お願い|おねがい|よろし)[^a-z0-9@]*$")
_ASIDE = re.compile(r"(?:^|(?<=、))(?:メール|アドレス|うちの|うち|私の|わたしの)(?:は|ね|の)+、")
_INTRODUCED = re.compile(
    r"^.{0,20}?(?:メール|mail|e-mail|アドレス|メアド)[^、a-z@]{0,6}?(?:は|が|ですが|ですけど|"
    r"ですけれども|ですね)"
    r"[、\s]*"
)
_CASE = re.compile(
    r"(?:(?:全部|ぜんぶ|すべて|全て|みんな|全)?の?(?:英語の?|半角の?)?(?:英?小文字|英?大文字|"
    r"英数字|こもじ|おおもじ|半角|ローマ字|英字)"
    r"(?:の|で(?:す)?|です)?(?:、|(?=[a-zァ-ヴー\s])|$))"
)
_ENDINGS = re.compile(
    r"(?:(?:で|と|、)*(?:よろしく)?(?:お願い(?:いた|致)?します|申します)|"
    r"(?:で)?よろしいですか|(?:に|と)なります|でございます|(?:です|でした)(?:ね|よ|けど|が)?|"
    r"だよ|ですわ|ですのう|以上(?:です)?|だ)[。、\s]*$"
)
_MIDDLE_ENDINGS = re.compile(r"(?:です(?:ね|よ)?|でございます)(?=[、\s]|$)")
_SPELLED_AS = re.compile(
    r"(?:(?<=[、。])[^、。a-z@]{1,8}は、?)?(?:スペル|つづり|綴り|ローマ字|英語)(?:は|"
    r"で(?:言うと|書くと)?|だと|を申しますと)[、\s]*"
)
_AT = re.compile("@|あっと|アット")


def _without_the_whole(found: re.Match[str]) -> str:
    return "" if found["whole"].startswith(found["part"][:3]) else found[0]


def without_talk(text: str) -> str:
    """Without greetings, fillers and politeness; corrections become one character."""
    text = _HAS_SIGN.sub("", _FIRM.sub("", _INTRODUCED.sub("", text.strip("、 "))))
    text = _SAID_AGAIN.sub("", text)
    text = _PROVIDER_FIRST.sub(r"\g<local>、アットマーク、\g<provider>", text)
    text = _SHORTENED.sub(_without_the_whole, text)
    text = _POLITE_END.sub("", _ASIDE.sub("", text))
    if re.search(r"[a-zァ-ヴ]{1,3}(?=[、\s])", text):
        text = _HESITATION.sub("", text)
    for pattern, sign in _PLACES:
        text = pattern.sub(sign, text)
    text = _TWICE.sub(r"\g<letter>、\g<letter>", text)
    text = _HOW.sub("", _ANNOUNCED.sub("", text))
    text = text if not (again := list(_AGAIN.finditer(text))) else text[again[-1].end() :]
    text = _NOT_SO.sub(WRONG, text)
    text = re.sub(r"\s*(?<=[a-z0-9])\s+(?=[a-z0-9])", "、", text)
    for _ in range(3):
        text = _CORRECTED.sub(CUT, text)
        text = _ENDINGS.sub("", text)
        text = _FILLERS.sub("", text)
    text = _MIDDLE_ENDINGS.sub("", _TALK.sub("", text))
    text = re.sub(rf"[、\s]*([{CUT}{WRONG}])[、\s{CUT}{WRONG}]*", r"\1", text)
    return text


def without_spelling(text: str) -> tuple[str, str]:
    """The text before 「スペルは」 and what is spelled behind it."""
    said = list(_SPELLED_AS.finditer(text))
    if said:
        before, after = text[: said[-1].start()], text[said[-1].end() :]
        if _AT.search(before) and not _AT.search(after):
            return _CASE.sub("", before), _CASE.sub("", after)
    return _CASE.sub("", _SPELLED_AS.sub("、", text)), ""
