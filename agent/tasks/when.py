"""Days and times for a reservation: heard, completed, read back with the weekday, vague ones asked.

Values are those of agent/tasks/day_values.py. Nothing here says whether there is room.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from agent.asking import asks, wants_assent
from agent.events import Fact, Slot
from agent.tasks.closed_then import closed, say_hours
from agent.tasks.day_values import (
    BOUND,
    completed,
    forget,
    is_past,
    keep,
    own_wish,
    past_words,
    spoken,
)
from agent.tasks.refused_day import is_refused_again, likely_instead, refuse
from agent.turn import Turn
from speech.reading.date_mentions import WEEKDAYS
from speech.reading.dates import When, choices_in, date_spoken, when_in

MAX_ASKED = 2
_NEXT_WEEKDAY = re.compile(r"次の?[月火水木金土日]曜")
"""Tomorrow's or next week's: people differ."""
_DAYS_BESIDE = {
    "次の次の日": 2, "翌々日": 2, "次の日": 1, "翌日": 1, "前の日": -1, "前日": -1,
    "次の次の週": 14, "翌々週": 14, "次の週": 7, "翌週": 7, "前の週": -7,
}  # fmt: skip
"""Days and weeks that are counted from another, and how many days that is."""
_BESIDE = re.compile("|".join(_DAYS_BESIDE))
_DAY_AFTER = re.compile(rf"(?:{_BESIDE.pattern})の(?P<weekday>[月火水木金土日])曜日?の?")
_FROM_LAST = re.compile(r"その|さらに|もう一?(?:日|週)")
"""その次の日 behind a wish is counted from the wish; 次の日 alone, from the booking."""
_DIFFERS = "differs"
"""Vague: the day's date and its weekday do not go together, so both are named."""
_ALIKE = "alike"
"""Vague: a day that was refused stands for one that sounds like it, which is asked about."""
_WEEKDAY = re.compile(r"([月火水木金土日])曜")
_DAY_NUMBER = re.compile(r"[0-9〇一二三四五六七八九十]+日")
_OWN_DAY = re.compile(
    r"今週|来週|再来週|今度|今日|明日|明後日|あさって|[0-9一二三四五六七八九十]日|月末"
)
"""A day that is counted from today or named by itself."""
_ANY_TIME = re.compile(
    r"いつでも|何時でも|なんじでも|お任せ|おまかせ|どこでも|空いて(?:い)?る(?:とこ|時間|日)|特にな"
)
_MADE_BEFORE = re.compile(
    r"(?:昨日|きのう|先日|先週|一昨日|おととい|先月|前に)[^、。]{0,8}(?:予約し|予約を入れ|予約を取|(?:お)?電話し)"
)
_NO_DAY = re.compile(
    r"[小中高](?:学|校)?[1-6](?:年生?)?|[一二三1-3]度|[^、。]*(?:って|と)(?:書いて|書かれて|記載)[^。]*|"
    r"(?:(?:再?来|今)週の?)?(?:[月火水木金土日]曜日?|[0-9]+日)(?:は|を)?"
    r"(?:やめ(?:て|にして)|なし(?:で|にして)|(?:だめ|無理|休み)(?:なら|で(?=[、来今再]))|"
    r"(?:が|って)?お?休み(?:なん|なの|です|だ)[^、。]*)[、。]?"
)
"""中2の娘を一度、来週の火曜に: no second day of a month, no Saturday; 木曜はやめて、来週の金曜."""
_SECOND = "detail:第二希望"
"""Slot: the day and time that would do as well, as the report says it."""
_ELSE = re.compile(
    r"(?:だめ|駄目|ダメ|無理|いっぱい|一杯|埋ま\S{0,4}|難し\S{0,4}|取れな\S{0,3})(?:なら|だった|でした|(?<=た)ら)|"
    r"第二希望|または|もしくは|それか|(?:曜日?|日|時|半)か(?!ら|っ|な|ね|し|も)|"
    r"(?:曜日?|[0-9]日)(?:とか|や|、)(?=(?:(?:再来|来|今)週の?)?(?:[月火水木金土日]曜|[0-9]+日)[^。]{0,3}(?:とか|あたり|辺り|のどちら|どっち|$))"
)
_AS_WELL = re.compile(
    r"(?:曜日?|日|時|半)(?:でも|も)[、]?[^、。]{0,8}?"
    r"(?:いい|よい|良い|ええ|大丈夫|構い|かまい|結構|平気|行け|いけ|空いて|都合(?:が|は)(?:つ|い|よ))"
)
"""水曜でもいいです: beside the day that was named."""
_SETTLES = re.compile(r"に(?:して|しと|する|変え)")
_HOURS_ASKED = re.compile(
    r"(?:何時|なんじ|いつ)(?:から|まで|なら|に|ごろ)?[^。]{0,8}?(?:開|あ[いく]|空|やって|やっと|営業|診て|受け付け)"
)


