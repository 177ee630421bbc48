"""What the manual wants asked, one thing after the other: 人数, 商品名, 希望職種.

Names and numbers have their own ways (call_back), days and times theirs (when); everything else
a client writes is asked by its word and kept in the caller's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.asking import asks, asks_softly
from agent.corrections import corrects
from agent.events import Fact, Slot
from agent.matter import content_of, told_plainly
from agent.menu_wishes import staff_wanted
from agent.own_trouble import is_brought
from agent.stated_details import (
    OPEN,
    SAID_BEFORE,
    answer_of,
    details_given,
    kind_of,
    matter_in,
    own_words,
    trouble_in,
)
from agent.stated_names import name_answered
from agent.tasks import when
from agent.tasks.beside_point import OF_GOODS, TELLS_OF_IT, is_beside_point
from agent.tasks.booking_words import would_come
from agent.turn import SOMEBODY, Turn
from knowledge.schema import OrderItem
from speech.reading.dates import choices_in

_OWN_WAYS = frozenset(("name", "company", "phone", "date", "time"))
_IN_WORDS = {
    "people": "人数",
    "menu": "内容",
    "staff": "担当者",
    "email": "メールアドレス",
    "address": "住所",
}
"""Kinds that have a question of their own in the talk script -> how the report names them."""
_BOOKING = ("reservation_new", "reservation_change", "reservation_cancel")
_PARTS = frozenset(("caller_name", "caller_company", "callback_number", "wish"))
"""What a caller may tell before she answers."""
MAX_BESIDE = 1
"""Times something else is told before the question counts as put."""
MAX_ASKED = 2
SURE = 0.8
"""Confidence from which an answer was a complaint or an emergency instead."""
_ASSENT = re.compile(
    r"はい|ええ|うん|そう|大丈夫|結構|けっこう|お願い(?:し|いたし)?|分かり|わかり|いい|です|"
    r"ます|ました|よ|ね|[、。 ]"
)
_WISHES = re.compile(r"たい|ほし|欲し|が(?:いい|よい)|もらえ|いただけ")
"""「できれば女の先生がいいんですけど」 is no name of anybody's."""
LONGEST_WHO = 14
"""Characters of 母の野村さち宛."""
SHORT = 8
"""Characters of はい、そうです and the like, which tell nothing."""
_NO_ANSWER = frozenset(
    ("repeat_request", "goodbye", "wait", "greeting", "request_callback", "thanks")
)
_NOTHING = re.compile(
    r"^(?:いえ|いや|いいえ)?[、 ]*(?:特に|とくに)?(?:ない|なし|ありません|ございません|無い|以上)"
)
_UNKNOWN = re.compile(
    r"分から|わから|わかんな|(?:分|わ)かりませ|(?:置|お)いてき|知りません|知らな|忘れ|覚えて|手元に|見当たら|なくし|無くし|初めて|はじめて|初診|"
    r"持って(?:い)?(?:ない|ません)|まだ(?:注文|届い|決ま|決め)|匿名|言いたくな|伏せて"
)
_HAS_NONE = re.compile(
    r"(?:^|なん[てか]|まだ|だから|[はもがのてで、 ])"
    r"(?:な(?:い|かった)|無い|ありませ|ございませ)(?!と|か(?:な|も|[。、]|$))"
)
"""まだ買ってないから注文番号なんてない. What is wrong may be that something is not there."""
_NOT_YET = re.compile(
    r"まだ[^、。]{0,8}(?:ない|無い|ません)|これから(?:買|借|注文|申し?込|契約)|(?:初めて|はじめて)(?!お?(?:電話|掛け|かけ))|初診"
)
"""What the client knows its customers by, somebody new does not have."""
_NOT_KNOWN = (
    r"(?:は|が|も|って|なんて|、)?[^、。]{0,8}?"
    r"(?:分から|わから|分かり?ませ|わかりませ|ない(?:ん|です|けど|から|の|わ|よ|ね|$|[。、])|ありませ|忘れ|手元に|覚えて(?:い)?な|控えて(?:い)?な)"
)
"""注文番号はわからないです, told where something else was asked."""
_KNOWN_BY = re.compile(r"番号$")
_FIGURES = re.compile(r"[0-9]{2}|[A-Za-z]|[〇零一二三四五六七八九]{2}|[0-9]番")
_KANJI_RUN = re.compile(r"[〇零一二三四五六七八九]{2,}")
_KANJI_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")
_FIGURE_RUN = re.compile(r"[A-Za-z]*-?[0-9][0-9A-Za-z-]*(?![0-9時日月分歳])")
_ANYBODY_HAS = re.compile(r"電話|郵便|部屋")


