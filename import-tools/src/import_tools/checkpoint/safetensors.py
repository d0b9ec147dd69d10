"""The safetensors format: a length, a JSON header, raw little-endian arrays.

Source: https://github.com/huggingface/safetensors, section "Format" of its README.
"""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.checkpoint.bfloat16 import to_float32
from import_tools.errors import ImportToolsError

_TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "i1",
    "U8": "u1",
    "BOOL": "?",
}


def read(path: Path) -> dict[str, np.ndarray]:
    """Reads every tensor of a file."""
    content = path.read_bytes()
    header_bytes = struct.unpack("<Q", content[:8])[0]
    try:
        header = json.loads(content[8 : 8 + header_bytes])
    except ValueError as e:
        raise ImportToolsError(f"{path} has a damaged safetensors header: {e}") from e
    body = memoryview(content)[8 + header_bytes :]
    return {
        name: _tensor(name, entry, body) for name, entry in header.items() if name != "__metadata__"
    }


def _tensor(name: str, entry: Any, body: memoryview) -> np.ndarray:
    try:
        kind, shape = entry["dtype"], tuple(int(length) for length in entry["shape"])
        start, end = (int(offset) for offset in entry["data_offsets"])
    except (KeyError, TypeError, ValueError) as e:
        raise ImportToolsError(f"the safetensors entry of {name} is damaged") from e
    if kind not in _TYPES:
        raise ImportToolsError(f"tensor {name} has the type {kind}; {', '.join(_TYPES)} are read")
    dtype = np.dtype(_TYPES[kind])
    if not 0 <= start <= end <= len(body) or end - start != math.prod(shape) * dtype.itemsize:
        raise ImportToolsError(f"the data of tensor {name} is cut off or has the wrong size")
    flat = np.frombuffer(body[start:end], dtype=dtype)
    if kind == "BF16":
        return to_float32(flat).reshape(shape)
    return flat.astype(dtype.newbyteorder("=")).reshape(shape)
