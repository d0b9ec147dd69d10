"""``import-tools evaluate``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from import_tools.commands.arguments import Commands, say
from import_tools.commands.film_arguments import add_films, chosen_split, classes_of, films_of
from import_tools.commands.source_arguments import add_source, source_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "evaluate",
        help="how good a model is on labelled films: measures, curves, report",
        description="Shows films to a model and writes report.json, report.html and, film by "
        "film, answers.jsonl. The model is a file, a package, or a running server.",
    )
    add_films(command)
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    command.add_argument("--resume", action="store_true", help="keep the answers in FOLDER")
    command.add_argument(
        "--split", default="test", help="films to take, where they have splits (test)"
    )
    command.add_argument(
        "--baseline-split",
        default="train",
        metavar="SPLIT",
        help="what the thumbnail baseline learns from (train); 'none' leaves it out",
    )
    command.add_argument(
        "--groups", default="", metavar="COLUMN,...", help="columns to split the results by"
    )
    command.add_argument("--draws", type=int, default=1000, help="of the bootstrap (1000)")
    command.add_argument("--seed", type=int, default=1, help="of the bootstrap (1)")
    command.add_argument("--title", help="of the report")
    command.add_argument("--no-html", action="store_true", help="report.json alone")
    add_source(command)
    command.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace) -> int:
    from import_tools.assessment.bootstrap import Bootstrap
    from import_tools.assessment.evaluating import Evaluation, evaluate
    from import_tools.assessment.result import Plan

    groups = tuple(name.strip() for name in options.groups.split(",") if name.strip())
    every = films_of(options, groups)
    films, split = chosen_split(every, options.split)
    source = source_of(options)
    report = evaluate(
        Evaluation(
            films=films,
            classes=classes_of(options),
            source=source,
            out=options.out,
            title=options.title or _title(source.about, options.films, split),
            data={"films": options.films.name, "only": options.only, "split": split or "all"},
            plan=Plan(
                Bootstrap(options.draws, options.seed), groups, _operating_points(options.model)
            ),
            baseline_films=[
                film for film in every if split and film.split == options.baseline_split
            ],
            skip_unreadable=options.unreadable == "skip",
            resume=options.resume,
            with_html=not options.no_html,
        )
    )
    for name, interval in report["result"]["totals"].items():
        print(f"{name}: {_shown(interval)}")
    say(f"{options.out} holds the report")
    return 0


def _operating_points(model: str) -> dict[str, dict[str, float]]:
    """Those of a package."""
    from import_tools.package.operating_points import read_operating_points
    from import_tools.sources.choosing import is_package

    path = Path(model)
    return read_operating_points(path) if is_package(path) else {}


def _title(about: Mapping[str, Any], films: Path, split: str) -> str:
    if about["kind"] == "package":
        model = f"{about['name']} {about['version']}, engine {about['engine']}"
    else:
        model = str(about.get("file") or about["address"])
    return f"{model} on {films.name}{f', {split}' if split else ''}"


def _shown(interval: Mapping[str, float | None]) -> str:
    value, low, high = interval["value"], interval["low"], interval["high"]
    if value is None:
        return "no film to measure it with"
    return f"{value:.6f}" if low is None else f"{value:.6f} ({low:.3f} to {high:.3f})"
