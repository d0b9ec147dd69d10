"""A checkpoint whose head has two layers, from the file to everything that serves it."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from checkpoints import random_tensors, write_pth
from import_tools import patterns, torch_oracle
from import_tools.cli import main
from import_tools.keras import reading
from import_tools.network.architecture import Hidden
from import_tools.onnx_export import runtime
from import_tools.package.reading import read_package
from import_tools.sources.choosing import NetworkFile, contract_of, open_network
from import_tools.sources.source import EncodedFilm

needs_onnx = pytest.mark.skipif(
    not runtime.is_available(), reason="onnx or onnxruntime is missing: requirements-onnx.txt"
)
HIDDEN = Hidden("fc.0", 40)
LABELS = ["--labels", "A,B,C,D"]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory) -> Path:
    tensors = random_tensors("resnet18", classes=4, head="fc.3", hidden=HIDDEN)
    return write_pth(tmp_path_factory.mktemp("c") / "c.pth", tensors)


def import_arguments(checkpoint: Path, out: Path, *more: str) -> list[str]:
    size = ["--height", "64", "--width", "64"]
    given = ["--arch", "resnet18", *LABELS, *size, "--out", str(out)]
    return ["import", str(checkpoint), *given, *more]


@pytest.fixture(scope="module")
def package(checkpoint, tmp_path_factory) -> Path:
    """Only added to."""
    out = tmp_path_factory.mktemp("models") / "two" / "1"
    assert main(import_arguments(checkpoint, out, "--head-activation", "relu")) == 0
    return out


@pytest.fixture(scope="module")
def films(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    for number in range(8):
        pixels = patterns.to_levels(patterns.blobs(80, 90, number), 256).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def test_the_import_asks_what_is_between_the_layers(checkpoint, tmp_path, capsys) -> None:
    assert main(import_arguments(checkpoint, tmp_path / "two" / "1")) == 2
    assert "give --head-activation relu" in capsys.readouterr().err


def test_the_package_says_what_is_between_the_layers(package) -> None:
    manifest = json.loads((package / "model.json").read_text())
    assert (manifest["architecture"], manifest["head_activation"]) == ("resnet18", "relu")
    written = [(layer.name, layer.class_name) for layer in reading.read(package / "model.h5")]
    assert written[-3:] == [("fc_0", "Dense"), ("fc_1", "Activation"), ("fc", "Dense")]


def test_verifies_against_its_checkpoint(package, checkpoint, capsys) -> None:
    assert main(["verify", str(package), "--checkpoint", str(checkpoint)]) == 0
    shown = capsys.readouterr().out
    assert "Keras: fc_0" in shown
    if torch_oracle.is_available():
        assert "PyTorch: fc.0" in shown
        assert "PyTorch: fc.1" in shown


def test_inspects(package, capsys) -> None:
    assert main(["inspect", str(package)]) == 0
    assert "relu" in capsys.readouterr().out


def test_calibrates_in_8_bits_what_lies_before_the_head(package, films) -> None:
    given = ["--films", str(films), "--count", "8"]
    assert main(["calibrate-int8", str(package), *given]) == 0
    outputs = json.loads((package / "int8.json").read_text())["outputs"]
    assert "layer4_1" in outputs
    assert not any(name.startswith("fc") for name in outputs)


def quantised_values(package: Path) -> set[str]:
    """What the layers of model.int8.onnx give that is rounded to 8 bits."""
    import onnx

    nodes = onnx.load(str(package / "model.int8.onnx")).graph.node
    return {node.input[0] for node in nodes if node.op_type == "QuantizeLinear"}


@needs_onnx
def test_onnx_files_say_the_same(package, films, capsys) -> None:
    given = ["--int8", "--calibration", str(films), "--films", "8"]
    assert main(["onnx", str(package), *given]) == 0
    assert main(["verify", str(package), "--films", str(films)]) == 0
    shown = capsys.readouterr().out
    assert "onnx: 8 films" in shown
    assert "onnx-int8: 8 films" in shown
    assert quantised_values(package) & {"avgpool", "layer4_1", "relu"}
    assert not any(name.startswith("fc") for name in quantised_values(package))


def test_evaluates_the_checkpoint_as_the_package_says(checkpoint, package, films) -> None:
    architecture = read_package(package).architecture
    contract = contract_of(read_package(package))
    found = open_network(NetworkFile(checkpoint, architecture, contract))
    encoded = [EncodedFilm(film, film.read_bytes()) for film in sorted(films.iterdir())]
    served = open_network(NetworkFile(package)).ask(encoded)
    for expected, answer in zip(served, found.ask(encoded), strict=True):
        assert answer.probabilities == pytest.approx(expected.probabilities, abs=1e-5)


def test_measures_a_checkpoint_only_when_told(checkpoint, capsys) -> None:
    given = ["bench", str(checkpoint), "--arch", "resnet18", "--side", "32", "--batch", "1"]
    assert main([*given, "--runs", "5"]) == 2
    assert "give --head-activation relu" in capsys.readouterr().err
    assert main([*given, "--runs", "5", "--head-activation", "relu"]) == 0


def test_refuses_an_activation_that_a_package_cannot_have(package, tmp_path, capsys) -> None:
    manifest = json.loads((package / "model.json").read_text())
    (tmp_path / "model.json").write_text(
        json.dumps(manifest | {"head_activation": "tanh", "files": {}})
    )
    assert main(["verify", str(tmp_path)]) == 2
    assert "head_activation 'tanh'" in capsys.readouterr().err
