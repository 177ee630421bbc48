"""Which entries of a manual may answer a turn at all, however near they lie.

履歴書をお送り is answered by none about 契約書の写し, a price by none that tells no amount, and
what is broken by none that speaks of no fault.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from agent.tasks.goods_asked import (
    asks_if_sold,
    asks_kinds,
    asks_of_some,
    tells_kinds,
    tells_of_sale,
)
from agent.tasks.sure_answers import TELLS_VACANCY, VACANT
from knowledge import Knowledge
from knowledge.asking import question
from knowledge.schema import FaqEntry

_OF_WORK = re.compile(
    r"履歴書|求人|採用|応募|面接|募集|就職|正社員|アルバイト|(?<![ァ-ヴー])(?:バイト|パート)(?![ァ-ヴー])|"
    r"雇って|働(?:かせ|きた|ける)|時給|日給(?!湯)"
)
"""Words of applicants: nothing answers them but an entry that speaks of work too."""


def asks_for_work(text: str) -> bool:
    """「事務のパートを募集してませんか」「履歴書だけでも」: an applicant speaks."""
    return _OF_WORK.search(text) is not None


def may_answer(entry: FaqEntry, text: str, knowledge: Knowledge) -> bool:
    """Whether `entry` speaks of what `text` is about."""
    forms = (entry.question, *entry.paraphrases)
    if _OF_PRICE.search(text) and not _TELLS_PRICE.search(" ".join((*forms, entry.answer))):
        return False  # まず一回いくらなんですか, and which fields are handled
    if any(of.search(text) and not any(map(tells.search, forms)) for of, tells in _ONLY_OF_IT):
        return False
    if any(of.search(entry.question) and not by.search(text) for of, by in _ONLY_FOR):
        return False
    if asks_kinds(text) and knowledge.manual.orders.accepted:
        return any(map(tells_kinds, forms))
    if asks_if_sold(text) or asks_of_some(text, knowledge.manual.orders.items):
        return any(map(tells_of_sale, forms))
    return not asks_for_work(text) or any(map(asks_for_work, forms))


def may_lie_elsewhere(text: str) -> bool:
    """A price or a fault is asked about, which an entry farther off may tell."""
    return _OF_PRICE.search(text) is not None or _OF_FAULT.search(text) is not None


def price_of(faq: Iterable[FaqEntry], text: str) -> list[str]:
    """The id of the one entry that asks a price of what `text` names, and of nothing else:
    相談だけだといくら for 離婚の相談したいんですけど、一回いくらなんですか; else empty."""
    if not _OF_PRICE.search(text):
        return []
    clauses = [c for c in re.split(r"[、。？?]", text) if _OF_PRICE.search(c)]
    named = _nouns(clauses[-1]) or _nouns(text)  # 返金の金額はいくら、送料込み: of the refund
    found = [
        entry.id
        for entry in faq
        if any(_is_price_of(form, named) for form in (entry.question, *entry.paraphrases))
    ]
    return found if len(found) == 1 else []


def _is_price_of(form: str, named: Collection[str]) -> bool:
    own = _nouns(form)
    return _OF_PRICE.search(form) is not None and bool(own) and all(n in named for n in own)


def _nouns(text: str) -> tuple[str, ...]:
    """What a price is asked of: no 料金, and no 一回."""
    words = question(text).words.items()
    return tuple(k for k, w in words if w.is_noun and not _PRICES.search(k))


_PRICES = re.compile(
    r"料金|費用|値段|代金|金額|お金|いくら|円|[0-9一二三四五六七八九十]+(?:回|つ|個|度|人)"
)
_OF_PRICE = re.compile(
    r"いくら(?:ぐらい|くらい|ほど)?(?:です|でしょう|かか|なん|に[なす]|の|か|する|で(?!も)|[？?]|$)|おいくら|なんぼ|何円|"
    r"(?:料金|費用|値段|代金|お代)(?:は|って|を教|が(?:知|いくら))"
)
_TELLS_PRICE = re.compile(r"円|無料|見積|費用|料|割|パーセント|[％%]|か月分|値段|いくら")
_OF_FAULT = re.compile(
    r"(?:動か|出|つか|点か|鳴ら|回ら|効か|(?:エンジン|鍵|ロック)[がも]?かから|開か|閉まら|閉まん|流れ|映ら|反応し|冷え|温まら|暖まら|うごか)"
    r"(?:なく(?:な|て)|ない(?:ん(?:です|だ)|の(?!は)|けど|し|で)|ません(?:で|けど|が|$))|"
    r"うんともすんとも|(?:異|変な)音|故障し|壊れ(?:た|て|ちゃ)|紙詰ま"
)
_TELLS_FAULT = re.compile(
    r"壊|故障|不具合|調子|修理|直し|直せ|動か|出ま?せ|出な|漏れ|詰ま|流れ|開きま|異常|トラブル|レッカー|引き取り|取り?替え|つかな|"
    r"点かな|切れ|取れ|欠け|割れ|不良|交換|保証|返品|音"
)
_OF_CHANGE = re.compile(
    r"(?:変え|変更し|ずらし)(?:て(?:もら|いただ|ほし|欲し|くださ|くれ)|たい|られ(?:ます|る))|変更(?:でき|をお願い)|"
    r"[0-9一二三四五六七八九十](?:枚|個|つ|本|箱|袋|着|名|人)に(?:して|変え|変更)"
)
_TELLS_CHANGE = re.compile(r"変|替|換|ずら|別の|書き換|引っ越|間違")
_OF_STATUS = re.compile(
    r"どう(?:なった|なって(?:い|ま|る|ん)|なりまし)(?!ら|ば)|その後(?:は|、|の)?(?:どう|いかが|進|連絡)|あれから(?:どう|いかが)|"
    r"進(?:んで(?:い|ま|る)|み具合|捗)|結果(?:って|は|が)?[^。]{0,6}(?:出(?:た|て|まし)|分か(?:った|りまし)|どう)|"
    r"(?:届い(?:た|て(?:い|る))|着い(?:た|て(?:い|る)))か(?:どうか)?(?:だけ)?[、]?(?:確認|知り|教え|聞き|どう)|"
    r"(?:頼んだ|注文した|買った|申し込んだ)[^。]{0,12}(?:送って|発送|出荷|届|着)[^。]{0,8}(?:か|の|[？?])|"
    r"(?:注文|購入|申し?込み?|修理に出)し(?:た(?:の|もの|やつ|商品|品|分)|て(?:い|る|ま))[^。]{0,10}いつ(?:ごろ|頃)?(?:届|来|着|でき|仕上)"
)
"""How far something of the caller's own has come: only somebody inside knows."""
_OF_OWNERS = re.compile(r"オーナー(?:様)?(?:へ|に)|大家(?:さん)?(?:へ|に)")
_BY_OWNER = re.compile(r"オーナー|大家|家主|送金|貸して|持って(?:い)?る|管理をお願い")
_PARKED = re.compile(r"無断(?:で)?駐|(?:知らない|よその|違う|変な|別の)(?:人の)?車")
_HOW_FAR_OF_OURS = re.compile(r"進み具合|進捗|進んで")
_ASKS_HOW_FAR = re.compile(
    r"進|どうな|状況|その後|私の(?:件|事件|裁判)|お願いして(?:い)?る|依頼して|いつ(?:ごろ)?終"
)
_HOW_FAR = re.compile(
    r"どうな|進み|進捗|状況|今どこ|いつ(?:に|ごろ|頃)?(?:なり|届|終|分)|届きません|まだ|何日"
)
_ONLY_OF_IT = (
    (_OF_FAULT, _TELLS_FAULT),
    (_PARKED, _PARKED),
    (VACANT, TELLS_VACANCY),  # 駅前の2LDKってまだありますか asks for no way from the station
    (_OF_STATUS, _HOW_FAR),  # 見積もりもらってた件、あれどうなったの
    (_OF_CHANGE, _TELLS_CHANGE),  # 届けるの日曜に変えてもらえます, and the hours of Sundays
)
"""What is told or asked, and how an entry shows that it speaks of that."""
_ONLY_FOR = (
    (_HOW_FAR_OF_OURS, _ASKS_HOW_FAR),  # 訴えられちゃった, and how far a case of ours has come
    (_OF_OWNERS, _BY_OWNER),  # 家賃の振込先, and when owners are paid
)
"""An entry for some only, and what such a one says."""
