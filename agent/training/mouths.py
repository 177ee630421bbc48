"""One example said in several ways: after a greeting, with fillers, heard badly, by sound alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.reader import read
from prompts.intents import Example
from speech.reading.kana import mora_cost, morae

_OPENINGS = (
    "もしもし、", "あの、", "すみません、", "えーと、", "お世話になっております、", "あ、",
    "恐れ入ります、",
    "いつもお世話になっております。山川商事の西田と申します。", "西田ですけど、",
    "佐伯と申しますが、",
    "海野印刷の原です。", "お忙しいところすみません、",
    "お世話になります、みなと工業の野村ですが、",
    "ちょっとお尋ねしますけど、", "初めてお電話いたします。",
)  # fmt: skip
_TAILS = ("", "", "ね", "、はい", "。すみません", "、お願いします", "、よろしくお願いします")
_ANSWERS = frozenset(("yes", "no", "other", "repeat_request", "greeting", "thanks", "goodbye"))
"""Kinds of turns before which nobody introduces herself."""
_OTHER_PROMPTS = (
    "お電話ありがとうございます。ご用件をお伺いいたします。", "ほかにご用件はございますか。",
    "申し訳ございません、前田はただいま外出しております。", "折り返しお電話いたしましょうか。",
    "前田は三時に戻る予定でございます。", "お名前をいただけますか。", "ご伝言を承りましょうか。",
    "お電話番号をいただけますか。", "明日の三時でよろしいでしょうか。",
    "どのようなご用件でしょうか。",
    "恐れ入ります、もう一度おっしゃっていただけますか。", "少々お待ちいただけますでしょうか。",
)  # fmt: skip
"""A wish stays the same wish whatever the agent had asked."""
_PROMPTED_SHARE = 0.4
SLIPS = 0.12
"""Share of morae misheard in the turn that is heard badly."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One way of saying an example."""

    text: str
    reading: str
    """As heard; empty to read the text."""
    has_text: bool
    """False: only the sounds are told, as when every word was written wrongly."""
    weight: float
    prompt: str = ""
    """What the agent said before."""


def turns_of(example: Example, chance: random.Random) -> Iterator[Turn]:
    """The example as written, then its variations."""
    yield Turn(example.text, "", True, 1.0, example.prompt)
    reading = read(example.text)
    if len(morae(reading)) < 6:
        return
    if example.intent not in _ANSWERS and not example.prompt:
        longer = chance.choice(_OPENINGS) + example.text + chance.choice(_TAILS)
        yield Turn(longer, "", True, 0.5)
        if chance.random() < _PROMPTED_SHARE:
            yield Turn(example.text, "", True, 0.5, chance.choice(_OTHER_PROMPTS))
    yield Turn(example.text, misheard(reading, chance, SLIPS), False, 0.5, example.prompt)


def misheard(reading: str, chance: random.Random, slips: float) -> str:
    """A reading with some of its morae lost, doubled, or heard as near ones."""
    out: list[str] = []
    for mora in morae(reading):
        if chance.random() >= slips:
            out.append(mora)
            continue
        kind = chance.random()
        if kind < 0.6:
            out.append(_near(mora, chance))
        elif kind > 0.8:
            out += [mora, chance.choice(_ALL)]
    return "".join(out)


_ALL = morae(
    "アイウエオカキクケコガギグゲゴサシスセソザジズゼゾタチツテトダデドナニヌネノハヒフヘホ"
    "バビブベボパピプペポマミムメモヤユヨラリルレロワンキャキュキョシャシュショチャチュチョ"
)


def _near(mora: str, chance: random.Random) -> str:
    ranked = sorted((other for other in _ALL if other != mora), key=lambda o: mora_cost(mora, o))
    return chance.choice(ranked[:6])
