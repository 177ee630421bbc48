"""What callers plainly state: an absence, a lateness, whether theirs is ready, something broken.

None of these asks for a person, for what a manual says or for a booking, and each is as common in
one trade as in another. The predicate tells them: what the caller does (休みます), what has become
of something of hers (もう直りました？, 割れちゃって), what is no longer so (住所が変わりました).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCES = re.compile(r"[。？?！!]|、?(?:あと|それと|それから|ついでに|あわせて)、?")
_TIME = r"(?:(?:午前|午後)?[0-9]+時(?:半|[0-9]+分)?(?:ごろ|頃|くらい|ぐらい)?)"
_MINUTES = r"(?:[0-9]+分|[0-9]+時間|半時間|小一時間)(?:ほど|くらい|ぐらい|ばかり)?"
_OFF = re.compile(
    r"お?休み(?:し(?:ます(?!か)|たい|て(?:も|い))|させ|いたし|を?(?:いただき|頂き|取り)(?:たい|ます(?!か))|の連絡|"
    r"で(?:お願い|す(?![かよ])))|(?<!定)(?<!お)休(?:みます(?!か)|みたい|ませ(?:て|たい)|むので|むんで|まなきゃ)|"
    r"(?:授業|塾|レッスン|教室|練習|学校|クラス|講座|稽古)[^。]{0,8}(?:出られ|行け|参加でき|出席でき)な(?:い|く)|"
    r"欠席(?:し(?:ます(?!か)|たい)|させ|いたし|の(?:ご?連絡|お?電話)|で(?:お願い|す(?!か)))"
)
_ARRIVES = re.compile(
    r"(?:着くの|到着|着き|行くの|伺うの)[^。]{0,8}[0-9]時(?:半|[0-9]+分)?(?:を)?"
    r"(?:過ぎ(?:そう|ます|る)|すぎ(?:そう|ます|る)|になりそう|になっちゃ)"
)
"""Later than expected; of a booking, 予約してる…到着が7時過ぎそう is put into it."""
_LESSON = re.compile(r"授業|塾|レッスン|教室|練習|学校|クラス|講座|稽古")
_LATE = re.compile(
    r"遅(?:れ(?:ます(?!か)|そう|て(?:行|い[きく]|伺|着|参|の|しま)|ちゃ|ると)|刻(?:し(?:ます|そう)|で|の))|"
    rf"遅くなり(?:ます(?!か)|そう)|{_MINUTES}[^、。]{{0,3}}(?:遅れ|遅くな)|間に合(?:いそうにな|わな(?:そう|いと)|いません)"
)
_OF_GOODS = re.compile(
    r"届|発送|配達|納品|納期|配送|返事|支払|振込|振り込|入金|提出|家賃|月謝|料金|代金|会費|返却"
)
"""What is late is not the one who calls."""
_CHANGED = re.compile(
    r"(?P<item>住所|電話番号|番号|連絡先|苗字|名字|姓|口座|引き落とし先|メールアドレス|アドレス|届け先)"
    r"(?:が|の|を|も)?(?:変わ(?:り|っ)|変更(?!前)|変え(?:た|て|たい))|(?P<moved>引っ?越し(?:た(?!い|く)|まし|ちゃ|て(?!き|たい)))"
)
_READY = re.compile(
    r"(?P<done>でき|出来|仕上が|直|治|修理|点検|終わ|届|入荷|上が)[^、。]{0,5}?"
    r"(?:て(?:い|お)?(?:ます|る|り)|ました|った|た)(?:か(?:ね|な|しら)?|の|ん?でしょうか|かどうか)?$"
)
_WHEN_READY = re.compile(r"いつ(?:ごろ|頃)?[^。]{0,4}(?:でき|出来|仕上が|直り|直る|終わ)")
_MINE = re.compile(
    r"もう|頼ん|お願いし(?:た|て)|預け|注文し|出し(?:た|て)|作って(?:もら|いただ)|先週|先日|この(?:前|間)|昨日|おととい|"
    r"うちの|私の|僕の|送った|お送りした"
)
_LOST = re.compile(
    r"忘れ物|忘れもの|落とし物|落としもの|置き忘れ|(?<![言伝聞])(?<!番号)(?<!名前)(?<!名前を)(?<!ワード)(?<!ワードを)(?<!ID)(?<!IDを)忘れ(?:て(?:き|い(?:か|な|ま)|な)|ちゃ|た(?:みたい|よう|かも|んじゃ))|"
    r"落とし(?:て(?:な|し|い)|ちゃ|た(?:みたい|よう|かも))|置いてき(?:た|ちゃ|て)"
)
_BROKEN = re.compile(
    r"壊れ|割れ(?:た|ちゃ|て|まし)|故障(?:し|みたい|かも)|調子が(?:悪|おかし)|パンク|"
    r"(?:動か|(?<!お金)かから|つか|点か|映ら|開か|閉まら|鳴ら|回ら|流れ|効か)な(?:い(?:ん|で(?!す?か)|よう|みたい|$)|く|かっ)|"
    r"(?:外れ|取れ|欠け|曲が|破れ)(?:ちゃ|てしまっ|たん)"
)
_PAPERS = re.compile(
    r"(?P<item>[一-龥々ァ-ヴー]{0,6}(?:書類|資料|パンフレット|領収書|請求書|見積書|証明書|証明|カタログ|明細書?|"
    r"源泉徴収票|診断書|申込書|案内|写し|コピー))[^、。]{0,10}?"
    r"(?:送って|ほし|欲し|いただ(?:け|き|い)|もら(?:え|い)|お?願い|発行|出して)"
)
_OF_BOOKING = re.compile(
    r"予約|キャンセル|取り消|(?:日|曜日?|時間)(?:を|に|へ)(?:変|ずら|移)|別の日"
)
_WHEN_BOOKED = re.compile(
    r"(?:日にち|日程|日時|時間|曜日|予約(?:の日)?|いつ(?:だった)?か?|何[時日](?:だった)?か?)"
    r"(?:を|が|は)?(?:つい|ちょっと|うっかり)?忘れ|"
    r"予約(?:を)?(?:とった|取った|した|入れた)か(?:どうか)?(?:が|も|、)?[^、。]{0,6}(?:わから|分から|忘れ|覚え|はっきり)|"
    r"予約の(?:ご)?確認(?:で|を|が|なん|した|して|、|。|$)|予約(?:って|が|は)?[^、。]{0,4}(?:取れて|入って)(?:い)?(?:ます|る)(?:か|よね|っけ)|"
    r"予約[^。]{0,16}(?:いつ|何時|何日|何曜日?)(?:だった|でした|になって(?:い)?(?:ます|る)|です|だ)?(?:っけ|か)"
)
"""予約した白井ですけど、日にち忘れちゃって: what stands in the book of the client."""
_TO_CHANGE = re.compile(
    r"変更|変え|キャンセル|取り消|取りやめ|ずら|取り?た|予約し(?:たい|て(?!い?(?:る|た|ます|まし)|あ[るり]))|空い|取れ(?!て)"
)
_OF_WORK = re.compile(r"出社|出勤|勤務|社員番号|シフト|有給|お疲れ(?:さま|様)|ご苦労(?:さま|様)")
_ILL = re.compile(
    r"熱|体調|具合|風邪|かぜ|インフル|病気|けが|怪我|腹が|お腹|頭が|咳|吐い|入院|骨折"
)
_OPEN_QUESTION = re.compile(r"(?:か|かね|かしら|かな|でしょう)(?:ね|ねえ)?[。？?]*$|[？?]$")

NOTICES = frozenset(("absent", "late", "changed"))
"""What is passed on and needs no answer; the others are looked into."""


@dataclass(frozen=True, slots=True)
class PlainMatter:
    """What was stated."""

    kind: str
    """absent, late, changed; ready, arrived, lost, broken, papers or booked (when hers is)."""
    text: str
    """The sentence that states it."""
    item: str = ""
    """住所, 請求書; of a lateness how late or when: 15分ほど, 6時半ごろ."""

    @property
    def is_notice(self) -> bool:
        """It asks nothing: it only has to be known."""
        return self.kind in NOTICES and not _OPEN_QUESTION.search(self.text)


def stated_in(text: str) -> PlainMatter | None:
    """The first matter that a sentence of `text` states; None where none does."""
    return next((m for s in sentences(text) if (m := _stated(s, text)) is not None), None)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a turn; それと and あと begin another."""
    return (s.strip("、。 ") for s in _SENTENCES.split(text) if s.strip("、。 "))


