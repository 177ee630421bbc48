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
from speech.reading.lead_ins import HESITATION, NEXT, NO, YES
from speech.reading.quantities import in_figures

HEARD_FROM = 0.16
"""Cost up to which an item of the manual was meant; one mora in six."""
_WANTS = re.compile(
    r"(?:注文|発注)(?:を)?(?:し(?:たい|たく)|お願い|いい(?:です|でしょう)|できま|頼)|買いたい|買えま|購入したい"
)
_ASKS_FOR = re.compile(
    r"お願い|ください|下さい|ほしい|欲しい|頼(?:み|む)|もらえ|送って|いただきたい|いただけ|買いたい|もらいたい"
)
_ALL = re.compile(r"(?:それ|これ|以上)で?(?:全部|お願い|結構|大丈夫|いい|$)|全部です|以上です")
MAX_READ_BACKS = 3
UNCOUNTED = "order_uncounted"
"""Note: goods whose quantity is still to come, joined by |."""
_COUNTERS = (
    r"個|箱|本|冊|枚|台|袋|セット|ケース|パック|缶|束|部|点|組|着|足|つ|膳|玉|瓶|"
    r"ダース|キロ|リットル|丁|人前|食|杯"
)
_NUMERAL = r"[0-9]+|[一二三四五六七八九十百]+"
_COUNT = (
    rf"(?:{_NUMERAL})[ ]*(?:{_COUNTERS})|"
    r"ひとつ|ふたつ|みっつ|よっつ|いつつ|むっつ|ななつ|やっつ|ここのつ"
)
_LINE = re.compile(
    r"(?P<item>[^、。をが]{0,30}?)[、 ]{0,3}(?:を|が|は|も|の方を)?[、 ]{0,3}"
    rf"(?P<count>{_COUNT})"
)
_STOCK = re.compile(
    r"在庫|まだ(?:あり|ござい|残)|残って(?:い)?(?:ます|る)|売り切れ|注文(?:は|って)?(?:まだ|じゃ|では)|"
    r"まだ[、]?(?:ご?注文|頼)"
)
"""Whether there is any left: asked before it is ordered."""
_HEARD_COUNT = r"[^、。をがの]{0,8}?(?:箱|袋|個|本|枚|ハコ|フクロ|はこ|ふくろ|パコ)[^、。]{0,3}"
_TAKEN_BACK = re.compile(
    rf"(?<=[、。])(?:{_COUNT})(?:は|を)?(?:取り消|取消|キャンセル|やめ|なし|いらな)[^、。]*"
)
"""「タオルは6枚だけ。5枚は取り消して」: the count that no longer holds."""
_GOODS = re.compile(
    r"(?P<item>[^、。はがをと]{1,12}?)(?:も|を|が)?(?:注文|発注|お?願い|ください|下さい|ほし|欲し|頼)"
)
"""What is asked for without saying how many."""
_MAY_ONE = re.compile(r"でき(?:ます|るん(?:です)?|る)(?:でしょう)?か|のことで|一つからでも")
"""Whether one may order at all: a question."""
_BOUGHT = re.compile(
    r"(?:注文|購入)(?:し(?:た(?!い|く)|て(?:た|い))|済)|頼んだ|頼んで|買った|お願いした(?!い|く)"
)
_PLACED = re.compile(r"まだ(?:来|届)|届(?:い|か|き)|返品|返金|交換|割れ|壊れ|欠け|不良|間違っ")
"""An order placed before is no new one; 前に買ったタオルを、また3枚 is."""
_NO_ITEM = re.compile(r"すみません|ちょっと|お?聞き|伺い|けど|ですが|ます|たい|から$")
_NO_GOODS = re.compile(
    r"^(?:これ|それ|あれ|もの|商品|品物?|注文|お?電話|追加で?|以上|[ぁ-ん]{1,2})$|注文|予約"
)
_PARTS = re.compile(r"[、。]|(?<=[ァ-ヴー一-龥])と(?=[ァ-ヴー一-龥])|それと|それから|あと")
_POINTS = re.compile(r"(?:^|[のがは])(?:あれ|これ|それ|あの|この|その|同じ(?:の|もの)|また)$|^$")
"""お風呂の入浴剤、あれ5箱: what was named before it."""
_JOINED = re.compile(
    rf"^(?:(?:{HESITATION}|{YES}|{NO}|{NEXT}|また|と|それから|それと|あとは?|まず|やっぱり|やはり|"
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
    if turn.note(UNCOUNTED) and _ask_count(turn):
        return True
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
    found: list[Line] = []
    plain = _TAKEN_BACK.sub("", in_figures(text))
    for match in _LINE.finditer(plain):
        said = _JOINED.sub("", match["item"].strip("、 "))
        if _NO_ITEM.search(said):
            continue
        if _POINTS.search(said):
            before = ours_in(plain[: match.start()], items)
            said = before[0] if len(before) == 1 and not found else ""
        found.append(Line(_named(said, items) if said else "", match["count"].replace(" ", "")))
    return tuple(found)


def lines_of(order: str) -> tuple[Line, ...]:
    """The lines of an order as it is kept: フェイスタオルを4枚、ほうじ茶を2つ."""
    parts = (part.split("を", 1) for part in order.split("、") if "を" in part)
    return tuple(Line(item, count) for item, count in parts)


def uncounted_in(text: str, items: tuple[OrderItem, ...]) -> tuple[str, ...]:
    """Goods asked for without a quantity: ほうじ茶をください."""
    found = []
    for part in _PARTS.split(in_figures(text)):
        if not part or re.search(_COUNT, part):
            continue
        ours = ours_in(part, items)
        goods = _GOODS.search(part)
        if ours:
            found += ours
        elif goods is not None and not _NO_GOODS.search(_JOINED.sub("", goods["item"])):
            found.append(_JOINED.sub("", goods["item"]))
    return tuple(dict.fromkeys(found))


def ours_in(text: str, items: tuple[OrderItem, ...]) -> list[str]:
    """The manual's goods that the words name: バスタオル is no タオル."""
    said = [(a, i.name) for i in items for a in (i.name, *i.aliases) if a in text]
    return [name for a, name in said if not any(a != b and a in b for b, _ in said)]


def _ask_count(turn: Turn) -> bool:
    """How many of the next item; twice at most, then it is noted without a number."""
    item = turn.note(UNCOUNTED).split("|")[0]
    if turn.add_one(f"counted:{item}") > MAX_READ_BACKS - 1:
        _without_items(turn)
        return False
    turn.remember("order_item", item)
    turn.ask("order_items", Fact("item", item, "caller"), entry="order_count")
    return True


def _named(said: str, items: tuple[OrderItem, ...]) -> str:
    heard = heard_morae(read(said))
    found = [
        (spot(read(reading), heard), item.name)
        for item in items
        for reading in (item.reading, *item.aliases)
    ]
    meant = [(s.start - s.end, s.cost, name) for s, name in found if s.cost <= HEARD_FROM]
    return min(meant)[2] if meant else said  # 大きいタオル, though it holds タオル


_MORE = re.compile(
    r"^(?:あ、?)?(?:あと|それと|それから|ついでに)[、 ]*(?P<item>[^、。0-9]{1,12}?)も"
)
"""「あと、ミルクも」: an item whose quantity is still to come."""


def _another_item(turn: Turn) -> bool:
    found = _MORE.match(turn.said.text)
    if found is None or re.search(_COUNT, turn.said.text):
        return False
    _wait_for_counts(turn, (_named(found["item"], turn.knowledge.manual.orders.items),))
    return True


def _wait_for_counts(turn: Turn, items: tuple[str, ...]) -> None:
    known = [i for i in turn.note(UNCOUNTED).split("|") if i]
    turn.remember(UNCOUNTED, "|".join(dict.fromkeys((*known, *items))))


def _lines(turn: Turn) -> tuple[Line, ...]:
    """The lines of this turn; a bare count belongs to the item last asked about."""
    lines = lines_in(turn.said.text, turn.knowledge.manual.orders.items)
    item = turn.note("order_item")
    if any(not line.item for line in lines):
        turn.remember("order_item", "")
    lines = tuple(Line(line.item or item, line.count) for line in lines)
    counted = {line.item for line in lines}
    left = [i for i in turn.note(UNCOUNTED).split("|") if i and i not in counted]
    turn.remember(UNCOUNTED, "|".join(left))
    return lines


def _items_said(turn: Turn) -> bool:
    text = turn.said.text
    if turn.said.gives("callback_number", "caller_name"):
        return False  # who calls, or where
    lines = _lines(turn)
    if not lines and form.text_asks(turn):
        return False
    items = turn.knowledge.manual.orders.items
    counted = {line.item for line in lines}
    uncounted = tuple(item for item in uncounted_in(text, items) if item not in counted)
    if uncounted:
        _wait_for_counts(turn, uncounted)
    if lines:
        known = turn.value("order")
        said = _merged(known, lines)  # やっぱり6枚で: of an item said twice the last counts
        turn.learn(Slot("order", said or text.strip("、。 "), turn.said.reading, 0.8))
        return True
    if uncounted:
        return True
    if turn.note(UNCOUNTED) or len(text) < 4 or turn.said.intent in ("yes", "no", "wait"):
        return False
    turn.learn(Slot("order", text.strip("、。 "), turn.said.reading, 0.8))
    return True


def _order_confirmed(turn: Turn) -> bool:
    """Yes; or the lines that are corrected or added."""
    known = turn.slot("order")
    if _STOCK.search(turn.said.text):
        return _ordered_nothing(turn)
    if known is not None and _another_item(turn):
        return True
    lines = _lines(turn)
    if lines and known is not None and turn.add_one("order_reads") < MAX_READ_BACKS:
        merged = _merged(known.value, lines)
        turn.learn(Slot("order", merged, known.spoken, 0.8))
        return True
    if known is not None and not lines and _changes_goods(turn):
        return True
    if turn.is_no and not _ALL.search(turn.said.text):
        turn.forget("order")
        turn.say("apologise", "misheard")
        return turn.add_one("order_reads") < MAX_READ_BACKS
    if known is not None and (turn.is_yes or _ALL.search(turn.said.text)):
        turn.learn(Slot("order", known.value, known.spoken, 1.0, confirmed=True))
        return True
    return False


_AGREES = re.compile(r"(?:はい|ええ|うん|そう)")
"""お願いします at the end of a change is likened to a yes."""
_CHANGES = re.compile(r"にして|お願い|ください|下さい|追加|変え|変更")


def _changes_goods(turn: Turn) -> bool:
    """「紙コップは3バカにしてください」: goods of ours anew, whose count was misheard."""
    ours = ours_in(turn.said.text, turn.knowledge.manual.orders.items)
    if not ours or _AGREES.match(turn.said.text) or not _CHANGES.search(turn.said.text):
        return False
    if turn.add_one("order_reads") >= MAX_READ_BACKS:
        return False
    _wait_for_counts(turn, tuple(ours))
    return True


def _ordered_nothing(turn: Turn) -> bool:
    """「まだ注文じゃなくて、在庫があるか知りたいんです」: the order becomes a question."""
    add_to_message(turn, f"{turn.value('order')}。{turn.said.text}")
    for name in ("order", "kind"):
        turn.forget(name)
    turn.drop("take_order")
    turn.push("answer_question")
    return True


def _merged(known: str, lines: tuple[Line, ...]) -> str:
    """The order with new lines in place of those of the same item."""
    table = {line.item: line.count for line in lines_of(known)}
    last = next(reversed(table), "")  # やっぱり4個で: the one spoken of last
    table.update({line.item or last: line.count for line in lines if line.item or last})
    return "、".join(f"{item}を{count}" for item, count in table.items())


def _without_items(turn: Turn) -> None:
    if turn.note(UNCOUNTED):  # the quantity is left to whoever calls back
        open_items = turn.note(UNCOUNTED).replace("|", "、")
        known = turn.value("order")
        said = f"{known}、{open_items}" if known else open_items
        turn.remember(UNCOUNTED, "")
        turn.learn(Slot("order", said, "", 0.4))
        return
    without_words(turn)
    turn.learn(Slot("order", turn.value("message"), "", 0.2))
    turn.remember("order_read", turn.value("order"))


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "order", turn.said.text, 0.9))
    items = turn.knowledge.manual.orders.items
    if lines_in(turn.said.text, items) or uncounted_in(turn.said.text, items):
        _items_said(turn)


