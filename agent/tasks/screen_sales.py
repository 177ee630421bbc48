"""Offers for sale and nuisance calls are refused clearly: no call back, no schedule, no names."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.tasks.form import text_asks
from agent.tasks.take_message import add_to_message
from agent.turn import STACK, Task, Turn

_DENIAL = re.compile(
    r"(?:営業|セールス|勧誘|売り込み)(?:の?電話)?(?:じゃ|では)(?:な|あり)|取引(?:が|を)|お世話になっている|"
    r"(?:請求|納品|入金|お?支払|領収)[^、。]{0,8}(?:違|届|まだ|確認|件)"
)
_OFFER = re.compile(r"得な|儲か|もうか|投資|ご案内|ご提案|お安く|無料で|キャンペーン")
"""営業じゃなくて、得な話なんです: an offer all the same."""
MAX_REFUSALS = 2
"""Insisting further ends the call, politely."""


def go_on(turn: Turn) -> bool:
    """Refuse, name the one way that is open, and close."""
    rule = turn.knowledge.manual.rules.sales
    if denies(turn):
        return _believe(turn)
    asks = turn.count("sales_refused") > 0 and _asks_of_ours(turn)
    gives_in = turn.meant("goodbye", "thanks") or turn.said.intent in ("yes", "no")
    is_nuisance = turn.value("kind") == "nuisance"
    if turn.add_one("sales_refused") > MAX_REFUSALS or (
        gives_in and turn.count("sales_refused") > 1
    ):
        if asks:
            turn.say("refuse", "sales_asked")
        turn.say("close", "nuisance" if is_nuisance else "sales")
        turn.ends = True
        turn.interruptible = False
        return True
    if asks:
        turn.say("refuse", "sales_asked")
    elif is_nuisance:
        turn.say("refuse", "nuisance")
    elif turn.count("sales_refused") == 1 and rule.send_to:
        turn.say("refuse", "sales_send", Fact("email", rule.send_to, "manual"))
    else:
        turn.say("refuse", "sales")
    turn.question = None
    return True


_OURS = re.compile(
    r"(?:お?名前|番号|携帯|自宅|アドレス|住所|戻|帰|出社|いらっしゃ|おられ|いつ|何時)"
)


def _asks_of_ours(turn: Turn) -> bool:
    """Whose name, number or hours she would have after all: declined in so many words."""
    if turn.meant("ask_mobile", "ask_private", "ask_return_time", "ask_email"):
        return True
    return text_asks(turn) and _OURS.search(turn.said.text) is not None


def denies(turn: Turn) -> bool:
    """The caller says that it is no offer for sale after all."""
    text = turn.said.text
    is_sales = turn.value("kind") == "sales" and _OFFER.search(text) is None
    return is_sales and _DENIAL.search(text) is not None


def _believe(turn: Turn) -> bool:
    """A message is taken from anybody; schedule and names are still not told."""
    turn.forget("kind")
    turn.remember("plan", "")
    turn.drop("screen_sales")
    turn.say("apologise", "misheard")
    turn.push("take_message")
    return False


def _opened(turn: Turn) -> None:
    is_nuisance = turn.meant("nuisance") and not turn.meant("sales_call")
    rule = turn.knowledge.manual.rules.sales
    if not is_nuisance and not rule.refuse:
        turn.learn(Slot("kind", "sales", turn.said.text, 0.9))
        add_to_message(turn)
        turn.assign()
        turn.drop("screen_sales")
        turn.push("take_message")
        return
    turn.learn(Slot("kind", "nuisance" if is_nuisance else "sales", turn.said.text, 0.9))
    add_to_message(turn)
    turn.remember(STACK, "screen_sales")
    turn.forget("target_unknown", "target_maybe", "target_choices")
    turn.remember("plan", "none")


TASK = Task("screen_sales", ("sales_call", "nuisance"), go_on, opened=_opened)
