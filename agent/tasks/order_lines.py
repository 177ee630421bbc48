"""The goods of an order in what was said: which, how many, what they come to. Pure text.

An item is one of the manual's goods, or a noun right before a count; a clause never is one. A
count without an item belongs to the goods named last, and to the line it is said instead of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.utterance import Word, listen
from knowledge.reader import read
from knowledge.schema import OrderItem
from knowledge.sound import heard_morae, spot
from speech.reading.numbers import number_value
from speech.reading.quantities import in_figures

HEARD_FROM = 0.16
"""Cost up to which an item of the manual was meant; one mora in six."""
_COUNTERS = (
    r"個|箱|本|冊|枚|台|袋|セット|ケース|パック|缶|束|部|点|組|着|足|つ|膳|玉|瓶|"
    r"ダース|キロ|リットル|丁|人前|食|杯"
)
_NUMERAL = r"[0-9]+|[一二三四五六七八九十百]+"
COUNT = (
    rf"(?:{_NUMERAL})[ ]*(?:{_COUNTERS})|"
    r"ひとつ|ふたつ|みっつ|よっつ|いつつ|むっつ|ななつ|やっつ|ここのつ"
)
"""Pattern of a count with its unit: 3箱."""
_COUNTED = re.compile(COUNT)
_NO_LINE = re.compile(
    r"(?:だけ|しか|ほど|くらい|ぐらい|も|が|は|を)*(?:"
    r"まだ|残[っり]|余[っり]|ある[のんかけ]|あった|あり(?:ます|まし|ませ)|持って(?!き|来|いただ|もら)|届い|来(?:た|て)|使っ|使う|割れ|欠け|"
    r"壊れ|足り|入り|買ったけ|(?:じゃ|では|や)(?:な|あり)|やのうて|"
    r"取り消|取消|キャンセル|やめ|なし|いらな|要らな)"
)
"""What follows a count of what is there, or that is taken back: 2つ残ってた, 5枚は取り消して."""
_HOW_MUCH = re.compile(r"(?:で|、|あたり)?お?(?:いくら|なんぼ|何円)")
"""松花堂って一ついくら: the price of one, and no order of it."""
_TAKEN_OUT = re.compile(
    r"(?:の(?:ほう|方|分))?(?:は|を|も|が)?[、 ]*(?:やっぱ(?:り|し)?|やはり|全部|もう)?[、 ]*"
    r"(?:なし|無し|やめ|取り消|取消|キャンセル|いら(?:な|ん)|要ら(?:な|ん)|外して|抜いて|結構です|"
    r"(?<=[は、])いい(?:です|や|わ|から|の)(?!か))"
)
_ONLY = r"だけ(?:で|に|お願い|ください|下さい)"
"""豆だけで: the rest is not wanted."""
_NOT_BUT = re.compile(
    rf"(?P<wrong>{_NUMERAL})[ ]*(?:{_COUNTERS})?"
    r"(?:じゃ|では|や)(?:なくっ?て?|ありません(?:で)?|ないです?|のうて)"
    rf"[、。 ]*(?P<right>(?:{_NUMERAL}))(?P<unit>[ ]*(?:{_COUNTERS}))?"
)
"""10じゃなくて12袋; 5じゃなくて7."""
_OF = re.compile(r"の(?P<item>[^、。をがはもと0-9]{1,12})")
_COLOURS = "赤青白黒緑黄茶紺金銀紫橙"
_BY = re.compile(rf"([{_COLOURS}]|色)(?:で|のを)[、 ]*$")
"""エプロン、青で一枚."""
_JOINTS = re.compile(r"(?:の方|のほう)?[をがはもと]?[、 ]*$")
_POINTS = re.compile(r"[、 ]*(?:あれ|これ|それ)$")
"""お風呂の入浴剤、あれ5箱: what was named before it."""
_NO_GOODS = re.compile(
    r"注文|予約|追加|全部|合計|電話|商品$|品物?$|もの$|以上|^\W*$|^[ぁ-ん]{1,2}$|(?:さん|様|さま)$"
)
_OF_A_KIND = ("やつ", "もの", "の", "ほう", "方")
"""マグカップの青いやつ: stands for the goods named before it."""
_COLOURED = re.compile(rf"(?P<goods>.+?)の?(?P<colour>[{_COLOURS}]|[一-龥々ァ-ヴー]{{1,5}}色)")
"""エプロンの青, エプロンの紺色."""
_ADJECTIVE = re.compile(
    rf"[一-龥々]{{1,2}}(?:き|さ|る|し)?い|[{_COLOURS}]の|[一-龥々ァ-ヴーA-Z]+(?:色|サイズ)の"
)
_KIND = re.compile(
    rf"(?P<kind>{_ADJECTIVE.pattern})(?:やつ|もの|の|ほう|方)?[をがはも、 ]*$|"
    rf"(?P<colour>[{_COLOURS}])[をがはも、 ]*$"
)
_WORD_ENDS = r"(?!(?<=[一-龥々])(?![一二三四五六七八九十百全各])[一-龥々]|(?<=[ァ-ヴー])[ァ-ヴー])"
_NOMINAL = frozenset(("名詞", "接頭詞", "形容詞"))
_NO_NOUNS = frozenset(("代名詞", "副詞可能", "接続詞的"))
_PARTS = re.compile(
    r"[、。！!]|(?<=[？?])|(?<=[ァ-ヴー一-龥々])と(?=[ァ-ヴー一-龥々])|それと|それから|あと"
)
_ASKED = re.compile(
    r"(?:も|を|が)?[、 ]*(?:注文|発注|お?願い|ください|下さい|ほし|欲し|頼|もらえ|"
    r"いただけ|いただき|送って)|"
    r"(?<=[ァ-ヴー一-龥々])も$"
)
ABOUT = re.compile(
    r"いくら|なんぼ|値段|送料|在庫|ありますか|ある(?:の|ん|か)|なん(?:です)?か[、。]?$"
)
"""What is asked of goods is no order of them."""
_PRICE = re.compile(r"(?P<yen>[0-9][0-9,]*)円(?:[（(](?P<tax>[^）)]*)[）)])?$")
_HOW_MANY = re.compile(r"(?P<count>[0-9〇一二三四五六七八九十百]+)")
_NATIVE = {w: n for n, w in enumerate(
    ("ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ"), 1
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order."""

    item: str
    """Empty where only a count was said."""
    count: str
    """As said, with its unit: 3箱."""

    @property
    def spoken(self) -> str:
        """コピー用紙を3箱."""
        return f"{self.item}を{self.count}"


