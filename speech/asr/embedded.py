"""The recogniser that ships with the project: sounds in, a Transcript out, at constant cost.

20 ms frames -> log-mel -> an 80 ms chunk of the streaming acoustic model -> phone beam with the
language model and the client's words -> the n-best hypotheses weighed once more by the
dictionary -> kana and text.
"""

from __future__ import annotations

import json
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from speech.asr.beam import BeamSettings, Hypothesis, PhoneBeam
from speech.asr.bias import bias_table
from speech.asr.certainty import Evidence, certainty, is_speech, kana_certainties
from speech.asr.early import EarlyPhones
from speech.asr.features import BANDS, HOP_MS, LogMel
from speech.asr.language import PhoneLanguageModel, packaged_language_model
from speech.asr.name_search import better_name
from speech.asr.number_grammar import DIGIT_SOUNDS, best_number
from speech.asr.phones import PHONE_IDS, PHONES, kana_from_phones
from speech.asr.punctuation import punctuated
from speech.asr.writing import PAUSE, Writer
from speech.audio import FRAME_MS, AudioFrame, Samples
from speech.engines import BiasWord
from speech.errors import EngineFailed, EngineUnavailable
from speech.transcript import Transcript

MODEL_DIR = Path(__file__).with_name("model")
HYPOTHESES = 12
"""Weighed by the dictionary when a turn ends."""
WORDS_WEIGHT = 0.2
"""Share of the dictionary's log-probability in the final choice."""
PAUSE_FRAMES = 10
"""Acoustic frames (400 ms) without a new phone: the caller paused between two words."""
LATE_MEL_FRAMES = 36
"""CTC tells a phone later than its sound: the devoiced ス of …ナッテオリマス came 340 ms after what
the right context explains, and without this a try 160 ms into the pause heard …オリマ."""
NUMBER_DIGITS = 9
"""A hypothesis with as many sounds of digits may be a telephone number, and is searched for one."""
NUMBER_BEHIND = 16.0
"""Nats by which a whole number may be less likely than any sounds at all. Numbers got right lie
up to 13 behind at 10 dB SNR (95% up to 9.6); what is further behind is mostly not what was said."""
KEPT_FRAMES = 1_500
"""Acoustic frames kept for that search: a minute."""
FLOOR_MEL_FRAMES = 100
"""The last second, whose quietest frames are what silence on this line looks like."""

Floats = npt.NDArray[np.float32]


