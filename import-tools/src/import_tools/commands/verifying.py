"""``import-tools verify``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands, say


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "verify",
        help="compare a package with its checkpoint, layer by layer",
        description="Checks the checksums, then compares the reference network, PyTorch (when "
        "installed) and the written Keras file. Exits with 1 when anything differs.",
    )
    command.add_argument("package", type=Path)
    command.add_argument("--checkpoint", type=Path, required=True)
    command.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    from import_tools.package.verification import verify

    report = verify(options.package, options.checkpoint, say)
    print(report.to_text())
    return 0 if report.passed else 1
