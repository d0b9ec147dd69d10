"""A network as an ONNX model, built from its arrays (ONNX operator set 17, NCHW)."""

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

OUTPUT = "logits"
_OPERATOR_SET = 17
_IR_VERSION = 8


def to_onnx(network: Network, height: int, width: int) -> bytes:
    """Serialises a network with a free batch size; the output is its logits."""
    nodes: list[onnx.NodeProto] = []
    constants: list[onnx.TensorProto] = []
    for layer in network.layers:
        constants += [_constant(name, array) for name, array in _arrays(layer).items()]
        nodes += _nodes(layer)
    nodes.append(helper.make_node("Identity", [network.layers[-1].name], [OUTPUT]))
    shape = ["batch", network.channels, height, width]
    graph = helper.make_graph(
        nodes,
        network.architecture,
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", network.classes])],
        constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", _OPERATOR_SET)],
        ir_version=_IR_VERSION,
    )
    onnx.checker.check_model(model)
    return model.SerializeToString()


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
