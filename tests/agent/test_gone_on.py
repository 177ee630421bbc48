"""A caller who goes on where the agent came in: both halves are one turn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent.events import (
    CallerStarted,
    TurnReopened,
)
from agent.state import fold
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual
from tests.agent.call_room import AFTER_GREETING_MS, NOW, REQUEST, Room, said
from tests.fakes import transcript


@pytest.fixture
def room(tmp_path: Path) -> Room:
    knowledge = Knowledge.open(load_manual(find_manual("smile_corp")), NOW)
    return Room(knowledge, tmp_path / "call.jsonl")


async def test_a_turn_the_caller_goes_on_with_is_answered_as_a_whole(room: Room) -> None:
    start = AFTER_GREETING_MS
    rest = "栗本さんをお願いします。", "クリモトサンオオネガイシマス"
    await room.play(
        {
            start: said(start, "スマイル企画の江川ですが。", "スマイルキカクノエガワデスガ"),
            start + 400: CallerStarted(start + 300),
            start + 1600: said(start + 1600, *rest),
        }
    )
    whole = Room(room._knowledge, room._log.with_name("whole.jsonl"))
    await whole.play({start: said(start, *REQUEST)})
    assert [e.at_ms for e in room.of(TurnReopened)] == [start + 420]
    assert room.texts[2] == whole.texts[1]
    assert (fold(room.events).slots, room.report.told) == (
        fold(whole.events).slots,
        whole.report.told,
    )
    quiet = set(range(start + 440, start + 1580, 20))
    assert not quiet & set(room.line.loud_ms)


async def test_what_is_said_to_an_answer_that_was_heard_is_a_turn_of_its_own(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: said(start, *REQUEST),
            start + 2000: CallerStarted(start + 1500),
            start + 2600: said(start + 2600, "急いでいます。", "イソイデイマス"),
        }
    )
    assert not room.of(TurnReopened)


async def test_a_turn_heard_in_one_piece_is_answered_as_that_piece(room: Room) -> None:
    start = AFTER_GREETING_MS
    first = said(start, "スマイル企画の江川ですが。", "スマイルキカクノエガワデスガ")
    garbled = said(start + 1600, "森も三男お願いします。", "モリモサンオオネガイシマス")
    piece = transcript(*REQUEST)
    await room.play(
        {
            start: first,
            start + 400: CallerStarted(start + 300),
            start + 1600: replace(garbled, whole=piece),
        }
    )
    assert "栗本は" in room.texts[2]


async def test_a_closing_is_taken_back_while_the_caller_goes_on(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: said(start, "失礼します。", "シツレーシマス"),
            start + 400: CallerStarted(start + 300),
            start + 1600: said(start + 1600, *REQUEST),
        }
    )
    closing, after = room.texts[1], room.texts[2]
    assert "失礼いたします" in closing and room.of(TurnReopened)
    assert "栗本は" in after and "失礼いたします" not in after


async def test_a_turn_reopened_by_a_nod_is_answered_after_it(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: said(start, *REQUEST),
            start + 300: CallerStarted(start + 200),
            start + 900: said(start + 900, "はい。", "ハイ", backchannel=True),
        }
    )
    assert room.of(TurnReopened) and room.texts[2] == room.texts[1]
