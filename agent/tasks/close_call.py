"""The end: who took the call, anything else, goodbye. The caller has the last word but one."""

from __future__ import annotations

import re

from agent.asking import asks, wants_assent
from agent.events import Fact, Slot
from agent.matter import (
    asks_whether_kept,
    content_of,
    declines_call,
    holds_more,
    is_said_in,
    what_is_kept,
)
from agent.own_trouble import office_of
from agent.tasks.call_back import calls_again
from agent.tasks.find_answer import has_understood, takes_up
from agent.tasks.form import text_asks
from agent.tasks.take_message import (
    add_to_message,
    is_short_enough,
    names_in,
    say_it_is_passed_on,
)
from agent.tasks.tells_more import tells_more
from agent.turn import Task, Turn, noting


def go_on(turn: Turn) -> bool:
    """Say who took the call and listen once more; then say goodbye."""
    if turn.meant("goodbye") or turn.note("closing") == "done":
        _goodbye(turn)
    elif _half_taken(turn):
        turn.push(_half_taken(turn))
        return False
    elif turn.note("promised") == "1" and turn.note("closing") != "asked":
        turn.remember("closing", "asked")
        turn.ask("anything_else", _agent(turn), entry="received", kind="close")
    else:
        turn.ask("anything_else")
    return True


def _half_taken(turn: Turn) -> str:
    """The task of a booking or an order that was begun and not promised: ほかにご用件は would
    drop it, whatever side question brought the call here."""
    manual, kind = turn.knowledge.manual, turn.value("kind")
    if turn.note("promised") == "1" or turn.note("plan") in ("none", "call_again"):
        return ""
    if kind == "order" and manual.orders.accepted and turn.value("order"):
        return "take_order"
    is_dated = any(turn.value(name) for name in ("wish", "booked"))
    is_booking = kind.startswith("reservation_") and manual.reservation.accepted
    return "reserve" if is_booking and is_dated else ""


def _goodbye(turn: Turn) -> None:
    if turn.note("promised") == "1" and not turn.note("closing"):
        turn.say("close", "received_goodbye", _agent(turn))
    else:
        turn.say("close", "goodbye")
    turn.ends = True
    turn.interruptible = False


def _agent(turn: Turn) -> Fact:
    return Fact("agent", turn.knowledge.manual.agent.name, "manual")


_LITTLE = frozenset(("thanks", "yes", "no", "goodbye", "other", "greeting"))
_ONCE_MORE = frozenset(("request_callback", "reach_person", "call_again"))
"""After the promise, 「お電話お願いします」 only says it once more."""
_SHORT = 12
_NOTHING_MORE = re.compile(
    r"^(?:いえ|いいえ|いや|うん)\S{0,3}$|また今度|(?<!で)いいです|それだけ|待って(?:い)?ます|お待ちして|(?:^|[、。はもに]|こと|用|特に|とくに)ない(?:です|よ)?[。、]?$|いりませ|要りませ|無い|なし|(?:あと|ほか|他|もう)に?は?(?:ねえ|ねぇ|ねーな?|なか|ないわ|ないで|あらへん|おへん)|ありません|ございません|結構|けっこう|大丈夫|以上|だけです|全部(?:です|だ|よ|で)|いらない|要らない|"
    r"(?:もう|じゃあ|これで|なら)、?(?:いい|ええ)|失礼|不要|ありがとう(?:ござい(?:ます|ました))?[。]?$"
)
"""だいたいでいいんです is no goodbye."""


_NONE = re.compile(
    r"^(?:はい|ええ|いえ|いや|いいえ|あの|えっと|もう|特に|とくに|ほかには?|[、。 ])*"
    r"(?:ない|ありません|ございません)(?:です)?(?:ね|よ|わ)?[。、]"
    r"(?:どうも|すみません|すいません|ごめん(?:なさい)?|"
    r"(?:ありがとう|失礼|お世話|よろしく|お願い)\S*|[。、 ])*$"
)
"""ないです。ごめんなさい。"""
_MAY_ADD = frozenset(
    ("other", "yes", "no", "thanks", "greeting", "goodbye", "request_callback", "urgent",
     "leave_message", "decline_number", "call_again", "repeat_request")
)  # fmt: skip
"""What more of the same matter is likened to; other kinds of call begin their own tasks."""


