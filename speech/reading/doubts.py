"""Why a value should be asked back: the closed list of reasons, as a person reads them."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """The reasons that `written_phone` and `written_datetime` give."""

    NONE = ""
    NOTHING_SAID = "聞き取れた内容がありません"
    CHOICES = "候補が二つ以上あります"

    NO_NUMBER = "電話番号が聞き取れません"
    TOO_SHORT = "桁が足りません"
    TOO_LONG = "桁が多すぎます"
    NO_AREA_CODE = "市外局番が言われていません"
    CORRECTED = "言い直しがあり、どこを直すのかはっきりしません"

    NO_MOMENT = "日時が言われていません"
    NO_NOW = "基準になる今の日時がないため決められません"
    NO_SUCH_DAY = "ない日付や時刻です"
    VAGUE_DAY = "日にちがはっきり言われていません"
    VAGUE_TIME = "時刻がはっきり言われていません"
    WHICH_WEEK = "どの週の曜日か言われていません"
    WHICH_MONTH = "何月か言われていません"
    WEEKDAY_DIFFERS = "日付と曜日が合いません"
    DAY_DIFFERS = "言われた日付どうしが合いません"
    HALF_DAY = "午前か午後か言われていません"
    WHICH_DAY = "日付が変わる前後の時刻で、どの日か紛れます"
    DAY_UNSAID = "何日か言われていません"
    SIMILAR_SOUND = "似た音の日と紛れます"
    PAST = "過ぎた日時です"
    NOT_SURE = "本人も確かでないと言っています"
