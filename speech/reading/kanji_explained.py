"""漢字の説明: 「にんべんに左の佐に、藤の花の藤」 as the kanji that it explains, in order.

The cheapest path through everything that a stretch of an explanation may be: a word and its kanji
(藤の花の藤, 田んぼの「た」), a part and the rest (さんずいに工), a foreign word (ブリッジの橋), a heap
(木が三つの森), an older form (はしごだか), a plain kanji, and the words between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from speech.reading.kana import hiragana, is_kana
from speech.reading.kanji import (
    gloss,
    has_reading,
    heap,
    is_kanji,
    kanji_read,
    newer_form,
    older_forms,
    part_names,
    same_character,
)
from speech.reading.kanji_words import homophones

MAX_CHARS = 120
_LONGEST_WORD = 12
_SKIPPED = 1.6
"""Cost of a character that means nothing here; dearer than any sensible reading of it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One explained kanji (or a part of the name in kana)."""

    writings: Mapping[str, float]
    """How it may be written, with weights 0..1."""
    sureness: float
    """0..1: 1 where the word that explains it holds the kanji itself."""

    @property
    def best(self) -> str:
        """The likeliest writing."""
        return max(self.writings, key=lambda text: self.writings[text])


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole explanation."""

    elements: tuple[Explained, ...]
    topics: tuple[str, ...]
    """What was said to be explained: 辺 in 「辺は簡単なほうの辺です」."""
    cost: float
    """Under about .5 an element where everything was understood."""


@dataclass(frozen=True, slots=True)
class _Token:
    end: int
    cost: float
    element: Explained | None = None
    topic: str = ""


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


def _tokens(text: str, at: int) -> Iterator[_Token]:
    is_word_char = text[at] not in "、。 "
    yield _Token(at + 1, _SKIPPED if is_word_char else 0.0)
    for pattern, cost in _JOINTS:
        if (found := pattern.match(text, at)) is not None:
            yield _Token(found.end(), cost)
    if not is_word_char:
        return
    yield from _topics(text, at)
    yield from _forms(text, at)
    yield from _heaps(text, at)
    yield from _parts(text, at)
    yield from _words_and_kanji(text, at)
    yield from _plain(text, at)


_JOINTS = tuple(
    (re.compile(pattern), cost)
    for pattern, cost in (
        (r"(?:それに|それから|そして|あとは?|次[にがは]|つぎ[にがは]|続いて|あと|プラス|足す)", 0.05),
        (r"[にとでへ]", 0.1),
        (r"[のはがもを]", 0.5),
        (r"(?:と|って)?(?:いう|言う|ゆう|いった|いいます|読む|読みます)?(?:漢字|文字|字|じ)(?:です|を書きます|で|の|を)?", 0.1),
        (r"(?:と|を|で)?(?:書いて|書きます|書く|かきます|かいて|つけて|付けて|くっつけて|合わせて)(?:です)?", 0.1),
        (r"(?:です|ですね|ですよ|でございます|になります|となります|だよ|だね|ですが|ですけど)(?=[、。]|$)", 0.0),
        (r"(?:と申します|といいます|と言います|と読みます|と読む|と読んで|と書きます)", 0.1),
        (r"(?:ふつうの|普通の|一般的な|よくある|あの|その|例の|いわゆる|有名な|お?名前(?:は|の)|苗字(?:は|の)|名字(?:は|の)|"
         r"姓(?:は|が)|下の名前(?:は|が)|名(?:は|が)|上の(?:字|漢字)(?:は|が)|下の(?:字|漢字)(?:は|が)|"
         r"最初(?:の字|の漢字)?(?:は|が)|一文字目(?:は|が)|二文字目(?:は|が)|三文字目(?:は|が)|漢字(?:は|が|で|の))", 0.1),
        (r"の?一文字(?:で|です|の)?|の?(?:みの|だけの)|の?(?:ほう|方)(?:の|です|で)?", 0.1),
        (r"(?:はしご|梯子)(?:では|じゃ)(?:ない|なくて?)|(?:はしご|梯子)(?:高|だか)?(?:では|じゃ)な(?:い|くて?|く)", 0.05),
        (r"[一二三四]文字(?:です|で)?", 0.3),
    )
)  # fmt: skip


