"""Reservations: a wish is taken down and never confirmed here; a plain cancellation may be.

Days are read back with their weekday together with the next question, so that a mistake can be
corrected at once; vague words (午後イチ, 次の水曜) are asked about.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.displeasure import is_displeased
from agent.events import Act, Fact, Slot
from agent.own_trouble import sympathy
from agent.stated_details import is_only_time
from agent.tasks import booking_matter, form, moved_days, when
from agent.tasks.asked_beside import look_up_asked
from agent.tasks.booked_days import SAME_TIME, hear_both, only_adds, take_addition
from agent.tasks.booking_words import (
    ANEW,
    ANOTHER,
    BOOKING,
    MOVES,
    NAMES_TIME,
    NOT_CANCELLED,
    SAME,
    STAYS,
    comes_another_time,
    kind_in,
    of_what_is_booked,
    only_names_booking,
    would_come,
)
from agent.tasks.day_values import SETS, forget
from agent.tasks.find_answer import look_up
from agent.tasks.refused_day import refuse
from agent.tasks.take_message import add_to_message
from agent.turn import SOMEBODY, Task, Turn
from speech.reading.dates import choices_in

_KINDS = ("reservation_cancel", "reservation_change", "reservation_new")
_VACANCY = re.compile(
    r"空(?:い(?!て(?:い)?(?:ます|る)(?:[。、し]|$))|き)|取れ(?:ます|る)|入れ(?:ますか|る\?)|予約できます"
)
"""Whether there is room: nobody here knows."""
_DATE = re.compile(r"[0-9]+日")
_CHECKS = re.compile(
    r"(?:いい|よろしい|大丈夫)(?:です|んです|でしょう)?(?:か|よ?ね)|(?<![えけきれ])ます(?:か|よ?ね)[。？?]*$"
)
"""金曜の分は取り消しでいいですね: a wish to cancel ends otherwise, and asks もらえますか."""
_HAS_CONTENT = re.compile(
    r"[^はいえーとあのすみませんでしたがをおねがいします、。予約変更取り消しキャンセル]{4,}"
)


def go_on(turn: Turn) -> bool:
    """When, what the manual asks beside it, then who; and what becomes of the wish."""
    kind, rule = turn.value("kind"), turn.knowledge.manual.reservation
    if kind == "reservation_new" and turn.note("plan") == "call_again":
        turn.drop("reserve")  # 息子とも話してから、またお電話します
        return False
    if not rule.accepted:
        return _refuse(turn)
    if booking_matter.is_open(turn):
        booking_matter.ask(turn)
        _read_back(turn)
        return True
    if kind != "reservation_new" and when.complete(turn, "booked", needs_time=False):
        return True
    adds = turn.note("adds") == "1"
    asks_day = kind != "reservation_cancel" and not adds and {"date", "time"} & set(rule.ask)
    is_open = asks_day and when.complete(turn, "wish", needs_time="time" in rule.ask)
    _say_vacancy(turn)
    if is_open:
        _read_back(turn)
        return True
    if kind == "reservation_new" and form.ask_next(turn, rule.ask):
        _read_back(turn)
        return True
    _read_back(turn)
    turn.assign()
    plain = kind == "reservation_cancel" and rule.accept_cancellations and turn.value("booked")
    moved = kind == "reservation_change" and rule.accept_changes and turn.value("wish")
    turn.remember("promise_as", kind if plain or moved else "addition" if adds else "reservation")
    turn.remember("plan", "accepted" if plain or moved else "callback")
    turn.drop("reserve")
    turn.push("call_back")
    return False


def _say_vacancy(turn: Turn) -> None:
    """Asked whether there is room: that is found out, unless the day is closed anyway."""
    is_closed = any(act.topic.startswith("when_closed") for act in turn.acts)
    if is_closed or not _VACANCY.search(turn.said.text) or turn.note("vacancy") == "1":
        return
    turn.remember("vacancy", "1")
    turn.acts.insert(0, Act("inform", "vacancy"))


def _refuse(turn: Turn) -> bool:
    """None are taken by telephone: what was wished is passed on, and somebody calls."""
    turn.say("refuse", "reservation")
    if turn.note("question"):
        add_to_message(turn, turn.note("question"))  # of what it was wished for
    turn.remember("plan", "callback")
    turn.assign()
    turn.drop("reserve")
    turn.push("call_back")
    return False


def _read_back(turn: Turn) -> None:
    """What was understood, before the next question; each value once."""
    for name in ("booked", "wish", "second"):
        slot = turn.slot("detail:第二希望" if name == "second" else name)
        if slot is None or not slot.value or turn.note(f"read:{name}") == slot.value:
            continue
        if slot.value.startswith("T"):
            continue  # the day is still to come
        turn.remember(f"read:{name}", slot.value)
        if turn.question is not None and turn.question.topic == "confirm_day":
            continue
        if any(act.topic.startswith(("when_closed", "when_which")) for act in turn.acts):
            continue  # it was just said
        asked = turn.acts.pop() if turn.question is not None and turn.acts else None
        told = slot.value if name == "second" else slot.spoken
        turn.say("confirm", f"when_{name}", Fact("when", told, "caller"))
        if asked is not None:
            turn.acts.append(asked)


def moves_instead(turn: Turn) -> bool:
    """「キャンセルじゃなくて、月曜に変えてください」: the cancellation becomes a change."""
    if turn.value("kind") != "reservation_cancel" or not NOT_CANCELLED.search(turn.said.text):
        return False
    turn.learn(Slot("kind", "reservation_change", turn.said.text, 0.9))
    hear_both(turn, "reservation_change", turn.said.text)
    turn.push("reserve")
    return True


def books_anew(turn: Turn) -> bool:
    """「来週の同じ時間に取り直せますか」 beside a cancellation: that day is a wish."""
    text, is_done = turn.said.text, turn.note("promised") == "1"
    is_cancelled = turn.value("kind") == "reservation_cancel" and bool(turn.value("booked"))
    named = any(one.day is not None for one in choices_in(text, turn.knowledge.now))
    if not (is_cancelled and ANEW.search(text) and (named or SAME.search(text))):
        return False
    kind = "reservation_new" if is_done else "reservation_change"
    turn.learn(Slot("kind", kind, text, 0.9))
    when.hear(turn, "wish", text)
    moved_days.as_before(turn, text)
    for note in ("promised", "plan", "promised_for"):
        turn.remember(note, "" if is_done else turn.note(note))
    turn.push("reserve")
    return True


def take_corrections(turn: Turn) -> bool:
    """A day said while something else is asked replaces what was heard; so does a plain no."""
    is_taken = turn.knowledge.manual.reservation.accepted and turn.note("promised") != "1"
    if is_taken and turn.answered and _hears_clock(turn):
        return False
    if turn.answered or not (is_taken and turn.value("kind").startswith("reservation_")):
        return False
    asked = turn.state.asked
    stays = turn.note("adds") == "1" and not MOVES.search(STAYS.sub("", turn.said.text))
    if asked in ("when", "confirm_day") or stays:
        return False
    is_number = asked in ("callback_number", "number_rest", "number_keys")
    if is_number and not NAMES_TIME.search(turn.said.text):
        return False
    if when.hear_second(turn):
        if form.text_asks(turn):
            turn.remember("read:second", "")  # 伝わってますか: it is said once more
        turn.push("reserve")
        return True
    name = "booked" if turn.value("kind") == "reservation_cancel" else "wish"
    is_yes = asked == "confirm_number" and not SETS.search(turn.said.text)
    if not (is_yes or turn.said.gives("callback_number")) and when.hear(turn, name, turn.said.text):
        turn.remember(f"read:{name}", "")  # said anew, so read back anew
        turn.push("reserve")
        return True
    last = next((n for n in ("wish", "booked") if turn.was_read_back(f"confirm.when_{n}")), "")
    if last and turn.is_no and len(turn.said.text) < 12:
        refuse(turn, last)
        turn.say("apologise", "misheard")
        turn.push("reserve")
        return True
    return False


def _hears_clock(turn: Turn) -> bool:
    """「10時半の、岸田です」, of a booking whose day alone was told: its time beside the name."""
    known, text = turn.value("booked"), turn.said.text
    is_open = turn.value("kind") in ("reservation_cancel", "reservation_change")
    if not is_open or not known or "T" in known or not _OF_THEN.search(text):
        return False
    return when.hear(turn, "booked", text)


_OF_THEN = re.compile(r"[0-9一二三四五六七八九十]時(?:半|[0-9]+分)?の")


def _begun(turn: Turn) -> None:
    if not booking_matter.begins(turn):
        _opened(turn)


def _opened(turn: Turn) -> None:
    text = turn.said.text
    kind = kind_in(text, _likened(turn), is_open=_is_under_way(turn), now=turn.knowledge.now)
    if _is_order(turn) or (kind != "reservation_new" and _is_no_booking(turn)):
        return
    is_moving = turn.value("kind") == "reservation_change" and bool(turn.value("wish"))
    if kind == "reservation_cancel" and is_moving and _CHECKS.search(text):
        turn.say("inform", "booking_stands")  # 金曜の分は取り消しでいいですね
        return
    if kind == "reservation_cancel":
        _take_back(turn)
    turn.learn(Slot("kind", kind, text, 0.9))
    if not (turn.note("answer_now") or look_up_asked(turn)):
        turn.drop("answer_question")  # what was asked is told where the visit is arranged
    turn.remember("maybe", "")
    if kind == "reservation_new":
        _begin(turn)
    elif kind == "reservation_change" and only_adds(turn, text):
        take_addition(turn)
    else:
        hear_both(turn, kind, text)
    for name in ("wish", "booked"):
        if not _DATE.search(turn.note(f"past:{name}")):
            turn.remember(f"past:{name}", "")  # since yesterday it hurts: no wish for yesterday
    if _HAS_CONTENT.search(text):
        add_to_message(turn)


def _begin(turn: Turn) -> None:
    is_first = not turn.state.value("kind")
    felt = sympathy(turn.said.text, turn.knowledge) if is_first else ""
    if felt:
        turn.say("backchannel", felt)
    when.hear(turn, "wish")
    _hear_another(turn)


def _take_back(turn: Turn) -> None:
    """「今回は取りやめに」, after a change was taken or promised: neither stands."""
    if turn.note("promised") == "1":
        for note in ("promised", "plan", "promised_for"):
            turn.remember(note, "")
    forget(turn, "wish")
    turn.forget("detail:第二希望")


def _is_order(turn: Turn) -> bool:
    """いつもの豆をまたお願いします: goods, and no day."""
    is_new = turn.value("kind") == "order" != turn.state.value("kind")
    if not is_new or NAMES_TIME.search(turn.said.text):
        return False
    turn.drop("reserve")
    return True


def _is_no_booking(turn: Turn) -> bool:
    """An order is taken back where nothing is booked: the manual's answer, and a call back."""
    if turn.knowledge.manual.reservation.accepted or BOOKING.search(turn.said.text):
        return False
    turn.drop("reserve")
    if look_up(turn):
        turn.remember("inquiry_taken", "1")
    add_to_message(turn)
    turn.push("answer_question")
    return True


