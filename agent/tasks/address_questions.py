"""What is asked of a part of an address that was told: ハイフンは入りますか, SかZか, 一文字ずつ.

Each is answered by the address itself, in a sentence, and never by the whole said over again. A
read-back whose every part is a letter, a sign or a word of the address is compared as it would be
typed, so that nothing wrong is ever called right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent.events import Fact
from agent.turn import Turn
from knowledge.reader import read
from prompts.script import phrases
from speech.reading.kana import pronounced
from speech.reading.lead_ins import HESITATION, NEXT, YES
from speech.reading.letters import HEARD, KANJI_SIGNS, LETTERS, SIGNS, SPOKEN, TOP_LABELS

_SIGNS = {"-": "ハイフン", "_": "アンダーバー", ".": "ドット"}
_ASKS = re.compile(r"(?:か(?:ね|な|い)?|の|よね|ね|は)?[?？。 ]*$")
_SIGN_ASKED = re.compile(
    r"(?:ハイフン|マイナス|横棒|アンダーバー|下線)(?:は|が|って|も|で|を|、)*"
    r"(?:入|いり|要り|あり|なし|あるん|ない|付|つ|です(?:か|ね)|いい(?:です)?か|[?？]|$)"
)
_CAPITALS = re.compile(r"大文字|小文字")
_SPELL_OUT = re.compile(
    r"(?:一|1|ひと)文字(?:ずつ|づつ)|(?:つづり|綴り|スペル)(?:を|は|で|って|、)?[^。]{0,10}"
    r"(?:言|教|お願い|くだ|くれ|もら|何|どう)|(?:アルファベット|ローマ字)で(?:言|お願い|教)"
)
_NAMES = {pronounced(name): letter for letter, name in LETTERS.items()} | {
    pronounced(name): letter for name, letter in HEARD.items() if len(letter) == 1
}
_ALL_NAMES = {pronounced(name): letters for name, letters in HEARD.items()} | {
    pronounced(name): sign for sign, name in SIGNS.items()
}
_LETTER = "|".join(
    sorted((*LETTERS.values(), "エッチ", "デー", "ジェイ", "ケイ", "エイ"), key=len, reverse=True)
)
_EITHER = re.compile(
    rf"(?P<one>[A-Za-zＡ-Ｚａ-ｚ]|{_LETTER})(?:です|でしょう)?"
    r"(?:か、?|(?:じゃ|では)な(?:くて?|い(?:ので|んで)?)、?|それとも、?)"
    rf"(?P<other>[A-Za-zＡ-Ｚａ-ｚ]|{_LETTER})(?:です|でしょう|なん)?(?:か|の|ね|[?？])"
)
_PARTS = re.compile(r"[、・ 　]+")
_TAIL = re.compile(
    r"(?:です|で(?:よろしい|宜しい|いい|合って|間違いない)\S*|でしょう)?"
    r"(?:か|よね|ね|かね)*[?？。、 ]*$"
)
_LEAD = re.compile(rf"^(?:{HESITATION}|あの|{YES}|{NEXT}|確認します|復唱します|[、。 ])+")
LEAST = 3
"""Letters of an address from which a fragment of it was read back."""


def asks_about_address(text: str) -> bool:
    """A part of the address is asked about."""
    forms = (_SIGN_ASKED, _CAPITALS, _SPELL_OUT, _EITHER)
    return any(form.search(text) for form in forms) and _ASKS.search(text) is not None


def tell_about_address(turn: Turn, address: str) -> bool:
    """Answer what is asked about a part of the address; False when nothing such is asked."""
    text = turn.said.text
    if not asks_about_address(text):
        return False
    either = _EITHER.search(text)
    if _SPELL_OUT.search(text):
        turn.say("inform", "email_spelled", Fact("letters", spelled_out(address), "manual"))
    elif either is not None:
        _tell_letter(turn, address, _letter(either["one"]), _letter(either["other"]))
    elif _CAPITALS.search(text):
        turn.say("instruct", "email_small")
    else:
        tell_sign(turn, address, "_" if re.search("アンダー|下線", text) else "-")
    return True


def tell_sign(turn: Turn, address: str, sign: str) -> None:
    """Whether a sign stands in the address, and behind what."""
    said = Fact("sign", _SIGNS.get(sign, sign), "manual")
    before = re.findall(rf"([a-z0-9]+){re.escape(sign)}", address.lower())
    if not before:
        turn.say("instruct", "email_no_sign", said)
    else:
        turn.say("instruct", "email_sign", said, Fact("before", "と、".join(before), "manual"))


def _tell_letter(turn: Turn, address: str, one: str, other: str) -> None:
    """SかZか: the one of the two that stands in the part that is spoken of."""
    local, _, domain = address.lower().partition("@")
    for part in (local, domain) if not _speaks_of(turn, domain) else (domain, local):
        here = [letter for letter in (one, other) if letter in part]
        if len(here) == 1:
            shown = phrases()["letters"].get(here[0], here[0].upper())
            if part == local and part.count(here[0]) == 1:
                place = Fact("place", str(part.index(here[0]) + 1), "manual")
                turn.say("instruct", "email_letter", place, Fact("letter", shown, "manual"))
            else:
                turn.say("instruct", "email_letter_is", Fact("letter", shown, "manual"))
            return
    turn.say("inform", "email_spelled", Fact("letters", spelled_out(address), "manual"))


def _speaks_of(turn: Turn, domain: str) -> bool:
    """モータースのスはSですか: a word of the domain stands before the letters."""
    sounds = pronounced(turn.said.reading)
    words = (w for label, w in turn.knowledge.address_words.items() if label in domain)
    said = (piece for word in words for piece in re.split("ハイフン|[・、]", pronounced(word)))
    return any(len(piece) > LEAST and piece in sounds for piece in said)


def _letter(name: str) -> str:
    plain = name.lower()
    return plain if plain.isascii() and len(plain) == 1 else _NAMES.get(pronounced(name), plain)


def spelled_out(address: str) -> str:
    """エー、エス、エー、…、アットマーク、…、ドットコム: every letter by its name."""
    head, _, last = address.lower().rpartition(".")
    letters = [SPOKEN.get(char, char) for char in head]
    return "、".join([*letters, "ドット" + TOP_LABELS.get(last, last)])


def as_typed(text: str, address: str, words: Mapping[str, str]) -> str:
    """A read-back as it would be typed; empty where a part of it is none of an address.

    `words` as in `spell`: how the client says labels of its domain.
    """
    own = {pronounced(read(said)): label for label, said in words.items()}
    own |= {pronounced(read(label)): label for label in re.split(r"[@.]", address.lower())}
    own |= {pronounced(said): label for label, said in TOP_LABELS.items()}
    bare = _TAIL.sub("", _LEAD.sub("", text.strip()))
    typed = "".join(_typed(part, own) or "\n" for part in _PARTS.split(_marked(bare)) if part)
    return "" if "\n" in typed or len(typed) < LEAST else typed


def _marked(text: str) -> str:
    """With pauses around the signs: kurimotoアットsmilecorp."""
    signs = "アットマーク|アット|ハイフン|マイナス|アンダーバー|ドットコム|ドット|ピリオド|"
    signs += "|".join(KANJI_SIGNS)
    return re.sub(f"({signs})(?:の|で|は)?", r"、\1、", text)


def _typed(part: str, own: Mapping[str, str]) -> str:
    plain = part.lower()
    if re.fullmatch(r"[a-z0-9@._+-]+", plain):
        return plain
    sounds = pronounced(read(KANJI_SIGNS.get(part, part)))
    if sounds in _NAMES:
        return _NAMES[sounds]
    return _ALL_NAMES.get(sounds, "") or own.get(sounds, "")
