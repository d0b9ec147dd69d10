"""Reads a Keras-2 HDF5 file back into layers, as a stranger would: from the file alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.keras.graph import KerasLayer


def read(path: Path) -> list[KerasLayer]:
    """Layers in the order of the file, with their weights as float32."""
    if zipfile.is_zipfile(path):
        raise ImportToolsError(
            f"{path} is a Keras 3 file (.keras); a Keras-2 HDF5 file (.h5) is wanted"
        )
    try:
        with h5py.File(path, "r") as file:
            _check_version(path, file)
            config = json.loads(file.attrs["model_config"])
            groups = file["model_weights"]
            return [_layer(entry, groups) for entry in config["config"]["layers"]]
    except OSError as e:
        raise ImportToolsError(f"cannot read {path} as HDF5: {e}") from e
    except (KeyError, TypeError, ValueError) as e:
        raise ImportToolsError(f"{path} is HDF5 but no complete Keras-2 model: {e}") from e


def _check_version(path: Path, file: h5py.File) -> None:
    version = file.attrs.get("keras_version")
    if version is None or "model_config" not in file.attrs:
        raise ImportToolsError(f"{path} is HDF5 but holds no Keras model, only weights or data")
    text = version.decode() if isinstance(version, bytes) else str(version)
    if not text.startswith("2."):
        raise ImportToolsError(f"{path} was written by Keras {text}; Keras 2 is wanted")


def _layer(entry: dict[str, Any], groups: h5py.Group) -> KerasLayer:
    group = groups[entry["name"]]
    names = [name.decode() for name in group.attrs["weight_names"]]
    weights = {_part(name): np.asarray(group[name]) for name in names}
    inbound = entry["inbound_nodes"]
    sources = tuple(node[0] for node in inbound[0]) if inbound else ()
    return KerasLayer(entry["name"], entry["class_name"], entry["config"], sources, weights)


def _part(weight_name: str) -> str:
    """``layer/kernel:0`` to ``kernel``."""
    return weight_name.rsplit("/", 1)[1].removesuffix(":0")
