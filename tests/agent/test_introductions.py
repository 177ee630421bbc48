"""Who calls, in the forms that callers use on the telephone."""

from __future__ import annotations

import pytest

from agent.introductions import introduced
from agent.mentions import caller_in
from agent.utterance import listen


@pytest.mark.parametrize(
    ("said", "name", "company"),
    [
        ("三和フーズです。堀です。", "堀", "三和フーズ"),
        ("丘の上ホテルです。三原と申します。", "三原", "丘の上ホテル"),
        ("みなと企画の江川と申します", "江川", "みなと企画"),
        ("架空地所の三枝だけど、河野課長いる。", "三枝", "架空地所"),
        ("どうも、架空地所、三枝ですが", "三枝", "架空地所"),
        ("架空ハイツ105の増田。", "増田", ""),
        ("明日そちらに伺う予定の架空電設の根本です。", "根本", "架空電設"),
        ("えっと、船越と申します。", "船越", ""),
        ("お疲れさま、三宅です。", "三宅", ""),
        ("歯科衛生士の水越です", "水越", ""),
        ("経理の戸田です", "戸田", ""),
        ("佐藤です。鈴木さんお願いします", "佐藤", ""),
    ],
)
def test_a_firm_a_home_and_a_name_are_told_apart(said: str, name: str, company: str) -> None:
    found = caller_in(listen(said))
    assert (found.name.text if found.name else "") == name
    assert (found.company.text if found.company else "") == company


@pytest.mark.parametrize(
    "said", ["", "虫歯の治療です", "はい、お願いします", "会社じゃなくて個人です"]
)
def test_what_introduces_nobody_names_nobody(said: str) -> None:
    assert introduced(listen(said), "caller").name is None


def test_a_relation_before_a_name_is_kept() -> None:
    assert introduced(listen("夫の千葉です")).relation == "夫"
