"""Tells by the name which kind of source is meant, and opens it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from import_tools import torch_oracle
from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.files import sha256
from import_tools.keras import reading, running
from import_tools.network import operations, reference
from import_tools.network.architecture import Architecture, FittedCheckpoint, fit
from import_tools.network.building import build
from import_tools.onnx_export.runtime import OnnxModel
from import_tools.package.engines import ENGINE_FILES
from import_tools.package.manifest import MANIFEST_FILE
from import_tools.package.reading import Package, read_package
from import_tools.sources.network import Contract, Infer, NetworkSource

KERAS = "keras"
#: What of a package can be run here; the server's other engines have no files of their own.
ENGINES = (KERAS, *ENGINE_FILES)
_CHECKPOINT_SUFFIXES = (".pth", ".pt", ".safetensors")
_KERAS_SUFFIXES = (".h5", ".hdf5")


@dataclass(frozen=True)
class NetworkFile:
    """A file of weights, or a package; what the file does not say itself is in the rest.

    ``architecture`` is for checkpoints, ``contract`` for everything but packages, ``engine`` for
    packages.
    """

    path: Path
    architecture: Architecture | None = None
    contract: Contract | None = None
    engine: str = KERAS


def is_server(text: str) -> bool:
    """Whether a source's name is the address of a server."""
    return text.startswith(("http://", "https://"))


def is_package(path: Path) -> bool:
    """Whether a source's name is the folder of a package."""
    return (path / MANIFEST_FILE).is_file()


def open_network(file: NetworkFile) -> NetworkSource:
    """Opens a package, a checkpoint, a Keras file or an ONNX file."""
    path = file.path
    if is_package(path):
        return open_package(path, file.engine)
    if not path.is_file():
        raise ImportToolsError(
            f"{path} is neither a file nor a model package nor the address of a server"
        )
    infer, kind = _opened(file)
    if file.contract is None:
        raise ImportToolsError(
            f"{path} does not say its labels and input; give --contract PACKAGE, or --labels"
        )
    about = {"kind": kind, "file": path.name, "sha256": sha256(path)}
    return NetworkSource(infer, file.contract, about)


def contract_of(package: Package) -> Contract:
    """What a package says of its network."""
    return Contract(package.preprocessing, package.labels, package.temperature)


def open_package(
    directory: Path, engine: str = KERAS, contract: Contract | None = None
) -> NetworkSource:
    """Opens the weights that an engine has in a package, by default with its own contract."""
    package = read_package(directory)
    weights = {KERAS: package.weights} | {e.engine: e.file for e in package.engines}
    if engine not in weights:
        raise ImportToolsError(
            f"{directory} has no weights for the engine {engine!r}; it has {', '.join(weights)}"
        )
    path = weights[engine]
    infer = _keras(path) if engine == KERAS else OnnxModel(path).probabilities
    resolved = directory.resolve()
    about = {
        "kind": "package",
        "name": resolved.parent.name,
        "version": resolved.name,
        "engine": engine,
        "sha256": sha256(path),
    }
    return NetworkSource(infer, contract or contract_of(package), about)


def _opened(file: NetworkFile) -> tuple[Infer, str]:
    suffix = file.path.suffix.lower()
    if suffix in _CHECKPOINT_SUFFIXES:
        if file.architecture is None:
            raise ImportToolsError(f"the checkpoint {file.path} does not say what it is; --arch")
        return _checkpoint(fit(file.architecture, read_checkpoint(file.path))), "checkpoint"
    if suffix in _KERAS_SUFFIXES:
        return _keras(file.path), "keras"
    if suffix == ".onnx":
        return OnnxModel(file.path).probabilities, "onnx"
    raise ImportToolsError(
        f"{file.path} has none of the endings {', '.join(_CHECKPOINT_SUFFIXES)}, "
        f"{', '.join(_KERAS_SUFFIXES)} and .onnx"
    )


def _keras(path: Path) -> Infer:
    layers = reading.read(path)
    return lambda inputs: running.probabilities(layers, inputs)


def _checkpoint(fitted: FittedCheckpoint) -> Infer:
    """PyTorch where it is installed, else the reference network."""
    if torch_oracle.is_available():
        network = torch_oracle.TorchNetwork(fitted)
        return lambda inputs: operations.softmax(network.logits(inputs).astype(float))
    built = build(fitted)
    return lambda inputs: operations.softmax(reference.logits(built, inputs))
