"""What callers tell and ask in one breath: nothing of it is lost, and nothing else is answered."""

from __future__ import annotations

import pytest

from agent.beside import parts
from agent.displeasure import thing_of
from agent.mentions import caller_in
from agent.utterance import listen
from knowledge.reader import read


def test_a_wish_that_leads_up_to_a_question_is_met_beside_its_answer(at) -> None:
    call, said = at(
        "aoba_law",
        "離婚のことで一度お話を聞いていただきたいんですけど、下の子がまだ二つで、一緒でも平気でしょうか。",
        "来週の火曜の2時ごろ",
    )
    assert "お子様とご一緒で構いません" in said[0] and "ご希望の日にち" in said[0]
    assert call.report().kind == "reservation_new"


@pytest.mark.parametrize(
    "said",
    [
        "予約したいんですけど、来週の火曜は空いてますか",
        "駐車場のことを教えてほしいんですけど、何台停められますか",
        "クリーニングをお願いしたいんですが、いくらくらいかかりますか",
        "先生に相談したいんですけど、相談料っていうのは高いんですかね",
    ],
)
def test_a_question_of_the_wish_itself_is_not_taken_out(said: str) -> None:
    own, beside = parts(listen(said, read(said)), "", lambda text, reading: True)
    assert own.text == said and not beside


def test_the_price_of_something_else_is_not_told(at) -> None:
    _, said = at("kaede_dental", "歯のクリーニングをお願いしたいんですが、いくらくらいかかりますか")
    assert "ホワイトニング" not in said[0] and "ご希望の日にち" in said[0]


def test_an_order_and_its_postage_are_both_met(at) -> None:
    _, said = at(
        "smile_corp", "豆を6袋とカップを2箱持ってきてほしいんですけど、送料って取られます?"
    )
    assert "600円" in said[0] and "コーヒー豆を6袋、紙コップを2箱" in said[0]


def test_goods_given_up_and_goods_instead_while_a_day_is_asked_for(at) -> None:
    call, said = at(
        "kotori_shop",
        "ポットひとつと手ぬぐいを4枚お願いします",
        "はい",
        "茨城県架空市大字架空12の4だ",
        "あー、ポットはやっぱやめて、急須のほうひとつにしてくれや。あと代引きだっぺ、手数料はなんぼ。",
    )
    assert "330円" in said[-1] and "手ぬぐいを4枚、急須をひとつ" in said[-1]
    assert call.state.value("detail:住所") == "茨城県架空市大字架空12の4"


def test_a_call_promised_to_one_who_then_sells_is_taken_back(at) -> None:
    call, said = at(
        "midori_homes",
        "お世話になっております、架空エナジーの真壁と申しますが、アパートの屋根の件で緑川社長様に。",
        "はい",
        "03-0093-4410です",
        "はい",
        "屋根をお貸しいただくだけで毎月収入になる太陽光のご提案でして、5分だけでいいんです。",
    )
    report = call.report()
    assert "折り返しのお電話もいたしかねます" in said[-1]
    assert (report.kind, report.outcome) == ("sales", "refused")
    assert not report.callback_wanted and not report.promised


WEB = "架空ラボの関口です、御社のホームページの件で、栗本様はいらっしゃいますか。"


def test_one_who_may_sell_is_asked_why_before_she_hears_where_anybody_is(at) -> None:
    call, said = at("smile_corp", WEB, "検索で一位にするサービスのご案内でして")
    assert said[0] == "恐れ入りますが、どのようなご用件でしょうか。"
    assert call.report().outcome == "refused"


def test_one_who_has_a_reason_is_then_met_as_anybody(at) -> None:
    call, said = at("smile_corp", WEB, "先日ご依頼いただいた修正の件です。")
    assert "栗本" in said[1] and "修正の件" in (call.report().purpose or "")


def test_a_neighbours_noise_is_no_call_for_a_superior(at) -> None:
    call, said = at(
        "midori_homes",
        "上の部屋がどたどた毎晩ひどくて、寝られないんですよ。",
        "安西です",
        "090-0088-2607です。",
        "はい",
        "私が言ったって上の人にばれたりしません?",
    )
    assert "物音" in said[0] and not call.report().escalation


