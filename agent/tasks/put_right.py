"""What a caller corrects once it was taken: the message, the name, the number, the day, the order.

「あ、3時じゃなくて4時です」 may come at any time, after the promise too. What it corrects is put
right where it stands, and what was promised is said anew with it.
"""

from __future__ import annotations

import re

from agent.call_words import NO_NEED
from agent.corrections import INSTEAD, corrected, corrects
from agent.events import Fact, Slot
from agent.stated import stated
from agent.tasks import when
from agent.tasks.booking_words import IS_BOOKED, MOVES
from agent.tasks.form import text_asks
from agent.tasks.reserve import books_anew, moves_instead
from agent.tasks.take_message import say_it_is_passed_on
from agent.tasks.take_order import amends
from agent.tasks.what_was_taken import asked_of_it
from agent.turn import Turn
from agent.understanding import number_of
from speech.reading.dates import choices_in
from speech.reading.name_words import is_name
from speech.reading.phone_numbers import put_right as number_put_right

_READ_THERE = frozenset(
    ("confirm_number", "callback_number", "number_rest", "number_keys", "email_readback", "when",
     "confirm_day", "confirm_order", "order_items", "staff_proof", "confirm_target")
)  # fmt: skip
"""Questions whose own answer may be a correction."""
_NUMBER_READ = frozenset(
    ("confirm_number", "callback_number", "number_rest", "number_keys", "staff_proof")
)
_RECEIVER = "detail:お届け先のお名前"
_RECEIVES = re.compile(
    r"(?:娘|息子|母|父|孫|友人|友達|友だち|姉|妹|兄|弟|姪|甥|祖母|祖父|妻|夫|主人|(?:送り|届け)先|宛名|受取人?)"
    r"(?:の(?:お?名前|ほう|家|苗字))?[はが、]+(?P<name>[一-龥々ァ-ヴ]{1,6})"
    r"(?:と(?:いい|言い|申し)|って(?:いい|いう|言い)|という|です|でお願い|[。、]|$)|"
    r"(?:^|[。、])(?P<who>[一-龥々ァ-ヴ]{1,6})は、?(?:娘|息子|母|父|孫|友人|友達|姉|妹|兄|弟)(?:です|で|の|[。、]|$)"
)
"""Who an order is sent to."""
_MYSELF = re.compile(
    r"(?:^|[。、])(?:私|わたし|わたくし|あたし|僕|こちら|注文者)[はがの]、?(?:名前は)?"
    r"(?P<name>[一-龥々ァ-ヴ]{1,5})(?:です|だ|と申|といい|でござ|よ|[。、]|$)"
)

_SETTLED = re.compile(
    r"(?:取れ(?:た|まし)|決ま(?:っ|り)|確定|予約(?:は)?でき(?:た|まし))[^。？?]{0,10}?"
    r"(?:か(?:ね)?(?:$|[。、？?])|よね|[？?]|の(?:$|[。？?]))|"
    r"(?:行って|伺って)(?:も)?(?:いい|よろしい)(?:の|ん|です)|お?電話(?:を)?待(?:つ|って|てば)[^。]{0,6}(?:か|の|いい)"
)
"""もう決まりですか; 今日行っていいのかしら、それともお電話待つのかしら."""
_ALL_RIGHT = re.compile(r"大丈夫[^。？?]{0,10}?(?:か(?:ね)?(?:$|[。、？?])|よね|[？?])")
"""「木曜の6時半は大丈夫ですか」 wishes for a time, 「猫がいますが、大丈夫ですか」 asks."""


def put_right(turn: Turn) -> bool:
    """Take a correction of something known; True when there was one."""
    text = turn.said.text
    _unname(turn)
    if turn.value("kind") == "order":
        _tell_apart(turn)
    if asked_of_it(turn):
        return True
    if amends(turn) or _comes_then(turn):
        turn.remember("promised_for", "")
        return True
    if _second_wish(turn) or books_anew(turn) or _asks_settled(turn):
        return True
    if _moves_wish(turn):
        turn.remember("promised_for", "")
        return True
    if turn.state.asked not in _NUMBER_READ and _number(turn):
        turn.remember("promised_for", "")
        return True
    if turn.state.asked in _READ_THERE or not corrects(text) or not _told_anything(turn):
        return False
    if NO_NEED.search(text):
        return False  # 電話をもらうほどのことじゃないんで
    ways = (_delivery, _name, _day, _detail, _message, _wish)
    if not any(way(turn) for way in ways):
        return False
    turn.remember("promised_for", "")
    return True


