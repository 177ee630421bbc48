"""What the words of a turn say of a booking: one that is made is spoken of, another day is wanted
for it, it is given up, somebody would come. Pure text.

Callers hardly ever name the kind of their wish: 「今回はやめにしたい」 and 「その日は行けない」 are
told apart by whether another day is wanted, not by what they are like.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.asking import asks
from agent.tasks.day_values import SETS, is_past
from speech.reading.dates import choices_in

BOOKING = re.compile(r"予約|入れて(?:い)?|取って(?:い)?|伺う(?:予定|こと)|行く(?:予定|こと)")
TO_ANOTHER = re.compile(
    r"(?:予約)?を?(?:キャンセル|取り消|取消)(?:し|り|いたしまし)?(?:て|たうえで)(?=[^。]*(?:[0-9]日|曜|来週|来月|明日|明後日|あさって))"
)
"""Cancelled for another day: a change."""
NOT_CANCELLED = re.compile(r"(?:キャンセル|取り?消し?)(?:する)?(?:の|ん)?(?:じゃ|では)な(?:く|い)")
TO_DAY = re.compile(r"に(?:変更|変え|移|ずらし|延期)")
SAME = re.compile(r"(?:同じ(?:お)?|同)(?:時間|時刻)|(?:時間|時刻)(?:も|は|を)?同じ")
NAMES_TIME = re.compile(r"[0-9一二三四五六七八九十]時|曜|[0-9]日|明日|明後日|来週")
OTHER_THING = re.compile(
    r"(?:人数|名前|名字|番号|住所|部屋|コース|プラン|食事|メニュー|内容|台数|枚数)[をのがは][^、。]{0,8}(?:変更|変え|変わ|直)"
)
MOVES = re.compile(
    r"変更|変え|替え|ずら|移し|動か|延期|延ば|早め|遅らせ|前倒|日程|日にち|別の日|(?:ほか|他)の(?:日|時間)|リスケ|"
    r"都合(?:が|で)|行けな|伺えな|キャンセル|取り?消|"
    r"[0-9一二三四五六七八九十]時(?:半|[0-9]+分)?に(?:して|でき|お願い)"
)
ADDS = re.compile(
    r"人数|[名人]に|増え|減[りっる]|追加|忘れて|忘れま|アレルギー|一緒に|ついでに|遅れ|過ぎ|到着|着く|着き|連れ"
)
"""What is told of a booking besides its day."""
IS_BOOKED = re.compile(
    r"予約を?(?:して(?:い)?[るた]|してお|した|入れて|取って|お願いして)|予約の(?:者|件)|"
    r"(?:[0-9一二三四五六七八九十]時半?|日|曜日?|明日|明後日|あさって|今日|今夜|今晩)[^。]{0,14}?"
    r"(?:お願い|頼ん|入れて|取って|入って|約束)(?:して(?:い)?|で(?:い)?|もらって(?:い)?)?(?:る|た(?!い|く|ん?です))|"
    r"(?:伺う|行く|泊まる|来る|うかがう|受ける|行う|する)(?:こと|予定|はず)|"
    r"時半?(?:って|という)こと(?:で|に)?お?(?:願い|約束)|"
    r"(?:もらう|いただく|頂く|見る)(?:こと|予定|約束)(?:に(?:なって|なっと|して)|だった|でした|して(?:い|る|た)|の)|"
    r"(?:今日|今夜|今晩|本日|明日)[^、。]{0,8}泊まる"
)
ANEW = re.compile(
    r"取り?直|とりなお|取れ(?:ます|る|たり|そう)|入れ直|予約し直|改めて|代わりに|かわりに|別の日|(?:ほか|他)の日|振り?替え|"
    r"空いて|新しく"
)
STAYS = re.compile(
    r"変え(?:ない|ません|なく)|変わ(?:らない|りません)|変更(?:は|じゃ|では|で)?(?:しな|しません|な[いくし]|ありません)|"
    r"そのまま|のままで"
)
_OF_A_BOOKING = (
    MOVES, BOOKING, IS_BOOKED, ANEW, TO_DAY, SAME, STAYS, OTHER_THING, ADDS,
    re.compile(r"を[^。]*(?:日|曜|時|半)に|(?:[日曜時半]|約束)の(?:を|が|は)|約束"),
)  # fmt: skip
"""What shows that something is booked already."""
_GIVES_UP = re.compile(
    r"キャンセル|取り?消|取りやめ|とりやめ|見送|や(?:め(?:に|ます|たい|て|よう|る|と)|めさせ)|"
    r"(?:必要|要ら|いら|行か|伺わ)(?:が|は)?な(?:く|い|か)|(?:なし|なかったこと)に"
)
"""今回はやめにしたい, もう必要なくなって."""
_NEXT_TIME = re.compile(
    r"(?:また|次は|改めて|あらためて|そのうち|落ち着いて?)[^。]{0,20}(?:お?電話|連絡|かけ|掛け|お願いし?(?:ます|に))|"
    r"また(?:今度|改めて|の機会)|こちらから(?:お?電話|連絡|かけ)"
)
"""Another day is left open by the caller herself."""
_WANTS_OTHER = re.compile(
    r"変更|変え|替え|ずら|移し|動か|延期|延ば|早め|早く|遅らせ|遅く|前倒|別の|(?:ほか|他)の(?:日|時間|曜)|リスケ|振り?替|"
    r"取り?直|入れ直|代わりに|[日曜時半週月](?:の[^、。]{1,6})?に(?:し|でき|お願い|なり|な[らん])"
)
_SHIFTED = re.compile(
    r"[0-9一二三四五六七八九十](?:日|週間|時間|分)(?:だけ|ほど|くらい|ぐらい)?(?:早|遅|後|前|先|ずら|延)"
)
_NOT_COMING = re.compile(
    r"(?:行|い|伺|うかが|来|こら|行か|参)(?:け|え|れ|ら?れ)(?:そう(?:に|も)?)?な(?:い|く|か|さ)|"
    r"行けません|伺えません|無理(?:に|です|そう)"
)
_OF_OURS = re.compile(
    r"昨日|きのう|一昨日|おととい|先週|先月|先日|(?:来て|お越し|お見え|おいで|いらし)(?:に|くだ|くれ|もら|いただ|て)"
)
"""What was before, or somebody of ours who did not come, is no wish of the caller's."""
ANOTHER = re.compile(
    r"(?:主人|夫|旦那|妻|家内|嫁|娘|息子|子ども|子供|母|父|もう(?:一人|1人|一件|1件|一つ|1つ)|下の子|上の子|友人)"
    r"(?:のほう)?[はがも][^。]*?[0-9一二三四五六七八九十](?:時|日)[^。]*"
)
"""A booking for somebody else beside the first: 主人は同じ日の11時が."""
LATE = re.compile(r"遅れ(?:そう|ます|る)|遅く(?:なり|着)|着くのが|間に合(?:わ|い)そう")
"""On the way to a booking: it is told, and changes nothing of its day."""
_COMES = re.compile(
    r"泊ま(?:り|れ|ら)|連れて|伺(?:い|え|って)|行(?:き|け|って)(?:たい|ます|ても|もいい|ていい)|持って(?:行|い)|"
    r"見(?:せて|たい|に行)|見てみ|見学|内見|予約|受け(?:たい|させ)|診て|来て(?:ほし|もら|いただ)|入れ(?:ます|て(?!い))|取れ|相談した"
)
_WOULD = re.compile(
    r"たい|たく|ほし|欲し|もらえ|いただけ|お願い|願え|頼め|どう(?:です|でしょう|かな|か)|ても(?:いい|大丈夫|よろし)|"
    r"伺(?:い|え)|行け|行き|空い|空き|取れ|入れ(?:ます|る)|いいん?です|都合|でき(?:ます|れば)|は[？?]"
)
_NO_VISIT = re.compile(
    r"電話|連絡|折り返|かけ|届|配達|配送|発送|納品|伝え|引っ越|退去し|解約|営業|や(?:って|り)ま|や(?:って)(?:い)?る|開い|締め切|"
    r"出荷|振り?込|支払|(?:いつ|何日|何時)(?:から|まで)|(?:ということ|のこと|の件)で|について"
)
"""What else a day is told for."""


