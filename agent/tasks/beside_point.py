"""Particulars a client wants asked that are beside the point of this call, or not told by it."""

from __future__ import annotations

import re

from agent.tasks.goods_asked import asks_if_sold, asks_kinds
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
    r"返金|交換|取り?替え|不良|壊れ|割れ|欠け|破れ|違う|間違|キャンセル|取り消|変更|変え|"
    r"領収|払った|引き落と|明細|請求"
)
"""What is asked about an order that was placed."""
_BEFORE_BUYING = re.compile(
    r"選べ|選ぶ|売って|(?:あり|ござい)ます(?:か|$)|在庫|(?:取り?)?扱|置いてい?ま|買え|何(?:色|種類|サイズ)|"
    r"どんな(?:色|柄|種類)|買いた|ほしい|欲しい|注文でき|(?:送り|贈り|頼み|包んで?(?:もら|いただ)[^。]{0,3})た[いく]|"
    r"まだ(?:頼|注文|買)|日持ち|賞味|卸|仕入れ|取材|撮影|写真|雑誌"
)
"""手ぬぐいの柄って選べます is asked by one who has no order yet."""
_OF_KIND = re.compile(
    r"色|サイズ|大き|小さ|在庫|残って|売り切れ|品切れ|再入荷|交換|取り?替え|違う|ほしい|欲しい|注文|買いた"
)
"""What a colour and a size matter for; 日持ちします does not ask for them."""
_OF_A_BILL = re.compile(
    r"(?:振り?込|払|入金|領収|請求|明細)[^。]{0,16}(?:確認|届|送|もら|した|出)|忘れ物|忘れて"
)
"""先日の相談料、振り込んだんですけど: of a matter that is known."""
_SEEKS_ROOM = re.compile(r"空いて(?:い)?る[^。]{0,14}(?:部屋|物件)|(?:部屋|物件)を(?:探|借り)")


def is_beside_point(turn: Turn, label: str) -> bool:
    """Nothing of goods is asked of one who calls about a bill, no order's number before anything is
    bought, no colour where it does not matter; what the client wants asked of this very matter
    always is."""
    entry = next((e for e in turn.knowledge.manual.faq if e.id == turn.note("answered")), None)
    if entry is not None and label in entry.ask_when_unanswered:
        return False
    if turn.value("kind") not in ("", "inquiry"):
        return False
    told = f"{turn.value('message')}{turn.value('purpose')}{turn.note('question')}"
    if label == "注文番号":
        return bool(_BEFORE_BUYING.search(told)) and not _OF_AN_ORDER.search(told)
    if "分野" in label and _OF_A_BILL.search(told):
        return True
    if label in ("物件名", "お部屋の番号"):
        return _SEEKS_ROOM.search(told) is not None
    if not OF_GOODS.search(label):
        return False
    if asks_kinds(told) or (asks_if_sold(told) and turn.knowledge.manual.orders.accepted):
        return True  # which there are is what she asks
    if turn.value("detail:注文番号"):
        return True  # the order tells what and of which kind
    if label in ("色", "サイズ"):
        return _OF_KIND.search(told) is None
    return _NOT_OF_GOODS.search(told) is not None and not OF_GOODS.search(told)
