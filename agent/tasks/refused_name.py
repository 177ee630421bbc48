"""「いえ、違います。田淵です」: a read-back is refused for the name in it, not for the number.

What was refused is never offered again. A name that people have is taken as it was said now; one
that was heard no better the second time is looked for by all its hearings together, and then the
caller is asked how it is written. A firm that was heard alike twice is asked for once more, and
not read back again. The number stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.events import Slot
from agent.mentions import Caller, Name, caller_in
from agent.turn import Turn
from agent.utterance import listen
from knowledge.reader import read
from speech.reading.kana import is_kana, mora_count, pronounced
from speech.reading.name_hearings import is_common_surname, nearest_surname
from speech.reading.name_words import is_name

MAX_REFUSALS = 2
"""Read-backs with a wrong name, after which the number is read back alone; by custom."""
ALWAYS_SO = 3
"""Hearings, all alike, after which the name stands as it was heard: it was the no that was not."""
_READ_BACK = tuple(f"confirm.confirm_{what}_and_number" for what in ("company", "name", "relation"))
_NO = re.compile(
    r"^.{0,8}?(?:違い?(?:ます|ました)|違う|ちがい?(?:ます|う))(?:よ|ね|って|んです|んだ)*[、。 ]*|"
    r"^(?:いや|いえ|いいえ|ううん)[、。 ]*"
)
_NO_SOUND = re.compile(
    r"^.{0,8}?(?:チガイ(?:マス|マシタ)|チガウ)(?:ヨ|ネ|ッテ|ンデス|ンダ)*|^(?:イヤ|イエ|イーエ|ウウン)"
)
_INSTEAD = re.compile(r"^.{1,16}?(?:じゃ|では)な(?:くて?|いです)[、。 ]*")
_INSTEAD_SOUND = re.compile(r"^.{1,24}?(?:ジャ|デワ)ナ(?:クテ?|イデス)")
_LONGEST = 5
"""Morae before です that are taken for a name, whatever was written for them."""
_ABOUT = re.compile(r"名前|名字|苗字|(?P<firm>社名|会社)")
_ENDING = re.compile(r"(?:トモーシマス|トイーマス|デゴザイマス|デス|ダ|ヤ)(?:ガ|ケド|ネ|ヨ)*$")


_ALONE = re.compile(r"個人(?:です|なん|の|で[^す]|だ|や|$)")


def refuses_name(turn: Turn) -> bool:
    """Put right the name or the firm that was read back; True when the no was about these."""
    known = turn.state.slot("caller_name")
    if known is None or not turn.is_no or not any(map(turn.was_read_back, _READ_BACK)):
        return False
    if _ALONE.search(turn.said.text):  # いえ、個人です: no firm, and the name stands
        turn.forget("caller_company")
        turn.learn(known)
        turn.remember("read_back", "")
        turn.say("apologise", "wrong_number_heard")
        return True
    told = _told(turn)
    if told == Caller():
        return _says_which(turn, known)
    if told.name is not None and told.name.text == known.value and not _NO.search(turn.said.text):
        return False  # the name once more, and no no
    turn.remember("read_back", "")
    refusals = turn.add_one("name_refusals")
    firm = _put_firm_right(turn, told)
    _note(turn, "names_heard", known.spoken or read(known.value))
    is_same = told.name is None or _is_same(told.name, known)
    if told.name is None or (is_same and told.company is not None):
        turn.learn(known)
        if firm == "same":
            turn.remember("read_back", known.value)
            turn.ask("caller_company", entry="caller_company_again")
            return True
        turn.say("apologise", "wrong_number_heard")
        return True
    _note(turn, "names_refused", read(known.value))
    name = not_refused(turn, Slot("caller_name", told.name.text, told.name.reading, 0.8))
    turn.learn(name)
    if refusals < MAX_REFUSALS and name.value != known.value:
        turn.say("apologise", "wrong_number_heard")
    elif _is_sure(told.name) and not is_same:
        turn.say("confirm", "caller_right", turn.caller_fact())
    else:
        turn.ask("caller_name", entry="caller_written")
    return True


def _says_which(turn: Turn, known: Slot) -> bool:
    """「お名前が違います」 and no more: it is asked for again."""
    about = _ABOUT.search(turn.said.text)
    if about is None:
        return False
    turn.add_one("name_refusals")
    if about["firm"]:
        turn.remember("read_back", known.value)
        turn.ask("caller_company", entry="caller_company_again")
        return True
    _note(turn, "names_heard", known.spoken or read(known.value))
    _note(turn, "names_refused", read(known.value))
    turn.ask("caller_name", entry="caller_written")
    return True


def not_refused(turn: Turn, name: Slot) -> Slot:
    """The name as it was heard now; where that was refused or is hardly one, the nearest to all
    that was heard of it."""
    refused = turn.note("names_refused").split()
    if not refused:
        return name
    is_out = pronounced(read(name.value)) in map(pronounced, refused)
    heard = Name(name.value, name.spoken, 0, 0, name.confidence)
    _note(turn, "names_heard", name.spoken or read(name.value))
    hearings = turn.note("names_heard").split()
    if not is_out and _is_sure(heard):
        return name
    if hearings.count(hearings[-1]) >= ALWAYS_SO:
        return replace(name, confidence=min(name.confidence, 0.5))
    nearest = nearest_surname(hearings, refused)
    return replace(name, value=nearest or name.value, confidence=min(name.confidence, 0.5))


def _put_firm_right(turn: Turn, told: Caller) -> str:
    """ "new" where another firm was told, "same" where it was heard as before, else empty."""
    known = turn.state.slot("caller_company")
    if told.company is None:
        if known is not None:
            turn.learn(known)
        return ""
    if known is not None and known.value and _is_same(told.company, known):
        turn.learn(replace(known, confidence=min(known.confidence, 0.5)))
        return "same"
    turn.learn(Slot("caller_company", told.company.text, told.company.reading, 0.8))
    return "new"


def _told(turn: Turn) -> Caller:
    """Who she says she is after the no; nobody where she only says no."""
    text = _INSTEAD.sub("", _NO.sub("", turn.said.text))
    reading = _INSTEAD_SOUND.sub("", _NO_SOUND.sub("", turn.said.reading))
    if not text.strip("。、 ") or not reading:
        return Caller()
    found = caller_in(listen(text, reading), "caller")
    bare = _ENDING.sub("", reading)
    is_common = is_common_surname(bare)
    if found == Caller() and (is_common or (bare != reading and mora_count(bare) <= _LONGEST)):
        written = nearest_surname((bare,)) if is_common else bare
        return Caller(Name(written, bare, 0, 0, 0.6))
    return found


def _is_same(told: Name, known: Slot) -> bool:
    if told.text == known.value:
        return True
    return pronounced(told.reading) == pronounced(known.spoken or read(known.value))


def _is_sure(name: Name) -> bool:
    """A name as people are called: common by its sound, or known to be written so."""
    if is_common_surname(name.reading):
        return True
    return not is_kana(name.text) and is_name(name.text)


def _note(turn: Turn, name: str, reading: str) -> None:
    readings = turn.note(name).split()
    if reading and (name == "names_heard" or reading not in readings):
        turn.remember(name, " ".join([*readings, reading]))
