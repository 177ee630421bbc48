"""Asked of what was taken down: whether an address was heard, and when the call will come."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.tasks.call_back_time import call_back_time
from agent.turn import Turn
from knowledge.schedule import Return, say_return

_IF_HEARD = re.compile(
    r"(?P<of>住所|番地|注文番号|診察券番号|会員番号|製造番号|品番)[^。？?]{0,12}?"
    r"(?:聞こえ|合って|入り(?:ました|ます)|入って|書い(?:て|た)|控え|伝わ)[^。？?]{0,8}[？?。]*$"
)
_WHEN_CALLED = re.compile(
    r"(?:いつ(?:ごろ|頃|ぐらい|くらい)?|何時(?:ごろ|頃)?|何日(?:ごろ|頃)?)(?:に|まで(?:に)?)?、?"
    r"(?:お?電話|ご?連絡|折り返し)(?:を|は)?"
    r"[^。？?]{0,4}(?:もらえ|いただけ|くれ|くださ|来|あり)|"
    r"(?:お?電話|ご?連絡|折り返し)(?:は|って|を)、?(?:いつ|何時)"
)


def asked_of_it(turn: Turn) -> bool:
    """Answer such a question; False where the turn is none."""
    return _is_heard(turn) or _is_when(turn)


def _is_heard(turn: Turn) -> bool:
    """「住所の番地はちゃんと聞こえてた？」: what was kept is said once more."""
    asked = _IF_HEARD.search(turn.said.text)
    if asked is None:
        return False
    label = "住所" if asked["of"] in ("住所", "番地") else asked["of"]
    kept = turn.value(f"detail:{label}")
    if not kept:
        return False
    turn.say("confirm", "detail_kept", Fact("value", kept, "caller"))
    return True


def _is_when(turn: Turn) -> bool:
    """「いつ頃電話もらえるんですか」, of a promise: when it is open, or once it is known."""
    is_owed = turn.note("plan") == "callback" and turn.person is None
    if not is_owed or _WHEN_CALLED.search(turn.said.text) is None:
        return False
    now = turn.knowledge.now
    made = call_back_time(turn.knowledge, None, None)
    if made.at is not None and not turn.knowledge.schedule.is_open(now):
        opens = say_return(Return(made.at.date(), made.at.time()), now)
        turn.say("inform", "call_when_open", Fact("open", opens, "schedule"))
    else:
        turn.say("inform", "call_when_known")
    return True
