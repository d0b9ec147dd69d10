import json

import pytest

import loadtest
from loadtesting import report

LATENCIES = {"p50_ms": 10.0, "p95_ms": 20.0, "p99_ms": 25.0, "max_ms": 30.0}
MEMORY = {
    "at_s": [0, 60],
    "rss_mib": [600, 650],
    "rss": {"first": 600, "max": 650, "mean_second_quarter": 600, "mean_last_quarter": 650},
}
HEALTH = {"requests": 9, "not_200": 0, **LATENCIES}


def figures(kind: str, **more: object) -> dict:
    common = {"kind": kind, "work": report.PNG, "answered_per_second": 40.0, "requests": 100}
    return {**common, "answers": {"201": 100}, **LATENCIES, "health": HEALTH, **more}


def test_each_closed_loop_stands_beside_its_reference():
    lines = report.closed_table(
        {"a": figures("closed", clients=16), "b": figures("closed", clients=64)}
    )

    assert "11.2/s, p50 1,372, p99 1,868" in lines[2]
    assert "1,372" not in lines[3]


def test_open_loop_shows_how_far_the_slow_ones_are_behind():
    row = report.open_table({"a": figures("open", rate=28.0)})[2]

    assert "| 2.50 |" in row
    assert "| 201: 100 |" in row


def test_overload_that_never_ends_is_told():
    recovery = {
        "normal_limit_ms": 80.0,
        "seconds_to_normal": None,
        "ready_not_up_during": 3,
        "seconds_to_ready": 0.2,
    }
    results = {
        "a": figures(
            "overload",
            rate=400.0,
            seconds=120.0,
            unsent=0,
            wrong_answers=1,
            refused={"p50_ms": None, "p95_ms": None, "p99_ms": None},
            too_late={**LATENCIES, "p50_ms": 30_000.0},
            recovery=recovery,
            memory=MEMORY,
        )
    }

    text = "\n".join(report.overload_list(results))

    assert "not within a minute after the end" in text
    assert "503 and 504): 1" in text
    assert "503 after none / none / none ms, 504 after 30,000.0 / " in text


def test_a_report_has_only_sections_that_were_run():
    soak = {"soak-1": figures("soak", clients=8, memory=MEMORY)}

    text = report.markdown(soak, {"processor": "2 of X"})

    assert "![memory](soak-1.svg)" in text
    assert "Open loop" not in text
    assert "resident 650" in report.memory_chart(soak["soak-1"])


def test_a_run_goes_on_where_it_was_cut_off(tmp_path):
    done = figures("closed", clients=16)
    name = "closed-16-1024²-PNG"
    (tmp_path / f"{name}.json").write_text(json.dumps(done), encoding="utf-8")
    options = loadtest.parse_arguments(["--resume", "--out", str(tmp_path)])

    class NeverAsked:
        """Fails when anything is measured."""

    run = loadtest.Run(options, NeverAsked())

    work = loadtest.Work(report.PNG, [b""])
    assert run._capacity(work) == 40.0


def test_without_any_answer_there_is_no_rate_to_arrive_at(tmp_path):
    options = loadtest.parse_arguments(["--out", str(tmp_path)])

    class NothingAnswered:
        """Measures a server that answers no film."""

        def closed(self, *_):
            return figures("closed", clients=16, answered_per_second=0.0)

    with pytest.raises(SystemExit, match="no film answered"):
        loadtest.Run(options, NothingAnswered())._capacity(loadtest.Work(report.PNG, [b""]))


def test_only_arrivals_by_the_clock_need_many_connections():
    def needed(*arguments: str) -> int:
        return loadtest.connections(loadtest.parse_arguments([*arguments]))

    assert needed("closed", "soak") == 64
    assert needed("closed", "--clients", "2000") == 2000
    assert needed("overload") == needed() == 1500
