"""Learn knowledge/meaning.npz: `python -m knowledge.training.meaning --ginza FOLDER`.

Every question of a sheet must find its entry among all of the sheet's (softmax, cross entropy). A
word's vector is its chiVe vector, turned (300 -> 128), plus a step of its own that is kept small
and left out at random, so that what is learnt of one word serves its neighbours: with a trade
left out (`--folds`), that is what counts.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sudachipy import SplitMode
from torch import Tensor, nn
from torch.nn import functional

from knowledge.meaning import _FILE as PATH
from knowledge.meaning import _SKIPPED, MOST_WORDS, Arrays, WordMeanings, words_of
from knowledge.terms import tokenizer
from knowledge.training.ginza import load
from knowledge.training.sheets import Sheet, folds, sheets

DIMENSIONS = 128
TEMPERATURE = 0.1
OWN_PENALTY = 1e-3
DROPPED = 0.3
"""Share of the words whose own step is left out of a training step."""
BATCH, SHEETS = 32, 2
_BLANK = 0


@dataclass(frozen=True)
class Vocabulary:
    """Words with what is known of them before training."""

    numbers: dict[str, int]
    vectors: Tensor
    """(words, 300) chiVe."""
    signs: Tensor
    """(words, parts of speech + 1): which it is, and how rare in the sheets."""


@dataclass(frozen=True)
class Laid:
    """A sheet as word numbers."""

    owners: Tensor
    forms: tuple[Tensor, Tensor]
    told: tuple[Tensor, Tensor]
    asked: list[list[int]]
    answers: list[int]


class Meanings(nn.Module):  # type: ignore[misc]
    """The vectors and weights of words, and how texts of them are compared."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        words, signs = len(known.numbers), known.signs.shape[1]
        self.known = known
        self.turn = nn.Linear(300, DIMENSIONS, bias=False)
        self.own = nn.Parameter(torch.zeros(words, DIMENSIONS))
        self.tell = nn.Sequential(nn.Linear(300 + signs, 32), nn.Tanh(), nn.Linear(32, 1))
        self.tell_own = nn.Parameter(torch.zeros(words, 1))
        self.shares = nn.Parameter(torch.tensor([1.0, 0.5, 0.5, 2.0]))
        _, _, directions = torch.linalg.svd(known.vectors - known.vectors.mean(0), False)
        with torch.no_grad():
            self.turn.weight.copy_(directions[:DIMENSIONS] * 3)

    def words(self, dropped: float = 0.0) -> tuple[Tensor, Tensor]:
        """(words, k) vectors and (words,) weights; `dropped` of the own steps are left out."""
        kept = (torch.rand(len(self.own), 1) >= dropped).float()
        vectors = self.turn(self.known.vectors) + self.own * kept
        signs = torch.cat([self.known.vectors, self.known.signs], 1)
        weights = functional.softplus(self.tell(signs) + self.tell_own * kept)
        return vectors, weights[:, 0]

    def scores(self, sheet: Laid, asked: Sequence[list[int]], dropped: float = 0.0) -> Tensor:
        """(asked, entries)."""
        vectors, weights = self.words(dropped)
        units = functional.normalize(vectors, dim=1)
        said, said_there = _padded(asked)
        form, form_there = sheet.forms
        of_said, of_form = weights[said] * said_there, weights[form] * form_there
        alike = torch.einsum("qid,fjd->qfij", units[said], units[form])
        covered = alike.masked_fill(form_there[None, :, None] == 0, -1).amax(3).relu()
        covered = (covered * of_said[:, None]).sum(2) / of_said.sum(1)[:, None]
        covering = alike.masked_fill(said_there[:, None, :, None] == 0, -1).amax(2).relu()
        covering = (covering * of_form[None]).sum(2) / of_form.sum(1)[None]
        moved = vectors * weights[:, None]
        whole = _sum(moved, said, said_there)
        near = self.shares[0] * covered + self.shares[1] * covering
        near = near + self.shares[3] * (whole @ _sum(moved, *sheet.forms).T)
        most = torch.full((len(asked), len(sheet.told[0])), -9.0)
        owners = sheet.owners[None].expand(len(asked), -1)
        best = most.scatter_reduce(1, owners, near, "amax")
        return best + self.shares[2] * (whole @ _sum(moved, *sheet.told).T)


