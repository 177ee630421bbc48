"""Applicants for work: what the manual lets be said, and what it wants asked."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.tasks import form
from agent.tasks.answer_question import say_answer
from agent.tasks.entry_fits import asks_for_work
from agent.tasks.find_answer import look_up
from agent.tasks.take_message import add_to_message
from agent.turn import Task, Turn

_OF_PUPILS = re.compile(
    r"(?:生徒|塾生|会員|受講生|参加者|入居者|出店者|加盟店|モニター)さ?ん?(?:様)?の?募集"
)
"""Whom a client recruits to be its clients."""
_APPLIES = re.compile(
    r"応募(?!者)|履歴書|雇って|働(?:かせ|きた|ける)|(?:求人|募集|広告|チラシ)[^、。]{0,6}(?:見て|見た|見まし|拝見)"
)
_OF_OTHERS = re.compile(
    r"掲載|広告|媒体|ご案内|ご提案|弊社|当社|ご担当者|"
    r"(?:辞め|やめ|退職し|休ん)[^、。]{0,4}(?:人|方|社員|者)|"
    r"(?:パート|バイト|アルバイト|社員|従業員|スタッフ)(?:さん)?の(?:人|方|子|分|給|有給|保険|源泉|年末|応対|対応|態度)|"
    r"(?:採用|就職|応募|求人|面接|バイト)[^、。]{0,4}(?:じゃ|では)な"
)
"""What firms offer, what is asked about people who work elsewhere, and what is denied."""


def applies(text: str) -> bool:
    """An applicant speaks, not one who offers to find some, nor of somebody else's work."""
    if not asks_for_work(text) or _OF_PUPILS.search(text):
        return False
    return _APPLIES.search(text) is not None or _OF_OTHERS.search(text) is None


def go_on(turn: Turn) -> bool:
    """Tell what may be told; take name and number for whoever deals with applications."""
    rule = turn.knowledge.manual.rules.job_application
    turn.drop("give_email")  # どこに送れば: told below
    if not rule.accepted:
        turn.drop("job_application")
        if rule.say and turn.note("job_told") != "1":
            turn.remember("job_told", "1")
            turn.say("refuse", "job_application_own", Fact("answer", rule.say, "manual"))
        else:
            turn.say("refuse", "job_application")
        return False
    if turn.note("job_told") != "1":
        turn.remember("job_told", "1")
        _tell(turn)
    elif form.text_asks(turn) and not turn.note("answer_now") and turn.note("promised") == "1":
        _meet_question(turn)
    if not _has_interview(turn) and form.ask_next(turn, rule.ask):
        return True
    turn.assign(rule.department)
    turn.remember("promise_as", "job")
    turn.remember("plan", "callback")
    turn.drop("job_application")
    turn.push("call_back")
    return False


_INTERVIEW = re.compile(
    r"面接(?:に|を|の|、|が)?[^。]{0,30}(?:遅れ|遅刻|間に合|行けな|伺えな)|"
    r"面接(?:に|を|の)?[^。]{0,8}(?:予定|約束|伺|行く|受ける|お願いして|変え|変更|ずら)|"
    r"面接の(?:日|時間|場所|件)"
)


def _has_interview(turn: Turn) -> bool:
    """今日面接に伺う予定の者なんですが: what work it is for is known."""
    return any(map(_INTERVIEW.search, (*turn.state.heard[::2], turn.said.text)))


def _tell(turn: Turn) -> None:
    rule = turn.knowledge.manual.rules.job_application
    if _has_interview(turn):
        turn.say("inform", "job_taken")
        return
    if rule.say:
        turn.say("inform", "answer", Fact("answer", rule.say, "manual"))
        if rule.email is not None and rule.email not in rule.say:
            turn.say("inform", "job_email", Fact("email", rule.email, "manual"))
        return
    is_answered = say_answer(turn)
    if rule.email is not None:
        turn.say("inform", "job_email", Fact("email", rule.email, "manual"))
    elif not is_answered:
        turn.say("inform", "job_taken")


_WHERE_TO = re.compile(
    r"(?:どこ|どちら)[^。]{0,6}(?:送|出|持)|宛|あて先|送り先|送付先|メール|アドレス"
)


def _meet_question(turn: Turn) -> None:
    """Asked of the work, once all was told: where to write to, else whoever employs is asked."""
    rule = turn.knowledge.manual.rules.job_application
    turn.drop("give_email")
    if rule.email is not None and _WHERE_TO.search(turn.said.text):
        turn.say("inform", "job_email", Fact("email", rule.email, "manual"))
    else:
        turn.assign(rule.department)
        turn.say("inform", "will_ask", turn.target_name())


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "job_application", turn.said.text, 0.9))
    add_to_message(turn)
    if not turn.state.value("target_maybe"):
        turn.forget("target_maybe")  # どこに送れば names nobody
    if not look_up(turn):
        turn.drop("answer_question")


def _hears(turn: Turn) -> bool:
    """「履歴書だけでも、お送りしちゃだめでしょうか」, however near an answer of the manual lies."""
    return turn.value("kind") in ("", "job_application") and applies(turn.said.text)


TASK = Task("job_application", ("job_application",), go_on, opened=_opened, hears=_hears)
