"""How a command is told which labelled films to take."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm, of_split
from import_tools.films.listing import CsvColumns, list_csv, list_folders
from import_tools.films.splitting import check_leaks


def add_films(command: argparse.ArgumentParser) -> None:
    """The films and their classes."""
    command.add_argument(
        "films",
        type=Path,
        metavar="FILMS",
        help="a folder (SPLIT/CLASS/* or CLASS/*), or a CSV file with one row a film",
    )
    command.add_argument(
        "--classes",
        required=True,
        help="names of the classes in the data, in the order of the labels: 'NORMAL,BACTERIAL'",
    )
    command.add_argument(
        "--unreadable",
        choices=["refuse", "skip"],
        default="refuse",
        help="what to do with a film that cannot be read; it is named either way",
    )
    group = command.add_argument_group("folder")
    group.add_argument(
        "--patient-pattern",
        metavar="REGEX",
        help=r"finds the patient in a film's name: 'person(\d+)'; "
        "without it, every film is a patient of its own",
    )
    group = command.add_argument_group("CSV file")
    group.add_argument("--root", type=Path, help="where paths count from, by default its folder")
    group.add_argument("--only", default="", metavar="PREFIX", help="rows whose path begins so")
    group.add_argument("--path-column", default="path", metavar="NAME")
    group.add_argument("--label-column", default="label", metavar="NAME")
    group.add_argument(
        "--patient-column", default="patient", metavar="NAME", help="'' if there is none"
    )
    group.add_argument(
        "--split-column", default="", metavar="NAME", help="holds train, val, test or another word"
    )
    group.add_argument(
        "--unknown-label",
        choices=["refuse", "skip"],
        default="refuse",
        help="what to do with a row whose label is no class",
    )


def classes_of(options: argparse.Namespace) -> tuple[str, ...]:
    """The names of the classes."""
    return tuple(name.strip() for name in options.classes.split(","))


def films_of(options: argparse.Namespace, groups: Sequence[str] = ()) -> list[LabelledFilm]:
    """The films that were asked for; ``groups`` are columns to keep."""
    classes = classes_of(options)
    if options.films.is_dir():
        return list_folders(options.films, classes, options.patient_pattern)
    columns = CsvColumns(
        options.path_column,
        options.label_column,
        options.patient_column,
        options.split_column,
        tuple(groups),
    )
    return list_csv(
        options.films,
        classes,
        columns,
        root=options.root,
        only=options.only,
        skip_unknown_labels=options.unknown_label == "skip",
    )


def chosen_split(films: Sequence[LabelledFilm], split: str) -> tuple[list[LabelledFilm], str]:
    """The films of a split and its name, or all films and no name where none has a split.

    A patient in two splits is refused.
    """
    if not any(film.split for film in films):
        return list(films), ""
    check_leaks(films)
    chosen = of_split(films, split)
    if not chosen:
        raise ImportToolsError(f"no film is of the split {split!r}")
    return chosen, split
