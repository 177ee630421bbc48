"""「3時じゃなくて4時です」: words said before, put right by words said after.

Pure text. What is wrong is named (XじゃなくてY) or only replaced (やっぱり12時に): then it is
the last thing of the same kind, a time for a time, a count for a count, in the words.
"""

from __future__ import annotations

import re

from speech.reading.lead_ins import HESITATION

_NUMERAL = r"[0-9〇一二三四五六七八九十百]+"
_KINDS = (
    re.compile(rf"(?:午前|午後)?{_NUMERAL}時(?:半|{_NUMERAL}分)?"),
    re.compile(rf"(?:{_NUMERAL}月)?{_NUMERAL}日"),
    re.compile(r"(?:再来週|来週|今週)?の?[月火水木金土日]曜日?|明後日|あさって|明日|今日|本日"),
    re.compile(rf"{_NUMERAL}(?:名|人)"),
    re.compile(rf"{_NUMERAL}(?:個|箱|本|冊|枚|台|袋|セット|ケース|円|号室|階|ページ|分)"),
)
"""Kinds of things of which one stands for another."""
INSTEAD = re.compile(
    r"(?P<wrong>[^、。はがを ]{1,20}?)"
    r"(?:じゃ|では|や)(?:なくて?|のうて|ありません(?:で)?|ない(?:です|ので|(?=[、。])))"
    r"(?:、|。|て|で)?[、。 ]*"
    rf"(?:{HESITATION}|あの)?[、。 ]*(?P<right>[^、。]{{1,24}}?)"
    r"(?:に|で)?(?:です|でした|だ|だった|なんです|お願い\S*|ということ\S*|と(?:お伝え|伝えて|言って)\S*|に?変更\S*)?"
    r"(?:が|けど|ね|よ|わ)*[、。]?$"
)
_AFTER_ALL = re.compile(
    r"(?:やっぱり|やはり|訂正|間違え(?:ました|た|まして)|違(?:い|って|う|った)|正しくは|すみません|あ、)"
)
_ECHOES = re.compile(r"(?:です|でした|だった)(?:よね|ね|っけ)[。?？ ]*$")
"""わかりました、1日の5時ですね: what was told is said again, not put right."""
_SAYS_SO = re.compile(r"(?:です|でした|だった|にして|に変|でお願い|だ)")


def corrects(said: str) -> bool:
    """The words put something right."""
    if INSTEAD.search(said):
        return True
    if _ECHOES.search(said):
        return False
    has_value = any(kind.search(said) for kind in _KINDS)
    return has_value and bool(_AFTER_ALL.search(said)) and bool(_SAYS_SO.search(said))


def corrected(known: str, said: str) -> str:
    """`known` put right by what was `said`; empty where that corrects nothing in it."""
    found = INSTEAD.search(said)
    if found is not None:
        wrong, right = found["wrong"], found["right"]
        if wrong in known:
            return _with_last(known, wrong, right)
        return _of_same_kind(known, right)
    return _of_same_kind(known, said) if corrects(said) else ""


def _of_same_kind(known: str, said: str) -> str:
    """The value in `said` in place of the last of its kind in `known`."""
    for kind in _KINDS:
        new, old = kind.findall(said), kind.findall(known)
        if new and old and new[-1] != old[-1]:
            return _with_last(known, old[-1], new[-1])
    return ""


def _with_last(known: str, wrong: str, right: str) -> str:
    before, _, after = known.rpartition(wrong)
    return f"{before}{right}{after}"
