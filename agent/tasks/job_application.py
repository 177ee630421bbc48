"""Applicants for work: what the manual lets be said, and what it wants asked."""

from __future__ import annotations

from agent.events import Fact, Slot
from agent.tasks import form
from agent.tasks.answer_question import say_answer
from agent.tasks.find_answer import asks_for_work, look_up
from agent.tasks.take_message import add_to_message
from agent.turn import Task, Turn


def go_on(turn: Turn) -> bool:
    """Tell what may be told; take name and number for whoever deals with applications."""
    rule = turn.knowledge.manual.rules.job_application
    if not rule.accepted:
        turn.drop("job_application")
        turn.say("refuse", "job_application")
        return False
    if turn.note("job_told") != "1":
        turn.remember("job_told", "1")
        _tell(turn)
    if form.ask_next(turn, rule.ask):
        return True
    turn.assign(rule.department)
    turn.remember("promise_as", "job")
    turn.remember("plan", "callback")
    turn.drop("job_application")
    turn.push("call_back")
    return False


def _tell(turn: Turn) -> None:
    rule = turn.knowledge.manual.rules.job_application
    if rule.say:
        turn.say("inform", "answer", Fact("answer", rule.say, "manual"))
        if rule.email is not None and rule.email not in rule.say:
            turn.say("inform", "job_email", Fact("email", rule.email, "manual"))
        return
    is_answered = say_answer(turn)
    if rule.email is not None:
        turn.say("inform", "job_email", Fact("email", rule.email, "manual"))
    elif not is_answered:
        turn.say("inform", "job_taken")


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "job_application", turn.said.text, 0.9))
    add_to_message(turn)
    if not look_up(turn):
        turn.drop("answer_question")


def _hears(turn: Turn) -> bool:
    """「履歴書だけでも、お送りしちゃだめでしょうか」, however near an answer of the manual lies."""
    return turn.value("kind") in ("", "job_application") and asks_for_work(turn.said.text)


TASK = Task("job_application", ("job_application",), go_on, opened=_opened, hears=_hears)
