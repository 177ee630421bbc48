"""A member of staff reports where she is: verified by what the manual sets, then entered.

What the manual keeps for this (employee number, pin, extension) is compared and never said. Who
is not verified is treated as anybody: the words are taken as a message, nothing is changed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.events import Fact, Slot, StatusChange
from agent.tasks.take_message import add_to_message
from agent.turn import PERSON, Task, Turn, noting
from knowledge.directory import Person
from knowledge.presence import LEFT
from speech.reading.dates import When, day_spoken, when_in
from speech.reading.phone_numbers import digits_in

MAX_PROOFS = 2
_STATUSES = (
    ("直帰", r"直帰|このまま帰|社に戻ら|会社に戻ら|戻りません"),
    ("休暇", r"お?休み(?:ます|たい|を|で|の)|休ませ|欠勤|有給|休暇"),
    ("会議", r"会議|打ち合わせ"),
    ("出張", r"出張"),
    ("外出", r"戻[りるっ]"),
    ("直行", r"直行|遅刻|出社|出勤|着[くけき]|電車"),
)
_NOT_BACK = re.compile(r"戻れ(?:ません|なく|ない|そうにな)")
"""Not back at all, where no other time is told."""
_OUT = "外出"
"""Where somebody is who only says when she is back."""
_OFF = "休暇"
_ARRIVES = "直行"
_LEAVES_EARLY = re.compile(r"早退|早上がり|早[くめ]に?(?:上が|帰|失礼)")
_NO_RETURN = frozenset(("直帰", _OFF))
"""Nobody is asked when she is back from these on the same day."""
_NOT_THEN = re.compile(
    r"[^、。]*?(?:間に合(?:わな|いそうにな|いませ)|(?:戻|着|行|出)[けれ](?:な|ませ|そうにな)|(?:じゃ|では)(?:な|あり)|無理|"
    r"の(?:予定|つもり|はず|戻り|到着|出社)(?:でした|だった)?が|"
    r"(?:って|と)(?:書い|言っ|聞い|出て|伝え|なって|思っ|思う)|(?:書いて|入って)(?:ある|ます)|"
    r"(?:予定|はず|つもり)(?:だった|でした))[^、。0-9一二三四五六七八九十]*[、。]?"
)
"""What is said of the time that does not hold: 16時に戻れなくて, あした10時って書いてあるけど."""
_STILL_OFF = re.compile(
    r"(?:今日|本日)(?:は|も|から)?[^。]{0,12}休|(?:明日|あした|あす|曜日?|日)も[^。]{0,10}休|引き続き"
)
"""Absent today as well as on the day that is told."""
_OPEN_END = re.compile(r"しばらく|当分|未定|わからな|分からな")
_UNWELL = re.compile(r"痛|熱|体調|具合|風邪|インフル|病|怪我|けが|ケガ|だる|吐")
_HAS_NONE = re.compile(r"忘れ|[わ分]から|覚えて|手元に|持って")
_CORRECTS = re.compile(r"違|じゃな|ではな|やっぱり|訂正|直し|変わ|変更|もう少し|さらに")
_NUMBER = r"(?:番号|内線|暗証|コード|ＩＤ|ID)[はがもの、 ]*"


def kept_of(person: Person, verify: str) -> str:
    """What the manual keeps of her for this, as it is written; empty where it keeps none."""
    staff = person.staff
    kept = {
        "extension": staff.extension,
        "pin": staff.pin,
        "employee_number": staff.employee_number,
    }
    return kept[verify] or ""


def proves(text: str, kept: str) -> bool:
    """What is `kept` of her was said in so many words: 社員番号は031です, T15です; no 15時."""
    if not kept:
        return False
    lead = "" if re.search(r"[A-Za-z]", kept) else _NUMBER
    return re.search(rf"{lead}(?<![A-Za-z0-9]){re.escape(kept)}(?![0-9時分人])", text) is not None


def go_on(turn: Turn) -> bool:
    """Who, the proof, when back; then it is entered, or passed on where it cannot be verified."""
    turn.remember("register", "staff")
    rule = turn.knowledge.manual.rules.staff_call
    person = turn.knowledge.directory.person(turn.value("staff"))
    if person is None and turn.note("staff_asked") != "1":
        turn.remember("staff_asked", "1")
        turn.ask("staff_name")
        return True
    if person is None or not rule.accepted or not _secret(person, rule.verify):
        return _pass_on(turn)
    if turn.note("verified") != "1":
        if turn.count("proofs") >= MAX_PROOFS:
            return _pass_on(turn)
        turn.ask("staff_proof", entry=f"staff_proof_{rule.verify}")
        return True
    if turn.note("leaves_at"):
        return _note_leave(turn, person)
    if not turn.value("status"):
        turn.ask("staff_status")
        return True
    if not turn.value("back") and turn.value("status") not in _NO_RETURN and _asks_back(turn):
        return True
    _enter(turn, person)
    return False


def _secret(person: Person, verify: str) -> str:
    return re.sub(r"\D", "", kept_of(person, verify))


def _asks_back(turn: Turn) -> bool:
    if turn.add_one("back_asked") > 1:
        return False
    turn.ask("staff_back")
    return True


def _enter(turn: Turn, person: Person) -> None:
    """The change, as an event for whoever keeps the schedule; read back to her."""
    status, back = turn.value("status"), turn.slot("back")
    at, start = back.value if back is not None else "", turn.note("off_from")
    _forget_proof(turn, person)
    turn.change = StatusChange(person.id, status, at, turn.value("message"), start)
    name = Fact("person", person.surname, "manual")
    if status == _OFF and turn.note("off_day"):
        turn.say("inform", "staff_entered_off", name, Fact("when", turn.note("off_day"), "caller"))
        if _UNWELL.search(turn.value("message")):
            turn.say("backchannel", "get_well")
    elif back is not None and at:
        entry = "staff_entered_arrives" if status == _ARRIVES else "staff_entered_back"
        turn.say("inform", entry, name, Fact("back", back.spoken, "caller"))
    else:
        turn.say("inform", "staff_entered", name, Fact("status", status, "built_in"))
    turn.remember("promised", "1")
    turn.remember("plan", "entered")
    turn.drop("staff_call")


def _forget_proof(turn: Turn, person: Person) -> None:
    """What proves who she is stands in no report."""
    kept = kept_of(person, turn.knowledge.manual.rules.staff_call.verify)
    known = turn.slot("message")
    if known is not None and kept and kept in known.value:
        told = re.sub(rf"[^、。]*{re.escape(kept)}[^、。]*[、。]?", "", known.value).strip("、。 ")
        turn.learn(Slot("message", told, known.spoken, known.confidence))


def _pass_on(turn: Turn) -> bool:
    """Not verified: a message like anybody's."""
    turn.assign()
    turn.remember("unverified", "1")
    if not turn.value("message"):
        turn.ask("message", turn.target_name())
        return True
    back, leaves = turn.slot("back"), turn.note("leaves_at")
    when = leaves or (back.spoken if back is not None and back.value else "")
    if when:
        when_fact = Fact("when", when, "caller")
        turn.say("inform", "staff_message_when", turn.target_name(), when_fact)
    else:
        turn.say("inform", "staff_message", turn.target_name())
    return _is_told(turn)


