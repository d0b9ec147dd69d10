"""The command line: runs one command and prints an error the user can repair as one sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from import_tools import __version__
from import_tools.commands import (
    assessing,
    benchmarking,
    calibrating,
    drawing,
    evaluating,
    importing,
    inspecting,
    onnx_writing,
    operating,
    referencing,
    training,
    verifying,
)
from import_tools.errors import ImportToolsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0, 1 for a comparison that failed, 2 for an unusable input."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ImportToolsError as e:
        print(f"import-tools: {e}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="import-tools",
        description="From labelled films to model packages of the Healthcare AI Backend, and the "
        "reference data the server is tested with.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    training.add_command(commands)
    importing.add_command(commands)
    inspecting.add_command(commands)
    onnx_writing.add_command(commands)
    calibrating.add_command(commands)
    verifying.add_command(commands)
    assessing.add_command(commands)
    operating.add_command(commands)
    evaluating.add_command(commands)
    benchmarking.add_command(commands)
    drawing.add_command(commands)
    referencing.add_commands(commands)
    return parser
