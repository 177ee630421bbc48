"""Callers' turns with labels: what the language model's callers say, and what each of them wants.

`labels/NAME.tsv` holds, for turns of speech/asr/training/callers/NAME.txt, the number of the line
and its intent, or two of them joined by +, the first above all. They were labelled without knowing
what was asked before.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

import speech.asr.training
from prompts.intents import Example, digest

FOLDER = Path(__file__).with_name("labels")
TURNS = Path(speech.asr.training.__file__).with_name("callers")
_FILLED = {
    "surname": ("田中", "佐々木", "江川", "山口", "木村", "栗原", "大野", "三宅", "松永", "藤本"),
    "given": ("美香", "健一", "由美"),
    "city": ("川口市", "柏市", "架空市", "宇都宮市"),
    "town": ("架空町",),
    "company": ("架空商事", "みなと工業", "青葉印刷", "はるか設計"),
    "dept": ("営業部", "総務部", "経理課"),
    "phone": ("03-0012-3456",),
    "day": ("明日", "来週の火曜"),
    "weekday": ("火曜", "金曜"),
    "digits3": ("012",),
    "digits4": ("3456",),
}
_DEFAULT = ("12",)
_SKIPPED = frozenset(("other", "-", "confirm_company"))
"""A fact told without a wish is `other` here, but a burst pipe is nothing other to a landlord; who
is asked for by name shows in the form of the turn."""
_PASSED_ON = re.compile(r"伝|言っと|言って|申し送|メモ|言づて|ことづ|ておいて")
_BLANK = re.compile(r"\{(\w+)\}")


def labelled() -> tuple[Example, ...]:
    """Every labelled turn that teaches, a file a style."""
    return tuple(example for path in sorted(FOLDER.glob("*.tsv")) for example in _read(path))


def learnt_from() -> str:
    """A fingerprint of all that the weights are learnt from: examples, turns and labels."""
    made = hashlib.sha256(digest().encode())
    for path in sorted(FOLDER.glob("*.tsv")):
        made.update(path.read_bytes())
        made.update((TURNS / f"{path.stem}.txt").read_bytes())
    return made.hexdigest()


def turns_in(path: Path) -> Iterator[tuple[str, str, str]]:
    """Intent, second intent and words of every labelled turn of a file, blanks filled in."""
    turns = (TURNS / f"{path.stem}.txt").read_text("utf-8").split("\n")
    chance = random.Random(path.stem)
    for row in path.read_text("utf-8").splitlines():
        line, label = row.split("\t")
        intent, _, also = label.partition("+")
        text = _BLANK.sub(
            lambda blank: chance.choice(_FILLED.get(blank.group(1), _DEFAULT)),
            turns[int(line) - 1],
        ).rstrip("。")
        yield intent, also, text


def _read(path: Path) -> Iterator[Example]:
    for intent, also, text in turns_in(path):
        if intent in _SKIPPED or (intent == "leave_message" and not _PASSED_ON.search(text)):
            continue
        yield Example(intent, "" if also in _SKIPPED else also, f"heard:{path.stem}", text)
