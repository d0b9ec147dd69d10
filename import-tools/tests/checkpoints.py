"""Checkpoint files made without PyTorch: bytes as torch.save and safetensors write them."""

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from import_tools.network.architecture import ARCHITECTURES, Hidden

STORAGES = {
    "float32": "FloatStorage",
    "float64": "DoubleStorage",
    "float16": "HalfStorage",
    "int64": "LongStorage",
}


def random_tensors(
    name: str,
    *,
    channels: int = 3,
    classes: int = 3,
    head: str = "fc",
    hidden: Hidden | None = None,
    seed: int = 0,
) -> dict[str, np.ndarray]:
    """Weights of a sane scale (He et al. 2015, "Delving Deep"), batch counters included."""
    random = np.random.default_rng(seed)
    tensors: dict[str, np.ndarray] = {}
    for key, shape in ARCHITECTURES[name].tensor_shapes(channels, classes, head, hidden).items():
        if key.endswith("running_var"):
            value = random.uniform(0.5, 1.5, shape)
            tensors[key.replace("running_var", "num_batches_tracked")] = np.array(7)
        elif len(shape) > 1:
            value = random.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))
        elif key.endswith("weight"):
            value = random.uniform(0.2, 0.5, shape)
        else:
            value = random.standard_normal(shape) * 0.1
        tensors[key] = value.astype(np.float32)
    return tensors


def write_pth(path: Path, tensors: dict[str, np.ndarray], **options: object) -> Path:
    """Writes the ZIP format of torch.save; ``wrap`` nests the state_dict under a key."""
    return write_zip(path, pickled_state_dict(tensors, options.get("wrap")), tensors.values())


def write_zip(path: Path, pickled: bytes, storages=(), compression=zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("archive/data.pkl", pickled)
        for number, array in enumerate(storages):
            archive.writestr(f"archive/data/{number}", array.tobytes())
        archive.writestr("archive/version", "3\n")
    return path


def pickled_state_dict(tensors: dict[str, np.ndarray], wrap: str | None = None) -> bytes:
    items = b"".join(
        _text(name) + pickled_tensor(number, array)
        for number, (name, array) in enumerate(tensors.items())
    )
    state_dict = b"ccollections\nOrderedDict\n)R(" + items + b"u"
    body = b"}(" + _text(wrap) + state_dict + b"u" if wrap else state_dict
    return b"\x80\x02" + body + b"."


def pickled_tensor(
    number: int,
    array: np.ndarray,
    *,
    storage: str | None = None,
    offset: int = 0,
    size: tuple[int, ...] | None = None,
    stride: tuple[int, ...] | None = None,
) -> bytes:
    """``torch._utils._rebuild_tensor_v2(storage, offset, size, stride, False, OrderedDict())``."""
    size = array.shape if size is None else size
    if stride is None:
        stride = tuple(int(np.prod(size[axis + 1 :])) for axis in range(len(size)))
    kind = storage or STORAGES[str(array.dtype)]
    reference = (
        b"(" + _text("storage") + b"ctorch\n" + kind.encode() + b"\n" + _text(str(number))
        + _text("cpu") + _integer(array.size) + b"tQ"
    )  # fmt: skip
    return (
        b"ctorch._utils\n_rebuild_tensor_v2\n(" + reference + _integer(offset)
        + _tuple(size) + _tuple(stride) + b"\x89ccollections\nOrderedDict\n)RtR"
    )  # fmt: skip


def write_safetensors(
    path: Path, entries: dict[str, tuple[str, list[int], bytes]], edit: Callable | None = None
) -> Path:
    """Entries are type, shape, data; ``edit`` may spoil the header before it is written."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, (kind, shape, data) in entries.items():
        offsets = [len(body), len(body) + len(data)]
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": offsets}
        body += data
    if edit is not None:
        edit(header)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)
    return path


def _text(value: str) -> bytes:
    encoded = value.encode()
    return b"X" + struct.pack("<I", len(encoded)) + encoded


def _integer(value: int) -> bytes:
    return b"J" + struct.pack("<i", value)


def _tuple(values: tuple[int, ...]) -> bytes:
    return b"(" + b"".join(_integer(value) for value in values) + b"t"
