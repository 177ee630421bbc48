"""What a turn told: its slots taken over, weighed against what was known before.

A name said clearly replaces one heard badly, not the reverse; a new target begins the question of
what to do about it anew; a private number is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from agent.caller_words import COMPANY
from agent.events import Fact, Slot
from agent.ruled_out import NUMBERS
from agent.stated import EMAIL, dictated_email
from agent.stated_address import put_right
from agent.stated_details import details_given, is_home
from agent.stated_names import can_be_caller, full_name, name_answered, name_as_heard, name_given
from agent.tasks import form
from agent.tasks.refused_name import not_refused
from agent.tasks.take_message import add_to_message, keep_reason
from agent.times_to_call import keep_time_to_call, keep_wished_time
from agent.turn import PERSON, SOMEBODY, Turn
from agent.utterance import listen
from agent.yes_no import polarity, tells_times
from knowledge.directory import Person
from knowledge.reader import read
from speech.reading.emails import compare
from speech.reading.firm_words import firm_word
from speech.reading.lead_ins import LEAD_IN
from speech.reading.name_words import likelihood

_BARE_NAME = 0.6
"""A bare word taken for a name because one was asked for is no surer than this."""
_SURE_NAME = 0.85
"""と申します marks a name this surely; only such a one replaces a known name unasked."""
_IS_ASKED = re.compile(r"(?:ですか|ますか|なの|[？?])$")
"""A question names no caller, unless と申します does."""
_NO_NAME = re.compile(
    r"^(?:時|バンゴー|デンワ|AI|エーアイ|Yes|No|OK|Hello)$|[0-9]時|[0-9]月|番号|治療|検診|修理|相談|型番|品番|住所|診察券|相手方|^[ぁ-んァ-ン]$|^(?:ちょうだい|頂戴|そう|どう|なに)$",
    re.IGNORECASE,
)
"""What grammar takes for a name and nobody is called."""


def keep_what_was_said(turn: Turn) -> bool:
    """Take over the slots of this turn; True when something new was learned."""
    learned = False
    _keep_register(turn)
    for slot in turn.said.slots:
        learned |= _keep_slot(turn, slot)
    learned |= _keep_stated(turn) or _keep_own_address(turn) or _keep_written_target(turn)
    learned |= _keep_as_heard(turn)
    if turn.value("kind") == "complaint" and turn.state.asked != "detail":
        _keep_circumstances(turn)
    if turn.state.asked in ("", "purpose") and turn.meant("ask_mobile", "ask_private"):
        keep_reason(turn, beside=True)
    _keep_matter(turn)
    _take_back_answer(turn)
    _keep_where_not(turn)
    keep_wished_time(turn)
    _know_vip(turn)
    return learned


_NOT_THAT = re.compile(
    r"(?:の)?(?:話|こと|件|質問)(?:じゃ|では)な|そういうことじゃな|聞いて(?:い)?るんじゃな"
)


def _take_back_answer(turn: Turn) -> None:
    """「弁護士費用の話じゃなくて」, to an answer: it was not asked for, and stands in no report."""
    if turn.was_read_back("inform.answer") and _NOT_THAT.search(turn.said.text):
        last = turn.note("answers_told").split(",")[-1]
        turn.remember("answers_denied", f"{turn.note('answers_denied')},{last}")


_WHERE_NOT = re.compile(
    r"(?:^|[、。])(?P<told>[^、。]*(?:家|自宅|実家|会社|職場|勤務先|夫|妻|主人|家族)[^、。]{0,10}"
    r"(?:掛け|かけ|電話し|連絡し|知らせ|送ら)[^、。]{0,4}ない(?:で|よう)[^、。]*)"
)


def _keep_where_not(turn: Turn) -> None:
    """「家の電話には掛けないでくださいね」, 「土日ならいつでも」: whoever calls back must know."""
    told = _WHERE_NOT.search(turn.said.text)
    if turn.state.asked not in NUMBERS:
        return
    if told is not None:
        add_to_message(turn, told["told"])
    elif tells_times(turn.said.text):
        add_to_message(turn)  # 土日ならいつでも


def _keep_slot(turn: Turn, slot: Slot) -> bool:
    """Take over one slot; True when something new was learned."""
    if slot.name in _KEPT_BY_RULE:
        return _KEPT_BY_RULE[slot.name](turn, slot)
    if slot.value == turn.value(slot.name) and turn.is_confirmed(slot.name):
        return False
    turn.learn(slot)
    return True


_ELSE_THERE = re.compile(
    r"(?:出な(?:ければ|かったら|いとき|い場合)|だめなら|つながらな(?:ければ|かったら|いとき))[^。]{0,12}?$"
)


def _keep_number(turn: Turn, slot: Slot) -> bool:
    """A number told; not the one that she meant to call, nor a second one for when she does not
    answer the first (出なければ会社の03-…), which is kept with the matter."""
    before = re.split(r"[0-9]{2}", turn.said.text)[0]
    if turn.value(slot.name) and _ELSE_THERE.search(before):
        add_to_message(turn)
        return True
    is_new = slot.value != turn.value(slot.name) or not turn.is_confirmed(slot.name)
    if turn.meant("wrong_number") or not is_new:
        return False
    turn.learn(slot)
    return True


def _keep_relation(turn: Turn, slot: Slot) -> bool:
    """母, as she said it: 石川陸の母."""
    said = re.search(rf"[^、。\s0-9のは]{{1,8}}の{re.escape(slot.value)}", turn.said.text)
    turn.learn(replace(slot, spoken=said.group() if said is not None else slot.value))
    return turn.value("relation") != turn.state.value("relation")


_WHO_ASKED = ("caller", "caller_name")


def _keep_stated(turn: Turn) -> bool:
    """What a turn gives outright: the name after a card's number, the other party's name."""
    manual, text = turn.knowledge.manual, turn.said.text
    name = name_given(text)
    if not name and turn.state.asked in _WHO_ASKED and not turn.value("caller_name"):
        name = name_answered(text)
    if full := _in_full(turn):
        name = full
        if turn.value("caller_company") == full:
            turn.forget("caller_company")
    if name and name != turn.value("caller_name"):
        turn.learn(Slot("caller_name", name, name, _SURE_NAME))
    told = dict(details_given(text, form.labels(turn), manual.reservation.menu))
    for label, value in told.items():
        turn.learn(Slot(f"detail:{label}", value, value, 0.8))
    return bool(name or told)


def _in_full(turn: Turn) -> str:
    """A caller's name with her given name, where one may be told; empty without."""
    is_detail = turn.state.asked == "detail"
    if is_detail and (not turn.said.gives("callback_number") or "相手" in turn.note("detail")):
        return ""
    if turn.state.asked in ("target", "which_person"):
        return ""
    is_asked = turn.state.asked in (*_WHO_ASKED, "caller_company")
    name = full_name(turn.said.text, is_asked or turn.said.gives("callback_number"))
    known = turn.value("caller_name")
    is_fuller = known in name and known != name
    return name if is_fuller and can_be_caller(name, turn.said.text) else ""