def hear(turn: Turn, name: str, text: str = "") -> bool:
    """Take the day and time out of this turn (or `text`) into slot `name`; True when there is one.

    What was known is completed: a time said later joins its day.
    """
    said, now = _words_of_day(turn, name, text or turn.said.text), turn.knowledge.now
    choices = _choices(turn, said, is_whole=not text)
    if not choices or _asks_of_times(turn, name, said, choices[0]):
        return False
    if name == "wish" and _is_second(turn, said, choices[0]):
        return _keep_second(turn, said, choices[0])
    when = _counted_from(choices[0], said, _base(turn, name, said))
    past = past_words(when, said, now)
    if past:
        return _keep_past(turn, name, said, past)
    turn.remember(f"past:{name}", "")
    value = completed(when, turn.value(name))
    if _only_repeats(turn, name, value):
        return True
    if when.time is not None:
        is_begun = name == "booked" and when.bound == "from"  # 4時から is when it begins
        turn.remember(f"bound:{name}", "" if is_begun else BOUND.get(when.bound, ""))
    is_plain = when.day is not None and not when.day_word and not _names_twice(said)
    if is_plain and is_refused_again(turn, name, value):
        value, is_other = likely_instead(turn, name, value)
    else:
        is_other = False
    keep(turn, name, value)
    _keep_open_words(turn, name, when, said, is_other=is_other)
    if name == "wish":
        _weigh_second(turn, said, choices)
    return True


def _words_of_day(turn: Turn, name: str, text: str) -> str:
    """What of `text` tells the day of slot `name`, counted from what is known of it."""
    said = own_wish(text, turn.knowledge.now) if name == "wish" else text
    said = _NO_DAY.sub("", _MADE_BEFORE.sub("", said))
    if _DAY_NUMBER.search(said):
        said = _BESIDE.sub("", said)  # 次の日の金曜、4日に: the day is told by itself
    said = _without_known_day(turn.value(name), _of_same_day(turn, name, said))
    said = _WAS_TO_BE.sub("", said)
    week = turn.note(f"vague_day:{name}")
    if week in _WEEKS_AHEAD and not turn.value(name)[:1].isdigit() and not _OWN_DAY.search(said):
        said = _WEEKDAY.sub(rf"{week}の\1曜", said, count=1)  # 来週で, then: 木曜なら
    return said


_WAS_TO_BE = re.compile(r"(?<=約束|予定|こと|はず|予約)(?:だった|でした)")
"""土曜に伺う約束だったんですけど: the Saturday to come."""
_WEEKS_AHEAD = ("来週", "再来週")


def _keep_open_words(turn: Turn, name: str, when: When, said: str, *, is_other: bool) -> None:
    """What is left open of slot `name`, in the caller's words."""
    differs = _DIFFERS if when.weekday_differs else ""
    turn.remember(f"vague:{name}", _ALIKE if is_other else differs or _vague(when, said))
    if differs:
        turn.remember("weekday", _WEEKDAY.findall(said)[-1] if _WEEKDAY.search(said) else "")
    if when.time is not None:
        turn.remember(f"vague_time:{name}", when.time_word)
    if when.day is not None:
        turn.remember(f"vague_day:{name}", when.day_word)


def _keep_past(turn: Turn, name: str, said: str, past: str) -> bool:
    """A day that is over is said to be; 昨日言われました is no wish at all."""
    is_told = name == "wish" and _TELLS_PAST.search(said) is not None
    turn.remember(f"past:{name}", "" if is_told else past)
    if not is_told:
        forget(turn, name)
    return not is_told


