"""What is known of single kanji: readings, parts, foreign glosses, older forms.

Readings are derived from SudachiDict by `build_tables`; parts and glosses were written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from speech.reading.kana import hiragana, katakana

_HERE = Path(__file__).parent
_VOICED = dict(
    zip(
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ",
        "かきくけこさしすせそたちつてとはひふへほはひふへほ",
        strict=True,
    )
)  # fmt: skip
_OLDER_FORMS = """
辺邊邉 斉齊 斎齋 沢澤 浜濱 広廣 桜櫻 高髙 崎﨑 島嶋嶌 国國 真眞 恵惠 竜龍 滝瀧 富冨 吉𠮷 栄榮 徳德
関關 塩鹽 桧檜 渕淵 条條 来來 万萬 与與 礼禮 実實 静靜 円圓 寿壽 鉄鐵 会會 学學 弥彌 瀬瀨 槙槇
遥遙 尭堯 豊豐 亀龜 峰峯 岳嶽 曽曾 館舘 蛍螢 剣劍 聡聰 巌巖 野埜 船舩 当當 数數 団團 伝傳 仏佛
変變 宝寶 戸戶 黒黑 緑綠 繁繁 圭珪 経經 継繼 鶏鷄 郷鄕 薫薰 芸藝 県縣 倹儉 参參 児兒 昼晝 禅禪
荘莊 蔵藏 滞滯 台臺 秋穐 松枩 翠翆 晋晉 葉 秦 庄荘 渡 糸絲 双雙 虫蟲 弁辨 兎兔 芦蘆 藪薮 梅楳 桑桒
"""
_HEAPS = {
    ("木", 2): "林", ("木", 3): "森", ("火", 2): "炎", ("日", 3): "晶", ("口", 3): "品",
    ("石", 3): "磊",
    ("土", 2): "圭", ("吉", 2): "喆", ("月", 2): "朋", ("車", 3): "轟", ("口", 2): "呂",
    ("金", 3): "鑫",
    ("夕", 2): "多", ("日", 2): "昌", ("王", 2): "玨", ("直", 3): "矗", ("水", 3): "淼",
    ("羽", 2): "羽",
    ("虫", 3): "蟲", ("耳", 3): "聶", ("糸", 2): "絲", ("山", 2): "出", ("人", 2): "从",
    ("弓", 2): "弱",
    ("貝", 2): "賏", ("力", 3): "劦", ("龍", 3): "龘", ("馬", 3): "驫", ("犬", 3): "猋",
    ("牛", 3): "犇",
}  # fmt: skip
"""「木が三つの森」."""


def is_kanji(char: str) -> bool:
    """A kanji or 々."""
    return "一" <= char <= "鿿" or char in "々﨑𠮷" or "㐀" <= char <= "䶿"


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[str, ...]]:
    found = {kanji: tuple(kana.split()) for kanji, kana in _rows("kanji_readings.txt")}
    for forms in _OLDER_FORMS.split():
        known = tuple(dict.fromkeys(r for form in forms for r in found.get(form, ())))
        for form in forms:
            found[form] = known
    return found


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition("\t")
            yield key, value


def readings_of(kanji: str) -> tuple[str, ...]:
    """Its readings in hiragana, the commonest first; empty for an unknown one."""
    return _readings().get(kanji, ())


@lru_cache(maxsize=1)
def _by_reading() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for kanji, kana in _readings().items():
        for rank, reading in enumerate(kana):
            found.setdefault(reading, []).append((rank, kanji))
    return {reading: tuple(k for _, k in sorted(kanji)) for reading, kanji in found.items()}


def kanji_read(reading: str) -> tuple[str, ...]:
    """The kanji with this reading, those whose first reading it is before others."""
    kana = _spelled(reading)
    return _by_reading().get(kana, _by_reading().get(_unvoiced(kana), ()))


def has_reading(kanji: str, reading: str) -> bool:
    """Can it be read so, also voiced behind another (田 だ), or as pronounced (とー)?"""
    kana = _spelled(reading)
    return any(_same(kana, known) for known in readings_of(kanji))


@lru_cache(maxsize=20_000)
def _same(kana: str, known: str) -> bool:
    return (
        known in (kana, _unvoiced(kana))
        or _unvoiced(known) == kana
        or _short(known) == _short(kana)
    )


def _spelled(reading: str) -> str:
    return hiragana(katakana(reading))


def _unvoiced(kana: str) -> str:
    return _VOICED.get(kana[:1], kana[:1]) + kana[1:]


def _short(kana: str) -> str:
    """とう, とー: both と-."""
    return kana.replace("ー", "-").replace("う", "-") if len(kana) > 1 else kana


@lru_cache(maxsize=1)
def part_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Name of a part (さんずい) -> (kanji, rest or nothing) that have it."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for names, entries in _rows("kanji_parts.txt"):
        kanji = tuple((entry[0], entry[2:]) for entry in entries.split())
        for name in names.split():
            for spelling in {name, hiragana(name), name.replace("へん", "偏")}:
                found[spelling] = (*found.get(spelling, ()), *kanji)
    return found


@lru_cache(maxsize=1)
def _glosses() -> dict[str, str]:
    return {word: kanji.replace(" ", "") for word, kanji in _rows("kanji_glosses.txt")}


def gloss(word: str) -> str:
    """The kanji that a foreign word names (ブリッジ 橋), one after the other; often none."""
    return _glosses().get(katakana(word), "")


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {form: forms for forms in _OLDER_FORMS.split() for form in forms}


def older_forms(kanji: str) -> str:
    """The older or rarer ways to write it: 辺 邊邉; empty where there are none."""
    forms = _forms().get(kanji, "")
    return forms[1:]


def newer_form(kanji: str) -> str:
    """The plain way to write it: 邊 辺."""
    return _forms().get(kanji, kanji)[0]


def same_character(a: str, b: str) -> bool:
    """Two forms of one kanji: 斎 and 齋."""
    return a == b or (a in _forms() and b in _forms()[a])


def heap(part: str, count: int) -> str:
    """Three 木 are 森; empty where there is no such kanji."""
    return _HEAPS.get((part, count), "")
