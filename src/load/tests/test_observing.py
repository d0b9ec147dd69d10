import os
import sys

import pytest

from loadtesting.figures import Answer
from loadtesting.observing import MemorySample, metric_sum, resident_mib
from loadtesting.scenarios import memory_figures, readiness_after

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


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_resident_memory_is_read_from_the_system():
    assert resident_mib(os.getpid()) > 5
    assert resident_mib(2**22 + 1) is None


def test_memory_that_is_not_known_leaves_gaps():
    samples = [MemorySample(5.0, 700.0, None, None), MemorySample(6.0, 710.0, 90.0, None)]

    figures = memory_figures(samples)

    assert figures["at_s"] == [0.0, 1.0]
    assert figures["off_heap_mib"] == [None, 90.0]
    assert figures["rss"]["max"] == 710.0
    assert "heap" not in figures
    assert memory_figures([]) == {}


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
