"""Tells checkpoint formats apart by content; unwraps what training scripts put around weights."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from import_tools.checkpoint import safetensors, torch_zip
from import_tools.errors import ImportToolsError

_WRAPPER_KEYS = ("state_dict", "model_state_dict")
_PARALLEL_PREFIX = "module."

_HDF5_MAGIC = b"\x89HDF\r\n\x1a\n"
_ZIP_MAGIC = b"PK\x03\x04"
#: Pickle protocol 2, then the integer torch.save wrote first before PyTorch 1.6.
_LEGACY_MAGIC = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"
_TAR_MAGIC_AT = 257


def read_checkpoint(path: Path) -> dict[str, np.ndarray]:
    """Reads the tensors of a ``.pth`` (ZIP format) or ``.safetensors`` file.

    Wrappers (``{"state_dict": ...}``) and the ``module.`` prefix of ``DataParallel`` are removed.
    Floating-point tensors of any width keep their width; bfloat16 comes as float32.
    """
    try:
        with path.open("rb") as file:
            head = file.read(512)
        if head.startswith(_ZIP_MAGIC):
            content = torch_zip.read(path)
        elif _is_safetensors(head):
            content = safetensors.read(path)
        else:
            raise ImportToolsError(_why_not(path, head))
    except OSError as e:
        raise ImportToolsError(f"cannot read the checkpoint {path}: {e.strerror or e}") from e
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as e:  # what zipfile raises
        raise ImportToolsError(
            f"{path} is a damaged or cut-off ZIP file ({e}); copy the checkpoint again"
        ) from e
    return _without_parallel_prefix(_unwrapped(content))


def _is_safetensors(head: bytes) -> bool:
    """Eight bytes of header length, then JSON."""
    return len(head) > 9 and head[8:9] == b"{" and struct.unpack("<Q", head[:8])[0] < 2**30


def _why_not(path: Path, head: bytes) -> str:
    if not head:
        return f"{path} is empty"
    if head.startswith(_LEGACY_MAGIC) or head[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] == b"ustar":
        return (
            f"{path} is in the legacy format of PyTorch before 1.6; load it in PyTorch and save "
            "its state_dict() again"
        )
    if head.startswith(_HDF5_MAGIC):
        return f"{path} is an HDF5 (Keras) file, not a PyTorch checkpoint (.pth or .safetensors)"
    if head[:1] == b"\x80":
        return f"{path} is a plain pickle, which could run code; save a state_dict with torch.save"
    return f"{path} is neither a PyTorch ZIP checkpoint (.pth) nor a .safetensors file"


def _unwrapped(content: object) -> dict[str, np.ndarray]:
    for key in _WRAPPER_KEYS:
        if isinstance(content, Mapping) and isinstance(content.get(key), Mapping):
            content = content[key]
    if not isinstance(content, Mapping) or not content:
        raise ImportToolsError(
            "the checkpoint holds no state_dict; save model.state_dict() or {'state_dict': ...}"
        )
    strangers = [str(key) for key, value in content.items() if not isinstance(value, np.ndarray)]
    if strangers:
        raise ImportToolsError(
            f"the checkpoint's entries {', '.join(sorted(strangers)[:5])} are no tensors; "
            "save model.state_dict() or {'state_dict': ...}"
        )
    return {str(key): value for key, value in content.items()}


def _without_parallel_prefix(tensors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    if not all(name.startswith(_PARALLEL_PREFIX) for name in tensors):
        return tensors
    return {name.removeprefix(_PARALLEL_PREFIX): value for name, value in tensors.items()}