_IN_VAIN = 2
"""Times a name was asked for, after which what is answered is taken as it was heard; by custom."""
_UNSURE = 0.4
"""Confidence of such a name: the report marks it, and the read-back lets it be put right."""


def _keep_as_heard(turn: Turn) -> bool:
    """A name that nobody bears as it was written, and that was asked for in vain."""
    topic = turn.state.asked
    times = turn.count(f"put:{topic}") + turn.count(f"tries:{topic}")
    is_in_vain = topic in _WHO_ASKED and times >= _IN_VAIN
    said = turn.said
    if not is_in_vain or turn.value("caller_name") or not turn.meant("other", "yes", "no"):
        return False
    heard = name_as_heard(said.text, said.reading)
    if heard and not polarity(listen(said.text, said.reading), "open"):
        turn.learn(Slot("caller_name", heard, heard, _UNSURE))
        return True
    return False


_READ_MINE = re.compile(
    r"(?:アドレス|メール)[^。]{0,10}(?:復唱|控え|記録|メモ|合って|入って|大丈夫)|(?:復唱|読み上げ)[^。]{0,8}(?:アドレス|メール)"
)
"""アドレス、復唱してもらっていいですか: of the caller's own, once it was told."""


def _keep_own_address(turn: Turn) -> bool:
    """The caller's own e-mail address, written or dictated."""
    if turn.state.asked == "email_readback" or turn.note("email") in ("wanted", "spelled"):
        return False
    found = EMAIL.search(turn.said.text)
    address = found.group() if found is not None else dictated_email(turn.said.text)
    ours = {staff.email.lower() for staff in turn.knowledge.manual.staff if staff.email}
    is_read_back = any(compare(address, own).is_address for own in ours if address)
    known = turn.value("detail:メールアドレス")
    address = address or (put_right(known, turn.said.text) if known else "")
    if known and (not address or address == known) and _READ_MINE.search(turn.said.text):
        turn.say("confirm", "own_email", Fact("email", known, "caller"))
        return True
    if not address or is_read_back or address == known:
        return False
    turn.learn(Slot("detail:メールアドレス", address, turn.said.reading, 0.7))
    if turn.state.asked == "detail" and "住所" in turn.note("detail"):
        turn.remember(f"skip:{turn.note('detail')}", "1")  # it goes by mail
    if turn.said.intent != "leave_message":
        turn.say("confirm", "own_email", Fact("email", address, "caller"))
    return True


