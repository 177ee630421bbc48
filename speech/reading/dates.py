"""Days and times as they are said: 来週の水曜、午後3時半 <-> date and time, seen from a given now.

Takes written text as well as a reading (ライシューノスイヨー). Weeks begin on Monday. The steps:
one spelling (`date_words`), the words of time (`date_mentions`), how they hang together
(`date_links`), which day (`days`) and time (`times`), what comes of it (`moments`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from speech.reading.date_links import Link, mentions_in
from speech.reading.date_mentions import WEEKDAYS, Bound, Mention
from speech.reading.date_words import one_spelling
from speech.reading.doubts import Doubt
from speech.reading.kana import katakana
from speech.reading.moments import Moment, moments_of
from speech.reading.written import Written

_FAR_DAYS = 300
"""From here on the year is read back too."""
_LONGEST = 600
"""Characters looked at; the longest turn of the development material has 80."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time of day, or both, as far as they were said."""

    day: date | None
    time: time | None
    is_vague: bool = False
    """夕方, 朝イチ, 来週: the values are the usual ones for the word, not said as such."""
    bound: Bound = "at"
    """頃 is about, 以降 from, まで until."""
    day_word: str = ""
    """The caller's word for a vague day: 来週."""
    time_word: str = ""
    """The caller's word for a vague time: 夕方."""
    is_same_time: bool = False
    """同じ時間に: as late as what it was agreed for; `time` is None."""
    weekday_differs: bool = False
    """火曜、12月2日, which is a Wednesday; `day` is the date."""

    def at(self, now: datetime) -> datetime:
        """As one moment: no day means the next time it is that late, no time means 9:00."""
        clock = self.time or time(9)
        if self.day is not None:
            return datetime.combine(self.day, clock, now.tzinfo)
        moment = datetime.combine(now.date(), clock, now.tzinfo)
        return moment if moment > now else moment + timedelta(days=1)

    @property
    def spoken(self) -> str:
        """As the agent says it: 11月24日火曜日の午後3時半頃; vague words as they were said."""
        parts = [self.day_word or date_spoken(self.day)] if self.day else []
        parts += [self.time_word or time_spoken(self.time)] if self.time else []
        parts += [_SAME_TIME] if self.is_same_time else []
        return "の".join(parts) + _ENDING[self.bound]


_SAME_TIME = "同じ時間"
_ENDING = {"at": "", "about": "頃", "from": "以降", "until": "まで"}


def date_spoken(day: date) -> str:
    """11月24日火曜日."""
    return f"{day.month}月{day.day}日{WEEKDAYS[day.weekday()]}曜日"


def time_spoken(clock: time) -> str:
    """午後3時半, 午前10時15分, 正午; midnight is 午前0時."""
    if (clock.hour, clock.minute) == (12, 0):
        return "正午"
    half = "午前" if clock.hour < 12 else "午後"
    minutes = {0: "", 30: "半"}.get(clock.minute, f"{clock.minute}分")
    return f"{half}{clock.hour % 12}時{minutes}"


def day_spoken(day: date, now: datetime) -> str:
    """本日 or 明日 with the date, so that nobody has to count: 明日、11月24日火曜日."""
    near = {0: "本日、", 1: "明日、"}.get((day - now.date()).days, "")
    return near + date_spoken(day)


def when_in(said: str, now: datetime) -> When | None:
    """The first day and time in what was said, or None when there is neither.

    A day of the month without a month is the next such day, a bare weekday the next after today.
    An hour of 1-7 without 午前 or 朝 is in the afternoon, as a caller to an office means it.
    """
    moments = moments_of(mentions_in(one_spelling(said[:_LONGEST])), now.replace(tzinfo=None))
    return _when(moments[0]) if moments else None


_NO_WISH = re.compile(
    r"[^、。？?]*(?:切れ|満了|期限|締め?切)[^、。？?]*?(?:の|日|期限)[がは]、?[^、。？?]*|"
    r"(?:[^、。？?]{1,12}は、)?[^、。？?]*(?:切れ|満了|期限|締め?切|休む|休み(?:たい|ます)|休ませ)[^、。？?]*"
)
"""来月切れるから, 切れるのが12月20日, 今日は休むので: when something ends, or one is away, is not
when one would come."""
_BEFORE = re.compile(r"前の[日週]|前日")
"""Counted from another day, whichever is named here: it need not be past."""
_SINCE = re.compile(
    r"(?:昨日|きのう|一昨日|おととい|昨夜|昨晩|ゆうべ|夕べ|先週|先月|先日|この間|この前|今朝|けさ|さっき|"
    r"(?:[0-9〇一二三四五六七八九十]+|何|数)(?:日|週間|[かヶヵケ]月|年)(?:くらい|ぐらい|ほど)?前)"
    r"(?:の[^、。はがを]{1,4})?(?:から|より)"
)
"""昨日から痛くて: since when it has been so."""
_AGO = re.compile(
    r"[0-9〇一二三四五六七八九十]+(?:日|週間|[かヶヵケ]月)前(?!倒|に?(?:ず|動|移|し|出|繰|予約))"
)
"""20パーセントですね、2日前だから: counted back from something else."""


