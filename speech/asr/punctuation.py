"""Where a sentence of a caller's ends, told from its words.

The acoustic model hears no punctuation, and people breathe in the middle of a clause and not at
its end. But polite Japanese closes its sentences with few forms, and what may follow them inside a
sentence (が, けど, ので, か, ね) is a short list as well. Everything that is told by sentences
(架空商事です。江川と申します。) depends on it.
"""

from __future__ import annotations

import re

_CLOSE = (
    "でございます|と申します|といいます|と言います|いたします|しております|なっております|願います|"
    "お願いします|おねがいします|ございました|なんです|んです|です|でした|ました|ます|ません|"
    "でしょうか|ですか|ますか|でしたか|ましたか|ませんか|ください|下さい|もらえる|いますか"
)
_GOES_ON = (
    "が(?!ん)|け(?:れ)?ど|けれ|ので|のに|のが|のは|のを|から(?!だ)|し(?!ま|ば|っ|か|ょ|た|て)|って|"
    "と(?!う|き|こ|ん|りあ)|か|ね|よ(?!う|ろ|や|り|し)|わ(?!た)|さえ|ら|り|る|れ|う|"
    "でした|でしょ|ませ|まし|た|ば|て|ん|っ|や|も(?=[、。]|$)|ぇ|ー"
)
"""What goes on after such a form: ですが, ますので, ませんでした, ですかねえ."""
_END = re.compile(rf"({_CLOSE})(?=[^、。])(?!{_GOES_ON})")
_TAIL = re.compile(
    r"((?:です|ます|でした|ました|ません|でしょう|でございます|ください)(?:か|ね|よ|よね|かね|わ))"
    r"(?=[^、。ねなよがけらしのとっえあぇぁー])"
)
_OPENING = re.compile(
    r"^(はい|ええ|いえ|いいえ|もしもし|あのう?|えーと|えっと)(?=.{2})(?![、。ー])"
)
_NO_OPENING = re.compile(
    r"^(?:あの(?:人|方|件|時|日|子|話|会社|お)|はい(?:って|る|り|ら|れ)|いえ(?:ば|る|ま|な)|ええ(?:と|っ))"
)
"""あの方, 入って, 言えば: no openings."""


_ANSWERS_BEFORE = (
    r"(?=そう|違|ちが|大丈夫|結構|お|今日|分か|わか|空|いい|まだ|もう|特に|はい|ええ|主人|"
    r"折り?返|電話(?:が|だけ|は|なら)|伝言|それ)"
)
_MISWRITTEN = (
    (re.compile(rf"^(?:家|言え){_ANSWERS_BEFORE}"), "いえ"),
    (re.compile(rf"^(?:杯|配|敗){_ANSWERS_BEFORE}"), "はい"),
)
"""いえ and はい at a turn's beginning, where the dictionary knows a noun that sounds the same."""


def punctuated(text: str) -> str:
    """The text with 。 after each closed sentence and 、 after a first はい or もしもし, which are
    written as what they are (家違います is いえ、違います)."""
    for wrong, right in _MISWRITTEN:
        text = wrong.sub(right, text)
    text = _TAIL.sub(r"\1。", _END.sub(r"\1。", text))
    if not _NO_OPENING.match(text):
        text = _OPENING.sub(r"\1、", text)
    return text
