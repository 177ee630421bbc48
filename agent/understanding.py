"""What the caller meant: words and sounds -> intent, slots, yes or no.

The open question matters: after 「お電話番号を」 digits are a number, after 「お名前を」 a bare
word is a name, and 「結構です」 is yes to a read-back but no to an offer. Nothing here decides
what to do about it, and nothing needs the target to be in the manual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agent.borne_out import one_word, seconds_by_words, without_declining
from agent.events import Slot, Understanding
from agent.intents import ACCEPT, ALSO_FROM, Scored, classify
from agent.mentions import COMPANY, Caller, Name, caller_in
from agent.questions import QUESTIONS, Question
from agent.state import DialogueState
from agent.stated_names import without_other_numbers
from agent.trades import is_our_trade
from agent.two_wishes import in_order
from agent.utterance import Utterance, Word, listen, without_echo
from agent.yes_no import polarity, tells_times
from knowledge import Knowledge
from knowledge.directory import Found
from knowledge.reader import read
from speech.endpointing import Expect
from speech.reading.dates import wished_in
from speech.reading.kana import similarity
from speech.reading.phone_numbers import PhoneNumber, corrected, phone_number_in

_LITTLE = frozenset(("thanks", "greeting", "goodbye"))
"""Said beside anything; they count only where nothing else was said."""
_ANSWERS = frozenset(("yes", "no", "other", "thanks", "greeting"))
"""Beside a name they say nothing of their own: the name is what was meant."""
_NOTHING_HEARD = 0.2
"""How sure it is that a turn without a single mora (symbols, emoji) meant nothing of ours."""
_SURE_SIGN = 0.6
"""From this score the trained yes or no stands where the words of `polarity` say nothing."""
_EXACT_COST = 0.05
_MAYBE_COST = 0.25
"""A name without さん that was heard this nearly is asked about when somebody is wanted."""
_NOT_A_NAME = 6
"""Digits from which a turn is about a number."""
_VOLUNTEERED = 9
"""Digits from which an unasked number is a telephone number."""
_YES_SO = re.compile(r"^はい[、。 ]*そう(?:で|[、。]|$)")
"""ハイソー: 配送 sounds just like it."""
_SOUNDS_SO = re.compile(
    r"^(?:[ハカワサ]イ|エー|ウン)?(?:ソー|ソノトーリ|サヨー)(?:デス|デゴザイマス)[ネヨ]?$"
)
"""はい、そうです to a read-back is a yes, and no 藤堂です."""
_NOT_STAFF = re.compile(
    r"^(?:お?客|大家|オーナー|配達員|皆|みな|お?母|お?父|お?兄|お?姉|奥|旦那|業者|担当者?|責任者|事務員?|(?:お|歯)医者|どちら|社長|部長|課長|"
    r"係長|主任|専務|常務|店長|院長|所長|先生|たく|お疲れ|ご苦労|お世話|どなた|おたく|運転手|看護師|屋|.{1,8}屋)$"
)
_TITLE_WORDS = frozenset(("部長", "課長", "係長", "主任", "専務", "常務", "社長", "店長", "先生"))
_NAMING = frozenset(("target", "which_person", "confirm_target"))
_ECHOED = frozenset(
    (
        "purpose",
        "caller",
        "caller_name",
        "callback_number",
        "detail",
        "when",
        "message",
        "order_items",
    )
)
"""What is asked for by a word that callers say again: 注文番号ですか、K-1234です."""
_IDENTIFYING = frozenset(("caller", "caller_name", "caller_company"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """Everything a turn may mean, before anything is decided."""

    said: Utterance
    scores: tuple[Scored, ...]
    """Every intent, likeliest first."""
    slots: tuple[Slot, ...]
    sign: float
    """-1 no .. 1 yes, as an answer to the question."""


def understand(
    text: str, reading: str, state: DialogueState, knowledge: Knowledge
) -> Understanding:
    """One turn of the caller's, read against the open question. Never raises for any text."""
    question = QUESTIONS.get(state.asked, QUESTIONS["purpose"])
    said = without_echo(listen(text, reading)) if state.asked in _ECHOED else listen(text, reading)
    return _conclude(meaning(said, question, state, knowledge))


