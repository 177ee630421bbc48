"""Where a sentence of a caller's ends, told from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.asr.punctuation import punctuated


@pytest.mark.parametrize(
    "written",
    [
        "光洋システムです。平野と申します",
        "お世話になっております。営業の佐藤部長はいらっしゃいますか",
        "はい、そうです",
        "いえ、違います。福井と申します",
        "丸山製菓です。片桐です。高橋さんから折り返しをもらうことになってるんですけど",
        "2時半までに電話もらえませんか。3時から会議なので",
        "そうですか。じゃあ戻られてからで結構です",
        "10時に根岸さんとお約束してる須田ですが電車が止まって遅れるって伝えてもらえますか",
        "どうなってますかねえ",
        "お願いできませんでしょうか",
        "明日でしたら大丈夫です",
        "まだ届いておりませんでした。どうなっていますか",
        "お待ちくださいませ",
        "あの方はいらっしゃいますか",
    ],
)
def test_sentences_end_where_their_words_say_so(written):
    spoken = written.replace("。", "").replace("、", "")
    assert punctuated(spoken) == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("家違います", "いえ、違います"),
        ("家折り返しは結構です", "いえ、折り返しは結構です"),
        ("家電話があったことだけお伝えください", "いえ、電話があったことだけお伝えください"),
        ("家電が壊れました", "家電が壊れました"),
        ("杯わかりました", "はい、わかりました"),
        ("家の者です", "家の者です"),
        ("家賃です", "家賃です"),
    ],
)
def test_yes_and_no_at_the_beginning_are_no_nouns(heard, written):
    assert punctuated(heard) == written


@given(st.text("はいですまけどがのかね。、栗本1一ん", max_size=30))
def test_nothing_is_lost_and_done_twice_it_is_the_same(text):
    once = punctuated(text)
    assert once.replace("。", "").replace("、", "") == text.replace("。", "").replace("、", "")
    assert punctuated(once) == once
