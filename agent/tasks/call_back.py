"""What happens after the call: she calls back, or hears that somebody called.

A number is asked for, read back in the caller's own groups, corrected where the caller corrects
it, and only then is a call back promised; never earlier than the schedule allows.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from agent.events import Fact, Slot
from agent.matter import content_of
from agent.questions import NO_KEYS, YES_KEYS
from agent.stated_names import without_other_numbers
from agent.tasks.absence import at_time
from agent.tasks.call_back_time import by, call_back_time, may_tell_return, weigh_wish
from agent.tasks.reason import may_ask_why, tells_why
from agent.tasks.refused_name import MAX_REFUSALS, refuses_name
from agent.tasks.take_message import add_to_message, keep_why
from agent.turn import PERSON, STACK, Task, Turn, noting
from agent.understanding import number_of
from knowledge.schedule import Return, say_return
from speech.reading.dates import day_spoken, when_in
from speech.reading.kana import mora_count
from speech.reading.phone_numbers import PhoneNumber, phone_number_in

MAX_NUMBER_TRIES = 3
"""Unusable numbers before the keypad, and then a promise without one."""
_NEED_NUMBER = ("callback", "accepted")
MOST_DIGITS = 15
"""No telephone number in the world has more (ITU-T E.164)."""
LONG_COMPANY_MORAE = 16
"""A longer company is not read back: the number is what must be heard."""
BEGINNING = 5
"""Digits from which what begins with 0 is the beginning of a number."""
MOST_OF_IT = 8
"""Digits from which an unfinished number was meant to be whole: a digit was lost, not withheld."""


def go_on(turn: Turn) -> bool:
    """Name, number, read-back, promise."""
    if turn.note("plan") == "call_again" and _is_for_nobody(turn):
        turn.remember("promised", "1")
        turn.say("close", "calls_again")
        turn.ends = True
        turn.interruptible = False
        return True
    if turn.note("plan") == "callback":
        weigh_wish(turn)
    if not turn.value("caller_name") and turn.note("skip_caller") != "1":
        turn.ask_caller()
        return True
    if turn.note("plan") in _NEED_NUMBER and not _has_number(turn):
        return _get_number(turn)
    _promise(turn)
    for done in ("call_back", "reach_person", "answer_question"):
        turn.drop(done)
    return False


def _is_for_nobody(turn: Turn) -> bool:
    """There is nobody to be told that she called, and nothing to tell."""
    known = (*PERSON, "caller_name", "caller_company")
    department = turn.slot("target_department")
    is_named = department is not None and bool(department.spoken)  # not merely assigned by us
    return not (is_named or any(turn.value(name) for name in known))


def _has_number(turn: Turn) -> bool:
    return turn.is_confirmed("callback_number") or turn.note("skip_number") == "1"


def _get_number(turn: Turn) -> bool:
    slot = turn.slot("callback_number")
    if slot is None or not slot.value:
        if turn.state.caller_number and turn.note("asked_line_number") != "1":
            turn.remember("asked_line_number", "1")
            turn.ask("use_caller_number")
            return True
        entry = "purpose_and_number" if may_ask_why(turn) else ""
        turn.ask("callback_number", turn.caller_fact(), entry=entry)
        return True
    number = number_of(slot)
    if number.is_complete:
        _read_back(turn, number)
        return True
    if turn.note("keys_asked") == "1":
        turn.remember("skip_number", "1")
        return go_on(turn)
    if turn.add_one("number_tries") >= MAX_NUMBER_TRIES:
        turn.forget("callback_number")
        turn.remember("keys_asked", "1")
        turn.ask("number_keys")
    elif len(number.digits) >= MOST_OF_IT or not number.digits.startswith("0"):
        turn.forget("callback_number")
        turn.ask("callback_number", entry="number_again")
    else:
        turn.ask("number_rest", Fact("number", number.grouped, "caller"))
    return True


def _read_back(turn: Turn, number: PhoneNumber) -> None:
    """Who and which number, together; what is corrected afterwards is read back alone."""
    said = Fact("number", number.grouped, "caller")
    name, company = turn.value("caller_name"), turn.value("caller_company")
    is_done = turn.note("read_back") == name or turn.count("name_refusals") >= MAX_REFUSALS
    if not name or is_done:
        turn.ask("confirm_number", said)
        return
    turn.remember("read_back", name)
    spoken = turn.slot("caller_company")
    is_long = spoken is not None and mora_count(spoken.spoken) > LONG_COMPANY_MORAE
    named = company and not is_long
    entry = "confirm_company_and_number" if named else "confirm_name_and_number"
    facts = [turn.caller_fact(), Fact("company", company, "caller")]
    if turn.relation:
        entry = "confirm_relation_and_number"
        facts.append(Fact("relation", turn.relation, "built_in"))
    turn.ask("confirm_number", said, *facts, entry=entry)


def _promise(turn: Turn) -> None:
    """What happens next, said once; each kind of call has its own sentence."""
    plan = turn.note("plan")
    who = turn.target_name()
    if turn.note("promised_for") == f"{plan}:{who.value}":
        return
    turn.remember("promised_for", f"{plan}:{who.value}")
    if plan == "call_again":
        _say_if_closed(turn)
        turn.say("inform", "promise_called", who)
    elif plan == "accepted":
        _accept(turn)
    elif plan == "notify" or not _can_call(turn):
        turn.remember("plan", "notify")
        is_complaint = turn.value("kind") == "complaint"
        turn.say("inform", "complaint_kept" if is_complaint else "promise_notify", who)
    else:
        _promise_call(turn, who)
    turn.remember("promised", "1")


def _promise_call(turn: Turn, who: Fact) -> None:
    """That somebody calls back: in the client's words, the kind's own, or as soon as she can."""
    own, manual = turn.note("promise_as").partition("_")[0], turn.knowledge.manual  # reservation_…
    words = {"reservation": manual.reservation.say, "order": manual.orders.say}.get(own, "")
    wish = turn.slot("callback_wish")
    if wish is not None and wish.value and (own or turn.note("urgent") == "1"):
        turn.say("inform", "wish_noted", who, Fact("wish", wish.spoken, "caller"))
    if words:
        turn.say("inform", f"promise_{own}_own", who, Fact("text", words, "manual"))
    elif own:
        # Said a moment ago in this breath, without the name.
        turn.acts = [act for act in turn.acts if act.topic != f"{own}_marked"]
        turn.say("inform", f"promise_{own}", who)
    elif turn.note("urgent") == "1":
        if all(act.topic != "try_today" for act in turn.acts):  # said in this very breath
            turn.say("inform", "promise_try", who)
    else:
        _promise_callback(turn, who)


def _say_if_closed(turn: Turn) -> None:
    """She means to call on a day when nobody answers: the next one is told."""
    now, schedule = turn.knowledge.now, turn.knowledge.schedule
    said = when_in(turn.said.text, now)
    if said is None or said.day is None or said.day < now.date():
        return
    opens = schedule.next_open(dt.datetime.combine(said.day, dt.time(0)))
    if opens is None or opens.date() == said.day:
        return
    closed = Fact("when", day_spoken(said.day, now), "caller")
    turn.say("apologise", "closed_then", closed)


def _can_call(turn: Turn) -> bool:
    is_known = bool(turn.value("callback_number") or turn.note("number_known"))
    return is_known or turn.note("promise_as") == "emergency"


def _accept(turn: Turn) -> None:
    """A cancellation or change that the manual lets be accepted at once."""
    name = "booked" if turn.note("promise_as") == "reservation_cancel" else "wish"
    slot = turn.slot(name)
    said = Fact("when", slot.spoken if slot is not None else "", "caller")
    turn.say("inform", turn.note("promise_as"), said)
    policy = turn.knowledge.manual.reservation.cancellation_policy
    today = turn.knowledge.now.date().isoformat()
    is_told = turn.note("policy") == "1"
    if policy and not is_told and name == "booked" and turn.value("booked")[:10] <= today:
        turn.say("inform", "answer", Fact("answer", policy, "manual"))


def _promise_callback(turn: Turn, who: Fact) -> None:
    """When she calls: as wished where that can be kept, else when she is back, else when open."""
    person, now = turn.person, turn.knowledge.now
    wish = turn.slot("callback_wish")
    made = call_back_time(turn.knowledge, person, wish)
    is_wished = wish is not None and bool(wish.value)
    if wish is not None and is_wished and made.keeps_wish:
        turn.say("inform", "promise_callback_wish", who, Fact("wish", by(wish.spoken), "caller"))
    elif wish is not None and is_wished and made.at is None:
        turn.say("inform", "promise_callback_wished", who, Fact("wish", wish.spoken, "caller"))
    elif made.at is not None and made.bound == "hours" and not turn.knowledge.schedule.is_open(now):
        opens = say_return(Return(made.at.date(), made.at.time()), now)
        turn.say("inform", "promise_callback_open", who, Fact("open", opens, "schedule"))
    elif made.at is not None and made.bound in ("return", "hours") and may_tell_return(turn):
        time = made.at.time() if made.says_time else None
        back = at_time(say_return(Return(made.at.date(), time), now))
        turn.say("inform", "promise_callback_back", who, Fact("back", back, "schedule"))
    else:
        turn.say("inform", "promise_callback", who)


def gives_number(turn: Turn) -> bool:
    """A number is told before it is asked for, whole or its beginning: that is a yes."""
    if _number_said(turn):
        return True
    found = max(
        (phone_number_in(turn.said.reading), phone_number_in(turn.said.text)),
        key=lambda number: len(number.digits),
    )
    if len(found.digits) < BEGINNING or not found.digits.startswith("0"):
        return False
    turn.learn(Slot("callback_number", found.digits, found.grouped, 0.4))
    return True


def _number_said(turn: Turn) -> bool:
    return turn.said.gives("callback_number")


def _number_or_why(turn: Turn) -> bool:
    told = turn.value("callback_number")
    if _number_said(turn) and (len(told) < BEGINNING and content_of(turn.said.text)):
        turn.forget("callback_number")  # ほんの10分だけ
    elif _number_said(turn):
        return True
    return tells_why(turn) and add_to_message(turn)


_DAY = re.compile(r"[0-9一二三四五六七八九十]+(?:月|日)")


def _number_confirmed(turn: Turn) -> bool:
    slot = turn.slot("callback_number")
    if _number_said(turn):
        told = turn.slot("callback_number") or Slot("callback_number", "", "", 0)
        is_same = told.value == turn.state.value("callback_number")
        # Told again as it was read back it is right; with a no before it, from the second time on.
        is_right = is_same and (not turn.is_no or turn.add_one("same_number") > 1)
        turn.learn(replace(told, confirmed=is_right))
        return True
    if refuses_name(turn):
        return True
    named = ("caller_name", "caller_company")
    if any(turn.value(name) != turn.state.value(name) for name in named):
        turn.remember("read_back", "")
        return True
    if without_other_numbers(turn.said.text) != turn.said.text:
        return False  # a card's number or an address says nothing of this one
    if turn.is_no and _DAY.search(turn.said.text):
        return False  # 12月1日で: something else is told
    if turn.is_no:
        turn.forget("callback_number")
        turn.say("apologise", "wrong_number_heard")
        turn.add_one("number_tries")
        return True
    if turn.is_yes and slot is not None:
        for heard in (slot, turn.slot("caller_name"), turn.slot("caller_company")):
            if heard is not None and heard.value:
                turn.learn(replace(heard, confidence=1.0, confirmed=True))
        return True
    return False


def _line_number(turn: Turn) -> bool:
    number = turn.state.caller_number
    if _number_said(turn):
        return True
    if turn.is_yes:
        turn.learn(Slot("callback_number", number, number, 1.0, confirmed=True))
    return turn.is_yes or turn.is_no


def read_keys(turn: Turn, digits: str) -> bool:
    """Keys pressed where a number or yes/no was asked; True when they answered."""
    asked = turn.state.asked
    kept = "".join(d for d in digits if d.isdigit())
    if len(kept) > MOST_DIGITS:
        return False
    if len(kept) >= 4 or (asked in ("callback_number", "number_rest", "number_keys") and kept):
        known = turn.value("callback_number") if asked == "number_rest" else ""
        turn.learn(Slot("callback_number", known + kept, known + kept, 1.0))
        return True
    if kept and kept[0] in YES_KEYS | NO_KEYS:
        return False
    return False


def call_back_there(turn: Turn) -> None:
    """A number was keyed in and nothing is known: somebody calls it, whoever that may be."""
    turn.assign()
    turn.remember("plan", "callback")
    turn.remember("skip_caller", "1")
    turn.push("call_back")


def _ask_for_keys(turn: Turn) -> None:
    """By ear it did not work: the keypad, once; then without."""
    if turn.note("keys_asked") == "1":
        turn.remember("skip_number", "1")
        return
    turn.forget("callback_number")
    turn.remember("keys_asked", "1")
    turn.ask("number_keys")


_CALLS_AGAIN = re.compile(
    r"かけ直(?:し|す)|掛け直(?:し|す)|また(?:後で|あとで|今度|明日|こちらから|[私僕]から|こっちから)?(?:お)?(?:電話|かけ)(?:し|いたし|す?る|ます)|"
    r"改めて(?:お)?(?:電話|かけ)|改めます|また[^、。]{0,6}(?:考え|検討し|相談し)(?:ます|て)"
)
_CONSIDERS = re.compile(
    r"(?:聞い|きい)(?:てみ)?ただけ|(?:聞く|きく)だけ(?:や|だ|です|なので)|"
    r"(?:ちょっと|少し|一度|よく|じゃあ?)[、 ]?(?:考え|検討し)(?:ます|てから|てみます|とき)|"
    r"そこまで(?:して|しな)[^。]{0,14}(?:いい|結構|大丈夫)|行ってから(?:聞|きき|確認)|"
    r"(?:ホームページ|サイト|ネット|自分)(?:を|で)?(?:見|調べ)(?:てみ)?ます"
)
"""「ちょっと考えますわ」: an inquiry that ends here."""
_NUMBER_ASKED = frozenset(("callback_number", "number_rest", "use_caller_number"))
_OURS = re.compile(r"ください|もら|いただ|ほしい|欲しい")
"""かけ直してください: it is we who call."""
_IS_KNOWN = re.compile(r"知って|ご存|存じ|わか(?:って|る)|分か(?:って|る)|登録|控え")
"""番号はご存知だと思います: nobody declines, she has it."""


def calls_again(turn: Turn) -> bool:
    """The caller will call again herself."""
    text = turn.said.text
    leaves = _CALLS_AGAIN.search(text) or _CONSIDERS.search(text)
    is_given_up = turn.state.asked == "when" and turn.note("when") == "wish"
    is_given_up &= turn.value("kind") == "reservation_change" and not turn.value("wish")
    return leaves is not None and _OURS.search(text) is None and not is_given_up


_KEYS = re.compile(r"(?:ボタン|プッシュ|キー)[^。]{0,8}(?:押|打|入れ|いい)")


def _wants_keys(turn: Turn) -> bool:
    """番号はボタンで押してもいいですか."""
    return turn.state.asked in _NUMBER_ASKED and _KEYS.search(turn.said.text) is not None


def _hears(turn: Turn) -> bool:
    if _wants_keys(turn):
        return True
    is_asked = turn.state.asked not in ("", "message", "complaint", "purpose", "anything_else")
    return is_asked and calls_again(turn)


def _declines(turn: Turn) -> bool:
    return turn.meant("decline_number") and not _number_said(turn)


def _without_number(turn: Turn) -> None:
    if turn.state.asked == "confirm_number":  # she has told it, and wants no call all the same
        turn.remember("plan", "notify")
    turn.remember("skip_number", "1")
    turn.remember("number_known", "1" if _IS_KNOWN.search(turn.said.text) else "")


def _has_heard_enough(turn: Turn) -> bool:
    """「ちょっと考えますわ」, after an answer: nothing is promised, and nothing asked."""
    if not (_CONSIDERS.search(turn.said.text) and turn.note("answers_told")):
        return False
    for name, value in ((STACK, ""), ("plan", "none"), ("call_declined", "1"), ("closing", "done")):
        turn.remember(name, value)
    return True


def _stays_cancelled(turn: Turn) -> bool:
    """What was cancelled stays so, whenever the caller calls next; nobody calls her before."""
    is_cancelled = turn.note("plan") == "accepted"
    if is_cancelled and calls_again(turn):
        turn.remember("skip_number", "1")
    return is_cancelled


def _opened(turn: Turn) -> None:
    if _wants_keys(turn):
        turn.ask("number_keys", entry="number_keys_please")
    elif _stays_cancelled(turn) or _has_heard_enough(turn):
        return
    elif turn.meant("call_again") or calls_again(turn):
        turn.remember("plan", "call_again")
        asked = any(turn.was_said(f"ask.{topic}") for topic in ("caller", "caller_name"))
        if asked or turn.value("kind") in ("", "inquiry"):
            turn.remember("skip_caller", "1")
    elif _declines(turn) and turn.state.asked.startswith("caller"):
        turn.remember("skip_caller", "1")
        if "reach_person" in turn.stack:
            turn.drop("call_back")
    elif _declines(turn):
        _without_number(turn)
    elif turn.meant("request_callback"):
        turn.remember("plan", "callback")
        keep_why(turn)
        if not turn.value("message"):
            turn.drop("take_message")


TASK = Task(
    "call_back",
    ("request_callback", "call_again", "decline_number"),
    go_on,
    {
        "callback_number": _number_or_why,
        "number_rest": _number_said,
        "number_keys": _number_said,
        "confirm_number": _number_confirmed,
        "use_caller_number": _line_number,
    },
    _opened,
    {
        "callback_number": _ask_for_keys,
        "number_rest": _ask_for_keys,
        "use_caller_number": _ask_for_keys,
        "number_keys": noting("skip_number"),
        "confirm_number": noting("skip_number"),
    },
    _hears,
)
