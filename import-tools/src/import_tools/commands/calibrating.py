"""``import-tools calibrate-int8``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands, say


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "calibrate-int8",
        help="add what engine dl4j-int8 needs to a package",
        description="Writes int8.json, the ranges of the network's values over calibration films, "
        "and names it in model.json. Takes about a second a film.",
    )
    command.add_argument("package", type=Path)
    command.add_argument(
        "--films",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="films: some the model was trained on, none that it is tested with",
    )
    command.add_argument("--count", type=int, default=150, help="films to take")
    command.set_defaults(run=_calibrate)


def _calibrate(options: argparse.Namespace) -> int:
    from import_tools.calibration import Calibration
    from import_tools.package.int8_writing import add_int8

    add_int8(options.package, Calibration(options.films, options.count), say)
    say(f"{options.package} has what engine dl4j-int8 needs; load it in the server to check it")
    return 0
