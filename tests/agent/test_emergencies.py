"""Callers in danger: what they tell is kept, what they ask is met, and what is none is let go."""

from __future__ import annotations

import pytest

from agent.danger import is_danger, is_denied, is_said
from agent.danger_words import said_in_other_words


@pytest.mark.parametrize(
    "phrase, said",
    [
        ("天井から水", "天井からぽたぽた水が落ちてきてて"),
        ("警察に連れて行かれ", "警察の人が来て連れていかれちゃったんです"),
        ("ガス臭い", "玄関あけたらガスくさくて"),
        ("水が止まらない", "水がぜんぜん止まりません"),
        ("電気が全部", "部屋の電気が急に全部消えて"),
    ],
)
def test_the_clients_words_are_known_in_any_order_and_form(phrase: str, said: str) -> None:
    assert is_said(phrase, said, "") and is_danger(said, (phrase,))


@pytest.mark.parametrize(
    "phrase, said",
    [
        ("水が止まらない", "水は止まりました"),
        ("火が出", "火を消して家を出た"),
        ("天井から水", "天井を塗りました。水はお持ちします"),
        ("電気が全部", "電気代が全部でいくらか"),
    ],
)
def test_the_same_words_with_another_meaning_are_not_the_clients(phrase: str, said: str) -> None:
    assert not said_in_other_words(phrase, said)


def test_what_has_to_do_with_an_accident_is_none() -> None:
    assert not is_danger("事故車の修理の協定の件で", ("事故",))
    assert is_danger("さっき事故にあって", ("事故",))


def test_a_denial_counts_unless_worse_is_told_or_it_is_asked() -> None:
    assert is_denied("急ぎの事故とかじゃなくて、修理代のお話です", ("事故",))
    assert not is_denied("漏水じゃなくて、煙が出てるんです", ("漏水", "煙"))
    assert not is_denied("これって事故じゃないですか", ("事故",))


def test_number_place_and_name_are_kept_beside_a_question(at) -> None:
    call, said = at(
        "midori_homes",
        "なんか天井からぽたぽた水が落ちてきてて、上の人も出ないんですけど",
        "みどりハイツの203の山口です。番号は090-0012-7788。電気とか大丈夫ですかね。",
    )
    report = call.report()
    assert report.callback_number == "090-0012-7788" and report.caller_name == "山口"
    assert "203" in (report.purpose or "")
    assert "ブレーカー" in said[0] and "ブレーカー" in said[1]
    assert "090-0012-7788でございますね" in said[1] and "おつなぎ" in said[1]


def test_a_question_nobody_here_may_answer_is_passed_on_in_words(at) -> None:
    call, said = at(
        "aoba_law",
        "主人が、今警察の人が来て連れていかれちゃったんです",
        "新宿の架空町で、番号は090-0012-4411です。これって逮捕なんでしょうか。もう帰ってこないんですか。",
        "私も行ったほうがいいんですか",
    )
    assert "警察署の名前" in said[0] and "場所" not in said[0]
    assert "係の者からお答え" in said[1] and "係の者" in said[2]
    assert "帰ってこない" in (call.report().purpose or "")


def test_whether_to_call_an_ambulance_is_answered(at) -> None:
    _, said = at(
        "smile_corp",
        "お客さんが会議室で倒れて、呼んでも返事がないんです",
        "架空ビルの3階、090-0012-3455です。救急車、もう呼んだほうがいいんですか",
    )
    assert "119" in said[0] and "119" in said[1]


def test_the_first_words_to_one_who_worries_are_of_concern(at) -> None:
    _, said = at("aoba_law", "息子が警察に捕まったみたいで、今留置場にいるって")
    _, other = at("midori_homes", "鍵をなくしちゃって、部屋に入れないんです")
    assert "警察署" in said[0] or "ご心配" in said[0]
    assert other[0].startswith("それはお困りでございますね")


def test_an_emergency_that_is_denied_is_taken_back(at) -> None:
    call, said = at(
        "smile_corp",
        "機械の煙のことなんですけど",
        "いえいえ、煙が出てるとかじゃなくて、修理代のお話です",
    )
    report = call.report()
    assert "おつなぎ" not in said[1] and "失礼いたしました" in said[1]
    assert report.kind != "emergency" and report.urgency == "normal"
    assert report.escalation is None


def test_a_yes_to_the_number_read_back_confirms_it(at) -> None:
    call, _ = at(
        "smile_corp",
        "コーヒーの機械から煙が出てるんです",
        "架空ビルの2階です。090-0012-3455です",
        "はい、そうです",
    )
    assert "callback_number" not in call.report().unconfirmed


def test_what_happened_in_a_colleagues_family_is_passed_on_with_the_number(at) -> None:
    call, said = at(
        "smile_corp",
        "いつも主人がお世話になっております。技術部の高橋の家内でございますが。",
        "はい、お願いします",
        "下の子が学校でけがをして、今から病院に行くところなんです。",
        "090-0012-7093です",
        "はい",
    )
    report = call.report()
    assert "119" not in "".join(said) and not call.state.escalated
    assert report.kind == "family" and report.urgency == "high"
    assert report.callback_number == "090-0012-7093" and "けが" in (report.purpose or "")
    assert "すぐ連絡を取り" in said[4]


