"""The command line: reads arguments, calls one function a command, prints errors as one sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from import_tools import __version__
from import_tools.errors import ImportToolsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0, or 2 after an error the user can repair."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ImportToolsError as e:
        print(f"import-tools: {e}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="import-tools", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_image_fixtures(commands)
    _add_preprocess_reference(commands)
    return parser


def _add_image_fixtures(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "image-fixtures", help="write generated films of every file kind and what they must become"
    )
    command.add_argument("out", type=Path, metavar="DIRECTORY")
    command.set_defaults(run=_image_fixtures)


def _image_fixtures(options: argparse.Namespace) -> int:
    from import_tools.fixtures.reference import write_generated

    print(f"{write_generated(options.out)} cases in {options.out}")
    return 0


def _add_preprocess_reference(commands: argparse._SubParsersAction) -> None:
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
