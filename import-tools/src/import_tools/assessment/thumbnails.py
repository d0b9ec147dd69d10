"""The baseline that any model must beat: a linear model on films of 20 x 20 pixels.

What it reaches is owed to position, exposure and contrast, not to seeing a finding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm
from import_tools.films.loading import load
from import_tools.network.operations import softmax
from import_tools.preprocessing import Preprocessing

SIDE = 20
#: Ridge penalty on weights of pixels scaled to 0..1; fixed, since nothing here may be tuned.
_PENALTY = 1.0
_STEPS = 50
_CONVERGED = 1e-8
#: Halvings of a Newton step that would not lower the loss.
_HALVINGS = 30


def thumbnail_probabilities(
    learned: Sequence[LabelledFilm],
    films: Sequence[LabelledFilm],
    labels: int,
    *,
    skip_unreadable: bool = False,
) -> np.ndarray:
    """Learns from some films and answers for others: films x labels."""
    small = Preprocessing(height=SIDE, width=SIDE)
    training = load(learned, small, skip_unreadable=skip_unreadable, title="baseline: learning")
    if len(set(training.labels())) != labels:
        raise ImportToolsError("the baseline needs training films of every class")
    asked = load(films, small, title="baseline: answering")
    x = _features(training.pixels)
    mean = x.mean(axis=0)
    weights = fit(x - mean, training.labels(), labels)
    return softmax(_with_one(_features(asked.pixels) - mean) @ weights)


def fit(x: np.ndarray, classes: np.ndarray, labels: int) -> np.ndarray:
    """Multinomial logistic regression with a ridge penalty, by Newton's method.

    Returns (features + 1) x labels; the last row is the intercept, which bears no penalty but a
    tiny one, since the same number added to all of them changes nothing.
    """
    x = _with_one(x)
    truth = np.eye(labels)[classes]
    penalty = np.full(x.shape[1], _PENALTY)
    penalty[-1] = 1e-6
    weights = np.zeros((x.shape[1], labels))
    loss = _loss(x, truth, penalty, weights)
    for _ in range(_STEPS):
        step = _newton_step(x, truth, penalty, weights)
        scale = 1.0
        while (new := _loss(x, truth, penalty, weights - scale * step)) > loss:
            scale /= 2
            if scale < 0.5**_HALVINGS:
                return weights
        weights = weights - scale * step
        if loss - new < _CONVERGED * loss:
            break
        loss = new
    return weights


def _newton_step(
    x: np.ndarray, truth: np.ndarray, penalty: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    features, labels = weights.shape
    p = softmax(x @ weights)
    gradient = x.T @ (p - truth) + penalty[:, None] * weights
    hessian = np.empty((labels, features, labels, features))
    for i in range(labels):
        for j in range(i, labels):
            curvature = p[:, i] * ((i == j) - p[:, j])
            hessian[i, :, j] = hessian[j, :, i] = (x * curvature[:, None]).T @ x
        hessian[i, :, i] += np.diag(penalty)
    flat = hessian.reshape(labels * features, labels * features)
    return np.linalg.solve(flat, gradient.T.ravel()).reshape(labels, features).T


def _loss(x: np.ndarray, truth: np.ndarray, penalty: np.ndarray, weights: np.ndarray) -> float:
    given = (softmax(x @ weights) * truth).sum(axis=1)
    cost = -np.log(np.maximum(given, np.finfo(float).tiny)).sum()
    return float(cost + 0.5 * (penalty[:, None] * weights**2).sum())


def _features(pixels: np.ndarray) -> np.ndarray:
    return pixels.reshape(len(pixels), -1) / 255.0


def _with_one(x: np.ndarray) -> np.ndarray:
    return np.hstack([x, np.ones((len(x), 1))])
