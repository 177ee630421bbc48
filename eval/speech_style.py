"""How a caller speaks, laid over what the scenario has the caller say.

Fillers, pauses and repeated words are put in where a phrase ends: at the turn's beginning and
after a 、. Only where words are spoken as they are written, and not between two parts of a
number, a spelled address or a name: what decides whether a turn is understood stays whole. Pace
and loudness go to the voice (`eval.voices.voice_for`) and to the line (`as_loud`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from eval.telephone import Channel
from speech.endpointing import Expect

if TYPE_CHECKING:  # eval.script may name a Style
    from eval.script import Stretch, Turn

Register = Literal["polite", "blunt", "elderly", "hurried", "angry"]

FILLERS: tuple[str, ...] = ("えーと、", "あの、", "えっと、", "まあ、")
"""The last of them weighs what was just said, so no turn begins with it."""
PAUSE_MS = (250, 900)
"""A hesitation: the medium pauses of spontaneous speech, 200-1000 ms (Campione & Veronis 2002)."""
SLOWEST, FASTEST = 0.7, 1.5


@dataclass(frozen=True, slots=True)
class Style:
    """One caller's way of speaking."""

    speed: float = 1.0
    """Factor on the voice's own rate, 0.7..1.5; the register's comes on top."""
    fillers: float = 0.0
    """Share of phrase beginnings with a filler before them, 0..1."""
    hesitation: float = 0.0
    """Share of 、 with a pause of `PAUSE_MS` after them, 0..1."""
    register: Register = "polite"

    def __post_init__(self) -> None:
        """Refuse what nobody speaks like."""
        checks = (
            (SLOWEST <= self.speed <= FASTEST, f"speed must lie in {SLOWEST}..{FASTEST}"),
            (0.0 <= self.fillers <= 1.0, "fillers must lie in 0..1"),
            (0.0 <= self.hesitation <= 1.0, "hesitation must lie in 0..1"),
            (self.register in get_args(Register), f"register is one of {get_args(Register)}"),
        )
        for holds, message in checks:
            if not holds:
                raise ValueError(message)

    @property
    def pace(self) -> float:
        """Factor on the voice's rate with the register's: 0.56..1.875."""
        return self.speed * _WAYS[self.register].speed

    @property
    def louder_db(self) -> float:
        """Against a polite caller."""
        return _WAYS[self.register].louder_db

    @property
    def tremor(self) -> float:
        """How far an old voice's pitch trembles, as a share of it; 0 for the others."""
        return _WAYS[self.register].tremor


@dataclass(frozen=True, slots=True)
class _Way:
    """What a register adds. Round figures by custom, not measured on callers."""

    speed: float = 1.0
    louder_db: float = 0.0
    tremor: float = 0.0
    fluent: bool = False
    """Neither fillers nor pauses, whatever the style says."""
    pauses: float = 0.0
    """Share of 、 with a pause, on top of the style's."""
    pauses_longer: float = 1.0
    repeats: float = 0.0
    """Share of phrases said twice."""


_WAYS: Mapping[Register, _Way] = {
    "polite": _Way(),
    "blunt": _Way(speed=1.08, louder_db=1.0),
    "elderly": _Way(
        speed=0.8, louder_db=-2.0, tremor=0.012, pauses=0.3, pauses_longer=1.3, repeats=0.15
    ),
    "hurried": _Way(speed=1.25, fluent=True),
    "angry": _Way(speed=1.12, louder_db=5.0),
}


def as_loud(channel: Channel, style: Style) -> Channel:
    """The line with this caller's loudness on it; the noise stays, so the SNR moves too."""
    level_dbfs = float(np.clip(channel.level_dbfs + style.louder_db, -60.0, -6.0))
    snr_db = float(np.clip(channel.snr_db + level_dbfs - channel.level_dbfs, 0.0, 60.0))
    return replace(channel, level_dbfs=level_dbfs, snr_db=snr_db)