_NAMES_BOOKED = re.compile(
    r"(?:予約|約束)(?:を|が)?(?:(?:し|入れ|取っ|お願いし)て(?:お|い)?(?:る|り|た|ます|て)?|し(?:た(?![いく])|まし)|入って(?:い)?(?:る|て))|"
    r"(?:予約|約束)(?=の(?!お?電話|日ですよ|確認|変更|ご?連絡|お願い|ご?相談|問|キャンセル|空|取))|約束(?=だった|で|なん)|"
    r"(?:[日時半]|曜|明日|今日|本日|あさって)[^、。]{0,6}予約(?=の|で[^。]|な)|"
    r"(?:(?:伺う|行く|泊まる|来る|うかがう|受ける|診てもらう|見てもらう|見せてもらう)|(?:もらう|いただく))(?:こと|予定|はず|約束)"
    r"(?:に(?:なって|なっと|して)(?:い)?(?:る|た)?|だった|の)?|"
    r"(?:お願い|頼ん)(?:して|で)(?:い)?(?:る|た(?![いく]))"
)
_ENDS_THERE = re.compile(
    r"(?:ます)?(?:の)?(?:者|件|こと|ところ|やつ|[^、。はをにがもでてきっ]{1,8})?(?:なの|なん)?"
    r"(?:です|でして|でございます|だった|でした|ます|まして|と申します|といいます|んです|のです|だ|て|で)*"
    r"(?:けれ?ど?も?|が|よ|ね|[、。])*"
)
_NAMED_AFTER = re.compile(
    r"[、。](?:あの[ー、]*)?[^、。はをにがも]{1,8}(?:です|と申します|といいます)(?:けれ?ど?も?|が)?[。]?$"
)
"""明日予約してるんですけど、田中です."""
_WANTS = re.compile(
    r"たい|たく|ほし|欲し|願(?:い(?:し(?:ま|た|て(?!い?[るた]))|でき)|え)|もらえ|いただけ|でき(?:ます|る)|変|無理|いっぱい|空"
)


