"""Golden cases: small films with the answers the server must give for them before it serves.

The films are kept as encoded images, so that a replay covers decoding, resizing and normalising as
well as the network. Answers come from the float64 reference network.
"""

from __future__ import annotations

import base64
import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from import_tools import patterns, phantom
from import_tools.network import operations, reference
from import_tools.network.layers import Network
from import_tools.preprocessing import Preprocessing
from import_tools.progress import Progress

MAX_BYTES = 10**6
#: Digits kept of logits and probabilities: far below the tolerance, and above the differences
#: between BLAS libraries, so that another machine writes the same file.
_DECIMALS = 9


@dataclass(frozen=True)
class GoldenFilm:
    """One input: a name and an encoded image."""

    name: str
    encoded: bytes


@functools.cache
def films() -> tuple[GoldenFilm, ...]:
    """The films of every package, the same bytes each time."""
    return tuple(_draw_films())


def _draw_films() -> Iterator[GoldenFilm]:
    yield GoldenFilm("black", _png(patterns.constant(224, 224, 0)))
    yield GoldenFilm("white", _png(patterns.constant(224, 224, 255)))
    yield GoldenFilm("noise", _png(patterns.noise(160, 200, 1)))
    yield GoldenFilm("gradient-horizontal", _png(patterns.horizontal_gradient(300, 260)))
    yield GoldenFilm("gradient-vertical", _png(patterns.vertical_gradient(300, 260)))
    yield GoldenFilm("phantom", _png(phantom.draw(384, 1)))
    yield GoldenFilm("film-narrow-jpeg", _jpeg(phantom.draw(360, 2)[:, 40:330]))
    yield GoldenFilm("film-wide-png", _png(phantom.draw(300, 3)[20:250]))
    yield GoldenFilm("film-16-bit", _png(_sixteen_bit(224, 240)))
    yield GoldenFilm("film-rgb-jpeg", _jpeg(_toned(phantom.draw(320, 4))))


def cases(
    network: Network, preprocessing: Preprocessing, temperature: float
) -> list[dict[str, object]]:
    """Films with raw logits and calibrated probabilities, as ``golden.json`` holds them."""
    chosen = films()
    progress = Progress("golden cases", len(chosen))
    described = []
    for film in chosen:
        inputs = preprocessing.apply(film.encoded)[None]
        logits = reference.logits(network, inputs)[0]
        described.append(
            {
                "name": film.name,
                "image": base64.b64encode(film.encoded).decode("ascii"),
                "logits": rounded(logits),
                "probabilities": rounded(operations.softmax(logits, temperature)),
            }
        )
        progress.step(film.name)
    progress.done()
    return described


def rounded(values: np.ndarray) -> list[float]:
    """Numbers as ``golden.json`` holds them."""
    return [round(float(value), _DECIMALS) for value in values]


def _png(pixels: np.ndarray) -> bytes:
    return _saved(pixels, "PNG", optimize=True)


def _jpeg(pixels: np.ndarray) -> bytes:
    return _saved(pixels, "JPEG", quality=92, subsampling="4:4:4")


def _saved(pixels: np.ndarray, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(buffer, kind, **options)
    return buffer.getvalue()


def _sixteen_bit(height: int, width: int) -> np.ndarray:
    """A film whose low bytes matter for rounding, uint16."""
    return patterns.to_levels(patterns.blobs(height, width, 5), 65536).astype(np.uint16)


def _toned(grey: np.ndarray) -> np.ndarray:
    """A bluish copy, as some film scanners give."""
    level = grey.astype(np.uint16)
    return np.stack([level * 9 // 10, level * 19 // 20, level], axis=2).astype(np.uint8)
