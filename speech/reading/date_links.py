"""How mentions of days and times hang together: corrections, stretches, choices, moves.

三日、いや四日 is a correction, 月曜から水曜 a stretch, 明日か明後日 a choice, 25日の予約を26日に
a change, 一日遅らせて a move.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from enum import Enum

from speech.reading.date_mentions import DAY_FIELDS, Mention, Shift, Token, tokens


class Link(Enum):
    """How a mention hangs together with the one before it."""

    NEXT = "next"
    """Simply goes on."""
    TO = "to"
    OR = "or"
    INSTEAD = "instead"
    """Corrects or changes what was said before."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that was mentioned: the mentions in order, each with its link, and a move of them."""

    linked: tuple[tuple[Link, Mention], ...]
    """Links are NEXT (the first), TO or OR."""
    shift: Shift | None
    preferred: int | None
    """Index of the mention marked できれば or 第一希望, where there is one."""
    is_past: bool
    """The words around them tell of the past: 20日にお電話した."""


_SLIP = re.compile(
    r"イヤ|イエ(?!デ|ニ)|イイエ|チガ[ウイッエ]|違[ウイッエ]|マチガ|間違|シツレ|失礼|テーセー|訂正|スミマセン|スイマセン|"
    r"ゴメン|モトイ|ヤッパ|ヤハリ|ジャナ[クイカ]|デ[ハワ]?ナ[クイ]|[、。]アッ?[、ー]|ムシロ|アレ[、。]|ソウジャナ"
)
_CANNOT = (
    r"(?:ムリ|無理|ダメ|駄目|厳シ|キビシ|難シ|ムズカシ|悪[クイ]|ワル[クイ]|埋マ|ウマッ|行ケナ|イケナ|出来ナ|"
    r"デキナ|フサガ|塞ガ|オ?休ミ(?:ナ|デ|ダ|カ|ジャン|ッ)|オ?ヤスミ(?:ナ|デ|ダ|カ)|定休|テーキュー|休診|休業|休館|閉マッ|シマッテ|空イテ(?:イ)?ナ|アイテ(?:イ)?ナ|イナイ|ジャナ|デ[ハワ]ナ|入ッテ|ハイッテ|困ル|都合ガツカ)"
)
_CANNOT_BE_THERE = (
    r"(?:間ニ合[ワイ]|マニア[ワイ]|戻レ|モドレ|着ケ|ツケ|行ケ|イケ|来ラレ|出ラレ|伺エ|ウカガエ|帰レ|カエレ)"
    r"[^、。0-9]{0,5}?(?:ナ[イクカ]|マセン)(?!ン?(?:デス|デショ[ウー])?カ)"
)
"""16時に間に合いそうにない; 16時に来られませんか asks for it."""
_REFUSED = re.compile(
    rf"^(?:頃|グライ|クライ)?(?:マデ)?ニ[ハワモ]?{_CANNOT_BE_THERE}|"
    rf"^日?(?:以外|[ハワモ]チョット(?:…|\.|、|。|$)|(?:[ハワガモ]|ダト|デ[ハワ]|ニ[ハワ]|ジャ)?(?:チョット|サスガニ|モウ|、|都合ガ|ツゴーガ|予定ガ|ヨテーガ)*{_CANNOT})"
)
_IF_NOT = re.compile(
    rf"{_CANNOT}[^、。]{{0,4}}(?:ナラ|ダッタラ|デシタラ|タラ|デアレバ|レバ|場合)|ナケレバ|第二希望|第2希望|ソレガ"
)
_AT_LATEST = re.compile(r"(?:遅ク|オソク)[トテ]モ")
"""早ければ明日、遅くとも明後日."""
_PLAIN_END = r"(?:頃|グライ|クライ|過ぎ|ノ)?"
_TO = re.compile(rf"^{_PLAIN_END}、?(?:カラ(?!デモ)|~|-|〜|ヨリ)")
_AND = re.compile(r"^ト、?$")
_BETWEEN = re.compile(r"^[^、。]{0,4}(?:間|アイダ)")
_OR = re.compile(
    rf"^{_PLAIN_END}(?:デス|日)?、?(?:カ(?!ラ|ッテ)|マタ[ハワ]|モシク[ハワ]|ソレトモ|アルイ[ハワ]|トカ|デモ|ヤ(?!ハ|ッ)|アト[ハワ]|ト、?$)"
)
_AGREED = re.compile(
    r"予約|ヨヤク|予定|ヨテ[ーイ]|約束|ヤクソク|アポ|取ッテ|オ願イシテ|言ッ|(?<!の)件|ダッタ|デシタ|伺ウ"
)
_OBJECT = re.compile(r"^(?:日)?(?:ノ(?:分|ホウ|方))?[ヲオ]、?")
_CHANGED_TO = re.compile(
    r"^[^0-9、。]{0,3}[ニヘ](?:日程|日時|予約|時間)?[ヲオ]?(?:変|ヘンコ|カエ|移|ウツ|ズラ|シテ|シタ|延バ|早メ|遅ラ|オクラ|ハヤメ|オ願イ|ナリマ)"
)
_STAYS = re.compile(r"マデ|間|アイダ")
_PREFERRED = re.compile(
    r"デキレバ|出来レバ|ナルベク|第一希望|第1希望|可能ナラ|イチバンイイ|一番イイ|理想|本命"
)
_PAST = re.compile(
    r"(?:コノ前|コノマエ|コナイダ|コノアイダ|コノ間|先日|センジツ|(?<![0-9年分時午])前ノ(?=[月火水木金土日]曜|$))|"
    r"(?:電話|デンワ|連絡|伺|ウカガ|買|届|送|受|イタダ|頂|モラ|来(?![週月年])|注文|契約)[^。、]{0,6}タ(?:[^ライメリ]|$)"
)
_CLAUSE_ENDS = re.compile(
    r"[。？?！!]|(?:ケ[レド]ド?モ?|(?:デス|マス|タ)ガ|(?:ノ|ン)デ|(?<=[スイタダ])カラ|(?<=[イエシッンデ])テ)、"
)
"""What is told beyond it is told of something else."""
_BOUNDS = (
    ("about", re.compile(r"^(?:頃|グライ|クライ|前後|チョット|スギグライ)")),
    (
        "from",
        re.compile(r"^(?:以降|過ぎ|ヨリアト|以後|カラ(?:ナラ|デ|オ願|、|$|ニ|ガ|ハ|、|希望))"),
    ),
    ("until", re.compile(r"^(?:頃)?(?:マデ|以前|前|ヨリ前)")),
)
_STILL_OPEN = re.compile(r"^日?(?:[ハワモカヤ]|ナラ|ダッタラ|デシタラ|ダト|トカ|デモ|マタ|モシク)")
"""Behind one of two days: what is said of it, with the choice still open."""
_UNCERTAIN_AFTER = re.compile(
    r"^(?:頃|ノ)?(?:アタリ|辺リ|前後|カナ|カモ|ダッタカ|ダト思|クライカナ)"
)
_UNCERTAIN_BEFORE = re.compile(r"(?:タブン|多分|オソラク|恐ラク|確カ|タシカ|モシカシ)[^0-9]{0,4}$")


