"""The caller wants somebody: who, is she there, and if not, what instead.

The reason for an absence and the time of return are told at once, where the manual allows it,
and every absence is followed by an offer.
"""

from __future__ import annotations

import re

from agent.asking import asks
from agent.call_words import BY_MAIL, NO_NEED
from agent.events import Fact, Slot
from agent.matter import declines_call
from agent.tasks.absence import absence, is_on_long_leave, member_here, successor_entry
from agent.tasks.call_back import gives_number
from agent.tasks.screen_sales import may_be_offer
from agent.tasks.take_message import (
    add_to_message,
    begin_message,
    keep_reason,
    leaves_message,
    only_called,
)
from agent.tasks.who_is_wanted import (
    either_will_do,
    find_out,
    is_unsure,
    target_chosen,
    target_confirmed,
    target_named,
    without_target,
)
from agent.turn import SOMEBODY, Task, Turn, noting
from knowledge.directory import Person


def go_on(turn: Turn) -> bool:
    """Find out who, tell where she is, offer a way on."""
    if _has_precedence(turn):
        return False
    if turn.person is not None and (_is_settled(turn) or _only_asks_after(turn)):
        turn.remember("told", "")
        turn.drop("reach_person")
        _tell(turn, turn.person)
        _keep_target(turn)
        return False
    if turn.person is None and is_unsure(turn):
        return find_out(turn)
    if turn.person is None and turn.value("target_choices"):
        return _offer(turn)
    if may_be_offer(turn):
        turn.ask("purpose", entry="purpose_first")
        return True
    if turn.person is None:
        return _whose_department(turn)
    _tell(turn, turn.person)
    if turn.escalate:
        return True
    return _offer(turn)


def _is_settled(turn: Turn) -> bool:
    """「先生は今ご診療中でいらっしゃいますか」, after a promise, which stands."""
    is_same = turn.value("target") == turn.state.value("target")
    is_promised = turn.note("promised") == "1" and turn.note("plan") in ("message", "callback")
    is_asked = turn.said.intent in ("reach_person", "ask_return_time") and asks(turn.said.text)
    return is_same and is_promised and is_asked and not turn.said.also


_IS_IN = re.compile(
    r"(?:いらっしゃい|おられ|いま)(?:ます|す|せん)?(?:か|[？?])|お?休み(?:です|かし)"
)


def _only_asks_after(turn: Turn) -> bool:
    """「安西先生って今週いらっしゃいます？」, after an order was promised: she is no part of it."""
    kind = turn.value("kind")
    is_done = turn.note("promised") == "1" and kind not in ("", "family")
    is_done |= kind == "order" and bool(turn.value("order"))
    is_new = turn.value("target") != turn.state.value("target")
    return is_done and is_new and _IS_IN.search(turn.said.text) is not None


def _keep_target(turn: Turn) -> None:
    """Whom the promise was made for stays."""
    if turn.value("kind") in ("", "family"):
        return
    before = turn.state.slot("target")
    if turn.value("target") != turn.state.value("target"):
        turn.learn(before or Slot("target", "", "", 0.0))


def _has_precedence(turn: Turn) -> bool:
    """A caller named in the manual: a person takes the call, or she is told at once."""
    if turn.note("vip") != "put_through" or turn.note("vip_met") == "1":
        return False
    turn.remember("vip_met", "1")
    turn.remember("urgent", "1")
    if turn.operator("vip") is None:
        return False
    turn.remember("hand_over_why", "vip")
    turn.push("hand_over")
    return True


def _whose_department(turn: Turn) -> bool:
    """A department was asked for: nobody in particular can be told absent."""
    department = turn.value("target_department")
    unknown = turn.value("target_unknown")
    if unknown:
        turn.say("apologise", "unknown_person", Fact("heard", unknown, "caller"))
        turn.forget("target_unknown")
    if turn.note("told") != department:
        _greet(turn)
        member = member_here(turn, department)
        turn.remember("told", department if member is None else member.id)
        called = turn.slot("target_department")
        if member is None and called is not None and not called.spoken:
            pass  # assigned by the desk: nobody of it was called for
        elif member is None:
            turn.say("inform", "department_absent", Fact("department", department, "manual"))
        else:
            named = Fact("person", f"{department}の{member.surname}", "manual")
            turn.say("inform", "member_takes", named)
            turn.learn(Slot("target", member.id, member.surname, 1.0))
    return _offer(turn)