def _asks_settled(turn: Turn) -> bool:
    """「7時で取れたんですか」: it is a wish until somebody has called back."""
    is_open = turn.note("plan") != "accepted" and turn.knowledge.manual.reservation.accepted
    is_wish = turn.value("kind") in ("reservation_new", "reservation_change")
    if not (is_open and is_wish and (_SETTLED.search(turn.said.text) or _asks_all_right(turn))):
        return False
    turn.say("inform", "not_settled")
    return True


def _asks_all_right(turn: Turn) -> bool:
    if _ALL_RIGHT.search(turn.said.text) is None:
        return False
    names_day = bool(choices_in(turn.said.text, turn.knowledge.now))
    is_new_day = names_day and turn.note("promised") != "1"
    return not is_new_day and turn.knowledge.faq.answer(turn.said.text) is None


def _unname(turn: Turn) -> None:
    """「ワゴンRだよ」 once more, where a name is asked: what was told of a car is no name."""
    name = turn.value("caller_name")
    things = [s.value for s in turn.slots if s.name.startswith("detail:") and "名前" not in s.name]
    if name and not turn.state.value("caller_name") and any(t.startswith(name) for t in things):
        turn.forget("caller_name")


def _tell_apart(turn: Turn) -> None:
    """「娘は中野といいます」「私は原口」: who gets an order is not who gives it."""
    text, before = turn.said.text, turn.state.value("caller_name")
    receives = _RECEIVES.search(text)
    name = (receives["name"] or receives["who"]) if receives is not None else ""
    if name and is_name(name) and not _is_place(name, receives):
        turn.learn(Slot(_RECEIVER, f"{name}様", name, 0.9))
        if turn.value("caller_name") == name:
            turn.learn(turn.state.slot("caller_name") or Slot("caller_name", "", "", 0.0))
            if before == name:
                turn.forget("caller_name")
    wrong, right = _right(text)
    myself = _MYSELF.search(text)
    mine = right if right and wrong and wrong in (before, turn.value(_RECEIVER)[:-1]) else ""
    mine = mine or (myself["name"] if myself is not None else "")
    if mine and is_name(mine) and mine != before:
        turn.learn(Slot("caller_name", mine, mine, 0.9))
        turn.remember("read_back", "")


def _is_place(name: str, receives: re.Match[str] | None) -> bool:
    """送り先は大阪です: where it goes, not to whom."""
    is_where = receives is not None and re.search("(?:送り|届け)先", receives.group()) is not None
    return is_where and any(fact.kind == "place" for fact in stated(name))


def _second_wish(turn: Turn) -> bool:
    """「水曜でもいいです」: kept whatever is asked; True after the promise, when nothing is."""
    if not turn.value("kind").startswith("reservation_") or not when.hear_second(turn):
        return False
    if turn.note("promised") != "1":
        return False
    if text_asks(turn):
        turn.remember("read:second", "")  # 水曜でもというのも伝わってますか: said once more
    turn.push("reserve")
    return True


_ANOTHER_DAY = re.compile(
    r"(?:[0-9〇一二三四五六七八九十]日|曜日?)[^。]{0,14}(?:でお願い|にして|に変え|でも?いい|は?同じ)"
)
"""「土曜は仕事だった。29日の日曜、2時は同じでお願いします」, after the promise."""


def _moves_wish(turn: Turn) -> bool:
    """「2時半に変えてもらっていいですか」: the wish that was just taken, no booking of before."""
    text, before = turn.said.text, turn.state.value("wish")
    is_wished = turn.value("kind") == "reservation_new" and bool(before)
    is_moved = MOVES.search(text) or (turn.note("promised") == "1" and _ANOTHER_DAY.search(text))
    if not (is_wished and is_moved) or IS_BOOKED.search(text):
        return False
    sentences = [s for s in text.split("。") if _ANOTHER_DAY.search(s)]
    text = sentences[-1] if sentences else text
    if turn.state.asked in ("when", "confirm_day"):
        return False  # it is the answer
    if not when.hear(turn, "wish", text) or turn.value("wish") == before:
        return False
    turn.push("reserve")
    return True


