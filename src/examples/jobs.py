#!/usr/bin/env python3
"""Has a folder or a ZIP of films classified as one job, and writes the results as CSV.

  python3 src/examples/jobs.py films/ --results results.csv --key-file data/first-api-key
  python3 src/examples/jobs.py films.zip --url https://host:9443 --ca-file ca.pem

The key comes from --key-file or the environment variable HEALTHAI_API_KEY. Whatever breaks off,
run the same command again: the films, model and operating point make the Idempotency-Key, so that
the server goes on with the job that it has; with --restart it tries once more what failed or was
stopped. For a second job with the same films give another --job-key.

Exit status: 0 every film is answered; 1 the job has ended and some films are not; 2 the command
line is wrong; 3 the server refuses the request; 4 the server is away for longer than --patience;
130 interrupted (the job goes on).

Python 3.10 or newer, nothing else.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import ssl
import sys
import tempfile
import time
import urllib.parse
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

ALL_ANSWERED, SOME_NOT, REFUSED, AWAY, INTERRUPTED = 0, 1, 3, 4, 130
JOBS = "/api/v1/jobs"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same films are the same bytes whenever they are packed
BLOCK = 1 << 20
SILENCE_S = 60.0  # the server says something at least every 15 seconds
LONGEST_WAIT_S = 30.0
BAR = 30
NOT_NOW = (http.client.TOO_MANY_REQUESTS, http.client.SERVICE_UNAVAILABLE)


class RefusedError(Exception):
    """The server does not take the request: trying again would not help."""


class AwayError(Exception):
    """The server does not answer, or cannot now: trying again may help."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class Patience:
    """How long to go on trying; begins anew whenever something worked."""

    def __init__(self, seconds: float, sleep=time.sleep, clock=time.monotonic) -> None:
        self._seconds = seconds
        self._sleep = sleep
        self._clock = clock
        self.worked()

    def worked(self) -> None:
        """Forgets the failures so far."""
        self._since = self._clock()
        self._next_s = 1.0

    def wait(self, failure: AwayError) -> None:
        """Waits twice as long as the last time, or as long as the server said; or gives up."""
        wait_s = max(failure.wait_s, self._next_s)
        if self._clock() - self._since + wait_s > self._seconds:
            raise failure
        self._sleep(wait_s)
        self._next_s = min(2 * self._next_s, LONGEST_WAIT_S)


