"""What the caller told that nothing else of the report holds yet.

The flow takes what it asked for; a matter told beside it, in any turn, is found here by what it
adds: the nouns that stand in no name, no answer of a form, no order and no day of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agent.events import AgentDecided
from agent.matter import asks_us, calls_for, content_of, tells_why, without_call_words
from agent.said_to_desk import without_words_to_desk
from speech.reading.letters import is_letters

LEAST_NEW = 2
"""Characters of kanji and katakana that stand nowhere else: 請求 is something, 件 alone is not."""
_NOUNS = re.compile(r"[一-龥々]+|[ァ-ヴー]{2,}|[A-Za-z]{3,}")
_TIMES = re.compile(
    r"[0-9一二三四五六七八九十]+(?:月|日|時|分|時半|週間|枚|個|袋|箱|本|冊|台|人|名)|[月火水木金土日]曜日?|"
    r"午前|午後|夕方|正午|今日|本日|明日|明後日|来週|再来週|今週|来月|今月|[朝昼夜](?![一-龥々])|頃|以降|"
    r"予約|注文|番号|間違|訂正|お世話|以上|時"
)
_NAMES = ("caller_name", "caller_company")
_BEFORE_NAME = (
    r"(?P<told>[^、。？?]{{4,}}(?:た|[てで][いお]?る|[てで]い?ます))"
    r"{name}(?:と申|です|でござ|と[言い])"
)
_ADDRESS = re.compile(r"アットマーク|ドット|@")
"""An address that is spelled; the caller's own is a field of the report."""
_SPELLS = re.compile(r"[一-龥々]の[一-龥々](?:です|$)")
"""井戸の井です: how her name is written."""
_SERVICE = re.compile(r"もらう(?:こと|の|と)|いくら|かかり")
"""お箸に名前を彫ってもらうことってできますか: what is asked of a service, not told or called."""
LONGEST_GIVEN_NAME = 4
"""Characters behind a surname that stands by itself: 大河内トメ."""
_NO_MATTER = frozenset(
    ("repeat_request", "wait", "who_are_you", "ask_private", "ask_mobile", "human_operator",
     "confirm_company")
)  # fmt: skip
_ANSWERS = frozenset(("detail", "order_items", "confirm_order", "staff_proof", "staff_name"))
"""Questions whose answers the report holds in fields of their own."""
_MORE_THAN_ANSWER = re.compile(r"ないで|ほし|欲し|たい|ください|下さい|助か|ので|んで|から|けど")
"""A wish or a ground beside such an answer: 会社にはかけないでください."""


def left_over(turns: Sequence[AgentDecided], known: str) -> list[str]:
    """The sentences, in order, that tell something `known` (all the report holds) does not."""
    found: list[str] = []
    slots = (slot for turn in turns for slot in turn.decision.slots)
    bearers = tuple(dict.fromkeys(s.value for s in slots if s.name in _NAMES and s.value))
    for before, turn in pairwise(turns):
        said = turn.understanding
        if said is None or said.intent in _NO_MATTER:
            continue
        is_answer = before.decision.asked in _ANSWERS
        sentences = [*_of_herself(said.text, bearers), *content_of(said.text, bearers).split("。")]
        for sentence in map(_told, sentences):
            is_beside = _is_to_desk(sentence) or _is_name(sentence, bearers)
            is_beside |= is_answer and not _MORE_THAN_ANSWER.search(sentence)
            if not is_beside and _adds(sentence, known + "".join(found)):
                found.append(sentence)
    return found


def _of_herself(text: str, names: tuple[str, ...]) -> list[str]:
    """What stands before her name: 前に遺言を作ってもらった沖と申します."""
    found = (re.search(_BEFORE_NAME.format(name=re.escape(name)), text) for name in names)
    return [told["told"] for told in found if told is not None]


def _told(sentence: str) -> str:
    """Of a wish put to the desk its ground: お迎えに行けなくなったので、折り返してもらえますか."""
    is_service = _SERVICE.search(sentence) is not None and not calls_for(sentence)
    if is_service or not (asks_us(sentence) or calls_for(sentence)):
        return sentence
    ground = sentence.rpartition("、")[0]
    return ground if tells_why(ground) else ""


def _is_name(sentence: str, names: tuple[str, ...]) -> bool:
    """Who she is, written out or spelled."""
    longer = (len(name) + LONGEST_GIVEN_NAME for name in names if sentence.startswith(name))
    return _SPELLS.search(sentence) is not None or any(len(sentence) <= most for most in longer)


def _is_to_desk(sentence: str) -> bool:
    kept = without_words_to_desk([sentence, ""], call_wanted=True, booked=True)
    return sentence not in kept


def _adds(sentence: str, known: str) -> bool:
    is_ground = tells_why(sentence)  # 会議 and 休み belong to it there
    nouns = _NOUNS.findall(_TIMES.sub(" ", sentence if is_ground else without_call_words(sentence)))
    new = (noun for noun in nouns if noun not in known and not is_letters(noun))
    return not _ADDRESS.search(sentence) and sum(map(len, new)) >= LEAST_NEW
