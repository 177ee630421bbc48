"""Is what was said so far a finished turn? Judged by its words and by its sounds.

Japanese puts the verb last, so the ending tells: a polite form ends a turn, a particle or a
te-form leads on, けど and が after a polite form do either. Written text decides about particles
(栗本 ends in the sound ト, 栗本と in the particle), the reading about everything else, because it
survives the recogniser's slips in kanji.
"""

from __future__ import annotations

import re
from enum import IntEnum

from speech.nods import is_nod, opens_turn
from speech.reading.phone_numbers import phone_number_in
from speech.transcript import Transcript


class Completeness(IntEnum):
    """How likely the speaker is done, from surely to surely not."""

    ANSWERED = 0
    """More than a bare yes or no to a yes/no question, a number or address with nothing missing."""
    FINISHED = 1
    """A request's or question's ending: お願いします, でしょうか, ください; an asked-for はい."""
    OPEN_ENDED = 2
    """Nothing tells: a name, a noun, 何時まで; or something was told (なくしたんです)."""
    SOFT = 3
    """なんですけど, 申しますが, a broken number with です: more often follows, but need not."""
    UNFINISHED = 4
    """A particle, a te-form, の件で, お世話になっております."""
    FILLER = 5
    """えーと, あの, そうですねー."""


_YES = (
    "ハイ|ハー|エー|エエ|ウン|ソー|ソーデス|ソノトーリデス|オネガイシマス|オネガイイタシマス|オネガイ|ケッコーデス|"
    "ダイジョーブデス|ダイジョーブ|アッテマス|アッテイマス|マチガイアリマセン|マチガイナイデス|イーデス|"
    "イーデスヨ|オーケーデス|オーケー|ワカリマシタ|ショーチシマシタ|カマイマセン|ゼヒ|モチロンデス|タダシーデス"
)
_NO = "チガイマス|チガウ|チガウヨ|ダメデス|イリマセン|イラナイデス|マチガッテマス|マチガイデス"
_YES_OR_NO = re.compile(
    rf"(?:(?:アー?|エット)?(?:{_YES}|{_NO})(?:ネ|ヨ|ヨロシク)?)+".replace("デス", "デス?").replace(
        "マス", "マス?"
    )
)
"""The ス may be missing: it is whispered. A bare いいえ is not here: the correction mostly follows
it after a breath."""
_BARE_YES = re.compile(r"(?:ハイ|ハー|エー|エエ|ウン|アー?)+")
"""はい、お願いします, ええ、じゃあ: as often followed by a breath and more (27 of 151 places where
scripted callers were cut in on after 200 ms) as it is all of the answer."""
_TAKES_IN = re.compile(
    r"(?:ハイ|エー|アー?)*(?:ソー(?:ナン)?デス[カネ]|ナルホド(?:デスネ)?|ワカリマシタ)"
)
"""The news is taken in; what follows from it may yet be said."""

