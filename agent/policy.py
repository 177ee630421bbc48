"""What the agent does next: form filling with mixed initiative over a stack of tasks. Pure.

A turn is taken in this order: what was learned is kept; a request to repeat is served; the open
question gets its answer; new wishes begin their tasks on top of the stack; and then the task on
top says what comes next, until one of them waits for the caller. What was not understood is
asked again once in other words, then another way is taken: no question is asked forever.
"""

from __future__ import annotations

from dataclasses import replace

from agent.asking import asks
from agent.call_words import BY_MAIL
from agent.doubted import ASKED as DANGER_ASKED
from agent.doubted import DOUBTED, ask_once, resolved
from agent.events import Act, Decision, Understanding
from agent.learning import keep_what_was_said
from agent.notices import as_notice, without_our_name
from agent.open_matters import (
    adds_to_answer,
    answers_beside,
    completes_answer,
    is_rather_asked,
    tells_beside_name,
    took_as_inquiry,
)
from agent.patience import (
    do_without,
    give_up,
    met_cry,
    muses,
    not_understood,
    note_down,
    walks_away,
)
from agent.questions import NO_KEYS, QUESTIONS, YES_KEYS
from agent.ringing import rings_still, speaks_while_ringing
from agent.state import DialogueState
from agent.switches import settled
from agent.taken_anew import dropped, taken_anew
from agent.tasks import TASKS
from agent.tasks.answer_question import tells_again
from agent.tasks.call_back import call_back_there, calls_again, gives_number, read_keys
from agent.tasks.foreign_language import converse, leave_english, speaks_english
from agent.tasks.give_email import reads_address
from agent.tasks.hear_complaint import goes_on_complaining
from agent.tasks.pick_up import pick_up
from agent.tasks.put_right import put_right
from agent.tasks.refuse_private import pries
from agent.tasks.reserve import take_corrections
from agent.tasks.take_message import reads_back
from agent.turn import STACK, Turn
from agent.wishes import names_someone, wishes
from knowledge import Knowledge
from speech.endpointing import Expect

MAX_STEPS = 12
"""Tasks that may follow one another within a turn."""
MAX_REPEATS = 3
"""Times the same turn is said again on request; then it counts as not understood."""


def open_call(state: DialogueState, knowledge: Knowledge) -> Decision:
    """Pick up the telephone."""
    turn = Turn(state, None, knowledge)
    pick_up(turn)
    return turn.decision()


def answer(state: DialogueState, said: Understanding, knowledge: Knowledge) -> Decision:
    """What to do about one turn of the caller's."""
    if state.asked in DANGER_ASKED:
        said, state = resolved(said, state, knowledge)
    anew = taken_anew(said, state, knowledge)
    if anew is not None:
        return dropped(answer(anew[1], anew[0], knowledge), state)
    said = settled(without_our_name(said, state, knowledge), state, knowledge)
    if said.intent == DOUBTED:
        return ask_once(said, state, knowledge)
    return _answered(Turn(state, as_notice(said, state, knowledge), knowledge))


def _answered(turn: Turn) -> Decision:
    state = turn.state
    if state.ended:
        turn.ends = True
        return turn.decision()
    turn.remember("silences", "0")
    if _held_in_english(turn):
        return turn.decision()
    learned = keep_what_was_said(turn)
    if any(act.topic == "own_email" for act in turn.acts) and asks(turn.said.text):
        _ask_again(turn)
        return turn.decision()
    if speaks_while_ringing(turn, has_told=learned, carry_on=_carry_on):
        return turn.decision()
    if _asked_to_wait(turn) or _repeated(turn) or _walked_away(turn) or _put_right(turn):
        return turn.decision()
    is_leaving = calls_again(turn) and state.asked != "anything_else"  # there it is an answer
    is_beside = pries(turn) or muses(turn) or is_leaving or _wants_again(turn) or _asks_back(turn)
    turn.answered = not is_beside and _read_answer(turn)
    opened = completes_answer(turn) or is_rather_asked(turn) or _open_tasks(turn)
    opened = opened or _wants_somebody(turn) or adds_to_answer(turn)
    corrected = not opened and take_corrections(turn)
    opened = opened or (not corrected and answers_beside(turn))
    if learned and not (turn.answered or opened or corrected):
        tells_beside_name(turn)
    if not (turn.answered or opened or learned or corrected or _went_on(turn)):
        not_understood(turn, _ask_again, _carry_on)
        return turn.decision()
    _reset_tries(turn)
    if not turn.meant("human_operator", "emergency"):
        do_without(turn)
    if turn.question is None:
        _carry_on(turn)
    return turn.decision()


def _held_in_english(turn: Turn) -> bool:
    """An English turn is answered in English; Japanese ends that."""
    if not speaks_english(turn):
        leave_english(turn)
        return False
    converse(turn)
    _carry_on(turn)
    return True


