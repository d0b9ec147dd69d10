"""``import-tools onnx``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands, say
from import_tools.errors import ImportToolsError


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "onnx",
        help="add the ONNX Runtime engines' files to a package",
        description="Writes model.onnx from the package's own weights and, with --int8, "
        "model.int8.onnx, statically quantised; names both in model.json.",
    )
    command.add_argument("package", type=Path)
    command.add_argument("--int8", action="store_true", help="also write model.int8.onnx")
    command.add_argument(
        "--calibration",
        type=Path,
        metavar="FOLDER",
        help="films for --int8: some the model was trained on, none that it is tested with",
    )
    command.add_argument("--films", type=int, default=150, help="calibration films to take")
    command.set_defaults(run=_onnx)


def _onnx(options: argparse.Namespace) -> int:
    from import_tools.calibration import Calibration
    from import_tools.package.onnx_writing import add_onnx

    if options.int8 != (options.calibration is not None):
        raise ImportToolsError("--int8 and --calibration FOLDER go together; give both or neither")
    calibration = Calibration(options.calibration, options.films) if options.int8 else None
    add_onnx(options.package, calibration, say)
    print(f"wrote the ONNX files of {options.package} and named them in its model.json")
    return 0