_TELLS_PAST = re.compile(
    r"(?:ました|(?<!ほしかっ)(?<!たかっ)た(?:んです|の|ばかり)?)(?:けど|が|よ|ね)?[。、]*$"
)
_SAME_DAY = re.compile(r"同じ日(?!曜)|同日|その日(?=の(?:午|夕|夜|朝|[0-9]))")


def _of_same_day(turn: Turn, name: str, said: str) -> str:
    """同じ日の夕方に, of a booking that is moved: the day that is booked."""
    booked = turn.value("booked")
    if name != "wish" or not booked[:1].isdigit():
        return said
    day = dt.date.fromisoformat(booked.partition("T")[0])
    return _SAME_DAY.sub(f"{day.month}月{day.day}日", said)


def _choices(turn: Turn, said: str, *, is_whole: bool) -> tuple[When, ...]:
    """What the words name; by their sound where no day was written."""
    now = turn.knowledge.now
    choices = choices_in(said, now)
    if choices or not is_whole or when_in(said, now):
        return choices
    heard = turn.said.reading
    if turn.state.asked not in ("when", "confirm_day") and len(said) > _SHORT_ANSWER:
        return ()  # 提示額が妥当か見てほしい sounds like the 10th
    is_of_child = _FIFTH_GRADE.search(turn.said.text) is not None
    heard = heard.replace("ウカガ", "")  # ちょっと伺いたい sounds like 10日
    return choices_in(heard.replace("ショーゴ", "") if is_of_child else heard, now)


_SHORT_ANSWER = 16
"""Characters up to which a turn may be a day by its sound alone where none was asked for."""
_FIFTH_GRADE = re.compile(r"小[五5]")
"""It sounds like 正午."""


def _without_known_day(known: str, said: str) -> str:
    """「次の日の木曜の5時で」, where the Thursday is known: the time alone is new."""
    found, day = _DAY_AFTER.search(said), known.partition("T")[0]
    if found is None or not day:
        return said
    is_same = "月火水木金土日"[dt.date.fromisoformat(day).weekday()] == found["weekday"]
    return said.replace(found[0], "") if is_same else said


def _asks_of_times(turn: Turn, name: str, said: str, when: When) -> bool:
    """「土曜は午前だけでしたっけ」 is no wish for a morning, where the hour is known."""
    return bool(when.time_word and "T" in turn.value(name)) and (asks(said) or wants_assent(said))


def _only_repeats(turn: Turn, name: str, value: str) -> bool:
    """The booking told once more is no wish."""
    return name == "wish" and value[:1].isdigit() and value == turn.value("booked")


def _weigh_second(turn: Turn, said: str, choices: tuple[When, ...]) -> None:
    """火曜か水曜に; じゃあ火曜で: of what was weighed before a day named anew nothing stands."""
    if choices[0].day is not None and not _AS_WELL.search(said):
        turn.forget(_SECOND)
        turn.remember("second", "")
    if len(choices) > 1 and _ELSE.search(said):
        _keep_second(turn, said, _beside_too(turn, said, choices[1]))


def _beside_too(turn: Turn, said: str, when: When) -> When:
    """The other of 前の日か次の日 is counted from the booking as well."""
    booked, days = turn.value("booked").partition("T")[0], _beside(said)
    if len(days) < 2 or not booked:
        return when
    day = dt.date.fromisoformat(booked) + dt.timedelta(days=days[1])
    return replace(when, day=day, day_word="")


def _names_twice(said: str) -> bool:
    """「土曜ですよ、28日」: weekday and day are not both misheard."""
    return _WEEKDAY.search(said) is not None and _DAY_NUMBER.search(said) is not None


def hear_second(turn: Turn) -> bool:
    """「火曜がだめなら水曜でも」, whatever is being asked: another day that would do as well."""
    said, now = turn.said.text, turn.knowledge.now
    if not turn.value("wish")[:1].isdigit() or not (_ELSE.search(said) or _AS_WELL.search(said)):
        return False
    known = dt.date.fromisoformat(turn.value("wish").partition("T")[0])
    choices = [_of_week(when, said, known) for when in choices_in(said, now)]
    others = [when for when in choices if when.day not in (None, known) and not when.day_word]
    return bool(others) and _keep_second(turn, said, others[0])


