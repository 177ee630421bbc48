"""A message is taken in the caller's words and passed on; a call back is not forced on anybody."""

from __future__ import annotations

import re

from agent.asking import asks
from agent.events import Fact, Slot
from agent.matter import (
    content_of,
    declines_call,
    figures_of,
    holds_more,
    is_to_be_passed_on,
    matter_of,
    request_in,
    tells_matter,
    told_plainly,
)
from agent.tasks import form
from agent.turn import SOMEBODY, Task, Turn
from knowledge.reader import read
from knowledge.sound import heard_morae
from speech.reading.lead_ins import HESITATION, LEAD_IN, without_lead_in

READ_BACK_MORAE = 30
"""A longer message is acknowledged, not read back: with the promise around it (25 morae) the turn
would be more than a caller listens to."""
SHORTEST_MESSAGE = 12
"""Characters; a shorter yes is the caller agreeing to leave one."""
LONGEST_MESSAGE = 400
NOT_HEARD = "（内容は聞き取れず）"
_QUOTED = re.compile(
    rf"^(?:{LEAD_IN}|(?:その(?:とお|通)り|さよう|そう|結構)(?:です|でございます)か?[、。 ]*|"
    r"(?:それ)?では、?|(?:ご?伝言|お?言付け|お?言づけ|お?ことづけ)を?[^。、]{0,16}(?:お願い|頼)[^。]{0,12}。)*"
    r"(?P<message>.{4,}?)"
    r"(?:(?:(?<!こ)と|だって|って)(?:だけ|いうことを|いう旨を?)?[、 ]*(?:だけ)?"
    r"(?:お伝え|伝えて|伝えと|申し伝え|言っ|言伝|伝言)|"
    r"(?<=よう)に[、 ]*(?:お伝え|伝えて|言って)|"
    r"(?:こと|旨)(?:だけ)?を?[、 ]*(?:お伝え|伝えて|伝えと|言っ))"
)
_SO_TO_SAY = re.compile(r"(?<![ちじ]ゃ)(?<!思)って$|(?<=[ですまた][すた])と$")
"""11時に変わったって, 大丈夫ですと; なくなっちゃって is a word of its own."""
_TAIL = re.compile(rf"[、 ]*(?:{HESITATION}|あの|その|まあ)[、 ]*$")
_ONLY_CALLED = re.compile(r"^(?:お?電話(?:が)?(?:あった|した|をした)|かけた)$")
"""電話があったことだけ: that she called is all there is to tell."""
_NO_MATTER = re.compile(
    r"^(?:いや|いえ|じゃあ?|ううん|うん|はい)?$|番号|折り返し|結構|いいです|いらな|かけ(?:ます|る|直)"
)
_CALL_TOO = re.compile(r"電話|折り返|連絡")
_READ_BACK = re.compile(r"復唱|読み上げ|読み返|もう一度(?:言|確認)|繰り返し")
_REFERS = re.compile(
    r"今(?:言|の)|さっき|先ほど|それ(?:を|だけ)|その(?:こと|件|旨|よう)|これ(?:を|だけ)|以上"
)
"""今言うた通り: what was told before is the message."""
_ONLY_ABOUT = re.compile(
    r"(?:件|こと|について|ところ|方|用事|用件)(?:で|に|なん|だけ|を|が)?\S{0,3}$"
)
"""見積もりの件で: the message itself is still to come."""
LEAST_MESSAGE = 5
"""Characters: 遅れます."""
_THANKS = re.compile(
    r"(?P<what>お礼|感謝|お詫び|ご挨拶)(?:だけ|の言葉|の気持ち|を)*(?:お?伝え|言っ|申し)"
)
_REGARDS = re.compile(r"よろしく(?:と)?(?:お伝え|伝えて|言っ)")
_ONLY_WISH = re.compile(r"伝言|言付け|ことづけ|メッセージ")
_FIGURES = re.compile(
    r"[0-9〇一二三四五六七八九の・、。 -]|です|番号|電話|は|になります|と申します"
)
MOST_AROUND_NUMBER = 4
"""Characters beside a number that make it no more than a number."""
_CORRECTS = re.compile(
    r"^(?:いや|いえ|あ、?)?[、 ]*(?:やっぱり|やはり|訂正|すみません、?やっぱり)[、 ]*"
)
_WISHES = re.compile(r"^[^。]{0,12}(?:伝言|言付け|ことづけ|メッセージ)[^、。]{0,14}[、。]")
"""「いえ、伝言で。」 before the message itself."""
_ECHOES = re.compile(
    r"^(?:あ|はあ|ええ?|[、。 ])*+[^。、？?]{1,10}(?:です|なの)か[。？?、 ]+(?=.{4})"
)
"""「会議ですか。じゃあ…」: what she was told, said again."""