def _note_leave(turn: Turn, person: Person) -> bool:
    """She is here until then: those who are told of it keep the schedule."""
    _forget_proof(turn, person)
    turn.assign()
    name = Fact("person", person.surname, "manual")
    to = Fact("to", turn.target_name().value, "manual")
    turn.say("inform", "staff_leaves", name, to, Fact("when", turn.note("leaves_at"), "caller"))
    if _UNWELL.search(turn.value("message")):
        turn.say("backchannel", "get_well")
    return _is_told(turn)


def _is_told(turn: Turn) -> bool:
    turn.remember("promised", "1")
    turn.remember("plan", "message")
    turn.drop("staff_call")
    turn.drop("reach_person")
    return False


def _who(turn: Turn) -> Person | None:
    """The one who calls, by the name she gives; of two of a name, her department tells."""
    directory = turn.knowledge.directory
    caller = turn.slot("caller_name")
    named = caller.spoken if caller is not None and caller.value else ""
    found = directory.find(named or turn.said.reading, asked=True)
    known = [p for p in (directory.person(s.key) for s in found.people) if p is not None]
    people = [p for p in known if p.staff.status != LEFT]
    text, of = turn.said.text, turn.value("target_department")
    named_here = {d.name for d in turn.knowledge.manual.departments if _short(d.name) in text}
    here = [p for p in people if p.staff.department in {of, *named_here}] or people
    if len(here) > 1:
        return next((p for p in here if _is_all(p, text)), None)
    return here[0] if here else turn.person


def _is_all(person: Person, text: str) -> bool:
    return re.sub(r"[\s　]", "", person.staff.name) in text


def _short(department: str) -> str:
    return re.sub(r"[部課室]$", "", department)


def _take(turn: Turn) -> None:
    """What the turn tells of where she is."""
    person = _who(turn)
    if person is not None and not turn.value("staff"):
        turn.learn(Slot("staff", person.id, person.surname, 0.9))
        turn.learn(
            Slot("caller_name", person.staff.name.replace(" ", ""), person.full_reading, 0.95)
        )
        turn.forget(*PERSON, "caller_company")
    verify = turn.knowledge.manual.rules.staff_call.verify
    known = turn.knowledge.directory.person(turn.value("staff"))
    if known is not None and proves(turn.said.text, kept_of(known, verify)):
        turn.remember("verified", "1")
    _take_status(turn)


def _take_status(turn: Turn) -> None:
    """Where she is and when back: what holds, not what was said to hold no longer."""
    text = turn.said.text
    when = _told_time(_NOT_THEN.sub("", text), turn)
    if _LEAVES_EARLY.search(text) and when is not None and when.time is not None:
        turn.remember("leaves_at", when.spoken)
        return
    status = next((s for s, cues in _STATUSES if re.search(cues, text)), "")
    if not status and when is None and _NOT_BACK.search(text):
        status = "直帰"
    if status == _OFF:
        _take_day_off(turn)
    elif status in _NO_RETURN and (when is None or when.day in (None, turn.knowledge.now.date())):
        turn.forget("back")
    elif when is not None and not when.is_vague:
        at = when.at(turn.knowledge.now)
        value = at.isoformat(timespec="minutes") if when.time else at.date().isoformat()
        turn.learn(Slot("back", value, when.spoken, 0.9))
    is_off = turn.value("status") == _OFF and status != _OFF
    if (status or (when is not None and not turn.value("status"))) and not is_off:
        turn.learn(Slot("status", status or _OUT, text, 0.9))


