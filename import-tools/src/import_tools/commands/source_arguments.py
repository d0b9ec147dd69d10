"""How a command is told whom to ask about films."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from import_tools.commands.arguments import (
    add_head_activation,
    add_input_contract,
    architecture_of,
    preprocessing_of,
    say,
)
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES, Architecture

if TYPE_CHECKING:
    from import_tools.sources.network import Contract
    from import_tools.sources.source import Source

_KEY_VARIABLE = "HEALTHAI_API_KEY"


def add_source(command: argparse.ArgumentParser) -> None:
    """The model, and what its file does not say itself."""
    command.add_argument(
        "--model",
        required=True,
        metavar="WHAT",
        help="a package's folder, a checkpoint (.pth, .safetensors), a Keras file (.h5), an ONNX "
        "file, or the address of a running server (https://HOST:9443)",
    )
    group = command.add_argument_group("package")
    group.add_argument("--engine", default="keras", help="keras (default), onnx or onnx-int8")
    group = command.add_argument_group("checkpoint, Keras file or ONNX file")
    group.add_argument("--arch", choices=sorted(ARCHITECTURES), help="of a checkpoint")
    add_head_activation(group)
    group.add_argument(
        "--contract",
        type=Path,
        metavar="PACKAGE",
        help="takes labels, temperature and input (and --arch) from this package",
    )
    group.add_argument("--labels", help="'A,B,C', in the order of the outputs")
    group.add_argument("--temperature", type=float, default=1.0, help="softmax(logits / T)")
    add_input_contract(command)
    _add_server(command)


def _add_server(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("server")
    add_server_access(group)
    group.add_argument("--served-model", default="", metavar="NAME")
    group.add_argument("--served-version", default="", metavar="VERSION")


def add_server_access(group: argparse._ArgumentGroup) -> None:
    """How a server is talked to."""
    group.add_argument(
        "--key-file",
        type=Path,
        help=f"holds the API key; without it, the environment variable {_KEY_VARIABLE} does",
    )
    group.add_argument("--ca-file", type=Path, help="certificates to trust, in PEM")
    group.add_argument(
        "--patience",
        type=float,
        default=600.0,
        metavar="SECONDS",
        help="how long one film may wait when the server says 'later' (600)",
    )


def source_of(options: argparse.Namespace) -> Source:
    """What ``--model`` names, opened."""
    from import_tools.sources.choosing import is_server

    if not is_server(options.model):
        return _network(options)
    return open_server(options, options.model, options.served_model, options.served_version)


def open_server(options: argparse.Namespace, address: str, model: str, version: str) -> Source:
    """A server that is talked to as ``add_server_access`` was told."""
    from import_tools.sources.http import HttpClient
    from import_tools.sources.pacing import Pacing
    from import_tools.sources.server import ServerSource

    client = HttpClient(address, _key(options.key_file), options.ca_file)
    pacing = Pacing(options.patience, report=say)
    return ServerSource(client, pacing, model, version)


def _key(file: Path | None) -> str:
    if file is None:
        key = os.environ.get(_KEY_VARIABLE, "")
        if not key:
            raise ImportToolsError(f"give the server's key: --key-file, or {_KEY_VARIABLE}")
        return key.strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as e:
        raise ImportToolsError(f"cannot read the key file {file}: {e}") from e


def _network(options: argparse.Namespace) -> Source:
    from import_tools.sources.choosing import NetworkFile, open_network

    architecture, contract = _contract(options)
    if options.arch:
        architecture = architecture_of(options)
    elif architecture is not None and options.head_activation:
        architecture = replace(architecture, head_activation=options.head_activation)
    return open_network(NetworkFile(Path(options.model), architecture, contract, options.engine))


def _contract(options: argparse.Namespace) -> tuple[Architecture | None, Contract | None]:
    """Architecture and contract: of a package, or of the options."""
    from import_tools.package.reading import read_package
    from import_tools.sources.choosing import contract_of
    from import_tools.sources.network import Contract

    if options.contract is not None:
        package = read_package(options.contract)
        return package.architecture, contract_of(package)
    if options.labels is None:
        return None, None
    labels = tuple(label.strip() for label in options.labels.split(","))
    if not options.temperature > 0:
        raise ImportToolsError(f"the temperature must be positive, not {options.temperature}")
    return None, Contract(preprocessing_of(options), labels, options.temperature)
