"""Questions, orders and applications of which a word was misheard, or that come beside another."""

from __future__ import annotations

import pytest


def test_a_price_asked_for_politely_is_the_question_as_written(at) -> None:
    _, said = at("aoba_law", "相談料は、おいくらですか。")
    assert "5,500円" in said[0]


def test_a_no_that_says_what_it_is_instead_is_found_by_its_sound(at) -> None:
    _, said = at(
        "kotori_shop",
        "友達のところに直接送って貰おうと思ってるんですけど",
        "いえ、そうじゃなくて金額のわかる神が入るかどうかです",
        "はい、そうです",
    )
    assert "金額のわかる紙" in said[1]
    assert "お入れしておりません" in said[2]


def test_another_question_beside_a_particular_is_answered_and_no_particular(at) -> None:
    call, said = at(
        "kotori_shop",
        "商品の在庫はありますか",
        "あ、あとリボンなんかかけてもらえたりします",
    )
    assert "220円" in said[1]
    assert not any("リボン" in s.value for s in call.state.slots if s.name.startswith("detail:"))


@pytest.mark.parametrize(
    "said", ["て全額帰ってくるんだよね効率でそう決まってるてきたけど", "で、全額戻るんですよね"]
)
def test_more_than_the_answer_tells_is_taken_down(at, said) -> None:
    call, told = at("midori_homes", "先月退去したんだけど、敷金っていつ返ってくるの。", said)
    assert "書面で" in told[0]
    assert "書面で" not in told[1]
    assert "全額" in call.state.value("message")


def test_the_asking_clause_is_looked_up_by_itself(at) -> None:
    call, said = at(
        "kotori_shop",
        "ほうろうのポットの赤を三つ欲しいんですが、在庫はございますか。",
        "はい、そうです",
    )
    assert "在庫" in said[0] and "お調べして" in said[0]
    assert "復唱" not in said[0] and "色を" not in said[0]
    assert "ポット" in call.state.value("message")


def test_an_order_that_was_none_becomes_a_question(at) -> None:
    call, said = at(
        "kotori_shop",
        "ほうろうのポットを三つお願いします",
        "いえ、まだ注文じゃなくて、在庫があるか知りたいんです。",
    )
    assert "三つ、合わせて22,440円でよろしいでしょうか" in said[0]
    assert "復唱" not in said[1]
    assert not call.state.value("order")
    assert "ポット" in call.state.value("message")


def test_goods_whose_count_was_misheard_are_asked_back(at) -> None:
    call, said = at("smile_corp", "いつものコーヒー豆をご袋とカップ奥田ハコお願いします", "2箱です")
    assert "紙コップは、おいくつ" in said[0]
    assert call.state.value("order") == "コーヒー豆を5袋、紙コップを2箱"
    assert "コーヒー豆を5袋、紙コップを2箱" in said[1]


def test_counts_written_by_their_sound_are_read_back_in_figures(at) -> None:
    _, said = at("smile_corp", "いつものコーヒー豆をご袋とカップをふた箱お願いします")
    assert "コーヒー豆を5袋、紙コップを2箱、合わせて13,440円でよろしいでしょうか" in said[0]


def test_a_change_whose_counts_were_misheard_is_asked_back(at) -> None:
    call, said = at(
        "smile_corp",
        "コーヒー豆を5袋とカップを2箱お願いします",
        "あ、すみません。紙コップは3バカにしてください。あとフィルターも人袋お願いします",
        "3箱です",
        "1袋です",
    )
    assert "おいくつ" in said[1]
    assert "フィルターの数" in said[2]
    assert call.state.value("order") == "コーヒー豆を5袋、紙コップを3箱、フィルターを1袋"
    assert "コーヒー豆を5袋、紙コップを3箱、フィルターを1袋" in said[3]


@pytest.mark.parametrize(
    "said",
    [
        "フィルター交換お願いします",
        "コーヒー豆の請求書を送ってもらいたいんですが",
        "カップはありますか",
    ],
)
def test_what_names_goods_without_ordering_them_is_no_order(at, said) -> None:
    call, _ = at("smile_corp", said)
    assert call.state.value("kind") != "order"


@pytest.mark.parametrize(
    "opening",
    [
        "あの、そちらで事務のパートとか、募集してませんか。家が近いものですから。",
        "すみません、求人のことでお聞きしたいんですけど、事務のお仕事って募集されてますか。",
    ],
)
def test_who_asks_for_work_where_there_is_none_gets_no_other_answer(at, opening) -> None:
    call, said = at(
        "midori_homes",
        opening,
        "履歴書だけでもお送り者だめでしょうか",
        "そうですか、わかりました",
    )
    assert "採用" in said[0]
    assert "契約書" not in said[1]
    assert "ご応募" in said[1] or "採用" in said[1]
    assert call.state.ended
    assert call.report().outcome == "refused"


@pytest.mark.parametrize(
    ("said", "told"),
    [("求人の募集はしていますか", "採用担当"), ("アパートの家賃はいくらですか", "")],
)
def test_words_of_work_do_not_hide_an_entry_about_it(at, said, told) -> None:
    _, lines = at("smile_corp", said)
    assert told in lines[0]
    assert "ご応募" not in lines[0]


def test_another_dentist_is_nobody_to_be_called_to_the_telephone(at) -> None:
    _, said = at(
        "kaede_dental",
        "ほかの歯医者さんで作ってもらった入れ歯が合わなくて痛いのよ。直していただけますかねえ。",
    )
    assert "入れ歯の調整" in said[0]
    assert "見当たりません" not in said[0]
