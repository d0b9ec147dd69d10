"""What PyTorch answers for a folder of labelled films, and how often it is right.

The numbers are the measure for the server: it must give the same ones over HTTP.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.files import read_json, sha256, write_json
from import_tools.network import operations
from import_tools.network.architecture import fit
from import_tools.package.reading import read_package
from import_tools.preprocessing import Preprocessing, naming, read_film
from import_tools.progress import Progress
from import_tools.torch_oracle import TorchNetwork, version

_BATCH = 16


@dataclass(frozen=True)
class Metrics:
    """How often a model is right. "Normal" is the first class, "pneumonia" any other one.

    A film is called normal when normal is its most probable class. Sensitivity is the share of
    pneumonia films called pneumonia, specificity the share of normal films called normal; AUC ranks
    films by the probability of not being normal. None where one of the two groups has no film.
    """

    films: int
    three_class_accuracy: float
    normal_pneumonia_accuracy: float
    sensitivity: float | None
    specificity: float | None
    auc: float | None


def measure(classes: np.ndarray, probabilities: np.ndarray) -> Metrics:
    """Metrics from true class numbers (n) and probabilities (n x classes)."""
    called = probabilities.argmax(axis=1)
    ill, called_ill = classes > 0, called > 0
    both = bool(ill.any() and not ill.all())
    return Metrics(
        films=len(classes),
        three_class_accuracy=_share(called == classes),
        normal_pneumonia_accuracy=_share(called_ill == ill),
        sensitivity=_share(called_ill[ill]) if ill.any() else None,
        specificity=_share(~called_ill[~ill]) if not ill.all() else None,
        auc=round(area_under_curve(ill, 1 - probabilities[:, 0]), 6) if both else None,
    )


def area_under_curve(positive: np.ndarray, scores: np.ndarray) -> float:
    """The chance that a positive film scores above a negative one, ties half (Mann-Whitney U)."""
    above = scores[positive][:, None] > scores[~positive][None, :]
    ties = scores[positive][:, None] == scores[~positive][None, :]
    return float(above.mean() + 0.5 * ties.mean())


def evaluate(
    checkpoint: Path, directory: Path, data: Path, folders: tuple[str, ...]
) -> dict[str, Any]:
    """Runs PyTorch over ``data/<folder>/*``; ``folders`` are named in the order of the labels.

    Input contract, temperature and architecture come from the package in ``directory``.
    """
    package = read_package(directory)
    films, classes = _films(data, folders, package.labels)
    network = TorchNetwork(fit(package.architecture, read_checkpoint(checkpoint)))
    logits = _run(network, films, package.preprocessing)
    probabilities = operations.softmax(logits.astype(np.float64), package.temperature)
    return {
        "format": 1,
        "checkpoint_sha256": sha256(checkpoint),
        "pytorch": version(),
        "labels": list(package.labels),
        "metrics": asdict(measure(classes, probabilities)),
        "films": [
            {
                "file": path.relative_to(data).as_posix(),
                "class": int(number),
                "probabilities": [round(float(p), 7) for p in row],
            }
            for path, number, row in zip(films, classes, probabilities, strict=True)
        ],
    }


def add_to_summary(path: Path, split: str, result: dict[str, Any]) -> None:
    """Puts the metrics of a result into a file of such metrics, by the name of the split.

    Metrics of another checkpoint are dropped: one file speaks of one checkpoint.
    """
    content = read_json(path) if path.exists() else {}
    about = {key: result[key] for key in ("format", "checkpoint_sha256", "labels")}
    same = content.get("checkpoint_sha256") == about["checkpoint_sha256"]
    splits = content.get("splits", {}) if same else {}
    write_json(path, about | {"splits": {**splits, split: result["metrics"]}})


def _films(
    data: Path, folders: tuple[str, ...], labels: tuple[str, ...]
) -> tuple[list[Path], np.ndarray]:
    if len(folders) != len(labels):
        raise ImportToolsError(
            f"{len(folders)} folders were named for {len(labels)} labels: {', '.join(labels)}"
        )
    films: list[Path] = []
    classes: list[int] = []
    for number, folder in enumerate(folders):
        found = sorted(p for p in (data / folder).glob("*") if p.is_file())
        films += found
        classes += [number] * len(found)
    if not films:
        raise ImportToolsError(f"no films in {data}; expected folders {', '.join(folders)}")
    return films, np.asarray(classes)


def _run(network: TorchNetwork, films: list[Path], preprocessing: Preprocessing) -> np.ndarray:
    progress = Progress("films", len(films))
    rows = []
    for start in range(0, len(films), _BATCH):
        batch = films[start : start + _BATCH]
        inputs = np.stack([_input(path, preprocessing) for path in batch])
        rows.append(network.logits(inputs))
        progress.step(count=len(batch))
    progress.done()
    return np.concatenate(rows)


def _input(film: Path, preprocessing: Preprocessing) -> np.ndarray:
    with naming(film):
        return preprocessing.apply(read_film(film))


def _share(right: np.ndarray) -> float:
    return round(float(right.mean()), 6)
