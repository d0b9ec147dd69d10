"""Reading and writing whole files, with errors that say what to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from import_tools.errors import ImportToolsError


def read_json(path: Path) -> dict[str, Any]:
    """Reads the JSON object of a file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise ImportToolsError(f"cannot read {path}: {e.strerror}") from e
    except ValueError as e:
        raise ImportToolsError(f"{path} is no JSON: {e}") from e
    if not isinstance(content, dict):
        raise ImportToolsError(f"{path} must hold a JSON object")
    return content


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Writes a JSON object, replacing the file only when all of it is on disk."""
    write_bytes(path, json_bytes(content))


def json_bytes(content: dict[str, Any]) -> bytes:
    """A JSON object as this tool's files hold it."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode("utf-8")


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file, replacing it only when all of it is on disk."""
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Writes files that belong together, replacing them only when all of them are on disk."""
    partials = {path: path.with_name(path.name + ".partial") for path in contents}
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            partials[path].write_bytes(content)
        for path, partial in partials.items():
            partial.replace(path)
    except OSError as e:
        for partial in partials.values():
            partial.unlink(missing_ok=True)
        raise ImportToolsError(f"cannot write {path}: {e.strerror}; is the disk full?") from e


def file_facts(path: Path) -> dict[str, Any]:
    """What ``model.json`` says of a file."""
    return {"sha256": sha256(path), "bytes": path.stat().st_size}


def file_facts_of(content: bytes) -> dict[str, Any]:
    """The same of a file that is yet to be written."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()
