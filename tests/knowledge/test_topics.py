"""An entry is named in a few words of its own question, and no two alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.faq import Faq
from knowledge.manual import find_manual, load_manual
from knowledge.schema import FaqEntry
from knowledge.topics import plainly, short, topic

CLIENTS = ("aoba_law", "kaede_dental", "kotori_shop", "midori_homes", "smile_corp")


@pytest.mark.parametrize(
    ("question", "brief"),
    [
        ("営業時間を教えてください", "営業時間"),
        ("駐車場はありますか", "駐車場"),
        ("コーヒーマシンのレンタル料はいくらですか", "コーヒーマシンのレンタル料"),
        ("支払い方法は何がありますか", "支払い方法"),
        ("お店に駐車場はありますか", "お店に駐車場はあるか"),
        ("注文から届くまで何日かかりますか", "注文から届くまで何日かかるか"),
        ("相談したことは誰にも知られませんか", "相談したことは誰にも知られないか"),
        ("注文した商品が届きません", "注文した商品が届かないこと"),
        ("排水口が詰まりました", "排水口が詰まったこと"),
        ("留守で荷物を受け取れませんでした", "留守で荷物を受け取れなかったこと"),
        ("お知らせのメールを止めてください", "お知らせのメールを止めること"),
        ("会員をやめたいのですが", "会員をやめたいこと"),
        ("荷物が今どこにあるか知りたいのですが", "荷物が今どこにあるか"),
    ],
)
def test_a_question_is_said_short(question: str, brief: str) -> None:
    assert short(question) == brief


@pytest.mark.parametrize("client", CLIENTS)
def test_no_two_entries_of_a_client_are_named_alike(client: str) -> None:
    faq = Faq(load_manual(find_manual(client)).faq)
    named = [faq.topic(entry) for entry in faq.entries]
    assert len(set(named)) == len(named)
    assert not any(one.endswith(("ですか", "ますか", "ません", "ください")) for one in named)


def test_entries_of_one_matter_are_named_by_their_whole_question() -> None:
    entries = [
        FaqEntry(id="price", question="送料はいくらですか", answer="600円でございます。"),
        FaqEntry(id="free", question="送料はかかりますか", answer="1万円から無料でございます。"),
    ]
    assert [topic(entry, entries) for entry in entries] == ["送料はいくらか", "送料はかかるか"]


WORDS = "駐車場はありますか届きませんでした教えてください、。？を便利aー"


@given(st.text(st.sampled_from(WORDS), max_size=40))
def test_whatever_a_client_writes_has_a_name(question: str) -> None:
    assert short(question) and plainly(question)
