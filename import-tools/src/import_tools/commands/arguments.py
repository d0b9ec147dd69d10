"""What several commands share."""

from __future__ import annotations

import argparse
import sys
from typing import TypeAlias

from import_tools.network.architecture import ARCHITECTURES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_architecture(command: argparse.ArgumentParser) -> None:
    """``--arch``, which a checkpoint does not say itself."""
    command.add_argument("--arch", required=True, choices=sorted(ARCHITECTURES))


def say(line: str) -> None:
    """Tells the user what is being done, apart from the result on standard output."""
    print(line, file=sys.stderr)