def meaning(
    said: Utterance, question: Question, state: DialogueState, knowledge: Knowledge
) -> Meaning:
    """What a turn may mean as an answer to `question`: every intent scored, and the slots."""
    sign = polarity(said, question.kind)
    if question.topic == "confirm_number" and tells_times(said.text):
        sign = _STANDS
    scores = _with_form(said, question, sign, knowledge)
    caller = caller_in(said, question.topic if question.topic in _IDENTIFYING else "")
    caller = _without_our_department(said, caller, knowledge)
    slots = [*_caller_slots(caller)]
    wanted = any(s.intent == "reach_person" and s.score >= ACCEPT for s in scores)
    if scores[0].intent != "confirm_company":
        slots += _target_slots(said, caller, question, knowledge, wanted)
    slots += _number_slots(said, question, state)
    slots += _wish_slots(said, question, scores, knowledge)
    return Meaning(said, scores, tuple(slots), _sign(sign, scores))


def _with_form(
    said: Utterance, question: Question, sign: float, knowledge: Knowledge
) -> tuple[Scored, ...]:
    """The scores with what shows in the form of the turn, which takes its share of them."""
    if not said.heard:
        return (Scored("other", _NOTHING_HEARD),)
    scores = in_order(said, question, classify(said, question.kind, question.topic, sign))
    if _gives_number(said):
        scores = without_declining(scores)
    scores = seconds_by_words(said, scores)
    told = one_word(said)
    if told is None and question.expect is not Expect.EMAIL:
        told = _told_by_form(said, knowledge)
    if told is None:
        return tuple(scores)
    rest = 1.0 - told.score
    shared = [Scored(s.intent, s.score * rest) for s in scores]
    at = next((i for i, s in enumerate(shared) if s.intent == told.intent), None)
    if at is None:
        shared.append(told)
    else:
        shared[at] = Scored(told.intent, told.score + shared[at].score)
    return tuple(sorted(shared, key=lambda s: -s.score))


def _sign(sign: float, scores: tuple[Scored, ...]) -> float:
    best = scores[0]
    if sign or best.score < _SURE_SIGN or best.intent not in ("yes", "no"):
        return sign
    return best.score if best.intent == "yes" else -best.score


def _conclude(found: Meaning) -> Understanding:
    """What the desk acts on: the likeliest intents, or `other` where none is likely enough."""
    said, slots, sign = found.said, found.slots, found.sign
    names = {slot.name for slot in slots}
    wants_someone = names & {"target", "target_choices", "target_maybe", "target_unknown"}
    wants_someone |= names & {"target_department"}
    best = found.scores[0]
    if best.score < ACCEPT:
        best = Scored("other", best.score)
    if wants_someone and best.intent in _ANSWERS:
        best = Scored("reach_person", 0.8)
    others = [s.intent for s in found.scores[:4] if s.score >= ALSO_FROM]
    others = [i for i in others if i not in (best.intent, *_ANSWERS)]
    if best.intent in ("yes", "no") and others and others[0] not in _LITTLE:
        best = Scored(others[0], best.score)
        others = others[1:]
    return Understanding(
        best.intent, slots, best.score, said.text, said.reading, tuple(others[:2]), sign
    )