def only_names_booking(text: str) -> bool:
    """「今日の3時に予約してる田中ですけど」: what becomes of it is still to be told."""
    said = _NAMED_AFTER.sub("", text)
    found = list(_NAMES_BOOKED.finditer(said))
    if not found or asks(text) or asks_of_booked(text):
        return False
    beside = said[: found[-1].start()] + "、" + said[found[-1].end() :]
    is_told = any(
        words.search(beside)
        for words in (MOVES, ADDS, LATE, STAYS, ANEW, _GIVES_UP, _NOT_COMING, _WANTS, _UNDOES)
    )
    return not is_told and _ENDS_THERE.fullmatch(said[found[-1].end() :]) is not None


_SPEAKS_OF_GIVING_UP = re.compile(
    rf"{_GIVES_UP.pattern}|{_NOT_COMING.pattern}|取り?下げ|中止|見合わせ|断[りっ]|休ま|休み|辞退|なし[でに]|無し[でに]|流[しす]|"
    r"都合|用事|急用|仕事|だめ|ダメ|駄目|間違|二重|ダブ|重複|"
    r"よそ|他社|(?:別|他|ほか)の(?:ところ|所|業者|会社|店|病院|医院|先生)"
)


_UNDOES = re.compile(
    r"(?:間違え|まちがえ|誤)[^。]{0,8}(?:キャンセル|取り?消)|"
    r"(?:キャンセル|取り?消し?)[^。]{0,16}(?:元に戻|もとに戻|なかったこと|復活|撤回|やっぱり(?:行|伺))"
)
"""間違えてキャンセルしちゃったんですけど、元に戻せますか: the visit is wished for again."""


