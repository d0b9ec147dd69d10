"""Writes a Keras-2 HDF5 file with h5py; the same network gives the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import h5py
import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.keras.graph import KerasLayer, model_config

#: The last release of the file format that DL4J's importer understands.
_KERAS_VERSION = "2.3.1"
_BACKEND = "tensorflow"


def write(layers: list[KerasLayer], name: str, path: Path) -> None:
    """Writes the model, replacing the file only when all of it is on disk."""
    partial = path.with_name(path.name + ".partial")
    try:
        with h5py.File(partial, "w", libver="earliest", track_order=False) as file:
            _write_content(file, layers, name)
        partial.replace(path)
    except (OSError, RuntimeError) as e:  # h5py reports a full disk as either
        partial.unlink(missing_ok=True)
        raise ImportToolsError(
            f"cannot write {path}: {e}; is the disk full or the folder write-protected?"
        ) from e


def _write_content(file: h5py.File, layers: list[KerasLayer], name: str) -> None:
    file.attrs["keras_version"] = np.bytes_(_KERAS_VERSION)
    file.attrs["backend"] = np.bytes_(_BACKEND)
    file.attrs["model_config"] = json.dumps(model_config(layers, name))
    weights = file.create_group("model_weights")
    weights.attrs["keras_version"] = np.bytes_(_KERAS_VERSION)
    weights.attrs["backend"] = np.bytes_(_BACKEND)
    weights.attrs["layer_names"] = np.array([layer.name.encode() for layer in layers])
    for layer in layers:
        _write_layer(weights.create_group(layer.name), layer)


def _write_layer(group: h5py.Group, layer: KerasLayer) -> None:
    names = [f"{layer.name}/{part}:0" for part in layer.weights]
    group.attrs["weight_names"] = np.array([n.encode() for n in names], dtype=_fixed(names))
    for name, array in zip(names, layer.weights.values(), strict=True):
        group.create_dataset(
            name, data=np.ascontiguousarray(array, dtype=np.float32), track_times=False
        )


def _fixed(names: list[str]) -> str:
    return f"S{max((len(name) for name in names), default=1)}"
