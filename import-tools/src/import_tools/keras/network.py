"""The layers of a Keras file as a network: the way back from ``keras.graph.to_keras``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.keras.graph import KerasLayer
from import_tools.network.layers import (
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


def to_network(layers: list[KerasLayer], architecture: str) -> Network:
    """Layers under their Keras names, arrays in PyTorch's layout; the softmax is left out."""
    paddings: dict[str, tuple[str, int]] = {}
    translated: list[Layer] = []
    for layer in layers:
        if layer.class_name == "InputLayer":
            channels = layer.config["batch_input_shape"][3]
        elif layer.class_name == "ZeroPadding2D":
            paddings[layer.name] = (layer.sources[0], _even(layer))
        else:
            source, padding = paddings.get(layer.sources[0], (layer.sources[0], 0))
            translated.append(_translated(layer, source, padding))
    head = translated[-1]
    if not isinstance(head, Dense) or layers[-1].config["activation"] != "softmax":
        raise ImportToolsError("the Keras file does not end in a dense layer with a softmax")
    return Network(architecture, channels, len(head.bias), tuple(translated))


def _translated(layer: KerasLayer, source: str, padding: int) -> Layer:
    translate = _TRANSLATIONS.get(layer.class_name)
    if translate is None:
        raise ImportToolsError(f"layer {layer.name} is a {layer.class_name}; cannot translate it")
    if padding and layer.class_name not in ("Conv2D", "MaxPooling2D"):
        raise ImportToolsError(f"layer {layer.name} reads padding, which only windows can")
    return translate(layer, source, padding)


def _even(layer: KerasLayer) -> int:
    (top, bottom), (left, right) = layer.config["padding"]
    if len({top, bottom, left, right}) != 1:
        raise ImportToolsError(f"layer {layer.name} pads its sides differently")
    return top


def _convolution(layer: KerasLayer, source: str, padding: int) -> Layer:
    kernel = layer.weights["kernel"].transpose(3, 2, 0, 1)
    stride = layer.config["strides"][0]
    return Convolution(layer.name, source, kernel, layer.weights.get("bias"), stride, padding)


def _batch_norm(layer: KerasLayer, source: str, _: int) -> Layer:
    names = ("gamma", "beta", "moving_mean", "moving_variance")
    arrays: list[np.ndarray] = [layer.weights[name] for name in names]
    return BatchNorm(layer.name, source, *arrays, epsilon=layer.config["epsilon"])


def _max_pool(layer: KerasLayer, source: str, padding: int) -> Layer:
    size, stride = layer.config["pool_size"][0], layer.config["strides"][0]
    return MaxPool(layer.name, source, size, stride, padding)


def _dense(layer: KerasLayer, source: str, _: int) -> Layer:
    if layer.config["activation"] not in ("linear", "softmax"):
        raise ImportToolsError(f"layer {layer.name} has activation {layer.config['activation']!r}")
    return Dense(layer.name, source, layer.weights["kernel"].T, layer.weights["bias"])


_TRANSLATIONS: dict[str, Callable[[KerasLayer, str, int], Layer]] = {
    "Conv2D": _convolution,
    "BatchNormalization": _batch_norm,
    "Activation": lambda layer, source, _: Relu(layer.name, source),
    "MaxPooling2D": _max_pool,
    "Add": lambda layer, source, _: Add(layer.name, source, layer.sources[1]),
    "GlobalAveragePooling2D": lambda layer, source, _: GlobalAverage(layer.name, source),
    "Dense": _dense,
}
