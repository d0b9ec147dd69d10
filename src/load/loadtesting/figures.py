"""What was measured, in numbers: answers, percentiles, summaries."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

CREATED = 201
REFUSED = 503
TOO_LATE = 504
CONNECTION_FAILED = 0
UNANSWERED = -1
NAMES = {CONNECTION_FAILED: "connection failed", UNANSWERED: "no answer"}
"""Of what is no status of HTTP."""


class Answer(NamedTuple):
    """One request that ended or was given up.

    Times are seconds on the monotonic clock, common to all processes.
    """

    planned: float
    """When it should have been sent; latency counts from here."""
    ended: float
    status: int
    """Of HTTP, `CONNECTION_FAILED` or `UNANSWERED`."""
    code: str
    """The problem document's code; empty where there is none."""

    @property
    def latency_ms(self) -> float:
        """From the planned moment to the last byte of the answer."""
        return (self.ended - self.planned) * 1000

    @property
    def kind(self) -> str:
        """What reports count it as."""
        return NAMES.get(self.status, f"{self.status} {self.code}".strip())


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that `share` of the ascending list do not exceed (nearest rank)."""
    if not ordered:
        raise ValueError("no values")
    rank = -int(-share * len(ordered) // 1)  # rounded up
    return ordered[max(rank, 1) - 1]


def latencies(values: Iterable[float]) -> dict:
    """p50, p95, p99 and maximum in milliseconds; None where nothing was measured."""
    ordered = sorted(values)
    names = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99, "max_ms": 1.0}
    return {
        name: round(percentile(ordered, share), 1) if ordered else None
        for name, share in names.items()
    }


def summary(answers: Sequence[Answer], seconds: float, until: float = math.inf) -> dict:
    """Rate and latencies of the films that were answered, and how everything ended.

    The rate counts what was answered by `until`, the end of these seconds. The latencies are of
    all films, however late; one that was given up counts with the time that it had waited.
    """
    in_time = sum(answer.status == CREATED and answer.ended <= until for answer in answers)
    waited = [answer.latency_ms for answer in answers if answer.status in (CREATED, UNANSWERED)]
    return {
        "requests": len(answers),
        "answered_per_second": round(in_time / seconds, 2),
        "answers": dict(Counter(answer.kind for answer in answers).most_common()),
        **latencies(waited),
    }


def latencies_of(answers: Iterable[Answer], status: int) -> dict:
    """The latencies of the answers with this status."""
    return latencies(answer.latency_ms for answer in answers if answer.status == status)


def health_summary(answers: Sequence[Answer]) -> dict:
    """Latencies of all health answers, and how many were not 200."""
    return {
        "requests": len(answers),
        "not_200": sum(answer.status != 200 for answer in answers),
        **latencies(answer.latency_ms for answer in answers),
    }


def trend(samples: Sequence[float]) -> dict:
    """First, largest, and the means of the second and the last quarter: a flat line or not."""
    quarter = max(1, len(samples) // 4)
    second = samples[quarter : 2 * quarter] or samples
    return {
        "first": samples[0],
        "max": max(samples),
        "mean_second_quarter": round(sum(second) / len(second), 1),
        "mean_last_quarter": round(sum(samples[-quarter:]) / quarter, 1),
    }
