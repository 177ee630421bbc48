"""Where a name can stand in a turn: before さん or a title, after の or at a phrase's beginning.

Short surnames (モリ, オノ, セキ) are in half the language (盛り, 己, 席), so what stands beside a
name counts as much as the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from speech.reading.kana import mora_cost
from speech.reading.kana import morae as split_morae

Morae = tuple[str, ...]


Words = dict[str, tuple[Morae, ...]]
"""Words by their first mora, or by their last."""


def _by(at: int, words: Iterable[Morae]) -> Words:
    found: Words = {}
    for word in words:
        found[word[at]] = (*found.get(word[at], ()), word)
    return found


def _all(words: str) -> tuple[Morae, ...]:
    return tuple(split_morae(word) for word in words.split())


def _first(words: str) -> Words:
    return _by(0, _all(words))


def _last(words: str) -> Words:
    return _by(-1, _all(words))


_HONORIFICS = _all("サン サマ クン ハン")
_AFTER_HONORIFICS = _first(
    "ワ ガ ノ ニ オ モ ト デ エ カラ イラ イマ イル イナ ッテ アテ ネ ヤ ツナ ナノ ナン タチ ヨビ "
    "イテマ イテハ イテヤ イテル ダイシキュー シキュー イソギ ダシテ スグ タノ カワッ ヨンデ ヨロ "
    "クダサイ チョーダイ"
)
"""After さん a phrase ends; サン before anything else is 三 or a part of a word (三時, 参加)."""
_NOT_AFTER_HONORIFICS = _first("ニン デー トー")
TITLE_READINGS = {
    "社長": "シャチョー",
    "副社長": "フクシャチョー",
    "部長": "ブチョー",
    "次長": "ジチョー",
    "課長": "カチョー",
    "係長": "カカリチョー",
    "主任": "シュニン",
    "専務": "センム",
    "常務": "ジョーム",
    "会長": "カイチョー",
    "院長": "インチョー",
    "副院長": "フクインチョー",
    "所長": "ショチョー",
    "店長": "テンチョー",
    "支店長": "シテンチョー",
    "室長": "シツチョー",
    "局長": "キョクチョー",
    "工場長": "コージョーチョー",
    "園長": "エンチョー",
    "代表": "ダイヒョー",
    "取締役": "トリシマリヤク",
    "先生": "センセー",
}
"""Titles as callers say them, also behind a name."""
_WANTED = _first(
    "オネガ イラッシャ オラレ オリマ イマス イマセ イマッ イテマ イテハ オイデ オミエ アテ "
    "ニツナ ニオツナ ニカワ ニオカワ ニオデンワ ニデンワ ワイラ ワイマ ワオラ "
    "ワオリ ワオイ オダシ オヨビ オオネガ ーオネガ トオハナシ トハナシ エオツナ"
)
_PARTICLES = _last("ノ")
"""A name may follow. Other particles end too many names: キヨ|ハラさん, タカ|オカさん."""
_PHRASE_ENDS = _last(
    "マス マスガ マスケド マスノデ マシタ マシテ デス デスガ デスケド デスケドモ "
    "デスケレド デシテ ダケド アノー アノ エー エート エットー エット ソノー ハイ "
    "スミマセン マセンガ モシモシ カラ オンシャノ キシャノ ソチラノ キノー サキホド "
    "センジツ シキュー ダイシキュー ドーモ マエノ ジャー デワ ソレジャ イヤ イエ "
    "ナンデ タントーノ イチバンウエノ ヤッパリ ヤッパ ヤハリ ホナ ソシタラ ソレカ "
    "モシクワ マタワ アルイワ"
)
"""Words after which a new phrase begins."""
_ORDINARY = _first(
    "オカーサン オトーサン オニーサン オネーサン オバーサン オジーサン "
    "フドーサン タクサン オキャクサン オキャクサマ キャクサマ オイシャサン オクサン "
    "オクサマ ミナサン ミナサマ カーサン トーサン ニーサン ネーサン バーサン "
    "ジーサン オジサン オバサン オコサン オコサマ ムスメサン ムスコサン ダンナサン "
    "ダンナサマ ギョーシャサン ギョーシャサマ ギョーセーショシ サムライサン "
    "オツカレサマ ゴクローサマ カミサマ オカゲサマ ゴチソーサマ ドナタサマ ドチラサマ "
    "ヒトサマ ケッサン セーサン ケーサン ヨサン ガイサン シサン ソーサン ザイサン "
    "ハサン セーサンシャ シュッサン メーサン コクサン ゲンサン トーサンショ "
    "アカチャン コトサン カイシャサン オミセサン トリサン デンキヤサン ホンヤサン "
    "オトナリサン カンゴシサン ウケツケサン ジムインサン タントーシャサン タントーサン "
    "タントーシャサマ イインカイ ジンジサン シュフサン セールスサン ユービンサン "
    "カタサマ シバサン アリサマ"
)
"""Words in which a name before さん or 様 is heard that is nobody's: 不動産 (工藤さん), 精算."""

