"""A member of somebody's family: the colleague gets さん, no company is asked, she is told at once.

What the family may be told is what the manual allows families, within what the person discloses
to anybody; after that the call goes the way of any other.
"""

from __future__ import annotations

import re

from agent.events import Slot, Understanding
from agent.state import DialogueState
from agent.tasks.take_message import keep_reason
from agent.turn import Task, Turn, relation_of
from knowledge import Knowledge
from knowledge.directory import Person
from knowledge.reader import read

_KIN = re.compile(
    r"家内|妻|女房|主人|夫|旦那|息子|娘|長男|次男|長女|次女|母|父|祖母|祖父|兄|弟|姉|妹|家族|実家|身内|家の者"
)

_OF_HERE = re.compile(r"(?:そちら|おたく|御社|お世話になって(?:い|おり)ます、?)(?:の|で|に)?")
_WANTS_KIN = re.compile(
    rf"(?:{_KIN.pattern})(?:(?:は|を|に)[^。]{{0,6}}(?:いますか|おり|いらっしゃ|お願い|代わ)|"
    r"に[^。]{0,40}(?:伝え|言っ|言付|電話|連絡))"
)
"""夫ですが、家内はおりますでしょうか; 妻に、面談が5時に変わったって伝えて."""
_AT_ONCE = re.compile(
    r"すぐ(?:に|電話|連絡|伝え|知らせ|戻)|至急|急い|急ぎ|倒れ|運ばれ|危篤|亡くな|事故|熱[をが]?(?:出|あ)|けが|怪我"
)
"""What a family member does not let wait till tomorrow."""
_WHOSE = re.compile(rf"(?P<name>[^、。\s]{{1,10}}?)(?:さん)?の(?:{_KIN.pattern})")


def go_on(turn: Turn) -> bool:
    """Go on as with any caller who wants somebody; the register is what differs."""
    turn.drop("family_call")
    if turn.note("promised") != "1":  # a message was told in the same breath
        turn.push("reach_person")
    return False


def _opened(turn: Turn) -> None:
    turn.remember("register", "family")
    turn.learn(Slot("kind", "family", turn.said.text, 0.9))
    turn.remember("number_known", "1")
    if _AT_ONCE.search(turn.said.text):
        turn.remember("urgent", "1")
    keep_reason(turn, beside=True)
    found = _KIN.search(turn.said.text)
    _whose(turn)
    person = turn.person
    named = turn.value("caller_name")
    if person is not None and (not named or _is_hers(named, person)):
        turn.learn(Slot("caller_name", person.surname, person.surname_reading, 0.8))
    turn.forget("caller_company")  # 小6の, 病院の: no firm calls
    if not turn.value("relation"):
        turn.learn(Slot("relation", found.group() if found else "家族", turn.said.text, 0.8))


def _is_hers(named: str, person: Person) -> bool:
    """長谷川真由の夫です: the whole name is the colleague's, not the caller's."""
    return named == re.sub(r"[\s　]", "", person.staff.name)


def _whose(turn: Turn) -> None:
    """栗本の夫ですが、妻に: the colleague is the one whose family calls."""
    found = _WHOSE.search(turn.said.text)
    if turn.person is not None or turn.value("target_choices") or found is None:
        return
    people = turn.knowledge.directory.find(read(found["name"]), asked=True).people
    if len(people) == 1:
        turn.learn(Slot("target", people[0].key, found["name"], 0.9))
    elif people:
        turn.learn(Slot("target_choices", "|".join(p.key for p in people), found["name"], 0.9))


def is_family(said: Understanding, knowledge: Knowledge) -> bool:
    """千葉さんはおりますか、夫の千葉です; 千葉亜希の母ですが; そちらの堀内の家内ですけど;
    中村の夫です、妻に伝えて: a relation of one of ours, who is wanted or named as ours."""
    told = {s.name: s.value for s in said.slots}
    person = knowledge.directory.person(told.get("target", ""))
    kin = relation_of(told.get("relation", "")) == "ご家族の方"
    name = told.get("caller_name")
    if person is not None and kin and name == person.surname:
        return True
    is_bearer = any(name == other.surname for other in knowledge.directory.people)
    if kin and is_bearer and person is None and _WANTS_KIN.search(said.text):
        return True
    return any(_is_ours(found, said.text, knowledge) for found in _WHOSE.finditer(said.text))


_MYSELF = re.compile(
    rf"(?:はい|ええ|あの|あ|わたくし|私|、| )*+(?:うちの)?(?:{_KIN.pattern})"
    r"(?:です|でございます|なんです|だ)(?:が|けど|けれど)?[。、]*"
)


def answers_as_family(text: str, state: DialogueState) -> bool:
    """「家内でございます」, to the question who is calling for one of ours."""
    is_asked = state.asked in ("caller", "caller_name", "caller_company")
    is_for_one = bool(state.value("target")) and state.value("kind") in ("", "reach_person")
    return is_asked and is_for_one and _MYSELF.fullmatch(text) is not None


def _is_ours(found: re.Match[str], text: str, knowledge: Knowledge) -> bool:
    """The name before の母 is one of ours in full, or of this house: 高校部の大塚の家内."""
    whose, people = found["name"], knowledge.directory.people
    if any(whose.endswith(p.staff.name.replace(" ", "")) for p in people):
        return True
    is_here = _OF_HERE.search(text[: found.end()]) is not None
    wants = _WANTS_KIN.search(text[found.end() :]) is not None
    is_here |= any(f"{staff.department}の" in whose for staff in knowledge.manual.staff)
    is_here |= any(
        whose.endswith(p.surname) and p.staff.name.replace(" ", "") in text for p in people
    )  # 千葉の夫ですけど、千葉亜希いますか
    return (is_here or wants) and any(whose.endswith(p.surname) for p in people)


TASK = Task("family_call", ("family_call",), go_on, opened=_opened)
