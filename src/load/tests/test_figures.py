import pytest

from loadtesting.figures import (
    UNANSWERED,
    Answer,
    health_summary,
    latencies,
    percentile,
    summary,
    trend,
)


def test_percentile_is_the_value_that_the_share_does_not_exceed():
    values = list(range(1, 101))

    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]


def test_percentile_of_few_values_is_one_of_them():
    assert percentile([7.0], 0.99) == 7.0
    assert percentile([1.0, 2.0, 3.0], 0.5) == 2.0
    assert percentile([1.0, 2.0, 3.0], 0.01) == 1.0


def test_percentile_refuses_nothing():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_latencies_of_nothing_are_unknown():
    assert latencies([])["p99_ms"] is None


def test_summary_times_answered_films_from_their_plan_and_counts_everything():
    answers = [
        Answer(10.0, 10.1, 201, ""),
        Answer(10.0, 10.3, 201, ""),
        Answer(10.0, 19.0, 503, "OVERLOADED"),
        Answer(10.0, 10.0, 0, ""),
    ]

    figures = summary(answers, seconds=4.0)

    assert figures["answered_per_second"] == 0.5
    assert figures["answers"] == {"201": 2, "503 OVERLOADED": 1, "connection failed": 1}
    assert figures["p50_ms"] == pytest.approx(100.0)
    assert figures["max_ms"] == pytest.approx(300.0)


def test_late_and_missing_answers_count_in_latencies_but_not_in_the_rate():
    answers = [
        Answer(10.0, 10.1, 201, ""),
        Answer(10.0, 14.5, 201, ""),
        Answer(10.0, 70.0, UNANSWERED, ""),
    ]

    figures = summary(answers, seconds=4.0, until=14.0)

    assert figures["answered_per_second"] == 0.25
    assert figures["answers"] == {"201": 2, "no answer": 1}
    assert figures["p50_ms"] == pytest.approx(4_500.0)
    assert figures["max_ms"] == pytest.approx(60_000.0)


def test_health_summary_keeps_the_latency_of_bad_answers():
    figures = health_summary([Answer(0.0, 0.5, 503, ""), Answer(0.0, 0.1, 200, "")])

    assert figures["not_200"] == 1
    assert figures["max_ms"] == pytest.approx(500.0)


def test_trend_compares_quarters():
    flat = trend([1.0, 1.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0])

    assert flat == {"first": 1.0, "max": 5.0, "mean_second_quarter": 5.0, "mean_last_quarter": 5.0}
    assert trend([3.0])["mean_last_quarter"] == 3.0