def is_ill(text: str) -> bool:
    """Somebody is not well."""
    return _ILL.search(text) is not None


def is_of_lessons(matter: PlainMatter) -> bool:
    """An absence from a class, which nobody books."""
    return matter.kind == "absent" and _LESSON.search(matter.text) is not None


def _stated(text: str, turn: str) -> PlainMatter | None:
    if _WHEN_BOOKED.search(text) and "予約" in turn and not _TO_CHANGE.search(turn):
        return PlainMatter("booked", text)
    if _OF_BOOKING.search(text) and not _LATE.search(text):
        return None
    if _OF_WORK.search(turn):
        return None
    if _OFF.search(text):
        return PlainMatter("absent", text)
    is_late = _LATE.search(text) or (_ARRIVES.search(text) and "予約" not in turn)
    if is_late and not _OF_GOODS.search(text):
        return PlainMatter("late", text, _how_late(turn))
    changed = _CHANGED.search(text)
    if changed is not None and not _OF_BOOKING.search(text):
        return PlainMatter("changed", text, changed["item"] or "住所")
    return _asked_after(text)


def _asked_after(text: str) -> PlainMatter | None:
    """What is looked into for the caller."""
    if _LOST.search(text):
        return PlainMatter("lost", text)
    ready = _READY.search(text.rstrip("。 "))
    if ready is not None and _MINE.search(text):
        return PlainMatter("arrived" if ready["done"] in ("届", "入荷") else "ready", text)
    if _WHEN_READY.search(text) and _MINE.search(text):
        return PlainMatter("ready", text)
    if _BROKEN.search(text):
        return PlainMatter("broken", text)
    papers = _PAPERS.search(text)
    return PlainMatter("papers", text, papers["item"]) if papers is not None else None


def _how_late(text: str) -> str:
    by = re.search(_MINUTES, text)
    if by is not None:
        return by.group()
    at = re.search(
        rf"({_TIME})過?(?=[^。0-9]{{0,4}}(?:なり|なる|ぎ|すぎ|着|到着|行|伺|向か))", text
    )
    return at.group(1) if at is not None else ""
