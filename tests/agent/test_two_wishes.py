"""Two wishes in one breath: which comes first."""

from __future__ import annotations

import pytest

from agent.intents import classify
from agent.last_words import question_in
from agent.two_wishes import in_order
from agent.utterance import listen
from agent.yes_no import polarity


def ordered(text: str, prompt: str = ""):
    said, question = listen(text), question_in(prompt)
    scores = classify(said, question.kind, question.topic, polarity(said, question.kind))
    return in_order(said, question, scores)


@pytest.mark.parametrize(
    ("text", "prompt", "first"),
    [
        ("前田さんいますか、いなければ伝言をお願いします", "", "reach_person"),
        ("予約を取り消してください。あと、キャンセル料はかかりますか", "", "reservation_cancel"),
        ("はい、それでお願いします。あと駐車場はありますか",
         "明日の三時でよろしいでしょうか。", "yes"),
        ("担当の人を出してください、届いた商品が壊れていたんです", "", "complaint"),
        ("人に代わってください、煙が出ているんです", "", "emergency"),
    ],
)  # fmt: skip
def test_the_first_wish_leads_except_before_danger_and_displeasure(text, prompt, first) -> None:
    assert ordered(text, prompt)[0].intent == first


def test_the_second_wish_counts() -> None:
    top = [s for s in ordered("予約をお願いします。あと、駐車場はありますか") if s.score >= 0.2]
    assert [s.intent for s in top] == ["reservation_new", "faq"]


def test_a_turn_of_one_clause_is_left_as_it_is() -> None:
    said = listen("予約をお願いします")
    scores = classify(said)
    assert in_order(said, question_in(""), scores) == scores


def test_scores_still_sum_to_one() -> None:
    scores = ordered("前田さんいますか、いなければ伝言をお願いします")
    assert sum(s.score for s in scores) == pytest.approx(1.0, abs=1e-3)
    assert all(s.score >= 0 for s in scores)
