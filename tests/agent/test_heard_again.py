"""What is said once more, pressed, reproached or kept silent is met as people mean it."""

from __future__ import annotations

import pytest

from agent.displeasure import is_reproach
from agent.menu_wishes import _SERVES as BY_WHOM

HELLO = "スマイル企画の江川と申します。営業の栗本さんはいらっしゃいますか"


@pytest.mark.parametrize(
    "again", [HELLO, "もしもし、栗本さんはいらっしゃいますか", "営業の栗本さんはいらっしゃいますか"]
)
def test_who_asks_for_somebody_once_more_hears_again_that_she_is_away(at, again: str) -> None:
    call, said = at("smile_corp", HELLO, again)
    assert "出張中" in said[1] and call.state.asked == "offer_callback"
    assert "営業時間" not in said[1] and not call.report().callback_wanted


def test_a_way_today_is_no_question_for_somebody_else(at) -> None:
    _, said = at("smile_corp", HELLO, "そうですか。今日中に連絡を取る方法はありませんか")
    assert said[1].startswith("かしこまりました。栗本に、至急")


def test_words_to_the_desk_are_no_purpose(at) -> None:
    call, _ = at(
        "smile_corp",
        HELLO,
        "そうですか、今日中に連絡を取る方法はありませんか",
        "はい、メールアドレスを教えてください",
        "復唱します。kurimoto@smilecorp.com",
        "012-3456-7890",
        "はい",
    )
    assert call.report().purpose == "今日中に連絡を取る方法はありませんか"


def test_silence_is_asked_after_then_offered_the_keypad_then_let_go(at) -> None:
    call, _ = at("smile_corp")
    first, second, third = call.wait(), call.wait(), call.wait()
    assert "お声が届いて" in first and "ボタン" in second and "失礼いたします" in third


def test_a_number_keyed_in_instead_of_words_is_called_back(at) -> None:
    call, _ = at("smile_corp")
    call.wait()
    call.wait()
    assert "03-0012-3456でよろしい" in call.press("0300123456#")
    assert "折り返し" in call.say("はい")
    assert call.report().callback_number == "03-0012-3456"


def test_more_digits_than_any_number_has_are_none(at) -> None:
    call, _ = at("smile_corp")
    call.press("9" * 38)
    assert call.report().callback_number is None


def test_a_yes_or_no_is_waited_for_after_the_keypad_was_offered(at) -> None:
    call, _ = at("smile_corp", HELLO, "はい、お願いします", "03-0012-3456です")
    call.wait()
    offered = call.wait()
    assert "1" in offered and "でよろしいでしょうか" in offered
    assert call.state.asked == "confirm_number"


def test_why_she_calls_is_asked_with_the_number_and_either_may_come_first(at) -> None:
    call, said = at(
        "smile_corp", HELLO, "はい、お願いします", "来月の展示会の打ち合わせの件なんですが"
    )
    assert "ご用件と、お電話番号" in said[1] and "ショールーム" not in said[2]
    call.say("03-0012-3456です")
    call.say("はい")
    assert "展示会" in (call.report().purpose or "")
    both, said = at("smile_corp", HELLO, "はい、お願いします", "03-0012-3456です。見積もりのことで")
    assert "お見積もりは" not in said[2] and "見積もり" in (both.report().purpose or "")


def test_why_she_calls_is_not_asked_where_she_told_it(at) -> None:
    _, said = at("smile_corp", HELLO, "はい、請求書の件でお電話がほしいんです")
    assert "ご用件" not in said[1]


@pytest.mark.parametrize(
    "said",
    [
        "九時半の予約で、呼ばれたのが十一時ですよ。予約って何のためにあるんですか。",
        "受付の人に鼻で笑われたよ。どういう教育してんだ。",
    ],
)
def test_a_reproach_is_a_complaint_whatever_it_names(at, said: str) -> None:
    call, answers = at("kaede_dental", said)
    assert is_reproach(said) and call.state.value("kind") == "complaint"
    assert "申し訳ございません" in answers[0]


def test_who_gives_up_after_a_refusal_is_let_go(at) -> None:
    call, said = at(
        "aoba_law",
        "妻がそちらで先週相談したと思うんですが、次はいつでしたっけ。",
        "融通がきかないのね。わかりました、もう結構です。",
    )
    assert "お答えいたしかねます" in said[0] and call.state.ended and "ご用件" not in said[1]


def test_a_machine_is_asked_after_in_any_dialect(at) -> None:
    _, said = at("kaede_dental", "あれ、これ、あんた機械と違うんか")
    assert "自動応答" in said[0]


def test_family_news_that_cannot_wait_goes_at_once_and_nobody_is_sent_for_an_ambulance(at) -> None:
    call, said = at(
        "smile_corp",
        "栗本美香の母でございますが、お父さんが、さっき倒れて病院に運ばれたんです。美香にすぐ電話するように言ってもらえませんか。",
        "080-0019-6640です",
        "はい",
    )
    report = call.report()
    assert report.kind == "family" and report.urgency == "high" and "119" not in "".join(said)
    assert "病院に運ばれた" in (report.purpose or "") and "すぐ連絡" in said[-1]


def test_what_is_asked_of_a_card_s_number_declines_no_telephone(at) -> None:
    call, said = at(
        "kaede_dental",
        "クリーニングの予約をしたいんですけど。火曜の午前10時に。梅津です",
        "診察券ねえ、どこへやったかしら。番号は分からないの。",
    )
    assert call.state.note("skip_number") != "1" and "お電話番号" in said[1]


