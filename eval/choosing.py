"""Which of its turns a simulated caller takes next: by what it heard, whether spoken or typed.

Whoever rings says first why. After that a turn whose cue was heard comes first, then a reaction,
then the answers to what was asked, then what anybody would answer, then the next turn in order;
with nothing left to say, something polite, and goodbye.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from eval.cues import CONFIRM, asked_slots, happening, sound_of
from eval.hearing import is_heard
from eval.script import CallerScript, Reaction, Stretch, Turn, in_one_turn
from speech.endpointing import Expect
from speech.reading.kana import pronounced, sound
from speech.reading.phone_numbers import digits_in

_MAX_POLITENESS = 2
_MAX_REPEATS = 2
_WHOLE_NUMBER_DIGITS = 9
"""A read-back with fewer digits is a part of the number, a date or a time."""


def _say(text: str, spoken: str, expect: Expect = Expect.OPEN) -> Turn:
    return Turn(text, (Stretch(spoken),), expect=expect)


HELLO = _say("もしもし。", "もしもし。")
HANG_UP = Turn("", when="hang_up")
_YES_PLEASE = _say("はい、お願いします。", "はいお願いします。", Expect.YES_NO)
_NO_THANKS = _say("いえ、大丈夫です。", "いえ大丈夫です。", Expect.YES_NO)
_FAREWELL = _say("失礼します。", "失礼します。", Expect.NOTHING)
_DO_NOT_KNOW = _say("ちょっと分かりません。", "ちょっとわかりません。")
_NO_IT_IS = _say("いえ、違います。", "いえちがいます。")
_MAX_CORRECTIONS = 2
_WHO = re.compile("(?:(?<=イタシマス)|^)(?:(?!イタシマス).){2,24}?(?=サマ(?!デ(?:ス|ゴザ|イラ)))")
"""Whom a read-back names: 架空商事の江川様、..."""
_FIRM = re.compile("..ノ(?=..)")
"""架空商事の江川; the ノ of 平野 stands last."""
_LEAST_NAME = 3
"""Kana of a name read back by which an answer that begins with it is known."""
_ENDING = re.compile(
    "(?:ト(?:モーシマス|イーマス|ユーモノ)|デゴザイマス|デス|ダ(?=$|ヨ|ケド)|ノモノ).*$|^(?:エート|アノー?|エット|ハイ)"
)
ANYBODYS_ANSWERS: Mapping[str, Turn] = {
    CONFIRM: _say("はい、そうです。", "はいそうです。", Expect.YES_NO),
    "callback": _YES_PLEASE,
    "email_offer": _NO_THANKS,
    "message_offer": _NO_THANKS,
    "other_person": _NO_THANKS,
    "anything_else": replace(_NO_THANKS, expect=Expect.NOTHING),
    "company": _say("個人です。", "個人です。", Expect.NAME),
    "preferred_staff": _say("特にありません。", "とくにありません。"),
}
"""What is answered where the scenario does not say."""


class Chooser:
    """One caller's turns in one call, taken one after the other."""

    def __init__(self, script: CallerScript) -> None:
        self._script = script
        self._left = list(script.turns)
        self._turns = self._politeness = self._repeats = self._corrections = 0
        self._last = HELLO
        self._heard_times: Counter[Reaction] = Counter()
        self._done: set[Reaction] = set()
        self.asked: Counter[str] = Counter()
        """How often each slot was asked for, as the caller understood it."""

    def choose(self, heard: str | None) -> Turn:
        """The turn that answers what was heard (katakana); None: nothing can be made out."""
        while self._left and self._left[0].when == "backchannel":
            self._left.pop(0)  # its moment has passed
        if self._turns >= self._script.max_turns:
            return HANG_UP
        if self._left and self._left[0].when == "interrupt":
            return replace(self._left.pop(0), when="after", at_ms=None)
        if heard is None or self._turns == 0:
            return self._left.pop(0) if self._left else self._nothing_left("")
        slots = asked_slots(heard)
        self.asked.update(slots)
        return self._cued(heard) or self._answer(slots, heard) or self._next_in_order(heard, slots)

    def under_the_agent(self, begun_ms: int) -> Turn | None:
        """An interruption or a nod that is due `begun_ms` into the agent's turn."""
        if not self._left or self._left[0].when not in ("interrupt", "backchannel"):
            return None
        return self._left.pop(0) if begun_ms >= (self._left[0].at_ms or 0) else None

    def took(self, turn: Turn) -> None:
        """The turn was begun: it counts, and can be said again."""
        self._turns += 1
        if turn.stretches:
            self._last = replace(turn, when="after", at_ms=None)

    def _cued(self, heard: str) -> Turn | None:
        for turn in self._left:
            if turn.cue and is_heard(turn.cue, heard):
                self._left.remove(turn)
                return turn
        told = [one for one in self._script.reactions if is_heard(one.cue, heard)]
        self._heard_times.update(told)
        for reaction in told:
            if self._heard_times[reaction] >= reaction.from_time and reaction not in self._done:
                if reaction.once:
                    self._done.add(reaction)
                return self._again() if reaction.repeats else reaction.turn
        return None

    def _answer(self, slots: Sequence[str], heard: str) -> Turn | None:
        """The scenario's own answers, said together; else what anybody would say."""
        if tuple(slots) == ("anything_else",) and self._left and not self._left[0].cue:
            return None  # there is something else: the next turn
        own = [self._script.answers[slot] for slot in slots if slot in self._script.answers]
        if CONFIRM in slots and (wrong := self._read_back_wrong(heard)):
            return in_one_turn((_NO_IT_IS, *wrong))
        if own:
            return in_one_turn(own)
        if is_heard(happening("again"), heard) and (again := self._again()) is not None:
            return again
        if CONFIRM in slots:
            return ANYBODYS_ANSWERS[CONFIRM]
        if self._left and not self._left[0].cue:
            return None  # the caller has something to say
        return next((ANYBODYS_ANSWERS[slot] for slot in slots if slot in ANYBODYS_ANSWERS), None)

    def _read_back_wrong(self, heard: str) -> list[Turn]:
        """The caller's own answers for what was read back amiss; a name twice a call at most."""
        answers = self._script.answers
        number = answers.get("phone_number")
        if number is not None and _is_other_number(number, heard):
            return [number]
        who = _WHO.search(_vowels_apart(heard))
        if who is None or self._corrections >= _MAX_CORRECTIONS:
            return []
        names_firm = _FIRM.search(who[0]) is not None
        told = [answers.get("company") if names_firm else None, answers.get("name")]
        wrong = [answer for answer in told if answer is not None and not _is_said(answer, who[0])]
        self._corrections += bool(wrong)
        return wrong

    def _again(self) -> Turn | None:
        if self._repeats >= _MAX_REPEATS:
            return None
        self._repeats += 1
        return self._last

    def _next_in_order(self, heard: str, slots: Sequence[str]) -> Turn:
        if not self._left:
            return _DO_NOT_KNOW if slots else self._nothing_left(heard)
        if self._left[0].cue and self._politeness < _MAX_POLITENESS:
            self._politeness += 1
            return _YES_PLEASE
        self._politeness = self._repeats = 0
        return self._left.pop(0)

    def _nothing_left(self, heard: str) -> Turn:
        if is_heard(happening("closing"), heard) or self._politeness > _MAX_POLITENESS:
            return HANG_UP if self._last == _FAREWELL else _FAREWELL
        self._politeness += 1
        return _YES_PLEASE


