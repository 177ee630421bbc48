"""A question without a noun of its own, asked of what the caller wishes for: 「お金はかかりますか」
of a booking that is cancelled, 「何分ぐらいかかるものですか」 of the visit that is booked.
"""

from __future__ import annotations

from agent.turn import Turn
from knowledge.asking import holds_value, names_nothing
from knowledge.faq import FaqHit

_WISHED_AS = {"reservation_cancel": "予約の取り消し", "order": "注文"}
"""What a question without a noun of its own is asked about, where it is no visit."""
LONGEST_BARE = 20
"""Characters of a question asked of the wish: それって何分ぐらいかかるものですか has 16."""


def of_the_wish(turn: Turn, asked: str) -> FaqHit | None:
    """What answers 「何分ぐらいかかるものですか」 of the visit that is being booked;
    None where it names a matter of its own, or nothing is wished."""
    kind = turn.value("kind")
    about = turn.value("detail:内容") if kind.startswith("reservation_") else ""
    about = _WISHED_AS.get(kind, about)
    if not about or len(asked) > LONGEST_BARE:
        return None
    return turn.knowledge.faq.answer(f"{about}、{asked}") or _told_with(turn, about, asked)


def _told_with(turn: Turn, about: str, asked: str) -> FaqHit | None:
    """「お金はかからないんですよね」 of 体験授業: what the manual says of it tells that, too."""
    if not names_nothing(asked):
        return None
    hit = turn.knowledge.faq.answer(f"{about}について教えてください")
    return hit if hit is not None and holds_value(asked, hit.entry.answer) else None
