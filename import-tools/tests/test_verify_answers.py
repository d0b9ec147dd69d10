"""What serves a package is compared on the same films; the first layer that differs is named."""

import json
import shutil
from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image

from api_server import PREDICTION, Said, running
from checkpoints import random_tensors, write_pth
from import_tools import patterns, torch_oracle
from import_tools.calibration import Calibration
from import_tools.cli import main
from import_tools.files import file_facts, write_json
from import_tools.keras import reading
from import_tools.keras.network import to_network
from import_tools.onnx_export import runtime
from import_tools.package import golden, onnx_writing
from import_tools.package.reading import read_package
from import_tools.package.verification import verify_answers
from import_tools.sources.source import EncodedFilm

needs_onnx = pytest.mark.skipif(
    not runtime.is_available(), reason="onnx or onnxruntime is missing: requirements-onnx.txt"
)
needs_torch = pytest.mark.skipif(
    not torch_oracle.is_available(), reason="torch and torchvision are not installed"
)
FILMS = 8


@pytest.fixture
def package(imported, tmp_path) -> Path:
    return Path(shutil.copytree(imported.package, tmp_path / "tiny" / "1"))


@pytest.fixture(scope="module")
def films(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    for number in range(FILMS):
        pixels = patterns.to_levels(patterns.blobs(80, 90, number), 256).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def change(package: Path, tensor: str) -> None:
    """Adds a little to one tensor of model.onnx, whose checksum is then right again."""
    import onnx
    from onnx import numpy_helper

    file = package / "model.onnx"
    model = onnx.load(str(file))
    found = next(c for c in model.graph.initializer if c.name == tensor)
    found.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(found) + np.float32(0.5), tensor))
    file.write_bytes(model.SerializeToString())
    manifest = json.loads((package / "model.json").read_text())
    manifest["files"]["model.onnx"] = file_facts(file)
    write_json(package / "model.json", manifest)


def spoil_keras(package: Path, layer: str) -> None:
    """The same in model.h5, whose golden cases are then those of what it computes now."""
    file = package / "model.h5"
    with h5py.File(file, "r+") as content:
        content[f"model_weights/{layer}/{layer}/bias:0"][...] += 0.5
    network = to_network(reading.read(file), "resnet18")
    tiny = read_package(package, frozenset(["model.h5"]))
    cases = golden.cases(network, tiny.preprocessing, tiny.temperature)
    write_json(package / "golden.json", {"format": 1, "cases": cases})
    manifest = json.loads((package / "model.json").read_text())
    for name in ("model.h5", "golden.json"):
        manifest["files"][name] = file_facts(package / name)
    write_json(package / "model.json", manifest)


@needs_onnx
def test_equal_files_are_not_compared_by_layer(package, films, capsys) -> None:
    onnx_writing.add_onnx(package)
    assert main(["verify", str(package), "--films", str(films)]) == 0
    shown = capsys.readouterr().out
    assert f"onnx: {FILMS} films" in shown
    assert "golden: black" in shown
    assert "layer2" not in shown


@needs_onnx
@pytest.mark.parametrize("layer", ["conv1", "layer2_0_conv2", "layer4_1_conv1"])
def test_names_the_first_layer_that_differs(package, films, capsys, layer) -> None:
    onnx_writing.add_onnx(package)
    change(package, f"{layer}.bias")
    assert main(["verify", str(package), "--films", str(films)]) == 1
    shown = capsys.readouterr().out
    assert f"note: onnx differs first in layer {layer}: by " in shown
    assert "note: onnx differs most on " in shown
    assert "parity: FAILED" in shown


@needs_onnx
def test_layers_of_the_onnx_file_are_those_of_the_network(package) -> None:
    onnx_writing.add_onnx(package)
    x = np.zeros((1, 64, 64, 3), np.float32)
    found = runtime.layer_outputs(package / "model.onnx", x, ["conv1", "avgpool", "no such"])
    assert {name: output.shape for name, output in found.items()} == {
        "conv1": (1, 32, 32, 64),
        "avgpool": (1, 512),
    }


def golden_answers(package: Path, shift: float = 0.0) -> list[Said]:
    answers = []
    for case in read_package(package).golden:
        p = np.array(case.probabilities) + np.array([shift, -shift, 0])
        probabilities = dict(zip("ABC", p.tolist(), strict=True))
        answers.append(Said(body={**PREDICTION, "probabilities": probabilities}))
    return answers


def verify_with(package: Path, tmp_path: Path, answers: list[Said], *more: str) -> int:
    key = tmp_path / "key"
    key.write_text("secret\n")
    with running(*answers) as api:
        given = ["--server", api.address, "--key-file", str(key), *more]
        status = main(["verify", str(package), *given])
        assert all("model=tiny&version=1" in heard.path for heard in api.heard)
    return status


def test_a_server_that_runs_the_package_says_the_same(package, tmp_path, capsys) -> None:
    assert verify_with(package, tmp_path, golden_answers(package)) == 0
    assert "server: 10 films" in capsys.readouterr().out