_STANDS = 0.8
"""今日は5時までしか出られないです, to a number read back: it stands."""
_WISH = re.compile(r"[0-9一二三四五六七八九十]時|午前|午後|正午")
_HYPHENED = re.compile(r"\d-\d")
_PROBE = re.compile(
    r"(?:[0-9〇一二三四五六七八九]|番号)[^。、？?]{0,6}(?:(?:合って|あって|です)(?:ます|る)?(?:か|よね|[?？])|正しい)"
)
"""「…で合ってますか」: a number to be confirmed, not the caller's own; 電気とか大丈夫ですか said
behind one is another question."""
_LATIN = re.compile(r"[A-Za-z]+")
_ADDRESS = re.compile(r"[A-Za-z0-9]@[A-Za-z0-9]")
_IS_IT = re.compile(
    r"(?:^|[、。]|^そちら(?:は|って)?)(?!これ|それ|あなた)"
    r"(?P<who>(?![^、。]*(?:って|ある|いる|[うくすつぬむるぐぶた]の?んで))[^、。\sはもにをが]{2,20}?)"
    r"(?:さん|様)?(?:(?:です|でしょう|じゃない(?:んです|です)?)か|で(?:合って|あって)い?(?:ます|る))"
)
"""スマイルさんですか; 保険でできるんですか asks for nobody."""


_CALLED_BY_TRADE = re.compile(
    r"^(?:もしもし|あの[うー]?|すみません|[、。 ])*(?:そちら|そこ|お宅|おたく)?(?:は|って)?、?"
    r"(?P<who>[^、。？?]{2,12}?)(?:さん|様)(?:です|だ|で(?:合って(?:い?ます)?|いい(?:です)?))?(?:か(?:ね)?|よね)?[？?]?$"
)
"""もしもし、歯医者さん？"""


def _gives_number(said: Utterance) -> bool:
    number = _number_in(said)
    return number is not None and len(number.digits) >= _VOLUNTEERED


LEAST_NAME = 3
"""Characters of a firm's name that mean it: スマイル of スマイル企画."""


def _is_our_name(who: str, knowledge: Knowledge) -> bool:
    """The client's short name is in what was asked about, or it is the beginning of it."""
    company = knowledge.manual.company
    is_begun = len(who) >= LEAST_NAME and (company.short or company.name).startswith(who)
    return is_begun or bool(company.short and company.short in who)


def _told_by_form(said: Utterance, knowledge: Knowledge) -> Scored | None:
    """What shows in the form of a turn: another language, somebody else's number."""
    latin = "".join(_LATIN.findall(said.text))
    if len(latin) > 10 and len(latin) > 0.6 * len(said.text) and "@" not in said.text:
        return Scored("foreign_language", 0.9)
    if _ADDRESS.search(said.text):
        return Scored("ask_email", 0.8)
    if _gives_number(said) and _PROBE.search(said.text):
        return Scored("ask_mobile", 0.8)
    called = _CALLED_BY_TRADE.match(said.text)
    if called is not None and is_our_trade(called["who"], knowledge):
        return Scored("confirm_company", 0.9)
    asked = _IS_IT.search(said.text)
    if asked is not None and COMPANY.search(asked.group("who")):
        if is_our_trade(asked.group("who"), knowledge):
            return Scored("confirm_company", 0.9)
        own = similarity(read(asked.group("who")), knowledge.manual.company.reading)
        mine = (knowledge.manual.company.short or knowledge.manual.company.name) in said.text
        return Scored("confirm_company" if own > 0.6 or mine else "wrong_number", 0.7)
    if asked is not None and _is_our_name(asked.group("who"), knowledge):
        return Scored("confirm_company", 0.9)
    return None


def _caller_slots(caller: Caller) -> list[Slot]:
    found: list[tuple[str, Name | None]] = [
        ("caller_name", caller.name),
        ("caller_company", caller.company),
    ]
    slots = [
        Slot(slot, name.text, name.reading, name.confidence)
        for slot, name in found
        if name is not None
    ]
    if caller.relation and caller.name is not None:
        slots.append(Slot("relation", caller.relation, caller.relation, caller.name.confidence))
    return slots


