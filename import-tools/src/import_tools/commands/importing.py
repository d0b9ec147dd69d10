"""``import-tools import``."""

from __future__ import annotations

import argparse
from pathlib import Path

from import_tools.commands.arguments import (
    Commands,
    add_architecture,
    add_input_contract,
    architecture_of,
    preprocessing_of,
    say,
)
from import_tools.errors import ImportToolsError


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "import",
        help="write a model package from a PyTorch checkpoint",
        description="Writes model.h5, golden.json and model.json from a .pth or .safetensors file.",
    )
    command.add_argument("checkpoint", type=Path)
    add_architecture(command)
    command.add_argument(
        "--labels",
        required=True,
        action="append",
        help="class names in the order of the outputs: 'A,B,C' in one option, or the option once "
        "per label, which is then taken whole, commas included",
    )
    command.add_argument(
        "--out", type=Path, help="package folder, by default models/NAME/VERSION", metavar="FOLDER"
    )
    command.add_argument("--name", help="model name, by default the folder above FOLDER")
    command.add_argument("--version", help="model version, by default the name of FOLDER")
    command.add_argument(
        "--keep-batch-norm", action="store_true", help="do not fold batch norms into convolutions"
    )
    command.add_argument(
        "--temperature", type=float, default=1.0, help="calibration: softmax(logits / T)"
    )
    command.add_argument(
        "--metadata", type=Path, help="JSON file with title, type, training, metrics"
    )
    add_input_contract(command)
    command.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    from import_tools.files import read_json
    from import_tools.package.manifest import Description
    from import_tools.package.writing import import_checkpoint

    out, name, version = _destination(options)
    description = Description(
        name=name,
        version=version,
        labels=_labels(options.labels),
        preprocessing=preprocessing_of(options),
        temperature=options.temperature,
        metadata=read_json(options.metadata) if options.metadata else {},
    )
    import_checkpoint(
        options.checkpoint,
        architecture_of(options),
        description,
        out,
        keep_batch_norm=options.keep_batch_norm,
        report=say,
    )
    print(f"wrote {out}; verify it with: import-tools verify {out} --checkpoint ...")
    return 0


def _destination(options: argparse.Namespace) -> tuple[Path, str, str]:
    """Package folder, name and version; each half can be derived from the other."""
    out = options.out
    if out is None:
        if not (options.name and options.version):
            raise ImportToolsError("give --out FOLDER, or --name and --version")
        out = Path("models") / options.name / options.version
    absolute = out.resolve()
    return out, options.name or absolute.parent.name, options.version or absolute.name


def _labels(given: list[str]) -> tuple[str, ...]:
    values = given[0].split(",") if len(given) == 1 else given
    return tuple(value.strip() for value in values)
