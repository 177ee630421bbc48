"""Views that only somebody qualified may give are told from questions about the business."""

from __future__ import annotations

import pytest

from agent.views import asks_view
from knowledge.manual import find_manual, load_manual

VIEWS = """
勝てそうですか
この裁判って勝てますか
弁護士さん的には、うちに勝ち目はあるんでしょうか
慰謝料いくら取れますか
慰謝料ってどのくらいもらえるもんですかね
残業代、いくら請求できるか教えてください
これって違法ですよね
私、罪になりますか
訴えられますか
親権は取れますか
離婚できますか
この契約書って有効なんですか
払わなくてもいいですか
時効になってますか
示談したほうがいいですか
この薬飲んで大丈夫ですか
痛み止めって飲んでもいいんでしょうか
ロキソニン飲んでも平気？
妊娠中なんですけど麻酔しても大丈夫ですか
これ虫歯ですかね
何の病気でしょうか
歯が欠けたんですが放っておいていいですか
親知らずは抜いたほうがいいですか
腫れは何日で引きますか
何錠飲めばいいですか
飲み合わせが心配なんですけど
投資したほうがいい？
マンションは今買ったほうがいいですか
この土地はいくらで売れますか
家賃相場はこれから上がりますか
ローンの審査は通りますか
今が買い時ですか
相続税はいくらかかりますか
"""
NO_VIEWS = """
相談料はいくらですか
着手金はいくらですか
離婚の相談はできますか
慰謝料の相談をしたいんです
詐欺に遭ったんですが相談できますか
罪を犯した息子の相談をしたい
虫歯の治療はいくらですか
親知らずを抜いてもらえますか
薬を出してもらえますか
アレルギーがあるので伝えておいてください
今までのレントゲンは持っていったほうがいいですか
審査は何日かかりますか
違約金はかかりますか
自分で選んだ火災保険でもいいですか
マンションを売りたいんですけど査定してもらえますか
家賃を待ってもらえませんか
車で行ったほうがいいですか
電子レンジに入れても大丈夫ですか
赤ちゃんに使っても大丈夫ですか
慰謝料をいくら取れるかは弁護士の先生に聞きました。
"""


@pytest.mark.parametrize("asked", VIEWS.split())
def test_a_view_is_told(asked: str) -> None:
    assert asks_view(asked)


@pytest.mark.parametrize("asked", NO_VIEWS.split())
def test_a_matter_of_business_is_no_view(asked: str) -> None:
    assert not asks_view(asked)


@pytest.mark.parametrize(
    "client", ["aoba_law", "kaede_dental", "kotori_shop", "midori_homes", "smile_corp"]
)
def test_nothing_that_a_client_has_answered_is_a_view(client: str) -> None:
    entries = load_manual(find_manual(client)).faq
    asked = [text for entry in entries for text in (entry.question, *entry.paraphrases)]
    assert [text for text in asked if asks_view(text)] == []
