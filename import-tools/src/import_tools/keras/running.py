"""Runs the layers of a Keras file in NumPy float64, from their configuration alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.keras.graph import KerasLayer
from import_tools.network import operations
from import_tools.network.reference import Visitor

_Operation = Callable[[KerasLayer, list[np.ndarray]], np.ndarray]


def probabilities(
    layers: list[KerasLayer], inputs: np.ndarray, visit: Visitor | None = None
) -> np.ndarray:
    """The model's output for NHWC inputs: softmax of the logits, float64.

    ``visit`` is called with the name and the output of every layer.
    """
    outputs: dict[str, np.ndarray] = {}
    for layer in layers:
        if layer.class_name == "InputLayer":
            outputs[layer.name] = inputs.astype(np.float64)
            continue
        operation = _OPERATIONS.get(layer.class_name)
        if operation is None:
            raise ImportToolsError(f"layer {layer.name} is a {layer.class_name}; cannot run it")
        outputs[layer.name] = operation(layer, [outputs[source] for source in layer.sources])
        if visit is not None:
            visit(layer.name, outputs[layer.name])
    return outputs[layers[-1].name]


def _zero_padding(layer: KerasLayer, sources: list[np.ndarray]) -> np.ndarray:
    (top, bottom), (left, right) = layer.config["padding"]
    return operations.pad(sources[0], ((top, bottom), (left, right)))


def _convolution(layer: KerasLayer, sources: list[np.ndarray]) -> np.ndarray:
    _require(layer, padding="valid", dilation_rate=[1, 1], data_format="channels_last")
    y = operations.convolve(sources[0], _weight(layer, "kernel"), layer.config["strides"][0])
    return y + _weight(layer, "bias") if layer.config["use_bias"] else y


def _batch_norm(layer: KerasLayer, sources: list[np.ndarray]) -> np.ndarray:
    _require(layer, axis=3)
    deviation = np.sqrt(_weight(layer, "moving_variance") + layer.config["epsilon"])
    centred = (sources[0] - _weight(layer, "moving_mean")) / deviation
    return centred * _weight(layer, "gamma") + _weight(layer, "beta")


def _activation(layer: KerasLayer, sources: list[np.ndarray]) -> np.ndarray:
    _require(layer, activation="relu")
    return operations.relu(sources[0])


def _max_pool(layer: KerasLayer, sources: list[np.ndarray]) -> np.ndarray:
    _require(layer, padding="valid", data_format="channels_last")
    return operations.max_pool(sources[0], layer.config["pool_size"][0], layer.config["strides"][0])


def _dense(layer: KerasLayer, sources: list[np.ndarray]) -> np.ndarray:
    y = sources[0] @ _weight(layer, "kernel") + _weight(layer, "bias")
    if layer.config["activation"] == "linear":
        return y
    _require(layer, activation="softmax")
    return operations.softmax(y)


_OPERATIONS: dict[str, _Operation] = {
    "ZeroPadding2D": _zero_padding,
    "Conv2D": _convolution,
    "BatchNormalization": _batch_norm,
    "Activation": _activation,
    "MaxPooling2D": _max_pool,
    "Add": lambda _, sources: sources[0] + sources[1],
    "GlobalAveragePooling2D": lambda _, sources: operations.global_average(sources[0]),
    "Dense": _dense,
}


def _weight(layer: KerasLayer, part: str) -> np.ndarray:
    return layer.weights[part].astype(np.float64)


def _require(layer: KerasLayer, **expected: object) -> None:
    for key, value in expected.items():
        if layer.config[key] != value:
            raise ImportToolsError(
                f"layer {layer.name} has {key} {layer.config[key]!r} instead of {value!r}"
            )
