import json

import pytest
from typer.testing import CliRunner

from agent.cli import build

runner = CliRunner()


def normalize(*rows: object) -> list[dict[str, object]]:
    lines = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows)
    result = runner.invoke(build(), ["normalize"], input=lines)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("row", "value", "doubtful"),
    [
        ({"kind": "phone", "spoken": "ゼロ三のゼロゼロ一二の三四五六"}, "0300123456", False),
        ({"kind": "phone", "spoken": "03の0012の345"}, "030012345", True),
        (
            {"kind": "datetime", "spoken": "明日の15時", "now": "2026-11-24T10:20"},
            "2026-11-25T15:00",
            False,
        ),
        ({"kind": "email", "spoken": "info@example.com", "now": None}, "info@example.com", False),
    ],
)
def test_a_row_is_written(row: dict[str, object], value: str, doubtful: bool) -> None:
    (written,) = normalize({"id": 7, **row})
    assert set(written) == {"id", "value", "display", "needs_confirmation", "reason"}
    assert (written["id"], written["value"]) == (7, value)
    assert written["needs_confirmation"] is doubtful
    assert bool(written["reason"]) == doubtful


def test_a_name_is_written() -> None:
    (written,) = normalize({"id": "n", "kind": "name", "spoken": "田中です"})
    assert written["value"] == "田中"


def test_an_offset_becomes_japanese_time() -> None:
    row = {"id": 1, "kind": "datetime", "spoken": "明日", "now": "2026-11-24T20:00:00+00:00"}
    assert normalize(row)[0]["value"] == "2026-11-26"


def test_without_now_a_relative_day_is_not_guessed() -> None:
    (written,) = normalize({"id": 1, "kind": "datetime", "spoken": "明日"})
    assert (written["value"], written["needs_confirmation"]) == (None, True)


@pytest.mark.parametrize(
    "row",
    [
        "これは行です",
        "[1, 2]",
        "[" * 100_000,
        {"id": "x", "kind": "address", "spoken": "東京"},
        {"id": "x", "kind": ["phone"], "spoken": "03"},
        {"id": "x", "kind": "phone"},
        {"id": "x", "kind": "phone", "spoken": 312345678},
        {"id": "x", "kind": "datetime", "spoken": "明日", "now": "きのう"},
        {"id": "x", "kind": "datetime", "spoken": "明日", "now": 20261124},
    ],
)
def test_a_bad_row_is_told_and_the_rest_go_on(row: object) -> None:
    bad, good = normalize(row, {"id": 2, "kind": "phone", "spoken": "03の0012の3456"})
    assert set(bad) == {"id", "error"}
    assert good["value"] == "0300123456"


def test_bytes_that_are_no_text_are_told() -> None:
    result = runner.invoke(build(), ["normalize"], input=b'\xff\xfe{"id":1}\n')
    assert json.loads(result.stdout)["error"]


def test_empty_lines_are_no_rows() -> None:
    assert normalize("", "  ") == []


def test_endless_turns_are_taken() -> None:
    long = "ゼロサンの" * 4000
    kinds = ("phone", "email", "datetime", "name")
    rows = [{"id": k, "kind": k, "spoken": long, "now": "2026-11-24T10:20"} for k in kinds]
    assert [row["id"] for row in normalize(*rows)] == list(kinds)
