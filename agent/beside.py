"""A question said beside something else is answered too.

「090-0012-3456です。駐車場ってあります？」 is an answer and a question; decided as one turn, one
of the two gets lost. So what is asked after something else is taken out of the turn, what is left
is decided first, and the question then, as if it had been said into the first words of the answer.
The two decisions make one: all that is told, and one question at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent import policy
from agent.events import Act, AgentDecided, Decision, Understanding
from agent.patience import keep_aside
from agent.questions import QUESTIONS
from agent.state import DialogueState, advance, merge_slots
from agent.turn import Turn
from agent.understanding import understand
from agent.utterance import Utterance
from knowledge import Knowledge
from speech.endpointing import Expect

MOST = 2
"""Questions answered beside the rest; what is asked more stays in the turn."""
LEAST_CHARS = 4
"""What is left of a turn must say something: えっと、あの does not."""
_STOPS = "。?？!！"
_MARKS = "、" + _STOPS
_CLAUSE = re.compile(rf"[^{_MARKS}]*[{_MARKS}]|[^{_MARKS}]+$")
_ALSO = re.compile(r"^(?:あと|それと|それから|ちなみに|ところで|で、)")
_ASKS = re.compile(
    r"(?:か|かね|かな|かしら|っけ|のかい?|[るたいんな]の)(?:ねえ?|なあ?)?$|(?:です|ます|ません|でしょう)(?:よね|かね)$"
)
_REQUESTS = re.compile(
    r"(?:(?:いただけ|もらえ|頂け|くれ|ください|下さい|お願いでき|願え|聞こえ)|(?<!も)(?:よろし|いい|大丈夫|結構))"
    r"(?:ます|ません|です|る|ない|でしょう)*か(?:ねえ?|しら|な)?$|お願いでき(?:ます|る)$"
)
"""A wish put as a question: it is what the turn is for."""
_WOULD_COME = re.compile(
    r"(?:[0-9一二三四五六七八九十][日時]|時半|曜日?|明日|明後日|あさって|今日|来週|今週|午前|午後|朝|夕方|夜)"
    r"(?:[^。]{0,14}(?:空い|空き|取れ|入れ|行け|伺え|頼め|お願い|予約|持ってけ|でき)[^。]{0,6}か[いえね]?|[^。]{0,4}は)$"
)
"""「火曜の6時以降って空いてますか」「12月1日の夕方は？」: when somebody would come."""
_SURELY = re.compile(r"(?<=[すん])(?:よね|かね)(?:え|ー)?[。?？]?$")
_SURELY_SOUNDS = re.compile(r"(?:ヨネ|カネ)[エー]?$")
_NO_QUESTION = re.compile(
    r"どうなって|どういうこと|どういうつもり|どうしてくれ|どうすん|どうしたらいい|どうすれば|何とかなり|なんとかなり|違いました|"
    r"本当です|ほんとです|(?:そう|なん)(?:なん)?です(?:か|よね)|言い?ましたよね|言ったよね"
)
"""Anger, fear, pressing and surprise belong to what is told."""
_LONGEST_ECHO = 10
"""Characters of 「4時ですか」, which asks nothing that was not just said."""
_ASKING_WORD = re.compile(r"何|なん|いつ|いくら|どこ|どれ|どの|どう|誰|だれ|どなた|どちら")
_ANSWERS = re.compile(r"(?:\d[^\d]{0,2}){6}|(?:です|ます|よ|わ|ね)[。、 ]*$")
"""What stands after a question and answers ours: a number, 松永です."""
_TAKES_ANYTHING = frozenset(
    ("detail", "message", "inquiry", "complaint", "emergency", "order_items", "purpose")
)
"""Questions whose answer may be anything: what is asked beside it is no answer to them."""
_WISH = re.compile(r"たい|ほし|欲し|もらえ|いただけ|いただき|ください|下さい|願い|願え|頼")
_LITTLE = re.compile(
    r"えっ?ー?と|ええと|あのう?ー?|すみません(?:が|けど)?|すいません|あ|え|うん|もしもし|そうなんですね?|"
    r"なるほど|[、。?？!！ ]"
)
_NOT_HEARD = frozenset(("apologise.not_heard", "repeat.again", "close.not_understood"))
_PUT = ("ask", "confirm", "offer")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a turn: its words and how they sounded."""

    text: str
    reading: str


