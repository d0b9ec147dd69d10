"""``model.json``: what a package says about itself (format 1)."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from import_tools.errors import ImportToolsError
from import_tools.preprocessing import SHORTER_SIDE_CROP, Preprocessing

FORMAT = 1
MANIFEST_FILE = "model.json"
WEIGHTS_FILE = "model.h5"
GOLDEN_FILE = "golden.json"

#: How far the server's probabilities may be from the golden ones.
MAX_PROBABILITY_DIFFERENCE = 1e-4

#: What a metadata file may say about a model; the tool measures or decides everything else.
_METADATA_KEYS = {"title", "type", "training", "metrics", "thresholds"}


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
        for label in self.labels:
            if not label.strip():
                raise ImportToolsError("a label is empty; give one name per class")
        if len(set(self.labels)) != len(self.labels):
            raise ImportToolsError("two labels are the same; every class needs its own name")
        if not (math.isfinite(self.temperature) and self.temperature > 0):
            raise ImportToolsError(f"the temperature must be positive, not {self.temperature}")
        unknown = sorted(self.metadata.keys() - _METADATA_KEYS)
        if unknown:
            raise ImportToolsError(
                f"the metadata file says {', '.join(unknown)}; it may say "
                f"{', '.join(sorted(_METADATA_KEYS))}"
            )
        _check_thresholds(self.metadata.get("thresholds", {}), self.labels)


def read_metadata(path: Path) -> dict[str, Any]:
    """Reads the JSON object of a metadata file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise ImportToolsError(f"cannot read the metadata file {path}: {e.strerror}") from e
    except ValueError as e:
        raise ImportToolsError(f"{path} is no JSON: {e}") from e
    if not isinstance(content, dict):
        raise ImportToolsError(f"{path} must hold a JSON object")
    return content


def manifest(description: Description, architecture: str, checkpoint: Path, out: Path) -> dict:
    """The content of ``model.json`` for files that are already in ``out``."""
    metadata = description.metadata
    training = {**metadata.get("training", {}), "checkpoint_sha256": sha256(checkpoint)}
    return {
        "format": FORMAT,
        "name": description.name,
        "version": description.version,
        "type": metadata.get("type", "chest_xray"),
        "title": metadata.get("title", f"{description.name} {architecture}"),
        "architecture": architecture,
        "files": {
            name: {"sha256": sha256(out / name), "bytes": (out / name).stat().st_size}
            for name in (WEIGHTS_FILE, GOLDEN_FILE)
        },
        "weights": WEIGHTS_FILE,
        "input": _input_contract(description.preprocessing),
        "labels": list(description.labels),
        "thresholds": metadata.get("thresholds", {}),
        "temperature": description.temperature,
        "golden": {
            "file": GOLDEN_FILE,
            "max_probability_difference": MAX_PROBABILITY_DIFFERENCE,
        },
        "training": training,
        "metrics": metadata.get("metrics", {}),
        "research_use_only": True,
    }


def preprocessing_of(content: dict[str, Any]) -> Preprocessing:
    """The input contract of a ``model.json``."""
    contract = content["input"]
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


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


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


def _check_thresholds(thresholds: Any, labels: tuple[str, ...]) -> None:
    for label, probability in dict(thresholds).items():
        if label not in labels:
            raise ImportToolsError(f"a threshold names {label!r}, which is no label")
        if not 0 <= probability <= 1:
            raise ImportToolsError(f"the threshold of {label!r} must be between 0 and 1")
