"""A whole training: films in, a checkpoint that ``import`` takes out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import TRAIN, VAL, LabelledFilm, count_classes, of_split
from import_tools.films.loading import LoadedFilms, load
from import_tools.films.splitting import check_splits
from import_tools.preprocessing import Preprocessing
from import_tools.progress import Progress
from import_tools.training.batches import DeviceFilms
from import_tools.training.history import History
from import_tools.training.networks import load_network, make_network, start_from
from import_tools.training.recipe import Recipe
from import_tools.training.run_folder import RunFolder
from import_tools.training.trainer import Trainer, TrainingData


@dataclass(frozen=True)
class Teacher:
    """A trained network whose answers a student learns from."""

    architecture: str
    checkpoint: Path

    @staticmethod
    def parse(text: str) -> Teacher:
        """``resnet34=FILE``."""
        architecture, equals, file = text.partition("=")
        if not equals:
            raise ImportToolsError(f"the teacher {text!r} is not of the form resnet18=CHECKPOINT")
        return Teacher(architecture, Path(file))


@dataclass(frozen=True)
class Training:
    """What to train on, how, and where to write it. ``films`` have their splits."""

    films: Sequence[LabelledFilm]
    classes: tuple[str, ...]
    preprocessing: Preprocessing
    recipe: Recipe
    out: Path
    device: str = "auto"
    skip_unreadable: bool = False
    resume: bool = False
    initial: Path | None = None
    teachers: tuple[Teacher, ...] = field(default=())


def train(training: Training) -> History:
    """Trains, writing every epoch into ``training.out``; an interrupted one goes on there."""
    check_splits(training.films, training.classes)
    _check_sizes(training)
    device = pick_device(training.device)
    folder = RunFolder(training.out, about(training))
    if not training.resume:
        folder.refuse_leftovers()
    learned, judged = _loaded(training, TRAIN), _loaded(training, VAL)
    # Films that could not be read may leave a class too small.
    check_splits([*learned.films, *judged.films], training.classes)
    data = TrainingData(
        DeviceFilms.of(learned, device),
        DeviceFilms.of(judged, device),
        len(training.classes),
        training.preprocessing,
        tuple(_teacher(teacher, training, device) for teacher in training.teachers),
    )
    trainer = Trainer(training.recipe, _network(training).to(device), data)
    progress = Progress("epochs", training.recipe.epochs)
    if training.resume and folder.resume(trainer):
        done = len(trainer.history.epochs)
        progress.step(f"taken up after epoch {done}", done)

    def after_epoch(now: Trainer, is_best: bool) -> None:
        folder.keep(now, is_best)
        progress.step(_line(now.history))

    history = trainer.run(after_epoch)
    progress.done()
    return history


def about(training: Training) -> dict[str, Any]:
    """What was trained on: enough to notice that it is not the same any more."""
    splits = {split: of_split(training.films, split) for split in (TRAIN, VAL)}
    names = sorted(
        f"{split}/{film.label}/{film.patient}/{film.path.name}"
        for split, films in splits.items()
        for film in films
    )
    return {
        "classes": list(training.classes),
        "films": {split: count_classes(films, training.classes) for split, films in splits.items()},
        "films_sha256": hashlib.sha256("\n".join(names).encode()).hexdigest(),
        "initial": str(training.initial or ""),
        "teachers": [f"{t.architecture}={t.checkpoint}" for t in training.teachers],
    }


def pick_device(name: str) -> torch.device:
    """``cpu``, ``cuda`` (refused where there is none), or ``auto``."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise ImportToolsError("PyTorch sees no CUDA device here; use --device cpu")
    return torch.device(name)


def _network(training: Training) -> torch.nn.Module:
    torch.manual_seed(training.recipe.seed)
    architecture = training.recipe.architecture
    network = make_network(architecture, len(training.classes), training.preprocessing.channels)
    if training.initial is not None:
        start_from(network, architecture, training.initial)
    return network


def _teacher(teacher: Teacher, training: Training, device: torch.device) -> torch.nn.Module:
    network, fitted = load_network(teacher.architecture, teacher.checkpoint)
    wanted = (training.preprocessing.channels, len(training.classes))
    if (fitted.channels, fitted.classes) != wanted:
        raise ImportToolsError(
            f"the teacher {teacher.checkpoint} takes {fitted.channels} channels and knows "
            f"{fitted.classes} classes; {wanted[0]} and {wanted[1]} are needed"
        )
    return network.to(device).to(memory_format=torch.channels_last)


def _loaded(training: Training, split: str) -> LoadedFilms:
    return load(
        of_split(training.films, split),
        training.preprocessing,
        skip_unreadable=training.skip_unreadable,
        title=f"{split} films",
    )


def _check_sizes(training: Training) -> None:
    own = max(training.preprocessing.height, training.preprocessing.width)
    sizes = [stage.size for stage in training.recipe.stages]
    if max(sizes) > own or sizes[-1] != own:
        raise ImportToolsError(
            f"the stages end at {sizes[-1]} pixels and reach {max(sizes)}; the last one must be "
            f"the network's own {own} (--height, --width) and none may be larger"
        )


def _line(history: History) -> str:
    last, best = history.epochs[-1], history.best()
    value = last.validation[history.metric]
    return (
        f"loss {last.training_loss:.3f}, {history.metric} {value:.4f} "
        f"(best {best.validation[history.metric]:.4f} in epoch {best.number})"
        if best
        else ""
    )