def train(known: Vocabulary, laid: Sequence[Laid], steps: int, seed: int = 0) -> Meanings:
    """Learn from some sheets."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = Meanings(known)
    groups: list[dict[str, Any]] = [
        {"params": [*model.turn.parameters(), *model.tell.parameters()], "lr": 1e-3},
        {"params": [model.own, model.tell_own], "lr": 3e-3},
        {"params": [model.shares], "lr": 1e-2},
    ]
    rates = [group["lr"] for group in groups]
    optimizer = torch.optim.Adam(groups)
    for step in range(steps):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, 2 * (1 - step / steps))
        loss = OWN_PENALTY * model.own.square().sum()
        for sheet in chance.sample(list(laid), min(SHEETS, len(laid))):
            rows = chance.sample(range(len(sheet.asked)), min(BATCH, len(sheet.asked)))
            scores = model.scores(sheet, [sheet.asked[row] for row in rows], DROPPED)
            right = torch.tensor([sheet.answers[row] for row in rows])
            loss = loss + functional.cross_entropy(scores / TEMPERATURE, right)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


def hits(model: Meanings, sheet: Laid) -> tuple[float, float]:
    """Share of a sheet's questions whose entry comes first, and among the first three."""
    with torch.no_grad():
        scores = model.scores(sheet, sheet.asked)
    right = torch.tensor(sheet.answers)[:, None]
    above = (scores > scores.gather(1, right)).sum(1)
    return float((above == 0).float().mean()), float((above < 3).float().mean())


def vocabulary(made: Sequence[Sheet], ginza: Path) -> Vocabulary:
    """The words of all sheets."""
    texts = [text for sheet in made for text in _texts(sheet)]
    said = [words_of(text) for text in texts]
    seen = Counter(word for words in said for word in set(words))
    numbers = {word: at for at, word in enumerate(["", *sorted(seen)])}
    rows, vectors = load(ginza)
    known = np.zeros((len(numbers), 300), np.float32)
    for word, at in numbers.items():
        if word in rows:
            known[at] = vectors[rows[word]]
    signs = np.stack([_signs(word, seen.get(word, 0), len(texts)) for word in numbers])
    return Vocabulary(numbers, torch.from_numpy(known), torch.from_numpy(signs))


def lay(sheet: Sheet, known: Vocabulary) -> Laid:
    """A sheet in numbers."""
    forms = [(at, f) for at, e in enumerate(sheet.entries) for f in (e.question, *e.paraphrases)]
    return Laid(
        torch.tensor([at for at, _ in forms]),
        _padded([_numbered(form, known)[-MOST_WORDS:] for _, form in forms]),
        _padded([_numbered(entry.answer, known)[:MOST_WORDS] for entry in sheet.entries]),
        [_numbered(text, known)[-MOST_WORDS:] for text, _ in sheet.asked],
        [answer for _, answer in sheet.asked],
    )


def shipped(model: Meanings, ginza: Path) -> WordMeanings:
    """What was learnt, for every word that a text can hold and a name is not."""
    rows, vectors = load(ginza)
    learnt = model.known.numbers
    others = [word for word in rows if word not in learnt and _is_word(word)]
    with torch.no_grad():
        own, own_weights = model.words()
        turned = model.turn(torch.from_numpy(vectors))
        row_of = [rows[word] for word in others]
        signs = torch.from_numpy(np.stack([_signs(word, 0, 1) for word in others]))
        weights = functional.softplus(
            model.tell(torch.cat([torch.from_numpy(vectors[row_of]), signs], 1))
        )
    used = sorted(set(row_of))
    place = {row: at + len(learnt) for at, row in enumerate(used)}
    every = np.concatenate([own.numpy(), turned.numpy()[used]])
    lengths = np.linalg.norm(every, axis=1)
    units = every / np.maximum(lengths, 1e-6)[:, None]
    return WordMeanings(
        {word: at for at, word in enumerate([*learnt, *others])},
        np.array([*range(len(learnt)), *(place[row] for row in row_of)], np.int64),
        np.round(units * 127).astype(np.int8),
        lengths,
        np.concatenate([own_weights.numpy(), weights[:, 0].numpy()]),
        model.shares.detach().numpy(),
        1 / TEMPERATURE,
    )


