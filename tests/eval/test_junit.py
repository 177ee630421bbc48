"""JUnit XML of a run: read back by a parser, whatever callers and errors are called."""

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from eval.expectation import Failure
from eval.junit import junit
from eval.playing import Plan
from eval.result import planned
from eval.scenario import Scenario

HELD = replace(planned(Plan(Scenario("held", "", (), {})), "1"), suite="faq", took_s=1.5)
BROKE = replace(
    HELD,
    scenario="broke",
    suite="sales",
    failures=(Failure("said", "not 終日"), Failure("kind", "other, not sales")),
)
LOST = replace(HELD, scenario="lost", error="SpeechError: gone")


def cases(results):
    return {
        case.get("name").split(" ")[0]: case
        for case in ElementTree.fromstring(junit(results).encode()).iter("testcase")
    }


def test_every_suite_counts_its_own_calls():
    root = ElementTree.fromstring(junit([HELD, BROKE, LOST]).encode())
    assert {suite.get("name"): suite.attrib for suite in root} == {
        "faq": {"name": "faq", "tests": "2", "failures": "0", "errors": "1", "time": "3.000"},
        "sales": {"name": "sales", "tests": "1", "failures": "1", "errors": "0", "time": "1.500"},
    }
    assert root.get("tests") == "3"


def test_a_failure_tells_every_must_and_an_error_what_happened():
    found = cases([HELD, BROKE, LOST])
    assert list(found["held"]) == []
    assert found["broke"].find("failure").text == "said: not 終日\nkind: other, not sales"
    assert found["lost"].find("error").get("message") == "SpeechError: gone"


@given(st.text())
def test_any_text_gives_xml_that_can_be_read(text):
    [case] = ElementTree.fromstring(
        junit([replace(BROKE, failures=(Failure("said", text),))]).encode()
    ).iter("testcase")
    kept = [mark for mark in text if mark.isprintable()]
    assert all(mark in case.find("failure").text for mark in kept)