_NAMED = re.compile(
    r"(?:^|[、。])(?:私の)?名前[はが](?!まだ|ちょっと|言|いい|出|伏|な[いし]|必要|いらな)(?P<name>[^、。\s]{1,8}?)(?:です|と申|といい|でござ|[、。]|$)"
)
_DELIVERS = re.compile(
    r"届[けく]る?のは|着くのは|届けて|届くように|配達[はを]|着くように|届け[はを]"
)
_CALLS_HIM = re.compile(r"(?:と|って)(?:い|言)(?:います|うんです|う者です|う人です)(?:けど|が)?$")
_ASKS_WHEN = re.compile(r"日時|時間|時刻|(?:日|予定)$")
_DENIES = re.compile(r"違|ちがい?(?:う|ます)|じゃな[いく]|ではな[いく]")


def label_of(item: str) -> str:
    """How the report names what the manual lists: people is 人数."""
    return _IN_WORDS.get(item, item)


def labels(turn: Turn) -> tuple[str, ...]:
    """What the client wants asked in a call of this kind, by its own words."""
    manual, kind = turn.knowledge.manual, turn.value("kind")
    if kind == "order" or (not kind and turn.meant("take_order")):
        wanted = list(manual.orders.ask)
    elif kind.startswith("reservation_"):
        wanted = list(manual.reservation.ask)
    else:
        entry = next((e for e in manual.faq if e.id == turn.note("answered")), None)
        wanted = list(entry.ask_when_unanswered) if entry is not None else []
        wanted += manual.rules.unanswered.ask
        wanted += manual.reservation.ask if turn.meant(*_BOOKING) else ()
    return (*(label_of(item) for item in wanted if item not in _OWN_WAYS), "診察券番号")


def ask_next(turn: Turn, asked: Iterable[str]) -> bool:
    """Ask for the first of `asked` that is neither known nor given up; False when none is."""
    for item in asked:
        label = label_of(item)
        if item in _OWN_WAYS or _is_settled(turn, label) or is_beside_point(turn, label):
            continue
        if label.startswith("相手方") and not turn.value("caller_name") and not _skips_name(turn):
            turn.ask_caller()  # else the answer could be either's name
            return True
        times = turn.add_one(f"asked:{label}")
        if times > MAX_ASKED:
            continue
        turn.remember("detail", label)
        if item in _IN_WORDS:
            turn.ask("detail", entry=f"detail_{item}")
        else:
            turn.ask(
                "detail", Fact("item", item, "manual"), entry="detail_again" if times > 1 else ""
            )
        return True
    return False


def _is_settled(turn: Turn, label: str) -> bool:
    """Known, given up, said before it was asked, or nothing that this caller can have."""
    if turn.value(f"detail:{label}") or turn.note(f"skip:{label}") == "1":
        return True
    is_known_by = _KNOWN_BY.search(label) and not _ANYBODY_HAS.search(label)
    if is_known_by and any(_NOT_YET.search(text) for text in _told(turn)):
        return True
    named = re.escape(label.removeprefix("お").removeprefix("ご").removesuffix("番号"))
    unknown = re.compile(rf"{named}(?:番号)?{_NOT_KNOWN}")
    if any(unknown.search(text) for text in _told(turn)):
        turn.remember(f"skip:{label}", "1")
        return True
    day = _delivery_day(turn, label)
    if day:
        turn.learn(Slot(f"detail:{label}", day, day, 0.8))
        turn.say("confirm", "detail_when", Fact("when", day, "caller"))
        return True
    value = _said_before(turn, label)
    if value:
        turn.learn(Slot(f"detail:{label}", value, value, 0.7))
    return bool(value)


def _delivery_day(turn: Turn, label: str) -> str:
    """「届けるのは2日に。あ、ごめんなさい、3日の木曜で」, told where another thing was asked."""
    if "届け" not in label or kind_of(label) != "time":
        return ""
    said = next((text for text in reversed(_told(turn)) if _DELIVERS.search(text)), "")
    days = [one for one in choices_in(said, turn.knowledge.now) if one.day is not None]
    return days[-1 if corrects(said) else 0].spoken if days else ""


def _told(turn: Turn) -> tuple[str, ...]:
    """The caller's turns so far, this one last."""
    return (*turn.state.heard[::2], turn.said.text)


