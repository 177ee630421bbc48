"""Calls as strangers play them, in their own words and dialects."""

from __future__ import annotations

from agent.danger import is_said, says_danger


def test_the_end_of_another_word_is_no_burn_and_no_injury(at) -> None:
    call, said = at(
        "kotori_shop",
        "小鳥遊社長はおられますか",
        "難波の中西やけど、焼き物の仕入れの話で電話くれ、言うといて",
    )
    assert "冷やし" not in said[1] and call.report().kind != "emergency"
    assert not says_danger("社長だけが頼りなんです")


def test_a_burn_is_a_burn_beside_any_word() -> None:
    for text in ("お湯でやけどした", "手をやけどしてもうた", "大やけどです", "顔のやけどが"):
        assert is_said("やけど", text, "") and says_danger(text)


KURIMOTO = "ケー、ユー、アール、アイ、エム、オー、ティー、オー"


def test_the_local_part_alone_is_a_read_back_whatever_stands_beside_it(at) -> None:
    for around in (
        f"すみません、もう一度。{KURIMOTO}ですね",
        f"あの、私、ケーと申しました。{KURIMOTO}",
    ):
        call, said = at("smile_corp", "三浦です。栗本さんのメールアドレスを教えてください", around)
        assert "さようでございます" in said[1] and "文字目" not in said[1]
        assert call.report().caller_name == "三浦"


def test_an_address_read_back_in_dialect_is_confirmed_and_the_caller_may_end(at) -> None:
    read_back = (
        "ディー、ハイフン、エム、ユー、アール、エー、アイ、アットマーク、"
        "ことりハイフンショップ、ドット、イグザンプル、ドットコムやね"
    )
    asked = "村井大介さんのメールアドレス教えて"
    call, said = at("kotori_shop", asked, read_back, "それで合うとるやろ？ほなおおきに")
    assert "さようでございます" in said[1] and "失礼いたします" in said[2] and call.state.ended


def test_whether_the_address_is_right_is_answered_by_the_address(at) -> None:
    asked = "栗本さんのメールアドレスを教えてください"
    _, said = at("smile_corp", asked, KURIMOTO, "先ほどので合っていますか？ケーから始まるので")
    assert "kurimoto@smilecorp.com" in said[2]


def test_who_has_the_address_and_writes_herself_is_let_go(at) -> None:
    asked = ("経理の佐藤さんお願いします", "メールアドレスを教えて")
    leaves = "会社名？架空オフィスの坂。席外してるならいいや、メールしとくから"
    call, said = at("smile_corp", *asked, leaves)
    assert call.state.ended and "折り返し" not in said[2]
    assert call.report().caller_company == "架空オフィス"
    call, said = at("smile_corp", *asked, "だからもう分かったって。切るよ")
    assert call.state.ended


def test_a_name_is_taken_without_to_and_from_a_cry(at) -> None:
    call, said = at("kotori_shop", "まいど、難波の中西言いますけど、社長さんおられますか")
    assert call.report().caller_name == "中西" and "お名前を" not in said[0]
    for told in ("もう三回言うとるで！中西！", "な、か、に、しです。中西。", "中西だってば"):
        call, _ = at("kotori_shop", "小鳥遊社長おられますか", told)
        assert call.report().caller_name == "中西"
    call, _ = at("kotori_shop", "小鳥遊社長おられますか", "文句言いますけど")
    assert call.report().caller_name is None


def test_an_address_refused_of_one_is_told_of_the_one_who_took_over(at) -> None:
    asked = "宇佐美先生のメールアドレスを教えてください"
    also = "南と申します。会社はないです。じゃあ三宅先生のアドレスは教えてもらえますか"
    _, said = at("aoba_law", asked, also)
    assert "miyake@aoba-law.example.jp" in said[1]


def test_not_by_telephone_but_the_address_is_no_wish_to_be_called(at) -> None:
    call, said = at(
        "aoba_law",
        "南と申します。三宅先生をお願いします",
        "いや、電話じゃなくてメールを教えてほしいんです",
    )
    assert "miyake@aoba-law.example.jp" in said[1]
    assert not call.report().callback_wanted


def test_a_yes_to_the_read_back_is_no_part_of_the_message_and_the_call_stays_wished(at) -> None:
    call, said = at(
        "smile_corp",
        "みなと企画の三浦と申します。栗本さんお願いします",
        "では、お願いします。090-0011-2233です",
        "はい、そのとおりです。見積書の件とお伝えください",
    )
    made = call.report()
    assert "とおり" not in said[2] and "とおり" not in (made.purpose or "")
    assert "見積書の件" in (made.purpose or "") and made.callback_wanted


def test_of_an_item_said_twice_the_last_count_is_ordered_and_the_other_taken_back(at) -> None:
    call, said = at(
        "kotori_shop",
        "急須を2つと、フェイスタオルを5枚。あ、タオルやっぱり6枚で",
        "違う、タオルは6枚だけ。5枚は取り消して",
    )
    assert "フェイスタオルを6枚" in said[0] and "5枚" not in said[0]
    assert "予約" not in said[1] and "柔軟剤" not in said[1] and call.report().kind == "order"
    assert "5枚" not in call.state.value("order")
