"""What a caller's words tell about whether more will follow."""

from __future__ import annotations

import pytest

from speech.completeness import Completeness, address, completeness, number, spelled, yes_or_no
from speech.reading.kana import pronounced
from speech.transcript import Transcript


def said(text: str, kana: str) -> Transcript:
    reading = pronounced(kana)
    return Transcript(text, reading, 0, 1000, True, len(reading), 0.9)


@pytest.mark.parametrize(
    ("text", "kana", "expected"),
    [
        ("栗本さんをお願いします", "くりもとさんおおねがいします", Completeness.FINISHED),
        ("いらっしゃいますでしょうか", "いらっしゃいますでしょうか", Completeness.FINISHED),
        ("折り返しお電話ください", "おりかえしおでんわください", Completeness.FINISHED),
        ("予約を変更したいんです", "よやくおへんこうしたいんです", Completeness.FINISHED),
        ("営業は何時まで", "えいぎょうわなんじまで", Completeness.OPEN_ENDED),
        ("栗本", "くりもと", Completeness.OPEN_ENDED),
        ("谷", "たに", Completeness.OPEN_ENDED),
        ("江川と申します", "えがわともうします", Completeness.SOFT),
        ("予約の変更をしたいんですけど", "よやくのへんこうおしたいんですけど", Completeness.SOFT),
        ("江川と申しますが", "えがわともうしますが", Completeness.SOFT),
        ("東西リースの榎本です。", "とうざいりーすのえのもとです", Completeness.SOFT),
        ("納期の件です", "のうきのけんです", Completeness.FINISHED),
        ("はい", "はい", Completeness.SOFT),
        ("すみません", "すみません", Completeness.UNFINISHED),
        ("もしもし", "もしもし", Completeness.SOFT),
        ("お世話になっております", "おせわになっております", Completeness.UNFINISHED),
        (
            "津村と申します。お世話になっております",
            "つむらともーしますおせわになっております",
            Completeness.UNFINISHED,
        ),
        (
            "お忙しいところ失礼いたします",
            "おいそがしーところしつれーいたします",
            Completeness.UNFINISHED,
        ),
        ("では失礼いたします", "でわしつれーいたします", Completeness.FINISHED),
        ("鍵をなくしちゃったんです", "かぎおなくしちゃったんです", Completeness.OPEN_ENDED),
        ("速達でお送りしました", "そくたつでおおくりしました", Completeness.OPEN_ENDED),
        ("いえ、違います。津田と申します", "いえちがいますつだともーします", Completeness.FINISHED),
        (
            "090の0036の7742です",
            "ぜろきゅーぜろのぜろぜろさんろくのななななよんにーです",
            Completeness.FINISHED,
        ),
        ("請求書の件で", "せいきゅうしょのけんで", Completeness.UNFINISHED),
        ("スマイル企画の", "すまいるきかくの", Completeness.UNFINISHED),
        ("スマイル企画のー", "すまいるきかくのー", Completeness.UNFINISHED),
        (
            "お電話したんですが、栗本さんに",
            "おでんわしたんですがくりもとさんに",
            Completeness.UNFINISHED,
        ),
        ("確認してもらって", "かくにんしてもらって", Completeness.UNFINISHED),
        (
            "明日の三時に伺う予定でして",
            "あしたのさんじにうかがうよていでして",
            Completeness.UNFINISHED,
        ),
        ("えーと", "えーと", Completeness.FILLER),
        ("番号は、えーと", "ばんごうわえーと", Completeness.FILLER),
        ("あのー", "あのー", Completeness.FILLER),
        ("そうですねー", "そーですねー", Completeness.FILLER),
        ("あのう", "あのう", Completeness.FILLER),
        ("じゃあ", "じゃー", Completeness.UNFINISHED),
        ("はい、じゃあ", "はいじゃー", Completeness.UNFINISHED),
        ("ただ", "ただ", Completeness.UNFINISHED),
        ("それから", "それから", Completeness.UNFINISHED),
        ("昨日の夜にですね", "きのーのよるにですね", Completeness.UNFINISHED),
        ("お風呂のことでねえ", "おふろのことでねー", Completeness.UNFINISHED),
        ("急須を頼んだんですけどね", "きゅーすおたのんだんですけどね", Completeness.UNFINISHED),
        ("そうですか", "そーですか", Completeness.SOFT),
        ("いえ", "いえ", Completeness.SOFT),
        ("今日はお休みなんですね", "きょーわおやすみなんですね", Completeness.OPEN_ENDED),
        ("明日でいいですね", "あしたでいーですね", Completeness.FINISHED),
        ("三時ですね", "さんじですね", Completeness.FINISHED),
        ("今日は何時頃会社に戻るの", "きょーわなんじごろかいしゃにもどるの", Completeness.FINISHED),
        ("どうなってんの", "どーなってんの", Completeness.FINISHED),
        ("栗本さんの", "くりもとさんの", Completeness.UNFINISHED),
        ("番号教えて", "ばんごーおしえて", Completeness.OPEN_ENDED),
        ("部品を教えてもらって", "ぶひんおおしえてもらって", Completeness.UNFINISHED),
        ("はい、どうも", "はいどーも", Completeness.FINISHED),
        ("そう決まってるって聞いたけど", "そーきまってるってきーたけど", Completeness.SOFT),
        ("昨日の件だけど", "きのーのけんだけど", Completeness.SOFT),
    ],
)
def test_the_ending_of_an_open_answer_tells(text, kana, expected):
    assert completeness(said(text, kana)) is expected


