"""What is asked of a part of an address that was told: ハイフンは入りますか, SかZか, 一文字ずつ.

Each is answered by the address itself, in a sentence, and never by the whole said over again. A
read-back whose every part is a letter, a sign or a word of the address is compared as it would be
typed, so that nothing wrong is ever called right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from agent.events import Fact
from agent.turn import Turn
from knowledge.reader import read
from prompts.script import phrases
from speech.reading.kana import pronounced
from speech.reading.lead_ins import HESITATION, NEXT, YES
from speech.reading.letters import HEARD, KANJI_SIGNS, LETTERS, SIGNS, SPOKEN, TOP_LABELS
from speech.reading.spelled import Letters, letters_said

_SIGNS = {"-": "ハイフン", "_": "アンダーバー", ".": "ドット"}
_SIGN_ASKED = re.compile(
    r"(?:ハイフン|マイナス|横棒|アンダーバー|下線)(?:は|が|って|も|で|を|、)*"
    r"(?:入|いり|要り|あり|なし|あるん|ない|付|つ|です(?:か|ね)|いい(?:です)?か|[?？]|$)"
)
_CAPITALS = re.compile(r"大文字|小文字")
_SPELL_OUT = re.compile(
    r"(?:一|1|ひと)文字(?:ずつ|づつ)|(?:つづり|綴り|スペル)(?:を|は|で|って|、)?[^。]{0,10}"
    r"(?:言|教|お願い|くだ|くれ|もら|何|どう)|(?:アルファベット|ローマ字)で(?:言|お願い|教)"
)
_BEHIND_AT = re.compile(
    r"アット(?:マーク)?の?(?:後|あと|うしろ|次|つぎ|先)[^。]{0,6}(?:何|なん|どう)"
)
_GOES_ON = re.compile(r"(?:その|の)?(?:後|あと|次|つぎ|続き)[^。、]{0,4}(?:何|なん|どう)")
"""kuri、そのあと何でしたっけ."""
_CHECKED = re.compile(
    r"(?:か|よね|ね|っけ|の)[。、？? ]*$|[？?]|合って|あって|合うて|おうて|いい(?:です)?か|"
    r"ええ(?:ん|の|か)|よろしい"
)
"""The letters are said to have them confirmed."""
_OR = re.compile(
    r"^(?:です|でしょう)?(?:か、?|(?:じゃ|では)な(?:くて?|い(?:ので|んで)?)、?|それとも、?)"
    r"(?:それとも、?)?$"
)
_WHICH = re.compile(r"どっち|どちら")
_LAST = re.compile(r"最後|おしまい|終わり")
_CONTAINED = re.compile(r"^(?:は|が|も|って|、)*(?:どこかに)?(?:入|いり|あり|あるん|要り|つき|付)")
_NAMES = {pronounced(name): letter for letter, name in LETTERS.items()} | {
    pronounced(name): letter for name, letter in HEARD.items() if len(letter) == 1
}
_ALL_NAMES = {pronounced(name): letters for name, letters in HEARD.items()} | {
    pronounced(name): sign for sign, name in SIGNS.items()
}
_PARTS = re.compile(r"[、・ 　]+")
_TAIL = re.compile(
    r"(?:です|で(?:よろしい|宜しい|いい|合って|間違いない)\S*|でしょう)?"
    r"(?:か|よね|ね|かね)*[?？。、 ]*$"
)
_LEAD = re.compile(rf"^(?:{HESITATION}|あの|{YES}|{NEXT}|確認します|復唱します|[、。 ])+")
LEAST_PART = 2
"""Letters of a part that is said to have it confirmed."""
LEAST = 3
"""Letters of an address from which a fragment of it was read back."""


def asks_about_address(text: str, address: str) -> bool:
    """A part of the address is asked about, or said to have it confirmed."""
    forms = (_SIGN_ASKED, _CAPITALS, _SPELL_OUT, _BEHIND_AT)
    return any(form.search(text) for form in forms) or _asks_letters(text, address)


def _asks_letters(text: str, address: str) -> bool:
    """Single letters, fewer than the whole address before the sign has; a whole is compared."""
    said, local = letters_said(text), address.partition("@")[0]
    if any(one.count is not None for one in said) or _alternatives(text, said):
        return True
    told = _told(said)
    is_part = LEAST_PART <= len(told) < len(local) - 1 or _is_contained(text, said)
    is_right = len(told) >= LEAST_PART and told in _letters(address)
    return (is_part or is_right) and _CHECKED.search(text) is not None


def reads_whole(text: str, address: str) -> bool:
    """Every letter before the sign was read back rightly, in order."""
    told, local = _told(letters_said(text)), _letters(address.partition("@")[0])
    return told.startswith(local) and told in _letters(address)


def _told(said: tuple[Letters, ...]) -> str:
    """The letters together; those of a word that is then spelled (lawはL、A、W) once."""
    told = _letters("".join(one.letters for one in said))
    half = told[: len(told) // 2]
    return half if half and told == half * 2 and len(said) > len(half) else told


def _letters(address: str) -> str:
    return re.sub("[^a-z_-]", "", address.lower())


def _is_contained(text: str, said: tuple[Letters, ...]) -> bool:
    """Yは入りますか."""
    alone = len(said) == 1 and len(said[0].letters) == 1
    return alone and _CONTAINED.match(_after(text, said[0])) is not None


def _after(text: str, letters: Letters) -> str:
    return unicodedata.normalize("NFKC", text)[letters.end :]


def _alternatives(text: str, said: tuple[Letters, ...]) -> tuple[str, ...]:
    """SかZか, co.jpですか、comですか: those between which the caller chooses."""
    plain = unicodedata.normalize("NFKC", text)
    for one, other in pairwise(said):
        between = plain[one.end : other.start]
        if _OR.match(between) or (between in ("と", "と、") and _WHICH.search(plain)):
            return (one.letters, other.letters)
    return ()


def tell_about_address(turn: Turn, address: str) -> bool:
    """Answer what is asked about a part of the address; False when nothing such is asked."""
    text, address = turn.said.text, address.lower()
    if not asks_about_address(text, address):
        return False
    domain = address.partition("@")[2]
    if _SPELL_OUT.search(text):
        _spell(turn, address)
    elif _CAPITALS.search(text):
        turn.say("instruct", "email_small")
    elif _BEHIND_AT.search(text):
        _spell(turn, domain)
    elif _SIGN_ASKED.search(text):
        tell_sign(turn, address, "_" if re.search("アンダー|下線", text) else "-")
    else:
        _tell_letters(turn, address, letters_said(text))
    return True


def _spell(turn: Turn, part: str) -> None:
    turn.say("inform", "email_spelled", Fact("letters", spelled_out(part), "manual"))


def _tell_letters(turn: Turn, address: str, said: tuple[Letters, ...]) -> None:
    text, local = turn.said.text, address.partition("@")[0]
    choices = _alternatives(text, said)
    told = _told(said)
    miscounted = next((c for c in _counted(said) if c.count != local.count(c.letters[0])), None)
    if choices:
        _tell_choice(turn, address, choices)
    elif miscounted is not None or len(set(told)) == 1:
        one = miscounted or said[0]
        tell_places(turn, address, one.letters[0], one.count)
    elif _GOES_ON.search(text) and local.startswith(told):
        _spell(turn, address[len(told) :])
    elif local.endswith(told) if _LAST.search(text) else told in _letters(address):
        turn.say("confirm", "email_right")
    else:
        _tell_first_wrong(turn, address, told)


def _counted(said: tuple[Letters, ...]) -> Iterator[Letters]:
    """The letters that were said to stand there so often: rが2つ, アール、アール."""
    for one in said:
        doubled = re.search(r"([a-z])\1", one.letters)
        if one.count is not None:
            yield one
        elif doubled is not None:
            yield replace(one, letters=doubled.group(), count=2)


def tell_places(turn: Turn, address: str, letter: str, count: int | None = None) -> None:
    """Where a letter stands before the sign, and so how often; `count`: as the caller thought."""
    local = address.partition("@")[0]
    places = [f"{at + 1}文字目" for at, char in enumerate(local) if char == letter]
    shown = Fact("letter", phrases()["letters"].get(letter, letter.upper()), "manual")
    if not places:
        turn.say("instruct", "email_no_sign", Fact("sign", letter.upper(), "manual"))
        return
    only = "だけ" if len(places) == 1 else ""
    place = Fact("places", "と、".join(places) + only, "manual")
    is_right = count is None or count == len(places)
    entry = "email_places" if count == 0 else "email_places_yes" if is_right else "email_places_no"
    turn.say("instruct", entry, place, shown)


def _tell_first_wrong(turn: Turn, address: str, told: str) -> None:
    """The first letter that is another; all of it, where the caller's does not begin as it does."""
    local = address.partition("@")[0]
    pairs = zip(local, told, strict=False)
    same = next((at for at, (own, other) in enumerate(pairs) if own != other), len(told))
    if 0 < same < len(local):
        letter = phrases()["letters"].get(local[same], local[same].upper())
        place = Fact("place", str(same + 1), "manual")
        turn.say("instruct", "email_letter", place, Fact("letter", letter, "manual"))
    else:
        _spell(turn, local)