def _adds(turn: Turn) -> bool:
    """「あと封筒も送らないで」, 「5時までですよ、大丈夫?」: more of what was promised."""
    text = turn.said.text
    if turn.note("promised") != "1" or turn.note("plan") in ("", "entered"):
        return False
    if _wishes_time(turn):
        return True
    is_repeated = is_said_in(turn.value("message"), content_of(text))
    is_check = is_repeated or asks_whether_kept(text)
    if not (set(turn.intents) <= _MAY_ADD and (is_check or holds_more(text))):
        return False
    told = (what_is_kept if is_check else content_of)(text, names_in(turn))
    if told and turn.knowledge.faq.answer(text, turn.said.reading) is not None:
        return False
    if text_asks(turn) and not is_check:
        return _looks_into(turn, told)
    if told and add_to_message(turn, told) and not is_check:
        say_it_is_passed_on(turn)
    elif not is_check:
        return False
    elif told and not is_repeated and is_short_enough(told):
        turn.say("inform", "message_sure", turn.target_name(), Fact("message", told, "caller"))
    else:
        turn.say("inform", "message_surely", turn.target_name())
    return True


def _looks_into(turn: Turn, told: str) -> bool:
    """「ありがとうございます。えっと、お金は?」: whoever is told of the call is asked."""
    if turn.said.intent == "other" or not add_to_message(turn, told):
        return False  # what may be an entry of the manual's is looked for
    turn.say("inform", "will_ask", turn.target_name())
    return True


def _wishes_time(turn: Turn) -> bool:
    """Another time for the call back that was promised: it is promised with it."""
    wish, before = turn.slot("callback_wish"), turn.state.slot("callback_wish")
    if turn.note("plan") != "callback" or wish is None or not wish.value or wish == before:
        return False
    turn.remember("promised_for", "")
    turn.push("call_back")
    return True


def _has_settled(turn: Turn) -> bool:
    """「番号はさっきのでいいです」: nothing new is told, and nothing asked."""
    text = turn.said.text
    if turn.note("promised") != "1" or not set(turn.intents) <= _MAY_ADD:
        return False
    is_open = turn.meant("yes") and "ありがとう" not in text
    is_empty = not (is_open or content_of(text, names_in(turn)) or text_asks(turn))
    return is_empty and len(text) >= _SHORT


def _else_answer(turn: Turn) -> bool:
    """はい、いいえ、どうも: all of them end the call; so does any short word after a promise.

    Another number after the promise is read back and promised anew; what more is told or asked
    of what was promised keeps the call open.
    """
    if turn.said.gives("callback_number"):
        _calls_there(turn)
        return True
    bare = _POLITELY.sub("", turn.said.text)
    is_none = turn.is_no and len(bare) < _SHORT and _NOTHING_MORE.search(turn.said.text)
    if is_none or _NONE.match(turn.said.text) or _NOT_NOW.match(turn.said.text):
        turn.remember("closing", "done")
        return True
    if turn.note("plan") in ("notify", "message") and calls_again(turn):
        turn.remember("plan", "call_again" if turn.note("plan") == "notify" else "message")
        turn.remember("closing", "done")
        return True
    if _wants_call_too(turn):
        turn.remember("plan", "callback")
        turn.remember("promised_for", "")
        turn.push("call_back")
        return True
    if _adds(turn) or tells_more(turn):
        return True
    if takes_up(turn):
        return _comes(turn)
    is_wish = turn.meant("take_order", "reservation_new")  # よかった。じゃあ二つ注文します
    if (has_understood(turn) and not is_wish) or _has_settled(turn):
        turn.remember("closing", "done")
        return True
    if _holds_on(turn):
        return False
    if turn.said.intent != "other" or turn.note("promised") == "1":
        turn.remember("closing", "done")
        return True
    return False


