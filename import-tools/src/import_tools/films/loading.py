"""The pixels of many films at once, as a network takes them but for the normalisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm
from import_tools.preprocessing import (
    GREY,
    Preprocessing,
    decode_grey,
    decode_rgb,
    naming,
    read_film,
)
from import_tools.progress import Progress

#: Films decoded ahead; Pillow decodes without holding Python's lock.
_AHEAD = 64
_THREADS = 4


@dataclass(frozen=True)
class LoadedFilms:
    """Films with their pixels: uint8, n x height x width (grey) or n x height x width x 3."""

    films: tuple[LabelledFilm, ...]
    pixels: np.ndarray

    def labels(self) -> np.ndarray:
        """Class numbers, n."""
        return np.asarray([film.label for film in self.films], dtype=np.int64)

    def patients(self) -> list[str]:
        """Patients, n."""
        return [film.patient for film in self.films]


def load(
    films: Sequence[LabelledFilm],
    preprocessing: Preprocessing,
    *,
    skip_unreadable: bool = False,
    title: str = "films",
) -> LoadedFilms:
    """Decodes and resizes every film; one that cannot be read is named, and refused or left out."""
    progress = Progress(title, len(films))
    kept: list[LabelledFilm] = []
    pixels: list[np.ndarray] = []
    for film, found in _decoded(films, preprocessing):
        progress.step()
        if isinstance(found, ImportToolsError):
            if not skip_unreadable:
                raise ImportToolsError(
                    f"{found}; repair it, or leave such films out with --unreadable skip"
                ) from found
            progress.note(f"left out: {found}")
            continue
        kept.append(film)
        pixels.append(found)
    progress.done()
    if not kept:
        raise ImportToolsError(f"none of the {len(films)} {title} can be read")
    return LoadedFilms(tuple(kept), np.stack(pixels))


def _decoded(
    films: Sequence[LabelledFilm], preprocessing: Preprocessing
) -> Iterator[tuple[LabelledFilm, np.ndarray | ImportToolsError]]:
    decode = decode_grey if preprocessing.colour == GREY else decode_rgb

    def one(film: LabelledFilm) -> np.ndarray | ImportToolsError:
        try:
            with naming(film.path):
                return preprocessing.fit(decode(read_film(film.path)))
        except ImportToolsError as e:
            return e

    remaining = iter(films)
    with ThreadPoolExecutor(_THREADS) as pool:
        while chunk := list(islice(remaining, _AHEAD)):
            yield from zip(chunk, pool.map(one, chunk), strict=True)
