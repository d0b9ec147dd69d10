"""The command line: reads arguments, calls one function a command, prints errors in a sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from import_tools import __version__
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES
from import_tools.preprocessing import (
    GREY,
    IMAGENET_MEAN,
    IMAGENET_STD,
    RGB,
    SHORTER_SIDE_CROP,
    SQUASH,
    Preprocessing,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0, 1 for a comparison that failed, 2 for an unusable input."""
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
    _add_import(commands)
    _add_verify(commands)
    _add_phantom(commands)
    _add_image_fixtures(commands)
    _add_preprocess_reference(commands)
    return parser


def _add_import(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "import",
        help="write a model package from a PyTorch checkpoint",
        description="Writes model.h5, golden.json and model.json from a .pth or .safetensors file.",
    )
    command.add_argument("checkpoint", type=Path)
    command.add_argument("--arch", required=True, choices=sorted(ARCHITECTURES))
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
        "--metadata", type=Path, help="JSON file with title, type, training, metrics, thresholds"
    )
    _add_input_contract(command)
    command.set_defaults(run=_import)


def _add_input_contract(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("input contract: how the network was trained")
    group.add_argument("--height", type=int, default=224)
    group.add_argument("--width", type=int, default=224)
    group.add_argument("--resize", choices=[SQUASH, SHORTER_SIDE_CROP], default=SQUASH)
    group.add_argument("--shorter-side", type=int, default=256, help=f"for {SHORTER_SIDE_CROP}")
    group.add_argument("--colour", choices=[GREY, RGB], default=GREY)
    group.add_argument("--mean", type=float, nargs="+", default=IMAGENET_MEAN, help="per channel")
    group.add_argument("--std", type=float, nargs="+", default=IMAGENET_STD, help="per channel")


def _import(options: argparse.Namespace) -> int:
    from import_tools.package.manifest import Description, read_metadata
    from import_tools.package.writing import import_checkpoint

    out, name, version = _destination(options)
    description = Description(
        name=name,
        version=version,
        labels=_labels(options.labels),
        preprocessing=_preprocessing(options),
        temperature=options.temperature,
        metadata=read_metadata(options.metadata) if options.metadata else {},
    )
    import_checkpoint(
        options.checkpoint,
        ARCHITECTURES[options.arch],
        description,
        out,
        keep_batch_norm=options.keep_batch_norm,
        report=_say,
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


def _preprocessing(options: argparse.Namespace) -> Preprocessing:
    return Preprocessing(
        height=options.height,
        width=options.width,
        resize=options.resize,
        shorter_side=options.shorter_side if options.resize == SHORTER_SIDE_CROP else 0,
        colour=options.colour,
        channels=len(options.mean),
        mean=tuple(options.mean),
        std=tuple(options.std),
    )


def _add_verify(commands: argparse._SubParsersAction) -> None:
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

    report = verify(options.package, options.checkpoint, _say)
    print(report.to_text())
    return 0 if report.passed else 1


def _add_phantom(commands: argparse._SubParsersAction) -> None:
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


def _say(line: str) -> None:
    print(line, file=sys.stderr)


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
