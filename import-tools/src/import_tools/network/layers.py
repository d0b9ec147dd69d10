"""The layers of a network as plain values. Arrays are in PyTorch's layout.

A layer names its sources; ``INPUT`` is the network's input. The last layer of a network gives the
logits; the softmax is left to whoever runs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

INPUT = "input"


@dataclass(frozen=True)
class Convolution:
    """``torch.nn.Conv2d`` with zero padding; ``weight`` is out x in x height x width."""

    name: str
    source: str
    weight: np.ndarray
    bias: np.ndarray | None
    stride: int
    padding: int


@dataclass(frozen=True)
class BatchNorm:
    """``torch.nn.BatchNorm2d`` in evaluation mode; arrays have one value a channel."""

    name: str
    source: str
    weight: np.ndarray
    bias: np.ndarray
    mean: np.ndarray
    variance: np.ndarray
    epsilon: float = 1e-5

    def scale_and_shift(self) -> tuple[np.ndarray, np.ndarray]:
        """The norm as ``x * scale + shift``, float64."""
        scale = self.weight.astype(np.float64) / np.sqrt(
            self.variance.astype(np.float64) + self.epsilon
        )
        return scale, self.bias - self.mean * scale


@dataclass(frozen=True)
class Relu:
    """``max(x, 0)``."""

    name: str
    source: str


@dataclass(frozen=True)
class MaxPool:
    """``torch.nn.MaxPool2d``. Its input is never negative here, so padding by zero is exact."""

    name: str
    source: str
    size: int = 3
    stride: int = 2
    padding: int = 1


@dataclass(frozen=True)
class Add:
    """The sum of a block and its shortcut."""

    name: str
    source: str
    shortcut: str


@dataclass(frozen=True)
class GlobalAverage:
    """Mean over height and width: ``AdaptiveAvgPool2d(1)`` and ``flatten``."""

    name: str
    source: str


@dataclass(frozen=True)
class Dense:
    """``torch.nn.Linear``; ``weight`` is out x in."""

    name: str
    source: str
    weight: np.ndarray
    bias: np.ndarray


Layer: TypeAlias = Convolution | BatchNorm | Relu | MaxPool | Add | GlobalAverage | Dense


@dataclass(frozen=True)
class Network:
    """Layers in an order in which every source comes before its use."""

    architecture: str
    channels: int
    classes: int
    layers: tuple[Layer, ...]
