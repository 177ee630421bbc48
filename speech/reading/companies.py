"""Company names as they are written: 前株, 後株, kinds of corporation said in whatever order.

「青空、前株です」 株式会社青空   「みどり印刷、後ろに株式会社がつきます」 みどり印刷株式会社
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from speech.reading.kana import hiragana, is_kana, pronounced
from speech.reading.kanji import is_kanji
from speech.reading.kanji_explained import explained
from speech.reading.name_words import reading_of

FORMS = (
    "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "医療法人社団", "医療法人財団",
    "医療法人",
    "社会福祉法人", "学校法人", "宗教法人", "一般社団法人", "公益社団法人", "社団法人",
    "一般財団法人",
    "公益財団法人", "財団法人", "特定非営利活動法人", "NPO法人", "弁護士法人", "税理士法人",
    "司法書士法人",
    "社会保険労務士法人", "行政書士法人", "独立行政法人", "農業協同組合", "協同組合",
)  # fmt: skip
_SPOKEN_FORMS = {
    "かぶしきがいしゃ": "株式会社", "かぶしきかいしゃ": "株式会社", "カブシキガイシャ": "株式会社",
    "(株)": "株式会社", "㈱": "株式会社", "ゆうげんがいしゃ": "有限会社",
    "ゆうげんかいしゃ": "有限会社",
    "ユウゲンガイシャ": "有限会社", "(有)": "有限会社", "ごうどうがいしゃ": "合同会社",
    "ゴウドウガイシャ": "合同会社",
    "いりょうほうじん": "医療法人", "エヌピーオーほうじん": "NPO法人",
    "エヌピーオー法人": "NPO法人",
    "npo法人": "NPO法人", "エヌピーオーホウジン": "NPO法人", "LLC": "合同会社",
    "まえかぶ": "前株", "マエカブ": "前株", "前かぶ": "前株", "あとかぶ": "後株",
    "アトカブ": "後株",
    "後かぶ": "後株", "まえゆう": "前有", "前有限": "前有", "後有限": "後有", "あとゆう": "後有",
}  # fmt: skip
_KINDS = {
    "株": "株式会社",
    "有": "有限会社",
    "有限": "有限会社",
    "合同": "合同会社",
    "合": "合同会社",
}
_FORM = "|".join(sorted(FORMS, key=len, reverse=True))
_PLACE = re.compile(r"(?P<place>前|後)(?:ろ)?(?P<kind>株|有(?!限会)|合(?!同))(?:式)?")
_FORM_PLACED = re.compile(
    rf"(?:(?P<form1>{_FORM}|株|有限|合同)(?:会社)?(?:は|が|って|の(?:位置|"
    rf"場所)は?)、?(?P<place1>前|後|あと|うしろ|頭|最初|先)"
    rf"|(?P<place2>前|後ろ?|あと|うしろ|頭|最初|先)(?:に|の|が|には?)(?:つく|付く|ついて|"
    rf"付いて)?、?(?P<form2>{_FORM}|有限|合同|株))"
    r"(?:ろ)?(?:に|で)?(?:が|は)?(?:つきます|付きます|つく|付く|ついています|です|入ります|"
    r"なります|(?:つけ|付け|入れ|置い|き|来|つい|付い)て(?:ください|もらって|います|いて)?)*(?:です)?"
)
_NO_FORM = re.compile(
    r"(?:株式会社|会社|前株も後株も)?(?:は|も)?(?:つきません|付きません|なしです|ないです)"
)
_SCRIPT = re.compile(
    r"(?P<part>[^、。はがのを]{1,15})(?:は|が|を|の(?:ところ|部分)は)、?(?:すべて|全部|みんな)?"
    r"(?P<script>ひらがな|平仮名|カタカナ|片仮名|かたかな|アルファベット|ローマ字|英語|"
    r"英字)(?:表記|の大文字|で書きます|になります|で)?(?:です)?"
)
_ALL_IN = re.compile(
    r"(?:すべて|全部)?(?P<script>ひらがな|平仮名|カタカナ|片仮名|かたかな|アルファベット|"
    r"ローマ字|英語|英字)"
    r"(?:表記|の大文字|大文字)?(?:です|で書きます|になります)?$"
)
_IN_BEFORE = re.compile(
    r"(?P<script>ひらがな|平仮名|カタカナ|片仮名|かたかな|アルファベット|"
    r"英語)[での]、?(?P<part>[^、。]+)"
)
_LETTERS = {
    "ダブリュー": "W", "ダブリュ": "W", "アール": "R", "エックス": "X", "エイチ": "H",
    "エッチ": "H",
    "ディー": "D", "ティー": "T", "ジェー": "J", "ジェイ": "J", "キュー": "Q", "ゼット": "Z",
    "ブイ": "V",
    "エー": "A", "エイ": "A", "ビー": "B", "シー": "C", "イー": "E", "エフ": "F", "ジー": "G",
    "アイ": "I",
    "ケー": "K", "ケイ": "K", "エル": "L", "エム": "M", "エヌ": "N", "オー": "O", "ピー": "P",
    "エス": "S",
    "ユー": "U", "ワイ": "Y", "アンド": "&",
}  # fmt: skip
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_LETTER_RUN = re.compile(rf"(?:(?:{_LETTER.pattern})[・、]?){{2,}}")
_IN_KANJI = re.compile(r"^(?:(?:社名|会社名|名前|これ)?は?、?)?漢字(?:で(?:は|すと)?|は|だと)、?")
_POLITE = re.compile(
    r"(?:と申します|といいます|と言います|でございます|になります|となります|と書きます|"
    r"ですが|ですけど|です(?:ね|よ)?|の者です)$"
)
_CALL = re.compile(
    r"^(?:(?:会社|社)名は|こちら(?:は)?|うちは|弊社は|会社は|私ども?は?|わたくしども?は?)、?"
)
_OFFICE = re.compile(
    r"(?:の|、)?(?P<office>[一-鿿ァ-ヴーぁ-ん]{2,6}?(?:支店|営業所|支社|本社|本店|事業所|"
    r"出張所|センター|工場))$"
)


@dataclass(frozen=True, slots=True)
class Company:
    """A company's name as written."""

    name: str
    is_certain: bool
    """False where the place of 株式会社 was not told, or part of the name was guessed."""