def lines_in(text: str, items: tuple[OrderItem, ...] = (), about: str = "") -> tuple[Line, ...]:
    """The lines of an order in what was said, in its order; goods of the manual by its names.

    An item may come twice: 「豆を10袋、あ、8袋で」; the last counts. 「白を2枚」, said of the goods
    spoken `about`, is two white ones of them.
    """
    found: list[Line] = []
    plain, at = _with_units(_kind_first(in_figures(text)), items), 0
    for count in _COUNTED.finditer(plain):
        before, at = plain[at : count.start()], count.end()
        is_price = counted(count.group()) == 1 and _HOW_MUCH.match(plain, count.end())
        if is_price or _NO_LINE.match(plain, count.end()) or before.endswith("に"):
            at = count.start() if before.endswith("に") else at
            continue
        item = _item_of(before, plain[count.end() :], items)
        if not item and found and not _NOT_BUT.search(plain[: count.end()]):
            item = _of_kind(before, found[-1].item, items)
        elif not item and about and _KIND.search(before):
            item = _of_kind(before, about, items)
        found.append(Line(item, count.group().replace(" ", "")))
    return tuple(found)


_KIND_BEHIND = re.compile(
    rf"(?P<goods>[一-龥々ァ-ヴー]{{2,10}})の(?P<kind>[{_COLOURS}]の|[一-龥々ァ-ヴー]{{1,4}}色の|[一-龥々]{{1,2}}い)"
    rf"(?:やつ|ほう|方|の)[をがは、 ]*(?={COUNT})"
)


def _kind_first(plain: str) -> str:
    """茶碗の緑のやつ、三つ is 緑の茶碗を三つ."""
    return _KIND_BEHIND.sub(r"\g<kind>\g<goods>を", plain)


def _with_units(plain: str, items: tuple[OrderItem, ...]) -> str:
    """松花堂を12と: a bare numeral right behind goods of the manual counts them."""
    for item in items:
        for name in sorted((item.name, *item.aliases), key=len, reverse=True):
            unit = item.unit if item.unit and re.fullmatch(_COUNTERS, item.unit) else "個"
            plain = re.sub(
                rf"({re.escape(name)}(?:の(?:ほう|方))?[をがはも、 ]{{1,2}}(?:{_NUMERAL})){_BARE}",
                rf"\1{unit}",
                plain,
            )
    return plain


_BARE = r"(?=(?:と(?!き)|、|。|$|だ(?!っ)|で(?!す?か)|ね|わ|や|ずつ|お願い|ください))"


def lines_of(order: str) -> tuple[Line, ...]:
    """The lines of an order as it is kept: フェイスタオルを4枚、ほうじ茶を2つ."""
    parts = (part.rsplit("を", 1) for part in order.split("、") if "を" in part)
    return tuple(Line(item, count) for item, count in parts)


