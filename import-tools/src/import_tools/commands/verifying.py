"""``import-tools verify``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from import_tools.commands.arguments import Commands, say
from import_tools.commands.source_arguments import add_server_access, open_server

if TYPE_CHECKING:
    from import_tools.package.verification import Server
    from import_tools.sources.source import EncodedFilm

#: Engines of the server whose answers differ by more than rounding, and those that do not.
_SERVED = ("dl4j", "dl4j-int8", "onnx", "onnx-int8")


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "verify",
        help="compare a package with its checkpoint, its files and a running server",
        description="Checks the checksums. With --checkpoint compares the reference network, "
        "PyTorch (when installed) and the written Keras file, layer by layer, on golden films. "
        "Without it, and with --films or --server, compares what the reference network, the ONNX "
        "files (float32 and 8 bits) and the server say of the same films; with it also PyTorch and "
        "the Keras file, on those films. Names the first layer in which each differs. Of a server "
        "only answers can be seen; engine dl4j-int8 runs nowhere else, so it is compared with "
        "--server and --server-engine dl4j-int8. Exits with 1 when anything differs.",
    )
    command.add_argument("package", type=Path)
    command.add_argument("--checkpoint", type=Path, help="what the package was made from")
    command.add_argument(
        "--films", type=Path, metavar="FOLDER", help="instead of the package's golden films"
    )
    command.add_argument("--count", type=int, default=16, help="films of the folder (16)")
    group = command.add_argument_group("server")
    group.add_argument(
        "--server",
        metavar="ADDRESS",
        help="runs this package under its name and version (https://HOST:9443); it stores what it "
        "answers",
    )
    group.add_argument("--server-engine", choices=_SERVED, default=_SERVED[0], help="(dl4j)")
    add_server_access(group)
    command.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    from import_tools.package.parity import ParityReport
    from import_tools.package.verification import verify, verify_answers

    report = ParityReport()
    if options.checkpoint is not None:
        report.take(verify(options.package, options.checkpoint, say))
    if options.checkpoint is None or options.films is not None or options.server is not None:
        films, server = _films(options), _server(options)
        report.take(verify_answers(options.package, films, server, say, options.checkpoint))
    print(report.to_text())
    return 0 if report.passed else 1


def _films(options: argparse.Namespace) -> list[EncodedFilm]:
    from import_tools.calibration import choose_films
    from import_tools.errors import ImportToolsError
    from import_tools.preprocessing import read_film
    from import_tools.sources.source import EncodedFilm

    if options.films is None:
        return []
    chosen = choose_films(options.films, options.count)
    if not chosen:
        raise ImportToolsError(
            f"{options.films} has no film, or more folders than --count {options.count} films"
        )
    return [EncodedFilm(film, read_film(film)) for film in chosen]


def _server(options: argparse.Namespace) -> Server | None:
    from import_tools.files import read_json
    from import_tools.package.manifest import MANIFEST_FILE
    from import_tools.package.verification import Server

    if options.server is None:
        return None
    about = read_json(options.package / MANIFEST_FILE)
    name, version = str(about.get("name", "")), str(about.get("version", ""))
    return Server(open_server(options, options.server, name, version), options.server_engine)
