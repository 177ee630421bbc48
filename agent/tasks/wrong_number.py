"""A wrong number: say whose number this is, kindly, and let the caller go."""

from __future__ import annotations

import re

from agent.call_words import MISDIALLED
from agent.events import Fact, Slot
from agent.tasks.form import text_asks
from agent.tasks.take_message import add_to_message
from agent.tasks.take_order import orders_goods
from agent.turn import PERSON, STACK, Task, Turn

_KNOWS = re.compile(r"間違え|まちがえ|間違い|すみません|失礼|そうですか|かけ直|確認し")
_ANOTHER_HOUSE = re.compile(
    r"(?:屋|店|院|クリーニング|不動産|歯科|薬局|食堂)さん?(?:です(?:よね?|か)?|だ(?:よね?)?|よ|でしょ|じゃな)"
)
"""だから、クリーニング屋さんよ."""
MAX_TOLD = 2
LEAST_MATTER = 8
"""Characters from which the caller has something to say to this company after all."""
_LITTLE = frozenset(
    ("other", "yes", "no", "thanks", "goodbye", "greeting", "repeat_request", "who_are_you",
     "confirm_company")
)  # fmt: skip


def go_on(turn: Turn) -> bool:
    """Name the company; close when the caller has understood."""
    told = turn.was_said("inform.wrong_number") + turn.was_said("inform.wrong_number_plain")
    knows = _KNOWS.search(turn.said.text) is not None or turn.meant("goodbye", "thanks")
    knows = knows and (told > 0 or not text_asks(turn))  # すみません、丸山商事さんですか
    if (told or turn.meant("wrong_number")) and (knows or (told and turn.said.intent == "yes")):
        return _close(turn)
    if told >= MAX_TOLD:
        return _close(turn)
    company = Fact("company", turn.knowledge.manual.company_name, "manual")
    if turn.knowledge.manual.rules.wrong_number.tell_company:
        turn.say("inform", "wrong_number", company)
    else:
        turn.say("inform", "wrong_number_plain")
    return True


def _has_matter(turn: Turn) -> bool:
    """Something to say to this company after all; 「え、じゃあどこにかかってるの」 is nothing."""
    text = turn.said.text
    if turn.value("kind") != "wrong_number" or turn.meant("wrong_number") or turn.is_no:
        return False
    if len(text) < LEAST_MATTER:
        return False
    if _ANOTHER_HOUSE.search(text) or MISDIALLED.search(text):
        return False
    is_plain = not set(turn.intents) <= _LITTLE or bool(turn.said.slots)
    return is_plain or turn.knowledge.faq.answer(text, turn.said.reading) is not None


def _close(turn: Turn) -> bool:
    turn.say("close", "wrong_number")
    turn.ends = True
    turn.interruptible = False
    return True


def _opened(turn: Turn) -> None:
    if _has_matter(turn):
        turn.forget("kind")
        turn.drop("wrong_number")
        if not turn.stack:
            add_to_message(turn)
            turn.push("answer_question")
        return
    if turn.knowledge.manual.orders.accepted and orders_goods(turn):
        turn.drop("wrong_number")  # who asks for what is sold here is not mistaken
        return
    turn.learn(Slot("kind", "wrong_number", turn.said.text, 0.9))
    turn.remember(STACK, "wrong_number")
    turn.forget(*PERSON, "order")


TASK = Task("wrong_number", ("wrong_number",), go_on, opened=_opened, hears=_has_matter)
