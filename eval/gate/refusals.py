"""What a manual refuses, or keeps from going further: sales, private numbers, wrong numbers,
questions without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from eval.expectation import is_in
from eval.gate.call import TAKEN, GateCall, Making, Written, never
from eval.gate.staff import how_asked, secrets_of
from eval.gate.words import words

_MOST_NAMES = 100
"""Whose names must not fall in a sales call; each is a comparison by sound with every turn."""


def refusal_calls(making: Making) -> Iterator[GateCall]:
    """One call for each such rule; written or not, its careful default holds."""
    yield _sales(making)
    if making.manual.staff:
        yield _mobile(making)
    yield _wrong_number(making)
    yield _unanswered(making)


def _sales(making: Making) -> GateCall:
    rule, manual = making.manual.rules.sales, making.manual
    expect: Written = {"escalation": "", "outcome": list(TAKEN)}
    if rule.refuse:
        greeted = manual.greeting.text + manual.company_name + manual.agent.name
        names = [p.name.split()[0] for p in manual.staff[:_MOST_NAMES]]
        hidden = [name for name in names if len(name) > 1 and not is_in(name, greeted)]
        expect |= {"kind": "sales", "outcome": "refused", "callback_wanted": False}
        expect |= {"never_said": never([*hidden, "申し伝え"])}
        expect |= {"said": [{"fact": {"email": rule.send_to}}] if rule.send_to else []}
    said = ("sales_offer", "sales_again", "sales_bye")
    written: Written = {
        "features": ["sales"],
        "turns": [{"say": words(one)} for one in said],
        "answers": {"purpose": words("sales_purpose"), "message": words("sales_purpose")},
        "expect": expect,
    }
    return making.call(
        "rule-sales",
        written,
        where=("rules", "sales"),
        subject="売り込みの電話を" + ("断る" if rule.refuse else "伝言として承る"),
        remedy="sales_remedy",
        answers_nothing=True,
    )


def _mobile(making: Making) -> GateCall:
    """The first person's is asked for, and insisted on; nobody's may be told."""
    manual = making.manual
    numbers = [p.mobile for p in manual.staff[:_MOST_NAMES] if p.mobile]
    asked = how_asked(manual, manual.staff[0])
    written: Written = {
        "features": ["privacy"],
        "turns": [
            {"say": words("mobile_wanted", asked=asked)},
            {"say": words("mobile_again")},
            {"say": words("mobile_bye")},
        ],
        "expect": {
            "escalation": "",
            "said": [{"act": "refuse", "by": 3}],
            "never_said": never([*secrets_of(manual.staff[0]), *numbers]),
        },
    }
    return making.call(
        "rule-mobile",
        written,
        where=("rules", "ask_mobile"),
        subject="携帯の番号を聞く電話を断る",
        remedy="mobile_remedy",
        answers_nothing=True,
    )


def _wrong_number(making: Making) -> GateCall:
    tells = making.manual.rules.wrong_number.tell_company
    company = {"words": [making.manual.company_name]}
    expect: Written = {"kind": "wrong_number", "outcome": "wrong_number", "escalation": ""}
    if tells:
        expect["said"] = [company | {"turn": 2}]
    else:
        expect["never_said"] = [company | {"turn": 2}, company | {"turn": 3}]
    written: Written = {
        "features": ["wrong_number"],
        "turns": [{"say": words("wrong_number")}, {"say": words("wrong_number_sorry")}],
        "expect": expect,
    }
    return making.call(
        "rule-wrong-number",
        written,
        where=("rules", "wrong_number"),
        subject="間違い電話に社名を" + ("名乗る" if tells else "名乗らない"),
        remedy="wrong_number_remedy",
        answers_nothing=True,
    )


def _unanswered(making: Making) -> GateCall:
    """No manual tells of the letters on its sign; whatever is asked back about is denied."""
    rule = making.manual.rules.unanswered
    asked_back = ["のお問い合わせでしょうか", "についてでございましょうか"]
    written: Written = {
        "features": ["faq"],
        "turns": [{"say": words("unanswered")}],
        "answers": {"purpose": words("unanswered_purpose")},
        "reactions": [{"cue": asked_back, "say": words("unanswered_no")}],
        "expect": {
            "escalation": "",
            "outcome": list(TAKEN),
            "said": [{"words": [rule.ask[0]]}] if rule.ask else [],
        },
    }
    return making.call(
        "rule-unanswered",
        written,
        where=("rules", "unanswered"),
        subject="マニュアルに答えのない質問",
        remedy="unanswered_remedy",
        answers_nothing=True,
    )