def company_in(text: str) -> Company | None:
    """The company that a caller names, with what she says of how it is written; else None."""
    for spoken, form in _SPOKEN_FORMS.items():
        text = text.replace(spoken, form)
    form, place, text = _placed(text)
    if not form and not re.search(_FORM, text):
        return None
    clauses = [c for c in re.split(r"[、。]", text) if c]
    name, rest = "", []
    for clause in clauses:
        bare = _polite_off(clause)
        if not name and bare and bare not in ("の", "です") and not _SCRIPT.fullmatch(bare):
            name = bare
        else:
            rest.append(clause)
    if not name:
        return None
    name = _respelled(_CALL.sub("", name), rest)
    return _assembled(name, form, place)


def _polite_off(clause: str) -> str:
    for _ in range(3):
        clause = _POLITE.sub("", clause)
    return clause


def _placed(text: str) -> tuple[str, str, str]:
    """(form, 前 or 後, the text without what was said about it)."""
    form = place = ""
    for pattern in (_FORM_PLACED, _PLACE):
        found = pattern.search(text)
        if found is None:
            continue
        groups = found.groupdict()
        place = groups.get("place") or groups.get("place1") or groups.get("place2") or ""
        kind = groups.get("kind") or groups.get("form1") or groups.get("form2") or ""
        form = _KINDS.get(kind, kind)
        after = text[found.end() :]
        named = re.match(rf"の(?P<form>{_FORM})", after)
        if named is not None:
            form, after = named["form"], after[named.end() :]
        elif found.start() == 0 and after.startswith(("の", "で")):
            after = after[1:]
        text = text[: found.start()] + "、" + after
        break
    if form and re.search(form + r"(?:です)?(?:、|。|$)", text) and place:
        text = re.sub(rf"(?<=[、。]){form}(?:です)?(?=[、。]|$)", "", text)
    return form, "前" if place in ("前", "頭", "最初", "先") else "後" if place else "", text


def _assembled(name: str, form: str, place: str) -> Company | None:
    written = re.search(_FORM, name)
    if written is not None:
        inside = written[0]
        bare = re.sub(rf"(?:の)?{inside}(?:の)?", "", name, count=1)
        if not bare:
            return None
        if not place:
            return Company(re.sub(rf"(?<={inside})の|の(?={inside})", "", name), True)
        name, form = bare, inside
    if not form:
        return None
    branch = _OFFICE.search(name)
    office = branch["office"] if branch else ""
    name = name[: branch.start()] if branch else name
    joined = form + name if place == "前" else name + form
    return Company(joined + office, bool(place))


def _respelled(name: str, notes: list[str]) -> str:
    """Parts of the name in the script that was told: みらいはひらがなです."""
    before = _IN_BEFORE.match(name)
    if before is not None:
        name = in_script(before["part"], before["script"])
    for note in notes:
        bare = _polite_off(note)
        name = _in_kanji(name, bare)
        told = _SCRIPT.fullmatch(bare) or _SCRIPT.match(bare)
        if told is not None:
            name = _with_part(name, told["part"], told["script"])
        elif (whole := _ALL_IN.match(bare)) is not None:
            name = in_script(name, whole["script"])
    return name


def _in_kanji(name: str, note: str) -> str:
    """The kana of a name in the kanji that a note spells, where these are read so."""
    kana = re.sub(_FORM, "", name)
    if not is_kana(kana) or not any(map(is_kanji, note)):
        return name
    elements = explained(_IN_KANJI.sub("", note)).elements
    written = "".join(max(e.writings, key=lambda text: e.writings[text]) for e in elements)
    if not written or pronounced(reading_of(written)) != pronounced(hiragana(kana)):
        return name
    return name.replace(kana, written)


def _with_part(name: str, part: str, script: str) -> str:
    written = in_script(part, script)
    for spelling in (part, in_script(part, "ひらがな"), in_script(part, "カタカナ")):
        if spelling in name:
            return name.replace(spelling, written)
    return name


def in_script(text: str, script: str) -> str:
    """Kana in hiragana or katakana; letters' names as capital letters."""
    if script[0] in "ひ平":
        return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
    if script[0] in "カ片か":
        return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
    return _LETTER_RUN.sub(lambda run: _LETTER.sub(lambda n: _LETTERS[n[0]], run[0]), text)
