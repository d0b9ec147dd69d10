"""The Keras file: readable by a stranger, the same bytes each time, wrong files refused."""

import json
import time
import zipfile

import h5py
import numpy as np
import pytest

from checkpoints import random_tensors
from import_tools.errors import ImportToolsError
from import_tools.keras import graph, reading, running, writing
from import_tools.network import operations, reference
from import_tools.network.architecture import ARCHITECTURES, fit
from import_tools.network.building import build, fold_batch_norms


@pytest.fixture(scope="module")
def network():
    return build(fit(ARCHITECTURES["resnet18"], random_tensors("resnet18", channels=1)))


def test_runs_like_the_reference_with_and_without_batch_norms(network, tmp_path) -> None:
    x = np.random.default_rng(0).standard_normal((2, 64, 48, 1))
    expected = operations.softmax(reference.logits(network, x))
    for number, written in enumerate((network, fold_batch_norms(network))):
        path = tmp_path / f"{number}.h5"
        writing.write(graph.to_keras(written, 64, 48), "resnet18", path)
        found = running.probabilities(reading.read(path), x)
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_the_same_network_gives_the_same_bytes(network, tmp_path) -> None:
    layers = graph.to_keras(network, 64, 64)
    writing.write(layers, "resnet18", tmp_path / "a.h5")
    time.sleep(1.1)  # a time stamp in the file would have a second's resolution
    writing.write(layers, "resnet18", tmp_path / "b.h5")
    assert (tmp_path / "a.h5").read_bytes() == (tmp_path / "b.h5").read_bytes()


def test_says_what_dl4j_asks_for(imported) -> None:
    with h5py.File(imported.package / "model.h5") as file:
        assert file.attrs["keras_version"] == b"2.3.1"
        config = json.loads(file.attrs["model_config"])["config"]
        names = [name.decode() for name in file["model_weights"].attrs["layer_names"]]
    assert names == [layer["name"] for layer in config["layers"]]
    assert config["layers"][0]["config"]["batch_input_shape"] == [None, 64, 64, 3]
    convolution = next(c for c in config["layers"] if c["class_name"] == "Conv2D")["config"]
    assert convolution["padding"] == "valid"
    assert convolution["data_format"] == "channels_last"
    assert {"kernel_initializer", "bias_initializer", "kernel_constraint"} <= convolution.keys()
    assert config["layers"][-1]["config"]["activation"] == "softmax"


def test_refuses_a_keras_3_archive(tmp_path) -> None:
    path = tmp_path / "model.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", "{}")
    with pytest.raises(ImportToolsError, match="Keras 3 file"):
        reading.read(path)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"keras_version": "3.1.0", "model_config": "{}"}, "written by Keras 3.1.0"),
        ({}, "holds no Keras model"),
        ({"keras_version": b"2.3.1", "model_config": "{}"}, "no complete Keras-2 model"),
        ({"keras_version": b"2.3.1", "model_config": "no json"}, "no complete Keras-2 model"),
    ],
)
def test_refuses_other_hdf5_files(tmp_path, attributes, message) -> None:
    path = tmp_path / "model.h5"
    with h5py.File(path, "w") as file:
        file.attrs.update(attributes)
        file.create_group("model_weights")
    with pytest.raises(ImportToolsError, match=message):
        reading.read(path)


def test_refuses_what_is_no_hdf5(tmp_path) -> None:
    (tmp_path / "model.h5").write_text("text")
    with pytest.raises(ImportToolsError, match="as HDF5"):
        reading.read(tmp_path / "model.h5")


def test_refuses_to_run_a_layer_it_does_not_know() -> None:
    layers = [
        graph.KerasLayer("input", "InputLayer", {}),
        graph.KerasLayer("odd", "LSTM", {}, ("input",)),
    ]
    with pytest.raises(ImportToolsError, match="odd is a LSTM"):
        running.probabilities(layers, np.zeros((1, 2, 2, 1)))
    layers[1] = graph.KerasLayer("act", "Activation", {"activation": "gelu"}, ("input",))
    with pytest.raises(ImportToolsError, match="activation 'gelu' instead of 'relu'"):
        running.probabilities(layers, np.zeros((1, 2, 2, 1)))
