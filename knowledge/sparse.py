"""Sparse matrices in numpy, as small as searching a client's entries needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_ROWS_AT_ONCE = 32  # the rows of the dense factor that they name stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of (column, value); what is not named is 0."""

    starts: Ints
    """(rows + 1,) where each row begins in `columns` and `values`."""
    columns: npt.NDArray[np.int32]
    values: Floats
    width: int
    """Number of columns."""

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.starts) - 1

    @property
    def rows(self) -> Ints:
        """(n,) the row of each value."""
        return np.repeat(np.arange(self.height), np.diff(self.starts))

    def turned(self) -> Sparse:
        """The transposed matrix."""
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=self.width)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        rows = self.rows[order].astype(np.int32)
        return Sparse(starts, rows, self.values[order], self.height)

    def every(self, step: int) -> Sparse:
        """Every `step`-th row."""
        if step == 1:
            return self
        kept = np.arange(self.height) % step == 0
        values = kept[self.rows]
        starts = np.concatenate(([0], np.cumsum(np.diff(self.starts)[kept]))).astype(np.int64)
        return Sparse(starts, self.columns[values], self.values[values], self.width)

    def times(self, dense: Floats) -> Floats:
        """(rows, k) product with a dense (columns, k)."""
        out = np.zeros((self.height, dense.shape[1]), np.float32)
        for first in range(0, self.height, _ROWS_AT_ONCE):
            last = min(first + _ROWS_AT_ONCE, self.height)
            begin, end = int(self.starts[first]), int(self.starts[last])
            if begin == end:
                continue
            parts = dense[self.columns[begin:end]] * self.values[begin:end, None]
            filled = np.flatnonzero(np.diff(self.starts[first : last + 1]))
            at = self.starts[first:last][filled] - begin
            out[first + filled] = np.add.reduceat(parts, at, axis=0)
        return out

    def rows_times(self, weights: Mapping[int, float]) -> Floats:
        """(columns,) the sum of the rows named in `weights`, each times its weight."""
        out = np.zeros(self.width, np.float32)
        for row, weight in weights.items():
            at = slice(int(self.starts[row]), int(self.starts[row + 1]))
            out[self.columns[at]] += weight * self.values[at]  # a row names a column once
        return out


def counted(documents: Sequence[Counter[str]]) -> tuple[Sparse, list[str]]:
    """How often each document names each term, and the terms of the columns."""
    numbers: dict[str, int] = {}
    columns = [
        numbers.setdefault(term, len(numbers)) for document in documents for term in document
    ]
    values = [count for document in documents for count in document.values()]
    starts = np.concatenate(([0], np.cumsum([len(document) for document in documents])))
    made = Sparse(
        starts.astype(np.int64),
        np.array(columns, np.int32),
        np.array(values, np.float32),
        len(numbers),
    )
    return made, list(numbers)