def test_what_is_asked_while_a_person_is_rung_is_answered_where_the_manual_does(at) -> None:
    _, said = at(
        "smile_corp",
        "先週頼んだカップがもう割れてるんですけど、どういうつもりですか。",
        "福留です",
        "送料はかかりますか",
    )
    assert "600円" in said[-1] and "呼び出しております" in said[-1]


def test_the_mother_of_a_pupil_is_no_staff(at) -> None:
    call, _ = at("smile_corp", "中2の野中陽翔の母です、熱が出たので今日は休ませてください。")
    assert call.report().kind != "staff_call"


def test_where_no_life_is_at_stake_the_name_is_asked_with_the_place(at) -> None:
    call, said = at(
        "midori_homes",
        "天井から水が漏れてきてるんです",
        "コーポ架空の201の田村です。090-0019-4476です。",
    )
    assert "お名前" in said[0] and call.report().caller_name == "田村"
    _, said = at("smile_corp", "社員が倒れて意識がないんです")
    assert "119" in said[0] and "お名前" not in said[0]


def test_no_ambulance_is_called_for_a_dog(at) -> None:
    _, said = at("kaede_dental", "犬が血を吐いて、意識がないんです、どうしたら")
    assert "119" not in said[0]


def test_who_thanks_after_a_no_wants_nothing_more(at) -> None:
    _, said = at("aoba_law", "子連れでも大丈夫ですか", "いえ、あの、ありがとうございます。")
    assert said[-1].startswith("お電話ありがとうございました")


def test_an_estimate_is_nobodys_name() -> None:
    said = "えっと、トイレの交換の見積もりです"
    assert caller_in(listen(said, read(said))).name is None


def test_the_thing_stands_before_the_pause_as_well() -> None:
    assert thing_of("直してもらった洗面所の蛇口、またぽたぽた垂れてるんだけど") == "蛇口"
    assert thing_of("昨日、また止まったんですけど") == ""


def test_who_calls_for_the_first_time_is_not_sent_away(at) -> None:
    _, said = at("kaede_dental", "初めてお電話します、小5の娘に矯正を一度診てもらいたいんですが")
    assert "お待ちしております" not in said[0] and "正午" not in said[0]


def test_a_firm_and_a_name_each_by_itself_are_both_kept() -> None:
    for said, firm, name in (
        ("ウェブ架空ラボです。関口です。", "ウェブ架空ラボ", "関口"),
        ("有限会社うみべ配送です。都築です。", "有限会社うみべ配送", "都築"),
        ("お世話になっている三和フーズの堀です", "三和フーズ", "堀"),
    ):
        caller = caller_in(listen(said, read(said)))
        assert caller.company is not None and caller.company.text == firm
        assert caller.name is not None and caller.name.text == name


ORDER = (
    "豆を三袋とコップを四箱お願いしたいの。",
    "はい",
    "桜台診療所です。沼田と申します。",
    "03-0022-7715です。",
    "はい",
)


def test_goods_added_after_the_promise_are_read_back_with_the_rest(at) -> None:
    _, said = at(
        "smile_corp", *ORDER, "あとねえ、ミルクも一箱いただこうかしら。あれはおいくらだったかしら。"
    )
    assert "コーヒー豆を三袋、紙コップを四箱、ミルクを一箱" in said[-1]
    assert "確認いたします" in said[-1] and "ご注文は" not in said[-1]


def test_goods_behind_and_then_are_no_question_of_their_own(at) -> None:
    _, said = at(
        "smile_corp",
        "豆をね、三袋と、それからコップを二箱、あ、違うわ、コップは四箱お願いしたいの。",
    )
    assert "コーヒー豆を三袋、紙コップを四箱" in said[0]


def test_that_she_called_is_all_there_is_to_tell(at) -> None:
    call, said = at(
        "smile_corp",
        "架空製作所の遠山です、佐藤部長いますか",
        "いや、折り返しはいいです",
        "電話があったことだけ言っといてください",
    )
    assert call.report().outcome == "notify" and "お電話をいただきましたこと" in said[-1]


def test_the_mother_of_one_arrested_is_asked_her_name_and_sent_no_ambulance(at) -> None:
    call, said = at(
        "aoba_law",
        "息子がさっき警察に連れて行かれまして、けんかで相手にけがをさせたとかで、どうしていいか",
        "戸塚です、090-0016-8852です",
    )
    assert "お名前" in said[0] and "119" not in said[0]
    assert call.report().caller_name == "戸塚"


