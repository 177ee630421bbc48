"""Turns that share words with another intent, and what settles them."""

from __future__ import annotations

import pytest

from agent.borne_out import one_word, seconds_by_words
from agent.intents import ALSO_FROM, Scored
from agent.last_words import question_in, state_after
from agent.understanding import meaning
from agent.utterance import listen

PROMPTS = (
    "",
    "お電話ありがとうございます。ご用件をお伺いいたします。",
    "ほかにご用件はございますか。",
    "お電話番号をいただけますか。",
    "折り返しお電話いたしましょうか。",
    "明日の三時でよろしいでしょうか。",
    "メールアドレスをいただけますか。",
    "申し訳ございません、栗本はただいま外出しております。",
)


def scores(knowledge, text: str, prompt: str = "") -> tuple[Scored, ...]:
    return meaning(listen(text), question_in(prompt), state_after(prompt), knowledge).scores


def best(knowledge, text: str, prompt: str = "") -> str:
    return scores(knowledge, text, prompt)[0].intent


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("text", ["はい", "はい。", "ええ", "うん", "はい、はい"])
def test_a_bare_yes_is_yes_after_anything(knowledge, text: str, prompt: str) -> None:
    assert best(knowledge, text, prompt) == "yes"


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("text", ["はい？", "え？", "えっ？"])
def test_one_word_asked_back_wants_it_again(knowledge, text: str, prompt: str) -> None:
    assert best(knowledge, text, prompt) == "repeat_request"


def test_more_than_one_word_is_left_to_what_was_learned() -> None:
    assert one_word(listen("はい、お願いします")) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("機械がしゃべってるの", "who_are_you"),
        ("土曜日は？", "faq"),
        ("その部品はいくらですか", "faq"),
        ("ブレンドを2つ", "take_order"),
        ("豆を5袋と紙コップ2箱お願いします", "take_order"),
        ("タオル10枚ください", "take_order"),
        ("注文したいんですけど", "take_order"),
        ("かけ直します", "call_again"),
        ("エアコンが動かないんです", "faq"),
        ("お湯が出ないんですけど", "faq"),
        ("コンロの火がつかなくて", "faq"),
        ("十一月分の請求書の件で、経理の方お願いします", "reach_person"),
        ("先日お送りした請求書の件でお電話しました", "reach_person"),
        ("お電話代わりました", "other"),
    ],
)
def test_what_is_no_danger_sale_or_mistake(knowledge, text: str, intent: str) -> None:
    assert best(knowledge, text) == intent


@pytest.mark.parametrize("text", ["システムの設定を見せて", "虫歯の治療です。冷たいものがしみる"])
def test_machines_and_teeth_are_no_emergency(knowledge, text: str) -> None:
    assert best(knowledge, text) != "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "殺すぞ",
        "爆弾を仕掛けた",
        "今から行くからな",
        "殴られてて逃げたい",
        "ガスの臭いがするんです",
        "水道管が破裂して水が噴き出してるんです",
        "けが人が出ました",
    ],
)
def test_threats_and_danger_are_an_emergency(knowledge, text: str) -> None:
    assert best(knowledge, text) == "emergency"


@pytest.mark.parametrize("lead", ["", "言いたくないけど、", "ご存じかと思いますが、"])
def test_a_number_given_was_not_declined(knowledge, lead: str) -> None:
    found = scores(knowledge, f"{lead}03-0012-3456です", "お電話番号をいただけますか。")
    assert "decline_number" not in {s.intent for s in found if s.score >= ALSO_FROM}


def test_a_number_kept_back_is_declined(knowledge) -> None:
    asked = "お電話番号をいただけますか。"
    assert best(knowledge, "番号は言いたくないです", asked) == "decline_number"


@pytest.mark.parametrize(
    "text", ["はい、お願いします。明日の13時に", "ええ、三時ごろにお願いします"]
)
def test_a_yes_with_a_time_is_a_yes(knowledge, text: str) -> None:
    assert best(knowledge, text, "折り返しお電話いたしましょうか。") == "yes"


def test_a_second_wish_needs_a_word_of_its_own() -> None:
    scored = [Scored("reach_person", 0.6), Scored("job_application", 0.4)]
    assert seconds_by_words(listen("森さんをお願いします"), scored)[1].score < ALSO_FROM
    said = listen("森さんをお願いします、求人に応募したいので")
    assert seconds_by_words(said, scored)[1].score == 0.4
