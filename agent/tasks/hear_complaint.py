"""A complaint: an apology for what was said, the facts once, a call back; or a person, soon.

Nothing that is not ours to give is promised: asked for money, a replacement or a day, the caller
hears that somebody who may decide will call.
"""

from __future__ import annotations

import re

from agent.displeasure import (
    asks,
    brings_home,
    demands,
    is_about,
    is_angry,
    is_displeased,
    is_furious,
    is_repeated,
    presses,
    thing_of,
    topic_of,
)
from agent.events import Fact, Slot
from agent.matter import matter_of
from agent.near_sounds import likenesses
from agent.stated_details import kind_of
from agent.tasks import form
from agent.tasks.asked_beside import told_at_once
from agent.tasks.order_lines import ours_in
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import PERSON, Task, Turn
from agent.views import asks_view

_SUPERIOR = re.compile(
    r"責任者|責任の?ある(?:人|方|者)|上の(?:者|人|方(?!は|が))(?!に(?:[^、。]{0,6}(?:伝|言)|ばれ|知ら|分か|わか|聞こえ))|上司|上を出|を出(?:せ|してくれ)|偉い人|話の?(?:分|わ)かる|"
    r"担当者?を出|"
    r"(?:答えられる|決められる|判断できる|分かる|わかる|できる)(?:方|人|者)|(?:人|方|者|"
    r"誰か)に(?:代わ|替わ|かわ)"
)
_TITLES = ("店長", "社長", "院長", "所長", "支配人", "支店長", "部長")
_BROUGHT = (
    r"(?:さん|様|さま|の方)?(?:を|に|と|へ)?[^、。]{0,8}"
    r"(?:出せ|出して|代わ|替わ|かわ|話し?(?:さ|せ|た)|つな|繋|呼ん)"
)
"""「店長さんに代わって」: whoever the client calls so."""
_SUPERIOR_SOUNDS = (
    "ウエノモノオダ", "ウエノヒトオダ", "ウエノカタオダ", "ジョーシオダ", "セキニンシャオダ",
    "セキニンシャニカワ", "ハナシノワカル", "テンチョーオダ", "シャチョーオダ",
)  # fmt: skip
SUPERIOR_FROM = 0.85
"""Likeness from which a superior was called for: 質へのものを立って .87; お家の者をお願い .83."""
_OUR_DOING = frozenset(("calls", "again", "wrong_item", "missing", "no_call", "hurt", "manner"))
"""What is complained of in the middle of anything; the rest may belong to what is under way."""
NEAR_CASE = 0.2
"""Score from which a complaint is about the matter of a manual's question: of seven, three that are
were scored .15 to .29, other matters (態度が失礼, 連絡がない) up to .03, 電話の対応が悪い .34."""
MAX_CLAUSES = 4
"""Clauses of a complaint that the manual's questions are compared with."""
_THINGS = frozenset(("repair", "broken", "stopped", "hurt"))
MAX_ASKED = 2
"""Questions of an angry caller's that are noted; with the next one a person takes over."""
MAX_HEARD = 3
"""Times the complaint goes on while the same thing is asked; then that is done without."""
_CALLED = re.compile(
    r"いますか|いる[？?。]?$|いらっしゃ|お願い|代わ|替わ|出して|出せ|つない|呼んで|折り返|"
    r"電話(?:くれ|して|ください)"
)
_WISHES = re.compile(r"(?:よう(?:に)?|ないで)(?:して)?(?:くださ|ほし|もら|おいて|頼)")
"""「わたしが言ったと分からないようにしてくださいよ」: to be passed on, and no new complaint."""
_SORRY = "申し訳ございません。"
_LEAST_SAID = 8
"""Characters; a shorter complaint has not said what it is about."""


def go_on(turn: Turn) -> bool:
    """Apologise first; ask only what was not said; never promise what is not ours to give."""
    if not turn.value("message"):
        turn.ask("complaint")
        return True
    rule = turn.knowledge.manual.rules.complaint
    turn.assign(rule.department)
    turn.remember("promise_as", "complaint")
    turn.remember("plan", "callback")
    if turn.note("skip_caller") != "1" and turn.note("promised") != "1":
        if not turn.value("caller_name"):
            turn.ask_caller()
            return True
        if _goes_to_person(turn):
            return False
        if form.ask_next(turn, _identifying(turn)):
            return True
    turn.drop("hear_complaint")
    turn.push("call_back")
    return False


