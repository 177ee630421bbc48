"""What the synthetic callers say: a stream of texts for Open JTalk, trained on or held out.

Sources: ROHAN and ITA sentences, surnames and given names, companies, towns (the shared text
folder), and `caller_sentences.txt` with the vocabularies of `phrases.py`. Pronunciations come
from Open JTalk's labels afterwards, so a misread name costs nothing but itself.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from speech.asr.training import phrases
from speech.asr.training.split import is_held_out, may_train

TEMPLATES = Path(__file__).with_name("caller_sentences.txt")
_RUBY = re.compile(r"\([^)]*\)")
_SLOT = re.compile(r"\{(\w+)\}")
_MIX = {
    "sentence": 30, "clause": 8, "caller": 32, "phone": 9, "spelling": 5, "name": 4,
    "company": 3, "town": 3, "syllables": 4, "short": 2,
}  # fmt: skip
"""Share of each kind in percent; callers and numbers are what the telephone brings."""


def _column(path: Path, index: int) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[index] for row in csv.reader(file) if len(row) > index and row[index]]


class Texts:
    """Endless random texts. `held_out` False: only what may be trained on; True: only the rest."""

    def __init__(self, text_dir: Path, seed: int, held_out: bool = False) -> None:
        self._random = random.Random(seed)
        self._held_out = held_out
        sentences = [
            _RUBY.sub("", line.split(":", 1)[1].rsplit(",", 1)[0])
            for name in ("rohan4600.txt", "ita.txt")
            for line in (text_dir / name).read_text(encoding="utf-8").splitlines()
        ]
        self._sentences = self._side(sentences)
        self._surnames = self._side(_column(text_dir / "surnames.csv", 0))
        self._romaji = self._side(_column(text_dir / "surnames.csv", 3))
        self._given = self._side(
            _column(text_dir / "given_names_man.csv", 0)
            + _column(text_dir / "given_names_woman.csv", 0)
        )
        self._companies = self._side(_column(text_dir / "companies.csv", 0)[1:])
        with (text_dir / "towns.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if len(row) > 2 and row[2]][1:]
        self._towns = self._side([row[2] for row in rows] + [row[1] + row[2] for row in rows[::7]])
        lines = TEMPLATES.read_text(encoding="utf-8").splitlines()
        self._templates = self._side([line for line in lines if not line.startswith("#")])

    def _side(self, texts: list[str]) -> list[str]:
        """This stream's side of the split."""
        return [text for text in texts if (is_held_out if self._held_out else may_train)(text)]

    def __iter__(self) -> Iterator[str]:
        makers: dict[str, Callable[[], str]] = {
            "sentence": lambda: self._random.choice(self._sentences),
            "clause": self._clause, "caller": self._caller, "phone": self.phone_number,
            "spelling": self._email, "name": self._full_name,
            "company": lambda: self._random.choice(self._companies),
            "town": lambda: self._random.choice(self._towns),
            "syllables": self._syllables, "short": self._short,
        }  # fmt: skip
        kinds = [kind for kind in _MIX if not (self._held_out and kind in ("syllables", "short"))]
        weights = [_MIX[kind] for kind in kinds]
        while True:
            text = makers[self._random.choices(kinds, weights)[0]]()
            if self._held_out or may_train(text):
                yield text

    def _clause(self) -> str:
        """Clauses of different sentences joined, so that no long context can be learnt by heart."""
        some = [self._random.choice(self._sentences) for _ in range(self._random.randint(1, 3))]
        return "、".join(
            self._random.choice([part for part in re.split("[、。？！]", text) if part] or [text])
            for text in some
        )

    def _short(self) -> str:
        return self._random.choice(
            (phrases.BACKCHANNELS, phrases.FILLERS, phrases.COUNTS, phrases.ITEMS, phrases.DAYS)[
                self._random.randrange(5)
            ]
        )

    def _syllables(self) -> str:
        return "".join(self._random.choices(phrases.MORAE, k=self._random.randint(1, 7)))

    def _full_name(self) -> str:
        return self._random.choice(self._surnames) + (
            self._random.choice(self._given) if self._random.random() < 0.5 else ""
        )

    def _caller(self) -> str:
        """One to three templates, as a caller strings them together."""
        count = self._random.choices((1, 2, 3), (7, 2, 1))[0]
        return "".join(
            _SLOT.sub(lambda match: self._slot(match[1]), self._random.choice(self._templates))
            for _ in range(count)
        )

    def _slot(self, slot: str) -> str:
        pick = self._random.choice
        kind = slot.rstrip("2b") if slot not in ("latin2",) else slot
        tables = {
            "dept": phrases.DEPARTMENTS, "item": phrases.ITEMS, "filler": phrases.FILLERS,
            "backchannel": phrases.BACKCHANNELS, "weekday": phrases.WEEKDAYS,
            "people": phrases.PEOPLE, "count": phrases.COUNTS, "kanji": phrases.KANJI_HINTS,
            "company": self._companies, "town": self._towns, "name": self._surnames,
        }  # fmt: skip
        if kind in tables:
            return pick(tables[kind])
        if kind.startswith("digits"):
            return self.digits(int(kind[6]))
        if kind.startswith("latin"):
            return self._spelled("".join(self._random.choices("abcdefghijklmnopqrstuvwxyz", k=2)))
        makers: dict[str, Callable[[], str]] = {
            "fullname": self._full_name, "phone": self.phone_number, "email": self._email,
            "spelled": lambda: self._spelled(pick(self._romaji)), "domain": self._domain,
            "date": self._date, "time": self._time, "price": self._price,
        }  # fmt: skip
        return makers[kind]()

    def digits(self, count: int) -> str:
        """`count` digits read one by one in one manner, mostly ニー and ゴー."""
        return "".join(self._random.choice(phrases.DIGIT_NAMES[self._random.randrange(10)])
                       for _ in range(count))  # fmt: skip

    def phone_number(self) -> str:
        """10 or 11 digits in the usual groups, joined by の, a pause, or nothing."""
        groups = self._random.choice(
            ((3, 4, 4), (3, 4, 4), (3, 4, 4), (2, 4, 4), (3, 3, 4), (4, 2, 4), (4, 3, 3))
        )
        joiner = self._random.choice(("の", "の、", "、", "、", "", "。"))
        read = [self.digits(count) for count in groups]
        if self._random.random() < 0.6:
            zero = self._random.choice(("ゼロ", "ゼロ", "ゼロ", "レイ"))
            start = self._random.choice(
                ("キューゼロ", "ハチゼロ", "ナナゼロ", "サン", "ロク", "イチニーゼロ")
            )
            read[0] = zero + start.replace("ゼロ", zero)
        return joiner.join(read)

    def _spelled(self, letters: str) -> str:
        gap = self._random.choice(("", "", "、", " "))
        return gap.join(
            self._random.choice(phrases.LETTER_NAMES[c]) for c in letters.lower() if c.isalpha()
        )

    def _domain(self) -> str:
        host = self._random.choice(phrases.MAIL_HOSTS)
        if self._random.random() < 0.4:
            host = self._spelled(self._random.choice(self._romaji)[:6])
        return host + self._random.choice(("", "、")) + self._random.choice(phrases.DOMAINS)

    def _email(self) -> str:
        name = self._spelled(self._random.choice(self._romaji)[:9])
        if self._random.random() < 0.3:
            name = self._random.choice(self._surnames)
        if self._random.random() < 0.25:
            mark = self._random.choice(("ドット", "ハイフン", "アンダーバー", "テン"))
            name += mark + self._random.choice((self.digits(2), self._spelled("tkmsy")))
        return name + self._random.choice(phrases.AT_SIGNS) + self._domain()

    def _date(self) -> str:
        roll = self._random.random()
        if roll < 0.3:
            return self._random.choice(phrases.DAYS)
        if roll < 0.5:
            return self._random.choice(phrases.WEEKDAYS)
        return f"{self._random.randint(1, 12)}月{self._random.randint(1, 31)}日"

    def _time(self) -> str:
        hour = self._random.choice(("", "午前", "午後", "夜", "朝", "夕方"))
        minute = self._random.choice(
            ("", "", "半", "十五分", "四十五分", "十分", "二十分", "五十分過ぎ")
        )
        return f"{hour}{self._random.randint(1, 12)}時{minute}"

    def _price(self) -> str:
        odd = self._random.random() < 0.5
        return f"{self._random.randint(1, 99999) if odd else self._random.randint(1, 99) * 100}円"