def mentions_in(text: str) -> Mentions:
    """The mentions in a text in one spelling, corrections done."""
    found, is_past = _of_one_tense(_phrases(text), text)
    chain: list[tuple[Link, Mention]] = []
    shift: Shift | None = None
    preferred: int | None = None
    end = 0
    refused = False
    for at, token in enumerate(found):
        gap = text[end : token.start]
        after = text[token.end : found[at + 1].start if at + 1 < len(found) else len(text)]
        if token.shift is not None:
            shift, end = token.shift, token.end
            continue
        mention = _marked(token.mention, gap, after)
        settled = _settled(chain, mention, gap, after)
        if settled is not None:
            chain, preferred, end = [(Link.NEXT, settled)], None, token.end
            continue
        link = _link(chain, mention, gap, after)
        if refused and link is not Link.TO:
            link = Link.INSTEAD
            while len(chain) > 1 and chain[-1][0] is Link.OR:  # 今日明日は難しいので、明後日
                chain.pop()
        if link is Link.OR and _IF_NOT.search(gap):
            preferred = len(chain) - 1
        elif _PREFERRED.search(gap) and chain and _same_kind(chain[-1][1], mention):
            preferred = len(chain) - (link is Link.NEXT)  # 25日か26日、できれば26日
        _join(chain, link, mention)
        refused = bool(_REFUSED.match(after)) and not _IF_NOT.search(after)
        end = token.end
    if refused and chain:
        chain.pop()
    return Mentions(tuple(chain), shift, preferred, is_past)