def _tell(turn: Turn, person: Person) -> None:
    if turn.note("told") == person.id:
        return
    if _EMPLOYED.search(turn.said.text) and any(a.kind == "refuse" for a in turn.acts):
        turn.remember("told", person.id)  # where she is would tell that she is here
        return
    _greet(turn)
    presence = turn.presence(person)
    turn.remember("told", person.id)
    if presence.has_left or is_on_long_leave(turn, person):
        _tell_successor(turn, person)
        return
    if presence.is_in and _is_put_through(turn, person) and turn.operator("vip") is not None:
        turn.say("transfer", "to_person", turn.name_of(person))
        turn.escalate = "put_through"
        turn.waits_silently = True
        return
    topic, facts = absence(turn, person, presence)
    turn.say("inform", topic, *facts)


def _is_put_through(turn: Turn, person: Person) -> bool:
    """Her calls are handed over at once: everybody's, or this caller's."""
    caller = (turn.value("caller_name"), turn.value("caller_company"))
    return person.staff.put_through or any(
        known and any(c and (known in c or c in known) for c in caller)
        for known in person.staff.vip
    )


_EMPLOYED = re.compile(r"お勤め|勤めて|在籍|働いて")


def _tell_successor(turn: Turn, person: Person) -> None:
    """Someone who left: who has taken over, never where she went."""
    successor = turn.knowledge.directory.named(person.staff.successor)
    if successor is None or turn.presence(successor).has_left:
        turn.say("inform", "left", turn.name_of(person))
        department = person.staff.department
        if turn.knowledge.directory.department(department) is not None:
            _give_to_department(turn, department)
            turn.remember("told", department)
        else:
            turn.forget("target")
            turn.drop("reach_person")
            turn.push("answer_question")
        return
    turn.say(
        "inform",
        successor_entry(turn, person),
        turn.name_of(person),
        Fact("successor", turn.name_of(successor).value, "manual"),
    )
    turn.learn(Slot("target", successor.id, successor.surname, 1.0))
    if turn.note("stood_in_for") == person.id:  # asked for once more: the rest was told
        for kept in ("plan", "no_callback", "email", "told"):
            turn.remember(kept, turn.state.note(kept))
        return
    turn.remember("stood_in_for", person.id)
    turn.remember("email", "")  # what was refused of one may be told of the other
    turn.remember("told", successor.id)
    presence = turn.presence(successor)
    topic, facts = absence(turn, successor, presence)
    turn.say("inform", topic, *facts)


def _greet(turn: Turn) -> None:
    """Say the caller's name back once, with thanks for their custom."""
    name = turn.value("caller_name")
    if not name or turn.note("greeted") == name:
        return
    turn.remember("greeted", name)
    if turn.relation and turn.note("register") != "family":
        relation = Fact("relation", turn.relation, "built_in")
        turn.say("greet", "caller_relation", turn.caller_fact(), relation)
        return
    turn.say("greet", "caller", turn.caller_fact())


def _offer(turn: Turn) -> bool:
    """After the absence: who is calling, then a call back, then a message."""
    presses_on = turn.note("urgent") == "1" and turn.was_said("ask.caller")
    if not (turn.value("caller_name") or turn.note("skip_caller") == "1" or presses_on):
        turn.ask_caller()
        return True
    _greet(turn)
    if turn.value("callback_number") and not turn.note("plan"):
        turn.remember("plan", "callback")  # a number told unasked is where to call back
    if turn.note("plan"):
        turn.drop("reach_person")
        turn.push("call_back")
        if turn.note("urgent") == "1":
            _try_today(turn)
        return turn.question is not None
    if turn.note("no_callback") != "1":
        turn.ask("offer_callback", turn.target_name())
        return True
    if turn.note("no_message") != "1":
        turn.ask("offer_message", turn.target_name())
        return True
    turn.remember("plan", "notify")
    turn.drop("reach_person")
    turn.push("call_back")
    return False


