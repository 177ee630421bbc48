"""The agent's own voice, come back over the line, must not count as the caller.

A telephone returns the agent's voice 20 to 35 dB down and 30 to 200 ms late. It is predicted
from what was sent and subtracted: a frequency-domain Kalman filter in partitioned blocks (Enzner
and Vary, "Frequency-domain adaptive Kalman filter for acoustic echo control in hands-free
telephones", Signal Processing 86, 2006). Its step follows from how much of the signal it cannot
explain, so it learns within a second of the agent's voice and stands still while the caller
speaks, without a double-talk detector. What is left of the echo is turned down to the level of
the line's noise as long as it is too faint to be the caller.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import numpy.typing as npt

from speech.audio import FRAME_MS, FRAME_SAMPLES, AudioFrame, Samples
from speech.vad.energy import NoiseFloor, band_dbfs

TAIL_MS = 400
"""The latest echo that can be cancelled: 200 ms of line, the rest for what buffers add."""

_PARTITIONS = TAIL_MS // FRAME_MS
_BINS = FRAME_SAMPLES + 1  # of a real FFT of two frames
_FORGETTING = 0.9995  # per 20 ms; the echo path of a call drifts over minutes
_FIRST_DOUBT = 0.02  # variance of each coefficient before anything was heard: a -17 dB path
_ERROR_SMOOTHING = 0.7
_SILENT_DBFS = -70.0

_ECHO_AT_MOST_DB = -15.0
"""No telephone returns more of the agent's level than this (G.122 asks for far less)."""
_REST_AT_LEAST_DB = -40.0
_REST_MARGIN_DB = 6.0
"""How far single frames of what is left of an echo rise above the frames around them."""
_REST_FALL_DB = 0.15
"""How fast the gate comes to trust a line with little echo: per 20 ms, 7.5 dB a second."""
_ABOVE_NOISE_DB = 6.0
_HOLD_FRAMES = 240 // FRAME_MS  # the pauses inside a caller's words stay untouched
_DEEPEST_CUT_DB = 25.0

_Floats = npt.NDArray[np.float64]
_Spectra = npt.NDArray[np.complex128]


class EchoCanceller:
    """Takes the agent's echo out of the caller's audio, frame by frame, without delay."""

    def __init__(self) -> None:
        self._path = _EchoPath()
        self._gate = _ResidualGate()

    @property
    def caller_likely(self) -> bool:
        """False where the last frame held nothing but noise and what is left of the echo."""
        return self._gate.is_open

    @property
    def cancelled_db(self) -> float:
        """How far the echo is subtracted by now (ERLE), as a running mean in dB, 0 or more."""
        return self._gate.cancelled_db

    def process(self, frame: AudioFrame, sent: Samples) -> AudioFrame:
        """Return the frame without echo. `sent`, (320,) int16, went out while it came in."""
        near = frame.samples / 32768.0
        rest = self._path.cancel(near, sent / 32768.0)
        clean = self._gate.push(near, rest, sent)
        samples = np.clip(np.rint(clean * 32768.0), -32768, 32767).astype(np.int16)
        return AudioFrame(samples, frame.start_ms)