def test_a_server_that_says_something_else_is_found_out(package, tmp_path, capsys) -> None:
    answers = golden_answers(package)
    answers[3] = golden_answers(package, 0.001)[3]
    name = read_package(package).golden[3].name
    assert verify_with(package, tmp_path, answers) == 1
    assert f"note: server differs most on {name}" in capsys.readouterr().out


def test_a_server_in_8_bits_may_differ_more(package, tmp_path) -> None:
    answers = golden_answers(package, 0.001)
    assert verify_with(package, tmp_path, answers, "--server-engine", "dl4j-int8") == 0


def test_a_server_with_other_labels_runs_another_package(package, tmp_path, capsys) -> None:
    other = [Said(body={**PREDICTION, "probabilities": {"A": 0.5, "B": 0.5}})]
    assert verify_with(package, tmp_path, other) == 2
    assert "it runs another one" in capsys.readouterr().err


def test_a_film_that_the_server_refuses_is_named(package, tmp_path, capsys) -> None:
    refused = [Said(422, {"code": "IMAGE_TOO_SMALL", "detail": "32 x 32"})]
    assert verify_with(package, tmp_path, refused) == 2
    assert "IMAGE_TOO_SMALL" in capsys.readouterr().err


def test_needs_no_checkpoint_and_no_onnx_runtime(package, monkeypatch) -> None:
    monkeypatch.setattr(runtime, "is_available", lambda: False)
    manifest = json.loads((package / "model.json").read_text())
    write_json(package / "model.json", manifest | {"engine_weights": {"onnx": "model.h5"}})
    film = EncodedFilm(Path("a"), read_package(package).golden[0].encoded)
    report = verify_answers(package, [film], None)
    assert report.passed
    assert report.notes == [
        "onnx or onnxruntime is not installed: its files were not run",
        "nothing was compared on films: no ONNX file was run, no checkpoint or server was given",
    ]


def verify_all(imported, package: Path, films: Path) -> int:
    given = ["--checkpoint", str(imported.checkpoint), "--films", str(films)]
    return main(["verify", str(package), *given])


@needs_onnx
@needs_torch
def test_with_the_checkpoint_everything_is_compared_on_the_same_films(
    imported, package, films, capsys
) -> None:
    onnx_writing.add_onnx(package, Calibration(films, FILMS))
    assert verify_all(imported, package, films) == 0
    shown = capsys.readouterr().out
    for who in ("PyTorch", "Keras", "onnx", "onnx-int8"):
        assert shown.count(f"{who}: {FILMS} films") == 1
    assert shown.count("golden: black") == 1


@needs_onnx
def test_names_the_layer_where_the_file_leaves_the_checkpoint(
    imported, package, films, capsys
) -> None:
    """What was made from the spoilt Keras file differs from the same layer on."""
    spoil_keras(package, "layer2_0_conv2")
    onnx_writing.add_onnx(package)
    assert verify_all(imported, package, films) == 1
    shown = capsys.readouterr().out
    assert "note: Keras differs first in layer layer2_0_conv2: by " in shown
    assert "note: onnx differs first in layer layer2_0_conv2: by " in shown
    assert "note: PyTorch differs" not in shown


@needs_torch
def test_names_the_layer_where_pytorch_differs(
    imported, package, films, capsys, monkeypatch
) -> None:
    kept = torch_oracle.TorchNetwork.__init__

    def spoilt(self, checkpoint) -> None:
        kept(self, checkpoint)
        self._model.layer3[1].bn1.bias.data += 0.5

    monkeypatch.setattr(torch_oracle.TorchNetwork, "__init__", spoilt)
    assert verify_all(imported, package, films) == 1
    shown = capsys.readouterr().out
    assert "note: PyTorch differs first in layer layer3_1_bn1: by " in shown
    assert "note: Keras differs" not in shown


@needs_onnx
def test_a_film_that_cannot_be_read_is_named(package, tmp_path, capsys) -> None:
    onnx_writing.add_onnx(package)
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "broken.png").write_bytes(b"no film")
    assert main(["verify", str(package), "--films", str(folder)]) == 2
    assert "broken.png" in capsys.readouterr().err


def test_says_so_when_there_is_nothing_to_compare(package, films, capsys) -> None:
    assert main(["verify", str(package), "--films", str(films)]) == 0
    assert "note: nothing was compared on films" in capsys.readouterr().out


@needs_onnx
def test_one_film_is_enough_and_none_is_refused(package, tmp_path, capsys) -> None:
    onnx_writing.add_onnx(package)
    film = read_package(package).golden[0]
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "one.png").write_bytes(film.encoded)
    assert main(["verify", str(package), "--films", str(folder)]) == 0
    assert "onnx: 1 films" in capsys.readouterr().out
    assert main(["verify", str(package), "--films", str(folder), "--count", "0"]) == 2
    assert "has no film" in capsys.readouterr().err


def test_films_with_another_checkpoint_are_refused(imported, package, films, tmp_path) -> None:
    other = write_pth(tmp_path / "o.pth", random_tensors("resnet18", seed=4))
    given = ["--checkpoint", str(other), "--films", str(films)]
    assert main(["verify", str(package), *given]) == 2
