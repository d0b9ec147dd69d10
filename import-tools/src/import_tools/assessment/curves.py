"""What every threshold on the probability of one label would do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Points of a curve that a report keeps: more than a picture can show.
_SHOWN = 200


@dataclass(frozen=True)
class ThresholdCurve:
    """One entry a threshold, from the highest down: films at or above it are called so.

    The first entry is a threshold that no film reaches (infinite).
    """

    thresholds: np.ndarray
    true_positives: np.ndarray
    false_positives: np.ndarray

    @property
    def called(self) -> np.ndarray:
        """How many films are called so."""
        return self.true_positives + self.false_positives

    @property
    def sensitivity(self) -> np.ndarray:
        """Share of the films of the label that are called so."""
        return self.true_positives / max(1, self.true_positives[-1])

    @property
    def specificity(self) -> np.ndarray:
        """Share of the other films that are not."""
        return 1 - self.false_positives / max(1, self.false_positives[-1])

    @property
    def ppv(self) -> np.ndarray:
        """Share of the films called so that are so; 1 where none is called."""
        return np.where(self.called > 0, self.true_positives / np.maximum(1, self.called), 1.0)

    def roc(self) -> list[list[float]]:
        """Points (1 - specificity, sensitivity)."""
        return self._points(1 - self.specificity, self.sensitivity)

    def precision_recall(self) -> list[list[float]]:
        """Points (sensitivity, PPV), from the first film called on."""
        return self._points(self.sensitivity[1:], self.ppv[1:])

    def _points(self, across: np.ndarray, up: np.ndarray) -> list[list[float]]:
        kept = np.unique(np.linspace(0, len(across) - 1, _SHOWN).round().astype(int))
        return [[round(float(across[n]), 5), round(float(up[n]), 5)] for n in kept]


def threshold_curve(positive: np.ndarray, scores: np.ndarray) -> ThresholdCurve:
    """The curve of one label; films with the same score are called together."""
    order = np.argsort(-scores, kind="stable")
    ranked, hit = scores[order], positive[order]
    last_of_equals = np.append(ranked[1:] != ranked[:-1], True)
    return ThresholdCurve(
        np.append(np.inf, ranked[last_of_equals]),
        np.append(0, np.cumsum(hit)[last_of_equals]),
        np.append(0, np.cumsum(~hit)[last_of_equals]),
    )
