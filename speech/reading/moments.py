"""From mentions to moments: the days and times of what was said, stretches, choices and moves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from speech.reading.date_links import Link, Mentions, inherited
from speech.reading.date_mentions import Mention, Shift, Wait
from speech.reading.days import days_of
from speech.reading.doubts import Doubt
from speech.reading.named_days import Days
from speech.reading.times import Clock, clock_of

_DAY = timedelta(days=1)
_HALF_DAY_MIN = 12 * 60
_SMALL_HOURS_UNTIL = 4
"""Until then 今日 may be the day that has not ended for the caller."""
_LONGEST_MIN = 400 * 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a minute, or a stretch from one to another, as far as it was said."""

    start: date
    """A `datetime` where the time was said."""
    end: date | None = None
    doubt: Doubt = Doubt.NONE
    mention: Mention = field(default_factory=Mention)
    clock: Clock | None = None
    days: Days | None = None
    has_day: bool = True
    """False where the day was not said."""

    @property
    def is_same_time(self) -> bool:
        """同じ時間: as late as something that was agreed, which is not known here."""
        return self.clock is None and self.mention.time_word.startswith(("同", "オナジ"))

    @property
    def has_time(self) -> bool:
        """Is it a minute rather than a day?"""
        return isinstance(self.start, datetime)


def moments_of(said: Mentions, now: datetime) -> tuple[Moment, ...]:
    """The moments that may be meant, in the order they were said; one unless there is a choice."""
    found: list[Moment] = []
    known: Mention | None = None
    for link, mention in said.linked:
        if link is Link.TO and found and known is not None:
            found[-1] = _stretch(found[-1], known, mention, now, said.is_past)
            known = inherited(known, mention, with_time=False)
            continue
        whole = mention if known is None else inherited(known, mention, with_time=True)
        moment = _moment(whole, now, said.is_past)
        if moment is not None:
            found.append(moment)
        known = whole
    if said.shift is not None:
        found = [_moved(moment, said.shift) for moment in found]
    return tuple(found)


def _moment(said: Mention, now: datetime, is_past: bool) -> Moment | None:
    wait = said.later or said.within
    if wait is not None and wait.unit in ("分", "時間"):
        return _from_now(said, wait, now)
    days = days_of(said, now.date(), is_past)
    clock = clock_of(said)
    if (days is None and said.has_day) or (clock is None and said.hour is not None):
        return None  # 2月30日, 35時
    if said.time_word == "今頃":
        clock = Clock(now.hour * 60 + now.minute)
    moment = _combined(said, days, clock, now)
    if moment is None:
        return None
    return replace(moment, doubt=_doubt(moment, now, is_past))


def _combined(
    said: Mention, days: Days | None, clock: Clock | None, now: datetime
) -> Moment | None:
    if clock is None:
        if days is None:
            return None
        moment = Moment(days.first, days.last, days.doubt, said, None, days)
        return _lasting(moment, said.length)
    if days is not None and days.last is not None:
        return Moment(days.first, days.last, days.doubt, said, clock, days)
    if days is None:
        return _on_the_next_day(said, clock, now)
    start = _at(days.first, clock.first_min)
    if days.first == now.date() and start < now and _may_be_later(said, clock):
        clock = replace(clock, first_min=clock.first_min + _HALF_DAY_MIN, doubt=Doubt.HALF_DAY)
    return _timed(said, days, clock)


def _may_be_later(said: Mention, clock: Clock) -> bool:
    """九時 said in the afternoon of today is nine in the evening."""
    return bool(said.hour and said.hour < 12 and not said.half and clock.first_min < _HALF_DAY_MIN)


def _timed(said: Mention, days: Days, clock: Clock, has_day: bool = True) -> Moment:
    start = _at(days.first, clock.first_min)
    end = _at(days.first, clock.last_min) if clock.last_min is not None else None
    moment = Moment(start, end, days.doubt or clock.doubt, said, clock, days, has_day)
    return _lasting(moment, said.length)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _on_the_next_day(said: Mention, clock: Clock, now: datetime) -> Moment:
    """A time without a day is the next time it is that late."""
    today = Days(now.date())
    moment = _timed(said, today, clock, has_day=False)
    if moment.start >= now.replace(second=0, microsecond=0):
        return moment
    if _may_be_later(said, clock) and clock.doubt is Doubt.HALF_DAY:
        evening = replace(clock, first_min=clock.first_min + _HALF_DAY_MIN)
        tonight = _timed(said, today, evening, has_day=False)
        if tonight.start >= now:
            return tonight
    tomorrow = Days(now.date() + _DAY, doubt=Doubt.DAY_UNSAID)
    return _timed(said, tomorrow, clock, has_day=False)