def _is_said(answer: Turn, heard: str) -> bool:
    """Is what the answer tells (without です, と申します) among what was heard?

    架空ハイツ101の早川 is 早川様 too, and 架空ハイツの早川様: who tells house or firm with the name
    lets them be left out, or be cut at their end.
    """
    reading = "".join(sound_of(stretch.spoken) for stretch in answer.stretches)
    told = _vowels_apart(_ENDING.sub("", reading))
    firm = _FIRM.search(heard)
    begin, name = (heard[: firm.end() - 1], heard[firm.end() :]) if firm else ("", heard)
    if len(name) >= _LEAST_NAME and is_heard((name,), told[: len(name)]):
        return True  # 滝口。さっき言ったよ; 宇佐美の家内です
    is_with_firm = is_heard((f"ノ{name}",), told[-len(name) - 2 :])
    return is_heard((told,), heard) or (is_with_firm and is_heard((begin,), told[: len(begin) + 1]))


_VOWELS = dict(zip("aiueo", "アイウエオ", strict=True))


def _vowels_apart(reading: str) -> str:
    """イタシマスーチダサマ as イタシマスウチダサマ, クドウ and クドー as クドオ: what runs together
    is one long vowel."""
    apart = ""
    for kana in pronounced(reading):
        apart += _VOWELS.get(sound(apart[-1:])[2], kana) if kana == "ー" and apart else kana
    return apart


def _is_other_number(number: Turn, heard: str) -> bool:
    """Was a whole number read back that is not the caller's?

    A name said before it may sound like digits (西尾 begins with に), so only the end counts.
    """
    said = digits_in(heard)
    return len(said) >= _WHOLE_NUMBER_DIGITS and not said.endswith(digits_in(number.text))
