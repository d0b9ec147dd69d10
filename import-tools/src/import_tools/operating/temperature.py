"""The temperature that makes probabilities honest (Guo et al. 2017)."""

from __future__ import annotations

import math

import numpy as np

from import_tools.network.operations import calibrate

#: Where it is looked for. At an end, the films say too little about it.
LOWEST, HIGHEST = 0.05, 20.0
#: A third digit would be noise with a few thousand films.
_DECIMALS = 2
_STEPS = 80
_GOLDEN = (math.sqrt(5) - 1) / 2


def fit_temperature(plain: np.ndarray, classes: np.ndarray) -> float:
    """The temperature of the lowest log loss, for probabilities at temperature 1.

    The log loss is convex in the temperature's inverse, so that a golden-section search finds it.
    """
    low, high = 1 / HIGHEST, 1 / LOWEST
    for _ in range(_STEPS):
        width = _GOLDEN * (high - low)
        left, right = high - width, low + width
        if _loss_at(plain, classes, left) <= _loss_at(plain, classes, right):
            high = right
        else:
            low = left
    return round(2 / (low + high), _DECIMALS)


def log_loss(probabilities: np.ndarray, classes: np.ndarray) -> float:
    """Mean negative logarithm of the probability of the true class."""
    given = probabilities[np.arange(len(classes)), classes]
    return float(-np.log(np.maximum(given, np.finfo(float).tiny)).mean())


def _loss_at(plain: np.ndarray, classes: np.ndarray, inverse: float) -> float:
    return log_loss(calibrate(plain, 1 / inverse), classes)
