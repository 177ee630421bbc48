"""Who is wanted: the one who left, the one on leave, the one for whom others stand in."""

from __future__ import annotations

import pytest

LEFT = [
    ("aoba_law", "ながたに先生はいらっしゃいますか。5年ほど前にお世話になった古賀です", "長谷", "藤堂"),
    ("aoba_law", "はせがわ先生お願いします", "長谷", "藤堂"),
    ("midori_homes", "はっとりさんをお願いしたいんですが", "服部", "新見"),
    ("kotori_shop", "つかもとさんいらっしゃいますか", "塚本", "真鍋"),
    ("smile_corp", "おおの様はいらっしゃいますでしょうか", "大野", "栗本"),
]  # fmt: skip


@pytest.mark.parametrize(("manual", "said", "left", "successor"), LEFT)
def test_who_left_is_known_by_sound_and_by_a_misread_name(
    at, manual: str, said: str, left: str, successor: str
) -> None:
    call, answers = at(manual, said)
    assert f"{left}は退職" in answers[0] and successor in answers[0]
    assert successor in (call.report().target or "")