class AcousticModel:
    """The exported network, one instance for all calls; its state travels with each stream."""

    def __init__(self, folder: Path = MODEL_DIR) -> None:
        import onnxruntime

        try:
            described = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(
                str(folder / "acoustic.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.chunk_mel_frames = int(described["chunk_mel_frames"])
            self.frame_ms = int(described["frame_ms"])
            self.right_context_ms = int(described["right_context_ms"])
            self._state_length = int(described["state_length"])
            phones = tuple(described["phones"])
        except Exception as error:  # onnxruntime raises a dozen types of its own
            raise EngineUnavailable(
                f"The acoustic model in {folder.name}/ cannot be read ({type(error).__name__}).",
                "Reinstall denwaban.",
            ) from error
        if phones != PHONES:
            raise EngineUnavailable(
                "The acoustic model was trained on other phones.", "Reinstall denwaban."
            )

    def start(self) -> Floats:
        """The state before any sound."""
        return np.zeros((1, self._state_length), dtype=np.float32)

    def run(self, mel: Floats, state: Floats) -> tuple[Floats, list[int], Floats]:
        """mel (chunk_mel_frames, 40), state -> log_probs (frames, phones), early phones, next."""
        try:
            log_probs, early, following = self._session.run(
                None, {"mel": mel[None], "state": state}
            )
        except Exception as error:
            raise EngineFailed(f"The acoustic model broke ({type(error).__name__}).") from error
        return log_probs[0], early[0].tolist(), following


class EmbeddedAsr:
    """Asr of speech/engines.py. Loading takes about a second, a stream nothing."""

    def __init__(
        self,
        acoustic: AcousticModel | None = None,
        language: PhoneLanguageModel | None = None,
        settings: BeamSettings | None = None,
    ) -> None:
        self.acoustic = acoustic or packaged_acoustic_model()
        self.language = language or packaged_language_model()
        self.settings = settings or BeamSettings()
        self._writers: dict[tuple[BiasWord, ...], Writer] = {}

    def stream(self, start_ms: int, bias: tuple[BiasWord, ...] = ()) -> EmbeddedStream:
        """Begin a turn whose first frame starts at `start_ms` of caller audio."""
        return EmbeddedStream(self, start_ms, bias)

    def writer(self, bias: tuple[BiasWord, ...]) -> Writer:
        """One client's writer; kept, because it remembers the words it has looked up."""
        if bias not in self._writers:
            if len(self._writers) >= 16:
                self._writers.pop(next(iter(self._writers)))
            self._writers[bias] = Writer(bias)
        return self._writers[bias]


@lru_cache(maxsize=1)
def packaged_acoustic_model() -> AcousticModel:
    """The model that ships with the project, loaded once a process."""
    return AcousticModel()


class EmbeddedStream:
    """AsrStream of speech/engines.py: one turn."""

    def __init__(self, asr: EmbeddedAsr, start_ms: int, bias: tuple[BiasWord, ...]) -> None:
        self._acoustic = asr.acoustic
        self._writer = asr.writer(bias)
        self._start_ms = start_ms
        self._pushed_ms = 0
        self._chunk_ms = asr.acoustic.chunk_mel_frames * HOP_MS
        self._waiting: list[Samples] = []
        self._features = LogMel()
        self._mel = np.zeros((0, BANDS), dtype=np.float32)
        self._recent = np.zeros((0, BANDS), dtype=np.float32)
        self._state = asr.acoustic.start()
        self._beam = PhoneBeam(
            asr.language, asr.settings, bias_table(bias, asr.settings.bias_bonus)
        )
        self._language = asr.language
        self._early = EarlyPhones()
        self._evidence = Evidence()
        self._kept: tuple[Floats, ...] = ()
        self._delay_frames = asr.acoustic.right_context_ms // asr.acoustic.frame_ms
        self._shown: tuple[int, ...] = ()
        self._shown_reading = ""

    async def push(self, frame: AudioFrame) -> Transcript | None:
        """Take 20 ms; a new partial when the words changed, else None."""
        self._waiting.append(frame.samples)
        self._pushed_ms += FRAME_MS
        if self._pushed_ms % self._chunk_ms != FRAME_MS or self._pushed_ms < self._chunk_ms:
            return None  # a chunk is whole 20 ms after its 80, because of the window's overhang
        self._hear_waiting()
        self._take_chunks()
        return self._partial()

    def _hear_waiting(self) -> None:
        """Features of the frames that came in; four at once cost little more than one."""
        if not self._waiting:
            return
        mel = self._features.push(np.concatenate(self._waiting))
        self._waiting = []
        self._recent = np.concatenate((self._recent, mel))[-FLOOR_MEL_FRAMES:]
        self._mel = np.concatenate((self._mel, mel))
        self._evidence.push_mel(mel)

    async def finish(self) -> Transcript:
        """The final transcript of everything so far; the stream goes on as if not asked."""
        return (await self.finish_with_certainties())[0]

    async def finish_with_certainties(self) -> tuple[Transcript, tuple[tuple[str, float], ...]]:
        """As `finish`, and how sure each kana of the reading is: (kana, 0..1)."""
        tail = self._twin()
        tail._flush()
        return tail._final()

    def _twin(self) -> EmbeddedStream:
        """A stream in the same state, to be flushed without harm to this one."""
        twin = object.__new__(EmbeddedStream)
        twin.__dict__.update(self.__dict__)
        twin._features = copy(self._features)
        twin._beam = self._beam.copy()
        twin._early = self._early.copy()
        twin._evidence = self._evidence.copy()
        return twin

    def _take_chunks(self) -> None:
        """Run the acoustic model on every whole chunk that waits."""
        size = self._acoustic.chunk_mel_frames
        while len(self._mel) >= size:
            log_probs, early, self._state = self._acoustic.run(self._mel[:size], self._state)
            self._mel = self._mel[size:]
            self._early.push(early)
            self._beam.push(log_probs)
            self._kept = (*self._kept, log_probs)[-KEPT_FRAMES // len(log_probs) :]
            self._evidence.push(log_probs)

    def _flush(self) -> None:
        """Follow the turn with the line's own silence until the model has told everything."""
        self._hear_waiting()
        size = self._acoustic.chunk_mel_frames
        missing = self._acoustic.right_context_ms // 10 + LATE_MEL_FRAMES + len(self._mel)
        frames = -(-missing // size) * size - len(self._mel)
        self._mel = np.concatenate((self._mel, np.repeat(self._silence(), frames, axis=0)))
        self._take_chunks()

    def _silence(self) -> Floats:
        """(1, 40) the quietest tenth of the last second."""
        if not len(self._recent):
            return np.full((1, BANDS), -12.0, dtype=np.float32)
        quiet = np.argsort(self._recent.mean(axis=1))[: max(1, len(self._recent) // 10)]
        mean: Floats = self._recent[quiet].mean(axis=0, keepdims=True)
        return mean

    def _partial(self) -> Transcript | None:
        sure = self._beam.hypotheses(1, ended=False)[0]
        best = self._with_early(sure)
        if best.phones == self._shown:
            return None
        self._shown = best.phones
        reading = kana_from_phones(best.names)
        if reading == self._shown_reading:
            return None
        self._shown_reading = reading
        stable = _common(reading, kana_from_phones(sure.names[: self._beam.shared()]))
        confidence = certainty(sure, self._evidence, self._language)
        return self._transcript(best, stable, confidence)

    def _with_early(self, sure: Hypothesis) -> Hypothesis:
        """The same with what the middle head has heard beyond it."""
        early = self._early.beyond(sure.phones)
        frames = (*sure.frames, *(self._beam.frames for _ in early))
        return replace(sure, phones=(*sure.phones, *early), frames=frames)

    def _final(self) -> tuple[Transcript, tuple[tuple[str, float], ...]]:
        hypotheses = self._beam.hypotheses(HYPOTHESES)
        if not is_speech(hypotheses[0], self._evidence):
            return self._nothing(), ()
        best = self._with_whole_number(max(hypotheses, key=self._value))
        best = self._with_known_name(best)
        kana = kana_certainties(best, hypotheses)
        confidence = certainty(best, self._evidence, self._language)
        return self._transcript(best, None, confidence), kana

    def _value(self, hypothesis: Hypothesis) -> float:
        """What the choice among the n-best goes by."""
        return hypothesis.score - WORDS_WEIGHT * self._writer.cost(with_pauses(hypothesis))

    def _with_known_name(self, best: Hypothesis) -> Hypothesis:
        """The same with a surname people have, where somebody introduces himself."""
        frames = np.concatenate(self._kept)
        first = self._beam.frames - len(frames)
        begun = [at - first for at in best.frames]
        if not begun or begun[0] < 0:
            return best  # the turn's beginning is no longer kept
        name = better_name(best.names, begun, frames)
        if name is None:
            return best
        spread = np.linspace(best.frames[name.begin], best.frames[name.end - 1], len(name.phones))
        ids = tuple(PHONE_IDS[phone] for phone in name.phones)
        phones = (*best.phones[: name.begin], *ids, *best.phones[name.end :])
        at = (*best.frames[: name.begin], *(int(x) for x in spread), *best.frames[name.end :])
        return replace(best, phones=phones, frames=at)

    def _with_whole_number(self, best: Hypothesis) -> Hypothesis:
        """The same with the telephone number in it, where there is one, heard as a whole."""
        if len(DIGIT_SOUNDS.findall(kana_from_phones(best.names))) < NUMBER_DIGITS:
            return best
        frames = np.concatenate(self._kept)
        number = best_number(frames)
        if number is None or number.behind > NUMBER_BEHIND:
            return best
        first = self._beam.frames - len(frames)
        begun = [first + at for at in number.frames]
        heard = list(zip(best.phones, best.frames, strict=True))
        before = [one for one in heard if one[1] < begun[0]]
        after = [one for one in heard if one[1] >= first + number.end]
        number_heard = zip(number.phones, begun, strict=True)
        phones, at = zip(*before, *number_heard, *after, strict=True)
        return replace(best, phones=phones, frames=at)

    def _nothing(self) -> Transcript:
        end_ms = self._start_ms + self._pushed_ms
        return Transcript("", "", self._start_ms, end_ms, True, 0, 0.0)

    def _transcript(
        self, heard: Hypothesis, stable_len: int | None, confidence: float
    ) -> Transcript:
        """A partial with its stable length, or the final one, all of which is stable."""
        sounds = with_pauses(heard)
        reading = sounds.replace(PAUSE, "")
        begin_ms = self._at_ms(heard.frames[0]) if heard.frames else self._start_ms
        end_ms = self._at_ms(heard.frames[-1] + 1) if heard.frames else self._start_ms
        return Transcript(
            text=punctuated(self._writer.write(sounds)),
            reading=reading,
            start_ms=begin_ms,
            end_ms=max(begin_ms, end_ms),
            is_final=stable_len is None,
            stable_len=len(reading) if stable_len is None else stable_len,
            confidence=confidence,
        )

    def _at_ms(self, frame: int) -> int:
        """When an output frame of the model was heard, within the audio of this turn."""
        offset_ms = (frame - self._delay_frames) * self._acoustic.frame_ms
        return self._start_ms + min(max(0, offset_ms), self._pushed_ms)


def with_pauses(heard: Hypothesis) -> str:
    """Katakana with PAUSE where the caller made one between two phones."""
    names = heard.names
    cuts = [
        at
        for at in range(1, len(names))
        if heard.frames[at] - heard.frames[at - 1] >= PAUSE_FRAMES and names[at] != ":"
    ]
    bounds = [0, *cuts, len(names)]
    parts = [kana_from_phones(names[a:b]) for a, b in pairwise(bounds)]
    return PAUSE.join(part for part in parts if part)


def _common(a: str, b: str) -> int:
    """Length of the common beginning."""
    for at, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            return at
    return min(len(a), len(b))