@pytest.mark.parametrize(
    "client, told, advice",
    [
        (
            "aoba_law",
            "うちの人がさっき、おまわりさんに車に乗せられて連れてかれちゃったんです",
            "警察署",
        ),
        (
            "midori_homes",
            "上の階から水がぽたぽた落ちてきて、床がびしょびしょなんです",
            "ブレーカー",
        ),
        ("midori_homes", "台所で変な臭いがして、シューって音もするの。ガスかしらねえ", "窓"),
        ("kaede_dental", "息子が転んで、前歯が一本抜け落ちちゃったんです", "牛乳"),
    ],
)
def test_the_manuals_advice_is_found_by_what_was_meant(at, client, told, advice) -> None:
    call, said = at(client, told)
    assert advice in said[0] and call.report().kind == "emergency"


def test_one_who_told_only_where_is_asked_for_the_number_once(at) -> None:
    told = "押し入れの天井から水がしみてきて、布団が水びたしなんです"
    call, said = at("midori_homes", told, "架空ハイツの302です", "090-0012-4477です")
    assert "お電話番号" in said[1] and "場所" not in said[1]
    assert "おつなぎ" in said[2] and call.report().callback_number == "090-0012-4477"
    _, silent = at("midori_homes", told, "架空ハイツの302です", "わかりません、早く来てください")
    assert "おつなぎ" in silent[2]


@pytest.mark.parametrize(
    "manual, said, advice",
    [
        ("kaede_dental", "妹がすべり台から落ちて、前歯が根元から取れちゃって", "牛乳"),
        ("kaede_dental", "テニスの球が顔に当たりまして、下の歯が一本取れました", "牛乳"),
        ("kaede_dental", "バットが口に当たって、歯が根元から折れちゃって", "牛乳"),
        ("kaede_dental", "母が夕飯のとき、入れ歯の金具を飲み込んじゃったみたいなんです", ""),
        (
            "kotori_shop",
            "土鍋の取っ手が外れて、熱いスープを手にこぼして水ぶくれなんです",
            "流れる水",
        ),
        ("kotori_shop", "急須が割れて、沸いたお湯が子どもの足にかかっちゃって", "流れる水"),
        ("kotori_shop", "今届いた包丁の箱を開けたら、指をざっくり切っちゃって", "おやめ"),
        ("kotori_shop", "おまけの小さい磁石を、うちの子が口に入れて、ごっくんしちゃいました", ""),
        ("midori_homes", "主人が脚立から落ちて、起き上がれないんです", ""),
        ("midori_homes", "エレベーターが途中で止まって、中から出られないんです", ""),
        ("smile_corp", "御社の機械に社員が指を挟まれて、抜けないんです", ""),
        (
            "smile_corp",
            "お茶の機械の裏から水がじゃあじゃあ流れてきて、廊下までびしょびしょです",
            "止水栓",
        ),
        ("smile_corp", "コーヒーの機械のお湯が手にかかって、赤くただれてきたんですけど", ""),
        ("smile_corp", "複合機の裏から、ぱちぱち光って変な音がしてます", "電源"),
        ("aoba_law", "今そちらの待合室で、おじいさんが胸を押さえてうずくまってます", ""),
    ],
)
def test_harm_that_is_done_now_is_danger_in_any_words(
    at, manual: str, said: str, advice: str
) -> None:
    call, told = at(manual, said)
    report = call.report()
    assert (report.kind, report.urgency) == ("emergency", "emergency")
    assert call.state.escalated and advice in told[0]


@pytest.mark.parametrize(
    "manual, said",
    [
        ("kaede_dental", "差し歯が取れちゃって、今週のどこかで入りますか"),
        ("kaede_dental", "被せ物を飲み込んだことがあって、それ以来怖くて"),
        ("kaede_dental", "入れ歯が割れちゃったんですけど、直りますか"),
        ("kotori_shop", "やかんのお湯が漏れるんですけど、返品できますか"),
        ("kotori_shop", "この部品、小さくて子どもが飲み込みそうで危ないんです"),
        ("kotori_shop", "集合写真でうちの子が目をつぶってるんです"),
        ("midori_homes", "洗濯機置き場の水の流れが悪いんです"),
        ("smile_corp", "コーヒーマシンのお湯がぬるいんですけど"),
        ("kaede_dental", "手付を打ったあとで気が変わったら、お金は戻りますか"),
        ("kotori_shop", "脱毛のところがひりひりして、水ぶくれになってるんです"),
        ("smile_corp", "倒れた自転車が、うちの車に傷をつけたんです"),
        ("smile_corp", "早めに手を打っていただけると助かります"),
        ("aoba_law", "3か月前に機械に指を挟まれて、労災の相談をしたいんです"),
    ],
)
def test_what_only_sounds_like_harm_rings_nobody(at, manual: str, said: str) -> None:
    call, _ = at(manual, said)
    assert not call.state.escalated


@pytest.mark.parametrize(
    ("manual", "said"),
    [
        (
            "smile_corp",
            "あの今そちらのショールームにいるんですけどズレが急に倒れて意識がないんです誰か来てください",
        ),
        (
            "midori_homes",
            "台所の流しの下からじゃあじゃあ水が出てきちゃって、床がもうびしょびしょなんです",
        ),
        ("kaede_dental", "息子が自転車でこけて、前歯が1本まるごと取れちゃったんです"),
    ],
)
def test_danger_in_a_long_sentence_is_heard_at_once(at, manual: str, said: str) -> None:
    call, _ = at(manual, said)
    assert call.report().kind == "emergency"
