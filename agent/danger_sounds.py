"""Danger by its sounds: what a frightened caller says is misheard more than anything else.

前歯が抜け落ちちゃった、血もいっぱい出てて was heard 前歯が向け起きちゃった、氏も一体出てて. No
word of it is written, but マエバガムケオキ is マエバガヌケオチ but for two consonants. One such
sound proves little; two of different matters in one breath are danger.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.near_sounds import likenesses
from knowledge.reader import read
from speech.reading.kana import morae

NEAR = 0.8
"""Likeness from which a sign of danger may have been heard. Misheard in 8 of 100 morae and without
a written word (`eval.mishearing`), 52 of 336 emergencies are known by two such signs, 1 without
them; of 2,500 other turns 6, of which five tell of danger or threaten. The sixth, a machine that
動かなくなった, is why 動かない is no sign."""
CERTAIN = 0.92
"""Likeness from which one long sign is enough: ゼンジョーカラミズ is 天井から水."""
LEAST_MORAE = 6
"""Morae from which a sign is looked for by likeness; a shorter one must be heard exactly."""
LONG_MORAE = 7
"""Morae of a sign that is enough by itself."""
_SIGNS = {
    "fall": ("コロンデ", "ブツケテ", "オチテケガ", "ハネラレ"),
    "tooth": ("マエバガヌケ", "ハガヌケオチ", "マエバガオレ", "ハガオレテ"),
    "blood": (
        "チガデテ", "チモデテ", "チモイッパイデテ", "チガイッパイデテ", "チガトマラナ", "チダラケ",
    ),
    "faint": (
        "グッタリシテ", "イシキガナイ", "ヘンジガナイ", "タオレテイテ", "タオレチャッテ",
        "イキガデキナ", "イキオシテナ",
    ),
    "fire": ("ケムリガデテ", "ヒガデテル", "モエテル", "コゲクサイ", "ヒバナガデテ"),
    "gas": ("ガスクサイ", "ガスノニオイ", "ガスガモレ"),
    "water": ("ミズガモレテ", "ミズガトマラナ", "テンジョーカラミズ", "ミズビタシ"),
    "cry": ("タスケテタスケテ", "ダレカタスケテ", "ヤメテヤメテ", "コロサレル"),
    "help": ("タスケテ", "キューキューシャ", "ドーシタライーノ", "ハヤクキテ", "ハヤクシテ"),
}  # fmt: skip
"""What people in danger say, as it sounds, by matter."""
_GRAVE = ("faint", "fire", "gas")
_THREATS = (
    "ヒオツケテヤル", "コロシテヤル", "ブッコロス", "ブッコロシ", "サシテヤル", "サシコロス",
    "カクゴシトケ", "カクゴシテオケ", "カクゴシテロ", "タダジャオカナイ", "タダジャスマナイ",
    "タダデスムト", "バクダンオシカケ", "イタイメニアワセ", "モヤシテヤル", "ブッコワシテヤル",
)  # fmt: skip
THREAT_FROM = 0.88
"""Likeness from which a threat was heard: ヒオツケテヤル in 見せ2日をつけてやる is 1.0; the nearest
that none meant, サガシテヤル for コロシテヤル, .71."""


def sounds_near(word: str, reading: str, least: float = NEAR) -> bool:
    """A `word` long enough was said, or nearly."""
    sound = read(word)
    return len(morae(sound)) >= LEAST_MORAE and likenesses((sound,), reading)[0] >= least


def sounds_dangerous(reading: str, words: Iterable[str] = ()) -> bool:
    """Two signs of different matters, or one long one all but exactly; the client's `words` of an
    emergency are signs too."""
    signs = [(topic, sign) for topic, signs in _SIGNS.items() for sign in signs]
    signs += [("own", read(word)) for word in words]
    heard = _heard(tuple(sign for _, sign in signs), reading)
    topics = {topic for (topic, _), near in zip(signs, heard, strict=True) if near}
    is_sure = any(
        near >= CERTAIN and len(morae(sign)) >= LONG_MORAE and topic not in ("help", "fall")
        for (topic, sign), near in zip(signs, heard, strict=True)
    )
    return is_sure or len(topics) > 1


def sounds_grave(reading: str) -> bool:
    """Once danger is known: somebody's life is at stake, by a sign that was heard or nearly."""
    signs = tuple(sign for matter in _GRAVE for sign in _SIGNS[matter])
    return max(_heard(signs, reading)) > 0


def sounds_threatening(reading: str) -> bool:
    """Somebody says what she will do to us."""
    return max(_heard(_THREATS, reading)) >= THREAT_FROM


def _heard(signs: tuple[str, ...], reading: str) -> list[float]:
    """Of each sign how surely it was heard, 0 below `NEAR`."""
    return [
        like if like >= (NEAR if len(morae(sign)) >= LEAST_MORAE else 0.999) else 0.0
        for sign, like in zip(signs, likenesses(signs, reading), strict=True)
    ]
