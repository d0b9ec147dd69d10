"""From the bytes of a film to the floats of a network, as the server must do it too.

Every step is Pillow's or torchvision's own arithmetic, because the networks were trained on it:
``Image.convert("L")``, ``Image.resize(BILINEAR)`` (antialiased, 8-bit fixed point, horizontal pass
first), ``torchvision.transforms.Resize``/``CenterCrop`` for sizes and offsets.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from import_tools.errors import ImportToolsError

SQUASH = "squash"
SHORTER_SIDE_CROP = "shorter-side-crop"
GREY = "grey"
RGB = "rgb"

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Preprocessing:
    """The image half of a model's input contract (``input`` in ``model.json``).

    ``mean`` and ``std`` are per channel on the 0..1 scale; ``shorter_side`` is 0 for ``squash``.
    """

    height: int = 224
    width: int = 224
    resize: str = SQUASH
    shorter_side: int = 0
    colour: str = GREY
    channels: int = 3
    mean: tuple[float, ...] = IMAGENET_MEAN
    std: tuple[float, ...] = IMAGENET_STD

    def __post_init__(self) -> None:
        """Refuses numbers that contradict each other, by the rules of the server."""
        if self.height < 1 or self.width < 1:
            raise ImportToolsError("input height and width must be positive")
        if self.resize not in (SQUASH, SHORTER_SIDE_CROP):
            raise ImportToolsError(f"resize must be {SQUASH} or {SHORTER_SIDE_CROP}")
        if self.resize == SHORTER_SIDE_CROP and self.shorter_side < max(self.height, self.width):
            raise ImportToolsError(
                f"the shorter side ({self.shorter_side}) must cover the "
                f"{self.height}x{self.width} crop"
            )
        if self.colour == RGB and self.channels != 3:
            raise ImportToolsError("colour input needs a network with 3 input channels")
        if len(self.mean) != self.channels or len(self.std) != self.channels:
            raise ImportToolsError(
                f"mean and std need {self.channels} values, one per input channel, "
                f"not {len(self.mean)} and {len(self.std)}"
            )
        if min(self.std) <= 0:
            raise ImportToolsError("std must be positive")

    def apply(self, encoded: bytes) -> np.ndarray:
        """Decodes, resizes and normalises one film: float32, height x width x channels."""
        film = decode_grey(encoded) if self.colour == GREY else decode_rgb(encoded)
        return self.normalise(self.fit(film))

    def fit(self, film: np.ndarray) -> np.ndarray:
        """Resizes a uint8 film (height x width, or height x width x 3) to the network's size."""
        if self.resize == SQUASH:
            return squash(film, self.height, self.width)
        return shorter_side_crop(film, self.shorter_side, self.height, self.width)

    def normalise(self, pixels: np.ndarray) -> np.ndarray:
        """``(x / 255 - mean) / std`` per channel in float32; a grey film is repeated."""
        scaled = pixels.astype(np.float32) / np.float32(255)
        if scaled.ndim == 2:
            scaled = np.repeat(scaled[:, :, None], self.channels, axis=2)
        return (scaled - np.float32(self.mean)) / np.float32(self.std)


def decode_grey(encoded: bytes) -> np.ndarray:
    """Decodes a film to uint8 greys, height x width, upright (EXIF orientation applied)."""
    return rgb_to_grey(_decode(encoded))


def decode_rgb(encoded: bytes) -> np.ndarray:
    """Decodes a film to uint8 RGB, height x width x 3, upright (EXIF orientation applied)."""
    pixels = _decode(encoded)
    return pixels if pixels.ndim == 3 else np.repeat(pixels[:, :, None], 3, axis=2)


def rgb_to_grey(pixels: np.ndarray) -> np.ndarray:
    """ITU-R 601 luma in Pillow's 16-bit fixed point; greys (2 axes) pass through."""
    if pixels.ndim == 2:
        return pixels
    weighted = pixels.astype(np.uint32) @ np.array([19595, 38470, 7471], dtype=np.uint32)
    return ((weighted + 0x8000) >> 16).astype(np.uint8)


def sixteen_to_eight_bit(samples: np.ndarray) -> np.ndarray:
    """``round(v * 255 / 65535)``: the full 16-bit range to the full 8-bit range.

    65535 is 257 * 255, so this is division by 257 to the nearest; a tie cannot happen (257 is odd).
    """
    return ((samples.astype(np.uint32) + 128) // 257).astype(np.uint8)


def squash(film: np.ndarray, height: int, width: int) -> np.ndarray:
    """Resizes both sides independently (``torchvision.transforms.Resize((height, width))``)."""
    image = Image.fromarray(film)
    return np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))


def shorter_side_crop(film: np.ndarray, shorter_side: int, height: int, width: int) -> np.ndarray:
    """Resizes the shorter side, then crops the centre (``Resize(s)``, ``CenterCrop((h, w))``).

    Both roundings are torchvision's: the longer side is truncated, the offset is rounded half to
    even.
    """
    rows, columns = film.shape[:2]
    if rows <= columns:
        new_rows, new_columns = shorter_side, int(shorter_side * columns / rows)
    else:
        new_rows, new_columns = int(shorter_side * rows / columns), shorter_side
    resized = squash(film, new_rows, new_columns)
    top = round((new_rows - height) / 2.0)
    left = round((new_columns - width) / 2.0)
    return resized[top : top + height, left : left + width]


def read_film(path: Path) -> bytes:
    """The bytes of a film's file."""
    try:
        return path.read_bytes()
    except OSError as e:
        raise ImportToolsError(f"cannot read the film {path}: {e.strerror}") from e


@contextmanager
def naming(film: Path) -> Iterator[None]:
    """Puts the film's name before what is said about its content."""
    try:
        yield
    except ImportToolsError as e:
        raise ImportToolsError(f"{film}: {e}") from e


def _decode(encoded: bytes) -> np.ndarray:
    """Upright uint8 pixels: height x width for grey files, height x width x 3 for all others."""
    try:
        with Image.open(io.BytesIO(encoded)) as opened:
            _refuse_sixteen_bit_colour(opened)
            image = ImageOps.exif_transpose(opened)
            return _to_eight_bit(image)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as e:
        raise ImportToolsError(f"this is no image that Pillow can decode: {e}") from e


def _to_eight_bit(image: Image.Image) -> np.ndarray:
    if image.mode.startswith("I;16") or image.mode == "I":
        return sixteen_to_eight_bit(np.asarray(image).astype(np.int64))
    if image.mode in ("1", "L", "LA", "La"):
        return np.asarray(image.convert("L"))  # alpha is dropped, not composited
    return np.asarray(image.convert("RGB"))


def _refuse_sixteen_bit_colour(image: Image.Image) -> None:
    """Pillow reads such files by dropping the low byte, which is not the contract's rule."""
    raw_modes = [str(tile.args) for tile in image.tile]
    if image.mode in ("RGB", "RGBA", "LA", "RGBX") and any(";16" in mode for mode in raw_modes):
        raise ImportToolsError(
            "a 16-bit colour or 16-bit grey+alpha image cannot be read exactly by Pillow; "
            "use 8 bit, or 16-bit grey without alpha"
        )