def go_on(turn: Turn) -> bool:
    """The message, then who it is from, then the promise to pass it on."""
    if not turn.value("message"):
        turn.ask("message", turn.target_name())
        return True
    if not turn.value("caller_name") and turn.note("skip_caller") != "1":
        turn.ask_caller()
        return True
    if turn.note("plan") == "callback" and turn.note("promised") != "1":
        return _call_back_too(turn)
    if turn.note("by_mail") == "1" and form.ask_next(turn, ("email",)):
        return True  # メールで返事もらえると助かる: where to
    if not any(act.topic.startswith("message_") for act in turn.acts):
        say_it_is_passed_on(turn)
    turn.remember("promised", "1")
    if turn.note("plan") not in ("callback", "entered", "accepted"):
        turn.remember("plan", "message")
    for done in ("take_message", "reach_person", "call_back"):
        turn.drop(done)
    return False


def say_it_is_passed_on(turn: Turn) -> None:
    """The message, said back where it is short; after a promise what is new of it."""
    known, value = turn.state.value("message"), turn.value("message")
    is_more = turn.state.note("promised") == "1"
    new = told_plainly((value.removeprefix(known) if is_more else value).strip("。"))
    if is_more and not is_short_enough(new):
        new = request_in(new)
    if not is_short_enough(new) or (is_more and not _is_quotable(new)):
        figures = "" if is_more else figures_of(new)
        if is_short_enough(figures):
            fact = Fact("message", figures, "caller")
            turn.say("inform", "promise_message_of", turn.target_name(), fact)
            return
        turn.say("inform", "message_added" if is_more else "promise_message", turn.target_name())
        return
    is_for_another = turn.value("target") != turn.state.value("target")
    entry = "message_right" if is_more and not is_for_another else "promise_message_said"
    turn.say("inform", entry, turn.target_name(), Fact("message", new, "caller"))


_UNQUOTABLE = re.compile(
    r"^(?:なんだ|なんや|まあ|もうい|また今度|しゃあ|しょうが|仕方|だめ|え[、？?])|(?:お?電話|連絡|折り返し)[^。]{0,4}"
    r"(?:くれ|ください|下さい|もら|ほし|欲し|寄こ|よこ|じゃな)|(?:出し|代わっ|つない)て(?:ください|くれ|よ)"
)
"""Said in passing, or to the desk: nobody says it back."""


def _is_quotable(message: str) -> bool:
    return _UNQUOTABLE.search(message) is None and not asks(message)


def is_short_enough(message: str) -> bool:
    """It can be said back."""
    return 0 < len(heard_morae(read(message))) <= READ_BACK_MORAE


def _call_back_too(turn: Turn) -> bool:
    """Both were wished: the message is taken, and the number asked for."""
    turn.say("backchannel", "noted")
    turn.drop("take_message")
    turn.push("call_back")
    return False


