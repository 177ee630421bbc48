"""What members of staff report by telephone: the time that holds, the day off, corrections."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from agent.events import StatusChange
from agent.records.schedule_entry import enter
from agent.tasks.staff_call import proves
from knowledge import Knowledge
from tests.agent.conftest import NOW


def change_of(call) -> StatusChange:
    made = [r.decision.change for r in call.responses if r.decision.change is not None]
    assert made
    return made[-1]


@pytest.mark.parametrize(
    "said, back",
    [
        ("16時に戻れなくて17時になります", "2026-11-24T17:00"),
        ("16時に間に合いそうにないんで、17時くらいになりそうです", "2026-11-24T17:00"),
        ("16時の予定が17時になりそうです", "2026-11-24T17:00"),
        ("16時じゃなくて17時に戻ります", "2026-11-24T17:00"),
    ],
)
def test_the_time_that_no_longer_holds_is_not_entered(at, said: str, back: str) -> None:
    call, answers = at("smile_corp", f"お疲れさまです、営業の栗本です。{said}", "1024です")
    assert (change_of(call).status, change_of(call).back) == ("外出", back)
    assert "午後5時" in answers[1]


def test_who_will_not_be_back_goes_home(at) -> None:
    call, _ = at("smile_corp", "お疲れさまです、営業の栗本です。今日はもう戻れません", "1024です")
    assert change_of(call).status == "直帰"


def test_another_day_off_is_a_day_off_and_read_back_as_one(at) -> None:
    call, answers = at(
        "smile_corp",
        "お疲れさまです、栗本です。今日も休んでますけど、腰が痛くて、明日も休ませてほしいんです",
        "1024です",
    )
    change = change_of(call)
    assert (change.status, change.start, change.back) == ("休暇", "", "2026-11-26")
    assert "明日、11月25日水曜日の休暇" in answers[1] and "お大事に" in answers[1]
    assert "お戻り" not in answers[1]


def test_a_day_off_to_come_leaves_today_as_it_is(at, tmp_path: Path) -> None:
    call, _ = at("smile_corp", "お疲れさまです、栗本です。27日は休みをいただきます", "1024です")
    change = change_of(call)
    assert (change.start, change.back) == ("2026-11-27", "2026-11-30")
    manual = call.knowledge.manual
    enter(change, call.knowledge, tmp_path)
    seen = {}
    for day in (24, 27):
        then = Knowledge.open(manual, dt.datetime(2026, 11, day, 11, 0), tmp_path)
        person = then.directory.person(change.staff)
        assert person is not None
        seen[day] = then.schedule.presence(person.staff, then.now).status
    assert seen[27] == "休暇" and seen[24] != "休暇"


def test_the_proof_is_taken_where_it_was_said_and_kept_out_of_the_report(at) -> None:
    call, answers = at(
        "smile_corp", "お疲れさまです、栗本です。社員番号は1024です。戻りが17時になります"
    )
    assert "社員番号" not in answers[0] and "午後5時" in answers[0]
    assert "1024" not in (call.report().purpose or "")


def test_a_time_proves_nothing() -> None:
    assert proves("T15です", "T15") and proves("社員番号は031です", "031")
    assert not proves("15時に戻ります", "15") and not proves("031-0012です", "031")


def test_a_change_is_put_right_after_it_was_entered(at) -> None:
    call, answers = at(
        "smile_corp",
        "お疲れさまです、栗本です。戻りが16時になります",
        "1024です",
        "違います、16時に間に合わないんです。17時です",
    )
    assert "午後5時" in answers[2] and change_of(call).back == "2026-11-24T17:00"
    assert NOW.date().isoformat() in change_of(call).back


@pytest.mark.parametrize(
    "manual, said, proof, entered",
    [
        (
            "smile_corp",
            "おはようございます、総務の中村玲奈です。電車が止まっていて、着くのが10時半になりそうです",
            "社員番号は1045です",
            ("直行", "10時半"),
        ),
        (
            "midori_homes",
            "杉浦拓真です。今日は12時ごろの出社になります",
            "203です",
            ("直行", "正午"),
        ),
        (
            "smile_corp",
            "技術の高橋です。今から戻ります、16時20分ごろ会社に着きます",
            "1012です",
            ("外出", "4時20分"),
        ),
        (
            "aoba_law",
            "三宅です。裁判所が長引いて、戻りが17時半になります",
            "7316",
            ("外出", "5時半"),
        ),
        ("midori_homes", "賃貸の神田です、3時の戻りが4時になりそうです", "301", ("外出", "4時")),
    ],
)
def test_one_of_ours_is_known_by_name_and_what_she_reports(
    at, manual: str, said: str, proof: str, entered: tuple[str, str]
) -> None:
    call, answers = at(manual, said, proof)
    assert call.report().kind == "staff_call"
    assert change_of(call).status == entered[0]
    assert entered[1] in answers[1]


@pytest.mark.parametrize(
    "manual, said",
    [
        ("kaede_dental", "千葉です。3時の予約に15分くらい遅れそうです"),
        ("smile_corp", "架空建設の中村です。打ち合わせに遅れますと栗本さんにお伝えください"),
        ("smile_corp", "総務の中村ですが、請求書の件で佐藤さんお願いします"),
        ("kaede_dental", "千葉亜希の母ですが、帰りが遅れると伝えてください"),
    ],
)
def test_a_customer_of_the_same_name_is_no_staff(at, manual: str, said: str) -> None:
    call, _ = at(manual, said)
    assert call.report().kind != "staff_call"


def test_the_time_is_said_back_where_she_cannot_prove_who_she_is(at) -> None:
    _, answers = at("midori_homes", "石橋徹です、戻りが4時半になります", "忘れました")
    assert "4時半" in answers[1] and "申し伝え" in answers[1]


def test_who_leaves_early_is_here_until_then(at) -> None:
    call, answers = at("smile_corp", "中村玲奈です。体調が悪いので3時で早退します", "1045")
    assert "3時の早退" in answers[1]
    assert all(r.decision.change is None for r in call.responses)


def test_what_staff_leave_to_be_done_is_a_message(at) -> None:
    call, answers = at(
        "smile_corp",
        "総務の中村です、熱が出てしまって今日は休ませてください",
        "1045",
        "急ぎの郵便だけ佐藤部長に見てもらってください",
    )
    assert "申し伝え" in answers[2]
    assert call.report().outcome == "schedule_changed"
    assert "郵便" in (call.report().purpose or "")