def amended(known: str, text: str, items: tuple[OrderItem, ...], about: str = "") -> str:
    """The order as it is after what was said: lines in place of those of the same item, others
    beside them, without what was taken out; empty where nothing would be left.

    `about`: the goods whose count was asked for.
    """
    table = {line.item: line.count for line in lines_of(known)}
    last = next(reversed(table), "")  # やっぱり4個で: the one spoken of last
    plain = in_figures(text)
    instead = _NOT_BUT.search(plain)
    wrong = counted(instead["wrong"]) if instead is not None else 0
    was = next((item for item, count in table.items() if wrong and counted(count) == wrong), "")
    for line in lines_in(text, items, about):
        item = line.item or about or was or last
        if item:
            table[item] = line.count
            last = item
    if instead is not None and not instead["unit"] and was:
        table[was] = instead["right"] + re.sub(rf"^(?:{_NUMERAL})", "", table[was])
    for item in _taken_out(plain, tuple(table), items):
        table.pop(item, None)
    return "、".join(f"{item}を{count}" for item, count in table.items())


def uncounted_in(text: str, items: tuple[OrderItem, ...]) -> tuple[str, ...]:
    """Goods asked for without a quantity: ほうじ茶をください."""
    found = []
    for part in _PARTS.split(in_figures(text)):
        asked = _ASKED.search(part) if part else None
        if (
            not part
            or _COUNTED.search(_with_units(part, items))
            or (ABOUT.search(part) and asked is None)
        ):
            continue
        ours = ours_in(part, items)
        goods = noun_before(part[: asked.start()], bare=True) if asked is not None else ""
        found += ours or ([goods] if goods else [])
    return tuple(dict.fromkeys(found))


def ours_in(text: str, items: tuple[OrderItem, ...]) -> list[str]:
    """The manual's goods that the words name: バスタオル is no タオル."""
    said = [(a, i.name) for i in items for a in (i.name, *i.aliases) if _stands(a, text)]
    return [name for a, name in said if not any(a != b and a in b for b, _ in said)]


def _of_kind(before: str, last: str, items: tuple[OrderItem, ...]) -> str:
    """The goods named last, of the kind told now: 青いタオルを2枚、赤いのを3枚."""
    kind = _KIND.search(before)
    if kind is None:
        return last
    ours = next((i.name for i in items if last.endswith(i.name)), "")
    return (kind["kind"] or f"{kind['colour']}の") + (ours or re.sub(_ADJECTIVE, "", last, count=1))


def _stands(name: str, text: str) -> bool:
    """As a word of its own: the お茶 of お茶碗 and the タオル of タオルケット are others."""
    return re.search(re.escape(name) + _WORD_ENDS, text) is not None


def named(said: str, items: tuple[OrderItem, ...]) -> str:
    """The manual's name for goods that were called `said`, by sound; else as they were called."""
    exact = [(-len(a), i.name) for i in items for a in (i.name, *i.aliases) if said.endswith(a)]
    if exact:
        size, name = min(exact)
        before = said[:size]
        if before and _ADJECTIVE.fullmatch(before):
            return before + name
        if not before or before[-1] in "のいな":
            return name
    heard = heard_morae(read(said))
    found = [
        (spot(read(reading), heard, to_the_end=True), item.name)  # お茶碗 is no お茶
        for item in items
        for reading in (item.reading, *item.aliases)
    ]
    meant = [
        (s.start - s.end, s.cost, name)
        for s, name in found
        if s.cost <= HEARD_FROM and not (exact and s.start)  # ハンドタオル is no タオル
    ]
    return min(meant)[2] if meant else said  # 大きいタオル, though it ends on タオル


def noun_before(text: str, *, bare: bool = False) -> str:
    """The noun that `text` ends with, with what describes it: A4のコピー用紙; empty for a clause.

    `bare`: nothing follows it but the wish, so that 配達をお願い and 早めにお願い name no goods.
    """
    clause = re.split(r"[。？?！!]", text)[-1]
    words = list(listen(_JOINTS.sub("", clause)).words)
    if len(words) > 1 and words[-1].text in _OF_A_KIND and words[-2].pos == "形容詞":
        words.pop()
    taken: list[Word] = []
    while words and (_describes(words[-1]) or (taken and _joins(words[-1], taken[-1]))):
        taken.append(words.pop())
    while taken and (taken[-1].text == "の" or taken[-1].kind == "接尾"):
        taken.pop()
    said = "".join(word.text for word in _head_last(taken[::-1]))
    is_doing = bare and bool(taken) and taken[0].kind == "サ変接続"
    return "" if not taken or is_doing or _NO_GOODS.search(said) else said


