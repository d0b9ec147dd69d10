"""Films that show what values a network's layers take, for engines that compute in 8 bits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.preprocessing import Preprocessing, naming, read_film
from import_tools.progress import Progress

#: Fewer films would not show the ranges.
FEWEST_FILMS = 8
_SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"}


@dataclass(frozen=True)
class Calibration:
    """Films to calibrate with: at most ``count`` of those below ``folder``."""

    folder: Path
    count: int = 150

    def films(self) -> list[Path]:
        """Those that ``choose_films`` takes, refused where they are too few."""
        chosen = choose_films(self.folder, self.count)
        if len(chosen) < FEWEST_FILMS:
            raise ImportToolsError(
                f"{len(chosen)} calibration films are too few: give at least {FEWEST_FILMS} "
                f"(--films), and a folder that has them ({self.folder})"
            )
        return chosen

    def inputs(self, preprocessing: Preprocessing) -> Iterator[np.ndarray]:
        """The films as a network takes them."""
        films = self.films()
        progress = Progress("calibration films", len(films))
        for film in films:
            with naming(film):
                yield preprocessing.apply(read_film(film))
            progress.step(film.name)
        progress.done()


def choose_films(folder: Path, count: int) -> list[Path]:
    """As many of each folder as of the next, in equal steps through its sorted films.

    Folders are classes: the rarest must show its range as well as the most frequent.
    """
    if not folder.is_dir():
        raise ImportToolsError(f"{folder} is no folder of films")
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES)
    folders = [list(films) for _, films in groupby(found, key=lambda film: film.parent)]
    return [film for films in folders for film in _spread(films, count // len(folders))]


def _spread(films: list[Path], count: int) -> list[Path]:
    """At most ``count`` films in equal steps."""
    count = min(count, len(films))
    return [films[i * len(films) // count] for i in range(count)]
