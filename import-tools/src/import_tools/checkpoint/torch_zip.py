"""The ZIP format of ``torch.save`` since PyTorch 1.6, read without PyTorch.

The archive holds ``<root>/data.pkl``, a pickle of the object in which every tensor refers to a
storage by number, and ``<root>/data/<number>``, the raw bytes of that storage. The unpickler knows
the few names a ``state_dict`` needs and refuses every other one, so nothing in a file can run.
"""

from __future__ import annotations

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.checkpoint.bfloat16 import to_float32
from import_tools.errors import ImportToolsError

_BFLOAT16 = "bfloat16"

#: ``torch`` storage class to NumPy type; all are stored in the byte order of the archive.
_STORAGE_TYPES = {
    "FloatStorage": "f4",
    "DoubleStorage": "f8",
    "HalfStorage": "f2",
    "BFloat16Storage": _BFLOAT16,
    "LongStorage": "i8",
    "IntStorage": "i4",
    "ShortStorage": "i2",
    "CharStorage": "i1",
    "ByteStorage": "u1",
    "BoolStorage": "?",
}

_MAX_PICKLE_BYTES = 64 * 2**20


def read(path: Path) -> object:
    """Returns the saved object with NumPy arrays in place of tensors."""
    with zipfile.ZipFile(path) as archive:
        root = _root(path, archive.namelist())
        pickled = archive.getinfo(f"{root}data.pkl")
        if pickled.file_size > _MAX_PICKLE_BYTES:
            raise ImportToolsError(f"{path} has an object table of {pickled.file_size} bytes")
        storages = _Storages(archive, root)
        with archive.open(pickled) as file:
            return _AllowListedUnpickler(file, storages).load_checked()


def _root(path: Path, names: Sequence[str]) -> str:
    if "config.json" in names and "metadata.json" in names:
        raise ImportToolsError(
            f"{path} is a Keras 3 file (.keras), not a PyTorch checkpoint (.pth or .safetensors)"
        )
    roots = [name.removesuffix("data.pkl") for name in names if name.endswith("/data.pkl")]
    if len(roots) != 1:
        raise ImportToolsError(f"{path} is a ZIP file but no PyTorch checkpoint (no data.pkl)")
    if any(name.startswith(f"{roots[0]}code/") for name in names):
        raise ImportToolsError(
            f"{path} is a TorchScript program; save the state_dict() of the model instead"
        )
    return roots[0]


class _Storages:
    """The raw arrays of an archive, each read once."""

    def __init__(self, archive: zipfile.ZipFile, root: str) -> None:
        self._archive = archive
        self._root = root
        self._byte_order = self._read_byte_order()
        self._read: dict[str, np.ndarray] = {}

    def get(self, type_name: str, key: str, count: int) -> np.ndarray:
        """One storage as a flat array of ``count`` numbers."""
        if key not in self._read:
            self._read[key] = self._load(type_name, key, count)
        return self._read[key]

    def _load(self, type_name: str, key: str, count: int) -> np.ndarray:
        stored = "u2" if type_name == _BFLOAT16 else type_name
        dtype = np.dtype(self._byte_order + stored)
        try:
            entry = self._archive.getinfo(f"{self._root}data/{key}")
        except KeyError as e:
            raise ImportToolsError(f"the checkpoint lacks its storage {key}; copy it again") from e
        # torch.save never compresses; a compressed entry could unpack to any size.
        if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != count * dtype.itemsize:
            raise ImportToolsError(
                f"storage {key} of the checkpoint is compressed or has {entry.file_size} bytes "
                f"instead of {count * dtype.itemsize}; save the checkpoint again with torch.save"
            )
        flat = np.frombuffer(self._archive.read(entry), dtype=dtype)
        return to_float32(flat) if type_name == _BFLOAT16 else flat.astype(dtype.newbyteorder("="))

    def _read_byte_order(self) -> str:
        try:
            name = self._archive.read(f"{self._root}byteorder")
        except KeyError:
            return "<"  # before PyTorch 2.1: not recorded, little-endian on every common machine
        return ">" if name.strip() == b"big" else "<"


class _StorageType:
    """Stands for ``torch.FloatStorage`` and its like."""

    def __init__(self, numpy_type: str) -> None:
        self.numpy_type = numpy_type


class _AllowListedUnpickler(pickle.Unpickler):
    """Knows ordered dictionaries, tensors, parameters and storages; refuses everything else."""

    def __init__(self, file: Any, storages: _Storages) -> None:
        super().__init__(file)
        self._storages = storages

    def load_checked(self) -> object:
        """Unpickles; whatever a damaged file provokes becomes one clear error."""
        try:
            return self.load()
        except ImportToolsError:
            raise
        except Exception as e:  # a broken pickle can raise nearly any type
            raise ImportToolsError(f"the checkpoint's object table is damaged: {e}") from e

    def find_class(self, module: str, name: str) -> object:
        """The only way for a pickle to reach code."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return _rebuild_parameter
        if module == "torch" and name in _STORAGE_TYPES:
            return _StorageType(_STORAGE_TYPES[name])
        raise ImportToolsError(
            f"the checkpoint's pickle asks for {module}.{name}, which could run code and is "
            "refused; save only model.state_dict()"
        )

    def persistent_load(self, pid: Any) -> np.ndarray:
        """Storages: ``("storage", type, key, device, number of elements)``."""
        kind, storage_type, key, _device, count = pid
        if kind != "storage" or not isinstance(storage_type, _StorageType):
            raise ImportToolsError("the checkpoint's pickle refers to something that is no storage")
        return self._storages.get(storage_type.numpy_type, str(key), int(count))


def _rebuild_tensor(
    storage: np.ndarray, offset: int, size: Sequence[int], stride: Sequence[int], *_unused: object
) -> np.ndarray:
    """``torch._utils._rebuild_tensor_v2``: a strided view of a flat storage, copied.

    The bounds are checked: ``as_strided`` itself would read foreign memory.
    """
    if len(size) != len(stride) or min([offset, *size, *stride]) < 0:
        raise ImportToolsError("a tensor of the checkpoint has an impossible shape")
    if 0 in size:
        return np.zeros(tuple(size), dtype=storage.dtype)
    last = offset + sum((length - 1) * step for length, step in zip(size, stride, strict=True))
    if last >= storage.size:
        raise ImportToolsError("a tensor of the checkpoint reaches beyond its storage")
    steps = [step * storage.itemsize for step in stride]
    return np.lib.stride_tricks.as_strided(storage[offset:], tuple(size), steps).copy()


def _rebuild_parameter(data: np.ndarray, *_unused: object) -> np.ndarray:
    """``torch._utils._rebuild_parameter``: a parameter is its tensor."""
    return data
