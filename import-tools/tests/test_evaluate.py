"""Whole evaluations of drawn films: the files they write, and how they go on and fail."""

import json
import re
import shutil
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is missing")

from api_server import Said, running
from import_tools.assessment import collecting, html, pictures
from import_tools.assessment.collecting import collect
from import_tools.assessment.journal import Journal
from import_tools.cli import main
from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm
from import_tools.films.sample import CLASSES, write_sample
from import_tools.sources.source import Answer, UnusableFilmError

LABELS = ("A", "B", "C")


@pytest.fixture(autouse=True)
def no_key(monkeypatch) -> None:
    monkeypatch.delenv("HEALTHAI_API_KEY", raising=False)


PATTERN = r"(patient\d+)_"


class Oracle:
    """Says the same of every film but of those whose content it does not like."""

    about: ClassVar = {"kind": "oracle"}
    batch = 2

    def __init__(self, labels: tuple[str, ...] = LABELS) -> None:
        self.asked: list[str] = []
        self.labels = labels

    def ask(self, films):
        self.asked += [film.path.name for film in films]
        return [
            UnusableFilmError(f"{film.path.name} is no film")
            if film.content.startswith(b"bad")
            else Answer(dict(zip(self.labels, (0.5, 0.3, 0.2), strict=True)), {"id": 7})
            for film in films
        ]


@pytest.fixture
def films(tmp_path) -> list[LabelledFilm]:
    for number in range(5):
        (tmp_path / f"{number}.png").write_bytes(b"film %d" % number)
    return [LabelledFilm(tmp_path / f"{n}.png", n % 3, str(n)) for n in range(5)]


def test_collects_in_the_order_of_the_films(films) -> None:
    oracle = Oracle()
    found = collect(films, LABELS, oracle)
    assert oracle.asked == [f"{n}.png" for n in range(5)]
    assert found.answers.classes.tolist() == [0, 1, 2, 0, 1]
    assert found.answers.probabilities.shape == (5, 3)
    assert (found.left_out, found.versions) == (0, {})


@pytest.mark.parametrize("spoil", ["content", "missing"])
def test_an_unusable_film_is_refused_or_left_out(films, spoil, capsys) -> None:
    if spoil == "content":
        films[1].path.write_bytes(b"bad")
    else:
        films[1].path.unlink()
    with pytest.raises(ImportToolsError, match=r"1\.png.*--unreadable skip"):
        collect(films, LABELS, Oracle())
    found = collect(films, LABELS, Oracle(), skip_unusable=True)
    assert found.left_out == 1
    assert [film.patient for film in found.answers.films] == ["0", "2", "3", "4"]
    assert "left out: " in capsys.readouterr().err


def test_no_answer_at_all_is_an_error(films) -> None:
    for film in films:
        film.path.write_bytes(b"bad")
    with pytest.raises(ImportToolsError, match="none of the 5 films got an answer"):
        collect(films, LABELS, Oracle(), skip_unusable=True)


def test_classes_must_fit_the_labels(films) -> None:
    with pytest.raises(ImportToolsError, match="names 2 classes"):
        collect(films, ("A", "B"), Oracle())


def test_an_interrupted_evaluation_asks_only_for_the_rest(films, tmp_path) -> None:
    path = tmp_path / "out" / "answers.jsonl"
    collect(films[:3], LABELS, Oracle(), Journal(path, Oracle.about, resume=False))
    with path.open("a") as file:
        file.write('{"sha256": "cut o')  # killed while writing
    again = Oracle()
    journal = Journal(path, Oracle.about, resume=True)
    assert len(journal) == 3
    found = collect(films, LABELS, again, journal)
    assert again.asked == ["3.png", "4.png"]
    assert len(found.answers.films) == 5
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line.get("film") for line in lines] == [None, *(f"{n}.png" for n in range(5))]
    assert lines[1]["id"] == 7