_TOPIC = re.compile(
    r"(?:[^、。はのに]{1,6}の)?(?P<topic>[一-鿿々ぁ-ゔァ-ヴー]{1,3})(?:は|が|って)(?=[^ぁ-ゔ、。]|[ぁ-ゔ]{2})"
)


def _topics(text: str, at: int) -> Iterator[_Token]:
    """「斉藤の斉は」: what is going to be explained."""
    found = _TOPIC.match(text, at) if at == 0 or text[at - 1] in "、。 " else None
    if found is not None:
        yield _Token(found.end(), 0.3, None, found["topic"])


# --- forms ------------------------------------------------------------------------------------

_LADDER = re.compile(r"(?:はしご|ハシゴ|梯子)(?:の)?(?:高|だか|たか|タカ)")
_STANDING = re.compile(
    r"(?:たつ|タツ|立つ)(?:の|ほうの|方の)?(?:崎|さき|ざき|サキ)|崎(?:の右(?:側)?(?:上)?)?が立つ"
)
_EARTH = re.compile(
    r"(?:つちよし|土吉|つち(?:に)?よし|下が?長い(?:方の|ほうの)?(?:吉|よし)|土に口の吉)"
)
_OLD = re.compile(
    r"(?:難しい|むずかしい|旧字体?|旧漢字|画数の?(?:が)?多い|複雑な|古い|旧い|正字)(?:ほう|方)?の?"
    r"(?P<kanji>[一-鿿﨑]|[ぁ-ゔァ-ヴ]{1,3})?"
)
_NEW = re.compile(
    r"(?:一番)?(?:簡単な|かんたんな|易しい|やさしい|普通の|ふつうの|新字体?|略字|画数の?(?:が)?少ない|常用漢字)(?:ほう|方)?の?"
    r"(?P<kanji>[一-鿿﨑]|[ぁ-ゔァ-ヴ]{1,3})?"
)
_SAME_AGAIN = re.compile(
    r"(?:同じ字|おなじじ|同じ漢字|同じく|繰り返しの?(?:記号|字|マーク)?|くりかえし(?:の記号)?|踊り字|おどりじ|のま(?:点)?|ノマ(?:点)?)"
    r"(?:の々)?|々"
)
_SCRIPT = re.compile(
    r"(?P<script>カタカナ|かたかな|片仮名|ひらがな|平仮名|ヒラガナ)(?:で|の|に)?、?(?P<kana>[ぁ-ゔァ-ヴー]{1,6}?)"
    r"(?=に|、|。|と|で|$|です)"
)
_NUMERAL = re.compile(
    r"(?:漢)?(?:数字|すうじ|スウジ)の(?P<kanji>[一二三四五六七八九十百千万]|いち|に|さん|よん|し|ご|ろく|なな|しち|はち|きゅう|く|じゅう|せん|[1-9])"
)
_NUMERALS = dict(
    zip("いち に さん よん し ご ろく なな しち はち きゅう く じゅう せん 1 2 3 4 5 6 7 8 9".split(),
        "一二三四四五六七七八九九十千一二三四五六七八九", strict=True)
)  # fmt: skip


def _forms(text: str, at: int) -> Iterator[_Token]:
    """Older, newer and other ways of writing."""
    for pattern, kanji in ((_LADDER, "髙"), (_STANDING, "﨑"), (_EARTH, "𠮷")):
        if (found := pattern.match(text, at)) is not None:
            yield _Token(found.end(), 0.1, Explained({kanji: 1.0}, 1.0))
    if (found := _OLD.match(text, at)) is not None:
        yield _Token(found.end(), 0.2, _form(found["kanji"], old=True))
    if (found := _NEW.match(text, at)) is not None:
        yield _Token(found.end(), 0.2, _form(found["kanji"], old=False))
    if (found := _SAME_AGAIN.match(text, at)) is not None:
        yield _Token(found.end(), 0.1, Explained({"々": 1.0}, 1.0))
    if (found := _NUMERAL.match(text, at)) is not None:
        kanji = _NUMERALS.get(found["kanji"], found["kanji"])
        yield _Token(found.end(), 0.1, Explained({kanji: 1.0}, 1.0))
    if (found := _SCRIPT.match(text, at)) is not None:
        kana = found["kana"]
        is_kata = found["script"][0] in "カか片"
        written = _katakana(kana) if is_kata else hiragana(kana)
        yield _Token(found.end(), 0.2, Explained({written: 1.0}, 1.0))


