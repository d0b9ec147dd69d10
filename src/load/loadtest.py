#!/usr/bin/env python3
"""Load test of a running server over HTTP, from a process of its own. Standard library only.

  python3 src/load/loadtest.py closed --clients 1 4 16 --seconds 20 --key-file data/first-api-key FILM...
  python3 src/load/loadtest.py open   --rate 20 --seconds 60 ... FILM...
  python3 src/load/loadtest.py soak   --count 5000 --clients 4 --pid PID ... FILM...

`closed`: every client sends its next film when it has its answer. `open`: films arrive by the clock
whatever the server does, and latency counts from the planned arrival, so a stalled server cannot hide
(no coordinated omission). `soak`: a closed loop of COUNT films with the server's resident set size
sampled all along. In each of them a second process asks /health/live every 50 ms.

Prints one line a scenario and, with --json, writes all figures to a file.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import pathlib
import queue
import threading
import time
import urllib.parse

BOUNDARY = "healthai-load-test"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
HEALTH_INTERVAL_S = 0.05


def multipart(film: pathlib.Path) -> bytes:
    """One film as the body of POST /api/v1/predict."""
    head = (
        f"--{BOUNDARY}\r\n"
        'Content-Disposition: form-data; name="file"; filename="film"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return head.encode() + film.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()


class Client:
    """One keep-alive connection that posts films; not shared between threads."""

    def __init__(self, base: str, key: str) -> None:
        self._host = urllib.parse.urlsplit(base).netloc
        self._headers = {"X-API-Key": key, "Content-Type": CONTENT_TYPE}
        self._connection: http.client.HTTPConnection | None = None

    def predict(self, body: bytes) -> int:
        """Posts one film and returns the status, or 0 when the connection failed."""
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(self._host, timeout=120)
            self._connection.request("POST", "/api/v1/predict", body, self._headers)
            response = self._connection.getresponse()
            response.read()
            return response.status
        except (OSError, http.client.HTTPException):
            self.close()
            return 0

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Recorder:
    """Latencies in milliseconds and statuses of one scenario; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._samples: list[tuple[float, int]] = []

    def add(self, latency_ms: float, status: int) -> None:
        with self._lock:
            self._samples.append((latency_ms, status))

    def summary(self, seconds: float) -> dict:
        latencies = sorted(ms for ms, status in self._samples if status == 201)
        statuses: dict[str, int] = {}
        for _, status in self._samples:
            name = str(status) if status else "connection failed"
            statuses[name] = statuses.get(name, 0) + 1
        return {
            "answered_per_second": round(len(latencies) / seconds, 2),
            "statuses": statuses,
            **percentiles(latencies),
        }


def percentiles(ordered: list[float]) -> dict:
    """p50, p95, p99 and maximum of an ascending list, in milliseconds."""
    if not ordered:
        return {"p50_ms": None, "p95_ms": None, "p99_ms": None, "max_ms": None}

    def at(quantile: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(quantile * len(ordered)))], 1)

    return {"p50_ms": at(0.5), "p95_ms": at(0.95), "p99_ms": at(0.99), "max_ms": at(1.0)}


def probe_health(base: str, stop, results) -> None:
    """Process that asks /health/live until told to stop; puts its percentiles into `results`."""
    host = urllib.parse.urlsplit(base).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    latencies, failures = [], 0
    while not stop.is_set():
        started = time.perf_counter()
        try:
            connection.request("GET", "/health/live")
            response = connection.getresponse()
            response.read()
            failures += response.status != 200
            latencies.append((time.perf_counter() - started) * 1000)
        except (OSError, http.client.HTTPException):
            failures += 1
            connection.close()
        time.sleep(HEALTH_INTERVAL_S)
    results.put({"requests": len(latencies), "failures": failures, **percentiles(sorted(latencies))})


class HealthProbe:
    """Runs `probe_health` in a process of its own while a scenario runs."""

    def __init__(self, base: str) -> None:
        self._stop = multiprocessing.Event()
        self._results: multiprocessing.Queue = multiprocessing.Queue()
        self._process = multiprocessing.Process(
            target=probe_health, args=(base, self._stop, self._results), daemon=True
        )

    def __enter__(self) -> HealthProbe:
        self._process.start()
        return self

    def __exit__(self, *_exc) -> None:
        self._stop.set()

    def summary(self) -> dict:
        self._stop.set()
        return self._results.get(timeout=60)


