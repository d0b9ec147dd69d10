"""The generated films are what their names say, and Pillow reads them as the contract says."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image

from import_tools.errors import ImportToolsError
from import_tools.fixtures import cases as fixture_cases
from import_tools.fixtures.cases import HEIGHT, WIDTH, all_cases
from import_tools.fixtures.reference import write_for_films, write_generated
from import_tools.preprocessing import decode_rgb, rgb_to_grey

CASES = {case.name: case for case in all_cases()}


def grey_of(name: str) -> np.ndarray:
    return rgb_to_grey(decode_rgb(CASES[name].encoded))


@pytest.mark.parametrize(
    "name",
    [n for n, c in CASES.items() if n.startswith(("png-grey", "tiff-grey")) and c.pixels is None],
)
def test_grey_kinds_hold_the_same_film(name: str) -> None:
    bits = int(re.search(r"(?:grey|alpha)(\d+)", name)[1])
    levels = fixture_cases._grey(1, 2**bits)
    expected = np.rint(levels * 255 / (2**bits - 1)).astype(np.uint8)
    np.testing.assert_array_equal(grey_of(name), expected)


@pytest.mark.parametrize("name", [n for n in CASES if "rgb8" in n or "rgb24" in n or "rgba8" in n])
def test_colour_kinds_hold_the_same_film(name: str) -> None:
    expected = fixture_cases._colour(3).astype(np.uint8)
    np.testing.assert_array_equal(decode_rgb(CASES[name].encoded), expected)


@pytest.mark.parametrize("name", [n for n in CASES if "palette" in n])
def test_palettes_are_expanded(name: str) -> None:
    bits = int(name[-1])
    indices = fixture_cases._grey(2, 2**bits)
    expected = fixture_cases._palette(2**bits)[indices]
    np.testing.assert_array_equal(decode_rgb(CASES[name].encoded), expected)


@pytest.mark.parametrize("name", [n for n in CASES if n.startswith("size-")])
def test_size_cases_have_the_size_they_name(name: str) -> None:
    width, height = name.rsplit("-", 1)[1].split("x")
    assert grey_of(name).shape == (int(height), int(width))


@pytest.mark.parametrize("name", ["png-rgb16", "png-rgba16", "png-grey-alpha16", "tiff-rgb16-le"])
def test_sixteen_bit_colour_is_refused_rather_than_cut(name: str) -> None:
    with pytest.raises(ImportToolsError, match="16-bit"):
        decode_rgb(CASES[name].encoded)
    # Pillow drops the low byte: at most one grey below the contract's rounding.
    with Image.open(io.BytesIO(CASES[name].encoded)) as image:
        bands = "L" if "grey" in name else "RGB"
        cut = np.asarray(image.convert(bands)).astype(int)
    assert np.abs(CASES[name].pixels.astype(int) - cut).max() <= 1


def test_ycck_and_cmyk_show_the_same_film() -> None:
    difference = grey_of("jpeg-ycck").astype(int) - grey_of("jpeg-cmyk").astype(int)
    assert np.abs(difference).mean() < 2


def test_exif_orientations_turn_the_film() -> None:
    upright = grey_of("jpeg-exif-1")
    assert upright.shape == (HEIGHT, WIDTH)
    np.testing.assert_array_equal(grey_of("jpeg-exif-3"), upright[::-1, ::-1])
    np.testing.assert_array_equal(grey_of("jpeg-exif-6"), np.rot90(upright, -1))
    np.testing.assert_array_equal(grey_of("jpeg-exif-5"), upright.T)


def test_writes_the_same_bytes_twice(tmp_path) -> None:
    write_generated(tmp_path / "a")
    write_generated(tmp_path / "b")
    for path in sorted((tmp_path / "a").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_describes_a_folder_of_films(tmp_path) -> None:
    films = tmp_path / "films"
    (films / "deep").mkdir(parents=True)
    (films / "deep" / "a.png").write_bytes(CASES["png-rgb8"].encoded)
    (films / "notes.txt").write_text("no film")
    assert write_for_films(films, tmp_path / "out") == 1
    entry = json.loads((tmp_path / "out" / "cases.json").read_text())["cases"][0]
    assert entry["file"] == "deep/a.png"
    assert (entry["width"], entry["height"], entry["lossless"]) == (WIDTH, HEIGHT, True)
    assert (tmp_path / "out" / entry["squash"]).is_file()


def test_a_folder_without_films_is_an_error(tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="no PNG"):
        write_for_films(tmp_path, tmp_path / "out")
    with pytest.raises(ImportToolsError, match="no folder"):
        write_for_films(tmp_path / "missing", tmp_path / "out")