_FILLER = re.compile(
    r"(?:^|.*?)(?:エート|エット|エートー|エーット|エー?ッ?トデスネ|アノー|アノウ|アノ|アノデスネ|ソノー|ンー+|ンート|ウーン|"
    r"エー|ナンカ|ソーデスネー+|ナンダッケ|チョットマッテ|チョットマッテクダサイネ?)$"
)
_WHOLE_FILLER = re.compile(r"(?:エ+ー*|ア+ー*|アノ|ソノ|ト|ウーン?|ンー?)$")
_GREETS = re.compile(
    r"(?:ス[ミイ]マセン|オセワニナ(?:ッテ(?:オ|イ)?リ?マス|リマス)|オセワサマデス|"
    r"トコロ(?:オ|ヲ)?シツレー(?:イタ)?シマス|オメデトーゴザイマス)$"
)
"""The matter follows: 津村と申します、お世話になっております; お忙しいところすみません."""
_LEADS_ON = re.compile(
    r"(?:ハイ|モシモシ|(?:フクショー|クリカエシ)(?:シ|イタシ)?マスネ?|"
    r"オツカレサマデス|ハジメマシテ|コンニチワ|オハヨーゴザイマス|"
    r"(?:ア+ー*)?ソー(?:ナン)?デス(?:カ|ネ)|イエ|イヤ|アラ+ー?|マー|ハー|ヘー|ワカリマシタ|イエ?チガイマス)$"
)
_LINK = re.compile(
    r"(?:^|ー|ス|タ|カ|ネ|ン|イ)(?:ハイ|エー|アー?|ソーデスカ)?(?:ジャー?|ソレ(?:デ|カラ|ト|デワ|ジャー?)|デモ|デシタラ|タダ|アト|ダカラ|"
    r"ナノデ|マー|ホラ)(?:デスネー?)?$"
)
"""じゃあ, それから, ただ: the next clause has begun."""
_MID_CLAUSE = re.compile(
    r"(?:(?:ニ|デ|ワ|ガ|モ|テ|ケド|カラ|ノデ|トキ)(?:デスネ|ネ)ー?|ノコトデネ?ー?|ケドネ?ー?モ?ネー?)$"
)
"""昨日の夜にですね, お風呂のことでねえ, 頼んだんですけどね: a breath in mid-sentence."""
_SOFT = re.compile(
    r"(?:デス|マス|マシタ|デシタ|マセン|タイ|ナイ|ンダ|テル|テイル|ダ|イー|ホシー)(?:ケド|ケレド|ケレドモ|ガ)ー?$"
    r"|[タルウスクツヌムグブイ]ケド$"
)
_STRONG_LEAD = re.compile(
    r"(?:ケド|ケレドモ?|ノデ|ンデ|ノケンデ|ノコトデ|ニツイテ|ナンデスガ|ッテ|トイーマシテ|シマシテ|マシテ|デシテ)ー?$"
)
_STRETCHED = re.compile(r"(?:ノ|ガ|テ|デ|ワ|ケド|ノデ|マシテ|トカ)ー$")
_PARTICLE = re.compile(
    r"(?:の|に|が|を|は|と|で|て|も|へ|や|とか|から|まで|より|し|けど|ので|って|ば|たら)$"
)
_COMPLETE_THOUGH_PARTICLE = re.compile(
    r"(?:まで|から|でも|いかが|いつも|どうも|[行帰来]って|なので|(?:[るたい]|[てな]ん)の|なの|"
    r"教えて|助けて|やめて|止めて|代わって|呼んで|[来出]て|伝えて|急いで)$"
)
"""いつ帰ってくるの and 番号教えて ask; 発送の and 急いでいて lead on."""
_TELLS = re.compile(r"(?:マシタ|デスヨネ|マスヨネ|モノデス|イーデス)$")
_EXPLAINS = re.compile(r"(?<!たい)(?<!しい)[んの]です(?:よ|ね|よね)?。?$")
"""鍵をなくしちゃったんです, 速達でお送りしました: who tells something often goes on to what it is
about; who asks or requests (でしょうか, ください, ほしいんです) has finished."""
_CORRECTS = re.compile(r"^(?:ア|エート|スミマセン|イエ|イーエ|イヤ)*チガイマス")
"""いえ、違います。津田と申します: that is all."""
_INTRODUCED = re.compile(r"ト(?:モーシ|イー)マス$")
_INTRODUCED_AS = re.compile(r"の(?!件|こと|ほう|方)[^のはがをにでも、。0-9]{1,6}です。?$")
"""スマイル企画の江川です: when nobody asked for the name, the reason for the call follows."""
_FINISHED = re.compile(
    r"(?:(?:マス|マシ?タ|デス|デシタ|マセン|マセンデシタ|デショー|マショー|ダ|ンダ|ナイ|ノ)(?:カ|ネ|ヨ|ヨネ|カネ|カナ|ッケ)?"
    r"|クダサイ(?:ネ|マセ)?|オネガイシ?マ?|ヨロシク|アリガトー|モラエル|イーカナ|イーヨ|ホシー|タイ|ダッケ|カナ|ダヨ|ダネ|ドーモ)$"
)
_CLOSES = re.compile(r"(?:デス|デスネ|デスヨ|デゴザイマス|[マデ]スカ|クダサイ|オネガイシマス)$")
_COPULA = re.compile(
    r"(?:デス|ニナリマス|デゴザイマス|ト?モーシマス|デスネ|デオネガイシマス|デスケド|デスガ)$"
)
_ADDRESS_END = re.compile(r"(?:コム|ジェーピー|ジェピー|ネット|オルグ|オーアールジー|インフォ)$")
_ADDRESS_TEXT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:com|jp|net|org|info|biz)(?!\w)", re.I)
_SPELLING = re.compile(r"アット|ドット|ハイフン|[A-Za-z]{2}|@")


