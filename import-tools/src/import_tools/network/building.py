"""Checkpoints to networks, and batch norms into convolutions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from import_tools.network.architecture import Block, FittedCheckpoint
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


def build(checkpoint: FittedCheckpoint) -> Network:
    """The network as PyTorch runs it, layer names being torchvision's module names."""
    tensors = checkpoint.tensors
    layers: list[Layer] = [
        _convolution(tensors, "conv1", INPUT, stride=2, padding=3),
        _batch_norm(tensors, "bn1", "conv1"),
        Relu("relu", "bn1"),
        MaxPool("maxpool", "relu"),
    ]
    for block in checkpoint.architecture.blocks():
        layers += _block(checkpoint, block, layers[-1].name)
    layers += [GlobalAverage("avgpool", layers[-1].name), *_head(checkpoint)]
    return Network(
        checkpoint.architecture.name, checkpoint.channels, checkpoint.classes, tuple(layers)
    )


def _head(checkpoint: FittedCheckpoint) -> list[Layer]:
    """The logits are called ``fc``, as torchvision calls the whole head."""
    if checkpoint.hidden is None:
        return [_dense(checkpoint.tensors, checkpoint.head, "fc", "avgpool")]
    hidden, relu = checkpoint.hidden.name, f"fc.{checkpoint.hidden.place + 1}"
    return [
        _dense(checkpoint.tensors, hidden, hidden, "avgpool"),
        Relu(relu, hidden),
        _dense(checkpoint.tensors, checkpoint.head, "fc", relu),
    ]


def _dense(tensors: Mapping[str, np.ndarray], module: str, name: str, source: str) -> Dense:
    return Dense(name, source, tensors[f"{module}.weight"], tensors[f"{module}.bias"])


def fold_batch_norms(network: Network) -> Network:
    """Multiplies every batch norm into the convolution before it, in float64.

    The convolution keeps its name; the norm disappears. Equal up to the rounding to float32.
    """
    norms = {layer.source: layer for layer in network.layers if isinstance(layer, BatchNorm)}
    renamed = {norm.name: norm.source for norm in norms.values()}
    layers: list[Layer] = []
    for layer in network.layers:
        if isinstance(layer, BatchNorm):
            continue
        rewired = _rewired(layer, renamed)
        if isinstance(rewired, Convolution) and layer.name in norms:
            rewired = _folded(rewired, norms[layer.name])
        layers.append(rewired)
    return replace(network, layers=tuple(layers))


def _rewired(layer: Layer, renamed: Mapping[str, str]) -> Layer:
    sources = {"source": renamed.get(layer.source, layer.source)}
    if isinstance(layer, Add):
        sources["shortcut"] = renamed.get(layer.shortcut, layer.shortcut)
    return replace(layer, **sources)


def _folded(convolution: Convolution, norm: BatchNorm) -> Convolution:
    scale, shift = norm.scale_and_shift()
    bias = shift if convolution.bias is None else shift + convolution.bias * scale
    weight = convolution.weight.astype(np.float64) * scale[:, None, None, None]
    return replace(convolution, weight=weight, bias=bias)


def _block(checkpoint: FittedCheckpoint, block: Block, source: str) -> list[Layer]:
    tensors = checkpoint.tensors
    layers: list[Layer] = []
    shortcut = source
    if block.has_projection:
        down = f"{block.name}.downsample"
        layers.append(_convolution(tensors, f"{down}.0", source, stride=block.stride, padding=0))
        layers.append(_batch_norm(tensors, f"{down}.1", f"{down}.0"))
        shortcut = f"{down}.1"
    convolutions = checkpoint.architecture.convolutions(block)
    for c in convolutions:
        conv, norm = f"{block.name}.conv{c.number}", f"{block.name}.bn{c.number}"
        layers.append(_convolution(tensors, conv, source, stride=c.stride, padding=c.kernel // 2))
        layers.append(_batch_norm(tensors, norm, conv))
        source = norm
        if c is not convolutions[-1]:
            source = f"{block.name}.relu{c.number}"
            layers.append(Relu(source, norm))
    layers.append(Add(f"{block.name}.add", source, shortcut))
    layers.append(Relu(block.name, f"{block.name}.add"))
    return layers


def _convolution(
    tensors: Mapping[str, np.ndarray], name: str, source: str, *, stride: int, padding: int
) -> Convolution:
    return Convolution(name, source, tensors[f"{name}.weight"], None, stride, padding)


def _batch_norm(tensors: Mapping[str, np.ndarray], name: str, source: str) -> BatchNorm:
    return BatchNorm(
        name,
        source,
        weight=tensors[f"{name}.weight"],
        bias=tensors[f"{name}.bias"],
        mean=tensors[f"{name}.running_mean"],
        variance=tensors[f"{name}.running_var"],
    )
