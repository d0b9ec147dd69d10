"""Shows films to a source and gathers what it says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from import_tools.assessment.answers import Answers, check_classes
from import_tools.assessment.journal import Journal
from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm
from import_tools.preprocessing import read_film
from import_tools.progress import Progress
from import_tools.sources.source import Answer, EncodedFilm, Source, UnusableFilmError


@dataclass(frozen=True)
class Collected:
    """Answers, how many films have none, and how many answers each served version gave."""

    answers: Answers
    left_out: int
    versions: dict[str, int]


def collect(
    films: Sequence[LabelledFilm],
    classes: Sequence[str],
    source: Source,
    journal: Journal | None = None,
    *,
    skip_unusable: bool = False,
) -> Collected:
    """Asks for every film that the journal has no answer for; one without is named.

    Such a film is refused (an error), or left out.
    """
    progress = Progress("films", len(films))
    answered: list[tuple[LabelledFilm, Answer]] = []
    for start in range(0, len(films), source.batch):
        batch = films[start : start + source.batch]
        for film, found in _ask(batch, source, journal):
            progress.step()
            if isinstance(found, Answer):
                answered.append((film, found))
            elif skip_unusable:
                progress.note(f"left out: {found}")
            else:
                raise ImportToolsError(
                    f"{found}; repair it, or leave such films out with --unreadable skip"
                ) from found
    progress.done()
    if not answered:
        raise ImportToolsError(f"none of the {len(films)} films got an answer")
    return Collected(_answers(answered, classes), len(films) - len(answered), _versions(answered))


def _ask(
    batch: Sequence[LabelledFilm], source: Source, journal: Journal | None
) -> Iterator[tuple[LabelledFilm, Answer | UnusableFilmError]]:
    """What the journal has, then what the source says of the rest, in the order of the films."""
    known: dict[int, Answer | UnusableFilmError] = {}
    asked: list[tuple[int, EncodedFilm, str]] = []
    for number, film in enumerate(batch):
        try:
            content = read_film(film.path)
        except ImportToolsError as e:
            known[number] = UnusableFilmError(str(e))
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        answer = journal.find(sha256) if journal else None
        if answer is None:
            asked.append((number, EncodedFilm(film.path, content), sha256))
        else:
            known[number] = answer
    found = source.ask([film for _, film, _ in asked]) if asked else []
    for (number, film, sha256), answer in zip(asked, found, strict=True):
        known[number] = answer
        if journal is not None and isinstance(answer, Answer):
            journal.add(sha256, film.path.name, answer)
    return ((film, known[number]) for number, film in enumerate(batch))


def _answers(answered: Sequence[tuple[LabelledFilm, Answer]], classes: Sequence[str]) -> Answers:
    labels = tuple(answered[0][1].probabilities)
    check_classes(classes, labels)
    for film, answer in answered:
        if tuple(answer.probabilities) != labels:
            raise ImportToolsError(
                f"{film.path} was answered with other labels than the films before it: "
                f"{', '.join(answer.probabilities)} instead of {', '.join(labels)}"
            )
    rows = [list(answer.probabilities.values()) for _, answer in answered]
    return Answers(tuple(film for film, _ in answered), labels, np.asarray(rows, dtype=float))


def _versions(answered: Sequence[tuple[LabelledFilm, Answer]]) -> dict[str, int]:
    names = (
        f"{answer.facts['model_name']} {answer.facts['model_version']}"
        for _, answer in answered
        if answer.facts.get("model_name")
    )
    return dict(Counter(names))
