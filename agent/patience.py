"""What is done when a caller was not understood: other words once, then another way, then a person.

No question is asked forever. Giving a question up has its own next step, so that a caller who
cannot or will not answer still leaves with the next step settled.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.asking import asks
from agent.events import Slot
from agent.matter import matter_of
from agent.questions import QUESTIONS
from agent.tasks import TASKS
from agent.tasks.emergency import call_person, ends
from agent.tasks.refuse_private import ordered_machine
from agent.tasks.take_message import add_to_message
from agent.turn import Turn

MAX_FAILURES = 6
"""Turns not understood in one call before a person, or the end, comes."""
MAX_MUSINGS = 2
MAX_PUT = 4
"""Times a question is put while the caller speaks of other things."""
_MUSING = re.compile(
    r"^(?:あー|ああ|え[えー]|はあ|へえ|うーん|えー?っ?と(?:ですね|ね)?|"
    r"そう(?:です|なん)?か?ー?ね?|なるほど|[、。 ])+$"
)
"""The caller thinks aloud: nothing was misheard, the question simply stands."""
_SCREAM = re.compile(
    r"^[\W_]*(?:[うぅあぁおぉえぇいぃわぎきゃんー〜～ウォワギャアオエキ]|っ|ッ|ゃ|ャ)+[！!？?…。、\W_]*$"
)
_LOUD = re.compile(r"[！!]|(.)\1{3}")
_INQUIRY = re.compile(
    r"の件|について|たい|ほしい|欲しい|んです|のですが|もらえ|いただけ|ください|困って|"
    r"(?:です|ます|ません|でしょう)か"
)
"""What a matter sounds like when nothing else is recognised in it."""
_ENOUGH = re.compile(
    r"^(?:はい|いえ|いや|あ|ああ|(?:結構|けっこう|いい)です)?[、。 ]*"
    r"(?:じゃあ?|では|ほな|なら|それなら|もう|そしたら)[、 ]*"
    r"(?:もう)?(?:いい|ええ|結構|大丈夫|けっこう)"
    r"(?:です|や|よ|わ|で|から|ですから|ですよ)?[。！!、 ]*$"
)
_HANGS_UP = re.compile(
    r"(?:^|[、。 ])(?:もう)?(?:電話)?切(?:る(?:よ|わ|で|ね|から)|ります(?:ね|よ)?)[。！!、 ]*$"
)
_WRITES = re.compile(
    r"メール(?:を|で)?(?:し(?:とく|とき|てお[きく]|ます)|送(?:っと|って|り|る))\S{0,6}[。！!、 ]*$"
)
"""Who has the address writes herself: メールしとくから."""
LEAST_ASIDE = 5
"""Characters: 歯が痛くて."""
LEAST_STORY = 60
"""Characters from which a turn tells a story: the longest questions of the scenarios that stand
alone have 58."""
_WISH = re.compile(
    r"たい|ほし|欲し|もらえ|いただけ|いただき|(?<!聞いて)ください|くれ|困って|お願い|教え|どう|なに|何|いつ|いくら|[かの](?:[。、]|$)"
)
LEAST_MATTER = 8
"""Characters from which a turn can tell something that somebody should know of."""
MAX_NOTED = 1
"""Times something is noted down while the same question stays open; after that it counts as put."""
_NO_NOTES = frozenset(
    ("caller_number", "confirm_question", "confirm_target", "target", "which_person", "purpose")
)
_NOT_NOTED = frozenset(
    ("repeat_request", "wait", "goodbye", "greeting", "yes", "no", "thanks", "who_are_you")
)
Step = Callable[[Turn], None]


def only_tells(text: str) -> bool:
    """A long story in which nothing is asked or wished for: nothing is to be guessed of it."""
    is_long = len(text) >= LEAST_STORY
    return is_long and not asks(text) and _WISH.search(text) is None


def is_matter(text: str) -> bool:
    """The words tell or ask something."""
    is_said = _INQUIRY.search(text) is not None or asks(text)
    return len(text) >= LEAST_MATTER and is_said


def note_down(turn: Turn) -> bool:
    """Something told or asked beside the open question: it is kept, said to be, and the question
    put again in other words. True when there was something to keep."""
    asked = turn.state.asked
    if not turn.stack or asked in _NO_NOTES or not asked:
        return False
    if not (_tells(turn) or _tells_how_late(turn)):
        return False
    if turn.add_one(f"noted:{asked}") > MAX_NOTED or not keep_aside(turn):
        return False
    if asks(turn.said.text):
        turn.say("inform", "will_ask", turn.target_name())
    else:
        turn.say("backchannel", "noted")
    return True


_HOW_LATE = re.compile(r"[0-9]+分(?:ほど|くらい|ぐらい)?(?:です)?[。]?$")


def _tells_how_late(turn: Turn) -> bool:
    """20分くらいです, of a lateness that was told."""
    told = turn.value("message") + turn.value("aside")
    return "遅れ" in told and _HOW_LATE.search(turn.said.text) is not None


def note_while_waiting(turn: Turn) -> bool:
    """What is told while a person is rung is kept for that person."""
    if ends(turn):
        return True
    is_news = not turn.meant("human_operator") and not asks(turn.said.text)
    return is_news and _tells(turn) and keep_aside(turn)


def _tells(turn: Turn) -> bool:
    told = matter_of(turn.said.text, turn.value("caller_name"))
    return len(told) >= LEAST_ASIDE and turn.said.intent not in _NOT_NOTED


def keep_aside(turn: Turn) -> bool:
    """With the matter of the call; a call for somebody keeps it beside the message."""
    is_message = turn.note("plan") == "message" or "take_message" in turn.stack
    if (turn.value("kind") or turn.value("message")) and not is_message:
        return add_to_message(turn)
    told, known = matter_of(turn.said.text), turn.value("aside")
    if told in known:
        return False
    turn.learn(Slot("aside", f"{known}。{told}" if known else told, turn.said.reading, 0.7))
    return True


def muses(turn: Turn) -> bool:
    """そうですか, うーん: the caller thinks aloud."""
    question = QUESTIONS.get(turn.state.asked)
    if turn.is_yes and question and question.kind != "open":
        return False  # ええ, そうです: yes to a read-back or an offer
    return _MUSING.match(turn.said.text) is not None


def walks_away(turn: Turn) -> bool:
    """「じゃあいいです」「もういい」: the caller gives up; nothing more is asked."""
    question = QUESTIONS.get(turn.state.asked)
    has_address = turn.note("email") in ("given", "spelled")
    if _HANGS_UP.search(turn.said.text) or (has_address and _WRITES.search(turn.said.text)):
        return True
    is_yes = question is not None and question.kind == "confirm"
    return not is_yes and _ENOUGH.search(turn.said.text) is not None


def not_understood(turn: Turn, ask_again: Step, carry_on: Step) -> None:
    """A turn that answered nothing and asked for nothing."""
    question = QUESTIONS.get(turn.state.asked, QUESTIONS["purpose"])
    if muses(turn) and turn.add_one("musings") <= MAX_MUSINGS:
        ask_again(turn)
        return
    if _SCREAM.match(turn.said.text) and _LOUD.search(turn.said.text):
        _meet_scream(turn, carry_on)
        return
    failures = turn.add_one("failures")
    tries = turn.add_one(f"tries:{question.topic}")
    if failures > MAX_FAILURES:
        _last_resort(turn, carry_on)
        return
    if tries >= question.tries and give_up(turn, carry_on):
        return
    if turn.state.was_cut and tries == 1 and turn.state.last is not None:
        for act in turn.state.last.acts:
            turn.say(act.kind, act.topic, *act.facts)
        turn.question = question
        return
    if not (turn.is_yes and tries == 1):  # はい to an open question: it was heard well
        turn.say("apologise", "not_heard")
    ask_again(turn)


def met_cry(turn: Turn, carry_on: Step) -> bool:
    """After hours, on a line that takes emergencies: a cry, and then nothing. It is asked after,
    and somebody is called rather than the call closed."""
    knowledge = turn.knowledge
    is_duty = not knowledge.schedule.is_open(knowledge.now) and turn.operator("emergency")
    has_cried = turn.count("failures") and not (turn.stack or turn.state.slots)
    if not (is_duty and has_cried):
        return False
    if turn.add_one("screams") == 1:
        turn.ask("purpose", entry="scream")
        return True
    turn.learn(Slot("urgency", "emergency", "", 0.5))
    call_person(turn, "emergency")
    carry_on(turn)
    return True


def _meet_scream(turn: Turn, carry_on: Step) -> None:
    """No words at all: ask what is the matter, then let a person listen."""
    if turn.add_one("screams") == 1:
        turn.ask("purpose", entry="scream")
        return
    turn.remember("hand_over_why", "scream")
    _last_resort(turn, carry_on)


def give_up(turn: Turn, carry_on: Step) -> bool:
    """Take another way than the open question; False when there is none but to ask again."""
    asked = turn.state.asked or "purpose"
    if asked == "purpose":
        return _unclear(turn, carry_on)
    rule = next((t.without[asked] for t in TASKS.values() if asked in t.without), None)
    if rule is None:
        return False
    rule(turn)
    if turn.question is None:
        carry_on(turn)
    return True


def do_without(turn: Turn) -> None:
    """A question that was put again and again while other things were talked about is dropped."""
    asked = turn.state.asked
    rule = next((t.without[asked] for t in TASKS.values() if asked in t.without), None)
    if rule is not None and not turn.answered and turn.count(f"put:{asked}") >= MAX_PUT:
        turn.remember(f"put:{asked}", "0")
        rule(turn)


def _unclear(turn: Turn, carry_on: Step) -> bool:
    """What the caller wants was not found out: a person, else somebody calls back."""
    if is_matter(turn.said.text):
        add_to_message(turn)
        turn.push("answer_question")
        carry_on(turn)
        return True
    if turn.add_one("unclear") == 1 or not turn.said.text:
        return False
    _last_resort(turn, carry_on)
    return True


_NODS = re.compile(r"^(?:[ハカワサ]イ|ハーイ|エー|ウン|アー?|ハー|エット|モシモシ)*+$")


def _only_nods(turn: Turn) -> bool:
    """Nothing but はい, カイ or サイ in the whole call: there is nobody to hand over."""
    return all(_NODS.match(heard) for heard in (*turn.state.heard[1::2], turn.said.reading))


def _only_tries_machine(turn: Turn) -> bool:
    """Nothing but orders to a machine was made out: nobody is called for that."""
    known = ("target", "target_department", "callback_number", "kind")
    return ordered_machine(turn) and not any(turn.value(name) for name in known)


def _last_resort(turn: Turn, carry_on: Step) -> None:
    is_empty = _only_nods(turn) or _only_tries_machine(turn)
    if not is_empty and turn.note("operator_tried") != "1" and turn.note("promised") != "1":
        turn.remember("hand_over_why", turn.note("hand_over_why") or "not_understood")
        turn.push("hand_over")
        carry_on(turn)
        return
    turn.say("close", "not_understood")
    turn.ends = True
    turn.interruptible = False
