"""ONNX Runtime, which the server runs the same files with (extra ``[onnx]``)."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.network.layers import INPUT

#: ONNX Runtime's log level that keeps warnings about graphs to itself.
_ERRORS_ONLY = 3


def is_available() -> bool:
    """Whether onnx and onnxruntime can be imported."""
    return all(importlib.util.find_spec(name) is not None for name in ("onnx", "onnxruntime"))


def require() -> None:
    """Refuses to go on without them."""
    if not is_available():
        raise ImportToolsError(
            "onnx and onnxruntime are not installed; run: pip install -r requirements-onnx.txt"
        )


class OnnxModel:
    """A served model in a session of its own; it answers without the temperature."""

    def __init__(self, model: Path) -> None:
        require()
        import onnxruntime

        self._path = model
        options = onnxruntime.SessionOptions()
        options.log_severity_level = _ERRORS_ONLY
        with self._naming():
            self._session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )

    def probabilities(self, inputs_nhwc: np.ndarray) -> np.ndarray:
        """Films x classes, one film at a time."""
        with self._naming():
            return np.concatenate(
                [
                    self._session.run(None, {INPUT: film[None].astype(np.float32)})[0]
                    for film in inputs_nhwc
                ]
            )

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """ONNX Runtime's exceptions have no common class of their own."""
        try:
            yield
        except Exception as e:
            raise ImportToolsError(f"ONNX Runtime cannot run {self._path}: {e}") from e


def probabilities(model: Path, inputs_nhwc: np.ndarray) -> np.ndarray:
    """What a served model answers, without the temperature: films x classes."""
    return OnnxModel(model).probabilities(inputs_nhwc)


def layer_outputs(model: Path, inputs_nhwc: np.ndarray, layers: list[str]) -> dict[str, np.ndarray]:
    """What the layers of a served model give, NHWC, as far as the file has layers of these names.

    The last layer's is the logits. ONNX Runtime must not fuse layers here, or their values would be
    those of the layer after them.
    """
    require()
    import onnx
    import onnxruntime

    graph = onnx.load(str(model))
    there = {name for node in graph.graph.node for name in node.output}
    asked = [name for name in layers if name in there]
    graph.graph.output.extend(onnx.ValueInfoProto(name=name) for name in asked)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    found = session.run(asked, {INPUT: inputs_nhwc.astype(np.float32)})
    return {name: _nhwc(output) for name, output in zip(asked, found, strict=True)}


def _nhwc(output: np.ndarray) -> np.ndarray:
    return output.transpose(0, 2, 3, 1) if output.ndim == 4 else output
