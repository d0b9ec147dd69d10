"""Answers on disk as they come, one line each, so that an interrupted evaluation can go on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from import_tools.errors import ImportToolsError
from import_tools.sources.source import Answer

_FORMAT = 1


class Journal:
    """``answers.jsonl``: what is asked whom, then one line an answer, by the SHA-256 of the film.

    Each line is on its way to the disk before the next film is asked. A last line that was cut off
    is dropped. It alone names films and holds a server's ids: the report does neither.
    """

    def __init__(self, path: Path, about: Mapping[str, Any], *, resume: bool) -> None:
        self._path = path
        self._header = {"format": _FORMAT, "source": dict(about)}
        self._answers: dict[str, Answer] = {}
        if resume and path.exists():
            self._take_up()
        else:
            self._begin()

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, sha256: str) -> Answer | None:
        """The answer for a film, when it has one."""
        return self._answers.get(sha256)

    def add(self, sha256: str, film: str, answer: Answer) -> None:
        """Keeps an answer."""
        self._answers[sha256] = answer
        line = {"sha256": sha256, "film": film, "probabilities": dict(answer.probabilities)}
        self._write({**line, **answer.facts}, "a")

    def _begin(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise ImportToolsError(
                f"cannot make the folder {self._path.parent}: {e.strerror}"
            ) from e
        if self._path.exists():
            raise ImportToolsError(
                f"{self._path} holds the answers of an earlier evaluation; go on with --resume, or "
                "give another --out"
            )
        self._write(self._header, "x")

    def _take_up(self) -> None:
        text = self._read()
        whole, _, cut = text.rpartition("\n")
        if cut:
            self._write_text(whole + "\n", "w")
        lines = whole.split("\n")
        if self._parsed(lines[0]) != self._header:
            raise ImportToolsError(
                f"{self._path} was made with another model, address or temperature; "
                "give another --out"
            )
        for line in lines[1:]:
            content = self._parsed(line)
            try:
                sha256, _, probabilities = (
                    content.pop(name) for name in ("sha256", "film", "probabilities")
                )
            except KeyError as e:
                raise ImportToolsError(f"a line of {self._path} lacks {e}") from e
            self._answers[sha256] = Answer(probabilities, content)

    def _parsed(self, line: str) -> dict[str, Any]:
        try:
            content = json.loads(line)
        except ValueError as e:
            raise ImportToolsError(f"{self._path} has a line that is no JSON: {e}") from e
        if not isinstance(content, dict):
            raise ImportToolsError(f"{self._path} has a line that is no JSON object")
        return content

    def _read(self) -> str:
        try:
            return self._path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as e:
            raise ImportToolsError(f"cannot read {self._path}: {e}") from e

    def _write(self, content: Mapping[str, Any], mode: str) -> None:
        self._write_text(json.dumps(content, ensure_ascii=False) + "\n", mode)

    def _write_text(self, text: str, mode: str) -> None:
        try:
            with self._path.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as e:
            raise ImportToolsError(
                f"cannot write {self._path}: {e.strerror}; is the disk full?"
            ) from e
