"""The temperature and the operating points: how they are chosen, and what goes into a package."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from films_of_answers import answers_of, random_answers
from import_tools import files
from import_tools.cli import main
from import_tools.errors import ImportToolsError
from import_tools.films.sample import CLASSES, write_sample
from import_tools.network.operations import calibrate, softmax
from import_tools.operating.goals import BALANCED, CONFIRM, SCREENING, Goals, choose
from import_tools.operating.temperature import HIGHEST, LOWEST, fit_temperature, log_loss
from import_tools.package.operating_points import read_operating_points, write_calibration
from import_tools.package.reading import read_package


def test_finds_the_temperature_that_spoiled_the_probabilities() -> None:
    random = np.random.default_rng(1)
    logits = 2 * random.standard_normal((4000, 3))
    honest = softmax(logits)
    classes = np.array([random.choice(3, p=row) for row in honest])
    assert fit_temperature(softmax(2.5 * logits), classes) == pytest.approx(2.5, rel=0.06)


def test_the_temperature_has_the_lowest_log_loss() -> None:
    answers = random_answers()
    best = fit_temperature(answers.probabilities, answers.classes)

    def loss(temperature: float) -> float:
        return log_loss(calibrate(answers.probabilities, temperature), answers.classes)

    assert loss(best) <= min(loss(0.97 * best), loss(1.03 * best))


def test_films_that_are_all_right_or_all_wrong_end_at_the_range() -> None:
    p = np.array([[0.6, 0.4]] * 5)
    assert fit_temperature(p, np.zeros(5, int)) == pytest.approx(LOWEST, rel=1e-3)
    assert fit_temperature(p, np.ones(5, int)) == pytest.approx(HIGHEST, rel=1e-3)


def two(scores_of_b: list[float], classes: list[int]):
    p = np.array(scores_of_b)
    return answers_of(classes, np.stack([1 - p, p], axis=1), labels=("A", "B"))


#: 20 films of A below, 20 of B above, but for two of each on the wrong side.
SCORES = [0.1 + 0.01 * n for n in range(18)] + [0.72, 0.81] + [0.3, 0.35]
SCORES = SCORES + [0.6 + 0.02 * n for n in range(18)]
MIXED = two(SCORES, [0] * 20 + [1] * 20)


def measured(threshold: float) -> tuple[float, float, float]:
    called = MIXED.probabilities[:, 1] >= threshold
    is_so = MIXED.classes == 1
    return (
        called[is_so].mean(),
        (~called[~is_so]).mean(),
        is_so[called].mean() if called.any() else 1.0,
    )


def test_screening_is_the_highest_threshold_of_the_wanted_sensitivity() -> None:
    threshold = choose(MIXED, Goals())[SCREENING]["B"].threshold
    assert measured(threshold)[0] == pytest.approx(0.95)
    assert measured(0.36)[0] < 0.95
    assert 0.3 < threshold <= 0.35


def test_balanced_has_the_largest_sum() -> None:
    threshold = choose(MIXED, Goals())[BALANCED]["B"].threshold
    best = max(sum(measured(t)[:2]) for t in np.linspace(0.05, 0.95, 500))
    assert sum(measured(threshold)[:2]) == pytest.approx(best)


def test_confirm_is_the_lowest_threshold_of_the_wanted_ppv() -> None:
    threshold = choose(MIXED, Goals())[CONFIRM]["B"].threshold
    assert measured(threshold)[2] >= 0.9
    lower = [t for t in np.linspace(0.05, threshold - 0.02, 300) if measured(t)[2] >= 0.9]
    assert not lower


def test_a_ppv_out_of_reach_is_refused_with_what_is_in_reach() -> None:
    random = np.random.default_rng(8)
    useless = two(random.uniform(0.01, 0.99, 100).tolist(), [0] * 70 + [1] * 30)
    choice = choose(useless, Goals())[CONFIRM]["B"]
    assert choice.threshold is None
    assert "PPV 0.9 is not reached: the best of at least 10 called films is 0." in choice.reason


def test_a_sensitivity_that_needs_every_film_is_refused() -> None:
    wrong_way_round = two(
        [0.9 - 0.01 * n for n in range(15)] + [0.1 + 0.01 * n for n in range(15)],
        [0] * 15 + [1] * 15,
    )
    choices = choose(wrong_way_round, Goals(sensitivity=1.0))
    assert choices[SCREENING]["B"].reason == "sensitivity 1 needs every film to be called so"
    assert choices[BALANCED]["B"].reason == "no threshold is better than chance"


def test_a_threshold_is_short_and_between_films() -> None:
    apart = two([0.2] * 10 + [0.8] * 10, [0] * 10 + [1] * 10)
    assert choose(apart, Goals())[BALANCED]["B"].threshold == 0.5
    close = two([0.43211] * 10 + [0.43215] * 10, [0] * 10 + [1] * 10)
    assert choose(close, Goals())[BALANCED]["B"].threshold == 0.43213


def test_films_with_one_score_are_called_together() -> None:
    tied = two([0.2] * 10 + [0.5] * 20, [0] * 15 + [1] * 15)
    threshold = choose(tied, Goals())[SCREENING]["B"].threshold
    assert 0.2 < threshold <= 0.5


def test_too_few_films_of_a_label_are_refused() -> None:
    few = two([0.2] * 15 + [0.8] * 4, [0] * 15 + [1] * 4)
    with pytest.raises(ImportToolsError, match="'A' has 15 films and 4 others"):
        choose(few, Goals())


@pytest.mark.parametrize("goals", [{"sensitivity": 0.0}, {"ppv": 1.1}])
def test_goals_are_shares(goals) -> None:
    with pytest.raises(ImportToolsError, match="above 0 and at most 1"):
        Goals(**goals)


@pytest.fixture
def package(imported, tmp_path) -> Path:
    return Path(shutil.copytree(imported.package, tmp_path / "tiny" / "1"))


POINTS = {"screening": {"A": 0.25, "B": 0.3}, "confirm": {}}


def test_writes_points_and_a_temperature_that_the_golden_cases_follow(package, imported) -> None:
    write_calibration(package, 1.25, POINTS)
    content = json.loads((package / "model.json").read_text())
    assert content["operating_points"] == POINTS
    assert list(content)[list(content).index("temperature") + 1] == "operating_points"
    read = read_package(package)  # checks every hash
    assert read.temperature == 1.25
    for case in read.golden:
        assert case.probabilities == pytest.approx(softmax(np.array(case.logits), 1.25), abs=1e-8)
    assert read_operating_points(package) == POINTS
    assert main(["verify", str(package), "--checkpoint", str(imported.checkpoint)]) == 0


def test_writing_the_same_again_gives_the_same_bytes(package) -> None:
    before = (package / "golden.json").read_bytes()
    write_calibration(package, 0.5, POINTS)
    assert (package / "golden.json").read_bytes() == before
    once = (package / "model.json").read_bytes()
    write_calibration(package, 0.5, POINTS)
    assert (package / "model.json").read_bytes() == once


def test_a_full_disk_leaves_the_package_as_it_was(package, monkeypatch) -> None:
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "model.json.partial":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(files.Path, "write_bytes", full)
    with pytest.raises(ImportToolsError, match=r"model\.json: No space left.*is the disk full"):
        write_calibration(package, 2.0, POINTS)
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_a_spoilt_package_is_refused(package) -> None:
    (package / "golden.json").write_text("{}")
    with pytest.raises(ImportToolsError, match="not the file that"):
        write_calibration(package, 2.0, POINTS)


def test_points_of_unknown_labels_are_refused(package) -> None:
    content = json.loads((package / "model.json").read_text())
    content["operating_points"] = {"screening": {"Z": 0.5}}
    (package / "model.json").write_text(json.dumps(content))
    with pytest.raises(ImportToolsError, match="'Z', which is no label"):
        read_operating_points(package)


def calibrate_arguments(package: Path, films: Path, *more: str) -> list[str]:
    classes = ",".join([*CLASSES, "OTHER"])
    given = ["--classes", classes, "--patient-pattern", r"(patient\d+)_", "--draws", "100"]
    return ["calibrate", str(package), str(films), *given, *more]


def test_a_class_without_films_is_one_sentence(package, tmp_path, capsys) -> None:
    write_sample(tmp_path / "films", {"val": 6})
    assert main(calibrate_arguments(package, tmp_path / "films")) == 2
    assert "an operating point needs 10 of both" in capsys.readouterr().err
    assert "operating_points" not in json.loads((package / "model.json").read_text())


def test_a_patient_in_two_splits_is_refused(package, tmp_path, capsys) -> None:
    write_sample(tmp_path / "films", {"val": 2, "train": 1})
    film = next((tmp_path / "films" / "val" / CLASSES[0]).iterdir())
    shutil.copy(film, tmp_path / "films" / "train" / CLASSES[0])
    assert main(calibrate_arguments(package, tmp_path / "films")) == 2
    assert "patients have films in two of the splits" in capsys.readouterr().err


def test_calibrates_a_package(package, tmp_path, capsys) -> None:
    """Random weights, so what is found means nothing: it has to be whole and consistent."""
    films = tmp_path / "films"
    write_sample(films, {"val": 6})
    (films / "val" / "OTHER").mkdir()
    for number, film in enumerate(sorted((films / "val" / CLASSES[0]).iterdir())):
        shutil.copy(film, films / "val" / "OTHER" / f"patient{100 + number}_0.png")
    report = tmp_path / "report.json"
    assert main(calibrate_arguments(package, films, "--report", str(report))) == 0
    told = capsys.readouterr()
    written = json.loads(report.read_text())
    points = read_operating_points(package)
    assert set(points) == {SCREENING, BALANCED, CONFIRM}
    assert read_package(package).temperature == written["temperature"]["after"]
    assert written["temperature"]["before"] == 0.5
    for name, labels in written["operating_points"].items():
        for label, found in labels.items():
            if "left_out" in found:
                assert label not in points[name]
                assert f"{name}: {label} is left out, {found['left_out']}" in told.err
            else:
                assert points[name][label] == found["threshold"]
    screening = written["operating_points"][SCREENING].values()
    assert all(found["sensitivity"]["value"] >= 0.95 for found in screening if "threshold" in found)
    assert (
        written["calibration"]["after"]["log_loss"] <= written["calibration"]["before"]["log_loss"]
    )
    honest = written["calibration"]["after"]["honest_calibration_error"]
    assert honest["low"] <= honest["value"] <= honest["high"]
    assert f"(honest ones: {honest['value']:.4f})" in told.out
