import multiprocessing
import os
import signal
import sys
import threading

import pytest

from fake_server import FakeServer, answer
from loadtesting.figures import Answer
from loadtesting.observing import (
    MemorySample,
    ask_steadily,
    metric_sum,
    resident_mib,
    watching,
)
from loadtesting.scenarios import memory_figures, overload_figures, readiness_after

EXPOSITION = """\
# TYPE healthai_off_heap_bytes gauge
healthai_off_heap_bytes{model="a",version="1",} 9.0E7
healthai_off_heap_bytes{model="b",version="1",} 1.0E7
healthai_off_heap_bytes_other 5
memory_usedHeap_bytes 17
"""


def test_a_metric_is_the_sum_of_its_series():
    assert metric_sum(EXPOSITION, "healthai_off_heap_bytes") == 1.0e8
    assert metric_sum(EXPOSITION, "memory_usedHeap_bytes") == 17
    assert metric_sum(EXPOSITION, "absent") is None


only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the tool is for Linux")


@only_linux
def test_resident_memory_is_read_from_the_system():
    assert resident_mib(os.getpid()) > 5
    assert resident_mib(2**22 + 1) is None


def wait_until_told(stop) -> list[str]:
    stop.wait()
    return ["told"]


def be_killed_while_waiting(stop) -> list:
    threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGKILL]).start()
    stop.wait()
    return []


def fail(_stop) -> list:
    raise ValueError("on purpose")


def outlive_children() -> None:
    for child in multiprocessing.active_children():
        child.join()


@only_linux
def test_what_is_watched_is_there_at_the_end():
    with watching(wait_until_told) as found:
        assert found == []

    assert found == ["told"]


@only_linux
@pytest.mark.parametrize("work", [be_killed_while_waiting, fail])
def test_a_watching_process_that_dies_ends_the_run_instead_of_hanging_it(work):
    with pytest.raises(SystemExit, match=f"{work.__name__} died"), watching(work):
        outlive_children()


@only_linux
def test_a_failure_of_what_is_watched_is_not_hidden_by_the_watching():
    with pytest.raises(ValueError, match="mine"), watching(be_killed_while_waiting):
        outlive_children()
        raise ValueError("mine")


def test_probes_that_one_slow_answer_held_up_until_the_end_are_slow_too():
    stop = threading.Event()

    def slow(_number: int) -> bytes:
        stop.set()
        return answer(200)

    with FakeServer(slow, delay_s=0.3) as server:
        answers = ask_steadily(server.address, "/health/live", 0.05, stop)

    waited = [a.latency_ms for a in answers]
    assert len(waited) >= 6
    assert waited[0] >= 300
    assert waited == sorted(waited, reverse=True)


def test_memory_that_is_not_known_leaves_gaps():
    samples = [MemorySample(5.0, 700.0, None, None), MemorySample(6.0, 710.0, 90.0, None)]

    figures = memory_figures(samples)

    assert figures["at_s"] == [0.0, 1.0]
    assert figures["off_heap_mib"] == [None, 90.0]
    assert figures["rss"]["max"] == 710.0
    assert "heap" not in figures
    assert memory_figures([]) == {}


def test_an_overload_tells_refusals_from_answers_that_came_too_late():
    answers = [
        Answer(0.0, 1.0, 201, ""),
        Answer(9.0, 12.0, 201, ""),
        Answer(1.0, 1.2, 503, "OVERLOADED"),
        Answer(1.0, 31.0, 504, "TIMEOUT"),
        Answer(1.0, 1.0, 0, ""),
    ]

    figures = overload_figures(answers, started=0.0, ended=10.0)

    assert figures["answered_per_second"] == 0.1
    assert figures["wrong_answers"] == 1
    assert figures["refused"]["max_ms"] == pytest.approx(200.0)
    assert figures["too_late"]["p50_ms"] == pytest.approx(30_000.0)


def test_ready_counts_from_the_end_to_the_first_up_after_the_last_down():
    ready = [
        Answer(1.0, 1.1, 503, ""),
        Answer(11.0, 11.1, 200, ""),
        Answer(12.0, 12.1, 503, ""),
        Answer(13.0, 13.5, 200, ""),
        Answer(14.0, 14.1, 200, ""),
    ]

    assert readiness_after(ready, started=0.0, ended=10.0) == {
        "ready_not_up_during": 1,
        "seconds_to_ready": 3.5,
    }


def test_ready_that_never_comes_is_told():
    ready = [Answer(11.0, 11.1, 503, "")]

    assert readiness_after(ready, started=0.0, ended=10.0)["seconds_to_ready"] is None
