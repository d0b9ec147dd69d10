"""Generated pictures with known pixels. All are deterministic on every machine and NumPy version.

Random numbers come from an own generator for that reason: NumPy keeps only the raw stream of its
bit generators stable between versions.
"""

from __future__ import annotations

import numpy as np


def uniform_noise(height: int, width: int, seed: int) -> np.ndarray:
    """White noise in [0, 1), float64, height x width (SplitMix64, Steele et al. 2014)."""
    count = height * width
    step, first, second = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
    state = np.uint64((seed * step) % 2**64) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(
        step
    )
    mixed = (state ^ (state >> np.uint64(30))) * np.uint64(first)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(second)
    mixed ^= mixed >> np.uint64(31)
    return ((mixed >> np.uint64(11)) * 2.0**-53).reshape(height, width)


def constant(height: int, width: int, value: int) -> np.ndarray:
    """One grey everywhere, uint8."""
    return np.full((height, width), value, dtype=np.uint8)


def horizontal_gradient(height: int, width: int) -> np.ndarray:
    """Black at the left to white at the right, uint8."""
    row = np.rint(np.linspace(0, 255, width)).astype(np.uint8)
    return np.tile(row, (height, 1))


def vertical_gradient(height: int, width: int) -> np.ndarray:
    """Black at the top to white at the bottom, uint8."""
    return np.ascontiguousarray(horizontal_gradient(width, height).T)


def noise(height: int, width: int, seed: int) -> np.ndarray:
    """White noise, uint8."""
    return (uniform_noise(height, width, seed) * 256).astype(np.uint8)


def blobs(height: int, width: int, seed: int) -> np.ndarray:
    """A smooth, lopsided picture in [0, 1], float64: mirrored or turned, it is another picture.

    Smooth, so that its files stay small; with sharp bars in one corner, so that a resize without
    antialias is noticed.
    """
    y, x = np.mgrid[0:height, 0:width]
    y = (y + 0.5) / height
    x = (x + 0.5) / width
    parameters = uniform_noise(6, 4, seed)
    picture = 0.25 * x + 0.1 * y
    for centre_x, centre_y, radius, weight in parameters:
        distance = ((x - centre_x) ** 2 + (y - centre_y) ** 2) / (0.02 + 0.08 * radius)
        picture = picture + (weight - 0.3) / (1 + distance) ** 2
    bars = (x < 0.3) & (y < 0.2) & (np.mgrid[0:height, 0:width][1] // 3 % 2 == 0)
    low, high = picture.min(), picture.max()
    return np.where(bars, 1.0, (picture - low) / (high - low))


def to_levels(picture: np.ndarray, levels: int) -> np.ndarray:
    """A picture in [0, 1] as integers 0..levels-1 (int64), for example 65536 levels for 16 bit."""
    return np.minimum((picture * levels).astype(np.int64), levels - 1)


def coloured(picture: np.ndarray, seed: int) -> np.ndarray:
    """Three different bands, float64 in [0, 1], height x width x 3, from one picture."""
    height, width = picture.shape
    other = blobs(height, width, seed + 1000)
    return np.stack([picture, other, 1.0 - 0.5 * picture - 0.5 * other], axis=2)
