"""Learn who is who in a turn: `python -m agent.training.names --texts ../shared/text`.

A conditional random field over hashed features of characters (`agent.name_tagger`), by Adam on
the marked turns as they may be said. Needs torch; the weights are shipped.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from agent.name_features import BUCKETS
from agent.name_tagger import LABELS, NameTagger
from agent.training.marked import learnt_from, marked
from agent.training.sayings import Example, Names, Sayings, runs

PLAIN_TURNS = 10_000
"""Turns that name nobody, in an epoch."""
DRAWN_EPOCHS = 4
"""Epochs with fresh names; the later ones take theirs in turn, since drawing is what takes long."""
DROPPED = 0.3
"""Share of the features left out of each character while learning."""


class Field(nn.Module):  # type: ignore[misc]  # torch is untyped without its own stubs
    """The conditional random field."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.EmbeddingBag(BUCKETS + 1, len(LABELS), mode="sum", padding_idx=BUCKETS)
        nn.init.zeros_(self.weights.weight)
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        impossible = torch.zeros(len(LABELS), len(LABELS))
        for to, name in enumerate(LABELS):
            if name[0] == "I":
                for came_from, before in enumerate(LABELS):
                    if before[1:] != name[1:]:
                        impossible[came_from, to] = -30.0
        self.register_buffer("impossible", impossible)

    def allowed(self) -> Tensor:
        """(labels, labels) scores of steps."""
        return self.steps + self.impossible

    def forward(self, batch: Sequence[Example], dropped: float) -> Tensor:
        """Mean negative log-likelihood of a turn."""
        lengths = [len(one.labels) for one in batch]
        wide = max(one.columns.shape[1] for one in batch)
        rows = np.full((sum(lengths), wide), BUCKETS, dtype=np.int64)
        at = 0
        for one in batch:
            rows[at : at + len(one.labels), : one.columns.shape[1]] = one.columns
            at += len(one.labels)
        index = torch.from_numpy(rows)
        if dropped:
            index = torch.where(torch.rand(index.shape) < dropped, BUCKETS, index)
        flat = self.weights(index)
        longest = max(lengths)
        scores = flat.new_zeros(len(batch), longest, len(LABELS))
        labels = torch.zeros(len(batch), longest, dtype=torch.long)
        mask = torch.zeros(len(batch), longest)
        at = 0
        for i, (one, length) in enumerate(zip(batch, lengths, strict=True)):
            scores[i, :length] = flat[at : at + length]
            labels[i, :length] = torch.from_numpy(one.labels.astype(np.int64))
            mask[i, :length] = 1
            at += length
        steps = self.allowed()
        gold = (scores.gather(2, labels[:, :, None])[:, :, 0] * mask).sum(1)
        gold = gold + steps[0][labels[:, 0]]
        gold = gold + (steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = scores[:, 0] + steps[0]
        for t in range(1, longest):
            following = torch.logsumexp(alpha[:, :, None] + steps, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None] > 0, following, alpha)
        return (torch.logsumexp(alpha, 1) - gold).mean()

    def tagger(self) -> NameTagger:
        """What is shipped."""
        weights = self.weights.weight.detach().numpy().astype(np.float32)
        steps = self.allowed().detach().numpy().astype(np.float32)
        return NameTagger(weights, steps, learnt_from())


def fit(
    draw: Callable[[int], list[Example]],
    epochs: int,
    rate: float,
    chance: random.Random,
    told: Callable[[int, float], None],
) -> Field:
    """Adam on fresh draws of the turns, the rate falling linearly."""
    field = Field()
    optimizer = torch.optim.Adam(field.parameters(), lr=rate)
    for epoch in range(epochs):
        examples = sorted(draw(epoch), key=lambda one: len(one.labels))
        batches = [examples[at : at + 64] for at in range(0, len(examples), 64)]
        chance.shuffle(batches)
        losses = []
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / epochs
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 - done) + 1e-5
            loss = field(batch, DROPPED)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss.detach()))
        told(epoch, float(np.mean(losses)))
    return field


@dataclass(frozen=True, slots=True)
class Figures:
    """How a tagger fares on turns it has not seen."""

    right: dict[str, int]
    found: dict[str, int]
    there: dict[str, int]
    alarms: int
    """Turns that name nobody in which a name was found."""
    plain: int
    """Turns that name nobody."""

    def __str__(self) -> str:
        cells = []
        for role, there in sorted(self.there.items()):
            found, right = self.found.get(role, 0), self.right.get(role, 0)
            cells.append(f"{role} {right}/{there} found, {found - right} wrong")
        return "; ".join(cells) + f"; {self.alarms} alarms in {self.plain} turns without a name"


def measure(tagger: NameTagger, examples: Sequence[Example]) -> Figures:
    """Whole names of the right role."""
    right: dict[str, int] = {}
    found: dict[str, int] = {}
    there: dict[str, int] = {}
    alarms = plain = 0
    for one in examples:
        got = {(s.role, s.begun, s.end) for s in tagger.of_columns(one.columns.astype(np.int64))}
        want = {(LABELS[one.labels[b]][1], b, e) for b, e in runs(one.labels)}
        for counts, names in ((found, got), (there, want), (right, got & want)):
            for role, _, _ in names:
                counts[role] = counts.get(role, 0) + 1
        plain += not want
        alarms += bool(got and not want)
    return Figures(right, found, there, alarms, plain)


def main() -> None:
    """Train, print the figures on turns kept out, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--texts", type=Path, required=True, help="companies.csv, given_names_*.csv"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "names.npz")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    torch.manual_seed(asked.seed)
    turns = list(marked())
    sayings = Sayings(turns, Names(asked.texts, chance), chance)
    kept = [turn for turn in turns if turn.is_held_out]
    taught = [turn for turn in turns if not turn.is_held_out]
    print(f"{len(taught)} turns, {sum(bool(t.roles) for t in taught)} with names", flush=True)

    drawn: list[list[Example]] = []

    def draw(epoch: int) -> list[Example]:
        if epoch >= DRAWN_EPOCHS:
            return drawn[epoch % DRAWN_EPOCHS]
        named = [turn for turn in taught if turn.roles]
        plain = chance.sample([turn for turn in taught if not turn.roles], PLAIN_TURNS)
        made = map(sayings.example, (*named, *named, *plain))
        drawn.append([one for one in made if one is not None])
        return drawn[-1]

    field = fit(
        draw, asked.epochs, asked.rate, chance, lambda e, loss: print(e, f"{loss:.3f}", flush=True)
    )
    tests = [one for one in map(sayings.example, kept) if one is not None]
    print(measure(field.tagger(), tests))
    field.tagger().save(asked.out)


if __name__ == "__main__":
    main()
