"""Which column of a client's own list holds what, by the names such columns have in Japan."""

from __future__ import annotations

import re
import unicodedata

from knowledge.tables import Table

_EXACT = {
    "question": "q 質問 ご質問 問 問い 質問文 質問内容 お問い合わせ お問い合わせ内容 question",
    "answer": "a 回答 ご回答 答 答え 回答文 回答内容 返答 ご案内 answer",
    "paraphrases": "言い換え 言いかえ 類似質問 別の聞き方 別表現 paraphrases",
    "updated_on": "更新日 最終更新 最終更新日 改訂日 updated",
    "ask": "確認事項 伺うこと 聞くこと 要確認事項",
    "id": "id no 番号 faqid 管理番号 #",
    "name": "氏名 名前 お名前 社員名 担当者 担当者名 従業員名 職員名 姓名 name",
    "surname": "姓 苗字 名字 lastname",
    "given": "名 firstname",
    "surname_reading": "セイ せい 姓カナ 姓かな 姓フリガナ 姓ふりがな",
    "given_reading": "メイ めい 名カナ 名かな 名フリガナ 名ふりがな",
    "reading": "カナ かな ヨミ よみ 読み 読み方 reading",
    "department": "部署 所属 部門 課 部署名 所属部署 配属先 department",
    "title": "役職 肩書 肩書き 役職名 職位 title",
    "email": "メール メールアドレス eメール email mail e-mail",
    "extension": "内線 内線番号 extension",
    "mobile": "携帯 携帯電話 携帯番号 携帯電話番号 mobile",
    "employee_number": "社員番号 従業員番号 職員番号 社員no",
}
_BY_NAME = {name: field for field, names in _EXACT.items() for name in names.split()}
_NO_TEXT = r"カテゴリ|分類|番号|件数|日$|日時|者|部署|担当|種別|id|no"
_HOLDING = (
    ("reading", re.compile(r"フリガナ|ふりがな|よみがな|ヨミガナ|カナ$|かな$|よみ$|ヨミ$")),
    ("email", re.compile(r"メール|mail")),
    ("extension", re.compile(r"内線")),
    ("mobile", re.compile(r"携帯")),
    ("employee_number", re.compile(r"(?:社員|従業員|職員)(?:番号|コード|no|id)")),
    ("name", re.compile(r"氏名|名前|社員名")),
    ("department", re.compile(r"部署|所属|部門")),
    ("title", re.compile(r"役職|肩書")),
    ("question", re.compile(rf"^(?!.*(?:{_NO_TEXT})).*(?:質問|問い?合わ?せ)")),
    ("answer", re.compile(rf"^(?!.*(?:{_NO_TEXT})).*(?:回答|答え|返答)")),
)
_SEARCHED_ROWS = 10
"""Lists begin with a title, a date, an empty row; further down no header is looked for."""


def field_of(header: str) -> str:
    """The field a column's name stands for; empty when it is not known."""
    plain = unicodedata.normalize("NFKC", header).lower()
    plain = re.sub(r"[(（【\[].*?[)）】\]]|[\s・*※:：._]", "", plain)
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    return next((field for field, shape in _HOLDING if shape.search(plain)), "")


def header_of(table: Table) -> tuple[int, dict[str, int]] | None:
    """(index of the row that names the columns, field -> column); None when no row does."""
    for index, row in enumerate(table[:_SEARCHED_ROWS]):
        columns: dict[str, int] = {}
        for number, cell in enumerate(row.cells):
            field = field_of(cell) if cell and len(cell) <= 30 else ""
            if field:
                columns.setdefault(field, number)
        if kind_of(columns):
            return index, columns
    return None


def kind_of(columns: dict[str, int]) -> str:
    """faq, staff or empty."""
    if "question" in columns and "answer" in columns:
        return "faq"
    is_staff = "name" in columns or ("surname" in columns and len(columns) > 1)
    return "staff" if is_staff and len(columns) > 1 else ""