def run_threads(count: int, work) -> None:
    threads = [threading.Thread(target=work, args=(i,), daemon=True) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def closed_loop(options, bodies: list[bytes], clients: int, total: int | None = None) -> dict:
    """`clients` threads, each with one request under way, for a time or for `total` films."""
    recorder = Recorder()
    remaining = queue.SimpleQueue()
    for index in range(total or 0):
        remaining.put(index)
    started = time.perf_counter()

    def client_loop(number: int) -> None:
        client, sent = Client(options.base, options.key), number
        while has_more():
            begun = time.perf_counter()
            status = client.predict(bodies[sent % len(bodies)])
            recorder.add((time.perf_counter() - begun) * 1000, status)
            sent += clients
        client.close()

    def has_more() -> bool:
        if total is None:
            return time.perf_counter() - started < options.seconds
        try:
            remaining.get_nowait()
        except queue.Empty:
            return False
        return True

    run_threads(clients, client_loop)
    return recorder.summary(time.perf_counter() - started)


def open_loop(options, bodies: list[bytes]) -> dict:
    """Films arrive every 1/rate seconds; latency counts from the planned arrival."""
    recorder = Recorder()
    arrivals: queue.SimpleQueue = queue.SimpleQueue()
    started = time.perf_counter()

    def sender(_number: int) -> None:
        client = Client(options.base, options.key)
        while (planned := arrivals.get()) is not None:
            status = client.predict(bodies[int(planned * options.rate) % len(bodies)])
            recorder.add((time.perf_counter() - started - planned) * 1000, status)
        client.close()

    def clock() -> None:
        for index in range(int(options.rate * options.seconds)):
            planned = index / options.rate
            time.sleep(max(0.0, planned - (time.perf_counter() - started)))
            arrivals.put(planned)
        for _ in range(options.senders):
            arrivals.put(None)

    threading.Thread(target=clock, daemon=True).start()
    run_threads(options.senders, sender)
    return recorder.summary(time.perf_counter() - started)


class MemorySampler:
    """Samples the resident set size of a process once a second (Linux)."""

    def __init__(self, pid: int) -> None:
        self._status = pathlib.Path(f"/proc/{pid}/status")
        self._stop = threading.Event()
        self.samples_mb: list[float] = []
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def _sample(self) -> None:
        while not self._stop.wait(1.0):
            line = next(x for x in self._status.read_text().splitlines() if x.startswith("VmRSS"))
            self.samples_mb.append(round(int(line.split()[1]) / 1024, 1))

    def __enter__(self) -> MemorySampler:
        self._thread.start()
        return self

    def __exit__(self, *_exc) -> None:
        self._stop.set()


def soak(options, bodies: list[bytes]) -> dict:
    with MemorySampler(options.pid) as memory:
        result = closed_loop(options, bodies, options.clients[0], options.count)
    samples = memory.samples_mb
    quarter = max(1, len(samples) // 4)
    result["rss_mb"] = {
        "first": samples[0],
        "max": max(samples),
        "mean_second_quarter": round(sum(samples[quarter : 2 * quarter]) / quarter, 1),
        "mean_last_quarter": round(sum(samples[-quarter:]) / quarter, 1),
        "samples": samples[:: max(1, len(samples) // 200)],
    }
    return result


def scenarios(options, bodies: list[bytes]):
    """Yields (name, function) for the chosen mode."""
    if options.mode == "closed":
        for clients in options.clients:
            yield f"{clients} clients", lambda n=clients: closed_loop(options, bodies, n)
    elif options.mode == "open":
        yield f"open loop {options.rate}/s", lambda: open_loop(options, bodies)
    else:
        yield f"soak of {options.count}", lambda: soak(options, bodies)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("mode", choices=["closed", "open", "soak"])
    parser.add_argument("films", nargs="+", type=pathlib.Path, help="image files, or folders of them")
    parser.add_argument("--base", default="http://localhost:9080")
    parser.add_argument("--key-file", type=pathlib.Path, default=pathlib.Path("data/first-api-key"))
    parser.add_argument("--clients", nargs="+", type=int, default=[1, 4, 16])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=10, help="arrivals per second (open)")
    parser.add_argument("--senders", type=int, default=256, help="most requests under way (open)")
    parser.add_argument("--count", type=int, default=5000, help="films (soak)")
    parser.add_argument("--pid", type=int, help="server process whose memory is sampled (soak)")
    parser.add_argument("--warm-up", type=int, default=50, help="films sent before measuring")
    parser.add_argument("--json", type=pathlib.Path, help="write all figures to this file")
    options = parser.parse_args()
    if options.mode == "soak" and options.pid is None:
        parser.error("soak needs --pid of the server's Java process")
    options.key = options.key_file.read_text(encoding="utf-8").strip()
    return options


def load_films(paths: list[pathlib.Path]) -> list[bytes]:
    files = [f for p in paths for f in (sorted(p.rglob("*.*")) if p.is_dir() else [p]) if f.is_file()]
    if not files:
        raise SystemExit("no films found in: " + ", ".join(map(str, paths)))
    return [multipart(file) for file in files]


def main() -> None:
    options = parse_arguments()
    bodies = load_films(options.films)
    if options.warm_up:
        closed_loop(options, bodies, 4, options.warm_up)
    report = {"films": len(bodies), "mean_kb": sum(map(len, bodies)) // len(bodies) // 1024}
    for name, run in scenarios(options, bodies):
        with HealthProbe(options.base) as health:
            report[name] = run()
            report[name]["health"] = health.summary()
        shown = {k: v for k, v in report[name].items() if k != "rss_mb"}
        print(f"{name}: {json.dumps(shown)}", flush=True)
        if "rss_mb" in report[name]:
            print(f"  rss_mb: { {k: v for k, v in report[name]['rss_mb'].items() if k != 'samples'} }")
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
