"""Offers for sale and nuisance calls are refused clearly: no call back, no schedule, no names."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.tasks.form import text_asks
from agent.tasks.reason import TELLS_WHAT
from agent.tasks.take_message import add_to_message
from agent.turn import STACK, Task, Turn

_DENIAL = re.compile(
    r"(?:営業|セールス|勧誘|売り込み)(?:の?電話)?(?:じゃ|では)(?:な|あり)|取引(?:が|を)|お世話になっている|"
    r"(?:請求|納品|入金|お?支払|領収)[^、。]{0,8}(?:違|届|まだ|確認|件)"
)
_OFFER = re.compile(
    r"得な|儲か|もうか|投資|ご案内|ご提案|お安く|無料で|キャンペーン|分で(?:済|終わ)|お時間|担当(?:者|の方)|お名前だけ|お手続き|皆様に"
)
"""営業じゃなくて、得な話なんです: an offer all the same."""
MAX_REFUSALS = 2
"""Insisting further ends the call, politely."""


_OF_YOURS = re.compile(
    r"(?:御社|貴社|お宅|おたく)(?:様|さま|さん)?の[^、。]{0,8}"
    r"(?:ホームページ|サイト|採用|求人|集客|広告|宣伝|複合機|コピー機|電話|回線|ネット|通信費?|電気|光熱費|"
    r"保険|経費|コスト|福利厚生|研修|人材|不動産|資産|節税|空調|照明|看板)"
)
"""What those speak of who sell: 御社のホームページの件で."""
_IN_TROUBLE = re.compile(
    r"見(?:て|た|まし)|つながら|繋がら|表示|載って|書いて|出てい|壊|動か|請求|届"
)


_TO_WHOEVER = re.compile(r"ご?(?:責任者|決裁者|決定権|ご担当者)(?:様|さま|さん|の方)?")
_GREETED = re.compile(r"(?:ご?(?:挨拶|あいさつ)|お名刺|名刺|お会い)[^。]{0,12}(?:いただ|頂|した)")
"""総務のご責任者様, of whom the caller knows no name; 以前ごあいさつさせていただいた件で."""


def may_be_offer(turn: Turn) -> bool:
    """A firm asks for somebody here about what is ours, as those do who sell, and does not say
    what she wants: she is asked that before she hears who is where. Once in a call."""
    is_new = not turn.was_said("ask.purpose_first") and turn.value("kind") == ""
    if not (is_new and turn.knowledge.manual.rules.sales.refuse and turn.value("caller_company")):
        return False
    text = turn.said.text
    if _TO_WHOEVER.search(text) and not turn.value("target"):
        return TELLS_WHAT.search(text) is None or _GREETED.search(text) is not None
    return _OF_YOURS.search(text) is not None and _IN_TROUBLE.search(text) is None


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
    elif _withdraws_call(turn):
        turn.say("refuse", "sales_withdrawn")
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


def _withdraws_call(turn: Turn) -> bool:
    """A call was promised before it came out what she sells: nobody calls back."""
    is_promised = turn.note("withdrawn") == "1" and not turn.was_said("refuse.sales_withdrawn")
    turn.remember("withdrawn", "")
    return is_promised


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
    if turn.note("promised") == "1":
        turn.remember("withdrawn", "1" if turn.note("plan") == "callback" else "")
        turn.remember("promised", "")
        turn.remember("call_declined", "1")
    turn.forget("target_unknown", "target_maybe", "target_choices")
    turn.remember("plan", "none")


TASK = Task("screen_sales", ("sales_call", "nuisance"), go_on, opened=_opened)
