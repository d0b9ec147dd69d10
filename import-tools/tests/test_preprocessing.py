"""Films become the numbers torchvision would make of them."""

import io

import numpy as np
import pytest
from PIL import Image

from import_tools import patterns
from import_tools.errors import ImportToolsError
from import_tools.preprocessing import (
    GREY,
    RGB,
    SHORTER_SIDE_CROP,
    Preprocessing,
    decode_grey,
    decode_rgb,
    rgb_to_grey,
    shorter_side_crop,
    sixteen_to_eight_bit,
    squash,
)


def png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def test_grey_is_pillows_for_every_colour_of_a_sample() -> None:
    pixels = patterns.noise(300, 300 * 3, 3).reshape(300, 300, 3)
    np.testing.assert_array_equal(
        rgb_to_grey(pixels), np.asarray(Image.fromarray(pixels).convert("L"))
    )


def test_sixteen_bits_are_rounded_over_the_full_range() -> None:
    every = np.arange(65536)
    expected = np.floor(every * 255 / 65535 + 0.5)
    np.testing.assert_array_equal(sixteen_to_eight_bit(every), expected)


def test_sixteen_bit_greys_of_a_file_follow_the_rule() -> None:
    every = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    np.testing.assert_array_equal(decode_grey(png(every)), sixteen_to_eight_bit(every))


def test_alpha_is_dropped_not_composited() -> None:
    grey = patterns.noise(20, 30, 1)
    transparent = np.dstack([grey, np.zeros_like(grey)])
    np.testing.assert_array_equal(decode_grey(png(transparent)), grey)


def test_a_grey_film_is_repeated_to_three_channels() -> None:
    made = Preprocessing(height=32, width=32).apply(png(patterns.noise(50, 40, 1)))
    assert made.shape == (32, 32, 3)
    assert made.dtype == np.float32
    undone = made * np.float32([0.229, 0.224, 0.225]) + np.float32([0.485, 0.456, 0.406])
    np.testing.assert_allclose(undone[..., 0], undone[..., 2], atol=1e-6)


def test_colour_stays_where_the_contract_says_so() -> None:
    pixels = patterns.noise(40, 40 * 3, 2).reshape(40, 40, 3)
    made = Preprocessing(height=40, width=40, colour=RGB, mean=(0, 0, 0), std=(1, 1, 1))
    np.testing.assert_allclose(made.apply(png(pixels)), pixels / 255, atol=1e-6)
    assert decode_rgb(png(pixels[:, :, 0])).shape == (40, 40, 3)


@pytest.mark.parametrize("size", [(97, 131), (131, 97), (500, 65), (224, 224), (225, 223)])
def test_equals_torchvision(size) -> None:
    transforms = pytest.importorskip("torchvision.transforms", reason="torchvision is missing")
    film = patterns.noise(*size, 5)
    image = Image.fromarray(film)
    bilinear = transforms.InterpolationMode.BILINEAR
    resized = transforms.Resize((224, 224), bilinear)(image)
    np.testing.assert_array_equal(squash(film, 224, 224), np.asarray(resized))
    cropped = transforms.CenterCrop(224)(transforms.Resize(256, bilinear)(image))
    np.testing.assert_array_equal(shorter_side_crop(film, 256, 224, 224), np.asarray(cropped))


@pytest.mark.parametrize("content", [b"", b"text named .png", png(patterns.noise(64, 64, 1))[:900]])
def test_refuses_what_is_no_image(content) -> None:
    with pytest.raises(ImportToolsError, match="no image that Pillow can decode"):
        decode_grey(content)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"height": 0}, "must be positive"),
        ({"resize": "stretch"}, "resize must be squash or"),
        ({"resize": SHORTER_SIDE_CROP, "shorter_side": 200}, "must cover the 224x224 crop"),
        ({"colour": RGB, "channels": 1, "mean": (0.5,), "std": (0.5,)}, "needs a network with 3"),
        ({"colour": GREY, "mean": (0.5,)}, "need 3 values"),
        ({"std": (0.2, 0.0, 0.2)}, "std must be positive"),
    ],
)
def test_refuses_a_contract_that_contradicts_itself(fields, message) -> None:
    with pytest.raises(ImportToolsError, match=message):
        Preprocessing(**fields)
