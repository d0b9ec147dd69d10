"""The report as one HTML file: tables, pictures inside it, nothing fetched from anywhere."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from import_tools.assessment.result import FEW_FILMS

Result = Mapping[str, Any]

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 68rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.6rem; margin-bottom: .2rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem; border-bottom: 1px solid #ccc; }
p.lead { color: #555; margin-top: 0; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .75rem; text-align: right; border-bottom: 1px solid #e3e3e3;
  white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
thead th { border-bottom: 2px solid #888; font-weight: 600; vertical-align: bottom; }
td { vertical-align: top; }
td span { display: block; color: #6a6a6a; font-size: .82em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 0; } figcaption { color: #555; font-size: .9em; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr));
  gap: 1.2rem; }
img { width: 100%; height: auto; }
.note { background: #fff6e0; border-left: 4px solid #d99b00; padding: .5rem .9rem; }
@media print { body { margin: 0; max-width: none; } figure, table { break-inside: avoid; } }
"""

_NAMES = {
    "accuracy": "all labels right",
    "normal_or_ill_accuracy": "normal or not right",
    "sensitivity": "sensitivity",
    "specificity": "specificity",
    "auc": "AUC",
    "expected_calibration_error": "ECE",
    "ppv": "PPV",
    "npv": "NPV",
}

_CAPTIONS = {
    "confusion": "Films by true label (rows) and label said (columns).",
    "roc": "ROC curve of each label against all others. Dotted: the thumbnails.",
    "precision_recall": "Precision and recall of each label. Dotted: the thumbnails.",
    "calibration": "How often the label said was right, by how sure the model was.",
}


def to_html(report: Result, pictures: Mapping[str, bytes]) -> str:
    """The page."""
    result = report["result"]
    sections = [
        _header(report),
        _notes(report),
        _totals(result),
        _labels(result),
        _operating_points(result),
        _pictures(pictures, with_baseline="baseline" in result),
        *(_group(column, values) for column, values in result["groups"].items()),
        _method(report),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report['title'])}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(section for section in sections if section)
        + "\n</body></html>\n"
    )


def _header(report: Result) -> str:
    result = report["result"]
    lead = (
        f"{result['films']} films of {result['patients']} patients. "
        "Research use only: this is no proof that the model is fit for patients."
    )
    return f'<h1>{escape(report["title"])}</h1><p class="lead">{escape(lead)}</p>'


def _notes(report: Result) -> str:
    return "".join(f'<p class="note">{escape(note)}</p>' for note in report["notes"])


def _totals(result: Result) -> str:
    names = list(result["totals"])
    rows = [["model", *_cells(result["totals"], names)]]
    if "baseline" in result:
        rows.append(["thumbnails (baseline)", *_cells(result["baseline"]["totals"], names)])
        rows.append(["model minus thumbnails", *_cells(result["baseline"]["ahead_of_it"], names)])
    normal = escape(result["labels"][0])
    return (
        f"<h2>All films</h2>{_table(['', *map(_name, names)], rows)}"
        f"<p>A film counts as normal when <em>{normal}</em> is its most probable label, and as ill "
        "otherwise: sensitivity is the share of ill films called ill, specificity the share of "
        f"normal ones called normal; AUC ranks films by the probability of not being {normal}. "
        f"So many films would show an ECE of {_cell(result['honest_calibration_error'])} even if "
        "every probability meant exactly what it says.</p>"
    )


def _labels(result: Result) -> str:
    names = list(next(iter(result["by_label"].values())))
    rows = [
        [escape(label), str(result["films_by_label"][label]), *_cells(found, names)]
        for label, found in result["by_label"].items()
    ]
    between = [
        [escape(pair), *_cells({"auc": found}, ["auc"])]
        for pair, found in result["auc_between"].items()
    ]
    pairs = _table(["films of these two labels alone", "AUC"], between) if between else ""
    head = ["label against all others", "films", *map(_name, names)]
    return f"<h2>Label by label</h2>{_table(head, rows)}{pairs}"


def _operating_points(result: Result) -> str:
    points = result.get("operating_points", {})
    rows = [
        [escape(name), escape(label), f"{found['threshold']:g}", *_cells(found, _DECISIONS)]
        for name, labels in points.items()
        for label, found in labels.items()
    ]
    if not rows:
        return ""
    head = ["operating point", "label", "threshold", *map(_name, _DECISIONS)]
    return (
        f"<h2>Operating points</h2>{_table(head, rows)}"
        "<p>A label is said when its probability reaches the threshold, whatever the others are. "
        "The thresholds were chosen on other films.</p>"
    )


_DECISIONS = ["sensitivity", "specificity", "ppv", "npv"]


def _pictures(pictures: Mapping[str, bytes], *, with_baseline: bool) -> str:
    figures = []
    for name, png in pictures.items():
        caption = _CAPTIONS[name]
        if not with_baseline:
            caption = caption.replace(" Dotted: the thumbnails.", "")
        data = base64.b64encode(png).decode("ascii")
        figures.append(
            f'<figure><img alt="{escape(caption)}" src="data:image/png;base64,{data}">'
            f"<figcaption>{escape(caption)}</figcaption></figure>"
        )
    if not figures:
        return ""
    return f'<h2>Pictures</h2><div class="pictures">{"".join(figures)}</div>'


def _group(column: str, values: Mapping[str, Result]) -> str:
    names = list(next(iter(values.values()))["totals"])
    rows = [
        [escape(value), _films(found["films"]), *_cells(found["totals"], names)]
        for value, found in values.items()
    ]
    few = any(found["films"] < FEW_FILMS for found in values.values())
    note = f"<p>* fewer than {FEW_FILMS} films: read nothing into it.</p>" if few else ""
    return f"<h2>By {escape(column)}</h2>{_table(['', 'films', *map(_name, names)], rows)}{note}"


def _films(count: int) -> str:
    return f"{count}{' *' if count < FEW_FILMS else ''}"


def _method(report: Result) -> str:
    intervals = report["result"]["intervals"]
    facts = {
        **{f"model: {name}": value for name, value in report["source"].items()},
        **{f"data: {name}": value for name, value in report["data"].items()},
        "labels of the data's classes": ", ".join(
            f"{name} is {label}"
            for name, label in zip(report["classes"], report["result"]["labels"], strict=True)
        ),
        "intervals": f"middle {intervals['confidence']:.0%} of {intervals['draws']} draws of "
        f"{intervals['by']}s with replacement, seed {intervals['seed']}. One that ends where it "
        "begins only says that no draw had another value",
        "made by": report["made_by"],
    }
    rows = "".join(f"<dt>{escape(k)}</dt><dd>{escape(_text(v))}</dd>" for k, v in facts.items())
    return f"<h2>How it was measured</h2><dl>{rows}</dl>"


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {found}" for name, found in value.items())
    return str(value)


def _cells(found: Result, names: Iterable[str]) -> list[str]:
    return [_cell(found[name]) for name in names]


def _cell(interval: Mapping[str, float | None]) -> str:
    value, low, high = interval["value"], interval["low"], interval["high"]
    if value is None:
        return "&ndash;"
    if low is None or high is None:
        return f"{value:.3f}"
    return f"{value:.3f}<span>{low:.3f} to {high:.3f}</span>"


def _name(measure: str) -> str:
    return _NAMES[measure]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells are HTML already."""
    titles = "".join(f"<th>{title}</th>" for title in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="wide"><table><thead><tr>{titles}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
