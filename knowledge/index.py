"""Dense vectors, searched by FAISS on one thread. The only place that imports it.

Its own threads save no time on a few thousand vectors, and between two searches they spin on the
cores that the recogniser needs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.sparse import Floats

FARTHEST = 2048
"""So many neighbours get their true similarity; the others that of the last of them."""


class VectorIndex:
    """Exact inner products; a client has thousands of entries, not millions."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Floats) -> VectorIndex:
        """Index (n, k) vectors of unit length."""
        faiss = _faiss()
        index = faiss.IndexFlatIP(max(1, vectors.shape[1]))
        if len(vectors):
            index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    @classmethod
    def restored(cls, data: npt.NDArray[np.uint8]) -> VectorIndex:
        """An index from what `stored` gave; raises ValueError for anything else."""
        faiss = _faiss()
        try:
            return cls(faiss.deserialize_index(data))
        except RuntimeError as error:
            raise ValueError("not an index") from error

    def stored(self) -> npt.NDArray[np.uint8]:
        """The index as bytes."""
        data: npt.NDArray[np.uint8] = _faiss().serialize_index(self._index)
        return data

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def similarities(self, vector: Floats) -> Floats:
        """(n,) cosines with a vector of unit length."""
        out = np.zeros(len(self), np.float32)
        if not len(self):
            return out
        found, numbers = self._index.search(vector[None].astype(np.float32), self._nearest())
        out[:] = found[0, -1]
        out[numbers[0]] = found[0]
        return out

    def nearest(self, vector: Floats, most: int) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Cosines with a vector of unit length and the places, of at most so many, best first."""
        found, places = self._index.search(vector[None], min(most, len(self)))
        return found[0], places[0]

    def _nearest(self) -> int:
        return min(len(self), FARTHEST)


@lru_cache(maxsize=1)
def _faiss() -> Any:
    import faiss

    faiss.omp_set_num_threads(1)
    return faiss
