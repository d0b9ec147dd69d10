"""What is run against a server, and which figures each run gives."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from loadtesting import observing
from loadtesting.figures import (
    CREATED,
    REFUSED,
    TOO_LATE,
    Answer,
    health_summary,
    latencies_of,
    summary,
    trend,
)
from loadtesting.http import PatientClient, predict_request
from loadtesting.loops import Loop, every
from loadtesting.observing import MemorySample, watching
from loadtesting.serving import Target

MOST_CONNECTIONS = 1500
RIGHT_WHEN_OVERLOADED = (CREATED, REFUSED, TOO_LATE)
NORMAL_IN_A_ROW = 3
RECOVERY_LIMIT_S = 60.0
READY_INTERVAL_S = 0.1


class Work(NamedTuple):
    """Films of one kind, and the name of that kind in reports."""

    name: str
    films: Sequence[bytes]


class Bench:
    """Runs scenarios against one server."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def warm_up(self, work: Work, seconds: float) -> None:
        """Lets the JVM compile what the scenarios use."""
        self._closed(work, 4, seconds)

    def closed(self, work: Work, clients: int, seconds: float) -> dict:
        """A closed loop; health is asked meanwhile."""
        with watching(*self._health_live()) as health:
            answers, took = self._closed(work, clients, seconds)
        return {**summary(answers, took), "health": health_summary(health)}

    def _closed(self, work: Work, clients: int, seconds: float) -> tuple[list[Answer], float]:
        started = time.monotonic()
        answers = self._loop(work).closed(clients, lambda: time.monotonic() - started < seconds)
        return answers, time.monotonic() - started

    def open(self, work: Work, rate: float, seconds: float) -> dict:
        """Films arrive at `rate` a second; latency counts from the planned arrival."""
        with watching(*self._health_live()) as health:
            started = time.monotonic() + 0.1
            loop = self._loop(work)
            loop.open(every(1 / rate, started, seconds))
            ended = time.monotonic()
            answers = loop.drain(RECOVERY_LIMIT_S)
        figures = {**summary(answers, ended - started, until=ended), "rate": round(rate, 2)}
        return {**figures, "health": health_summary(planned_by(ended, health))}

    def overload(self, work: Work, rate: float, seconds: float) -> dict:
        """Many times too much for a while, then single films until they are quick again."""
        normal = self._normal_ms(work)
        with (
            watching(*self._health_live()) as health,
            watching(
                observing.ask_steadily, self._target.address, "/health/ready", READY_INTERVAL_S
            ) as ready,
            watching(*self._memory()) as memory,
        ):
            started = time.monotonic() + 0.1
            loop = self._loop(work)
            loop.open(every(1 / rate, started, seconds))
            ended = time.monotonic()
            unsent = loop.forget_waiting()
            with ThreadPoolExecutor(1) as single:
                recovering = single.submit(self._recover, work, 2 * normal["p95_ms"], ended)
                answers = loop.drain(RECOVERY_LIMIT_S)
            recovery = recovering.result()
        return {
            **overload_figures(answers, started, ended),
            "rate": round(rate, 1),
            "seconds": seconds,
            "unsent": unsent,
            "normal": normal,
            "recovery": {**recovery, **readiness_after(ready, started, ended)},
            "health": health_summary(planned_by(ended, health)),
            "memory": memory_figures(memory),
        }

    def soak(self, work: Work, count: int, clients: int) -> dict:
        """`count` films in a closed loop, with the server's memory all along."""
        left = iter(range(count))
        with watching(*self._memory()) as memory, watching(*self._health_live()) as health:
            started = time.monotonic()
            answers = self._loop(work).closed(clients, lambda: next(left, None) is not None)
            took = time.monotonic() - started
        return {
            **summary(answers, took),
            "clients": clients,
            "health": health_summary(health),
            "memory": memory_figures(memory),
        }

    def _normal_ms(self, work: Work) -> dict:
        """Latencies of one client alone."""
        answers, _ = self._closed(work, 1, 5.0)
        return latencies_of(answers, CREATED)

    def _recover(self, work: Work, limit_ms: float, ended: float) -> dict:
        """Seconds until the first of some films in a row, one at a time, is answered in time."""
        client = PatientClient(self._target.address)
        requests = self._requests(work)
        in_a_row: list[Answer] = []
        while time.monotonic() - ended < RECOVERY_LIMIT_S:
            answer, _ = client.ask(requests[len(in_a_row) % len(requests)])
            quick = answer.status == CREATED and answer.latency_ms <= limit_ms
            in_a_row = [*in_a_row, answer] if quick else []
            if len(in_a_row) == NORMAL_IN_A_ROW:
                break
        client.close()
        recovered = len(in_a_row) == NORMAL_IN_A_ROW
        return {
            "normal_limit_ms": round(limit_ms, 1),
            "seconds_to_normal": round(in_a_row[0].ended - ended, 2) if recovered else None,
        }

    def _requests(self, work: Work) -> list[bytes]:
        address, key, _ = self._target
        return [predict_request(address, key, film) for film in work.films]

    def _loop(self, work: Work) -> Loop:
        return Loop(self._target.address, self._requests(work), MOST_CONNECTIONS)

    def _health_live(self) -> tuple:
        path, interval = "/health/live", observing.HEALTH_INTERVAL_S
        return observing.ask_steadily, self._target.address, path, interval

    def _memory(self) -> tuple:
        return observing.sample_memory, self._target.address, self._target.pid


def planned_by(moment: float, answers: Sequence[Answer]) -> list[Answer]:
    """Those that were due by then, whenever they came."""
    return [answer for answer in answers if answer.planned <= moment]


def overload_figures(answers: Sequence[Answer], started: float, ended: float) -> dict:
    """How the films of an overload ended; the rate is without those answered after its end."""
    return {
        **summary(answers, ended - started, until=ended),
        "wrong_answers": sum(answer.status not in RIGHT_WHEN_OVERLOADED for answer in answers),
        "refused": latencies_of(answers, REFUSED),
        "too_late": latencies_of(answers, TOO_LATE),
    }


def readiness_after(ready: Sequence[Answer], started: float, ended: float) -> dict:
    """How often /health/ready was not UP during the overload, and until when after its end."""
    down = [answer for answer in ready if answer.status != 200]
    late = [answer.ended for answer in ready if answer.planned > ended and answer.status == 200]
    after = [answer for answer in down if answer.planned > ended]
    first_up = next((t for t in sorted(late) if not after or t > after[-1].ended), None)
    return {
        "ready_not_up_during": sum(started <= answer.planned <= ended for answer in down),
        "seconds_to_ready": round(first_up - ended, 2) if first_up is not None else None,
    }


def memory_figures(samples: Sequence[MemorySample]) -> dict:
    """Trends and the samples themselves, for the chart."""
    if not samples:
        return {}
    figures: dict = {"at_s": [round(sample.at - samples[0].at, 1) for sample in samples]}
    for name in ("rss", "off_heap", "heap"):
        values = [getattr(sample, name) for sample in samples]
        known = [value for value in values if value is not None]
        if known:
            figures[name] = {k: round(v, 1) for k, v in trend(known).items()}
            figures[f"{name}_mib"] = [None if v is None else round(v, 1) for v in values]
    return figures
