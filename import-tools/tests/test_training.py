"""Whole trainings on a few drawn films: what they write, and how they go on and fail."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch", reason="torch and torchvision are missing")
pytest.importorskip("torchvision", reason="torch and torchvision are missing")
pytest.importorskip("matplotlib", reason="matplotlib is missing")

from checkpoints import random_tensors, write_pth
from import_tools.checkpoint import read_checkpoint
from import_tools.cli import main
from import_tools.errors import ImportToolsError
from import_tools.films.listing import list_folders
from import_tools.films.sample import CLASSES, write_sample
from import_tools.network.architecture import ARCHITECTURES, fit
from import_tools.preprocessing import Preprocessing
from import_tools.training import run_folder
from import_tools.training.recipe import Recipe, Stage
from import_tools.training.running import Teacher, Training, train

PATTERN = r"(patient\d+)_"
RECIPE = Recipe(stages=(Stage(2, 32), Stage(1, 64)), batch=8, learning_rate=0.02, mixup=0.2)


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, {"train": 4, "val": 2})
    return folder


@pytest.fixture
def training(sample, tmp_path) -> Training:
    films = list_folders(sample, CLASSES, PATTERN)
    return Training(films, CLASSES, Preprocessing(64, 64), RECIPE, tmp_path / "out", device="cpu")


class InterruptedTrainingError(Exception):
    pass


def interrupt_after(monkeypatch, epochs: int) -> None:
    """Stops a training after so many epochs, as Ctrl-C would."""
    keep = run_folder.RunFolder.keep

    def keep_some(self, trainer, is_best) -> None:
        keep(self, trainer, is_best)
        if len(trainer.history.epochs) == epochs:
            raise InterruptedTrainingError

    monkeypatch.setattr(run_folder.RunFolder, "keep", keep_some)


def last_weights(out: Path) -> dict[str, "torch.Tensor"]:
    return torch.load(out / "resume.pt", weights_only=True)["state"]["average"]


def test_writes_a_checkpoint_history_and_curves(training) -> None:
    history = train(training)
    out = training.out
    assert len(history.epochs) == 3
    assert [epoch.size for epoch in history.epochs] == [32, 32, 64]
    assert fit(ARCHITECTURES["resnet18"], read_checkpoint(out / "best.pth")).classes == 2
    written = json.loads((out / "history.json").read_text())
    assert written["best_epoch"] == history.best().number
    assert Recipe.from_json(written["recipe"]) == RECIPE
    assert written["about"]["films"]["val"] == {"CLEAR": 4, "OPACITY": 4}
    with Image.open(out / "curves.png") as image:
        assert image.size[0] > 500
    assert sorted(p.name for p in out.iterdir()) == [
        "best.pth", "curves.png", "history.json", "resume.pt",
    ]  # fmt: skip


def test_an_interrupted_training_goes_on_with_the_same_numbers(
    training, tmp_path, monkeypatch
) -> None:
    whole = train(training)
    cut = replace(training, out=tmp_path / "cut")
    with monkeypatch.context() as patch:
        interrupt_after(patch, 1)
        with pytest.raises(InterruptedTrainingError):
            train(cut)
    resumed = train(replace(cut, resume=True))
    for one, other in zip(whole.epochs, resumed.epochs, strict=True):
        assert replace(one, seconds=0) == replace(other, seconds=0)
    expected, found = last_weights(training.out), last_weights(cut.out)
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def test_seeds_repeat_a_training(training, tmp_path) -> None:
    recipe = replace(RECIPE, stages=(Stage(1, 64),))
    losses = [
        train(replace(training, recipe=replace(recipe, seed=seed), out=tmp_path / name))
        .epochs[0]
        .training_loss
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    ]
    assert losses[0] == losses[1] != losses[2]


def test_stops_when_patience_is_at_its_end(training, monkeypatch) -> None:
    from import_tools.training import trainer

    values = iter([0.5, 0.9, 0.6, 0.7, 0.8])
    monkeypatch.setattr(trainer, "measure_all", lambda *_: {"accuracy": next(values)})
    recipe = replace(RECIPE, stages=(Stage(4, 32), Stage(1, 64)), patience=2)
    history = train(replace(training, recipe=recipe))
    assert len(history.epochs) == 4
    assert history.best().number == 2


def test_learns_from_teachers_and_other_weights(training, tmp_path) -> None:
    teacher = write_pth(tmp_path / "t.pth", random_tensors("resnet18", classes=2))
    other = write_pth(tmp_path / "o.pth", random_tensors("resnet18", classes=7))
    recipe = replace(RECIPE, stages=(Stage(1, 64),), distil=0.5, optimiser="adamw", cutmix=1.0)
    history = train(
        replace(training, recipe=recipe, initial=other, teachers=(Teacher("resnet18", teacher),))
    )
    assert np.isfinite(history.epochs[0].training_loss)
    wrong = replace(training, out=tmp_path / "w", teachers=(Teacher("resnet18", other),))
    with pytest.raises(ImportToolsError, match="knows 7 classes; 3 and 2 are needed"):
        train(wrong)


def test_refuses_to_overwrite_or_to_mix_trainings(training) -> None:
    short = replace(training, recipe=replace(RECIPE, stages=(Stage(1, 64),)))
    train(short)
    with pytest.raises(ImportToolsError, match="holds a training already; go on with --resume"):
        train(short)
    with pytest.raises(ImportToolsError, match="another recipe: seed differ"):
        train(replace(short, resume=True, recipe=replace(short.recipe, seed=9)))
    with pytest.raises(ImportToolsError, match="another films: films, films_sha256 differ"):
        train(replace(short, resume=True, films=short.films[:-2]))
    (training.out / "resume.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ImportToolsError, match=r"resume\.pt is damaged"):
        train(replace(short, resume=True))


def test_a_full_disk_keeps_the_epoch_before(training, monkeypatch) -> None:
    interrupt_after(monkeypatch, 1)
    with pytest.raises(InterruptedTrainingError):
        train(training)
    monkeypatch.undo()
    before = (training.out / "resume.pt").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ImportToolsError, match="is the disk full"):
        train(replace(training, resume=True))
    monkeypatch.undo()
    assert (training.out / "resume.pt").read_bytes() == before
    assert len(train(replace(training, resume=True)).epochs) == 3


def test_a_loss_that_is_no_number_is_said(training) -> None:
    recipe = replace(RECIPE, learning_rate=1e30, warm_up_epochs=0, stages=(Stage(3, 64),))
    with pytest.raises(ImportToolsError, match="lower --learning-rate"):
        train(replace(training, recipe=recipe))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"recipe": replace(RECIPE, stages=(Stage(1, 32),))}, "must be the network's own 64"),
        ({"recipe": replace(RECIPE, stages=(Stage(1, 96), Stage(1, 64)))}, "none may be larger"),
        ({"classes": (*CLASSES, "RARE")}, "class RARE has 0 films in split 'train'"),
    ],
)
def test_refuses_what_cannot_be_trained(training, change, message) -> None:
    with pytest.raises(ImportToolsError, match=message):
        train(replace(training, **change))


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device")
def test_refuses_a_device_that_is_not_there(training) -> None:
    with pytest.raises(ImportToolsError, match="no CUDA device"):
        train(replace(training, device="cuda"))


def arguments(sample: Path, out: Path, *more: str) -> list[str]:
    fixed = ["--classes", ",".join(CLASSES), "--patient-pattern", PATTERN, "--out", str(out)]
    size = ["--height", "64", "--width", "64", "--stages", "1x64", "--batch", "8"]
    return ["train", str(sample), *fixed, *size, "--device", "cpu", *more]


def test_the_command_trains_a_checkpoint_that_import_takes(sample, tmp_path, capsys) -> None:
    out = tmp_path / "run"
    assert main(arguments(sample, out, "--augment", "rotation=5,erase=0.5", "--seed", "4")) == 0
    assert "best epoch: 1" in capsys.readouterr().out
    recipe = json.loads((out / "history.json").read_text())["recipe"]
    assert (recipe["seed"], recipe["augmentation"]["rotation"]) == (4, 5)
    package = tmp_path / "models" / "sample" / "1"
    given = ["--labels", "Clear,Opacity", "--height", "64", "--width", "64", "--out", str(package)]
    assert main(["import", str(out / "best.pth"), "--arch", "resnet18", *given]) == 0
    assert main(["verify", str(package), "--checkpoint", str(out / "best.pth")]) == 0
    again = ["--recipe", str(out / "history.json"), "--seed", "5"]
    assert main(arguments(sample, tmp_path / "again", *again)) == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--augment", "rotation"], "not of the form rotation=12"),
        (["--augment", "tilt=3"], "the recipe cannot be used"),
        (["--metric", "f1"], "the metric 'f1' is none of"),
        (["--teacher", "resnet18"], "not of the form resnet18=CHECKPOINT"),
        (["--start-from", "none.pth"], "cannot read the checkpoint"),
    ],
)
def test_unusable_options_are_one_sentence_and_code_2(
    sample, tmp_path, capsys, given, message
) -> None:
    assert main(arguments(sample, tmp_path / "run", *given)) == 2
    assert message in capsys.readouterr().err


def test_films_without_splits_are_split_by_patient(sample, tmp_path, capsys) -> None:
    given = ["--shares", "0.25,0"]
    assert main(arguments(sample / "train", tmp_path / "run", *given)) == 2
    assert "class CLEAR has 6 films in split 'train'" in capsys.readouterr().err
    assert main(arguments(sample / "train", tmp_path / "run", "--shares", "a")) == 2
    assert "is not of the form 0.15,0.15" in capsys.readouterr().err