def save(made: WordMeanings, path: Path) -> None:
    """Write as npz, halved in precision."""
    arrays: Arrays = {
        "words": np.array("\n".join(made.numbers)),
        "rows": made.rows.astype(np.uint32),
        "directions": made.directions,
        "lengths": made.lengths.astype(np.float16),
        "weights": made.weights.astype(np.float16),
        "shares": made.shares,
        "sharpness": np.array(made.sharpness),
    }
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _texts(sheet: Sheet) -> Iterator[str]:
    for entry in sheet.entries:
        yield from (entry.question, *entry.paraphrases, entry.answer)
    yield from (text for text, _ in sheet.asked)


def _numbered(text: str, known: Vocabulary) -> list[int]:
    return [known.numbers[word] for word in words_of(text) if word in known.numbers]


def _padded(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Numbers and 1 where there is one, each (rows, longest)."""
    longest = max(1, *(len(row) for row in rows))
    numbers = torch.full((len(rows), longest), _BLANK)
    there = torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        filled = row or [_BLANK]
        numbers[at, : len(filled)] = torch.tensor(filled)
        there[at, : len(filled)] = 1
    return numbers, there


def _sum(moved: Tensor, numbers: Tensor, there: Tensor) -> Tensor:
    return functional.normalize((moved[numbers] * there[..., None]).sum(1), dim=1)


_PARTS = (
    "名詞", "動詞", "形容詞", "形状詞", "副詞", "助詞", "助動詞", "接頭辞", "接尾辞", "代名詞",
    "感動詞", "接続詞", "連体詞",
)  # fmt: skip


def _signs(word: str, seen: int, texts: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Its part of speech, and how rare it is in the sheets, as far as that is known."""
    found = np.zeros(len(_PARTS) + 1, np.float32)
    [*morphemes] = tokenizer().tokenize(word, SplitMode.A)
    part = morphemes[0].part_of_speech()[0] if morphemes else ""
    if part in _PARTS:
        found[_PARTS.index(part)] = 1
    found[-1] = np.log(texts / (seen + 1)) / 5 if seen else 1.5
    return found


def _is_word(word: str) -> bool:
    """A text can hold it as one word, and it is no name."""
    [*morphemes] = tokenizer().tokenize(word, SplitMode.A)
    if len(morphemes) != 1 or morphemes[0].normalized_form() != word:
        return False
    part = morphemes[0].part_of_speech()
    return part[0] not in _SKIPPED and part[1] != "固有名詞"


def main() -> None:
    """Learn, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ginza", type=Path, required=True, help="an unpacked ja_ginza wheel")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--out", type=Path, default=PATH)
    parser.add_argument("--folds", type=Path, help="also write what learnt without each third")
    args = parser.parse_args()
    torch.set_num_threads(1)
    made = sheets()
    known = vocabulary(made, args.ginza)
    laid = [lay(sheet, known) for sheet in made]
    if args.folds:
        for number, (own, out) in enumerate(folds(len(made))):
            model = train(known, [laid[at] for at in own], args.steps)
            for at in out:
                first, third = hits(model, laid[at])
                print(f"{made[at].trade}: first {first:.3f}, of three {third:.3f}", file=sys.stderr)
            save(shipped(model, args.ginza), args.folds / f"meaning{number}.npz")
    save(shipped(train(known, laid, args.steps), args.ginza), args.out)


if __name__ == "__main__":
    main()