def test_a_visit_with_a_time_that_is_given_up_is_cancelled(at) -> None:
    call, _ = at(
        "kaede_dental", "おはようございます、今日の16時の検診、風邪ひいたので休みます。千田です。"
    )
    assert call.report().kind == "reservation_cancel"


def test_moving_a_visit_is_answered_with_no_hours(at) -> None:
    _, said = at("kaede_dental", "明日の予約なんですけど、午後にずらせますか")
    assert "土曜日は" not in said[0] and "確認いたします" not in said[0]


def test_when_a_booking_was_is_looked_into(at) -> None:
    for said in (
        "先週予約した白井ですけど、日にち忘れちゃって。いつでしたっけ。",
        "来週の予約が何時だったか確認したいんですけど",
    ):
        call, answers = at("kaede_dental", said)
        assert "ご予約の日時の、ご確認" in answers[0] and "折り返し" in answers[0]
        assert call.report().kind == "inquiry"


def test_who_returns_a_call_is_not_asked_why(at) -> None:
    call, said = at(
        "smile_corp",
        "青葉デザインの菊地です。先ほどお電話いただいたようなんですが。",
        "03-0012-9988です",
        "はい",
    )
    assert "ご用件" not in said[0]
    assert call.report().purpose == "こちらからの着信への折り返し"


def test_what_an_unknown_person_called_about_is_not_asked_again(at) -> None:
    _, said = at(
        "smile_corp",
        "田中さんっていう方から請求書のことで電話があったみたいで折り返したんですけど。",
        "ひかり工業の本田です",
    )
    assert "確認いたしまして、折り返し" in said[-1] and "ご用件" not in said[-1]
    assert "商品名" not in said[-1]


def test_a_wrong_paper_is_put_right_by_a_call_and_not_by_an_answer_alone(at) -> None:
    _, said = at(
        "smile_corp",
        "領収書の宛名が間違ってるんで出し直してもらいたいんですけど、どちらに言えばいいですか。",
    )
    assert "お名前" in said[0]


def test_a_time_to_come_says_that_there_is_no_danger(at) -> None:
    call, _ = at(
        "kaede_dental",
        "子どもの歯がぐらぐらしてて抜けそうなんですけど、今日って見てもらえたりします？",
        "えっと、4時半とか",
    )
    assert call.report().kind == "reservation_new"


def test_a_name_said_where_a_number_is_asked_for_is_who_calls(at) -> None:
    call, said = at("kaede_dental", "土曜の10時に検診お願いします", "長谷部です")
    assert call.report().caller_name == "長谷部" and "診察券番号" in said[-1]


def test_a_carrier_is_not_told_how_long_deliveries_take(at) -> None:
    _, said = at(
        "smile_corp", "宅配便の者ですけど、今日荷物が届くんですけど何時ごろならいらっしゃいますか。"
    )
    assert "営業日" not in said[0] and "折り返し" in said[0]


def test_who_meets_one_of_ours_and_is_late_is_told_that_she_is_told(at) -> None:
    call, said = at(
        "aoba_law",
        "三宅先生と10時にお約束していた安藤です、電車が止まってまして30分くらい遅れます。",
    )
    assert "30分くらい遅れて" in said[0] and "三宅に申し伝えます" in said[0]
    assert call.report().outcome == "message_taken"


def test_what_is_asked_of_one_of_ours_is_answered_by_a_call(at) -> None:
    call, said = at(
        "smile_corp",
        "栗本さんに明日の打ち合わせ、御社に伺ってもいいか聞いてほしいんですけど。",
        "架空プランニングの早坂です",
        "03-0012-6655",
        "はい",
    )
    assert "お電話番号" in said[1] and call.report().outcome == "callback_promised"


def test_no_number_of_an_order_is_asked_before_anything_is_ordered(at) -> None:
    _, said = at("kotori_shop", "手ぬぐいの柄って選べます?")
    assert "注文番号" not in said[0]