def _target_slots(
    said: Utterance, caller: Caller, question: Question, knowledge: Knowledge, wanted: bool
) -> list[Slot]:
    """Who is asked for; `wanted`: the turn says that somebody is."""
    elsewhere = question.expect in (Expect.PHONE_NUMBER, Expect.EMAIL)
    elsewhere |= question.topic in _IDENTIFYING
    if elsewhere and not any(w.is_honorific or w.text in _TITLE_WORDS for w in said.words):
        return _departments(said, knowledge) if wanted else []
    if question.topic in ("message", "inquiry", "complaint", "emergency", "wishes"):
        return []
    asked = question.topic in _NAMING
    if question.kind == "confirm" and _SOUNDS_SO.match(said.reading):
        return []
    called = any(w.is_honorific or w.text in _TITLE_WORDS for w in said.words)
    digits = _number_in(said)
    is_number = digits is not None and len(digits.digits) >= _NOT_A_NAME
    if is_number and (question.expect is Expect.PHONE_NUMBER or not called):
        return []
    found = knowledge.directory.find(said.reading, caller.spans, asked=asked)
    bare = found.people and not (found.is_sure or asked or called)
    if bare and found.people[0].cost > (_MAYBE_COST if wanted else _EXACT_COST):
        found = replace(found, people=())
    unknown = None if is_number else _unknown_name(said, caller, found, asked)
    slots = [_person_slot(found)] if found.people else []
    if not slots and unknown is not None:
        slots.append(Slot("target_unknown", unknown.text, unknown.reading, 0.6))
    if found.departments and not _YES_SO.match(said.text):
        department = found.departments[0]
        slots.append(Slot("target_department", department.key, said.text, 1 - department.cost))
    return slots


def _without_our_department(said: Utterance, caller: Caller, knowledge: Knowledge) -> Caller:
    """発送センターの村井さん is asked for there, and is not called from there."""
    company = caller.company
    if company is None or not re.search(rf"{re.escape(company.text)}の{_CALLED}", said.text):
        return caller
    is_ours = any(d.cost == 0 for d in knowledge.directory.find(company.reading).departments)
    return replace(caller, company=None) if is_ours else caller


_CALLED = r"[^、。]{1,6}?(?:さん|様|さま|先生)"


def _departments(said: Utterance, knowledge: Knowledge) -> list[Slot]:
    """A department asked for in the middle of something else: 経理の方をお願いします."""
    found = knowledge.directory.find(said.reading).departments
    return [Slot("target_department", d.key, said.text, 1 - d.cost) for d in found[:1]]


def _person_slot(found: Found) -> Slot:
    best = found.people[0]
    sure = 1.0 - best.cost
    if found.is_sure:
        return Slot("target", best.key, best.key, sure)
    if len(found.people) == 1:
        return Slot("target_maybe", best.key, best.key, sure)
    return Slot("target_choices", "|".join(s.key for s in found.people), best.key, sure)


def _unknown_name(said: Utterance, caller: Caller, found: Found, asked: bool) -> Word | None:
    """A name before さん or a title that the directory does not know."""
    if found.people:
        return None
    for word, after in zip(said.words, said.words[1:], strict=False):
        is_called = after.is_honorific or after.text in _TITLE_WORDS
        own = any(word.start < end and start < word.end for start, end in caller.spans)
        is_company = COMPANY.search(word.text) is not None
        if is_called and word.is_nameish and not (own or is_company or _NOT_STAFF.match(word.text)):
            return word if word.kind == "固有名詞" or word.reading else None
    if asked:
        mine = caller.spans
        names = [
            w
            for w in said.words
            if w.is_nameish
            and w.kind == "固有名詞"
            and not any(w.start < end and start < w.end for start, end in mine)
        ]
        return names[0] if names else None
    return None


def _number_slots(said: Utterance, question: Question, state: DialogueState) -> list[Slot]:
    wanted = question.expect is Expect.PHONE_NUMBER
    known = state.value("callback_number")
    number = _number_in(said)
    if question.topic == "confirm_number" and known:
        if without_other_numbers(said.text) != said.text:
            return []
        told = _CLOCK.sub("", said.text)
        better = corrected(_known_number(state), told)
        if told == said.text:
            better = better or corrected(_known_number(state), said.reading)
        return [_number_slot(better[0])] if better else []
    if question.topic == "number_rest" and known and number is not None:
        number = _joined(_known_number(state), number)
    if number is None or not (wanted or len(number.digits) >= _VOLUNTEERED):
        return []
    if not wanted and _PROBE.search(said.text):
        return []
    return [_number_slot(number)]