def _is_second(turn: Turn, said: str, when: When) -> bool:
    """Another day beside the wish that is known, not in its place."""
    known = turn.value("wish").partition("T")[0]
    if not known or when.day is None or not _AS_WELL.search(said) or _SETTLES.search(said):
        return False
    return _of_week(when, said, dt.date.fromisoformat(known)).day != dt.date.fromisoformat(known)


def _keep_second(turn: Turn, said: str, when: When) -> bool:
    day, _, clock = turn.value("wish").partition("T")
    if not day:
        return False
    when = _of_week(when, said, dt.date.fromisoformat(day))
    if when.day is None or when.day_word or is_past(when, turn.knowledge.now):
        return False
    at = when.time.isoformat(timespec="minutes") if when.time and not when.time_word else ""
    if when.is_same_time and not at:
        at = clock
    value = f"{when.day.isoformat()}T{at}" if at else when.day.isoformat()
    if not turn.note("second").startswith(value):  # 水曜 again: what was said of its time stands
        turn.remember("second", value)
        told = spoken(value, turn.knowledge.now)
        told += f"の{when.time_word}" if when.time_word else BOUND.get(when.bound, "") if at else ""
        turn.learn(Slot(_SECOND, told, "", 0.9))
    return True


def _of_week(when: When, said: str, known: dt.date) -> When:
    """「水曜でも」 beside a day: the Wednesday of that week, else the one after it."""
    if when.day is None or _OWN_DAY.search(said) or not _WEEKDAY.search(said):
        return when
    same = known + dt.timedelta(days=when.day.weekday() - known.weekday())
    return replace(when, day=same if same >= when.day else when.day)


def _day_known(turn: Turn, name: str) -> str:
    """The day of slot `name`, or the one that was just said to be closed."""
    value = turn.value(name)
    return value if value[:1].isdigit() else turn.note(f"closed:{name}")


def _base(turn: Turn, name: str, said: str) -> str:
    """What 「次の日の3時」, 「じゃあ金曜で」 are counted from: a wish, from the booking, unless
    the day that was wished was told to be closed or その points at it."""
    known = _day_known(turn, name)
    booked = turn.value("booked") if name == "wish" and _beside(said) else ""
    is_from_last = known and (turn.note(f"closed:{name}") or _FROM_LAST.search(said))
    return known if is_from_last or not booked[:1].isdigit() else booked


def _beside(said: str) -> list[int]:
    """Days from the day that is spoken of: 1 of 次の日, 7 of 翌週, -1 and 1 of 前の日か次の日."""
    return [_DAYS_BESIDE[word] for word in _BESIDE.findall(said)]


def _counted_from(when: When, said: str, known: str) -> When:
    """「次の日の金曜」, 「じゃあ、金曜で」: counted from the day that was just spoken of."""
    day = dt.date.fromisoformat(known.partition("T")[0]) if known[:1].isdigit() else None
    if day is None or _OWN_DAY.search(said):
        return when
    days, weekdays = next(iter(_beside(said)), 0), _WEEKDAY.findall(said)
    if 0 < abs(days) < 7:
        return replace(when, day=day + dt.timedelta(days=days), day_word="")
    day += dt.timedelta(days=days)
    if not weekdays:
        return when if not days or when.day_word else replace(when, day=day)
    # 木曜はお休みでしたか、じゃあ金曜で: the one said last
    that = day + dt.timedelta(days=WEEKDAYS.index(weekdays[-1]) - day.weekday())
    if days:
        return replace(when, day=that, day_word="")
    return when if when.day is not None and that < when.day else replace(when, day=that)


