"""One call that a manual calls for: a scenario, the part of the manual it tries, and the remedy.

The calls are written in the words of a scenario file and checked as one, so that whatever a person
may write by hand the gate may, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from eval.gate.moments import Moments
from eval.gate.words import words
from eval.scenario import Scenario
from eval.scenario_models import ScenarioModel
from knowledge.schema import Manual, Staff
from knowledge.written import Where

Kind = Literal["faq", "staff", "rule"]
Written = dict[str, Any]
"""A scenario as a file would hold it."""
LEAST_SECRET = 4
"""Digits from which a secret is looked for by itself: shorter ones are in other numbers."""
WAITS: tuple[Written, ...] = ({"silent_ms": 6000}, {"hang_up": True})
"""What a caller does who is being put through."""
BYE: Written = {"say": words("bye"), "cue": ["失礼いたします", "が承りました"]}
"""Said once the agent has taken everything down."""
TAKEN = ("callback_promised", "message_taken", "notify")
"""Outcomes of a call whose wish was taken down for somebody."""
_MARKS = re.compile("[<>《》｜{}]")
_NO_KANA = re.compile("[^ぁ-ゖァ-ヺー]")


@dataclass(frozen=True, slots=True)
class Stranger:
    """The caller of every generated call: nobody whom the manual knows."""

    company: str
    name: str
    reading: str
    number: str

    @property
    def spoken(self) -> str:
        """The name with its reading, in a scenario's marks."""
        return f"{self.name}《{self.reading}》"


_STRANGERS = (
    Stranger("みなと商会", "北山", "きたやま", "03-0012-8830"),
    Stranger("あかつき物産", "有馬", "ありま", "03-0077-6640"),
    Stranger("なぎさ工務店", "柏木", "かしわぎ", "06-0055-2280"),
    Stranger("いずみ文具", "諏訪", "すわ", "045-009-4470"),
)


@dataclass(frozen=True, slots=True)
class GateCall:
    """A call with what it is for."""

    scenario: Scenario
    kind: Kind
    where: Where
    """The part of the manual that it tries."""
    subject: str
    """That part in a client's words: FAQ「駐車場はありますか」."""
    remedy: str
    """What a client can do about it in the manual, in Japanese."""
    entry: str = ""
    """The FAQ entry that must answer, and no other; empty: this call is no question."""
    answers_nothing: bool = False
    """No entry of the FAQ may be told."""


@dataclass(frozen=True, slots=True)
class Making:
    """What every call is made from."""

    manual: Manual
    client: str
    """The manual's path, as scenarios name it."""
    moments: Moments
    stranger: Stranger

    @classmethod
    def of(cls, manual: Manual, client: str, moments: Moments) -> Making:
        """With a caller whose name and number stand nowhere in the manual."""
        written = manual.model_dump_json()
        free = [who for who in _STRANGERS if _is_unknown(who, manual, written)]
        return cls(manual, client, moments, (free or list(_STRANGERS))[0])

    def call(
        self,
        name: str,
        written: Written,
        *,
        where: Where,
        subject: str,
        remedy: str,
        kind: Kind = "rule",
        entry: str = "",
        answers_nothing: bool = False,
    ) -> GateCall:
        """A call, in working hours unless `written` has its own `now`; `remedy` is an entry of
        words.yaml."""
        answers = self._answers | written.get("answers", {})
        whole = {"client": self.client, "now": self.moments.open} | written | {"answers": answers}
        model = ScenarioModel.model_validate(whole)
        scenario = replace(model.scenario(Path(f"{name}.yaml"), subject), path=None)
        return GateCall(scenario, kind, where, subject, words(remedy), entry, answers_nothing)

    @property
    def _answers(self) -> Written:
        """What the caller tells when asked, in any call."""
        who = self.stranger
        return {
            "company": f"{who.company}です。",
            "name": f"{who.spoken}と申します。",
            "phone_number": f"{who.number}です。",
            "purpose": words("answer_purpose"),
            "message": words("answer_message"),
            "callback": "はい、お願いします。",
            "email_offer": "いえ、結構です。",
            "other_person": "いえ、結構です。",
            "anything_else": "いえ、ありません。",
        }


def _is_unknown(who: Stranger, manual: Manual, written: str) -> bool:
    kept = (s for p in manual.staff for s in (p.extension, p.employee_number, p.pin or ""))
    secrets = [digits for digits in (re.sub(r"\D", "", s) for s in kept) if digits]
    number = who.number.replace("-", "")
    is_clear = not any(len(s) >= LEAST_SECRET and s in number for s in secrets)
    return is_clear and not any(part in written for part in (who.company, who.name, who.reading))


def ruby(text: str, reading: str) -> str:
    """Words with the reading the voice needs, in a scenario's marks."""
    kana = _NO_KANA.sub("", reading)
    return f"｜{plain(text)}《{kana}》" if kana else plain(text)


def plain(text: str) -> str:
    """Words of the manual's without what would be a mark in a scenario."""
    return _MARKS.sub("", text.replace(" ", "").replace("　", ""))


def surname(person: Staff) -> str:
    """The surname with its reading, in a scenario's marks."""
    return ruby(person.name.split()[0], person.reading.split()[0])


def whole_name(person: Staff) -> str:
    """The same of surname and given name."""
    return ruby(person.name, person.reading)


def never(said: Sequence[str]) -> list[Written]:
    """Nothing of it may be said, each by itself so that the failure names it."""
    return [{"words": [one]} for one in dict.fromkeys(said) if one]