_CONJUGATED = _first("マスカ マスヨ マスネ マスノ マスガ マスケ マセン マシタ マショ")
_EITHER = (("サ", "ン"), ("サ", "マ"))
_NEXT_CALLED = 10
"""Morae behind か within which the other is called: モシクワ and a surname of five."""
NEAR_HONORIFIC = 0.04
"""A garbled さん (カン, ザン) right before いらっしゃいますか is nearly as good as さん."""
_GARBLED = 0.65
"""Cost of two morae up to which they may have been さん or 様: カン .6, ザン .25, タマ .6."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands where, at each of the n + 1 boundaries between the n morae of a turn."""

    heard: Morae
    called: tuple[float, ...]
    """0 where さん or a title begins, `NEAR_HONORIFIC` where something like it, else 1."""
    wanted: tuple[bool, ...]
    """Words begin by which somebody is asked for."""
    opens: tuple[bool, ...]
    """A name may begin."""
    starts: tuple[bool, ...]
    """A phrase begins for certain; no name can have ended here."""
    ordinary: tuple[tuple[int, int], ...]
    """Stretches that are ordinary words."""

    def is_verb(self, end: int) -> bool:
        """Whether what ends here is conjugated: カテマスカ, カエマセン."""
        return _begins(self.heard, end, _CONJUGATED)

    def is_asked_for(self, end: int) -> bool:
        """Whether a wish follows サン and the particle after it: オクサンワイラッシャイマスカ."""
        return any(self.wanted[end + 2 : end + 4])

    def is_ordinary(self, start: int, end: int) -> bool:
        """Whether the stretch lies within an ordinary word."""
        return any(a <= start and end <= b for a, b in self.ordinary)


def standing(heard: Morae, titles: Iterable[Morae]) -> Standing:
    """Read what stands where; `titles` are the readings of the client's own titles."""
    bounds = range(len(heard) + 1)
    named = _by(0, titles)
    wanted = tuple(_begins(heard, at, _WANTED) for at in bounds)
    called = [_called(heard, at, named) for at in bounds]
    for at in bounds:
        if called[at] == 1.0 and _is_garbled_honorific(heard, at, wanted):
            called[at] = NEAR_HONORIFIC
    starts = [
        at == 0 or _ends(heard, at, _PHRASE_ENDS) or _is_second_choice(heard, at) for at in bounds
    ]
    opens = (starts[at] or (at > 2 and _ends(heard, at, _PARTICLES)) for at in bounds)
    ordinary = ((at, at + len(word)) for at in bounds for word in _words_at(heard, at, _ORDINARY))
    return Standing(heard, tuple(called), wanted, tuple(opens), tuple(starts), tuple(ordinary))


def _words_at(heard: Morae, at: int, words: Words) -> Iterator[Morae]:
    for word in words.get(heard[at], ()) if at < len(heard) else ():
        if heard[at : at + len(word)] == word:
            yield word


def _begins(heard: Morae, at: int, words: Words) -> bool:
    return any(True for _ in _words_at(heard, at, words))


def _ends(heard: Morae, at: int, words: Words) -> bool:
    near = words.get(heard[at - 1], ()) if at else ()
    return any(heard[max(0, at - len(word)) : at] == word for word in near)


def _called(heard: Morae, at: int, titles: Words) -> float:
    if _begins(heard, at, titles):
        return 0.0
    for word in _HONORIFICS:
        after = at + len(word)
        if heard[at:after] == word and (
            after == len(heard)
            or (
                _begins(heard, after, _AFTER_HONORIFICS)
                and not _begins(heard, after, _NOT_AFTER_HONORIFICS)
            )
            or _is_second_choice(heard, after + 1)
        ):
            return 0.0
    return 1.0


def _is_second_choice(heard: Morae, at: int) -> bool:
    """Behind the カ of 白石さんか三浦さん: before it and soon after it somebody is called."""
    if not 3 <= at < len(heard) or heard[at - 1] != "カ" or heard[at - 3 : at - 1] not in _EITHER:
        return False
    soon = range(at + 2, min(at + _NEXT_CALLED, len(heard) - 1))
    return any(heard[begin : begin + 2] in _EITHER for begin in soon)


def _is_garbled_honorific(heard: Morae, at: int, wanted: tuple[bool, ...]) -> bool:
    if at + 2 >= len(wanted) or not wanted[at + 2]:
        return False
    first, second = heard[at], heard[at + 1]
    return any(
        mora_cost(word[0], first) + mora_cost(word[1], second) <= _GARBLED
        for word in _HONORIFICS[:2]
    )
