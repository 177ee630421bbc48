"""A message is taken in the caller's words and passed on; a call back is not forced on anybody."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.turn import Task, Turn
from knowledge.sound import heard_morae

READ_BACK_MORAE = 36
"""A longer message is acknowledged, not read back: the caller waits for nobody's recital."""
SHORTEST_MESSAGE = 12
"""Characters; a shorter yes is the caller agreeing to leave one."""
_QUOTED = re.compile(
    r"^(?:(?:それ)?では|じゃあ?|えーと|はい)?[、 ]*(?P<message>.{4,}?)"
    r"(?:と(?:だけ)?(?:お伝え|伝えて|申し伝え|言っ)|(?:こと|旨)を?(?:お伝え|伝えて)|って(?:伝えて|言っ))"
)
_ONLY_WISH = re.compile(r"伝言|言付け|ことづけ|メッセージ")


def go_on(turn: Turn) -> bool:
    """The message, then who it is from, then the promise to pass it on."""
    if not turn.value("message"):
        turn.ask("message", turn.target_name())
        return True
    if not turn.value("caller_name") and turn.note("skip_caller") != "1":
        turn.ask_caller()
        return True
    message = turn.value("message")
    if len(heard_morae(turn.slot("message").spoken)) <= READ_BACK_MORAE:  # type: ignore[union-attr]
        turn.say(
            "inform", "promise_message_said", turn.target_name(), Fact("message", message, "caller")
        )
    else:
        turn.say("inform", "promise_message", turn.target_name())
    turn.remember("promised", "1")
    if turn.note("plan") != "callback":
        turn.remember("plan", "message")
    for done in ("take_message", "reach_person", "call_back"):
        turn.drop(done)
    return False


def _message_said(turn: Turn) -> bool:
    text = turn.said.text
    if turn.is_no and len(text) < 8:
        turn.drop("take_message")
        turn.remember("no_message", "1")
        return True
    if len(text) < 3:
        return False
    quoted = _QUOTED.search(text)
    if turn.is_yes and quoted is None and len(text) <= SHORTEST_MESSAGE:
        return True  # はい、お願いします: the message is still to come, and is asked for
    learn_message(turn, quoted.group("message") if quoted else text)
    return True


def learn_message(turn: Turn, text: str) -> None:
    """Keep the caller's words as the message."""
    turn.learn(Slot("message", text.strip("、。 "), turn.said.reading, 0.8))


def _opened(turn: Turn) -> None:
    quoted = _QUOTED.search(turn.said.text)
    if quoted is not None and not _ONLY_WISH.search(quoted.group("message")):
        learn_message(turn, quoted.group("message"))


TASK = Task("take_message", ("leave_message",), go_on, {"message": _message_said}, _opened)
