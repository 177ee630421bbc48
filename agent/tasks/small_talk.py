"""Who is speaking, are you a machine, hello: answered in a sentence, then back to the call."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.questions import QUESTIONS
from agent.turn import Task, Turn

_THANKS_FOR_CUSTOM = re.compile(r"ニナ[ッー]?テ|ニナリマス|オセワ")
_GREETS = re.compile(r"ニナッテオリマス$|ニナリマス$|ニナッテマス$")
SHORT = 16
CAN_HEAR = re.compile(
    r"^(?:もしもし|あの[うー]?|すみません|あれ|[、。？?！! ])*"
    r"(?:私の声|声|これ)?(?:は|が)?(?:聞こえ|きこえ)(?:て)?(?:い)?(?:ます|る)"
    r"(?:でしょう)?(?:か(?:ね|な)?|かい)?[。？?！! ]*$"
)
"""もしもし、聞こえますか: whether she is heard, and no matter."""
_TALK = ("who_are_you", "confirm_company", "greeting")


def go_on(turn: Turn) -> bool:
    """Answer honestly and go on."""
    turn.drop("small_talk")
    manual = turn.knowledge.manual
    if turn.note("talk") == "confirm_company":
        turn.say("inform", "company", Fact("company", manual.company_name, "manual"))
    elif turn.note("talk") == "who_are_you":
        say_who_speaks(turn)
    elif CAN_HEAR.search(turn.said.text):
        turn.say("inform", "can_hear")
    if turn.note("talk") == "greeting" and _THANKS_FOR_CUSTOM.search(turn.said.reading):
        turn.say("greet", "in_return")
        turn.question = QUESTIONS.get(turn.state.asked)
        return True
    is_answered = turn.meant("confirm_company") or any(a.topic == "can_hear" for a in turn.acts)
    if not turn.stack and turn.note("promised") != "1":
        turn.ask("purpose", entry="" if is_answered else "purpose_soft")
        return True
    return False


def say_who_speaks(turn: Turn) -> None:
    """An automatic attendant, and whose."""
    manual = turn.knowledge.manual
    names = (("agent", manual.agent.name), ("company", manual.company_name))
    turn.say("inform", "automatic", *(Fact(name, value, "manual") for name, value in names))


def _opened(turn: Turn) -> None:
    own = turn.value("caller_company")
    rest = turn.said.text.replace(own, "") if own else turn.said.text
    default = "who_are_you" if "機械" in rest else "greeting"
    talk = next((i for i in _TALK if turn.meant(i)), default)
    is_firm = talk == "who_are_you" and rest != turn.said.text  # 北斗機械です is no question
    turn.remember("talk", "greeting" if is_firm else talk)


def _hears(turn: Turn) -> bool:
    """A greeting heard badly: 小島になっております."""
    is_greeting = _GREETS.search(turn.said.reading) is not None and len(turn.said.text) < SHORT
    return turn.state.asked == "purpose" and is_greeting and not turn.said.slots


TASK = Task("small_talk", _TALK, go_on, opened=_opened, hears=_hears)
