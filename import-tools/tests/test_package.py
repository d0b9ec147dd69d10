"""A package is complete, repeatable, and true to its checkpoint; a spoiled one is noticed."""

import base64
import json
import shutil
from dataclasses import replace

import h5py
import numpy as np
import pytest

from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES
from import_tools.package import golden
from import_tools.package.manifest import Description
from import_tools.package.parity import ParityReport, Row
from import_tools.package.reading import read_package
from import_tools.package.verification import verify
from import_tools.package.writing import import_checkpoint
from import_tools.preprocessing import Preprocessing

RESNET18 = ARCHITECTURES["resnet18"]


@pytest.fixture
def copied(imported, tmp_path):
    """A package that may be spoiled."""
    shutil.copytree(imported.package, tmp_path / "package")
    return tmp_path / "package"


def reseal(package, name) -> None:
    """Makes model.json agree with a file that a test has changed."""
    import hashlib

    manifest = json.loads((package / "model.json").read_text())
    content = (package / name).read_bytes()
    manifest["files"][name] = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }
    (package / "model.json").write_text(json.dumps(manifest))


def test_manifest_says_everything_the_server_needs(imported) -> None:
    manifest = json.loads((imported.package / "model.json").read_text())
    assert manifest["format"] == 1
    assert (manifest["name"], manifest["version"]) == ("tiny", "1")
    assert manifest["labels"] == ["A", "B", "C"]
    assert manifest["temperature"] == 0.5
    assert manifest["golden"] == {"file": "golden.json", "max_probability_difference": 1e-4}
    assert manifest["files"].keys() == {"model.h5", "golden.json"}
    assert manifest["input"]["resize"] == "squash"
    assert "shorter_side" not in manifest["input"]
    assert read_package(imported.package).preprocessing == imported.description.preprocessing
    assert len(manifest["training"]["checkpoint_sha256"]) == 64
    assert manifest["research_use_only"] is True


def test_golden_cases_are_images_and_small(imported) -> None:
    path = imported.package / "golden.json"
    assert path.stat().st_size < golden.MAX_BYTES
    cases = json.loads(path.read_text())["cases"]
    assert len(cases) >= 8
    starts = {base64.b64decode(case["image"])[:3] for case in cases}
    assert starts == {b"\x89PN", b"\xff\xd8\xff"}
    for case in cases:
        scaled = np.exp(np.array(case["logits"]) / 0.5)
        np.testing.assert_allclose(case["probabilities"], scaled / scaled.sum(), atol=1e-8)


def test_a_second_import_gives_the_same_bytes(imported, tmp_path) -> None:
    import_checkpoint(imported.checkpoint, RESNET18, imported.description, tmp_path)
    for name in ("model.h5", "golden.json", "model.json"):
        assert (tmp_path / name).read_bytes() == (imported.package / name).read_bytes()


def test_verifies(imported) -> None:
    report = verify(imported.package, imported.checkpoint)
    assert report.passed, report.to_text()
    assert any(row.what.startswith("Keras: layer4_1") for row in report.rows)
    assert "parity: ok" in report.to_text()


def test_notices_a_wrong_weight(imported, copied) -> None:
    with h5py.File(copied / "model.h5", "r+") as file:
        file["model_weights/layer3_0_conv1/layer3_0_conv1/kernel:0"][0, 0, 0, 0] += 1
    reseal(copied, "model.h5")
    report = verify(copied, imported.checkpoint)
    wrong = [row.what for row in report.rows if not row.passed]
    assert wrong[0] == "Keras: layer3_0_conv1"
    assert "FAILED" in report.to_text()


def test_notices_a_wrong_golden_answer(imported, copied) -> None:
    content = json.loads((copied / "golden.json").read_text())
    content["cases"][2]["probabilities"][0] += 0.01
    content["cases"][3]["logits"].append(1.0)
    (copied / "golden.json").write_text(json.dumps(content))
    reseal(copied, "golden.json")
    wrong = [row.what for row in verify(copied, imported.checkpoint).rows if not row.passed]
    assert wrong == ["golden: noise", "golden logits: gradient-horizontal"]


def test_nan_is_a_difference() -> None:
    assert not ParityReport([Row("x", float("nan"), 1.0)]).passed