def parts(said: Utterance, asked: str) -> tuple[Part, tuple[Part, ...]]:
    """A turn without the questions beside it, and these; `asked` is the open question's topic."""
    sentences = list(_sentences(said))
    is_open = asked in ("", "purpose")
    own: list[Part] = []
    beside: list[Part] = []
    for at, sentence in enumerate(sentences):
        is_first = not any(_wishes(each.text) if is_open else _tells(each.text) for each in own)
        rest = "".join(each.text for each in sentences[at + 1 :])
        leads = not is_open and not beside and _ANSWERS.search(rest) is not None
        if len(beside) < MOST and _asks(sentence.text) and (leads or not is_first):
            beside.append(sentence)
        else:
            own.append(sentence)
    if not beside or not any(_tells(each.text) for each in own):
        return Part(said.text, said.reading), ()
    return _joined_parts(own), tuple(_plainly(each) for each in beside)


def answered_beside(
    said: Understanding | None,
    first: Decision,
    questions: tuple[Part, ...],
    state: DialogueState,
    knowledge: Knowledge,
) -> tuple[Understanding | None, Decision]:
    """`first`, decided on `said`, joined with what the questions beside it are answered."""
    for question in questions:
        if first.escalate or (first.expect is Expect.NOTHING and not first.ends_call):
            first = _noted(first, question, state, knowledge)
            continue
        before = state if first.ends_call else advance(state, AgentDecided(0, _heard(first)))
        asked = understand(question.text, question.reading, before, knowledge)
        said = _meant_too(said, asked)
        second = policy.answer(before, asked, knowledge)
        if not _is_understood(second):
            second = _looked_into(Turn(before, asked, knowledge))
        if first.ends_call:  # what was told before the goodbye is known all the same
            first = replace(second, slots=merge_slots(first.slots, second.slots))
        else:
            first = _joined(first, second, state)
    return said, first


def stays_whole(state: DialogueState) -> bool:
    """Nothing is taken out of what is said in an emergency, while a person is rung, or by one who
    sells: all of it is met there."""
    is_ringing = bool(state.escalated) and state.expect is Expect.NOTHING
    is_refused = state.value("kind") in ("sales", "nuisance")
    return state.asked == "emergency" or is_ringing or is_refused


def whole(said: Utterance) -> tuple[Part, tuple[Part, ...]]:
    """A turn in one piece."""
    return Part(said.text, said.reading), ()


def _noted(first: Decision, question: Part, state: DialogueState, knowledge: Knowledge) -> Decision:
    """`first`, by which a person is called, with the question kept for that person."""
    before = advance(state, AgentDecided(0, first))
    turn = Turn(before, Understanding("faq", (), 1.0, question.text, question.reading), knowledge)
    keep_aside(turn)
    return replace(first, slots=merge_slots(first.slots, turn.decision().slots))


def _meant_too(said: Understanding | None, asked: Understanding) -> Understanding | None:
    """The turn meant what is asked beside it, too, and that alone where the rest says nothing."""
    if said is None or asked.intent in (said.intent, *said.also, "other"):
        return said
    if said.intent == "other":
        return replace(said, intent=asked.intent, confidence=asked.confidence)
    return replace(said, also=(*said.also, asked.intent))


def _looked_into(turn: Turn) -> Decision:
    """Nobody here knows: it is passed on with the matter of the call."""
    keep_aside(turn)
    turn.say("inform", "will_ask", turn.target_name())
    turn.question = QUESTIONS.get(turn.state.asked)
    return turn.decision()


def _heard(first: Decision) -> Decision:
    """`first` as the question beside it is to be read against."""
    if first.asked not in _TAKES_ANYTHING:
        return first
    return replace(first, asked="anything_else", expect=Expect.OPEN)


def _sentences(said: Utterance) -> Iterator[Part]:
    """Cut after 。 and ？, and before 、あと … that begins something else."""
    clauses = _clauses(said)
    part: list[Part] = []
    for at, clause in enumerate(clauses):
        end = next((i for i, c in enumerate(clauses) if i >= at and c.text[-1] in _STOPS), at)
        if part and _ALSO.match(clause.text) and _asks(_joined_parts(clauses[at : end + 1]).text):
            yield _joined_parts(part)
            part = []
        part.append(clause)
        if clause.text[-1] in _STOPS:
            yield _joined_parts(part)
            part = []
    if part:
        yield _joined_parts(part)


