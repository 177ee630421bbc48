"""Who is wanted: the one who left, the one on leave, the one for whom others stand in."""

from __future__ import annotations

import pytest

from tests.agent.conftest import NOW, TypedCall

LEFT = [
    ("aoba_law", "ながたに先生はいらっしゃいますか。古賀と申します", "長谷", "藤堂"),
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


ON_LEAVE = [
    ("宇佐美先生お願いします。沢田と申します", "宇佐美先生はいつ戻られるんでしょう"),
    ("宇佐美先生お願いします。沢田と申します", "それで、いつ戻られるんでしょうか"),
    ("宇佐美先生お願いします。沢田と申します", "復帰はいつごろのご予定ですか"),
    ("宇佐美先生お願いします。沢田と申します", "宇佐美先生の育休って、いつまでなんですかね"),
    (
        "宇佐美先生お願いします。沢田と申します",
        "いえ、宇佐美先生がいつ戻られるか聞いてるんです。三宅先生じゃなくて",
    ),
]


@pytest.mark.parametrize("said", ON_LEAVE)
def test_of_one_on_leave_the_return_of_whoever_stands_in_is_no_answer(at, said) -> None:
    call, answers = at("aoba_law", *said)
    assert "17時" in answers[0]
    assert "宇佐美" in answers[1] and "お答えいたしかねます" in answers[1]
    assert "17時" not in answers[1] and "引き継いで" not in answers[1]
    report = call.report()
    assert report.refused == ("宇佐美の戻りの時期",) and "三宅" in (report.target or "")


def test_the_return_of_whoever_stands_in_is_told_where_she_is_named(at) -> None:
    _, answers = at(
        "aoba_law",
        "宇佐美先生お願いします。沢田と申します",
        "三宅先生は何時ごろ戻られますか",
    )
    assert "三宅" in answers[1] and "17時" in answers[1] and "かねます" not in answers[1]


def test_asked_after_the_promise_it_changes_nothing_of_it(at) -> None:
    call, answers = at(
        "aoba_law",
        "宇佐美先生お願いします。沢田と申します",
        "はい、お願いします。090-0012-8812です",
        "はい",
        "ところで、宇佐美先生はいつ復帰されるんですか",
    )
    assert "お答えいたしかねます" in answers[3] and "番号" not in answers[3]
    assert call.report().outcome == "callback_promised"


def test_a_return_from_leave_that_may_be_told_is_told(clients) -> None:
    staff = [
        {
            "name": "加納 亜美",
            "reading": "かのう あみ",
            "status": "休暇",
            "returns": "2027-04-01",
            "successor": "古賀",
        },
        {"name": "古賀 智也", "reading": "こが ともや", "status": "外出", "returns": "16時"},
    ]
    call = TypedCall(clients(staff=staff))
    call.pick_up()
    assert "古賀が引き継いで" in call.say("加納さんをお願いします。西川です")
    said = call.say("加納さんはいつお戻りですか")
    assert "4月1日" in said and "16時" not in said


IN_HER_STEAD = [
    ("aoba_law", "青葉先生お願いします。北野建材の浅野です", "別の先生でもかまいません", "青葉"),
    ("smile_corp", "高橋さんお願いします。架空ソフトの島です", "ほかの方でも結構です", "高橋"),
    ("midori_homes", "石橋課長お願いします。架空設備の西です", "代わりの方をお願いします", "石橋"),
    ("kotori_shop", "朝比奈さんを。架空製陶の南です", "どなたか他の方で分かりませんか", "朝比奈"),
]  # fmt: skip


@pytest.mark.parametrize(("manual", "first", "then", "wanted"), IN_HER_STEAD)
def test_whoever_does_it_in_her_stead_the_report_names_who_was_wanted(
    at, manual: str, first: str, then: str, wanted: str
) -> None:
    call, answers = at(manual, first, then)
    assert "別の者が承ります" in answers[1] and "お電話" in answers[1]
    target = call.report().target or ""
    assert wanted in target and target.endswith("の代わり）")


def test_what_can_be_told_to_no_other_stays_with_her(at) -> None:
    call, answers = at(
        "smile_corp",
        "高橋さんお願いします。架空ソフトの島です",
        "ほかの方には話せないので、お電話いただけますか",
    )
    assert "別の者" not in answers[1]
    assert call.report().target == "技術部 高橋 隆文"


def test_who_left_without_a_successor_is_named_in_the_report(clients) -> None:
    staff = [
        {"name": "加納 亜美", "reading": "かのう あみ", "department": "総務部", "status": "退職"}
    ]
    departments = [{"name": "総務部", "reading": "そうむぶ"}]
    call = TypedCall(clients(staff=staff, departments=departments))
    call.pick_up()
    assert "退職" in call.say("加納さんをお願いします。西川と申します")
    assert call.report().target == "総務部（加納 亜美の代わり）"


PRESSING = [
    (
        "smile_corp",
        "栗本さんおられますかね。架空銀行の鳥羽です",
        "いや今日中に聞きたいことがあってな",
    ),
    ("kotori_shop", "朝比奈さんお願いします。架空製陶の南です", "いえ、本日中にお返事がいるんです"),
    ("kotori_shop", "村井恵さんお願いします。佐野と申します", "はい、なるべく早くお願いします"),
]


@pytest.mark.parametrize(("manual", "first", "then"), PRESSING)
def test_who_is_needed_today_is_tried_today_and_the_report_says_so(
    at, manual: str, first: str, then: str
) -> None:
    call, answers = at(manual, first, then)
    assert "明日" in answers[0] or "30日" in answers[0]
    assert "至急連絡" in answers[1]
    report = call.report()
    assert report.urgency == "high"
    assert (report.callback_due or "").startswith(NOW.date().isoformat())


def test_a_reason_that_begins_in_the_middle_is_no_insisting(at) -> None:
    _, answers = at(
        "smile_corp",
        "栗本さんお願いします。架空銀行の鳥羽です",
        "携帯の番号を教えてもらえますか",
        "今日の話なんで、明日になるんなら困るんです",
    )
    assert "かねます" in answers[1]
    assert "番号はお伝えできません" not in answers[2]


OF_ONE_NAME = [
    (
        "midori_homes",
        "杉浦さんいますか。木戸です",
        "男の人のほう。この前給湯器を見に来てくれた",
        "杉浦",
    ),
    ("kotori_shop", "村井さんお願いします。東野です", "眼鏡をかけた背の高い方なんです", "村井"),
    (
        "smile_corp",
        "佐藤さんお願いします。東野です",
        "展示会で名刺をもらった人なんですけど",
        "佐藤",
    ),
]


@pytest.mark.parametrize(("manual", "first", "told", "name"), OF_ONE_NAME)
def test_two_of_a_name_who_are_not_told_apart_get_the_call_by_their_name(
    at, manual: str, first: str, told: str, name: str
) -> None:
    call, answers = at(
        manual, first, told, "それしかわからないんです", "はい、03-0012-3456です", "はい"
    )
    assert "どちらの者" in answers[0]
    assert sum("どちらの者" in a or "下の名前" in a for a in answers) <= 3
    assert f"{name}から、折り返しお電話するよう" in answers[4]
    report = call.report()
    assert report.kind == "reach_person" and report.outcome == "callback_promised"
    assert (report.target or "").count(name) == 2
    assert told.rsplit("。", 1)[-1][:5] in (report.purpose or "")


def test_a_title_that_two_bear_names_neither_of_them(at) -> None:
    call, answers = at(
        "aoba_law",
        "弁護士さんからお電話をいただくことはできますか",
        "高瀬と申します",
        "080-0012-7316です",
        "はい、そうです",
    )
    assert all("三宅" not in said and "宇佐美" not in said for said in answers)
    assert "三宅" not in (call.report().target or "")


HOUSE_CALLED = [
    ("kaede_dental", "あのう、もしもし、かえでさん？入れ歯が合わなくなってねえ", "水野"),
    ("kaede_dental", "ええと、かえでさんですよね、初診は何を持っていけばいいですか", "水野"),
    ("aoba_law", "青葉さんの事務所でよろしいですか。相談料を知りたいんですが", "青葉"),
    ("aoba_law", "あの、青葉さんでよろしいですか。相談の予約をしたいんですが", "青葉"),
]


@pytest.mark.parametrize(("manual", "said", "namesake"), HOUSE_CALLED)
def test_a_house_called_by_its_name_is_nobody_in_it(at, manual, said: str, namesake: str) -> None:
    call, answers = at(manual, said)
    assert namesake not in answers[0] and namesake not in (call.report().target or "")


@pytest.mark.parametrize("said", ["青葉さんいらっしゃいますか", "青葉先生をお願いします"])
def test_who_bears_the_name_of_the_house_can_be_asked_for(at, said: str) -> None:
    _, answers = at("aoba_law", said)
    assert "青葉は" in answers[0]


def test_a_colleague_named_like_a_wife_is_called(at) -> None:
    call, said = at("midori_homes", "お世話になっております。奥さんはいらっしゃいますでしょうか。")
    assert "奥" in (call.report().target or "") and "どの者" not in said[0]