def _message_said(turn: Turn) -> bool:
    text = turn.said.text
    if turn.is_no and len(text) < 8:
        turn.drop("take_message")
        turn.remember("no_message", "1")
        return True
    if len(text) < 3:
        return False
    if _is_who_or_number(turn):
        return True  # who calls, or where: the message is still to come
    if any(act.topic == "own_email" for act in turn.acts):
        return True  # where to write to: the same
    _keep_addressee(turn)
    if only_called(text):
        _notify(turn)
        return True
    quoted = _QUOTED.search(text)
    if turn.is_yes and quoted is None and len(text) <= SHORTEST_MESSAGE:
        _take_what_was_told(turn)
        return True  # はい、お願いします: the message is still to come, and is asked for
    told = _content(turn, quoted) if quoted else _content(turn, text)
    if told:
        learn_message(turn, told)
    else:
        _take_what_was_told(turn)
    return bool(told) or bool(turn.value("message"))


_QUOTES = re.compile(r"(?<=[いるたす])と$")
"""搬入口を開けてほしいと."""
_ADDRESSED = re.compile(
    r"^(?P<who>[^、。をがは]{1,14}?)(?:さん|様|先生|[部課社店]長|くん|君)(?:に|へ|宛)"
)


def _keep_addressee(turn: Turn) -> None:
    """「栗本さんに、例の図面を送りますって」, of a message that was for nobody yet."""
    said = _ADDRESSED.match(without_lead_in(turn.said.text))
    if said is None or any(turn.value(name) for name in SOMEBODY):
        return
    found = turn.knowledge.directory.find(read(said["who"]), asked=True)
    if len(found.people) == 1:
        person = turn.knowledge.directory.person(found.people[0].key)
        turn.learn(Slot("target", found.people[0].key, person.surname if person else "", 0.9))


def _content(turn: Turn, said: str | re.Match[str]) -> str:
    """What these words (or those before とお伝えください) tell, without who calls and whom it is
    for."""
    is_quoted = isinstance(said, re.Match)
    text = said["message"] if isinstance(said, re.Match) else said
    return _without_addressee(turn, content_of(text, names_in(turn), quoted=is_quoted))


def names_in(turn: Turn) -> tuple[str, ...]:
    """The names the caller goes by."""
    return (turn.value("caller_name"), turn.value("caller_company"))


def _take_what_was_told(turn: Turn) -> None:
    """「はい、以上です」, 「さっきの通りです」: what was said before is the message."""
    told = turn.value("aside")
    if told and not turn.value("message") and _REFERS.search(turn.said.text):
        learn_message(turn, told)


def _is_who_or_number(turn: Turn) -> bool:
    """A name or a telephone number by itself is no message."""
    text = turn.said.text.strip("、。 ")
    given = {slot.name for slot in turn.said.slots}
    if "callback_number" in given or turn.said.intent == "decline_number":
        return len(_FIGURES.sub("", text)) <= MOST_AROUND_NUMBER
    named = given & {"caller_name", "caller_company"}
    return bool(named) and not content_of(text, names_in(turn))


def learn_message(turn: Turn, text: str) -> None:
    """Keep the caller's words as the message."""
    thanks = _THANKS.match(text)
    text = text if thanks is None else f"{thanks['what']}を申し上げたい"
    said = without_lead_in(text.strip("、。 ").removesuffix("、と"))
    said = _QUOTES.sub("", _SO_TO_SAY.sub("", said))
    said = _TAIL.sub("", _without_addressee(turn, said))
    turn.learn(Slot("message", said, turn.said.reading, 0.8))


def _without_addressee(turn: Turn, said: str) -> str:
    """「総務の中村さんに、」 before the message itself; 管理人さんに belongs to it."""
    person = turn.person
    name = person.surname if person is not None else turn.value("target_department")
    if not name or name not in said:
        return said
    title = r"(?:さん|様|先生|部長|課長|社長|の(?:方|人|者))?"
    return re.sub(
        rf"^[^、。を]{{0,8}}{re.escape(name)}{title}(?:に|へ)は?[、 ]*(?=.{{4}})", "", said
    )


