"""What a caller plainly states is taken as what it is: said back briefly, and passed on.

An absence, a lateness or a new address only has to be known: who it is from, and it is passed on.
Whether something is ready, what is lost, broken or wished for in writing is looked into, with what
the manual wants asked, and called back about.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.events import Fact
from agent.plain_matters import PlainMatter, is_ill, sentences, stated_in
from agent.tasks import form
from agent.tasks.answer_question import say_answer
from agent.tasks.find_answer import entry_of, will_tell
from agent.tasks.take_message import add_to_message
from agent.turn import Task, Turn
from knowledge.schema import FaqEntry
from speech.reading.dates import day_spoken, when_in

OWN_ENTRY_FROM = 0.4
"""Likeness of an entry that states the same kind of matter from which it is the manual's own word
on it: six callers' wordings of what was broken, lost or wished for scored .51 to .68 there."""
_PROMISES = re.compile(r"折り返し|お調べ|お送り|お届け|手配")
"""An answer that leaves something to be done for the caller."""
_KIND, _TAKEN = "notice", "notice_taken"


def go_on(turn: Turn) -> bool:
    """Who it is from; then the promise, or the call back."""
    turn.assign(turn.knowledge.manual.rules.unanswered.department)
    kind = turn.note(_KIND)
    if kind.startswith("late") and turn.note(_TAKEN) == kind:
        _hear_how_late(turn)
    if turn.note(_TAKEN) != kind:
        turn.remember(_TAKEN, kind)
        _say_back(turn)
    return _pass_on(turn) if turn.note("notice_asks") != "1" else _look_into(turn)


_BOOKED_AT = re.compile(r"[0-9]+時(?:半|[0-9]+分)?(?=(?:から)?の|に予約|から)")
_LATE_BY = re.compile(r"[0-9]+分(?:ほど|くらい|ぐらい)?")


def _hear_how_late(turn: Turn) -> None:
    """「10時半の望月です」「15分くらい」, told where who it is is asked: it is passed on, too."""
    booked, late = (found.search(turn.said.text) for found in (_BOOKED_AT, _LATE_BY))
    if booked is not None:
        add_to_message(turn, f"{booked.group()}のご予約")
    elif late is not None:
        add_to_message(turn, f"{late.group()}遅れる")
        turn.say("inform", "notice_late_by", Fact("item", late.group(), "caller"))


def _pass_on(turn: Turn) -> bool:
    if _asks_who(turn) or form.ask_next(turn, _asked_of_everybody(turn)):
        return True
    if turn.note(_KIND) != "known":
        turn.say("inform", "promise_notice", turn.target_name())
    turn.remember("promised", "1")
    if turn.note("plan") != "callback":
        turn.remember("plan", "message")
    turn.drop("take_notice")
    return False


def _look_into(turn: Turn) -> bool:
    if turn.note("notice_enough") == "1":
        turn.drop("take_notice")
        return False
    if _asks_who(turn) or form.ask_next(turn, _asked_about(turn)):
        return True
    turn.drop("take_notice")
    if turn.note("promised") == "1" and turn.note("plan") == "callback":
        turn.say("inform", "promise_notice", turn.target_name())
        return False
    turn.remember("promised", "")
    turn.remember("plan", "callback")
    turn.push("call_back")
    return False


def _asks_who(turn: Turn) -> bool:
    if turn.value("caller_name") or turn.note("skip_caller") == "1":
        return False
    turn.ask_caller()
    return True


def _asked_about(turn: Turn) -> tuple[str, ...]:
    """What the manual's own entry wants asked; of what is broken, what any question wants."""
    entry = entry_of(turn, turn.note("answered"))
    if entry is not None and entry.ask_when_unanswered:
        return entry.ask_when_unanswered
    is_broken = turn.note(_KIND) == "broken"
    return turn.knowledge.manual.rules.unanswered.ask if is_broken else _asked_of_everybody(turn)


