"""The engines that can be measured, each where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from import_tools import torch_oracle
from import_tools.network.architecture import FittedCheckpoint
from import_tools.network.building import build, fold_batch_norms
from import_tools.network.layers import INPUT


@dataclass(frozen=True)
class Engine:
    """Something that turns NCHW float32 inputs into logits."""

    name: str
    infer: Callable[[np.ndarray], np.ndarray]


def available(
    checkpoint: FittedCheckpoint, side: int, threads: int
) -> tuple[list[Engine], list[str]]:
    """The engines installed here, ready to run, and one line for each that is not."""
    engines: list[Engine] = []
    notes: list[str] = []
    if torch_oracle.is_available():
        engines.append(_torch(checkpoint, threads))
    else:
        notes.append("PyTorch eager: not measured, torch or torchvision is not installed")
    try:
        engines.append(_onnx_runtime(checkpoint, side, threads))
    except ImportError as e:
        notes.append(f"ONNX Runtime: not measured, {e.name} is not installed (extra [onnx])")
    return engines, notes


def _torch(checkpoint: FittedCheckpoint, threads: int) -> Engine:
    torch_oracle.set_threads(threads)
    network = torch_oracle.TorchNetwork(checkpoint)
    return Engine(f"PyTorch {torch_oracle.version()} eager", network.logits_nchw)


def _onnx_runtime(checkpoint: FittedCheckpoint, side: int, threads: int) -> Engine:
    import onnxruntime

    from import_tools.onnx_export.graph import to_onnx

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    model = to_onnx(fold_batch_norms(build(checkpoint)), side, side)
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def infer(inputs: np.ndarray) -> np.ndarray:
        return session.run(None, {INPUT: inputs})[0]

    return Engine(f"ONNX Runtime {onnxruntime.__version__}", infer)