_DAY_OF_WEEK = r"(?:(?:再来週|来週|今週)の)?[月火水木金土日]曜日?"
_NOT_THEN = re.compile(
    rf"{_DAY_OF_WEEK}(?:は|が)、?(?!いい|よ|大丈夫|空|行け|平気)[^、。月火水木金土日]{{1,12}}?"
    r"(?:だから|なので|なんで|なもんで|ですから|ますから|ますので|るから|るので|があって|で?(?:だめ|無理|いない|いません|休み)[^、。]{0,6})"
    rf"[、。]?(?=[^。]*{_DAY_OF_WEEK})"
)
"""月曜はお医者だから、火曜がいい: why not on the first is told."""
_ECHO = re.compile(r"^(?:え+|は|あれ|ん)?[っー、 ]*[0-9一二三四五六七八九十月]{1,4}[日月][？?]")
"""え、十日？: what was read back wrongly is said again."""
_ON_FOOT = re.compile(
    r"(?:徒歩|歩いて|車で|自転車で|(?:駅|バス停|職場|学校)(?:から|まで)(?:徒歩|歩いて)?)で?[0-9]{1,2}分(?:以内|圏内)?"
)
"""駅から10分以内: how far something is, and no time."""


def choices_in(said: str, now: datetime) -> tuple[When, ...]:
    """The days and times somebody would come, the one she likes best first: 火曜か水曜."""
    own = _ECHO.sub("", said)
    for no_wish in (_NOT_THEN, _ON_FOOT, _NO_WISH, _SINCE, _AGO):
        own = no_wish.sub("", own)
    mentions = mentions_in(one_spelling(own[:_LONGEST]))
    found = [_when(moment) for moment in moments_of(mentions, now.replace(tzinfo=None))]
    if mentions.preferred is not None and len(found) == len(mentions.linked):
        found.insert(0, found.pop(mentions.preferred))
    shared = _sharing_time(found)
    # 昨日お電話した者ですが、今日の3時に: what is past is no wish where one to come is told too.
    is_past = [w.day is not None and w.day < now.date() for w in shared]
    is_over = all(past or w.day is None for past, w in zip(is_past, shared, strict=True))
    if is_over or _BEFORE.search(said):
        return shared
    return tuple(w for past, w in zip(is_past, shared, strict=True) if not past)


def _sharing_time(found: list[When]) -> tuple[When, ...]:
    """火曜か水曜の5時以降: the time told with the last day is each's, where none has its own."""
    last = found[-1] if found else None
    if last is None or last.day is None or last.time is None or any(w.time for w in found[:-1]):
        return tuple(found)
    timed = replace(last, day_word="", weekday_differs=False)
    shared = (replace(timed, day=w.day, day_word=w.day_word) for w in found[:-1])
    return (*shared, last)


