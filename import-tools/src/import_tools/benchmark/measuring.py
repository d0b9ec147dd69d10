"""Times engines in turns, so that whatever else the machine does hits all of them alike."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from import_tools.benchmark.engines import Engine, available
from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.network import reference
from import_tools.network.architecture import Architecture, fit
from import_tools.network.building import build
from import_tools.patterns import uniform_noise
from import_tools.progress import Progress

_ROUNDS = 5
_WARM_UP = 3


@dataclass(frozen=True)
class Plan:
    """What to measure: the side of the square input, batch sizes, threads, runs of each."""

    side: int = 224
    batches: tuple[int, ...] = (1, 4, 8)
    threads: int = 0
    runs: int = 50

    def __post_init__(self) -> None:
        """Refuses what cannot be measured."""
        if min(self.batches) < 1 or self.runs < _ROUNDS or self.side < 32 or self.threads < 0:
            raise ImportToolsError(
                f"batch sizes must be at least 1, runs at least {_ROUNDS}, the side at least 32 "
                "and threads 0 (all cores) or more"
            )


@dataclass(frozen=True)
class Timing:
    """Milliseconds an image of one engine at one batch size."""

    engine: str
    batch: int
    minimum: float
    median: float
    ninetieth_percentile: float


@dataclass
class Result:
    """All timings, and how far each engine's logits are from the float64 reference."""

    machine: dict[str, Any]
    timings: list[Timing] = field(default_factory=list)
    logit_differences: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The result as a JSON object."""
        return {"format": 1, **asdict(self)}

    def to_text(self) -> str:
        """A table, one line an engine and batch size."""
        lines = [f"{'engine':<32} {'batch':>5} {'min':>8} {'median':>8} {'p90':>8}  ms an image"]
        for t in self.timings:
            numbers = f"{t.minimum:>8.2f} {t.median:>8.2f} {t.ninetieth_percentile:>8.2f}"
            lines.append(f"{t.engine:<32} {t.batch:>5} {numbers}")
        for engine, difference in self.logit_differences.items():
            lines.append(f"{engine}: logits within {difference:.1e} of the float64 reference")
        return "\n".join([*lines, *(f"note: {note}" for note in self.notes)])


def measure(checkpoint: Path, architecture: Architecture, plan: Plan) -> Result:
    """Measures every installed engine."""
    fitted = fit(architecture, read_checkpoint(checkpoint))
    threads = plan.threads or _cores()
    engines, notes = available(fitted, plan.side, threads)
    if not engines:
        raise ImportToolsError(f"nothing to measure: {'; '.join(notes)}")
    result = Result(_machine(architecture, threads), notes=notes)
    single = _inputs(1, fitted.channels, plan.side)
    expected = reference.logits(build(fitted), single.transpose(0, 2, 3, 1))
    for engine in engines:
        difference = float(np.abs(engine.infer(single) - expected).max())
        result.logit_differences[engine.name] = difference
    progress = Progress("rounds", len(plan.batches) * _ROUNDS)
    for batch in plan.batches:
        inputs = _inputs(batch, fitted.channels, plan.side)
        result.timings += _in_turns(engines, inputs, plan.runs, progress)
    progress.done()
    return result


def _in_turns(
    engines: Sequence[Engine], inputs: np.ndarray, runs: int, progress: Progress
) -> list[Timing]:
    seconds: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for engine in engines:
        _time(engine, inputs, _WARM_UP)
    for _ in range(_ROUNDS):
        for engine in engines:
            _time(engine, inputs, 1)  # the other engine's threads may still be spinning
            seconds[engine.name] += _time(engine, inputs, runs // _ROUNDS)
        progress.step(f"batch {len(inputs)}")
    return [_timing(name, len(inputs), times) for name, times in seconds.items()]


def _time(engine: Engine, inputs: np.ndarray, runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        engine.infer(inputs)
        times.append(time.perf_counter() - started)
    return times


def _timing(engine: str, batch: int, seconds: list[float]) -> Timing:
    per_image = sorted(1000 * s / batch for s in seconds)
    at_90 = per_image[min(len(per_image) - 1, int(0.9 * len(per_image)))]
    return Timing(
        engine,
        batch,
        minimum=round(per_image[0], 3),
        median=round(statistics.median(per_image), 3),
        ninetieth_percentile=round(at_90, 3),
    )


def _inputs(batch: int, channels: int, side: int) -> np.ndarray:
    values = uniform_noise(batch * channels * side, side, 1) * 4 - 2
    return values.astype(np.float32).reshape(batch, channels, side, side)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _machine(architecture: Architecture, threads: int) -> dict[str, Any]:
    return {
        "architecture": architecture.name,
        "threads": threads,
        "cores": _cores(),
        "processor": platform.machine(),
        "python": platform.python_version(),
    }
