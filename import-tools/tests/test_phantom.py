"""The phantom: the same everywhere, different by seed, never without a size it can have."""

import hashlib

import numpy as np
import pytest
from PIL import Image

from import_tools import phantom
from import_tools.errors import ImportToolsError


def test_draws_the_same_pixels_on_every_machine() -> None:
    digest = hashlib.sha256(phantom.draw(128, 1).tobytes()).hexdigest()
    assert digest == "765b3b166cab8483391f58b637f5229e01645dd90c16f0ee1aeaee669f83ce71"


def test_seeds_differ() -> None:
    assert (phantom.draw(64, 1) != phantom.draw(64, 2)).mean() > 0.3


def test_looks_like_a_chest_film() -> None:
    film = phantom.draw(256, 1).astype(float)
    lungs = np.median([film[90:160, 60:90], film[90:160, 166:196]])
    heart, belly = np.median(film[150:180, 145:165]), np.median(film[235:250, 60:90])
    air, spine = np.median(film[:10, :40]), np.median(film[150:180, 123:133])
    assert air < lungs < heart < spine
    assert lungs < belly


@pytest.mark.parametrize("size", [0, 63, 4097, -1])
def test_refuses_sizes_it_cannot_draw(size) -> None:
    with pytest.raises(ImportToolsError, match="64 to 4096"):
        phantom.draw(size)


def test_the_file_says_that_it_is_synthetic(tmp_path) -> None:
    phantom.write(tmp_path / "p.png", 64)
    with Image.open(tmp_path / "p.png") as image:
        assert (image.mode, image.size) == ("L", (64, 64))
        assert "Synthetic" in image.text["Description"]


def test_an_unwritable_file_is_one_clear_error(tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="cannot write"):
        phantom.write(tmp_path / "missing" / "p.png", 64)