def _when_said(turn: Turn) -> bool:
    """The day; what else is said with it is kept too."""
    is_change = turn.value("kind") == "reservation_change"
    if is_change and _gives_up(turn):
        return add_to_message(turn) or True
    if is_change and turn.note("when") == "wish" and STAYS.search(turn.said.text):
        take_addition(turn)
        return add_to_message(turn) or True
    says_both = BOOKING.search(turn.said.text) or SAME_TIME.search(turn.said.text)
    if is_change and turn.note("when") == "booked" and says_both:
        hear_both(turn, "reservation_change", turn.said.text)
        understood = bool(turn.value("booked") or turn.value("wish"))
    elif is_change and moved_days.shift(turn, "wish", turn.value("booked")):
        understood = True
    else:
        understood = when.when_said(turn)
        if is_change and turn.note("when") == "wish":
            moved_days.to_that_time(turn)
            understood |= moved_days.as_before(turn, turn.said.text)
        elif is_change and understood and not turn.value("wish"):
            moved_days.shift_told(turn)
    if understood:
        _add_rest(turn)
    return understood


def _gives_up(turn: Turn) -> bool:
    """「また落ち着いたらお電話します」, asked for another day: the booking is given up."""
    text = turn.said.text
    if turn.note("when") != "wish" or turn.value("wish") or not comes_another_time(text):
        return False
    if choices_in(text, turn.knowledge.now) or not turn.value("booked"):
        return False
    turn.learn(Slot("kind", "reservation_cancel", text, 0.9))
    return True


