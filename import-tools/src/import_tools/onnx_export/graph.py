"""A network as an ONNX model, built from its arrays (ONNX operator set 17).

Convolutions are NCHW inside, as ONNX wants them. A *served* model takes what the server has, NHWC,
and ends in probabilities without the temperature, as ``model.h5`` does.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

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

LOGITS = "logits"
PROBABILITIES = "probabilities"
_NCHW = "input_nchw"
_OPERATOR_SET = 17
_IR_VERSION = 8


def to_onnx(network: Network, height: int, width: int) -> bytes:
    """Serialises a network with a free batch size: NCHW in, logits out."""
    last = helper.make_node("Identity", [network.layers[-1].name], [LOGITS])
    shape = ["batch", network.channels, height, width]
    return _model(network, shape, [*_body(network, INPUT), last], LOGITS)


def to_served_onnx(network: Network, height: int, width: int) -> bytes:
    """Serialises a network as the server runs it, with a free batch size: NHWC in, softmax out."""
    first = helper.make_node("Transpose", [INPUT], [_NCHW], perm=[0, 3, 1, 2])
    last = helper.make_node("Softmax", [network.layers[-1].name], [PROBABILITIES], axis=-1)
    shape = ["batch", height, width, network.channels]
    return _model(network, shape, [first, *_body(network, _NCHW), last], PROBABILITIES)


def _body(network: Network, source: str) -> list[onnx.NodeProto]:
    nodes = [node for layer in network.layers for node in _nodes(layer)]
    for node in nodes:
        inputs = [source if name == INPUT else name for name in node.input]
        del node.input[:]
        node.input.extend(inputs)
    return nodes


def _model(
    network: Network, input_shape: list[str | int], nodes: list[onnx.NodeProto], output: str
) -> bytes:
    constants = [
        _constant(name, array) for layer in network.layers for name, array in _arrays(layer).items()
    ]
    graph = helper.make_graph(
        nodes,
        network.architecture,
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, input_shape)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", network.classes])],
        constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", _OPERATOR_SET)],
        ir_version=_IR_VERSION,
        producer_name="import-tools",
    )
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def _arrays(layer: Layer) -> dict[str, np.ndarray]:
    """The constants of a layer by their names in the graph, in the operator's order."""
    match layer:
        case Convolution(bias=None):
            return {f"{layer.name}.weight": layer.weight}
        case Convolution() | Dense():
            return {f"{layer.name}.weight": layer.weight, f"{layer.name}.bias": layer.bias}
        case BatchNorm():
            parts = (layer.weight, layer.bias, layer.mean, layer.variance)
            names = ("weight", "bias", "mean", "variance")
            return {f"{layer.name}.{n}": part for n, part in zip(names, parts, strict=True)}
    return {}


def _nodes(layer: Layer) -> list[onnx.NodeProto]:
    inputs, output = [layer.source, *_arrays(layer)], [layer.name]
    match layer:
        case Convolution():
            node = helper.make_node(
                "Conv", inputs, output, strides=[layer.stride] * 2, pads=[layer.padding] * 4
            )
        case BatchNorm():
            node = helper.make_node("BatchNormalization", inputs, output, epsilon=layer.epsilon)
        case Relu():
            node = helper.make_node("Relu", inputs, output)
        case MaxPool():
            node = helper.make_node(
                "MaxPool",
                inputs,
                output,
                kernel_shape=[layer.size] * 2,
                strides=[layer.stride] * 2,
                pads=[layer.padding] * 4,
            )
        case Add():
            node = helper.make_node("Add", [layer.source, layer.shortcut], output)
        case GlobalAverage():
            pooled = f"{layer.name}.map"
            pool = helper.make_node("GlobalAveragePool", inputs, [pooled])
            return [pool, helper.make_node("Flatten", [pooled], output)]
        case Dense():
            node = helper.make_node("Gemm", inputs, output, transB=1)
    return [node]


def _constant(name: str, array: np.ndarray) -> onnx.TensorProto:
    return numpy_helper.from_array(np.ascontiguousarray(array, dtype=np.float32), name)
