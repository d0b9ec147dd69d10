"""``import-tools phantom``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser("phantom", help="draw a synthetic chest film")
    command.add_argument("out", type=Path, metavar="OUT.png")
    command.add_argument("--size", type=int, default=1024, help="side in pixels")
    command.add_argument("--seed", type=int, default=1)
    command.set_defaults(run=_phantom)


def _phantom(options: argparse.Namespace) -> int:
    from import_tools import phantom

    phantom.write(options.out, options.size, options.seed)
    print(f"drew {options.out}")
    return 0