def complete(turn: Turn, name: str, *, needs_time: bool) -> bool:
    """Ask for what is missing of slot `name`; True when something was asked."""
    past = turn.note(f"past:{name}")
    if past:
        turn.remember(f"past:{name}", "")
        turn.say("apologise", "when_past", Fact("when", past, "caller"))
    value, vague = turn.value(name), turn.note(f"vague:{name}")
    day, _, clock = value.partition("T")
    week = turn.note(f"vague_day:{name}")
    if not day and vague and week:
        what = "exact_date" if "月" in week else "exact_day"
        return _ask(turn, name, what, Fact("vague", week, "caller"))
    if not day:
        return _ask(turn, name, "day")
    if vague in ("weekday", _ALIKE):
        turn.remember(f"vague:{name}", "")
        turn.remember("day_alike", "1" if vague == _ALIKE else "")
        told = value if vague == _ALIKE else day
        turn.ask("confirm_day", Fact("when", spoken(told, turn.knowledge.now), "caller"))
        turn.remember("when", name)
        return True
    if vague == _DIFFERS:
        turn.remember(f"vague:{name}", "")
        if _ask_which(turn, name, dt.date.fromisoformat(day)):
            return True
    if other := closed(turn, name):
        return _ask(turn, name, other)
    if vague:
        what = "exact_time" if vague == turn.note(f"vague_time:{name}") else "exact_day"
        return _ask(turn, name, what, Fact("vague", vague, "caller"))
    return _ask(turn, name, "time") if needs_time and not clock else False


def _ask_which(turn: Turn, name: str, day: dt.date) -> bool:
    """「火曜、12月2日」: the Tuesday of that week, or the second, which is a Wednesday."""
    if not turn.note("weekday"):
        return False
    other = day + dt.timedelta(days=WEEKDAYS.index(turn.note("weekday")) - day.weekday())
    both = sorted(one for one in (day, other) if one >= turn.knowledge.now.date())
    if len(both) < 2 or turn.add_one(f"asked:{name}:which") > MAX_ASKED:
        return False
    turn.remember("when", name)
    facts = [Fact(f"day{at}", date_spoken(one), "caller") for at, one in enumerate(both)]
    turn.ask("when", *facts, entry="when_which_day")
    return True


def _ask(turn: Turn, name: str, what: str, *facts: Fact) -> bool:
    """Ask, twice at most; then the wish stands as it was said."""
    asked = turn.add_one(f"asked:{name}:{what}")
    if asked > MAX_ASKED:
        return False
    turn.remember("when", name)
    turn.ask("when", *facts, entry=f"when_{what}_{name}")
    return True


def when_said(turn: Turn) -> bool:
    """The answer to a question for a day or a time."""
    name = turn.note("when")
    if _asks_hours(turn, name):
        return True
    if hear(turn, name) and not _ANY_TIME.search(turn.said.text):
        return True
    if _ANY_TIME.search(turn.said.text):
        settle(turn, name)
        return True
    return False


def settle(turn: Turn, name: str) -> None:
    """Ask no more about slot `name`: what is known of it stands."""
    for what in ("day", "time", "exact_day", "exact_date", "exact_time", "other_day", "other_time"):
        turn.remember(f"asked:{name}:{what}", str(MAX_ASKED))
    turn.remember(f"vague:{name}", "")


def day_confirmed(turn: Turn) -> bool:
    """Yes or no to 「11月25日水曜日のことでしょうか」; no: the week after, or the day as heard."""
    name = turn.note("when")
    clock = turn.value(name).partition("T")[2]
    is_alike = turn.note("day_alike") == "1"
    if turn.is_no and is_alike:
        refuse(turn, name)
        if clock:
            keep(turn, name, f"T{clock}")
    if when_in(turn.said.text, turn.knowledge.now) is not None:
        return hear(turn, name)
    if turn.is_no and not is_alike:
        day, _, clock = turn.value(name).partition("T")
        later = (dt.date.fromisoformat(day) + dt.timedelta(weeks=1)).isoformat()
        keep(turn, name, f"{later}T{clock}" if clock else later)
    return turn.is_yes or turn.is_no


def _vague(when: When, said: str) -> str:
    if _NEXT_WEEKDAY.search(said):
        return "weekday"
    return when.time_word or when.day_word


def _asks_hours(turn: Turn, name: str) -> bool:
    """「明日は何時からやってますか」: the hours of the day that is spoken of."""
    if not _HOURS_ASKED.search(turn.said.text):
        return False
    hear(turn, name)
    day = turn.value(name).partition("T")[0]
    if day:
        say_hours(turn, dt.date.fromisoformat(day))
    return bool(day)