def test_sounds_alone_still_tell_the_clear_cases():
    assert completeness(said("", "おねがいします")) is Completeness.FINISHED
    assert completeness(said("", "せいきゅうしょのけんで")) is Completeness.UNFINISHED


@pytest.mark.parametrize(
    "kana",
    [
        "はいそうです",
        "お願いします",
        "はい、お願いします",
        "違います",
        "大丈夫です",
    ],
)
def test_a_yes_or_no_is_an_answer(kana):
    kana = (
        kana.replace("お願い", "おねがい").replace("違", "ちが").replace("大丈夫", "だいじょうぶ")
    )
    assert yes_or_no(said("", kana)) is Completeness.ANSWERED


@pytest.mark.parametrize(
    ("kana", "expected"),
    [
        ("はい", Completeness.FINISHED),
        ("はいはい", Completeness.FINISHED),
        ("ええ", Completeness.FINISHED),
        ("うん", Completeness.FINISHED),
        ("そーですか", Completeness.OPEN_ENDED),
        ("そーなんですね", Completeness.OPEN_ENDED),
        ("はい、わかりました", Completeness.OPEN_ENDED),
        ("あ", Completeness.FILLER),
        ("いいえ", Completeness.OPEN_ENDED),
        ("はい、あの", Completeness.FILLER),
        ("はい、それで江川に", Completeness.OPEN_ENDED),
        ("はい、携帯の番号をお願いします", Completeness.FINISHED),
    ],
)
def test_a_bare_yes_and_more_than_a_yes_are_judged_by_what_may_follow(kana, expected):
    kana = kana.replace("江川", "えがわ").replace("携帯", "けいたい").replace("番号", "ばんごう")
    assert yes_or_no(said("", kana.replace("願", "ねが"))) is expected


@pytest.mark.parametrize(
    ("kana", "expected", "digits"),
    [
        ("ゼロイチニー", Completeness.UNFINISHED, 3),
        ("ゼロイチニーサンヨンゴーロク", Completeness.UNFINISHED, 7),
        ("ゼロイチニーサンヨンゴーロクナナハチキューゼロ", Completeness.ANSWERED, 10),
        ("ゼロキューゼロゼロゼロイチニーサンヨンゴー", Completeness.UNFINISHED, 10),
        ("ゼロキューゼロゼロゼロイチニーサンヨンゴーロクデス", Completeness.ANSWERED, 11),
        ("ゼロゼロイチノナナニーロクサンデス", Completeness.SOFT, 7),
        ("チョットワカリマセン", Completeness.FINISHED, 0),
        ("エート", Completeness.FILLER, 0),
    ],
)
def test_a_number_is_finished_when_its_digits_are(kana, expected, digits):
    heard = said("", kana)
    assert number(heard) is expected
    assert spelled(heard) == digits or expected is Completeness.ANSWERED


@pytest.mark.parametrize(
    ("text", "kana", "expected"),
    [
        ("kurimoto", "ケーユーアールアイ", Completeness.UNFINISHED),
        ("kurimoto@", "クリモトアットマーク", Completeness.UNFINISHED),
        (
            "kurimoto@smilecorp.com",
            "クリモトアットマークスマイルコープドットコム",
            Completeness.ANSWERED,
        ),
        ("", "クリモトアットマークスマイルコープドットコムデス", Completeness.ANSWERED),
        ("", "クリモトアットマークスマイルコープデアッテマスカ", Completeness.SOFT),
        ("メールはありません", "メールワアリマセン", Completeness.FINISHED),
    ],
)
def test_an_address_is_finished_after_its_last_part(text, kana, expected):
    assert address(said(text, kana)) is expected