def _walked_away(turn: Turn) -> bool:
    if not walks_away(turn):
        return False
    _leave(turn)
    turn.remember("closing", "done")
    _carry_on(turn)
    return True


def _put_right(turn: Turn) -> bool:
    if turn.value("kind") == "staff_call" or not put_right(turn):
        return False
    _carry_on(turn)
    return True


def _asks_back(turn: Turn) -> bool:
    """A question of the caller's is no yes or no to ours."""
    question = QUESTIONS.get(turn.state.asked)
    is_answer = BY_MAIL.search(turn.said.text) is not None  # メールでご連絡いただけますか
    is_asked = turn.said.intent == "faq" and not is_answer
    return is_asked and question is not None and question.kind == "offer"


def _went_on(turn: Turn) -> bool:
    """The caller neither answered nor asked, but told something, or insists."""
    insists = turn.stack[-1:] in (("screen_sales",), ("wrong_number",))
    told = goes_on_complaining(turn) or took_as_inquiry(turn)
    return insists or told or (bool(turn.stack) and gives_number(turn)) or note_down(turn)


def silence(state: DialogueState, knowledge: Knowledge) -> Decision:
    """The caller said nothing: ask once more, then another way, then close politely."""
    turn = Turn(state, None, knowledge)
    if state.ended:
        turn.ends = True
        return turn.decision()
    times = turn.add_one("silences")
    if rings_still(turn, _carry_on):
        return turn.decision()
    if state.asked == "anything_else" and turn.note("promised") == "1":
        turn.remember("closing", "done")
        _carry_on(turn)
    elif times != 2 and met_cry(turn, _carry_on):
        pass
    elif times == 1:
        turn.say("apologise", "silence")
        _ask_again(turn)
    elif times == 2:
        _offer_other_way(turn)
    elif times == 3 and state.expect is Expect.YES_NO and give_up(turn, _carry_on):
        pass  # neither a word nor a key: on without an answer
    else:
        turn.say("close", "silence")
        turn.ends = True
        turn.interruptible = False
    return turn.decision()


def _offer_other_way(turn: Turn) -> None:
    """Nothing is heard for the second time: the keypad, and time to press it; else without."""
    expect = turn.state.expect
    if expect is Expect.YES_NO:
        turn.say("instruct", "silence_keys")
        _ask_again(turn)
    elif turn.state.asked in ("", "purpose") and turn.note("register") != "english":
        turn.ask("purpose", entry="silence_ways", kind="instruct")
    else:
        if expect is not Expect.PHONE_NUMBER:  # there the keypad is asked for by itself
            turn.say("instruct", "silence")
        if not give_up(turn, _carry_on):
            _ask_again(turn)


def keys(state: DialogueState, digits: str, knowledge: Knowledge) -> Decision:
    """Keys pressed: a number where one was asked, 1 and 2 as yes and no, 0 for a person."""
    said = Understanding("other", (), 1.0, digits)
    question = QUESTIONS.get(state.asked)
    turn = Turn(state, said, knowledge)
    if not state.ended and read_keys(turn, digits):
        turn.remember("silences", "0")
        if not turn.stack and state.asked in ("", "purpose"):
            call_back_there(turn)
        _carry_on(turn)
        return turn.decision()
    first = digits[:1]
    if question is not None and question.kind != "open" and first in YES_KEYS | NO_KEYS:
        sign = 1.0 if first in YES_KEYS else -1.0
        said = replace(said, intent="yes" if sign > 0 else "no", polarity=sign, text="")
    elif digits == "0":
        said = replace(said, intent="human_operator", text="")
    return answer(state, said, knowledge)


def broken(state: DialogueState, knowledge: Knowledge) -> Decision:
    """A stage broke: the recovery sentence is said, and the open question stays open."""
    turn = Turn(state, None, knowledge)
    if state.ended:
        turn.ends = True
    elif turn.add_one("broken") > 2:
        turn.say("close", "broken")
        turn.ends = True
    else:
        turn.say("apologise", "broken")
        turn.question = QUESTIONS.get(state.asked)
    return turn.decision()


# -- repairs -----------------------------------------------------------------------------------


def _asked_to_wait(turn: Turn) -> bool:
    """ちょっと待ってください: wait, with the question still open."""
    if turn.said.intent != "wait" or turn.said.slots:
        turn.remember("waited", turn.note("waited") and ("1" if turn.is_yes else ""))
        return False
    turn.remember("waited", "1")
    turn.say("backchannel", "take_your_time")
    turn.question = QUESTIONS.get(turn.state.asked)
    return True


def _wants_again(turn: Turn) -> bool:
    """もう一度; 「もう一度。ケー、ユー、…ですね」 reads back instead."""
    is_read = turn.state.asked == "email_readback" and reads_address(turn)
    return turn.said.intent == "repeat_request" and not is_read