def _said_before(turn: Turn, label: str) -> str:
    """What the turns before told of it; the latest counts."""
    manual = turn.knowledge.manual
    menu = manual.reservation.menu
    is_open = _is_open(label)
    texts = tuple(reversed(_told(turn)))
    for text in texts:
        told = dict(details_given(text, (label,), menu)).get(label, "")
        if label == _IN_WORDS["staff"]:
            told = told or _staff_wanted(turn, text)
        if label == "商品名":
            told = told or _goods_in(text, manual.orders.items)
        if told:
            return told
    matters = (_matter_told(turn, text) for text in texts) if is_open else ()
    troubles = map(trouble_in, texts) if _OF_TROUBLE.search(label) else ()
    return next(filter(None, (*matters, *troubles)), "")


_OF_TROUBLE = re.compile(r"症状|お困り|不具合|故障|状況")
"""Labels that who tells what is wrong has answered."""


def _matter_told(turn: Turn, text: str) -> str:
    """Why she would come, where she told it: 給料を払ってもらえない, to who helps with that."""
    told = matter_in(text)
    name = turn.value("caller_name")
    if name and name in text and len(text) <= len(name) + _LONGEST_IS:
        return ""  # 浅井真由です
    names_day = choices_in(text, turn.knowledge.now)
    if told or names_day or not is_brought(text, turn.knowledge):
        return told
    return told_plainly(content_of(text)).rstrip("。")


def _skips_name(turn: Turn) -> bool:
    return turn.note("skip_caller") == "1" or turn.count("put:caller_name") >= MAX_ASKED


def _goods_in(text: str, items: Iterable[OrderItem]) -> str:
    """The one thing of the manual's goods that the words name."""
    named = [i.name for i in items if any(word in text for word in (i.name, *i.aliases))]
    return named[0] if len(named) == 1 else ""


def detail_said(turn: Turn) -> bool:
    """The answer, in the caller's words; a no, or not knowing, is one too."""
    label, text = turn.note("detail"), turn.said.text.strip("、。 ")
    if not label or not text or turn.said.intent in _NO_ANSWER or _denies_day(turn):
        return False
    if not turn.value("kind").startswith("reservation_") and _proposes_visit(turn):
        return False
    if _names_somebody(turn, label, text) or _tells_name_instead(turn, label, text):
        return True
    if any(act.topic == "own_email" for act in turn.acts):
        return True  # 住所じゃなくて、メールアドレスで
    has_second = turn.value("kind").startswith("reservation_") and when.hear_second(turn)
    own = own_words(label, _without_name(turn, text))
    if _is_unknown(turn, label, text):
        _go_without(turn, label, text)
        return True
    if _only_wishes(label, text) or (
        _gave_another(turn, label) and not (own and _tells_who_too(turn, own))
    ):
        turn.remember(f"asked:{label}", str(max(0, turn.count(f"asked:{label}") - 1)))
        return True
    if turn.value(f"detail:{label}") != turn.state.value(f"detail:{label}"):
        _keep_addressed(turn, label, text)
        _say_people(turn, label)
        return True  # given by its own word, and kept
    names_day = choices_in(text, turn.knowledge.now)
    if not own and SAID_BEFORE.search(text) and not names_day:
        turn.remember(f"skip:{label}", "1")
        return True
    if not own or not _is_answer(turn, label, text, own):
        return has_second
    _keep(turn, label, answer_of(label, own))
    return True


def _keep_addressed(turn: Turn, label: str, text: str) -> None:
    """「福岡市博多区1の2の3、野村さち」: to whom it goes, behind where."""
    where = turn.value(f"detail:{label}")
    rest = answer_of(label, text.partition(where)[2].strip("、。 の")) if where in text else ""
    is_who = 2 <= len(rest) <= LONGEST_WHO and not _FIGURES.search(rest)
    is_who = is_who and re.match(r"です|だ|でござ|になり", rest) is None
    if label in ("住所", "お届け先", "届け先") and is_who and turn.value("kind") == "order":
        turn.learn(Slot(f"detail:{label}", f"{where} {rest}", turn.said.reading, 0.8))


def _names_somebody(turn: Turn, label: str, text: str) -> bool:
    """By whom she would be served, or the other side's name: nobody to be called, no caller."""
    wanted = _staff_wanted(turn, turn.said.text) if label == _IN_WORDS["staff"] else ""
    other = _other_side(label, text)
    if wanted:
        for name in SOMEBODY:
            turn.learn(turn.state.slot(name) or Slot(name, "", "", 0.0))
    elif other and turn.value("caller_name") == other:
        turn.learn(turn.state.slot("caller_name") or Slot("caller_name", "", "", 0.0))
    if wanted or other:
        turn.learn(Slot(f"detail:{label}", wanted or other, wanted or other, 0.9))
    return bool(wanted or other)


