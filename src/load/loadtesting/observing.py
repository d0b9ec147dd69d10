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
from multiprocessing.connection import Connection
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
    """Asks by the clock; an answer that holds up the next ones makes them late, too."""
    client = PatientClient(address, timeout_s=30)
    request = get_request(address, path)
    answers, due = [], time.monotonic()
    while not stop.wait(max(0.0, due - time.monotonic())):
        answer, _ = client.ask(request, planned=due)
        answers.append(answer)
        due += interval_s
    while answers and due <= answers[-1].ended:  # held up until the end: no better than the last
        answers.append(answers[-1]._replace(planned=due))
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


def _run(work: Callable, arguments: tuple, line: Connection) -> None:
    os.setsid()  # a scheduling group of its own: it does not wait for the load's turn
    stop = threading.Event()

    def await_stop() -> None:
        with contextlib.suppress(EOFError, OSError):  # whoever watched died
            line.recv()
        stop.set()

    threading.Thread(target=await_stop, daemon=True).start()
    found = work(*arguments, stop)
    with contextlib.suppress(ConnectionError):  # nobody waits for it any more
        line.send(found)


@contextlib.contextmanager
def watching(work: Callable, *arguments) -> Iterator[list]:
    """Runs `work(*arguments, stop)` in another process; fills the yielded list at the end.

    A pipe is all that the two share: it breaks when either dies, where an event or a queue of
    `multiprocessing` would wait for the dead for ever. Without its figures the run ends.
    """
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=_run, args=(work, arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    found: list = []
    try:
        yield found
        try:
            ours.send("stop")
            found.extend(ours.recv())
        except (EOFError, OSError) as gone:
            raise SystemExit(f"{work.__name__} died in its process: no figures of it") from gone
    finally:
        ours.close()
        process.join(timeout=10)
