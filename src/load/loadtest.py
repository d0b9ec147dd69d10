#!/usr/bin/env python3
"""Load test over HTTP: one command that starts a server, loads it and writes a report.

  python3 src/load/loadtest.py                      # everything, some twenty minutes
  python3 src/load/loadtest.py closed open          # only these; also: overload, soak
  python3 src/load/loadtest.py --url http://localhost:9080 --key-file data/first-api-key --pid PID
  python3 src/load/loadtest.py --resume             # goes on where a run was cut off

closed    1, 4, 16 and 64 clients, each sending its next film when it has its answer
open      films arrive by the clock at 70 % of the capacity that 16 clients found
overload  ten times the capacity for two minutes, then single films until they are quick again
soak      20,000 films with the server's memory all along, drawn as a chart

Meanwhile another process asks /health/live. The report (report.md), the charts and the figures of
each scenario (*.json) are in target/load. Linux, Python 3.10 or newer, nothing else.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pathlib
import platform
import signal
import sys
import time
from collections.abc import Callable, Iterator

from loadtesting import report
from loadtesting.descriptors import allow_descriptors
from loadtesting.http import Address, load_films
from loadtesting.scenarios import MOST_CONNECTIONS, Bench, Work
from loadtesting.serving import CHECKOUT, Target, own_server

SCENARIOS = ("closed", "open", "overload", "soak")
SHARED = CHECKOUT.parent / "shared" / "data"
PHANTOM = CHECKOUT / "models" / "chest_xray" / "1" / "samples" / "phantom.png"
MOST_FILMS = 50
CAPACITY_CLIENTS = 16
OPEN_SHARE = 0.7
OVERLOAD_FACTOR = 10


class Run:
    """The chosen scenarios against one server; each result is kept as soon as it is there."""

    def __init__(self, options: argparse.Namespace, bench: Bench) -> None:
        self._options = options
        self._bench = bench
        self.results: dict[str, dict] = stored(options.out) if options.resume else {}

    def all(self, works: list[Work]) -> None:
        """Runs what was chosen, in an order in which later scenarios know the capacity."""
        chosen = self._options.scenarios
        for work in works:
            self._bench.warm_up(work, self._options.warm_up)
            if "closed" in chosen:
                self._closed(work)
            if "open" in chosen:
                self._open(work)
        if "overload" in chosen:
            self._overload(works[0])
        if "soak" in chosen:
            self._soak(works[0])

    def _closed(self, work: Work) -> None:
        for clients in self._options.clients:
            self._measure(
                work,
                "closed",
                {"clients": clients},
                lambda n=clients: self._bench.closed(work, n, self._options.seconds),
            )

    def _open(self, work: Work) -> None:
        rate = OPEN_SHARE * self._capacity(work)
        seconds = self._options.open_seconds
        self._measure(work, "open", {}, lambda: self._bench.open(work, rate, seconds))

    def _overload(self, work: Work) -> None:
        rate = OVERLOAD_FACTOR * self._capacity(work)
        seconds = self._options.overload_seconds
        self._measure(work, "overload", {}, lambda: self._bench.overload(work, rate, seconds))

    def _soak(self, work: Work) -> None:
        count, clients = self._options.soak, 8
        self._measure(work, "soak", {}, lambda: self._bench.soak(work, count, clients))

    def _capacity(self, work: Work) -> float:
        """Films a second that 16 clients were answered; measured now where it was not yet."""
        clients = {"clients": CAPACITY_CLIENTS}
        figures = self._measure(
            work,
            "closed",
            clients,
            lambda: self._bench.closed(work, CAPACITY_CLIENTS, self._options.seconds),
        )
        if not figures["answered_per_second"]:
            raise SystemExit(
                f"{CAPACITY_CLIENTS} clients got no film answered: no rate to arrive at"
            )
        return figures["answered_per_second"]

    def _measure(self, work: Work, kind: str, facts: dict, scenario: Callable[[], dict]) -> dict:
        name = "-".join([kind, *map(str, facts.values()), work.name.replace(" ", "-")])
        if name not in self.results:
            print(f"{name} …", flush=True)
            figures = {"kind": kind, "work": work.name, **facts, **scenario()}
            self.results[name] = figures
            out = self._options.out
            (out / f"{name}.json").write_text(json.dumps(figures) + "\n", encoding="utf-8")
            if kind == "soak" and figures["memory"]:
                chart = report.memory_chart(figures)
                (out / f"{name}.svg").write_text(chart, encoding="utf-8")
            print(f"  {json.dumps(shown(figures), ensure_ascii=False)}", flush=True)
        return self.results[name]


def shown(figures: dict) -> dict:
    """What fits on a line: no samples."""
    memory = {k: v for k, v in figures.get("memory", {}).items() if isinstance(v, dict)}
    return {**figures, **({"memory": memory} if memory else {})}


def stored(out: pathlib.Path) -> dict[str, dict]:
    """The results of an earlier run, oldest first."""
    files = sorted(out.glob("*.json"), key=lambda file: file.stat().st_mtime)
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def machine() -> dict:
    """What the figures depend on."""
    with contextlib.suppress(OSError):
        info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        names = [x.partition(":")[2].strip() for x in info.splitlines() if x[:10] == "model name"]
        return {
            "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
            "processor": f"{os.cpu_count()} of {names[0] if names else platform.machine()}",
            "load average before": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        }
    return {}


def works(options: argparse.Namespace) -> list[Work]:
    """The films: those of the shared data where they are, else the phantom of the model."""
    if options.films:
        return [Work(name, load_films(pathlib.Path(p), MOST_FILMS)) for name, p in options.films]
    places = {
        report.PNG: SHARED / "adult_1024" / "test",
        report.JPEG: SHARED / "chest_xray_224" / "test",
    }
    found = [Work(n, load_films(p, MOST_FILMS)) for n, p in places.items() if p.is_dir()]
    return found or [Work(report.PNG, load_films(PHANTOM, 1))]


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    option = parser.add_argument
    option("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    option("--url", help="test this server instead of starting one")
    option("--key-file", type=pathlib.Path, default=CHECKOUT / "data" / "first-api-key")
    option("--pid", type=int, help="Java process of the server at --url, to see its memory")
    option("--server-command", default="mvn -B -ntp liberty:run", help="starts a server of ours")
    option("--films", nargs=2, action="append", metavar=("NAME", "PATH"), help="a folder or a film")
    option("--clients", nargs="+", type=int, default=[1, 4, 16, 64], help="closed loops")
    option("--seconds", type=float, default=25, help="length of a closed loop")
    option("--warm-up", type=float, default=30, help="seconds before each kind of film")
    option("--open-seconds", type=float, default=60)
    option("--overload-seconds", type=float, default=120)
    option("--soak", type=int, default=20_000, help="films of the soak")
    option("--out", type=pathlib.Path, default=CHECKOUT / "target" / "load")
    option("--resume", action="store_true", help="keep what an earlier run has measured")
    options = parser.parse_args(arguments)
    options.scenarios = options.scenarios or list(SCENARIOS)
    unknown = set(options.scenarios) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    return options


def connections(options: argparse.Namespace) -> int:
    """As many as the chosen scenarios may have open at once."""
    by_the_clock = {"open", "overload"} & set(options.scenarios)
    return max([CAPACITY_CLIENTS, *options.clients, *([MOST_CONNECTIONS] if by_the_clock else [])])


@contextlib.contextmanager
def target(options: argparse.Namespace) -> Iterator[Target]:
    """The server at --url, or one of our own for as long as it is needed."""
    if options.url:
        key = options.key_file.read_text(encoding="utf-8").strip()
        yield Target(Address.of(options.url), key, options.pid)
        return
    print(f"starting a server: {options.server_command}", flush=True)
    with own_server(options.server_command, options.out / "server.log") as server:
        yield server


def main(arguments: list[str]) -> None:
    """Runs, reports."""
    options = parse_arguments(arguments)
    allow_descriptors(connections(options))
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        for old in options.out.glob("*.json"):
            old.unlink()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # ends a server of ours, too
    facts, films = machine(), works(options)
    with target(options) as server:
        run = Run(options, Bench(server))
        run.all(films)
    text = report.markdown(run.results, facts)
    (options.out / "report.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