def _keep_circumstances(turn: Turn) -> None:
    """What is told of a complaint beside a room's or an order's number: 夜中の2時ごろ."""
    told = [s for s in turn.slots if s.name.startswith("detail:") and s != turn.state.slot(s.name)]
    if told and not turn.said.gives("callback_number"):
        add_to_message(turn)


_ELDERLY = re.compile(
    r"耳が遠|年寄り|年寄|歳なもん|年なもん|ですじゃ|じゃのう|ですのう|かのう|わしゃ|わしは|わしの|おるかね|おるかのう|"
    r"してもろう|してしもう|ですけぇ|おまへん|もっとゆっくり|もう少しゆっくり|ゆっくり(?:お願い|言|話)|[83-9]0(?:歳|になる)|八十|九十(?:歳|に)|"
    r"すみませんねえ|ですかねえ|ますかねえ"
)
_SLOWER_AFTER = 2
"""Requests to repeat after which everything is said slower and shorter."""


def _keep_register(turn: Turn) -> None:
    """How the caller wants to be spoken to: slower and shorter, once shown."""
    if turn.note("register"):
        return
    is_lost = (
        turn.meant("repeat_request") and not turn.is_yes and turn.add_one("lost") >= _SLOWER_AFTER
    )
    if is_lost or _ELDERLY.search(turn.said.text):
        turn.remember("register", "elderly")


_MATTER = re.compile(
    r"(?:^|[、。がはで ])(?P<matter>(?![そこあ]の)[^、。がはで ]{1,24}?の(?:件|こと(?=で)))"
)


def _keep_matter(turn: Turn) -> None:
    """「見積もりの件で」: what a call for somebody is about, for the report."""
    found = _MATTER.search(turn.said.text)
    if found is not None and not turn.value("purpose"):
        turn.learn(Slot("purpose", found["matter"], turn.said.reading, 0.8))


def _know_vip(turn: Turn) -> None:
    """A caller who has precedence, by company, name or number."""
    if turn.note("vip"):
        return
    name, company = turn.value("caller_name"), turn.value("caller_company")
    for vip in turn.knowledge.manual.vips:
        by_number = vip.number is not None and re.sub(r"\D", "", vip.number) in (
            turn.state.caller_number,
            turn.value("callback_number"),
        )
        said = [(vip.company, company), (vip.name, name)]
        known = [(_plain(own), _plain(told)) for own, told in said if own]
        if by_number or (known and all(told and _same(own, told) for own, told in known)):
            turn.remember("vip", "put_through" if vip.put_through else "marked")
            turn.remember("register", turn.note("register") or "vip")
            return


def _plain(name: str) -> str:
    return re.sub(r"株式会社|有限会社|[\s　様]", "", name)


def _same(own: str, told: str) -> bool:
    """The company, or the surname of the name, is the same."""
    return own == told or own.startswith(told) or told.startswith(own)


def _as_written(turn: Turn, slot: Slot) -> Slot:
    """A name that stands in the turn as our own people write it needs no asking back."""
    people = turn.knowledge.directory.people
    text = turn.said.text
    named = (p for p in people if p.surname in text)  # a pattern for each of 2,000 is slow
    called = {p.surname: p.id for p in named if re.search(re.escape(p.surname) + _CALLED, text)}
    if len(called) > 1 and _EITHER.search(turn.said.text):
        return replace(slot, name="target_choices", value="|".join(called.values()))
    if slot.name == "target_maybe":
        person = turn.knowledge.directory.person(slot.value)
        is_called = person is not None and person.surname in called
        twins = person is not None and sum(p.surname == person.surname for p in people) > 1
        return replace(slot, name="target") if is_called and not twins else slot
    if slot.name != "target_unknown":
        return slot
    bearers = [p for p in people if p.surname == slot.value]
    said = {s.value for s in turn.said.slots if s.name == "target_department"}
    here = [p.id for p in bearers if p.staff.department in said] or [p.id for p in bearers]
    if not here:
        return slot
    name = "target" if len(here) == 1 else "target_choices"
    return replace(slot, name=name, value="|".join(here), confidence=0.9)


