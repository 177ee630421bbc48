"""A question is answered from the manual word for word; what is only likely is asked back about;
what is not there is asked about inside and called back."""

from __future__ import annotations

import re

from agent.asking import wants_done as asks_to_do
from agent.events import Fact, Slot
from agent.tasks import form, opening_hours
from agent.tasks.asked_beside import tells_policy
from agent.tasks.find_answer import (
    LITTLE,
    asks_nothing,
    denies,
    entry_of,
    find_likely,
    goes_beyond,
    is_beside_slot,
    is_preamble,
    look_up,
    take_up,
    will_tell,
    without_denial,
)
from agent.tasks.refuse_private import asks_about_client, asks_for_inside
from agent.tasks.sure_answers import LEAST_CLAUSE
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import Task, Turn
from agent.views import asks_view
from knowledge.answering import LIKELY_FROM
from knowledge.reader import read

LEAST_CHARS = 5
"""Shorter is no matter that anybody could look into."""
_NO_MATTER = frozenset(("repeat_request", "goodbye", "greeting", "wait"))
_COURTESY = re.compile(
    r"結構|けっこう|大丈夫|いい|すみません|ありがとう|ございま|です|ます|した|[、。]"
)
_SAYS_YES = re.compile(
    r"^(?:はい|ええ|うん|そう|ああ|お願い|それ(?!と|から|に)|その(?!あと|ほか|他))"
)
_GOES_ON = re.compile(r"^(?:それ|その|これ|この|あれ|じゃあ|では|で[、は]|ちなみに)")
"""What points back at the answer that was just told."""
_ROUGHLY = re.compile(r"だいたい|大体|大まか|目安|相場|参考まで|個人的|ざっと|感触|ここだけ")
"""What is said to get a view after all."""
_MAINTAINS = re.compile(
    r"(?:んだ|んです|です|ます|た)よね|(?:んじゃない|でしょう)|けどさ?ね?[。]?$"
)
"""What is said by one who expects more than the answer told."""

_PUTS = re.compile(
    r"(?:ほし|欲し|もらい|いただき)(?:い|たい)(?:ん|の)?です|もらえ|いただけ|[？?]|か[。]?$"
)
"""A wish or a question, not a particular."""

_WITH_CALL = frozenset(("take_order", "reserve", "job_application"))
"""Tasks that end in a call back of their own."""


def go_on(turn: Turn) -> bool:
    """Answer, ask back, or take the details, for somebody who knows to call back."""
    if turn.note("answer_now") and not _owes_call(turn) and not turn.note("maybe"):
        turn.drop("answer_question")
        return False
    if _ask_back(turn):
        return True
    rule = turn.knowledge.manual.rules.unanswered
    if not turn.value("message"):
        turn.ask("inquiry")
        return True
    turn.assign(rule.department)
    _say_what_becomes_of_it(turn)
    if _WITH_CALL.intersection(turn.stack):
        turn.drop("answer_question")  # its own questions come first, and its call back tells both
        return False
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
    wants_done = _wants_done(turn)
    is_owed = any("折り返し" in answer for answer in told) or wants_done
    is_wrong = wants_done and _WENT_WRONG.search(turn.said.text) is not None
    if not is_owed or not (asked_beyond_answer(turn) or is_wrong):
        return False
    if not turn.value("message"):
        was_asked_back = turn.state.asked == "confirm_question"
        add_to_message(turn, turn.note("doubtful") if was_asked_back else "")
    turn.remember("inquiry_taken", "1")
    return bool(turn.value("message"))


_WENT_WRONG = re.compile(
    r"間違|違って|なくし|失くし|紛失|直して|直し(?:たい|て)|やり直|出し直|再発行"
)
"""「宛名が間違ってるんで出し直してもらいたい」: no answer settles it."""


def _wants_done(turn: Turn) -> bool:
    """「返品したいんですが」, answered with how that is done: it is to be done now."""
    was_asked_back = turn.state.asked == "confirm_question"
    return bool(turn.note("answered")) and asks_to_do(
        turn.note("doubtful") if was_asked_back else turn.said.text
    )


def asked_beyond_answer(turn: Turn) -> tuple[str, ...]:
    """What the manual wants taken down when more is asked than the last answer tells."""
    entry = entry_of(turn, turn.note("answered"))
    return entry.ask_when_unanswered if entry is not None else ()