def _add_rest(turn: Turn) -> None:
    """What was told beside the day, which stands by itself."""
    told = re.findall(r"[^。？?]+[。？?]?", turn.said.text)
    rest = "".join(one for one in told if not is_only_time(one.strip("。？? ")))
    if rest:
        add_to_message(turn, rest)


def _without_day(turn: Turn) -> None:
    when.settle(turn, turn.note("when"))


def _hear_another(turn: Turn) -> None:
    """「私が金曜の10時、主人は同じ日の11時」: a booking beside the first, in the caller's words."""
    found = ANOTHER.search(turn.said.text)
    before = turn.said.text[: found.start()] if found is not None else ""
    if found is not None and any(one.day for one in choices_in(before, turn.knowledge.now)):
        turn.learn(Slot("detail:もう一件", found.group(), turn.said.reading, 0.8))


def _likened(turn: Turn) -> str:
    """The kind of booking this turn is likened to; one that is spoken of as made, by its words."""
    told = of_what_is_booked(turn.said.text)
    likened = next((k for k in _KINDS if turn.meant(k)), told or "reservation_new")
    return told if told and likened == "reservation_new" else likened


def _is_under_way(turn: Turn) -> bool:
    return bool(turn.value("booked")) or turn.value("kind").startswith("reservation_")


