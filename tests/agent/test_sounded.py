"""Who calls, where only the sounds were right and the written words are not."""

from __future__ import annotations

import pytest

from agent.mentions import caller_in
from agent.utterance import listen
from speech.reading.firm_words import firm_word


@pytest.mark.parametrize(
    ("text", "reading", "name", "company"),
    [
        ("さんはフューズです。堀です", "サンワフューズデスホリデス", "堀", "サンワフーズ"),
        (
            "大投稿さんです。合田です",
            "ダイトーコーサンデスゴーダデス",
            "合田",
            "ダイトー興産",
        ),
        (
            "青空清掃ですか。ないと申します",
            "アオゾラセーソーデスカナイトモーシマス",
            "金井",
            "青空清掃",
        ),
        ("あかり雑貨の浅いと申します", "アカリザッカノアサイトモーシマス", "浅井", "あかり雑貨"),
        ("架空辞書の三枝だけど", "カクージショノサエグサダケド", "三枝", "架空地所"),
        ("中央ビースです。木島です", "チューオービースデスキジマデス", "木島", "中央リース"),
        (
            "永源促進のものです。笹川と申します",
            "エーゲンソクシンノモノデスササガワトモーシマス",
            "笹川",
            "永源促進",
        ),
        ("個人で街だと申します", "コジンデマチダトモーシマス", "町田", ""),
        ("個人でスエット今村と申します", "コジンデスエットイマムラトモーシマス", "今村", ""),
        ("青空商事の者ですが", "アオゾラショージノモノデスガ", "", "青空商事"),
        ("はい、そうです", "ハイソーデス", "", ""),
        ("えがわと申します", "エガワトモーシマス", "えがわ", ""),
    ],
)
def test_a_surname_and_a_firm_are_known_by_their_sound(
    text: str, reading: str, name: str, company: str
) -> None:
    found = caller_in(listen(text, reading))
    assert (found.name.text if found.name else "") == name
    assert (found.company.text if found.company else "") == company


@pytest.mark.parametrize(
    ("text", "reading", "name", "company"),
    [
        ("長いです", "ナガイデス", "永井", ""),
        ("架空レジデンス201のゴミだ", "カクーレジデンスニヒャクイチノゴミダ", "五味", ""),
        ("渚紹介です", "ナギサショーカイデス", "", "渚商会"),
        ("知人の紹介です", "チジンノショーカイデス", "", ""),
        ("時間がないんだ", "ジカンガナインダ", "", ""),
        ("先日の件です", "センジツノケンデス", "", ""),
        ("違います", "チガイマス", "", ""),
    ],
)
def test_the_answer_to_who_is_calling_is_known_by_its_sound(
    text: str, reading: str, name: str, company: str
) -> None:
    found = caller_in(listen(text, reading), "caller")
    assert (found.name.text if found.name else "") == name
    assert (found.company.text if found.company else "") == company


def test_a_name_that_runs_together_with_the_word_before_it_begins_with_its_vowel() -> None:
    found = caller_in(listen("あの、大和田です", "アノーーワダデス"), "caller_name")
    assert found.name is not None
    assert found.name.reading == "オーワダ"


@pytest.mark.parametrize(
    ("reading", "word"),
    [
        ("カキューシンヨーキンコ", "信用金庫"),
        ("ダイイチショーコ", "倉庫"),
        ("カクーリサーチ", "リサーチ"),
        ("リース", ""),
        ("カフェワオン", ""),
    ],
)
def test_the_end_of_a_firm_is_a_word_that_firms_have(reading: str, word: str) -> None:
    found = firm_word(reading)
    assert (found.text if found else "") == word
