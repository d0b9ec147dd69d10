"""Answers made up for tests: films that exist nowhere, with the probabilities of nobody."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from import_tools.assessment.answers import Answers
from import_tools.films.labelled import LabelledFilm

LABELS = ("Normal", "Bacterial", "Viral")


def answers_of(
    classes: Sequence[int],
    probabilities: np.ndarray,
    patients: Sequence[str] | None = None,
    labels: tuple[str, ...] = LABELS,
) -> Answers:
    names = [str(n) for n in range(len(classes))] if patients is None else patients
    films = tuple(
        LabelledFilm(Path(f"{n}.png"), label, patient)
        for n, (label, patient) in enumerate(zip(classes, names, strict=True))
    )
    return Answers(films, labels, np.asarray(probabilities, dtype=float))


def random_answers(films: int = 200, patients: int = 80, seed: int = 1) -> Answers:
    """A model that is right more often than not; every label has films."""
    random = np.random.default_rng(seed)
    classes = random.integers(3, size=films)
    logits = random.standard_normal((films, 3)) + 1.5 * np.eye(3)[classes]
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    names = [str(n) for n in random.integers(patients, size=films)]
    return answers_of(classes.tolist(), p, names)
