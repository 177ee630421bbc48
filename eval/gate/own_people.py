"""Calls from the client's own people and their families, and from those who want to join them."""

from __future__ import annotations

from collections.abc import Iterator

from eval.gate.call import (
    BYE,
    TAKEN,
    GateCall,
    Making,
    Written,
    never,
    ruby,
    surname,
    whole_name,
)
from eval.gate.staff import TELLS, how_asked, secrets_of
from eval.gate.words import words
from knowledge.schedule import say_time
from knowledge.schema import Staff


def own_people_calls(making: Making) -> Iterator[GateCall]:
    """A report verified and one that is not; a family's call; an application for work."""
    person = _reporter(making)
    if person is not None:
        yield _report(making, person, is_right=True)
        if making.manual.rules.staff_call.accepted:
            yield _report(making, person, is_right=False)
    if any(one.status != "退職" for one in making.manual.staff):
        yield _family(making)
    yield _application(making)


def _is_alone(making: Making, person: Staff) -> bool:
    """Nobody else's surname sounds like hers."""
    return how_asked(making.manual, person) == f"{surname(person)}さん"


def _reporter(making: Making) -> Staff | None:
    """Somebody who can prove who she is; best one whose surname is nobody else's."""
    verify = making.manual.rules.staff_call.verify
    able = [p for p in making.manual.staff if getattr(p, verify) and p.status != "退職"]
    return next((p for p in able if _is_alone(making, p)), next(iter(able), None))


def _report(making: Making, person: Staff, *, is_right: bool) -> GateCall:
    rule, moments = making.manual.rules.staff_call, making.moments
    secret = str(getattr(person, rule.verify))
    told = secret if is_right else _other(secret)
    who, back = _who(making, person), say_time(moments.back.time())
    is_entered = rule.accepted and is_right
    expect: Written = {"kind": "staff_call", "outcome": list(TAKEN), "escalation": ""}
    if is_entered:
        expect |= {"outcome": "schedule_changed", "caller_name": person.name.replace(" ", "")}
        expect |= {"change": {"back": f"{moments.back:%Y-%m-%dT%H:%M}"}}
    expect["never_said"] = never([s for s in secrets_of(person) if told not in s])
    written: Written = {
        "now": moments.middle,
        "features": ["staff"],
        "turns": [{"say": words("staff_call", who=who, back=back)}, BYE],
        "answers": {
            "name": f"{who}。",
            "affiliation": f"{who}。",
            rule.verify: f"{told}です。",
            "back": f"{back}です。",
            "message": words("staff_call_message", back=back),
        },
        "expect": expect,
    }
    doing = "確かめて予定に入れる" if is_entered else "予定に入れず、伝言にする"
    return making.call(
        "rule-staff-call" + ("" if is_right else "-wrong"),
        written,
        where=("rules", "staff_call"),
        subject=f"社員（{person.name}さん）からの戻り時刻の連絡を、{doing}",
        remedy="staff_call_remedy",
        answers_nothing=True,
    )


def _who(making: Making, person: Staff) -> str:
    """技術部の高橋です; the whole name where the surname is others' too."""
    department = next((d for d in making.manual.departments if d.name == person.department), None)
    whose = f"{ruby(department.name, department.reading)}の" if department is not None else ""
    return f"{whose}{surname(person) if _is_alone(making, person) else whole_name(person)}です"


def _other(secret: str) -> str:
    """The same form with every digit another."""
    return "".join(str((int(c) + 3) % 10) if c.isascii() and c.isdigit() else c for c in secret)


def _family(making: Making) -> GateCall:
    """While she is out: told what families may be told, within what anybody may."""
    people = [p for p in making.manual.staff if p.status != "退職"]
    plain_ones = [p for p in people if not p.successor and _is_alone(making, p)]
    person = (plain_ones or people)[0]
    own, family = person.disclose, making.manual.rules.family.disclose
    until = making.moments.back
    hidden = secrets_of(person)
    hidden += [] if own.reason and family.reason else list(TELLS["外出"])
    hidden += [] if own.return_time and family.return_time else [say_time(until.time())]
    whose = how_asked(making.manual, person).removesuffix("さん")
    written: Written = {
        "now": making.moments.middle,
        "features": ["family"],
        "turns": [{"say": words("family", whose=whose)}, BYE],
        "answers": {
            "name": f"{surname(person)}の家内です。",
            "message": words("family_message"),
            "message_offer": words("family_message"),
        },
        "statuses": [{"staff": person.name, "status": "外出", "until": until}],
        "expect": {
            "kind": "family",
            "outcome": list(TAKEN),
            "escalation": "",
            "target": person.name,
            "never_said": never(hidden),
        },
    }
    return making.call(
        "rule-family",
        written,
        where=("rules", "family"),
        subject=f"ご家族（{person.name}さんの）からの電話",
        remedy="family_remedy",
        answers_nothing=True,
    )


def _application(making: Making) -> GateCall:
    rule = making.manual.rules.job_application
    expect: Written = {"kind": "job_application", "escalation": ""}
    if rule.accepted:
        expect |= {"outcome": "callback_promised"}
        expect |= {"said": [{"fact": {"email": rule.email}}] if rule.email else []}
    else:
        expect |= {"outcome": "refused", "said": [{"act": "refuse"}], "callback_wanted": False}
    written: Written = {
        "features": ["job_application"],
        "turns": [{"say": words("job")}, BYE],
        "answers": {"purpose": "求人への応募です。", "company": "個人です。"},
        "expect": expect,
    }
    return making.call(
        "rule-job",
        written,
        where=("rules", "job_application"),
        subject="採用の応募を" + ("承る" if rule.accepted else "お断りする"),
        remedy="job_remedy",
    )
