"""The reference: a network run layer by layer in float64.

It is slow, short, and takes the checkpoint's numbers as they are (no folding), so that an error
anywhere else shows as a difference from it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from import_tools.network import operations
from import_tools.network.layers import (
    INPUT,
    Add,
    BatchNorm,
    Convolution,
    Dense,
    GlobalAverage,
    Layer,
    MaxPool,
    Network,
    Relu,
)

Visitor = Callable[[str, np.ndarray], None]


def logits(network: Network, inputs: np.ndarray, visit: Visitor | None = None) -> np.ndarray:
    """Runs a network on NHWC inputs and returns N x classes logits, float64.

    ``visit`` is called with the name and the output of every layer.
    """
    outputs = {INPUT: inputs.astype(np.float64)}
    for layer in network.layers:
        outputs[layer.name] = _run(layer, outputs)
        if visit is not None:
            visit(layer.name, outputs[layer.name])
    return outputs[network.layers[-1].name]


def _run(layer: Layer, outputs: dict[str, np.ndarray]) -> np.ndarray:  # noqa: PLR0911 - one a kind
    x = outputs[layer.source]
    match layer:
        case Convolution():
            return _convolution(layer, x)
        case BatchNorm():
            scale, shift = layer.scale_and_shift()
            return x * scale + shift
        case Relu():
            return operations.relu(x)
        case MaxPool():
            padded = operations.pad(x, ((layer.padding, layer.padding),) * 2)
            return operations.max_pool(padded, layer.size, layer.stride)
        case Add():
            return x + outputs[layer.shortcut]
        case GlobalAverage():
            return operations.global_average(x)
        case Dense():
            return x @ layer.weight.astype(np.float64).T + layer.bias


def _convolution(layer: Convolution, x: np.ndarray) -> np.ndarray:
    padded = operations.pad(x, ((layer.padding, layer.padding),) * 2)
    kernel = layer.weight.astype(np.float64).transpose(2, 3, 1, 0)
    y = operations.convolve(padded, kernel, layer.stride)
    return y if layer.bias is None else y + layer.bias
