"""What a caller says to the desk itself, which the report of her call does not repeat.

Pleas to be put through, whether this is a machine, whether that was all, what the desk is to do
about it, when she is to be called: the report has fields of its own for these, or nobody to read
them. A sentence goes only as a whole, and never the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from speech.reading.lead_ins import HESITATION

_LEAD = re.compile(
    rf"^(?:{HESITATION}|だから|ですから|ていうか|いいから|とにかく|もう|ねえ|ちょっと|あと|それで|"
    r"じゃあ?|では|で(?=、)|[、 ])+"
)
_END = r"(?:です|だ|でしょう|よ|ね|わ|か|の|な|さ|ん|って|けど|が|ー|ください|下さい|ちょうだい)*"
_TO_DESK = tuple(
    re.compile(rf"^(?:{form}){_END}$")
    for form in (
        r"[^、。]{0,8}(?:それ|これ)だけ|特に(?:は)?(?:ない|ありません)|以上",
        r"(?:これ|それ|今の)?(?:で|も|は)?(?:いい|大丈夫|よろしい|平気)(?=です|か|よ|の)",
        r"[^。]{0,10}(?:機械|ロボット|AI|自動音声|人間)(?:が|じゃ(?:ない)?|なの|と)?の?"
        r"(?:しゃべ\S{0,8}|これ|話して\S{0,6})?",
        r"[^。]{0,16}?(?:代わ|替わ)(?:って(?!い|お|か)|れ|らせ)[^。]{0,14}|[^、。]{0,4}話にならない",
        r"[^、。]{0,8}どう(?:なって(?:い)?る|して?くれる|いうこと|すんの|いうつもり)",
        r"(?:おたく|そちら|一体|いったい|[、 ])*どう(?:なって(?:い)?ん|なって(?:い)?る)",
        r"(?:いい加減に|ふざけ|馬鹿に|ばかに|早く|急いで|さっさと|なんとか|何とか)(?:し|する|して)?"
        r"(?:ろ|てよ|な|るな|て)?",
        r"[^。]{0,14}(?:今|いま)(?:ここで|すぐ)?[^。]{0,8}(?:決めて|言って|答えて)[^、。]{0,10}",
        r"[^。]{0,14}って言って(?:もらえ|ください|よ|くれ)[^。]{0,24}",
        r"[^。]{0,10}(?:予約|お願い)でき(?:た|て(?:い)?る)(?:って|という)?(?:こと)?",
        r"[^。]{0,12}(?:聞いとる|聞いてる|聞いて(?:い)?ますか|分かってる|わかってる)",
        r"(?:よろしく|それで|そのように|そうして|お?願い)[^、。]{0,4}(?:お願い|頼み|頼む)[^、。]{0,6}",
        r"名前は[一-龥々ァ-ヴ]{1,5}",
        r"[^、。]{0,8}(?:復唱|苦笑)(?:し|いたし|させ)[^、。]{0,8}",  # 苦笑: as it is misheard
        r"(?:ハイ|はい)?[^、。]{0,6}(?:メール)?アドレス[をも]?(?:教え|お願い|伺)[^、。]{0,8}",
        r"[^。]{0,14}(?:綴り|つづり|名前|番号|住所)の(?:話|こと)(?:や(?:で|ん)|を)?(?:言って(?:い)?る)?",
    )
)
_CALL_WISHED = re.compile(
    r"^[^。]{0,24}?(?:お?電話|ご?連絡|かけ直し|折り返し)(?:を|で)?(?:すぐ|早く)?"
    r"(?:する(?:よう)?に?)?[、]?(?:言って|お伝え)?"
    r"(?:ください|下さい|もらえ|いただけ|頂け|お願い|ほしい|欲しい|くれ|ちょうだい|待って)[^。]{0,12}$"
)
"""戻り次第お電話ください: that a call back is wished stands in a field of its own."""
_TOLD_THERE = re.compile(
    r"ので|から|けど|んで|して|まして|くて|のに|の件|のこと|ついて|要り|いらな|結構"
)
"""契約の件で揉めてまして、お電話いただけますか tells why."""
_ANSWERS = re.compile(
    r"(?:[0-9〇一二三四五六七八九十]+(?:時|分|日|月|頃|ごろ)?|半|午前|午後|夕方|朝|昼|夜|正午|今日|本日|"
    r"明日|明後日|あさって|再来週|来週|今週|次の日|次の|翌日|[月火水木金土日]曜日?|週|中|日にち|時間|"
    r"までに?|以降|過ぎ|すぎ|から|くらい|ぐらい|お願いします|お願い|ください|やっぱり|それなら|"
    r"どう|空いて|いい|です|ます|けど|でも|に|の|は|が|で|も|と|って|よ|ね|か|します|して|し|、|[?？])+"
)
"""火曜の5時半でお願いします: nothing but a day and a time, which are fields of their own."""


def without_words_to_desk(
    sentences: Iterable[str], *, call_wanted: bool = False, booked: bool = False
) -> list[str]:
    """`sentences` without those to the desk itself; all of them where nothing else was said.

    `call_wanted`: that she is to be called is reported by itself; `booked`: day and time are.
    """
    told = list(sentences)
    kept = [
        s
        for s in told
        if not (
            _is_to_desk(s)
            or (call_wanted and _CALL_WISHED.match(s) and not _TOLD_THERE.search(s))
            or (booked and _ANSWERS.fullmatch(s))
        )
    ]
    return kept or told


def _is_to_desk(sentence: str) -> bool:
    bare = _LEAD.sub("", sentence).strip("、。？?！ ")
    return any(form.match(bare) for form in _TO_DESK)
