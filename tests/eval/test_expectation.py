"""The grader: every expectation can fail, and fails only where the call is otherwise."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.expectation import Expectation, Saying, is_in
from eval.outcome import AgentTurn, Outcome
from tests.eval.written_call import CALL, CHANGE, REPORT, TURNS

EFFECTS = frozenset({"callback", "reservation.new", "escalation.complaint", "status.外出"})


def otherwise(**report):
    return replace(CALL, report=replace(REPORT, **report))


def without_turn(number):
    return replace(CALL, turns=tuple(turn for turn in TURNS if turn.number != number))


WAYS_TO_FAIL = {
    "kind": ({"kind": ("reach_person",)}, otherwise(kind="message"), "kind"),
    "outcome": ({"outcome": ("callback_promised",)}, otherwise(outcome="answered"), "outcome"),
    "urgency": ({"urgency": ("normal",)}, otherwise(urgency="high"), "urgency"),
    "escalation": ({"escalation": "complaint"}, otherwise(escalation=None), "escalation"),
    "callback_number": (
        {"callback_number": "012-3456-7890"},
        otherwise(callback_number="012-3456-7980"),
        "callback_number",
    ),
    "callback_wanted": (
        {"callback_wanted": True},
        otherwise(callback_wanted=False),
        "callback_wanted",
    ),
    "caller_name": ({"caller_name": "江川"}, otherwise(caller_name="江上"), "caller_name"),
    "caller_company": (
        {"caller_company": "みなと企画"},
        otherwise(caller_company=None),
        "caller_company",
    ),
    "target": ({"target": "栗本"}, otherwise(target="営業部 佐藤 健一"), "target"),
    "purpose": ({"purpose": ("展示会", "至急")}, otherwise(purpose="展示会の件"), "purpose"),
    "told": ({"told": ("出張",)}, otherwise(told=()), "told"),
    "promised": ({"promised": ("折り返し",)}, otherwise(promised=()), "promised"),
    "refused": ({"refused": ("携帯",)}, otherwise(refused=()), "refused"),
    "unconfirmed": (
        {"unconfirmed": ("callback_number",)},
        otherwise(unconfirmed=()),
        "unconfirmed",
    ),
    "reservation": (
        {"reservation": (("wish", "2026-12-01T17"),)},
        otherwise(reservation={"kind": "new", "wish": "2026-12-01T16:30"}),
        "reservation.wish",
    ),
    "effects": ({"effects": EFFECTS}, otherwise(callback_wanted=False, outcome="x"), "effects"),
    "besides": (
        {"effects": EFFECTS - {"callback"}, "besides": frozenset({"callback"})},
        otherwise(kind="order"),
        "effects",
    ),
    "change": (
        {"change": (("back", "17:30"),)},
        replace(CALL, changes=(replace(CHANGE, back="2026-11-24T18:00"),)),
        "change.back",
    ),
    "said": ({"said": (Saying(act="inform.email"),)}, without_turn(2), "said"),
    "never_said": (
        {"never_said": (Saying(words=("090-0011-2233",)),)},
        replace(CALL, turns=(replace(TURNS[0], text="090-0011-2233でございます。"), *TURNS[1:])),
        "never_said",
    ),
    "escalated_by": ({"escalated_by": 3}, without_turn(3), "escalated_by"),
    "max_agent_turns": (
        {"max_agent_turns": 3},
        replace(CALL, turns=(*TURNS, AgentTurn(4, 0, "失礼いたします。", ()))),
        "max_agent_turns",
    ),
    "max_gap_ms": (
        {"max_gap_ms": 700},
        replace(CALL, turns=(replace(TURNS[0], gap_ms=701), *TURNS[1:])),
        "max_gap_ms",
    ),
    "allowed_facts": (
        {"allowed_facts": ("time 15時",)},
        replace(CALL, invented=("time 15時", "price 500円")),
        "invented",
    ),
}
"""Field -> an expectation of it that CALL meets, a call that does not, and the must it breaks."""


def test_every_field_of_an_expectation_is_tried_here():
    assert set(WAYS_TO_FAIL) == {field.name for field in fields(Expectation)}


@pytest.mark.parametrize("name", WAYS_TO_FAIL)
def test_every_field_holds_and_can_fail(name):
    wanted, bad, must = WAYS_TO_FAIL[name]
    expectation = Expectation(**wanted)
    assert expectation.failures(CALL) == ()
    assert [one.must for one in expectation.failures(bad)] == [must]


@pytest.mark.parametrize("name", WAYS_TO_FAIL)
def test_nothing_else_of_a_call_fails_with_one_field(name):
    """All that CALL is, expected at once: the bad call breaks what it is otherwise in, only."""
    _, bad, must = WAYS_TO_FAIL[name]
    together = {}
    for field, (wanted, _, _) in WAYS_TO_FAIL.items():
        if field not in ("besides", "effects"):
            together |= wanted
    broken = {one.must for one in Expectation(**together).failures(bad)}
    beside = {"besides": {"kind"}, "effects": {"callback_wanted", "outcome"}}
    assert broken == beside.get(name, {must})


def test_what_is_not_expected_is_not_looked_at():
    assert Expectation().is_empty
    assert Expectation().failures(otherwise(kind="order", callback_number=None)) == ()


def test_an_invented_fact_fails_whatever_is_expected():
    (failure,) = Expectation().failures(replace(CALL, invented=("price 500円",)))
    assert str(failure) == "invented: price 500円"


@pytest.mark.parametrize(
    ("wanted", "report", "must"),
    [
        ({"escalation": ""}, {}, "escalation"),
        ({"callback_number": ""}, {}, "callback_number"),
        ({"callback_wanted": False}, {}, "callback_wanted"),
        ({"effects": frozenset()}, {}, "effects"),
    ],
)
def test_nothing_may_be_there_where_nothing_is_expected(wanted, report, must):
    assert {one.must for one in Expectation(**wanted).failures(otherwise(**report))} == {must}
    bare = Outcome(
        replace(
            REPORT,
            outcome="answered",
            escalation=None,
            callback_number=None,
            callback_wanted=False,
            reservation=None,
        ),
        TURNS,
    )
    assert Expectation(**wanted).failures(bare) == ()


@pytest.mark.parametrize("number", ["01234567890", "012 3456 7890"])
def test_a_number_is_its_digits(number):
    assert (
        Expectation(callback_number="012-3456-7890").failures(otherwise(callback_number=number))
        == ()
    )


@pytest.mark.parametrize(
    ("wanted", "found", "is_same"),
    [
        ("江川", "エガワ", True),
        ("渡辺", "渡邊", True),
        ("江川", "江川様方", False),
        ("江川", "", False),
        ("Peter Brown", "Peter Brown", True),
        ("Peter Brown", "Peter Braun", False),
        ("Lu", "Ru", False),
        ("Lu", "", False),
    ],
)
def test_a_name_is_its_sound_and_whole(wanted, found, is_same):
    failures = Expectation(caller_name=wanted).failures(otherwise(caller_name=found))
    assert (failures == ()) is is_same


SAYINGS = [
    (Saying(words=("ありがとう", "どうも")), True),
    (Saying(words=("アリガトー",)), True),
    (Saying(words=("さようなら",)), False),
    (Saying(words=("ありがとう",), turn=1), True),
    (Saying(words=("ありがとう",), turn=2), False),
    (Saying(words=("代わります",), turn=-1), True),
    (Saying(words=("代わります",), by=2), False),
    (Saying(words=("代わります",), by=3), True),
    (Saying(words=("代わります",), turn=9), False),
    (Saying(words=("申し上げます",), turn=-2), True),
    (Saying(words=("申し上げます",), turn=-5), False),  # before the first: none, not the second
    (Saying(act="inform.email"), True),
    (Saying(act="inform"), True),
    (Saying(act="inform.return_time"), False),
    (Saying(act="info"), False),
    (Saying(act="transfer", by=2), False),
    (Saying(fact=("email", "kurimoto@")), True),
    (Saying(fact=("email", "sato@")), False),
    (Saying(fact=("mobile", "kurimoto@")), False),
]


@pytest.mark.parametrize(("saying", "is_said"), SAYINGS, ids=str)
def test_a_saying_is_found_where_it_belongs_and_nowhere_else(saying, is_said):
    assert saying.is_in(TURNS) is is_said
    said = Expectation(said=(saying,)).failures(CALL)
    assert [one.must for one in said] == ([] if is_said else ["said"])


@pytest.mark.parametrize(("saying", "is_said"), SAYINGS[:3], ids=str)
def test_what_may_never_be_said_is_named_with_its_turn(saying, is_said):
    failures = Expectation(never_said=(saying,)).failures(CALL)
    assert [one.turn for one in failures] == ([1] if is_said else [])


def test_an_escalation_that_comes_too_late_is_named_with_its_turn():
    (failure,) = Expectation(escalated_by=2).failures(CALL)
    assert (failure.must, failure.turn) == ("escalated_by", 3)


def test_every_late_answer_is_named():
    failures = Expectation(max_gap_ms=400).failures(CALL)
    assert [(one.turn, one.message) for one in failures] == [(2, "480 ms"), (3, "620 ms")]
    (late,) = Expectation(max_gap_ms=480).failures(CALL)
    assert late.turn == 3


def test_in_a_false_start_nothing_was_said_and_it_does_not_count():
    start = replace(TURNS[1], is_false_start=True)
    call = replace(CALL, turns=(TURNS[0], start, TURNS[2]))
    assert Expectation(escalated_by=2, max_agent_turns=2).failures(call) == ()
    (unsaid,) = Expectation(said=(Saying(act="inform.email"),)).failures(call)
    assert unsaid.must == "said"
    (told,) = Expectation(never_said=(Saying(words=("kurimoto@",)),)).failures(call)
    assert (told.must, told.turn) == ("never_said", 2)


def test_effects_are_a_set_with_exceptions():
    wanted = Expectation(effects=EFFECTS, besides=frozenset({"notify", "callback"}))
    assert wanted.failures(CALL) == ()
    missing = Expectation(effects=EFFECTS | {"order", "message"}).failures(CALL)
    assert [one.message for one in missing] == ["no message", "no order"]
    beyond = Expectation(effects=frozenset(), besides=EFFECTS - {"callback"}).failures(CALL)
    assert [one.message for one in beyond] == ["callback, which nobody wanted"]


texts = st.text(alphabet="栗本出張明日15時の、a@9あ", max_size=12)


@given(part=texts, before=texts, after=texts)
def test_what_is_written_is_found_within_whatever_stands_around_it(part, before, after):
    assert is_in(part, before + part + after)


@given(st.data())
def test_a_call_meets_whatever_is_taken_from_itself(data):
    names = data.draw(st.sets(st.sampled_from(["kind", "outcome", "urgency"])))
    contained = data.draw(st.sets(st.sampled_from(["told", "promised", "refused", "unconfirmed"])))
    wanted = Expectation(
        **{name: (getattr(REPORT, name),) for name in names},
        **{name: getattr(REPORT, name) for name in contained},
        effects=data.draw(st.sampled_from([None, CALL.effects])),
        said=tuple(Saying(act=act) for turn in TURNS for act in turn.acts),
    )
    assert wanted.failures(CALL) == ()


@pytest.mark.parametrize(
    ("heard", "holds"), [("ゴーダ", True), ("アイダ", False), ("", False), ("Goda", False)]
)
def test_a_name_in_other_characters_is_the_same_where_it_was_heard_so(heard, holds):
    call = replace(otherwise(caller_name="合田"), name_heard=heard)
    assert (Expectation(caller_name="郷田").failures(call) == ()) is holds


def test_a_company_in_other_characters_is_the_same_where_it_was_heard_so():
    call = replace(otherwise(caller_company="青空提唱"), company_heard="アオゾラセーソー")
    assert Expectation(caller_company="青空清掃").failures(call) == ()
    assert Expectation(caller_company="青空清掃").failures(replace(call, company_heard="アオゾラ"))