def _head_last(words: list[Word]) -> list[Word]:
    """マグカップの青い(やつ) -> 青いマグカップ; adjectives alone describe what was named before."""
    if not words or words[-1].pos != "形容詞":
        return words
    at = next((k for k in reversed(range(len(words))) if words[k].text == "の"), 0)
    return [*words[at + 1 :], *words[:at]] if at else []


def _describes(word: Word) -> bool:
    is_mark = word.pos == "記号" and word.kind == "アルファベット"
    return (word.pos in _NOMINAL and word.kind not in _NO_NOUNS) or is_mark


def _joins(word: Word, after: Word) -> bool:
    """の between nouns; 詰め替え before 用."""
    return word.text == "の" or (word.pos == "動詞" and after.kind == "接尾")


def _item_of(before: str, after: str, items: tuple[OrderItem, ...]) -> str:
    """What is counted: タオル of 5枚のタオル, the noun right before, else the goods named last."""
    following = _OF.match(after)
    behind = ours_in(following["item"], items) if following is not None else []
    if behind:
        return behind[0]
    said = noun_before(_BY.sub(r"\1", _POINTS.sub("", before)))
    ours = ours_in(before, items)
    if said in _COLOURS:
        said = f"{said}の{ours[-1]}" if said and ours else ""
    coloured = _COLOURED.fullmatch(said)
    if coloured is not None and ours_in(coloured["goods"], items):
        said = f"{coloured['colour']}の{coloured['goods']}"
    if said:
        return named(said, items)
    return max(ours, key=lambda name: _named_at(before, name, items)) if ours else ""


def _named_at(text: str, name: str, items: tuple[OrderItem, ...]) -> int:
    return max(text.rfind(a) for i in items if i.name == name for a in (i.name, *i.aliases))


def _taken_out(text: str, ordered: tuple[str, ...], items: tuple[OrderItem, ...]) -> Iterable[str]:
    """「やっぱりポットはなしで」: of what is ordered, what is not wanted after all."""
    words = {item: {item} for item in ordered}
    for item in items:
        if item.name in words:
            words[item.name] |= set(item.aliases)
    only = {i for i, names in words.items() if _says(names, _ONLY, text)}
    for ordered_item, names in words.items():
        is_left_out = bool(only) and ordered_item not in only
        if is_left_out or _says(names, _TAKEN_OUT.pattern, text):
            yield ordered_item


def _says(names: Iterable[str], behind: str, text: str) -> bool:
    return any(re.search(re.escape(name) + behind, text) for name in names)


# -- what they come to -----------------------------------------------------------------------------


def counted(count: str) -> int:
    """How many 4枚, 二つ or ふたつ are; 0 where that is not said."""
    found = _HOW_MANY.match(count)
    return _NATIVE.get(count) or (number_value(found["count"]) or 0 if found is not None else 0)


def price_yen(item: OrderItem) -> int | None:
    """The price of one, in yen; None where it may not be told or is no plain sum."""
    found = _PRICE.match(item.price)
    return int(found["yen"].replace(",", "")) if found is not None else None


def tax_of(item: OrderItem) -> str:
    """税込み or 税別, as the manual's price says it; empty where it does not."""
    found = _PRICE.match(item.price)
    told = (found["tax"] or "") if found is not None else ""
    return "税込み" if "税込" in told else "税別" if "税" in told else ""


def total_yen(lines: Sequence[Line], items: tuple[OrderItem, ...]) -> int | None:
    """What the lines come to; None where a price or a count is not known, or taxes differ."""
    ordered = [
        (next((i for i in items if line.item.endswith(i.name)), None), counted(line.count))
        for line in lines  # a 青いフェイスタオル is a フェイスタオル
    ]
    if not ordered or len({tax_of(item) for item, _ in ordered if item is not None}) > 1:
        return None
    total = 0
    for item, count in ordered:
        price = price_yen(item) if item is not None else None
        if price is None or not count:
            return None
        total += price * count
    known = all(_is_by_unit(line, item) for line, (item, _) in zip(lines, ordered, strict=True))
    return total if known else None


def _is_by_unit(line: Line, item: OrderItem | None) -> bool:
    """The count is of what has the price: 500個 of 紙コップ sold by the 箱 come to nobody knows."""
    is_packed = item is not None and item.unit in _PACKS
    return not (is_packed and _PIECES.search(line.count))


_PACKS = frozenset(("箱", "ケース", "セット", "ダース", "パック", "袋", "束"))
_PIECES = re.compile(r"(?:個|枚|本|杯|粒|膳|グラム|キロ|g)$")
