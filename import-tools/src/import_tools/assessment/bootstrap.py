"""Confidence intervals by drawing patients, not films: films of one patient are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from import_tools.assessment.measures import Measure
from import_tools.errors import ImportToolsError

#: Numbers in one block of draws: 8 MB.
_BLOCK = 1_000_000
_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True)
class Interval:
    """A measure and the middle 95 % of what draws of it gave; None where it has no value."""

    value: float | None
    low: float | None = None
    high: float | None = None

    def to_json(self) -> dict[str, float | None]:
        """A value JSON can hold."""
        return {name: _rounded(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class Bootstrap:
    """Draws as many patients as there are, with replacement, and all their films (Efron 1979)."""

    draws: int = 1000
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuses too few draws to cut 2.5 % off at both ends."""
        if self.draws < 100:
            raise ImportToolsError(f"{self.draws} draws are too few for intervals; take 1000")

    def intervals(
        self, measures: Mapping[str, Measure], patients: np.ndarray
    ) -> dict[str, Interval]:
        """Every measure with its interval. The same patients are drawn in the same way each time.

        Draws in which a measure has no value do not count; an interval needs half of them.
        """
        once = np.ones((1, len(patients)))
        values = {name: float(measure(once)[0]) for name, measure in measures.items()}
        drawn: dict[str, list[np.ndarray]] = {name: [] for name in measures}
        for weights in self._weights(patients):
            for name, measure in measures.items():
                drawn[name].append(measure(weights))
        return {
            name: self._interval(value, np.concatenate(drawn[name]))
            for name, value in values.items()
        }

    def to_json(self) -> dict[str, Any]:
        """What a reader needs to repeat the intervals."""
        return {"confidence": 0.95, "by": "patient", "draws": self.draws, "seed": self.seed}

    def _weights(self, patients: np.ndarray) -> Iterator[np.ndarray]:
        """Blocks of draws x films: how often each film was drawn."""
        random = np.random.Generator(np.random.PCG64(self.seed))
        count = int(patients.max()) + 1
        block = max(1, _BLOCK // len(patients))
        for start in range(0, self.draws, block):
            draws = min(block, self.draws - start)
            cells = random.integers(count, size=(draws, count)) + np.arange(draws)[:, None] * count
            times = np.bincount(cells.ravel(), minlength=draws * count).reshape(draws, count)
            yield times[:, patients].astype(float)

    def _interval(self, value: float, drawn: np.ndarray) -> Interval:
        if np.isnan(value):
            return Interval(None)
        usable = drawn[~np.isnan(drawn)]
        if len(usable) < self.draws / 2:
            return Interval(value)
        low, high = np.percentile(usable, _PERCENTILES)
        return Interval(value, float(low), float(high))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