def _goes_to_person(turn: Turn) -> bool:
    """What has happened again, or was told before, is promised no second time, and who is furious
    is not asked for more: a person, as soon as it is known who calls."""
    is_beyond = turn.note("beyond_promise") == "1" and turn.note("operator_tried") != "1"
    if is_beyond:
        turn.drop("hear_complaint")
        turn.remember("hand_over_why", "complaint")
        turn.push("hand_over")
    return is_beyond


def _identifying(turn: Turn) -> tuple[str, ...]:
    """The order or the room it is about, where the manual wants that for such a matter."""
    if turn.note("case"):
        return ()  # asked once: who is angry is not asked again for figures
    clauses = re.split(r"[。、？?]|けど|のに", turn.value("message"))
    told = [clause for clause in clauses if len(clause) >= _LEAST_SAID][:MAX_CLAUSES]
    found = [hit for c in told if (hit := turn.knowledge.faq.nearest(c, "")) is not None]
    best = max(found, key=lambda hit: hit.score, default=None)
    is_near = best is not None and best.score >= NEAR_CASE
    wanted = best.entry.ask_when_unanswered if best is not None and is_near else ()
    kept = [item for item in wanted if kind_of(item) in ("number", "place")][:1]
    turn.remember("case", "asked")
    return tuple(kept)


_PARTICULAR = re.compile(
    r"[0-9一二三四五六七八九十]+(?:日|月|時|個|枚|番|円|年|号|階|台|箱)|先週|先月|昨日|おととい|今朝|先日|番号|型番|品番|色"
)
"""今月の15日に頼んだって言ってました: of what it is about."""


def goes_on_complaining(turn: Turn) -> bool:
    """A turn of a complaint that answers nothing: hear it out, and count it."""
    is_about = turn.value("kind") == "complaint" and turn.note("promised") != "1"
    if not is_about or turn.answered or len(turn.said.text) < 4:
        return False
    if turn.meant("decline_number") or turn.add_one(f"heard:{turn.state.asked}") > MAX_HEARD:
        return False
    if turn.said.slots and not is_displeased(turn.said.text):
        return False
    _hear(turn)
    return True


def wants_superior(turn: Turn) -> bool:
    """「答えられる方に代わってください」 in a complaint."""
    return turn.value("kind") == "complaint" and _asks_superior(turn)


def _asks_superior(turn: Turn) -> bool:
    """By its words, or nearly by its sounds."""
    manual = turn.knowledge.manual
    own = (*(p.title for p in manual.staff if p.title), *(o.name for o in manual.operators))
    titles = "|".join(map(re.escape, {*_TITLES, *own}))
    text = turn.said.text
    if _SUPERIOR.search(text) or re.search(rf"(?:{titles}){_BROUGHT}", text):
        return True
    return max(likenesses(_SUPERIOR_SOUNDS, turn.said.reading)) >= SUPERIOR_FROM


def hears_more(turn: Turn) -> bool:
    """More of a complaint that is already promised to be passed on: it is kept beside it."""
    is_promised = turn.value("kind") == "complaint" and turn.note("promised") == "1"
    is_all = turn.is_no and len(turn.said.text) < _LEAST_SAID  # ないです
    if not is_promised or is_all or not add_to_message(turn):
        return False
    if brings_home(turn.said.text) and not turn.state.escalated:
        _give_to_person(turn, "")
        return True
    turn.say("backchannel", "complaint_noted")
    return True


