"""Yes or no, by sound, read against the question that was asked.

What is said outright (お願いします, 違います) outweighs the little word before it (はい, いえ),
for people say 「いえ、お願いします」 and 「はい、結構です」. 結構です, 大丈夫です and いいです
are yes to a read-back and no to an offer.
"""

from __future__ import annotations

import re

from agent.utterance import Utterance
from speech.reading.kana import mora_distance

_START = r"^(?:アノー?|エート|エット|エートー|ア|アー|アッ|ンー|マー)*"
_YES_WORD = re.compile(
    _START + r"(?:ハイ|ハーイ|ヘイ|ハ$|エー(?!ト)|エエ|ウン|ンー?$|"
    r"ソ[ーオ](?!ジャ|デスカ|ナン|ユー|ヤッテ|ダン)|オー$|アイ$|"
    r"ハエ$|ンダ|ヘー$|セヤ|ホーヤ|(?:[カサワ]イ)+$|[カサワ]イハイ)"
)
_NO_WORD = re.compile(
    _START
    + r"(?:イイエ|イーエ|イエ|イヤ|イーヤ|インヤ|ウンニャ|ウウン|ンーン|ノー|ダメ|ベツニ|トクニ|"
    r"アカン)"
)
_MUSING = re.compile(r"^(?:ウー+ン|ンー+|エー+ト|ヘー+|ソーカ)$")
_PLAIN = {"ハイ": 0.7, "エー": 0.7, "ウン": 0.7, "イイエ": -0.7, "イエ": -0.7}

_YES_ALWAYS = re.compile(
    r"オネガイ|オネガシ|タノミマス|タノム|タノメ|ソーデス(?!カ)|ソノトーリ|"
    r"マチガイナ|マチガイア|マチガイゴザイマセン|"
    r"アッテマス|アッテイマス|アッテル|アッテオリ|アウ(?:トル|テル|テマス)|オーテル|アットル|ショーチ|カシコマ|リョーカイ|モチロン|オッケー|カマイマセン|カマワナ|"
    r"ヨロシーデス|タノンマス|タノンデ|マカセ|カマヘン|カメヘン|セヤセヤ|ソーダ(?!ン)|ソ[ーオ]ソ[ーオ]|ソーヤ(?:イウ|ユウ|ユー|ッテ|デ)|ソーユー|タダシー|ソレデイー|ソレデオネ|ソレデケッコー|ソレデダイジョー|"
    r"サヨーデ|ゼヒ|タスカリ|アリガタ|イタダケ|クダサイ|イタダキタイ|オシエテ|チョーダイ|ホシー|ソーシテ"
)
_NO_OBJECTION = re.compile(
    r"(?:イゾン|モンダイ|サシツカエ|マチガイ)(?:ワ|モ|ガ)?(?:アリマセン|ゴザイマセン|ナイ|ナカ|ネー)|コトバニアマエ"
)
_NO_ALWAYS = re.compile(
    r"チゴー|チゴウ|センデ(?:モ)?(?:エー|イー|ヨカ|ケッコー)|チガイマス|チガウ|チガッ|チガイ|マチガッテ|マチガエ|ソージャナ|ソーデワナ|イリマセン|イラナイ|イラン|"
    r"ヒツヨーナイ|ヒツヨーアリマセン|ヒツヨーゴザイマセン|フヨー|エンリョ|トクニ(?:ナイ|アリマセン|ゴザイマセン)|"
    r"ヤメテ|ヤメトキ|コトワ|ダメ|アカン|(?:^|イヤ|イエ|ソレ|ソラ|ワ)チャ(?:イマス|ウ)|イラヘン|イラネー|コマリマス|モー(?:イー|イイ|エー|エエ)|ワカリマセン|シリマセン|アリマセン|ナイデス"
)
_LEANS = re.compile(
    r"ケッコーデ|ケッコー$|ヨカ(?:ヨ|デス|バイ|ッタイ)|ダイジョーブ|イーデス|イーヨ|イーワ|エーヨ|エーデス|イイデス|イイヨ"
)
_CONSENTS = re.compile(
    r"(?<!コレ)(?<!ママ)(?<!チラ)(?<!ブン)(?<!ソレ)(?<!ノ)デ(?:モ)?(?:ケッコー|ダイジョーブ|イーデス|イイデス|イーヨ|イイヨ|イーワ|イー$)"
)
"""明日で大丈夫です: what is named suits her."""
_KNOWN = re.compile(
    r"ワカリマシタ|ワカッタ|ナルホド|リョーカイ|メモシマシタ|ヒカエマシタ|カキマシタ"
)


