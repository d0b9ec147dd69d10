"""Runs calibration films through the reference network and keeps how far its values reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from import_tools.int8.ranges import Distribution
from import_tools.network import reference
from import_tools.network.layers import (
    INPUT,
    Add,
    BatchNorm,
    Convolution,
    GlobalAverage,
    Network,
    Relu,
)

#: Layers whose outputs an 8-bit plan may keep as integers, up to the average over the last map.
_KEPT = (Convolution, BatchNorm, Relu, Add)


@dataclass(frozen=True)
class Ranges:
    """What the largest integer stands for: in the network's input, and in outputs by layer."""

    films: int
    input: float
    outputs: dict[str, float]


def measure(network: Network, inputs_nhwc: Iterable[np.ndarray]) -> Ranges:
    """The ranges that suit these inputs best."""
    maps = takewhile(lambda layer: not isinstance(layer, GlobalAverage), network.layers)
    names = [INPUT, *(layer.name for layer in maps if isinstance(layer, _KEPT))]
    distributions = {name: Distribution() for name in names}

    def visit(name: str, output: np.ndarray) -> None:
        if name in distributions:
            distributions[name].add(output)

    films = 0
    for film in inputs_nhwc:
        films += 1
        visit(INPUT, film)
        reference.logits(network, film[None], visit)
    found = {name: distribution.best_range() for name, distribution in distributions.items()}
    return Ranges(films, found.pop(INPUT), found)
