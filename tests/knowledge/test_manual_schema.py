"""The published shape is the one manuals are read by, and says what every key is for."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from knowledge import schema as shapes
from knowledge.json_schema import manual_schema
from knowledge.parts import spans
from knowledge.schema import Company, Manual, Period, ReportTo, Vip

PUBLISHED = Path(__file__).parents[2] / "docs" / "manual.schema.json"
SAMPLES = sorted(
    Path(str(f)) for f in resources.files("clients").iterdir() if f.name.endswith(".yaml")
)
TEMPLATE = Path(str(resources.files("knowledge").joinpath("template.yaml")))


class AsWritten(yaml.SafeLoader):
    """Dates stay text, as an editor sees them."""


AsWritten.yaml_implicit_resolvers = {
    start: [(tag, shape) for tag, shape in resolvers if not tag.endswith(":timestamp")]
    for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_published_schema_is_up_to_date() -> None:
    """Mend with: denwaban manual schema > docs/manual.schema.json."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == manual_schema()


def test_every_key_of_every_part_says_what_it_is_for() -> None:
    parts = [p for p in vars(shapes).values() if isinstance(p, type) and issubclass(p, BaseModel)]
    bare = [
        f"{part.__name__}.{name}"
        for part in parts
        for name, field in part.model_fields.items()
        if not field.description
    ]
    assert len(parts) > 20 and bare == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_sample_fits_the_published_schema(path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=AsWritten)
    shape = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(
        shape, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in checker.iter_errors(written)] == []


def test_the_template_names_every_part_of_a_manual() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    assert [key for key in Manual.model_fields if f"{key}:" not in text] == []


def minimal(**more: Any) -> Manual:
    return Manual.model_validate({"company": {"name": "有限会社か", "reading": "か"}, **more})


def test_a_company_is_called_without_its_form() -> None:
    company = Company(name="株式会社カナリア", reading="かぶしきがいしゃかなりあ")
    assert (company.form, company.called) == ("前株", "カナリア")
    assert Company(name="カナリア株式会社", reading="か").form == "後株"
    with pytest.raises(ValidationError, match="後株"):
        Company(name="株式会社カナリア", reading="か", kabu="後株")


@pytest.mark.parametrize(
    "more",
    [
        {"periods": [{"name": "夏季休業", "start": "2027-08-15", "end": "2027-08-11"}]},
        {"periods": [{"name": "夏", "start": "2027-08-11", "end": "2027-08-11", "hours": "昼"}]},
        {"special_hours": {"2026-12-28": "9-12"}},
        {"rules": {"complaint": {"turns": 5}}},
        {"vips": [{"staff": "栗本"}]},
        {"report": {"slack": "hooks.example.com"}},
        {"recording": {"retention_days": 0}},
        {"staff": [{"name": "栗本", "reading": "くりもと", "pin": "12"}]},
        {
            "orders": {
                "items": [{"name": "豆", "reading": "まめ"}, {"name": "豆", "reading": "まめ"}]
            }
        },
        {"operators": [{"name": "係", "number": "03-0012-3456", "hours": "朝から"}]},
        {"holidays": "sometimes"},
    ],
)
def test_what_cannot_be_meant_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        minimal(**more)


def test_a_time_without_quotes_is_still_that_time() -> None:
    held = yaml.safe_load("at: 18:30")
    assert held["at"] == 1110, "YAML 1.1 counts in sixties"
    assert ReportTo.model_validate(held).at == "18:30"


def test_a_single_day_is_a_period_too() -> None:
    period = Period.model_validate({"name": "棚卸し", "start": "2027-03-31", "end": "2027-03-31"})
    assert spans(period.hours) == ()


def test_a_vip_may_be_known_by_number_alone() -> None:
    assert Vip(number="03-0012-3456").put_through


@given(
    opens=st.integers(0, 23 * 60 + 58), length=st.integers(1, 12 * 60), sign=st.sampled_from("-~〜")
)
def test_any_span_of_a_day_is_read_as_written(opens: int, length: int, sign: str) -> None:
    closes = min(opens + length, 23 * 60 + 59)
    text = f"{opens // 60}:{opens % 60:02d}{sign}{closes // 60}:{closes % 60:02d}"
    ((start, end),) = spans(text)
    assert start.hour * 60 + start.minute == opens and end.hour * 60 + end.minute == closes
