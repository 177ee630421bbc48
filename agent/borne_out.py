"""What a turn's own words settle about its scores.

One word, はい or え？, is an answer or a question back whatever stood before it; a number that is
given was not declined; and a second wish counts only where a word of its own was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.intents import ALSO_FROM, Scored, votes
from agent.utterance import Utterance

_ONE_WORD = 0.95
"""Punctuation leaves no doubt; the rest is for a recogniser that heard はい in something else."""
_BARE_YES = re.compile(r"(?:(?:はい|はーい|ええ|うん|ハイ)[、。 ]*)+")
_ASKED_BACK = re.compile(r"(?:はい|は|え|えっ|ん|はあ|へ|うん)[?？]+")
_BELOW = ALSO_FROM - 0.01


def one_word(said: Utterance) -> Scored | None:
    """What a turn of one little word is; None for every other turn."""
    text = said.text.strip()
    if _ASKED_BACK.fullmatch(text):
        return Scored("repeat_request", _ONE_WORD)
    if _BARE_YES.fullmatch(text):
        return Scored("yes", _ONE_WORD)
    return None


def without_declining(scores: Sequence[Scored]) -> list[Scored]:
    """The scores of a turn that gives a number: what declining it had goes to `other`."""
    declined = sum(s.score for s in scores if s.intent == "decline_number")
    kept = [
        Scored(s.intent, s.score + declined if s.intent == "other" else s.score)
        for s in scores
        if s.intent != "decline_number"
    ]
    return sorted(kept, key=lambda s: -s.score)


def seconds_by_words(said: Utterance, scores: Sequence[Scored]) -> list[Scored]:
    """The scores, the second ones below what counts where no word of theirs was said."""
    best, *rest = scores
    if not rest or rest[0].score < ALSO_FROM:
        return list(scores)
    heard = votes(said)
    kept = [
        s if s.intent not in NEED_WORDS or heard.get(s.intent, 0.0) >= _HEARD else _weakened(s)
        for s in rest
    ]
    return [best, *sorted(kept, key=lambda s: -s.score)]


def _weakened(scored: Scored) -> Scored:
    return Scored(scored.intent, min(scored.score, _BELOW))


NEED_WORDS = frozenset(
    ("job_application", "wrong_number", "complaint", "sales_call", "emergency",
     "reservation_cancel", "reservation_change", "goodbye", "faq")
)  # fmt: skip
"""Wishes that a turn is easily likened to."""
_HEARD = 0.4
"""Vote of the cue words from which one was said."""