class Server:
    """The API of one server with one key; every call has a connection of its own."""

    def __init__(self, url: str, key: str, ca_file: str | None = None) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"not an http:// or https:// URL: {url}")
        self._host, self._port = parts.hostname, parts.port
        self._tls = ssl.create_default_context(cafile=ca_file) if parts.scheme == "https" else None
        self._key = key

    def _connect(self) -> http.client.HTTPConnection:
        if self._tls:
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=SILENCE_S, context=self._tls
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=SILENCE_S)

    @contextlib.contextmanager
    def call(
        self, method: str, path: str, body: BinaryIO | None = None, headers: dict | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """Sends a request; raises RefusedError or AwayError for anything but an answer of use."""
        connection = self._connect()
        try:
            answer = self._ask(connection, method, path, body, headers or {})
            if answer.status >= http.client.BAD_REQUEST:
                raise failure_of(answer)
            yield answer
        except (OSError, http.client.HTTPException) as broken:
            raise AwayError(f"{type(broken).__name__}: {broken}") from broken
        finally:
            connection.close()

    def _ask(self, connection, method, path, body, headers) -> http.client.HTTPResponse:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            # A server that knows its answer before it has the whole body hangs up while we send.
            connection.request(method, path, body, {"X-API-Key": self._key, **headers})
        return connection.getresponse()

    def json(self, method: str, path: str) -> dict:
        """The document that a call answers."""
        with self.call(method, path) as answer:
            return json.load(answer)


def failure_of(answer: http.client.HTTPResponse) -> Exception:
    """What an error means for who waits."""
    text = answer.read().decode("utf-8", "replace")
    try:
        problem = json.loads(text)
        reason = f"{problem['code']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        reason = f"HTTP {answer.status}"
    if answer.status in NOT_NOW or answer.status > http.client.INTERNAL_SERVER_ERROR:
        waits = answer.getheader("Retry-After", "")
        if answer.status != http.client.TOO_MANY_REQUESTS or waits:
            return AwayError(reason, float(waits) if waits.isdigit() else 0.0)
    return RefusedError(reason)


class Order(NamedTuple):
    """What is wanted: the query of the request and the key that makes it one job."""

    query: str
    job_key: str

    @staticmethod
    def of(options: argparse.Namespace, films: BinaryIO) -> Order:
        """The same films, model and operating point are the same job unless it has a key."""
        asked = {
            "model": options.model,
            "version": options.version,
            "operating_point": options.operating_point,
            "webhook_url": options.webhook_url,
        }
        query = urllib.parse.urlencode({name: text for name, text in asked.items() if text})
        return Order(query, options.job_key or "films-" + digest(films, query))


def digest(films: BinaryIO, query: str) -> str:
    """SHA-256 of a file and of what else is asked for."""
    sha = hashlib.sha256(query.encode())
    films.seek(0)
    while block := films.read(BLOCK):
        sha.update(block)
    return sha.hexdigest()


@contextlib.contextmanager
def packed(source: pathlib.Path) -> Iterator[BinaryIO]:
    """The films as a ZIP: the file itself, or one of every file below a folder, sorted by path."""
    if source.is_file():
        with source.open("rb") as films:
            yield films
        return
    with tempfile.TemporaryFile() as whole:
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as target:
            for path in sorted(p for p in source.rglob("*") if p.is_file()):
                name = path.relative_to(source).as_posix()
                entry = zipfile.ZipInfo(name, ZIP_EPOCH)
                with path.open("rb") as film, target.open(entry, "w", force_zip64=True) as to:
                    shutil.copyfileobj(film, to, BLOCK)
        yield whole


def submit(server: Server, films: BinaryIO, order: Order, patience: Patience) -> dict:
    """The job; however often it is asked for, the key makes it one."""
    length = films.seek(0, os.SEEK_END)
    headers = {
        "Content-Type": "application/zip",
        "Content-Length": str(length),
        "Idempotency-Key": order.job_key,
    }
    path = f"{JOBS}?{order.query}" if order.query else JOBS
    while True:
        try:
            films.seek(0)
            with server.call("POST", path, films, headers) as answer:
                return json.load(answer)
        except AwayError as away:
            patience.wait(away)


def events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, dict]]:
    """Server-sent events as they come: name and document."""
    name, data = "message", []
    for line in answer:
        text = line.decode().rstrip("\r\n")
        field, _, value = text.partition(":")
        if not text and data:
            yield name, json.loads("\n".join(data))
            name, data = "message", []
        elif field == "event":
            name = value.strip()
        elif field == "data":
            data.append(value.removeprefix(" "))


