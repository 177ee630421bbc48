"""Bookings by what the words say of them: given up or moved, told with a question, being late."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("manual", "rows", "kind", "booked"),
    [
        (
            "aoba_law",
            [
                "あさっての2時から相談をお願いしてる江口ですけれども、"
                "ちょっと都合が悪くなりまして、今回はやめにしたいんですが。"
            ],
            "reservation_cancel",
            "2026-11-26T14:00",
        ),
        (
            "kaede_dental",
            [
                "明日の11時半に入ってる相沢です。子どもが熱を出しまして、伺えないんです。",
                "次はまた落ち着いてからこちらからお電話します。",
            ],
            "reservation_cancel",
            "2026-11-25T11:30",
        ),
        (
            "kaede_dental",
            ["金曜の3時に予約をお願いしている柴田です。1時間早くしていただくことはできますか。"],
            "reservation_change",
            "2026-11-27T15:00",
        ),
    ],
)
def test_whether_another_day_is_wanted_tells_a_change_from_a_cancellation(
    at, manual, rows, kind, booked
) -> None:
    call, _ = at(manual, *rows)
    assert call.state.value("kind") == kind
    assert call.state.value("booked") == booked


@pytest.mark.parametrize(
    ("manual", "rows", "wish"),
    [
        (
            "midori_homes",
            [
                "ネットで見たんですけど、架空ハイツの203号室、まだ空いてますか。空いてたら見せてもらいたくて。",
                "今度の日曜の2時はどうですか。あ、やっぱり3時のほうがいいです。",
            ],
            "2026-11-29T15:00",
        ),
        (
            "kaede_dental",
            [
                "5歳の息子なんですけど、虫歯みたいで。そちらは小さい子も見てくれますか？"
                "見てくれるなら土曜の朝いちばんに連れて行きたいんです。",
                "9時半で",
            ],
            "2026-11-28T09:30",
        ),
        (
            "aoba_law",
            [
                "離婚のことで相談したいんですが、予約をお願いできますか。",
                "来週の木曜です",
                "仕事があるので、来週の木曜の夜6時半ごろは大丈夫ですか。",
            ],
            "2026-12-03T18:30",
        ),
    ],
)
def test_a_day_told_with_a_question_is_the_wish(at, manual, rows, wish) -> None:
    call, _ = at(manual, *rows)
    assert call.state.value("kind") == "reservation_new"
    assert call.state.value("wish") == wish


@pytest.mark.parametrize(
    "said",
    [
        "土曜日は何時まで診てもらえるかということで伺いたいんですが",
        "来週の月曜の午後は電話つながりますか",
        "12月3日の午前中に届きますか",
    ],
)
def test_a_day_that_is_only_asked_about_is_no_booking(at, said) -> None:
    call, _ = at("kaede_dental", said)
    assert not call.state.value("kind").startswith("reservation_")


@pytest.mark.parametrize(
    ("manual", "rows", "told"),
    [
        (
            "aoba_law",
            ["あさっての2時に予約している江口です。行けなくなりました。お金ってかかりますか。"],
            "取り消しに料金はかかりません",
        ),
        (
            "midori_homes",
            [
                "退去の立ち会いをお願いしたいんですが、12月20日の日曜の1時で。",
                "架空コーポの201です",
                "それって何分ぐらいかかるものですか。",
            ],
            "30分ほど",
        ),
        (
            "midori_homes",
            [
                "架空レジデンスの305の内見を、今度の日曜の3時にお願いします。",
                "猫を1匹飼ってるんですけど、大丈夫ですか。",
            ],
            "猫を1匹まで",
        ),
    ],
)
def test_what_is_asked_beside_a_booking_is_told(at, manual, rows, told) -> None:
    _, answer = at(manual, *rows)
    assert told in "".join(answer)


def test_who_comes_late_has_it_passed_on_and_keeps_her_day(at) -> None:
    call, _ = at(
        "smile_corp",
        "今日そちらに2時に伺う予定の高梨ですけど、高速が混んでて着くのが2時半ぐらいになりそうです。",
    )
    assert call.state.value("kind") == "reservation_change"
    assert call.state.value("booked") == "2026-11-24T14:00"
    assert not call.state.value("wish")
    assert "2時半" in call.state.value("message")


def test_a_year_of_school_is_no_day_of_a_month(at) -> None:
    call, _ = at(
        "kaede_dental", "中2の娘の検診をお願いしたいんですが、来週の火曜の夕方6時でお願いします。"
    )
    assert call.state.value("wish") == "2026-12-01T18:00"


def test_words_that_sound_like_this_morning_are_no_day(at) -> None:
    call, _ = at("kaede_dental", "娘に検診を受けさせたいんですが、来週の火曜の夕方6時で。")
    assert call.state.value("wish") == "2026-12-01T18:00"


def test_the_same_weekday_and_time_a_week_on_are_counted_from_the_booking(at) -> None:
    call, _ = at(
        "kaede_dental",
        "明日の3時の予約なんですけど、行けそうになくて。別の日にできますか。",
        "来週の同じ曜日で、時間も同じでお願いします",
    )
    assert call.state.value("booked") == "2026-11-25T15:00"
    assert call.state.value("wish") == "2026-12-02T15:00"


@pytest.mark.parametrize(
    ("manual", "rows"),
    [
        ("kaede_dental", ["検診の予約を金曜の10時にお願いします。", "患者は息子の立花陽太です。"]),
        (
            "kaede_dental",
            ["母の入れ歯を金曜の10時にお願いします。", "母の名前は立花よし子です。"],
        ),
        (
            "aoba_law",
            [
                "相続の相談の予約を木曜の2時にお願いします。",
                "もめてるのは兄で、立花正雄といいます。",
            ],
        ),
    ],
)
def test_whom_a_booking_is_about_is_not_who_calls(at, manual, rows) -> None:
    call, _ = at(manual, *rows)
    assert call.state.value("caller_name") == ""
    assert "立花" in "".join(slot.value for slot in call.state.slots)


def test_a_particular_told_with_names_is_kept_without_them(at) -> None:
    call, _ = at(
        "midori_homes",
        "内見を今度の日曜の3時にお願いします。",
        "架空ハイツで、母の名前は百瀬よし子です。私は娘の百瀬です。",
    )
    assert call.state.value("detail:物件名") == "架空ハイツ"
    assert call.state.value("caller_name") != "百瀬よし子"


def test_who_did_not_come_to_the_caller_is_no_booking_of_hers(at) -> None:
    call, _ = at(
        "smile_corp",
        "先週の木曜に機械の点検に来てくださるって聞いて、1日待ってたんですが、どなたもお見えにならなくて。",
    )
    assert not call.state.value("kind").startswith("reservation_")


def test_a_second_booking_in_one_breath_is_kept(at) -> None:
    call, _ = at(
        "kaede_dental",
        "私と主人の予約を取りたいんですけど。私がクリーニングで金曜の10時、"
        "主人は入れ歯の調整で同じ日の11時がいいです。",
    )
    assert call.state.value("wish") == "2026-11-27T10:00"
    assert "入れ歯の調整で同じ日の11時" in call.state.value("detail:もう一件")


def test_what_is_to_be_put_aside_is_what_was_asked_about(at) -> None:
    call, _ = at(
        "kotori_shop",
        "ほうろうのポットは直火にかけられますか。",
        "じゃあ一つ取り置きしといてもらうことってできます？給料日に払うんで。",
    )
    assert "ポットを一つ" in call.report().purpose


def test_a_mother_who_names_herself_and_her_child_is_who_calls(at) -> None:
    call, _ = at(
        "kaede_dental",
        "娘の検診を金曜の4時にお願いします。",
        "母親の大久保です。娘は大久保ひなのです",
    )
    assert call.state.value("caller_name") == "大久保"


def test_what_is_asked_after_the_promise_is_told_though_it_names_the_visit(at) -> None:
    _, answers = at(
        "aoba_law",
        "来週の月曜の2時に離婚の相談をお願いします。相手は野々村健一です。",
        "神田です",
        "090-0012-7741です",
        "はい",
        "離婚の相談はカードで払えます？",
    )
    assert "相談料" in answers[-1]


def test_one_who_is_free_herself_asks_for_no_vacancy(at) -> None:
    _, answers = at(
        "kaede_dental", "検診をお願いしたいんですけど、私は月曜なら何時でも空いてます。"
    )
    assert "空き状況" not in answers[-1]


def test_until_when_somebody_is_there_is_no_booking(at) -> None:
    call, _ = at("kaede_dental", "年内はいつまで診てもらえますか。")
    assert not call.state.value("kind").startswith("reservation_")
