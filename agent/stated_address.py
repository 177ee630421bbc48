"""A caller's own address put right in part: アンダーバーじゃなくてハイフンでした."""

from __future__ import annotations

import re

from agent.stated import dictated_email

_SIGNS = {
    "アンダーバー": "_",
    "アンダースコア": "_",
    "下線": "_",
    "ハイフン": "-",
    "マイナス": "-",
    "ドット": ".",
    "点": ".",
}
_NOT_BUT = re.compile(
    r"(?P<wrong>[^、。]{1,24}?)(?:じゃ|では)(?:なく(?:って|て)?|ありませんで?)"
    r"[、 ]*(?P<right>[^。？?]{1,40})"
)
_POLITE = re.compile(r"(?:でした|です|だ|になります|でお願いします)?(?:けど|ね|よ|わ)*[、。 ]*$")


def put_right(known: str, text: str) -> str:
    """`known` with the sign or the ending that `text` puts right; empty where it puts none right,
    or where it is not plain which place is meant."""
    found = _NOT_BUT.search(text)
    if found is None:
        return ""
    wrong, right = (_written(found[name]) for name in ("wrong", "right"))
    if not wrong or not right:
        return ""
    if known.endswith(wrong) and len(wrong) > 1:
        return known.removesuffix(wrong) + right
    return known.replace(wrong, right) if known.count(wrong) == 1 else ""


def _written(said: str) -> str:
    """ハイフン is -, ドット、シーオー、ドット、ジェーピー is .co.jp; empty for anything else."""
    plain = _POLITE.sub("", said.strip("、。 "))
    plain = re.sub(r"^.*?(?=アンダー|下線|ハイフン|マイナス|ドット|点)", "", plain, count=1)
    if plain in _SIGNS:
        return _SIGNS[plain]
    if not plain.startswith("ドット"):
        return ""
    whole = dictated_email(f"エー、アットマーク、エー、{plain}")
    return whole.removeprefix("a@a") if whole.startswith("a@a.") else ""