def _katakana(kana: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)


OLD, NEW = "旧", "新"
"""Keys of an element that tells only which form is meant: 「難しいほうです」."""


def _form(said: str | None, *, old: bool) -> Explained:
    if said is None or said in ("ほう", "方"):
        return Explained({OLD if old else NEW: 1.0}, 0.8)
    if is_kanji(said):
        plain = newer_form(said)
        forms = older_forms(plain) if old else plain
        return Explained({form: 1.0 - 0.1 * n for n, form in enumerate(forms or said)}, 0.9)
    candidates = [k for k in kanji_read(said) if (older_forms(k) if old else newer_form(k) == k)]
    forms = "".join(older_forms(k) if old else k for k in candidates[:40] if older_forms(k))
    return Explained(dict.fromkeys(forms, 0.8) or {OLD if old else NEW: 1.0}, 0.6)


_HEAP = re.compile(
    r"(?P<part>[一-鿿]|き|ひ|つち|いし|くち|くるま|みみ)(?:が|を|は)?(?P<count>[二三23]|ふた|ふたっ|みっ|みつ)[つこ個]?"
    r"(?:並んだ|並んで|重ねた|の|で)?(?P<kanji>[一-鿿])?"
)
_HEAPED = {
    "き": "木",
    "ひ": "火",
    "つち": "土",
    "いし": "石",
    "くち": "口",
    "くるま": "車",
    "みみ": "耳",
}


def _heaps(text: str, at: int) -> Iterator[_Token]:
    """「木が三つの森」; a recogniser may have written 気 for 木."""
    found = _HEAP.match(text, at)
    if found is None:
        return
    count = 2 if found["count"] in ("二", "2", "ふた", "ふたっ") else 3
    kanji = heap(_HEAPED.get(found["part"], found["part"]), count)
    named = found["kanji"]
    if named and kanji != named and not kanji:
        kanji = named if named in "林森炎品晶磊圭" else ""
    if kanji:
        end = found.end() if named in (None, kanji) else found.start("kanji")
        yield _Token(end, 0.1, Explained({kanji: 1.0}, 1.0))


# --- parts ------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    names = sorted((name for name in part_names() if len(name) > 1), key=len, reverse=True)
    return re.compile(
        f"(?P<part>{'|'.join(map(re.escape, names))})(?P<particle>の付く|のつく|の下に|の右に|に|の|で|と|へ)、?"
    )


def _parts(text: str, at: int) -> Iterator[_Token]:
    """「にんべんに左の佐」, 「さんずいの江」, 「きへんにくろ」."""
    found = _part_pattern().match(text, at)
    if found is None:
        return
    kanji = part_names()[found["part"]]
    start = found.end()
    yield from _part_and_rest(text, start, kanji)
    for end in range(start + 1, min(len(text), start + _LONGEST_WORD) + 1):
        word = text[start:end]
        if "、" in word or "。" in word:
            break
        if text[end : end + 1] == "の":
            yield from _part_word_kanji(text, end + 1, word, kanji)


def _part_and_rest(text: str, start: int, kanji: tuple[tuple[str, str], ...]) -> Iterator[_Token]:
    """The part, then the kanji itself, its rest, or its reading."""
    char = text[start : start + 1]
    whole = {k: 1.0 for k, rest in kanji if char and char in (k, rest)}
    if whole:
        again = (
            2 if text[start + 1 : start + 2] == "の" and text[start + 2 : start + 3] in whole else 0
        )
        best = text[start + 2] if again else char if char in whole else max(whole)
        yield _Token(start + 1 + again, 0.15, Explained({best: 1.0}, 1.0))
    for size in (3, 2, 1, 4):
        kana = text[start : start + size]
        if len(kana) == size and is_kana(kana):
            named = {k: 0.8 for k, rest in kanji if has_reading(k, kana)}
            named |= {
                k: 0.7 for k, rest in kanji if rest and has_reading(rest, kana) and k not in named
            }
            if named:
                yield _Token(start + size, 0.5 + 0.1 * (4 - size), Explained(named, 0.8))