_YOU_CALL = re.compile(
    r"(?:そっち|そちら|あちら|本人)から\S{0,4}(?:電話|かけ|連絡)|"
    r"(?:電話|連絡)を?(?:して|くれ|寄こ|よこ|いただけ|頂け|もらえ)"
)


_ASKS_FOR = re.compile(r"(?:いらっしゃい|おられ|いま(?:す|せん)|おります|お手すき)[^。]{0,6}か")


def _asks_once_more(turn: Turn) -> bool:
    """「栗本さんはいらっしゃいますか」, to the offer of a call: that she is away was not heard."""
    is_same = turn.value("target") and turn.value("target") == turn.state.value("target")
    is_asked = turn.said.intent == "reach_person" and not (turn.is_no or turn.said.also)
    return bool(is_same) and is_asked and _ASKS_FOR.search(turn.said.text) is not None


def _callback_answer(turn: Turn) -> bool:
    if _asks_once_more(turn):
        turn.remember("told", "")
        return True
    if BY_MAIL.search(turn.said.text):
        turn.remember("by_mail", "1")
        turn.remember("no_callback", "1")
        leaves_message(turn)
        return True
    is_other = turn.meant("leave_message", "other_person", "ask_email")
    if is_other and not turn.meant("request_callback"):
        return False
    if _wants_another(turn) and not turn.meant("request_callback"):
        _ask_colleagues(turn)
        return True
    if only_called(turn.said.text):
        turn.remember("no_callback", "1")
        turn.remember("no_message", "1")
        return True
    if NO_NEED.search(turn.said.text) or declines_call(turn.said.text):
        turn.remember("no_callback", "1")
        leaves_message(turn)
        return True
    presses = _PRESSING.search(turn.said.text) is not None  # 「いや今日中に」 is no no to a call
    is_wished = turn.said.gives("callback_wish")  # 2時半までにもらえないですか is no no
    if (
        turn.is_yes
        or is_wished
        or presses
        or gives_number(turn)
        or _YOU_CALL.search(turn.said.text)
    ):
        turn.remember("plan", "callback")
        turn.remember("urgent", "1" if presses else turn.note("urgent"))
        return True
    if turn.is_no:
        turn.remember("no_callback", "1")
        leaves_message(turn)
        return True
    return False


_PRESSING = re.compile(
    r"(?:今日|本日)(?:中|じゅう)|至急|急ぎ(?!ません|では)|急いで(?!は?い?(?:ない|ませ))|"
    r"(?:なるべく|できるだけ)早"
)
"""はい、今日中にお願いします: a yes, and in a hurry."""
_NO_HURRY = re.compile(r"急ぎ(?:ません|では)|急いで(?:は|い)*(?:ない|ません)")


def _message_answer(turn: Turn) -> bool:
    if gives_number(turn):
        turn.remember("plan", "callback")
        return True
    if only_called(turn.said.text):
        turn.remember("no_message", "1")
        return True
    if leaves_message(turn):
        return True
    if turn.is_yes:
        begin_message(turn)
        return True
    if turn.is_no:
        turn.remember("no_message", "1")
        return True
    return False


def _why_told(turn: Turn) -> bool:
    """What somebody who might sell wants of one of ours, asked before it is told where she is."""
    is_asked = turn.was_read_back("ask.purpose_first")
    if not is_asked or turn.meant("sales_call", "nuisance", "goodbye", "repeat_request"):
        return False
    add_to_message(turn)
    return True


def _caller_named(turn: Turn) -> bool:
    names = ("caller_name", "caller_company")
    return any(turn.value(name) != turn.state.value(name) for name in names)


def _opened(turn: Turn) -> None:
    if _wants_another(turn):
        _ask_colleagues(turn)
    if (
        turn.state.asked in ("", "purpose")
        and not turn.value("purpose")
        and _WISHES_FOR.search(turn.said.text)
    ):
        keep_reason(turn, beside=True)
    if turn.meant("urgent") and not _NO_HURRY.search(turn.said.text):
        turn.remember("urgent", "1")
        turn.remember("plan", "callback")
        keep_reason(turn, beside=True)
        if not any(turn.value(name) for name in SOMEBODY):
            _for_nobody(turn)


