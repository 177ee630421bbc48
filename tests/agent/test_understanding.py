"""What callers mean, in the words of many mouths and through a bad line."""

from __future__ import annotations

import pytest

from agent.events import AgentDecided, Decision
from agent.mentions import caller_in
from agent.questions import QUESTIONS
from agent.state import advance, begin
from agent.understanding import understand
from agent.utterance import listen
from agent.yes_no import polarity


def meaning(knowledge, text: str, reading: str = "", asked: str = "purpose"):
    decision = Decision((), "reach_person", expect=QUESTIONS[asked].expect, asked=asked)
    return understand(text, reading, advance(begin(), AgentDecided(0, decision)), knowledge)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("営業の栗本様をお願いできますでしょうか", "reach_person"),
        ("栗本さん、いてはりますか", "reach_person"),
        ("栗本さんに言付けをお願いしたいのですが", "leave_message"),
        ("では戻られましたらお電話をいただけますか", "request_callback"),
        ("じゃあまたこっちからかけますわ", "call_again"),
        ("お戻りは何時ごろになりますか", "ask_return_time"),
        ("メールで送りたいのでアドレスを伺えますか", "ask_email"),
        ("携帯の番号を聞いてもいいですか", "ask_mobile"),
        ("明日では遅いんです、今日中に連絡を取りたくて", "urgent"),
        ("天井から水が漏れて止まらないんです", "emergency"),
        ("駐車場はありますか", "faq"),
        ("来週の予約を取りたいのですが", "reservation_new"),
        ("予約の日を変えたいんですけど", "reservation_change"),
        ("明日の予約をキャンセルしたいんですが", "reservation_cancel"),
        ("先週頼んだのがまだ届かないんだけど、どうなってるの", "complaint"),
        ("電気料金がお安くなるご案内でお電話しました", "sales_call"),
        ("すみません、番号を間違えました", "wrong_number"),
        ("求人を拝見しまして、応募したいのですが", "job_application"),
        ("機械じゃなくて人間に代わってよ", "human_operator"),
        ("すみません、もう一度言っていただけますか", "repeat_request"),
        ("それでは失礼いたします", "goodbye"),
        ("あなたは人間ですか", "who_are_you"),
        ("Hello, may I speak to someone in English?", "foreign_language"),
    ],
)
def test_intents(knowledge, text: str, intent: str) -> None:
    assert meaning(knowledge, text).intent == intent


def test_two_wishes_in_one_breath_are_both_kept(knowledge) -> None:
    said = meaning(knowledge, "栗本さんのメールアドレスと、お戻りの時間を教えてください")
    assert {"ask_email", "ask_return_time"} <= {said.intent, *said.also}


@pytest.mark.parametrize(
    ("text", "reading", "intent"),
    [
        ("行動の田中さんおられますか", "コードーノタナカサンオラレマスカ", "reach_person"),
        ("電言お願いできますか", "デンゴンオネガイデキマスカ", "leave_message"),
        ("折り帰しお電話下さい", "オリカエシオデンワクダサイ", "request_callback"),
        ("もー一道お願いします", "モーイチドーオネガイシマス", "repeat_request"),
    ],
)
def test_sounds_outweigh_misspelled_words(knowledge, text, reading, intent) -> None:
    assert meaning(knowledge, text, reading).intent == intent


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("はい", "offer", 1),
        ("ええ、お願いします", "offer", 1),
        ("はい、結構です", "offer", -1),
        ("大丈夫です", "offer", -1),
        ("いえ、お願いします", "offer", 1),
        ("いりません", "offer", -1),
        ("結構です", "confirm", 1),
        ("大丈夫です", "confirm", 1),
        ("はい、合ってます", "confirm", 1),
        ("いえ、違います", "confirm", -1),
        ("はい、違いますね", "confirm", -1),
        ("そうです", "confirm", 1),
        ("栗本さん", "offer", 0),
    ],
)
def test_yes_and_no_depend_on_what_was_asked(text: str, kind: str, sign: int) -> None:
    found = polarity(listen(text), kind)
    assert (found > 0.3) - (found < -0.3) == sign


def test_a_short_yes_heard_badly_is_a_yes() -> None:
    assert polarity(listen("相", "アイ"), "confirm") > 0


@pytest.mark.parametrize(
    ("text", "company", "name"),
    [
        ("お世話になっておりますスマイル企画の江川と申します", "スマイル企画", "江川"),
        ("株式会社山田商事の鈴木といいますけれども", "株式会社山田商事", "鈴木"),
        ("スマイル企画江川です", "スマイル企画", "江川"),
        ("江川ですけど、栗本さんいますか", None, "江川"),
        ("あのー、佐々木と申しますが", None, "佐々木"),
        ("栗本さんですか", None, None),
        ("急ぎの用件なんですが", None, None),
        ("営業時間を聞きたいんですが", None, None),
    ],
)
def test_who_is_calling(text: str, company: str | None, name: str | None) -> None:
    found = caller_in(listen(text))
    assert (found.company and found.company.text, found.name and found.name.text) == (company, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("江川", "江川"), ("はい、江川です", "江川"), ("えーと、江川といいます", "江川"),
     ("なんで言わなきゃいけないの", None), ("はい", None)],
)  # fmt: skip
def test_a_bare_answer_to_who_is_calling(text: str, name: str | None) -> None:
    found = caller_in(listen(text), "caller")
    assert (found.name and found.name.text) == name


def test_the_sounds_heard_are_kept_beside_the_name() -> None:
    found = caller_in(listen("スマイル企画の絵側と申します", "スマイルキカクノエガワトモーシマス"))
    assert found.name is not None and found.name.reading == "エガワ"


def test_the_caller_is_not_taken_for_the_one_wanted(knowledge) -> None:
    said = meaning(knowledge, "栗本と申しますが、高橋さんお願いします")
    slots = {slot.name: slot.value for slot in said.slots}
    assert slots["caller_name"] == "栗本" and slots["target"] == "高橋隆文"


def test_digits_answer_the_question_for_a_number(knowledge) -> None:
    said = meaning(knowledge, "012の3456の7890です", asked="callback_number")
    assert [s.value for s in said.slots if s.name == "callback_number"] == ["01234567890"]


def test_the_target_need_not_be_in_the_manual(knowledge) -> None:
    said = meaning(knowledge, "宮部さんお願いします")
    assert said.intent == "reach_person"
    assert [s.value for s in said.slots if s.name == "target_unknown"] == ["宮部"]
