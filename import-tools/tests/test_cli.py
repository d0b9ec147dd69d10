"""The commands as a user runs them: exit codes, one sentence of error, no half-written file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checkpoints import random_tensors, write_pth
from import_tools.cli import main

COMMANDS = [
    "train",
    "import",
    "inspect",
    "onnx",
    "verify",
    "calibrate",
    "calibrate-int8",
    "evaluate",
    "evaluate-checkpoint",
    "bench",
    "phantom",
    "image-fixtures",
    "preprocess-reference",
]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory) -> Path:
    return write_pth(tmp_path_factory.mktemp("c") / "c.pth", random_tensors("resnet18"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert "usage: import-tools" in capsys.readouterr().out


def import_arguments(checkpoint: Path, *more: str) -> list[str]:
    small = ["--height", "64", "--width", "64"]
    return ["import", str(checkpoint), "--arch", "resnet18", *small, *more]


def test_imports_and_verifies(checkpoint, tmp_path, capsys) -> None:
    out = tmp_path / "models" / "chest" / "2"
    metadata = tmp_path / "about.json"
    metadata.write_text(json.dumps({"title": "A test"}))
    given = ["--labels", "A, B,C", "--metadata", str(metadata), "--out", str(out)]
    assert main(import_arguments(checkpoint, *given)) == 0
    manifest = json.loads((out / "model.json").read_text())
    assert (manifest["name"], manifest["version"]) == ("chest", "2")
    assert manifest["labels"] == ["A", "B", "C"]
    assert manifest["title"] == "A test"
    assert main(["verify", str(out), "--checkpoint", str(checkpoint)]) == 0
    assert "parity: ok" in capsys.readouterr().out


def test_the_package_folder_follows_from_name_and_version(
    checkpoint, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    labels = ["--labels", "a, b", "--labels", "c", "--labels", "d"]
    given = [*labels, "--name", "n", "--version", "7", "--resize", "shorter-side-crop"]
    assert main(import_arguments(checkpoint, *given)) == 0
    manifest = json.loads((tmp_path / "models/n/7/model.json").read_text())
    assert manifest["labels"] == ["a, b", "c", "d"]
    assert manifest["input"]["shorter_side"] == 256


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--labels", "A,B,C"], "give --out FOLDER, or --name and --version"),
        (["--labels", "A,B", "--out", "OUT"], "3 classes but 2 labels"),
        (["--labels", "A,B,C", "--out", "OUT", "--mean", "0.5"], "mean and std need 1 values"),
        (["--labels", "A,B,C", "--out", "OUT", "--metadata", "none.json"], "cannot read none.json"),
    ],
)
def test_an_unusable_input_is_one_sentence_and_code_2(
    checkpoint, tmp_path, capsys, given, message
) -> None:
    given = [str(tmp_path / "out") if value == "OUT" else value for value in given]
    assert main(import_arguments(checkpoint, *given)) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert not (tmp_path / "out" / "model.json").exists()


def test_a_failed_verification_is_code_1(checkpoint, tmp_path, monkeypatch) -> None:
    from import_tools.package import verification

    out = tmp_path / "m" / "1"
    assert main(import_arguments(checkpoint, "--labels", "A,B,C", "--out", str(out))) == 0
    monkeypatch.setattr(verification, "KERAS_LAYER_TOLERANCE", -1.0)
    assert main(["verify", str(out), "--checkpoint", str(checkpoint)]) == 1


def test_an_unreadable_checkpoint_is_code_2(tmp_path, capsys) -> None:
    given = ["--labels", "A,B,C", "--out", str(tmp_path / "tiny" / "1")]
    assert main(import_arguments(tmp_path / "none.pth", *given)) == 2
    assert "cannot read the checkpoint" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="the limit on file sizes is POSIX's")
def test_a_full_disk_is_one_sentence_and_leaves_nothing(checkpoint, tmp_path) -> None:
    """A limit on file sizes stands for the full disk: writing fails in the same place."""
    import resource
    import signal

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10**6, 10**6))

    out = tmp_path / "m" / "1"
    command = import_arguments(checkpoint, "--labels", "A,B,C", "--out", str(out))
    ran = subprocess.run(
        [sys.executable, "-m", "import_tools", *command],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert "is the disk full" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(out.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_code_2(checkpoint, tmp_path, capsys) -> None:
    (tmp_path / "m").write_text("a file")
    given = ["--labels", "A,B,C", "--out", str(tmp_path / "m" / "1")]
    assert main(import_arguments(checkpoint, *given)) == 2
    assert "cannot make the folder" in capsys.readouterr().err


def test_draws_a_phantom(tmp_path) -> None:
    assert main(["phantom", str(tmp_path / "p.png"), "--size", "64"]) == 0
    assert (tmp_path / "p.png").stat().st_size > 0


def test_writes_references(tmp_path, capsys) -> None:
    assert main(["phantom", str(tmp_path / "p.png"), "--size", "80"]) == 0
    assert main(["preprocess-reference", str(tmp_path), str(tmp_path / "out")]) == 0
    assert "1 films described" in capsys.readouterr().out
    assert main(["image-fixtures", str(tmp_path / "fixtures")]) == 0
    assert (tmp_path / "fixtures" / "cases.json").is_file()
