"""Danger that is sure is met at once, danger that is likely asked after once, the rest let be."""

from __future__ import annotations

import pytest

from agent.danger import goes_on, is_danger, told_of
from agent.own_advice import own_advice

LEAKS = {
    "漏水": "まず、玄関の横の元栓をお閉めください。",
    "水が漏れ": "まず、玄関の横の元栓をお閉めください。",
    "天井から水": "まず、お部屋の電気のブレーカーをお切りください。",
    "煙が出": "まず、外へお出になり、119番にお電話ください。",
}


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("トイレから水があふれて、廊下まで流れてきてるんです", "元栓"),
        ("台所の下の配管からぴゅーっと水が噴いて、床が水たまりです", "元栓"),
        ("上の階から水がぽたぽた落ちてきて、床がびしょびしょなんです", "ブレーカー"),
        ("押し入れの天井から水がしみてきて", "ブレーカー"),
        ("隣の部屋から白いもやもやしたのが出てるんです", "119"),
        ("鍵を落として、家に入れないんです", ""),
        ("子どもが転んで頭を打って", ""),
    ],
)
def test_advice_is_for_the_danger_that_is_told(said: str, advice: str) -> None:
    found = own_advice(LEAKS, said, "")
    assert advice in found and bool(found) == bool(advice)


@pytest.mark.parametrize(
    "said",
    [
        "母が倒れて入院してしまって、キャンセルさせてください",
        "熱が出て倒れてしまいまして、延期していただきたいんです",
        "学校でけがをしたみたいで、今日の塾を休ませたいんですが",
        "電車が人身事故で止まってて、11時ごろになりそうです",
        "急に調査官が来ることってあるんですか",
    ],
)
def test_what_only_excuses_or_is_only_asked_about_is_no_danger(said: str) -> None:
    words = ("倒れ", "けがをした", "事故", "調査官が来")
    assert not goes_on(said, words) and not is_danger(said, words)


def test_what_is_told_not_to_be_is_left_out() -> None:
    assert told_of("けがはしてないです") == ""
    assert told_of("火は出ていません、煙がすごいんです") == "、煙がすごいんです"
    assert "止まらない" in told_of("血は止まらないんです")


def test_what_began_today_is_not_over_because_something_in_it_is_older() -> None:
    assert is_danger("先週買ったランプから、さっき急に火が出て", ("火が出",))
    assert is_danger("先月そちらで借りた機械が水漏れしてて", ("水漏れ",))
    assert not is_danger("先月水漏れがあった機械のことなんですが", ("水漏れ",))
    assert not is_danger("先週、火が出て大変でした", ("火が出",))


def test_likely_danger_is_asked_after_once_and_a_yes_makes_it_one(at) -> None:
    call, said = at(
        "midori_homes",
        "いきなり部屋じゅう真っ暗になって、電気が何もつかないんです",
        "はい、そうです",
        "メゾン架空の305です",
    )
    assert said[0].endswith("今、起きていることでございますか。")
    assert "ブレーカー" in said[1] and call.state.escalated
    assert "お電話番号" in said[1] or "お電話番号" in said[2]
    report = call.report()
    assert (report.kind, report.urgency) == ("emergency", "emergency")
    assert "真っ暗" in (report.purpose or "")


def test_a_no_goes_on_with_what_was_said_as_if_nothing_had_been_asked(at) -> None:
    call, said = at(
        "smile_corp",
        "お借りしてる機械の後ろから、なにか変な音がして、水みたいなのがちょっと出てたんです",
        "いえ、もう止まりました",
    )
    assert not call.state.escalated and call.report().kind != "emergency"
    assert "119" not in "".join(said)


def test_what_is_asked_after_is_asked_once_only(at) -> None:
    doubt = "いきなり部屋じゅう真っ暗になって、電気が何もつかないんです"
    _, said = at("midori_homes", doubt, "いえ、もうつきました", doubt)
    assert "起きている" in said[0] and all("起きている" not in answer for answer in said[1:])


@pytest.mark.parametrize(
    ("client", "told", "asked", "advice"),
    [
        (
            "midori_homes",
            "流しの下からじゃあじゃあ水が出てきて、床がびしょびしょなんです",
            "どうしたらいいですか、どんどん出てくるんですけど",
            "元栓",
        ),
        (
            "smile_corp",
            "借りてる機械の後ろから白いもやもやしたのが出てて、焦げたにおいがするんです",
            "電源そのままでいいんですかね",
            "プラグ",
        ),
    ],
)
def test_advice_is_told_unasked_and_again_in_other_words(
    at, client: str, told: str, asked: str, advice: str
) -> None:
    _, said = at(client, told, asked)
    assert advice in said[0] and advice in said[1]
    assert said[1].startswith("はい、")


