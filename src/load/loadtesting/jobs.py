"""Jobs over HTTP: a ZIP goes in, and its progress is asked until it has ended."""

from __future__ import annotations

import http.client
import io
import json
import statistics
import threading
import time
import zipfile
from collections.abc import Sequence

from loadtesting.figures import CREATED, Answer, latencies_of
from loadtesting.http import PatientClient, predict_request
from loadtesting.serving import Target

ACCEPTED = 202
POLL_S = 0.25
ENDED = ("completed", "stopped")


class Refused(SystemExit):
    """The server did not do what the measurement needs."""


class JobCalls:
    """The calls of one client about jobs. For one thread."""

    def __init__(self, server: Target) -> None:
        self._server = server

    def submit(self, zipped: bytes) -> tuple[int, float]:
        """The id of a new job, and the seconds until it was accepted."""
        started = time.monotonic()
        headers = {"Content-Type": "application/zip"}
        job = self._call("POST", "/api/v1/jobs", zipped, headers)
        return job["id"], time.monotonic() - started

    def show(self, job: int) -> dict:
        """What the server says of a job."""
        return self._call("GET", f"/api/v1/jobs/{job}", None, {})

    def await_end(self, job: int, limit_s: float) -> dict:
        """The job when it has ended."""
        deadline = time.monotonic() + limit_s
        shown = self.show(job)
        while shown["state"] not in ENDED:
            if time.monotonic() > deadline:
                raise Refused(f"the job did not end within {limit_s:.0f} s: {shown}")
            time.sleep(POLL_S)
            shown = self.show(job)
        return shown

    def _call(self, method: str, path: str, body: bytes | None, headers: dict) -> dict:
        connection = http.client.HTTPConnection(*self._server.address, timeout=600)
        try:
            connection.request(method, path, body, {"X-API-Key": self._server.key, **headers})
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, ACCEPTED):
            raise Refused(f"{method} {path} was answered {answer.status}: {text[:500]!r}")
        return json.loads(text)


def zip_of(films: Sequence[bytes], count: int) -> bytes:
    """A ZIP of that many films, each of them as often as it takes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for number in range(count):
            archive.writestr(f"film-{number:06}", films[number % len(films)])
    return whole.getvalue()


def singles(server: Target, films: Sequence[bytes], interval_s: float, stop) -> list[Answer]:
    """Single predictions by the clock until `stop` is set, one at a time."""
    requests = [predict_request(server.address, server.key, film) for film in films]
    client, answers = PatientClient(server.address), []
    while not stop.wait(interval_s):
        answers.append(client.ask(requests[len(answers) % len(requests)])[0])
    client.close()
    return answers


def idle_singles(server: Target, films: Sequence[bytes], interval_s: float, seconds: float) -> dict:
    """Latencies of single predictions while nothing else is done."""
    stop = threading.Event()
    threading.Timer(seconds, stop.set).start()
    return single_figures(singles(server, films, interval_s, stop))


def single_figures(answers: Sequence[Answer]) -> dict:
    """Latencies of the films that were answered, and how many were not."""
    return {
        **latencies_of(answers, CREATED),
        "answered": sum(answer.status == CREATED for answer in answers),
        "other": sum(answer.status != CREATED for answer in answers),
    }


class SinglesBeside:
    """Single predictions on a thread of their own for as long as a `with` block lasts."""

    def __init__(self, server: Target, films: Sequence[bytes], interval_s: float) -> None:
        self._stop = threading.Event()
        self._answers: list[Answer] = []
        self._thread = threading.Thread(
            target=lambda: self._answers.extend(singles(server, films, interval_s, self._stop))
        )

    def __enter__(self) -> SinglesBeside:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def figures(self) -> dict:
        """Once the block has ended."""
        return single_figures(self._answers)


def run_job(server: Target, films: Sequence[bytes], count: int, limit_s: float) -> dict:
    """Runs a job; its figures. Milliseconds a film are from the acceptance to the end."""
    calls = JobCalls(server)
    job, accepted_s = calls.submit(zip_of(films, count))
    accepted = time.monotonic()
    shown = calls.await_end(job, limit_s)
    seconds = time.monotonic() - accepted
    if shown["counts"]["done"] != count:
        raise Refused(f"of {count} films not all were answered: {shown['counts']}")
    return {
        "films": count,
        "accepted_s": round(accepted_s, 2),
        "worked_s": round(seconds, 2),
        "ms_a_film": round(seconds / count * 1e3, 2),
    }


def median_ms(runs: Sequence[dict]) -> float:
    """Milliseconds a film of the run in the middle."""
    return statistics.median(run["ms_a_film"] for run in runs)
