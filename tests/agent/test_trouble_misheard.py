"""Complaints, emergencies, sales and odd callers as the recogniser really heard them."""

from __future__ import annotations

import datetime as dt

import pytest

from agent.tasks.hear_complaint import is_displeased
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual

MORNING = dt.datetime(2026, 11, 24, 10, 30)
NIGHT = dt.datetime(2026, 11, 29, 3, 20)


def sample(name: str, now: dt.datetime = MORNING) -> Knowledge:
    return Knowledge.open(load_manual(find_manual(name)), now)


def acts(call) -> list[str]:
    last = call.state.last
    return [f"{act.kind}.{act.topic}" for act in last.acts]


def test_rudeness_of_one_of_ours_is_a_complaint_and_no_wish_for_her(call_of) -> None:
    call = call_of(sample("smile_corp"))
    said = call.say(
        "た四季オタクの高橋さんていう人と話したんですけどすごく失礼な言い方をされてリックりしたんです",
        "タシキオタクノタカハシサンテイウヒトトハナシタンデスケドスゴクシツレーナイーカタオサレテリックリシタンデス",
    )
    assert "apologise.complaint_manner" in acts(call) and "高橋は" not in said
    assert call.state.value("kind") == "complaint" and not call.state.escalated


def test_a_superior_called_for_is_heard_by_sound(call_of) -> None:
    call = call_of(sample("smile_corp"))
    call.say(
        "もしも質へのものを立ってお客のコーヒーマシンまた壊れたんだよ",
        "モシモシツエノモノオタッテオキャクノコーヒーマシンマタコワレタンダヨ",
    )
    assert acts(call)[0] == "apologise.complaint_thing"
    assert call.state.escalated == "complaint"


@pytest.mark.parametrize("who", ["お家の者をお願いします", "上の階の者がうるさいんです"])
def test_other_people_are_no_superiors(call_of, who: str) -> None:
    call = call_of(sample("midori_homes"))
    call.say(f"隣がうるさくて眠れないんです。{who}")
    assert call.state.escalated != "complaint"


def test_arson_threatened_with_a_word_misheard_goes_to_a_person(call_of) -> None:
    call = call_of(sample("kotori_shop"))
    call.say("返品したのにまだ金が返ってこないんだよ。いつまで待たせるんだ")
    call.say(
        "ふざけるが今から行って見せ2日をつけてやるからな",
        "フザケルガイマカライッテミセニヒオツケテヤルカラナ",
    )
    assert call.state.escalated == "threat"


def test_the_advice_of_the_manual_is_found_by_sound(call_of) -> None:
    call = call_of(sample("kaede_dental"))
    said = call.say(
        "すみません。息子が公園で転んで前歯が向け起きちゃったんです氏も一体出てて",
        "スミマセンムスコガコーエンデコロンデマエバガムケオキチャッタンデスシモイッタイデテテ",
    )
    assert "牛乳" in said and call.state.escalated == "emergency"


def test_hurry_is_asked_once_more_for_the_number_then_put_through(call_of) -> None:
    call = call_of(sample("midori_homes", NIGHT))
    call.say("部屋がガス臭いんです。台所のほうから、ずっとガスのにおいがしてて")
    assert "お電話番号" in call.say("はい、急いでください")
    assert "おつなぎ" in call.say("早くしてください")


@pytest.mark.parametrize(
    "said",
    [
        "昨日の夜にですね停電があったんですけどもう治ってるんですただ何が原因だったのか知りたくて",
        "昨日の夜、停電があったんですけど、もう直ってるんです。ただ、何が原因だったのか知りたくて",
    ],
)
def test_what_is_over_and_only_wondered_at_is_neither_danger_nor_complaint(call_of, said) -> None:
    call = call_of(sample("midori_homes"))
    call.say(said)
    assert call.state.value("kind") not in ("complaint", "emergency") and not call.state.escalated


