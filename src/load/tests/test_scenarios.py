import sys

import pytest

from fake_server import FakeServer, answer
from loadtesting.scenarios import Bench, Work
from loadtesting.serving import Target

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tool is for Linux")


def test_open_counts_films_that_are_answered_after_the_last_arrival():
    with FakeServer(lambda _: answer(201), delay_s=1.0) as server:
        bench = Bench(Target(server.address, "key", None))
        figures = bench.open(Work("film", [b"film"]), rate=20, seconds=0.5)

    assert figures["answers"] == {"201": 10}
    assert figures["p50_ms"] >= 1_000
    assert figures["answered_per_second"] == 0.0
    assert figures["health"]["max_ms"] >= 1_000
