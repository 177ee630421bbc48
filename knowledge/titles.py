"""The title of a calendar's event, as one of the statuses a caller may be told.

The table is ordered: what is found first decides, so 電話会議 is a 会議 and 出張報告会 too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from knowledge.schema import Whereabouts

DayPart = Literal["whole", "morning", "afternoon"]

_FREE = re.compile(
    r"在席|在社|在宅|出社|テレワーク|リモート(?!会議)|wfh|誕生日|記念日|締め?切り?|〆切|納期|期限|提出日|給料日|"
    r"ゴミ|リマインド|メモ$|todo|memo|reminder|birthday|deadline"
)
_MEETING = (
    r"会議|打ち?合わ?せ?|打合|ミーティング|meeting|mtg|定例|朝会|夕会|朝礼|総会|報告会|説明会|商談|面談|面接|"
    r"研修|セミナー|勉強会|レビュー|1on1|ワンオンワン"
)
_WORDS: tuple[tuple[Whereabouts, str], ...] = (
    ("直帰", r"直帰|直行直帰|nr\b|ノーリターン"),
    ("直行", r"直行"),
    (
        "休暇",
        r"休暇|有給|有休|年休|代休|振休|振替休|夏休|冬休|特休|半休|全休|午前休|午後休|[ap]m休|産休|育休|"
        r"忌引|欠勤|公休|定休|休職|お休み|休み$|^休み(?!明け)|^off$|day off|vacation|"
        r"\bpto\b|\booo\b",
    ),
    ("離席", r"昼休み|休憩|ランチ|昼食|lunch|\bbreak\b"),
    ("出張", r"出張(?!報告|精算|申請|準備|旅費)|business trip"),
    ("来客", r"来客|来社|来訪|来院"),
    ("外出", r"外出|訪問|往訪|客先|外回り|移動|立ち?会い|通院|病院|visit"),
    ("会議", _MEETING),
    ("電話中", r"電話(?!番|当番)|架電"),
)
_TABLE = tuple((status, re.compile(words)) for status, words in _WORDS)
_NOON_BREAK = re.compile(r"昼休み|休憩")
_MORNING = re.compile(
    r"午前休|午前半休|am休|am半休|半休.?(?:午前|am)|午前.{0,2}(?:有給|有休|年休|休暇)"
)
_AFTERNOON = re.compile(
    r"午後休|午後半休|pm休|pm半休|半休.?(?:午後|pm)|午後.{0,2}(?:有給|有休|年休|休暇)"
)


def status_in(title: str, *, is_whole_day: bool) -> Whereabouts | None:
    """What an event of this title means; None: it keeps nobody from the telephone.

    An unknown title is a 会議 when it has a time. For a whole day it is 離席, which says only that
    she cannot be reached: 休暇 or 出張 would be a guess told to a caller as a fact.
    """
    plain = _plain(title)
    if _NOON_BREAK.search(plain):
        return "離席"
    for status, words in _TABLE:
        if words.search(plain):
            return status
    if _FREE.search(plain):
        return None
    return "離席" if is_whole_day else "会議"


def part_of_day(title: str) -> DayPart:
    """Which part of its days a whole-day event of this title takes: 午前休 is the morning."""
    plain = _plain(title)
    if _MORNING.search(plain):
        return "morning"
    return "afternoon" if _AFTERNOON.search(plain) else "whole"


def _plain(title: str) -> str:
    return unicodedata.normalize("NFKC", title).strip().lower()[:200]
