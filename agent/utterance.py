"""A caller's turn as words that carry both their text and the sounds that were heard for them.

The written form of a recognised turn is a guess (スマイル企画の絵側と申します); the sounds are
closer to the truth. Words are found in the text and the heard reading is laid along them, so
that whatever is picked by grammar can be kept by sound.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import pyopenjtalk

from knowledge.reader import read
from knowledge.sound import MAX_MORAE, heard_morae
from speech.reading.kana import gap_cost, mora_cost
from speech.reading.lead_ins import BEFORE_PAUSE, HESITATION

MAX_CHARS = 400
_KEPT_TAIL = 120
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]+")
_FILLERS = re.compile(rf"{HESITATION}|{BEFORE_PAUSE}|えー+|あっ?|まぁ|んと|なんか|ですね")
_CASUAL = (
    (re.compile(r"(?<=で|ま)ー+す(?=$|[、。!?！？ ])"), "す"),
    (re.compile(r"(?<=ん)す(?=けど|け[、。]|か|よ|ね|が|$|[、。!?！？])"), "です"),
    (
        re.compile(
            r"(?<![あざちうわー])(?<=[一-龥々ァ-ヴーぁ-ん0-9])っす(?=$|けど|か|よ|ね|が|わ|[、。!?！？])"
        ),
        "です",
    ),
)
"""相沢でーす, 森山っす, 昨日なんすけど: said lightly, and meant as です."""
_NOT_NAMES = frozenset(("代名詞", "非自立", "副詞可能", "数", "形容動詞語幹", "特殊"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a turn."""

    text: str
    reading: str
    """As heard, katakana."""
    start: int
    """First of its morae in the turn."""
    end: int
    """One past its last."""
    pos: str
    """IPA part of speech: 名詞, 助詞, 動詞 ..."""
    kind: str
    """Its first group: 固有名詞, サ変接続, 接尾 ..."""
    detail: str
    """Its last group: 姓, 名, 組織 ..., else empty."""

    @property
    def is_filler(self) -> bool:
        """えーと, あの: said while thinking."""
        return self.pos == "フィラー" or _FILLERS.fullmatch(self.text) is not None

    @property
    def is_nameish(self) -> bool:
        """Could be part of the name of a person or company."""
        if self.pos == "名詞":
            return self.kind not in _NOT_NAMES and not self.is_honorific
        return self.pos == "接頭詞" or (self.pos == "記号" and self.kind in ("アルファベット",))

    @property
    def is_honorific(self) -> bool:
        """さん, 様: what a caller never says of herself."""
        return self.text in ("さん", "様", "さま", "氏", "くん", "ちゃん", "殿", "先生")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn of the caller's, in words."""

    text: str
    """Cleaned: no control characters, at most `MAX_CHARS`."""
    reading: str
    """Katakana as pronounced."""
    words: tuple[Word, ...]
    heard: tuple[str, ...]
    """Its morae."""

    def places(self) -> tuple[int, ...]:
        """Where in the text each word begins; the dictionary writes some of them otherwise."""
        return _places(self.text, self.words)

    def words_between(self, begun: int, end: int) -> tuple[Word, ...]:
        """The words that have a character among those from `begun` to before `end`."""
        return tuple(
            word
            for word, at in zip(self.words, self.places(), strict=True)
            if at < end and begun < at + len(word.text)
        )


@lru_cache(maxsize=512)
def _places(text: str, words: tuple[Word, ...]) -> tuple[int, ...]:
    places: list[int] = []
    at = 0
    for word in words:
        begun = text.find(word.text, at)
        places.append(begun if at <= begun <= at + 2 else at)
        at = places[-1] + len(word.text)
    return tuple(places)


def heard_from(said: Utterance, at: int) -> str:
    """How a turn sounded from this character on."""
    passed, reading = 0, ""
    for word in said.words:
        reading += word.reading if passed >= at else ""
        passed += len(word.text)
    return reading


