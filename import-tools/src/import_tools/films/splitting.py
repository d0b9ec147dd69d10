"""Splits films by patient, and refuses splits that share one or are too small to learn from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import SPLITS, TRAIN, VAL, LabelledFilm, count_classes, of_split

#: Fewer films of a class teach nothing, or measure nothing.
FEWEST = {TRAIN: 8, VAL: 2}
_SHOWN = 5


@dataclass(frozen=True)
class Shares:
    """Which part of the patients is for validation and for the test; the rest is for training."""

    val: float = 0.15
    test: float = 0.15

    def __post_init__(self) -> None:
        """Refuses shares that leave nothing to train on."""
        if min(self.val, self.test) < 0 or self.val + self.test >= 1:
            raise ImportToolsError("the shares of val and test must be positive and below 1")


def split_by_patient(
    films: Sequence[LabelledFilm], shares: Shares, seed: int
) -> list[LabelledFilm]:
    """Gives every film a split, all films of a patient the same.

    Patients are drawn class by class (that of their first film), so that each split has its share
    of each. The draw orders hashes of seed and patient: a new patient moves few others.
    """
    by_class: dict[int, dict[str, None]] = defaultdict(dict)
    seen: set[str] = set()
    for film in films:
        if film.patient not in seen:
            seen.add(film.patient)
            by_class[film.label][film.patient] = None
    split_of: dict[str, str] = {}
    for patients in by_class.values():
        drawn = sorted(patients, key=lambda patient: _hash(seed, patient))
        val, test = round(len(drawn) * shares.val), round(len(drawn) * shares.test)
        splits = ["val"] * val + ["test"] * test + ["train"] * (len(drawn) - val - test)
        split_of |= dict(zip(drawn, splits, strict=True))
    return [replace(film, split=split_of[film.patient]) for film in films]


def check_splits(films: Sequence[LabelledFilm], classes: Sequence[str]) -> None:
    """Refuses a patient in two splits, and a class with too few films in one of them."""
    check_leaks(films)
    for split, fewest in FEWEST.items():
        for name, count in count_classes(of_split(films, split), classes).items():
            if count < fewest:
                raise ImportToolsError(
                    f"class {name} has {count} films in split {split!r}; at least {fewest} are "
                    "needed: add films, or leave the class out of --classes"
                )


def check_leaks(films: Sequence[LabelledFilm]) -> None:
    """Refuses a patient with films in two splits."""
    splits: dict[str, set[str]] = defaultdict(set)
    for film in films:
        splits[film.patient].add(film.split)
    leaks = sorted(patient for patient, found in splits.items() if len(found) > 1)
    if leaks:
        more = f" and {len(leaks) - _SHOWN} more" if len(leaks) > _SHOWN else ""
        raise ImportToolsError(
            f"{len(leaks)} patients have films in two of the splits {', '.join(SPLITS)}, which "
            f"would make every result look too good: {', '.join(leaks[:_SHOWN])}{more}"
        )


def _hash(seed: int, patient: str) -> bytes:
    return hashlib.sha256(f"{seed}:{patient}".encode()).digest()
