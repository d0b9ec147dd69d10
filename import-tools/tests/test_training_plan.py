"""What decides a training and needs no PyTorch: recipe, schedule, measures, history."""

import json
from itertools import pairwise

import numpy as np
import pytest

from import_tools.errors import ImportToolsError
from import_tools.training.history import Epoch, History
from import_tools.training.metrics import measure_all
from import_tools.training.recipe import Augmentation, Recipe, Stage
from import_tools.training.schedule import CosineSchedule


def test_stages_say_the_size_of_every_epoch() -> None:
    recipe = Recipe(stages=Stage.parse("2x64,1x96,3x128"))
    assert recipe.epochs == 6
    assert [recipe.size_at(epoch) for epoch in range(7)] == [64, 64, 96, 128, 128, 128, 128]


@pytest.mark.parametrize("text", ["", "12", "12x", "x128", "12*128", "1x2x3"])
def test_refuses_stages_of_another_form(text) -> None:
    with pytest.raises(ImportToolsError, match="not of the form"):
        Stage.parse(text)


@pytest.mark.parametrize("text", ["0x128", "3x16"])
def test_refuses_stages_that_teach_nothing(text) -> None:
    with pytest.raises(ImportToolsError, match="at least 1 epoch and 32 pixels"):
        Stage.parse(text)


def test_a_recipe_survives_json() -> None:
    recipe = Recipe(
        "resnet34", (Stage(1, 32),), mixup=0.2, augmentation=Augmentation(flip=0.0, erase=0.3)
    )
    assert Recipe.from_json(json.loads(json.dumps(recipe.to_json()))) == recipe
    assert Recipe.from_json({"seed": 5}) == Recipe(seed=5)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"architecture": "vgg16"}, "the architecture 'vgg16' is none of"),
        ({"metric": "f1"}, "the metric 'f1' is none of accuracy"),
        ({"learning": 1}, "learning, which is unknown"),
        ({"augmentation": {"tilt": 1}}, "cannot be used.*tilt"),
        ({"stages": []}, "at least one stage"),
        ({"batch": 1}, "at least 2 films"),
        ({"label_smoothing": 1.5}, "label_smoothing must be between 0 and 1"),
        ({"learning_rate": 0}, "rates must be positive"),
    ],
)
def test_refuses_recipes_that_cannot_be_used(content, message) -> None:
    with pytest.raises(ImportToolsError, match=message):
        Recipe.from_json(content)


def test_the_rate_climbs_then_falls_to_nothing() -> None:
    schedule = CosineSchedule(peak=0.4, warm_up_steps=4, steps=104)
    rates = [schedule.at(step) for step in range(105)]
    assert rates[:5] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.4])
    assert rates[54] == pytest.approx(0.2)
    assert rates[104] == pytest.approx(0.0)
    assert all(later <= earlier for earlier, later in pairwise(rates[4:]))


def test_measures_are_higher_for_the_better_network() -> None:
    classes = np.array([0, 0, 0, 1])
    unsure = np.array([[0.6, 0.4], [0.6, 0.4], [0.4, 0.6], [0.7, 0.3]])
    measured = measure_all(classes, unsure)
    assert measured["accuracy"] == pytest.approx(0.5)
    assert measured["balanced-accuracy"] == pytest.approx((2 / 3 + 0) / 2)
    assert measured["log-loss"] == pytest.approx(np.log([0.6, 0.6, 0.4, 0.3]).mean())
    assert measured["macro-auc"] == pytest.approx(0.0)
    sure = measure_all(classes, np.array([[0.9, 0.1]] * 3 + [[0.1, 0.9]]))
    assert all(sure[name] > measured[name] for name in measured)


def epoch(number: int, accuracy: float) -> Epoch:
    return Epoch(number, 64, 0.1, 1.0, {"accuracy": accuracy}, 2.0)


def test_the_first_of_the_best_epochs_counts() -> None:
    history = History("accuracy")
    assert history.best() is None
    assert [history.add(epoch(n, a)) for n, a in enumerate([0.5, 0.7, 0.7, 0.6], 1)] == [
        True,
        True,
        False,
        False,
    ]
    assert history.best() == epoch(2, 0.7)
    assert history.epochs_since_best() == 2
    assert History.from_json(json.loads(json.dumps(history.to_json()))) == history
