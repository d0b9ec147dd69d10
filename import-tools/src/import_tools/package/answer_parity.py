"""Compares what everything that serves a package says of the same films.

The yardstick is a float64 reference network: the checkpoint's where there is one, else that of the
weights in ``model.h5``. Whatever computes differently is compared layer by layer, on the film that
differs most, so that the place where the difference begins has a name. A server shows its answers
only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from import_tools import torch_oracle
from import_tools.errors import ImportToolsError
from import_tools.keras import reading, running
from import_tools.keras.graph import keras_name
from import_tools.network import operations, reference
from import_tools.network.architecture import FittedCheckpoint
from import_tools.network.layers import BatchNorm, Network, Relu
from import_tools.onnx_export import runtime
from import_tools.package.engines import ONNX_INT8, EngineWeights, Tolerance
from import_tools.package.parity import ParityReport, relative_difference
from import_tools.package.reading import Package
from import_tools.preprocessing import naming
from import_tools.sources.source import Answer, EncodedFilm, Source

#: Largest difference of a layer's output allowed, relative to the largest value of that layer.
#: The Keras file holds float32 weights that are computed with in float64; PyTorch and ONNX Runtime
#: compute in float32 throughout, where 50 layers gather a few 1e-6.
KERAS_LAYER_TOLERANCE = 2e-5
FLOAT_LAYER_TOLERANCE = 1e-4
#: The same in 8 bits, where rounding gathers over the layers; the shipped model: 0.094 at most.
_INT8_LAYER_TOLERANCE = 0.2

Outputs = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Yardstick:
    """Films, and what a reference network says of them."""

    package: Package
    films: Sequence[EncodedFilm]
    network: Network

    @cached_property
    def inputs(self) -> np.ndarray:
        """The films as the network takes them."""
        return np.stack([self._input(film) for film in self.films])

    def _input(self, film: EncodedFilm) -> np.ndarray:
        with naming(film.path):
            return self.package.preprocessing.apply(film.content)

    @cached_property
    def expected(self) -> np.ndarray:
        """Calibrated probabilities: films x classes."""
        logits = np.concatenate([reference.logits(self.network, x[None]) for x in self.inputs])
        return np.stack([operations.softmax(row, self.package.temperature) for row in logits])


@dataclass(frozen=True)
class Candidate:
    """Something that should compute what the yardstick computes.

    ``answers`` gives probabilities without the temperature, films x classes; ``layers`` what the
    layers of the given Keras names give for one film, as far as they are there, the last layer's
    being the logits.
    """

    name: str
    answers: Callable[[np.ndarray], np.ndarray]
    layers: Callable[[np.ndarray, list[str]], Outputs]
    tolerance: Tolerance
    layer_tolerance: float


def onnx_candidate(weights: EngineWeights) -> Candidate:
    """An ONNX file of the package."""
    return Candidate(
        weights.engine,
        lambda inputs: runtime.probabilities(weights.file, inputs),
        lambda film, names: runtime.layer_outputs(weights.file, film, names),
        weights.tolerance,
        _INT8_LAYER_TOLERANCE if weights.engine == ONNX_INT8 else FLOAT_LAYER_TOLERANCE,
    )


def keras_candidate(weights: Path, tolerance: Tolerance) -> Candidate:
    """The file that the server's own engine imports, run from what it says of itself."""
    read = reading.read(weights)

    def answers(inputs: np.ndarray) -> np.ndarray:
        return np.concatenate([running.probabilities(read, film[None]) for film in inputs])

    def layers(film: np.ndarray, _: list[str]) -> Outputs:
        found: dict[str, np.ndarray] = {}
        running.probabilities(read, film, found.__setitem__)
        del found[read[-1].name]  # probabilities, not logits
        return found

    return Candidate("Keras", answers, layers, tolerance, KERAS_LAYER_TOLERANCE)


def torch_candidate(checkpoint: FittedCheckpoint, tolerance: Tolerance) -> Candidate:
    """PyTorch itself with the checkpoint."""
    network = torch_oracle.TorchNetwork(checkpoint)

    def answers(inputs: np.ndarray) -> np.ndarray:
        logits = np.concatenate([network.logits(film[None]) for film in inputs])
        return operations.softmax(logits.astype(np.float64))

    def layers(film: np.ndarray, _: list[str]) -> Outputs:
        found: dict[str, np.ndarray] = {}
        network.logits(film, found.__setitem__)
        return {keras_name(name): output for name, output in found.items()}

    return Candidate("PyTorch", answers, layers, tolerance, FLOAT_LAYER_TOLERANCE)


def compare(yardstick: Yardstick, candidate: Candidate, report: ParityReport) -> None:
    """Compares answers, and layers where those differ."""
    plain = candidate.answers(yardstick.inputs)
    found = operations.calibrate(plain, yardstick.package.temperature)
    if not _compare(candidate.name, yardstick, found, candidate.tolerance, report):
        _compare_layers(yardstick, candidate, _worst(yardstick.expected, found), report)


def compare_server(
    yardstick: Yardstick, server: Source, tolerance: Tolerance, report: ParityReport
) -> None:
    """Sends the films to a server that runs the package."""
    answers = server.ask(yardstick.films)
    found = np.stack([_row(answer, yardstick.package.labels) for answer in answers])
    _compare("server", yardstick, found, tolerance, report)


def by_keras_name(network: Network, outputs: Outputs, found: Outputs) -> Outputs:
    """A network's outputs by Keras names, as ``found`` has them.

    A convolution into which the norm after it was folded gives what that norm gives.
    """
    named = {keras_name(name): output for name, output in outputs.items()}
    for layer in network.layers:
        if isinstance(layer, BatchNorm) and keras_name(layer.name) not in found:
            named[keras_name(layer.source)] = outputs[layer.name]
    return named


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
    yardstick: Yardstick, candidate: Candidate, film: int, report: ParityReport
) -> None:
    outputs: dict[str, np.ndarray] = {}
    one = yardstick.inputs[film][None]
    reference.logits(yardstick.network, one, outputs.__setitem__)
    names = [keras_name(name) for name in outputs]
    found = candidate.layers(one, names)
    expected = by_keras_name(yardstick.network, outputs, found)
    for layer, name in zip(yardstick.network.layers, names, strict=True):
        if name in found:
            # in 8 bits a ReLU is what the range of unsigned integers cuts off, after this value
            cut = operations.relu if isinstance(layer, Relu) else np.asarray
            difference = relative_difference(expected[name], cut(found[name]))
            report.add(f"{candidate.name}: {name}", difference, candidate.layer_tolerance)
    report.notes.append(report.first_difference(candidate.name, names))
