"""One client's FAQ entries, searched by words, by company words keep, and by sound.

    terms of the query  ->  BM25 over all entries        (lexical.py)
                        ->  dense vector -> FAISS         (embedding.py, index.py)
    its words           ->  what they mean               (meaning.py)
    heard sounds        ->  the client's words in them    (spotting.py), added to the terms

An index holds one client's entries and nothing else. It is kept on disk by content, so that a
call starts from a file that was written when the manual last changed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from knowledge.embedding import EMBEDDED, Association, associate, make_embeddings, unit
from knowledge.index import VectorIndex
from knowledge.lexical import Lexical, TermTable, learn
from knowledge.meaning import Meaning, WordMeanings
from knowledge.schema import FaqEntry
from knowledge.sparse import Floats, Sparse
from knowledge.spotting import WordSpotter
from knowledge.terms import MAX_DOCUMENT_CHARS, Analysis, analyse, resources_key, sounds

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

FORMAT = "4"
"""Changes when an index of the same entries would be made differently."""
QUESTION_SHARE = 3
"""A term of the question counts as often as three of the answer; 2 to 5 within .008 nDCG@10."""
KIND_WEIGHTS = {"w": 1.0, "s": 0.35, "o": 0.8, "c": 0.5}
"""On the development town words and pairs alone give .749 nDCG@10, with `s` .769, with `o` .849;
the town was written beside related_words.txt, so take less of the last gain for granted."""
SOUND_TYPED, SOUND_HEARD = 0.05, 0.15
"""Weight of two or three morae that agree, beside a word's 1; .1 to .4 lie within .006."""
WRITTEN_HEARD = 0.6
"""Weight of the recogniser's written words where the sounds do not bear them out: .2 to .7 are
alike (within .002) where 15 % of the morae are wrong, and where none is more is better."""
DENSE_SHARE = 20.0
"""Weight of the cosine beside BM25 scores of 10-60; 5 to 40 lie within .012 nDCG@10."""
MEANING_SHARE = 70.0
"""Weight of the nearness in meaning beside the same. Of 751 questions in callers' own words, each
to a trade that nothing was learnt from, the right entry comes first in .286 without, .415 at 20,
.481 at 50, .499 at 80 and .486 with nothing else; among the first three in .506, .696, .752, .771
and .746."""
MEANING_OF_MANY, MANY = 20.0, 200
"""The same where a client has more entries than this: many are near in meaning then, and its own
words tell them apart. By reasoning; at 70 a city's 1,786 entries lose .05 nDCG@10."""
_SPOTTED_FROM = 0.5
"""Probability from which a client's word that was heard is taken to have been meant."""
STANDARD_SHARE = 6.0
"""Weight of a model's cosine, in standard deviations over the entries. Not measured."""
_KEPT_FILES = 3
_KEPT = 8
"""Turns whose nearness, and whose words, are remembered: two steps of one question ask for both."""

_SPOTTED, _MEANING = "spot_", "mean_"
Arrays = dict[str, npt.NDArray[Any]]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How entries are searched, and where indexes are kept."""

    embeddings: str = EMBEDDED
    """`embedded`, `huggingface:MODEL` or `openai:MODEL`."""
    cache_dir: Path | None = None
    """One client's own folder, safe to delete; None keeps nothing."""


