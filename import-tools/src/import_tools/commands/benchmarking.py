"""``import-tools bench``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands, add_architecture, architecture_of


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "bench",
        help="measure PyTorch eager and ONNX Runtime on this machine",
        description="Measures the engines that are installed, in turns, and prints a table.",
    )
    command.add_argument("checkpoint", type=Path)
    add_architecture(command)
    command.add_argument("--batch", type=int, nargs="+", default=[1, 4, 8], metavar="SIZE")
    command.add_argument("--runs", type=int, default=50, help="runs of an engine and batch size")
    command.add_argument("--side", type=int, default=224, help="side of the input in pixels")
    command.add_argument("--threads", type=int, default=0, help="0 uses all cores")
    command.add_argument("--json", type=Path, help="also write the numbers to this file")
    command.set_defaults(run=_bench)


def _bench(options: argparse.Namespace) -> int:
    from import_tools.benchmark.measuring import Plan, measure
    from import_tools.files import write_json

    plan = Plan(options.side, tuple(options.batch), options.threads, options.runs)
    result = measure(options.checkpoint, architecture_of(options), plan)
    print(result.to_text())
    if options.json:
        write_json(options.json, result.to_json())
    return 0