def tell_sign(turn: Turn, address: str, sign: str) -> None:
    """Whether a sign stands in the address, and behind what."""
    said = Fact("sign", _SIGNS.get(sign, sign), "manual")
    before = re.findall(rf"([a-z0-9]+){re.escape(sign)}", address.lower())
    if not before:
        turn.say("instruct", "email_no_sign", said)
    else:
        turn.say("instruct", "email_sign", said, Fact("before", "と、".join(before), "manual"))


def _tell_choice(turn: Turn, address: str, choices: tuple[str, ...]) -> None:
    """SかZか: the one of the two that stands in the part that is spoken of."""
    local, _, domain = address.partition("@")
    for part in (local, domain) if not _speaks_of(turn, domain) else (domain, local):
        here = [letters for letters in choices if letters in part]
        if len(here) == 1 and len(here[0]) == 1 and part == local and part.count(here[0]) == 1:
            letter = phrases()["letters"].get(here[0], here[0].upper())
            place = Fact("place", str(part.index(here[0]) + 1), "manual")
            turn.say("instruct", "email_letter", place, Fact("letter", letter, "manual"))
            return
        if len(here) == 1:
            shown = phrases()["letters"].get(here[0], spelled_out(here[0]))
            turn.say("instruct", "email_letter_is", Fact("letter", shown, "manual"))
            return
    _spell(turn, address)


def _speaks_of(turn: Turn, domain: str) -> bool:
    """モータースのスはSですか: a word of the domain stands before the letters."""
    sounds = pronounced(turn.said.reading)
    words = (w for label, w in turn.knowledge.address_words.items() if label in domain)
    said = (piece for word in words for piece in re.split("ハイフン|[・、]", pronounced(word)))
    return any(len(piece) > LEAST and piece in sounds for piece in said)


def spelled_out(address: str) -> str:
    """エー、エス、エー、…、アットマーク、…、ドットコム: every letter by its name."""
    head, dot, last = address.lower().rpartition(".")
    letters = [SPOKEN.get(char, char) for char in head or last]
    tail = ["ドット" + TOP_LABELS.get(last, last)] if dot else []
    return "、".join([*letters, *tail])


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