def _when(first: Moment) -> When:
    day = first.start.date() if isinstance(first.start, datetime) else first.start
    clock = first.clock
    usual: time | None = None
    if clock is not None:
        in_the_middle = clock.last_min is not None and clock.word
        usual = time((clock.first_min // 60 + bool(in_the_middle)) % 24, clock.first_min % 60)
    vague_day = first.days is not None and first.days.is_vague
    word = clock.word if clock else ""
    return When(
        day if first.has_day else None,
        usual,
        vague_day or bool(word),
        first.mention.bound,
        _day_word(first.mention) if vague_day else "",
        word,
        first.is_same_time,
        first.doubt is Doubt.WEEKDAY_DIFFERS,
    )


_REASON_ENDS = re.compile(
    r"(?:ので|なんで|けれども|けれど|けど|ですが|ますが|ですから|ますから|[?？。])、?"
)
"""What stands before is why, or what was told: 4時から5時まで打ち合わせなので、5時過ぎに."""
_WISHES = re.compile(r"電話|連絡|折り返|かけて|お願い|ください|いただけ|もらえ|ほしい|欲しい")


def wished_in(said: str, now: datetime) -> When | None:
    """The day and time asked for beside others: 「4時ですか。会議なので5時過ぎに」 is 5時過ぎ.

    The last part that wishes, else the last that names a time; its day may have been named before.
    """
    found = [
        (part, when)
        for reason in _REASON_ENDS.split(said[:_LONGEST])
        for part in _parts(reason, now)
        if (when := when_in(part, now)) is not None
    ]
    timed = [(part, when) for part, when in found if when.time is not None]
    if not timed:
        return when_in(said, now)
    wishing = [when for part, when in timed if _WISHES.search(part)]
    last = (wishing or [when for _, when in timed])[-1]
    if last.day is not None:
        return last
    days = [w.day for _, w in found if w.time is None and w.day is not None and not w.day_word]
    return replace(last, day=days[-1]) if days else last


def _parts(said: str, now: datetime) -> list[str]:
    """At its commas, where more than one part names a time."""
    parts = said.split("、")
    whens = [when_in(part, now) for part in parts]
    return (
        parts if sum(when is not None and when.time is not None for when in whens) > 1 else [said]
    )


_WEEK_WORDS = {0: "今週", 1: "来週", 2: "再来週", -1: "先週"}
_MONTH_WORDS = {0: "今月", 1: "来月", 2: "再来月", -1: "先月"}


def _day_word(said: Mention) -> str:
    if said.part.startswith("週"):
        return said.part
    if said.week_ahead is not None:
        named = _WEEK_WORDS.get(said.week_ahead, "")
    elif said.month_ahead is not None:
        named = _MONTH_WORDS.get(said.month_ahead, "")
    else:
        named = f"{said.month}月" if said.month is not None else ""
    if said.part == "イッパイ":
        return f"{named}いっぱい"
    return named + ("の" if named and said.part else "") + said.part


# --- written --------------------------------------------------------------------------------------


def written_datetime(spoken: str, now: datetime | None) -> Written:
    """The day, minute or stretch meant, as local ISO 8601 without an offset.

    2026-11-25 where no time was said, 2026-11-25T15:30, or a stretch a/b (both ends inclusive
    days, or minutes). 以降, まで and 頃 give the one moment that was named; `display` says which.
    Without `now` only a full date is understood. `reason` is one of `Doubt`.
    """
    mentions = mentions_in(one_spelling(spoken[:_LONGEST]))
    if now is None and not _is_absolute([mention for _, mention in mentions.linked]):
        return Written(None, "", True, Doubt.NO_NOW if mentions.linked else Doubt.NO_MOMENT)
    here = (now or datetime(1970, 1, 1)).replace(tzinfo=None)
    moments = moments_of(mentions, here)
    if not moments:
        if _SOMETIME.search(spoken):
            return Written(None, "", True, Doubt.VAGUE_DAY)
        said = any(mention.has_day or mention.has_time for _, mention in mentions.linked)
        return Written(None, "", True, Doubt.NO_SUCH_DAY if said else Doubt.NO_MOMENT)
    values = list(dict.fromkeys(_iso(moment) for moment in moments))
    if len(values) == 1:
        return _one(moments[0], spoken, here, now is not None)
    starts = sum(link is not Link.TO for link, _ in mentions.linked)
    if mentions.preferred is not None and starts == len(moments):
        best = moments[mentions.preferred]
        return Written(_iso(best), _display(best, here), True, Doubt.CHOICES)
    display = "か、".join(dict.fromkeys(_display(moment, here) for moment in moments))
    return Written(None, display, True, Doubt.CHOICES)


_SOMETIME = re.compile("数日|近日|そのうち|後日|また今度|のちほど|後ほど|後で|あとで|いつでも|平日")


def _is_absolute(said: list[Mention]) -> bool:
    return bool(said) and all(m.year and m.month and m.day for m in said[:1])


def _one(moment: Moment, spoken: str, now: datetime, has_now: bool) -> Written:
    doubt = moment.doubt if has_now or moment.doubt is not Doubt.PAST else Doubt.NONE
    if not doubt and _sounds_like_another(spoken, moment):
        doubt = Doubt.SIMILAR_SOUND
    return Written(_iso(moment), _display(moment, now), bool(doubt), doubt)


_FOURTH_OR_EIGHTH = re.compile(r"(?<!ジュー)(?<!ジュウ)(?:ヨッカ|ヨ[ーウ]カ)(?!カン)")


def _sounds_like_another(spoken: str, moment: Moment) -> bool:
    """よっか and ようか, in kana as a recogniser hears them and with no weekday that settles it."""
    said = moment.mention
    if said.day not in (4, 8) or said.weekday is not None:
        return False
    return bool(_FOURTH_OR_EIGHTH.search(katakana(spoken)))


def _iso(moment: Moment) -> str:
    ends = [moment.start] if moment.end is None else [moment.start, moment.end]
    return "/".join(
        end.isoformat(timespec="minutes") if isinstance(end, datetime) else end.isoformat()
        for end in ends
    )


def _display(moment: Moment, now: datetime) -> str:
    """As it is read back: 11月25日水曜日の午後3時半."""
    start, end = moment.start, moment.end
    if end is None:
        word = moment.clock.word if moment.clock else ""
        spoken = _end_spoken(start, now, word) + moment.is_same_time * f"の{_SAME_TIME}"
        return spoken + (_ENDING[moment.mention.bound] if not word else "頃")
    if isinstance(start, datetime) and isinstance(end, datetime) and start.date() == end.date():
        if moment.clock and moment.clock.word and moment.clock.last_min is not None:
            return f"{_day_in_full(start.date(), now)}の{moment.clock.word}"
        return f"{_end_spoken(start, now)}から{time_spoken(end.time())}まで"
    return f"{_end_spoken(start, now)}から{_end_spoken(end, now)}まで"


def _end_spoken(end: date, now: datetime, word: str = "") -> str:
    if not isinstance(end, datetime):
        return _day_in_full(end, now)
    clock = time_spoken(end.time())
    return f"{_day_in_full(end.date(), now)}の{word + '、' if word else ''}{clock}"


def _day_in_full(day: date, now: datetime) -> str:
    is_far = abs((day - now.date()).days) > _FAR_DAYS
    return (f"{day.year}年" if is_far else "") + date_spoken(day)