def test_thanks_to_be_told_are_told_as_thanks(at) -> None:
    _, said = at(
        "smile_corp",
        "鳥居です。栗本さんいらっしゃいますか。",
        "いえ、伝言だけで",
        "はい、お礼だけ伝えてくださいな。",
    )
    assert "「お礼を申し上げたい」" in said[-1]


def test_nobody_says_back_what_is_said_in_passing(at) -> None:
    _, said = at(
        "smile_corp",
        "鳥居です。栗本さんいらっしゃいますか。",
        "はい",
        "03-0012-4865です",
        "はい",
        "なんだ、だめか。じゃあ、あっちから電話くれるように言ってくれや。",
    )
    assert "なんだ" not in said[-1] and "申し伝えます" in said[-1]


def test_one_of_ours_who_tells_what_stands_written_is_asked_for_what_holds(at) -> None:
    call, _ = at(
        "smile_corp",
        "お疲れさま、営業の栗本です。あした十時に戻るって書いてあると思うけど、あさっての昼の一時になったから直しといて。",
    )
    assert call.state.value("back").startswith("2026-11-26T13:00")


def test_nights_are_no_time_of_day(at) -> None:
    call, _ = at("kaede_dental", "来月の十九日の土曜に、一晩だけ検査でお願いしたいんですけど。")
    assert call.state.value("wish") == "2026-12-19"


def test_another_time_of_the_day_booked_is_that_days(at) -> None:
    call, said = at("kaede_dental", "明日3時に予約してる者ですが、4時に変えられますか?")
    assert call.state.value("wish") == "2026-11-25T16:00" and "何月何日" not in said[0]


def test_a_car_that_stands_at_the_side_of_a_motorway_is_an_emergency(at) -> None:
    call, _ = at("smile_corp", "高速でタイヤがパンクしちゃって、今路肩に止まってるんですけど。")
    assert call.report().kind == "emergency"


def test_what_is_looked_into_is_not_guessed_at_beside_it(at) -> None:
    _, said = at("smile_corp", "水筒の名入れってやってくれるの?あといくら?")
    assert not ("折り返し" in said[0] and "についてのお問い合わせでしょうか" in said[0])


def test_who_lives_where_is_told_nobody(at) -> None:
    _, said = at(
        "midori_homes",
        "203号室の人って、まだ住んでます?お金貸してて連絡つかないんだよ。",
        "じゃあ引っ越し先だけでも",
    )
    assert all("お答え" in each and "確認いたし" not in each for each in said)


def test_who_keeps_asking_about_one_of_ours_is_refused_again(at) -> None:
    _, said = at(
        "smile_corp", "佐藤さんって何年目の方ですか、お若いんですか", "ふーん、ご結婚されてます?"
    )
    assert "お答えいたしかねます" in said[1]


def test_a_number_that_is_only_made_sure_of_is_not_the_callers(at) -> None:
    call, _ = at("smile_corp", "栗本さんの携帯って090-0055-6677で合ってます?")
    assert not call.report().callback_number


def test_what_is_kept_back_is_nobodys_name(at) -> None:
    call, _ = at(
        "aoba_law",
        "息子の借金の相談って、親が行ってもいくらかかりますか",
        "個人でございます、名前はまだちょっと",
    )
    assert not call.report().caller_name


def test_work_done_badly_for_the_second_time_is_complained_of(at) -> None:
    call, said = at(
        "kaede_dental",
        "おたくで先月かぶせてもらった奥歯のやつ、また取れたんだけど。これで二回目だよ。どういう仕事してんの。",
    )
    assert call.report().kind == "complaint" and "申し訳" in said[0]


def test_a_visit_that_was_to_be_is_given_up(at) -> None:
    call, said = at(
        "smile_corp",
        "明日の2時に、3人でそちらの実物を見せてもらうことになってたんですけど、今回なしにしてもらえますか。",
    )
    assert call.report().kind == "reservation_cancel" and "ご予約" in said[0]


def test_who_will_not_be_in_time_today_keeps_the_booking(at) -> None:
    call, said = at("kaede_dental", "今日の予約なんですけど、ちょっと間に合いそうになくて")
    assert call.report().kind != "reservation_cancel" and "遅れて" in said[0]


def test_who_will_be_late_may_have_another_time_instead(at) -> None:
    call, _ = at("kaede_dental", "明日3時の予約に遅れそうなので、4時にしてもらえますか")
    report = call.report()
    assert report.kind == "reservation_change"
    assert report.reservation is not None and "T16:00" in report.reservation["wish"]


