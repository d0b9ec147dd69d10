"""A network as the layer list of a Keras-2 functional model, with the weights of each layer.

Layout: NHWC (``channels_last``), kernels height x width x in x out. PyTorch's padding becomes a
``ZeroPadding2D`` before a ``valid`` layer, since Keras' ``same`` pads differently for strides.
Every field that DL4J's importer asks for is present, whether or not it matters for inference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

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

_DATA_FORMAT = "channels_last"
_ZEROS = {"class_name": "Zeros", "config": {}}
_ONES = {"class_name": "Ones", "config": {}}
_GLOROT = {"class_name": "GlorotUniform", "config": {"seed": None}}
_NO_BIAS_TREATMENT = {
    "bias_initializer": _ZEROS,
    "bias_regularizer": None,
    "bias_constraint": None,
}
_NO_KERNEL_TREATMENT = {
    "kernel_initializer": _GLOROT,
    "kernel_regularizer": None,
    "kernel_constraint": None,
    "activity_regularizer": None,
}


@dataclass(frozen=True)
class KerasLayer:
    """One layer: class, configuration, the layers it reads, and its weights in Keras' order."""

    name: str
    class_name: str
    config: Mapping[str, Any]
    sources: tuple[str, ...] = ()
    weights: Mapping[str, np.ndarray] = field(default_factory=dict)

    def to_config(self) -> dict[str, Any]:
        """The layer's entry in ``model_config``."""
        inbound = [[[source, 0, 0, {}] for source in self.sources]] if self.sources else []
        return {
            "name": self.name,
            "class_name": self.class_name,
            "config": {"name": self.name, **self.config},
            "inbound_nodes": inbound,
        }


def keras_name(name: str) -> str:
    """Torchvision's module name with ``_`` for ``.``: some readers take a dot for a scope."""
    return name.replace(".", "_")


def to_keras(network: Network, height: int, width: int) -> list[KerasLayer]:
    """All Keras layers, input first, softmax last."""
    shape = [None, height, width, network.channels]
    layers = [
        KerasLayer(
            INPUT,
            "InputLayer",
            {"batch_input_shape": shape, "dtype": "float32", "sparse": False},
        )
    ]
    for layer in network.layers:
        layers += _translated(layer)
    layers[-1] = _ending_in_softmax(layers[-1])
    return layers


def model_config(layers: list[KerasLayer], name: str) -> dict[str, Any]:
    """The ``model_config`` of the whole model."""
    return {
        "class_name": "Model",
        "config": {
            "name": name,
            "layers": [layer.to_config() for layer in layers],
            "input_layers": [[layers[0].name, 0, 0]],
            "output_layers": [[layers[-1].name, 0, 0]],
        },
    }


def _translated(layer: Layer) -> list[KerasLayer]:  # noqa: PLR0911 - one a kind
    name, source = keras_name(layer.name), keras_name(layer.source)
    match layer:
        case Convolution():
            padding, source = _zero_padding(name, source, layer.padding)
            return [*padding, _convolution(layer, name, source)]
        case BatchNorm():
            return [_batch_norm(layer, name, source)]
        case Relu():
            return [_layer(name, "Activation", {"activation": "relu"}, source)]
        case MaxPool():
            padding, source = _zero_padding(name, source, layer.padding)
            return [*padding, _max_pool(layer, name, source)]
        case Add():
            return [_layer(name, "Add", {}, source, keras_name(layer.shortcut))]
        case GlobalAverage():
            return [_layer(name, "GlobalAveragePooling2D", {"data_format": _DATA_FORMAT}, source)]
        case Dense():
            return [_dense(layer, name, source)]


def _layer(
    name: str,
    class_name: str,
    config: Mapping[str, Any],
    *sources: str,
    weights: Mapping[str, np.ndarray] | None = None,
) -> KerasLayer:
    full = {"trainable": True, "dtype": "float32", **config}
    return KerasLayer(name, class_name, full, sources, weights or {})


def _zero_padding(name: str, source: str, padding: int) -> tuple[list[KerasLayer], str]:
    """The padding layer that ``name`` needs, if any, and the layer that ``name`` then reads."""
    if padding == 0:
        return [], source
    config = {"padding": [[padding, padding], [padding, padding]], "data_format": _DATA_FORMAT}
    return [_layer(f"{name}_pad", "ZeroPadding2D", config, source)], f"{name}_pad"


def _convolution(layer: Convolution, name: str, source: str) -> KerasLayer:
    outputs, _, height, width = layer.weight.shape
    weights = {"kernel": layer.weight.transpose(2, 3, 1, 0)}
    if layer.bias is not None:
        weights["bias"] = layer.bias
    config = {
        "filters": outputs,
        "kernel_size": [height, width],
        "strides": [layer.stride, layer.stride],
        "padding": "valid",
        "data_format": _DATA_FORMAT,
        "dilation_rate": [1, 1],
        "activation": "linear",
        "use_bias": layer.bias is not None,
        **_NO_KERNEL_TREATMENT,
        **_NO_BIAS_TREATMENT,
    }
    return _layer(name, "Conv2D", config, source, weights=weights)


def _batch_norm(layer: BatchNorm, name: str, source: str) -> KerasLayer:
    config = {
        "axis": 3,
        "momentum": 0.9,
        "epsilon": layer.epsilon,
        "center": True,
        "scale": True,
        "beta_initializer": _ZEROS,
        "gamma_initializer": _ONES,
        "moving_mean_initializer": _ZEROS,
        "moving_variance_initializer": _ONES,
        "beta_regularizer": None,
        "gamma_regularizer": None,
        "beta_constraint": None,
        "gamma_constraint": None,
    }
    weights = {
        "gamma": layer.weight,
        "beta": layer.bias,
        "moving_mean": layer.mean,
        "moving_variance": layer.variance,
    }
    return _layer(name, "BatchNormalization", config, source, weights=weights)


def _max_pool(layer: MaxPool, name: str, source: str) -> KerasLayer:
    config = {
        "pool_size": [layer.size, layer.size],
        "strides": [layer.stride, layer.stride],
        "padding": "valid",
        "data_format": _DATA_FORMAT,
    }
    return _layer(name, "MaxPooling2D", config, source)


def _ending_in_softmax(head: KerasLayer) -> KerasLayer:
    """The file ends in probabilities; the temperature is the server's to apply."""
    return replace(head, config={**head.config, "activation": "softmax"})


def _dense(layer: Dense, name: str, source: str) -> KerasLayer:
    config = {
        "units": layer.weight.shape[0],
        "activation": "linear",
        "use_bias": True,
        **_NO_KERNEL_TREATMENT,
        **_NO_BIAS_TREATMENT,
    }
    weights = {"kernel": layer.weight.T, "bias": layer.bias}
    return _layer(name, "Dense", config, source, weights=weights)