class FaqSearch:
    """Scores of one client's entries for a query."""

    def __init__(
        self,
        arrays: Arrays,
        embeddings: Embeddings | None = None,
        meanings: WordMeanings | None = None,
    ) -> None:
        """From the arrays that `build` made; `embeddings` is the model they were made with, and
        `meanings` what was learnt of words, where not what ships."""
        self.arrays = arrays
        self._embeddings = embeddings
        self._table = TermTable(arrays["keys"], arrays["numbers"])
        self._lexical = Lexical(
            Sparse(
                arrays["starts"],
                arrays["columns"],
                arrays["values"],
                int(arrays["entries"]),
            )
        )
        self._association = Association(arrays["rows"], arrays["rarity"], arrays["directions"])
        self._vectors = VectorIndex.restored(arrays["vectors"])
        self.meaning = Meaning(_under(_MEANING, arrays), meanings)
        self._near = lru_cache(_KEPT)(self._compared)

    @classmethod
    def build(
        cls,
        entries: Sequence[FaqEntry],
        embeddings: Embeddings | None = None,
        meanings: WordMeanings | None = None,
    ) -> FaqSearch:
        """Index entries; about 1 ms each. `embeddings` replaces the embedded vectors."""
        asked = [analyse(_asked(entry), MAX_DOCUMENT_CHARS) for entry in entries]
        told = [analyse(entry.answer, MAX_DOCUMENT_CHARS) for entry in entries]
        lexical, table, counts, rarity, kinds = learn(
            [_document(*both) for both in zip(asked, told, strict=True)]
        )
        association, vectors = associate(counts, rarity, kinds)
        if embeddings is not None and entries:
            texts = [f"{_asked(entry)}\n{entry.answer}" for entry in entries]
            vectors = unit(np.array(embeddings.embed_documents(texts), np.float32))
        postings = lexical.postings
        arrays: Arrays = {
            "entries": np.array(len(entries)),
            "keys": table.keys,
            "numbers": table.numbers,
            "starts": postings.starts,
            "columns": postings.columns,
            "values": postings.values,
            "rows": association.rows,
            "rarity": association.rarity,
            "directions": association.directions.astype(np.float16),
            "vectors": VectorIndex.build(vectors).stored(),
        }
        spotter = WordSpotter.learn(asked, told)
        arrays |= {_SPOTTED + name: values for name, values in spotter.arrays.items()}
        meaning = Meaning.build(entries, meanings)
        arrays |= {_MEANING + name: values for name, values in meaning.arrays.items()}
        return cls(arrays, embeddings, meanings)

    def __len__(self) -> int:
        return int(self.arrays["entries"])

    def scores(self, text: str, reading: str = "") -> Floats:
        """(entries,) 0 and up; `reading` as heard, empty for typed text."""
        if not len(self):
            return np.zeros(0, np.float32)
        said = analyse(text)
        weights = self._heard(said, reading) if reading else _typed(said)
        numbered = self._table.numbered(
            {term: KIND_WEIGHTS[term[0]] * weight for term, weight in weights.items()}
        )
        scale = SOUND_HEARD if reading else SOUND_TYPED
        heard = sounds(reading or said.reading)
        numbered |= self._table.numbered({term: scale * n for term, n in heard.items()})
        share = MEANING_SHARE
        if len(self) > MANY:  # what was misheard means something else
            share = MEANING_OF_MANY / 2 if reading else MEANING_OF_MANY
        dense = self._dense(text, weights) + share * self.nearness(text, reading)
        found: Floats = np.maximum(self._lexical.scores(numbered) + dense, 0)
        return found

    def nearness(self, text: str, reading: str = "") -> Floats:
        """(entries,) in meaning; of what was heard, the client's words in it count as written."""
        return self._near(text, reading)

    def _compared(self, text: str, reading: str) -> Floats:
        spotted = self.spotted(reading) if reading else {}
        words = [t[1:] for t, p in spotted.items() if t[0] == "w" and p >= _SPOTTED_FROM]
        near = self.meaning.scores(" ".join((*words, text)))
        near.setflags(write=False)  # everybody gets the same one
        return near

    def entries_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many entries name each of the terms; those that none names are left out."""
        starts = self.arrays["starts"]
        found = {}
        for term in terms:
            for number in self._table.numbered({term: 1.0}):
                found[term] = int(starts[number + 1] - starts[number])
        return found

    def spotted(self, reading: str) -> dict[str, float]:
        """The client's words that were probably heard, as terms with their probability."""
        return self._spotted(reading)

    @cached_property
    def _spotted(self) -> Callable[[str], dict[str, float]]:
        """Only calls need the spotter, typed questions do not."""
        return lru_cache(_KEPT)(WordSpotter(_under(_SPOTTED, self.arrays)).find)

    def _heard(self, said: Analysis, reading: str) -> dict[str, float]:
        weights = {term: WRITTEN_HEARD * count for term, count in said.terms.items()}
        for term, p in self.spotted(reading).items():
            weights[term] = max(weights.get(term, 0.0), p)
        return weights

    def _dense(self, text: str, weights: Mapping[str, float]) -> Floats:
        if self._embeddings is None:
            vector = self._association.vector(self._table.numbered(weights))
            return DENSE_SHARE * self._vectors.similarities(vector)
        vector = unit(np.array([self._embeddings.embed_query(text)], np.float32))[0]
        near = self._vectors.similarities(vector)
        standard: Floats = (near - near.mean()) / max(float(near.std()), 1e-6)
        return STANDARD_SHARE * standard


def open_search(entries: Sequence[FaqEntry], settings: SearchSettings) -> FaqSearch:
    """The index of a client's entries: from its folder where it is kept, else built and kept.

    Raises EmbeddingUnavailable. A folder that cannot be written is done without.
    """
    embeddings = None if settings.embeddings == EMBEDDED else make_embeddings(settings.embeddings)
    if settings.cache_dir is None:
        return FaqSearch.build(entries, embeddings)
    path = settings.cache_dir / f"{content_key(entries, settings.embeddings)}.faq.npz"
    kept = _read(path)
    if kept is not None:
        try:
            return FaqSearch(kept, embeddings)
        except (KeyError, ValueError, TypeError) as error:
            logger.warning("damaged search index is made again: %s", type(error).__name__)
    made = FaqSearch.build(entries, embeddings)
    try:
        _write(path, made.arrays)
    except OSError as error:  # a full or read-only disk costs the next start, not this call
        logger.warning("search index not written: %s", type(error).__name__)
    return made


def content_key(entries: Sequence[FaqEntry], embeddings: str) -> str:
    """The name of an index: a digest of all that shapes it."""
    rows = [[e.id, e.question, list(e.paraphrases), e.answer] for e in entries]
    content = json.dumps([FORMAT, embeddings, resources_key(), rows], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:40]


def _under(prefix: str, arrays: Arrays) -> Arrays:
    """The arrays of one part of the index, by their own names."""
    return {n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)}


def _typed(said: Analysis) -> dict[str, float]:
    return {term: float(count) for term, count in said.terms.items()}


def _asked(entry: FaqEntry) -> str:
    return "\n".join((entry.question, *entry.paraphrases))


def _document(asked: Analysis, told: Analysis) -> Counter[str]:
    """One entry's terms. Sounds of the question alone: those of answers agree by chance."""
    terms = Counter({term: QUESTION_SHARE * count for term, count in asked.terms.items()})
    terms.update(told.terms)
    terms.update(sounds(asked.reading))
    return terms


def _read(path: Path) -> Arrays | None:
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        os.utime(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        logger.warning("damaged search index is made again: %s", type(error).__name__)
        return None
    return arrays


def _write(path: Path, arrays: Arrays) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        os.replace(name, path)  # readers see the whole file or none
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    files = sorted(path.parent.glob("*.faq.npz"), key=lambda p: p.stat().st_mtime)
    for old in files[:-_KEPT_FILES]:
        old.unlink(missing_ok=True)