def _keep_written_target(turn: Turn) -> bool:
    """「根岸担当約束してる須田ですが」: one of ours, written out in a call for somebody, whose さん
    was not heard."""
    known = SOMEBODY
    is_open = turn.state.asked in ("", "purpose") and not any(turn.value(name) for name in known)
    if not is_open or not turn.meant("leave_message", "reach_person", "request_callback"):
        return False
    text = turn.said.text.replace(turn.value("caller_company") or "\n", "")
    caller = turn.value("caller_name")
    people = turn.knowledge.directory.people
    found = [p for p in people if len(p.surname) > 1 and p.surname in text]
    if len(found) != 1 or (caller and found[0].surname in caller) or _is_firms(found[0], text):
        return False
    turn.learn(Slot("target", found[0].id, found[0].surname, 0.7))
    return True


def _is_firms(person: Person, text: str) -> bool:
    """三宅商店: the name is a firm's."""
    return COMPANY.match(text.partition(person.surname)[2]) is not None


_EITHER = re.compile(r"(?:さん|様)(?:か|または|もしくは|、それか)")
_CALLED = r"(?:さん|様|さま|くん|社長|部長|課長|係長|主任|専務|常務|店長|院長|所長|先生)"


def _as_chosen(turn: Turn, slot: Slot) -> Slot:
    """One of those who were asked about needs no asking back: 由美子さんのほうです."""
    is_asked = slot.value in turn.value("target_choices").split("|")
    return replace(slot, name="target") if slot.name == "target_maybe" and is_asked else slot


def _keep_target(turn: Turn, slot: Slot) -> bool:
    slot = _as_chosen(turn, _as_written(turn, slot))
    known = turn.value("target")
    if slot.name == "target_choices" and turn.value("target_maybe") in slot.value.split("|"):
        return False  # 佐藤さん, while the one of the two that was meant is asked about
    wishes = turn.meant("reach_person", "other_person", "ask_email", "leave_message", "urgent")
    is_settled = known in slot.value.split("|") and not turn.meant("other_person")
    if known and (is_settled or (slot.name != "target" and not wishes)):
        return False
    if known and not (wishes and slot.name in ("target", "target_choices", "target_maybe")):
        return False
    choices = turn.value("target_choices").split("|")
    if slot.name == "target_choices" and turn.value("target_choices"):
        narrowed = [c for c in slot.value.split("|") if c in choices]
        slot = replace(slot, value="|".join(narrowed)) if narrowed else slot
    for other in PERSON:
        turn.forget(other)
    if known:
        turn.remember("plan", "")
        turn.remember("no_callback", "")
        turn.remember("email", "")
    turn.learn(slot)
    return True


def _keep_department(turn: Turn, slot: Slot) -> bool:
    choices = [c for c in turn.value("target_choices").split("|") if c]
    if len(choices) > 1:
        people = [turn.knowledge.directory.person(c) for c in choices]
        kept = [p.id for p in people if p is not None and p.staff.department == slot.value]
        if len(kept) == 1:
            turn.forget("target_choices")
            turn.learn(Slot("target", kept[0], slot.spoken, 0.95))
            return True
    if turn.value("target_department") == slot.value or turn.value("target"):
        return False
    turn.learn(slot)
    return turn.meant("reach_person", "faq", "request_callback", "leave_message")


def _is_said_last(turn: Turn, slot: Slot) -> bool:
    """14時からの面接の岩田です, asked for something else."""
    ends = rf"(?:の|、){re.escape(slot.value)}(?:です|と申します|と言います|といいます)[。]?$"
    return likelihood(slot.value) > _IN_TABLE and re.search(ends, turn.said.text) is not None


def _is_of_detail(turn: Turn, slot: Slot) -> bool:
    """The answer to a detail is the detail's: ほうろうのポットです is nobody, and what the other
    side is called is not the caller's."""
    if turn.state.asked != "detail":
        return False
    names = [s.value for s in turn.said.slots if s.name == "caller_name"]
    is_somebody = any(
        likelihood(name[:length]) > _IN_TABLE for name in names for length in range(1, 5)
    )
    is_plain = slot.confidence < _SURE_NAME  # 琺瑯の堀田です, for ほうろうのポットです
    is_no_answer = _NO_NAMES_THERE.search(turn.note("detail")) or _is_no_staff(turn)
    is_plain &= not (is_no_answer and (_is_all_said(turn, slot) or _is_said_last(turn, slot)))
    return turn.note("detail").startswith("相手方") or is_plain or not is_somebody


_NO_NAMES_THERE = re.compile(r"番号|職種|人数|年齢|学年|生年月日|日時|時間|日$|物件名")
"""Particulars that no surname answers."""


