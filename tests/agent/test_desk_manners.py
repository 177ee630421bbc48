"""The desk's manners: what is refused, noted, read back and let be."""

from __future__ import annotations

import pytest

from agent.danger import has_ended
from agent.wording import MAX_MORAE
from knowledge.reader import read
from speech.reading.kana import mora_count


def test_who_only_says_yes_is_let_go_without_urgency(call) -> None:
    for _ in range(3):
        call.say("はい")
    assert call.state.ended and not call.state.escalated
    assert call.report().urgency == "normal"


def test_who_calls_again_for_nobody_is_not_asked_her_name(call) -> None:
    assert "お名前" not in call.say("もしもし、あ、また電話します")
    assert call.state.ended and call.report().outcome == "caller_calls_again"


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ("もう止まってます", True),
        ("水は止まりました", True),
        ("水は止まったけど、火花が出てます", False),
        ("水が止まらないんです", False),
        ("まだ漏れてます", False),
        ("電話番号は大丈夫です", False),
    ],
)
def test_danger_ends_where_nothing_dangerous_goes_on(said: str, ended: bool) -> None:
    assert has_ended(said) is ended


def test_a_leak_that_stopped_is_no_emergency_any_more(at) -> None:
    call, _ = at("smile_corp", "水漏れしてるんです、コーヒーマシンから", "もう止まってます")
    report = call.report()
    assert report.urgency == "high" and report.escalation is None
    assert call.state.asked == "caller"


def test_silence_while_an_operator_is_rung_is_waiting(call) -> None:
    call.say("オペレーターにつないでください")
    assert "呼び出して" in call.wait() and "呼び出して" in call.wait()
    assert "折り返しお電話" in call.wait()


def test_an_item_without_a_quantity_is_asked_for_it(at) -> None:
    _, said = at("kotori_shop", "フェイスタオルとほうじ茶をください", "10枚です", "2袋です")
    assert "フェイスタオルは、おいくつ" in said[0] and "ほうじ茶" in said[1]
    assert "フェイスタオルを10枚、ほうじ茶を2袋" in said[2]


def test_english_is_asked_twice_and_then_handed_over(at) -> None:
    call, said = at(
        "smile_corp", "Hello, do you speak English?", "Uh, well", "Sorry?", "What?", "Hm?"
    )
    assert sum("your name" in turn for turn in said) == 2
    assert call.state.escalated == "foreign"


def test_a_relation_is_read_back_and_reported(at) -> None:
    call, said = at("smile_corp", "江川の家内ですが、栗本さんお願いします", "はい", "090-0012-3344")
    assert "江川様のご家族の方" in said[2]
    assert "江川の家内からのお電話" in (call.report().purpose or "")


def test_who_is_hard_of_hearing_is_spoken_to_slowly(at) -> None:
    call, _ = at("kaede_dental", "耳が遠くてねえ、ゆっくりお願いします。予約をしたいんだけど")
    assert all(sentence.pace < 1 for sentence in call.responses[-1].sentences)


def test_a_fact_told_in_a_complaint_gets_no_second_apology(at) -> None:
    _, said = at("kotori_shop", "注文した荷物が届かないんですけど", "11月15日に頼みました")
    assert "申し訳" in said[0] and "申し訳" not in said[1]


def test_a_refusal_to_say_is_respected_at_once(at) -> None:
    _, said = at(
        "kotori_shop", "荷物が届かないんだけど、どうなってんの", "名前なんか言うか", "誰が教えるか"
    )
    assert "番号" in said[1] and "必ず申し伝え" in said[2]


def test_a_superior_is_called_from_inside_the_form(at) -> None:
    call, _ = at(
        "kotori_shop", "注文した荷物が届かないんです", "清水です", "答えられる方に代わってください"
    )
    assert call.report().escalation == "complaint" and call.report().urgency == "high"


def test_a_message_inside_the_request_is_the_message(at) -> None:
    call, _ = at(
        "smile_corp",
        "総務の中村さんに、車のライトがつけっぱなしだって、伝えてもらえますか。",
        "名前は言いたくないです",
    )
    assert call.report().purpose == "車のライトがつけっぱなし"
    assert call.report().outcome == "message_taken"


def test_both_a_message_and_a_call_back_are_taken(at) -> None:
    call, _ = at(
        "smile_corp",
        "高橋さんお願いします。みなと企画の江川です。",
        "では、サンプルが届きましたとお伝えいただいて、戻られたらお電話をいただけますか。",
        "03-0012-5566",
        "はい",
    )
    report = call.report()
    assert "サンプルが届きました" in (report.purpose or "")
    assert report.callback_number == "03-0012-5566" and report.outcome == "callback_promised"


def test_consent_with_a_condition_is_consent(at) -> None:
    for consent in ("はい、明日で大丈夫です。", "なら、折り返しでいいです。"):
        _, said = at("smile_corp", "栗本さんお願いします。みなと企画の江川です。", consent)
        assert "電話番号" in said[1]


@pytest.mark.parametrize(
    "rows",
    [
        ("大野さんお願いできますか",),
        ("栗本さんお願いします。原田です", "番号教えてください、栗本さんの"),
        ("佐藤部長お願いします。原田です", "15時までにお電話ください"),
    ],
)
def test_a_long_turn_is_said_in_short_words(at, rows: tuple[str, ...]) -> None:
    call, _ = at("smile_corp", *rows)
    spoken = [s.spoken for s in call.responses[-1].sentences]
    assert sum(mora_count(read(text)) for text in spoken) <= MAX_MORAE + 12


def test_a_word_of_danger_is_known_by_its_sound(at) -> None:
    call, said = at("midori_homes", "台所の方からずっとガスの匂いがしてて")
    assert call.state.escalated == "emergency" and "窓を開け" in said[0]


def test_a_room_beside_a_name_corrects_no_number(at) -> None:
    _, said = at(
        "midori_homes",
        "石橋さんお願いします。早川です",
        "はい",
        "090-0078-1122",
        "いえ、違います。架空ハイツ101の早川です。",
    )
    assert "1101" not in said[3]


def test_nothing_is_promised_to_be_told_to_somebody_who_has_left(at) -> None:
    rows = (
        "服部さんの昔の友人なんですけど、そちらに今もお勤めですか",
        "服部さんの電話番号だけでも",
        "もういいです、失礼します",
    )
    _, said = at("midori_homes", *rows)
    assert "服部に" not in "".join(said)
