"""Labelled films with what a model said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm

#: How far the probabilities of a film may be from adding up to 1: files hold rounded ones.
_SUM_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Answers:
    """Films in some order, the model's labels, and calibrated probabilities (films x labels).

    The number of a film's class is the number of its label.
    """

    films: tuple[LabelledFilm, ...]
    labels: tuple[str, ...]
    probabilities: np.ndarray

    def __post_init__(self) -> None:
        """Refuses answers that are no probabilities of these films."""
        expected = (len(self.films), len(self.labels))
        if self.probabilities.shape != expected or not self.films:
            raise ImportToolsError(
                f"{len(self.films)} films and {len(self.labels)} labels have answers of the shape "
                f"{self.probabilities.shape}"
            )
        sums = self.probabilities.sum(axis=1)
        if not (np.isfinite(sums).all() and np.allclose(sums, 1, atol=_SUM_TOLERANCE)):
            raise ImportToolsError("the probabilities of a film do not add up to 1")

    @property
    def classes(self) -> np.ndarray:
        """True class numbers, one a film."""
        return np.asarray([film.label for film in self.films])

    @property
    def patients(self) -> np.ndarray:
        """Numbers from 0, the same for films of one patient."""
        return np.unique([film.patient for film in self.films], return_inverse=True)[1]

    def chosen(self, mask: np.ndarray) -> Answers:
        """Some of the films."""
        films = tuple(film for film, wanted in zip(self.films, mask, strict=True) if wanted)
        return Answers(films, self.labels, self.probabilities[mask])

    def with_probabilities(self, probabilities: np.ndarray) -> Answers:
        """What another model said of the same films."""
        return Answers(self.films, self.labels, probabilities)

    def by_group(self, column: str) -> dict[str, Answers]:
        """The films by the value of a column; those without one are "not stated"."""
        values = np.asarray([film.groups.get(column, "").strip() for film in self.films])
        return {str(value) or "not stated": self.chosen(values == value) for value in set(values)}


def check_classes(classes: Sequence[str], labels: Sequence[str]) -> None:
    """Refuses classes of the data that cannot be the labels of the model, one for one."""
    if len(classes) != len(labels):
        raise ImportToolsError(
            f"--classes names {len(classes)} classes ({', '.join(classes)}), but the model has "
            f"{len(labels)} labels ({', '.join(labels)}); name one class a label, in that order "
            "(a class may have no films)"
        )
