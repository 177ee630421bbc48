"""What is said last and belongs first: 「取り消してもらえますか、明日の予約」.

On the telephone a question often comes before what it is about. Everything that reads a turn
expects the usual order, where the question stands at the end.
"""

from __future__ import annotations

import re

from agent.asking import asks, wants_done
from agent.utterance import ECHOED, Utterance, Word, listen

_MARKS = "、。？?！!"
_ENDS = re.compile(rf"[{_MARKS}]+")
LEAST, MOST = 2, 20
"""Characters of what is put behind a question: 猫, 駅前の1LDKのお部屋."""
_TOPICAL = re.compile(r"(?:は|って|を|が|に|で|の|とか|なんか|なんて|だけ|まで|から|だと|なら)$")
_PARTS = frozenset(("名詞", "接頭詞", "連体詞", "助詞", "記号", "形容詞"))
_NO_MATTER = re.compile(
    r"お願い|すみません|すいません|ありがと|ごめん|失礼|もしもし|はい|ええ|うん|いえ|いや|"
    r"^(?:お?電話|以上|本当|ほんと|今|いま|これ|それ|あれ|ここ|そこ|ちょっと|少し|一応|例えば|なるべく)"
    r"(?:は|って|に|で)?$"
)


def in_usual_order(said: Utterance) -> Utterance:
    """The turn with what was put behind its question in front of it; else the turn itself."""
    ends = [end for end in _ENDS.finditer(said.text.rstrip(_MARKS + " "))]
    if not ends:
        return said
    at = ends[-1].start()
    begun = ends[-2].end() if len(ends) > 1 else 0
    if re.fullmatch(ECHOED, said.text[begun:at]):
        return said  # 注文番号ですか、K-1234です
    head, tail = said.text[begun:at], said.text[ends[-1].end() :].strip(_MARKS + " ")
    words = said.words_between(ends[-1].end(), len(said.text))
    if not _is_matter(tail, words) or not _asks(head, ends[-1].group()):
        return said
    before, between = said.words_between(0, begun), said.words_between(begun, at)
    reading = "".join(word.reading for word in (*before, *words, *between))
    return listen(f"{said.text[:begun]}{tail}、{head}{ends[-1].group()}", reading)


def _asks(head: str, mark: str) -> bool:
    return asks(head + mark) or wants_done(head)


def _is_matter(tail: str, words: tuple[Word, ...]) -> bool:
    """No more than what a question is about: nouns and what joins them."""
    if not LEAST <= len(tail) <= MOST or _NO_MATTER.search(tail) or not words:
        return False
    if any(word.pos not in _PARTS or word.is_filler for word in words):
        return False
    is_open = words[-1].pos in ("名詞", "記号") or _TOPICAL.search(tail) is not None
    return is_open and words[0].pos != "助詞" and any(word.pos == "名詞" for word in words)
