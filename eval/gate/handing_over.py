"""Calls that a person takes over: emergencies, complaints, VIPs, whoever asks for one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from eval.gate.call import BYE, WAITS, GateCall, Making, Written, plain, ruby
from eval.gate.operators import takes
from eval.gate.staff import how_asked
from eval.gate.words import words
from knowledge.people import staff_keys
from knowledge.schema import Operator, Staff, Vip
from knowledge.written import Where

_TRANSFER = {"act": "transfer"}
_TE = re.compile("[えけせてねへめれげぜでべぺしじきぎちりびみ出]$")
"""How the stem of a verb ends: 腫れ, けがをし, 煙が出."""
_STATEMENT = re.compile("(?:ない|たい|臭い|った|んだ)$")
_FORMS = re.compile("株式会社|有限会社|合同会社")
_ENGLISH: tuple[Written, ...] = (
    {"say": "Hello. Do you speak English?", "spoken": "ハロー。ドゥーユースピークイングリッシュ？"},
    {"say": "My name is Peter Brown.", "spoken": "マイネームイズピーターブラウン。"},
    {
        "say": "My number is 090, 0012, 3456.",
        "spoken": "マイナンバーイズゼロナインゼロ<300>ゼロゼロワントゥー<300>"
        "スリーフォーファイブシックス。",
        "expect": "phone_number",
    },
    {"say": "Yes, that's right.", "spoken": "イエス。<300>ザッツライト。"},
)


def handing_over_calls(making: Making) -> Iterator[GateCall]:
    """Each emergency word, each VIP, a complaint, a caller who wants a person, an English one."""
    yield from _emergencies(making)
    for number, vip in enumerate(making.manual.vips):
        if vip.company or vip.name:
            yield _vip(making, number, vip)
    for place, person in enumerate(making.manual.staff):
        if person.vip and person.status != "退職":
            yield _vip_of(making, place, person)
    yield _human(making, "open", making.moments.open)
    yield _human(making, "night", making.moments.night)
    yield _complaint(making)
    yield _english(making)


def sudden(word: str) -> str:
    """A word, or the beginning of one, as somebody in danger would end it."""
    word = plain(word)
    if word.endswith("ん"):
        return f"{word}でしまって"
    if _STATEMENT.search(word):
        return f"{word}んです"
    if word.endswith("て"):
        return f"{word}しまって"
    return f"{word}てしまって" if _TE.search(word) else f"{word}なんです"


def _emergencies(making: Making) -> Iterator[GateCall]:
    """Every word that makes an emergency here; the first of them at night."""
    rule = making.manual.rules.emergency
    for number, word in enumerate(dict.fromkeys((*rule.words, *rule.advice))):
        at = making.moments.open if number else making.moments.night
        yield _emergency(making, number, at, word)
    if not rule.words and not rule.advice:
        yield _emergency(making, 0, making.moments.open, "")


def _emergency(making: Making, number: int, at: dt.datetime, word: str) -> GateCall:
    rule = making.manual.rules.emergency
    advice = rule.advice.get(word, "")
    what = sudden(word) if word else words("emergency_fire")
    operator = takes(making.manual, "emergency", at, rule.operator)
    expect: Written = {
        "kind": "emergency",
        "urgency": "emergency",
        "escalation": "emergency",
    } | _handed(making, operator)
    if advice:
        expect["said"] = [{"words": [advice]}, *expect.get("said", [])]
    written: Written = {
        "now": at,
        "features": ["emergency"],
        "turns": [{"say": words("emergency", what=what), "intent": "emergency"}, *WAITS],
        "answers": {
            "place": words("emergency_place"),
            "details": words("emergency_details"),
        },
        "expect": expect,
    }
    where: Where = ("rules", "emergency", "words" if word in rule.words else "advice")
    return making.call(
        f"rule-emergency-{number}",
        written,
        where=where if word else ("rules", "emergency"),
        subject=f"緊急の電話（{word or '火事'}、{at:%H時%M分}）",
        remedy="emergency_remedy",
    )


def _handed(making: Making, operator: Operator | None) -> Written:
    """Put through to whoever takes such calls; without anybody, the number is taken down."""
    if operator is not None:
        return {"said": [_TRANSFER]}
    return {"never_said": [_TRANSFER], "callback_number": making.stranger.number}


def _vip(making: Making, number: int, vip: Vip) -> GateCall:
    """Whom the VIP asks for is out, so that only precedence can put the call through."""
    manual, at = making.manual, making.moments.middle
    staff = [p for p in manual.staff if p.status != "退職"]
    named = next((p for p in staff if vip.staff and vip.staff in staff_keys(p)), None)
    person = named or next((p for p in staff if not p.put_through), None)
    is_handed = vip.put_through and takes(manual, "vip", at) is not None
    expect: Written = {"urgency": "high", "escalation": "vip" if is_handed else ""}
    expect |= {"said" if is_handed else "never_said": [_TRANSFER]}
    company, name = _who(making, vip)
    asked = how_asked(manual, person) if person is not None else "ご担当の方"
    written: Written = {
        "now": at,
        "features": ["vip"],
        "turns": [
            {"say": words("vip", company=company, name=name, asked=asked)},
            *(WAITS if is_handed else (BYE,)),
        ],
        "answers": {"company": f"{company}です。", "name": f"{name}です。"},
        "expect": expect,
    }
    if person is not None:
        entered = {"staff": person.name, "status": "外出", "until": making.moments.back}
        written["statuses"] = [entered]
    what = "すぐ人に代わる" if is_handed else "人に代わらず、至急の印をつける"
    return making.call(
        f"rule-vip-{number}",
        written,
        where=("vips", number),
        subject=f"大切なお客様「{vip.company or vip.name}」（{what}）",
        remedy="vip_remedy",
    )


def _who(making: Making, vip: Vip) -> tuple[str, str]:
    """Company and name as this caller gives them; the reading is the company's, else the name's."""
    own = making.stranger
    company, name = plain(vip.company) or own.company, own.spoken
    if vip.name:
        name = ruby(vip.name, vip.reading)
    elif vip.reading:
        company = ruby(_FORMS.sub("", company) or company, vip.reading)
    return company, name


def _vip_of(making: Making, place: int, person: Staff) -> GateCall:
    """A caller whom she herself wants put through, while she is in."""
    is_handed = takes(making.manual, "vip", making.moments.open) is not None
    known = plain(person.vip[0])
    asked = how_asked(making.manual, person)
    said = words("vip", company=known, name=making.stranger.spoken, asked=asked)
    written: Written = {
        "features": ["vip"],
        "turns": [{"say": said}, *(WAITS if is_handed else (BYE,))],
        "answers": {"company": f"{known}です。"},
        "statuses": [{"staff": person.name, "status": "在席", "until": making.moments.back}],
        "expect": {"said" if is_handed else "never_said": [_TRANSFER]},
    }
    return making.call(
        f"rule-vip-of-{place}",
        written,
        where=("staff", place, "vip"),
        subject=f"「{person.name}」さんにすぐおつなぎするお客様「{person.vip[0]}」",
        remedy="vip_of_remedy",
    )


def _human(making: Making, name: str, at: dt.datetime) -> GateCall:
    operator = takes(making.manual, "human_operator", at)
    turns = [{"say": words("human")}, *(WAITS if operator is not None else (BYE,))]
    written: Written = {
        "now": at,
        "features": ["handover"],
        "turns": turns,
        "expect": {"escalation": "asked"} | _handed(making, operator),
    }
    who = operator.name if operator is not None else "どなたも出られない"
    return making.call(
        f"rule-human-{name}",
        written,
        where=("operators",),
        subject=f"人に代わってほしいという電話（{at:%H時%M分}: {who}）",
        remedy="operators_remedy",
    )


def _complaint(making: Making) -> GateCall:
    """One that does not settle: nothing is answered that would let it."""
    rule, at = making.manual.rules.complaint, making.moments.open
    operator = takes(making.manual, "complaint", at, rule.operator)
    answers = {"details": words("complaint_details")}
    expect: Written = {"kind": "complaint", "escalation": "complaint"}
    if operator is not None:
        answers |= {"company": words("complaint_company"), "name": words("complaint_name")}
        answers |= {"phone_number": words("complaint_number")}
        answers |= {"callback": words("complaint_callback")}
        expect["escalated_by"] = rule.turns + 2  # the greeting is the first turn; one to spare
    written: Written = {
        "features": ["complaint"],
        "turns": [
            *({"say": words(f"complaint_{number}")} for number in range(4)),
            *(WAITS if operator is not None else (BYE,)),
        ],
        "answers": answers,
        "expect": expect | _handed(making, operator),
    }
    who = operator.name if operator is not None else "どなたも出られない"
    return making.call(
        "rule-complaint",
        written,
        where=("rules", "complaint"),
        subject=f"収まらないお叱り（{who}）",
        remedy="operators_remedy",
    )


def _english(making: Making) -> GateCall:
    """An English caller's number is kept, whoever takes over."""
    rule = making.manual.rules.foreign_language
    operator = takes(making.manual, "foreign_language", making.moments.open, rule.operator)
    expect: Written = {"kind": "foreign_language"}
    expect |= {"said": [_TRANSFER]} if operator is not None else {}
    expect |= {"callback_number": "090-0012-3456"} if rule.english else {}
    written: Written = {
        "features": ["english"],
        "turns": [*_ENGLISH, *WAITS],
        "expect": expect,
    }
    return making.call(
        "rule-english",
        written,
        where=("rules", "foreign_language"),
        subject="英語の電話",
        remedy="english_remedy",
    )