def test_where_is_not_asked_of_one_who_has_said_it_before(at) -> None:
    call, said = at(
        "midori_homes",
        "ちょっと困ってまして。201の水野ですけど",
        "洗濯機のホースが外れて、水が噴き出して止められないんです",
        "090-0012-3456です",
    )
    assert "場所" not in said[1] and "お電話番号" in said[1]
    assert call.state.escalated and call.report().callback_number == "090-0012-3456"


def test_who_asks_for_a_person_in_danger_gets_the_one_for_danger(at) -> None:
    _, said = at(
        "midori_homes",
        "メゾン架空の105です。上から水がぽたぽた落ちてきて、布団がびしょびしょなんです",
        "とにかく人に代わってください",
    )
    assert "おつなぎ" in said[1] and "代われる者がおりません" not in said[1]


@pytest.mark.parametrize(
    ("client", "said", "advice"),
    [
        ("aoba_law", "会社に刑事さんが何人も来て、段ボールに書類を詰めてるんです", "令状"),
        ("aoba_law", "夫が警察に引っ張られたって、会社の人から電話があって", "警察署"),
        ("midori_homes", "あの、おうちのかぎがなくて、入れないの", ""),
        ("smile_corp", "コーヒーの機械のコードが熱くなって、溶けてきてるんですけど", "プラグ"),
    ],
)
def test_a_kind_of_danger_that_the_client_names_is_known_in_callers_words(
    at, client: str, said: str, advice: str
) -> None:
    call, told = at(client, said, "はい、今です")
    assert call.report().kind == "emergency" and advice in "".join(told)


def test_place_and_name_told_at_any_time_are_in_the_report(at) -> None:
    call, _ = at(
        "kotori_shop",
        "おたくで買った時計の電池から煙が出て、火が出てるんです",
        "触らないほうがいいですか",
        "家は架空市本町です、長尾です",
    )
    assert call.report().caller_name == "長尾" and "本町" in (call.report().purpose or "")
    call, _ = at(
        "midori_homes",
        "メゾン架空402の有賀と申します。台所の蛇口から水が止まらないんです",
    )
    assert "メゾン架空402" in (call.report().purpose or "")


@pytest.mark.parametrize(
    ("client", "said"),
    [
        ("aoba_law", "もし家族が逮捕されたら、すぐ来てもらえるんですか"),
        ("midori_homes", "昨日鍵をなくしたってお電話した者ですけど、見つかりました"),
        ("midori_homes", "お湯がちょっと出にくいんですけど、見てもらえますか"),
        ("midori_homes", "お風呂の排水口が詰まって、水の流れが悪いんですけど"),
        ("kotori_shop", "お鍋を焦がしちゃったんですけど、焦げの落とし方って分かりますか"),
        ("kotori_shop", "ほうろうのポットって、直火にかけても焦げたりしませんか"),
        ("kaede_dental", "歯ぐきから血が出るのが気になってて、クリーニングもしてもらえますか"),
    ],
)
def test_what_only_looks_like_danger_is_neither_asked_after_nor_rung_for(
    at, client: str, said: str
) -> None:
    call, told = at(client, said)
    assert not call.state.escalated and "起きている" not in told[0]


def test_a_syllable_of_another_word_makes_no_condition() -> None:
    said = "お宅の機械から煙が出てるんです。焦げたにおいもして、ちょっと、どうすればいいですか"
    assert is_danger(said, ("煙",))
    assert not is_danger("もし煙が出たら、どうすればいいですか", ("煙",))


def test_who_is_angry_that_nobody_came_is_complaining(at) -> None:
    call, said = at(
        "midori_homes",
        "お宅さあ、給湯器の修理、昨日来るって言ったよね。一日中待ってたのに誰も来ないって、どうなってんの。",
        "架空ハイツの105だよ。お湯が出ないんだよ、この寒いのに。子どもが風呂に入れないんだぞ。",
    )
    assert call.report().kind == "complaint" and "元栓" not in "".join(said)
    assert "申し訳" in said[0] or "申し訳" in said[1]


def test_who_is_frightened_is_not_taken_for_angry(at) -> None:
    told = "さっき家に刑事さんが何人も来て、主人がそのまま連れて行かれてしまったんです。"
    call, said = at("aoba_law", told, "はい、そうです")
    assert call.state.escalated and "警察署" in "".join(said)


def test_what_is_switched_on_in_vain_locks_nobody_out() -> None:
    words = ("部屋に入れない", "水漏れ")
    assert not is_danger("部屋のエアコンなんですが、スイッチを入れても動かないんです。", words)
    assert is_danger("鍵をなくして部屋に入れないんです", words)
