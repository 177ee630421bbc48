"""What goods the client sells and what they cost: each price, and what an order comes to."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.tasks import form
from agent.tasks.goods_asked import asks_what_is_sold, carried
from agent.tasks.order_lines import (
    Line,
    lines_in,
    lines_of,
    ours_in,
    price_yen,
    tax_of,
    total_yen,
)
from agent.turn import Task, Turn
from knowledge.answering import LIKELY_FROM
from knowledge.schema import OrderItem

_ASKS = re.compile(r"いくら|(?:お|ご)?値段|価格|代金|金額|合計|なんぼ|お代|おねだん")
_TO_BE_TOLD = re.compile(r"いくら|なんぼ|教え|おしえ|知りた|は$")
_OF = re.compile(
    r"(?P<of>[^、。？?]{1,12}?)(?:は|って|が|の)[、 ]*(?:全部で|合計で?|だいたい|大体)?"
    r"(?:お?いくら|(?:お|ご)?値段|価格|代金|金額|なんぼ|お代)"
)
"""送料はいくら asks for no goods' price."""
_SHOWN = re.compile(
    r"(?:いくら(?:した|だった|の物|のもの)?か|値段|金額)[^。？?]{0,8}(?:ばれ|バレ|分か(?!り(?:ます|ません)か$)|わかっちゃ|知られ|見え|入って|書いて)"
)
"""いくらしたか相手にばれたりしない？ asks whether it shows, not what it is."""
_OF_ORDER = re.compile(r"(?:全部|合計|合わせて|これ|それ|品物?|商品|注文|両方|で|分|みんな)$")

_OF_ALL = re.compile(r"全部|合計|合わせて|お代|これで")


def go_on(turn: Turn) -> bool:
    """The goods or prices asked for, and the sum where all of them are known."""
    turn.drop("tell_goods")
    items, lines = turn.knowledge.manual.orders.items, _lines(turn)
    named = ours_in(turn.said.text, items) or [line.item for line in lines]
    sold = carried(turn.said.text, items)
    if asks_what_is_sold(turn.said.text) and not named:
        turn.say("inform", "goods", Fact("goods", _listed(items), "manual"))
        return False
    if sold:
        turn.say("inform", "carried", Fact("goods", "と".join(sold), "manual"))
    priced = [item for item in items if item.name in named and price_yen(item) is not None]
    told = "、".join(f"{item.name}は{price_yen(item):,}円" for item in priced)
    if len(sold) == len(priced) == 1:
        told = f"{price_yen(priced[0]):,}円"
    if not priced:
        return False
    taxes = {tax_of(item) for item in priced}
    tax = taxes.pop() if len(taxes) == 1 else ""
    turn.say("inform", "price", Fact("prices", f"{told}、{tax}" if tax else told, "manual"))
    total = total_yen(lines, items)
    if total is not None and (len(lines) > 1 or total != price_yen(priced[0])):
        turn.say("inform", "order_total", Fact("total", f"{total:,}円", "manual"))
    unpriced = [name for name in named if name not in [item.name for item in priced]]
    if unpriced:
        turn.say("inform", "will_ask", turn.target_name())
    return False


MAX_LISTED = 6
"""Goods told in one breath; more is too long to listen to."""


def _listed(items: tuple[OrderItem, ...]) -> str:
    named = "、".join(item.name for item in items[:MAX_LISTED])
    return f"{named}など" if len(items) > MAX_LISTED else named


def _lines(turn: Turn) -> tuple[Line, ...]:
    """What is ordered, or counted in the question itself."""
    said = lines_in(turn.said.text, turn.knowledge.manual.orders.items)
    return tuple(line for line in said if line.item) or lines_of(turn.value("order"))


def _hears(turn: Turn) -> bool:
    text, items = turn.said.text, turn.knowledge.manual.orders.items
    of = _OF.search(text)
    if not turn.knowledge.manual.orders.accepted:
        return False
    if carried(text, items) and not lines_in(text, items):
        return True
    if asks_what_is_sold(text) and items and turn.knowledge.faq.answer(text) is None:
        return True
    if not _ASKS.search(text):
        return False
    if _SHOWN.search(text):
        return False
    if not (form.text_asks(turn) or _TO_BE_TOLD.search(text)):
        return False
    if of is not None and not (ours_in(of["of"], items) or _OF_ORDER.search(of["of"])):
        return False
    ours = ours_in(text, items)
    hit = None if ours else turn.knowledge.faq.nearest(text, turn.said.reading)
    if hit is not None and hit.score >= LIKELY_FROM and not _OF_ALL.search(text):
        return False  # 包んでいただくと、いくらかかるのかしら: of what is done, not of the goods
    named = ours or [line.item for line in lines_of(turn.value("order"))]
    return any(item.name in named and price_yen(item) is not None for item in items)


def _opened(turn: Turn) -> None:
    """Nothing is left to be looked up or passed on of this question."""
    for note in ("maybe", "answer_now", "inquiry_taken"):
        turn.remember(note, turn.state.note(note))
    if "answer_question" not in turn.state.note("stack").split(","):
        turn.drop("answer_question")
        turn.acts = [act for act in turn.acts if act.topic not in ("will_ask", "will_check")]


TASK = Task("tell_goods", (), go_on, opened=_opened, hears=_hears)
