"""Whether a turn tells of danger: surely, perhaps, or not. Decided here and nowhere else.

Three witnesses are heard: the words (agent.danger), what they mean (agent.hazards) and what kind of
call the turn is likened to. Two that agree are sure; one alone is worth a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from agent.danger import (
    LIKELY,
    NEAR,
    NOW,
    SAME,
    SURE,
    goes_on,
    is_danger,
    is_near,
    may_be_danger,
    says_danger,
    told_of,
)
from agent.danger_harm import is_now, likely_harms
from agent.displeasure import is_angry
from agent.events import Understanding
from agent.hazards import hazard, hazard_of_clauses, is_phrase
from agent.meant_slots import NAMES
from agent.own_advice import tells_of_own
from agent.own_trouble import is_brought, office_of
from agent.plain_matters import stated_in
from knowledge import Knowledge
from knowledge.asking import shares_noun
from knowledge.reader import read

_LINGERS = re.compile(
    r"(?:茶色|赤|黄色|濁った|にごった)(?:い|っぽい)?(?:色の)?水|気にな|時々|ときどき|たまに|最近|詰まっ|古く"
)
"""What has been so for a while is looked into and not asked after: 血が出るのが気になって."""
_ON_ROAD = re.compile(
    r"(?:高速(?:道路)?|路肩|車道|踏切|トンネル)(?:で|に|の)[^。]{0,20}(?:止ま|動かな|動けな|立ち往生|パンク|故障)|"
    r"(?:止ま|動かな|動けな|パンク|故障)[^。]{0,20}(?:路肩|高速|車道|踏切|トンネル)"
)
"""タイヤがパンクして、路肩に止まってる: others drive there."""
Alarm = Literal["sure", "likely", "none"]
LIKENED, SURELY_LIKENED, AS_GOOD_AS_SURE = 0.6, 0.75, 0.9
"""Scores of an emergency from which words of danger, likely harm, and nearness to one of the
client's own words are enough."""
ALONE = 0.2
"""`hazard` that is asked after whatever a turn is likened to."""
HARDLY = 0.02
"""`hazard` below which likeness alone is not asked after: two of 336 labelled emergencies lie there
that have no word of danger either, and so does 「息子の成績が下がってて」."""
NEAR_ALONE = 0.75
"""Nearness from which one of the client's own words is asked after though nothing else shows
danger."""
BUSINESS = frozenset(
    ("reservation_new", "reservation_change", "reservation_cancel", "take_order", "faq",
     "sales_call", "job_application", "leave_message", "wrong_number", "ask_return_time")
)  # fmt: skip
"""What is surely wished for beside a likely danger shows that there is none."""


def alarm(said: Understanding, knowledge: Knowledge) -> Alarm:
    """How surely `said` tells of danger that goes on."""
    words = knowledge.manual.rules.emergency.words
    text = told_of(_without_firm(said))
    sounds = said.reading if text == said.text else read(text)
    if is_danger(text, words, sounds) or (_ON_ROAD.search(text) and is_now(text)):
        return "sure"
    if not goes_on(text, words) or _is_own_matter(text, knowledge):
        return "none"
    is_meant = may_be_danger(text, words)
    is_answered = _is_answered(said, text, knowledge)
    is_like = said.intent == "emergency"
    if is_like and not is_answered and (is_meant or _is_borne_out(text, said.confidence, words)):
        return "sure"
    is_business = said.intent in BUSINESS and said.confidence >= LIKENED
    if is_business or _LINGERS.search(text) or is_angry(text):
        return "none"  # who is angry hears an apology, and no question whether it is so
    if is_answered:
        return "likely" if is_like and is_meant else "none"
    return "likely" if _is_likely(said, text, words, is_meant) else "none"


def _without_firm(said: Understanding) -> str:
    """「老人ホームやすらぎの福原です」: what a firm is called tells of nothing."""
    firm = next((slot.value for slot in said.slots if slot.name == "caller_company"), "")
    return said.text.replace(firm, "") if firm else said.text


def _is_own_matter(text: str, knowledge: Knowledge) -> bool:
    """Trouble that this office is there for, and that is no danger by its own words."""
    if says_danger(text) or not is_brought(text, knowledge):
        return False
    words = knowledge.manual.rules.emergency.words
    if tells_of_own(words, text, only_narrow=True):
        return False
    is_near_own = hazard(text) >= ALONE or is_near(text, words, NEAR_ALONE)
    return office_of(knowledge) == "advice" or not is_near_own


def _is_answered(said: Understanding, text: str, knowledge: Knowledge) -> bool:
    """お湯が出ない: the manual says what is done then, and nothing shows that it is new."""
    words = knowledge.manual.rules.emergency.words
    is_own = said.intent == "emergency" and is_near(text, words, NEAR_ALONE)
    is_own |= tells_of_own(words, text, only_narrow=True)
    if is_own or hazard(text) >= SURE or NOW.search(text):
        return False
    hit = knowledge.faq.answer(text, said.reading)
    return hit is not None and shares_noun(text, (hit.entry.question, *hit.entry.paraphrases))


def _is_borne_out(text: str, liked: float, words: Sequence[str]) -> bool:
    """What is likened to an emergency has words of one, or is near to the client's own."""
    if not is_now(text):
        return False
    if liked >= LIKENED and (says_danger(text) or is_near(text, words, NEAR_ALONE)):
        return True
    if liked >= AS_GOOD_AS_SURE and is_near(text, words):
        return True
    if liked >= SURELY_LIKENED and likely_harms(text):
        return True
    is_same = is_near(text, filter(is_phrase, words), SAME)
    return is_same or tells_of_own(words, text, only_narrow=True)


def _is_likely(said: Understanding, text: str, words: Sequence[str], is_meant: bool) -> bool:
    """One witness: it means danger, or is like it, or has a word or the meaning of one."""
    if tells_of_own(words, text, only_narrow=True):
        return is_now(text)
    if said.intent == "complaint" and said.confidence >= LIKENED:
        return is_meant and hazard(text) >= LIKELY
    is_liked = said.intent == "emergency" and said.confidence >= LIKENED
    is_liked &= hazard_of_clauses(text) >= HARDLY
    is_alone = is_liked or (hazard(text) >= ALONE and not said.gives(*NAMES))
    if is_meant or (is_alone and stated_in(text) is None):  # 機械が動かなくなった is only broken
        return is_now(text)
    meant = (said.intent, *said.also)
    is_like = "emergency" in meant
    if (is_like or "urgent" in meant) and tells_of_own(words, text):
        return is_now(text)
    if is_like and (says_danger(text) or likely_harms(text)):
        return is_now(text)
    return is_near(text, words, NEAR if is_like else NEAR_ALONE)