ECHOED = (
    r"(?:えっと|えーと|[あえ、 ])*+[^、。？?]{0,8}"
    r"(?:番号|型番|名前|名|住所|場所|電話|携帯|日にち|時間|人数|部屋|機種|"
    r"アドレス|メール|会社|用件|内容|症状|色|サイズ|年齢|学年|職種)(?:です|なの)か"
)
"""What was asked, said again."""
_ECHO = re.compile(
    rf"^{ECHOED}[。？?、ー ]+"
    r"(?=[^。？?]*[0-9A-Za-z一-龥々ァ-ヴ][^。？?]*$)(?!.*か[。]?$)"
)


def without_echo(said: Utterance) -> Utterance:
    """「注文番号ですか、K-1234です」: the answer, without what was asked said again before it."""
    found = _ECHO.match(said.text)
    if found is None:
        return said
    return listen(said.text[found.end() :], heard_from(said, found.end()))


def clean(text: str) -> str:
    """Typed or recognised text without control characters, of bearable length, in plain endings.

    Of a text longer than `MAX_CHARS` the beginning and the end are kept: who calls stands at the
    beginning, what is wanted at the end.
    """
    text = " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFKC", text)).split())
    for said, meant in _CASUAL:
        text = said.sub(meant, text)
    if len(text) > MAX_CHARS:
        text = text[: MAX_CHARS - _KEPT_TAIL] + "。" + text[-_KEPT_TAIL:]
    return text


def listen(text: str, reading: str = "") -> Utterance:
    """A turn as words; `reading` as heard, or empty for typed text (then it is read)."""
    text = clean(text)
    reading = reading[: MAX_MORAE * 2] or read(text)
    heard = heard_morae(reading)
    return Utterance(text, reading, _words(text, heard), heard)


@lru_cache(maxsize=512)
def _words(text: str, heard: tuple[str, ...]) -> tuple[Word, ...]:
    if not text:
        return ()
    nodes = pyopenjtalk.run_frontend(text)
    prons = [heard_morae(node["pron"].replace("’", "")) for node in nodes]
    ends = _laid_along([m for pron in prons for m in pron], heard)
    words: list[Word] = []
    at = 0
    for node, pron in zip(nodes, prons, strict=True):
        start, stop = ends[at], ends[at + len(pron)]
        at += len(pron)
        detail = next(
            (node[g] for g in ("pos_group3", "pos_group2") if node[g] not in ("*", "一般")), ""
        )
        string = unicodedata.normalize("NFKC", node["string"])
        reading = "".join(heard[start:stop])
        words.append(Word(string, reading, start, stop, node["pos"], node["pos_group1"], detail))
    return tuple(words)


def _laid_along(expected: list[str], heard: tuple[str, ...]) -> list[int]:
    """For each boundary in `expected`, the boundary in `heard` that best corresponds."""
    if tuple(expected) == heard:
        return list(range(len(heard) + 1))
    rows = [[0.0]]
    for mora in heard:
        rows[0].append(rows[0][-1] + gap_cost(mora))
    gaps = [gap_cost(mora) for mora in heard]
    for mora in expected:
        last, gap = rows[-1], gap_cost(mora)
        row = [last[0] + gap]
        for j, other in enumerate(heard):
            same = last[j] + (0.0 if mora == other else mora_cost(mora, other))
            row.append(min(same, last[j + 1] + gap, row[j] + gaps[j]))
        rows.append(row)
    return _boundaries(rows, expected, heard)


def _boundaries(rows: list[list[float]], expected: list[str], heard: tuple[str, ...]) -> list[int]:
    out = [0] * (len(expected) + 1)
    i, j = len(expected), len(heard)
    out[i] = j
    while i > 0:
        same = rows[i - 1][j - 1] + mora_cost(expected[i - 1], heard[j - 1]) if j else None
        if same is not None and abs(rows[i][j] - same) < 1e-9:
            i, j = i - 1, j - 1
        elif abs(rows[i][j] - rows[i - 1][j] - gap_cost(expected[i - 1])) < 1e-9:
            i -= 1
        else:
            j -= 1
            continue
        out[i] = j
    out[0] = 0
    return out
