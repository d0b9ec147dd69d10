"""Compares what should be equal: reference network, PyTorch, the written Keras file, golden cases.

Layer by layer, so that a difference points at the place where it begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from import_tools import torch_oracle
from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.files import read_json, sha256
from import_tools.keras import reading, running
from import_tools.keras.graph import keras_name
from import_tools.network import operations, reference
from import_tools.network.architecture import FittedCheckpoint, fit
from import_tools.network.building import build
from import_tools.network.layers import BatchNorm, Network
from import_tools.package import golden
from import_tools.package.manifest import (
    MANIFEST_FILE,
    architecture_of,
    preprocessing_of,
    read_manifest,
)

#: Largest difference of a layer's output allowed, relative to the largest value of that layer.
#: The Keras file holds float32 weights that are computed with in float64; PyTorch computes in
#: float32 throughout, where 50 layers gather a few 1e-6.
KERAS_TOLERANCE = 2e-5
TORCH_TOLERANCE = 1e-4
#: Largest difference of a probability allowed; the server itself is held to 1e-4.
PROBABILITY_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Row:
    """One comparison of the report."""

    what: str
    difference: float
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether the numbers agree; NaN never does."""
        return self.difference <= self.tolerance


@dataclass
class ParityReport:
    """All comparisons, and what could not be compared."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether everything that was compared agrees."""
        return all(row.passed for row in self.rows)

    def to_text(self) -> str:
        """A table, one line a comparison."""
        lines = [f"{'comparison':<52} {'difference':>11} {'allowed':>9}"]
        for row in self.rows:
            verdict = "ok" if row.passed else "DIFFERENT"
            lines.append(f"{row.what:<52} {row.difference:>11.2e} {row.tolerance:>9.0e} {verdict}")
        lines += [f"note: {note}" for note in self.notes]
        lines.append("parity: " + ("ok" if self.passed else "FAILED"))
        return "\n".join(lines)


def verify(
    package: Path, checkpoint: Path, report: Callable[[str], None] = lambda _: None
) -> ParityReport:
    """Verifies a package against the checkpoint it was made from."""
    content = read_manifest(package)
    result = ParityReport()
    try:
        _check_files(package, checkpoint, content)
        report("reading the checkpoint and the Keras file")
        fitted = fit(architecture_of(content), read_checkpoint(checkpoint))
        films = _golden_cases(package, content)
        inputs = _inputs(content, films)
        report(f"running {len(films)} golden films")
        _compare_networks(package / content["weights"], fitted, inputs, result)
        _compare_goldens(build(fitted), films, inputs, content["temperature"], result)
    except (KeyError, TypeError) as e:
        raise ImportToolsError(f"{package / MANIFEST_FILE} or its golden file lacks {e}") from e
    return result


def _check_files(package: Path, checkpoint: Path, content: dict[str, Any]) -> None:
    for name, expected in content["files"].items():
        path = package / name
        if not path.is_file():
            raise ImportToolsError(f"{path} is missing; import the checkpoint again")
        if path.stat().st_size != expected["bytes"] or sha256(path) != expected["sha256"]:
            raise ImportToolsError(
                f"{path} is not the file that model.json describes (sha256 differs); "
                "import the checkpoint again"
            )
    if not checkpoint.is_file():
        raise ImportToolsError(f"the checkpoint {checkpoint} is missing")
    if sha256(checkpoint) != content["training"]["checkpoint_sha256"]:
        raise ImportToolsError(f"{checkpoint} is not the checkpoint this package was made from")


def _golden_cases(package: Path, content: dict[str, Any]) -> list[dict[str, Any]]:
    cases = read_json(package / content["golden"]["file"])["cases"]
    if not cases:
        raise ImportToolsError("the golden file has no cases")
    return cases


def _inputs(content: dict[str, Any], cases: list[dict[str, Any]]) -> np.ndarray:
    preprocessing = preprocessing_of(content)
    return np.stack([preprocessing.apply(golden.image_of(case)) for case in cases])


def _compare_networks(
    weights: Path, fitted: FittedCheckpoint, inputs: np.ndarray, result: ParityReport
) -> None:
    """Layer by layer on two films, of which the phantom-like ones say most."""
    network = build(fitted)
    chosen = inputs[[len(inputs) // 2, -1]]
    expected: dict[str, np.ndarray] = {}
    logits = reference.logits(network, chosen, expected.__setitem__)
    if torch_oracle.is_available():
        oracle = torch_oracle.TorchNetwork(fitted)
        found: dict[str, np.ndarray] = {}
        oracle.logits(chosen, found.__setitem__)
        _compare_layers("PyTorch", expected, found, TORCH_TOLERANCE, result)
    else:
        result.notes.append("PyTorch or torchvision is not installed: not compared with it")
    layers = reading.read(weights)
    found = {}
    probabilities = running.probabilities(layers, chosen, found.__setitem__)
    _compare_layers("Keras", _comparable(network, expected, found), found, KERAS_TOLERANCE, result)
    difference = float(np.abs(probabilities - operations.softmax(logits)).max())
    result.rows.append(Row("Keras: probabilities", difference, PROBABILITY_TOLERANCE))


def _comparable(
    network: Network, expected: dict[str, np.ndarray], found: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """The reference's outputs by Keras names; a folded convolution must equal the norm after it."""
    named = {keras_name(name): output for name, output in expected.items()}
    for layer in network.layers:
        if isinstance(layer, BatchNorm) and keras_name(layer.name) not in found:
            named[keras_name(layer.source)] = expected[layer.name]
    named.pop(keras_name(network.layers[-1].name))  # logits here, probabilities there
    return named


def _compare_layers(
    who: str,
    expected: dict[str, np.ndarray],
    found: dict[str, np.ndarray],
    tolerance: float,
    result: ParityReport,
) -> None:
    common = [name for name in expected if name in found]
    for name in common:
        result.rows.append(Row(f"{who}: {name}", _relative(expected[name], found[name]), tolerance))


def _relative(expected: np.ndarray, found: np.ndarray) -> float:
    if expected.shape != found.shape:
        return float("nan")
    scale = max(float(np.abs(expected).max()), 1e-12)
    return float(np.abs(expected - found).max()) / scale


def _compare_goldens(
    network: Network,
    cases: list[dict[str, Any]],
    inputs: np.ndarray,
    temperature: float,
    result: ParityReport,
) -> None:
    for case, film in zip(cases, inputs, strict=True):
        logits = reference.logits(network, film[None])[0]
        probabilities = operations.softmax(logits, temperature)
        difference = _difference(probabilities, case["probabilities"])
        result.rows.append(Row(f"golden: {case['name']}", difference, PROBABILITY_TOLERANCE))
        difference = _difference(logits, case["logits"])
        result.rows.append(Row(f"golden logits: {case['name']}", difference, 1e-4))


def _difference(computed: np.ndarray, written: list[float]) -> float:
    if len(written) != len(computed):
        return float("nan")
    return float(np.abs(computed - np.asarray(written)).max())
