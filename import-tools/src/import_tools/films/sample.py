"""Drawn films to try training with: phantoms, some with an opacity in a lung. They show nobody."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from import_tools import phantom
from import_tools.errors import ImportToolsError
from import_tools.films.labelled import SPLITS
from import_tools.patterns import uniform_noise

CLASSES = ("CLEAR", "OPACITY")
_CENTRES = ((0.32, 0.45), (0.68, 0.45), (0.30, 0.62), (0.70, 0.62))


def write_sample(folder: Path, patients: dict[str, int], size: int = 64, seed: int = 1) -> None:
    """Writes ``folder/SPLIT/CLASS/patientN_F.png``: two films a patient, so many of each class."""
    number = 0
    for split in SPLITS:
        for name in CLASSES:
            for _ in range(patients.get(split, 0)):
                number += 1
                for film in range(2):
                    path = folder / split / name / f"patient{number}_{film}.png"
                    _write(path, _film(size, seed * 10_000 + 2 * number + film, name))


def _film(size: int, seed: int, name: str) -> np.ndarray:
    film = phantom.draw(size, seed)
    if name == CLASSES[0]:
        return film
    where, across, down, strength = uniform_noise(1, 4, seed)[0]
    x, y = _CENTRES[int(where * len(_CENTRES))]
    rows, columns = (np.mgrid[0:size, 0:size] + 0.5) / size
    distance = ((columns - x - 0.06 * (across - 0.5)) / 0.1) ** 2
    distance = distance + ((rows - y - 0.06 * (down - 0.5)) / 0.12) ** 2
    opacity = (70 + 50 * strength) / (1 + distance) ** 2
    return np.clip(film + opacity, 0, 255).astype(np.uint8)


def _write(path: Path, film: np.ndarray) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(film).save(path, "PNG")
    except OSError as e:
        raise ImportToolsError(f"cannot write {path}: {e.strerror or e}") from e
