"""Who speaks: the caller's own name and company in a turn.

Grammar picks the place (…のXと申します, Xですが, X、スマイル企画の, or a bare answer to who is
calling); the sounds heard there are kept beside the text. Whoever is called さん or 様 is somebody
else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.caller_words import (
    COMMON_SURNAME,
    COMPANY,
    DEPARTMENT,
    DESCRIBED,
    ENDING,
    EXPLAINS,
    INSTEAD,
    KANA_NAMED,
    MY_NAME,
    NO_NAME_BUT,
    NOT_A_NAME,
    QUESTION,
    RELATION,
    ROLE_THERE,
    STRONG,
    TAILS,
    TITLES_OF_CALLERS,
)
from agent.introductions import introduced
from agent.learnt_names import borne_out
from agent.named import Caller, Name, as_explained, can_be_callers, is_somebody_else
from agent.sounded import with_sounds
from agent.utterance import Utterance, Word
from knowledge.sound import spot
from speech.reading.kana import is_kana, katakana, pronounced
from speech.reading.name_words import is_name, likelihood

__all__ = ["COMPANY", "Caller", "Name", "caller_in"]

MAX_NAME_CHARS = 40


def caller_in(said: Utterance, asked: str = "") -> Caller:
    """Who the caller says she is; `asked` is the open question's topic."""
    written = borne_out(said, _by_words(said, asked), asked)
    heard = with_sounds(said, written, asked)
    return replace(heard, company=_without_role(said, heard.company))


def _without_role(said: Utterance, company: Name | None) -> Name | None:
    """東京地方裁判所 of 東京地方裁判所の書記官: what she is there is no part of its name."""
    role = ROLE_THERE.search(company.text) if company is not None else None
    if company is None or role is None:
        return company
    kept, length = [], 0
    for word in (w for w in said.words if company.start <= w.start < company.end):
        length += len(word.text)
        if length > role.start():
            break
        kept.append(word)
    if not kept:
        return company
    reading = "".join(word.reading for word in kept)
    return replace(company, text=company.text[: role.start()], reading=reading, end=kept[-1].end)


def _by_words(said: Utterance, asked: str) -> Caller:
    """The same by the written words alone."""
    direct = introduced(said, asked)
    if direct.name is not None and not is_somebody_else(said, direct, asked):
        return replace(direct, name=as_explained(said, direct.name))
    found = direct
    for claim in _claims(said, asked):
        if not is_somebody_else(said, claim, asked):
            found = _merged(found, claim, said.words)
    if found == Caller() and QUESTION.search(said.text) is None:
        bare = _bare(said, asked)
        found = found if is_somebody_else(said, bare, asked) else bare
    found = _with_company_beside(said.words, can_be_callers(said, found))
    return replace(found, name=as_explained(said, found.name))


def _claims(said: Utterance, asked: str) -> Iterator[Caller]:
    """Every place where the caller says who she is, the surer kinds first."""
    words = said.words
    strong = list(_before_strong(words))
    for place in strong:
        yield _split(words, *place, 0.9, "")
    sounded = None if strong else _before_by_sound(said)
    if sounded is not None:
        yield _split(words, *sounded, 0.6, "")
    if not strong and (in_kana := _in_kana(said)) is not None:
        yield Caller(in_kana)
    for place in _before_weak(words[: _explanation_at(words)], bool(asked)):
        caller = _split(words, *place, 0.75, asked)
        if asked or _convincing(words, place, caller):
            yield caller


def _in_kana(said: Utterance) -> Name | None:
    """A name in kana before と申します, that the dictionary took for particles and fillers."""
    found = KANA_NAMED.search(said.text)
    if found is None or NOT_A_NAME.match(found["name"]) or not is_name(found["name"]):
        return None
    at = 0
    heard: list[Word] = []
    for word in said.words:
        if found.start("name") - len(word.text) < at < found.end("name"):
            heard.append(word)
        at += len(word.text)
    if not heard:
        return None
    reading = pronounced(katakana(found["name"]))
    return Name(found["name"], reading, heard[0].start, heard[-1].end, 0.6)


def _explanation_at(words: tuple[Word, ...]) -> int:
    """The first word of what explains the kanji; 川です there is nobody's name."""
    text = "".join(word.text for word in words)
    found = EXPLAINS.search(text)
    if found is None:
        return len(words)
    clause = max(text.rfind("、", 0, found.start()), text.rfind("。", 0, found.start())) + 1
    at = 0
    for index, word in enumerate(words):
        if at >= clause > 0:
            return index
        at += len(word.text)
    return len(words)


