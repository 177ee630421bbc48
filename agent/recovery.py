"""What the caller hears when something broke. Never raises: the last words that are left."""

from __future__ import annotations

from typing import Literal

Stage = Literal["hear", "understand", "decide", "word", "speak", "line", "schedule"]

_SENTENCES: dict[str, str] = {
    "hear": "恐れ入ります。少々聞き取りにくくなりました。もう一度お願いできますか。",
    "understand": "恐れ入ります。もう一度、おっしゃっていただけますか。",
    "decide": "恐れ入ります。お電話番号をお願いいたします。確認して折り返しご連絡いたします。",
    "word": "恐れ入ります。その件は、確認して折り返しご連絡いたします。",
    "speak": "恐れ入ります。もう一度おっしゃっていただけますか。",
    "schedule": "恐れ入ります。ご予定を控えられませんでした。担当の者に申し伝えます。",
    "line": "恐れ入ります。電話の具合が悪いようです。おかけ直しいただけますか。",
}
TIME_LIMIT = (
    "恐れ入ります。お電話が長くなりましたので、いったん失礼いたします。"
    "お話は、担当の者に申し伝えます。"
)
LAST_WORDS = (
    "申し訳ございません。電話の具合が悪いようです。恐れ入りますが、おかけ直しくださいませ。"
)
GREETING = "お電話ありがとうございます。{company}でございます。"
"""Picked up, and the company's own greeting could not be made."""
CALLS_BACK = "恐れ入ります。折り返しお電話いたしますので、お電話番号をお願いいたします。"
LAST_RESORT = "恐れ入ります。もう一度おっしゃっていただけますか。"


def sentence_for(stage: str) -> str:
    """The sentence for a stage that broke; for an unknown stage, the plainest one."""
    return _SENTENCES.get(stage, LAST_RESORT)
