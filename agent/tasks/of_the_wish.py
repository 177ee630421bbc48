"""A question without a noun of its own, asked of what the caller wishes for: 「お金はかかりますか」
of a booking that is cancelled, 「何分ぐらいかかるものですか」 of the visit that is booked.
"""

from __future__ import annotations

from agent.turn import Turn
from knowledge.asking import holds_value, names_nothing, question
from knowledge.faq import FaqHit

_WISHED_AS = {"reservation_cancel": "予約の取り消し", "order": "注文"}
"""What a question without a noun of its own is asked about, where it is no visit."""
LONGEST_BARE = 20
"""Characters of a question asked of the wish: それって何分ぐらいかかるものですか has 16."""


def of_the_wish(turn: Turn, asked: str) -> FaqHit | None:
    """What answers 「何分ぐらいかかるものですか」 of the visit that is being booked;
    None where it names a matter of its own, or nothing is wished."""
    asked = asked.rstrip("。 ").rpartition("、")[2]
    if len(asked) > LONGEST_BARE:
        return None
    kind = turn.value("kind")
    if kind in _WISHED_AS:
        return turn.knowledge.faq.answer(f"{_WISHED_AS[kind]}、{asked}")
    if not kind.startswith("reservation_"):
        return None
    hits = (_told_of(turn, about, asked) for about in _wished(turn))
    return next((hit for hit in hits if hit is not None), None)


def _wished(turn: Turn) -> list[str]:
    """What the visit is for: as the manual calls it, as it was said, and why she called."""
    content = turn.slot("detail:内容")
    said = [content.value, content.spoken] if content is not None else []
    told = turn.value("message").partition("、")[0]
    return [text for text in dict.fromkeys((*said, told)) if text]


def _told_of(turn: Turn, about: str, asked: str) -> FaqHit | None:
    hit = turn.knowledge.faq.answer(f"{about}、{asked}")
    if hit is not None and _names(hit, about):
        return hit
    return _told_with(turn, about, asked)


def _names(hit: FaqHit, about: str) -> bool:
    """クリーニング is named by what the entry says; ホワイトニング's price is none of it."""
    forms = (hit.entry.question, *hit.entry.paraphrases, hit.entry.answer)
    named = {word for form in forms for word in question(form).words}
    return bool(named & question(about).words.keys())


def _told_with(turn: Turn, about: str, asked: str) -> FaqHit | None:
    """「お金はかからないんですよね」 of 体験授業: what the manual says of it tells that, too."""
    if not names_nothing(asked):
        return None
    hit = turn.knowledge.faq.answer(f"{about}について教えてください")
    return hit if hit is not None and holds_value(asked, hit.entry.answer) else None
