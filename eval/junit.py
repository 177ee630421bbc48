"""Results as JUnit XML, for whatever shows a build's tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from eval.result import CallResult

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def junit(results: Sequence[CallResult]) -> str:
    """One testsuite a suite, one testcase a call; a call that could not be played is an error."""
    root = ElementTree.Element("testsuites", {"name": "denwaban eval"} | _counts(results))
    ordered = sorted(results, key=lambda one: one.suite)
    for suite, group in groupby(ordered, key=lambda one: one.suite):
        calls = list(group)
        node = ElementTree.SubElement(root, "testsuite", {"name": suite or "eval"} | _counts(calls))
        for call in calls:
            _add(node, call)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _counts(calls: Sequence[CallResult]) -> dict[str, str]:
    return {
        "tests": str(len(calls)),
        "failures": str(sum(not call.passed and not call.error for call in calls)),
        "errors": str(sum(bool(call.error) for call in calls)),
        "time": f"{sum(call.took_s for call in calls):.3f}",
    }


def _add(suite: ElementTree.Element, call: CallResult) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_clean(".".join(part for part in ("eval", call.mode, call.suite) if part)),
        name=_clean(f"{call.scenario} (seed {call.seed}, {call.condition})"),
        time=f"{call.took_s:.3f}",
    )
    if call.error:
        ElementTree.SubElement(case, "error", message=_clean(call.error))
    elif call.failures:
        lines = [str(failure) for failure in call.failures]
        node = ElementTree.SubElement(case, "failure", message=_clean(lines[0]))
        node.text = _clean("\n".join(lines))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
