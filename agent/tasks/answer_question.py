"""A question is answered from the manual word for word; what is only likely is asked back about;
what is not there is asked about inside and called back."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.tasks import form
from agent.tasks.refuse_private import asks_for_inside
from agent.tasks.take_message import add_to_message, matter_of, without_words
from agent.turn import Task, Turn
from agent.views import asks_view
from knowledge.faq import FaqHit
from knowledge.schema import FaqEntry

LEAST_CLAUSE = 6
"""Characters from which a clause can be a question of its own."""
LEAST_CHARS = 5
"""Shorter is no matter that anybody could look into."""
MAX_ASKED_BACK = 2
"""Times one question is asked back about before its details are taken instead."""
_LITTLE = frozenset(("yes", "no", "thanks", "goodbye", "greeting"))
SHORT = 12
"""Characters of はい、お願いします and the like, which ask nothing."""
_NO_MATTER = frozenset(("repeat_request", "goodbye", "greeting", "wait"))
_ASKED_BACK_AT = frozenset(
    ("", "purpose", "anything_else", "inquiry", "detail", "confirm_question", "offer_message")
)
"""Open questions beside which another may be put; a name, a number or a day is got first."""
_DENIES = re.compile(
    r"^(?:いえ|いや|いいえ|ううん|違い?ます|ちがいます|違う|そうじゃな\S{0,5}|[、。 ]|んです|です)+"
)


def go_on(turn: Turn) -> bool:
    """Answer, ask back, or take the details, for somebody who knows to call back."""
    if turn.note("answer_now") and not _owes_call(turn):
        turn.drop("answer_question")
        return False
    if _maybe(turn) is not None:
        _ask_back(turn)
        return True
    rule = turn.knowledge.manual.rules.unanswered
    if not turn.value("message"):
        turn.ask("inquiry")
        return True
    turn.assign(rule.department)
    _say_what_becomes_of_it(turn)
    if turn.note("promised") != "1" and form.ask_next(turn, asked_beyond_answer(turn) or rule.ask):
        return True
    turn.remember("plan", turn.note("plan") or "callback")
    turn.drop("answer_question")
    turn.push("call_back")
    return False


def _say_what_becomes_of_it(turn: Turn) -> None:
    """That somebody looks into it; of a view, that nobody here may give one."""
    if turn.note("view") == "1":
        turn.remember("view", "")
        turn.say("refuse", "view")
    if turn.note("inquiry_taken") != "1":
        turn.remember("inquiry_taken", "1")
        turn.say("inform", "will_check", turn.target_name())
    elif turn.note("asks_more") == "1":
        turn.say("inform", "will_ask", turn.target_name())
    turn.remember("asks_more", "")


def _owes_call(turn: Turn) -> bool:
    """Say the answers; True where a call back is owed all the same, whose details are taken now."""
    is_open = turn.note("inquiry_taken") == "1"
    say_answer(turn)
    if turn.note("promised") == "1" or is_open:
        return is_open and turn.note("promised") != "1"
    told = [fact.value for act in turn.acts for fact in act.facts if fact.name == "answer"]
    if not any("折り返し" in answer for answer in told) or not asked_beyond_answer(turn):
        return False
    if not turn.value("message"):
        add_to_message(turn)
    turn.remember("inquiry_taken", "1")
    return bool(turn.value("message"))


def asked_beyond_answer(turn: Turn) -> tuple[str, ...]:
    """What the manual wants taken down when more is asked than the last answer tells."""
    entry = _entry(turn, turn.note("answered"))
    return entry.ask_when_unanswered if entry is not None else ()


def say_answer(turn: Turn) -> bool:
    """The manual's answers found for this call, word for word; False when none were."""
    found = [_entry(turn, key) for key in turn.note("answer_now").split(",")]
    turn.remember("answer_now", "")
    told = [entry for entry in found if entry is not None]
    for entry in told:
        turn.say("inform", "answer", Fact("answer", entry.answer, "manual"))
    if told and turn.note("inquiry_taken") != "1":
        turn.remember("answered", told[-1].id)
        turn.remember("question", turn.said.text)
    return bool(told)


def _entry(turn: Turn, key: str) -> FaqEntry | None:
    return next((e for e in turn.knowledge.manual.faq if key and e.id == key), None)


def _inquiry_said(turn: Turn) -> bool:
    if take_up(turn):
        return True
    is_matter = turn.intents[0] not in _NO_MATTER and not is_preamble(turn.said.text)
    if is_matter and len(turn.said.text) >= LEAST_CHARS:
        return _unanswered(turn)
    return False


# -- asking back -------------------------------------------------------------------------------


def _maybe(turn: Turn) -> FaqEntry | None:
    return _entry(turn, turn.note("maybe"))


def _ask_back(turn: Turn) -> None:
    entry = _maybe(turn)
    topic = turn.knowledge.faq.topic(entry) if entry is not None else ""
    turn.ask("confirm_question", Fact("topic", topic, "manual"))


def _find_likely(turn: Turn, text: str, reading: str = "") -> bool:
    """Have the likeliest entry for `text` asked back about; False where none is worth it."""
    denied = turn.note("denied").split(",")
    if turn.count("asked_back") >= MAX_ASKED_BACK or _is_none_of_ours(turn, text):
        return False
    hit: FaqHit | None = turn.knowledge.faq.likely(text, reading, denied)
    turn.remember("maybe", hit.entry.id if hit is not None else "")
    if hit is None:
        return False
    turn.add_one("asked_back")
    return True


