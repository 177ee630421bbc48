"""「そちら不動産屋さん？」: a house is called by its trade, and it is ours.

What a client does shows in its name, or in the questions of its own FAQ; who calls it so is not
mistaken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from knowledge import Knowledge

_TRADES = tuple(
    (re.compile(called), re.compile(shows))
    for called, shows in (
        ("歯医者|歯科|デンタル", "歯科|デンタル|虫歯|歯石"),
        ("動物病院|獣医|ペット", "動物|アニマル|ワクチン|獣医"),
        ("病院|医院|クリニック|お医者|整形|内科|小児科", "医院|クリニック|病院|診察|診療"),
        ("整骨|接骨|整体|鍼|マッサージ", "整骨|接骨|整体|鍼灸|施術"),
        ("弁護士|法律", "法律|弁護士"),
        ("税理士|会計", "税理士|会計事務所|確定申告|決算"),
        ("社労士|社会保険労務士", "社労士|社会保険労務士|労務"),
        ("不動産|管理会社|大家|賃貸", "不動産|内見|家賃|入居|賃貸"),
        ("美容[院室]|ヘアサロン|床屋|理容|サロン", "美容|ヘア|カット|カラー"),
        ("旅館|ホテル|温泉|民宿|お?宿", "旅館|ホテル|温泉|宿泊|客室"),
        ("車屋|自動車|整備工場|修理工場|板金", "自動車|モータース|車検|オイル"),
        ("塾|予備校|教室|スクール", "塾|授業|生徒|講習|レッスン"),
        ("工務店|リフォーム|大工|水道屋", "工務店|リフォーム|外壁|施工"),
        ("喫茶店|カフェ|レストラン|食堂|料理", "カフェ|ランチ|メニュー|席|料理"),
        ("お?花屋|お?花の", "花束|アレンジ|生花"),
        ("パン屋|ベーカリー|ケーキ|菓子", "パン|ケーキ|菓子"),
        ("薬局|薬屋", "薬局|処方せん|処方箋"),
        ("クリーニング", "クリーニング|しみ抜き|染み抜き"),
        ("自転車", "自転車|パンク"),
        ("お?店|通販|ショップ|雑貨", "通販|送料|注文|商品"),
    )
)
"""What callers call a house -> what shows that it is one."""
_LEAST = 2
"""Questions of the FAQ that show a trade which the name does not."""
_READ = 300
"""Entries looked at: what a house does shows in its first ones."""


def is_our_trade(called: str, knowledge: Knowledge) -> bool:
    """Whether `called` (歯医者, 不動産屋) says what this client is."""
    shows = next((shows for trade, shows in _TRADES if trade.search(called)), None)
    if shows is None:
        return False
    if shows.search(knowledge.manual.company_name) or shows.search(knowledge.manual.company.name):
        return True
    found = (1 for question in _asked(knowledge) if shows.search(question))
    return sum(islice(found, _LEAST)) == _LEAST


def has_words_of(words: re.Pattern[str], knowledge: Knowledge) -> bool:
    """Whether the client's own questions and answers speak of such a thing."""
    return any(map(words.search, _asked(knowledge)))


def _asked(knowledge: Knowledge) -> Iterator[str]:
    for entry in islice(knowledge.manual.faq, _READ):
        yield f"{entry.question}。{entry.answer}"
