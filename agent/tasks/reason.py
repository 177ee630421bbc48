"""Why somebody calls a person here: asked for once, with the number, so that it costs no turn."""

from __future__ import annotations

import re

from agent.asking import asks
from agent.displeasure import is_displeased
from agent.matter import content_of
from agent.tasks.take_message import names_in
from agent.turn import Turn

LEAST_WHY = 4
"""Characters: 求人の件."""
_ONLY_FOR = re.compile(
    r"^[^、。]{1,14}(?:さん|様|先生|くん|君|部長|課長|社長)[^、。]{0,4}(?:お願い|いらっしゃい|いますか)[^、。]{0,14}$"
)
"""藤堂先生をお願いしたいんですけども: whom, not why."""
TELLS_WHAT = re.compile(
    r"の件|の(?:こと|話)(?:で|なん|です|について)|について|に関して|につきまして"
)


_RETURNS = re.compile(
    r"(?:お?電話|着信|ご?連絡)(?:を|が)?(?:いただ|頂|もら|あっ|あり|入っ|くださ)[^。、]{0,4}"
    r"(?:よう|みたい|らし|ので|んで|との|そうで|まして|もの)|折り返し(?:の?お?電話|で(?:す|お)|た|かけ)"
)


def returns_call(text: str) -> bool:
    """「先ほどお電話いただいたようなんですが」: she does not know herself what it is about."""
    return _RETURNS.search(text) is not None


def may_ask_why(turn: Turn) -> bool:
    """Nothing is known of why she calls a person here, and nobody presses: asked for once, with
    the number, so that it costs no turn."""
    is_plain = turn.value("kind") in ("", "reach_person") and turn.note("plan") == "callback"
    is_pressing = turn.note("urgent") == "1" or bool(turn.relation)
    told = (turn.value(name) for name in ("message", "aside", "purpose"))
    is_known = any(why and not _ONLY_FOR.search(why) for why in told)
    is_known |= bool(turn.note("answered"))
    texts = (*turn.state.heard[::2], turn.said.text)
    is_known |= any(TELLS_WHAT.search(text) or returns_call(text) for text in texts)
    is_new = not turn.was_said("ask.callback_number") and not turn.was_said("ask.purpose")
    is_first = is_new and not turn.was_said("ask.purpose_and_number")
    return is_plain and is_first and not (is_pressing or is_known)


def tells_why(turn: Turn) -> bool:
    """Asked for both, she tells why she calls, with the number or without: no new question."""
    if not turn.was_read_back("ask.purpose_and_number") or asks(turn.said.text):
        return False
    is_other = turn.meant("decline_number", "call_again", "repeat_request", "leave_message")
    is_other |= turn.meant("sales_call", "no") or is_displeased(turn.said.text)
    return not is_other and len(content_of(turn.said.text, names_in(turn))) >= LEAST_WHY
