"""When the caller would like to be called back: 14時以降で, 5時までに, 30日にお電話いただけますか.

A time in a turn may be that of something else (集荷を3時に); only what speaks of a call, or of
nothing else, is kept as a wish for it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from agent.events import Slot
from agent.matter import content_of
from agent.tasks.take_message import add_to_message, names_in
from agent.turn import Turn
from speech.reading.dates import When, day_spoken, wished_in

_CLOCK = re.compile(r"時|午前|午後|夕方|朝|昼|夜|正午")
_CALL_BACK_ASKED = frozenset(
    ("offer_callback", "callback_number", "confirm_number", "use_caller_number", "caller")
)
_NOT_A_CALL = re.compile(
    r"待って(?:る|い|ます)|届(?:く|け|い)|配達|配送|修理に|来て(?:くれ|もら|いただ|ください)|"
    r"着(?:き|く)"
)
"""A day for something else than a call."""
_OF_A_CALL = re.compile(
    r"電話|かけ|連絡|折り返|都合|助か|ありがた|事務所|会社に|家に|外(?:に|なん|出)|"
    r"(?<=に)い(?:ます|る)|(?<=なら)い(?:ます|る)|おります|戻|出られ|手が空|つなが"
)
"""When the caller would like to be called, or can be."""
_TIME_WORDS = re.compile(
    r"[0-9〇一二三四五六七八九十]+(?:時|分|日|月|頃|ごろ)?|半|午前|午後|夕方|朝|昼|夜|正午|今日|"
    r"本日|明日|中|"
    r"までに?|以降|過ぎ|すぎ|から|の|に|は|が|で|も|と|って|くらい|ぐらい|頼|お願い|ください|"
    r"もら|いただ|希望|ほし|たい|"
    r"じゃなく|ではなく|やっぱり|訂正|変更|変え|して|に|て|し|です|ます|よ|ね|か|いい|い|んで|だ|"
    r"大丈夫|間|早|くれ|え|ん|む"
)
_LEAST_OTHER = 2
"""Characters beside a time from which it is of something else: 集荷."""


def _text_of_wish(turn: Turn) -> str:
    """「10時は現場に入っちゃうな、11時にしてください」: of a time said anew, what asks for it."""
    if turn.note("plan") == "callback" and turn.state.value("callback_wish"):
        parts = [p for p in re.split(r"[、。?？]", turn.said.text) if _CLOCK.search(p)]
        bare = [p for p in parts if len(_TIME_WORDS.sub("", p)) < _LEAST_OTHER]
        asking = [p for p in bare if _SETS.search(p)]
        if asking and len(asking) < len(parts):
            return asking[-1]
    return turn.said.text


_SETS = re.compile(r"に(?:して|変え|変更|お?願)|で(?:お?願|頼)|が(?:いい|助か|よ)")
"""11時にしてください, 11時でお願いします: a time is set."""


def _is_of_call(turn: Turn) -> bool:
    """The time in this turn is when to call back, not that of what the call is about."""
    text = _text_of_wish(turn)
    if text != turn.said.text:
        return True
    if _NOT_A_CALL.search(text):
        return False
    if _speaks_of_call(text) or turn.meant("request_callback"):
        return True
    parts = [
        p for p in re.split(r"[、。?？]", content_of(text, names_in(turn))) if _CLOCK.search(p)
    ]
    return all(len(_TIME_WORDS.sub("", part)) < _LEAST_OTHER for part in parts)


def keep_time_to_call(turn: Turn, slot: Slot) -> bool:
    """A time to be called back at, not that of something else (集荷を3時に)."""
    said = wished_in(_text_of_wish(turn), turn.knowledge.now)
    is_booking = turn.value("kind").startswith("reservation_")
    if is_booking and not _speaks_of_call(turn.said.text):
        return False  # 四日の金曜の、五時にしてもらえますか, where the number is asked
    if not _is_of_call(turn) or (said is not None and _limits_known(turn, said)):
        return False
    turn.learn(_on_known_day(turn, slot))
    return True


def keep_wished_time(turn: Turn) -> None:
    """「14時以降で」, 「30日に電話いただけますか」: when she would like to be called."""
    is_promised = turn.note("plan") == "callback" and turn.note("promised") == "1"
    about_it = turn.meant("request_callback") or turn.state.asked in _CALL_BACK_ASKED
    if not (about_it or is_promised) or turn.value("kind").startswith("reservation"):
        return
    if turn.meant("leave_message", "ask_return_time") or not _is_of_call(turn):
        return
    if turn.said.gives("callback_wish"):
        return
    now = turn.knowledge.now
    when = wished_in(_text_of_wish(turn), now)
    if when is None or _limits_known(turn, when):
        return
    if when.time is not None and _CLOCK.search(_text_of_wish(turn)):
        at = when.at(now)
        if at > now:
            value = at.isoformat(timespec="minutes")
            turn.learn(_on_known_day(turn, Slot("callback_wish", value, when.spoken, 0.7)))
    elif when.time is None and _is_ahead(when, now) and _speaks_of_call(turn.said.text):
        day = when.day or now.date()
        turn.learn(Slot("callback_wish", day.isoformat(), day_spoken(day, now), 0.7))


def _speaks_of_call(text: str) -> bool:
    """The sentence that names the time does; 電話は090-… after it does not."""
    timed = [s for s in re.split(r"[。?？!！]", text) if _TIMED.search(s)]
    return any(_OF_A_CALL.search(s) for s in timed)


_TIMED = re.compile(
    r"時|午前|午後|夕方|朝|昼|夜|正午|[0-9一二三四五六七八九十]日|曜|今日|本日|明日|明後日|来週|今週"
)


def _is_ahead(when: When, now: dt.datetime) -> bool:
    return when.day is not None and when.day > now.date() and not when.day_word


def _limits_known(turn: Turn, when: When) -> bool:
    """「5時までなら事務所にいます」 beside a 3時以降 known before: kept with the matter."""
    before = turn.state.slot("callback_wish")
    if when.bound != "until" or before is None or not before.value:
        return False
    known = wished_in(before.spoken, turn.knowledge.now)
    if known is None or known.bound != "from":
        return False
    add_to_message(turn)
    return True


_RANGE = re.compile(r"時(?:半|[0-9]+分)?から(?P<end>[0-9一二三四五六七八九十]+時(?:半)?)")
"""3時から5時の間."""


def _on_known_day(turn: Turn, wish: Slot) -> Slot:
    """A time without a day is meant on the day that was wished before."""
    before, now = turn.state.value("callback_wish"), turn.knowledge.now
    said = wished_in(_text_of_wish(turn), now)
    if said is None or said.time is None:
        return wish
    until = _RANGE.search(_text_of_wish(turn))
    spoken = f"{said.spoken}から{until['end']}の間" if until is not None else said.spoken
    wish = replace(wish, value=said.at(now).isoformat(timespec="minutes"), spoken=spoken)
    if not before or said.day is not None:
        return wish
    day = dt.datetime.fromisoformat(before).date()
    if day == now.date():
        return wish
    value = dt.datetime.combine(day, said.time).isoformat(timespec="minutes")
    return replace(wish, value=value, spoken=f"{day_spoken(day, now)}の{spoken}")
