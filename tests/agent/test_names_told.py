"""Who calls, as people say it: in full, beside a number, behind or before a firm."""

from __future__ import annotations

import pytest

from agent.stated_names import full_name

_ASKS = "昨日の受付の対応がひどかったんですけど"


@pytest.mark.parametrize(
    "told, name",
    [
        ("平野まいです。090-0045-1111", "平野まい"),
        ("寺西千亜喜、070-0079-5219", "寺西千亜喜"),
        ("田島ひでかずです", "田島ひでかず"),
        ("中根倹三と申します", "中根倹三"),
        ("名前は桜田で、番号は090-0011-0689です", "桜田"),
    ],
)
def test_a_name_is_taken_whole(at, told: str, name: str) -> None:
    call, _ = at("kaede_dental", _ASKS, told)
    assert call.report().caller_name == name


@pytest.mark.parametrize(
    "text",
    [
        *("東京です", "原因です", "林間学校です", "山田商店です", "石川県です", "金沢市内です"),
        *("石田様です", "大人二人です", "高校生です"),
    ],
)
def test_what_begins_like_a_surname_is_no_name(text: str) -> None:
    assert full_name(text, is_sure=True) == ""


@pytest.mark.parametrize(
    "told, name, firm",
    [
        ("グリーンリーフの赤井です", "赤井", "グリーンリーフ"),
        ("日本年金機構の馬場です", "馬場", "日本年金機構"),
        ("あ、デザインラボの工藤です", "工藤", "デザインラボ"),
        ("アトリエ花の石坂、090-0098-7580です", "石坂", "アトリエ花"),
        ("井村です。サンライズの", "井村", "サンライズ"),
    ],
)
def test_a_firm_is_taken_as_it_is_written(at, told: str, name: str, firm: str) -> None:
    call, _ = at("smile_corp", "経理の方お願いします", told)
    report = call.report()
    assert (report.caller_name, report.caller_company) == (name, firm)


def test_what_a_firm_is_called_tells_of_no_danger(at) -> None:
    call, said = at(
        "smile_corp", "請求書のことで確認したいんですけど", "あ、老人ホームやすらぎの福原です"
    )
    assert "今、起きている" not in said[1] and call.report().caller_name == "福原"


@pytest.mark.parametrize("cry", ["あ" * 3000, "えっと、" * 800, "あ、" * 1500, "じゃあ" * 1000])
def test_a_long_cry_is_read_at_once(at, cry: str) -> None:
    call, _ = at("kaede_dental", _ASKS, cry, f"{cry}です")
    assert call.report().kind == "complaint"
