"""What a package says of itself, and whether its files are and do what it says.

Nothing stops at the first fault: whoever inspects a package wants to see all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.files import read_json, sha256
from import_tools.keras import reading, running
from import_tools.keras.graph import KerasLayer
from import_tools.network.operations import calibrate, softmax
from import_tools.package.manifest import MANIFEST_FILE
from import_tools.package.operating_points import read_operating_points
from import_tools.package.reading import Package, read_package

T = TypeVar("T")

#: How far golden probabilities may be from what their logits say: both are written with 9 digits.
_ROUNDING = 1e-7
#: Members of ``model.json`` that are shown as they are.
_SHOWN = (
    "name",
    "version",
    "type",
    "title",
    "architecture",
    "head_activation",
    "labels",
    "input",
    "temperature",
    "operating_points",
    "training",
    "metrics",
    "research_use_only",
)


@dataclass(frozen=True)
class Check:
    """Something a package must be, and what it is."""

    what: str
    passed: bool
    found: str


@dataclass
class Inspection:
    """What a package says, and the checks in the order they were made."""

    package: Path
    about: dict[str, Any]
    checks: list[Check] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether the package verifies."""
        return all(check.passed for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """The same for a program."""
        checks = [vars(check) for check in self.checks]
        return {"package": str(self.package), **self.about, "checks": checks, "ok": self.passed}


def inspect(directory: Path) -> Inspection:
    """Looks at a package; only a ``model.json`` that is none is an error."""
    content = read_json(directory / MANIFEST_FILE)
    about = {name: content[name] for name in _SHOWN if name in content}
    inspection = Inspection(directory, about)
    inspection.about["files"] = _check_files(directory, content.get("files"), inspection)
    _make(inspection, "operating points", lambda: _operating_points(directory))
    if inspection.passed:
        _check_content(directory, inspection)
    return inspection


def _check_files(directory: Path, files: Any, inspection: Inspection) -> list[dict[str, Any]]:
    """One check a file; what is there, by size."""
    if not isinstance(files, dict) or not files:
        inspection.checks.append(Check("files", False, f"{MANIFEST_FILE} names none"))
        return []
    there = []
    for name, facts in files.items():
        path = directory / name
        fault = _fault_of(path, facts if isinstance(facts, dict) else {})
        inspection.checks.append(Check(f"file {name}", not fault, fault or "sha256 as written"))
        if path.is_file():
            there.append({"name": name, "bytes": path.stat().st_size})
    return there


def _fault_of(path: Path, facts: dict[str, Any]) -> str:
    if not path.is_file():
        return "missing"
    size = path.stat().st_size
    if size != facts.get("bytes"):
        return f"{size} bytes instead of {facts.get('bytes')}"
    return "" if sha256(path) == facts.get("sha256") else "sha256 differs"


def _check_content(directory: Path, inspection: Inspection) -> None:
    package = _obtain(inspection, "manifest", lambda: read_package(directory), _engines)
    if package is None:
        return
    layers = _obtain(inspection, "weights", lambda: reading.read(package.weights), _kind)
    if layers is None:
        return
    inspection.about["network"] = _network_facts(layers)
    _make(inspection, "input", lambda: _input(package, layers))
    _make(inspection, "labels", lambda: _labels(package, layers))
    _make(inspection, "golden probabilities", lambda: _golden_probabilities(package))
    if inspection.passed:
        _make(inspection, "golden cases", lambda: _golden_cases(package, layers))


def _make(inspection: Inspection, what: str, check: Callable[[], str]) -> None:
    """Adds a check, which says what it found or raises what is wrong."""
    _obtain(inspection, what, check, str)


def _obtain(
    inspection: Inspection, what: str, read: Callable[[], T], describe: Callable[[T], str]
) -> T | None:
    """The same for something that later checks need; None when it cannot be read."""
    try:
        found = read()
    except ImportToolsError as e:
        inspection.checks.append(Check(what, False, str(e)))
        return None
    inspection.checks.append(Check(what, True, describe(found)))
    return found


def _engines(package: Package) -> str:
    return "weights for " + ", ".join(["dl4j", *(weights.engine for weights in package.engines)])


def _kind(layers: list[KerasLayer]) -> str:
    return f"{len(layers)} layers of Keras 2"


def _operating_points(directory: Path) -> str:
    return ", ".join(read_operating_points(directory)) or "none"


def _network_facts(layers: list[KerasLayer]) -> dict[str, Any]:
    weights = [array for layer in layers for array in layer.weights.values()]
    return {
        "layers": len(layers),
        "parameters": sum(int(array.size) for array in weights),
        "input": list(layers[0].config["batch_input_shape"][1:]),
        "outputs": _outputs(layers),
    }


def _outputs(layers: list[KerasLayer]) -> int:
    return int(layers[-1].config.get("units", 0))


def _input(package: Package, layers: list[KerasLayer]) -> str:
    contract = package.preprocessing
    wanted = [contract.height, contract.width, contract.channels]
    found = list(layers[0].config["batch_input_shape"][1:])
    if found != wanted:
        raise ImportToolsError(
            f"the network takes {_shape(found)}, model.json says {_shape(wanted)}"
        )
    return _shape(found)


def _shape(shape: list[int]) -> str:
    return " x ".join(map(str, shape))


def _labels(package: Package, layers: list[KerasLayer]) -> str:
    outputs = _outputs(layers)
    if outputs != len(package.labels):
        raise ImportToolsError(
            f"the network has {outputs} outputs for {len(package.labels)} labels"
        )
    return ", ".join(package.labels)


def _golden_probabilities(package: Package) -> str:
    for case in package.golden:
        expected = softmax(np.array(case.logits), package.temperature)
        written = np.array(case.probabilities)
        if expected.shape != written.shape or not np.allclose(expected, written, 0, _ROUNDING):
            raise ImportToolsError(
                f"those of {case.name!r} do not follow from its logits and the temperature"
            )
    return f"{len(package.golden)} cases follow from their logits at T = {package.temperature:g}"


def _golden_cases(package: Package, layers: list[KerasLayer]) -> str:
    """Replays them in the float64 reference, as the server does in its engines."""
    inputs = np.stack([package.preprocessing.apply(case.encoded) for case in package.golden])
    found = calibrate(running.probabilities(layers, inputs), package.temperature)
    expected = np.array([case.probabilities for case in package.golden])
    worst = np.abs(found - expected).max(axis=1)
    name, difference = package.golden[int(worst.argmax())].name, float(worst.max())
    if not difference <= package.tolerance:
        raise ImportToolsError(
            f"{name!r} differs by {difference:.2g}; {package.tolerance:g} is allowed"
        )
    return f"{len(package.golden)} reproduced within {difference:.1e}"
