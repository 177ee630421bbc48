"""What an English turn tells: yes or no, a farewell, who calls, digits, and what it is about."""

from __future__ import annotations

import re

_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_KANA_WORDS = {
    "ゼロ": "0", "オー": "0", "ワン": "1", "トゥー": "2", "ツー": "2", "スリー": "3", "フォー": "4",
    "ファイブ": "5", "シックス": "6", "セブン": "7", "エイト": "8", "ナイン": "9",
}  # fmt: skip
"""The same as a recogniser of Japanese writes them."""
_WORD = re.compile(r"[A-Za-z]+|\d+|" + "|".join(sorted(_KANA_WORDS, key=len, reverse=True)))
_GLUE = frozenset(("and", "dash", "hyphen", "then", "is", "um", "uh"))
"""Said between the digits of one number."""
LEAST_DIGITS = 9
"""Fewer are a room, a day or the beginning of a number."""
LEAST_WORDS = 3
"""Words besides civilities, name and number of a sentence that tells something."""
MOST_JAPANESE = 5
"""Hiragana and kanji of はい、そうです, which a caller who speaks English says too."""
_JAPANESE = re.compile(r"[ぁ-ん一-龯]")
_PART = r"(?:[A-Z]\.(?=\s+[A-Z])|[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]+|d[aeiu]|del|l[ae]|v[ao]n|der|den|bin|al)"
_NAMED = rf"(?P<name>[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]*(?:\s+{_PART}){{0,3}})\b(?!\s+\d)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?\s+)?"
_ANY_CASE = r"(?P<plain>[a-zà-ÿ'’-]+(?:\s+(?!(?:and|from|i|of|with)\b)[a-zà-ÿ'’-]+)?)"
_NAMES = (
    re.compile(rf"\b(?:[Mm]y (?:full |last )?name(?:[’']s| is)|[Tt]he name(?:[’']s| is))\s+{_TITLE}"
               rf"(?:{_NAMED}|{_ANY_CASE})"),
    re.compile(rf"\b(?:[Cc]all me|[Nn]ame[’']s)\s+{_TITLE}{_NAMED}"),
    re.compile(rf"\b(?:(?:[Tt]his|[Ii]t|[Tt]hat)(?: is|[’']s)|I(?: am|[’']m))\s+{_TITLE}{_NAMED}"),
    re.compile(rf"(?:^|[.,!]\s*){_TITLE}{_NAMED}\s+(?:speaking|calling|here)\b"),
    re.compile(r"(?:マイネームイズ|ディスイズ|アイム|アイアム)[、 ]*(?P<name>[ァ-ヴー・]{2,20})"),
)  # fmt: skip
_BARE = re.compile(
    r"^(?:(?:[Yy]es|[Ss]ure|[Oo]kay|[Oo]k|[Oo]f course|[Uu]h|[Uu]m)[,.]?\s+)?"
    rf"{_TITLE}{_NAMED}\s*(?:[.,!]|$)"
)
_NO_NAMES = re.compile(
    r"I|It|That|This|The|There|Yes|No|Not|Hello|Hi|Ok(?:ay)?|Thanks?|Sorry|Please|Sure|Wh[aeoy]\w*|"
    r"How|Can|Could|Do(?:es)?|Is|Are|My|Uh|Um|Well|Excuse|Pardon|Japanese|English|American|British|"
    r"Next|To(?:day|morrow)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
"""Capitals that begin a sentence, peoples and days: no name begins with one."""
_COMPANY = re.compile(r"\b(?:from|of|with)\s+(?P<company>[A-Z][\w&.'-]*(?:\s+[A-Z][\w&.'-]*){0,4})")
_YES = re.compile(r"\b(?:yes|yeah|yep|right|correct|sure|ok(?:ay)?)\b|イエス|はい|そうです", re.I)
_NO = re.compile(r"\b(?:no|nope|wrong|not|isn[’']t)\b|いいえ|いえ|違い", re.I)
_BYE = re.compile(
    r"\b(?:good ?bye|bye|that[’']?s (?:all|it|everything)|that (?:is|will be|would be) all|nothing "
    r"(?:else|more)|have a (?:good|nice|great)|never ?mind)\b|グッバイ|バイバイ|ザッツオール",
    re.I,
)
_CIVIL = re.compile(
    r"\b(?:yes|no|ok(?:ay)?|sure|right|correct|please|hello|hi|sorry|excuse me|pardon|well|oh|"
    r"good (?:morning|afternoon|evening|bye)|thank(?:s| you)(?: (?:very|so) much)?|"
    r"(?:do|can|could) (?:you|anyone|somebody) speak english|"
    r"(?:is there )?(?:anyone|anybody|someone|somebody) who (?:can )?speaks? english|"
    r"i (?:don[’']?t|do not|can[’']?t|cannot) speak (?:any )?japanese|speak english|in english|"
    r"my (?:phone )?number(?:[’']s| is)?|it[’']?s|is)\b",
    re.I,
)
_SENTENCE = re.compile(
    r"(?<=[!?。？！])\s*(?=\S)|(?<=\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)\s+(?=[A-Z0-9])"
)
"""Behind the stop of 3 p.m. a sentence goes on."""
_DANGER = re.compile(
    r"\b(?:fire|smoke|burning|ambulance|emergency|bleeding|unconscious|flood(?:ed|ing)|"
    r"gas (?:leak|smell)|smells? (?:of |like )?gas|been arrested|(?:can[’']?t|cannot) breathe|"
    r"(?:from|through) the ceiling)\b",
    re.I,
)


def is_english(text: str) -> bool:
    """Nothing of it is Japanese but a word or two; digits alone are of any language."""
    return len(_JAPANESE.findall(text)) <= MOST_JAPANESE


def english_sign(text: str) -> float:
    """1 for yes, -1 for no, which outweighs it (no, that's right); else 0."""
    if _NO.search(text):
        return -1.0
    return 1.0 if _YES.search(text) else 0.0


def says_bye(text: str) -> bool:
    """The caller has nothing more to say."""
    return _BYE.search(text) is not None


def is_in_danger(text: str) -> bool:
    """Fire, gas, water, blood: somebody is needed at once."""
    return _DANGER.search(text) is not None


def english_name(text: str, *, asked: bool) -> str:
    """Who calls, as she says it; a bare name only where one was `asked` for. Empty: none told."""
    patterns = (*_NAMES, _BARE) if asked else _NAMES
    for pattern in patterns:
        found = pattern.search(text)
        if found is None:
            continue
        name = found["name"] or found.groupdict().get("plain") or ""
        name = name.strip().rstrip(".")
        if name and not _NO_NAMES.fullmatch(re.split(r"[\s'’]", name)[0]):
            return name
    return ""


def english_company(text: str) -> str:
    """The firm she calls from; empty where none is told."""
    found = _COMPANY.search(text)
    return found["company"].rstrip(".") if found is not None else ""


def told_in(text: str) -> list[str]:
    """The sentences that tell or ask something: no civilities, no bare name, number or farewell."""
    return [s for s in _SENTENCE.split(text) if _holds_more(s.strip())]


def _holds_more(sentence: str) -> bool:
    if len(english_digits(sentence)) >= LEAST_DIGITS:
        return False
    for words in (*_NAMES, _CIVIL, _BYE):
        sentence = words.sub(" ", sentence)
    return len(re.findall(r"[\w'’-]+", sentence)) >= LEAST_WORDS


def english_digits(text: str) -> str:
    """The longest run of digits said in a turn: a room's number behind a name is another."""
    runs, times = [""], 1
    for word in _WORD.findall(text.lower()):
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
        elif word.isdigit() or word in _DIGIT_WORDS or word in _KANA_WORDS:
            digit = _DIGIT_WORDS.get(word) or _KANA_WORDS.get(word) or word
            runs[-1] += digit * times
            times = 1
        elif word not in _GLUE:
            runs.append("")
    return max(runs, key=len)
