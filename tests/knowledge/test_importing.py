"""A client's own list becomes entries of a manual; what is left out is said, with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.columns import field_of
from knowledge.drafting import Beginnings, new_manual
from knowledge.errors import KnowledgeError
from knowledge.importing import Taken, take_in
from knowledge.insertion import insert, scalar
from knowledge.manual import load_manual
from knowledge.schema import Manual
from knowledge.tables import Row, read_tables

STAFF = """社員名簿（2026年）,,,,,,,
氏名,フリガナ,部署,役職,メールアドレス,内線,携帯電話,入社年
栗本 美香,ｸﾘﾓﾄ ﾐｶ,営業部,主任,kurimoto@example.com,201,090-0011-2233,2010
佐藤健一,サトウケンイチ,営業部,部長,k-sato@,202,9000112234,
高橋隆文,,技術部,,,,,
栗本　美香,クリモト ミカ,営業部,,,,,
,,,,,,,
,タナカ,,,,,,
"""
FAQ = """# よくあるご質問

## 駐車場はありますか？
はい、**3台分**ございます。
[地図](https://example.com/map)をご覧ください。

Q1．支払い方法は何がありますか
A1．銀行振込とカードです。
Q2. 返品はできますか
A:

| お問い合わせ内容 | ご回答 | カテゴリ | 最終更新日 |
|:---|---|---|---|
| 送料はいくらですか | 600円です。 | 配送 | 2026年10月1日 |
| 送料は、いくらですか？ | 700円です。 | 配送 | |
"""


def taken(path: Path, text: str | bytes, before: str | None = None) -> tuple[Manual, Taken]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    result = take_in(read_tables(path), before.encode("utf-8") if before is not None else None)
    return Manual.model_validate(yaml.safe_load(result.content)), result


def notes(result: Taken, kind: str) -> list[str]:
    return [f"{n.where}: {n.message}" for n in result.notes if n.kind == kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_staff_list_is_taken_in_whatever_excel_writes(tmp_path: Path, encoding: str) -> None:
    manual, result = taken(tmp_path / "staff.csv", STAFF.encode(encoding))
    kurimoto, sato, takahashi = manual.staff
    assert (kurimoto.name, kurimoto.reading, kurimoto.title) == (
        "栗本 美香",
        "くりもと みか",
        "主任",
    )
    assert (kurimoto.mobile, kurimoto.extension) == ("090-0011-2233", "201")
    assert (sato.name, sato.reading) == ("佐藤 健一", "さとう けんいち")
    assert (sato.mobile, sato.email) == ("090-0011-2234", None), "the lost zero is put back"
    assert (takahashi.name, takahashi.reading) == ("高橋 隆文", "たかはし たかふみ")
    assert [(d.name, d.reading) for d in manual.departments] == [
        ("営業部", "えいぎょうぶ"),
        ("技術部", "ぎじゅつぶ"),
    ]
    assert result.staff == 3


def test_what_is_guessed_is_marked_and_what_is_left_is_said(tmp_path: Path) -> None:
    _, result = taken(tmp_path / "staff.csv", STAFF)
    text = result.content.decode()
    assert "reading: たかはし たかふみ  # 要確認" in text
    assert "reading: くりもと みか\n" in text
    left = notes(result, "left")
    assert any("入社年" in note for note in left)
    assert any("line 6" in note and "there already" in note for note in left)
    assert any("line 8" in note and "name is empty" in note for note in left)
    assert any("k-sato@" in note for note in notes(result, "doubt"))


def test_markdown_gives_headings_questions_and_tables(tmp_path: Path) -> None:
    manual, result = taken(tmp_path / "faq.md", FAQ)
    found = {entry.question: entry for entry in manual.faq}
    assert found["駐車場はありますか？"].answer == "はい、3台分ございます。 地図をご覧ください。"
    assert found["支払い方法は何がありますか"].answer == "銀行振込とカードです。"
    assert found["送料はいくらですか"].updated_on == dt.date(2026, 10, 1)
    left = notes(result, "left")
    assert any("返品はできますか" in note and "answer is empty" in note for note in left)
    assert any("送料は、いくらですか" in note and "there already" in note for note in left)
    assert result.faq == len(manual.faq) == 3


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "FAQ"
    book.active.append(["No", "質問内容", "回答内容", "言い換え", "更新日"])
    row = [1, "納期は？", "3日です。", "いつ届きますか\n何日で来ますか", dt.datetime(2026, 10, 1)]
    book.active.append(row)
    book.active.append([2.0, "長い答え", "あ" * 300, None, None])
    people = book.create_sheet("名簿")
    people.append(["姓", "名", "セイ", "メイ", "社員番号"])
    people.append(["栗本", "美香", "クリモト", "ミカ", 1024])
    book.save(tmp_path / "all.xlsx")
    result = take_in(read_tables(tmp_path / "all.xlsx"))
    manual = Manual.model_validate(yaml.safe_load(result.content))
    assert [e.id for e in manual.faq] == ["1", "2"]
    assert manual.faq[0].paraphrases == ("いつ届きますか", "何日で来ますか")
    assert manual.faq[0].updated_on == dt.date(2026, 10, 1)
    (person,) = manual.staff
    assert (person.reading, person.employee_number) == ("くりもと みか", "1024")
    assert any("300 characters" in note for note in notes(result, "doubt"))
    assert "電話では長すぎます（300字" in result.content.decode()


def test_what_stands_in_the_manual_keeps_its_every_word(tmp_path: Path) -> None:
    before = new_manual(Beginnings())
    _, result = taken(tmp_path / "faq.md", FAQ, before)
    after = result.content.decode()
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines()), "in the same order"
    path = tmp_path / "client.yaml"
    path.write_bytes(result.content)
    assert [e.id for e in load_manual(path).faq][:2] == ["hours", "faq-2"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("faq:\n- {id: a, question: q, answer: a}\n# end\n", ["a", "faq-2"]),
        ("faq: []\nphone: '03-0012-3456'\n", ["faq-1"]),
        ("faq:\nphone: '03-0012-3456'\n", ["faq-1"]),
        ("faq:\n  - id: a\n    question: q\n    answer: |\n      一\n      二行目\n\nphone: '12'\n",
         ["a", "faq-2"]),
        ("faq:\n  - id: a\n    question: q\n    answer: つづく\n      二行目", ["a", "faq-2"]),
    ],
)  # fmt: skip
def test_entries_go_to_the_end_of_their_list(
    tmp_path: Path, before: str, expected: list[str]
) -> None:
    head = "company: {name: か, reading: か}\n"
    manual, _ = taken(tmp_path / "faq.csv", "質問,回答\n納期は？,3日です。\n", head + before)
    assert [entry.id for entry in manual.faq] == expected
    assert "二行目" in manual.faq[0].answer or "二行目" not in before


def test_a_list_in_one_line_is_not_touched(tmp_path: Path) -> None:
    before = "company: {name: か, reading: か}\nfaq: [{id: a, question: q, answer: a}]\n"
    with pytest.raises(KnowledgeError, match="line 2"):
        taken(tmp_path / "faq.csv", "Q,A\n納期は？,3日です。\n", before)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.pdf", b"%PDF"),
        ("list.xlsx", b"no workbook"),
        ("list.xlsx", b"PK\x03\x04 torn"),
        ("list.csv", b"\x81\xff\xff\x00"),
        ("list.csv", b'a,"' + b"x" * 200_000),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnowledgeError) as wrong:
        read_tables(tmp_path / name)
    assert name.partition(".")[0] in str(wrong.value) and wrong.value.remedy


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "質問\n納期は？\n", "氏名\n栗本\n"])
def test_a_list_of_nothing_known_takes_nothing(tmp_path: Path, text: str) -> None:
    _, result = taken(tmp_path / "list.csv", text)
    assert (result.staff, result.faq) == (0, 0) and result.notes


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("お客様からのお問い合わせ内容", "question"),
        ("質問カテゴリ", ""),
        ("回答者", ""),
        ("ご回答（案）", "answer"),
        ("氏名（フリガナ）", "name"),
        ("氏名カナ", "reading"),
        ("ふりがな", "reading"),
        ("E-Mail", "email"),
        ("携帯番号", "mobile"),
        ("Ｑ", "question"),
        ("備考", ""),
    ],
)
def test_columns_are_known_by_the_names_they_have(header: str, field: str) -> None:
    assert field_of(header) == field


_CELLS = st.text(max_size=20) | st.sampled_from(
    [
        "栗本 美香",
        "納期は？",
        "3日です。",
        "くりもと",
        "2026/13/45",
        "a@example.com",
        "０９０",
        "- x",
        "営業部",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    header=st.permutations(
        ["質問", "回答", "言い換え", "更新日", "ID", "氏名", "よみ", "部署", "携帯", "メール"]
    ),
    rows=st.lists(st.lists(_CELLS, max_size=12), max_size=5),
)
def test_whatever_stands_in_a_list_the_manual_stays_usable(
    header: list[str], rows: list[list[str]]
) -> None:
    tables = tuple(
        tuple(Row(f"line {n}", tuple(cells)) for n, cells in enumerate([columns, *rows], 1))
        for columns in (header, header[:5], header[5:])
    )
    result = take_in(tables)
    manual = Manual.model_validate(yaml.safe_load(result.content))
    assert (len(manual.faq), len(manual.staff)) == (result.faq, result.staff)


_TEXTS = st.text(min_size=1, max_size=60).filter(lambda t: bool(" ".join(t.split())))


@given(question=_TEXTS, answer=_TEXTS)
def test_any_text_survives_being_written(question: str, answer: str) -> None:
    lines = [
        f"- id: {scalar('q')}",
        f"  question: {scalar(question)}",
        f"  answer: {scalar(answer)}",
    ]
    content = insert(b"company: {name: x}\n", "faq", [lines])
    (entry,) = yaml.safe_load(content)["faq"]
    assert (entry["question"], entry["answer"]) == (question, answer)
