"""The pictures of a report, as PNG."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from import_tools.errors import ImportToolsError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DOTS_AN_INCH = 144
_SIZE = (5.2, 4.6)
#: Told apart by those who see few colours (Okabe and Ito 2008).
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_BASELINE = "#888888"
Result = Mapping[str, Any]


def require() -> None:
    """Refuses to go on without matplotlib, before films are shown to anybody."""
    try:
        import matplotlib  # noqa: F401
    except ImportError as e:
        raise ImportToolsError(
            "the report's pictures need matplotlib: pip install -r requirements-train.txt, or "
            "leave them out with --no-html"
        ) from e


def draw_all(result: Result) -> dict[str, bytes]:
    """Every picture that the answers allow, by name, in the order of a report."""
    pictures: dict[str, bytes] = {"confusion": _png(lambda axes: _confusion(axes, result))}
    if result["curves"]:
        pictures["roc"] = _png(lambda axes: _roc(axes, result))
        pictures["precision_recall"] = _png(lambda axes: _precision_recall(axes, result))
    pictures["calibration"] = _png(lambda axes: _calibration(axes, result))
    return pictures


def _png(draw: Callable[[Axes], None]) -> bytes:
    figure = _figure()
    draw(figure.subplots())
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=_DOTS_AN_INCH)
    return buffer.getvalue()


def _figure() -> Figure:
    require()
    from matplotlib.figure import Figure

    return Figure(figsize=_SIZE, layout="constrained")


def _roc(axes: Axes, result: Result) -> None:
    axes.plot([0, 1], [0, 1], color="lightgrey", linewidth=1)
    baseline = result.get("baseline", {}).get("curves", {})
    for colour, (label, curves) in zip(_COLOURS, result["curves"].items(), strict=False):
        area = result["by_label"][label]["auc"]["value"]
        axes.plot(*_columns(curves["roc"]), color=colour, label=f"{label}, AUC {area:.3f}")
        if label in baseline:
            axes.plot(*_columns(baseline[label]["roc"]), color=colour, linewidth=1, linestyle=":")
    _note_baseline(axes, baseline)
    axes.set(xlabel="1 - specificity", ylabel="sensitivity")
    _square(axes, "lower right")


def _precision_recall(axes: Axes, result: Result) -> None:
    baseline = result.get("baseline", {}).get("curves", {})
    for colour, (label, curves) in zip(_COLOURS, result["curves"].items(), strict=False):
        of_all = result["films_by_label"][label] / result["films"]
        axes.plot(
            *_columns(curves["precision_recall"]), color=colour,
            label=f"{label}, {of_all:.0%} of the films",
        )  # fmt: skip
        if label in baseline:
            points = baseline[label]["precision_recall"]
            axes.plot(*_columns(points), color=colour, linewidth=1, linestyle=":")
    _note_baseline(axes, baseline)
    axes.set(xlabel="sensitivity (recall)", ylabel="PPV (precision)")
    _square(axes, "lower left")


def _calibration(axes: Axes, result: Result) -> None:
    bins = result["calibration"]
    confidence = [found["confidence"] for found in bins]
    films = np.asarray([found["films"] for found in bins])
    axes.plot([0, 1], [0, 1], color="lightgrey", linewidth=1, label="as sure as right")
    axes.plot(confidence, [found["accuracy"] for found in bins], color=_COLOURS[0], linewidth=1)
    axes.scatter(
        confidence,
        [found["accuracy"] for found in bins],
        s=12 + 280 * films / films.sum(),
        color=_COLOURS[0],
        label="films of about one confidence (area: how many)",
    )
    error = result["totals"]["expected_calibration_error"]["value"]
    axes.set_title(f"expected calibration error {error:.3f}", fontsize=10)
    axes.set(xlabel="mean probability of the label said", ylabel="share that was right")
    _square(axes, "upper left")


def _confusion(axes: Axes, result: Result) -> None:
    table = np.asarray(result["confusion"])
    shares = table / np.maximum(1, table.sum(axis=1, keepdims=True))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), films in np.ndenumerate(table):
        share = shares[row, column]
        axes.text(
            column, row, f"{films}\n{share:.0%}", ha="center", va="center",
            color="white" if share > 0.5 else "black",
        )  # fmt: skip
    labels = [label.replace(" ", "\n") for label in result["labels"]]
    axes.set_xticks(range(len(labels)), labels, fontsize=9)
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.set(xlabel="said", ylabel="true")


def _note_baseline(axes: Axes, baseline: Mapping[str, Any]) -> None:
    if baseline:
        axes.plot(
            [], [], color=_BASELINE, linewidth=1, linestyle=":", label="thumbnails (baseline)"
        )


def _square(axes: Axes, corner: str) -> None:
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
    axes.grid(alpha=0.25)
    axes.legend(loc=corner, fontsize=8, framealpha=0.9)


def _columns(points: list[list[float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]
