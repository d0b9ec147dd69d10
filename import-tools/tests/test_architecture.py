"""A checkpoint that is not what it is said to be is refused with names and shapes."""

from dataclasses import replace

import numpy as np
import pytest

from checkpoints import random_tensors
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES, Hidden, fit

RESNET18 = ARCHITECTURES["resnet18"]
RESNET18_RELU = replace(RESNET18, head_activation="relu")


@pytest.fixture
def tensors() -> dict[str, np.ndarray]:
    return random_tensors("resnet18")


def test_fits(tensors) -> None:
    fitted = fit(RESNET18, tensors)
    assert (fitted.channels, fitted.classes, fitted.head) == (3, 3, "fc")


def test_finds_channels_classes_and_a_head_after_dropout() -> None:
    fitted = fit(RESNET18, random_tensors("resnet18", channels=1, classes=14, head="fc.1"))
    assert (fitted.channels, fitted.classes, fitted.head) == (1, 14, "fc.1")


@pytest.mark.parametrize("name", ["resnet18", "resnet34", "resnet50"])
def test_has_as_many_parameters_as_the_paper_says(name) -> None:
    millions = {"resnet18": 11.69, "resnet34": 21.80, "resnet50": 25.56}[name]
    shapes = ARCHITECTURES[name].tensor_shapes(3, 1000, "fc")
    trained = [s for n, s in shapes.items() if not n.endswith(("running_mean", "running_var"))]
    assert round(sum(int(np.prod(s)) for s in trained) / 1e6, 2) == millions


def test_suggests_the_architecture_whose_names_fit() -> None:
    with pytest.raises(ImportToolsError, match="use --arch resnet18"):
        fit(ARCHITECTURES["resnet34"], random_tensors("resnet18"))


def test_names_a_missing_tensor(tensors) -> None:
    del tensors["layer2.0.downsample.0.weight"]
    with pytest.raises(ImportToolsError, match=r"missing 1 tensors: layer2.0.downsample.0.weight"):
        fit(RESNET18, tensors)


def test_names_a_tensor_too_many(tensors) -> None:
    tensors["aux.weight"] = np.zeros(3, dtype=np.float32)
    with pytest.raises(ImportToolsError, match=r"1 tensors too many: aux.weight"):
        fit(RESNET18, tensors)


def test_names_a_missing_head(tensors) -> None:
    del tensors["fc.weight"], tensors["fc.bias"]
    with pytest.raises(ImportToolsError, match=r"missing 2 tensors: fc.weight, fc.bias"):
        fit(RESNET18, tensors)


@pytest.mark.parametrize(("first", "last"), [("fc.0", "fc.2"), ("fc.1", "fc.4")])
def test_finds_the_size_of_a_head_of_two_layers(first, last) -> None:
    tensors = random_tensors("resnet18", classes=5, head=last, hidden=Hidden(first, 40))
    fitted = fit(RESNET18_RELU, tensors)
    assert (fitted.classes, fitted.head, fitted.hidden) == (5, last, Hidden(first, 40))


def test_asks_what_is_between_two_layers() -> None:
    tensors = random_tensors("resnet18", head="fc.3", hidden=Hidden("fc.0", 40))
    with pytest.raises(ImportToolsError, match=r"two layers \(fc.0, fc.3\).*--head-activation"):
        fit(RESNET18, tensors)


def test_refuses_an_activation_for_a_head_of_one_layer(tensors) -> None:
    with pytest.raises(ImportToolsError, match=r"one layer \(fc\)"):
        fit(RESNET18_RELU, tensors)


def test_refuses_two_layers_with_no_place_for_an_activation() -> None:
    tensors = random_tensors("resnet18", head="fc.1", hidden=Hidden("fc.0", 40))
    with pytest.raises(ImportToolsError, match=r"nothing is between.*W2 @ W1"):
        fit(RESNET18_RELU, tensors)


@pytest.mark.parametrize("third", ["fc.4", "fc.norm"])
def test_refuses_a_head_of_three_layers(third) -> None:
    tensors = random_tensors("resnet18", head="fc.2", hidden=Hidden("fc.0", 40))
    tensors[f"{third}.weight"] = np.zeros((3, 3), np.float32)
    with pytest.raises(ImportToolsError, match=rf"3 layers \(fc.0, fc.2, {third}\)"):
        fit(RESNET18_RELU, tensors)


def test_refuses_two_layers_that_do_not_fit_together() -> None:
    tensors = random_tensors("resnet18", head="fc.2", hidden=Hidden("fc.0", 40))
    tensors["fc.2.weight"] = tensors["fc.2.weight"][:, :39]
    with pytest.raises(ImportToolsError, match=r"fc.2.weight is 3x39 instead of 3x40"):
        fit(RESNET18_RELU, tensors)


def test_says_which_shape_is_wrong(tensors) -> None:
    tensors["layer1.0.conv1.weight"] = np.zeros((64, 64, 5, 5), dtype=np.float32)
    with pytest.raises(ImportToolsError, match=r"conv1.weight is 64x64x5x5 instead of 64x64x3x3"):
        fit(RESNET18, tensors)


def test_refuses_a_stem_of_two_channels() -> None:
    with pytest.raises(ImportToolsError, match="takes 2 channels; 1 or 3"):
        fit(RESNET18, random_tensors("resnet18", channels=2))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("fc.bias", np.nan, "NaN"),
        ("fc.bias", np.inf, "infinite"),
        ("bn1.running_var", -1.0, "negative variance"),
    ],
)
def test_refuses_impossible_numbers(tensors, name, value, message) -> None:
    tensors[name][0] = value
    with pytest.raises(ImportToolsError, match=message):
        fit(RESNET18, tensors)


def test_refuses_integers_where_weights_should_be(tensors) -> None:
    tensors["fc.bias"] = np.array([1, 2, 3])
    with pytest.raises(ImportToolsError, match="fc.bias holds int64"):
        fit(RESNET18, tensors)
