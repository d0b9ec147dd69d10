"""Writes a package from a checkpoint. The same inputs give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.files import write_json
from import_tools.keras import graph
from import_tools.keras import writing as keras_writing
from import_tools.network.architecture import Architecture, FittedCheckpoint, fit
from import_tools.network.building import build, fold_batch_norms
from import_tools.network.layers import Network
from import_tools.package import golden
from import_tools.package.manifest import (
    FORMAT,
    GOLDEN_FILE,
    MANIFEST_FILE,
    WEIGHTS_FILE,
    Description,
    manifest,
)

Report = Callable[[str], None]


def import_checkpoint(
    checkpoint: Path,
    architecture: Architecture,
    description: Description,
    out: Path,
    *,
    keep_batch_norm: bool = False,
    report: Report = lambda _: None,
) -> None:
    """Reads a checkpoint and writes ``model.h5``, ``golden.json`` and ``model.json`` into ``out``.

    The manifest is written last: a package without it is no package.
    """
    report(f"reading {checkpoint}")
    fitted = fit(architecture, read_checkpoint(checkpoint))
    _check_description(fitted, description)
    network = build(fitted)
    _make_directory(out)
    report(f"writing {out / WEIGHTS_FILE}")
    _write_weights(network, description, out / WEIGHTS_FILE, keep_batch_norm=keep_batch_norm)
    cases = golden.cases(network, description.preprocessing, description.temperature)
    write_json(out / GOLDEN_FILE, {"format": FORMAT, "cases": cases})
    _check_golden_size(out / GOLDEN_FILE)
    content = manifest(description, architecture, checkpoint, out)
    write_json(out / MANIFEST_FILE, content)


def _check_description(fitted: FittedCheckpoint, description: Description) -> None:
    if len(description.labels) != fitted.classes:
        raise ImportToolsError(
            f"the checkpoint has {fitted.classes} classes but {len(description.labels)} labels "
            f"were given: {', '.join(description.labels)}"
        )
    channels = description.preprocessing.channels
    if channels != fitted.channels:
        raise ImportToolsError(
            f"the network takes {fitted.channels} channels but the input contract says {channels}; "
            f"give --mean and --std with {fitted.channels} value(s) each"
        )


def _write_weights(
    network: Network, description: Description, path: Path, *, keep_batch_norm: bool
) -> None:
    written = network if keep_batch_norm else fold_batch_norms(network)
    size = description.preprocessing
    layers = graph.to_keras(written, size.height, size.width)
    keras_writing.write(layers, network.architecture, path)


def _check_golden_size(path: Path) -> None:
    size = path.stat().st_size
    if size > golden.MAX_BYTES:
        raise ImportToolsError(f"{path} has {size} bytes; {golden.MAX_BYTES} are allowed")


def _make_directory(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise ImportToolsError(f"cannot make the folder {out}: {e.strerror}") from e
