"""The acoustic model: one definition for training, for the offline check and for the stream.

Two stride-2 convolutions (40 ms frames), then gated depthwise-convolution blocks, all causal.
Right context comes from delay: a block that looks `ahead` frames ahead adds its residual branch
to the input as it was `ahead` frames ago, so its newest frame is `ahead` frames of right context
to the frame it describes. Outputs are late by `sum(ahead)` frames of 40 ms, and never wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.nn import functional

from speech.asr.features import BANDS
from speech.asr.phones import PHONES

FRONT_KERNEL = 5
FRONT_HISTORY = FRONT_KERNEL - 2
"""A stride-2 convolution of kernel 5 over pairs needs the last 3 frames before them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes; `ahead` is the right context of each block in 40 ms frames."""

    width: int = 256
    front: int = 192
    kernel: int = 11
    hidden: int = 768
    ahead: tuple[int, ...] = (0, 0, 1, 1, 1, 1, 1, 1, 0, 0)
    classes: int = field(default=len(PHONES))

    def state_sizes(self) -> list[tuple[int, int]]:
        """(frames, channels) of every cache, in the order of the state tensor."""
        caches = [(FRONT_HISTORY, BANDS), (FRONT_HISTORY, self.front)]
        for ahead in self.ahead:
            caches += [(self.kernel - 1, self.width)] + [(ahead, self.width)] * (ahead > 0)
        return caches

    def state_length(self) -> int:
        """Floats in the state."""
        return sum(frames * channels for frames, channels in self.state_sizes())

    def middle_block(self) -> int:
        """Index of the block after which the middle head listens: 80 ms of right context."""
        return len(self.ahead) // 2 - 2


def with_history(x: Tensor, history: Tensor) -> tuple[Tensor, Tensor]:
    """x (b, t, c) after its history (b, h, c); and the history for the next call."""
    joined = torch.cat((history, x), dim=1)
    return joined, joined[:, joined.shape[1] - history.shape[1] :]


class Block(nn.Module):  # type: ignore[misc]
    """LayerNorm -> GLU -> causal depthwise convolution -> SiLU -> mix; then a feed-forward part."""

    def __init__(self, shape: Shape, ahead: int, dropout: float) -> None:
        super().__init__()
        self.ahead = ahead
        self.norm = nn.LayerNorm(shape.width)
        self.gate = nn.Linear(shape.width, 2 * shape.width)
        self.depthwise = nn.Conv1d(shape.width, shape.width, shape.kernel, groups=shape.width)
        self.middle_norm = nn.LayerNorm(shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.widen = nn.Linear(shape.width, shape.hidden)
        self.narrow = nn.Linear(shape.hidden, shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, state: Iterator[Tensor], after: list[Tensor]) -> Tensor:
        """x (b, t, width) -> (b, t, width), late by `ahead` frames."""
        y = functional.glu(self.gate(self.norm(x)), dim=-1)
        y, history = with_history(y, next(state))
        after.append(history)
        y = self.depthwise(y.transpose(1, 2)).transpose(1, 2)
        y = self.mix(functional.silu(self.middle_norm(y)))
        if self.ahead:
            x, history = with_history(x, next(state))
            after.append(history)
            x = x[:, : y.shape[1]]
        x = x + self.dropout(y)
        y = self.narrow(functional.silu(self.widen(self.feed_norm(x))))
        return x + self.dropout(y)


class AcousticModel(nn.Module):  # type: ignore[misc]
    """mel (b, 4 n, 40), state (b, state_length) -> log probabilities (b, n, V), early phones
    (b, n), next state."""

    def __init__(self, shape: Shape | None = None, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape or Shape()
        s = self.shape
        self.register_buffer("mel_mean", torch.full((BANDS,), -13.0))
        self.register_buffer("mel_scale", torch.full((BANDS,), 0.25))
        self.front1 = nn.Conv1d(BANDS, s.front, FRONT_KERNEL, stride=2)
        self.front2 = nn.Conv1d(s.front, s.width, FRONT_KERNEL, stride=2)
        self.blocks = nn.ModuleList(Block(s, ahead, dropout) for ahead in s.ahead)
        self.norm = nn.LayerNorm(s.width)
        self.head = nn.Linear(s.width, s.classes)
        self.middle = nn.Linear(s.width, s.classes)

    def start(self, batch: int = 1) -> Tensor:
        """The state before the first frame."""
        return torch.zeros(batch, self.shape.state_length())

    def encode(self, mel: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Class scores (b, n, V), those of the middle block, and the next state."""
        before, after = iter(self._split(state)), list[Tensor]()
        x = (mel - self.mel_mean) * self.mel_scale
        for convolution in (self.front1, self.front2):
            x, history = with_history(x, next(before))
            after.append(history)
            x = functional.silu(convolution(x.transpose(1, 2)).transpose(1, 2))
        middle = x
        for index, block in enumerate(self.blocks):
            x = block(x, before, after)
            if index == self.shape.middle_block():
                middle = x
        following = torch.cat([each.flatten(1) for each in after], dim=1)
        return self.head(self.norm(x)), self.middle(middle), following

    def forward(self, mel: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the runtime calls: the middle head's likeliest phones (b, n) come second."""
        scores, middle, following = self.encode(mel, state)
        return scores.float().log_softmax(-1), middle.argmax(-1), following

    def _split(self, state: Tensor) -> list[Tensor]:
        """The caches inside the state, each (b, frames, channels)."""
        sizes = self.shape.state_sizes()
        parts = state.split([frames * channels for frames, channels in sizes], dim=1)
        return [
            part.reshape(-1, frames, channels)
            for part, (frames, channels) in zip(parts, sizes, strict=True)
        ]
