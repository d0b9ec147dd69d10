"""Measures, intervals, curves and the baseline, against hand counts and slower ways."""

import numpy as np
import pytest

from films_of_answers import LABELS, answers_of, random_answers
from import_tools.assessment import measures, reliability, thumbnails
from import_tools.assessment.answers import check_classes
from import_tools.assessment.bootstrap import Bootstrap, Interval
from import_tools.assessment.chance import honest_calibration_error
from import_tools.assessment.curves import threshold_curve
from import_tools.assessment.result import Baseline, Plan, assess
from import_tools.errors import ImportToolsError
from import_tools.evaluation import area_under_curve

FIVE = answers_of(
    [0, 0, 1, 1, 2],
    [[0.8, 0.1, 0.1], [0.2, 0.5, 0.3], [0.1, 0.7, 0.2], [0.1, 0.2, 0.7], [0.6, 0.2, 0.2]],
)


def values(found: measures.Measures, films: int) -> dict[str, float]:
    return {name: float(measure(np.ones((1, films)))[0]) for name, measure in found.items()}


def test_counts_what_is_right() -> None:
    found = values(measures.totals(FIVE), 5)
    assert found["accuracy"] == pytest.approx(2 / 5)
    assert found["normal_or_ill_accuracy"] == pytest.approx(3 / 5)
    assert found["sensitivity"] == pytest.approx(2 / 3)
    assert found["specificity"] == pytest.approx(1 / 2)
    assert found["auc"] == pytest.approx(5 / 6)


def test_counts_label_by_label() -> None:
    found = values(measures.of_label(FIVE, 1), 5)
    assert found["sensitivity"] == pytest.approx(1 / 2)
    assert found["specificity"] == pytest.approx(2 / 3)
    assert found["ppv"] == pytest.approx(1 / 2)
    assert found["npv"] == pytest.approx(2 / 3)


def test_a_measure_without_films_has_no_value() -> None:
    ill = answers_of([1, 2], [[0.1, 0.6, 0.3], [0.2, 0.2, 0.6]])
    found = values(measures.totals(ill), 2)
    assert np.isnan(found["specificity"])
    assert np.isnan(found["auc"])
    never_said = values(measures.of_label(ill, 0), 2)
    assert np.isnan(never_said["ppv"])


def test_the_fast_area_equals_the_slow_one_with_ties() -> None:
    random = np.random.default_rng(3)
    positive = random.random(60) < 0.4
    scores = random.integers(8, size=60) / 8
    fast = measures.area_under_curve(positive, scores)
    assert fast(np.ones((1, 60)))[0] == pytest.approx(area_under_curve(positive, scores))


@pytest.mark.parametrize("name", list(measures.totals(FIVE)))
def test_a_weight_is_the_same_as_so_many_copies(name) -> None:
    answers = random_answers(40)
    times = np.random.default_rng(5).integers(4, size=40)
    weighted = measures.totals(answers)[name](times[None].astype(float))[0]
    copied = np.repeat(np.arange(40), times)
    copies = answers_of(answers.classes[copied].tolist(), answers.probabilities[copied])
    assert weighted == pytest.approx(values(measures.totals(copies), len(copied))[name])


def test_two_labels_are_told_apart_over_their_own_films() -> None:
    found = measures.between(FIVE, 1, 2)(np.ones((1, 5)))[0]
    assert found == pytest.approx(0.5)  # 0.78 and 0.22 of bacterial against 0.5 of viral


def test_the_calibration_error_is_that_of_the_bins() -> None:
    answers = random_answers()
    by_bins = sum(
        b.films / len(answers.films) * abs(b.confidence - b.accuracy)
        for b in reliability.bins(answers)
    )
    found = measures.expected_calibration_error(answers)(np.ones((1, len(answers.films))))
    assert found[0] == pytest.approx(by_bins)


def test_honest_probabilities_have_a_calibration_error_too() -> None:
    """400 films of one bin, at 0.8: the mean distance of their share from 0.8 is that of a normal
    distribution, sqrt(2 / pi) of its deviation."""
    answers = answers_of([0] * 400, [[0.8, 0.1, 0.1]] * 400)
    found = honest_calibration_error(answers, Bootstrap(4000))
    assert found.value == pytest.approx(np.sqrt(2 / np.pi) * np.sqrt(0.8 * 0.2 / 400), rel=0.05)
    assert 0 <= found.low < found.value < found.high < 3 * np.sqrt(0.8 * 0.2 / 400)
    assert found == honest_calibration_error(answers, Bootstrap(4000))


def test_more_films_leave_less_to_chance() -> None:
    few, many = (honest_calibration_error(random_answers(n), Bootstrap(200)) for n in (50, 800))
    assert many.value < few.value / 2


def test_an_edge_belongs_to_the_bin_below() -> None:
    assert reliability.bin_numbers(np.array([0.0, 1 / 15, 0.07, 1.0])).tolist() == [0, 0, 1, 14]


def test_confusion_has_true_labels_in_rows() -> None:
    assert measures.confusion(FIVE) == [[1, 1, 0], [0, 1, 1], [1, 0, 0]]


def test_intervals_hold_the_value_and_repeat() -> None:
    answers = random_answers()
    wanted = measures.totals(answers)
    first = Bootstrap(200).intervals(wanted, answers.patients)
    assert first == Bootstrap(200).intervals(wanted, answers.patients)
    assert first != Bootstrap(200, seed=2).intervals(wanted, answers.patients)
    for name in ("accuracy", "sensitivity", "auc"):
        assert first[name].low < first[name].value < first[name].high