def say_answer(turn: Turn) -> bool:
    """The manual's answers found for this call, word for word; False when none were."""
    keys = turn.note("answer_now").split(",")
    found = [entry_of(turn, key) for key in keys]
    turn.remember("answer_now", "")
    told = [entry for entry in found if entry is not None]
    if opening_hours.KEY in keys:
        opening_hours.tell_hours(turn)
    for entry in told:
        turn.remember("answers_told", f"{turn.note('answers_told')},{entry.id}")
        turn.say("inform", "answer", Fact("answer", entry.answer, "manual"))
        _goes_to_department_of(turn, entry.answer)
    if told and turn.note("inquiry_taken") != "1":
        turn.remember("answered", told[-1].id)
        turn.remember("question", turn.said.text)
    return bool(told) or opening_hours.KEY in keys


def _goes_to_department_of(turn: Turn, answer: str) -> None:
    """修理は技術部が承っております: what comes of it is for those, whoever answers questions."""
    found = (d.name for d in turn.knowledge.manual.departments if f"{d.name}が" in answer)
    named, assigned = next(found, ""), turn.slot("target_department")
    if not named:
        return
    turn.remember("answers_for", named)
    if assigned is not None and assigned.value and not assigned.spoken:
        turn.learn(Slot("target_department", named, "", 1.0))


def tells_again(turn: Turn) -> bool:
    """「年末調整、何日まででしたっけ、もう一度」: which of the answers told is wanted once more."""
    told = turn.note("answers_told").split(",")
    hit = turn.knowledge.faq.nearest(turn.said.text, turn.said.reading)
    if hit is None or hit.entry.id not in told or hit.score < LIKELY_FROM:
        return False
    will_tell(turn, hit.entry.id)
    turn.push("answer_question")
    return True


def _inquiry_said(turn: Turn) -> bool:
    if take_up(turn):
        return True
    is_matter = turn.intents[0] not in _NO_MATTER and not is_preamble(turn.said.text)
    if is_matter and len(turn.said.text) >= LEAST_CHARS:
        return leave_open(turn)
    return False


# -- asking back -------------------------------------------------------------------------------


def _ask_back(turn: Turn) -> bool:
    """Put the question, where there is an entry to ask back about."""
    entry = entry_of(turn, turn.note("maybe"))
    if entry is None:
        return False
    was_put = turn.state.asked == "confirm_question" and turn.state.note("maybe") == entry.id
    if was_put and not turn.answered:  # who calls was told instead: no guess is put twice
        turn.remember("maybe", "")
        add_to_message(turn, turn.note("doubtful"))
        return False
    turn.ask("confirm_question", Fact("topic", turn.knowledge.faq.topic(entry), "manual"))
    return True


def _asked_back_answered(turn: Turn) -> bool:
    """Yes: that answer. No, or another question: the next likely one, else the details."""
    entry = turn.note("maybe")
    turn.push("answer_question")  # it may have been asked once more, behind another answer
    if _asks_other(turn):
        return _sets_aside(turn, entry)
    if turn.is_yes or _names_it(turn, entry):
        will_tell(turn, entry)
        turn.remember("maybe", turn.note("set_aside"))
        turn.remember("set_aside", "")
        return True
    if not (turn.is_no or form.text_asks(turn) or turn.meant("faq")):
        return False
    turn.remember("maybe", "")
    turn.remember("denied", f"{turn.note('denied')},{entry}")
    question, more = turn.note("doubtful"), without_denial(turn.said.text)
    if more and look_up(turn, more):
        return True
    tells = turn.is_no and len(_COURTESY.sub("", more)) >= LEAST_CHARS
    is_more = len(more) >= LEAST_CLAUSE and (tells or turn.said.intent not in LITTLE)
    if (is_more and find_likely(turn, more, read(more))) or find_likely(turn, question):
        return True
    add_to_message(turn, question)
    return leave_open(turn) if is_more else True


def _names_it(turn: Turn, entry: str) -> bool:
    """「入会金とか」: what was asked back about is said once more, and denied by no word."""
    if denies(turn.said.text):
        return False
    hit = turn.knowledge.faq.nearest(turn.said.text, turn.said.reading)
    return hit is not None and hit.entry.id == entry and hit.score >= LIKELY_FROM


