"""Danger that is only likely is settled by one question; the answer decides.

「壁からぽたぽた音がして、床も湿ってきて」 may be a leak or an old stain. Asked once whether it goes
on, or whether anybody is hurt, the caller tells: then it is an emergency, or the call goes on with
what was said before, as if nothing had been asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.alarm import BUSINESS
from agent.danger import has_ended, told_of
from agent.danger_harm import tells_of_harm
from agent.displeasure import is_displeased
from agent.events import Decision, Understanding
from agent.state import DialogueState
from agent.turn import Turn
from agent.understanding import understand
from knowledge import Knowledge
from speech.reading.dates import choices_in

DOUBTED = "danger_maybe"
"""What a turn means that may tell of danger; no intent of the classifier."""
TOLD = "danger_told"
"""The note, for the turn at hand, that danger was asked after and told."""
ASKED = ("danger_goes_on", "danger_hurt")
_OF_ACCIDENTS = re.compile(
    r"割れ|破裂|爆発|破片|ぶつ(?:か|け)|転[びんり]|落ち(?!着)|倒れ|事故|外れ|刺さ|挟|はさ|飛んで|崩れ|口に"
)
_HURT = re.compile(
    r"痛|切[っれ]|血|やけど|火傷|腫れ|赤く|打っ|すりむ|(?:少し|ちょっと)(?!びっくり|驚)"
)
LONGEST_BARE = 14
"""Characters of いえ、もう大丈夫です."""
_STILL = re.compile(
    r"まだ|今も|いまも|ずっと|続い|止まらな|どんどん|ひどく|どうしたら|どうすれば|急い|早く|助け"
)


def ask_once(said: Understanding, state: DialogueState, knowledge: Knowledge) -> Decision:
    """Ask whether there is danger; everything else waits for the answer."""
    turn = Turn(state, said, knowledge)
    turn.remember("doubted", said.text)
    turn.remember("doubted_reading", said.reading)
    turn.ask("danger_hurt" if _OF_ACCIDENTS.search(said.text) else "danger_goes_on")
    return turn.decision()


def resolved(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> tuple[Understanding, DialogueState]:
    """What was doubted together with the answer, and the call as it stood before the question.

    Who names a time to come (「えっと、4時半とか」) is in no danger.
    """
    is_bare = bool(said.polarity) and not said.slots and len(said.text) <= LONGEST_BARE
    text, reading = state.note("doubted"), state.note("doubted_reading")
    last = state.before.last if state.before is not None else None
    before = replace(state, last=last)
    if not choices_in(said.text, knowledge.now) and _is_danger(said, state.asked):
        text, reading = f"{text}。{said.text}", reading + said.reading
        sure = replace(before, notes=(*state.notes, (TOLD, "1")))
        return understand(text, reading, before, knowledge), sure
    if not is_bare:
        text, reading = f"{text}。{said.text}", reading + said.reading
    return understand(text, reading, before, knowledge), before


def _is_danger(said: Understanding, asked: str) -> bool:
    told = told_of(said.text)
    if asked == "danger_hurt":
        return tells_of_harm(told) or (_HURT.search(told) is not None)
    if has_ended(said.text) or said.polarity < 0 or is_displeased(said.text):
        return False
    return _STILL.search(told) is not None or said.intent not in BUSINESS