def _hear(turn: Turn) -> None:
    rule = turn.knowledge.manual.rules.complaint
    text = turn.said.text
    about = topic_of(text)
    if about or len(text) >= _LEAST_SAID:
        add_to_message(turn)
    is_asked = _asks_superior(turn)
    is_again = is_repeated(text)
    is_beyond = is_again or is_furious(text)
    turn.remember("beyond_promise", turn.note("beyond_promise") or ("1" if is_beyond else ""))
    is_pressing = is_asked or is_again or presses(text) or is_angry(text) or demands(text)
    if turn.count("complaints") and not is_pressing:
        if asks(text):
            _meet_question(turn, about)
            return
        is_plain = _WISHES.search(text) or _PARTICULAR.search(text) or not turn.meant("complaint")
        if not is_displeased(text) and is_plain:
            turn.say("backchannel", "noted")  # a plain fact: no reason for another apology
            return
    times = turn.add_one("complaints")
    is_unsettled = times >= rule.turns or (times > 1 and (is_again or presses(text)))
    is_unsettled |= turn.note("promised") == "1" and is_angry(text)  # she is not content with that
    if is_unsettled or (is_asked and (times > 1 or turn.value("message"))):
        _give_to_person(turn, about)
        return
    wants = demands(text)
    if about or not wants or times == 1:
        _apologise(turn, about)
    if _tell_remedy(turn, about):
        turn.remember("beyond_promise", "1" if is_again else "")
        return
    is_answered = told_at_once(turn)
    if wants:
        _meet_demand(turn)
    elif times == 1 and asks(text) and not is_answered:
        turn.say("inform", "complaint_asked")


def _meet_demand(turn: Turn) -> None:
    """What the manual grants is said once more; the rest is not ours to promise."""
    if _is_granted(turn):
        turn.say("inform", "answer", Fact("answer", turn.note("remedy"), "manual"))
        return
    has_apologised = any(act.kind == "apologise" for act in turn.acts)
    turn.say("refuse", "beyond_me_either" if has_apologised else "beyond_me")


def _tell_remedy(turn: Turn, about: str) -> bool:
    """What the manual says of such a trouble, told once: 新しい商品とお取り替えいたします."""
    entries = [
        entry
        for entry in turn.knowledge.manual.faq
        if any(is_about(about, asked) for asked in (entry.question, *entry.paraphrases))
    ]
    is_one = about and len(entries) == 1 and topic_of(entries[0].question) == about
    is_trouble = is_one and is_displeased(entries[0].question)  # 対応してもらえますか tells of none
    if not is_trouble or turn.was_said("inform.answer"):
        return False
    said = entries[0].answer.removeprefix(_SORRY)  # which was just said
    turn.remember("remedy", said)
    turn.say("inform", "answer", Fact("answer", said, "manual"))
    return True


_GRANTS = (
    (r"交換|取り?[替換]え|替えて|代わりの", r"交換|取り?[替換]え|お取替|正しい|新しい"),
    (r"返金|お金", "返金"),
    (r"送り直|再送|送って", r"お?送り|発送"),
    (r"引き取|取りに来", "引き取"),
)
"""What is demanded -> how a manual that grants it says so."""


def _is_granted(turn: Turn) -> bool:
    """「交換してもらえますか」, where the manual's remedy is that: it is said once more."""
    told = turn.note("remedy")
    wanted = [grants for demand, grants in _GRANTS if re.search(demand, turn.said.text)]
    return bool(told and wanted) and all(re.search(one, told) for one in wanted)


def _meet_question(turn: Turn, about: str) -> None:
    """「で、今日は来るんですか」: it will be found out, and is no reason to apologise again."""
    if told_at_once(turn):
        return
    if turn.add_one("complaint_asked") > MAX_ASKED:
        _give_to_person(turn, about)
    elif asks_view(turn.said.text):
        turn.say("refuse", "view")
    else:
        turn.say("inform", "complaint_asked")


def _apologise(turn: Turn, about: str) -> None:
    """For what was said, in its own words where a thing failed; no two times for the same."""
    thing, of_thing = _thing(turn, about)
    entry = of_thing if thing else f"complaint_{about}" if about else "complaint"
    if about == "hurt" and _CHILD.search(turn.said.text):
        entry = "complaint_hurt_child"
    if turn.was_said(f"apologise.{entry}"):
        turn.say("apologise", "complaint")
    elif thing:
        turn.say("apologise", entry, Fact("thing", thing, "caller"))
    else:
        turn.say("apologise", entry)


