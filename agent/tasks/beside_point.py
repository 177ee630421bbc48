"""Particulars a client wants asked that are beside the point of this call, or not told by it."""

from __future__ import annotations

import re

from agent.turn import Turn

OF_GOODS = re.compile(r"商品|製品|品番|型番|製造番号|色|サイズ|数量|個数")
TELLS_OF_IT = re.compile(
    r"キャンセル|取り消|もういい|(?:た|ない|て(?:い)?る|たい)(?:(?:ん|の)(?:です|だ))?(?:けれ?ど?も?|が|よ|のに)[。]*$"
)
"""今日中に欲しかったんですけど, もういいです、キャンセルで: no name of any goods."""
_NOT_OF_GOODS = re.compile(
    r"請求書|領収|支払|荷物|集荷|不在票|宅配|宅急便|振り?込|入金|契約書|見積書|書類|取材|挨拶|あいさつ|担当|"
    r"(?:お?電話|着信|ご?連絡)(?:が|を)?(?:あっ|いただ|頂|入っ|もら)"
)
_OF_AN_ORDER = re.compile(
    r"注文(?!し(?:たい|よう)|でき)|頼ん(?:だ|で)|届|発送|送って|着い|来(?:た|て|ない|なく)|買っ|購入|返品|返し|"
    r"返金|交換|取り?替え|不良|壊れ|割れ|欠け|破れ|違う|間違|キャンセル|取り消|変更|変え"
)
"""What is asked about an order that was placed."""
_BEFORE_BUYING = re.compile(
    r"選べ|選ぶ|売って|(?:あり|ござい)ますか|在庫|取り?扱|買え|買いた|ほしい|欲しい|注文でき|"
    r"(?:送り|贈り|頼み|包んで?(?:もら|いただ)[^。]{0,3})た[いく]|まだ(?:頼|注文|買)"
)
"""手ぬぐいの柄って選べます is asked by one who has no order yet."""
_SEEKS_ROOM = re.compile(r"空いて(?:い)?る[^。]{0,14}(?:部屋|物件)|(?:部屋|物件)を(?:探|借り)")


def is_beside_point(turn: Turn, label: str) -> bool:
    """No number of any goods is asked of one who calls about a bill, or returns a call."""
    if turn.value("kind") not in ("", "inquiry"):
        return False
    told = f"{turn.value('message')}{turn.value('purpose')}{turn.note('question')}"
    if label == "注文番号":
        return bool(_BEFORE_BUYING.search(told)) and not _OF_AN_ORDER.search(told)
    if label in ("物件名", "お部屋の番号"):
        return _SEEKS_ROOM.search(told) is not None
    if not OF_GOODS.search(label):
        return False
    if turn.value("detail:注文番号"):
        return True  # the order tells what and of which kind
    return _NOT_OF_GOODS.search(told) is not None and not OF_GOODS.search(told)
