"""Callers who speak English: who they are, their number, what they want, and a close in English."""

from __future__ import annotations

import datetime as dt

import pytest

from agent.english import english_digits, english_name, told_in
from agent.english_dates import english_whens
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual

NIGHT = dt.datetime(2026, 11, 24, 22, 30)


@pytest.fixture
def at_night(call_of):
    """A call to a packaged client when nobody but those who take emergencies answers."""
    return lambda name: call_of(Knowledge.open(load_manual(find_manual(name)), NIGHT))


def test_a_room_is_no_part_of_the_number(at) -> None:
    call, said = at(
        "midori_homes",
        "Hello, do you speak English? The air con is not working in my apartment.",
        "Sure, it's 080-0012-5567. My name is Tom Baker, room 305 at Kaku Heights. "
        "Can someone come today?",
    )
    report = call.report()
    assert "080-0012-5567" in said[1] and "305" not in said[1]
    assert report.callback_number == "080-0012-5567" and report.caller_name == "Tom Baker"
    assert "305" in (report.purpose or "") and "come today" in (report.purpose or "")
    assert "speak English" not in (report.purpose or "")


def test_digits_said_one_by_one_are_one_number() -> None:
    assert (
        english_digits("zero eight zero, zero zero one two, double five six seven") == "08000125567"
    )
    assert english_digits("zero nine zero and one two three four") == "0901234"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Daniel Brooks. I had an accident.", "Daniel Brooks"),
        ("my name is daniel carter and i lost my key", "daniel carter"),
        ("Hi, this is Anna-Lena Müller from Globex.", "Anna-Lena Müller"),
        ("I'm Maria de la Cruz.", "Maria de la Cruz"),
        ("Ms. O'Brien speaking.", "O'Brien"),
        ("The name's Robert J. Smith", "Robert J. Smith"),
        ("Sure, Ken Watanabe.", "Ken Watanabe"),
        ("I'm Amber Theobald.", "Amber Theobald"),
        ("It's Carter, C-A-R-T-E-R.", "Carter"),
        ("It's my first visit. What should I bring?", ""),
        ("I'm looking for an apartment.", ""),
        ("I'm American.", ""),
        ("It's December 1st.", ""),
        ("Tuesday, please.", ""),
        ("No, that's all. Thank you.", ""),
    ],
)
def test_names_as_english_speakers_give_them(text: str, name: str) -> None:
    assert english_name(text, asked=True) == name


def test_civilities_tell_nothing() -> None:
    text = "Hello. Do you speak English? My name is Tom Baker. I lost my key. No, that's all."
    assert told_in(text) == ["I lost my key."]


def test_a_wish_told_instead_of_a_name_is_kept_and_the_name_asked_again(at) -> None:
    call, said = at(
        "kaede_dental",
        "Hello, do you speak English? I'd like to make an appointment.",
        "I'd like to come next Tuesday at ten in the morning.",
        "It's Emma Reed. What should I bring?",
    )
    assert "tell our staff" in said[1] and "your name" in said[1]
    assert "answer your question" in said[2] and "phone number" in said[2]
    assert call.report().caller_name == "Emma Reed"
    assert "next Tuesday" in (call.report().purpose or "")


def test_nobody_comes_to_the_telephone_and_a_call_back_is_promised_in_english(at) -> None:
    call, said = at(
        "aoba_law",
        "Hello, I need a lawyer. Do you speak English?",
        "This is Daniel Brooks.",
        "090-0012-4501",
    )
    assert "090-0012-4501" in said[2] and call.state.escalated == "foreign"
    assert "call you back" in [call.wait() for _ in range(3)][2]
    assert call.say("No, that's all. Thank you.").isascii()
    assert call.state.ended and call.report().callback_wanted


def test_who_leaves_while_somebody_is_rung_is_called_back(at) -> None:
    _, said = at(
        "smile_corp",
        "Hello, do you speak English?",
        "My name is Peter Brown.",
        "03-0012-3456",
        "No, that's all. Goodbye.",
    )
    assert "call you back" in said[3] and said[3].isascii() and "Goodbye" in said[3]


