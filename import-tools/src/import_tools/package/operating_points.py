"""Temperature and operating points of a package: read from ``model.json`` and put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.files import file_facts_of, json_bytes, read_json, write_together
from import_tools.network.operations import softmax
from import_tools.package.golden import rounded
from import_tools.package.manifest import MANIFEST_FILE, check_thresholds
from import_tools.package.reading import read_package

MEMBER = "operating_points"
#: What the server takes for a name.
_NAME = re.compile(r"[a-z0-9-]{1,32}")
OperatingPoints = dict[str, dict[str, float]]


def read_operating_points(directory: Path) -> OperatingPoints:
    """Operating point → label → threshold; empty for a package without."""
    content = read_json(directory / MANIFEST_FILE)
    points = content.get(MEMBER, {})
    if not isinstance(points, dict):
        raise ImportToolsError(f"{MEMBER} of {directory / MANIFEST_FILE} must be an object")
    for name, thresholds in points.items():
        _check_name(name)
        check_thresholds(thresholds, tuple(content.get("labels", ())))
    return {
        name: {label: float(value) for label, value in thresholds.items()}
        for name, thresholds in points.items()
    }


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ImportToolsError(
            f"an operating point's name {name!r} must have 1 to 32 lower-case letters, digits "
            "and '-'"
        )


def write_calibration(directory: Path, temperature: float, points: OperatingPoints) -> None:
    """Puts both into the package, and what depends on the temperature with them.

    The golden probabilities follow from the logits and the temperature, so another temperature
    changes ``golden.json`` and its checksum. All is written whole before any of it takes its place.
    """
    read_package(directory)  # refuses a package whose files are not its own
    content = read_json(directory / MANIFEST_FILE)
    changed: dict[Path, bytes] = {}
    if temperature != content["temperature"]:
        name = content["golden"]["file"]
        golden = json_bytes(_at_temperature(read_json(directory / name), temperature))
        content["files"][name] = file_facts_of(golden)
        content["temperature"] = temperature
        changed[directory / name] = golden
    changed[directory / MANIFEST_FILE] = json_bytes(_with_points(content, points))
    write_together(changed)


def _at_temperature(golden: dict[str, Any], temperature: float) -> dict[str, Any]:
    cases = [
        {**case, "probabilities": rounded(softmax(np.asarray(case["logits"]), temperature))}
        for case in golden["cases"]
    ]
    return {**golden, "cases": cases}


def _with_points(content: Mapping[str, Any], points: OperatingPoints) -> dict[str, Any]:
    """The manifest with the points after the temperature, where a reader looks for them."""
    ordered: dict[str, Any] = {}
    for name, value in content.items():
        if name != MEMBER:
            ordered[name] = value
        if name == "temperature":
            ordered[MEMBER] = points
    return ordered
