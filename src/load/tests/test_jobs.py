from __future__ import annotations

import io
import json
import threading
import zipfile

import pytest

from fake_server import FakeServer, answer
from loadtesting.figures import Answer
from loadtesting.jobs import (
    Refused,
    SinglesBeside,
    median_ms,
    run_job,
    single_figures,
    singles,
    zip_of,
)
from loadtesting.serving import Target


def job(state: str, done: int) -> bytes:
    return json.dumps({"id": 7, "state": state, "counts": {"done": done, "failed": 0}}).encode()


def test_a_zip_holds_films_as_often_as_it_takes() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of([b"a", b"b"], 5))) as archive:
        assert [archive.read(name) for name in sorted(archive.namelist())] == [
            b"a",
            b"b",
            b"a",
            b"b",
            b"a",
        ]


def test_waits_for_the_end_of_a_job() -> None:
    answers = [answer(202, job("running", 0)), answer(200, job("running", 1))]
    with FakeServer(lambda n: answers[n] if n < 2 else answer(200, job("completed", 2))) as server:
        figures = run_job(Target(server.address, "key", None), [b"film"], 2, limit_s=10)
        assert server.requests == 3
    assert figures["films"] == 2
    assert figures["ms_a_film"] == pytest.approx(figures["worked_s"] / 2 * 1e3, abs=5)


def test_a_job_with_failed_films_is_no_measurement() -> None:
    with (
        FakeServer(lambda n: answer(200 if n else 202, job("completed", 1))) as server,
        pytest.raises(Refused, match="not all were answered"),
    ):
        run_job(Target(server.address, "key", None), [b"film"], 2, limit_s=10)


def test_a_refused_job_is_told() -> None:
    with (
        FakeServer(lambda _: answer(429, b"quota")) as server,
        pytest.raises(Refused, match="answered 429"),
    ):
        run_job(Target(server.address, "key", None), [b"film"], 2, limit_s=10)


def test_a_job_that_never_ends_is_given_up() -> None:
    with (
        FakeServer(lambda n: answer(200 if n else 202, job("running", 0))) as server,
        pytest.raises(Refused, match="did not end"),
    ):
        run_job(Target(server.address, "key", None), [b"film"], 2, limit_s=0)


def test_single_films_are_sent_until_they_are_stopped() -> None:
    stop = threading.Event()

    def stopping(number: int) -> bytes:
        if number == 2:
            stop.set()
        return answer(201)

    with FakeServer(stopping) as server:
        answers = singles(Target(server.address, "key", None), [b"film"], 0.001, stop)
    assert [a.status for a in answers] == [201, 201, 201]


def test_single_films_beside_a_job_end_with_the_block() -> None:
    asked = threading.Event()

    def noting(_: int) -> bytes:
        asked.set()
        return answer(201)

    with FakeServer(noting) as server:
        target = Target(server.address, "key", None)
        with SinglesBeside(target, [b"film"], 0.001) as beside:
            assert asked.wait(10)
        answered = beside.figures["answered"]
        assert answered >= 1
        assert server.requests == answered


def test_films_that_are_refused_are_counted_apart() -> None:
    figures = single_figures([Answer(0, 0.010, 201, ""), Answer(0, 1, 503, "OVERLOADED")])
    assert (figures["answered"], figures["other"], figures["p50_ms"]) == (1, 1, 10.0)


def test_the_run_in_the_middle_counts() -> None:
    assert median_ms([{"ms_a_film": 9}, {"ms_a_film": 30}, {"ms_a_film": 10}]) == 10