def _hears(turn: Turn) -> bool:
    """注文したいんですけど, where orders are taken."""
    is_new = turn.knowledge.manual.orders.accepted and not turn.value("kind")
    if _PLACED.search(turn.said.text) or _STOCK.search(turn.said.text):
        return False
    if _BOUGHT.search(turn.said.text) and not orders_goods(turn):
        return False
    if _MAY_ONE.search(turn.said.text) and not re.search(rf"(?:{_COUNT})(?!から)", turn.said.text):
        return False
    return is_new and (_WANTS.search(turn.said.text) is not None or _lists_goods(turn))


def orders_goods(turn: Turn) -> bool:
    """Goods of the client's own, with how many of them, are asked for."""
    items = turn.knowledge.manual.orders.items
    ours = {item.name for item in items}
    counted = any(line.item in ours for line in lines_in(turn.said.text, items))
    return counted and _ASKS_FOR.search(turn.said.text) is not None


def _lists_goods(turn: Turn) -> bool:
    """豆を5袋と紙コップ2箱お願いします: goods and how many, where nothing else was asked."""
    if turn.state.asked not in ("", "purpose", "anything_else", "confirm_question", "inquiry"):
        return False
    items = turn.knowledge.manual.orders.items
    lines = lines_in(turn.said.text, items)
    ours = {item.name for item in items} & {line.item for line in lines}
    if not lines and any(_is_ordered(name, turn.said.text) for i in items
                         for name in (i.name, *i.aliases)):  # fmt: skip
        return True
    return _ASKS_FOR.search(turn.said.text) is not None and (bool(ours) or len(lines) > 1)


def _is_ordered(name: str, text: str) -> bool:
    """豆をお願いします, without how many; カップ奥田ハコお願いします, whose count was misheard."""
    ends = rf"(?:を|が|も)?(?:{_HEARD_COUNT})?(?:ください|下さい|お願い|ほし|欲し|頼(?:み|む)|注文)"
    return re.search(re.escape(name) + ends, text) is not None


TASK = Task(
    "take_order",
    ("take_order",),
    go_on,
    {"order_items": _items_said, "confirm_order": _order_confirmed},
    _opened,
    {"order_items": _without_items, "confirm_order": noting("order_unsure")},
    _hears,
)