def _merged(known: Caller, more: Caller, words: tuple[Word, ...]) -> Caller:
    """Both; a later name counts where it is fuller, or said instead of the first."""
    name = known.name or more.name
    if known.name is not None and more.name is not None:
        is_fuller = more.name.text.startswith(known.name.text)
        name = more.name if is_fuller or _is_instead(words, known.name) else known.name
    return Caller(name, known.company or more.company, known.relation or more.relation)


def _is_instead(words: tuple[Word, ...], name: Name) -> bool:
    """「江口じゃなくて」: the name that it is not."""
    at = next((i for i, word in enumerate(words) if word.start >= name.end), len(words))
    return _text_from(words, at).startswith(INSTEAD)


def _text_from(words: tuple[Word, ...], at: int) -> str:
    return "".join(w.text for w in words[at : at + 4])


def _before_strong(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """The noun phrases right before と申します, といいます ..., the last first."""
    for at in range(len(words) - 1, 0, -1):
        after = _text_from(words, at)
        if after.startswith(STRONG) and not NO_NAME_BUT.match(after):
            begun = _phrase_start(words, at)
            if begun < at:
                yield begun, at


def _before_by_sound(said: Utterance) -> tuple[int, int] | None:
    """The same where the recogniser spelled と申します otherwise."""
    place = spot("トモーシマス", said.heard)
    if place.cost > 0.17:
        return None
    at = next((i for i, w in enumerate(said.words) if w.start >= place.start), 0)
    begun = _phrase_start(said.words, at)
    return (begun, at) if begun < at else None


def _before_weak(words: tuple[Word, ...], asked: bool) -> Iterator[tuple[int, int]]:
    """The noun phrases before ですが, ですけど; before です alone when the name was asked for."""
    for at in range(1, len(words)):
        ending = ENDING.match(_text_from(words, at))
        is_someone = words[at - 1].text in ("者", "もの") and words[at - 2].text == "の"
        if ending is None or not (words[at - 1].is_nameish or is_someone):
            continue
        if any(word.text == "か" for word in words[at : at + 3]):
            continue
        tail = ending.group().endswith(TAILS) or ending.group().startswith("でござい")
        is_last = all(w.pos in ("助動詞", "助詞", "記号") for w in words[at:])
        has_more = any(w.pos == "記号" for w in words[at : at + 3])
        end = at - 2 if is_someone else at
        begun = _phrase_start(words, end)
        if begun < end and (asked or tail or is_last or has_more):
            yield begun, end


def _phrase_start(words: tuple[Word, ...], end: int) -> int:
    """Walk back over a noun phrase: names, and の between them."""
    at = end
    while at > 0:
        word = words[at - 1]
        joins = word.text in ("の", "・", "ー") and at - 1 > 0 and words[at - 2].is_nameish
        if not (word.is_nameish or joins) or word.is_filler:
            break
        at -= 1
    while at < end and (words[at].text in ("の", "・") or _is_time(words[at])):
        at += 1
    return at


_TIMES = frozenset(
    ("こちら", "うち", "本日", "今日", "先ほど", "お世話", "お電話", "電話", "昨日", "先日")
)


def _is_time(word: Word) -> bool:
    return word.text in _TIMES


def _split(words: tuple[Word, ...], begun: int, end: int, sure: float, asked: str) -> Caller:
    """A noun phrase as company and name."""
    if _text(words, end, end + 2) in ("の者", "のもの"):
        return Caller(None, _joined(words, begun, end, sure))
    of = max((i for i in range(begun, end) if words[i].text == "の"), default=-1)
    if of > begun:
        return _of_something(words, begun, of, end, sure)
    people = next((i for i in range(begun, end) if words[i].detail in ("姓", "名", "人名")), end)
    if begun < people < end and COMPANY.search(_text(words, begun, people)):
        return Caller(_joined(words, people, end, sure), _joined(words, begun, people, sure))
    whole = _joined(words, begun, end, sure)
    if whole is None:
        return Caller()
    last = COMPANY.search(whole.text)
    is_company = last is not None and words[end - 1].detail not in ("姓", "名", "人名")
    if is_company or asked == "caller_company":
        return Caller(None, whole)
    return Caller(whole, None)


def _of_something(words: tuple[Word, ...], begun: int, of: int, end: int, sure: float) -> Caller:
    """「スマイル企画の江川」, 「江川の家内」, 「三丁目の田中」, 「お約束の東和商事の森」."""
    within = next(i for i in range(begun, of + 1) if words[i].text == "の")
    if _APPOINTED.fullmatch(_text(words, begun, within)):
        begun = within + 1
    if begun > of:
        return _split(words, begun, end, sure, "")
    first, last = _joined(words, begun, of, sure), _joined(words, of + 1, end, sure)
    relation = _text(words, of + 1, end)
    if RELATION.match(relation):
        of_whom = _split(words, begun, _surname_end(words, begun, of), sure, "")
        return replace(of_whom, relation=relation)
    if last is None:
        return Caller(None, first)
    if COMPANY.search(last.text) and words[end - 1].detail not in ("姓", "名", "人名"):
        return Caller(None, _joined(words, begun, end, sure))
    if DEPARTMENT.match(last.text):
        return Caller(None, _joined(words, begun, end, sure))
    if first is not None and (DESCRIBED.search(first.text) or DEPARTMENT.match(first.text)):
        first = None
    return Caller(last, first)


_APPOINTED = re.compile(r"[おご]?(?:約束|予約|予定|依頼|注文|紹介|来店|来院|来社)")


def _surname_end(words: tuple[Word, ...], begun: int, end: int) -> int:
    """石川 of 「石川陸の母」: her surname is what the caller is called by."""
    is_full = end - begun > 1 and words[end - 1].detail == "名" and words[end - 2].detail == "姓"
    return end - 1 if is_full else end


def _text(words: tuple[Word, ...], begun: int, end: int) -> str:
    return "".join(word.text for word in words[begun:end])


def _joined(words: tuple[Word, ...], begun: int, end: int, sure: float) -> Name | None:
    while end - 1 > begun and words[end - 1].text in TITLES_OF_CALLERS:
        end -= 1
    part = words[begun:end]
    text = "".join(w.text for w in part)
    if not text or len(text) > MAX_NAME_CHARS or NOT_A_NAME.match(text):
        return None
    return Name(text, "".join(w.reading for w in part), part[0].start, part[-1].end, sure)


def _convincing(words: tuple[Word, ...], place: tuple[int, int], caller: Caller) -> bool:
    """Unasked, ですが follows many nouns; a name must look like one."""
    part = words[place[0] : place[1]]
    if any(w.text == "か" for w in words[place[1] : place[1] + 3]):
        return False
    if caller.company is not None:
        return bool(COMPANY.search(caller.company.text)) or caller.name is not None
    if caller.name is None:
        return False
    if any(w.detail in ("姓", "名", "人名") for w in part):
        return True
    if MY_NAME.search(_text(words, 0, place[0])):
        return is_name(caller.name.text)
    before = words[place[0] - 1] if place[0] else None
    begins = before is None or before.pos in ("記号", "動詞", "助動詞")  # 予約してる関口ですが
    if begins and len(caller.name.text) > 1 and likelihood(caller.name.text) > COMMON_SURNAME:
        return True  # 白石, which the dictionary knows as a place or a stone
    heads = all(w.is_filler or w.pos in ("感動詞", "記号") for w in words[: place[0]])
    return heads and len(part) <= 2 and likelihood(caller.name.text) > COMMON_SURNAME


# --- beside the name --------------------------------------------------------------------------


def _with_company_beside(words: tuple[Word, ...], caller: Caller) -> Caller:
    """「青空商事、田中です」, 「江川ですけど、スマイル企画の」."""
    if caller.name is None and caller.company is None:
        return caller
    before = _clause_before(words, caller)
    if before is not None and caller.company is not None:
        joined = replace(
            caller.company,
            text=before.text + caller.company.text,
            reading=before.reading + caller.company.reading,
            start=before.start,
        )
        return replace(caller, company=joined)
    if caller.company is None and (company := before or _trailing(words)) is not None:
        return replace(caller, company=company)
    return caller


def _clause_before(words: tuple[Word, ...], caller: Caller) -> Name | None:
    """A company's name alone between pauses right before the caller's name."""
    first = min(start for start, _ in caller.spans)
    at = next((i for i, word in enumerate(words) if word.start >= first and word.reading), 0)
    at = min(at, _phrase_start(words, at))
    while at > 0 and _is_time(words[at - 1]):
        at -= 1
    if at == 0 or words[at - 1].pos != "記号":
        return None
    thought = at
    while thought > 0 and _is_thinking(words, thought - 1):
        thought -= 1
    if thought > 1 and words[thought - 1].text == "の":
        return _of_a_firm(words, _phrase_start(words, thought - 1), thought - 1)
    begun = _phrase_start(words, at - 1)
    return _company(words, begun, at - 1)


def _is_thinking(words: tuple[Word, ...], at: int) -> bool:
    """A pause or a filler; the dictionary takes ええと apart."""
    word = words[at]
    is_and = word.text == "と" and at > 0 and words[at - 1].text in ("ええ", "え", "えー")
    return (
        word.is_filler or word.pos in ("記号", "感動詞") or is_and or word.text in ("ええ", "えー")
    )


def _of_a_firm(words: tuple[Word, ...], begun: int, end: int) -> Name | None:
    """The firm before 「の、ええと、」 and the caller's name."""
    text = _text(words, begun, end)
    is_firm = COMPANY.search(text) or _FOREIGN.fullmatch(text) or words[begun].kind == "固有名詞"
    is_firm = is_firm or (end - begun > 1 and not NOT_A_NAME.match(text))  # 日の出文具
    is_other = RELATION.match(text) or DESCRIBED.search(text) or DEPARTMENT.match(text)
    return _joined(words, begun, end, 0.7) if begun < end and is_firm and not is_other else None


_FOREIGN = re.compile(r"[ァ-ヴーA-Za-z・]{4,}")


def _trailing(words: tuple[Word, ...]) -> Name | None:
    """A company's name with の at the end of the turn."""
    end = len(words)
    while end and (words[end - 1].pos == "記号" or words[end - 1].text in ("です", "者", "が")):
        end -= 1
    if not end or words[end - 1].text != "の":
        return None
    return _company(words, _phrase_start(words, end - 1), end - 1)


def _company(words: tuple[Word, ...], begun: int, end: int) -> Name | None:
    if begun >= end or not COMPANY.search(_text(words, begun, end)):
        return None
    return _joined(words, begun, end, 0.7)


# --- bare answers -----------------------------------------------------------------------------

_SAYS = ("申", "もう", "言", "い", "ござ")
_VERBISH = ("動詞", "形容詞", "副詞")
_SPELLED = re.compile(
    r"^(?:はい|ええ|えっと|えーと|あの|あのー|私|わたし|わたくし|名前は|苗字は)*[、\s]*"
    r"(?P<name>[ぁ-ゔァ-ヴー][ぁ-ゔァ-ヴー・、\s]{0,20}?)"
    r"(?:です|と申します|といいます|と言います|でございます|だ)?(?:が|けど|けれども|ー|ね|よ)*[。、]?$"
)


def _bare(said: Utterance, asked: str) -> Caller:
    """A bare answer: 「江川」「スマイル企画の江川」「えがわです」; unasked, a company alone."""
    words = said.words
    best = _longest_phrase(words)
    if best is None or not asked:
        company = None if best is None else _company(words, *best)
        is_all = best is not None and _is_all(words, *best)
        spelled = _spelled(said) if asked else None
        return Caller(spelled, company if is_all else None)
    found = _split(words, *best, 0.55, asked)
    return found if found != Caller() else Caller(_spelled(said))


def _is_all(words: tuple[Word, ...], begun: int, end: int) -> bool:
    """Nothing but fillers and pauses stands beside the phrase."""
    beside = (*words[:begun], *words[end:])
    return all(w.is_filler or w.pos in ("感動詞", "記号") or w.text == "の" for w in beside)


def _longest_phrase(words: tuple[Word, ...]) -> tuple[int, int] | None:
    """The longest noun phrase of a turn in which nothing is asked, wanted or done."""
    kept = [i for i, w in enumerate(words) if not w.is_filler and w.pos not in ("感動詞", "記号")]
    if not kept:
        return None
    best: tuple[int, int] | None = None
    at = kept[-1] + 1
    while at > kept[0]:
        begun = _phrase_start(words, at)
        if begun < at and (best is None or at - begun > best[1] - best[0]):
            best = (begun, at)
        at = min(begun, at - 1)
    if best is None:
        return None
    outside = [w for i, w in enumerate(words) if i in kept and not best[0] <= i < best[1]]
    if any(w.pos in _VERBISH and not w.text.startswith(_SAYS) for w in outside):
        return None
    if any(w.is_honorific or w.text in ("を", "に") for w in outside):
        return None
    return best


def _spelled(said: Utterance) -> Name | None:
    """A name in kana that no dictionary word covers: 「えがわです」, 「エ・ガ・ワです」."""
    found = _SPELLED.match(said.text)
    if found is None:
        return None
    kana = re.sub(r"[・、\s]", "", found["name"])
    if not is_kana(kana) or NOT_A_NAME.match(kana) or not is_name(kana):
        return None
    reading = pronounced(katakana(kana))
    return Name(kana, reading, 0, len(said.heard), 0.55)
