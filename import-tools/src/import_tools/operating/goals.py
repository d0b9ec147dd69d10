"""Thresholds on the probability of one label, chosen for what they are to reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from import_tools.assessment.answers import Answers
from import_tools.assessment.curves import ThresholdCurve, threshold_curve
from import_tools.errors import ImportToolsError

SCREENING, BALANCED, CONFIRM = "screening", "balanced", "confirm"
#: Fewer films of a label, or of all others, cannot place a threshold.
FEWEST_FILMS = 10
#: A PPV over fewer called films is an accident.
FEWEST_CALLED = 10
_DECIMALS = range(2, 16)


@dataclass(frozen=True)
class Goals:
    """What ``screening`` and ``confirm`` must reach on the films they are chosen on."""

    sensitivity: float = 0.95
    ppv: float = 0.9

    def __post_init__(self) -> None:
        """Refuses shares that are none."""
        if not (0 < self.sensitivity <= 1 and 0 < self.ppv <= 1):
            raise ImportToolsError("the goals must be above 0 and at most 1")


@dataclass(frozen=True)
class Choice:
    """A threshold, or why there is none."""

    threshold: float | None
    reason: str = ""


def choose(answers: Answers, goals: Goals) -> dict[str, dict[str, Choice]]:
    """For every operating point and label, the threshold that calls a film so.

    ``screening`` is the highest one of the wanted sensitivity, ``confirm`` the lowest one of the
    wanted PPV, ``balanced`` the one with the largest sum of sensitivity and specificity (Youden).
    """
    curves = {label: _curve(answers, n) for n, label in enumerate(answers.labels)}
    return {
        SCREENING: {label: _screening(curve, goals) for label, curve in curves.items()},
        BALANCED: {label: _balanced(curve) for label, curve in curves.items()},
        CONFIRM: {label: _confirm(curve, goals) for label, curve in curves.items()},
    }


def _curve(answers: Answers, number: int) -> ThresholdCurve:
    is_so = answers.classes == number
    fewest = int(min(is_so.sum(), (~is_so).sum()))
    if fewest < FEWEST_FILMS:
        raise ImportToolsError(
            f"{answers.labels[number]!r} has {int(is_so.sum())} films and {int((~is_so).sum())} "
            f"others; an operating point needs {FEWEST_FILMS} of both"
        )
    return threshold_curve(is_so, answers.probabilities[:, number])


def _screening(curve: ThresholdCurve, goals: Goals) -> Choice:
    first = int(np.argmax(curve.sensitivity >= goals.sensitivity))
    if curve.specificity[first] <= 0:
        return Choice(None, f"sensitivity {goals.sensitivity:g} needs every film to be called so")
    return Choice(_threshold(curve, first))


def _balanced(curve: ThresholdCurve) -> Choice:
    youden = curve.sensitivity + curve.specificity - 1
    best = int(np.argmax(youden))
    if youden[best] <= 0:
        return Choice(None, "no threshold is better than chance")
    return Choice(_threshold(curve, best))


def _confirm(curve: ThresholdCurve, goals: Goals) -> Choice:
    enough = curve.called >= FEWEST_CALLED
    reached = np.flatnonzero(enough & (curve.ppv >= goals.ppv))
    if len(reached) == 0:
        best = float(curve.ppv[enough].max())
        return Choice(
            None,
            f"PPV {goals.ppv:g} is not reached: the best of at least {FEWEST_CALLED} called films "
            f"is {best:.3f}",
        )
    return Choice(_threshold(curve, int(reached[-1])))


def _threshold(curve: ThresholdCurve, number: int) -> float:
    """The shortest number near the middle between the last film called and the next one.

    In the middle, so that another engine's rounding does not change who is called.
    """
    scores = np.append(curve.thresholds, 0.0)
    called, next_one = float(scores[number]), float(scores[number + 1])
    for decimals in _DECIMALS:
        candidate = round((called + next_one) / 2, decimals)
        if next_one < candidate <= called:
            return candidate
    return called