def test_without_anybody_to_ring_the_number_is_read_back_and_corrected(at_night) -> None:
    call = at_night("kotori_shop")
    for row in ("Hi, I want to return a teapot.", "This is Ken Watanabe.", "090-0012-4455"):
        heard = call.say(row)
    assert "Is that correct?" in heard
    assert "090-0012-4456" in call.say("No, it's 090-0012-4456")
    assert "call you back" in call.say("Yes")
    assert "tell our staff" in call.say("Could you call me after three tomorrow?")
    assert "Goodbye" in call.say("Thanks, bye")
    assert call.report().callback_number == "090-0012-4456"
    assert "after three" in (call.report().purpose or "")


def test_no_call_back_is_promised_without_a_number(at_night) -> None:
    call = at_night("kaede_dental")
    for row in ("Hello, do you speak English?", "This is Tom Baker."):
        call.say(row)
    heard = call.say("Never mind. Goodbye.")
    assert "call you back" not in heard and "that you called" in heard
    assert call.report().outcome != "callback_promised" and not call.report().callback_wanted


def test_danger_told_in_english_rings_somebody_at_once(at_night) -> None:
    call = at_night("midori_homes")
    assert "connect you" in call.say("Hello? Water is coming from the ceiling of my room!")
    call.say("Room 203, Kaku Heights. 080 0012 4567.")
    report = call.report()
    assert report.urgency == "emergency" and report.callback_number == "080-0012-4567"
    assert "203" in (report.purpose or "")


def test_whom_an_english_caller_wants_is_reported(at) -> None:
    call, _ = at("smile_corp", "Hello, may I speak to Mr. Kurimoto?", "This is Alice Wong.")
    assert "栗本" in (call.report().target or "")


def test_who_goes_on_in_japanese_is_answered_in_japanese(at) -> None:
    _, said = at(
        "kaede_dental", "Hello, do you speak English?", "日本語で大丈夫です。予約をお願いします"
    )
    assert not said[1].isascii() and "日" in said[1]


def test_silence_in_an_english_call_is_met_in_english(at) -> None:
    call, _ = at("kaede_dental", "Hello, do you speak English?")
    assert all(call.wait().isascii() for _ in range(3))
    assert call.state.ended


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("December 1st at 10 a.m.", "2026-12-01", "10:00"),
        ("next Friday around 3 pm", "2026-12-04", "15:00"),
        ("this Friday at 3", "2026-11-27", "15:00"),
        ("the 1st of December at 10:30", "2026-12-01", "10:30"),
        ("tomorrow at noon", "2026-11-25", "12:00"),
        ("Thursday afternoon at 2 o'clock", "2026-11-26", "14:00"),
        ("January 5th at 9 in the morning", "2027-01-05", "09:00"),
    ],
)
def test_an_english_day_and_time_are_read(text: str, day: str, time: str) -> None:
    whens = english_whens(text, dt.datetime(2026, 11, 24, 10))
    assert [(str(w.day), f"{w.time:%H:%M}") for w in whens if w.time] == [(day, time)]


@pytest.mark.parametrize("text", ["I may be late", "room 305", "a table at 5 people"])
def test_what_is_no_day_is_read_as_none(text: str) -> None:
    assert english_whens(text, dt.datetime(2026, 11, 24, 10)) == []


def test_an_english_booking_is_reported_with_day_and_time(at) -> None:
    call, _ = at(
        "kaede_dental",
        "Hi, I'd like to book a cleaning for next Friday.",
        "Anna Schmidt, 090-0012-3471.",
        "Around 3 p.m. would be great. What should I bring?",
    )
    report = call.report()
    assert report.reservation is not None
    assert report.reservation["wish"] == "2026-12-04T15:00"
    assert report.reservation["kind"] == "new"
    assert "What should I bring" in (report.purpose or "")


def test_an_english_cancellation_and_move_tell_which_is_booked(at) -> None:
    call, _ = at("kaede_dental", "I need to cancel my appointment on November 26th at 2 p.m.")
    assert (call.report().reservation or {})["booked"] == "2026-11-26T14:00"
    call, _ = at(
        "kaede_dental", "Can I move my appointment from November 26th to December 3rd at 4 pm?"
    )
    moved = call.report().reservation or {}
    assert (moved["kind"], moved["booked"], moved["wish"]) == (
        "change",
        "2026-11-26",
        "2026-12-03T16:00",
    )


def test_an_english_matter_behind_the_name_is_kept(at) -> None:
    call, _ = at(
        "smile_corp",
        "May I speak to Ms. Kurimoto please? This is Li Wei from Kaku Trading.",
        "It's about the contract renewal.",
    )
    assert "contract renewal" in (call.report().purpose or "")