def test_a_film_that_has_changed_is_asked_again(films, tmp_path) -> None:
    path = tmp_path / "answers.jsonl"
    collect(films, LABELS, Oracle(), Journal(path, Oracle.about, resume=False))
    films[2].path.write_bytes(b"another film")
    again = Oracle()
    collect(films, LABELS, again, Journal(path, Oracle.about, resume=True))
    assert again.asked == ["2.png"]


def test_answers_of_another_source_are_not_taken_up(films, tmp_path) -> None:
    path = tmp_path / "answers.jsonl"
    collect(films, LABELS, Oracle(), Journal(path, Oracle.about, resume=False))
    with pytest.raises(ImportToolsError, match="made with another model"):
        Journal(path, {"kind": "other"}, resume=True)
    with pytest.raises(ImportToolsError, match="answers of an earlier evaluation"):
        Journal(path, Oracle.about, resume=False)


@pytest.mark.parametrize(
    ("line", "message"),
    [("no JSON\n", "no JSON"), ("[]\n", "no JSON object"), ('{"film": "x"}\n', "lacks 'sha256'")],
)
def test_a_spoilt_journal_is_named(films, tmp_path, line, message) -> None:
    path = tmp_path / "answers.jsonl"
    collect(films, LABELS, Oracle(), Journal(path, Oracle.about, resume=False))
    with path.open("a") as file:
        file.write(line)
    with pytest.raises(ImportToolsError, match=message):
        Journal(path, Oracle.about, resume=True)


def test_other_labels_than_before_are_refused(films, tmp_path) -> None:
    path = tmp_path / "answers.jsonl"
    collect(films[:2], LABELS, Oracle(), Journal(path, Oracle.about, resume=False))
    journal = Journal(path, Oracle.about, resume=True)
    with pytest.raises(ImportToolsError, match="answered with other labels"):
        collect(films, LABELS, Oracle(("A", "B", "Z")), journal)


def test_a_full_disk_is_one_sentence(films, tmp_path, monkeypatch) -> None:
    journal = Journal(tmp_path / "answers.jsonl", Oracle.about, resume=False)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    monkeypatch.setattr(collecting, "read_film", lambda _: b"film")
    with pytest.raises(ImportToolsError, match="No space left on device; is the disk full"):
        collect(films, LABELS, Oracle(), journal)


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, {"train": 4, "test": 3})
    for split in ("train", "test"):  # the package of the tests has a third label
        other = folder / split / "OTHER"
        other.mkdir()
        for film in sorted((folder / split / CLASSES[1]).iterdir())[:4]:
            shutil.copy(film, other / f"other-{split}-{film.name.replace('patient', 'patient9')}")
    return folder


def arguments(films: Path, model: object, out: Path, *more: str) -> list[str]:
    classes = ",".join([*CLASSES, "OTHER"])
    given = ["--classes", classes, "--model", str(model), "--out", str(out), "--draws", "100"]
    return ["evaluate", str(films), *given, *more]