def _length(wait: Wait, count: int) -> timedelta:
    unit_min = {"分": 1, "時間": 60, "日": 1440, "週間": 7 * 1440}.get(wait.unit, 30 * 1440)
    return timedelta(minutes=min(count * unit_min + wait.and_half * unit_min // 2, _LONGEST_MIN))


def _lasting(moment: Moment, length: Wait | None) -> Moment:
    """三時から一時間, 25日から三日間 (the first day counts)."""
    if length is None:
        return moment
    lasts = _length(length, length.count)
    end = moment.start + (lasts if moment.has_time else lasts - _DAY)
    return replace(moment, end=end)


def _from_now(said: Mention, wait: Wait, now: datetime) -> Moment:
    begin = now.replace(second=0, microsecond=0, tzinfo=None)
    start = begin + _length(wait, wait.count)
    clock = Clock(start.hour * 60 + start.minute)
    if said.within is not None:
        return Moment(begin, start, Doubt.VAGUE_TIME, said, clock)
    if wait.most:
        return Moment(start, begin + _length(wait, wait.most), Doubt.VAGUE_TIME, said, clock)
    doubt = Doubt.NOT_SURE if said.is_uncertain else Doubt.NONE
    return Moment(start, None, doubt, said, clock)


def _doubt(moment: Moment, now: datetime, is_past: bool) -> Doubt:
    if moment.doubt:
        return moment.doubt
    said = moment.mention
    if said.is_uncertain:
        return Doubt.NOT_SURE
    if said.time_word and moment.clock is None:
        return Doubt.VAGUE_TIME  # the same time as something not said here
    if now.hour < _SMALL_HOURS_UNTIL and said.near is not None and 0 <= said.near <= 2:
        return Doubt.WHICH_DAY
    late = moment.end or moment.start
    passed = late < now if isinstance(late, datetime) else late < now.date()
    told = is_past or _tells_of_the_past(said) or said.year is not None
    return Doubt.PAST if passed and not told else Doubt.NONE


def _tells_of_the_past(said: Mention) -> bool:
    ahead = (said.near, said.week_ahead, said.month_ahead, said.year_ahead)
    ago = said.later is not None and said.later.count < 0
    return ago or any(n is not None and n < 0 for n in ahead)


# --- stretches ------------------------------------------------------------------------------------


def _stretch(first: Moment, known: Mention, to: Mention, now: datetime, is_past: bool) -> Moment:
    if not first.has_day and to.has_day:
        named = _moment(inherited(to, _time_only(known), with_time=True), now, is_past)
        first = named or first
    whole = inherited(known, to, with_time=False)
    last = _moment(whole, now, is_past)
    if last is None:
        return replace(first, doubt=first.doubt or Doubt.NO_SUCH_DAY)
    end = last.end or last.start
    if not to.has_day:
        end = _end_of_day(first, whole, to, end)
    elif end < _like(first.start, end):
        end = _next_end(first.start, end, to)
    doubt = first.doubt or (last.doubt if last.doubt is not Doubt.DAY_UNSAID else Doubt.NONE)
    return replace(first, end=end, doubt=doubt, mention=replace(first.mention, bound="at"))


def _time_only(said: Mention) -> Mention:
    return Mention(
        half=said.half,
        hour=said.hour,
        minute=said.minute,
        minus_min=said.minus_min,
        time_word=said.time_word,
    )


def _like(start: date, end: date) -> date:
    """The start as a day where the end is one."""
    is_minute = isinstance(end, datetime)
    if isinstance(start, datetime):
        return start if is_minute else start.date()
    return datetime.combine(start, time()) if is_minute else start


def _end_of_day(first: Moment, whole: Mention, to: Mention, end: date) -> date:
    """The end of a stretch within a day: 午後2時から4時, 11時から1時, 夜10時から2時."""
    if not isinstance(first.start, datetime):
        return end
    start, day = first.start, first.start.date()
    options = [whole] if to.half else [whole, replace(whole, half="")]
    for option in options:
        clock = clock_of(option)
        if clock is None:
            continue
        until = _at(day, clock.last_min or clock.first_min)
        if until > start:
            return until
    clock = clock_of(whole)
    minutes = (clock.last_min or clock.first_min) if clock else 0
    evening = _at(day, minutes + _HALF_DAY_MIN)
    return evening if evening > start and minutes < _HALF_DAY_MIN else _at(day + _DAY, minutes)


def _next_end(start: date, end: date, to: Mention) -> date:
    """An end before the start is the next such day: 金曜から月曜, 28日から3日."""
    if to.weekday is not None:
        while end < _like(start, end):
            end += 7 * _DAY
        return end
    if to.day is not None:
        day = start.date() if isinstance(start, datetime) else start
        found = days_of(Mention(month=to.month, day=to.day), day)
        if found is not None:
            clock = end.time() if isinstance(end, datetime) else None
            return datetime.combine(found.first, clock) if clock else found.first
    return end


def _moved(moment: Moment, shift: Shift) -> Moment:
    """一日遅らせて, 三十分早めて."""
    by = shift.sign * _length(shift.wait, shift.wait.count)
    if not moment.has_time and shift.wait.unit in ("分", "時間"):
        return replace(moment, doubt=Doubt.VAGUE_TIME)
    clock = moment.clock
    if clock is not None and isinstance(moment.start, datetime):
        start = moment.start + by
        clock = replace(clock, first_min=start.hour * 60 + start.minute, word="")
    return replace(
        moment,
        start=moment.start + by,
        end=moment.end + by if moment.end else None,
        clock=clock,
    )
