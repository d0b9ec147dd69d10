"""The curves of a training as a PNG."""

from __future__ import annotations

import io

from import_tools.errors import ImportToolsError
from import_tools.training.history import History

_DOTS_AN_INCH = 120


def draw_curves(history: History) -> bytes:
    """Training loss, every validation measure, and the learning rate with the input size."""
    try:
        from matplotlib.figure import Figure
    except ImportError as e:
        raise ImportToolsError("the curves need matplotlib: install the extra [torch]") from e
    epochs = history.epochs
    numbers = [epoch.number for epoch in epochs]
    figure = Figure(figsize=(9, 8), layout="constrained")
    loss, measures, rate = figure.subplots(3, 1, sharex=True, height_ratios=(2, 3, 1))
    loss.plot(numbers, [epoch.training_loss for epoch in epochs], color="tab:grey")
    loss.set_ylabel("training loss")
    for name in epochs[-1].validation if epochs else ():
        values = [epoch.validation[name] for epoch in epochs]
        axes = loss.twinx() if name == "log-loss" else measures
        axes.plot(numbers, values, label=name, color="tab:red" if axes is not measures else None)
        if axes is not measures:
            axes.set_ylabel("validation log likelihood", color="tab:red")
    measures.set_ylabel("validation")
    measures.legend(loc="lower right")
    measures.grid(alpha=0.3)
    best = history.best()
    if best is not None:
        measures.axvline(best.number, color="black", linewidth=0.8, linestyle=":")
        measures.set_title(
            f"best epoch {best.number}: {history.metric} {best.validation[history.metric]:.4f}"
        )
    rate.plot(numbers, [epoch.learning_rate for epoch in epochs], color="tab:green")
    rate.set_ylabel("learning rate", color="tab:green")
    sizes = rate.twinx()
    sizes.step(numbers, [epoch.size for epoch in epochs], where="mid", color="tab:purple")
    sizes.set_ylabel("pixels", color="tab:purple")
    rate.set_xlabel("epoch")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=_DOTS_AN_INCH)
    return buffer.getvalue()
