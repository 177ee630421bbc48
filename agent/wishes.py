"""Which of the things that a turn may mean begin something: no echoes, no wild second guesses.

The understanding says what a turn may mean; here that is weighed against where the call stands.
"""

from __future__ import annotations

import re
from collections.abc import Container

from agent.asking import asks
from agent.call_words import MACHINE
from agent.displeasure import is_displeased, is_reproach
from agent.meant_slots import NAMES
from agent.menu_wishes import is_wished
from agent.patience import only_tells
from agent.ruled_out import has_words
from agent.stated import EMAIL
from agent.tasks.call_back import calls_again
from agent.tasks.day_values import SETS
from agent.tasks.find_answer import look_up
from agent.tasks.rather_asked import as_questions
from agent.tasks.reason import tells_why
from agent.tasks.refuse_private import pries
from agent.tasks.screen_sales import denies
from agent.turn import SOMEBODY, Turn
from speech.reading.dates import when_in

_CONTENT = frozenset(("email_readback", "message", "complaint", "emergency", "order_items"))
"""Questions whose answer may hold anything: only what must not wait breaks in."""
_BESIDE_WHY = frozenset(("emergency", "complaint", "who_are_you", "sales_call", "nuisance"))
"""What is more than the reason of a call that was asked for."""
_OF_INQUIRIES = frozenset(("faq", "reach_person", "other_person", "request_callback", "goodbye"))
"""What an answer to どのようなご用件でしょうか may sound like without being more."""
_BREAKS_IN = frozenset(("emergency", "human_operator", "complaint", "who_are_you", "goodbye"))


def wishes(turn: Turn, known: Container[str]) -> list[str]:
    """The intents of this turn that begin a task; `known` are those any task opens on."""
    wanted = [i for i in _meant(turn) if i in known]
    is_edit = turn.state.asked == "confirm_order" and not asks(turn.said.text)
    if turn.answered and (turn.state.asked in _CONTENT or is_edit):
        wanted = [i for i in wanted if i in _BREAKS_IN]
    if turn.answered and turn.state.asked == "detail":
        kept = ("who_are_you", "human_operator")
        wanted = [i for i in wanted if i in kept or _would_come(turn, i)]
    if tells_why(turn):
        wanted = [i for i in wanted if i in _BESIDE_WHY]
    if turn.answered and turn.state.asked == "inquiry":
        wanted = [i for i in wanted if i not in _OF_INQUIRIES]
    return _without_echoes(turn, wanted)


def _meant(turn: Turn) -> list[str]:
    """The intents that count: a whole kind of call is not begun on a second guess alone."""
    also = [i for i in turn.said.also if i not in _NO_SECOND_GUESS or _shows(turn, i)]
    wanted = [turn.said.intent, *also]
    is_guess = turn.value("kind") == "complaint" and not look_up(turn)
    if not (is_guess or only_tells(turn.said.text)):
        wanted = as_questions(turn, wanted)
    if MACHINE.search(turn.said.text) and not is_displeased(turn.said.text):
        as_machine = ("complaint", "wrong_number", "nuisance", "other")
        wanted = ["who_are_you" if i in as_machine else i for i in wanted]
    elif is_reproach(turn.said.text):
        wanted = ["complaint"]
    if "ask_email" in wanted and _tells_own_address(turn):
        wanted.remove("ask_email")
    if pries(turn):
        return [i for i in wanted if i in _WHILE_PRESSING]
    if turn.stack and not (names_someone(turn) or any(turn.value(name) for name in SOMEBODY)):
        wanted = [i for i in wanted if i not in _ABOUT_SOMEBODY]
    return wanted


def _would_come(turn: Turn, intent: str) -> bool:
    """「合わせてもらいたいので、火曜の3時がいいの」: of what was asked, a visit is made."""
    is_visit = intent.startswith("reservation_") and intent == turn.said.intent
    is_asking = turn.value("kind") in ("", "inquiry") and "answer_question" in turn.stack
    is_set = SETS.search(turn.said.text) is not None and _shows(turn, intent)
    is_named = is_wished(turn.said.text, turn.knowledge)  # 内見したいです
    return is_visit and is_asking and (is_set or is_named)


_MINE = re.compile(r"(?:私|うち|こちら|当方|弊社|僕)の(?:メール)?アドレス|復唱")


def _tells_own_address(turn: Turn) -> bool:
    """An address that is nobody's here is the caller's own: told, not asked for."""
    own = "detail:メールアドレス"
    if turn.value(own) and (
        turn.value(own) != turn.state.value(own) or _MINE.search(turn.said.text)
    ):
        return True
    found = EMAIL.search(turn.said.text)
    ours = {staff.email.lower() for staff in turn.knowledge.manual.staff if staff.email}
    asked = turn.state.asked == "email_readback" or "教え" in turn.said.text
    return found is not None and not asked and found.group().lower() not in ours


