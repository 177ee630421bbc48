import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.sentences import LONGEST, SentenceStream, breath_groups, split

TEXT = st.text(st.sampled_from("あいう栗本、。！？「」 \n"), max_size=80)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("はい。承知いたしました。", ["はい。", "承知いたしました。"]),
        ("本当ですか！？ええ。", ["本当ですか！？", "ええ。"]),
        ("「はい。いいえ。」のどちらかです。", ["「はい。いいえ。」のどちらかです。"]),
        ("一行目\n二行目", ["一行目", "二行目"]),
        ("途中まで", ["途中まで"]),
        ("", []),
        ("  \n。", ["。"]),
    ],
)
def test_text_is_cut_at_sentence_marks(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(TEXT, st.integers(1, 7))
def test_streaming_gives_the_same_sentences(text: str, size: int) -> None:
    stream = SentenceStream()
    found = [s for at in range(0, len(text), size) for s in stream.push(text[at : at + size])]
    assert [*found, *stream.finish()] == split(text)


def test_a_sentence_is_given_out_before_the_text_ends() -> None:
    stream = SentenceStream()
    assert stream.push("お電話ありがとうございます。スマイル") == ["お電話ありがとうございます。"]


@given(TEXT)
def test_no_word_is_lost(text: str) -> None:
    def words(t: str) -> str:
        return "".join(t.split())

    assert words("".join(split(text))) == words(text)


def test_ten_thousand_characters_are_cut() -> None:
    pieces = split("あ" * 10_000)
    assert max(map(len, pieces)) <= LONGEST
    assert sum(map(len, pieces)) == 10_000


def test_an_open_quote_does_not_hold_everything_back() -> None:
    stream = SentenceStream()
    assert stream.push("「" + "あ" * LONGEST + "。次。はい") != []


def test_breath_groups_are_cut_at_commas() -> None:
    sentence = "あいにく栗本は、本日出張しておりまして、明日、戻る予定でございます。"
    groups = breath_groups(sentence, most=15)
    assert groups == [
        "あいにく栗本は、",
        "本日出張しておりまして、明日、",
        "戻る予定でございます。",
    ]
    assert "".join(groups) == sentence
