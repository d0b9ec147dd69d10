"""Static quantisation: a served model's convolutions, sums and pools in 8 bits.

Activations are unsigned with one scale a tensor, weights signed with one scale an output channel,
which is what AVX-512 VNNI multiplies without loss. The scales of activations are the ranges seen
on calibration films. The last layer and the softmax stay float32: they cost nothing and would
otherwise round probabilities to 1/256.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.network.layers import INPUT
from import_tools.onnx_export import runtime
from import_tools.preprocessing import Preprocessing, naming, read_film
from import_tools.progress import Progress

#: Fewer films would not show the ranges.
FEWEST_FILMS = 8
#: With Relu, or the half of each range that it cuts off would take half of the 256 steps.
_OPERATORS = ["Conv", "Relu", "Add", "MaxPool", "GlobalAveragePool"]
_SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"}


@dataclass(frozen=True)
class Calibration:
    """Films to calibrate with: at most ``count`` of those below ``folder``."""

    folder: Path
    count: int = 150

    def films(self) -> list[Path]:
        """As many of each folder as of the next, in equal steps through its sorted films.

        Folders are classes: the rarest must show its range as well as the most frequent.
        """
        if not self.folder.is_dir():
            raise ImportToolsError(f"{self.folder} is no folder of calibration films")
        found = sorted(p for p in self.folder.rglob("*") if p.suffix.lower() in _SUFFIXES)
        folders = [list(films) for _, films in groupby(found, key=lambda film: film.parent)]
        chosen = [film for films in folders for film in _spread(films, self.count // len(folders))]
        if len(chosen) < FEWEST_FILMS:
            raise ImportToolsError(
                f"{len(chosen)} calibration films are too few: give at least {FEWEST_FILMS} "
                f"(--films), and a folder that has them ({self.folder} has {len(found)})"
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


def _spread(films: list[Path], count: int) -> list[Path]:
    """At most ``count`` films in equal steps."""
    count = min(count, len(films))
    return [films[i * len(films) // count] for i in range(count)]


def quantise(model: Path, inputs_nhwc: Iterable[np.ndarray]) -> bytes:
    """The model of a file in 8 bits; the inputs show which values it has to represent."""
    runtime.require()
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder, _quiet():
        prepared, quantised = Path(folder) / "prepared.onnx", Path(folder) / "int8.onnx"
        quant_pre_process(model, prepared, skip_optimization=True, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            quantised,
            _Films(inputs_nhwc),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=_OPERATORS,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
        return quantised.read_bytes()


class _Films:
    """``CalibrationDataReader`` by its one method: the next film's input, or None."""

    def __init__(self, inputs_nhwc: Iterable[np.ndarray]) -> None:
        self._inputs = iter(inputs_nhwc)

    def get_next(self) -> dict[str, np.ndarray] | None:
        film = next(self._inputs, None)
        return None if film is None else {INPUT: film[None]}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the quantiser's advice to itself; it logs to the root logger."""
    logger = logging.getLogger()
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