def test_evaluates_a_package(imported, sample, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    assert main(arguments(sample, imported.package, out, "--patient-pattern", PATTERN)) == 0
    assert "accuracy: 0." in capsys.readouterr().out
    report = json.loads((out / "report.json").read_text())
    result = report["result"]
    assert (result["films"], result["patients"]) == (16, 8)
    assert report["title"] == "tiny 1, engine keras on " + sample.name + ", test"
    assert result["baseline"]["learned_from_films"] == 20
    assert report["notes"] == []
    assert len((out / "answers.jsonl").read_text().splitlines()) == 1 + 16
    assert "film" not in result  # names of films stay in answers.jsonl
    assert "patient1_0" not in (out / "report.json").read_text()


def test_the_page_holds_everything_itself(imported, sample, tmp_path) -> None:
    out = tmp_path / "out"
    given = ["--title", "<b>& a title", "--patient-pattern", PATTERN]
    assert main(arguments(sample, imported.package, out, *given)) == 0
    page = (out / "report.html").read_text()
    assert len(page) < 1_000_000
    assert page.count("data:image/png;base64,") == 4
    assert not re.search(r'(src|href)="(?!data:)', page)
    assert "<script" not in page
    assert "&lt;b&gt;&amp; a title" in page
    assert "thumbnails (baseline)" in page
    assert "patient1_0" not in page


def test_the_same_seed_gives_the_same_report(imported, sample, tmp_path) -> None:
    for name in ("one", "two"):
        given = ["--no-html", "--patient-pattern", PATTERN]
        assert main(arguments(sample, imported.package, tmp_path / name, *given)) == 0
    one, two = (json.loads((tmp_path / n / "report.json").read_text()) for n in ("one", "two"))
    assert one == two
    assert not (tmp_path / "one" / "report.html").exists()


def test_goes_on_where_it_was_interrupted(imported, sample, tmp_path, monkeypatch, capsys) -> None:
    out = tmp_path / "out"
    given = ["--no-html", "--baseline-split", "none"]

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("import_tools.assessment.evaluating.assess", interrupted)
        with pytest.raises(KeyboardInterrupt):
            main(arguments(sample, imported.package, out, *given))
    assert main(arguments(sample, imported.package, out, *given)) == 2
    assert "go on with --resume" in capsys.readouterr().err
    monkeypatch.setattr(
        "import_tools.sources.network.NetworkSource.ask", interrupted
    )  # nothing is asked again
    assert main(arguments(sample, imported.package, out, "--resume", *given)) == 0


def csv_of(sample: Path, path: Path) -> Path:
    lines = ["path,label,patient,sex"]
    for film in sorted((sample / "test").glob("*/*.png")):
        patient = re.search(r"patient\d+", film.name)[0]
        sex = ("F", "M", "")[int(patient[7:]) % 3]
        lines.append(f"test/{film.parent.name}/{film.name},{film.parent.name},{patient},{sex}")
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_running_server_is_evaluated_by_groups(sample, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HEALTHAI_API_KEY", "secret\n")
    films = csv_of(sample, tmp_path / "films.csv")
    out = tmp_path / "out"
    with running(Said(429, {}, {"Retry-After": "0"})) as api:
        given = ["--groups", "sex", "--root", str(sample), "--served-model", "chest_xray"]
        assert main(arguments(films, api.address, out, *given)) == 0
    assert len(api.heard) == 13  # 12 different films, and one was told to come again
    report = json.loads((out / "report.json").read_text())
    assert report["source"]["answered_by"] == {"chest_xray 2": 16}
    assert set(report["result"]["groups"]["sex"]) == {"F", "M", "not stated"}
    assert sum(group["films"] for group in report["result"]["groups"]["sex"].values()) == 16
    assert "no baseline" in report["notes"][0]
    assert '"id"' not in (out / "report.json").read_text()
    ids = [json.loads(line)["id"] for line in (out / "answers.jsonl").read_text().splitlines()[1:]]
    assert ids == list(range(2, 14))
    assert "By sex" in (out / "report.html").read_text()
    assert "secret" not in "".join(path.read_text() for path in out.iterdir())


def test_versions_that_share_the_films_are_told(sample, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HEALTHAI_API_KEY", "secret")
    other = Said()
    other.body["model_version"] = "1"
    with running(other) as api:
        films = csv_of(sample, tmp_path / "films.csv")
        given = ["--no-html", "--root", str(sample)]
        assert main(arguments(films, api.address, tmp_path / "out", *given)) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["source"]["answered_by"] == {"chest_xray 1": 1, "chest_xray 2": 15}
    assert "Several versions answered" in report["notes"][0]


def test_films_without_a_label_are_told(imported, sample, tmp_path) -> None:
    only = tmp_path / "films"
    shutil.copytree(sample / "test" / CLASSES[0], only / CLASSES[0])
    assert main(arguments(only, imported.package, tmp_path / "out")) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["notes"][0] == "No film is labelled B, C."
    assert report["result"]["totals"]["auc"]["value"] is None
    assert report["result"]["curves"] == {}
    assert "&ndash;" in (tmp_path / "out" / "report.html").read_text()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--split", "val"], "no film is of the split 'val'"),
        (["--model", "https://localhost:1"], "give the server's key"),
        (["--model", "https://h", "--key-file", "none.txt"], "cannot read the key file none.txt"),
        (["--model", "none.onnx"], "neither a file nor a model package"),
        (["--draws", "5"], "5 draws are too few"),
        (["--classes", "CLEAR,OPACITY"], "folders that are no class"),
        (["--labels", "A,B,C", "--temperature", "0", "--model", "m.h5"], "must be positive"),
    ],
)
def test_an_unusable_input_is_one_sentence(
    imported, sample, tmp_path, capsys, given, message
) -> None:
    assert main(arguments(sample, imported.package, tmp_path / "out", *given)) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_a_patient_of_the_baseline_must_not_be_asked_about(imported, sample, tmp_path, capsys):
    leaking = tmp_path / "films"
    shutil.copytree(sample, leaking)
    film = next((leaking / "test" / CLASSES[0]).iterdir())
    shutil.copy(film, leaking / "train" / CLASSES[0])
    given = ["--patient-pattern", PATTERN]
    assert main(arguments(leaking, imported.package, tmp_path / "out", *given)) == 2
    assert "patients have films in two of the splits" in capsys.readouterr().err


def test_pictures_need_matplotlib_before_anything_is_asked(
    imported, sample, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    assert main(arguments(sample, imported.package, tmp_path / "out")) == 2
    assert "or leave them out with --no-html" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_operating_points_of_a_package_are_measured(imported, sample, tmp_path) -> None:
    package = Path(shutil.copytree(imported.package, tmp_path / "tiny" / "1"))
    content = json.loads((package / "model.json").read_text())
    content["operating_points"] = {"screening": {"A": 1e-9}, "confirm": {}}
    (package / "model.json").write_text(json.dumps(content))
    assert main(arguments(sample, package, tmp_path / "out")) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    found = report["result"]["operating_points"]["screening"]["A"]
    assert (found["sensitivity"]["value"], found["specificity"]["value"]) == (1, 0)
    assert "Operating points" in (tmp_path / "out" / "report.html").read_text()


def test_a_page_without_pictures_is_a_page() -> None:
    interval = {"value": 0.5, "low": None, "high": None}
    names = ("sensitivity", "specificity", "ppv", "npv", "auc")
    result = {
        "films": 3, "patients": 2, "labels": ["A", "B"], "films_by_label": {"A": 2, "B": 1},
        "intervals": {"confidence": 0.95, "by": "patient", "draws": 100, "seed": 1},
        "totals": {"accuracy": interval}, "auc_between": {}, "groups": {},
        "by_label": {label: dict.fromkeys(names, interval) for label in "AB"},
        "honest_calibration_error": {"value": 0.031, "low": 0.017, "high": 0.047},
    }  # fmt: skip
    report = {
        "title": "t", "notes": ["mind this"], "source": {}, "data": {}, "classes": ["a", "b"],
        "made_by": "a test", "result": result,
    }  # fmt: skip
    page = html.to_html(report, {})
    assert "mind this" in page
    assert "<h2>Pictures" not in page
    assert "0.500" in page
    assert "an ECE of 0.031" in page


def test_draws_for_two_labels_and_for_ten() -> None:
    for count in (2, 10):
        labels = [f"a rather long label {n}" for n in range(count)]
        result = {
            "labels": labels, "films": 100, "films_by_label": dict.fromkeys(labels, 10),
            "confusion": np.eye(count, dtype=int).tolist(),
            "curves": {
                label: {"roc": [[0, 0], [1, 1]], "precision_recall": [[0, 1], [1, 0.1]]}
                for label in labels
            },
            "by_label": {label: {"auc": {"value": 0.5}} for label in labels},
            "calibration": [{"films": 5, "confidence": 0.5, "accuracy": 0.4}],
            "totals": {"expected_calibration_error": {"value": 0.1}},
        }  # fmt: skip
        drawn = pictures.draw_all(result)
        assert list(drawn) == ["confusion", "roc", "precision_recall", "calibration"]
        assert all(png.startswith(b"\x89PNG") for png in drawn.values())
