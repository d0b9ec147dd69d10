#!/usr/bin/env python3
"""Measures jobs: time a film, what single films feel of a job, memory of small and large jobs.

  python3 src/load/jobtest.py                        # starts a server; some ten minutes
  python3 src/load/jobtest.py --url http://localhost:9080 --key-file data/first-api-key --pid PID
  python3 src/load/jobtest.py --films 200 --many 1000 --runs 1

One film is sent again and again before, for the same server's best rate over HTTP; jobs of --films
films run alone, then beside single films; last come a job of a tenth of --films and one of --many,
with the resident memory once a second. Prints the figures as JSON. Linux, Python 3.10 or newer,
nothing else.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import signal
import sys

from loadtest import PHANTOM, SHARED, machine, target
from loadtesting.http import load_films
from loadtesting.jobs import SinglesBeside, idle_singles, median_ms, run_job
from loadtesting.observing import sample_memory, watching
from loadtesting.scenarios import Bench, Work
from loadtesting.serving import CHECKOUT, Target

SINGLE_EVERY_S = 0.25
FILM_LIMIT_S = 1.0
RATE_CLIENTS = 16
DIFFERENT_FILMS = 50


def measure(server: Target, films: list[bytes], options: argparse.Namespace) -> dict:
    """Everything, against one server."""
    bench, work = Bench(server), Work("films", films)
    bench.warm_up(work, options.warm_up)
    over_http = bench.closed(work, RATE_CLIENTS, options.seconds)
    most = limit(options.films)
    run_job(server, films, options.films // 10, most)  # warms jobs up
    alone = [
        run_job(server, films, options.films, limit(options.films)) for _ in range(options.runs)
    ]
    idle = idle_singles(server, films, SINGLE_EVERY_S, options.seconds)
    with SinglesBeside(server, films, SINGLE_EVERY_S) as beside:
        shared = run_job(server, films, options.films, 2 * most)
    return {
        "machine": machine(),
        "over_http": {k: over_http[k] for k in ("answered_per_second", "p50_ms")},
        "jobs": alone,
        "ms_a_film": median_ms(alone),
        "single_idle": idle,
        "single_beside_a_job": beside.figures,
        "job_beside_singles": shared,
        "p50_ratio": round(beside.figures["p50_ms"] / idle["p50_ms"], 2),
        "memory": [remember(server, films, n) for n in (options.films // 10, options.many)],
    }


def remember(server: Target, films: list[bytes], count: int) -> dict:
    """A job with the server's memory all along, in MiB."""
    with watching(sample_memory, server.address, server.pid) as samples:
        job = run_job(server, films, count, limit(count))
    resident = [sample.rss for sample in samples if sample.rss is not None]
    if not resident:
        return {**job, "resident": None}
    figures = {"first": resident[0], "highest": max(resident), "last": resident[-1]}
    return {**job, "resident": {name: round(value) for name, value in figures.items()}}


def limit(count: int) -> float:
    """Seconds that a job of so many films may take on a slow machine."""
    return 60 + count * FILM_LIMIT_S


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    option = parser.add_argument
    option("--url", help="measure this server instead of starting one")
    option("--key-file", type=pathlib.Path, default=CHECKOUT / "data" / "first-api-key")
    option("--pid", type=int, help="Java process of the server at --url, to see its memory")
    option("--server-command", default="mvn -B -ntp liberty:run", help="starts a server of ours")
    option("--place", type=pathlib.Path, help="a folder of films, or a film")
    option("--films", type=int, default=1000, help="films of a job")
    option("--many", type=int, default=10_000, help="films of the large job")
    option("--runs", type=int, default=3, help="jobs that run alone")
    option("--seconds", type=float, default=20, help="of each measurement without a job")
    option("--warm-up", type=float, default=30)
    option("--out", type=pathlib.Path, default=CHECKOUT / "target" / "load")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Measures and prints."""
    options = parse_arguments(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # ends a server of ours, too
    shared = SHARED / "chest_xray_224" / "test"
    films = load_films(options.place or (shared if shared.is_dir() else PHANTOM), DIFFERENT_FILMS)
    with target(options) as server:
        figures = json.dumps(measure(server, films, options), indent=2)
    (options.out / "jobs.json").write_text(figures + "\n", encoding="utf-8")
    print(figures)


if __name__ == "__main__":
    main(sys.argv[1:])
