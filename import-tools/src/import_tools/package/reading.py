"""Reads a package back and checks that it is whole."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from import_tools.errors import ImportToolsError
from import_tools.files import read_json, sha256
from import_tools.network.architecture import ARCHITECTURES, RELU, Architecture
from import_tools.package.engines import EngineWeights, read_engines
from import_tools.package.manifest import MANIFEST_FILE
from import_tools.preprocessing import Preprocessing


@dataclass(frozen=True)
class GoldenCase:
    """A film with the answers that ``golden.json`` gives for it."""

    name: str
    encoded: bytes
    logits: tuple[float, ...]
    probabilities: tuple[float, ...]


@dataclass(frozen=True)
class Package:
    """What a package says, its files being those that it describes."""

    weights: Path
    architecture: Architecture
    preprocessing: Preprocessing
    labels: tuple[str, ...]
    temperature: float
    checkpoint_sha256: str
    golden: tuple[GoldenCase, ...]
    tolerance: float
    engines: tuple[EngineWeights, ...]


def read_package(directory: Path, except_files: frozenset[str] = frozenset()) -> Package:
    """Reads ``model.json`` and ``golden.json``; every file's checksum is checked.

    Those of ``except_files`` are not: they are about to be written anew.
    """
    content = read_json(directory / MANIFEST_FILE)
    try:
        files = {n: facts for n, facts in content["files"].items() if n not in except_files}
        _check_files(directory, files)
        return Package(
            weights=directory / content["weights"],
            architecture=_architecture(content["architecture"], content.get("head_activation", "")),
            preprocessing=_preprocessing(content["input"]),
            labels=tuple(content["labels"]),
            temperature=float(content["temperature"]),
            checkpoint_sha256=content["training"]["checkpoint_sha256"],
            golden=_golden_cases(directory / content["golden"]["file"]),
            tolerance=float(content["golden"]["max_probability_difference"]),
            engines=read_engines(directory, content),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as e:
        raise ImportToolsError(f"{directory / MANIFEST_FILE} lacks or spoils {e}") from e


def _check_files(directory: Path, files: dict[str, dict[str, Any]]) -> None:
    for name, expected in files.items():
        path = directory / name
        if not path.is_file():
            raise ImportToolsError(f"{path} is missing; import the checkpoint again")
        if path.stat().st_size != expected["bytes"] or sha256(path) != expected["sha256"]:
            raise ImportToolsError(
                f"{path} is not the file that model.json describes (sha256 differs); "
                "import the checkpoint again"
            )


def _architecture(name: str, head_activation: str) -> Architecture:
    if name not in ARCHITECTURES:
        raise ImportToolsError(f"model.json names the architecture {name!r}, which is unknown")
    if head_activation not in ("", RELU):
        raise ImportToolsError(f"model.json names the head_activation {head_activation!r}")
    return replace(ARCHITECTURES[name], head_activation=head_activation)


def _preprocessing(contract: dict[str, Any]) -> Preprocessing:
    return Preprocessing(
        height=contract["height"],
        width=contract["width"],
        resize=contract["resize"],
        shorter_side=contract.get("shorter_side", 0),
        colour=contract["colour"],
        channels=contract["channels"],
        mean=tuple(contract["mean"]),
        std=tuple(contract["std"]),
    )


def _golden_cases(path: Path) -> tuple[GoldenCase, ...]:
    content = read_json(path)
    try:
        cases = tuple(_golden_case(case) for case in content["cases"])
    except (KeyError, TypeError, ValueError) as e:
        raise ImportToolsError(f"{path} holds a case that lacks or spoils {e}") from e
    if not cases:
        raise ImportToolsError(f"{path} has no cases")
    return cases


def _golden_case(case: dict[str, Any]) -> GoldenCase:
    return GoldenCase(
        name=case["name"],
        encoded=base64.b64decode(case["image"], validate=True),
        logits=tuple(map(float, case["logits"])),
        probabilities=tuple(map(float, case["probabilities"])),
    )