def _comes(turn: Turn) -> bool:
    """「じゃあ一度お願いします」, told what an office gives advice on: a consultation is begun."""
    if office_of(turn.knowledge) != "advice" or not _ONCE.search(turn.said.text):
        return False
    turn.learn(Slot("kind", "reservation_new", turn.said.text, 0.8))
    if turn.note("question"):
        add_to_message(turn, turn.note("question"))
    turn.push("reserve")
    return True


_ONCE = re.compile(
    r"(?:じゃあ?|では|一度|ぜひ|是非)[、 ]*(?:一度|ぜひ)?、?"
    r"(?:ご?相談|その[^、。]{1,5})?[をで]?お願い"
)
_NOT_NOW = re.compile(
    r"^(?:そう(?:です|なん(?:です)?)か|分かりました|わかりました|[、。 ]|じゃあ?|では)*また今度"
)
"""そうですか、じゃあまた今度でいいです."""
_POLITELY = re.compile(r"[。、 ]*(?:よろしく)?お?願い(?:いた)?します[。]*$")
_CALL_WANTED = re.compile(
    r"(?:お?電話|折り返し|連絡)(?:を|も)?(?:ほし|欲し|もら[いえ]|いただ(?:きた|け)|頂(?:きた|け)|くださ|下さ|くれ|お願い)"
)


def _wants_call_too(turn: Turn) -> bool:
    """「すぐ電話ほしいって」, after a message was promised: she is to be called as well."""
    is_message = turn.note("promised") == "1" and turn.note("plan") in ("message", "notify")
    is_wished = _CALL_WANTED.search(turn.said.text) is not None
    return is_message and is_wished and not declines_call(turn.said.text)


def _calls_there(turn: Turn) -> None:
    """Another number: it is read back, and the call back promised anew."""
    turn.remember("promised_for", "")
    if turn.note("plan") in ("", "message", "notify"):
        turn.remember("plan", "callback")
    turn.assign()
    if not turn.value("message") and turn.note("question"):
        add_to_message(turn, turn.note("question"))  # what was asked and answered before
    turn.remember("skip_number", "")
    turn.push("call_back")


_WISHES_STILL = re.compile(
    r"(?:たい|ほしい|欲しい)(?:です|んです|の|けど|が|ん|な|[。、]|$)|ください|下さい|お願いし(?:たい|て)|"
    r"[0-9一二三四五六七八九十](?:個|つ|枚|本|箱|袋|着|膳|名|人|時)|"
    r"番号|変え|交換|返品|キャンセル|取り消|予約|注文|追加|送って|知りた"
)
"""What no farewell holds: 返品したいです, じゃあ三つ."""


def _holds_on(turn: Turn) -> bool:
    """The words are no farewell: they ask, deny, tell, or wish for something."""
    text, is_promised = turn.said.text, turn.note("promised") == "1"
    is_short = len(text) < _SHORT
    if _WISHES_STILL.search(text) and not (_NOTHING_MORE.search(text) or is_promised):
        return True
    if any(s.name.startswith("detail:") and s != turn.state.slot(s.name) for s in turn.slots):
        return True  # 注文番号は8812です
    if is_promised and set(turn.intents) <= _MAY_ADD and holds_more(text):
        return True
    if asks(text) or wants_assent(text) or (turn.is_no and not _NOTHING_MORE.search(text)):
        return True
    is_settled = is_promised and is_short and not turn.said.slots
    if not set(turn.intents) <= (_LITTLE | _ONCE_MORE if is_settled else _LITTLE):
        return True
    is_little = is_short and turn.said.intent in _LITTLE
    if not is_little and turn.knowledge.faq.answer(text, turn.said.reading):
        return True
    leaves = (turn.is_no and _NOTHING_MORE.search(text)) or turn.meant("goodbye", "thanks")
    return not (is_short or leaves)


TASK = Task(
    "close_call",
    ("goodbye",),
    go_on,
    {"anything_else": _else_answer},
    without={"anything_else": noting("closing", "done")},
)