_CLOCK = re.compile(
    r"(?:(?:再来週|来週|今週)の?)?[月火水木金土日]曜日?の?|(?:午前|午後|夜|朝|夕方)?の?"
    r"[0-9一二三四五六七八九十]{1,3}時(?:半|[0-9一二三四五六七八九十]{1,3}分)?|[0-9一二三四五六七八九十]{1,2}日|"
    r"[0-9一二三四五六七八九十]{1,3}(?:袋|個|枚|箱|本|冊|台|人|名|膳|セット|ケース|パック|分(?:くらい|ほど|遅)|歳|円|月)"
)
"""はい、番号はそれで、木曜の7時って; あ、やっぱり6袋にして: no figure of the number."""
_WISHED_AT = frozenset(("offer_callback", "callback_number", "confirm_number", "anything_else"))


def _wish_slots(
    said: Utterance, question: Question, scores: tuple[Scored, ...], knowledge: Knowledge
) -> list[Slot]:
    """When the caller would like to be called back."""
    wants = any(s.intent == "request_callback" and s.score >= ACCEPT for s in scores)
    wants |= question.topic in _WISHED_AT and "に" in said.text
    if not wants or _WISH.search(said.text) is None:
        return []
    when = wished_in(said.text, knowledge.now)
    if when is None or when.is_vague or when.time is None:
        return []
    at = when.at(knowledge.now)
    if at <= knowledge.now:
        return []
    return [Slot("callback_wish", at.isoformat(timespec="minutes"), when.spoken, 0.8)]


def _number_in(said: Utterance) -> PhoneNumber | None:
    own = without_other_numbers(said.text)
    longest = max(_WRITTEN_RUN.findall(own), key=len, default="")
    if len(re.sub(r"\D", "", longest)) > _MOST_DIGITS:
        return PhoneNumber(re.sub(r"\D", "", longest))
    found = [phone_number_in(said.reading), phone_number_in(said.text)]
    if own != said.text:
        found = [phone_number_in(own)]
    if _HYPHENED.search(said.text):
        found.reverse()
        if found[0].is_complete:
            return found[0]  # 0266-00-7788に: its に sounds like one digit more
    best = max(found, key=lambda n: (n.is_complete, len(n.digits) <= 11, len(n.digits)))
    return best if best.digits else None


_WRITTEN_RUN = re.compile(r"0[0-9-]+")
_MOST_DIGITS = 11
"""A number with more is asked again, never cut to one that nobody said."""


def _joined(known: PhoneNumber, more: PhoneNumber) -> PhoneNumber:
    if more.is_complete:
        return more
    return PhoneNumber(known.digits + more.digits, (*known.grouping, *more.grouping))


def _known_number(state: DialogueState) -> PhoneNumber:
    slot = state.slot("callback_number")
    if slot is None:
        return PhoneNumber("")
    return number_of(slot)


def number_of(slot: Slot) -> PhoneNumber:
    """The telephone number a slot holds, in the caller's own groups."""
    return PhoneNumber(slot.value, tuple(len(g) for g in slot.spoken.split("-")))


def _number_slot(number: PhoneNumber) -> Slot:
    grouped = "-".join(_groups(number))
    return Slot("callback_number", number.digits, grouped, 0.9 if number.is_complete else 0.4)


def _groups(number: PhoneNumber) -> tuple[str, ...]:
    if number.grouping and sum(number.grouping) == len(number.digits):
        out, at = [], 0
        for length in number.grouping:
            out.append(number.digits[at : at + length])
            at += length
        return tuple(out)
    return number.chunks
