"""Which of the server's engines a package has weights for, and how closely each must agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.files import file_facts, read_json, write_json
from import_tools.package.manifest import MANIFEST_FILE

ONNX = "onnx"
ONNX_INT8 = "onnx-int8"
ONNX_FILE = "model.onnx"
ONNX_INT8_FILE = "model.int8.onnx"
DL4J_INT8 = "dl4j-int8"
DL4J_INT8_FILE = "int8.json"
#: Files that are networks themselves, which ONNX Runtime runs.
ENGINE_FILES = {ONNX: ONNX_FILE, ONNX_INT8: ONNX_INT8_FILE}


@dataclass(frozen=True)
class Tolerance:
    """How far an engine's probabilities may be from the reference network's.

    Where the reference prefers its first class by more than ``same_class_above_margin``, the engine
    must name the same class.
    """

    max_probability_difference: float
    same_class_above_margin: float | None = None

    def to_json(self) -> dict[str, float]:
        """The object in ``model.json``, ``golden.engines``."""
        fields = {
            "max_probability_difference": self.max_probability_difference,
            "same_class_above_margin": self.same_class_above_margin,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def class_changes(self, expected: np.ndarray, found: np.ndarray) -> int:
        """Rows whose class differs although the margin forbids it."""
        if self.same_class_above_margin is None:
            return 0
        ranked = np.sort(expected, axis=-1)
        sure = ranked[:, -1] - ranked[:, -2] > self.same_class_above_margin
        return int((sure & (expected.argmax(axis=-1) != found.argmax(axis=-1))).sum())


#: What 8 bits may cost. The shipped model: 0.026 at most over 611 films, and no class changes that
#: leads by more than 0.022, in either of the engines (docs/performance.md).
INT8_TOLERANCE = Tolerance(max_probability_difference=0.05, same_class_above_margin=0.05)


def name_engines(
    directory: Path, owned: Mapping[str, str], written: Mapping[str, Tolerance | None]
) -> None:
    """Names engines' files in ``model.json``; whoever wrote the files calls this afterwards.

    Of ``owned``, engines and their files, those not in ``written`` are named no longer: they were
    made from something else. An engine without a tolerance of its own is held to the model's.
    """
    path = directory / MANIFEST_FILE
    content = read_json(path)
    weights = content.pop("engine_weights", {})
    tolerances = content["golden"].pop("engines", {})
    for engine, file in owned.items():
        content["files"].pop(file, None)
        weights.pop(engine, None)
        tolerances.pop(engine, None)
    for engine, tolerance in written.items():
        content["files"][owned[engine]] = file_facts(directory / owned[engine])
        weights[engine] = owned[engine]
        if tolerance is not None:
            tolerances[engine] = tolerance.to_json()
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


@dataclass(frozen=True)
class EngineWeights:
    """A weights file of a package and the engine that runs it."""

    engine: str
    file: Path
    tolerance: Tolerance


def read_engines(directory: Path, manifest: dict[str, Any]) -> tuple[EngineWeights, ...]:
    """What ``model.json`` names besides ``weights``; other engines' files are passed over."""
    golden = manifest["golden"]
    tolerances = golden.get("engines", {})
    return tuple(
        EngineWeights(engine, directory / file, _tolerance(tolerances.get(engine, golden)))
        for engine, file in manifest.get("engine_weights", {}).items()
        if engine in ENGINE_FILES
    )


def _tolerance(content: dict[str, Any]) -> Tolerance:
    margin = content.get("same_class_above_margin")
    return Tolerance(
        float(content["max_probability_difference"]), None if margin is None else float(margin)
    )
