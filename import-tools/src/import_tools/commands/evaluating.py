"""``import-tools evaluate-checkpoint``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import Commands


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "evaluate-checkpoint",
        help="what PyTorch answers for labelled films, and how often it is right",
    )
    command.add_argument("checkpoint", type=Path)
    command.add_argument("data", type=Path, metavar="DATA_DIR", help="one folder a class")
    command.add_argument(
        "--package", type=Path, required=True, help="input contract, labels and temperature"
    )
    command.add_argument(
        "--folders",
        default="NORMAL,BACTERIAL,VIRAL",
        help="folder names in the order of the labels, the first one being normal; "
        "a missing folder counts as empty",
    )
    command.add_argument("--out", type=Path, required=True, help="JSON file to write")
    command.add_argument(
        "--summary", type=Path, help="JSON file in which to put the metrics alone, beside others"
    )
    command.add_argument("--split", help="name of the films in the summary, by default the folder")
    command.set_defaults(run=_evaluate_checkpoint)


def _evaluate_checkpoint(options: argparse.Namespace) -> int:
    from import_tools.evaluation import add_to_summary, evaluate
    from import_tools.files import write_json

    folders = tuple(options.folders.split(","))
    result = evaluate(options.checkpoint, options.package, options.data, folders)
    write_json(options.out, result)
    if options.summary:
        add_to_summary(options.summary, options.split or options.data.resolve().name, result)
    for name, value in result["metrics"].items():
        print(f"{name}: {value}")
    return 0