def _tells_name_instead(turn: Turn, label: str, text: str) -> bool:
    """津田です, asked for something else: who calls, and the question is still open."""
    is_of_goods = OF_GOODS.search(label) is not None and "サイズ" not in label
    is_of_names = kind_of(label) in ("name", "place") or is_of_goods
    if turn.value("caller_name") or is_of_names or _BY_SOMEBODY.search(label):
        return False
    name = name_answered(text)
    if not name or turn.count("name_instead"):
        return False
    is_all = len(text) <= len(name) + _LONGEST_IS
    is_behind = re.search(rf"、{re.escape(name)}(?:です|と申します)$", text) is not None
    if not (is_all or is_behind):
        return False
    turn.add_one("name_instead")
    turn.learn(Slot("caller_name", name, name, 0.8))
    if is_behind:
        return False  # 昨日です、桐谷です
    turn.remember(f"asked:{label}", str(max(0, turn.count(f"asked:{label}") - 1)))
    return True


_BY_SOMEBODY = re.compile(r"担当|先生|スタッフ|相手|指名")
_LONGEST_IS = 5
"""Characters of と申します."""


def _staff_wanted(turn: Turn, text: str) -> str:
    """「できたら瀬川さんで」: by whom she would be served; empty where nobody of ours is named."""
    person = turn.person
    if turn.state.asked == "detail" and person is not None and turn.said.gives("target"):
        return person.surname
    return staff_wanted(text, turn.knowledge)


def _proposes_visit(turn: Turn) -> bool:
    """「今度の日曜の2時はどうですか」 begins a booking."""
    is_taken = turn.knowledge.manual.reservation.accepted and not waits_for_time(turn)
    return is_taken and would_come(turn.said.text, turn.knowledge.now)


def waits_for_time(turn: Turn) -> bool:
    """A day or an hour is an answer to the particular that is asked for."""
    label = turn.note("detail")
    return turn.state.asked == "detail" and bool(_ASKS_WHEN.search(label))


def _other_side(label: str, text: str) -> str:
    """「相手は夫で、桑原大地といいます」: the other's name, and not who calls; else empty."""
    if not label.startswith("相手方"):
        return ""
    clauses = (clause for clause in re.split(r"[、。]", text) if "相手" not in clause)
    named = (_CALLS_HIM.sub("です", clause) for clause in clauses)
    return next(filter(None, map(name_answered, named)), "")


def _without_name(turn: Turn, text: str) -> str:
    """The answer without 「片山です」 after it, which is kept as who calls."""
    first, *others = re.split(r"(?<=[。])", text)
    named = next((one for one in others if name_answered(one.strip("。 "))), "")
    found = _NAMED.search(text)
    name = found["name"] if found is not None else name_answered(named.strip("。 "))
    if name and not turn.value("caller_name"):
        turn.learn(Slot("caller_name", name, name, 0.9))
    return "".join((first, *(one for one in others if one != named)))


def _keep(turn: Turn, label: str, answer: str) -> None:
    """The answer as the report shall have it: a day as a day."""
    name = turn.slot("caller_name")
    if name is not None and name.value in answer and not turn.state.value("caller_name"):
        turn.forget("caller_name")  # ワゴンRだよ is no ワゴン
    if _KNOWN_BY.search(label):
        answer = _KANJI_RUN.sub(lambda run: run.group().translate(_KANJI_FIGURES), answer)
    figures = _FIGURE_RUN.findall(answer) if _KNOWN_BY.search(label) else []
    if len(figures) == 1:
        answer = figures[0]  # 診察券は持ってます、332番
    choices = choices_in(answer, turn.knowledge.now) if kind_of(label) == "time" else ()
    if choices and choices[0].day is not None:
        answer = choices[0].spoken
        turn.say("confirm", "detail_when", Fact("when", answer, "caller"))
    turn.learn(Slot(f"detail:{label}", answer, turn.said.reading, 0.8))
    _say_people(turn, label)


def _say_people(turn: Turn, label: str) -> None:
    """三人です: how many come is read back."""
    people = _PEOPLE.fullmatch(turn.value(f"detail:{label}")) if "人数" in label else None
    if people is not None:
        turn.say("confirm", "detail_people", Fact("people", people["n"], "caller"))


_PEOPLE = re.compile(r"(?:全部で|合わせて)?(?P<n>[0-9]+|[一二三四五六七八九十]+)(?:名|人)(?:様)?")


def _go_without(turn: Turn, label: str, text: str) -> None:
    """The caller does not have it; who has not bought yet has no trouble with it either."""
    turn.remember(f"skip:{label}", "1")
    if _NOT_YET.search(text) and not turn.value("kind").startswith("reservation_"):
        for other in labels(turn):
            if any(word in other for word in OPEN):
                turn.remember(f"skip:{other}", "1")


