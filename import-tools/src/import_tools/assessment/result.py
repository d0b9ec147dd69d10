"""Everything that is measured on some answers, as the JSON that the report is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from import_tools.assessment import measures, reliability
from import_tools.assessment.answers import Answers
from import_tools.assessment.bootstrap import Bootstrap
from import_tools.assessment.chance import honest_calibration_error
from import_tools.assessment.curves import threshold_curve
from import_tools.assessment.measures import Measures
from import_tools.films.labelled import count_classes

#: Below so many films, a measure of a subgroup says little; the report marks it.
FEW_FILMS = 30
#: Names of operating points, labels, thresholds, as in ``model.json``.
OperatingPoints = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Baseline:
    """What the thumbnails said of the same films, and how many films they learned from."""

    probabilities: np.ndarray
    learned_from: int


@dataclass(frozen=True)
class Plan:
    """What to measure besides what always is."""

    bootstrap: Bootstrap = field(default_factory=Bootstrap)
    groups: Sequence[str] = ()
    operating_points: OperatingPoints = field(default_factory=dict)


def assess(answers: Answers, plan: Plan, baseline: Baseline | None = None) -> dict[str, Any]:
    """All measures with their intervals, curves, tables, subgroups and the baseline."""
    result: dict[str, Any] = {
        "labels": list(answers.labels),
        "films": len(answers.films),
        "patients": len(set(answers.patients)),
        "films_by_label": count_classes(answers.films, answers.labels),
        "intervals": plan.bootstrap.to_json(),
        "totals": _intervals(plan, answers, measures.totals(answers)),
        "by_label": {
            label: _intervals(plan, answers, measures.of_label(answers, number))
            for number, label in enumerate(answers.labels)
        },
        "auc_between": _between(plan, answers),
        "confusion": measures.confusion(answers),
        "calibration": [asdict(found) for found in reliability.bins(answers)],
        "honest_calibration_error": honest_calibration_error(answers, plan.bootstrap).to_json(),
        "curves": _curves(answers),
    }
    if baseline is not None:
        result["baseline"] = _baseline(plan, answers, baseline)
    if plan.operating_points:
        result["operating_points"] = {
            name: _points(plan, answers, thresholds)
            for name, thresholds in plan.operating_points.items()
        }
    result["groups"] = {column: _groups(plan, answers, column) for column in plan.groups}
    return result


def _intervals(plan: Plan, answers: Answers, wanted: Measures) -> dict[str, Any]:
    found = plan.bootstrap.intervals(wanted, answers.patients)
    return {name: interval.to_json() for name, interval in found.items()}


def _between(plan: Plan, answers: Answers) -> dict[str, Any]:
    if len(answers.labels) < 3:
        return {}
    pairs = list(combinations(range(len(answers.labels)), 2))
    names = [f"{answers.labels[a]} / {answers.labels[b]}" for a, b in pairs]
    wanted = {
        name: measures.between(answers, a, b) for name, (a, b) in zip(names, pairs, strict=True)
    }
    return _intervals(plan, answers, wanted)


def _curves(answers: Answers) -> dict[str, Any]:
    """Of the labels that can be told apart from the others: both kinds of films are there."""
    curves = {}
    for number, label in enumerate(answers.labels):
        is_so = answers.classes == number
        if is_so.any() and not is_so.all():
            curve = threshold_curve(is_so, answers.probabilities[:, number])
            curves[label] = {"roc": curve.roc(), "precision_recall": curve.precision_recall()}
    return curves


def _baseline(plan: Plan, answers: Answers, baseline: Baseline) -> dict[str, Any]:
    theirs = answers.with_probabilities(baseline.probabilities)
    own, other = measures.totals(answers), measures.totals(theirs)
    ahead = {name: measures.difference(own[name], other[name]) for name in own}
    return {
        "learned_from_films": baseline.learned_from,
        "totals": _intervals(plan, theirs, other),
        "by_label": {
            label: _intervals(plan, theirs, measures.of_label(theirs, number))
            for number, label in enumerate(answers.labels)
        },
        "auc_between": _between(plan, theirs),
        "ahead_of_it": _intervals(plan, answers, ahead),
        "curves": _curves(theirs),
    }


def _points(plan: Plan, answers: Answers, thresholds: Mapping[str, float]) -> dict[str, Any]:
    points = {}
    for label, threshold in thresholds.items():
        number = answers.labels.index(label)
        called = answers.probabilities[:, number] >= threshold
        wanted = measures.decisions(answers.classes == number, called)
        points[label] = {"threshold": threshold, **_intervals(plan, answers, wanted)}
    return points


def _groups(plan: Plan, answers: Answers, column: str) -> dict[str, Any]:
    return {
        value: {
            "films": len(group.films),
            "patients": len(set(group.patients)),
            "films_by_label": count_classes(group.films, group.labels),
            "totals": _intervals(plan, group, measures.totals(group)),
        }
        for value, group in sorted(answers.by_group(column).items())
    }