def _clauses(said: Utterance) -> list[Part]:
    """What stands between marks, with the mark; the whole where words and text do not agree."""
    texts = _CLAUSE.findall(said.text)
    readings = [""]
    for word in said.words:
        readings[-1] += word.reading
        if word.text[-1:] in _MARKS:
            readings.append("")
    readings = readings if readings[-1] else readings[:-1]
    if len(texts) != len(readings):
        return [Part(said.text, said.reading)] if said.text else []
    return [Part(text, reading) for text, reading in zip(texts, readings, strict=True)]


def _joined_parts(some: list[Part]) -> Part:
    return Part("".join(p.text for p in some), "".join(p.reading for p in some))


def _plainly(part: Part) -> Part:
    """「かかりませんよね」 asks whether it costs something; か says so plainly."""
    text = _SURELY.sub("か", part.text)
    return Part(text, _SURELY_SOUNDS.sub("カ", part.reading)) if text != part.text else part


def _asks(text: str) -> bool:
    bare = text.rstrip("、。?？!！ ")
    if _REQUESTS.search(bare) or _NO_QUESTION.search(bare) or _is_echo(bare):
        return False
    if _WOULD_COME.search(bare):
        return False
    return text.rstrip(" ").endswith(("?", "？")) or _ASKS.search(bare) is not None


_BARE_ECHO = re.compile(r"^[^はがもってのかね、]{1,5}$")
"""「設備? 」: what we said, and not understood; 代車は? asks."""


def _is_echo(text: str) -> bool:
    if _BARE_ECHO.search(text) and not _ASKING_WORD.search(text):
        return True
    return len(text) <= _LONGEST_ECHO and text.endswith("ですか") and not _ASKING_WORD.search(text)


def _wishes(text: str) -> bool:
    """At a call's beginning, what is only told leads up to the question."""
    return _WISH.search(text) is not None or _asks(text)


def _tells(text: str) -> bool:
    return len(_LITTLE.sub("", text)) >= LEAST_CHARS or _is_yes_or_no(text)


def _is_yes_or_no(text: str) -> bool:
    return text.strip("、。 ") in ("はい", "ええ", "いえ", "いいえ", "違います", "そうです")


def _is_understood(second: Decision) -> bool:
    entries = {f"{act.kind}.{act.topic}" for act in second.acts}
    return bool(entries) and not (entries & _NOT_HEARD) and not second.ends_call


def _joined(first: Decision, second: Decision, state: DialogueState) -> Decision:
    """Both in one: what is told by the first and by the second, and one question."""
    told, put = _told_and_put(first)
    more, put_next = _told_and_put(second)
    is_same = second.asked in (first.asked, _heard(first).asked)
    is_same &= not (second.asked == "when" and put_next)  # the later day counts
    last = first if is_same and put else second
    notes = dict(first.notes) | dict(second.notes)
    put_once = f"put:{first.asked}"
    if put_once in notes:  # a question that was not put, or once only, is counted so
        notes[put_once] = dict(last.notes).get(put_once, state.note(put_once, "0"))
    if last is first:
        notes |= {name: value for name, value in first.notes if name in _OF_DETAILS}
    return replace(
        second,
        acts=(
            *told,
            *(act for act in more if act not in told),
            *(put if last is first else put_next),
        ),
        slots=merge_slots(first.slots, second.slots),
        notes=tuple(notes.items()),
        asked=last.asked,
        expect=last.expect,
        interruptible=first.interruptible and second.interruptible,
        change=second.change or first.change,
    )


_OF_DETAILS = frozenset(("detail", "when_for"))


def _told_and_put(decision: Decision) -> tuple[tuple[Act, ...], tuple[Act, ...]]:
    """What is told, and the question at the end, where there is one."""
    acts = tuple(act for act in decision.acts if act.kind != "close")
    is_put = bool(acts) and decision.asked and acts[-1].kind in _PUT
    return (acts[:-1], acts[-1:]) if is_put else (acts, ())