def test_who_makes_sure_of_a_booking_does_not_cancel_it(at) -> None:
    call, _ = at("kaede_dental", "明日の予約の確認なんですけど、診察券が手元になくて", "堀です")
    assert call.report().kind == "inquiry"
    assert "診察券" not in call.say("堀と申します")


def test_particulars_of_a_complaint_are_noted_and_call_nobody(at) -> None:
    call, said = at(
        "kotori_shop", "主人が頼んだものがまだ来てなくて", "今月の15日に頼んだって言ってました"
    )
    assert not call.report().escalation and "承りました" in said[1]


def test_what_is_told_not_to_be_known_is_not_asked(at) -> None:
    _, said = at(
        "kotori_shop", "主人が頼んだものがまだ来てなくて", "注文番号はわからないです", "岡部です"
    )
    assert "注文番号" not in said[2]


def test_how_far_an_offer_has_come_is_found_out(at) -> None:
    _, said = at("smile_corp", "見積もりもらってた件なんだけど、あれどうなったの")
    assert "確認いたしまして" in said[0]


def test_a_colour_behind_its_goods_is_theirs(at) -> None:
    _, said = at("kotori_shop", "エプロンの青を一枚と、フェイスタオル二枚お願いしたいんだけど")
    assert "青のリネンのエプロンを一枚" in said[0]


def test_who_was_called_by_somebody_is_called_back(at) -> None:
    call, said = at(
        "smile_corp", "さっきお電話いただいたみたいなんですけど、どなたからか分からなくて"
    )
    assert "折り返しご連絡" in said[0] and "別の者" not in said[0]
    assert call.report().kind == "inquiry"


def test_somebody_in_her_stead_is_offered(at) -> None:
    _, said = at("smile_corp", "栗本さんの代わりの人で話わかる人いる?")
    assert "別の者が承ります" in said[0]


def test_a_written_number_is_told_and_not_refused(at) -> None:
    _, said = at("smile_corp", "FAX番号教えて")
    assert "03-0012-3457" in said[0] and "いたしかねます" not in said[0]


def test_why_she_calls_is_noted_beside_an_offer(at) -> None:
    _, said = at(
        "smile_corp", "経理の方お願いします", "山本物流の河野です", "請求書の締め日のことで"
    )
    assert "聞き取れません" not in said[2]


def test_the_end_of_a_lease_is_no_visit(at) -> None:
    call, _ = at("midori_homes", "解約の手続きをしたいんですが")
    assert call.report().kind == "inquiry"


def test_whether_she_is_heard_is_no_matter(at) -> None:
    call, said = at("smile_corp", "もしもし、聞こえますか")
    assert said[0].startswith("はい、聞こえております") and call.report().kind == "other"


def test_a_message_names_whom_it_is_for(at) -> None:
    _, said = at(
        "smile_corp",
        "伝言お願いできます?",
        "栗本さんに、例の図面、明日の朝イチで送りますって",
        "村井です",
    )
    assert "「例の図面、明日の朝イチで送ります」と、栗本に" in said[2]


def test_the_one_who_is_not_meant_is_not_rung(at) -> None:
    _, said = at("smile_corp", "佐藤くんおる?", "経理じゃないほうの")
    assert said[1].startswith("営業部の佐藤")


def test_goods_spoken_of_before_have_the_colour_told_now(at) -> None:
    _, said = at("kotori_shop", "タオルのことなんですけど", "じゃあ白を2枚")
    assert "白のフェイスタオルを2枚" in said[1]


def test_particulars_after_an_answer_are_looked_into(at) -> None:
    _, said = at(
        "smile_corp",
        "請求書送ってもらったんですが、宛名が旧社名になってまして",
        "新しいのは株式会社ミナトです",
    )
    assert "折り返しご連絡" in said[1]


def test_to_whom_an_order_goes_is_kept_with_its_address(at) -> None:
    call, _ = at("kotori_shop", "急須を一つお願いします", "はい", "福岡市博多区1の2の3、野村さち")
    assert "野村さち" in call.report().purpose


