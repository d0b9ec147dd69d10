"""Named measures by which the best epoch is chosen. All are higher for the better network."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from import_tools.evaluation import area_under_curve
from import_tools.operating.temperature import log_loss

Metric = Callable[[np.ndarray, np.ndarray], float]


def accuracy(classes: np.ndarray, probabilities: np.ndarray) -> float:
    """Share of films whose most probable class is theirs."""
    return float((probabilities.argmax(axis=1) == classes).mean())


def balanced_accuracy(classes: np.ndarray, probabilities: np.ndarray) -> float:
    """Mean over the classes of the share of their films that are recognised."""
    right = probabilities.argmax(axis=1) == classes
    return float(np.mean([right[classes == number].mean() for number in np.unique(classes)]))


def negative_log_loss(classes: np.ndarray, probabilities: np.ndarray) -> float:
    """Mean logarithm of the probability given to the true class."""
    return -log_loss(probabilities, classes)


def macro_auc(classes: np.ndarray, probabilities: np.ndarray) -> float:
    """Mean over the classes of the area under the curve of that class against all others."""
    areas = [
        area_under_curve(classes == number, probabilities[:, number])
        for number in np.unique(classes)
    ]
    return float(np.mean(areas))


#: By the names that a recipe uses.
METRICS: dict[str, Metric] = {
    "accuracy": accuracy,
    "balanced-accuracy": balanced_accuracy,
    "log-loss": negative_log_loss,
    "macro-auc": macro_auc,
}


def measure_all(classes: np.ndarray, probabilities: np.ndarray) -> dict[str, float]:
    """Every named measure."""
    return {name: metric(classes, probabilities) for name, metric in METRICS.items()}