def test_no_hurry_ends_an_emergency(call_of) -> None:
    call = call_of(sample("midori_homes"))
    call.say("停電なんです")
    said = call.say("いえいえ、今は普通についてます。急ぎじゃないです")
    assert call.state.value("kind") == "inquiry" and "ただちに" not in said


def test_a_cry_in_the_night_and_then_nothing_rings_the_one_on_duty(call_of) -> None:
    call = call_of(sample("midori_homes", NIGHT))
    call.say("たのはわから", "タノワワカラ")
    said = call.wait() + call.wait() + call.wait()
    assert "どうなさいましたか" in said and call.state.escalated == "emergency"


def test_a_garbled_word_and_then_nothing_by_day_rings_nobody(call_of) -> None:
    call = call_of(sample("midori_homes"))
    call.say("たのはわから", "タノワワカラ")
    for _ in range(3):
        call.wait()
    assert call.state.ended and not call.state.escalated


def test_hai_heard_as_kai_is_nobody_to_hand_over(call_of) -> None:
    call = call_of(sample("kaede_dental"))
    for _ in range(8):
        call.say("回", "カイ")
    assert call.state.ended and not call.state.escalated


def test_an_offer_in_words_of_the_manual_is_refused_at_once(call_of) -> None:
    call = call_of(sample("kotori_shop"))
    call.say(
        "お世話になります執着心のアクセルウェブと申しますホームページの検索順にを上げるサービスの"
        "ご案内なのですがご担当の方をお願いできますか"
    )
    assert "refuse.sales_send" in acts(call)


def test_pardon_begged_for_the_hour_opens_a_call(call_of) -> None:
    call = call_of(sample("smile_corp"))
    call.say("お忙しいところ失礼いたします")
    assert not call.state.ended


@pytest.mark.parametrize(
    "more",
    ["直接言いに行くのも怖いし何とかしてもらえませんか", "もう三日も寝てないんですよ"],
)
def test_more_of_a_promised_complaint_is_passed_on_and_no_entry_guessed(call_of, more) -> None:
    call = call_of(sample("midori_homes"))
    call.say("隣の部屋が夜中に騒いでて、眠れないんです。堀といいます。070-0034-9021です")
    for _ in range(6):
        if call.state.note("promised") == "1":
            break
        call.say("はい、そうです")
    call.say(more)
    assert "confirm.confirm_question" not in acts(call)
    assert more in call.state.value("message")


def test_a_yes_that_sounds_like_a_name_confirms_the_name(call_of) -> None:
    call = call_of(sample("aoba_law"))
    call.say(
        "今日労働先生に相談に乗っていただいたものですが先生にお礼を申し上げたくて",
        "キョーロードーセンセーニソーダンニノッテイタダイタモノデスガセンセーニオレーオモーシアゲタクテ",
    )
    assert call.state.asked == "confirm_target"
    call.say("はい、そうです", "ハイソーデス")
    assert call.state.asked != "confirm_target" and call.state.value("target")


def test_where_somebody_lives_is_refused_with_the_verb_misheard(call_of) -> None:
    call = call_of(sample("smile_corp"))
    call.say("営業の栗本さんをお願いします")
    call.say("昔からの知り合いなんですよ今どこに滑るかだけ教えてもらえませんか")
    assert "refuse.private" in acts(call)


def test_work_applied_for_is_no_name_of_ours(call_of) -> None:
    call = call_of(sample("kaede_dental"))
    call.say("別途出井誓子さんの募集を見たんですけど応募したいのですがまだ募集されていますか")
    assert call.state.value("kind") == "job_application"
    said = call.say("歯科衛生士です") + call.say("歯科衛生士の免許を持っています")
    assert "見当たりません" not in said and "衛生士室の者" not in said


@pytest.mark.parametrize("words", ["昨日の夜にですね", "あのう", "実はうちの部屋のことで、あの"])
def test_of_a_beginning_nothing_is_guessed(call_of, words: str) -> None:
    call = call_of(sample("midori_homes"))
    call.say(words)
    assert acts(call) == ["ask.purpose_soft"]