def _told_anything(turn: Turn) -> bool:
    names = (
        "message",
        "caller_name",
        "callback_number",
        "wish",
        "booked",
        "order",
        "callback_wish",
    )
    return any(turn.value(name) for name in names)


def _right(text: str) -> tuple[str, str]:
    """What it is not, and what it is; both empty where that was not said so."""
    found = INSTEAD.search(text)
    return (found["wrong"], found["right"]) if found is not None else ("", "")


def _name(turn: Turn) -> bool:
    wrong, right = _right(turn.said.text)
    known = turn.state.value("caller_name")
    if not (known and wrong and known in wrong and is_name(right)):
        return False
    if turn.value("caller_name") in (known, wrong):
        turn.learn(Slot("caller_name", right, right, 0.9))
    turn.remember("greeted", right)
    turn.say("confirm", "caller_right", turn.caller_fact())
    return True


def _number(turn: Turn) -> bool:
    """「4471じゃない、4417です」, whatever is asked: read back, where a call was promised there."""
    slot = turn.state.slot("callback_number")
    better = number_put_right(number_of(slot), turn.said.text) if slot and slot.value else None
    if slot is None or better is None:
        return False
    turn.learn(Slot(slot.name, better.digits, better.grouped, 0.9))
    turn.remember("skip_number", "")
    if turn.note("plan") in ("callback", "accepted"):
        turn.push("call_back")
    else:
        turn.say("confirm", "number_kept", Fact("number", better.grouped, "caller"))
    return True


def _day(turn: Turn) -> bool:
    """Another day or time for what is booked or wished."""
    if not turn.value("kind").startswith("reservation_"):
        return False
    if moves_instead(turn):
        return True
    wrong, right = _right(turn.said.text)
    name = "booked" if turn.value("kind") == "reservation_cancel" else "wish"
    before = turn.value(name)
    if not before or not when.hear(turn, name, right or turn.said.text):
        return False
    if turn.value(name) == before:
        return False
    turn.push("reserve")
    return bool(wrong or turn.value(name))


def _comes_then(turn: Turn) -> bool:
    """「あ、やっぱり届けるの火曜にしてください」, whatever is being asked."""
    is_said = turn.value("kind") == "order" and _DELIVERED.search(turn.said.text) is not None
    return is_said and _delivery(turn)


def _delivery(turn: Turn) -> bool:
    """「違うの、月曜はいないのよ。火曜日にして」: the day on which an order is to come."""
    label = next((s.name for s in turn.state.slots if s.value and _ON_WHICH_DAY.search(s.name)), "")
    days = [one for one in choices_in(turn.said.text, turn.knowledge.now) if one.day is not None]
    if not label or len(days) != 1:
        return False
    turn.learn(Slot(label, days[0].spoken, turn.said.reading, 0.8))
    turn.say("confirm", "detail_when", Fact("when", days[0].spoken, "caller"))
    return True


_DELIVERED = re.compile(r"(?:届|着)[^。]{0,12}(?:に|で)(?:して|変え|変更|お願い)")
_ON_WHICH_DAY = re.compile(r"^detail:.*(?:届|希望日|受け?取)")


def _detail(turn: Turn) -> bool:
    known = (slot for slot in turn.state.slots if slot.name.startswith("detail:"))
    for slot in (slot for slot in known if slot.name != _RECEIVER):
        better = corrected(slot.value, turn.said.text)
        if better:
            turn.learn(Slot(slot.name, better, turn.said.reading, 0.8))
            turn.say("backchannel", "noted")
            return True
    return False


def _message(turn: Turn) -> bool:
    known = turn.slot("message")
    if turn.value("kind").startswith("reservation_"):
        return False  # the words of a booking stand as they were said beside its day
    better = corrected(known.value, turn.said.text) if known is not None else ""
    if known is None or not better:
        return False
    turn.learn(Slot("message", better, better, 0.8))
    if turn.note("promised") != "1":
        turn.say("backchannel", "noted")
    elif turn.note("plan") == "message":
        turn.push("take_message")
    else:
        say_it_is_passed_on(turn)
    return True


def _wish(turn: Turn) -> bool:
    """Another time for the call back."""
    before = turn.state.value("callback_wish")
    if not before or turn.value("callback_wish") == before:
        return False
    turn.push("call_back")
    return True
