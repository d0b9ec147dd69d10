"""ONNX files say what the package's weights say, in float32 and nearly so in 8 bits."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from import_tools import patterns
from import_tools.calibration import FEWEST_FILMS, Calibration
from import_tools.cli import main
from import_tools.errors import ImportToolsError
from import_tools.keras import graph, reading
from import_tools.keras.graph import KerasLayer
from import_tools.keras.network import to_network
from import_tools.network import operations, reference
from import_tools.onnx_export import runtime
from import_tools.package import onnx_writing
from import_tools.package.engines import INT8_TOLERANCE, ONNX, Tolerance
from import_tools.package.reading import read_package
from import_tools.package.verification import verify

needs_onnx = pytest.mark.skipif(
    not runtime.is_available(), reason="onnx or onnxruntime is missing: requirements-onnx.txt"
)


@pytest.fixture
def copied(imported, tmp_path):
    """A package that may be added to."""
    shutil.copytree(imported.package, tmp_path / "package")
    return tmp_path / "package"


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """A folder of drawn films in two classes."""
    folder = tmp_path_factory.mktemp("films")
    for number in range(2 * FEWEST_FILMS):
        name = folder / "AB"[number % 2] / f"{number}.png"
        name.parent.mkdir(exist_ok=True)
        pixels = patterns.to_levels(patterns.blobs(80, 90, number), 256).astype(np.uint8)
        Image.fromarray(pixels).save(name)
    return folder


def model_json(package):
    return json.loads((package / "model.json").read_text())


def test_network_of_a_keras_file_is_the_one_that_was_written(imported) -> None:
    layers = reading.read(read_package(imported.package).weights)
    network = to_network(layers, "resnet18")
    again = graph.to_keras(network, 64, 64)
    assert [layer.to_config() for layer in again] == [layer.to_config() for layer in layers]
    for written, found in zip(layers, again, strict=True):
        for part, array in written.weights.items():
            np.testing.assert_array_equal(array, found.weights[part])


@pytest.mark.parametrize(
    ("layer", "problem"),
    [
        (KerasLayer("odd", "Dropout", {}, ("input",)), "is a Dropout; cannot translate"),
        (
            KerasLayer("odd", "ZeroPadding2D", {"padding": [[1, 2], [1, 1]]}, ("input",)),
            "pads its sides differently",
        ),
        (KerasLayer("odd", "Activation", {}, ("pad",)), "reads padding"),
        (KerasLayer("odd", "Activation", {}, ("input",)), "does not end in a dense layer"),
    ],
)
def test_refuses_what_it_cannot_translate(layer, problem) -> None:
    first = KerasLayer("input", "InputLayer", {"batch_input_shape": [None, 8, 8, 3]})
    pad = KerasLayer("pad", "ZeroPadding2D", {"padding": [[1, 1], [1, 1]]}, ("input",))
    with pytest.raises(ImportToolsError, match=problem):
        to_network([first, pad, layer], "odd")


@needs_onnx
def test_adds_a_float_file_that_computes_what_the_weights_do(copied, imported, capsys) -> None:
    assert main(["onnx", str(copied)]) == 0
    manifest = model_json(copied)
    assert manifest["engine_weights"] == {"onnx": "model.onnx"}
    assert list(manifest).index("engine_weights") == list(manifest).index("weights") + 1
    assert "engines" not in manifest["golden"]
    package = read_package(copied)  # checks the new file's checksum
    network = to_network(reading.read(package.weights), "resnet18")
    x = np.random.default_rng(0).standard_normal((2, 64, 64, 3)).astype(np.float32)
    expected = operations.softmax(reference.logits(network, x))
    found = runtime.probabilities(copied / "model.onnx", x)
    np.testing.assert_allclose(found, expected, atol=1e-5)
    report = verify(copied, imported.checkpoint)
    assert {row.what for row in report.rows} >= {"onnx: golden cases", "onnx: classes changed"}
    assert report.passed


@needs_onnx
def test_adds_both_files_and_gives_the_same_bytes_again(copied, films) -> None:
    command = ["onnx", str(copied), "--int8", "--calibration", str(films)]
    assert main(command) == 0
    manifest = model_json(copied)
    assert manifest["engine_weights"] == {"onnx": "model.onnx", "onnx-int8": "model.int8.onnx"}
    assert manifest["golden"]["engines"] == {"onnx-int8": INT8_TOLERANCE.to_json()}
    sizes = [manifest["files"][name]["bytes"] for name in ("model.onnx", "model.int8.onnx")]
    assert sizes[1] < 0.3 * sizes[0]
    (copied / "model.onnx").unlink()  # what is written anew need not be whole before
    assert main(command) == 0
    assert model_json(copied) == manifest


@needs_onnx
def test_other_weights_make_an_older_int8_file_void(copied, films) -> None:
    assert main(["onnx", str(copied), "--int8", "--calibration", str(films)]) == 0
    assert main(["onnx", str(copied)]) == 0
    manifest = model_json(copied)
    assert manifest["engine_weights"] == {"onnx": "model.onnx"}
    assert "model.int8.onnx" not in manifest["files"]
    assert "engines" not in manifest["golden"]


@needs_onnx
def test_leaves_a_package_as_it_was_when_a_check_fails(copied, films, monkeypatch) -> None:
    before = contents(copied)
    monkeypatch.setattr(onnx_writing, "INT8_TOLERANCE", Tolerance(1e-9))
    with pytest.raises(ImportToolsError, match=r"model\.int8\.onnx differs .* Calibrate with more"):
        onnx_writing.add_onnx(copied, Calibration(films))
    assert contents(copied) == before


def contents(package: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}


@needs_onnx
def test_verify_finds_an_onnx_file_of_other_weights(copied, imported) -> None:
    onnx_writing.add_onnx(copied)
    manifest = model_json(copied)
    other = runtime_file_with_other_bias(copied / "model.onnx")
    (copied / "model.onnx").write_bytes(other)
    from import_tools.files import file_facts

    manifest["files"]["model.onnx"] = file_facts(copied / "model.onnx")
    (copied / "model.json").write_text(json.dumps(manifest))
    report = verify(copied, imported.checkpoint)
    assert [row.what for row in report.rows if not row.passed] == ["onnx: golden cases"]


def runtime_file_with_other_bias(path) -> bytes:
    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    bias = next(c for c in model.graph.initializer if c.name == "fc.bias")
    changed = numpy_helper.to_array(bias) + np.float32([0.01, 0, 0])
    bias.CopyFrom(numpy_helper.from_array(changed, "fc.bias"))
    return model.SerializeToString()


@needs_onnx
def test_says_which_file_onnx_runtime_cannot_run(tmp_path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no network")
    with pytest.raises(ImportToolsError, match=r"ONNX Runtime cannot run .*broken\.onnx"):
        runtime.probabilities(broken, np.zeros((1, 8, 8, 3), np.float32))


def test_verify_notes_that_files_were_not_run(copied, imported, monkeypatch) -> None:
    manifest = model_json(copied)
    manifest["engine_weights"] = {"onnx": "model.h5", "abacus": "model.h5"}
    (copied / "model.json").write_text(json.dumps(manifest))
    assert [weights.engine for weights in read_package(copied).engines] == [ONNX]
    monkeypatch.setattr(runtime, "is_available", lambda: False)
    report = verify(copied, imported.checkpoint)
    assert report.passed
    assert any("onnxruntime is not installed" in note for note in report.notes)


def test_says_what_to_install(copied, monkeypatch, capsys) -> None:
    monkeypatch.setattr(runtime, "is_available", lambda: False)
    assert main(["onnx", str(copied)]) == 2
    assert "pip install -r requirements-onnx.txt" in capsys.readouterr().err


@pytest.mark.parametrize("given", [["--int8"], ["--calibration", "films"]])
def test_int8_and_calibration_go_together(copied, given, capsys) -> None:
    assert main(["onnx", str(copied), *given]) == 2
    assert "go together" in capsys.readouterr().err


def test_takes_films_in_equal_steps(films) -> None:
    chosen = Calibration(films, FEWEST_FILMS).films()
    assert [film.parent.name for film in chosen] == ["A"] * 4 + ["B"] * 4
    assert Calibration(films, 1000).films() == sorted(films.rglob("*.png"))


def test_refuses_too_few_films_and_no_folder(films, tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="2 calibration films are too few"):
        Calibration(films, 2).films()
    with pytest.raises(ImportToolsError, match="is no folder"):
        Calibration(tmp_path / "none").films()


@needs_onnx
def test_names_the_film_that_cannot_be_read(copied, films, tmp_path) -> None:
    spoilt = tmp_path / "films"
    shutil.copytree(films, spoilt)
    (spoilt / "A" / "0.png").write_bytes(b"no film")
    with pytest.raises(ImportToolsError, match=r"0\.png: this is no image"):
        onnx_writing.add_onnx(copied, Calibration(spoilt))


@pytest.mark.parametrize(
    ("found", "changes"), [([0.49, 0.51], 1), ([0.51, 0.49], 0), ([0.505, 0.495], 0)]
)
def test_counts_classes_that_must_not_change(found, changes) -> None:
    expected = np.array([[0.53, 0.47]])
    assert Tolerance(1, 0.05).class_changes(expected, np.array([found])) == changes
    assert Tolerance(1).class_changes(expected, np.array([found])) == 0
