"""The arithmetic of residual networks in NumPy: float64, NHWC, written to be read.

Shared by the reference network and by the runner of the written Keras file, which differ in where
their arrays come from and how they are wired.
"""

from __future__ import annotations

import numpy as np

Padding = tuple[tuple[int, int], tuple[int, int]]


def pad(x: np.ndarray, padding: Padding) -> np.ndarray:
    """Zeros around height and width: ((top, bottom), (left, right))."""
    return np.pad(x, ((0, 0), *padding, (0, 0)))


def convolve(x: np.ndarray, kernel: np.ndarray, stride: int) -> np.ndarray:
    """Valid cross-correlation of NHWC with a height x width x in x out kernel."""
    windows = _windows(x, kernel.shape[0], kernel.shape[1], stride)
    return np.tensordot(windows, kernel, axes=([3, 4, 5], [2, 0, 1]))


def max_pool(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Valid max pooling."""
    return _windows(x, size, size, stride).max(axis=(4, 5))


def relu(x: np.ndarray) -> np.ndarray:
    """``max(x, 0)``."""
    return np.maximum(x, 0)


def global_average(x: np.ndarray) -> np.ndarray:
    """NHWC to N x C."""
    return x.mean(axis=(1, 2))


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities along the last axis; the temperature divides the logits (Guo et al. 2017)."""
    scaled = logits / temperature
    exponentials = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def calibrate(probabilities: np.ndarray, temperature: float) -> np.ndarray:
    """``softmax(logits / temperature)`` from ``softmax(logits)``, as the server does it."""
    scaled = probabilities.astype(np.float64) ** (1 / temperature)
    return scaled / scaled.sum(axis=-1, keepdims=True)


def _windows(x: np.ndarray, height: int, width: int, stride: int) -> np.ndarray:
    """N x rows x columns x C x height x width, without copying."""
    windows = np.lib.stride_tricks.sliding_window_view(x, (height, width), axis=(1, 2))
    return windows[:, ::stride, ::stride]
