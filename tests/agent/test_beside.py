"""What is asked beside something else in a turn is answered, and the rest is not lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.beside import parts
from agent.utterance import listen

from .conftest import TypedCall

At = Callable[..., tuple[TypedCall, list[str]]]
WISH = "スマイル企画の江川です。栗本さんをお願いします。"


@pytest.mark.parametrize(
    ("text", "asked", "own", "beside"),
    [
        ("090-0012-3456です。駐車場ってあります？", "callback_number", "090-0012-3456です。", 1),
        (
            "はい、お願いします。あと、駐車場ってありますか。",
            "offer_callback",
            "はい、お願いします。",
            1,
        ),
        ("はい、あと駐車場ってありますか", "offer_callback", "はい、", 1),
        ("いつ連絡もらえるんですか。松永です。", "caller_name", "松永です。", 1),
        (
            "キャンセルしたいんですけど。お金はかかりますか。何時まで平気ですか。",
            "purpose",
            None,
            2,
        ),
        ("4時ですか。5時過ぎにお電話いただけますか。", "caller_name", None, 0),
        ("営業の佐藤部長はいらっしゃいますか。急ぎなんです。", "purpose", None, 0),
        ("松永です。お願いできますか。", "caller_name", None, 0),
        ("ずっと待ってるんですよ。どうなってるんですか。", "purpose", None, 0),
        ("ぐったりしてて、どうしたらいいの。川崎です。", "emergency", None, 0),
        ("そこを何とかなりませんか。書類を送るだけなんですけど。", "caller_name", None, 0),
    ],
)
def test_only_what_asks_beside_something_else_is_taken_out(
    text: str, asked: str, own: str | None, beside: int
) -> None:
    kept, questions = parts(listen(text), asked)
    assert len(questions) == beside
    if own is not None:
        assert kept.text == own
    if not beside:
        assert kept.text == listen(text).text


@given(
    st.lists(
        st.sampled_from(
            ["松永です。", "いくらですか。", "はい。", "えっと、", "で、いつですか？", "、", "。"]
        ),
        max_size=8,
    )
)
def test_taking_questions_out_loses_no_word(said: list[str]) -> None:
    whole = listen("".join(said))
    own, questions = parts(whole, "caller_name")
    together = sorted("".join([own.text, *(q.text for q in questions)]))
    assert len(questions) <= 2
    assert together == sorted(whole.text)


def test_a_number_and_a_question_are_both_taken(at: At) -> None:
    call, said = at(
        "smile_corp", WISH, "はい、お願いします。", "090-0012-3456です。駐車場ってあります？"
    )
    assert "駐車場が3台分" in said[-1] and "090-0012-3456" in said[-1]
    assert said[-1].endswith("よろしいでしょうか。")
    assert call.state.value("callback_number") == "09000123456"


def test_a_yes_with_a_question_is_a_yes_and_is_asked_for_the_number_once(at: At) -> None:
    call, said = at("smile_corp", WISH, "はい、お願いします。あと、駐車場ってありますか。")
    assert "駐車場が3台分" in said[-1] and said[-1].count("お電話番号") == 1
    assert call.state.note("put:callback_number") == "1"


def test_the_call_does_not_end_over_a_question(at: At) -> None:
    _, said = at(
        "aoba_law",
        "相談に行くときは、何を持っていけばいいですか。",
        "はい、はい。あと、駐車場はありますか。",
    )
    assert "駐車場はございません" in said[-1] and "失礼いたします" not in said[-1]


def test_what_is_told_before_a_goodbye_is_known_though_a_question_follows(at: At) -> None:
    call, said = at(
        "aoba_law",
        "相談に行くときは、何を持っていけばいいですか。",
        "はい、はい。水野と申します。失礼します。あと、駐車場はありますか。",
    )
    assert "駐車場はございません" in said[-1] and "失礼いたします" not in said[-1]
    assert call.state.value("caller_name") == "水野" and not call.state.ended


def test_a_question_beside_a_detail_is_not_kept_as_the_detail(at: At) -> None:
    call, said = at(
        "midori_homes",
        "備えつけのエアコンが動かなくなっちゃって、見てもらいたいんです。",
        "架空ハイツです。あの、そちらは何時までやってるんですか。",
    )
    values = [slot.value for slot in call.state.slots if slot.name.startswith("detail:")]
    assert values == ["架空ハイツ"] and "18時" in said[-1]


def test_what_nobody_here_knows_is_looked_into_and_the_answer_kept(at: At) -> None:
    call, said = at(
        "kaede_dental",
        "明日の予約をキャンセルしたいんですけど。",
        "松永です。キャンセル料とかかかりませんよね。",
    )
    assert "確認いたし" in said[-1]
    assert call.state.value("caller_name") == "松永"


def test_the_turn_means_what_is_asked_beside_it_too(at: At) -> None:
    call, _ = at("smile_corp", WISH, "はい、お願いします。あと、駐車場ってありますか。")
    understood = call.responses[-1].understanding
    assert understood is not None
    assert understood.intent == "yes" and "faq" in understood.also


def test_a_third_question_stays_in_the_turn() -> None:
    said = "松永です。いくらですか。何時までですか。駐車場はありますか。"
    own, questions = parts(listen(said), "caller_name")
    assert own.text == "松永です。駐車場はありますか。"
    assert [q.text for q in questions] == ["いくらですか。", "何時までですか。"]
