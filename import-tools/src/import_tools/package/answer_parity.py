"""Compares what everything that serves a package says of the same films.

The yardstick is the float64 reference network over the weights in ``model.h5``. An engine's file
whose answers differ is compared layer by layer, on the film that differs most, so that the place
where the difference begins has a name. A server shows its answers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.keras import reading
from import_tools.keras.network import to_network
from import_tools.network import operations, reference
from import_tools.network.layers import Network, Relu
from import_tools.onnx_export import runtime
from import_tools.package.engines import ONNX_INT8, EngineWeights, Tolerance
from import_tools.package.parity import ParityReport, relative_difference
from import_tools.package.reading import Package
from import_tools.sources.source import Answer, EncodedFilm, Source

#: Largest difference of a layer's output allowed, relative to the largest value of that layer.
_LAYER_TOLERANCE = 1e-4
#: The same in 8 bits, where rounding gathers over the layers; the shipped model: 0.094 at most.
_INT8_LAYER_TOLERANCE = 0.2


@dataclass(frozen=True)
class Yardstick:
    """Films, and what the reference network says of them."""

    package: Package
    films: Sequence[EncodedFilm]

    @cached_property
    def network(self) -> Network:
        """The weights that the server's own engine has."""
        return to_network(reading.read(self.package.weights), self.package.architecture.name)

    @cached_property
    def inputs(self) -> np.ndarray:
        """The films as the network takes them."""
        return np.stack([self.package.preprocessing.apply(film.content) for film in self.films])

    @cached_property
    def expected(self) -> np.ndarray:
        """Calibrated probabilities: films x classes."""
        logits = np.concatenate([reference.logits(self.network, x[None]) for x in self.inputs])
        return np.stack([operations.softmax(row, self.package.temperature) for row in logits])


def compare_engine(yardstick: Yardstick, weights: EngineWeights, report: ParityReport) -> None:
    """Compares an ONNX file, and its layers where it differs."""
    plain = runtime.probabilities(weights.file, yardstick.inputs)
    found = operations.calibrate(plain, yardstick.package.temperature)
    if not _compare(weights.engine, yardstick, found, weights.tolerance, report):
        _compare_layers(yardstick, weights, _worst(yardstick.expected, found), report)


def compare_server(
    yardstick: Yardstick, server: Source, tolerance: Tolerance, report: ParityReport
) -> None:
    """Sends the films to a server that runs the package."""
    answers = server.ask(yardstick.films)
    found = np.stack([_row(answer, yardstick.package.labels) for answer in answers])
    _compare("server", yardstick, found, tolerance, report)


def _row(answer: Answer | Exception, labels: tuple[str, ...]) -> np.ndarray:
    if isinstance(answer, Exception):
        raise answer
    if tuple(answer.probabilities) != labels:
        raise ImportToolsError(
            f"the server answers with the labels {', '.join(answer.probabilities)}; the package "
            f"has {', '.join(labels)}: it runs another one"
        )
    return np.array(list(answer.probabilities.values()))


def _compare(
    who: str, yardstick: Yardstick, found: np.ndarray, allowed: Tolerance, report: ParityReport
) -> bool:
    worst = _worst(yardstick.expected, found)
    difference = float(np.abs(yardstick.expected[worst] - found[worst]).max())
    changes = allowed.class_changes(yardstick.expected, found)
    report.add(f"{who}: {len(found)} films", difference, allowed.max_probability_difference)
    report.add(f"{who}: classes changed", changes, 0)
    if difference <= allowed.max_probability_difference and not changes:
        return True
    report.notes.append(f"{who} differs most on {yardstick.films[worst].path}")
    return False


def _worst(expected: np.ndarray, found: np.ndarray) -> int:
    return int(np.nan_to_num(np.abs(expected - found), nan=np.inf).max(axis=1).argmax())


def _compare_layers(
    yardstick: Yardstick, weights: EngineWeights, film: int, report: ParityReport
) -> None:
    expected: dict[str, np.ndarray] = {}
    one = yardstick.inputs[film][None]
    reference.logits(yardstick.network, one, expected.__setitem__)
    found = runtime.layer_outputs(weights.file, one, list(expected))
    allowed = _INT8_LAYER_TOLERANCE if weights.engine == ONNX_INT8 else _LAYER_TOLERANCE
    for layer in yardstick.network.layers:
        if layer.name in found:
            # in 8 bits a ReLU is what the range of unsigned integers cuts off, after this value
            cut = operations.relu if isinstance(layer, Relu) else np.asarray
            difference = relative_difference(expected[layer.name], cut(found[layer.name]))
            report.add(f"{weights.engine}: {layer.name}", difference, allowed)
    report.notes.append(report.first_difference(weights.engine, list(expected)))
