"""``model.json``: what a package says about itself (format 1)."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from import_tools.errors import ImportToolsError
from import_tools.files import file_facts, sha256
from import_tools.network.architecture import Architecture
from import_tools.preprocessing import SHORTER_SIDE_CROP, Preprocessing

FORMAT = 1
MANIFEST_FILE = "model.json"
WEIGHTS_FILE = "model.h5"
GOLDEN_FILE = "golden.json"

#: What the server stores of a label.
_MAX_LABEL_LENGTH = 100

#: What the server takes for the two folders of a package; it passes over others without a word.
_NAME = re.compile(r"[a-z0-9_]{1,64}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")

#: How far the server's probabilities may be from the golden ones.
MAX_PROBABILITY_DIFFERENCE = 1e-4

#: What a metadata file may say about a model; the tool measures or decides everything else.
_METADATA_KEYS = {"title", "type", "training", "metrics"}


@dataclass(frozen=True)
class Description:
    """What the user says about a model."""

    name: str
    version: str
    labels: tuple[str, ...]
    preprocessing: Preprocessing
    temperature: float = 1.0
    metadata: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuses what the server would refuse."""
        _check_name(self.name)
        _check_version(self.version)
        _check_labels(self.labels)
        if not (math.isfinite(self.temperature) and self.temperature > 0):
            raise ImportToolsError(f"the temperature must be positive, not {self.temperature}")
        unknown = sorted(self.metadata.keys() - _METADATA_KEYS)
        if unknown:
            raise ImportToolsError(
                f"the metadata file says {', '.join(unknown)}; it may say "
                f"{', '.join(sorted(_METADATA_KEYS))}"
            )
        _check_metrics(self.metadata.get("metrics", {}))


def manifest(
    description: Description, architecture: Architecture, checkpoint: Path, out: Path
) -> dict:
    """The content of ``model.json`` for files that are already in ``out``."""
    metadata = description.metadata
    activation = architecture.head_activation
    training = {
        "data": "not stated",
        "licence": "not stated",
        "attribution": "",
        **metadata.get("training", {}),
        "checkpoint_sha256": sha256(checkpoint),
    }
    return {
        "format": FORMAT,
        "name": description.name,
        "version": description.version,
        "type": metadata.get("type", "chest_xray"),
        "title": metadata.get("title", f"{description.name} {architecture.name}"),
        "architecture": architecture.name,
        **({"head_activation": activation} if activation else {}),
        "files": {name: file_facts(out / name) for name in (WEIGHTS_FILE, GOLDEN_FILE)},
        "weights": WEIGHTS_FILE,
        "input": _input_contract(description.preprocessing),
        "labels": list(description.labels),
        "thresholds": {},  # asked for by servers that know no operating points
        "temperature": description.temperature,
        "golden": {
            "file": GOLDEN_FILE,
            "max_probability_difference": MAX_PROBABILITY_DIFFERENCE,
        },
        "training": training,
        "metrics": metadata.get("metrics", {}),
        "research_use_only": True,
    }


def _input_contract(preprocessing: Preprocessing) -> dict[str, Any]:
    contract: dict[str, Any] = {
        "height": preprocessing.height,
        "width": preprocessing.width,
        "layout": "NHWC",
        "resize": preprocessing.resize,
    }
    if preprocessing.resize == SHORTER_SIDE_CROP:
        contract["shorter_side"] = preprocessing.shorter_side
    return contract | {
        "interpolation": "bilinear-antialias",
        "colour": preprocessing.colour,
        "channels": preprocessing.channels,
        "sixteen_bit": "full-range",
        "mean": list(preprocessing.mean),
        "std": list(preprocessing.std),
        "voi": "apply",
        "polarity": "monochrome2",
    }


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ImportToolsError(
            f"the name {name!r} must have 1 to 64 lower-case letters, digits and '_'"
        )


def _check_version(version: str) -> None:
    if not _VERSION.fullmatch(version):
        raise ImportToolsError(
            f"the version {version!r} must have 1 to 32 letters, digits, '_', '-' and '.', "
            "and begin with a letter or digit"
        )


def _check_labels(labels: tuple[str, ...]) -> None:
    if len(labels) < 2:
        raise ImportToolsError("a classifier needs at least two labels")
    if not all(label.strip() and len(label) <= _MAX_LABEL_LENGTH for label in labels):
        raise ImportToolsError(
            f"a label is empty or longer than {_MAX_LABEL_LENGTH} characters; "
            "give one name per class"
        )
    if any(unicodedata.category(character) == "Cc" for label in labels for character in label):
        raise ImportToolsError("a label has control characters, a line break for example")
    if len(set(labels)) != len(labels):
        raise ImportToolsError("two labels are the same; every class needs its own name")


def check_thresholds(thresholds: Any, labels: tuple[str, ...]) -> None:
    """Refuses what is not label → threshold, as the server does."""
    if not isinstance(thresholds, dict):
        raise ImportToolsError("thresholds must be an object: label to probability")
    for label, probability in thresholds.items():
        if label not in labels:
            raise ImportToolsError(f"a threshold names {label!r}, which is no label")
        if not _is_number(probability) or not 0 < probability < 1:
            raise ImportToolsError(f"the threshold of {label!r} must be above 0 and below 1")


def _check_metrics(metrics: Any) -> None:
    """The server reads them as split, measure, number."""
    splits = metrics.values() if isinstance(metrics, dict) else [None]
    for measures in splits:
        if not isinstance(measures, dict) or not all(map(_is_number, measures.values())):
            raise ImportToolsError("metrics must be an object: split to measures to numbers")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
