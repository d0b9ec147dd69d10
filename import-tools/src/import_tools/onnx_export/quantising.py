"""Static quantisation: a served model's convolutions, sums and pools in 8 bits.

Activations are unsigned with one scale a tensor, weights signed with one scale an output channel,
which is what AVX-512 VNNI multiplies without loss. The scales of activations are the ranges seen
on calibration films. The head and the softmax stay float32: they cost nothing and would otherwise
round probabilities to 1/256.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from import_tools.network.layers import INPUT
from import_tools.onnx_export import runtime

#: With Relu, or the half of each range that it cuts off would take half of the 256 steps.
_OPERATORS = ["Conv", "Relu", "Add", "MaxPool", "GlobalAveragePool"]


def quantise(model: Path, inputs_nhwc: Iterable[np.ndarray]) -> bytes:
    """The model of a file in 8 bits; the inputs show which values it has to represent."""
    runtime.require()
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder, _quiet():
        prepared, quantised = Path(folder) / "prepared.onnx", Path(folder) / "int8.onnx"
        quant_pre_process(model, prepared, skip_optimization=True, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            quantised,
            _Films(inputs_nhwc),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=_OPERATORS,
            nodes_to_exclude=_name_activations_of_the_head(prepared),
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
        return quantised.read_bytes()


def _name_activations_of_the_head(model: Path) -> list[str]:
    """ReLUs after dense layers, whose nodes get names in the file to be left out by."""
    import onnx

    content = onnx.load(str(model))
    dense = {name for node in content.graph.node if node.op_type == "Gemm" for name in node.output}
    found = [n for n in content.graph.node if n.op_type == "Relu" and n.input[0] in dense]
    for node in found:
        node.name = f"head/{node.output[0]}"
    if found:
        onnx.save(content, str(model))
    return [node.name for node in found]


class _Films:
    """``CalibrationDataReader`` by its one method: the next film's input, or None."""

    def __init__(self, inputs_nhwc: Iterable[np.ndarray]) -> None:
        self._inputs = iter(inputs_nhwc)

    def get_next(self) -> dict[str, np.ndarray] | None:
        film = next(self._inputs, None)
        return None if film is None else {INPUT: film[None]}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the quantiser's advice to itself; it logs to the root logger."""
    logger = logging.getLogger()
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
