"""How far a layer's values reach, as 8-bit integers should see it."""

from __future__ import annotations

import numpy as np

#: Steps on one side of zero: of an unsigned byte where no value is negative, else of a signed one.
UNSIGNED_STEPS = 255
SIGNED_STEPS = 127

_BINS = 8192


class Distribution:
    """A histogram of magnitudes that grows with what it sees; zeros, exact anyhow, are left out."""

    def __init__(self) -> None:
        self._counts = np.zeros(_BINS)
        self._limit = 0.0
        self._negative = False

    def add(self, values: np.ndarray) -> None:
        """Counts values."""
        self._negative |= bool((values < 0).any())
        magnitudes = np.abs(values[values != 0])
        if magnitudes.size == 0:
            return
        self._grow_to(float(magnitudes.max()))
        self._counts += np.histogram(magnitudes, _BINS, (0, self._limit))[0]

    def _grow_to(self, largest: float) -> None:
        """Doubles the width of the bins until they reach; the first film sets it."""
        if self._limit == 0:
            self._limit = largest
        while self._limit < largest:
            halves = self._counts.reshape(-1, 2).sum(axis=1)
            self._counts = np.concatenate([halves, np.zeros(_BINS // 2)])
            self._limit *= 2

    def best_range(self) -> float:
        """What the largest integer should stand for: the least mean squared error.

        A smaller range makes finer steps, whose rounding costs step^2 / 12, and cuts off what lies
        above. Where nothing but zeros was seen, any range will do.
        """
        if self._limit == 0:
            return 1.0
        steps = SIGNED_STEPS if self._negative else UNSIGNED_STEPS
        width = self._limit / _BINS
        centres = (np.arange(_BINS) + 0.5) * width
        ranges = (np.arange(_BINS) + 1) * width
        below = np.cumsum(self._counts)
        count_above = below[-1] - below
        sum_above = _above(self._counts * centres)
        squares_above = _above(self._counts * centres**2)
        cut = squares_above - 2 * ranges * sum_above + ranges**2 * count_above
        rounding = below * (ranges / steps) ** 2 / 12
        return float(ranges[np.argmin(cut + rounding)])


def _above(values: np.ndarray) -> np.ndarray:
    """Sums of what follows each place."""
    return values.sum() - np.cumsum(values)
