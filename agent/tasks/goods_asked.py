"""What is asked about goods before any are bought: whether they are carried, and of which kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.tasks.order_lines import ours_in
from knowledge.schema import OrderItem

_CARRIED = (
    r"(?:って(?:いうの)?|という(?:の|もの)|は|も|を|とか|なんか|なんて|、| )*"
    r"(?:そちら(?:で|に|さん)?は?|お宅で?は?|お店で?は?)?(?:お?取り?扱い?(?:は|が|って)?)?"
    r"(?:あり(?:ます|ません)|ある(?:の|ん|か)|ございます|置いて(?:い?ま|い?る|な)|おいて(?:い?ま|い?る)|"
    r"(?:取り?)?扱って|売って(?:い?ま|い?る|な)|買え(?:ます|る))[^、。]{0,8}$"
)
"""急須って置いてます, behind the goods' name; not 急須のふたはありますか, nor 在庫は."""
_KINDS = re.compile(
    r"(?:何|どんな|どの(?:よう|ぐらい|くらい)な?)(?:色|種類|柄|サイズ|大きさ|お色|デザイン|セット)|"
    r"(?:色|種類|柄|サイズ|大きさ|デザイン)(?:違い)?(?:は|って|が|も)[、 ]*"
    r"(?:何|どんな|どう|いろいろ|いくつ|ほか|他|あり|ある|選べ)|"
    r"(?:ほか|他|別)の(?:色|柄|サイズ)(?:は|って|も|が)?(?:あり|ある)"
)
"""エプロンは何色がありますか."""
_OF_KINDS = re.compile(
    r"(?:何|どんな|どの)[^。]{0,4}(?:色|種類|柄|サイズ|大きさ|もの|物)|"
    r"(?:色|種類|柄|サイズ|大きさ)[^。交換変縮]{0,6}(?:何|いくつ|あり|ある|教え|選べ|違い)"
)
_SOLD = re.compile(
    r"(?:置いて|おいて|扱って|売って)(?:い?ます|い?ません|い?る(?:の|ん|か)|い?ない)[^、。]{0,8}$|取り?扱い[^、。]{0,10}$"
)
_OF_SALE = re.compile(r"在庫|扱|売|販売|買え|置いてい?(?:ます|る)")
_ENDS = re.compile(r"[。？?！!]")


def carried(text: str, items: Iterable[OrderItem]) -> list[str]:
    """Goods of the client's own of which it is asked whether they are sold, by their names."""
    goods = tuple(items)
    names = sorted((name for i in goods for name in (i.name, *i.aliases)), key=len, reverse=True)
    one = "|".join(map(re.escape, names)) or "(?!)"
    asked = re.compile(rf"(?<![いの])(?:{one})(?:(?:と|や|とか|、)(?:{one}))*{_CARRIED}")
    found = (asked.search(sentence) for sentence in _ENDS.split(text))
    return [n for said in found if said is not None for n in ours_in(said.group(), goods)]


def asks_of_some(text: str, items: Iterable[OrderItem]) -> bool:
    """Whether goods of a kind that nothing is written about are there: 青い急須はありますか."""
    goods = tuple(items)
    last = (sentence for sentence in _ENDS.split(text) if re.search(_CARRIED, sentence))
    return any(ours_in(sentence, goods) for sentence in last) and not carried(text, goods)


def asks_if_sold(text: str) -> bool:
    """Whether goods are sold, be they the client's or not: ふきん扱ってます."""
    return any(_SOLD.search(sentence) for sentence in _ENDS.split(text))


def tells_of_sale(question: str) -> bool:
    """An entry's question that is about what is sold; 玄関の前に置いてもらえますか is none."""
    return _OF_SALE.search(question) is not None


_WHAT_SOLD = re.compile(
    r"(?:どう(?:いう|いった)|どんな)(?:もの|商品|品物|物|お品)[^。]{0,8}(?:売|扱|置|あり|ある|ござい)|"
    r"何を(?:売|扱)|(?:商品|品物)(?:は|って)(?:何|どんな)"
)


def asks_what_is_sold(text: str) -> bool:
    """どういうものを売ってるんですか."""
    return _WHAT_SOLD.search(text) is not None


def asks_kinds(text: str) -> bool:
    """Which colours, sizes or kinds there are."""
    return _KINDS.search(text) is not None


def tells_kinds(question: str) -> bool:
    """An entry's question that is about such kinds; 色の交換はできますか is none."""
    return _OF_KINDS.search(question) is not None