def styled(turn: Turn, style: Style, rng: np.random.Generator) -> Turn:
    """The turn as this caller says it, in writing and aloud alike; the same for the same `rng`.

    Backchannels, interruptions, plain yes and no, and もしもし come out as they are: nobody
    hesitates there. Pauses that the scenario sets stay as it sets them.
    """
    way = _WAYS[style.register]
    if way.fluent or not _is_thought_about(turn):
        return turn
    said: list[_Phrase] = []
    for phrase in _phrases(turn):
        if said:
            said[-1] = _hesitant(said[-1], style, way, rng)
        if rng.random() < style.fillers and _may_follow(phrase, said):
            said[-1:] = [_with_comma(last) for last in said[-1:]]
            filler = _filler(turn, rng, FILLERS if said else FILLERS[:-1])
            said.append(_hesitant(filler, style, way, rng))
        if _may_be_said_twice(phrase) and rng.random() < way.repeats:
            said.append(replace(_with_comma(phrase), breath_ms=None))
        said.append(phrase)
    return _joined(turn, said)


def _is_thought_about(turn: Turn) -> bool:
    return (
        bool(turn.stretches)
        and turn.when == "after"
        and turn.expect is not Expect.YES_NO
        and not _SAID_AT_ONCE.match(turn.text)
    )


# -- what is put in --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that stay together, as written and as spoken."""

    written: str
    stretches: tuple[Stretch, ...]
    breath_ms: int | None = None
    """The pause after it; None where the voice goes on into the next phrase."""


def _hesitant(phrase: _Phrase, style: Style, way: _Way, rng: np.random.Generator) -> _Phrase:
    """With a pause after it or without, as it falls."""
    if phrase.breath_ms or rng.random() >= style.hesitation + way.pauses:
        return phrase
    pause_ms = round(float(rng.uniform(*PAUSE_MS)) * way.pauses_longer)
    return replace(_with_comma(phrase), breath_ms=pause_ms)


def _may_follow(phrase: _Phrase, said: Sequence[_Phrase]) -> bool:
    """May a filler stand before this phrase: is there none yet?"""
    beside = (phrase, *said[-1:])
    return not any(_FILLER.match(each.written) for each in beside)


def _filler(turn: Turn, rng: np.random.Generator, fillers: Sequence[str]) -> _Phrase:
    words = fillers[int(rng.integers(len(fillers)))]
    return _Phrase(words, (replace(turn.stretches[0], spoken=words, pause_ms=0),))


def _may_be_said_twice(phrase: _Phrase) -> bool:
    """A short phrase before a 、 that holds nothing which twice would mean something else."""
    return (
        phrase.written.endswith("、")
        and _SHORTEST_REPEATED <= len(phrase.written) <= _LONGEST_REPEATED
        and phrase.written.rstrip("、") == "".join(s.spoken for s in phrase.stretches).rstrip("、")
        and re.search(f"[。？！{_SPELLED}]|{_NUMBER_WORD}", phrase.written) is None
        and not _FILLER.match(phrase.written)
    )


def _with_comma(phrase: _Phrase) -> _Phrase:
    """Ending in a mark, in writing and aloud."""

    def comma(words: str) -> str:
        return words if words[-1:] in _MARKS else words + "、"

    last = phrase.stretches[-1]
    stretches = (*phrase.stretches[:-1], replace(last, spoken=comma(last.spoken)))
    return replace(phrase, written=comma(phrase.written), stretches=stretches)


def _joined(turn: Turn, phrases: Sequence[_Phrase]) -> Turn:
    """One turn of the phrases; those with no breath between them in one stretch."""
    stretches: list[Stretch] = []
    flows_on = False
    for phrase in phrases:
        first, *others = phrase.stretches
        if flows_on:
            first = replace(first, spoken=stretches.pop().spoken + first.spoken)
        stretches += [first, *others]
        flows_on = phrase.breath_ms is None
        if phrase.breath_ms is not None:
            stretches[-1] = replace(stretches[-1], pause_ms=phrase.breath_ms)
    text = "".join(phrase.written for phrase in phrases)
    return replace(turn, text=text, stretches=tuple(stretches))


# -- where a phrase ends ---------------------------------------------------------------------------