def test_anger_at_what_stands_still_is_a_complaint(call_of) -> None:
    call = call_of(sample("smile_corp"))
    call.say("お宅の機械がまた止まって仕事にならないんですよ")
    assert call.state.value("kind") == "complaint"
    call.say("そんな返事じゃ困るんだよ、決められる人いないの")
    assert call.state.escalated == "complaint"


def test_who_decides_is_asked_for_in_a_form_too(call_of) -> None:
    call = call_of(sample("smile_corp"))
    call.say("複合機の修理について伺いたいんですが、保証書がなくても直してもらえますか")
    call.say("判断できる方をお願いします")
    assert call.state.escalated == "asked"


def test_enough_said_twice_lets_the_caller_go(call_of) -> None:
    call = call_of(sample("midori_homes"))
    call.say("家賃が二重に引き落とされてるんですけど")
    assert "お名前" not in call.say("結構です、もういいです")
    assert call.state.ended


@pytest.mark.parametrize("last", ["いや、それだけ", "いやいいです", "じゃあ連絡待ってます"])
def test_a_short_refusal_of_more_ends_the_call(call_of, last: str) -> None:
    call = call_of(sample("midori_homes"))
    call.say("隣の部屋が夜中に騒いでて、眠れないんです。堀といいます。070-0034-9021です")
    for _ in range(6):
        if call.state.note("promised") == "1":
            break
        call.say("はい、そうです")
    call.say(last)
    assert call.state.ended


def test_begging_pardon_is_no_anger() -> None:
    assert not is_displeased("失礼します") and not is_displeased("失礼ですが、どちら様ですか")
    assert is_displeased("失礼な言い方をされました")


def test_help_cried_again_and_again_is_known_by_sound(call_of) -> None:
    call = call_of(sample("midori_homes", NIGHT))
    call.say("たつけて出すけて", "タスケテダスケテ")
    assert call.state.escalated == "emergency"


STORY = (
    "もしもし、あのねちょっと聞いてくださいよ、うちの隣の家がね、十年前に越してきたんですけどね、"
    "そのときは挨拶にも来て、いい人だと思ってたんですよ、ところがね、去年あたりから、"
    "うちの塀のところに物を置くようになって"
)


def test_a_long_story_is_neither_a_complaint_of_us_nor_guessed_at(call_of) -> None:
    call = call_of(sample("aoba_law"))
    said = call.say(STORY)
    assert call.state.value("kind") == "inquiry" or not call.state.value("kind")
    assert "申し訳" not in said and "お問い合わせ" not in said and "採用" not in said
    assert "塀" in call.state.value("message")


def test_a_neighbour_complained_of_to_the_landlord_is_a_complaint(call_of) -> None:
    call = call_of(sample("midori_homes"))
    call.say("隣の家の人が夜中にうるさくて眠れないんです")
    assert call.state.value("kind") == "complaint"


def test_a_suit_threatened_is_a_complaint(call_of) -> None:
    call = call_of(sample("smile_corp"))
    call.say("あんたら詐欺だろ、訴えるぞ")
    assert call.state.value("kind") == "complaint"


def test_who_was_cheated_by_others_does_not_complain_of_us(call_of) -> None:
    call = call_of(sample("aoba_law"))
    call.say("投資詐欺にあってしまって、相手を訴えたいんですが")
    assert call.state.value("kind") != "complaint"


def test_a_child_that_lies_limp_is_sent_to_119_by_sound(call_of) -> None:
    call = call_of(sample("kotori_shop"))
    said = call.say(
        "赤ちゃんがお湯を被ってやけどしたんです。復たりしてて",
        "アカチャンガオユオカブッテヤケドシタンデスブッタリシテテ",
    )
    assert "119" in said
    calm = call_of(sample("kotori_shop"))
    assert "119" not in calm.say("ポットの湯で手にやけどをしたんです")
