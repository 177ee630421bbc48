"""A manual is read once; what was read before is known by its content, not by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import manual as loading
from knowledge.errors import ManualInvalid
from knowledge.manual import examine, load_manual

TEXT = """company: {name: 株式会社カナリア, reading: かなりあ}
special_hours: {2026-12-28: "9:00-12:00"}
closed_on: [2026-12-29]
schedule:
  - {staff: 栗本, status: 休暇, start: 2026-12-01 09:00, end: 2026-12-02 09:00}
staff:
  - {name: 栗本 美香, reading: くりもと みか, disclose: {email: false}}
rules: {emergency: {words: [煙], advice: {煙: 電源をお切りください。}}}
"""


@pytest.fixture
def client(tmp_path: Path) -> Path:
    path = tmp_path / "client.yaml"
    path.write_text(TEXT, encoding="utf-8")
    loading._recent.clear()
    return path


def test_the_cached_form_is_the_same_manual(client: Path, tmp_path: Path) -> None:
    first = load_manual(client, tmp_path / "cache")
    loading._recent.clear()
    (kept,) = (tmp_path / "cache" / "manuals").iterdir()
    assert load_manual(client, tmp_path / "cache") == first
    assert load_manual(client).model_fields_set == first.model_fields_set
    assert kept.stat().st_mode & 0o077 == 0, "it holds private numbers"


def test_a_changed_manual_is_read_again(client: Path, tmp_path: Path) -> None:
    load_manual(client, tmp_path / "cache")
    client.write_text(TEXT.replace("栗本 美香", "栗本 実花"), encoding="utf-8")
    assert load_manual(client, tmp_path / "cache").staff[0].name == "栗本 実花"


@pytest.mark.parametrize("spoiled", [b"", b"{", b'{"company": 5}', b'{"old": "shape"}'])
def test_a_spoiled_cache_only_costs_time(client: Path, tmp_path: Path, spoiled: bytes) -> None:
    first = load_manual(client, tmp_path / "cache")
    loading._recent.clear()
    (kept,) = (tmp_path / "cache" / "manuals").iterdir()
    kept.write_bytes(spoiled)
    assert load_manual(client, tmp_path / "cache") == first


def test_a_cache_that_cannot_be_written_is_done_without(client: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert load_manual(client, tmp_path / "file").staff


def test_a_wrong_manual_is_never_cached(client: Path, tmp_path: Path) -> None:
    client.write_text(TEXT.replace("staff: 栗本", "staff: 粟本"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ManualInvalid):
            load_manual(client, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("faq: []\nstaff: []\nfaq: []\n", 3, '"faq" is written twice', "join"),
        ("company:\n  name： カナリア\n  reading: かなりあ\n", 3, "YAML", "half-width colon"),
        ("company:\n\tname: カナリア\n", 2, "YAML", "spaces"),
        ("company: {name: か, reading: か}\nphone: 0312345670\n", 2, "phone", "quotes"),
        ("company: {name: か, reading: か}\nservice: {on: true}\n", 2, "service", ""),
    ],
)
def test_slips_of_the_pen_are_told_as_such(
    tmp_path: Path, text: str, line: int, message: str, remedy: str
) -> None:
    path = tmp_path / "client.yaml"
    path.write_text(text, encoding="utf-8")
    manual, problems = examine(path)
    assert manual is None
    assert any(p.line == line and message in p.message and remedy in p.remedy for p in problems), (
        problems
    )


def test_a_part_used_twice_by_alias_is_no_key_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    text = """company: {name: か, reading: か}
departments:
  - &first {name: 営業部, reading: えいぎょうぶ}
  - {<<: *first, name: 営業一部}
"""
    path.write_text(text, encoding="utf-8")
    assert [d.name for d in load_manual(path).departments] == ["営業部", "営業一部"]


def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("company: {name: か, reading: か, short: }\nstaff:\nfaq:\n", encoding="utf-8")
    manual = load_manual(path)
    assert (manual.staff, manual.faq, manual.company.short) == ((), (), "")


def test_a_file_written_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert load_manual(path).staff[0].name == "栗本 美香"
