"""Calibrates a package on validation films: answers in, temperature and thresholds out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from import_tools.assessment import measures
from import_tools.assessment.answers import Answers
from import_tools.assessment.bootstrap import Bootstrap
from import_tools.assessment.chance import honest_calibration_error
from import_tools.assessment.collecting import collect
from import_tools.films.labelled import LabelledFilm, count_classes
from import_tools.network.operations import calibrate
from import_tools.operating.goals import Choice, Goals, choose
from import_tools.operating.temperature import HIGHEST, LOWEST, fit_temperature, log_loss
from import_tools.package.operating_points import write_calibration
from import_tools.package.reading import read_package
from import_tools.sources.choosing import KERAS, open_package
from import_tools.sources.network import Contract


@dataclass(frozen=True)
class Calibrating:
    """What to calibrate, on which films (never those it is tested with), and to what end."""

    package: Path
    films: Sequence[LabelledFilm]
    classes: tuple[str, ...]
    goals: Goals = field(default_factory=Goals)
    bootstrap: Bootstrap = field(default_factory=Bootstrap)
    engine: str = KERAS
    keep_temperature: bool = False
    skip_unreadable: bool = False


@dataclass(frozen=True)
class Calibrated:
    """What was found; ``choices`` are by operating point and label."""

    answers: Answers
    temperatures: dict[str, float]
    choices: dict[str, dict[str, Choice]]
    measured: dict[str, Any]

    def thresholds(self) -> dict[str, dict[str, float]]:
        """The operating points as ``model.json`` holds them; a label without one is left out."""
        return {
            name: {
                label: choice.threshold
                for label, choice in labels.items()
                if choice.threshold is not None
            }
            for name, labels in self.choices.items()
        }

    def warnings(self) -> list[str]:
        """What is missing, and what should make a user wonder."""
        found = [
            f"{name}: {label} is left out, {choice.reason}"
            for name, labels in self.choices.items()
            for label, choice in labels.items()
            if choice.threshold is None
        ]
        if not LOWEST * 1.01 < self.temperatures["after"] < HIGHEST * 0.99:
            found.append("the temperature is at the end of its range: these films do not place it")
        return found


def calibrate_package(calibrating: Calibrating) -> Calibrated:
    """Measures, chooses, and writes temperature and operating points into the package."""
    package = read_package(calibrating.package)
    contract = Contract(package.preprocessing, package.labels, temperature=1.0)
    source = open_package(calibrating.package, calibrating.engine, contract)
    plain = collect(
        calibrating.films,
        calibrating.classes,
        source,
        skip_unusable=calibrating.skip_unreadable,
    ).answers
    after = package.temperature
    if not calibrating.keep_temperature:
        after = fit_temperature(plain.probabilities, plain.classes)
    answers = plain.with_probabilities(calibrate(plain.probabilities, after))
    temperatures = {"before": package.temperature, "after": after}
    choices = choose(answers, calibrating.goals)
    measured = {
        when: _calibration(
            plain.with_probabilities(calibrate(plain.probabilities, temperature)),
            calibrating.bootstrap,
        )
        for when, temperature in temperatures.items()
    }
    calibrated = Calibrated(answers, temperatures, choices, measured)
    write_calibration(calibrating.package, after, calibrated.thresholds())
    return calibrated


def to_json(calibrated: Calibrated, calibrating: Calibrating) -> dict[str, Any]:
    """All of it, for a file beside the package."""
    answers = calibrated.answers
    return {
        "format": 1,
        "films": len(answers.films),
        "patients": len(set(answers.patients)),
        "films_by_label": count_classes(answers.films, answers.labels),
        "engine": calibrating.engine,
        "intervals": calibrating.bootstrap.to_json(),
        "temperature": calibrated.temperatures,
        "calibration": calibrated.measured,
        "goals": vars(calibrating.goals),
        "operating_points": {
            name: {
                label: _described(answers, label, choice, calibrating.bootstrap)
                for label, choice in labels.items()
            }
            for name, labels in calibrated.choices.items()
        },
    }


def _calibration(answers: Answers, bootstrap: Bootstrap) -> dict[str, Any]:
    name = "expected_calibration_error"
    error = {name: measures.expected_calibration_error(answers)}
    found = bootstrap.intervals(error, answers.patients)[name]
    loss = round(log_loss(answers.probabilities, answers.classes), 6)
    honest = honest_calibration_error(answers, bootstrap)
    return {
        "log_loss": loss,
        name: found.to_json(),
        "honest_calibration_error": honest.to_json(),
    }


def _described(
    answers: Answers, label: str, choice: Choice, bootstrap: Bootstrap
) -> dict[str, Any]:
    if choice.threshold is None:
        return {"left_out": choice.reason}
    number = answers.labels.index(label)
    called = answers.probabilities[:, number] >= choice.threshold
    wanted = measures.decisions(answers.classes == number, called)
    found = bootstrap.intervals(wanted, answers.patients)
    return {
        "threshold": choice.threshold,
        **{name: interval.to_json() for name, interval in found.items()},
    }
