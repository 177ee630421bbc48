"""How well a recogniser hears simulated callers, how soon, and at what cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, median
from time import perf_counter, process_time

import numpy as np

from eval.bench.error_rate import Edits, ErrorRate, error_rate, kana_edits, text_edits
from eval.bench.material import Item
from eval.noise import Floats, NoiseKind
from eval.telephone import DELAY_MS, Channel, through_telephone
from eval.voices import CallerVoice, babble_talkers, reading_of, speak, varied
from speech.audio import FRAME_MS, FRAME_SAMPLES, SAMPLES_PER_MS, AudioFrame, Samples
from speech.engines import Asr
from speech.reading.phone_numbers import digits_in

CONDITIONS_DB = (20.0, 10.0)
NOISES: tuple[NoiseKind, ...] = ("pink", "white", "babble", "hum")
"""Taken in turn, so that a quarter of the callers has each."""
_BEFORE_MS = 300
_AFTER_MS = 700


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance under one condition."""

    item: Item
    snr_db: float
    voice: str
    noise: NoiseKind
    text: str
    reading: str
    confidence: float
    kana: Edits
    characters: Edits
    exact: bool
    """For a number: all digits right; for a sentence: no kana wrong."""
    partial_lag_ms: float | None
    """From the true end of the first clause to the partial that shows its last two kana, real
    compute included; None where no partial ever showed them."""
    finish_ms: float
    audio_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One condition's figures."""

    snr_db: float
    kana_error: ErrorRate
    text_error: ErrorRate
    numbers_exact: float | None
    """Share of telephone numbers with every digit right; None without numbers."""
    numbers: int
    partial_lag_p50_ms: float | None
    finish_mean_ms: float
    rtf: float
    """CPU time of this process (all its threads) over audio time."""


@dataclass(frozen=True, slots=True, eq=False)
class _Spoken:
    """An utterance before it goes on the line."""

    item: Item
    samples: Floats
    first_clause_end_ms: float
    first_clause: str
    """Its reading."""


async def listen(
    asr: Asr,
    items: Sequence[Item],
    voices: Sequence[CallerVoice],
    seed: int = 0,
    each: Callable[[Heard], None] = lambda heard: None,
) -> list[Heard]:
    """Every item under every condition; `each` is called as they come.

    Item i is spoken once, by voice i modulo their number, slightly varied; the conditions differ
    in noise level alone.
    """
    heard: list[Heard] = []
    for index, item in enumerate(items):
        rng = np.random.default_rng([seed, index])
        voice = varied(voices[index % len(voices)], rng)
        spoken = _say(item, voice)
        noise = NOISES[index // len(voices) % len(NOISES)]
        for snr_db in CONDITIONS_DB:
            channel = Channel(snr_db=snr_db, noise=noise, echo_db=None)
            talkers = babble_talkers() if noise == "babble" else ()
            line = through_telephone(
                spoken.samples,
                channel,
                seed + index,
                talkers,
                before_ms=_BEFORE_MS,
                after_ms=_AFTER_MS,
            )
            one = await _hear(asr, spoken, line, voice.name, channel)
            heard.append(one)
            each(one)
    return heard


def figures(heard: Sequence[Heard]) -> list[Figures]:
    """One line a condition. Kana and text errors are over the sentences, where there are any."""
    return [
        _of_condition(snr_db, [one for one in heard if one.snr_db == snr_db])
        for snr_db in CONDITIONS_DB
        if any(one.snr_db == snr_db for one in heard)
    ]


def _of_condition(snr_db: float, heard: list[Heard]) -> Figures:
    said = [one for one in heard if one.item.kind == "sentence"] or heard
    numbers = [one.exact for one in heard if one.item.kind == "number"]
    lags = [one.partial_lag_ms for one in heard if one.partial_lag_ms is not None]
    return Figures(
        snr_db=snr_db,
        kana_error=error_rate([one.kana for one in said]),
        text_error=error_rate([one.characters for one in said]),
        numbers_exact=mean(numbers) if numbers else None,
        numbers=len(numbers),
        partial_lag_p50_ms=median(lags) if lags else None,
        finish_mean_ms=mean(one.finish_ms for one in heard),
        rtf=sum(one.cpu_ms for one in heard) / sum(one.audio_ms for one in heard),
    )


def _say(item: Item, voice: CallerVoice) -> _Spoken:
    parts: list[Floats] = []
    for stretch in item.stretches:
        parts.append(speak(stretch.spoken, voice))
        parts.append(np.zeros(stretch.pause_ms * SAMPLES_PER_MS, dtype=np.float32))
    first_end_ms = _BEFORE_MS + DELAY_MS + len(parts[0]) / SAMPLES_PER_MS
    return _Spoken(item, np.concatenate(parts), first_end_ms, reading_of(item.stretches[0].spoken))


async def _hear(asr: Asr, spoken: _Spoken, line: Samples, voice: str, channel: Channel) -> Heard:
    cpu_before = process_time()
    stream = asr.stream(0)
    lag_ms: float | None = None
    for at in range(0, len(line) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        started = perf_counter()
        start_ms = at // SAMPLES_PER_MS
        partial = await stream.push(AudioFrame(line[at : at + FRAME_SAMPLES], start_ms))
        if lag_ms is None and partial is not None and _shows(spoken.first_clause, partial.reading):
            compute_ms = (perf_counter() - started) * 1000
            lag_ms = start_ms + FRAME_MS + compute_ms - spoken.first_clause_end_ms
    started = perf_counter()
    final = await stream.finish()
    finish_ms = (perf_counter() - started) * 1000
    cpu_ms = (process_time() - cpu_before) * 1000
    item = spoken.item
    kana = kana_edits(item.reading, final.reading)
    return Heard(
        item=item,
        snr_db=channel.snr_db,
        voice=voice,
        noise=channel.noise,
        text=final.text,
        reading=final.reading,
        confidence=final.confidence,
        kana=kana,
        characters=text_edits(item.text, final.text),
        exact=_is_exact(item, final.text, final.reading, kana),
        partial_lag_ms=lag_ms,
        finish_ms=finish_ms,
        audio_ms=len(line) / SAMPLES_PER_MS,
        cpu_ms=cpu_ms,
    )


def _shows(clause: str, partial: str) -> bool:
    """Has the partial come to the end of the clause: its last two kana, about where they belong?"""
    about = max(0, int(len(clause) * 0.7) - 2)
    return partial.find(clause[-2:], about) >= 0


def _is_exact(item: Item, text: str, reading: str, kana: Edits) -> bool:
    if item.kind == "sentence":
        return kana.edits == 0
    wanted = item.text.replace("-", "")
    return wanted in (digits_in(text), digits_in(reading))