def _asked_back_answered(turn: Turn) -> bool:
    """Yes: that answer. No, or another question: the next likely one, else the details."""
    entry = turn.note("maybe")
    if turn.is_yes:
        turn.remember("maybe", "")
        _will_tell(turn, entry)
        return True
    if not (turn.is_no or form.text_asks(turn) or turn.meant("faq")):
        return False
    turn.remember("maybe", "")
    if look_up(turn):
        return True
    turn.remember("denied", f"{turn.note('denied')},{entry}")
    question, more = turn.note("doubtful"), _DENIES.sub("", turn.said.text)
    is_more = len(more) >= LEAST_CLAUSE and turn.said.intent not in _LITTLE
    if (is_more and _find_likely(turn, more)) or _find_likely(turn, question):
        return True
    add_to_message(turn, question)
    return _unanswered(turn) if is_more else True


def without_answer_to_it(turn: Turn) -> None:
    """Neither yes nor no came: the question is called back about."""
    turn.remember("maybe", "")
    add_to_message(turn, turn.note("doubtful"))


_PREAMBLE = re.compile(
    r"^(?:少し|一つ|いくつか|御社に|そちらに|そちらの?|[、。 ])*"
    r"(?:お尋ね|お聞き|お伺い|伺い|聞き|質問|相談|ご相談|問い合わせ|お願い|注文|教えて)"
    r"(?:を|が|し|いたし|させて|の件)*(?:たい|ある|あり|ござい|いただ|て|欲し|ほし)?\S{0,14}$"
)


def is_preamble(text: str) -> bool:
    """The caller only says that a question will follow."""
    bare = re.sub(r"ちょっと", "", matter_of(text))
    return not bare or _PREAMBLE.match(bare) is not None


def look_up(turn: Turn) -> bool:
    """Find the manual's answer to this turn; True when there is one."""
    if turn.said.intent in _LITTLE and len(turn.said.text) < SHORT:
        return False
    if _is_none_of_ours(turn, turn.said.text):
        return False
    faq = turn.knowledge.faq
    hit = faq.answer(turn.said.text, turn.said.reading)
    hits = [hit] if hit is not None else []
    if hit is None:
        clauses = [c for c in re.split(r"[、。]|のと", turn.said.text) if len(c) >= LEAST_CLAUSE]
        found = (faq.answer(clause, "") for clause in clauses if len(clauses) > 1)
        hits = [answer for answer in found if answer is not None][:1]
    for hit in hits:
        _will_tell(turn, hit.entry.id)
    return bool(hits)


def _will_tell(turn: Turn, key: str) -> None:
    """An answer to be said in this turn, beside those already found."""
    known = [name for name in turn.note("answer_now").split(",") if name]
    turn.remember("answer_now", ",".join(dict.fromkeys([*known, key])))


def _is_none_of_ours(turn: Turn, text: str) -> bool:
    """No nearness makes a manual's answer of a view of the law, or of orders to a machine."""
    if asks_for_inside(turn):
        return True
    return asks_view(text) and turn.knowledge.faq.written(text) is None


def take_up(turn: Turn) -> bool:
    """Answer this turn, or ask back about what it is likely to mean; False where neither goes."""
    if look_up(turn):
        return True
    text, asked = turn.said.text, turn.state.asked
    is_little = turn.said.intent in _LITTLE and len(text) < SHORT
    if is_little or asked not in _ASKED_BACK_AT or is_preamble(text):
        return False
    if text != turn.note("doubtful"):
        turn.remember("doubtful", text)
        turn.remember("asked_back", "0")
        turn.remember("denied", "")
    return _find_likely(turn, text, turn.said.reading)


def _unanswered(turn: Turn) -> bool:
    """Keep the question for somebody who knows; False when it tells nothing new."""
    if turn.note("inquiry_taken") != "1":
        turn.remember("answered", "")
    turn.remember("view", "1" if asks_view(turn.said.text) else "")
    is_new = add_to_message(turn)
    turn.remember("asks_more", "1" if is_new and turn.note("inquiry_taken") == "1" else "")
    return is_new


def _opened(turn: Turn) -> None:
    if asks_for_inside(turn) or take_up(turn) or is_preamble(turn.said.text):
        return
    is_new = _unanswered(turn)
    if turn.state.asked in _ASKED_BACK_AT or len(turn.stack) < 2:
        return
    if is_new:  # beside a name or number that is asked for: kept, and the asking goes on
        turn.assign(turn.knowledge.manual.rules.unanswered.department)
        turn.remember("asks_more", "1")
        turn.remember("inquiry_taken", "1")
        _say_what_becomes_of_it(turn)
    turn.drop("answer_question")


def _hears(turn: Turn) -> bool:
    """A view is asked for, whatever the turn is likened to."""
    return asks_view(turn.said.text) and turn.value("kind") not in ("emergency", "complaint")


TASK = Task(
    "answer_question",
    ("faq",),
    go_on,
    {
        "inquiry": _inquiry_said,
        "detail": form.detail_said,
        "confirm_question": _asked_back_answered,
    },
    _opened,
    {
        "inquiry": without_words,
        "detail": form.without_detail,
        "confirm_question": without_answer_to_it,
    },
    _hears,
)