def _part_word_kanji(
    text: str, start: int, word: str, kanji: tuple[tuple[str, str], ...]
) -> Iterator[_Token]:
    """The part, a word for the rest, and its kanji or reading: にんべんに左の佐, …ひだりのさ."""
    more = _joint_cost(word)
    inside = set(_kanji_in(word)) | set(gloss(word))
    made = {k for k, rest in kanji if rest and rest in inside}
    char = text[start : start + 1]
    if char and is_kanji(char):
        named = {k for k, rest in kanji if char in (k, rest)}
        both = (made & named) or named
        if both:
            best = char if char in both else max(both)
            cost = 0.15 if both & made else 0.35
            yield _Token(start + 1, cost + more, Explained({best: 1.0}, 1.0))
        elif made:
            yield _Token(start + 1, 0.3 + more, Explained(dict.fromkeys(made, 0.9), 0.9))
    for size in (4, 3, 2, 1):
        kana = text[start : start + size]
        if len(kana) == size and is_kana(kana):
            fits = {k: 1.0 for k in made if has_reading(k, kana)}
            fits |= {} if fits else {k: 0.7 for k, _ in kanji if has_reading(k, kana)}
            if fits:
                cost = 0.25 if fits.keys() & made else 0.6
                yield _Token(start + size, cost + more - 0.04 * size, Explained(fits, 0.9))


# --- words ------------------------------------------------------------------------------------


def _words_and_kanji(text: str, at: int) -> Iterator[_Token]:
    """「藤の花の藤」, 「田んぼのた」, 「ブリッジの橋」."""
    for end in range(at + 1, min(len(text), at + _LONGEST_WORD) + 1):
        word = text[at:end]
        if word[-1] in "、。 ":
            break
        if text[end : end + 1] != "の":
            continue
        start = end + 1
        stop = start
        while stop < len(text) and stop < start + 3 and is_kanji(text[stop]):
            stop += 1
            yield from _kanji_of_word(word, text[start:stop], stop)
        for size in (4, 3, 2, 1):
            kana = text[start : start + size]
            if len(kana) == size and is_kana(kana):
                yield from _reading_in_word(word, kana, start + size)
        if start == len(text) or text[start] in "、。":
            yield from _word_alone(word, start, 0.4)


def _joint_cost(word: str) -> float:
    """A word that holds a joint has likely swallowed the explanation before it."""
    return 1.0 * len(re.findall("[にで]|の.の|は", word)) + 0.04 * len(word)


def _kanji_of_word(word: str, kanji: str, end: int) -> Iterator[_Token]:
    more = _joint_cost(word)
    if kanji in word:
        yield _Token(end, 0.1 + more, Explained({kanji: 1.0}, 1.0))
    elif len(kanji) == 1 and gloss(word):
        found = {k: 0.9 for k in gloss(word)} | {kanji: 1.0 if kanji in gloss(word) else 0.7}
        yield _Token(end, 0.15 + more, Explained(found, 0.9))
    elif len(kanji) == 1:
        alike = {k: 0.9 for k in _kanji_in(word) if _sound_alike(k, kanji)}
        alike = {k: w for k, w in alike.items() if not same_character(k, kanji)}
        cost = 0.3 if alike else 0.7
        yield _Token(end, cost + more, Explained(alike | {kanji: 0.7}, 0.7))
        inside = [k for k in word if is_kanji(k)]
        if inside and not alike:
            both = {k: 0.6 for k in inside} | {kanji: 0.6}
            yield _Token(end, 0.65 + more, Explained(both, 0.5))


@lru_cache(maxsize=4096)
def _sound_alike(a: str, b: str) -> bool:
    from speech.reading.kanji import readings_of

    return any(has_reading(b, reading) for reading in readings_of(a)[:6])