def without_words(turn: Turn) -> None:
    """The matter was not made out: go on with what was heard, marked as such."""
    if not add_to_message(turn) and not turn.value("message"):
        turn.learn(Slot("message", NOT_HEARD, "", 0.2))


def add_to_message(turn: Turn, text: str = "") -> bool:
    """Keep what this turn tells beside what was told before; False when it tells nothing new."""
    more = content_of(text or turn.said.text, names_in(turn), quoted=bool(text))
    known = turn.value("message")
    if not more or more in known or len(known) + len(more) > LONGEST_MESSAGE:
        return False
    known = "" if known and known in more else known
    learn_message(turn, f"{known}。{more}" if known else more)
    return True


LEAST_REASON = 6
"""Characters: 父が入院して."""


def keep_reason(turn: Turn, *, beside: bool = False) -> None:
    """「急ぎなんです。父が入院しまして」, 「見積もりをお願いしたいので、お電話を」: why she calls.

    `beside`: kept beside a message that may still come.
    """
    clauses = re.split(r"[、。]", matter_of(turn.said.text, turn.value("caller_name")))
    told = [c for c in clauses if len(c) >= LEAST_REASON and tells_matter(c)]
    if told and beside:
        _put_aside(turn, "、".join(c for c in told if c not in turn.value("aside")))
    elif told:
        add_to_message(turn, "、".join(told))


def _put_aside(turn: Turn, told: str) -> None:
    known = turn.value("aside")
    turn.learn(Slot("aside", f"{known}。{told}".strip("。"), turn.said.reading, 0.7))


_CALLS_OTHER = re.compile(r"(?:という|っていう)者(?:に|へ|宛)|宛て?に|あてに")


_TOLD_AT = ("", "purpose", "anything_else", "which_person", "confirm_target")
"""Questions beside which the reason of a call is told."""


def keep_why(turn: Turn) -> None:
    """Why she wants to be called, and who is to be called where it is not herself."""
    if _CALLS_OTHER.search(turn.said.text):
        add_to_message(turn)
    elif not turn.value("message") and turn.note("question"):
        add_to_message(turn, turn.note("question"))
    elif not turn.value("message") and turn.state.asked in _TOLD_AT:
        quoted = _QUOTED.search(turn.said.text)
        told = _content(turn, quoted) if quoted is not None else ""
        if not (told and add_to_message(turn, told)):
            keep_reason(turn)


def leaves_message(turn: Turn) -> bool:
    """「じゃあ、早めに帰ってきてほしいって」: the message itself answers the offer."""
    told = content_of(turn.said.text, names_in(turn))
    if len(told) < LEAST_MESSAGE or turn.said.intent == "leave_message":
        return False
    is_one = holds_more(told) or is_to_be_passed_on(turn.said.text)
    if not (is_one and add_to_message(turn, told)):
        return False
    begin_message(turn)
    return True


def only_called(text: str) -> bool:
    """「電話あったことだけ言っといてください」: there is no message but that she called."""
    quoted = _QUOTED.search(text)
    if quoted is None:
        return False
    *before, last = re.split(r"[、。]", quoted["message"])
    return _ONLY_CALLED.match(last) is not None and all(map(_NO_MATTER.search, before))


def _notify(turn: Turn) -> None:
    turn.remember("plan", "notify")
    turn.drop("take_message")
    turn.push("call_back")


def begin_message(turn: Turn) -> None:
    """A message is left instead of being called back."""
    turn.drop("reach_person")
    turn.push("take_message")


def reads_back(turn: Turn) -> bool:
    """「念のため、復唱していただけますか」, after a message was taken."""
    is_taken = bool(turn.value("message")) and turn.note("plan") == "message"
    return is_taken and _READ_BACK.search(turn.said.text) is not None