def _is_no_staff(turn: Turn) -> bool:
    """Asked by whom she would be served, she names nobody of ours."""
    people = turn.knowledge.directory.people
    return turn.note("detail") == "担当者" and not any(p.surname in turn.said.text for p in people)


def _is_all_said(turn: Turn, slot: Slot) -> bool:
    """「長谷部です」, asked for the number of a card: who calls, and nothing else."""
    begins = rf"(?:{LEAD_IN})?(?:(?:私|わたし|わたくし)は(?:[一-龥々]{{1,2}}の)?)?"
    ends = r"(?:です|だ|と申します|といいます|でございます)(?=[、。]|$)"
    said = f"{begins}{re.escape(slot.value)}{ends}"
    return re.match(said, turn.said.text.strip("、。 ")) is not None


_IN_TABLE = -9.0
"""Likelihood from which a name stands in the table of surnames."""


_LONGEST_GIVEN = 4


def _is_whole_name(surname: str, told: str) -> bool:
    """The caller's name in full, and no firm called after her: 梅津商店."""
    given = told.removeprefix(surname)
    is_short = 0 < len(given) <= _LONGEST_GIVEN
    return bool(surname) and told != given and is_short and firm_word(read(told)) is None


_NO_FIRM = re.compile(
    r"^(?:大学生|高校生|学生|主婦|会社員|フリーター|個人|無職|初めて)[|]|"
    r"^(?P<firm>[^|]+)[|].*(?P=firm)(?:さん)?の(?:評判|商品|製品|品物|ホームページ|サイト|チラシ|広告|通販)"
)
"""大学生なんですけど; ことり商店の評判がいいって聞いて: no firm somebody calls for."""


def _keep_caller(turn: Turn, slot: Slot) -> bool:
    known = turn.value(slot.name)
    if slot.name == "caller_name":
        slot = not_refused(turn, slot)
    sought = (
        turn.state.asked in ("target", "which_person") and f"{slot.value}さん" in turn.said.text
    )
    if sought or not can_be_caller(slot.value, turn.said.text) or _is_of_detail(turn, slot):
        return False
    is_family = turn.note("register") == "family"  # 横浜架空病院です: where somebody is
    no_firm = (
        is_family or is_home(slot.value) or _is_whole_name(turn.value("caller_name"), slot.value)
    )
    no_firm = no_firm or _NO_FIRM.search(f"{slot.value}|{turn.said.text}") is not None
    if slot.name == "caller_company" and no_firm:
        return False
    asked = turn.state.asked in ("caller", "caller_name", "caller_company")
    leaves = turn.meant("goodbye", "repeat_request", "wait", "call_again")
    if turn.value("kind") == "emergency" and slot.confidence < _SURE_NAME:
        return False  # what is said there is a place
    if known == slot.value or (leaves and slot.confidence < _BARE_NAME):
        return False
    last = re.split(r"[。、]", turn.said.text.strip("。 "))[-1]
    if slot.confidence < _SURE_NAME and slot.value in last and _IS_ASKED.search(last):
        return False
    if f"{slot.value}の件" in turn.said.text or _is_friend_of(slot.value, turn.said.text):
        return False
    if _NO_NAME.search(slot.value) or (known and known.startswith(slot.value)):
        return False
    is_longer = bool(known) and slot.value.startswith(known)
    is_right = asked or turn.is_no or is_longer or _is_put_right(turn, known)
    if known and not (slot.confidence >= _SURE_NAME or is_right):
        return False
    turn.learn(slot)
    return True


def _is_friend_of(name: str, text: str) -> bool:
    """高橋の友達だよ: not 高橋."""
    of = r"(?:さん|君|くん)?の(?:友達|友だち|友人|知り合い|知人|同級生|同窓|先輩|後輩|いとこ|親戚)"
    return re.search(re.escape(name) + of, text) is not None


_READ_BACK = ("confirm.confirm_company_and_number", "confirm.confirm_name_and_number")


def _is_put_right(turn: Turn, known: str) -> bool:
    """Another name right after hers was read back, or instead of the one that was known."""
    if any(map(turn.was_read_back, _READ_BACK)):
        return True
    instead = rf"{re.escape(known)}(?:じゃ|では)な|(?:私|わたし|わたくし)は"
    return re.search(instead, turn.said.text) is not None


_KEPT_BY_RULE: dict[str, Callable[[Turn, Slot], bool]] = {
    **dict.fromkeys(PERSON, _keep_target),
    "target_department": _keep_department,
    "caller_name": _keep_caller,
    "caller_company": _keep_caller,
    "callback_number": _keep_number,
    "callback_wish": keep_time_to_call,
    "relation": _keep_relation,
}
