"""A decision in words: the talk script filled with facts, as sentences to show and to speak.

Each entry has variants; the one that was said least recently is taken, so that what has to be
asked again is asked in other words. A client's manual may replace any entry.
What stands after ｜ in an entry is how the voice is given it: English in kana.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace

from agent.errors import ScriptInvalid
from agent.events import Act, Decision, Fact
from agent.state import DialogueState
from agent.stated import EMAIL
from knowledge import Knowledge
from knowledge.reader import read
from prompts.script import talk_script
from speech.reading.emails import spell
from speech.reading.kana import mora_count
from speech.reading.phone_numbers import PhoneNumber

MUST_BE_HEARD = frozenset(
    ("inform.recording", "inform.recording_own", "instruct.call_119", "instruct.call_119_now")
)
"""Entries that the caller may not talk over."""
MAX_MORAE = 60
"""A caller listens to about eight seconds; more is said only where the manual's own words are."""
BRIEF = "short"
"""The manner (entry@short) of a turn that would be too long to listen to."""
PACES = {"elderly": 0.85}
"""Register -> speed: a listener who asks for it gets six morae a second instead of seven."""
COURTESIES = frozenset(
    ("greet.caller", "greet.caller_relation", "backchannel.noted", "backchannel.worry",
     "backchannel.trouble")
)  # fmt: skip
"""What a turn can do without."""
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[」』]?|[^。！？]+$")
_NUMBER = re.compile(r"(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)")
_PARTIAL = re.compile(r"\d[\d-]*\d|\d")
_FORMATTER = string.Formatter()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the agent's turn."""

    text: str
    """As transcripts show it: 012-3456-7890."""
    spoken: str
    """What the voice is given: numbers in groups, addresses spelled, names in kana."""
    interruptible: bool = True
    pace: float = 1.0
    """Speed relative to the voice's own."""
    is_courtesy: bool = False
    """The turn can do without it."""


def word(decision: Decision, state: DialogueState, knowledge: Knowledge) -> tuple[Sentence, ...]:
    """The sentences of a decision. Raises ScriptInvalid when the talk script does not fit it."""
    heard = {slot.value: slot.spoken for slot in (*state.slots, *decision.slots)}
    voice = _Voice(heard, knowledge.address_words)
    register = dict(decision.notes).get("register", state.note("register"))
    pace = PACES.get(register, 1.0)
    sentences = _said(decision, state, knowledge, voice, (register,))
    if _morae(sentences) > MAX_MORAE:
        sentences = tuple(s for s in sentences if not s.is_courtesy) or sentences
    if _morae(sentences) > MAX_MORAE:
        brief = _said(decision, state, knowledge, voice, (register, BRIEF))
        sentences = tuple(s for s in brief if not s.is_courtesy) or brief
    return tuple(replace(sentence, pace=pace) for sentence in sentences)


def _said(
    decision: Decision,
    state: DialogueState,
    knowledge: Knowledge,
    voice: _Voice,
    manners: tuple[str, ...],
) -> tuple[Sentence, ...]:
    """The sentences of a decision, each entry in the first of `manners` that it has words for."""
    said: dict[str, int] = {}
    sentences: list[Sentence] = []
    for act in decision.acts:
        entry = f"{act.kind}.{act.topic}"
        variants = _variants(entry, manners, knowledge)
        number = state.count(entry) + said.get(entry, 0)
        said[entry] = said.get(entry, 0) + 1
        free = decision.interruptible and entry not in MUST_BE_HEARD
        for text, spoken in voice.fill(variants[number % len(variants)], act):
            if all(text != said_before.text for said_before in sentences):
                sentences.append(Sentence(text, spoken, free, is_courtesy=entry in COURTESIES))
    return tuple(sentences)


def _morae(sentences: tuple[Sentence, ...]) -> int:
    return sum(mora_count(read(sentence.spoken)) for sentence in sentences)


def fixed_sentences(knowledge: Knowledge) -> tuple[str, ...]:
    """Everything the script says that holds nothing of a caller's, for the voice to keep."""
    script = {**talk_script(), **knowledge.manual.wording}
    texts = [text for variants in script.values() for text in variants if "{" not in text]
    greeting = knowledge.manual.greeting.text.replace("{company}", knowledge.manual.company_name)
    return (greeting, *texts)


def _variants(entry: str, manners: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The words of an entry: for this kind of caller (entry@elderly) where there are any.

    What a client has written for an entry is never shortened.
    """
    own, script = knowledge.manual.wording, talk_script()
    for manner in manners:
        if manner == BRIEF and entry in own:
            continue
        variants = own.get(f"{entry}@{manner}") or script.get(f"{entry}@{manner}")
        if variants:
            return variants
    variants = own.get(entry) or script.get(entry)
    if not variants:
        raise ScriptInvalid(f"no words for {entry}", "add it to prompts/talk")
    return variants


@dataclass(frozen=True, slots=True)
class _Voice:
    """How this call's words sound."""

    heard: Mapping[str, str]
    """Slot value -> the caller's own sounds for it."""
    address_words: Mapping[str, str]
    """Parts of e-mail addresses that are said as words."""

    def fill(self, template: str, act: Act) -> list[tuple[str, str]]:
        """A template with its facts as pairs of (text, spoken) sentences."""
        template, _, sounds = template.partition("｜")
        shown = {fact.name: _flat(fact) for fact in act.facts}
        spoken = {fact.name: self._spoken(fact, shown[fact.name]) for fact in act.facts}
        texts = _split(_format(template, shown))
        voices = _split(_format(sounds or template, spoken))
        if len(texts) != len(voices):
            return [("".join(texts), "".join(voices))]
        return list(zip(texts, voices, strict=True))

    def _spoken(self, fact: Fact, shown: str) -> str:
        if fact.name in ("caller", "company", "heard") and fact.source == "caller":
            return self.heard.get(fact.value) or shown
        text = EMAIL.sub(lambda m: spell(m.group(), self.address_words), shown)
        if fact.name == "number" and fact.source == "caller":
            return _PARTIAL.sub(lambda m: _number_spoken(m.group()), text)
        return _NUMBER.sub(lambda m: _number_spoken(m.group()), text)


def _number_spoken(grouped: str) -> str:
    """In the groups it is shown in: 012-3456-7890."""
    groups = tuple(len(group) for group in grouped.split("-"))
    return PhoneNumber(grouped.replace("-", ""), groups).spoken or grouped


def _flat(fact: Fact) -> str:
    """A caller's words inside a sentence must not end it."""
    if fact.source != "caller":
        return fact.value
    return re.sub(r"[。！？\s]+", "、", fact.value).strip("、")


def _format(template: str, facts: Mapping[str, str]) -> str:
    try:
        return _FORMATTER.vformat(template, (), facts)
    except (KeyError, IndexError, ValueError) as wrong:
        raise ScriptInvalid(
            f"{template!r} needs {wrong}", "use the placeholders of the packaged entry"
        ) from wrong


def _split(text: str) -> list[str]:
    return [m.group().strip() for m in _SENTENCE.finditer(text) if m.group().strip()]