def test_blocks_of_draws_change_nothing(monkeypatch) -> None:
    answers = random_answers()
    wanted = measures.totals(answers)
    whole = Bootstrap(150).intervals(wanted, answers.patients)
    monkeypatch.setattr("import_tools.assessment.bootstrap._BLOCK", 1400)  # 7 draws
    assert Bootstrap(150).intervals(wanted, answers.patients) == whole


def test_ten_films_of_each_patient_are_no_more_evidence_than_one() -> None:
    random = np.random.default_rng(2)
    right = random.random(50) < 0.7
    p = np.where(right[:, None], [[0.9, 0.1]], [[0.1, 0.9]])
    one = answers_of([0] * 50, p, labels=("A", "B"))
    ten = answers_of(
        [0] * 500, np.repeat(p, 10, axis=0), [str(n // 10) for n in range(500)], ("A", "B")
    )
    alone = Bootstrap(500).intervals({"a": measures.totals(one)["accuracy"]}, one.patients)
    together = Bootstrap(500).intervals({"a": measures.totals(ten)["accuracy"]}, ten.patients)
    width = alone["a"].high - alone["a"].low
    assert together["a"].high - together["a"].low == pytest.approx(width, abs=0.03)


def test_a_measure_that_most_draws_lack_has_no_interval() -> None:
    mostly_missing = {"m": lambda weights: np.where(weights[:, 0] > 1, 0.5, np.nan)}
    found = Bootstrap(100).intervals(mostly_missing, np.arange(5))["m"]
    assert found == Interval(None)
    sometimes = {"m": lambda weights: np.where(weights[:, 0] == 1, 0.5, np.nan)}
    assert Bootstrap(100).intervals(sometimes, np.arange(5))["m"] == Interval(0.5)


def test_too_few_draws_are_refused() -> None:
    with pytest.raises(ImportToolsError, match="10 draws are too few"):
        Bootstrap(10)


def test_a_curve_has_one_entry_a_score() -> None:
    curve = threshold_curve(np.array([True, False, True, False]), np.array([0.9, 0.5, 0.5, 0.1]))
    assert curve.thresholds.tolist() == [np.inf, 0.9, 0.5, 0.1]
    assert curve.sensitivity.tolist() == [0, 0.5, 1, 1]
    assert curve.specificity.tolist() == [1, 1, 0.5, 0]
    assert curve.ppv.tolist() == pytest.approx([1, 1, 2 / 3, 1 / 2])
    assert curve.roc()[0] == [0, 0]
    assert curve.roc()[-1] == [1, 1]
    assert curve.precision_recall()[0] == [0.5, 1]


def test_a_long_curve_is_thinned_but_keeps_its_ends() -> None:
    scores = np.linspace(0, 1, 5000)
    roc = threshold_curve(scores > 0.3, scores).roc()
    assert len(roc) == 200
    assert (roc[0], roc[-1]) == ([0, 0], [1, 1])


def test_the_baseline_learns_what_is_linear() -> None:
    random = np.random.default_rng(4)
    classes = random.integers(3, size=300)
    x = random.standard_normal((300, 5)) + 2 * np.eye(3, 5)[classes]
    weights = thumbnails.fit(x, classes, 3)
    called = (np.hstack([x, np.ones((300, 1))]) @ weights).argmax(axis=1)
    assert (called == classes).mean() > 0.85


def test_the_baseline_is_at_the_minimum_of_its_loss() -> None:
    random = np.random.default_rng(6)
    classes = random.integers(2, size=50)
    x = random.standard_normal((50, 4))
    weights = thumbnails.fit(x, classes, 2)
    with_one, truth = np.hstack([x, np.ones((50, 1))]), np.eye(2)[classes]
    penalty = np.array([1, 1, 1, 1, 1e-6])
    lowest = thumbnails._loss(with_one, truth, penalty, weights)
    for _ in range(20):
        near = weights + 0.05 * random.standard_normal(weights.shape)
        assert thumbnails._loss(with_one, truth, penalty, near) > lowest


def test_assesses_everything_at_once() -> None:
    answers = random_answers()
    baseline = Baseline(np.full((200, 3), 1 / 3), learned_from=7)
    points = {"screening": {"Viral": 0.2}, "confirm": {}}
    result = assess(answers, Plan(Bootstrap(100), operating_points=points), baseline)
    assert result["films"] == 200
    assert 0 < result["honest_calibration_error"]["value"] < 0.2
    assert sum(result["films_by_label"].values()) == 200
    assert set(result["auc_between"]) == {
        "Normal / Bacterial", "Normal / Viral", "Bacterial / Viral",
    }  # fmt: skip
    assert result["baseline"]["totals"]["auc"]["value"] == pytest.approx(0.5)
    ahead = result["baseline"]["ahead_of_it"]["auc"]
    assert ahead["value"] == pytest.approx(result["totals"]["auc"]["value"] - 0.5, abs=1e-5)
    viral = result["operating_points"]["screening"]["Viral"]
    assert viral["sensitivity"]["value"] > result["by_label"]["Viral"]["sensitivity"]["value"]
    assert result["operating_points"]["confirm"] == {}


@pytest.mark.parametrize(
    ("probabilities", "message"),
    [
        ([[0.5, 0.5]], "answers of the shape"),
        ([[0.5, 0.5, 0.5]], "do not add up to 1"),
        ([[np.nan, 0.5, 0.5]], "do not add up to 1"),
    ],
)
def test_refuses_what_are_no_probabilities(probabilities, message) -> None:
    with pytest.raises(ImportToolsError, match=message):
        answers_of([0], probabilities)


def test_every_label_needs_a_class() -> None:
    check_classes(["a", "b", "c"], LABELS)
    with pytest.raises(ImportToolsError, match=r"names 2 classes \(a, b\), but the model has 3"):
        check_classes(["a", "b"], LABELS)
