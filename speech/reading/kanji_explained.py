"""漢字の説明: 「にんべんに左の佐に、藤の花の藤」 as the kanji that it explains, in order.

The cheapest path through what a stretch of an explanation may be: a word and its kanji
(藤の花の藤, 田んぼのた), a part and the rest (さんずいに工), a foreign word (ブリッジの橋), a heap
(木が三つの森), an older form (はしごだか), a plain kanji, and the words between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speech.reading.kanji_element import Explained, Token
from speech.reading.kanji_forms import forms, heaps
from speech.reading.kanji_of_words import parts, plain, words

MAX_CHARS = 120
_SKIPPED = 1.6
"""Cost of a character that means nothing here; dearer than any sensible reading of it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole explanation."""

    elements: tuple[Explained, ...]
    topics: tuple[str, ...]
    """What was said to be explained: 辺 in 「辺は簡単なほうの辺です」."""
    cost: float
    """Under about .5 an element where everything was understood."""


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    elements: tuple[Explained, ...] = ()
    topics: tuple[str, ...] = ()


def explained(text: str) -> Explanation:
    """What a stretch of explanation comes to; elements may be empty. Never raises."""
    text = text[:MAX_CHARS]
    paths: list[_Path | None] = [None] * (len(text) + 1)
    paths[0] = _Path(0.0)
    for at in range(len(text)):
        here = paths[at]
        if here is None:
            continue
        for token in _tokens(text, at):
            cost = here.cost + token.cost
            known = paths[token.end]
            if known is None or cost < known.cost:
                more = () if token.element is None else (token.element,)
                topics = (token.topic,) if token.topic else ()
                paths[token.end] = _Path(cost, here.elements + more, here.topics + topics)
    last = paths[-1] or _Path(0.0)
    return Explanation(last.elements, last.topics, last.cost)


def _tokens(text: str, at: int) -> Iterator[Token]:
    is_word_char = text[at] not in "、。 "
    yield Token(at + 1, _SKIPPED if is_word_char else 0.0)
    for pattern, cost in _JOINTS:
        if (found := pattern.match(text, at)) is not None:
            yield Token(found.end(), cost)
    if not is_word_char:
        return
    yield from _topics(text, at)
    yield from forms(text, at)
    yield from heaps(text, at)
    yield from parts(text, at)
    yield from words(text, at)
    yield from plain(text, at)


_JOINTS = tuple(
    (re.compile(pattern), cost)
    for pattern, cost in (
        (r"(?:それに|それから|そして|あとは?|次[にがは]|つぎ[にがは]|続いて|あと|プラス|"
         r"足す)", 0.05),
        (r"[にとでへ]", 0.1),
        (r"[のはがもを]", 0.5),
        (r"(?:と|って)?(?:いう|言う|ゆう|いった|いいます|読む|読みます)?(?:漢字|文字|字|"
         r"じ)(?:です|を書きます|で|の|を)?", 0.1),
        (r"(?:と|を|で)?(?:書いて|書きます|書く|かきます|かいて|つけて|付けて|くっつけて|"
         r"合わせて)(?:です)?", 0.1),
        (r"(?:です|ですね|ですよ|でございます|になります|となります|だよ|だね|ですが|"
         r"ですけど)(?=[、。]|$)", 0.0),
        (r"(?:と申します|といいます|と言います|と読みます|と読む|と読んで|と書きます)", 0.1),
        (r"(?:ふつうの|普通の|一般的な|よくある|あの|その|例の|いわゆる|有名な|お?名前(?:は|"
         r"の)|苗字(?:は|の)|名字(?:は|の)|"
         r"姓(?:は|が)|下の名前(?:は|が)|名(?:は|が)|上の(?:字|漢字)(?:は|が)|下の(?:字|"
         r"漢字)(?:は|が)|"
         r"最初(?:の字|の漢字)?(?:は|が)|一文字目(?:は|が)|二文字目(?:は|が)|三文字目(?:は|"
         r"が)|漢字(?:は|が|で|の))", 0.1),
        (r"の?一文字(?:で|です|の)?|の?(?:みの|だけの)|の?(?:ほう|方)(?:の|です|で)?", 0.1),
        (r"(?:はしご|梯子)(?:では|じゃ)(?:ない|なくて?)|(?:はしご|梯子)(?:高|だか)?(?:では|"
         r"じゃ)な(?:い|くて?|く)", 0.05),
        (r"[一二三四]文字(?:です|で)?", 0.3),
    )
)  # fmt: skip


_TOPIC = re.compile(
    r"(?:[^、。はのに]{1,6}の)?(?P<topic>[一-鿿々ぁ-ゔァ-ヴー]{1,3})(?:は|が|"
    r"って)(?=[^ぁ-ゔ、。]|[ぁ-ゔ]{2})"
)


def _topics(text: str, at: int) -> Iterator[Token]:
    """「斉藤の斉は」: what is going to be explained."""
    found = _TOPIC.match(text, at) if at == 0 or text[at - 1] in "、。 " else None
    if found is not None:
        yield Token(found.end(), 0.3, None, found["topic"])
