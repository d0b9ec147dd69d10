"""What inspect says of a package, and that it sees every fault."""

import json
import shutil
from pathlib import Path

import pytest

from import_tools.cli import main
from import_tools.files import file_facts, write_json
from import_tools.package.inspection import inspect
from import_tools.package.operating_points import write_calibration


@pytest.fixture
def package(imported, tmp_path) -> Path:
    return Path(shutil.copytree(imported.package, tmp_path / "tiny" / "1"))


def edit(package: Path, **members) -> None:
    manifest = package / "model.json"
    write_json(manifest, json.loads(manifest.read_text()) | members)


def faults(package: Path) -> dict[str, str]:
    return {check.what: check.found for check in inspect(package).checks if not check.passed}


def test_a_whole_package_verifies(imported, capsys) -> None:
    assert main(["inspect", str(imported.package)]) == 0
    shown = capsys.readouterr().out
    assert "  labels: A, B, C" in shown
    assert "    input: 64, 64, 3" in shown
    assert "ok     golden cases: 10 reproduced within" in shown
    assert shown.endswith("package: ok\n")


def test_says_the_same_to_programs(imported, capsys) -> None:
    assert main(["inspect", str(imported.package), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert said["architecture"] == "resnet18"
    assert said["network"]["outputs"] == 3
    assert {file["name"] for file in said["files"]} == {"model.h5", "golden.json"}
    assert all(check["passed"] for check in said["checks"])


def test_shows_operating_points(package, capsys) -> None:
    write_calibration(package, 0.5, {"screening": {"A": 0.2}, "confirm": {}})
    assert main(["inspect", str(package)]) == 0
    assert "ok     operating points: screening, confirm" in capsys.readouterr().out


def test_names_every_file_that_is_not_what_was_written(package, capsys) -> None:
    (package / "golden.json").unlink()
    weights = package / "model.h5"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert main(["inspect", str(package)]) == 1
    assert faults(package) == {"file golden.json": "missing", "file model.h5": "sha256 differs"}
    assert "package: DOES NOT VERIFY" in capsys.readouterr().out


def test_sees_a_file_that_was_cut_off(package) -> None:
    weights = package / "model.h5"
    size = weights.stat().st_size
    weights.write_bytes(weights.read_bytes()[:-10])
    assert faults(package) == {"file model.h5": f"{size - 10} bytes instead of {size}"}


@pytest.mark.parametrize(
    ("members", "check", "found"),
    [
        ({"labels": ["A", "B"]}, "labels", "3 outputs for 2 labels"),
        ({"temperature": 0.6}, "golden probabilities", "do not follow from its logits"),
        ({"operating_points": {"x": {"Z": 0.5}}}, "operating points", "'Z', which is no label"),
        ({"operating_points": {"X": {}}}, "operating points", "name 'X' must have"),
        ({"operating_points": {"x": {"A": 1}}}, "operating points", "above 0 and below 1"),
        ({"architecture": "vgg"}, "manifest", "'vgg', which is unknown"),
        ({"files": {}}, "files", "names none"),
    ],
)
def test_says_what_does_not_fit(package, members, check, found) -> None:
    edit(package, **members)
    assert found in faults(package)[check]


def test_compares_the_input_with_the_network(package) -> None:
    contract = json.loads((package / "model.json").read_text())["input"]
    edit(package, input=contract | {"width": 96})
    assert faults(package) == {
        "input": "the network takes 64 x 64 x 3, model.json says 64 x 96 x 3"
    }


def test_replays_the_golden_cases(package, imported) -> None:
    golden = json.loads((package / "golden.json").read_text())
    first, second = golden["cases"][0], golden["cases"][1]
    first["image"], second["image"] = second["image"], first["image"]
    write_json(package / "golden.json", golden)
    files = json.loads((package / "model.json").read_text())["files"]
    edit(package, files=files | {"golden.json": file_facts(package / "golden.json")})
    assert "0.0001 is allowed" in faults(package)["golden cases"]


def test_needs_a_manifest(tmp_path, capsys) -> None:
    assert main(["inspect", str(tmp_path)]) == 2
    assert "cannot read" in capsys.readouterr().err
