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


def _never(_text: str, _reading: str) -> bool:
    """A manual that answers nothing."""
    return False


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
    kept, questions = parts(listen(text), asked, _never)
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
    own, questions = parts(whole, "caller_name", _never)
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
    own, questions = parts(listen(said), "caller_name", _never)
    assert own.text == "松永です。駐車場はありますか。"
    assert [q.text for q in questions] == ["いくらですか。", "何時までですか。"]


BOOKING = ("検診の予約をお願いしたいんですが", "12月1日の午後4時です")
VIEWING = ("内見の予約をお願いしたいんですが", "11月28日の午後2時です")
ADVICE = ("相続の相談を予約したいんですが", "12月1日の午後2時です")
ORDER = ("フェイスタオルを5枚注文したいんですが", "はい")


@pytest.mark.parametrize(
    ("client", "so_far", "asks", "answer"),
    [
        ("kaede_dental", BOOKING[:1], "うちの子まだ二つなんだけど、診てもらえるのかしら", "3歳"),
        ("kaede_dental", BOOKING, "診断書を一枚お願いしたいんですけど", "診断書"),
        ("kaede_dental", (*BOOKING, "ありません"), "車は停められるんかいな", "駐車場"),
        ("midori_homes", VIEWING[:1], "保証人がおらんのですけど、借りられますか", "保証会社"),
        ("aoba_law", ADVICE, "できたら女の先生がいいんですけど", "女性の弁護士"),
        ("kotori_shop", ORDER, "のしも付けてほしいんですけど", "のし"),
        ("kotori_shop", ORDER[:1], "送料はなんぼですか", "550円"),
    ],
)
def test_what_the_manual_answers_is_told_while_something_is_asked_for(
    at: At, client: str, so_far: tuple[str, ...], asks: str, answer: str
) -> None:
    """Put as a question or as a wish, at a day, a particular, a name or a read-back."""
    call, said = at(client, *so_far, asks)
    assert answer in said[-1]
    assert "確認いたします" not in said[-1]
    assert call.state.note("stack"), "the asking goes on"
    assert said[-1].endswith("か。") or said[-1].endswith("お願いいたします。")


@pytest.mark.parametrize(
    ("client", "so_far", "both", "answer"),
    [
        (
            "kaede_dental",
            (*BOOKING, "ありません"),
            "田村です。診断書もほしいんですけど",
            "診断書",
        ),
        ("aoba_law", ADVICE, "松原です。できれば女の先生にお願いしたいんですけど", "女性の弁護士"),
        (
            "midori_homes",
            (*VIEWING, "架空ハイツ"),
            "田辺です。保証人がおらんのですよ",
            "保証会社",
        ),
    ],
)
def test_a_wish_that_the_manual_answers_is_heard_behind_a_name(
    at: At, client: str, so_far: tuple[str, ...], both: str, answer: str
) -> None:
    call, said = at(client, *so_far, both)
    assert answer in said[-1]
    assert call.state.value("caller_name") in both.partition("です")[0]
    assert call.state.value("caller_name")


def test_a_question_beside_a_number_is_no_answer_to_its_read_back(at: At) -> None:
    """頼りなくて is no いえ: the number was dropped, and the call promised without it."""
    call, said = at(
        "aoba_law",
        *ADVICE,
        "松原です",
        "特にありません",
        "090-0012-3456です。あと、今の先生がどうも頼りなくて、よその意見も聞きたいんですが",
    )
    assert "090-0012-3456" in said[-1] and said[-1].endswith("よろしいでしょうか。")
    assert call.state.asked == "confirm_number"


@pytest.mark.parametrize(
    ("client", "both", "answer", "asks"),
    [
        ("kaede_dental", "5歳の子でも診てもらえますか。検診をお願いしたくて。", "3歳", "日にち"),
        ("kaede_dental", "駐車場ってありますか。検診の予約を取りたいの。", "駐車場", "日にち"),
        ("kotori_shop", "のしは付けられますか。フェイスタオルを5枚お願いしたいの。", "のし", "5枚"),
    ],
)  # fmt: skip
def test_a_question_before_the_wish_of_a_call_is_answered_too(
    at: At, client: str, both: str, answer: str, asks: str
) -> None:
    _, said = at(client, both)
    assert answer in said[0] and asks in said[0]


def test_a_booking_half_taken_is_gone_on_with_after_a_side_question(at: At) -> None:
    call, said = at(
        "midori_homes",
        *VIEWING,
        "架空ハイツです",
        "田辺です。管理課じゃなくて、部屋を見るのはいくらかって聞いただけなんですけど",
        "080-0012-3345です",
        "はい。で、もう予約できたってことですか？",
    )
    assert not any("ほかに" in one for one in said[:-1])
    assert "まだご希望" in said[-1]
    report = call.report()
    assert report.kind == "reservation_new" and report.callback_number == "080-0012-3345"


def test_to_take_back_an_order_is_no_booking_where_none_are_taken(at: At) -> None:
    call, said = at("kotori_shop", "きのう頼んだ急須なんですけど、取り消したいんです")
    assert "ご予約" not in said[0]
    assert "取り消" in said[0] or "発送" in said[0]
    assert call.state.value("kind") != "reservation_cancel"
