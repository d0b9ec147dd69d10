#!/usr/bin/env python3
"""Times how long a server takes to refuse keys: the time must tell a guesser nothing.

  python3 src/load/keytiming.py --url http://localhost:9080 --key-file data/first-api-key

Three keys that do not work are tried in turns, in random order, over one connection: one whose
public prefix the server knows and whose secret is wrong from its first digit on, one that is wrong
in its last digit only, and one that it has never seen. Prints the medians, and how far the first
two are from the third with the interval that holds 95 % of what resampling gives. Python 3.10 or
newer, nothing else.
"""

from __future__ import annotations

import argparse
import http.client
import pathlib
import random
import statistics
import time
import urllib.parse
from collections.abc import Callable

KINDS = ("wrong from the first digit on", "wrong in the last digit", "unknown")
RESAMPLES = 400
UNAUTHORIZED = 401


def broken_keys(valid: str, rng: random.Random) -> dict[str, str]:
    """One key of each kind, made from one that works."""
    name, prefix, secret = valid.split("_")
    other = "".join(rng.choice("0123456789abcdef") for _ in secret)
    unknown = "".join(rng.choice("0123456789abcdef") for _ in prefix)
    last = "0" if secret[-1] != "0" else "1"
    return {
        KINDS[0]: f"{name}_{prefix}_{other}",
        KINDS[1]: f"{name}_{prefix}_{secret[:-1]}{last}",
        KINDS[2]: f"{name}_{unknown}_{other}",
    }


def measure(ask: Callable[[str], float], keys: dict[str, str], rounds: int, rng: random.Random):
    """Seconds of every refusal by kind; each round asks for every kind once, in another order."""
    times: dict[str, list[float]] = {kind: [] for kind in keys}
    for _ in range(rounds):
        order = list(keys)
        rng.shuffle(order)
        for kind in order:
            times[kind].append(ask(keys[kind]))
    return times


def difference(first: list[float], second: list[float], rng: random.Random) -> tuple[float, ...]:
    """Difference of the medians, and the bounds of 95 % of what resampling gives for it."""
    found = statistics.median(first) - statistics.median(second)
    drawn = sorted(
        statistics.median(rng.choices(first, k=len(first)))
        - statistics.median(rng.choices(second, k=len(second)))
        for _ in range(RESAMPLES)
    )
    edge = RESAMPLES // 40
    return found, drawn[edge], drawn[-edge - 1]


def table(times: dict[str, list[float]], rng: random.Random) -> str:
    """The figures as Markdown, in microseconds."""
    unknown = times[KINDS[2]]
    lines = [
        "| key | median | difference to unknown | 95 % of resamples |",
        "| --- | --- | --- | --- |",
    ]
    for kind, found in times.items():
        median = f"{statistics.median(found) * 1e6:.0f}"
        if kind == KINDS[2]:
            lines.append(f"| {kind} | {median} | | |")
            continue
        apart, low, high = (value * 1e6 for value in difference(found, unknown, rng))
        lines.append(f"| {kind} | {median} | {apart:+.0f} | {low:+.0f} to {high:+.0f} |")
    return "\n".join(lines)


class Refusals:
    """Asks one server over one connection."""

    def __init__(self, url: str) -> None:
        parts = urllib.parse.urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)

    def __call__(self, key: str) -> float:
        """Seconds until a key was refused."""
        started = time.perf_counter()
        self._connection.request("GET", "/api/v1/models", headers={"X-API-Key": key})
        answer = self._connection.getresponse()
        answer.read()
        taken = time.perf_counter() - started
        if answer.status != UNAUTHORIZED:
            raise SystemExit(f"the server answers {answer.status} to a key that does not work")
        return taken


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--url", default="http://localhost:9080")
    parser.add_argument("--key-file", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3000)
    options = parser.parse_args()
    rng = random.Random(7)  # noqa: S311 (an order, no secret)
    keys = broken_keys(options.key_file.read_text().strip(), rng)
    ask = Refusals(options.url)
    measure(ask, keys, options.rounds // 5, rng)  # warms the server up
    print(table(measure(ask, keys, options.rounds, rng), rng))


if __name__ == "__main__":
    main()