_ASKS_NUMBER = re.compile(
    r"教え|携帯|直通|連絡先|自宅|個人|何番|知りた|聞|かけ|番号(?:だけ|を|は[？?]|って|でも)|合って|"
    r"LINE|ライン"
)
_KNOWS_NUMBER = re.compile(r"番号[はも]?[^、。]{0,6}(?:分か|わか|知って|ご?存[じ知])")
"""番号は分かると思います: she has it."""
_MATTERS = frozenset(
    ("reservation_new", "reservation_change", "reservation_cancel", "take_order", "complaint")
)
_NUMBERS = frozenset(("callback_number", "number_rest", "confirm_number", "use_caller_number"))
"""「やっぱり会社の方に、03-…」 changes a number, and no booking."""
_WHAT_ASKED = frozenset(("inquiry", "order_items", "detail", "when", "complaint", "message"))
_OF_COMPLAINTS = frozenset(("faq", "urgent", "ask_return_time", "reach_person"))
"""What an angry caller says that belongs to the complaint."""
_ELSEWHERE = re.compile(
    r"間違|まちが|(?:じゃ|では?)(?:な[いか]|ありません)(?:の|ん|です|か|でしょ|？|[?])"
)
"""「あれ、焼肉屋さんじゃないの」 is no answer to when."""
_WHILE_PRESSING = frozenset(
    ("ask_mobile", "ask_private", "human_operator", "call_again", "goodbye")
)
"""What else is meant right after a refusal, by one who insists."""
_ABOUT_SOMEBODY = frozenset(("reach_person", "ask_return_time", "ask_email", "other_person"))
"""What means nothing in the middle of something else while nobody was named."""


_NO_SECOND_GUESS = frozenset(
    (
        "call_again",
        "complaint",
        "sales_call",
        "human_operator",
        "goodbye",
        "reach_person",
        "job_application",
        "wrong_number",
        "staff_call",
        "nuisance",
        "take_order",
        "reservation_new",
        "reservation_change",
        "reservation_cancel",
    )
)


def _shows(turn: Turn, intent: str) -> bool:
    """A booking shows in a day to come, or in the word itself."""
    if intent == "reach_person":
        return names_someone(turn)
    if intent == "complaint":
        return is_displeased(turn.said.text)
    if intent == "call_again":
        return calls_again(turn)
    if intent == "sales_call":
        return turn.said.intent == "reach_person" or has_words(intent, turn.said.text)
    if intent == "human_operator":
        return not names_someone(turn)
    if intent == "goodbye":
        return has_words(intent, turn.said.text)
    if not intent.startswith("reservation_"):
        return False
    when = when_in(turn.said.text, turn.knowledge.now)
    is_ahead = when is not None and when.day is not None and when.day >= turn.knowledge.now.date()
    return is_ahead or "予約" in turn.said.text


def _without_echoes(turn: Turn, wanted: list[str]) -> list[str]:
    """Drop intents that only repeat what is under way, or that this kind of call does not get."""
    if turn.note("closing") == "done":
        return []
    if turn.value("kind") == "wrong_number" and turn.meant("wrong_number"):
        return ["wrong_number"]
    if turn.value("kind") in ("sales", "nuisance") and not denies(turn):
        return [i for i in wanted if i in _ALSO_FOR_SALES]
    return [i for i in wanted if not (_is_echo(turn, i, wanted) or _is_beside(turn, i))]


def _is_echo(turn: Turn, intent: str, wanted: list[str]) -> bool:
    """Said before, and under way."""
    told = turn.note("told")
    same = bool(told) and told in (turn.value("target"), turn.value("target_department"))
    match intent:
        case "reach_person":
            return (same and bool(turn.stack)) or (turn.answered and not names_someone(turn))
        case "urgent":
            return turn.note("tried") == "1"
        case "greeting":
            return len(wanted) > 1 or turn.answered or bool(turn.said.slots)
        case "decline_number":
            return gives_telephone(turn) or (turn.answered and turn.state.asked == "detail")
        case _:
            return intent.startswith("reservation_") and _goes_on_booking(turn, intent)


def _is_beside(turn: Turn, intent: str) -> bool:
    """A question that is not to be looked into as one: part of a complaint, or of asking for
    somebody."""
    text = turn.said.text
    if intent == "ask_mobile":
        return _ASKS_NUMBER.search(text) is None or _KNOWS_NUMBER.search(text) is not None
    if intent in _MATTERS and turn.state.asked in _NUMBERS and gives_telephone(turn):
        return "予約" not in text and "注文" not in text
    if intent == "wrong_number":
        return turn.state.asked in _WHAT_ASKED and not _ELSEWHERE.search(text)
    if turn.value("kind") == "complaint":
        is_of_it = intent in _OF_COMPLAINTS and not _names_ours(turn)
        if is_of_it and (intent != "faq" or turn.note("promised") != "1"):
            return True
    if intent != "faq":
        return False
    is_booking = turn.value("kind").startswith("reservation_")
    return bool(turn.value("target") or turn.answered or is_booking) and not look_up(turn)


_ALSO_FOR_SALES = frozenset(
    ("sales_call", "nuisance", "who_are_you", "confirm_company", "goodbye", "emergency")
)
"""What a salesperson may still ask; everything else is refused with the offer."""


_SAYS_KIND = {
    "reservation_cancel": r"キャンセル|取り消|取消|取りやめ|やめ",
    "reservation_change": r"変更|変え|ずら|遅らせ|早め|別の日",
    "reservation_new": r"新しく|別の予約|もう一件|追加",
}
"""What must be said to make another kind of booking out of one that is under way."""


def _goes_on_booking(turn: Turn, intent: str) -> bool:
    under_way = turn.value("kind").startswith("reservation_") and turn.note("promised") != "1"
    return under_way and re.search(_SAYS_KIND[intent], turn.said.text) is None


def _names_ours(turn: Turn) -> bool:
    """Somebody of ours is named, and known: 塾長さん alone is nobody yet."""
    return turn.said.gives(*NAMES)


def gives_telephone(turn: Turn) -> bool:
    """The turn holds a telephone number of the caller's."""
    return turn.said.gives("callback_number")


def names_someone(turn: Turn) -> bool:
    """The turn holds somebody of ours, or a department."""
    return turn.said.gives(*SOMEBODY)