_MARKS = "、。，．？！?!"
_SPELLED = "ァ-ヺーA-Za-z0-9Ａ-Ｚａ-ｚ０-９〇零一二三四五六七八九十百千万@＠._-"
"""Katakana too: spelled letters, digits read out and names to be heard stand in it."""
_NUMBER_WORD = "(?:ぜろ|れい|まる|いち|さん|よん|ろく|なな|しち|はち|きゅう|じゅう)"
_DIGITS = f"(?:{_NUMBER_WORD}|に|し|ご|く|の)+"
_SPELLED_END = re.compile(f"(?:[{_SPELLED}]|(?:^|[{_MARKS}]){_DIGITS})[のにで]?$")
_SPELLED_BEGIN = re.compile(f"[{_SPELLED}]|{_DIGITS}(?:です|[{_MARKS}]|$)")
_FILLER = re.compile("えーと|ええと|えっと|あのー|あの、|まあ、")
_SHORTEST_REPEATED, _LONGEST_REPEATED = 3, 9
"""Characters with the 、: a phrase of up to three words."""
_SAID_AT_ONCE = re.compile(r"もしもし|(?=.*[A-Za-z])[ -~]*$")
"""もしもし, and what is said in English: these fillers are Japanese."""
_HELD_TOGETHER = (Expect.NAME, Expect.PHONE_NUMBER, Expect.EMAIL)


def _phrases(turn: Turn) -> list[_Phrase]:
    """The turn cut at its 、, wherever written and spoken words meet there."""
    cuts = [] if turn.expect in _HELD_TOGETHER else _cuts(turn)
    phrases: list[_Phrase] = []
    written_from = spoken_from = 0
    for written_to, spoken_to in [*cuts, (len(turn.text), len(_spoken(turn)))]:
        within = _slice(turn.stretches, spoken_from, spoken_to)
        ends_stretch = spoken_to in _ends(turn.stretches)[:-1]
        phrases.append(
            _Phrase(
                turn.text[written_from:written_to],
                within,
                within[-1].pause_ms if ends_stretch else None,
            )
        )
        written_from, spoken_from = written_to, spoken_to
    return phrases


def _cuts(turn: Turn) -> list[tuple[int, int]]:
    """Where a phrase ends, as (place in the text, place in the words spoken)."""
    text, spoken = turn.text, _spoken(turn)
    ends = _ends(turn.stretches)
    cuts: list[tuple[int, int]] = []
    for (left, right), (before, after) in _gaps(text, spoken):
        marks = text[left:right] + spoken[before:after]
        if "、" in marks and not _is_inside_spelling(spoken[:before], spoken[after:]):
            end = next((end for end in ends if before <= end <= after), after)
            cuts.append((right, end))
    return cuts


def _gaps(text: str, spoken: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The places between two letters that text and spoken words share, with the marks there.

    The letters are compared from both ends on as far as they are the same; what lies between, a
    number or a name written otherwise than said, has no place for anything.
    """
    written_at, spoken_at = _letters(text), _letters(spoken)
    shift = len(written_at) - len(spoken_at)
    same = _in_common(text, written_at, spoken, spoken_at)
    same_again = len(spoken_at) - _in_common(text, written_at[::-1], spoken, spoken_at[::-1])
    for place in range(1, len(spoken_at)):
        other = place if place <= same else place + shift
        if (place <= same or place >= same_again) and 0 < other < len(written_at):
            yield (
                (written_at[other - 1] + 1, written_at[other]),
                (spoken_at[place - 1] + 1, spoken_at[place]),
            )


def _spoken(turn: Turn) -> str:
    return "".join(stretch.spoken for stretch in turn.stretches)


def _ends(stretches: Sequence[Stretch]) -> list[int]:
    return list(accumulate(len(stretch.spoken) for stretch in stretches))


def _letters(words: str) -> list[int]:
    return [at for at, letter in enumerate(words) if letter not in _MARKS and not letter.isspace()]


def _in_common(one: str, one_at: Sequence[int], other: str, other_at: Sequence[int]) -> int:
    """How many letters are the same, taken in the order of the places given."""
    pairs = zip(one_at, other_at, strict=False)
    return sum(1 for _ in takewhile(lambda pair: one[pair[0]] == other[pair[1]], pairs))


def _is_inside_spelling(before: str, after: str) -> bool:
    """Is the place between these words one inside a number, an address or a name?"""
    return bool(_SPELLED_END.search(before) and _SPELLED_BEGIN.match(after))


def _slice(stretches: Sequence[Stretch], start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches' words from `start` to `end`; a stretch cut short has no pause after it."""
    cut: list[Stretch] = []
    for stretch, stretch_end in zip(stretches, _ends(stretches), strict=True):
        begin = stretch_end - len(stretch.spoken)
        words = stretch.spoken[max(0, start - begin) : max(0, end - begin)]
        if words:
            pause_ms = stretch.pause_ms if end >= stretch_end else 0
            cut.append(replace(stretch, spoken=words, pause_ms=pause_ms))
    return tuple(cut)
