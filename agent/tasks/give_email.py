"""An e-mail address is spelled, and the caller's read-back checked letter by letter."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.questions import QUESTIONS
from agent.tasks.address_questions import (
    as_typed,
    asks_about_address,
    reads_whole,
    tell_about_address,
    tell_sign,
)
from agent.turn import Task, Turn, noting
from knowledge.reader import read
from prompts.script import phrases
from speech.reading.emails import Comparison, LetterDifference, compare, spell, written_email
from speech.reading.kana import mora_count, morae, pronounced, similarity
from speech.reading.letters import is_letters

MAX_SPELLINGS = 3
_AROUND = re.compile(
    r"^(?:ハイ|エート|エー(?=フクショー|ト)|アノー?|ア|デワ|ジャー?|ソレデワ|\w{1,4}ョーシマス|カクニン\w*?(?:マス|クダサイ)|"
    r"メールアドレス[ワガ]|イーマス(?:ネ|ヨ)?|ヨミアゲマス|モーイチド)+"
    r"|デスカ$|デ(?:ヨロシーデショーカ|ヨロシーデスカ|マチガイナイデスカ|イーデスカ|アッテマスカ|スヨネ)$"
)
"""What people say around a read-back."""
_CLOSE = re.compile(r"(?:デス|ヤ|ダ)?(?:ヨ?ネー?|ヨナー?|ナー?|ヤロー?|デショー?|デスカ?|ヤ)$")
"""What may stand behind it, where it is not part of the address: ドットコムやね."""
_PAUSE = re.compile(r"[、・。？！?! ]+")
LEAST_LETTERS = 2
"""Letters said one by one from which an address is spelled: one alone is part of a word."""
_AT, _DOT = "アットマーク", "ドット"
ALIKE = 0.8
"""Likeness by sound from which the first word of a domain was read back: アオバロー is 1, アオゾラ
beside it .6."""
_SENTENCE = re.compile(r"[。！？!?]+")
_ASKED = re.compile(r"(?:です(?:か|ね|よね)?|で(?:よろしい|宜しい|いい|合って)\S*)[。？?]*$")
_ASKS_ON = re.compile(r"何で|なんで|何です|どう(?:書|やって)|の後|のあと|の次")
"""The caller asks about a part instead of reading it back."""
_NOT_BY_MAIL = re.compile(
    r"(?:メール|アドレス)(?:じゃ|では)(?:な|[^。]{0,6}(?:間に合|困|だめ|遅|無理))|"
    r"(?:メール|アドレス)は(?:、)?(?:いい|結構|要ら|いら|大丈夫|使わ|苦手|知って)"
)
_NOT_BY_PHONE = re.compile(r"(?:電話|折り返し)(?:じゃ|では|や)な")
_HAS_IT = re.compile(
    r"おおきに|以上|(?:これ|それ)だけ|(?:もう|なら)(?:ええ|いい)|切(?:る|り)|(?:分か|わか)っ(?:た|てる)|メール(?:し|送)"
)
_OTHER_WISHES = ("leave_message", "request_callback", "call_again")
_IS_RIGHT = re.compile(
    r"(?:合っ?て|おうて|正しい|間違)[^。]{0,8}(?:か|よね|やろ|かな)(?:[、。？?]|$)"
)
"""先ほどので合っていますか: about the address that was just spelled."""
_READS = re.compile(r"アット|マーク|ドット|ハイフン")
_WRITTEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9@._+-]{2,}")


def go_on(turn: Turn) -> bool:
    """Offer it where it was not asked for, spell it, and hear it read back."""
    person = turn.person
    if person is None:
        if turn.value("target_department") and turn.meant("ask_email"):
            turn.say("refuse", "email", turn.target_name())
        turn.drop("give_email")
        turn.push("reach_person")
        return False
    address = person.staff.email
    if address is None or not person.staff.disclose.email:
        if turn.note("email") != "refused" or turn.meant("ask_email"):
            turn.remember("email", "refused")
            turn.say("refuse", "email", turn.name_of(person))
            turn.push("reach_person")
        return _done(turn)
    if turn.note("email") == "offered" and any(map(_NOT_BY_MAIL.search, _last_two(turn))):
        turn.remember(
            "email", "declined"
        )  # beside something else: メールじゃ間に合わないんで、携帯って
    state = turn.note("email")
    if state in ("given", "refused", "declined"):
        return _done(turn)
    if state == "corrected":
        turn.remember("email", "spelled")
        turn.question = QUESTIONS["email_readback"]
        return True
    if state in ("", "offered"):
        turn.remember("email", "offered")
        turn.ask("offer_email", turn.name_of(person))
        return True
    turn.remember("email", "spelled")
    turn.ask(
        "email_readback",
        turn.name_of(person),
        Fact("email", address, "manual"),
        entry="email",
        kind="inform",
    )
    return True


def _last_two(turn: Turn) -> tuple[str, ...]:
    return (*turn.state.heard[::2][-1:], turn.said.text)


def _done(turn: Turn) -> bool:
    turn.drop("give_email")
    return False


def _offer_answer(turn: Turn) -> bool:
    if turn.said.gives("callback_number"):
        turn.remember("email", "declined")
        return True
    if _NOT_BY_MAIL.search(turn.said.text):
        turn.remember("email", "declined")
        if "電話" in turn.said.text:
            turn.remember("plan", "callback")
        return True
    elsewhere = turn.meant("request_callback", "call_again", "leave_message", "goodbye")
    if turn.meant("ask_email") or (turn.is_yes and not elsewhere):
        turn.remember("email", "wanted")
        return True
    if turn.is_no or elsewhere:
        turn.remember("email", "declined")
        return True
    return False


def _read_back(turn: Turn) -> bool:
    """Compare what was read back; say yes, or which letter is wrong."""
    person = turn.person
    address = person.staff.email if person is not None else None
    if address is None:
        return False
    if tell_about_address(turn, address):
        turn.remember("email", "given" if reads_whole(turn.said.text, address) else "corrected")
        return True
    if turn.said.intent in ("thanks", "goodbye") and not _spells(turn.said.text):
        turn.remember("email", "given")  # ありがとう sounds near many an address
        return True
    if _ASKS_ON.search(turn.said.text):
        turn.remember("email", "wanted")
        return turn.add_one("email_tries") < MAX_SPELLINGS
    heard = _heard(turn, address)
    if heard.is_address and (extra := _extra_sign(heard)):
        tell_sign(turn, address, extra)
        turn.remember("email", "corrected")
        return True
    if heard.matches:
        wrong = next((d for d in heard.differences if d.expected), None)
        if wrong is None:
            turn.say("confirm", "email_right")
        else:  # a letter that sounds alike: said once more, without the whole address
            turn.say("instruct", "email_letter", *_place(wrong, address))
        turn.remember("email", "corrected" if wrong is not None else "given")
        return True
    if heard.is_address:
        _correct(turn, heard, address)
        return True
    return _noted(turn)


def _extra_sign(heard: Comparison) -> str:
    """A hyphen that was read where there is none, and no more; empty without one."""
    added = [d.heard for d in heard.differences if not d.expected]
    return added[0] if len(heard.differences) == len(added) == 1 and added[0] in "-_." else ""


def _noted(turn: Turn) -> bool:
    """No address was read back: she has it, wants it again, or goes on with something else."""
    if turn.meant(*_OTHER_WISHES):
        turn.remember("email", "given")
        return False  # では今日中に仕様書を送りますとお伝えください
    missed_it = turn.note("waited") == "1" or turn.state.was_cut
    has_it = _HAS_IT.search(turn.said.text) is not None
    if (turn.meant("ask_email") and not has_it) or (turn.is_yes and missed_it):
        turn.remember("waited", "")
        turn.remember("email", "wanted")
        return True
    if turn.is_yes or turn.meant("thanks", "goodbye") or has_it:
        turn.remember("email", "given")
        return True
    if _READS.search(turn.said.reading):  # something was read back, but not this address
        turn.remember("email", "wanted")
        turn.say("apologise", "email_wrong")
        return turn.add_one("email_tries") < MAX_SPELLINGS
    told = ("caller_name", "message", "callback_number")
    if any(turn.value(name) != turn.state.value(name) for name in told):
        turn.remember("email", "given")  # she goes on with something else
        return True
    if turn.is_no:
        turn.remember("email", "wanted")
        return turn.add_one("email_tries") < MAX_SPELLINGS
    return False


def _heard(turn: Turn, address: str) -> Comparison:
    """The read-back beside the address; by sound, or as it was written where that is nearer."""
    words = turn.knowledge.address_words
    typed = as_typed(turn.said.text, address, words)
    found = [compare(typed, address, words)] if typed else []
    if found and found[0].is_address:
        return found[0]  # what was written is not heard otherwise
    heard = compare(_AROUND.sub("", turn.said.reading), address, words)
    if heard.is_exact:
        return heard
    said = _ASKED.sub("", turn.said.text)
    latin = _WRITTEN.search(said) if "@" not in typed else None  # its first part is not all
    ways = [latin.group() if latin else "", written_email(said).value or ""]
    parts = [part for part in _SENTENCE.split(turn.said.text) if _spells(part)]
    for sounds in (turn.said.reading, *(read(part) for part in parts)):
        bare = _AROUND.sub("", sounds)
        ways += [bare, _CLOSE.sub("", bare)]
    found = [compare(way, address, words) for way in ways if way]
    if not any(one.is_address for one in (heard, *found)):
        found.append(_by_halves(turn, address))
    return min((heard, *found), key=lambda c: (not c.is_address, len(c.differences)))


def _by_halves(turn: Turn, address: str) -> Comparison:
    """The name before アットマーク letter by letter, where the rest sounds like the address's own:
    its words (アオバロー, イグザンプル) are written in many ways."""
    words = turn.knowledge.address_words
    bare = _CLOSE.sub("", _AROUND.sub("", turn.said.reading))
    local, _, domain = _PAUSE.sub("", bare).partition(_AT)
    own = pronounced(_PAUSE.sub("", spell(address, words)).partition(_AT)[2])
    label = own.partition(_DOT)[0]
    begun = "".join(morae(domain)[: mora_count(label)])
    ends_alike = domain.rpartition(_DOT)[2] == own.rpartition(_DOT)[2]
    if not ends_alike or similarity(begun, label) < ALIKE:
        return Comparison("", False, ())
    return compare(local, address, words)


def _spells(text: str) -> bool:
    """Letters one by one, or signs: 切ります is no address, however near it sounds."""
    parts = [part for part in _PAUSE.split(text) if part]
    letters = [part for part in parts if is_letters(part) or (len(part) == 1 and part.isascii())]
    return len(letters) >= LEAST_LETTERS or _READS.search(read(text)) is not None


def reads_address(turn: Turn) -> bool:
    """The turn reads an address back that was spelled before, whatever else stands beside it."""
    person = turn.person
    is_told = turn.note("email") in ("spelled", "given", "wanted", "corrected")
    if person is None or not person.staff.email or not is_told:
        return False
    typed = as_typed(turn.said.text, person.staff.email, turn.knowledge.address_words)
    reads = _spells(turn.said.text) or "@" in typed
    return reads and _heard(turn, person.staff.email).is_address


def _correct(turn: Turn, heard: Comparison, address: str) -> None:
    """Say which letter is wrong; after several tries leave it to the person herself."""
    if turn.add_one("email_tries") >= MAX_SPELLINGS:
        turn.say("inform", "email_later")
        turn.remember("email", "given")
        return
    turn.remember("email", "wanted")
    if len(heard.differences) == 1 and heard.differences[0].expected:
        place, letter = _place(heard.differences[0], address)
        turn.say("instruct", "email_letter", place, letter)
    else:
        turn.say("apologise", "email_wrong")


def _place(wrong: LetterDifference, address: str) -> tuple[Fact, Fact]:
    """Which letter (counted within its part) and how it is told apart."""
    at = wrong.at
    if at > address.index("@"):
        at -= address.index("@") + 1
    shown = phrases()["letters"].get(wrong.expected, wrong.expected.upper())
    return Fact("place", str(at + 1), "manual"), Fact("letter", shown, "manual")


def _told_address(turn: Turn) -> str:
    """The address that was told in this call; empty before."""
    is_told = turn.note("email") in ("given", "spelled", "corrected", "wanted")
    person = turn.person
    return person.staff.email or "" if is_told and person is not None else ""


def _opened(turn: Turn) -> None:
    if _NOT_BY_PHONE.search(turn.said.text):
        turn.remember("plan", "")
        turn.remember("no_callback", "1")
    if any(act.topic == "own_email" for act in turn.acts):
        turn.drop("give_email")  # she tells hers, and asks for none
        return
    address = _told_address(turn)
    if address and tell_about_address(turn, address):
        turn.drop("give_email")
        return
    if turn.note("email") == "given" and reads_address(turn):
        _read_back(turn)
        return
    if turn.note("email") in ("", "offered", "declined", "given"):
        turn.remember("email", "wanted")


def _hears(turn: Turn) -> bool:
    """The address is read back after all, when something else was already asked."""
    address = _told_address(turn)
    is_elsewhere = turn.state.asked != "email_readback"
    if address and is_elsewhere and asks_about_address(turn.said.text, address):
        return True
    is_given = turn.note("email") == "given" and turn.state.asked == "anything_else"
    if not is_given or turn.meant("goodbye"):
        return False
    reads = _READS.search(turn.said.reading) or _IS_RIGHT.search(turn.said.text)
    return reads is not None or reads_address(turn)


TASK = Task(
    "give_email",
    ("ask_email",),
    go_on,
    {"offer_email": _offer_answer, "email_readback": _read_back},
    _opened,
    {"offer_email": noting("email", "declined"), "email_readback": noting("email", "given")},
    _hears,
)