def _of_one_tense(found: list[Token], text: str) -> tuple[list[Token], bool]:
    """The mentions without the days of the past beside coming ones, and whether all are past:
    先週お電話したんですけど、土曜日に行きたいです."""
    past = [token for token in found if token.mention.has_day and _is_past(token, text)]
    coming = [token for token in found if token.mention.has_day and token not in past]
    if past and coming:
        return [token for token in found if token not in past], False
    return found, bool(past) or (not coming and _PAST.search(text) is not None)


def _is_past(token: Token, text: str) -> bool:
    """The clause around a mention tells of the past."""
    before = _CLAUSE_ENDS.split(text[: token.start])[-1]
    behind = _CLAUSE_ENDS.split(text[token.end :])[0]
    return bool(_PAST.search(before + text[token.start : token.end] + behind))


def _settled(
    chain: list[tuple[Link, Mention]], new: Mention, gap: str, after: str
) -> Mention | None:
    """七日か八日、いや八日の十一時: one of the days of a choice said once more is the choice."""
    if len(chain) < 2 or any(link is Link.TO for link, _ in chain) or not new.has_day:
        return None
    if _STILL_OPEN.match(after) or _PREFERRED.search(gap + after) or _IF_NOT.search(gap + after):
        return None
    if _REFUSED.match(after) or new.length is not None:
        return None
    known = chain[0][1]
    for _, choice in chain:
        known = inherited(known, choice, with_time=True)
        if _is_said_again(known, new):
            return overlaid(known, new)
    return None


def _is_said_again(known: Mention, new: Mention) -> bool:
    """Does the new mention name the same day, in as many words or fewer?"""
    blank = Mention()
    said = [name for name in DAY_FIELDS if getattr(new, name) != getattr(blank, name)]
    return all(getattr(known, name) == getattr(new, name) for name in said)


def _phrases(text: str) -> list[Token]:
    """The words of time, those that stand together as one: 来週ノ水曜ノ午後3時."""
    out: list[Token] = []
    for token in tokens(text):
        last = out[-1] if out else None
        if last is not None and last.shift is None and token.shift is None:
            gap = text[last.end : token.start]
            is_clock = gap == "、" and bool(last.mention.half) and token.mention.hour is not None
            together = gap in ("", "ノ") or is_clock
            if together and not _clashes(last.mention, token.mention):
                whole = _merged(last.mention, token.mention)
                out[-1] = Token(last.start, token.end, whole)
                continue
        out.append(token)
    return out


def _marked(mention: Mention, gap: str, after: str) -> Mention:
    """With the bound and the doubt that the words around it give."""
    bound = next((name for name, pattern in _BOUNDS if pattern.match(after)), "at")
    unsure = bool(_UNCERTAIN_AFTER.match(after) or _UNCERTAIN_BEFORE.search(gap))
    return replace(
        mention,
        bound=bound,  # type: ignore[arg-type]
        is_uncertain=mention.is_uncertain or unsure,
    )


def _link(chain: list[tuple[Link, Mention]], new: Mention, gap: str, after: str) -> Link:
    if not chain:
        return Link.NEXT
    known = chain[-1][1]
    if new.length is not None:
        return Link.NEXT
    if _IF_NOT.search(gap) and _same_kind(known, new):
        return Link.OR
    if _AT_LATEST.search(gap) and _same_kind(known, new):
        return Link.TO
    if _SLIP.search(gap):
        return Link.INSTEAD
    clash = _clashes(known, new)
    if clash and (_AGREED.search(gap) or _OBJECT.match(gap)):
        return Link.INSTEAD
    same = _same_kind(known, new)
    if same and _TO.match(gap):
        is_change = _CHANGED_TO.match(after) and not _STAYS.search(after)
        return Link.INSTEAD if is_change else Link.TO
    if same and _AND.match(gap) and _BETWEEN.match(after):
        return Link.TO
    return Link.OR if clash or (same and _OR.match(gap)) else Link.NEXT