def _opened(turn: Turn) -> None:
    text = _ECHOES.sub("", _WISHES.sub("", turn.said.text))
    quoted = _QUOTED.search(text)
    if _wants_no_call(turn):
        turn.remember("plan", "message" if turn.value("message") else "notify")
        turn.remember("call_declined", "1")
        turn.say("backchannel", "noted")
        turn.drop("take_message")
        return
    if reads_back(turn):
        turn.say("repeat", "message", Fact("message", turn.value("message"), "caller"))
        turn.drop("take_message")
        return
    if only_called(text):
        _notify(turn)
        return
    _weigh_call_back(turn, text, quoted)
    corrected = _CORRECTS.match(text)
    if corrected is not None and quoted is not None and turn.value("message"):
        more = _CORRECTS.sub("", quoted.group("message"))
        learn_message(turn, f"{turn.value('message')}。訂正、{more}")
    elif _REGARDS.search(turn.said.text):
        if not turn.value("message"):  # else it is the farewell after a message
            learn_message(turn, "よろしくとのこと")
    elif quoted is not None and not _ONLY_WISH.search(quoted.group("message")):
        told = _content(turn, quoted)
        if told:
            add_to_message(turn, told)
    else:
        _take_beside_wish(turn)


def _take_beside_wish(turn: Turn) -> None:
    """「伝言をお願いします。明日の集荷は5時に変えてください」: the message in the same breath."""
    told = _content(turn, _ECHOES.sub("", turn.said.text))
    is_who = all(map(_ONLY_WHO.match, told.strip("。").split("。")))
    told = "" if is_who or _ONLY_LEADS.search(told) else told
    if len(told) >= LEAST_MESSAGE and not _ONLY_ABOUT.search(told):
        add_to_message(turn, told)
    else:
        _take_what_was_told(turn)


_ONLY_WHO = re.compile(
    r"^[^、。はがをで0-9]{2,16}(?:の[^、。はがをで0-9]{1,6})?(?:です|と申します|でございます)$"
)
"""北浦義肢の目時です: who calls, where a message is announced."""
_ONLY_LEADS = re.compile(
    r"(?:伝え|言って|申し伝え)[^、。]{0,10}(?:こと|もの)が(?:ある|あり|ござい)[^、。]{0,10}$"
)
"""ちょっとお伝えいただきたいことがあるのよ."""


def _weigh_call_back(turn: Turn, text: str, quoted: re.Match[str] | None) -> None:
    """Whether a call back is wished beside the message, or no more."""
    rest = text[quoted.end("message") :] if quoted else text
    wants_call = _CALL_TOO.search(rest) and not declines_call(text)
    agrees = turn.state.asked == "confirm_number" and turn.is_yes
    if turn.note("promised") == "1":
        if turn.note("plan") == "callback" and declines_call(text):
            turn.remember("plan", "message")
            turn.remember("call_declined", "1")
        return  # else what was promised stands, whatever is added
    if "request_callback" in turn.said.also:  # an answer is waited for
        turn.remember("plan", "callback")
    elif turn.note("plan") == "callback" and not (wants_call or agrees):
        turn.remember("plan", "")  # いえ、伝言で: no call back after all
    elif quoted is not None and wants_call:
        turn.remember("plan", "callback")


def _wants_no_call(turn: Turn) -> bool:
    """「やっぱり電話はいらんわ」, after a call back or a message was promised, and no more."""
    is_promised = turn.note("plan") in ("message", "callback") and turn.note("promised") == "1"
    is_all = not content_of(turn.said.text, names_in(turn))
    return is_promised and is_all and declines_call(turn.said.text)


def _hears(turn: Turn) -> bool:
    """「いや、やっぱり12時に変わったって言ってください」, after the message was taken."""
    is_taken = bool(turn.value("message")) and turn.note("plan") == "message"
    text = turn.said.text
    if reads_back(turn) or _wants_no_call(turn):
        return True
    return is_taken and _CORRECTS.match(text) is not None and _QUOTED.search(text) is not None


TASK = Task(
    "take_message",
    ("leave_message",),
    go_on,
    {"message": _message_said},
    _opened,
    {"message": without_words},
    _hears,
)