_BEFORE_RIGHT = re.compile(
    r"[0-9]{1,2}時(?:半|[0-9]{1,2}分)?[^。0-9]{0,6}?(?:いや|いえ|じゃなくて|やっぱ|違う?)[、。 ]*"
    r"(?=[^。]{0,4}[0-9]{1,2}時)"
)
"""10時半…、いや、11時になると思います."""


def _told_time(text: str, turn: Turn) -> When | None:
    """The time of the first sentence that tells one: 17時です。あと、16時10分からの授業."""
    now = turn.knowledge.now
    said = _BEFORE_RIGHT.sub("", text.replace("...", "、"))
    found = [when for part in said.split("。") if (when := when_in(part, now)) is not None]
    timed = [when for when in found if when.time is not None and when.day in (None, now.date())]
    when = next(iter(timed or found), None)
    is_later = when is not None and when.time is not None and when.at(now) > now
    if when is not None and is_later and when.day == now.date():
        return replace(when, day=None)  # 今日、11時: the date is not said back
    return when


def _take_day_off(turn: Turn) -> None:
    """今日も休んでますが、明日も休ませて: absent on the last day told, back the workday after."""
    now, schedule = turn.knowledge.now, turn.knowledge.schedule
    found = (when_in(part, now) for part in re.split(r"[、。]|けど|ので|が", turn.said.text))
    days = [when.day for when in found if when is not None and when.day is not None]
    day = max([now.date(), *days[-1:]])
    person = turn.knowledge.directory.person(turn.value("staff"))
    is_off_now = person is not None and turn.presence(person).status == _OFF
    goes_on = day == now.date() or is_off_now or _STILL_OFF.search(turn.said.text) is not None
    turn.remember("off_from", "" if goes_on else day.isoformat())
    turn.remember("off_day", "本日" if day == now.date() else day_spoken(day, now))
    if _OPEN_END.search(turn.said.text):
        turn.forget("back")
    else:
        back = schedule.next_workday(day)
        turn.learn(Slot("back", back.isoformat(), day_spoken(back, now), 0.8))


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "staff_call", turn.said.text, 0.9))
    turn.drop("take_message")
    _take(turn)
    add_to_message(turn)


def _named(turn: Turn) -> bool:
    _take(turn)
    return bool(turn.value("staff"))


def _proof_said(turn: Turn) -> bool:
    person = turn.knowledge.directory.person(turn.value("staff"))
    text = _PUT_RIGHT.split(turn.said.text)[-1]
    heard = (digits_in(turn.said.reading), digits_in(text))
    said = {*heard, re.sub(r"\D", "", text)} - {""}
    if not said and _HAS_NONE.search(turn.said.text):
        turn.remember("proofs", str(MAX_PROOFS))
        return True
    if person is None or not said:
        return False
    if turn.note("verified") == "1":
        return True
    verify = turn.knowledge.manual.rules.staff_call.verify
    if _secret(person, verify) in said:
        turn.remember("verified", "1")
    elif _told_time(turn.said.text, turn) is not None:
        _take_status(turn)  # 違います、17時半です: the proof is still to come
    else:
        turn.add_one("proofs")
        turn.say("apologise", "staff_proof_wrong")
    return True


_PUT_RIGHT = re.compile(
    r"(?:違(?:う|い|った)|ごめん|訂正|じゃな(?:くて|い)|間違え?)[^0-9]{0,8}(?=[0-9])"
)
"""1021、あ、ごめん、違う、1012."""


def _hears(turn: Turn) -> bool:
    """「違います、17時です」, after the change was entered."""
    is_entered = turn.value("kind") == "staff_call" and turn.note("plan") == "entered"
    if not is_entered or not _CORRECTS.search(turn.said.text):
        return False
    return _told_time(_NOT_THEN.sub("", turn.said.text), turn) is not None


def _told(turn: Turn) -> bool:
    known = (turn.value("status"), turn.value("back"))
    _take(turn)
    add_to_message(turn)
    return known != (turn.value("status"), turn.value("back"))


def _without_status(turn: Turn) -> None:
    turn.learn(Slot("status", _OUT, turn.said.text, 0.3))


TASK = Task(
    "staff_call",
    ("staff_call",),
    go_on,
    {
        "staff_name": _named,
        "staff_proof": _proof_said,
        "staff_status": _told,
        "staff_back": _told,
    },
    _opened,
    {
        "staff_name": noting("staff_asked"),
        "staff_proof": noting("proofs", str(MAX_PROOFS)),
        "staff_status": _without_status,
        "staff_back": noting("back_asked", "1"),
    },
    _hears,
)
