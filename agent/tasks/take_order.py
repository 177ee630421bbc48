"""An order: items and quantities, read back; where the manual takes none, passed on as a question.

An order is taken down in the client's words for its goods; only the client accepts it, so
neither stock nor delivery is spoken of, and a price only where the manual has written it.
"""

from __future__ import annotations

import re

from agent.call_words import QUOTE
from agent.corrections import corrects
from agent.events import Fact, Slot
from agent.tasks import form
from agent.tasks.asked_beside import look_up_asked
from agent.tasks.order_lines import (
    ABOUT,
    COUNT,
    amended,
    lines_in,
    lines_of,
    noun_before,
    ours_in,
    total_yen,
    uncounted_in,
)
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import Task, Turn, noting
from knowledge.schema import OrderItem

_WANTS = re.compile(
    r"(?:注文|発注)(?:を)?(?:し(?:たい|たく)|お願い|いい(?:です|でしょう)|できま|頼)|買いたい|買えま|購入したい"
)
_ASKS_FOR = re.compile(
    r"お願い|ください|下さい|ほしい|欲しい|頼(?:み|む)|もらえ|送って|取り?置き|取っ(?:とい|てお)|プレゼント|贈り|ギフト|いただきたい|いただけ|買いたい|もらいたい"
)
_WILL_DO = re.compile(r"(?:で|が)(?:いい|ええ|結構|大丈夫)")
"""8袋でいいです."""
_THEN_SO = re.compile(
    r"^(?:じゃあ?|では|それでは|それじゃ|なら|それなら)、?"
    rf"(?:[^。？?]*で|[^。？?]*(?:{COUNT})(?:を|ね|くらい|ほど)?)[。、]*$"
)
"""じゃあ急須一つ、のし付きで."""
_THEN = re.compile(r"^(?:じゃあ?|では|それでは|それじゃ|なら|それなら)(?!ない)")
_ALL = re.compile(r"(?:それ|これ|以上)で?(?:全部|お願い|結構|大丈夫|いい|$)|全部です|以上です")
MAX_READ_BACKS = 3
UNCOUNTED = "order_uncounted"
"""Note: goods whose quantity is still to come, joined by |."""
_STOCK = re.compile(
    r"在庫|まだ(?:あり|ござい|残)|残って(?:い)?(?:ます|る)|売り切れ|注文(?:は|って)?(?:まだ|じゃ|では)|"
    r"まだ[、]?(?:ご?注文|頼)"
)
"""Whether there is any left: asked before it is ordered."""
_HEARD_COUNT = r"[^、。をがの]{0,8}?(?:箱|袋|個|本|枚|ハコ|フクロ|はこ|ふくろ|パコ)[^、。]{0,3}"
_MAY_ONE = re.compile(
    r"(?<!お願い)(?<!願いは)でき(?:ます|るん(?:です)?|る)(?:でしょう)?か|のことで|一つからでも"
)
"""Whether one may order at all: a question."""
_WHERE = re.compile(
    r"(?:店頭?|お店|店舗|ネット|通販|サイト|ホームページ|どこ|デパート|百貨店)[^、。]{0,3}[でに][^、。]{0,3}買え"
)
"""店頭でも買えますか."""
_AMENDS = re.compile(
    r"やっぱ|やはり|に(?:して|変え|変更|増や|減ら)|変えて|変更|追加|減らし|取り消|キャンセル"
)
"""先ほど注文した者ですけど、やっぱり3枚にして: of the order that was placed."""
_BOUGHT = re.compile(
    r"(?:注文|購入)(?:し(?:た(?!い|く)|て(?:た|い))|済)|頼んだ|頼んで|買った|お願いした(?!い|く)"
)
_PLACED = re.compile(r"まだ(?:来|届)|届(?:い|か|き)|返品|返金|交換|割れ|壊れ|欠け|不良|間違っ")
"""An order placed before is no new one; 前に買ったタオルを、また3枚 is."""


def go_on(turn: Turn) -> bool:
    """What and how many, read back, then who."""
    rule = turn.knowledge.manual.orders
    if not rule.accepted:
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
        _read_back(turn)
        return True
    if form.ask_next(turn, rule.ask):
        return True
    turn.assign()
    turn.remember("promise_as", "order")
    turn.remember("plan", "callback")
    turn.drop("take_order")
    turn.push("call_back")
    return False


def _read_back(turn: Turn) -> None:
    """The order, and what it comes to where the client has written every price."""
    order = turn.value("order")
    turn.remember("order_read", order)
    total = total_yen(lines_of(order), _menu(turn))
    facts = [Fact("order", order, "caller")]
    if total is not None:
        facts.append(Fact("total", f"{total:,}円", "manual"))
    turn.ask("confirm_order", *facts, entry="confirm_order_total" if total is not None else "")


def _menu(turn: Turn) -> tuple[OrderItem, ...]:
    return turn.knowledge.manual.orders.items


