"""Measures of a classifier as functions of weights: how often each film counts.

With every weight 1 a measure is itself; with the weights of a bootstrap draw it is what that draw
gives. One definition serves both, and many draws are computed at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from import_tools.assessment.answers import Answers
from import_tools.assessment.reliability import bin_numbers

#: From draws x films to draws; NaN where it cannot be computed, for want of films it is about.
Measure = Callable[[np.ndarray], np.ndarray]
Measures = dict[str, Measure]


def totals(answers: Answers) -> Measures:
    """Measures over all films. The first label is "normal", every other one is "ill"."""
    classes, called = answers.classes, answers.probabilities.argmax(axis=1)
    ill, called_ill = classes > 0, called > 0
    return {
        "accuracy": share(called == classes),
        "normal_or_ill_accuracy": share(called_ill == ill),
        "sensitivity": share(called_ill, among=ill),
        "specificity": share(~called_ill, among=~ill),
        "auc": area_under_curve(ill, 1 - answers.probabilities[:, 0]),
        "expected_calibration_error": expected_calibration_error(answers),
    }


def of_label(answers: Answers, number: int) -> Measures:
    """One label against all others; a film is called so when that is its most probable one."""
    called = answers.probabilities.argmax(axis=1) == number
    is_so = answers.classes == number
    area = area_under_curve(is_so, answers.probabilities[:, number])
    return decisions(is_so, called) | {"auc": area}


def decisions(is_so: np.ndarray, called: np.ndarray) -> Measures:
    """How good it is to call some films something."""
    return {
        "sensitivity": share(called, among=is_so),
        "specificity": share(~called, among=~is_so),
        "ppv": share(is_so, among=called),
        "npv": share(~is_so, among=~called),
    }


def between(answers: Answers, first: int, second: int) -> Measure:
    """AUC of one label against another, over the films of these two alone."""
    among = np.isin(answers.classes, (first, second))
    p = answers.probabilities
    ratio = p[:, first] / np.maximum(p[:, first] + p[:, second], np.finfo(float).tiny)
    area = area_under_curve((answers.classes == first)[among], ratio[among])
    return lambda weights: area(weights[:, among])


def share(right: np.ndarray, among: np.ndarray | None = None) -> Measure:
    """The weighted share of films that are right, among some."""
    counted = np.ones(len(right)) if among is None else among.astype(float)
    hits = right * counted
    return lambda weights: _ratio(weights @ hits, weights @ counted)


def difference(first: Measure, second: Measure) -> Measure:
    """By how much the first is larger, draw by draw: both see the same films."""
    return lambda weights: first(weights) - second(weights)


def area_under_curve(positive: np.ndarray, scores: np.ndarray) -> Measure:
    """The chance that a positive film scores above a negative one, ties half (Mann-Whitney U)."""
    order = np.argsort(scores, kind="stable")
    ranked, hit = scores[order], positive[order]
    starts = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1]))

    def measure(weights: np.ndarray) -> np.ndarray:
        sorted_weights = weights[:, order]
        positives = np.add.reduceat(sorted_weights * hit, starts, axis=1)
        negatives = np.add.reduceat(sorted_weights * ~hit, starts, axis=1)
        below = np.cumsum(negatives, axis=1) - negatives / 2
        won = (positives * below).sum(axis=1)
        return _ratio(won, positives.sum(axis=1) * negatives.sum(axis=1))

    return measure if len(scores) else lambda weights: np.full(len(weights), np.nan)


def expected_calibration_error(answers: Answers) -> Measure:
    """Mean distance of confidence and accuracy over bins of the confidence, by their films."""
    confidence = answers.probabilities.max(axis=1)
    right = answers.probabilities.argmax(axis=1) == answers.classes
    numbers = bin_numbers(confidence)
    gaps = np.zeros((len(confidence), numbers.max() + 1))
    gaps[np.arange(len(confidence)), numbers] = confidence - right
    return lambda weights: _ratio(np.abs(weights @ gaps).sum(axis=1), weights.sum(axis=1))


def confusion(answers: Answers) -> list[list[int]]:
    """How many films of a row's label were called a column's."""
    count = len(answers.labels)
    cells = answers.classes * count + answers.probabilities.argmax(axis=1)
    table = np.bincount(cells, minlength=count * count).reshape(count, count)
    return [[int(films) for films in row] for row in table]


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
