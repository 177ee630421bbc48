"""What it costs to take one sound for another, learned from names said to the recogniser.

    python -m eval.bench.sound_costs say learn heard.jsonl --count 450
    python -m eval.bench.sound_costs say test unheard.jsonl --count 300
    python -m eval.bench.sound_costs learn heard.jsonl
    python -m eval.bench.sound_costs measure unheard.jsonl

`say` speaks surnames (a fifth of them with a given name) in sentences of callers, in all caller
voices, through the telephone channel at 10 to 20 dB into the embedded recogniser, without the
client's words as bias; `learn` and `test` never share a surname. `learn` aligns what was said
with what was heard and writes `speech/reading/sound_costs.txt`; `measure` ranks the true surname
of each misheard one among all surnames by `speech.reading.kana.mora_distance`.

The cost of a pair is linear in the logarithm of how often the two are taken for each other, with
the hand-made costs below as the prior; four-fold cross-validation over the names to learn from
chose the constants (mean reciprocal rank .45 to .48 over the grid, hand-made .43).

The table was learned from 950 names; of 89 misheard ones not used in learning, the hand-made costs
rank 25% first and 63% among five of 1,770 surnames (MRR .41), the learned 30% and 74% (.48).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from eval.bench.recognition import NOISES
from eval.telephone import Channel, through_telephone
from eval.voices import babble_talkers, find_voices, reading_of, speak, varied
from speech.asr.registry import make_asr
from speech.audio import FRAME_SAMPLES, SAMPLES_PER_MS, AudioFrame, Samples
from speech.engines import Asr
from speech.reading import kana
from speech.reading.kana import gap_cost, mora_cost, morae, pronounced

SENTENCES = (
    "お世話になっております。{}さんいらっしゃいますか",
    "{}様をお願いします",
    "営業部の{}さんはいらっしゃいますか",
    "{}さんお願いしたいんですけど",
    "あの、{}さんおられますか",
    "恐れ入りますが、{}様はいらっしゃいますでしょうか",
    "{}課長に代わっていただけますか",
    "{}さん",
)
SNRS_DB = (20.0, 10.0, 15.0)
WORST = 0.35
"""Sentences with more edits a mora were not heard at all and tell nothing about sounds."""
PRIOR_WEIGHT = 300.0
"""Sounds said that the prior counts for."""
BASE, SLOPE = 0.3, 0.08
"""Cost of a confusion in 55 (e^-4), and what a factor of e less often adds."""
CHEAPEST, DEAREST = 0.15, 0.75
TEMPERATURE = 0.12
"""How much likelier the prior takes a pair that is cheaper by this much: e times."""
_NEAR = {
    0.25: "k-g s-z sh-j t-d ch-j ts-z h-b h-p b-p z-j s-ts f-h v-b",
    0.35: "m-n r-d b-d b-m sh-ch s-sh ts-ch n-r h-f z-d g-n w- y- h- r-",
    0.45: "t-k p-t k-p g-d g-b b-w m-w f-s h-s h-sh sh-f t-ts t-ch k-h y-r g-",
}
HAND_CONSONANTS = {frozenset(p.split("-")): cost for cost, ps in _NEAR.items() for p in ps.split()}
"""Voicing and neighbours in place or manner; any other pair .6."""
HAND_VOWELS = {
    frozenset(pair): cost
    for cost, pairs in {0.4: "iu ie uo ao", 0.5: "ae", 0.6: "eo au eu", 0.7: "ai io"}.items()
    for pair in pairs.split()
}

Pair = frozenset[str]
Heard = dict[str, str]
"""`name`, `truth` (the sentence) and `heard`: readings in katakana."""


def surnames() -> list[str]:
    """Readings of the table of surnames, in a shuffled order that is always the same."""
    table = Path(kana.__file__).with_name("surnames.txt").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    readings = sorted({pronounced(line.split("\t")[0]) for line in lines})
    return [readings[i] for i in np.random.default_rng(5).permutation(len(readings))]


def say(part: str, count: int, seed: int, given: Sequence[str], voices: Path) -> Iterator[Heard]:
    """Say `count` names of a half of the surnames and tell what was heard."""
    every = surnames()
    names = every[::2] if part == "learn" else every[1::2]
    chance = np.random.default_rng(seed)
    asr, speakers = make_asr("embedded"), find_voices(voices)
    for number in range(count):
        name = names[int(chance.integers(len(names)))]
        if given and number % 5 == 4:
            name += given[int(chance.integers(len(given)))]
        text = SENTENCES[number % len(SENTENCES)].format(name)
        truth = reading_of(text)
        if name not in truth:  # Open JTalk reads these kana as other words
            continue
        rng = np.random.default_rng([seed, number])
        noise = NOISES[number // len(speakers) % len(NOISES)]
        line = through_telephone(
            speak(text, varied(speakers[number % len(speakers)], rng)),
            Channel(snr_db=SNRS_DB[number % len(SNRS_DB)], noise=noise, echo_db=None),
            seed + number,
            babble_talkers() if noise == "babble" else (),
        )
        yield {"name": name, "truth": truth, "heard": asyncio.run(_recognised(asr, line))}


async def _recognised(asr: Asr, line: Samples) -> str:
    stream = asr.stream(0)
    for at in range(0, len(line) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        await stream.push(AudioFrame(line[at : at + FRAME_SAMPLES], at // SAMPLES_PER_MS))
    return (await stream.finish()).reading


# --- learning ---------------------------------------------------------------------------------


def learn(rows: Sequence[Heard]) -> tuple[dict[Pair, float], dict[Pair, float]]:
    """Costs of all pairs of consonants and of vowels."""
    consonants, vowels = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in rows:
        said, heard = morae(row["truth"]), morae(row["heard"])
        pairs, cost = aligned(said, heard)
        if cost > WORST * len(said):
            continue
        for i, j in pairs:
            if i is None or j is None or said[i] in "ンッー" or heard[j] in "ンッー":
                continue
            (first, _, vowel), (other, _, other_vowel) = kana.sound(said[i]), kana.sound(heard[j])
            consonants[first, other] += 1
            vowels[vowel, other_vowel] += 1
    return (
        _costs(consonants, kana.CONSONANTS, lambda pair: HAND_CONSONANTS.get(pair, 0.6)),
        _costs(vowels, "aiueo", lambda pair: HAND_VOWELS.get(pair, 0.7)),
    )


def _costs(
    counts: Counter[tuple[str, str]], sounds: Sequence[str], by_hand: Callable[[Pair], float]
) -> dict[Pair, float]:
    said: Counter[str] = Counter()
    for (first, _), n in counts.items():
        said[first] += n
    mistakes = sum(n for (a, b), n in counts.items() if a != b)
    wrong = (mistakes + 1) / (sum(counts.values()) + 20)
    likely = {
        frozenset(p): math.exp(-by_hand(frozenset(p)) / TEMPERATURE)
        for p in combinations(sounds, 2)
    }
    whole = {a: sum(w for pair, w in likely.items() if a in pair) for a in sounds}
    costs = {}
    for a, b in combinations(sounds, 2):
        pair = frozenset((a, b))
        prior = wrong * likely[pair] * (1 / whole[a] + 1 / whole[b]) / 2
        taken = counts[a, b] + counts[b, a] + PRIOR_WEIGHT * prior
        share = taken / (said[a] + said[b] + PRIOR_WEIGHT)
        costs[pair] = min(DEAREST, max(CHEAPEST, BASE + SLOPE * (-math.log(share) - 4)))
    return costs


def aligned(
    said: Sequence[str], heard: Sequence[str]
) -> tuple[list[tuple[int | None, int | None]], float]:
    """Which mora was heard for which, None for nothing; and the edits in all."""
    rows = [[0.0]]
    for other in heard:
        rows[0].append(rows[0][-1] + gap_cost(other))
    for mora in said:
        last, row = rows[-1], [rows[-1][0] + gap_cost(mora)]
        for j, other in enumerate(heard):
            swapped, lost = last[j] + mora_cost(mora, other), last[j + 1] + gap_cost(mora)
            row.append(min(swapped, lost, row[j] + gap_cost(other)))
        rows.append(row)
    pairs: list[tuple[int | None, int | None]] = []
    i, j = len(said), len(heard)
    while i or j:
        if (
            i
            and j
            and math.isclose(rows[i][j], rows[i - 1][j - 1] + mora_cost(said[i - 1], heard[j - 1]))
        ):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and math.isclose(rows[i][j], rows[i - 1][j] + gap_cost(said[i - 1])):
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1], rows[-1][-1]


# --- measuring --------------------------------------------------------------------------------


def misheard(rows: Sequence[Heard]) -> list[tuple[str, tuple[str, ...]]]:
    """(surname, what was heard for it) of every surname that was heard otherwise."""
    known, found = set(surnames()), []
    for row in rows:
        said, heard, name = morae(row["truth"]), morae(row["heard"]), morae(row["name"])
        begin = next(i for i in range(len(said)) if said[i : i + len(name)] == name)
        end = begin + len(name)
        pairs = [(i, j) for i, j in aligned(said, heard)[0] if i is not None and j is not None]
        first = max((j for i, j in pairs if i < begin), default=-1) + 1
        last = min((j for i, j in pairs if i >= end), default=len(heard))
        if row["name"] in known and heard[first:last] not in ((), name):
            found.append((row["name"], heard[first:last]))
    return found


def ranks(rows: Sequence[Heard]) -> list[float]:
    """The rank of each misheard surname among all surnames, by distance to what was heard."""
    names = surnames()
    index, at = kana.SoundIndex(names), {name: i for i, name in enumerate(names)}
    found = []
    for name, heard in misheard(rows):
        costs = index.distances(heard, within=False)[-1]
        own = costs[at[name]]
        nearer, equal = np.sum(costs < own - 1e-6), np.sum(np.abs(costs - own) <= 1e-6)
        found.append(float(nearer + (equal + 1) / 2))
    return found


def _read(path: Path) -> list[Heard]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _write(rows: Sequence[Heard], path: Path) -> None:
    tables = learn(rows)
    lines = ["# What it costs to take one sound for another; written by eval.bench.sound_costs"]
    for kind, costs in zip(("consonants", "vowels"), tables, strict=True):
        ordered = sorted(("-".join(sorted(pair)), round(cost, 2)) for pair, cost in costs.items())
        lines += [f"{kind}\t{pair}\t{cost}" for pair, cost in ordered]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    saying = steps.add_parser("say")
    saying.add_argument("part", choices=("learn", "test"))
    saying.add_argument("out", type=Path)
    saying.add_argument("--count", type=int, default=450)
    saying.add_argument("--seed", type=int, default=1)
    saying.add_argument("--given", type=Path, nargs="*", default=(), help="CSV, readings first")
    saying.add_argument("--voices", type=Path, default=Path("../shared/voices"))
    for step in ("learn", "measure"):
        steps.add_parser(step).add_argument("heard", type=Path)
    asked = parser.parse_args()
    if asked.step == "say":
        lines = [line for path in asked.given for line in path.read_text("utf-8").splitlines()]
        given = [pronounced(line.split(",")[0]) for line in lines]
        with asked.out.open("w", encoding="utf-8") as out:
            for row in say(asked.part, asked.count, asked.seed, given, asked.voices):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif asked.step == "learn":
        _write(_read(asked.heard), kana.SOUND_COSTS)
    else:
        found = np.array(ranks(_read(asked.heard)))
        print(f"{len(found)} misheard, MRR {np.mean(1 / found):.3f}, "
              f"first {np.mean(found <= 1):.3f}, in five {np.mean(found <= 5):.3f}")  # fmt: skip


if __name__ == "__main__":
    _main()