def _ask_count(turn: Turn) -> bool:
    """How many of the next item; twice at most, then it is noted without a number."""
    item = turn.note(UNCOUNTED).split("|")[0]
    if turn.add_one(f"counted:{item}") > MAX_READ_BACKS - 1:
        _without_items(turn)
        return False
    turn.remember("order_item", item)
    turn.ask("order_items", Fact("item", item, "caller"), entry="order_count")
    return True


def _wait_for_counts(turn: Turn, items: tuple[str, ...]) -> None:
    known = [i for i in turn.note(UNCOUNTED).split("|") if i]
    turn.remember(UNCOUNTED, "|".join(dict.fromkeys((*known, *items))))


def _take_lines(turn: Turn) -> bool:
    """The order with what this turn counts, changes or takes out; True where that is something.

    A bare count belongs to the item last asked about.
    """
    text, items, known = turn.said.text, _menu(turn), turn.value("order")
    lines = lines_in(text, items)
    about = turn.note("order_item") or ("" if known else _spoken_of(turn))
    if any(not line.item for line in lines):
        turn.remember("order_item", "")
    counted = {line.item or about for line in lines}
    left = [i for i in turn.note(UNCOUNTED).split("|") if i and i not in counted]
    turn.remember(UNCOUNTED, "|".join(left))
    order = amended(known, text, items, about)
    if order and order != known:
        turn.learn(Slot("order", order, turn.said.reading, 0.8))
    had = counted | {line.item for line in lines_of(known)}
    more = tuple(i for i in uncounted_in(text, items) if i not in had)
    if order != known or turn.state.asked == "order_items" or not known:
        _wait_for_counts(turn, more)
    return bool(lines) or order not in ("", known)


def _spoken_of(turn: Turn) -> str:
    """Goods of the client's own that the caller spoke of before: 「じゃあ、それを二つ」."""
    before = (ours_in(text, _menu(turn)) for text in reversed(turn.state.heard[::2]))
    last = next((named for named in before if named), [])
    return last[0] if len(last) == 1 else ""


def _items_said(turn: Turn) -> bool:
    text = turn.said.text
    if _take_lines(turn):
        return True
    if turn.said.gives("callback_number", "caller_name") or form.text_asks(turn):
        return False  # who calls, or where
    if uncounted_in(text, _menu(turn)):
        return True
    goods = _POLITE.sub("", text)
    is_other = _NO_GOODS.search(goods) is not None or not noun_before(goods)
    if turn.note(UNCOUNTED) or turn.said.intent in ("yes", "no", "wait") or is_other:
        return False
    turn.learn(Slot("order", goods, turn.said.reading, 0.8))  # いつものセット
    return True


_NO_GOODS = re.compile(r"住所|名前|電話|番号|[都道府県市区町村].*[0-9]")
_POLITE = re.compile(r"(?:で|を)?(?:お願い|ください|下さい|です|頼)[^、。]*[、。 ]*$")


def _order_confirmed(turn: Turn) -> bool:
    """Yes; or the lines that are corrected or added."""
    known = turn.slot("order")
    if known is None:
        return False
    if _STOCK.search(turn.said.text):
        return _ordered_nothing(turn)
    _take_lines(turn)
    if turn.value("order") != known.value or _names_goods(turn):
        return turn.add_one("order_reads") <= MAX_READ_BACKS
    if turn.is_no and not _ALL.search(turn.said.text):
        turn.forget("order")
        turn.say("apologise", "misheard")
        return turn.add_one("order_reads") < MAX_READ_BACKS
    if turn.is_yes or _ALL.search(turn.said.text):
        turn.learn(Slot("order", known.value, known.spoken, 1.0, confirmed=True))
        return True
    return False


_AGREES = re.compile(r"(?:はい|ええ|うん|そう)")
"""お願いします at the end of a change is likened to a yes."""
_CHANGES = re.compile(
    r"にし[てと]|お願い|ください|下さい|追加|変え|変更|直し|やっぱ|訂正|間違|も[。、]?$|"
    r"(?:いただ|頂|頼|もら|足|つけ|買|しよ)(?:こ|も|お|そ|よ)?う(?:か|と思)"
)


def _names_goods(turn: Turn) -> bool:
    """「あと、ミルクも」「紙コップは3バカにしてください」: goods whose count is still to come."""
    text = turn.said.text
    goods = uncounted_in(text, _menu(turn))
    if not goods or _AGREES.match(text) or not _CHANGES.search(text):
        return False
    _wait_for_counts(turn, goods)
    return True


