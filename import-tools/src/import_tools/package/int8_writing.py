"""Adds what engine ``dl4j-int8`` needs to a package: ranges of the network's values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.calibration import Calibration
from import_tools.files import sha256, write_json
from import_tools.int8.measuring import Ranges, measure
from import_tools.keras import reading
from import_tools.keras.network import to_network
from import_tools.package.engines import (
    DL4J_INT8,
    DL4J_INT8_FILE,
    INT8_TOLERANCE,
    name_engines,
)
from import_tools.package.manifest import FORMAT
from import_tools.package.reading import read_package

Report = Callable[[str], None]


def add_int8(directory: Path, calibration: Calibration, report: Report = lambda _: None) -> None:
    """Writes ``int8.json`` and names it in ``model.json``, which is written last.

    The server quantises the weights itself; whether the result is close enough is checked there, at
    every load, against the golden cases and against DL4J.
    """
    package = read_package(directory, except_files=frozenset([DL4J_INT8_FILE]))
    report(f"measuring values with films of {calibration.folder}")
    inputs = calibration.inputs(package.preprocessing)
    write_ranges(package.weights, package.architecture.name, inputs)
    name_engines(directory, {DL4J_INT8: DL4J_INT8_FILE}, {DL4J_INT8: INT8_TOLERANCE})


def write_ranges(weights: Path, architecture: str, inputs_nhwc: Iterable[np.ndarray]) -> None:
    """Writes ``int8.json`` beside a Keras file, from these inputs of its network."""
    network = to_network(reading.read(weights), architecture)
    content = _content(weights, measure(network, inputs_nhwc))
    write_json(weights.with_name(DL4J_INT8_FILE), content)


def _content(weights: Path, ranges: Ranges) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "weights": {"file": weights.name, "sha256": sha256(weights)},
        "films": ranges.films,
        "input": _written(ranges.input),
        "outputs": {name: _written(value) for name, value in ranges.outputs.items()},
    }


def _written(value: float) -> float:
    """Six digits, which is more than a range needs."""
    return float(f"{value:.6g}")
