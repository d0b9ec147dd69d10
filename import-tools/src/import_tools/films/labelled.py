"""A film with its label, patient and split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TRAIN, VAL, TEST = "train", "val", "test"
SPLITS = (TRAIN, VAL, TEST)


@dataclass(frozen=True)
class LabelledFilm:
    """One film; ``label`` is the number of its class.

    ``split`` is empty when nobody has decided yet. ``groups`` holds columns that results can be
    split by: age group, sex, device.
    """

    path: Path
    label: int
    patient: str
    split: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


def of_split(films: Iterable[LabelledFilm], split: str) -> list[LabelledFilm]:
    """The films of one split."""
    return [film for film in films if film.split == split]


def count_classes(films: Iterable[LabelledFilm], classes: Sequence[str]) -> dict[str, int]:
    """How many films each class has, in the order of the classes."""
    labels = [film.label for film in films]
    return {name: labels.count(number) for number, name in enumerate(classes)}
