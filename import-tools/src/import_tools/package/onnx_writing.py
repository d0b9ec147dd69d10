"""Adds ONNX files to a package, from the package's own weights, and names them in model.json."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.files import file_facts, read_json, write_bytes, write_json
from import_tools.keras import reading
from import_tools.keras.network import to_network
from import_tools.network.operations import calibrate
from import_tools.onnx_export import runtime
from import_tools.onnx_export.quantising import Calibration, quantise
from import_tools.package.engines import (
    ENGINE_FILES,
    INT8_TOLERANCE,
    ONNX,
    ONNX_FILE,
    ONNX_INT8,
    ONNX_INT8_FILE,
    Tolerance,
)
from import_tools.package.manifest import MANIFEST_FILE, MAX_PROBABILITY_DIFFERENCE
from import_tools.package.reading import Package, read_package

Report = Callable[[str], None]


def add_onnx(
    directory: Path, calibration: Calibration | None = None, report: Report = lambda _: None
) -> None:
    """Writes ``model.onnx`` and, with calibration films, ``model.int8.onnx``.

    Every file must reproduce the golden cases before the package is touched: a package that works
    goes on working whatever fails here. ``model.json``, written last, names the files.
    """
    runtime.require()
    package = read_package(directory, except_files=frozenset(ENGINE_FILES.values()))
    with tempfile.TemporaryDirectory(prefix=".onnx-", dir=directory) as staging:
        engines = _write_models(Path(staging), package, calibration, report)
        for engine in engines:
            (Path(staging) / ENGINE_FILES[engine]).replace(directory / ENGINE_FILES[engine])
    _update_manifest(directory, engines)


def _write_models(
    staging: Path, package: Package, calibration: Calibration | None, report: Report
) -> list[str]:
    """Writes and checks the files; the engines they are for."""
    writer = _Writer(staging, package, report)
    writer.write(_float_model(package), ONNX_FILE)
    writer.check(ONNX, Tolerance(MAX_PROBABILITY_DIFFERENCE))
    if calibration is None:
        return [ONNX]
    report(f"quantising with films of {calibration.folder}")
    model = quantise(staging / ONNX_FILE, calibration.inputs(package.preprocessing))
    writer.write(model, ONNX_INT8_FILE)
    writer.check(ONNX_INT8, INT8_TOLERANCE)
    return [ONNX, ONNX_INT8]


def _float_model(package: Package) -> bytes:
    from import_tools.onnx_export.graph import to_served_onnx

    network = to_network(reading.read(package.weights), package.architecture.name)
    size = package.preprocessing
    return to_served_onnx(network, size.height, size.width)


@dataclass(frozen=True)
class _Writer:
    directory: Path
    package: Package
    report: Report

    def write(self, model: bytes, name: str) -> None:
        self.report(f"writing {name}")
        write_bytes(self.directory / name, model)

    def check(self, engine: str, tolerance: Tolerance) -> None:
        """Replays the golden cases as the server does."""
        file = self.directory / ENGINE_FILES[engine]
        expected, found = golden_answers(self.package, file)
        difference = float(np.abs(expected - found).max())
        changes = tolerance.class_changes(expected, found)
        self.report(f"{engine}: golden cases within {difference:.2g}")
        if not difference <= tolerance.max_probability_difference or changes:
            raise ImportToolsError(
                f"{file.name} differs from the golden cases by {difference:.3g} and in "
                f"{changes} classes; {tolerance.max_probability_difference} and none are allowed. "
                "Calibrate with more films, of the kind the model was trained on"
            )


def golden_answers(package: Package, model: Path) -> tuple[np.ndarray, np.ndarray]:
    """Calibrated probabilities of the golden cases: the written ones and an ONNX file's."""
    inputs = np.stack([package.preprocessing.apply(case.encoded) for case in package.golden])
    expected = np.array([case.probabilities for case in package.golden])
    return expected, calibrate(runtime.probabilities(model, inputs), package.temperature)


def _update_manifest(directory: Path, engines: list[str]) -> None:
    """Names the new files; an INT8 file of other weights than these is named no longer."""
    path = directory / MANIFEST_FILE
    content = read_json(path)
    for stale in ENGINE_FILES.values():
        content["files"].pop(stale, None)
    for engine in engines:
        file = ENGINE_FILES[engine]
        content["files"][file] = file_facts(directory / file)
    weights = {
        engine: file
        for engine, file in content.pop("engine_weights", {}).items()
        if engine not in ENGINE_FILES
    }
    weights |= {engine: ENGINE_FILES[engine] for engine in engines}
    tolerances = content["golden"].pop("engines", {})
    tolerances.pop(ONNX_INT8, None)
    if ONNX_INT8 in engines:
        tolerances[ONNX_INT8] = INT8_TOLERANCE.to_json()
    if tolerances:
        content["golden"]["engines"] = tolerances
    write_json(path, _with_engine_weights(content, weights))


def _with_engine_weights(content: dict[str, Any], weights: dict[str, str]) -> dict[str, Any]:
    """The manifest with ``engine_weights`` after ``weights``, where a reader looks for it."""
    ordered: dict[str, Any] = {}
    for name, value in content.items():
        ordered[name] = value
        if name == "weights":
            ordered["engine_weights"] = weights
    return ordered