class _EchoPath:
    """The adaptive filter: what of the agent's last 400 ms is in this frame."""

    def __init__(self) -> None:
        self._far = np.zeros(2 * FRAME_SAMPLES)
        self._spectra: _Spectra = np.zeros((_PARTITIONS, _BINS), np.complex128)
        self._path: _Spectra = np.zeros((_PARTITIONS, _BINS), np.complex128)
        self._doubt = np.full((_PARTITIONS, _BINS), _FIRST_DOUBT)
        self._unexplained = np.zeros(_BINS)

    def cancel(self, near: _Floats, far: _Floats) -> _Floats:
        """One frame (320,) of both sides, -1..1; returns the near side without echo."""
        self._far = np.concatenate([self._far[FRAME_SAMPLES:], far])
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(self._far)
        if not self._spectra.any():
            return near
        echo = np.fft.irfft(np.sum(self._spectra * self._path, axis=0))[FRAME_SAMPLES:]
        rest: _Floats = near - echo
        self._learn(rest)
        return rest

    def _learn(self, rest: _Floats) -> None:
        error = np.fft.rfft(np.concatenate([np.zeros(FRAME_SAMPLES), rest]))
        power = error.real**2 + error.imag**2
        smooth = _ERROR_SMOOTHING * self._unexplained + (1.0 - _ERROR_SMOOTHING) * power
        self._unexplained = smooth
        far_power = self._spectra.real**2 + self._spectra.imag**2
        expected = np.sum(far_power * self._doubt, axis=0)
        gain = self._doubt / (expected + 2.0 * np.maximum(smooth, power) + 1e-9)
        step = np.fft.irfft(gain * self._spectra.conj() * error, axis=1)
        step[:, FRAME_SAMPLES:] = 0.0  # a filter of one frame a partition
        self._path += np.fft.rfft(step, axis=1)
        path_power = self._path.real**2 + self._path.imag**2
        kept = _FORGETTING**2
        self._doubt *= kept * (1.0 - 0.5 * gain * far_power)
        self._doubt += (1.0 - kept) * path_power


class _ResidualGate:
    """Turns frames that can only be echo down to the line's noise."""

    def __init__(self) -> None:
        self._noise = NoiseFloor()
        self._far_dbfs: deque[float] = deque(maxlen=_PARTITIONS)
        self._rest_db = _ECHO_AT_MOST_DB
        self._hold = 0
        self._gain = 1.0
        self.cancelled_db = 0.0
        self.is_open = True

    def push(self, near: _Floats, rest: _Floats, sent: Samples) -> _Floats:
        """One frame before and after the subtraction; returns it after the gate, (320,)."""
        self._far_dbfs.append(band_dbfs(sent))
        far_dbfs = max(self._far_dbfs)
        rest_dbfs = band_dbfs(rest * 32768.0)
        floor_dbfs = float(self._noise.push(rest_dbfs))
        if far_dbfs <= _SILENT_DBFS:
            self._hold, self.is_open = 0, True
            return self._ramp(rest, 1.0)
        echo_dbfs = far_dbfs + self._rest_db
        is_caller = rest_dbfs > max(echo_dbfs, floor_dbfs + _ABOVE_NOISE_DB)
        self._hold = _HOLD_FRAMES if is_caller else max(0, self._hold - 1)
        self.is_open = self._hold > 0
        if self.is_open:
            return self._ramp(rest, 1.0)
        self._note_rest(rest_dbfs - far_dbfs)
        self._note_cancelled(near, rest_dbfs, floor_dbfs)
        cut_db = min(max(rest_dbfs - floor_dbfs, 0.0), _DEEPEST_CUT_DB)
        return self._ramp(rest, 10.0 ** (-cut_db / 20.0))

    def _note_rest(self, rest_db: float) -> None:
        """Follow how much of the agent's level is left: up at once, down slowly."""
        follow = max(rest_db + _REST_MARGIN_DB, self._rest_db - _REST_FALL_DB, _REST_AT_LEAST_DB)
        self._rest_db = min(follow, _ECHO_AT_MOST_DB)

    def _note_cancelled(self, near: _Floats, rest_dbfs: float, floor_dbfs: float) -> None:
        """Only frames in which the echo stood out of the noise tell how well it is cancelled."""
        near_dbfs = band_dbfs(near * 32768.0)
        if near_dbfs > floor_dbfs + _ABOVE_NOISE_DB:
            self.cancelled_db += 0.05 * (max(0.0, near_dbfs - rest_dbfs) - self.cancelled_db)

    def _ramp(self, samples: _Floats, gain: float) -> _Floats:
        before, self._gain = self._gain, gain
        return samples * np.linspace(before, gain, FRAME_SAMPLES)
