"""Adds ONNX files to a package, from the package's own weights, and names them in model.json."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from import_tools.calibration import Calibration
from import_tools.errors import ImportToolsError
from import_tools.files import write_bytes
from import_tools.keras import reading
from import_tools.keras.network import to_network
from import_tools.network.operations import calibrate
from import_tools.onnx_export import runtime
from import_tools.onnx_export.quantising import quantise
from import_tools.package.engines import (
    ENGINE_FILES,
    INT8_TOLERANCE,
    ONNX,
    ONNX_FILE,
    ONNX_INT8,
    ONNX_INT8_FILE,
    Tolerance,
    name_engines,
)
from import_tools.package.manifest import MAX_PROBABILITY_DIFFERENCE
from import_tools.package.reading import Package, read_package

Report = Callable[[str], None]


def add_onnx(
    directory: Path, calibration: Calibration | None = None, report: Report = lambda _: None
) -> None:
    """Writes ``model.onnx`` and, with calibration films, ``model.int8.onnx``.

    Every file must reproduce the golden cases before the package is touched: a package that works
    goes on working whatever fails here. ``model.json``, written last, names the files, and an INT8
    file of other weights than these no longer.
    """
    runtime.require()
    package = read_package(directory, except_files=frozenset(ENGINE_FILES.values()))
    with tempfile.TemporaryDirectory(prefix=".onnx-", dir=directory) as staging:
        engines = _write_models(Path(staging), package, calibration, report)
        for engine in engines:
            (Path(staging) / ENGINE_FILES[engine]).replace(directory / ENGINE_FILES[engine])
    name_engines(directory, ENGINE_FILES, engines)


def _write_models(
    staging: Path, package: Package, calibration: Calibration | None, report: Report
) -> dict[str, Tolerance | None]:
    """Writes and checks the files; the engines they are for, with tolerances of their own."""
    writer = _Writer(staging, package, report)
    writer.write(_float_model(package), ONNX_FILE)
    writer.check(ONNX, Tolerance(MAX_PROBABILITY_DIFFERENCE))
    if calibration is None:
        return {ONNX: None}
    report(f"quantising with films of {calibration.folder}")
    model = quantise(staging / ONNX_FILE, calibration.inputs(package.preprocessing))
    writer.write(model, ONNX_INT8_FILE)
    writer.check(ONNX_INT8, INT8_TOLERANCE)
    return {ONNX: None, ONNX_INT8: INT8_TOLERANCE}


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