def _asked_of_everybody(turn: Turn) -> tuple[str, ...]:
    """What the client wants to know of whoever calls, about whatever: 学年, 診察券番号."""
    manual = turn.knowledge.manual
    return tuple(item for item in manual.rules.unanswered.ask if item in manual.reservation.ask)


def _say_back(turn: Turn) -> None:
    """The matter in few words; what the manual says of it; what becomes of it."""
    kind, item = turn.note(_KIND), turn.note("notice_item")
    turn.say("inform", f"notice_{kind}", Fact("item", item, "caller"))
    if turn.note("notice_ill") == "1":
        turn.say("inform", "take_care")
    is_told = say_answer(turn)
    if turn.note("notice_asks") != "1":
        return
    turn.remember("inquiry_taken", "1")
    if not is_told:
        turn.say("inform", "will_check", turn.target_name())


def _opened(turn: Turn) -> None:
    matter = stated_in(turn.said.text)
    if matter is None:
        return
    for done in ("maybe", "doubtful", "answered"):
        turn.remember(done, "")
    turn.drop("answer_question")
    entry = None if matter.is_notice else _own_entry(turn, matter)
    if entry is not None:
        will_tell(turn, entry.id)
    _answer_beside(turn, matter)
    kind, item = _named(turn, matter)
    if turn.note("notice_kinds") and matter.kind in turn.note("notice_kinds").split(","):
        kind = "known"
    turn.remember("notice_kinds", f"{turn.note('notice_kinds')},{matter.kind}".strip(","))
    turn.remember(_KIND, kind)
    turn.remember(_TAKEN, "")
    turn.remember("notice_item", item)
    turn.remember("notice_asks", "" if matter.is_notice else "1")
    is_enough = entry is not None and not _PROMISES.search(entry.answer)
    turn.remember("notice_enough", "1" if is_enough and matter.kind == "papers" else "")
    turn.remember("notice_ill", "1" if is_ill(turn.said.text) else "")
    is_alone = turn.said.intent == "notice"
    add_to_message(turn, "" if is_alone else matter.text)


def _answer_beside(turn: Turn, matter: PlainMatter) -> None:
    """「今日は遅れます。あと、引き落としっていつですか」: what the manual knows is told."""
    for other in sentences(turn.said.text):
        hit = turn.knowledge.faq.answer(other) if other != matter.text else None
        if hit is not None:
            will_tell(turn, hit.entry.id)


def _named(turn: Turn, matter: PlainMatter) -> tuple[str, str]:
    """The entry of the talk script, and what is named in it."""
    if matter.kind == "late":
        kind = "late_at" if "時" in matter.item and "時間" not in matter.item else "late_by"
        return (kind, matter.item) if matter.item else ("late", "")
    if matter.kind != "absent":
        return matter.kind, matter.item
    when, now = when_in(matter.text, turn.knowledge.now), turn.knowledge.now
    if when is None or when.day is None or when.day < now.date():
        return "absent", ""
    near = {now.date(): "本日", now.date() + dt.timedelta(days=1): "明日"}
    return "absent_on", near.get(when.day) or day_spoken(when.day, now)


def _own_entry(turn: Turn, matter: PlainMatter) -> FaqEntry | None:
    """The manual's entry about this very kind of matter."""
    if matter.kind in ("ready", "arrived"):
        return None  # no manual knows of hers
    hits = turn.knowledge.faq.search(matter.text, "", 3)
    likely = [hit.entry for hit in hits if hit.score >= OWN_ENTRY_FROM]
    return next((entry for entry in likely if _states(entry, matter.kind)), None)


def _states(entry: FaqEntry, kind: str) -> bool:
    found = (stated_in(form) for form in (entry.question, *entry.paraphrases))
    return any(matter is not None and matter.kind == kind for matter in found)


TASK = Task("take_notice", ("notice",), go_on, opened=_opened)
