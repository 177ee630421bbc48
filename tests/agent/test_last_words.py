"""What the agent's last words asked for, as free text."""

from __future__ import annotations

import pytest

from agent.last_words import question_in, state_after


@pytest.mark.parametrize(
    ("prompt", "kind", "topic"),
    [
        ("折り返しお電話いたしましょうか。", "offer", "offer_callback"),
        ("よろしければ、ご伝言を承りましょうか。", "offer", "offer_message"),
        ("資料をお送りいたしましょうか。", "offer", "offer"),
        ("ほかにご用件はございますか。", "offer", "anything_else"),
        ("ほかの者でよろしければ代わりますが、いかがでしょうか。", "offer", "offer"),
        ("03-0012-3456でよろしいでしょうか。", "confirm", "confirm_number"),
        ("復唱いたします。090-0012-3456、でお間違いないでしょうか。", "confirm", "confirm_number"),
        ("山川商事の西田様でいらっしゃいますね。", "confirm", "confirmation"),
        ("saeki@example.jpでお間違いないでしょうか。", "confirm", "email_readback"),
        ("明日の三時でよろしいでしょうか。", "confirm", "confirmation"),
        ("録音させていただいてもよろしいでしょうか。", "confirm", "permission"),
        ("少々お待ちいただけますでしょうか。", "confirm", "permission"),
        ("お急ぎでしょうか。", "confirm", "permission"),
        ("お名前を伺ってもよろしいでしょうか。", "open", "caller_name"),
        ("恐れ入りますが、どちら様でしょうか。", "open", "caller_name"),
        ("会社名とお名前をいただけますか。", "open", "caller"),
        ("お電話番号をいただけますか。", "open", "callback_number"),
        ("メールアドレスをお願いいたします。", "open", "email"),
        ("何時ごろがよろしいでしょうか。", "open", "detail"),
        ("何名様でいらっしゃいますか。", "open", "detail"),
        ("お部屋番号をお願いいたします。", "open", "detail"),
        ("どのようなご用件でしょうか。", "open", "purpose"),
        ("栗本はただいま外出しております。", "open", "told"),
        ("", "open", "purpose"),
    ],
)
def test_the_question_is_read_from_the_words(prompt: str, kind: str, topic: str) -> None:
    question = question_in(prompt)
    assert (question.kind, question.topic) == (kind, topic)


def test_the_last_question_of_several_counts() -> None:
    assert question_in("お名前をいただけますか。折り返しお電話いたしましょうか。").kind == "offer"


def test_a_number_read_back_can_be_corrected() -> None:
    state = state_after("お電話番号は０３－００１２－３４５６でよろしいでしょうか。")
    assert state.value("callback_number") == "0300123456"
    assert state_after("三名様でよろしいでしょうか。").slot("callback_number") is None
