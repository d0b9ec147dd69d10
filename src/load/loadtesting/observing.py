"""Watches a server from processes of their own while load runs: its health and its memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pathlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from loadtesting.figures import Answer
from loadtesting.http import Address, PatientClient, get_request

HEALTH_INTERVAL_S = 0.05
RSS_INTERVAL_S = 1.0
METRICS_INTERVAL_S = 5.0
MIB = 1 << 20

PROCESSES = multiprocessing.get_context("spawn")


class MemorySample(NamedTuple):
    """Memory of the server at one moment, in MiB; None where it is not known."""

    at: float
    rss: float | None
    off_heap: float | None
    heap: float | None


def ask_steadily(address: Address, path: str, interval_s: float, stop) -> list[Answer]:
    """Asks by the clock; an answer that holds up the next one makes that one late, too."""
    client = PatientClient(address, timeout_s=30)
    request = get_request(address, path)
    answers, due = [], time.monotonic()
    while not stop.wait(max(0.0, due - time.monotonic())):
        answer, _ = client.ask(request, planned=due)
        answers.append(answer)
        due += interval_s
    client.close()
    return answers


def resident_mib(pid: int) -> float | None:
    """Resident set size of a process; None when it is gone."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else None


def metric_sum(exposition: str, name: str) -> float | None:
    """The sum of a metric's series in Prometheus' text format; None when it has none."""
    values = re.findall(rf"^{re.escape(name)}(?:\{{[^\n]*\}})? (\S+)$", exposition, re.MULTILINE)
    return sum(map(float, values)) if values else None


def sample_memory(address: Address, pid: int | None, stop) -> list[MemorySample]:
    """Resident memory once a second, the server's own figures when they come."""
    latest: list[str] = [""]

    def scrape() -> None:
        client = PatientClient(address, timeout_s=30)
        request = get_request(address, "/metrics")
        while not stop.wait(METRICS_INTERVAL_S):
            answer, body = client.ask(request)
            latest[0] = body.decode("utf-8", "replace") if answer.status == 200 else ""
        client.close()

    threading.Thread(target=scrape, daemon=True).start()
    samples = []
    while not stop.wait(RSS_INTERVAL_S):
        off_heap = metric_sum(latest[0], "healthai_off_heap_bytes")
        heap = metric_sum(latest[0], "memory_usedHeap_bytes")
        samples.append(
            MemorySample(
                time.monotonic(),
                resident_mib(pid) if pid else None,
                off_heap / MIB if off_heap is not None else None,
                heap / MIB if heap is not None else None,
            )
        )
    return samples


def _run(work: Callable, arguments: tuple, stop, results) -> None:
    os.setsid()  # a scheduling group of its own: it does not wait for the load's turn
    results.put(work(*arguments, stop))


@contextlib.contextmanager
def watching(work: Callable, *arguments) -> Iterator[list]:
    """Runs `work(*arguments, stop)` in another process; fills the yielded list at the end."""
    stop, results = PROCESSES.Event(), PROCESSES.SimpleQueue()
    process = PROCESSES.Process(target=_run, args=(work, arguments, stop, results), daemon=True)
    process.start()
    found: list = []
    try:
        yield found
    finally:
        stop.set()
        found.extend(results.get())
        process.join(timeout=10)
