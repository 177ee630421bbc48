"""The manual's shape as JSON Schema, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

from knowledge.schema import Manual

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def manual_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a manual; descriptions are the fields' docstrings."""
    shape = Manual.model_json_schema()
    return {"$schema": DIALECT, **shape, "title": "Denwaban client manual"}
