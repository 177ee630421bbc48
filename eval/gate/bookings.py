"""Reservations and orders: taken or refused as the manual says, never confirmed by telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eval.gate.call import BYE, TAKEN, GateCall, Making, Written, never, plain, ruby
from eval.gate.words import words
from knowledge.hours import Hours
from knowledge.schema import OrderItem

_CONFIRMED = ["お取りしました", "お取りいたしました", "空いております", "確定"]
_WEEKDAYS = "月火水木金土日"
_COUNT = 3
_MOST_ITEMS = 20
_ANY_GOODS = OrderItem(name="コピー用紙", reading="こぴーようし", unit="箱")
"""Ordered where the manual takes orders for whatever the caller says."""


def booking_calls(making: Making) -> Iterator[GateCall]:
    """A reservation, a cancellation and a change; an order of each of the first goods."""
    yield _reserve(making)
    if making.manual.reservation.accepted:
        yield _cancel(making)
        yield _change(making)
    orders = making.manual.orders
    if not orders.accepted:
        yield _no_orders(making)
        return
    for number, item in enumerate(orders.items[:_MOST_ITEMS] or (_ANY_GOODS,)):
        yield _order(making, number, item)


def _reserve(making: Making) -> GateCall:
    rule, at = making.manual.reservation, _slot(making, making.moments.later)
    if rule.accepted:
        wish = f"{at:%Y-%m-%dT%H:%M}" if "time" in rule.ask else f"{at:%Y-%m-%d}"
        booked = {"kind": "new", "accepted": "no"}
        expect: Written = {
            "kind": "reservation_new",
            "outcome": "callback_promised",
            "reservation": booked | ({"wish": wish} if {"date", "time"} & set(rule.ask) else {}),
            "said": [{"words": [rule.say]}] if rule.say else [],
        }
    else:
        expect = {"said": [{"act": "refuse"}]}
    expect |= {"escalation": "", "never_said": never(_CONFIRMED)}
    written = {"turns": [{"say": words("reserve")}, BYE], "expect": expect}
    doing = "希望として承る" if rule.accepted else "お断りする"
    return _reservation(making, "reserve", written, at, f"予約を{doing}")


def _cancel(making: Making) -> GateCall:
    is_accepted = making.manual.reservation.accept_cancellations
    at = _slot(making, making.moments.later)
    expect = {
        "kind": "reservation_cancel",
        "reservation": {"kind": "cancel", "booked": f"{at:%Y-%m-%d}"} | _accepted(is_accepted),
        "outcome": "accepted" if is_accepted else "callback_promised",
        "escalation": "",
    }
    said = words("cancel", when=_spoken(at), name=making.stranger.spoken)
    written = {"turns": [{"say": said}, BYE], "expect": expect}
    doing = "その場で承る" if is_accepted else "希望として承る"
    return _reservation(making, "cancel", written, at, f"予約の取り消しを{doing}")


def _change(making: Making) -> GateCall:
    is_accepted = making.manual.reservation.accept_changes
    booked = _slot(making, making.moments.later)
    wish = _slot(making, Hours(making.manual).next_workday(booked.date()))
    expect = {
        "kind": "reservation_change",
        "reservation": {"kind": "change", "wish": f"{wish:%Y-%m-%d}"} | _accepted(is_accepted),
        "outcome": "accepted" if is_accepted else "callback_promised",
        "never_said": never(_CONFIRMED),
        "escalation": "",
    }
    said = words("change", when=_spoken(booked), name=making.stranger.spoken)
    written = {
        "turns": [{"say": said}, BYE],
        "answers": {"booked": f"{_spoken(booked)}です。"},
        "expect": expect,
    }
    doing = "その場で承る" if is_accepted else "希望として承る"
    return _reservation(making, "change", written, wish, f"予約の変更を{doing}")


def _accepted(is_accepted: bool) -> dict[str, str]:
    return {"accepted": "yes" if is_accepted else "no"}


def _reservation(
    making: Making, name: str, written: Written, at: dt.datetime, subject: str
) -> GateCall:
    menu = making.manual.reservation.menu
    answers = {
        "date": f"{_spoken(at, time=False)}でお願いします。",
        "time": f"{_clock(at)}でお願いします。",
        "booked": f"{_spoken(at)}です。",
        "party_size": "2名です。",
        "preferred_staff": "特にありません。",
        "address": words("answer_address"),
    } | ({"content": f"{plain(menu[0])}でお願いします。"} if menu else {})
    answers |= written.get("answers", {})
    return making.call(
        f"rule-{name}",
        {"features": ["reservation"]} | written | {"answers": answers},
        where=("reservation",),
        subject=subject,
        remedy="reservation_remedy",
    )


def _order(making: Making, number: int, item: OrderItem) -> GateCall:
    orders = making.manual.orders
    counted = f"{_COUNT}{plain(item.unit)}"
    wanted = words("order_line", item=ruby(item.name, item.reading), count=counted)
    day = _spoken(_slot(making, making.moments.later), time=False)
    written: Written = {
        "features": ["order"],
        "turns": [{"say": words("order", wanted=wanted)}, BYE],
        "answers": {
            "items": wanted,
            "count": f"{counted}です。",
            "address": words("answer_address"),
            "date": f"{day}でお願いします。",
        },
        "expect": {
            "kind": "order",
            "outcome": "callback_promised",
            "purpose": [item.name, counted],
            "said": [{"words": [orders.say]}] if orders.say else [],
            "escalation": "",
        },
    }
    return making.call(
        f"rule-order-{number}",
        written,
        where=("orders", "items", number) if orders.items else ("orders",),
        subject=f"「{item.name}」の注文を承る",
        remedy="orders_remedy",
    )


def _no_orders(making: Making) -> GateCall:
    written: Written = {
        "features": ["order"],
        "turns": [{"say": words("no_orders")}, BYE],
        "answers": {"items": words("no_orders")},
        "expect": {
            "escalation": "",
            "outcome": [*TAKEN, "refused", "answered"],
            "never_said": never(["注文を承りました", "ご注文は、"]),
        },
    }
    return making.call(
        "rule-no-orders",
        written,
        where=("orders",),
        subject="注文を受けない",
        remedy="orders_remedy",
    )


def _slot(making: Making, day: dt.date) -> dt.datetime:
    """A whole hour within the client's hours on that day, where one lies well within."""
    spans = Hours(making.manual).spans_on(day) if making.manual.hours else ()
    if not spans:
        return dt.datetime.combine(day, dt.time(11))
    start, end = max(spans, key=lambda span: span[1] - span[0])
    middle = (start + (end - start) / 2).replace(minute=0, second=0, microsecond=0)
    return middle if middle >= start else start


def _spoken(at: dt.datetime, *, time: bool = True) -> str:
    day = f"{at.month}月{at.day}日、{_WEEKDAYS[at.weekday()]}曜日"
    return f"{day}の{_clock(at)}" if time else day


def _clock(at: dt.datetime) -> str:
    half = "午前" if at.hour < 12 else "午後"
    minutes = f"{at.minute}分" if at.minute else ""
    return f"{half}{at.hour if at.hour <= 12 else at.hour - 12}時{minutes}"
