"""What everybody says, in the words in which it is said."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("client", "said"),
    [
        ("midori_homes", "内見したいです"),
        ("kaede_dental", "クリーニングお願いします"),
        ("kaede_dental", "検診受けたいんですけど"),
    ],
)
def test_what_is_on_the_menu_is_booked_by_its_name(at, client, said) -> None:
    _, answers = at(client, said)
    assert "ご希望の日にち" in answers[0]


def test_a_visit_is_wished_for_after_a_question_that_stays_open(at) -> None:
    call, said = at("midori_homes", "駅前の2LDKってまだありますか", "内見したいです", "土曜の2時で")
    assert "駅から" not in said[0] and "お調べして折り返し" in said[0]
    assert call.state.value("wish") == "2026-11-28T14:00"


def test_why_somebody_comes_is_heard_without_a_particle(at) -> None:
    call, said = at("kaede_dental", "詰め物取れたんで明日診てほしいんだけど", "じゃあ4時")
    assert "どのような内容" not in said[1]
    assert call.state.value("wish") == "2026-11-25T16:00"


def test_how_late_is_passed_on_with_the_time_that_was_booked(at) -> None:
    call, said = at(
        "kaede_dental", "予約の時間、遅れそうなんですけど", "10時半の望月です", "15分くらい"
    )
    assert "15分くらい遅れて" in said[2]
    purpose = call.report().purpose
    assert "10時半" in purpose and "15分" in purpose and "診察券番号" not in purpose


def test_a_name_told_where_a_particular_was_asked_is_who_calls(at) -> None:
    call, said = at("kaede_dental", "検診の予約したいんです", "火曜の10時", "上田です", "1182です")
    assert "診察券番号" in said[2]
    assert call.state.value("caller_name") == "上田"
    assert "1182" in call.report().purpose


def test_a_card_that_is_not_there_is_asked_for_no_more(at) -> None:
    _, said = at("kaede_dental", "検診の予約したいんです", "火曜の10時", "診察券ないわ")
    assert "診察券番号" not in said[2]


def test_trouble_and_what_to_do_is_brought_to_who_gives_advice(at) -> None:
    call, said = at("aoba_law", "裁判所から封筒が来たんですけどどうしたらいいですか")
    assert "ご予約を承ります" in said[0]
    assert call.state.value("kind") == "reservation_new"


def test_when_a_visit_begins_is_no_from_then_on(at) -> None:
    _, said = at("kaede_dental", "今日の検診の予約キャンセルしたいんですけど", "4時からです")
    assert "午後4時でございますね" in said[1]


def test_what_the_manual_grants_is_granted_when_it_is_asked_for(at) -> None:
    _, said = at(
        "kotori_shop",
        "注文したコーヒーカップの色が違うのが届いたんですけど",
        "三好です",
        "注文番号は、えーと、KT-1182です",
        "080-0066-7788",
        "はい",
        "交換してもらえますか",
    )
    assert "電話番号" in said[2]
    assert "正しい商品をすぐにお送りし" in said[5] and "お約束いたしかねます" not in said[5]


def test_how_soon_it_is_mended_calls_nobody_out(at) -> None:
    _, said = at(
        "midori_homes",
        "お風呂のお湯が出なくなったんですけど",
        "はい、コーポみどりの203です",
        "明日の午前中なら",
        "瀬戸です",
        "090-0044-5566",
        "はい",
        "今日中に直りますか",
    )
    assert "壊れている物" not in "".join(said)
    assert "メールアドレス" not in said[6] and "至急" not in said[6]


def test_where_an_order_goes_is_nobodys_name(at) -> None:
    call, _ = at(
        "kotori_shop", "コーヒー豆の詰め合わせを二つお願いします", "はい", "送り先は大阪です"
    )
    assert "大阪様" not in (call.report().purpose or "")


def test_goods_are_counted_by_a_bare_numeral(at) -> None:
    call, said = at("kotori_shop", "急須を3と、ほうろうのポットを2お願いします")
    assert "急須を" in said[0] and "3" in said[0] and "ポットを" in said[0]
    assert call.state.value("order")


def test_a_message_still_to_come_is_waited_for(at) -> None:
    _, said = at(
        "smile_corp",
        "市場の石黒です、栗本さんいますか",
        "いや、いらない。伝えてくれりゃいいから",
        "うん、伝えといて",
    )
    assert "どうぞ" in said[2]


def test_a_staff_number_is_put_right_in_one_breath(at) -> None:
    call, said = at(
        "smile_corp",
        "お疲れさま、技術の高橋です。会社戻るの五時半になるって入れといて",
        "1021、あ、ごめん、違う、1012",
        "それとさ、総務の中村さんに、名刺が切れたから頼んどいてって伝えて",
    )
    assert "午後5時半お戻り" in said[1]
    assert "中村さんに" in said[2] and "「さ、" not in said[2]
    assert call.report().outcome == "schedule_changed"


def test_whose_husband_may_be_here_is_not_told(at) -> None:
    _, said = at(
        "aoba_law",
        "うちの人がそっちに来てるはずなんです。いるかいないかだけ言ってくださればいいんです",
    )
    assert "お答えいたしかねます" in said[0]


def test_who_calls_again_herself_is_let_go(at) -> None:
    call, said = at("smile_corp", "小関です、栗本さんお願いします", "いえ、また私からかけます")
    assert "承知いたしました" in said[1]
    assert call.report().outcome == "caller_calls_again"


def test_somebody_asked_after_is_no_part_of_an_order(at) -> None:
    call, _ = at(
        "kotori_shop",
        "急須を二つお願いします",
        "はい",
        "大阪市架空区1の2の3",
        "来週の水曜",
        "成瀬です",
        "090-0023-6677",
        "はい",
        "あ、そうだ、真鍋さんって今日いらっしゃいます？",
        "そうですか、じゃあまた今度でいいです。どうも",
    )
    assert call.state.ended
    promised = " ".join(call.report().promised)
    assert "真鍋" not in promised and "注文" in promised.replace("ご注文", "注文")


def test_an_offer_is_refused_however_it_was_begun(at) -> None:
    call, said = at(
        "kaede_dental",
        "株式会社デンタルブリッジの小田切と申します。水野先生はいらっしゃいますでしょうか",
        "こちらからかけ直します。実は最新の口腔内スキャナーのご案内でして、"
        "5分だけでもお時間を頂戴できればと",
    )
    assert "お断り" in said[1]
    assert call.report().outcome == "refused"


def test_a_number_asked_for_once_more_is_no_message(at) -> None:
    _, said = at(
        "smile_corp",
        "ミナト設計の柳田と申します。営業の佐藤さんいらっしゃいますか",
        "携帯とかって教えていただくわけにはいきませんか",
        "携帯は、だめなんですかね。急ぐもんですから",
        "そういう伝言じゃなくて、会議が終わられたら、お電話いただけますでしょうか",
    )
    assert "お伝えいたしかねます" in said[1] and "申し伝えます" not in said[2]
    assert "電話番号" in said[3]


def test_what_a_cancellation_costs_is_told_when_it_is_asked(at) -> None:
    _, said = at(
        "kaede_dental",
        "今日の10時半に検診お願いしてる野々村ですけど、今日やめにしてもらえます？",
        "はい、090-0034-5678です。で、あの、お金ってかかっちゃいます？",
    )
    assert "確認いたします" not in said[0]
    assert "分かりかねます" not in said[1]


def test_the_day_booked_and_the_day_wished_are_told_apart(at) -> None:
    call, _ = at(
        "smile_corp",
        "ショールームを見せていただくことになっている青葉印刷の三宅です",
        "30日の月曜の2時ってことでお願いしてたんですが、2日の水曜の10時に替えていただけますか",
    )
    assert call.state.value("booked") == "2026-11-30T14:00"
    assert call.state.value("wish") == "2026-12-02T10:00"


def test_the_same_day_is_the_one_that_is_booked(at) -> None:
    call, _ = at(
        "kaede_dental",
        "予約の変更をお願いしたいんですが",
        "明日の10時に予約してる大谷です",
        "同じ日の夕方にできますか",
        "5時ごろ",
    )
    assert call.state.value("wish") == "2026-11-25T17:00"


def test_whether_somebody_comes_is_answered_by_the_entry_that_says_so(at) -> None:
    _, said = at(
        "kaede_dental",
        "母の入れ歯が割れちゃったんですけど",
        "82歳で歩けないんです、来てもらえますか",
    )
    assert said[1].startswith("恐れ入りますが、訪問診療は")


def test_a_long_first_word_is_a_matter(at) -> None:
    _, said = at(
        "kaede_dental",
        "もしもし、あのね、わたし入れ歯をね、今朝落っことしちゃって、まっぷたつになっちゃったのよ",
    )
    assert "聞き取れませんでした" not in said[0]


def test_goods_told_behind_their_kind_are_ordered(at) -> None:
    call, said = at(
        "kotori_shop", "茶碗の緑のやつ、三つください", "はい", "住所は北海道架空市1の1です"
    )
    assert "緑の茶碗を三つ" in said[0]
    assert "住所" not in call.state.value("order")


def test_where_to_write_to_is_given_to_who_prefers_it(at) -> None:
    _, said = at(
        "smile_corp",
        "栗本さんの携帯教えてもらえます？急ぎなんで",
        "東栄商事の村田です",
        "じゃあメールでいいや、アドレス教えて",
    )
    assert "kurimoto@" in said[2] and "千代田区" not in said[2]


def test_an_applicant_is_promised_one_call(at) -> None:
    _, said = at(
        "smile_corp",
        "履歴書送りたいんですが、どこに送ればいいですか",
        "事務の仕事です",
        "桑田です",
        "03-0056-1133",
        "はい",
    )
    assert said[4].count("折り返し") == 1


def test_a_mistaken_address_is_no_wrong_number(at) -> None:
    _, said = at("kotori_shop", "配送先間違えちゃったんですけど、変更できます？")
    assert "お届け先の変更" in said[0]


def test_what_does_not_work_after_an_answer_is_looked_into(at) -> None:
    call, said = at("kotori_shop", "パスワードを忘れました", "メールも来ないです")
    assert "確認いたしまして" in said[1] and not call.state.ended


def test_what_is_asked_of_a_booked_visit_books_no_other(at) -> None:
    call, said = at("aoba_law", "相談の予約、明日の3時に入れてるんですけど、場所どこでしたっけ")
    assert "あおばビル" in said[0]
    assert not call.state.value("kind").startswith("reservation")


def test_a_present_is_ordered(at) -> None:
    _, said = at("kotori_shop", "プレゼント用に急須を一つ、メッセージカードつけられますか")
    assert "急須を一つ" in said[0]


def test_a_number_is_told_by_its_own_word(at) -> None:
    call, _ = at(
        "kotori_shop",
        "届いたエプロンのサイズが合わないんで交換したいんですけど",
        "大きいのに変えたいです",
        "番号はKT-5512",
        "相良です",
    )
    purpose = " ".join(s.value for s in call.state.slots if s.value)
    assert "KT-5512" in purpose and "大きいの" in purpose
    assert call.state.value("caller_name") == "相良"


def test_who_has_an_interview_is_not_asked_for_what(at) -> None:
    call, said = at(
        "smile_corp",
        "あの、今日面接に伺う予定の者なんですが、電車が止まってて",
        "14時からの面接の岩田です",
        "30分ほど遅れそうです",
    )
    assert "希望職種" not in "".join(said)
    assert call.state.value("caller_name") == "岩田"


def test_of_two_of_a_name_the_first_name_tells(at) -> None:
    call, said = at("midori_homes", "杉浦さんいらっしゃいますか", "管理課の拓真のほうです")
    assert "見当たりません" not in said[1]
    person = call.knowledge.directory.person(call.state.value("target"))
    assert person is not None and person.staff.name.endswith("拓真")


def test_a_time_put_right_is_the_later_one(at) -> None:
    call, _ = at(
        "kaede_dental",
        "お疲れさまです、衛生士の千葉です。電車止まっちゃってて、今日遅れます。"
        "えっと、10時半...、いや、11時になると思います",
    )
    assert "11:00" in call.state.value("back")


def test_an_offer_dressed_as_a_procedure_hears_no_name(at) -> None:
    call, said = at(
        "smile_corp",
        "電気料金が最大2割お安くなるプランのお手続きのご案内でして、総務のご担当者様お願いできますか",
        "売り込みではなくて、皆様にしていただいているお手続きなんですよ。"
        "5分で済みますので、担当の方のお名前だけでも",
    )
    assert "中村" not in "".join(said)
    assert call.report().outcome == "refused"


def test_who_pressed_a_wrong_button_is_let_go(at) -> None:
    call, _ = at(
        "kaede_dental",
        "今日の午前中に診ていただけます？じんましんが出ちゃって",
        "あら、そちら歯医者さんなの？やだ、番号ひとつ押しまちがえたんだわ。ごめんなさいね",
    )
    assert call.state.value("kind") == "wrong_number"


def test_whether_a_cure_harms_is_for_the_dentist_to_say(at) -> None:
    _, said = at(
        "kaede_dental",
        "妊娠6か月なんですけど、麻酔とかレントゲンって、おなかの子に影響ないんでしょうか",
    )
    assert "お答えいたしかねます" in said[0] and "お問い合わせでしょうか" not in said[0]


def test_who_wants_to_be_heard_calls_for_nobody(at) -> None:
    call, said = at(
        "aoba_law",
        "夫のことで、ちょっと弁護士さんにお話を聞いていただきたくて。家には絶対知られたくないんですけど",
        "今週の木曜の6時半とかに伺いたいです",
        "中西由香です",
        "夫の中西健二です",
        "携帯でいいですか、090の0034の5678です。家の電話には掛けないでくださいね",
    )
    assert "ご予約を承ります" in said[0]
    assert call.state.value("kind") == "reservation_new" and not call.state.value("target")
    assert "家の電話には掛けないで" in call.report().purpose


def test_what_is_missing_in_an_order_is_put_into_it(at) -> None:
    _, said = at(
        "kotori_shop",
        "ほうじ茶を二つお願いします",
        "あら、タオルは？タオルを四枚よ、小さいほうの。お茶と一緒に",
    )
    assert "フェイスタオルを四枚" in said[1] and "おいくつ" not in said[1]


def test_where_it_goes_is_heard_through_a_hesitation(at) -> None:
    call, said = at(
        "kotori_shop",
        "急須を二つお願いします",
        "はい",
        "練馬区の架空台二丁目の、ええと、八の五です。東京のね",
        "だから土曜日の午前中って、さっき言ったわよ",
        "吉岡です",
        "03-0012-7788",
        "はい、番号はそれで。で、いつ電話もらえます？月曜の朝8時には家を出ちゃうんですよ",
    )
    assert "八の五" in call.report().purpose
    assert "土曜日" in said[3] and "17時まで" not in said[3]
    assert "失礼いたしました" not in said[6]


def test_a_number_said_anew_is_the_one_that_counts(at) -> None:
    call, _ = at(
        "kotori_shop",
        "すいません、頼んだエプロンがまだ来なくて。今どのへんにあるかわかりますか",
        "堀口です",
        "注文番号、えーと、KT…さん、30415です。あ、ちがう、30451",
    )
    purpose = call.report().purpose
    assert "30451" in purpose and "30415" not in purpose and "エプロンがまだ来な" in purpose


ORDERED = (
    "急須を二つお願いします",
    "はい",
    "練馬区の架空台二丁目の、ええと、八の五です",
    "土曜日の午前中",
    "吉岡です",
    "03-0012-7788",
    "はい",
)


def test_what_was_taken_down_is_said_once_more(at) -> None:
    _, said = at("kotori_shop", *ORDERED, "あの、住所の番地はちゃんと聞こえてた？")
    assert "八の五と承っております" in said[-1]


def test_when_a_call_comes_is_answered(at) -> None:
    _, said = at("kotori_shop", *ORDERED, "いつ頃電話もらえるんですか")
    assert "お電話いたします" in said[-1] and "確認いたします" not in said[-1]


def test_an_answer_that_was_not_asked_for_stands_in_no_report(at) -> None:
    call, said = at(
        "aoba_law",
        "架空建材の島田と申します。藤堂先生いらっしゃいますでしょうか",
        "03-0012-3456です。分割で払いたいって言ってきてて、これ受けちゃってまずいですかね",
        "いや弁護士費用の話じゃなくて、売掛先が分割にしたいって言ってるんですよ",
    )
    report = call.report()
    assert "分割でのお支払いも承って" not in said[1]
    assert report.callback_number == "03-0012-3456" and "売掛先が分割" in report.purpose


@pytest.mark.parametrize(
    "said",
    ["隣の部屋の人のタバコのにおいがすごくて", "エアコンつけたら水がぽたぽた落ちてくるんですけど"],
)
def test_a_nuisance_is_no_emergency(at, said) -> None:
    call, _ = at("midori_homes", said)
    assert call.report().kind != "emergency"


@pytest.mark.parametrize("said", ["ガスの臭いがするんですけど", "台所が変なにおいして"])
def test_what_smells_of_gas_is_an_emergency(at, said) -> None:
    call, _ = at("midori_homes", said)
    assert call.report().kind == "emergency"


def test_rent_that_is_to_wait_is_nobody_on_the_line(at) -> None:
    _, said = at("midori_homes", "家賃ちょっと待ってもらえないかなって")
    assert "経理課の担当から折り返し" in said[0]


def test_the_other_sides_lawyer_is_none_of_ours(at) -> None:
    call, said = at("aoba_law", "相手の弁護士から手紙が来たんですけど")
    assert "ご相談のご予約" in said[0] and call.report().kind == "reservation_new"


def test_who_wants_the_landlord_is_not_put_through(at) -> None:
    call, _ = at("midori_homes", "大家さんと直接話したいんですけど")
    assert call.report().outcome != "escalated"


@pytest.mark.parametrize(
    "asked", ["注文したのって今日届きます？", "こないだ頼んだの、もう送ってもらえました？"]
)
def test_how_far_an_order_has_come_is_looked_into(at, asked) -> None:
    call, said = at("kotori_shop", asked)
    assert "折り返しご連絡" in said[0] and call.report().kind == "inquiry"


def test_when_a_booking_of_the_mothers_is_is_looked_up(at) -> None:
    _, said = at("kaede_dental", "うちの母が予約してるんですけど何時でしたっけ")
    assert "ご予約の日時の、ご確認" in said[0]


def test_an_interview_to_be_moved_is_asked_for_no_post(at) -> None:
    _, said = at("smile_corp", "採用の件で面接の日を変えていただきたいんですが")
    assert "希望職種" not in said[0]


def test_no_colour_is_asked_of_one_who_told_it(at) -> None:
    call, said = at("kotori_shop", "紺色のエプロンまだ残ってます？")
    assert "色を" not in said[0] and "紺色" in call.report().purpose


def test_a_fever_told_of_a_cancellation_is_why_it_is_cancelled(at) -> None:
    call, said = at(
        "kaede_dental",
        "すみません、今日の予約をキャンセルしたいんですが",
        "3時の中川です",
        "子供が熱出しちゃって",
    )
    assert "お電話番号" in said[2] and call.report().kind == "reservation_cancel"


def test_a_fit_told_of_a_cancellation_is_an_emergency(at) -> None:
    call, _ = at(
        "kaede_dental",
        "すみません、今日の予約をキャンセルしたいんですが",
        "3時の中川です",
        "今、子供が熱でけいれんしてて意識がないんです",
    )
    assert call.report().kind == "emergency"


def test_what_can_be_done_is_no_other_firm(at) -> None:
    call, _ = at("kaede_dental", "銀歯を白くしたいんですけど", "保険でできるんですか")
    assert call.report().kind != "wrong_number"


def test_who_asks_whether_she_is_mistaken_is_told_whose_number_it_is(at) -> None:
    _, said = at("smile_corp", "間違い電話だったらごめんなさい、スマイルさんですか？")
    assert "スマイルコープでございます" in said[0] and "ご用件" in said[0]


def test_another_firm_asked_for_hears_whose_number_it_is(at) -> None:
    _, said = at("smile_corp", "すみません、そちらは丸山商事さんですか")
    assert "スマイルコープでございます" in said[0] and "失礼いたします" not in said[0]


def test_a_remedy_asked_about_is_no_visit(at) -> None:
    _, said = at("kaede_dental", "痛み止め飲んでもいいですか、今授乳中なんですけど")
    assert "お答えいたしかねます" in said[0] and "折り返しご連絡" in said[0]


def test_how_much_earlier_is_counted_from_the_booking_told_later(at) -> None:
    call, _ = at("kaede_dental", "予約の時間、30分早められます？", "今日の4時の林です")
    assert call.state.value("wish") == "2026-11-24T15:30"


def test_a_name_before_a_number_is_the_callers(at) -> None:
    call, _ = at("kaede_dental", "今日の夕方空いてませんか", "6時半くらい", "藤田、090-0045-6789")
    assert call.report().caller_name == "藤田"


def test_how_far_from_the_station_is_no_time_of_day(at) -> None:
    call, _ = at(
        "midori_homes", "部屋探してるんですけど、家賃8万くらいの", "駅から10分以内がいいです"
    )
    assert call.report().kind != "reservation_new"


def test_who_plans_to_move_out_complains_of_nothing(at) -> None:
    call, _ = at("midori_homes", "契約の更新やめて引っ越そうと思ってるんですけど")
    assert call.report().kind != "complaint"


def test_what_is_noisy_is_what_is_broken(at) -> None:
    call, _ = at(
        "midori_homes", "203号室の大西ですけど、換気扇から変な音がするんです", "ハイツ架空の"
    )
    assert "壊れている物: 換気扇" in call.report().purpose


@pytest.mark.parametrize("name", ["佐々木", "野々村"])
def test_a_name_with_a_repeated_letter_is_a_name(at, name) -> None:
    call, _ = at(
        "aoba_law", "先日の相談料、振り込んだんですけど確認してもらえますか", f"{name}です"
    )
    assert call.report().caller_name == name


def test_where_a_caller_stands_is_no_name(at) -> None:
    call, _ = at(
        "aoba_law", "宇佐美先生とお約束してる者ですが、道に迷っちゃって", "今、駅の南口です"
    )
    assert not call.report().caller_name


def test_when_somebody_can_be_reached_is_no_no_to_her_number(at) -> None:
    call, said = at(
        "smile_corp",
        "高橋課長に折り返しお願いします、ヤマト物産の長谷です",
        "携帯の方に、080-0045-6789",
        "あ、すみません、今日は5時までしか出られないです",
    )
    assert call.report().callback_number == "080-0045-6789" and "お電話番号" not in said[2]


def test_an_estimate_asked_after_is_no_offer(at) -> None:
    call, _ = at("smile_corp", "複合機の見積もりの件です")
    assert call.report().kind != "sales"


def test_whether_papers_came_is_asked_of_her_who_is_wanted(at) -> None:
    _, said = at(
        "aoba_law",
        "三宅先生お願いします、西村です",
        "先週の件で資料送ったんですけど届いたかだけ確認したくて",
    )
    assert "ファックス" not in said[1]


def test_an_apartment_is_no_name_of_one(at) -> None:
    call, _ = at("midori_homes", "お宅で管理してるアパートの前にゴミが散らかってて")
    assert "物件名" not in call.report().purpose


def test_a_name_behind_a_number_is_the_callers(at) -> None:
    call, _ = at("smile_corp", "請求書の件で経理の方お願いします", "090-0045-6789の島田です")
    assert call.report().caller_name == "島田"


@pytest.mark.parametrize("wished", ["じゃあ三枚欲しいです", "予約したいんですけど"])
def test_a_wish_after_an_answer_is_no_farewell(at, wished) -> None:
    _, said = at("kotori_shop", "送料っていくらですか", wished)
    assert "失礼いたします" not in said[1]


@pytest.mark.parametrize(
    ("client", "called"),
    [
        ("kaede_dental", "もしもし、歯医者さん？"),
        ("kaede_dental", "クリニックさんですか"),
        ("midori_homes", "そちら不動産屋さん？"),
    ],
)
def test_a_house_called_by_its_trade_is_ours(at, client, called) -> None:
    call, said = at(client, called)
    assert said[0].startswith("はい、") and "ご用件" in said[0]
    assert call.report().kind != "wrong_number"


def test_another_trade_is_another_house(at) -> None:
    call, _ = at("kaede_dental", "皮膚科さんですか？")
    assert call.report().kind == "wrong_number"


def test_what_is_wished_for_behind_the_trade_is_heard(at) -> None:
    call, _ = at("aoba_law", "法律事務所さんですか、相談したいんですが")
    assert call.report().kind == "reservation_new"


def test_an_hour_wished_for_is_no_figure_of_the_number(at) -> None:
    call, _ = at(
        "smile_corp",
        "高橋課長に折り返しお願いします、ヤマト物産の長谷です",
        "080-0056-7812です",
        "はい、番号はそれで、あの、来週の木曜の7時って大丈夫でしょうか",
    )
    assert call.report().callback_number == "080-0056-7812"


def test_asking_politely_names_no_tenth_day(at) -> None:
    call, said = at(
        "aoba_law",
        "家内の兄が土地のことで何やかやと申しましてねえ、はっきりさせときたいと思いまして",
        "ご予約の前にですね、ちょっと伺いたいんですが、足が悪いもんで、そちらは階段でしょうか",
    )
    assert "10日" not in said[1] and not call.state.value("wish")


def test_a_broken_promise_is_apologised_for_at_once(at) -> None:
    call, said = at(
        "smile_corp",
        "こないだから何べんも電話してんだけどさ、コーヒーの機械、水が出なくなってもう一週間だよ。"
        "折り返すって言ったきり誰もかけてこねえじゃねえか",
    )
    assert "申し訳ございません" in said[0] and call.report().kind == "complaint"


def test_a_husband_who_names_his_wife_is_her_family(at) -> None:
    call, said = at(
        "kaede_dental",
        "あ、お忙しいとこすいません、千葉の夫ですけども、千葉亜希いますか。子どもが保育園で熱出しちゃって",
        "至急伝えてください、迎えに行ってほしいって",
    )
    assert "千葉さん" in said[0] and "千葉さんにお伝え" in said[1]
    assert call.report().kind == "family"


def test_the_callers_own_mobile_is_no_secret_of_ours(at) -> None:
    _, said = at(
        "aoba_law",
        "相続のことで相談したいんですけど",
        "来週の木曜の7時",
        "浅井真由です。あの、ですから連絡は携帯にしてほしいんですけど、できますか",
    )
    assert "お伝えいたしかねます" not in said[2]


def test_trouble_to_consult_about_is_no_emergency(at) -> None:
    call, said = at("aoba_law", "夫が出ていっちゃって、相談したいんですけど")
    assert "今、起きている" not in said[0] and call.report().kind == "reservation_new"


def test_a_word_taken_back_is_not_passed_on(at) -> None:
    call, said = at(
        "smile_corp",
        "お世話になります、つばめ印刷の柴です。経理の佐藤さんいらっしゃいますか",
        "あ、じゃあ伝言だけでいいです。先月の請求書、金額が間違ってたんで、えーと、差し替えを今日、"
        "あ、いや、月曜に郵送しますと。前のは破って捨ててください。",
    )
    assert "月曜に郵送します" in said[1] and "今日" not in str(call.report().purpose)


def test_whom_a_message_is_for_stays_in_it(at) -> None:
    call, _ = at(
        "kaede_dental",
        "受付の方に伝言お願いしたいんですけど",
        "9時半の患者さんに、お待たせしてすみませんって伝えといてもらえますか",
    )
    assert "患者さん" in str(call.report().purpose)


def test_a_booking_that_is_to_be_undone_is_cancelled(at) -> None:
    call, _ = at(
        "kaede_dental",
        "倉田ですけど。4日の金曜の夕方6時、出張入っちゃったんで、なしにしてもらえます？次はまたこっちからかけますんで。",
    )
    assert call.report().kind == "reservation_cancel"


def test_an_order_for_another_house_is_a_wrong_number(at) -> None:
    call, _ = at(
        "aoba_law", "おう、青葉庵さん？ざるそば三つと天丼一つ、12時までに持ってきてくれや。"
    )
    assert call.report().kind == "wrong_number"


def test_another_trade_named_is_a_wrong_number(at) -> None:
    call, _ = at("aoba_law", "出前頼みたいんだけど", "いや、そこ蕎麦屋だろ")
    assert call.report().kind == "wrong_number"


def test_other_goods_that_came_are_apologised_for(at) -> None:
    _, said = at("smile_corp", "コーヒー豆10袋頼んだのに、紙コップが10箱来てるんだけど。")
    assert "違うお品物が届いた" in said[0]


@pytest.mark.parametrize(
    "times", ["土日ならいつでも", "平日の夕方なら出られます", "午前中は仕事なんで"]
)
def test_when_she_can_be_reached_is_no_question_of_the_opening_hours(at, times: str) -> None:
    call, said = at(
        "midori_homes",
        "敷金の件で確認してほしいんですけど",
        "コーポあおばの201です",
        "吉川です、090-0099-1212",
        times,
    )
    assert "定休" not in said[3] and times in str(call.report().purpose)


def test_repairs_go_to_the_department_that_the_answer_names(at) -> None:
    _, said = at(
        "smile_corp",
        "プリンターが紙詰まりして動かなくて困ってるんですけど",
        "今すぐ来てもらえませんか",
    )
    assert "技術部の者に、至急" in said[1] and "営業部" not in said[1]


def test_by_whom_a_booking_would_be_served_calls_nobody(at) -> None:
    _, said = at(
        "aoba_law", "離婚のことで相談の予約したいんですけど", "三宅先生でお願いします。木曜の2時で"
    )
    assert "電話に出られません" not in said[1]


def test_who_cannot_find_the_way_to_her_visit_is_told_where_it_is(at) -> None:
    call, said = at("aoba_law", "あのう、今日の3時に予約してるんですが、場所がわからなくて")
    assert "あおばビルの5階" in said[0] and call.report().kind == "inquiry"


def test_who_forgot_the_day_of_her_visit_is_not_asked_for_it(at) -> None:
    _, said = at("kaede_dental", "次の予約の日、忘れちゃったんですけど、教えてもらえます？")
    assert "いつのご予約か" not in said[0] and "折り返しご連絡" in said[0]


def test_a_summons_is_brought_to_lawyers_and_no_case_of_theirs(at) -> None:
    call, _ = at(
        "aoba_law", "訴えられちゃったんですけど、裁判所から封筒が来てて、どうしたらいいですか"
    )
    assert call.report().kind == "reservation_new"


def test_blame_beside_pain_is_a_complaint(at) -> None:
    call, said = at(
        "kaede_dental", "おたくの先生、説明もなしに削ったでしょ。もう痛くてたまらないんだけど"
    )
    assert "申し訳ございません" in said[0] and call.report().kind == "complaint"


def test_tobacco_next_door_smells_and_makes_no_noise(at) -> None:
    call, said = at(
        "midori_homes",
        "隣の人がベランダでタバコ吸ってて、洗濯物に臭いがつくんですけど",
        "ハイツ緑の203です",
    )
    assert "におい" in said[0] and call.report().caller_company is None


def test_the_wife_who_is_asked_for_her_name_is_family(at) -> None:
    call, said = at("smile_corp", "社長はいらっしゃいますか", "はい、家内でございます")
    assert "小笠原様" in said[1] and call.report().kind == "family"


def test_when_papers_were_sent_is_no_field_of_law(at) -> None:
    call, _ = at(
        "aoba_law", "先生に送った書類が届いたか確認したいんですけど", "先週の金曜に速達で出しました"
    )
    assert "ご相談の分野: 先週" not in str(call.report().purpose)


def test_a_name_beside_a_number_is_taken_whatever_was_asked(at) -> None:
    call, _ = at(
        "kaede_dental",
        "今週の土曜の9時半って空いてます？",
        "クリーニングです",
        "中原はるか、090-0034-8899",
    )
    assert call.report().caller_name == "中原はるか"


def test_such_a_case_is_brought_to_lawyers(at) -> None:
    call, _ = at("aoba_law", "近所の人に車を傷つけられたんですけど、そういう相談もできますか")
    assert call.report().kind == "reservation_new"


def test_what_happened_yesterday_is_no_day_wished_for(at) -> None:
    _, said = at("aoba_law", "会社をクビになったんですけど、納得いかなくて", "昨日言われました")
    assert "過ぎて" not in said[1]


def test_a_tooth_to_be_changed_moves_no_booking(at) -> None:
    call, _ = at("kaede_dental", "銀歯を変えたいんです")
    assert call.report().kind != "reservation_change"


def test_breath_that_is_free_is_no_danger(at) -> None:
    call, _ = at(
        "kaede_dental",
        "先生にいただいた薬を飲んだら、じんましんが出たんですけど",
        "顔と首です。息は苦しくないです",
    )
    assert call.report().kind != "emergency"


@pytest.mark.parametrize(
    "asked",
    ["家賃の振込先を教えてほしいんですけど", "駐車場にずっと知らない車が停まってるんですけど"],
)
def test_an_entry_for_others_answers_nothing(at, asked: str) -> None:
    _, said = at("midori_homes", asked)
    assert "オーナー" not in said[0] and "店の裏" not in said[0]


def test_a_train_that_stands_makes_an_applicant_late_and_no_emergency(at) -> None:
    call, said = at(
        "smile_corp",
        "アルバイトの面接、明日の2時なんですけど、30分遅れそうで",
        "小野寺です",
        "電車が止まってて",
    )
    assert "希望職種" not in said[0] and call.report().kind == "job_application"


def test_a_card_left_at_home_denies_no_number(at) -> None:
    _, said = at(
        "kaede_dental",
        "明日の9時半に診てもらえませんか、詰め物が取れて",
        "佐野みさき、080-0034-1111",
        "2回目です",
        "診察券は持ってきてないです",
    )
    assert "失礼いたしました" not in said[3]


def test_a_line_that_was_busy_is_no_matter_yet(at) -> None:
    call, said = at(
        "kotori_shop",
        "さっきから何回かけても話し中だったんですけど",
        "注文したいんです。麻のエプロンの紺を一枚",
    )
    assert "ご用件" in said[0] and "エプロンを一枚" in said[1] and call.report().kind == "order"


def test_asking_for_one_who_was_told_of_begins_a_consultation(at) -> None:
    call, _ = at(
        "aoba_law", "女性の弁護士もいます？", "じゃあその方でお願いします", "木曜の午後3時"
    )
    assert call.report().kind == "reservation_new"


def test_what_sounds_like_the_tenth_is_no_day(at) -> None:
    _, said = at("aoba_law", "交通事故の示談のことで、保険会社の提示額が妥当か見てほしいんです")
    assert "10日" not in said[0] and "終業" not in said[0]


def test_a_second_tooth_is_brought_and_complains_of_nothing(at) -> None:
    call, said = at("kaede_dental", "うちの子、乳歯がまだ残ってるのに後ろから大人の歯が生えてきて")
    assert "申し訳" not in said[0] and call.report().kind == "reservation_new"


def test_a_name_to_be_changed_in_a_contract_moves_no_booking(at) -> None:
    call, _ = at("midori_homes", "契約書の名前を、結婚したので変えたいんですけど")
    assert call.report().kind == "inquiry"


def test_who_was_called_on_her_mobile_asks_for_no_number_of_ours(at) -> None:
    _, said = at(
        "smile_corp",
        "株式会社トーヨーの大木ですが、先ほど栗本様からお電話いただいたようで",
        "はい、携帯にいただきました",
    )
    assert "お伝えいたしかねます" not in said[1]