def _asks_other(turn: Turn) -> bool:
    """Another question instead of yes or no."""
    is_question = form.text_asks(turn) and turn.meant("faq")
    return is_question and not (turn.is_no or _SAYS_YES.match(turn.said.text))


def _sets_aside(turn: Turn, entry: str) -> bool:
    """The other question first; what was asked back about is asked once more after its answer."""
    question = turn.note("doubtful")
    if look_up(turn):
        turn.remember("maybe", entry if turn.note("answer_now") != entry else "")
    elif not take_up(turn):
        turn.remember("maybe", "")
        add_to_message(turn, question)
        leave_open(turn)
    elif turn.note("maybe") != entry:
        turn.remember("set_aside", entry)
    return True


def without_answer_to_it(turn: Turn) -> None:
    """Neither yes nor no came: the question is called back about."""
    turn.remember("maybe", "")
    add_to_message(turn, turn.note("doubtful"))
    add_to_message(turn)


def leave_open(turn: Turn) -> bool:
    """Keep the question for somebody who knows; False when it tells nothing new."""
    told = turn.note("answered")
    if goes_beyond(turn, [told]) and _is_near(turn, told):
        add_to_message(turn, turn.note("question"))
    elif turn.note("inquiry_taken") != "1":
        turn.remember("answered", "")
    turn.remember("view", "1" if _wants_view(turn) else "")
    is_new = add_to_message(turn)
    turn.remember("asks_more", "1" if is_new and turn.note("inquiry_taken") == "1" else "")
    return is_new


def _is_near(turn: Turn, key: str) -> bool:
    """The turn is about this entry, whose answer does not hold what it asks."""
    if _GOES_ON.match(turn.said.text):
        return True
    hit = turn.knowledge.faq.nearest(turn.said.text, turn.said.reading)
    return hit is not None and hit.entry.id == key and hit.score >= LIKELY_FROM


def _opened(turn: Turn) -> None:
    if asks_for_inside(turn) or asks_about_client(turn):
        if not turn.note("inquiry_taken"):
            turn.drop("answer_question")
        return
    if tells_policy(turn):
        turn.drop("answer_question")
        return
    if take_up(turn) or is_preamble(turn.said.text):
        return
    is_new = leave_open(turn)
    if not is_beside_slot(turn):
        return
    if is_new:  # kept, and the asking goes on
        turn.assign(turn.knowledge.manual.rules.unanswered.department)
        if turn.note("view") == "1":
            turn.say("refuse", "view")
        turn.say("inform", "will_ask", turn.target_name())
    for done in ("view", "asks_more"):
        turn.remember(done, "")
    turn.drop("answer_question")


def _detail_said(turn: Turn) -> bool:
    """A view asked for once more, or what the manual answers, is no particular of the question."""
    return not (_wants_view(turn) or _asks_of_manual(turn)) and form.detail_said(turn)


def _asks_of_manual(turn: Turn) -> bool:
    """「家に封筒とか送らないでほしいんですけど」, asked for a day or a number."""
    return _PUTS.search(turn.said.text) is not None and look_up(turn)


def _wants_view(turn: Turn) -> bool:
    insists = turn.was_said("refuse.view") > 0 and _ROUGHLY.search(turn.said.text) is not None
    return insists or asks_view(turn.said.text)


def _hears(turn: Turn) -> bool:
    """A view is asked for, or more than the answer tells, whatever the turn is likened to."""
    if turn.value("kind") in ("emergency", "complaint"):
        return False
    return _wants_view(turn) or _insists(turn) or _asks_beside(turn)


def _insists(turn: Turn) -> bool:
    """「全額返ってくるんだよね、そう聞いたけど」 to an answer: it is taken down, however heard."""
    is_told = turn.was_read_back("inform.answer") and turn.state.asked == "anything_else"
    is_open = is_told and not (turn.answered or turn.said.slots or asks_nothing(turn))
    is_matter = turn.said.intent in ("other", "no", "yes", "complaint")
    return is_open and is_matter and _MAINTAINS.search(turn.said.text) is not None


def _asks_beside(turn: Turn) -> bool:
    """「リボンなんかかけてもらえたりします？」 while a particular is asked for."""
    is_asked = turn.state.asked == "detail" and not turn.answered and form.text_asks(turn)
    return is_asked and look_up(turn)


TASK = Task(
    "answer_question",
    ("faq",),
    go_on,
    {
        "inquiry": _inquiry_said,
        "detail": _detail_said,
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
