"""The residual networks this tool knows, by torchvision's names (``torchvision.models.resnet``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from import_tools.errors import ImportToolsError

#: Channels inside the blocks of the four stages.
STAGE_WIDTHS = (64, 128, 256, 512)
STEM_CHANNELS = 64

#: What may be between the two layers of a head.
RELU = "relu"

_BATCH_NORM_PARTS = ("weight", "bias", "running_mean", "running_var")
_COUNTER = "num_batches_tracked"


@dataclass(frozen=True)
class Block:
    """One residual block: its name, widths and stride; convolutions are in the architecture."""

    name: str
    inputs: int
    width: int
    outputs: int
    stride: int

    @property
    def has_projection(self) -> bool:
        """Whether the shortcut needs a 1x1 convolution to fit."""
        return self.stride != 1 or self.inputs != self.outputs


@dataclass(frozen=True)
class BlockConvolution:
    """One convolution of a block."""

    number: int
    inputs: int
    outputs: int
    kernel: int
    stride: int


@dataclass(frozen=True)
class Hidden:
    """The first of a head's two layers: its name in the checkpoint, and how many values it gives.

    Names are those of a ``Sequential``: ``fc.N``, N being its place.
    """

    name: str
    size: int

    @property
    def place(self) -> int:
        """Its place in the ``Sequential``; the activation has the next one."""
        return _place(self.name)


@dataclass(frozen=True)
class Architecture:
    """Depths of the four stages, and whether blocks are bottlenecks (1x1, 3x3, 1x1).

    ``head_activation`` is what is between the layers of a head of two, and empty for a head of one.
    """

    name: str
    depths: tuple[int, int, int, int]
    bottleneck: bool
    head_activation: str = ""

    @property
    def expansion(self) -> int:
        """Output channels of a block as a multiple of its width."""
        return 4 if self.bottleneck else 1

    @property
    def features(self) -> int:
        """Values that enter the last, fully connected layer."""
        return STAGE_WIDTHS[-1] * self.expansion

    def blocks(self) -> Iterator[Block]:
        """All blocks from the stem to the head."""
        inputs = STEM_CHANNELS
        for stage, (depth, width) in enumerate(zip(self.depths, STAGE_WIDTHS, strict=True), 1):
            outputs = width * self.expansion
            for number in range(depth):
                stride = 2 if stage > 1 and number == 0 else 1
                yield Block(f"layer{stage}.{number}", inputs, width, outputs, stride)
                inputs = outputs

    def convolutions(self, block: Block) -> tuple[BlockConvolution, ...]:
        """The convolutions on the main path of a block.

        torchvision strides in the 3x3 convolution of a bottleneck (ResNet 1.5), not in the first.
        """
        width, stride = block.width, block.stride
        if self.bottleneck:
            return (
                BlockConvolution(1, block.inputs, width, 1, 1),
                BlockConvolution(2, width, width, 3, stride),
                BlockConvolution(3, width, block.outputs, 1, 1),
            )
        return (
            BlockConvolution(1, block.inputs, width, 3, stride),
            BlockConvolution(2, width, block.outputs, 3, 1),
        )

    def tensor_shapes(
        self, channels: int, classes: int, head: str, hidden: Hidden | None = None
    ) -> dict[str, tuple[int, ...]]:
        """Every tensor a checkpoint must hold, batch counters aside."""
        shapes: dict[str, tuple[int, ...]] = {"conv1.weight": (STEM_CHANNELS, channels, 7, 7)}
        shapes |= _batch_norm_shapes("bn1", STEM_CHANNELS)
        for block in self.blocks():
            for c in self.convolutions(block):
                kernel = (c.kernel, c.kernel)
                shapes[f"{block.name}.conv{c.number}.weight"] = (c.outputs, c.inputs, *kernel)
                shapes |= _batch_norm_shapes(f"{block.name}.bn{c.number}", c.outputs)
            if block.has_projection:
                projection = (block.outputs, block.inputs, 1, 1)
                shapes[f"{block.name}.downsample.0.weight"] = projection
                shapes |= _batch_norm_shapes(f"{block.name}.downsample.1", block.outputs)
        features = self.features
        if hidden is not None:
            shapes[f"{hidden.name}.weight"] = (hidden.size, features)
            shapes[f"{hidden.name}.bias"] = (hidden.size,)
            features = hidden.size
        shapes[f"{head}.weight"] = (classes, features)
        shapes[f"{head}.bias"] = (classes,)
        return shapes


ARCHITECTURES = {
    "resnet18": Architecture("resnet18", (2, 2, 2, 2), bottleneck=False),
    "resnet34": Architecture("resnet34", (3, 4, 6, 3), bottleneck=False),
    "resnet50": Architecture("resnet50", (3, 4, 6, 3), bottleneck=True),
}


@dataclass(frozen=True)
class FittedCheckpoint:
    """Tensors that were found to be exactly those of an architecture."""

    architecture: Architecture
    channels: int
    classes: int
    head: str
    tensors: Mapping[str, np.ndarray]
    hidden: Hidden | None = None


def fit(architecture: Architecture, tensors: Mapping[str, np.ndarray]) -> FittedCheckpoint:
    """Checks names, shapes and values of a checkpoint against an architecture."""
    weights = {name: t for name, t in tensors.items() if not name.endswith(f".{_COUNTER}")}
    head, hidden = head_of(weights)
    _check_activation(architecture, head, hidden)
    channels = _length(weights, "conv1.weight", 1, default=3)
    classes = _length(weights, f"{head}.weight", 0, default=1)
    expected = architecture.tensor_shapes(channels, classes, head, hidden)
    _check_names(architecture, expected, weights)
    _check_shapes(architecture, expected, weights)
    if channels not in (1, 3):
        raise ImportToolsError(f"conv1.weight takes {channels} channels; 1 or 3 are supported")
    _check_values(weights)
    return FittedCheckpoint(architecture, channels, classes, head, weights, hidden)


def head_of(weights: Mapping[str, np.ndarray]) -> tuple[str, Hidden | None]:
    """The layer that gives the logits, and the one before it in a head of two.

    That is ``fc`` plain, the one ``fc.N`` of ``Sequential(Dropout, Linear)``, or two of them.
    """
    heads = [name.removesuffix(".weight") for name in weights if name.startswith("fc.")]
    heads = [head for head in heads if f"{head}.weight" in weights]
    if len(heads) < 2:
        return (heads[0] if heads else "fc"), None
    places = [_place(head) for head in heads]
    if len(heads) > 2 or min(places) < 0:
        raise ImportToolsError(
            f"the head has {len(heads)} layers ({_some(heads)}); a package has one, or two named "
            "by their places in a torch.nn.Sequential (fc.0, fc.3). Put one torch.nn.Linear in "
            "their place and train it; the layers below it may stay as they are"
        )
    first, last = sorted(heads, key=_place)
    if abs(places[0] - places[1]) < 2:
        raise ImportToolsError(
            f"nothing is between the layers {first} and {last} of the head, so that they are one "
            "layer: put a torch.nn.Linear with weight = W2 @ W1 and bias = W2 @ b1 + b2 there"
        )
    return last, Hidden(first, _length(weights, f"{first}.weight", 0, default=1))


def _place(name: str) -> int:
    """N of ``fc.N``, -1 for other names."""
    place = name.removeprefix("fc.")
    return int(place) if place.isascii() and place.isdigit() else -1


def _check_activation(architecture: Architecture, head: str, hidden: Hidden | None) -> None:
    """A checkpoint does not say what is between two layers; a tanh would have the same tensors."""
    if hidden is None and architecture.head_activation:
        raise ImportToolsError(
            f"the head has one layer ({head}) and nothing that --head-activation could speak of"
        )
    if hidden is not None and architecture.head_activation != RELU:
        raise ImportToolsError(
            f"the head has two layers ({hidden.name}, {head}), and the checkpoint does not say "
            f"what is between them: give --head-activation {RELU} where it is torch.nn.ReLU, with "
            "a dropout or not; no other activation is supported"
        )


def _length(weights: Mapping[str, np.ndarray], name: str, axis: int, default: int) -> int:
    tensor = weights.get(name)
    return default if tensor is None or tensor.ndim <= axis else tensor.shape[axis]


def _batch_norm_shapes(name: str, channels: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.{part}": (channels,) for part in _BATCH_NORM_PARTS}


def _check_names(
    architecture: Architecture, expected: Mapping[str, object], weights: Mapping[str, np.ndarray]
) -> None:
    missing = [name for name in expected if name not in weights]
    extra = [name for name in weights if name not in expected]
    if not missing and not extra:
        return
    parts = [f"the checkpoint is no {architecture.name}"]
    if missing:
        parts.append(f"missing {len(missing)} tensors: {_some(missing)}")
    if extra:
        parts.append(f"{len(extra)} tensors too many: {_some(extra)}")
    other = _matching(architecture, weights)
    if other is not None:
        parts.append(f"its names are those of {other}: use --arch {other}")
    raise ImportToolsError("; ".join(parts))


def _matching(not_this: Architecture, weights: Mapping[str, np.ndarray]) -> str | None:
    head, hidden = head_of(weights)
    for name, architecture in ARCHITECTURES.items():
        names = architecture.tensor_shapes(3, 1, head, hidden).keys()
        if name != not_this.name and names == set(weights):
            return name
    return None


def _check_shapes(
    architecture: Architecture,
    expected: Mapping[str, tuple[int, ...]],
    weights: Mapping[str, np.ndarray],
) -> None:
    wrong = [
        f"{name} is {_shape(weights[name].shape)} instead of {_shape(shape)}"
        for name, shape in expected.items()
        if weights[name].shape != shape
    ]
    if wrong:
        raise ImportToolsError(
            f"the checkpoint is no {architecture.name}; {len(wrong)} tensors have the wrong "
            f"shape: {_some(wrong)}"
        )


def _check_values(weights: Mapping[str, np.ndarray]) -> None:
    for name, tensor in weights.items():
        if not np.issubdtype(tensor.dtype, np.floating):
            raise ImportToolsError(f"{name} holds {tensor.dtype} instead of floating-point numbers")
        if not np.isfinite(tensor).all():
            raise ImportToolsError(f"{name} holds NaN or infinite numbers; training went wrong")
        if name.endswith("running_var") and (tensor < 0).any():
            raise ImportToolsError(f"{name} holds a negative variance; the file is damaged")


def _shape(shape: tuple[int, ...]) -> str:
    return "x".join(str(length) for length in shape) or "a single number"


def _some(items: list[str]) -> str:
    shown = ", ".join(items[:6])
    return shown if len(items) <= 6 else f"{shown} and {len(items) - 6} more"
