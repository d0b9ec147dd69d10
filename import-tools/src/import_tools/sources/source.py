"""What every source of answers is: films in, calibrated probabilities out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from import_tools.errors import ImportToolsError


class UnusableFilmError(ImportToolsError):
    """One film gets no answer, whoever asks again; others may."""


@dataclass(frozen=True)
class EncodedFilm:
    """A film's file; the path is for messages only."""

    path: Path
    content: bytes


@dataclass(frozen=True)
class Answer:
    """Probabilities by label, in the model's order.

    ``facts`` says what else is known of this one answer: a server's id, the model's version.
    """

    probabilities: Mapping[str, float]
    facts: Mapping[str, Any] = field(default_factory=dict)


class Source(Protocol):
    """Answers for films, ``batch`` at a time.

    ``about`` says what it is, as JSON: answers of sources that differ in it are not mixed.
    """

    about: Mapping[str, Any]
    batch: int

    def ask(self, films: Sequence[EncodedFilm]) -> list[Answer | UnusableFilmError]:
        """One answer a film, or why there is none."""
        ...
