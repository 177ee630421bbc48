"""Every saved state of a manual can be named, compared and gone back to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError, ManualInvalid
from knowledge.versions import content_of, difference, find_version, history, restore, save
from knowledge.written import content_id

AT = dt.datetime(2026, 11, 22, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
FIRST = "company: {name: 株式会社カナリア, reading: かなりあ}\n"
SECOND = FIRST + 'phone: "03-0012-3456"\n'


@pytest.fixture
def client(tmp_path: Path) -> Path:
    path = tmp_path / "client.yaml"
    path.write_text(FIRST, encoding="utf-8")
    save(path, "桜井", "初版", AT)
    path.write_text(SECOND, encoding="utf-8")
    save(path, "森", "代表番号を足す", AT + dt.timedelta(hours=1))
    return path


def test_a_version_says_when_by_whom_and_why(client: Path) -> None:
    first, second = history(client)
    assert (first.number, first.at, first.by, first.why) == (1, AT, "桜井", "初版")
    assert second.id == content_id(client.read_bytes()) and second.number == 2
    assert content_of(client, first).decode() == FIRST


def test_what_changed_is_shown(client: Path) -> None:
    first, second = history(client)
    assert '+phone: "03-0012-3456"' in difference(client, first)
    assert '-phone: "03-0012-3456"' in difference(client, second, first)
    assert difference(client, second) == ()


def test_going_back_is_a_new_version_of_the_old_content(client: Path) -> None:
    third = restore(client, find_version(client, "1"), "桜井", "戻す", AT)
    assert client.read_text(encoding="utf-8") == FIRST
    assert (third.number, third.id) == (3, history(client)[0].id)


def test_going_back_never_loses_what_was_not_saved(client: Path) -> None:
    client.write_text(SECOND + "address: 架空町\n", encoding="utf-8")
    first = find_version(client, "1")
    with pytest.raises(KnowledgeError, match="not saved"):
        restore(client, first, "桜井", "戻す", AT)
    assert "架空町" in client.read_text(encoding="utf-8")
    restore(client, first, "桜井", "戻す", AT, force=True)
    assert client.read_text(encoding="utf-8") == FIRST


def test_a_version_is_named_by_number_or_by_the_beginning_of_its_id(client: Path) -> None:
    second = history(client)[1]
    assert find_version(client, "2") == find_version(client, second.id[:8]) == second
    for name in ("3", "0", "", second.id[:3], "zzzzzzzz"):
        with pytest.raises(KnowledgeError) as wrong:
            find_version(client, name)
        assert "1 to 2" in wrong.value.remedy


def test_only_a_changed_usable_manual_is_saved(client: Path) -> None:
    with pytest.raises(KnowledgeError, match="as it was saved last"):
        save(client, "桜井", "もう一度", AT)
    client.write_text("company: 5\n", encoding="utf-8")
    with pytest.raises(ManualInvalid):
        save(client, "桜井", "まちがい", AT)
    assert len(history(client)) == 2


@pytest.mark.parametrize(("by", "why"), [("", "理由"), ("桜井", " "), ("桜井", "長" * 501)])
def test_a_version_needs_who_and_why(client: Path, by: str, why: str) -> None:
    client.write_text(FIRST + "address: 架空町\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        save(client, by, why, AT)


def test_a_log_torn_by_a_crash_keeps_its_whole_lines_and_goes_on(client: Path) -> None:
    log = client.parent / "client.versions" / "log.jsonl"
    log.write_bytes(log.read_bytes()[:-20])
    assert [v.number for v in history(client)] == [1]
    save(client, "森", "もう一度", AT)
    assert [v.by for v in history(client)] == ["桜井", "森"]
    assert history(client)[1].number == 2


def test_a_content_that_was_touched_is_not_given_back(client: Path) -> None:
    first = history(client)[0]
    (client.parent / "client.versions" / f"{first.id}.yaml").write_text("company: x\n")
    with pytest.raises(KnowledgeError, match="changed afterwards"):
        content_of(client, first)
    (client.parent / "client.versions" / f"{first.id}.yaml").unlink()
    with pytest.raises(KnowledgeError, match="cannot be read"):
        content_of(client, first)


def test_reasons_may_hold_lines_and_quotes(client: Path) -> None:
    client.write_text(FIRST + "address: 架空町\n", encoding="utf-8")
    save(client, '桜井"', "一行目\n二行目\u2028三行目", AT)
    assert history(client)[-1].why == "一行目\n二行目\u2028三行目"


def test_a_manual_without_versions_has_no_history(tmp_path: Path) -> None:
    assert history(tmp_path / "client.yaml") == ()
    with pytest.raises(KnowledgeError) as wrong:
        find_version(tmp_path / "client.yaml", "1")
    assert "save the first" in wrong.value.remedy