def kind_in(text: str, kind: str, *, is_open: bool, now: dt.datetime) -> str:
    """What the words make of a booking that was likened to `kind`; `is_open`: one is under way."""
    if kind == "reservation_cancel" and _UNDOES.search(text):
        return "reservation_new"
    if kind == "reservation_cancel" and (TO_ANOTHER.search(text) or NOT_CANCELLED.search(text)):
        return "reservation_change"
    if kind == "reservation_new" and IS_BOOKED.search(text) and MOVES.search(text):
        kind = "reservation_change"
    if kind == "reservation_cancel" and not _SPEAKS_OF_GIVING_UP.search(text):
        kind = "reservation_change"  # the likeness of a booking that is spoken of to one given up
    if kind == "reservation_change" and gives_up(text):
        return "reservation_cancel"
    is_first = kind == "reservation_change" and not is_open and _is_first(text, now)
    return "reservation_new" if is_first else kind


_WHEN_BOOKED = re.compile(
    r"予約[^。]{0,14}(?:日|時間|いつ|何時|何日)[^。]{0,8}"
    r"(?:忘れ|わから|分から|いつで|何時で|何日で|だった|でした|教えて)"
)
_WHERE_BOOKED = re.compile(
    r"予約[^。]{0,24}(?:場所|住所|駐車場|行き方|道|何階|どこ|持ち物|持って)[^。]{0,8}"
    r"(?:わから|分から|迷|教え|どこ|です[か？?]|でした|ます[か？?])"
)


def asks_when_booked(text: str) -> bool:
    """次の予約の日、忘れちゃったんですけど: which day it is, and no other."""
    return _WHEN_BOOKED.search(text) is not None and MOVES.search(text) is None


def asks_of_booked(text: str) -> bool:
    """今日の3時に予約してるんですが、場所がわからなくて: of a visit that stands."""
    is_asked = asks_when_booked(text) or _WHERE_BOOKED.search(text) is not None
    return is_asked and MOVES.search(text) is None


def gives_up(text: str) -> bool:
    """It is given up, or another day left to the caller, and none is asked for."""
    if _WANTS_OTHER.search(text) or NOT_CANCELLED.search(text) or STAYS.search(text):
        return False
    return _GIVES_UP.search(text) is not None or _leaves_open(text)


def _leaves_open(text: str) -> bool:
    return _NOT_COMING.search(text) is not None and _NEXT_TIME.search(text) is not None


def comes_another_time(text: str) -> bool:
    """「また落ち着いたらお電話します」, asked for another day: there is none."""
    return _NEXT_TIME.search(text) is not None or _GIVES_UP.search(text) is not None


_UNDONE = re.compile(
    r"(?:予約|[0-9]日|[0-9]時|曜|明日|今日|本日|あさって)[^。]{0,30}(?:なし|無し|なかったこと)に"
    r"(?:し(?:て|たい)|でき)"
)
"""金曜の6時、出張が入ったんでなしにしてもらえます？"""


def of_what_is_booked(text: str) -> str:
    """The kind of call that is shown by what is said of a booking made before; else empty."""
    if _UNDONE.search(text):
        return "reservation_cancel"
    if not IS_BOOKED.search(text) or _OF_OURS.search(text):
        return ""
    if gives_up(text):
        return "reservation_cancel"
    moves = _WANTS_OTHER.search(text) or _SHIFTED.search(text) or _NOT_COMING.search(text)
    return "reservation_change" if moves or LATE.search(text) else ""


def would_come(text: str, now: dt.datetime) -> bool:
    """A day to come and a wish in the same sentence: 土曜の3時に伺えますか, 5日に泊まりたい."""
    if IS_BOOKED.search(text):
        return False
    for sentence in re.split(r"[。？?]", text):
        days = [w for w in choices_in(sentence, now) if w.day is not None and not is_past(w, now)]
        if not days or _NO_VISIT.search(sentence):
            continue
        comes = _COMES.search(sentence) is not None
        if days[0].time is not None and (comes or SETS.search(sentence) or _WOULD.search(sentence)):
            return True
        if comes and _WOULD.search(sentence):
            return True
    return False


def _is_first(text: str, now: dt.datetime) -> bool:
    """「来週の木曜の6時半に、相談でお願いします」: a day is wished where none was ever booked."""
    if any(words.search(text) for words in _OF_A_BOOKING):
        return False
    return SETS.search(text) is not None and any(one.day for one in choices_in(text, now))