def completeness(said: Transcript) -> Completeness:
    """How finished an answer to an open question is."""
    reading = said.reading
    if _FILLER.match(reading) or _WHOLE_FILLER.match(reading):
        return Completeness.FILLER
    if _MID_CLAUSE.search(reading) or _LINK.search(reading):
        return Completeness.UNFINISHED
    if _GREETS.search(reading):
        return Completeness.UNFINISHED
    if _SOFT.search(reading) or _LEADS_ON.match(reading):
        return Completeness.SOFT
    if _STRONG_LEAD.search(reading) or _STRETCHED.search(reading) or _ends_in_particle(said.text):
        return Completeness.UNFINISHED
    if _is_introduction(said) and not _CORRECTS.match(reading):
        return Completeness.SOFT
    if _TELLS.search(reading) or _EXPLAINS.search(said.text):
        return Completeness.OPEN_ENDED
    return Completeness.FINISHED if _FINISHED.search(reading) else Completeness.OPEN_ENDED


def _is_introduction(said: Transcript) -> bool:
    return bool(_INTRODUCED.search(said.reading) or _INTRODUCED_AS.search(said.text))


def name(said: Transcript) -> Completeness:
    """The same after the name was asked: an introduction is the answer."""
    return Completeness.FINISHED if _is_introduction(said) else completeness(said)


def yes_or_no(said: Transcript) -> Completeness:
    """The same after a yes/no question."""
    if opens_turn(said.reading):
        return Completeness.FILLER
    if _BARE_YES.fullmatch(said.reading):
        return Completeness.FINISHED
    if _TAKES_IN.fullmatch(said.reading):
        return Completeness.OPEN_ENDED
    answered = _YES_OR_NO.fullmatch(said.reading) or is_nod(said.reading)
    return Completeness.ANSWERED if answered else completeness(said)


def number(said: Transcript) -> Completeness:
    """The same after the telephone number was asked: digits that are not whole lead on."""
    heard = phone_number_in(said.reading)
    if heard.is_complete:
        return Completeness.ANSWERED
    return _led_on(said) if spelled(said) else completeness(said)


def address(said: Transcript) -> Completeness:
    """The same after an e-mail address was asked: spelling leads on until its last part."""
    bare = _COPULA.sub("", said.reading)
    whole = "アット" in bare and _ADDRESS_END.search(bare)
    if whole or _ADDRESS_TEXT.search(said.text):
        return Completeness.ANSWERED
    return _led_on(said) if _spelled_address(said) else completeness(said)


def _led_on(said: Transcript) -> Completeness:
    """Of a number or address that lacks a part: after です or 合ってますか none is to come."""
    return Completeness.SOFT if _CLOSES.search(said.reading) else Completeness.UNFINISHED


def spelled(said: Transcript) -> int:
    """How much of a telephone number was said: its digits so far, 0 where none."""
    digits = phone_number_in(said.reading).digits
    return len(digits) if len(digits) >= 2 else 0


def _spelled_address(said: Transcript) -> bool:
    return bool(_SPELLING.search(said.text) or _SPELLING.search(said.reading))


def _ends_in_particle(text: str) -> bool:
    bare = text.rstrip("、。 ")
    return bool(_PARTICLE.search(bare)) and not _COMPLETE_THOUGH_PARTICLE.search(bare)
