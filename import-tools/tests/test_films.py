"""Films are found, split by patient and read; whatever is wrong with them is named."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from import_tools.errors import ImportToolsError
from import_tools.films.labelled import LabelledFilm, count_classes, of_split
from import_tools.films.listing import CsvColumns, list_csv, list_folders
from import_tools.films.loading import load
from import_tools.films.sample import CLASSES, write_sample
from import_tools.films.splitting import Shares, check_splits, split_by_patient
from import_tools.preprocessing import Preprocessing

SMALL = Preprocessing(height=64, width=64)
COLUMNS = CsvColumns("file", "finding", "person", "part", ("sex",))


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, {"train": 4, "val": 1})
    return folder


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["file", "finding", "person", "part", "sex"])
        writer.writeheader()
        writer.writerows({"part": "train", "sex": "f", **row} for row in rows)
    return path


def film(patient: str, label: int = 0, split: str = "train") -> LabelledFilm:
    return LabelledFilm(Path(f"{patient}.png"), label, patient, split)


def test_lists_folders_of_splits_with_patients(sample) -> None:
    films = list_folders(sample, CLASSES, r"(patient\d+)_")
    assert len(films) == 20
    assert films[0].patient == films[1].patient == "patient1"
    assert count_classes(of_split(films, "val"), CLASSES) == {"CLEAR": 2, "OPACITY": 2}
    check_splits(films, CLASSES)


def test_lists_folders_without_splits(sample) -> None:
    films = list_folders(sample / "train", CLASSES)
    assert {film.split for film in films} == {""}
    assert len({film.patient for film in films}) == 16


@pytest.mark.parametrize(
    ("classes", "pattern", "message"),
    [
        (("CLEAR", "OTHER"), None, r"folders that are no class .*: OPACITY"),
        (CLASSES, "(", "no regular expression"),
        (CLASSES, "nobody", "matches nothing"),
    ],
)
def test_refuses_folders_that_do_not_fit(sample, classes, pattern, message) -> None:
    with pytest.raises(ImportToolsError, match=message):
        list_folders(sample, classes, pattern)


def test_refuses_a_folder_without_films(tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="no films in"):
        list_folders(tmp_path, CLASSES)
    with pytest.raises(ImportToolsError, match="is no folder"):
        list_folders(tmp_path / "none", CLASSES)


def test_lists_rows_of_a_csv_file(tmp_path) -> None:
    rows = [
        {"file": "a/1.png", "finding": "CLEAR", "person": "p1", "sex": "m"},
        {"file": "a/2.png", "finding": "OPACITY", "person": "p2", "part": "val"},
        {"file": "b/3.png", "finding": "CLEAR", "person": "p3"},
        {"file": "a/4.png", "finding": "CLEAR", "person": "p4", "part": "withheld"},
    ]
    file = write_csv(tmp_path / "films.csv", rows)
    films = list_csv(file, CLASSES, COLUMNS, only="a/")
    assert [(f.path, f.label, f.patient, f.split) for f in films] == [
        (tmp_path / "a/1.png", 0, "p1", "train"),
        (tmp_path / "a/2.png", 1, "p2", "val"),
    ]
    assert films[0].groups == {"sex": "m"}
    assert list_csv(file, CLASSES, COLUMNS, root=Path("r"))[0].path == Path("r/a/1.png")


def test_names_labels_that_are_no_class(tmp_path) -> None:
    rows = [{"file": "1.png", "finding": name, "person": name} for name in ("CLEAR", "TUMOUR")]
    file = write_csv(tmp_path / "films.csv", rows)
    with pytest.raises(ImportToolsError, match="'TUMOUR' in line 3"):
        list_csv(file, CLASSES, COLUMNS)
    assert len(list_csv(file, CLASSES, COLUMNS, skip_unknown_labels=True)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"file,label\n1.png,CLEAR\n", "lacks the columns finding, part, person, sex"),
        (b"\xff\xfe\x00", "no CSV file in UTF-8"),
        (b"file,finding,person,part,sex\n1.png,CLEAR,,train,f\n", "line 2: the patient is empty"),
        (b"file,finding,person,part,sex\n", "names no film"),
    ],
)
def test_refuses_csv_files_that_cannot_be_used(tmp_path, content, message) -> None:
    file = tmp_path / "films.csv"
    file.write_bytes(content)
    with pytest.raises(ImportToolsError, match=message):
        list_csv(file, CLASSES, COLUMNS)


def test_a_missing_csv_file_is_named(tmp_path) -> None:
    with pytest.raises(ImportToolsError, match=r"cannot read .*none\.csv"):
        list_csv(tmp_path / "none.csv", CLASSES, COLUMNS)


def test_a_patient_is_never_in_two_splits() -> None:
    films = [film(f"p{n % 40}", (n % 40) % 2, "") for n in range(120)]
    split = split_by_patient(films, Shares(0.2, 0.1), seed=3)
    check_splits(split, CLASSES)
    patients = {name: {f.patient for f in of_split(split, name)} for name in ("val", "test")}
    assert {name: len(found) for name, found in patients.items()} == {"val": 8, "test": 4}
    assert split == split_by_patient(films, Shares(0.2, 0.1), seed=3)
    assert split != split_by_patient(films, Shares(0.2, 0.1), seed=4)


@pytest.mark.parametrize(("val", "test"), [(-0.1, 0.1), (0.5, 0.5)])
def test_refuses_shares_that_leave_nothing(val, test) -> None:
    with pytest.raises(ImportToolsError, match="shares"):
        Shares(val, test)


def test_refuses_a_patient_in_two_splits() -> None:
    films = [film(f"p{n}", n % 2) for n in range(20)]
    films += [film("p3", 1, "val"), film("p4", 0, "val"), film("p5", 1, "test")]
    with pytest.raises(ImportToolsError, match="3 patients have films in two .*: p3, p4, p5"):
        check_splits(films, CLASSES)


def test_refuses_a_class_with_too_few_films() -> None:
    films = [film(f"p{n}", int(n > 7)) for n in range(10)]
    with pytest.raises(ImportToolsError, match="OPACITY has 2 films in split 'train'; at least 8"):
        check_splits(films, CLASSES)


def test_loads_exactly_what_a_network_takes(sample) -> None:
    films = list_folders(sample, CLASSES)
    loaded = load(films, SMALL)
    assert loaded.pixels.shape == (20, 64, 64)
    with Image.open(films[3].path) as image:
        np.testing.assert_array_equal(loaded.pixels[3], np.asarray(image))
    assert loaded.labels().tolist() == [film.label for film in films]


def test_an_unreadable_film_is_named_and_refused_or_left_out(tmp_path, capsys) -> None:
    write_sample(tmp_path, {"train": 1})
    broken = tmp_path / "train" / "CLEAR" / "broken.png"
    broken.write_bytes(b"\x89PNG cut off")
    films = list_folders(tmp_path, CLASSES)
    with pytest.raises(ImportToolsError, match=r"broken\.png: this is no image.*--unreadable skip"):
        load(films, SMALL)
    assert len(load(films, SMALL, skip_unreadable=True).films) == 4
    assert "left out: " in capsys.readouterr().err
    only_broken = [film for film in films if film.path == broken]
    with pytest.raises(ImportToolsError, match="none of the 1 films can be read"):
        load(only_broken, SMALL, skip_unreadable=True)
