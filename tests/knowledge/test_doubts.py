"""What a manual's shape allows and a reader would question is told, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import Problem
from knowledge.manual import examine

BASE = """company: {name: 株式会社カナリア, reading: かぶしきがいしゃかなりあ}
hours: {mon: "9:00-18:00", tue: "9:00-18:00", sat: "9:00-12:00"}
departments:
  - {name: 営業部, reading: えいぎょうぶ}
staff:
  - {name: 栗本 美香, reading: くりもと みか, department: 営業部, mobile: "090-0011-2233"}
  - {name: 高橋 隆文, reading: たかはし たかふみ, department: 営業部, email: taka@example.com, disclose: {email: false}}
operators:
  - {name: 係, number: "03-0012-9999"}
faq:
  - {id: a, question: 駐車場はありますか, answer: 3台分ございます。}
"""  # noqa: E501


Q = "  - {id: b, question: "


def found(tmp_path: Path, text: str) -> list[Problem]:
    path = tmp_path / "client.yaml"
    path.write_text(text, encoding="utf-8")
    return list(examine(path)[1])


def test_a_sound_manual_raises_no_doubt(tmp_path: Path) -> None:
    assert found(tmp_path, BASE) == []


@pytest.mark.parametrize(
    ("added", "line", "message", "level"),
    [
        (Q + "駐車場は、ありますか？, answer: はい。}", 12, "faq b and", "warning"),
        ("  - {id: a, question: 別の質問, answer: はい。}", 12, "used twice", "error"),
        (Q + "携帯は, answer: 090-0011-2233です。}", 12, "private number", "error"),
        (Q + "携帯は, answer: ０９０ー００１１ー２２３３}", 12, "private", "error"),
        (Q + "宛先は, answer: TAKA@example.comです。}", 12, "discloses", "warning"),
        (Q + "係は, answer: 03-0012-9999です。}", 9, "also told", "warning"),
        (Q + "何時までですか, answer: 19時までです。}", 12, "19時", "warning"),
        (Q + "何時までですか, answer: 午後7時まで。}", 12, "午後7時", "warning"),
        (Q + "定休日は, answer: 土曜と日曜はお休みです。}", 12, "土曜", "warning"),
        (Q + f"長い, answer: {'あ' * 201}}}", 12, "201 characters", "warning"),
        ("greeting: {text: 担当は09000112233です。}", 12, "private number", "error"),
        ("wording: {ask.purpose: [090-0011-2233へどうぞ。]}", 12, "private number", "error"),
        ("rules: {complaint: {operator: 掛}}", 12, "掛", "error"),
        ("rules: {answers_for: 営業}", 12, "no department 営業", "warning"),
        ("vips: [{company: 架空商事, staff: 栗木}]", 12, "栗木", "error"),
        ("rules: {emergency: {advice: {煙: 電源をお切りください。}}}", 12, "煙", "warning"),
        ("rules: {staff_call: {accepted: true}}", 12, "2 of staff", "warning"),
    ],
)  # fmt: skip
def test_a_doubt_is_told_where_it_stands(
    tmp_path: Path, added: str, line: int, message: str, level: str
) -> None:
    (problem,) = found(tmp_path, BASE + added + "\n")
    assert (problem.line, problem.level) == (line, level)
    assert message in problem.message and problem.remedy


@pytest.mark.parametrize(
    "answer",
    [
        "9時から18時までで、土曜は12時まででございます。",
        "午前9時から午後6時までです。",
        "9:00から6時までです。",
        "日曜と祝日はお休みです。水曜も休みです。",
        "本日は休みではありません。最終の受付は17時半です。",
    ],
)
def test_an_answer_that_agrees_with_the_hours_is_let_pass(tmp_path: Path, answer: str) -> None:
    entry = f"  - {{id: b, question: 営業時間は, answer: {answer}}}\n"
    assert found(tmp_path, BASE + entry.replace("9:00", "九時")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("くりもと みか", "くりもとみか", 6, "2 parts, its reading 1"),
        ("くりもと みか", "すずき みか", 6, "hardly reads"),
        ("くりもと みか", "たかはし たかふみ", 7, "one reading"),
        ("栗本 美香, reading: くりもと みか", "高橋 瑞穂, reading: たかはし みずほ", 7, "share"),
        (", department: 営業部, mobile", ", mobile", 6, "no department"),
        ("staff:", "  - {name: 経理部, reading: けいりぶ}\nstaff:", 5, "nobody belongs"),
        ("email: taka@example.com,", "status: 退職,", 7, "nobody takes over"),
        ("email: taka@example.com,", "status: 退職, successor: 高橋,", 7, "circle"),
        ("email: taka@example.com,", "calendar: taka.ics,", 7, "no calendar file"),
        ("sat:", "sun:", 2, "holidays"),
    ],
)
def test_people_and_days_are_doubted(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    text = BASE.replace(old, new, 1)
    assert any(p.line == line and message in p.message for p in found(tmp_path, text))


def test_successors_who_left_in_a_circle_are_told_for_each(tmp_path: Path) -> None:
    text = BASE.replace('mobile: "090-0011-2233"', "status: 退職, successor: 高橋")
    text = text.replace("email: taka@example.com", "status: 退職, successor: 栗本")
    circles = [p for p in found(tmp_path, text) if "circle" in p.message]
    assert [p.line for p in circles] == [6, 7]
    assert all("栗本 美香" in p.message and "高橋 隆文" in p.message for p in circles)