def _same_kind(a: Mention, b: Mention) -> bool:
    return (a.has_day and b.has_day) or (a.has_time and b.has_time)


def _clashes(known: Mention, new: Mention) -> bool:
    """Does the new mention fill a field anew, otherwise than before?"""
    blank = Mention()
    for field in fields(Mention):
        if field.name in ("bound", "is_uncertain", "half", "is_next"):
            continue
        old, value = getattr(known, field.name), getattr(new, field.name)
        if value != getattr(blank, field.name) and old not in (getattr(blank, field.name), value):
            return True
    return False


def _join(chain: list[tuple[Link, Mention]], link: Link, new: Mention) -> None:
    if not chain:
        chain.append((Link.NEXT, new))
        return
    before, known = chain[-1]
    if link is Link.NEXT:
        chain[-1] = (before, _merged(known, new))
    elif link is Link.INSTEAD:
        chain[-1] = (before, overlaid(known, new))
    else:
        chain.append((link, new))


def _merged(known: Mention, new: Mention) -> Mention:
    blank = Mention()
    said = {
        field.name: getattr(new, field.name)
        for field in fields(Mention)
        if getattr(new, field.name) != getattr(blank, field.name)
    }
    return replace(known, **said)


_KEPT_WITH = {
    "day": ("year", "year_ahead", "month", "month_ahead"),
    "weekday": ("week_ahead", "month", "month_ahead", "nth"),
    "nth": ("month", "month_ahead", "weekday"),
    "week_ahead": ("weekday",),
    "month": ("year", "year_ahead", "day"),
    "month_ahead": ("day", "nth", "weekday"),
    "part": ("month", "month_ahead", "week_ahead", "year_ahead"),
    "step": DAY_FIELDS,
}
"""Of a day already said, what stays when only this is said anew: 12月3日、いや4日 is 12月4日."""


def overlaid(known: Mention, new: Mention) -> Mention:
    """What is known, with what was said anew in its place: 明日の3時、いや4時 is 明日の4時."""
    return replace(_time_overlaid(_day_overlaid(known, new), new), bound=new.bound)


def _day_overlaid(known: Mention, new: Mention) -> Mention:
    if not new.has_day:
        return known
    blank = Mention()
    said = {
        name: getattr(new, name)
        for name in DAY_FIELDS
        if getattr(new, name) != getattr(blank, name)
    }
    keeps = set(_KEPT_WITH.get(next(iter(said)), ())) if len(said) == 1 else set()
    cleared = {name: getattr(blank, name) for name in DAY_FIELDS if name not in keeps}
    return replace(known, **(cleared | said), is_uncertain=new.is_uncertain)


def _time_overlaid(known: Mention, new: Mention) -> Mention:
    if new.hour is not None:
        return replace(
            known,
            half=new.half or known.half,
            hour=new.hour,
            minute=new.minute,
            minus_min=new.minus_min,
            time_word="",
        )
    if new.minute is not None:
        return replace(known, minute=new.minute, minus_min=0)
    if new.time_word.startswith(("同", "オナジ")) and known.has_time:
        return known
    if new.time_word:
        return replace(known, time_word=new.time_word, half="", hour=None, minute=None)
    if new.half:
        return replace(known, half=new.half, time_word="")
    return known


def inherited(known: Mention, new: Mention, with_time: bool) -> Mention:
    """What `new` means after `known`: 来週の月曜から水曜, 午後2時から4時."""
    whole = overlaid(known, new)
    if new.has_day and not new.has_time and not with_time:
        return replace(whole, half="", hour=None, minute=None, minus_min=0, time_word="")
    return replace(whole, length=new.length)