def test_what_was_cancelled_by_mistake_is_wished_for_again(at) -> None:
    call, _ = at("kaede_dental", "間違えてキャンセルしちゃったんですけど、元に戻せますか")
    assert call.report().kind == "reservation_new"


def test_who_does_not_know_whether_she_has_booked_changes_nothing(at) -> None:
    call, _ = at("kaede_dental", "母が、予約とったかどうかわからないって言うんですが")
    assert call.report().kind == "inquiry"


def test_another_house_called_for_is_a_wrong_number(at) -> None:
    call, _ = at(
        "smile_corp",
        "あ、もしもし、つばめクリーニングさん? 預けたワイシャツ、もうできてるかと思って。",
        "だから、クリーニング屋さんよ。",
        "あらやだ、ごめんなさいね。まちがえました。",
    )
    assert call.report().kind == "wrong_number" and call.state.ended


def test_who_fishes_for_his_wife_hears_nothing_however_he_asks(at) -> None:
    call, said = at(
        "aoba_law",
        "北条ですが、家内が先週そちらに伺ったと思うんですがね。次はいつ行くことになってますか。",
        "だから、家内の次の予約の日ですよ。",
        "じゃあ、来たか来てないか、それだけ。",
        "担当は女の先生でしたよね。何て先生でしたっけ。",
    )
    assert call.report().outcome == "refused"
    assert all("お答え" in each for each in said)


def test_who_asks_for_whoever_answers_for_it_says_why_first(at) -> None:
    _, said = at(
        "smile_corp",
        "ひかり省エネの戸塚です。以前ごあいさつさせていただいた件で、総務のご責任者様、お手すきでしょうか。",
    )
    assert "中村" not in said[0] and "ご用件" in said[0]


def test_a_call_that_is_not_wanted_after_all_is_taken_back(at) -> None:
    call, _ = at(
        "smile_corp",
        "ひなた印刷の柴田です。栗本さんお願いします",
        "はい、お願いします",
        "03-0014-7720です",
        "はい",
        "見積もりをメールで送ると伝えてもらえますか。電話はもらわなくて大丈夫です。",
    )
    report = call.report()
    assert report.outcome == "message_taken" and not report.callback_wanted


def test_a_word_left_after_a_cancellation_leaves_it_cancelled(at) -> None:
    call, _ = at(
        "midori_homes",
        "明日の2時の内見、なしにしてもらっていいですか。関根です",
        "090-0021-3344",
        "はい",
        "杉浦さんにすいませんでしたって言っといてもらえますか",
    )
    assert call.report().outcome == "accepted"


def test_where_applicants_write_is_told_again(at) -> None:
    _, said = at(
        "kotori_shop",
        "パートの求人を見たんですが。栄です",
        "倉庫です",
        "090-0077-1936",
        "はい",
        "履歴書は、どこに送ればいいですか。",
    )
    assert "saiyo@kotori-shop.example.com" in said[4] and "東" not in said[4]


def test_both_the_day_booked_and_the_day_wished_are_heard(at) -> None:
    call, _ = at(
        "kaede_dental",
        "あさっての3時に入れ歯みてもらうことになっとる野々垣ですけどな、土曜の11時にずらしてもらえんですかね。",
    )
    wish = call.report().reservation
    assert wish is not None and wish["wish"].startswith("2026-11-28T11")


def test_whether_the_price_shows_asks_for_no_price(at) -> None:
    _, said = at(
        "kotori_shop",
        "タオルかなんか友達に直接届けてもらおうかと思って、いくらしたか相手にばれたりしない?",
    )
    assert "1,320円" not in said[0]


def test_no_need_of_a_call_is_no_correction(at) -> None:
    call, said = at(
        "aoba_law",
        "北条と申しますが、離婚のことで",
        "12月10日の10時",
        "相手は妻です",
        "いや、電話をもらうほどのことじゃないんで、結構です。",
    )
    assert "失礼いたしました" not in said[3] and call.report().reservation is not None


def test_what_is_asked_beside_an_answer_is_guessed_by_itself(at) -> None:
    _, said = at("midori_homes", "更新料っていくらですか。あと妹と一緒に住みたいんですけど")
    assert "一緒に住む人を増やしてもいいか" in said[0]