def amends(turn: Turn) -> bool:
    """「やっぱりタオル6枚にしといて」 whatever is asked; 「6枚になってる？」 is read back again."""
    text, known = turn.said.text, turn.value("order")
    if turn.value("kind") != "order" or not known or turn.state.asked in _ORDER_ASKED:
        return False
    if _STOCK.search(text) or _PLACED.search(text):
        return False
    text = "。".join(s for s in _SENTENCES.split(text) if lines_in(s, _menu(turn))) or text
    asks = ABOUT.search(text) or (form.text_asks(turn) and not _CHANGES.search(text))
    ours = {line.item for line in lines_of(known)} | {item.name for item in _menu(turn)}
    lines = lines_in(text, _menu(turn))
    is_ours = any(line.item in ours for line in lines)
    after = amended(known, text, _menu(turn))
    if after in ("", known):
        if not (asks and is_ours):
            return False
    elif asks or not (is_ours or _CHANGES.search(text) or corrects(text)):
        return False
    else:
        turn.learn(Slot("order", after, turn.said.reading, 0.8))
        _meet_price(turn, after)
    turn.remember("order_read", "")
    turn.push("take_order")
    return True


def _meet_price(turn: Turn, order: str) -> None:
    """「お箸も二膳、お幾らだった？」, where the client has not written it."""
    is_asked = form.text_asks(turn) and ABOUT.search(turn.said.text)
    if is_asked and total_yen(lines_of(order), _menu(turn)) is None:
        add_to_message(turn)
        turn.say("inform", "will_ask", turn.target_name())


_SENTENCES = re.compile(r"[。？?！!]")
_ORDER_ASKED = ("confirm_order", "order_items")


def _ordered_nothing(turn: Turn) -> bool:
    """「まだ注文じゃなくて、在庫があるか知りたいんです」: the order becomes a question."""
    add_to_message(turn, f"{turn.value('order')}。{turn.said.text}")
    for name in ("order", "kind"):
        turn.forget(name)
    turn.drop("take_order")
    turn.push("answer_question")
    return True


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
    turn.forget("detail:商品名", "detail:数量", "detail:個数")  # the order tells them
    _take_lines(turn)
    look_up_asked(turn)
    if not turn.value("order") and not turn.note(UNCOUNTED) and _spoken_of(turn):
        _wait_for_counts(turn, (_spoken_of(turn),))


def orders(turn: Turn) -> bool:
    """注文したいんですけど, where orders are taken."""
    is_new = turn.knowledge.manual.orders.accepted and not turn.value("kind")
    if any(kind.search(turn.said.text) for kind in (_PLACED, _STOCK, _WHERE)):
        return False
    if _BOUGHT.search(turn.said.text) and not orders_goods(turn):
        return False
    if _BOUGHT.search(turn.said.text) and _AMENDS.search(turn.said.text):
        return False
    if _MAY_ONE.search(turn.said.text) and not re.search(rf"(?:{COUNT})(?!から)", turn.said.text):
        return False
    if not is_new or QUOTE.search(turn.said.text):
        return False
    return _WANTS.search(turn.said.text) is not None or _lists_goods(turn)


def orders_goods(turn: Turn) -> bool:
    """Goods of the client's own, with how many of them, are asked for."""
    items = turn.knowledge.manual.orders.items
    ours = {item.name for item in items}
    counted = any(line.item in ours for line in lines_in(turn.said.text, items))
    return counted and _ASKS_FOR.search(turn.said.text) is not None


def _lists_goods(turn: Turn) -> bool:
    """豆を5袋と紙コップ2箱お願いします: goods and how many, where nothing else was asked."""
    items = turn.knowledge.manual.orders.items
    lines = lines_in(turn.said.text, items)
    if turn.state.asked not in ("", "purpose", "anything_else", "confirm_question", "inquiry"):
        is_said_after = _THEN.match(turn.said.text) is not None and not form.text_asks(turn)
        return is_said_after and len(lines) == 1 and bool(lines[0].item or _spoken_of(turn))
    ours = {item.name for item in items} & {line.item for line in lines}
    if not lines and any(_is_ordered(name, turn.said.text) for i in items
                         for name in (i.name, *i.aliases)):  # fmt: skip
        return True
    if ABOUT.search(turn.said.text) and not _ASKS_FOR.search(turn.said.text):
        return False
    is_wish = _ASKS_FOR.search(turn.said.text) or _WILL_DO.search(turn.said.text)
    is_wish = is_wish or _THEN_SO.search(turn.said.text)
    if turn.state.asked == "anything_else" and is_wish and lines and not lines[0].item:
        return bool(_spoken_of(turn))  # 急須はおいくら, then: じゃあ二つください
    return len(ours) > 1 or (is_wish is not None and (bool(ours) or len(lines) > 1))


def _is_ordered(name: str, text: str) -> bool:
    """豆をお願いします, without how many; カップ奥田ハコお願いします, whose count was misheard."""
    asked = r"(?:ください|下さい|お願い|ほし|欲し|頼(?:み|む)|注文)"
    ends = rf"(?:を|が|も)?(?:、?また)?(?:{_HEARD_COUNT})?{asked}"
    return re.search(re.escape(name) + ends, text) is not None


TASK = Task(
    "take_order",
    ("take_order",),
    go_on,
    {"order_items": _items_said, "confirm_order": _order_confirmed},
    _opened,
    {"order_items": _without_items, "confirm_order": noting("order_unsure")},
    orders,
)
