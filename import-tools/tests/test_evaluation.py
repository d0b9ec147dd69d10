"""Metrics against hand counts; evaluation against PyTorch where it is installed."""

import json

import numpy as np
import pytest
from PIL import Image

from import_tools import patterns, torch_oracle
from import_tools.errors import ImportToolsError
from import_tools.evaluation import add_to_summary, area_under_curve, evaluate, measure


def test_counts_what_is_right() -> None:
    classes = np.array([0, 0, 1, 1, 2])
    probabilities = np.array(
        [[0.8, 0.1, 0.1], [0.2, 0.5, 0.3], [0.1, 0.7, 0.2], [0.1, 0.2, 0.7], [0.6, 0.2, 0.2]]
    )
    metrics = measure(classes, probabilities)
    assert metrics.films == 5
    assert metrics.three_class_accuracy == pytest.approx(2 / 5)
    assert metrics.normal_pneumonia_accuracy == pytest.approx(3 / 5)
    assert metrics.sensitivity == pytest.approx(2 / 3, abs=1e-6)
    assert metrics.specificity == pytest.approx(1 / 2)
    assert metrics.auc == pytest.approx(5 / 6, abs=1e-6)


def test_a_group_without_films_has_no_measure() -> None:
    metrics = measure(np.array([1, 2]), np.array([[0.1, 0.6, 0.3], [0.2, 0.2, 0.6]]))
    assert metrics.sensitivity == 1.0
    assert metrics.specificity is None
    assert metrics.auc is None


def test_ties_count_half() -> None:
    positive = np.array([True, True, False, False])
    assert area_under_curve(positive, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5
    assert area_under_curve(positive, np.array([0.9, 0.4, 0.4, 0.1])) == 0.875


def test_a_summary_speaks_of_one_checkpoint(tmp_path) -> None:
    def result(checkpoint: str) -> dict:
        return {
            "format": 1,
            "checkpoint_sha256": checkpoint,
            "labels": ["A", "B"],
            "metrics": {"films": 3},
        }

    path = tmp_path / "summary.json"
    add_to_summary(path, "val", result("a"))
    add_to_summary(path, "test", result("a"))
    assert set(json.loads(path.read_text())["splits"]) == {"val", "test"}
    add_to_summary(path, "test", result("b"))
    assert set(json.loads(path.read_text())["splits"]) == {"test"}


@pytest.mark.skipif(not torch_oracle.is_available(), reason="torch and torchvision are missing")
def test_evaluates_a_folder(imported, tmp_path) -> None:
    for number, folder in enumerate(("NORMAL", "BACTERIAL")):
        (tmp_path / folder).mkdir()
        film = patterns.noise(80, 90, number)
        Image.fromarray(film).save(tmp_path / folder / f"{number}.png")
    folders = ("NORMAL", "BACTERIAL", "VIRAL")
    result = evaluate(imported.checkpoint, imported.package, tmp_path, folders)
    assert [film["file"] for film in result["films"]] == ["NORMAL/0.png", "BACTERIAL/1.png"]
    assert [film["class"] for film in result["films"]] == [0, 1]
    assert sum(result["films"][0]["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert result["metrics"]["films"] == 2


@pytest.mark.skipif(not torch_oracle.is_available(), reason="torch and torchvision are missing")
def test_names_a_film_that_cannot_be_decoded(imported, tmp_path) -> None:
    (tmp_path / "A").mkdir()
    (tmp_path / "A" / "notes.txt").write_text("no film")
    with pytest.raises(ImportToolsError, match=r"notes\.txt: this is no image"):
        evaluate(imported.checkpoint, imported.package, tmp_path, ("A", "B", "C"))


def test_folders_must_fit_the_labels(imported, tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="2 folders were named for 3 labels"):
        evaluate(imported.checkpoint, imported.package, tmp_path, ("NORMAL", "OTHER"))
    with pytest.raises(ImportToolsError, match="no films in"):
        evaluate(imported.checkpoint, imported.package, tmp_path, ("A", "B", "C"))
