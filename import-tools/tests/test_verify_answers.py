"""What serves a package is compared on the same films; the first layer that differs is named."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from api_server import PREDICTION, Said, running
from import_tools import patterns
from import_tools.cli import main
from import_tools.files import file_facts, write_json
from import_tools.onnx_export import runtime
from import_tools.package import onnx_writing
from import_tools.package.reading import read_package
from import_tools.package.verification import verify_answers
from import_tools.sources.source import EncodedFilm

needs_onnx = pytest.mark.skipif(
    not runtime.is_available(), reason="onnx or onnxruntime is missing: requirements-onnx.txt"
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
    assert report.notes == ["onnx or onnxruntime is not installed: its files were not run"]
