"""Ranges of a network's values: what is measured, and what a package says of it."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image

from import_tools import patterns
from import_tools.calibration import FEWEST_FILMS
from import_tools.cli import main
from import_tools.files import sha256
from import_tools.int8.measuring import measure
from import_tools.int8.ranges import Distribution
from import_tools.keras import reading
from import_tools.keras.network import to_network
from import_tools.network import reference
from import_tools.package.engines import INT8_TOLERANCE, Tolerance, name_engines
from import_tools.package.reading import read_package


@pytest.fixture
def copied(imported, tmp_path):
    """A package that may be added to."""
    shutil.copytree(imported.package, tmp_path / "package")
    return tmp_path / "package"


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """A folder of drawn films."""
    folder = tmp_path_factory.mktemp("films")
    for number in range(FEWEST_FILMS):
        pixels = patterns.to_levels(patterns.blobs(80, 90, number), 256).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def distribution(*parts) -> Distribution:
    found = Distribution()
    for part in parts:
        found.add(np.asarray(part, dtype=np.float64))
    return found


def squared_error(values, best, steps):
    rounded = np.clip(np.rint(values / best * steps), -steps, steps) * best / steps
    return np.square(values - rounded).mean()


def test_values_that_are_all_needed_keep_their_largest() -> None:
    assert distribution(np.linspace(0, 6, 5000)).best_range() == pytest.approx(6, rel=0.01)


@pytest.mark.parametrize(("sign", "steps"), [(1, 255), (-1, 127)])
def test_the_range_has_nearly_the_least_squared_error(sign, steps) -> None:
    values = np.random.default_rng(1).exponential(1, 100_000)
    values[::2] *= sign
    best = distribution(values).best_range()
    errors = [squared_error(values, best * factor, steps) for factor in (0.7, 1, 1.4)]
    assert errors[1] == min(errors)


def test_signed_values_have_half_the_steps_and_a_smaller_range() -> None:
    values = np.random.default_rng(1).exponential(1, 100_000)
    signed = values * np.where(np.arange(values.size) % 2, 1, -1)
    assert distribution(signed).best_range() < distribution(values).best_range()


def test_a_rare_far_value_is_cut_off() -> None:
    values = np.random.default_rng(1).uniform(0, 1, 1_000_000)
    assert distribution(values, [3.0]).best_range() < 1.5


def test_the_order_of_what_is_seen_hardly_matters() -> None:
    small, large = np.linspace(0.01, 1, 4000), np.linspace(0.01, 50, 4000)
    forwards = distribution(small, large).best_range()
    backwards = distribution(large, small).best_range()
    assert forwards == pytest.approx(backwards, rel=0.02)


@pytest.mark.parametrize("values", [[], [0.0, 0.0]])
def test_zeros_alone_have_some_range(values) -> None:
    assert distribution(values).best_range() == 1


def test_zeros_change_nothing() -> None:
    values = np.random.default_rng(1).exponential(1, 10_000)
    with_zeros = np.concatenate([values, np.zeros(90_000)])
    assert distribution(with_zeros).best_range() == distribution(values).best_range()


def test_measures_every_layer_that_a_plan_may_keep_as_integers(imported) -> None:
    network = to_network(reading.read(read_package(imported.package).weights), "resnet18")
    x = np.random.default_rng(0).standard_normal((2, 64, 64, 3))
    ranges = measure(network, x)
    outputs = {}
    reference.logits(network, x, outputs.__setitem__)
    assert ranges.films == 2
    assert {"conv1", "relu", "layer1_0", "layer2_0_downsample_0"} <= ranges.outputs.keys()
    assert not {"maxpool", "avgpool", "fc"} & ranges.outputs.keys()
    for name, reach in ranges.outputs.items():
        largest = np.abs(outputs[name]).max()
        assert 0.3 * largest < reach <= 1.01 * largest, name


def test_adds_ranges_to_a_package_and_gives_the_same_bytes_again(copied, films) -> None:
    untouched = sha256(copied / "model.h5")
    command = ["calibrate-int8", str(copied), "--films", str(films), "--count", "8"]
    assert main(command) == 0
    manifest = json.loads((copied / "model.json").read_text())
    written = (copied / "int8.json").read_bytes()
    content = json.loads(written)
    assert manifest["engine_weights"] == {"dl4j-int8": "int8.json"}
    assert manifest["golden"]["engines"] == {"dl4j-int8": INT8_TOLERANCE.to_json()}
    assert manifest["files"]["int8.json"]["sha256"] == sha256(copied / "int8.json")
    assert content["weights"] == {"file": "model.h5", "sha256": untouched}
    assert content["films"] == 8
    assert all(reach > 0 for reach in content["outputs"].values())
    read_package(copied)  # checks the checksums
    (copied / "int8.json").write_text("spoilt")  # what is written anew need not be whole before
    assert main(command) == 0
    assert (copied / "int8.json").read_bytes() == written
    assert json.loads((copied / "model.json").read_text()) == manifest
    assert sha256(copied / "model.h5") == untouched


def test_leaves_a_package_as_it_was_without_enough_films(copied, films, capsys) -> None:
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    assert main(["calibrate-int8", str(copied), "--films", str(films), "--count", "2"]) == 2
    assert "2 calibration films are too few" in capsys.readouterr().err
    assert main(["calibrate-int8", str(copied), "--films", str(copied / "none")]) == 2
    assert "is no folder of films" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()} == before


def test_engines_of_another_command_stay_named(copied) -> None:
    name_engines(copied, {"one": "golden.json"}, {"one": Tolerance(0.01)})
    name_engines(copied, {"other": "model.h5"}, {"other": None})
    manifest = json.loads((copied / "model.json").read_text())
    assert manifest["engine_weights"] == {"one": "golden.json", "other": "model.h5"}
    assert manifest["golden"]["engines"] == {"one": {"max_probability_difference": 0.01}}
    name_engines(copied, {"one": "golden.json"}, {})
    manifest = json.loads((copied / "model.json").read_text())
    assert manifest["engine_weights"] == {"other": "model.h5"}
    assert "engines" not in manifest["golden"]
