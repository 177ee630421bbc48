"""An order: items and quantities, read back; where the manual takes none, passed on as a question.

An order is taken down in the client's words for its goods; only the client accepts it, so
neither stock nor delivery is spoken of, and a price only where the manual has written it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.events import Fact, Slot
from agent.tasks import form
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import Task, Turn, noting
from knowledge.reader import read
from knowledge.schema import OrderItem
from knowledge.sound import heard_morae, spot

HEARD_FROM = 0.16
"""Cost up to which an item of the manual was meant; one mora in six."""
_WANTS = re.compile(
    r"(?:注文|発注)(?:を)?(?:し(?:たい|たく)|お願い|いい(?:です|でしょう)|できま|頼)"
)
_ASKS_FOR = re.compile(r"お願い|ください|下さい|ほしい|欲しい|頼(?:み|む)|もらえ|送って")
MAX_READ_BACKS = 3
_COUNTERS = (
    r"個|箱|本|冊|枚|台|袋|セット|ケース|パック|缶|束|部|点|組|着|足|つ|"
    r"ダース|キロ|リットル|丁|人前|食|杯"
)
_NUMERAL = r"[0-9]+|[一二三四五六七八九十百]+"
_LINE = re.compile(
    r"(?P<item>[^、。をが]{0,30}?)[、 ]*(?:を|が|は|の方を)?[、 ]*"
    rf"(?P<count>{_NUMERAL})[ ]*(?P<unit>{_COUNTERS})"
)
_JOINED = re.compile(
    r"^(?:(?:と|それから|それと|あとは?|えーと|えっと|じゃあ?|では|はい|まず|やっぱり|やはり|いや|いえ|"
    r"あ|それを|全部で|合わせて)[、 ]*)+(?=$|[^ぁ-ん])"
)
"""What may stand before an item."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order."""

    item: str
    count: str
    """As said, with its unit: 3箱."""

    @property
    def spoken(self) -> str:
        """コピー用紙を3箱."""
        return f"{self.item}を{self.count}"


def go_on(turn: Turn) -> bool:
    """What and how many, read back, then who."""
    orders = turn.knowledge.manual.orders
    if not orders.accepted:
        turn.drop("take_order")
        add_to_message(turn)
        turn.push("answer_question")
        return False
    if not turn.value("order"):
        turn.ask("order_items")
        return True
    if turn.note("order_read") != turn.value("order"):
        turn.remember("order_read", turn.value("order"))
        turn.ask("confirm_order", Fact("order", turn.value("order"), "caller"))
        return True
    if form.ask_next(turn, orders.ask):
        return True
    turn.assign()
    turn.remember("promise_as", "order")
    turn.remember("plan", "callback")
    turn.drop("take_order")
    turn.push("call_back")
    return False


def lines_in(text: str, items: tuple[OrderItem, ...] = ()) -> tuple[Line, ...]:
    """The lines of an order in what was said; goods of the manual by its own names."""
    found = []
    for match in _LINE.finditer(text):
        said = _JOINED.sub("", match["item"].strip("、 "))
        found.append(Line(_named(said, items) if said else "", match["count"] + match["unit"]))
    return tuple(found)


def _named(said: str, items: tuple[OrderItem, ...]) -> str:
    heard = heard_morae(read(said))
    costs = [
        (min(spot(r, heard).cost for r in (item.reading, *map(read, item.aliases))), item.name)
        for item in items
    ]
    best = min(costs, default=(1.0, ""))
    return best[1] if best[0] <= HEARD_FROM else said


_ANOTHER = re.compile(
    r"^(?:あ、?)?(?:あと|それと|それから|ついでに)[、 ]*(?P<item>[^、。0-9]{1,12}?)(?:も|を)"
    r"(?:お願い\S*|ください|つけて\S*)?[。、]?$"
)
"""「あと、ミルクも」: an item whose quantity is still to come."""


def _another_item(turn: Turn) -> bool:
    found = _ANOTHER.match(turn.said.text)
    if found is None:
        return False
    item = _named(found["item"], turn.knowledge.manual.orders.items)
    turn.remember("order_item", item)
    turn.ask("order_items", Fact("item", item, "caller"), entry="order_count")
    return True


def _lines(turn: Turn) -> tuple[Line, ...]:
    """The lines of this turn; a bare count belongs to the item last asked about."""
    lines = lines_in(turn.said.text, turn.knowledge.manual.orders.items)
    item = turn.note("order_item")
    turn.remember("order_item", "")
    return tuple(Line(line.item or item, line.count) for line in lines)


def _items_said(turn: Turn) -> bool:
    lines = _lines(turn)
    if turn.value("order") and lines:
        turn.learn(Slot("order", _merged(turn.value("order"), lines), turn.said.reading, 0.8))
        return True
    if not lines and (len(turn.said.text) < 4 or turn.said.intent in ("yes", "no", "wait")):
        return False
    said = "、".join(line.spoken for line in lines if line.item) or turn.said.text.strip("、。 ")
    turn.learn(Slot("order", said, turn.said.reading, 0.8))
    return True


def _order_confirmed(turn: Turn) -> bool:
    """Yes; or the lines that are corrected or added."""
    known = turn.slot("order")
    if known is not None and _another_item(turn):
        return True
    lines = _lines(turn)
    if lines and known is not None and turn.add_one("order_reads") < MAX_READ_BACKS:
        merged = _merged(known.value, lines)
        turn.learn(Slot("order", merged, known.spoken, 0.8))
        return True
    if turn.is_no:
        turn.forget("order")
        turn.say("apologise", "misheard")
        return turn.add_one("order_reads") < MAX_READ_BACKS
    if turn.is_yes and known is not None:
        turn.learn(Slot("order", known.value, known.spoken, 1.0, confirmed=True))
        return True
    return False


def _merged(known: str, lines: tuple[Line, ...]) -> str:
    """The order with new lines in place of those of the same item."""
    table = dict(part.split("を", 1) for part in known.split("、") if "を" in part)
    last = next(reversed(table), "")  # やっぱり4個で: the one spoken of last
    table.update({line.item or last: line.count for line in lines if line.item or last})
    return "、".join(f"{item}を{count}" for item, count in table.items())


def _without_items(turn: Turn) -> None:
    without_words(turn)
    turn.learn(Slot("order", turn.value("message"), "", 0.2))
    turn.remember("order_read", turn.value("order"))


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "order", turn.said.text, 0.9))
    lines = lines_in(turn.said.text, turn.knowledge.manual.orders.items)
    if lines:
        _items_said(turn)


def _hears(turn: Turn) -> bool:
    """注文したいんですけど, where orders are taken."""
    is_new = turn.knowledge.manual.orders.accepted and not turn.value("kind")
    return is_new and (_WANTS.search(turn.said.text) is not None or _lists_goods(turn))


def _lists_goods(turn: Turn) -> bool:
    """豆を5袋と紙コップ2箱お願いします: goods and how many, where nothing else was asked."""
    if turn.state.asked not in ("", "purpose", "anything_else"):
        return False
    items = turn.knowledge.manual.orders.items
    lines = lines_in(turn.said.text, items)
    ours = {item.name for item in items} & {line.item for line in lines}
    return _ASKS_FOR.search(turn.said.text) is not None and (bool(ours) or len(lines) > 1)


TASK = Task(
    "take_order",
    ("take_order",),
    go_on,
    {"order_items": _items_said, "confirm_order": _order_confirmed},
    _opened,
    {"order_items": _without_items, "confirm_order": noting("order_unsure")},
    _hears,
)
