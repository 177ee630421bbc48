"""What is asked in the same breath as a wish: told at once where the manual answers it, and said to
be found out where it does not."""

from __future__ import annotations

import re

from agent import asking
from agent.beside import asks
from agent.events import Fact
from agent.tasks.find_answer import SHORT, will_tell
from agent.tasks.of_the_wish import of_the_wish
from agent.tasks.rather_asked import POLAR
from agent.tasks.sure_answers import LEAST_CLAUSE, MAX_ANSWERS, SURE_ALONE
from agent.turn import Turn
from knowledge.asking import names_nothing
from knowledge.faq import FaqHit


def look_up_asked(turn: Turn) -> bool:
    """Have the manual's answers to what is asked beside a wish told: each sentence's last clauses
    that ask, alone or of the wish itself (お金ってかかりますか of what is cancelled). What has no
    answer is said to be found out. True where something is told."""
    if tells_policy(turn):
        return True
    found: list[str] = []
    is_open = False
    for sentence in re.split(r"[。？?]", turn.said.text):
        hit = _answer_in(turn, sentence)
        if hit is not None and hit.entry.id not in found:
            found.append(hit.entry.id)
        is_open |= hit is None and len(sentence) >= SHORT and _asks_more(sentence)
    for key in found[:MAX_ANSWERS]:
        will_tell(turn, key)
    if found:
        turn.push("answer_question")
    elif is_open:
        turn.say("inform", "will_ask", turn.target_name())
    return bool(found)


_OF_FEE = re.compile(r"お金|料金|キャンセル料|手数料|違約|費用|無料|タダ|いくら|なんぼ|いつまで")


def tells_policy(turn: Turn) -> bool:
    """「取りやめたくて、お金かかっちゃいます？」: what the manual says of cancellations. Once."""
    policy = turn.knowledge.manual.reservation.cancellation_policy
    is_of_it = turn.value("kind") == "reservation_cancel" and _OF_FEE.search(turn.said.text)
    is_asked = any(map(asking.asks, re.split(r"(?<=[。？?])", turn.said.text)))
    if not (is_of_it and is_asked) or turn.note("policy") == "1":
        return False
    policy = policy or _fee_entry(turn)
    is_told = _OF_SUM.search(turn.said.text) is None or _TELLS_SUM.search(policy) is not None
    if not policy or not is_told:
        return False
    turn.remember("policy", "1")
    turn.say("inform", "answer", Fact("answer", policy, "manual"))
    return True


_OF_SUM = re.compile(r"お金|料|いくら|なんぼ|費用|無料|タダ")
_TELLS_SUM = re.compile(r"円|割|無料|かかり|頂戴|いただ(?:き|く)ま")


def _fee_entry(turn: Turn) -> str:
    """What an entry says of the fee, which 「これ、いくらか取られんの」 need not name."""
    hit = turn.knowledge.faq.answer("予約を取り消すとキャンセル料はかかりますか")
    return hit.entry.answer if hit is not None else ""


def told_at_once(turn: Turn) -> bool:
    """What the turn asks and the manual surely answers, told in passing: in a complaint, or while
    a person is rung. 「夜だと高くなったりします?」"""
    asked = (s for s in re.split(r"(?<=[。？?])", turn.said.text) if asking.asks(s))
    hits = [hit for s in asked if (hit := turn.knowledge.faq.answer(s)) is not None]
    known = turn.note("answers_told").split(",")
    sure = [h for h in hits if h.score >= SURE_ALONE and h.entry.id not in known][:MAX_ANSWERS]
    for hit in sure:
        turn.remember("answers_told", f"{turn.note('answers_told')},{hit.entry.id}")
        turn.say("inform", "answer", Fact("answer", hit.entry.answer, "manual"))
    return bool(sure)


_OF_COMING = re.compile(
    r"やめ(?:に|た)|なしに|なかったことに|キャンセル|取り消|持って(?:き|来)て|届けて|配達|空い|空き|取れ|入れ(?:ます|る)|予約|変更|変え|ずら|移(?:せ|し|動)|早め|遅らせ|"
    r"日にち|別の日|お願い|でき(?:ます|る)|(?:診|見|み)て(?:もら|いただ|くれ)"
)
"""What is asked of the booking itself, which is what the call is taken for."""


_TO_MOVE = re.compile(
    r"(?:ずら|移|動か|変え|早め|遅らせ)(?:せ|られ|て|し)|(?:なし|無し|なかったこと)に(?:し|でき)"
)
"""午後にずらせますか: the wish itself."""
_IF_POSSIBLE = re.compile(
    r"(?:あと|それと|で)?、?(?:できれば|できたら|なるべく|可能(?:なら|でしたら))"
)
"""「できれば女の先生がいいんですが」: a wish beside the wish, which the manual may grant."""


def _asks_more(sentence: str) -> bool:
    asked = re.split(r"(?:けど|けども|が)、", sentence)[-1]
    return asks(asked) and _OF_COMING.search(asked) is None


def _answer_in(turn: Turn, sentence: str) -> FaqHit | None:
    """What answers a sentence that asks: its last clause, else that with those before it; never
    the wish itself, which the whole of it holds."""
    if _IF_POSSIBLE.match(sentence):
        hit = turn.knowledge.faq.answer(sentence)
        return hit if hit is not None and hit.score >= SURE_ALONE else None
    if not asking.asks(sentence) and not POLAR.search(sentence):
        return None
    clauses = [one for one in sentence.split("、") if one]
    ends = ["、".join(clauses[at:]) for at in range(len(clauses)) if at or len(clauses) == 1]
    # いくらくらいかかりますか is asked of the wish, and of no entry by itself
    asked = (
        end
        for end in reversed(ends)
        if len(end) >= LEAST_CLAUSE and not (names_nothing(end) or _TO_MOVE.search(end))
    )
    hits = (turn.knowledge.faq.answer(end) for end in asked)
    return next((one for one in hits if one is not None), None) or of_the_wish(turn, clauses[-1])