_AGREES = re.compile(
    r"(?:はい|ええ|うん|そう)(?:はい|そう|です|ね|だよ|、|番号は|それで|合って(?:い)?ます|大丈夫)*"
    r"[。！!]+[ ]*(?=.)"
)
"""「そう。3営業日って、なんとかならない？」: what stands behind is of something else."""
_OF_ELSE = re.compile(
    r"(?:の)?(?:話|件|質問)(?:じゃ|では)な|"
    r"(?:診察券|保険証|会員証|注文番号|会員番号|製造番号|領収書|レシート|伝票)(?:の番号)?[はがもを]?[^、。]{0,10}"
    r"(?:な[いく]|ません|忘れ|わから|分から)"
)
"""弁護士費用の話じゃなくて, 診察券は持ってきてないです: what was read back is not denied."""
_OF_TIMES = re.compile(
    r"(?:[0-9一二三四五六七八九十]時|今日|明日|夕方|午前中?|午後|昼|夜|平日|仕事中)[^。]{0,14}"
    r"(?:しか|出られ|出れ|つながら|いない|おりませ|不在|会議|留守)|"
    r"(?:土日|平日|週末|午前中?|午後|夕方|夜|朝|お?昼|仕事中|[月火水木金土日]曜日?|[0-9一二三四五六七八九十]時)"
    r"(?:の?[^、。はがなだ]{0,6})?(?:以降|過ぎ|まで|から)?"
    r"(?:なら(?:ば)?|だと|は|で(?:あれば|したら)|の?(?:ほう|方)が)[^。]{0,10}"
    r"(?:いつでも|出られ|つなが|繋が|家に|空いて|仕事|会議|授業|無理|大丈夫|助か|ありがた)|"
    r"(?:土日|平日|週末|午前中?|午後|夕方|夜|朝|お?昼|[0-9一二三四五六七八九十]時以降)なら[、。]*$"
)
"""今日は5時までしか出られないです, 土日ならいつでも: when to call, and no no to a number."""
_PUTS_RIGHT = re.compile(r"違|ちが|じゃな|ではな|やっぱ|訂正|間違")


def _lets_stand(text: str) -> bool:
    """What was read back is agreed to, or something else is denied."""
    agrees = _AGREES.match(text) is not None and _PUTS_RIGHT.search(text) is None
    return agrees or _OF_ELSE.search(text) is not None


def tells_times(text: str) -> bool:
    """When somebody can be reached is told, and nothing is put right."""
    return _OF_TIMES.search(text) is not None and _PUTS_RIGHT.search(text) is None


def polarity(said: Utterance, kind: str) -> float:
    """-1 no .. 1 yes; 0 when the turn is neither.

    `kind` is the question's: offer, confirm or open.
    """
    reading = said.reading
    if kind == "confirm" and _lets_stand(said.text):
        return 0.8
    score = 0.0
    if _YES_WORD.match(reading):
        score += 0.6
    elif _NO_WORD.match(reading):
        score -= 0.6
    rest, agreed = _NO_OBJECTION.subn("", reading)
    score += bool(agreed)
    if _NO_ALWAYS.search(rest):
        score -= 1.0
    if _YES_ALWAYS.search(rest):
        score += 1.0
    if _CONSENTS.search(rest) and not _NO_WORD.match(reading):
        score += 1.0
    elif _LEANS.search(rest) and not _YES_ALWAYS.search(rest):
        score += -1.0 if kind == "offer" else 0.8
    if _KNOWN.search(rest):
        score += 0.6
    if not score and 0 < len(said.heard) <= 4 and _MUSING.match(reading) is None:
        score = _nearest_word(reading)
    return max(-1.0, min(1.0, score))


def _nearest_word(reading: str) -> float:
    """A short sound that can only have been はい or いいえ, heard badly."""
    best, value = min((mora_distance(reading, word), v) for word, v in _PLAIN.items())
    return value if best <= 0.6 else 0.0