def _names_hour(text: str, now: dt.datetime) -> bool:
    """「木曜の午後3時」, asked what she calls about: she would come then."""
    days = (one for one in choices_in(text, now) if one.day is not None and one.time is not None)
    return is_only_time(text) and next(days, None) is not None


_LIKENED = frozenset(("other", "faq", "urgent", "no", "yes", *_KINDS))
"""What a wish to come is likened to where it is told with much else."""
_ASIDE = frozenset(
    ("", "purpose", "anything_else", "detail", "inquiry", "confirm_question", "caller",
     "caller_name", "callback_number")
)  # fmt: skip


def _hears(turn: Turn) -> bool:
    """「まだ空いてますか。土曜に見せてもらいたくて」, likened to a question or to nothing: when one
    would come is a booking, where no call back is wished and nobody is wanted; and so is what is
    said of a booking that was made."""
    text, now = turn.said.text, turn.knowledge.now
    is_free = turn.value("kind") in ("", "inquiry") and turn.state.asked in _ASIDE
    is_free &= not any(turn.value(name) for name in SOMEBODY[:-1])
    is_taken = turn.knowledge.manual.reservation.accepted and turn.said.intent in _LIKENED
    if not (is_free and is_taken) or form.waits_for_time(turn):
        return False
    if of_what_is_booked(text) or (turn.state.asked == "purpose" and only_names_booking(text)):
        return not is_displeased(text)
    return would_come(text, now) or (turn.state.asked == "purpose" and _names_hour(text, now))


TASK = Task(
    "reserve",
    _KINDS,
    go_on,
    {"when": _when_said, "confirm_day": when.day_confirmed, "booking_matter": booking_matter.told},
    _begun,
    {"when": _without_day, "confirm_day": _without_day, "booking_matter": booking_matter.leave},
    _hears,
)
