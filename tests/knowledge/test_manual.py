"""A manual is read whole, or refused with a line and a remedy for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError, ManualInvalid
from knowledge.manual import examine, find_manual, load_manual

GOOD = """company:
  name: 株式会社カナリア
  reading: かぶしきがいしゃかなりあ
staff:
  - name: 栗本 美香
    reading: くりもと みか
    email: kurimoto@example.com
"""


BILLION = b"a0: &a0 [x, x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 30)
)
"""Nine to the thirtieth, were it written out."""


def problems(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "client.yaml"
    path.write_text(text, encoding="utf-8")
    _, found = examine(path)
    return [(p.line, p.message, p.remedy) for p in found]


def test_a_good_manual_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "line", "message", "remedy"),
    [
        (
            ("  reading: かぶしきがいしゃかなりあ\n", ""),
            1,
            "company.reading is missing",
            "write it",
        ),
        (("staff:", "stuff:"), 4, "unknown key stuff", "did you mean staff?"),
        (("    email:", "    emial:"), 7, "unknown key staff.1.emial", "did you mean email?"),
        (("kurimoto@example.com", "kurimoto@"), 7, "staff.1.email", "kurimoto@example.com"),
        (("くりもと みか", "栗本"), 6, "staff.1.reading", "hiragana"),
        (("staff:", "hours: {mon: '9-18'}\nstaff:"), 4, "mon", "9:00-18:00"),
        (("staff:", "hours: {mon: '18:00-9:00'}\nstaff:"), 4, "no span", "9:00-18:00"),
        (("staff:", "staff: 5 5\nstaf:"), 4, "staff", ""),
        (("staff:", "voice: {speed: 9}\nstaff:"), 4, "voice.speed", "clients/smile_corp.yaml"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, message: str, remedy: str
) -> None:
    found = problems(tmp_path, GOOD.replace(*change))
    assert any(at == line and message in what and remedy in do for at, what, do in found), found


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("kurimoto@example.com", "x").replace("くりもと みか", "栗本")
    assert len(problems(tmp_path, wrong)) == 2


def test_two_people_of_one_reading_are_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    twin = "  - name: 栗元 実花\n    reading: くりもと みか\n"
    path.write_text(GOOD + twin, encoding="utf-8")
    manual, (problem,) = examine(path)
    assert manual is not None and problem.level == "warning" and problem.line == 9
    assert load_manual(path).staff[1].name == "栗元 実花"


def test_a_schedule_for_nobody_is_an_error(tmp_path: Path) -> None:
    times = "start: 2026-12-01 09:00, end: 2026-12-02 09:00"
    entry = f"schedule:\n  - {{staff: 粟本, status: 休暇, {times}}}\n"
    ((line, message, _),) = problems(tmp_path, GOOD + entry)
    assert line == 9 and "粟本" in message


def test_an_entry_that_ends_before_it_starts_is_an_error(tmp_path: Path) -> None:
    times = "start: 2026-12-02 09:00, end: 2026-12-01 09:00"
    entry = f"schedule:\n  - {{staff: 栗本, status: 休暇, {times}}}\n"
    ((line, message, remedy),) = problems(tmp_path, GOOD + entry)
    assert line == 9 and "later than start" in message and "2026-12-01" in remedy


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[1, 2]",
        b"company: [",
        b"\xff\xfe\x00",
        b"a: &a [*a]",
        b"x: 2026-99-99",
        b"- " * 3000,
        BILLION,
    ],
)
def test_what_is_no_manual_is_refused_kindly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(ManualInvalid) as wrong:
        load_manual(path)
    assert wrong.value.problems and wrong.value.remedy


def test_samples_are_found_by_name_and_a_slip_is_helped() -> None:
    assert find_manual("smile_corp").name == "smile_corp.yaml"
    with pytest.raises(KnowledgeError) as wrong:
        find_manual("smile_cop")
    assert "smile_corp" in wrong.value.remedy


def test_readings_and_bias_words_are_as_pronounced() -> None:
    manual = load_manual(find_manual("smile_corp"))
    assert ("佐藤", "サトー") in manual.bias_words()
    assert manual.readings()["smilecorp"] == "スマイルコープ"
    assert all("090" not in text for text, _ in manual.bias_words())
