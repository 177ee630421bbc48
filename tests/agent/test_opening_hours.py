"""A day's hours, told from the client's own calendar."""

from __future__ import annotations

import pytest

MORNING, EVENING = "午前9時半から午後1時まで", "午後2時半から午後7時まで"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("明日やってます？", f"はい、明日は、{MORNING}、{EVENING}でございます。"),
        ("木曜日は開いてますか", "あいにく、木曜日はお休みをいただいております。"),
        ("水曜はお休みですか", f"いえ、水曜日は、{MORNING}、{EVENING}でございます。"),
        ("来週の木曜はお休みですか", "はい、12月3日木曜日はお休みをいただいております。"),
        ("12月の28日は診療してますか", f"はい、12月28日月曜日は、{MORNING}でございます。"),
        ("次の祝日はやってますか", "あいにく、1月1日金曜日はお休みをいただいております。"),
        ("土曜の3時でもやってます？", f"あいにく、土曜日は、{MORNING}でございます。"),
        ("今日は何時までですか", f"本日は、{MORNING}、{EVENING}でございます。"),
    ],
)
def test_a_day_that_is_asked_about_has_its_own_answer(at, asked, told) -> None:
    call, said = at("kaede_dental", asked, "はい、わかりました")
    assert said[0].startswith(told)
    report = call.report()
    assert (report.kind, report.outcome) == ("inquiry", "answered")
    assert "営業時間" in report.purpose


def test_hours_without_a_day_are_those_the_client_wrote(at) -> None:
    _, said = at("kaede_dental", "夕方6時過ぎでも診てもらえますか")
    assert said[0].startswith("診療は、平日9時30分から19時まで")


@pytest.mark.parametrize("asked", ["山本先生は明日お休みですか", "駐車場は何時まで使えますか"])
def test_what_is_asked_of_something_else_is_no_question_for_hours(at, asked) -> None:
    _, said = at("kaede_dental", asked)
    assert "午前9時半" not in said[0]


def test_hours_are_told_beside_another_answer(at) -> None:
    _, said = at("aoba_law", "今日これから開いてますか、あと駐車場はありますか")
    assert "本日は、" in said[0] and "駐車場はございません" in said[0]


def test_a_visit_is_wished_for_after_the_hours(at) -> None:
    _, said = at("kaede_dental", "木曜日は開いてますか", "じゃあ金曜の朝10時にお願いできますか")
    assert said[1].startswith("11月27日金曜日の午前10時")
