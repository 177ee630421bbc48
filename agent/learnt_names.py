"""What the rules found of a caller, weighed by the tagger that learned from marked turns.

The tagger is surer in sentences (「さっき言うたやん、青木」 names somebody, 「ようわからんので」
nobody), the rules in bare answers and set forms. On 1,573 turns that neither was made from, 266 of
them with a caller's name and 246 with a firm: the rules alone found 229 names and 166 firms and 71
that were none (4 and 38 were cut wrongly); the tagger alone 260, 193 and 28, both 252, 185 and 62.
"""

from __future__ import annotations

import re

from agent.caller_words import COMPANY
from agent.name_tagger import Span, named_in, names_in
from agent.named import Caller, Name, as_explained
from agent.utterance import Utterance
from speech.reading.firm_words import firm_word
from speech.reading.name_hearings import is_common_surname
from speech.reading.name_words import likelihood

WHO = frozenset(("caller", "caller_name", "caller_company"))
WANTED = frozenset(("target", "which_person", "confirm_target"))
SURE = 0.9
"""Probability from which a name is taken that no rule found."""
SURELY_OTHERS = 0.97
"""Probability from which what a rule took for the caller's is somebody else's."""
SAID_OUTRIGHT, LIKELY = 0.9, 0.8
"""Confidence of a name before と申します, and of any other: the same as the rules give."""
NOBODY = 0.1
"""Probability of any name below which words that a rule took for one are none."""
OUTRIGHT = 0.87
"""Confidence of a rule that read …と申します; such a name stands."""
BARE = 8
"""Characters of a turn that hardly holds more than a name, which the rules read better."""
_ODD = re.compile(r"[はがを、。?!・@.0-9]|^さん|^[A-Za-z ]+$")
"""No name holds these; Latin letters alone are Hello as well as a firm."""
IN_TABLE = -9.0
"""Likelihood from which a name stands in the table of surnames."""
_LONG_FOREIGN = re.compile(r"[ァ-ヴーA-Za-z・]{5,}")
_SAYS_SO = re.compile(r"です|と申|といい|だけど")
_INTRODUCES = re.compile(r"と申|といい|と言い|って言い|っていい")
_IN_KATAKANA = re.compile(r"[ァ-ヴー]+")


def borne_out(said: Utterance, ruled: Caller, asked: str) -> Caller:
    """Who the caller says she is by both."""
    kind = "who" if asked in WHO else "wanted" if asked in WANTED else ""
    spans = names_in(said, kind)
    name, company = _sure(said, spans, "N"), _sure(said, spans, "C")
    is_same = name is not None and ruled.name is not None and name.text == ruled.name.text
    if name is None or is_same or ruled.relation:
        name = _kept(said, ruled.name, spans, kind)
    stands = name is not None and asked in _OPEN | WHO and _is_set_form(said.text, ruled)
    if company is None or (ruled.company and company.text in ruled.company.text):
        company = _kept(said, ruled.company, spans, kind, stands=stands)
    relation = ruled.relation if name is not None else ""
    if company is not None and name is not None and company.text == name.text:
        company = None  # 吉村キヨです
    return Caller(as_explained(said, name), company, relation)


def _sure(said: Utterance, spans: tuple[Span, ...], role: str) -> Name | None:
    """The fullest of what was surely said: a name last (江口、いえ江川です), a firm first, since
    departments of ours stand behind it."""
    best = ""
    found: Span | None = None
    for span in spans:
        text = said.text[span.begun : span.end]
        is_odd = _ODD.search(text) or said.text.startswith("の代理", span.end)
        is_later = bool(best) and role == "C" and best not in text
        if span.role == role and span.sure >= SURE and not (text in best or is_odd or is_later):
            best, found = text, span
    name = None if found is None else _name(said, found)
    return None if name is None or _is_by_sound(name) else name


def _is_by_sound(name: Name) -> bool:
    """ゴミ for 五味: a recogniser's writing, which the sounds know better."""
    return _IN_KATAKANA.fullmatch(name.text) is not None and is_common_surname(name.reading)


def _name(said: Utterance, span: Span) -> Name:
    words = said.words_between(span.begun, span.end)
    reading = "".join(word.reading for word in words)
    text = said.text[span.begun : span.end]
    sure = SAID_OUTRIGHT if _INTRODUCES.match(said.text, span.end) else LIKELY
    return Name(text, reading, words[0].start, words[-1].end, sure)


_OPEN = frozenset(("", "purpose"))
_FILLED = r"[、。 ]+(?:えっと|えーと|あの)?[、 ]*"


def _is_set_form(text: str, ruled: Caller) -> bool:
    """「架空ラボです。関口です。」: the firm, then who calls, each by itself; the tagger learned
    from turns that join them, and does not know it."""
    if ruled.name is None or ruled.company is None:
        return False
    firm, name = re.escape(ruled.company.text), re.escape(ruled.name.text)
    is_ = r"(?:です|だよ?|っす|と申します|でございます)"
    return re.search(rf"{firm}{is_}?{_FILLED}{name}(?:{is_}|[、。]|$)", text) is not None


def _kept(
    said: Utterance, name: Name | None, spans: tuple[Span, ...], kind: str, *, stands: bool = False
) -> Name | None:
    """What a rule found, unless that is surely no name, or surely somebody else's.

    `stands`: what was said is a form in which one introduces oneself.
    """
    begun = -1 if name is None else said.text.find(name.text)
    if name is None or begun < 0 or name.confidence >= OUTRIGHT:
        return name
    end = begun + len(name.text)
    elsewhere = "OF" if _SAYS_SO.match(said.text, end) else "TOF"
    others = (s for s in spans if s.role in elsewhere and s.sure >= SURELY_OTHERS)
    if any(s.begun < end and begun < s.end for s in others):
        return None
    if stands or len(said.text) <= BARE or _is_known(name):
        return name
    named = named_in(said, kind)
    places = (found.span() for found in re.finditer(re.escape(name.text), said.text))
    return name if any(named[a:b].max() >= NOBODY for a, b in places) else None


def _is_known(name: Name) -> bool:
    """A common surname as it is written, or what says of itself that it is a firm."""
    if COMPANY.search(name.text) or _LONG_FOREIGN.fullmatch(name.text):
        return True
    word = firm_word(name.reading)
    if word is not None and not word.cost and len(name.text) > len(word.text):
        return name.text.endswith(word.text)
    return is_common_surname(name.reading) and likelihood(name.text) > IN_TABLE