def test_a_price_of_wrapping_is_not_the_price_of_what_is_wrapped(at) -> None:
    _, said = at(
        "kotori_shop",
        "大きいタオルを二枚、あと急須を一つお願いしたいの",
        "はい",
        "贈り物だから包んでいただくと、一ついくらかかるのかしら。",
    )
    assert "220円" in said[2] and "4,950円" not in said[2]


def test_an_offer_told_when_the_reason_is_asked_for_is_refused(at) -> None:
    call, said = at(
        "smile_corp",
        "仁科ですけど、栗本さんいらっしゃる？",
        "ええ、ぜひかけてもらってください。",
        "いやあ、節税になるマンション経営のお話でしてね、ほんの10分だけ。",
    )
    assert "ご用件" in said[1] and "お断り" in said[2]
    assert call.report().kind == "sales" and not call.report().callback_wanted


def test_who_only_asked_is_let_go_with_the_answer_told(at) -> None:
    call, said = at(
        "smile_corp",
        "コーヒーの機械、借りたら毎月いくらですか",
        "しばらくただで置いて使わせてもらうのは無理なの？",
        "わかりました、ちょっと考えます。",
    )
    report = call.report()
    assert report.outcome == "answered" and not report.promised and not report.callback_wanted
    assert "製造番号" not in said[2]


def test_a_word_to_be_left_is_waited_for_and_no_call_is_promised_against_it(at) -> None:
    call, said = at(
        "kaede_dental",
        "架空歯科医師会の久保寺と申します。水野院長先生はお手すきでいらっしゃいますでしょうか。",
        "さようでございますか。それでは、お言付けをお願いできますでしょうか。十二月の理事会が、十日から"
        "十七日に変わりましたとだけお伝えくださいませ。お電話は頂戴しなくて結構でございます。",
        "恐れ入りますが、先生は今、ご診療中でいらっしゃいますか。",
    )
    report = call.report()
    assert report.outcome == "message_taken" and "十七日に変わりました" in said[1]
    assert report.purpose == "十二月の理事会が、十日から十七日に変わりました"


def test_who_announces_a_word_with_her_name_has_not_left_it_yet(at) -> None:
    call, said = at("kaede_dental", "北浦義肢の目時です、水野先生に伝言だけお願いしたいんですが。")
    assert call.state.asked in ("message", "caller_name") and "目時です」" not in said[0]
    assert "装具" in call.say("木曜に装具を届けに行きます") or call.state.value("message")


def test_a_day_put_right_after_the_promise_moves_the_wish(at) -> None:
    call, said = at(
        "midori_homes",
        "来週の火曜の2時に内見したいんですけど",
        "メゾン架空です",
        "増子です",
        "080-0034-9102です",
        "はい",
        "あっ、ごめんなさい、火曜は仕事だった。木曜で、2時は同じでお願いします。",
    )
    assert call.state.value("wish") == "2026-12-03T14:00" and "12月3日" in said[5]


def test_nothing_more_is_no_message_after_a_complaint(at) -> None:
    call, said = at(
        "kotori_shop",
        "先週頼んだお皿まだ届かないんだけど、どういうこと",
        "矢作です",
        "090-0029-8134",
        "はい",
        "ないです",
    )
    assert call.state.ended and "申し伝え" not in said[4]


def test_what_is_told_of_a_complaint_is_not_asked_after_as_danger(at) -> None:
    _, said = at(
        "midori_homes",
        "給湯器が壊れてお湯が出ないって電話して、業者を寄こすって言ったきり誰も来ないじゃないですか。",
        "小宮山です。架空ハイツの302です。090-0082-3371です",
        "はい",
        "赤ん坊をずっとお風呂に入れられないんですよ。毎日やかんでお湯沸かしてるんです。",
    )
    assert "今、起きていること" not in "".join(said)


def test_who_calls_for_herself_has_no_firm_and_keeps_her_name(at) -> None:
    call, _ = at(
        "smile_corp",
        "栗本さんをお願いします",
        "梅津です、梅津ハル。",
        "はい、お願いします",
        "090-0017-3306です",
        "いえ、個人です。",
    )
    assert call.state.value("caller_name").startswith("梅津")
    assert call.state.value("caller_company") == ""


def test_whom_a_visit_is_wished_with_is_not_called_to_the_telephone() -> None:
    assert BY_WHOM.match("さんで") and BY_WHOM.match("先生がいいです")
    assert not BY_WHOM.match("さんはいらっしゃいますか") and not BY_WHOM.match("です")


def test_a_department_heard_in_a_cry_for_help_is_none(at) -> None:
    call, _ = at(
        "aoba_law",
        "息子がさっき警察に連れて行かれまして、けんかで相手の方にけがをさせたとかで、どうしていいか",
    )
    assert call.state.value("kind") == "emergency"
    assert call.state.value("target_department") != "経理"


def test_a_landlord_is_nobody_of_ours(at) -> None:
    call, said = at(
        "midori_homes",
        "猫を2匹飼えますか",
        "2匹だと絶対だめってことですか。大家さんに聞いてもらうとかできません？",
    )
    assert "見当たりません" not in said[1] and call.report().kind == "inquiry"


def test_a_number_told_again_as_it_was_read_back_is_not_read_back_forever(at) -> None:
    call, said = at(
        "smile_corp",
        HELLO,
        "はい、お願いします",
        "090-0036-7742です",
        "いえ、違います。090-0036-7742です",
        "いえ、違います。090-0036-7742です",
    )
    assert "でよろしい" in said[3] or "でお間違い" in said[3]
    assert "申し伝えます" in said[4] and call.report().callback_number == "090-0036-7742"