def _repeated(turn: Turn) -> bool:
    """もう一度: the last turn again, in its next wording."""
    last = turn.state.last
    is_wish = _wants_again(turn) and not reads_back(turn)
    if not is_wish or last is None or turn.said.slots:
        turn.remember("repeats", "0")
        return False
    if turn.add_one("repeats") > MAX_REPEATS:
        return False
    if any(i in TASKS_BY_INTENT for i in turn.said.also if i != "greeting"):
        return False
    if tells_again(turn):
        _carry_on(turn)
        return True
    turn.say("repeat", "again")
    for act in last.acts:
        if act.kind not in ("greet", "repeat", "backchannel") or len(last.acts) == 1:
            turn.say(act.kind, act.topic, *act.facts)
    turn.question = QUESTIONS.get(turn.state.asked)
    return True


# -- answers and wishes ------------------------------------------------------------------------


def _read_answer(turn: Turn) -> bool:
    asked = turn.state.asked
    if turn.said.intent == "goodbye" and asked.startswith("offer_"):
        return False  # はい、失礼します is no yes to an offer
    for task in TASKS.values():
        reader = task.answers.get(asked)
        if reader is not None:
            return reader(turn)
    return False


TASKS_BY_INTENT = {intent: task for task in TASKS.values() for intent in task.opens_on}


def _open_tasks(turn: Turn) -> bool:
    """Begin what was asked for; the most important ends on top of the stack."""
    wanted = wishes(turn, TASKS_BY_INTENT)
    tasks = [
        task
        for task in reversed(TASKS.values())
        if any(i in task.opens_on for i in wanted) or task.hears(turn)
    ]
    names = {t.name for t in tasks}
    for task in tasks:
        if task.name == "close_call" or (task.name == "small_talk" and len(names) > 1):
            continue
        if not (task.name == "call_back" and "reach_person" in names):
            turn.push(task.name)
        task.opened(turn)
        turn.remember("closing", turn.note("closing") and "asked")
    if names == {"close_call"} and (turn.is_no or not turn.answered):
        _leave(turn)
    return bool(tasks)


def _wants_somebody(turn: Turn) -> bool:
    """A name of ours said while nothing is under way is a wish for that person."""
    if turn.stack or not names_someone(turn) or turn.note("promised") == "1":
        return False
    if turn.value("kind") in ("sales", "nuisance", "wrong_number"):
        return False
    turn.push("reach_person")
    return True


def _leave(turn: Turn) -> None:
    """The caller says goodbye in the middle: pass on that she called, and let her go."""
    was_open = turn.stack and turn.note("promised") != "1" and turn.note("plan") != "none"
    was_open = was_open and turn.value("kind") not in ("sales", "nuisance")
    turn.remember(STACK, "")
    known = ("caller_name", "message", "target", "target_department", "callback_number")
    if was_open and any(turn.value(name) for name in known):
        kept = "complaint_kept" if turn.value("kind") == "complaint" else "promise_notify"
        turn.say("inform", kept, turn.target_name())
        turn.remember("promised", "1")
        turn.remember("plan", "notify")


# -- going on ----------------------------------------------------------------------------------


def _carry_on(turn: Turn) -> None:
    """Let tasks speak until one of them waits."""
    is_new = not turn.stack and not turn.acts and turn.note("promised") != "1"
    is_leaving = turn.meant("goodbye") or turn.note("closing") == "done"
    if is_new and turn.state.asked in ("", "purpose") and not is_leaving:
        _welcome(turn)
        return
    for _ in range(MAX_STEPS):
        stack = turn.stack
        task = TASKS[stack[-1]] if stack else TASKS["close_call"]
        if task.go_on(turn):
            return


def _welcome(turn: Turn) -> None:
    """The caller has said who is calling and no more."""
    if turn.value("caller_name") and turn.note("greeted") != turn.value("caller_name"):
        turn.remember("greeted", turn.value("caller_name"))
        turn.say("greet", "caller", turn.caller_fact())
    turn.ask("purpose")


def _ask_again(turn: Turn) -> None:
    """The open question once more; its script gives other words."""
    last = turn.state.last
    question = QUESTIONS.get(turn.state.asked)
    if last is None or question is None:
        turn.ask("purpose")
        return
    act = _question_act(last, question.topic)
    turn.question = question
    if act is not None:
        turn.say(act.kind, act.topic, *act.facts)


def _question_act(decision: Decision, topic: str) -> Act | None:
    """The act that put the open question: the last of its turn."""
    acts = [a for a in decision.acts if a.kind in ("ask", "confirm", "offer", "inform", "close")]
    if topic in ("purpose", "anything_else"):
        return Act("ask", topic)
    return acts[-1] if acts else None


def _reset_tries(turn: Turn) -> None:
    if turn.answered and turn.state.asked:
        turn.remember(f"tries:{turn.state.asked}", "0")
        turn.remember(f"put:{turn.state.asked}", "0")