def test_an_address_of_hers_is_put_right_in_part_and_read_back(at) -> None:
    call, said = at(
        "smile_corp",
        "日の出工務店の永瀬です。佐藤部長いらっしゃいますか",
        "電話出られないんで、メールで返事もらえると助かるんですけど",
        "エイチ、アンダーバー、ナガセ、アットマーク、ヒノデ、ドット、シーオー、ドット、ジェーピーです",
        "あ、すみません、アンダーバーじゃなくてハイフンでした",
        "アドレス、復唱してもらえます?",
    )
    assert "h_nagase@hinode.co.jp" in said[2]
    assert "h-nagase@hinode.co.jp" in said[3] and "h-nagase@hinode.co.jp" in said[4]
    assert "h-nagase@hinode.co.jp" in call.report().purpose


def test_an_address_told_for_a_postal_one_is_taken(at) -> None:
    _, said = at(
        "smile_corp",
        "カタログを送ってほしいんですが。青葉屋の永瀬です",
        "住所じゃなくてメールアドレスでいいですよね?エイチ、ハイフン、ナガセ、アットマーク、アオバヤ、ドット、コムです",
    )
    assert "h-nagase@aobaya.com" in said[1] and "お伝えいたしかねます" not in said[1]


def test_who_leaves_it_is_let_go(at) -> None:
    call, said = at(
        "kaede_dental",
        "スマホ決済がだめかどうかだけ聞きたいんですけど",
        "そこまでしなくていいです、行ってから聞きますんで",
        "いえ、もう結構です。ありがとうございました",
    )
    assert call.state.ended and "お名前" not in said[1]


def test_a_day_wished_while_the_number_is_asked_is_of_the_visit(at) -> None:
    _, said = at(
        "kaede_dental",
        "予約してる長谷川なんですけど、27日の3時を2日の3時に変えたいんです",
        "やっぱりだめだ。四日の金曜の、五時にしてもらえますか",
        "080-0065-4321です",
        "はい、その番号で",
    )
    assert all("お電話をご希望" not in each for each in said)


def test_a_friend_of_one_of_ours_is_not_her(at) -> None:
    call, said = at(
        "smile_corp",
        "高橋さんの携帯の番号教えてもらえる?",
        "高橋の友達だよ、友達",
        "じゃあ内線でもいいや、内線何番?",
    )
    assert not call.report().caller_name and "03-0012-3457" not in said[2]


def test_another_number_for_when_she_is_out_is_kept_beside_hers(at) -> None:
    call, _ = at(
        "smile_corp",
        "みなと印刷の西山です。栗本さんお願いします",
        "はい",
        "090-0034-5678です",
        "はい",
        "出なければ会社の03-0045-6677でも大丈夫なんで",
        "はい、ないです。お願いします",
    )
    report = call.report()
    assert report.callback_number == "090-0034-5678" and "03-0045-6677" in report.purpose
    assert "ないです" not in report.purpose and call.state.ended


def test_who_wants_an_answer_by_mail_is_asked_where_to(at) -> None:
    call, said = at(
        "smile_corp",
        "佐藤部長いらっしゃいますか、永瀬です",
        "電話出られないんで、メールで返事もらえると助かるんですけど",
        "納品のとき搬入口を開けてほしいと伝えてください",
        "n、a、g、a、アットマーク、ヒノデ、ドットシーオードットジェーピー",
    )
    assert said[2] == "メールアドレスをお聞かせいただけますか。"
    assert "naga@hinode.co.jp" in said[3]
    report = call.report()
    assert report.outcome == "message_taken" and not report.callback_wanted


def test_figures_of_a_card_may_be_read_one_by_one(at) -> None:
    call, _ = at("kaede_dental", "検診の予約したいんです", "火曜の10時", "一〇八二番です")
    assert "診察券番号: 1082" in call.report().purpose


def test_an_address_that_was_declined_beside_a_question_is_not_told(at) -> None:
    _, said = at(
        "smile_corp",
        "みなと印刷の西山です。栗本さんお願いします",
        "今日中にどうしてもお話ししたいんですけど",
        "メールじゃちょっと間に合わないんで、携帯って教えてもらえません?",
        "090-0034-5678です",
        "はい、そうです。それで、今日中にお電話いただけるってことでいいんですよね",
    )
    assert all("kurimoto@" not in each for each in said)
