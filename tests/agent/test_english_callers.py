"""Callers who speak English: their number by itself, and what else they tell."""

from __future__ import annotations

from agent.english import english_digits


def test_a_room_is_no_part_of_the_number(at) -> None:
    call, said = at(
        "midori_homes",
        "Hello, do you speak English? The air con is not working in my apartment.",
        "Sure, it's 080-0012-5567. My name is Tom Baker, room 305 at Kaku Heights. "
        "Can someone come today?",
        "Yes, that's right.",
    )
    report = call.report()
    assert "080-0012-5567" in said[1] and "305" not in said[1]
    assert report.callback_number == "080-0012-5567" and report.caller_name == "Tom Baker"
    assert "305" in (report.purpose or "") and "come today" in (report.purpose or "")


def test_digits_said_one_by_one_are_one_number() -> None:
    assert (
        english_digits("zero eight zero, zero zero one two, double five six seven") == "08000125567"
    )
    assert english_digits("zero nine zero and one two three four") == "0901234"
