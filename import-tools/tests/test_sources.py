"""Whom films can be shown: files that must agree with each other, and what cannot be opened."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from import_tools import patterns
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES
from import_tools.onnx_export import runtime
from import_tools.package.onnx_writing import add_onnx
from import_tools.package.reading import read_package
from import_tools.sources import choosing
from import_tools.sources.choosing import NetworkFile, contract_of, open_network
from import_tools.sources.source import Answer, EncodedFilm, UnusableFilmError

ARCHITECTURE = ARCHITECTURES["resnet18"]


def encoded(seed: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(patterns.noise(70, 80, seed)).save(buffer, "PNG")
    return buffer.getvalue()


FILMS = [EncodedFilm(Path(f"{seed}.png"), encoded(seed)) for seed in range(2)]


@pytest.fixture(scope="module")
def contract(imported):
    return contract_of(read_package(imported.package))


def rows(answers: list[Answer]) -> np.ndarray:
    return np.array([list(answer.probabilities.values()) for answer in answers])


@pytest.fixture(scope="module")
def expected(imported) -> np.ndarray:
    return rows(open_network(NetworkFile(imported.package)).ask(FILMS))


def test_a_package_answers_with_its_labels_and_temperature(imported, expected) -> None:
    source = open_network(NetworkFile(imported.package))
    assert list(source.ask(FILMS[:1])[0].probabilities) == ["A", "B", "C"]
    assert expected.sum(axis=1) == pytest.approx(1)
    assert source.about["name"] == "tiny"
    assert source.about["engine"] == "keras"
    assert source.about["temperature"] == 0.5


def test_a_keras_file_says_the_same(imported, contract, expected) -> None:
    source = open_network(NetworkFile(imported.package / "model.h5", contract=contract))
    assert rows(source.ask(FILMS)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("torch", [True, False])
def test_a_checkpoint_says_the_same_with_and_without_pytorch(
    imported, contract, expected, monkeypatch, torch
) -> None:
    if torch:
        pytest.importorskip("torch", reason="torch and torchvision are missing")
        pytest.importorskip("torchvision", reason="torch and torchvision are missing")
    else:
        monkeypatch.setattr(choosing.torch_oracle, "is_available", lambda: False)
    source = open_network(NetworkFile(imported.checkpoint, ARCHITECTURE, contract))
    assert rows(source.ask(FILMS)) == pytest.approx(expected, abs=1e-5)


@pytest.mark.skipif(not runtime.is_available(), reason="onnx or onnxruntime is missing")
def test_an_onnx_file_says_the_same(imported, contract, expected, tmp_path) -> None:
    package = Path(shutil.copytree(imported.package, tmp_path / "tiny" / "1"))
    add_onnx(package)
    alone = open_network(NetworkFile(package / "model.onnx", contract=contract))
    assert rows(alone.ask(FILMS)) == pytest.approx(expected, abs=1e-5)
    inside = open_network(NetworkFile(package, engine="onnx"))
    assert rows(inside.ask(FILMS)) == pytest.approx(expected, abs=1e-5)


@pytest.mark.skipif(not runtime.is_available(), reason="onnx or onnxruntime is missing")
def test_an_onnx_file_of_something_else_is_named(contract, tmp_path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"no network")
    with pytest.raises(ImportToolsError, match=r"ONNX Runtime cannot run .*m\.onnx"):
        open_network(NetworkFile(tmp_path / "m.onnx", contract=contract))


def test_a_film_that_cannot_be_decoded_costs_the_others_nothing(imported, expected) -> None:
    broken = EncodedFilm(Path("broken.png"), b"no film")
    first, second, third = open_network(NetworkFile(imported.package)).ask(
        [FILMS[0], broken, FILMS[1]]
    )
    assert isinstance(second, UnusableFilmError)
    assert "broken.png: this is no image" in str(second)
    assert rows([first, third]) == pytest.approx(expected, abs=1e-12)


def test_labels_must_fit_the_outputs(imported, contract) -> None:
    two_labels = replace(contract, labels=("A", "B"))
    source = open_network(NetworkFile(imported.package / "model.h5", contract=two_labels))
    with pytest.raises(ImportToolsError, match="3 outputs, but 2 labels were named: A, B"):
        source.ask(FILMS)


def test_a_checkpoint_of_another_architecture_is_named(imported, contract) -> None:
    wrong = NetworkFile(imported.checkpoint, ARCHITECTURES["resnet50"], contract)
    with pytest.raises(ImportToolsError, match="use --arch resnet18"):
        open_network(wrong)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.pth", "neither a file nor a model package nor the address of a server"),
        ("c.pth", "does not say what it is; --arch"),
        ("m.h5", "cannot read .* as HDF5"),
        ("m.txt", "none of the endings"),
    ],
)
def test_what_cannot_be_opened_is_named(contract, tmp_path, name, message) -> None:
    if not name.startswith("none"):
        (tmp_path / name).write_bytes(b"something")
    with pytest.raises(ImportToolsError, match=message):
        open_network(NetworkFile(tmp_path / name, contract=contract))


def test_a_file_without_a_contract_is_refused(imported) -> None:
    with pytest.raises(ImportToolsError, match="give --contract PACKAGE, or --labels"):
        open_network(NetworkFile(imported.package / "model.h5"))


def test_a_package_without_such_weights_is_refused(imported) -> None:
    with pytest.raises(ImportToolsError, match="no weights for the engine 'onnx'; it has keras"):
        open_network(NetworkFile(imported.package, engine="onnx"))
