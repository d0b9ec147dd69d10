"""``import-tools train``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from import_tools.commands.arguments import Commands, add_input_contract, preprocessing_of, say
from import_tools.commands.film_arguments import add_films, classes_of, films_of
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES
from import_tools.torch_oracle import require

if TYPE_CHECKING:
    from import_tools.training.recipe import Recipe

#: Option, member of the recipe, type, help.
_RECIPE_OPTIONS: tuple[tuple[str, str, type, str], ...] = (
    ("--batch", "batch", int, "films a step (64)"),
    ("--optimiser", "optimiser", str, "sgd (with momentum, the default) or adamw"),
    ("--learning-rate", "learning_rate", float, "at its peak (0.1 for sgd; adamw: about 0.001)"),
    ("--weight-decay", "weight_decay", float, "of convolutions and head (0.0005)"),
    ("--warm-up", "warm_up_epochs", float, "epochs until the peak (2)"),
    ("--label-smoothing", "label_smoothing", float, "part of a label shared out (0.05)"),
    ("--class-weights", "class_weights", str, "none (default), root or balanced"),
    ("--mixup", "mixup", float, "parameter of its beta distribution (0: off)"),
    ("--cutmix", "cutmix", float, "parameter of its beta distribution (0: off)"),
    ("--ema", "ema_decay", float, "decay of the weights' running average (0.995; 0: off)"),
    ("--distil", "distil", float, "part of a target that comes from the teachers (0)"),
    ("--metric", "metric", str, "chooses the best epoch: accuracy (default), balanced-accuracy, "
     "log-loss, macro-auc"),
    ("--patience", "patience", int, "epochs without a better one before it stops (0: never)"),
    ("--precision", "precision", str, "bfloat16 (mixed, the default) or float32"),
    ("--seed", "seed", int, "of weights, order and changes (1)"),
)  # fmt: skip


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "train",
        help="train a residual network on labelled films",
        description="Writes best.pth (as `import` takes it), history.json and curves.png into a "
        "folder, after every epoch; an interrupted training goes on with --resume. Needs the "
        "extra [torch].",
    )
    add_films(command)
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    command.add_argument("--resume", action="store_true", help="go on in FOLDER where it stopped")
    command.add_argument("--device", default="auto", help="cpu, cuda, or auto (default)")
    command.add_argument(
        "--shares",
        default="0.15,0.15",
        metavar="VAL,TEST",
        help="parts of the patients, where the films have no splits (0.15,0.15)",
    )
    _add_recipe(command)
    add_input_contract(command)
    command.set_defaults(run=_train)


def _add_recipe(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("recipe")
    group.add_argument(
        "--recipe", type=Path, help="JSON with any of these (as in history.json); options win"
    )
    group.add_argument("--arch", dest="architecture", choices=sorted(ARCHITECTURES))
    group.add_argument(
        "--stages",
        metavar="EPOCHSxPIXELS,...",
        help="progressive resizing (12x128,6x160,12x224)",
    )
    group.add_argument(
        "--augment",
        metavar="KIND=HOW,...",
        help="how far films are changed: rotation=12,flip=0; see the README for all kinds",
    )
    for option, member, kind, text in _RECIPE_OPTIONS:
        group.add_argument(option, dest=member, type=kind, help=text)
    group.add_argument(
        "--start-from", type=Path, metavar="CHECKPOINT", help="initial weights; classes may differ"
    )
    group.add_argument(
        "--teacher",
        action="append",
        default=[],
        metavar="ARCH=CHECKPOINT",
        help="a network to learn from with --distil; may be given several times",
    )


def _train(options: argparse.Namespace) -> int:
    require()
    from import_tools.training.running import Teacher, Training, train

    classes = classes_of(options)
    recipe = recipe_of(options)
    history = train(
        Training(
            films=_split(options, recipe.seed),
            classes=classes,
            preprocessing=preprocessing_of(options),
            recipe=recipe,
            out=options.out,
            device=options.device,
            skip_unreadable=options.unreadable == "skip",
            resume=options.resume,
            initial=options.start_from,
            teachers=tuple(Teacher.parse(text) for text in options.teacher),
        )
    )
    best = history.best()
    if best is not None:
        print(f"best epoch: {best.number}")
        for name, value in best.validation.items():
            print(f"{name}: {value:.6f}")
    say(f"{options.out} holds best.pth, history.json and curves.png; next: import-tools import")
    return 0


def recipe_of(options: argparse.Namespace) -> Recipe:
    """The recipe of a file with what the options change."""
    from import_tools.files import read_json
    from import_tools.training.recipe import Recipe, Stage

    content: dict[str, Any] = read_json(options.recipe) if options.recipe else {}
    content = content.get("recipe", content)
    for member in ("architecture", *(member for _, member, _, _ in _RECIPE_OPTIONS)):
        value = getattr(options, member)
        if value is not None:
            content[member] = value
    if options.stages:
        content["stages"] = [[s.epochs, s.size] for s in Stage.parse(options.stages)]
    if options.augment:
        content["augmentation"] = content.get("augmentation", {}) | _pairs(options.augment)
    return Recipe.from_json(content)


def _split(options: argparse.Namespace, seed: int) -> list[Any]:
    from import_tools.films.splitting import Shares, split_by_patient

    films = films_of(options)
    if all(film.split for film in films):
        return films
    try:
        val, test = map(float, options.shares.split(","))
    except ValueError as e:
        raise ImportToolsError(f"--shares {options.shares!r} is not of the form 0.15,0.15") from e
    return split_by_patient(films, Shares(val, test), seed)


def _pairs(text: str) -> dict[str, float]:
    try:
        return {
            name.strip(): float(value)
            for name, value in (part.split("=") for part in text.split(","))
        }
    except ValueError as e:
        raise ImportToolsError(f"--augment {text!r} is not of the form rotation=12,flip=0") from e
