"""``import-tools image-fixtures`` and ``import-tools preprocess-reference``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands


def add_commands(commands: Commands) -> None:
    """Adds both commands."""
    _add_image_fixtures(commands)
    _add_preprocess_reference(commands)


def _add_image_fixtures(commands: Commands) -> None:
    command = commands.add_parser(
        "image-fixtures", help="write generated films of every file kind and what they must become"
    )
    command.add_argument("out", type=Path, metavar="DIRECTORY")
    command.set_defaults(run=_image_fixtures)


def _image_fixtures(options: argparse.Namespace) -> int:
    from import_tools.fixtures.reference import write_generated

    print(f"{write_generated(options.out)} cases in {options.out}")
    return 0


def _add_preprocess_reference(commands: Commands) -> None:
    command = commands.add_parser(
        "preprocess-reference", help="write what each film of a folder must become"
    )
    command.add_argument("films", type=Path, metavar="FILMS", help="folder of films, searched deep")
    command.add_argument("out", type=Path, metavar="DIRECTORY")
    command.set_defaults(run=_preprocess_reference)


def _preprocess_reference(options: argparse.Namespace) -> int:
    from import_tools.fixtures.reference import write_for_films

    print(f"{write_for_films(options.films, options.out)} films described in {options.out}")
    return 0
