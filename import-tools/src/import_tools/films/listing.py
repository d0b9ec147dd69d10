"""Finds labelled films: one folder a class, or rows of a CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import SPLITS, LabelledFilm

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"})
_SHOWN = 5


@dataclass(frozen=True)
class CsvColumns:
    """The names of a CSV file's columns; ``patient`` and ``split`` may be missing (empty)."""

    path: str = "path"
    label: str = "label"
    patient: str = "patient"
    split: str = ""
    groups: tuple[str, ...] = ()

    def required(self) -> list[str]:
        """Columns the file must have."""
        named = [self.path, self.label, self.patient, self.split, *self.groups]
        return [name for name in named if name]


def list_folders(
    root: Path, classes: Sequence[str], patient_pattern: str | None = None
) -> list[LabelledFilm]:
    """Films of ``root/SPLIT/CLASS/*``, or of ``root/CLASS/*`` with no split decided.

    ``patient_pattern`` is a regular expression; its first group, or the whole match, in a film's
    name is its patient. Without one, every film is a patient of its own.
    """
    if not root.is_dir():
        raise ImportToolsError(f"{root} is no folder of films")
    pattern = _compiled(patient_pattern)
    splits = [split for split in SPLITS if (root / split).is_dir()] or [""]
    films = [
        LabelledFilm(path, number, _patient(path, pattern), split)
        for split in splits
        for number, name in enumerate(classes)
        for path in _films_below(root / split, name, classes)
    ]
    if not films:
        raise ImportToolsError(
            f"no films in {root}; expected one folder a class: {', '.join(classes)}"
        )
    return films


def list_csv(
    file: Path,
    classes: Sequence[str],
    columns: CsvColumns,
    *,
    root: Path | None = None,
    only: str = "",
    skip_unknown_labels: bool = False,
) -> list[LabelledFilm]:
    """Films named by the rows of a CSV file; paths count from ``root``, by default its folder.

    ``only`` takes the rows whose path begins with it. Rows of a split that is none of ``SPLITS``
    are left out. A label that is no class is an error, or such rows are left out.
    """
    base = file.parent if root is None else root
    films: list[LabelledFilm] = []
    unknown: list[str] = []
    for line, row in _rows(file, columns):
        path, label = row[columns.path], row[columns.label]
        split = row[columns.split] if columns.split else ""
        if not path.startswith(only) or (columns.split and split not in SPLITS):
            continue
        if label not in classes:
            unknown.append(f"{label!r} in line {line}")
            continue
        patient = row[columns.patient] if columns.patient else path
        if not patient:
            raise ImportToolsError(f"{file}, line {line}: the patient is empty")
        groups = {name: row[name] for name in columns.groups}
        films.append(LabelledFilm(base / path, classes.index(label), patient, split, groups))
    if unknown and not skip_unknown_labels:
        raise ImportToolsError(
            f"{file} has labels that are no class ({', '.join(classes)}): {_some(unknown)}; "
            "name them as classes, or leave such films out with --unknown-label skip"
        )
    if not films:
        raise ImportToolsError(f"{file} names no film of the classes {', '.join(classes)}")
    return films


def _rows(file: Path, columns: CsvColumns) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            reader = csv.DictReader(opened)
            missing = sorted(set(columns.required()) - set(reader.fieldnames or ()))
            if missing:
                raise ImportToolsError(
                    f"{file} lacks the columns {', '.join(missing)}; "
                    f"it has {', '.join(reader.fieldnames or ())}"
                )
            return [(reader.line_num, {k: v or "" for k, v in row.items() if k}) for row in reader]
    except OSError as e:
        raise ImportToolsError(f"cannot read {file}: {e.strerror}") from e
    except (UnicodeDecodeError, csv.Error) as e:
        raise ImportToolsError(f"{file} is no CSV file in UTF-8: {e}") from e


def _films_below(folder: Path, name: str, classes: Sequence[str]) -> list[Path]:
    if not folder.is_dir():
        return []
    strangers = sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name not in classes)
    if strangers:
        raise ImportToolsError(
            f"{folder} has folders that are no class ({', '.join(classes)}): {_some(strangers)}"
        )
    return sorted(p for p in (folder / name).glob("*") if p.suffix.lower() in SUFFIXES)


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    try:
        return None if pattern is None else re.compile(pattern)
    except re.error as e:
        raise ImportToolsError(f"the patient pattern {pattern!r} is no regular expression") from e


def _patient(path: Path, pattern: re.Pattern[str] | None) -> str:
    if pattern is None:
        return str(path)
    found = pattern.search(path.name)
    if found is None:
        raise ImportToolsError(f"{path}: the patient pattern {pattern.pattern!r} matches nothing")
    return found.group(1 if pattern.groups else 0)


def _some(items: list[str]) -> str:
    shown = ", ".join(items[:_SHOWN])
    return shown if len(items) <= _SHOWN else f"{shown} and {len(items) - _SHOWN} more"