class Progress:
    """A bar where somebody watches, and a line every tenth of the way where nobody does."""

    def __init__(self, out=sys.stderr, clock=time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._first: tuple[float, int] | None = None
        self._tenth = -1

    def show(self, job: dict) -> None:
        """How a job is getting on."""
        counts, total = job["counts"], max(1, job["total"])
        ended = counts["done"] + counts["failed"]
        now = self._clock()
        self._first = self._first or (now, ended)
        seconds = now - self._first[0]
        rate = f"{(ended - self._first[1]) / seconds:.1f} films/s" if seconds > 1 else ""
        text = f"{job['state']} {ended}/{job['total']}, {counts['failed']} failed {rate}"
        if self._out.isatty():
            bar = "#" * (BAR * ended // total)
            self._out.write(f"\r\033[K[{bar:.<{BAR}}] {text}")
        elif 10 * ended // total != self._tenth:
            self._tenth = 10 * ended // total
            self._out.write(text.rstrip() + "\n")
        self._out.flush()

    def close(self) -> None:
        """Leaves the bar's line."""
        if self._out.isatty():
            self._out.write("\n")


def follow(server: Server, job_id: int, progress: Progress, patience: Patience) -> None:
    """Waits for the job's end; a stream that breaks off is opened again."""
    while True:
        try:
            with server.call("GET", f"{JOBS}/{job_id}/events") as answer:
                for name, job in events(answer):
                    patience.worked()
                    progress.show(job)
                    if name == "end":
                        return
            raise AwayError("the stream of events broke off")
        except AwayError as away:
            patience.wait(away)


def fetch_results(server: Server, job_id: int, target: pathlib.Path, patience: Patience) -> None:
    """Writes the results; the file is there when it is whole."""
    part = target.with_name(target.name + ".part")
    while True:
        try:
            path = f"{JOBS}/{job_id}/results?format=csv"
            with server.call("GET", path) as answer, part.open("wb") as out:
                shutil.copyfileobj(answer, out, BLOCK)
            part.replace(target)
            return
        except AwayError as away:
            patience.wait(away)


def run(options: argparse.Namespace, key: str, patience: Patience) -> int:
    """Films in, results out."""
    server = Server(options.url, key, options.ca_file)
    with packed(options.films) as films:
        job = submit(server, films, Order.of(options, films), patience)
    print(f"job {job['id']}: {job['total']} films", file=sys.stderr)
    if options.restart:
        server.json("POST", f"{JOBS}/{job['id']}/restart")
    progress = Progress()
    try:
        follow(server, job["id"], progress, patience)
    finally:
        progress.close()
    fetch_results(server, job["id"], options.results, patience)
    counts = server.json("GET", f"{JOBS}/{job['id']}")["counts"]
    print(
        f"{counts['done']} answered, {counts['failed']} failed, {counts['stopped']} stopped:"
        f" {options.results}",
        file=sys.stderr,
    )
    return ALL_ANSWERED if counts["done"] == job["total"] else SOME_NOT


def parse(arguments: list[str] | None) -> tuple[argparse.Namespace, str]:
    """The command line and the key."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("films", type=pathlib.Path, help="a folder or a ZIP")
    parser.add_argument("--url", default="http://localhost:9080", help="the server")
    parser.add_argument("--key-file", type=pathlib.Path, help="file with the API key")
    parser.add_argument("--ca-file", help="certificates to trust, PEM")
    parser.add_argument("--results", type=pathlib.Path, default=pathlib.Path("results.csv"))
    parser.add_argument("--model")
    parser.add_argument("--version")
    parser.add_argument("--operating-point")
    parser.add_argument("--webhook-url")
    parser.add_argument(
        "--restart", action="store_true", help="try again what failed or was stopped"
    )
    parser.add_argument("--job-key", help="Idempotency-Key; made of the films when absent")
    parser.add_argument(
        "--patience", type=float, default=600.0, help="seconds to wait for a server that is away"
    )
    options = parser.parse_args(arguments)
    if urllib.parse.urlsplit(options.url).scheme not in ("http", "https"):
        parser.error(f"not an http:// or https:// URL: {options.url}")
    if not options.films.exists():
        parser.error(f"there is no {options.films}")
    key = os.environ.get("HEALTHAI_API_KEY", "")
    if options.key_file:
        try:
            key = options.key_file.read_text(encoding="utf-8").strip()
        except OSError as unreadable:
            parser.error(f"the key file cannot be read: {unreadable}")
    if not key:
        parser.error("give --key-file, or the key in HEALTHAI_API_KEY")
    return options, key


def main(arguments: list[str] | None = None, sleep=time.sleep) -> int:
    """Runs the command and says in one line what went wrong."""
    options, key = parse(arguments)
    try:
        return run(options, key, Patience(options.patience, sleep))
    except RefusedError as refused:
        print(f"refused: {refused}", file=sys.stderr)
        return REFUSED
    except AwayError as away:
        print(f"gave up: {away}; run the same command again to go on", file=sys.stderr)
        return AWAY
    except KeyboardInterrupt:
        print("interrupted; the job goes on, run the same command again", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