_CHILD = re.compile(r"息子|娘|(?:うち|この|その)の?子|子ども|子供|お子|下の子|上の子")


def _thing(turn: Turn, about: str) -> tuple[str, str]:
    """What is named in the apology, and the entry for it; empty where nothing is."""
    if about in _THINGS:
        return thing_of(turn.said.text), "complaint_thing"
    goods = ours_in(turn.said.text, turn.knowledge.manual.orders.items)
    named = goods[0] if len(goods) == 1 else ""
    if about in ("late", "slow"):
        return named, "complaint_late_thing"
    return (named, "complaint_thing") if about == "wrong_item" else ("", "")


def _give_to_person(turn: Turn, about: str) -> None:
    """It does not settle: somebody who may decide takes over."""
    turn.drop("hear_complaint")
    if turn.note("operator_tried") == "1":
        turn.say("apologise", "complaint")
        return
    if turn.count("complaints") == 1 and about and not turn.was_said("inform.complaint_asked"):
        _apologise(turn, about)
    else:
        turn.say("apologise", "complaint_unsettled")
    turn.remember("hand_over_why", "complaint")
    turn.push("hand_over")


def _is_of_us(turn: Turn) -> bool:
    """Displeasure about our side, not impatience in the middle of a booking, an order, a call."""
    kind, text = turn.value("kind"), turn.said.text
    if kind in ("", "complaint", "inquiry"):
        return True
    return is_displeased(text) and (is_angry(text) or topic_of(text) in _OUR_DOING)


def _meet_impatience(turn: Turn) -> None:
    """「7時で取れたんですか、って聞いてるんですけど」: the call goes on as what it is."""
    turn.drop("hear_complaint")
    turn.say("apologise", "misheard")
    if add_to_message(turn):
        turn.say("inform", "will_ask", turn.target_name())


def _opened(turn: Turn) -> None:
    if _left_waiting(turn):
        turn.drop("hear_complaint")
        turn.push("reach_person")
        _apologise(turn, "no_call")
        return
    if not _is_of_us(turn):
        _meet_impatience(turn)
        return
    turn.learn(Slot("kind", "complaint", turn.said.text, 0.9))
    is_rude = not _CALLED.search(turn.said.text) and not turn.state.value("target")
    if is_rude:  # who was rude is not who calls back about it; who was asked for before is
        turn.forget(*PERSON)
    _hear(turn)


def _left_waiting(turn: Turn) -> bool:
    """「三宅先生に3回お電話しているのですが、一度もお返事がないんです」 is put through as it asks,
    with an apology first; so is who only waits for somebody's call."""
    text = turn.said.text
    if turn.was_said("apologise.complaint_no_call") or not is_displeased(text):
        return False
    asks_for = turn.meant("reach_person", "request_callback") and not turn.meant("complaint")
    waits = turn.person is not None and not (is_angry(text) or demands(text))
    return (asks_for or waits) and topic_of(text) == "no_call"


def _hears(turn: Turn) -> bool:
    """「三回目なのよ、この電話。同じこと言わせないで」, asked for figures: no mere answer."""
    if _left_waiting(turn):
        return True
    if turn.value("kind") != "complaint" or turn.state.escalated:
        return False
    text, is_promised = turn.said.text, turn.note("promised") == "1"
    if turn.answered and turn.state.asked == "detail":
        is_more = turn.meant("complaint") and (is_displeased(text) or is_repeated(text))
        return presses(text) or is_more
    is_content = turn.meant("leave_message", "thanks", "goodbye", "decline_number")
    is_content = is_content and not presses(text)
    is_open = presses(text) or is_angry(text) or demands(text) or is_repeated(text)
    return is_promised and not is_content and is_open


def _told(turn: Turn) -> bool:
    if len(matter_of(turn.said.text)) < 4 or turn.said.intent in ("yes", "no"):
        return False
    if turn.meant("complaint") or _asks_superior(turn):
        return False  # heard as one more turn of the complaint
    return add_to_message(turn)


TASK = Task(
    "hear_complaint",
    ("complaint",),
    go_on,
    {"complaint": _told},
    _opened,
    {"complaint": without_words},
    _hears,
)