def _tells_who_too(turn: Turn, own: str) -> bool:
    """ふるさと納税です。名前は江端です: the answer, and beside it only who calls."""
    known = {s.name for s in turn.slots if turn.state.value(s.name) != s.value and s.value}
    name = turn.value("caller_name")
    is_name = (
        bool(name) and re.search(rf"{re.escape(name)}(?:です|だ|と|でござ|$)", own) is not None
    )
    return not any(told.startswith("detail:") for told in known) and not is_name


def _denies_day(turn: Turn) -> bool:
    """違います, where a day was read back in the same breath as the question."""
    is_read = any(turn.was_read_back(f"confirm.when_{name}") for name in ("wish", "booked"))
    first = turn.said.text.partition("。")[0]
    return is_read and turn.is_no and _DENIES.search(first) is not None


_BARE_WISH = re.compile(
    r"(?:はい|ええ|じゃあ?|では|それでは|それで|[、。 ])*"
    r"(?:お願いし|借り|買い|頼み|使い|申し?込み|(?:して|やって|来て)(?:もらい|いただき)|し|知り)"
    r"たい(?:ん|の)?(?:です|だ)?(?:けれ?ど?も?|が)?[。、]*"
)
"""借りたいんですけど: tells nothing of what was asked."""


def _only_wishes(label: str, text: str) -> bool:
    return _BARE_WISH.fullmatch(text) is not None and not _is_open(label)


def _is_open(label: str) -> bool:
    return any(word in label for word in OPEN)


def _is_unknown(turn: Turn, label: str, text: str) -> bool:
    """いえ, 特にありません, 忘れました, 注文番号なんてない."""
    has_none = _HAS_NONE.search(text) or _NOT_YET.search(text)
    if has_none and not _is_open(label):
        return True
    no = (turn.is_no and len(text) < SHORT) or _NOTHING.match(text) is not None
    return no or _UNKNOWN.search(text) is not None or turn.meant("decline_number")


def _gave_another(turn: Turn, label: str) -> bool:
    """Something else that is wanted was told; what was asked is still to come."""
    known = {s.name for s in turn.slots if turn.state.value(s.name) != s.value and s.value}
    told = {name for name in known if name.startswith("detail:") or name in _PARTS}
    if f"detail:{label}" in known or not told:
        return False
    return turn.add_one(f"beside:{label}") <= MAX_BESIDE


def _is_answer(turn: Turn, label: str, text: str, own: str) -> bool:
    if _is_something_else(turn, label, own):
        return False
    if asks_softly(text):
        return False
    if OF_GOODS.search(label) and TELLS_OF_IT.search(text):
        return False
    if _KNOWN_BY.search(label) and not _FIGURES.search(text):
        return False  # 青海波を2枚と麻の葉を1枚 is no number of an order
    if turn.said.intent.startswith("reservation_") and "予約" in text:
        return turn.value("kind").startswith("reservation_")
    return not (turn.is_yes and _ASSENT.sub("", text) == "")


def text_asks(turn: Turn) -> bool:
    """The caller asks back instead of answering."""
    return asks(turn.said.text)


def _is_something_else(turn: Turn, label: str, own: str) -> bool:
    """A name, a number, or a wish of its own instead of an answer."""
    names = {slot.name for slot in turn.said.slots if turn.value(slot.name) == slot.value}
    if names & {"callback_number", "caller_name", "target"} and not _tells_who_too(turn, own):
        return True
    is_wish = kind_of(label) not in ("matter", "time") and _WISHES.search(turn.said.text)
    may_ask = text_asks(turn) or bool(is_wish)
    if may_ask and turn.knowledge.faq.answer(turn.said.text, turn.said.reading):
        return True
    if turn.said.intent in ("complaint", "emergency"):
        return turn.said.confidence >= SURE and not _is_open(label)
    return turn.meant(
        "ask_mobile", "ask_private", "ask_email", "reach_person", "human_operator", "who_are_you",
        "call_again", "leave_message", "ask_return_time",
    )  # fmt: skip


def without_detail(turn: Turn) -> None:
    """Go on without it."""
    turn.remember(f"skip:{turn.note('detail')}", "1")


def details(turn_values: Iterable[Slot]) -> dict[str, str]:
    """What was asked by its word -> the answer."""
    return {
        slot.name.removeprefix("detail:"): slot.value
        for slot in turn_values
        if slot.name.startswith("detail:") and slot.value
    }