_WISHES_FOR = re.compile(
    r"(?:したい|たくて|いただきたい|ほしい|欲しい)(?:ので|んで|のですが|んですが|と思)"
)


_ANOTHER = re.compile(
    r"(?:(?:ほか|他|別|代わり|かわり|代理)の|どなたか、?)(?:方|かた|人|者|先生|担当(?:の方|者)?|どなたか)"
    r"(?!(?:に)?(?:は|では|じゃ))"
)
"""ほかの方でも結構です, likened to a no; 他の方には言えません wants nobody else."""


_IN_STEAD = re.compile(
    r"(?:さん|様|先生|[部課社店]長)(?:の|が?いな(?:い|かった)なら|が?いなければ|以外)"
)
"""栗本さんの代わりの人で話わかる人いる？"""


def _wants_another(turn: Turn) -> bool:
    return turn.meant("other_person") or _ANOTHER.search(turn.said.text) is not None


def _for_nobody(turn: Turn) -> None:
    """In a hurry, but for nobody in particular: whoever answers for such things is told."""
    add_to_message(turn)
    turn.drop("reach_person")
    if "answer_question" not in turn.stack and not turn.value("kind"):
        turn.push("answer_question")


def _ask_colleagues(turn: Turn) -> None:
    """Somebody else who could help: her department, or whoever answers for everything."""
    person = turn.person
    department = turn.value("target_department")
    if person is not None and not department:
        department = person.staff.department
    department = department or turn.knowledge.manual.rules.answers_for
    is_said = any(act.topic == "colleague" for act in turn.acts)
    is_hers = turn.said.gives("target") and not _IN_STEAD.search(turn.said.text)
    if is_said or not department or is_hers:
        return
    _give_to_department(turn, department)
    turn.remember("told", department)
    turn.remember("plan", "")
    turn.remember("no_callback", "")
    turn.say("inform", "colleague", Fact("department", department, "manual"))


def _give_to_department(turn: Turn, department: str) -> None:
    """Others of hers do it in her stead; the report still names her."""
    turn.remember("in_stead_of", turn.value("target") or turn.note("in_stead_of"))
    turn.forget("target")
    turn.learn(Slot("target_department", department, "", 1.0))


def _try_today(turn: Turn) -> None:
    """She is needed today: promise to try, and give another way at the same time."""
    person = turn.person
    if turn.note("tried") == "1":
        return
    turn.remember("tried", "1")
    turn.say("inform", "try_today", turn.target_name())
    if person is None or turn.note("register") == "family":
        return
    if person.staff.disclose.email and person.staff.email:
        turn.push("give_email")
    elif person.staff.department and not _only_to_her(turn):
        turn.remember("other", person.staff.department)
        turn.ask("offer_other", Fact("department", person.staff.department, "manual"))


_ONLY_TO = re.compile(r"本人に(?:しか|だけ|直接)|直接(?:本人|お話|話)|個人的な|内密")


def _only_to_her(turn: Turn) -> bool:
    """内容はご本人にしか言えない: no colleague is offered."""
    return any(_ONLY_TO.search(text) for text in (*turn.state.heard, turn.said.text))


def _other_answer(turn: Turn) -> bool:
    if turn.is_yes:
        _give_to_department(turn, turn.note("other"))
        turn.remember("told", turn.note("other"))
    return turn.is_yes or turn.is_no


TASK = Task(
    "reach_person",
    ("reach_person", "urgent", "other_person"),
    go_on,
    {
        "purpose": _why_told,
        "offer_callback": _callback_answer,
        "offer_message": _message_answer,
        "offer_other": _other_answer,
        "confirm_target": target_confirmed,
        "which_person": target_chosen,
        "target": target_named,
        "caller": _caller_named,
        "caller_name": _caller_named,
        "caller_company": _caller_named,
    },
    _opened,
    {
        "purpose": noting("no_why"),
        "target": without_target,
        "which_person": either_will_do,
        "confirm_target": without_target,
        "caller": noting("skip_caller"),
        "caller_name": noting("skip_caller"),
        "caller_company": noting("skip_caller"),
        "offer_callback": noting("no_callback"),
        "offer_message": noting("no_message"),
        "offer_other": noting("no_other"),
    },
)
