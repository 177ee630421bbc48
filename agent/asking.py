"""How a caller's question ends: the one place that knows.

A recogniser writes no question mark, and people ask without か: 「いくらかかります」, 「いいの」,
「駐車場ってあります」. What ends in よね wants assent: half a question, it may tell as well.
"""

from __future__ import annotations

import re

_LAST = re.compile(r"[、。！!  ]+$")
_PARTICLE = (
    r"(?:か|かね|かな|かしら|か[いえ]|(?<!ちょう)だい|っけ|(?<=[すたないるん])の)"
    r"(?:ねえ?|なあ?)?"
)
_WORD = (
    r"(?:いくら|なんぼ|いつ|どこ|ど[うれのんっ]|どちら|どなた|誰|だれ|何[時日分人個台本階曜]*+)"
    r"(?!.{0,4}でも|も|か(?:[^らかり]|$)|とか|にか|ぞ|度|回|しても)"
)
_POLITE = r"(?:です|ます|でした|ました|でしょう)"
_SOFTLY = (
    r"(?:もらえ|いただけ|頂け|(?<!なら)でき|(?<![出お来])られ|くれ|あっ|だっ)(?:たりし)?(?:ます|ません)|"
    r"たりします"
)
"""「リボンなんかかけてもらえたりします」, whose rising end no recogniser writes."""
_OF_TOPIC = (
    r"(?:(?:[一-龥々ァ-ヴーA-Za-z0-9]{2}|[そこあ][これ]|ちら)"
    r"(?<![待持行言取打切買売作送帰入乗困使笑怒払洗])って|(?<!た)とか|なんか)"
    rf"(?![言聞思書申伝おい])[^、。]{{0,12}}{_POLITE}|"
    rf"(?:お金|料金|費用|代金)[はがもって]*(?:かかり|要り|いり|必要)(?:ます|です)"
)
_BARELY = (
    r"(?:は|って|が|、)(?:だいたい|大体|全部で)?(?:いくら|なんぼ|いかほど|いつ|どこ|どちら|何[時日分人台階]|何曜日?)"
    r"(?:まで|から|ごろ|頃|ぐらい|くらい|ほど)?(?:や|だ)?(?:ろう?|ろ)?"
)
"""手数料はなんぼ, 受付は何時まで: nothing stands behind the word that asks."""
_ASKS = re.compile(
    rf"(?:[？?]|{_BARELY}|{_PARTICLE}|{_SOFTLY}|{_OF_TOPIC}|{_WORD}[^、。]{{0,16}}{_POLITE})$"
)
_ASKS_SOFTLY = re.compile(rf"(?:{_SOFTLY})$")
_WANTS_DONE = re.compile(
    r"(?:(?:もらえ|いただけ|頂け|くれ|くださ(?:い|り))ません(?:か|でしょうか)|"
    r"(?:て|で)(?:ください|下さい|ちょうだい|くれ)|お願い(?:でき(?:ます|ません)か|(?:いた)?します)|"
    r"(?:(?<!教えて)(?<!おしえて)(?:ほし|欲し)い|"
    r"(?<!知り)(?<!聞き)(?<!きき)(?<!伺い)(?<!うかがい)(?<!尋ね)(?<!確認し)(?<!教えていただき)(?<!教えてもらい)たい)"
    r"(?:(?:ん|の)(?:です|だ)?(?:けれ?ど?も?|が)?|(?:です|と思)[^、。]*)?)(?:ね|よ|な|わ)?$"
)
_TO_WHOM = re.compile(
    r"、(?:どちら|どこ|どなた|誰|だれ)に(?:言|お願い|連絡|頼|お?電話|お?伝え)[^、。]{0,12}$|、どう(?:すれば|したら)[^、。]{0,10}$"
)
"""出し直してもらいたいんですけど、どちらに言えばいいですか."""
_EXCLAIMS = re.compile(r"じゃない(?:です)?か(?:ねえ?|なあ?)?$")
"""「誰も来ないじゃないか」 asks nothing."""
_WANTS_ASSENT = re.compile(r"(?:です|ます|ません|た|でしょう|る|い)(?:よね|かね)(?:え|ー)?[？?]?$")


def asks(text: str) -> bool:
    """The words end as a question does."""
    end = _LAST.sub("", text)
    return _ASKS.search(end) is not None and _EXCLAIMS.search(end) is None


def wants_done(text: str) -> bool:
    """「カタログを送っていただきたいんですが」: something is to be done, not only told."""
    end = _TO_WHOM.sub("", _LAST.sub("", text))
    return _WANTS_DONE.search(end) is not None and "教え" not in end


def asks_softly(text: str) -> bool:
    """The words ask for something to be done, and may be taken for telling that it is."""
    return _ASKS_SOFTLY.search(_LAST.sub("", text)) is not None


def wants_assent(text: str) -> bool:
    """「駐車場ありましたよね」: whether it is so is asked of one who knows."""
    return _WANTS_ASSENT.search(_LAST.sub("", text)) is not None
