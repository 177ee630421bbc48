"""Who works in the offices that the tests ask for."""

from __future__ import annotations

from knowledge.directory import Directory
from knowledge.schema import Manual

OFFICE = (
    ("栗本 美香", "くりもと みか", "営業部", "主任"),
    ("佐藤 健一", "さとう けんいち", "営業部", "部長"),
    ("佐藤 裕子", "さとう ゆうこ", "経理部", ""),
    ("佐藤 大輔", "さとう だいすけ", "技術部", "課長"),
    ("高橋 隆文", "たかはし たかふみ", "技術部", "部長"),
    ("高橋 健", "たかはし けん", "技術部", ""),
    ("小山 進", "こやま すすむ", "総務部", "総務部長"),
    ("東 一郎", "ひがし いちろう", "総務部", ""),
    ("後藤 純", "ごとう じゅん", "総務部", ""),
    ("森 有紀", "もり ゆき", "経理部", ""),
    ("小笠原 正", "おがさわら ただし", "", "代表取締役社長"),
)
DEPARTMENTS = (
    ("営業部", "えいぎょうぶ", ("営業",)),
    ("経理部", "けいりぶ", ("会計",)),
    ("技術部", "ぎじゅつぶ", ("サポート窓口", "サポート")),
    ("総務部", "そうむぶ", ()),
)


def directory_of(people: tuple[tuple[str, str, str, str], ...]) -> Directory:
    staff: list[dict[str, object]] = [
        {"name": name, "reading": reading, "department": department, "title": title}
        for name, reading, department, title in people
    ]
    staff.append({"name": "大野 修", "reading": "おおの おさむ", "status": "退職"})
    return Directory(
        Manual.model_validate(
            {
                "company": {"name": "大会社", "reading": "だいがいしゃ"},
                "departments": [
                    {"name": name, "reading": reading, "aliases": aliases}
                    for name, reading, aliases in DEPARTMENTS
                ],
                "staff": staff,
            }
        )
    )