def test_refuses_a_file_that_is_not_the_described_one(imported, copied) -> None:
    with (copied / "golden.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ImportToolsError, match="sha256 differs"):
        verify(copied, imported.checkpoint)


def test_refuses_a_missing_file(imported, copied) -> None:
    (copied / "model.h5").unlink()
    with pytest.raises(ImportToolsError, match="model.h5 is missing"):
        verify(copied, imported.checkpoint)


def test_refuses_another_checkpoint(imported, tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="is missing"):
        verify(imported.package, tmp_path / "none.pth")
    (tmp_path / "other.pth").write_text("x")
    with pytest.raises(ImportToolsError, match="not the checkpoint"):
        verify(imported.package, tmp_path / "other.pth")


def test_refuses_a_folder_that_is_no_package(imported, tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="cannot read"):
        verify(tmp_path, imported.checkpoint)
    (tmp_path / "model.json").write_text("[")
    with pytest.raises(ImportToolsError, match="is no JSON"):
        verify(tmp_path, imported.checkpoint)
    (tmp_path / "model.json").write_text("{}")
    with pytest.raises(ImportToolsError, match="lacks or spoils 'files'"):
        verify(tmp_path, imported.checkpoint)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda golden: golden.update(cases=[]), "has no cases"),
        (lambda golden: golden["cases"][0].pop("logits"), "lacks or spoils 'logits'"),
        (lambda golden: golden["cases"][0].update(image="no base64!"), "lacks or spoils"),
    ],
)
def test_refuses_spoiled_golden_cases(copied, spoil, message) -> None:
    content = json.loads((copied / "golden.json").read_text())
    spoil(content)
    (copied / "golden.json").write_text(json.dumps(content))
    reseal(copied, "golden.json")
    with pytest.raises(ImportToolsError, match=message):
        read_package(copied)


def test_refuses_an_architecture_it_does_not_know(copied) -> None:
    content = json.loads((copied / "model.json").read_text()) | {"architecture": "vgg16"}
    (copied / "model.json").write_text(json.dumps(content))
    with pytest.raises(ImportToolsError, match="'vgg16', which is unknown"):
        read_package(copied)


def test_labels_must_fit_the_classes(imported, tmp_path) -> None:
    description = replace(imported.description, labels=("A", "B"))
    with pytest.raises(ImportToolsError, match="has 3 classes but 2 labels"):
        import_checkpoint(imported.checkpoint, RESNET18, description, tmp_path)
    assert not list(tmp_path.iterdir())


def test_channels_must_fit_the_network(imported, tmp_path) -> None:
    grey = Preprocessing(height=64, width=64, channels=1, mean=(0.5,), std=(0.5,))
    description = replace(imported.description, preprocessing=grey)
    with pytest.raises(ImportToolsError, match="takes 3 channels"):
        import_checkpoint(imported.checkpoint, RESNET18, description, tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"labels": ("A", "A", "B")}, "two labels are the same"),
        ({"labels": ("A", " ", "B")}, "a label is empty"),
        ({"labels": ("A",)}, "at least two labels"),
        ({"labels": ("A", "x" * 101)}, "longer than 100"),
        ({"labels": ("A", " " * 100 + "x")}, "longer than 100"),
        ({"labels": ("A", "B\n")}, "control characters"),
        ({"temperature": 0.0}, "temperature must be positive"),
        ({"temperature": float("nan")}, "temperature must be positive"),
        ({"name": "../evil"}, "the name '../evil' must"),
        ({"name": "Chest-Xray"}, "1 to 64 lower-case letters, digits and '_'"),
        ({"name": "x" * 65}, "1 to 64"),
        ({"version": ""}, "the version '' must"),
        ({"version": "-1"}, "begin with a letter or digit"),
        ({"version": "1" * 33}, "1 to 32"),
        ({"metadata": {"sha256": "x"}}, "metadata file says sha256"),
        ({"metadata": {"thresholds": {"A": 0.5}}}, "it may say metrics, title, training, type"),
        ({"metadata": {"metrics": {"test": {"auc": None}}}}, "metrics must be an object"),
        ({"metadata": {"metrics": {"test": 0.9}}}, "metrics must be an object"),
    ],
)
def test_refuses_a_description_the_server_would_refuse(change, message) -> None:
    fields = {
        "name": "tiny",
        "version": "1",
        "labels": ("A", "B"),
        "preprocessing": Preprocessing(),
    }
    with pytest.raises(ImportToolsError, match=message):
        Description(**(fields | change))
