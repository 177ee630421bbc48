"""The end: who took the call, anything else, goodbye. The caller has the last word but one."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.tasks.find_answer import has_understood
from agent.tasks.take_message import add_to_message
from agent.turn import Task, Turn, noting


def go_on(turn: Turn) -> bool:
    """Say who took the call and listen once more; then say goodbye."""
    if turn.meant("goodbye") or turn.note("closing") == "done":
        _goodbye(turn)
    elif turn.note("promised") == "1" and turn.note("closing") != "asked":
        turn.remember("closing", "asked")
        turn.ask("anything_else", _agent(turn), entry="received", kind="close")
    else:
        turn.ask("anything_else")
    return True


def _goodbye(turn: Turn) -> None:
    if turn.note("promised") == "1" and not turn.note("closing"):
        turn.say("close", "received_goodbye", _agent(turn))
    else:
        turn.say("close", "goodbye")
    turn.ends = True
    turn.interruptible = False


def _agent(turn: Turn) -> Fact:
    return Fact("agent", turn.knowledge.manual.agent.name, "manual")


_LITTLE = frozenset(("thanks", "yes", "no", "goodbye", "other", "greeting"))
_ONCE_MORE = frozenset(("request_callback", "reach_person", "call_again"))
"""After the promise, 「お電話お願いします」 only says it once more."""
_SHORT = 12
_ASKS = re.compile(r"(?:です|ます|でしょう|ません)(?:か(?:ね|ねえ)?|よね)[。？?]?$")
_NOTHING_MORE = re.compile(
    r"^(?:いえ|いいえ|いや|うん)\S{0,3}$|(?<!で)いいです|それだけ|待って(?:い)?ます|お待ちして|ない(?:です|よ)?[。、]?$|いりませ|要りませ|無い|なし|ありません|ございません|結構|けっこう|大丈夫|以上|だけです|いらない|要らない|"
    r"(?:もう|じゃあ|これで|なら)、?(?:いい|ええ)|失礼|不要"
)
"""だいたいでいいんです is no goodbye."""


def _else_answer(turn: Turn) -> bool:
    """はい、いいえ、どうも: all of them end the call; so does any short word after a promise.

    Another number after the promise is read back and promised anew.
    """
    if any(slot.name == "callback_number" for slot in turn.said.slots):
        turn.remember("promised_for", "")
        if turn.note("plan") in ("", "message", "notify"):
            turn.remember("plan", "callback")
        turn.assign()
        if not turn.value("message") and turn.note("question"):
            add_to_message(turn, turn.note("question"))  # what was asked and answered before
        turn.remember("skip_number", "")
        turn.push("call_back")
        return True
    if has_understood(turn):
        turn.remember("closing", "done")
        return True
    is_short = len(turn.said.text) < _SHORT
    is_promised = turn.note("promised") == "1" and is_short and not turn.said.slots
    if _ASKS.search(turn.said.text):
        return False  # a question is no goodbye
    if turn.is_no and not _NOTHING_MORE.search(turn.said.text):
        return False
    if not set(turn.intents) <= (_LITTLE | _ONCE_MORE if is_promised else _LITTLE):
        return False
    little = is_short and turn.said.intent in _LITTLE
    is_question = not little and turn.knowledge.faq.answer(turn.said.text, turn.said.reading)
    leaves = (turn.is_no and _NOTHING_MORE.search(turn.said.text)) or turn.meant(
        "goodbye", "thanks"
    )
    if is_question or not (is_short or leaves):
        return False
    if turn.said.intent != "other" or turn.note("promised") == "1":
        turn.remember("closing", "done")
        return True
    return False


TASK = Task(
    "close_call",
    ("goodbye",),
    go_on,
    {"anything_else": _else_answer},
    without={"anything_else": noting("closing", "done")},
)
