"""A whole evaluation: films and a source in, a report out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from import_tools import __version__
from import_tools.assessment import html, pictures
from import_tools.assessment.answers import Answers
from import_tools.assessment.collecting import Collected, collect
from import_tools.assessment.journal import Journal
from import_tools.assessment.result import Baseline, Plan, assess
from import_tools.assessment.thumbnails import thumbnail_probabilities
from import_tools.errors import ImportToolsError
from import_tools.files import write_bytes, write_json
from import_tools.films.labelled import LabelledFilm
from import_tools.sources.source import Source

REPORT_JSON, REPORT_HTML, JOURNAL = "report.json", "report.html", "answers.jsonl"


@dataclass(frozen=True)
class Evaluation:
    """What to ask whom, what to measure, and where to write it.

    ``data`` says what the films are, for the reader. The baseline learns from ``baseline_films``;
    without any there is none.
    """

    films: Sequence[LabelledFilm]
    classes: tuple[str, ...]
    source: Source
    out: Path
    title: str
    data: Mapping[str, Any]
    plan: Plan = field(default_factory=Plan)
    baseline_films: Sequence[LabelledFilm] = ()
    skip_unreadable: bool = False
    resume: bool = False
    with_html: bool = True


def evaluate(evaluation: Evaluation) -> dict[str, Any]:
    """Asks, measures, writes ``report.json`` and ``report.html``; returns the former."""
    if evaluation.with_html:
        pictures.require()
    journal = Journal(evaluation.out / JOURNAL, evaluation.source.about, resume=evaluation.resume)
    collected = collect(
        evaluation.films,
        evaluation.classes,
        evaluation.source,
        journal,
        skip_unusable=evaluation.skip_unreadable,
    )
    result = assess(collected.answers, evaluation.plan, _baseline(evaluation, collected.answers))
    report = _report(evaluation, collected, result)
    write_json(evaluation.out / REPORT_JSON, report)
    if evaluation.with_html:
        page = html.to_html(report, pictures.draw_all(result))
        write_bytes(evaluation.out / REPORT_HTML, page.encode("utf-8"))
    return report


def _baseline(evaluation: Evaluation, answers: Answers) -> Baseline | None:
    learned = evaluation.baseline_films
    if not learned:
        return None
    seen = {film.patient for film in answers.films} & {film.patient for film in learned}
    if seen:
        raise ImportToolsError(
            f"{len(seen)} patients are among the films that the baseline learns from, too: "
            f"{', '.join(sorted(seen)[:5])}"
        )
    probabilities = thumbnail_probabilities(
        learned, answers.films, len(answers.labels), skip_unreadable=evaluation.skip_unreadable
    )
    return Baseline(probabilities, len(learned))


def _report(evaluation: Evaluation, collected: Collected, result: dict[str, Any]) -> dict[str, Any]:
    source = dict(evaluation.source.about)
    if collected.versions:
        source["answered_by"] = collected.versions
    return {
        "format": 1,
        "title": evaluation.title,
        "made_by": f"import-tools {__version__} evaluate",
        "source": source,
        "data": {**evaluation.data, "left_out": collected.left_out},
        "classes": list(evaluation.classes),
        "notes": _notes(evaluation, collected, result),
        "result": result,
    }


def _notes(evaluation: Evaluation, collected: Collected, result: dict[str, Any]) -> list[str]:
    """What a reader must know before the numbers."""
    notes = []
    if collected.left_out:
        notes.append(f"{collected.left_out} films got no answer and are not counted.")
    if len(collected.versions) > 1:
        notes.append("Several versions answered; the numbers are those of their mixture.")
    if not collected.versions and evaluation.source.about.get("kind") == "server":
        notes.append("The server did not say which version answered.")
    missing = [label for label, films in result["films_by_label"].items() if films == 0]
    if missing:
        notes.append(f"No film is labelled {', '.join(missing)}.")
    if "baseline" not in result:
        notes.append("Without training films there is no baseline to compare with.")
    if result["patients"] == result["films"]:
        notes.append(
            "Every film counts as a patient of its own; if some are of the same patient, the "
            "intervals are too narrow."
        )
    return notes