def _reading_in_word(word: str, kana: str, end: int) -> Iterator[_Token]:
    more = _joint_cost(word)
    glossed = {k: 1.0 for k in gloss(word) if has_reading(k, kana)}
    if glossed:
        yield _Token(end, 0.15 + more, Explained(glossed, 0.9))
        return
    found = {k: w for k, w in _kanji_in(word).items() if has_reading(k, kana)}
    if found:
        is_written = any(is_kanji(char) for char in word)
        cost = (0.2 if is_written else 0.35) - 0.04 * len(kana)
        yield _Token(end, cost + more, Explained(found, 0.95 if is_written else 0.85))


@lru_cache(maxsize=8192)
def _kanji_in(word: str) -> dict[str, float]:
    """The kanji in the ways a word is written; a kana word's likelier writings weigh more."""
    written = [char for char in word if is_kanji(char)]
    if written:
        return dict.fromkeys(written, 1.0)
    found: dict[str, float] = {}
    if is_kana(word):
        best = 0
        for other in homophones(word):
            inside = [char for char in other.text if is_kanji(char)]
            if inside:
                best = best or other.cost
                weight = max(0.3, 1.0 - (other.cost - best) / 6000.0)
                for char in inside:
                    found.setdefault(char, weight)
        if not found and "の" in word[1:-1]:
            for part in word.split("の"):
                found |= {k: w * 0.9 for k, w in _kanji_in(part).items()} if part else {}
    return found


# --- single kanji and words alone -------------------------------------------------------------

_OKURIGANA = re.compile(
    r"(?P<kanji>[一-鿿])(?P<kana>い|しい|きい|さい|るい|かい|らかい|らしい|う|く|ぐ|す|つ|ぬ|ぶ|む|る|える|ける|げる|せる|てる|ねる|べる|める|"
    r"れる|いる|きる|ぎる|しる|ちる|びる|みる|りる|わる|わす|たる|たす|わせる|える|やか|か|り|んぼ|ぼ|らか)"
    r"(?=に|と|で|、|。|の|を|って|$|[一-鿿])"
)
_OF_RIVERS = re.compile(
    r"(?:縦)?(?:三|3|さん)(?:本|ぼん)(?:の)?(?:川|がわ|かわ|線)(?:の川|のかわ)?"
)
_LETTER = re.compile(r"(?P<kanji>[一-鿿])のある(?P=kanji)")


def _plain(text: str, at: int) -> Iterator[_Token]:
    if (found := _OF_RIVERS.match(text, at)) is not None:
        yield _Token(found.end(), 0.1, Explained({"川": 1.0}, 1.0))
    if (found := _LETTER.match(text, at)) is not None:
        yield _Token(found.end(), 0.1, Explained({found["kanji"]: 1.0}, 1.0))
    if (found := _OKURIGANA.match(text, at)) is not None:
        cost = 0.3 if found["kana"] in ("んぼ", "ぼ") else 0.35
        yield _Token(found.end(), cost, Explained({found["kanji"]: 0.95}, 0.9))
    if is_kanji(text[at]):
        yield _Token(at + 1, 0.45, Explained({text[at]: 0.9}, 0.8))
    for end in range(min(len(text), at + 7), at, -1):
        is_end = end == len(text) or text[end] in "にとで、。のを"
        if is_end and is_kana(text[at:end]):
            yield from _word_alone(text[at:end], end, 0.0)


def _word_alone(word: str, end: int, more: float) -> Iterator[_Token]:
    """A word without の: ブリッジ, ながい, ほん, たんぼ."""
    if gloss(word):
        yield _Token(end, 0.3 + more, Explained(dict.fromkeys(gloss(word), 0.9), 0.8))
    if len(word) < 2 or not is_kana(word):
        return
    stems = _stems(hiragana(word))
    if stems:
        yield _Token(end, 0.7 + more, Explained(stems, 0.6))


@lru_cache(maxsize=4096)
def _stems(word: str) -> dict[str, float]:
    """Kanji of words of one kanji, with okurigana or without: ながい 長, ほん 本, たんぼ 田."""
    found: dict[str, float] = {}
    best = 0
    for other in homophones(word):
        inside = [char for char in other.text if is_kanji(char)]
        if len(inside) == 1 and is_kanji(other.text[0]) and other.cost < 9000:
            best = best or other.cost
            found.setdefault(inside[0], max(0.3, 0.9 - (other.cost - best) / 6000.0))
    return found
