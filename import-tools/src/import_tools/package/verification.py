"""Compares what should be equal: reference network, PyTorch, the written Keras file, golden cases.

Layer by layer, so that a difference points at the place where it begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from import_tools import torch_oracle
from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.files import sha256
from import_tools.keras import reading, running
from import_tools.keras.graph import keras_name
from import_tools.keras.network import to_network
from import_tools.network import operations, reference
from import_tools.network.architecture import FittedCheckpoint, fit
from import_tools.network.building import build
from import_tools.network.layers import Network
from import_tools.onnx_export import runtime
from import_tools.package.answer_parity import (
    FLOAT_LAYER_TOLERANCE,
    KERAS_LAYER_TOLERANCE,
    Candidate,
    Outputs,
    Yardstick,
    by_keras_name,
    compare,
    compare_server,
    keras_candidate,
    onnx_candidate,
    torch_candidate,
)
from import_tools.package.engines import DL4J_INT8, INT8_TOLERANCE, Tolerance
from import_tools.package.onnx_writing import golden_answers
from import_tools.package.parity import ParityReport, relative_difference
from import_tools.package.reading import Package, read_package
from import_tools.sources.source import EncodedFilm, Source

#: Largest difference of a probability allowed; the server itself is held to 1e-4.
PROBABILITY_TOLERANCE = 1e-5
LOGIT_TOLERANCE = 1e-4

_NO_TORCH = "PyTorch or torchvision is not installed: not compared with it"
_NO_RUNTIME = "onnx or onnxruntime is not installed: its files were not run"
_NOTHING = "nothing was compared on films: no ONNX file was run, no checkpoint or server was given"


@dataclass(frozen=True)
class Server:
    """A running server, and the engine that it was told to use, which says how close it must be."""

    source: Source
    engine: str


def verify(
    directory: Path, checkpoint: Path, say: Callable[[str], None] = lambda _: None
) -> ParityReport:
    """Verifies a package against the checkpoint it was made from."""
    say("reading the package and the checkpoint")
    package = read_package(directory)
    fitted = _fitted(package, checkpoint)
    network = build(fitted)
    report = ParityReport()
    inputs = np.stack([package.preprocessing.apply(case.encoded) for case in package.golden])
    say("comparing layers")
    _compare_networks(package.weights, fitted, network, inputs[[len(inputs) // 2, -1]], report)
    say(f"comparing {len(inputs)} golden cases")
    _compare_goldens(network, package, inputs, report)
    _compare_onnx(package, report)
    return report


def verify_answers(
    directory: Path,
    films: Sequence[EncodedFilm],
    server: Server | None,
    say: Callable[[str], None] = lambda _: None,
    checkpoint: Path | None = None,
) -> ParityReport:
    """Verifies that whatever serves a package says the same of films.

    Without films the golden cases are those. With the checkpoint its network is the yardstick, and
    PyTorch and the Keras file are compared too; without it that is the network in ``model.h5``, and
    the golden cases are compared with it.
    """
    package = read_package(directory)
    films = films or [EncodedFilm(Path(case.name), case.encoded) for case in package.golden]
    fitted = None if checkpoint is None else _fitted(package, checkpoint)
    yardstick = Yardstick(package, films, _network(package, fitted))
    report = ParityReport()
    if fitted is None:
        say(f"comparing {len(package.golden)} golden cases")
        golden = np.stack([package.preprocessing.apply(case.encoded) for case in package.golden])
        _compare_goldens(yardstick.network, package, golden, report)
    candidates = _candidates(package, fitted, report)
    if not candidates and server is None:
        report.notes.append(_NOTHING)
    for candidate in candidates:
        say(f"comparing {len(films)} films in {candidate.name}")
        compare(yardstick, candidate, report)
    if server is not None:
        say(f"sending {len(films)} films to the server")
        compare_server(yardstick, server.source, _tolerance(package, server.engine), report)
    return report


def _network(package: Package, fitted: FittedCheckpoint | None) -> Network:
    if fitted is not None:
        return build(fitted)
    return to_network(reading.read(package.weights), package.architecture.name)


def _candidates(
    package: Package, fitted: FittedCheckpoint | None, report: ParityReport
) -> list[Candidate]:
    """What can be run here; what cannot is noted."""
    candidates = []
    if fitted is not None:
        if torch_oracle.is_available():
            candidates.append(torch_candidate(fitted, Tolerance(package.tolerance)))
        else:
            report.notes.append(_NO_TORCH)
        candidates.append(keras_candidate(package.weights, Tolerance(PROBABILITY_TOLERANCE)))
    if package.engines and not runtime.is_available():
        report.notes.append(_NO_RUNTIME)
        return candidates
    return candidates + [onnx_candidate(weights) for weights in package.engines]


def _fitted(package: Package, checkpoint: Path) -> FittedCheckpoint:
    _check_checkpoint(package, checkpoint)
    return fit(package.architecture, read_checkpoint(checkpoint))


def _tolerance(package: Package, engine: str) -> Tolerance:
    own = {weights.engine: weights.tolerance for weights in package.engines}
    if engine == DL4J_INT8:
        return INT8_TOLERANCE
    return own.get(engine, Tolerance(package.tolerance))


def _check_checkpoint(package: Package, checkpoint: Path) -> None:
    if not checkpoint.is_file():
        raise ImportToolsError(f"the checkpoint {checkpoint} is missing")
    if sha256(checkpoint) != package.checkpoint_sha256:
        raise ImportToolsError(f"{checkpoint} is not the checkpoint this package was made from")


def _compare_networks(
    weights: Path,
    fitted: FittedCheckpoint,
    network: Network,
    inputs: np.ndarray,
    report: ParityReport,
) -> None:
    expected: dict[str, np.ndarray] = {}
    logits = reference.logits(network, inputs, expected.__setitem__)
    _compare_with_torch(fitted, expected, inputs, report)
    found: dict[str, np.ndarray] = {}
    probabilities = running.probabilities(reading.read(weights), inputs, found.__setitem__)
    del found[keras_name(network.layers[-1].name)]  # probabilities here, logits there
    named = by_keras_name(network, expected, found)
    _compare_layers("Keras", named, found, KERAS_LAYER_TOLERANCE, report)
    difference = _difference(operations.softmax(logits).ravel(), probabilities.ravel())
    report.add("Keras: probabilities", difference, PROBABILITY_TOLERANCE)


def _compare_with_torch(
    fitted: FittedCheckpoint, expected: Outputs, inputs: np.ndarray, report: ParityReport
) -> None:
    if not torch_oracle.is_available():
        report.notes.append(_NO_TORCH)
        return
    found: dict[str, np.ndarray] = {}
    torch_oracle.TorchNetwork(fitted).logits(inputs, found.__setitem__)
    _compare_layers("PyTorch", expected, found, FLOAT_LAYER_TOLERANCE, report)


def _compare_layers(
    who: str, expected: Outputs, found: Outputs, tolerance: float, report: ParityReport
) -> None:
    for name in expected:
        if name in found:
            difference = relative_difference(expected[name], found[name])
            report.add(f"{who}: {name}", difference, tolerance)


def _compare_goldens(
    network: Network, package: Package, inputs: np.ndarray, report: ParityReport
) -> None:
    for case, film in zip(package.golden, inputs, strict=True):
        logits = reference.logits(network, film[None])[0]
        probabilities = operations.softmax(logits, package.temperature)
        difference = _difference(probabilities, case.probabilities)
        report.add(f"golden: {case.name}", difference, PROBABILITY_TOLERANCE)
        report.add(f"golden logits: {case.name}", _difference(logits, case.logits), LOGIT_TOLERANCE)


def _compare_onnx(package: Package, report: ParityReport) -> None:
    if package.engines and not runtime.is_available():
        report.notes.append(_NO_RUNTIME)
        return
    for weights in package.engines:
        expected, found = golden_answers(package, weights.file)
        difference = _difference(expected.ravel(), found.ravel())
        allowed = weights.tolerance.max_probability_difference
        report.add(f"{weights.engine}: golden cases", difference, allowed)
        changes = weights.tolerance.class_changes(expected, found)
        report.add(f"{weights.engine}: classes changed", changes, 0)


def _difference(computed: np.ndarray, written: np.ndarray | Sequence[float]) -> float:
    if len(written) != len(computed):
        return float("nan")
    return float(np.abs(computed - np.asarray(written)).max())
