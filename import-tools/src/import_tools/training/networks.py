"""Networks to train, fresh or from the weights of another checkpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torchvision

from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES, RELU, FittedCheckpoint, fit, head_of
from import_tools.preprocessing import Preprocessing


def make_network(architecture: str, classes: int, channels: int = 3) -> torch.nn.Module:
    """A network of torchvision with random weights, drawn from PyTorch's global generator."""
    network: torch.nn.Module = getattr(torchvision.models, architecture)(num_classes=classes)
    if channels != 3:
        network.conv1 = torch.nn.Conv2d(channels, 64, 7, stride=2, padding=3, bias=False)
    return network


def load_network(architecture: str, file: Path) -> tuple[torch.nn.Module, FittedCheckpoint]:
    """The network of a checkpoint, in evaluation mode."""
    tensors = read_checkpoint(file)
    if head_of(tensors)[1] is not None:
        raise ImportToolsError(f"{file} has a head of two layers; a teacher's has one")
    fitted = fit(ARCHITECTURES[architecture], tensors)
    network = make_network(architecture, fitted.classes, fitted.channels)
    network.load_state_dict(_state(fitted), strict=False)
    return network.eval().requires_grad_(False), fitted


def start_from(network: torch.nn.Module, architecture: str, file: Path) -> bool:
    """Puts a checkpoint's weights into a fresh network; returns whether the head's were taken.

    The head stays random where the checkpoint has other classes or a head of two layers.
    """
    tensors = read_checkpoint(file)
    two_layers = head_of(tensors)[1] is not None
    known = replace(ARCHITECTURES[architecture], head_activation=RELU if two_layers else "")
    fitted = fit(known, tensors)
    state = _state(fitted)
    own = network.state_dict()
    if own["conv1.weight"].shape != state["conv1.weight"].shape:
        raise ImportToolsError(
            f"{file} takes {fitted.channels} channels, the network to train "
            f"{own['conv1.weight'].shape[1]}"
        )
    same_head = not two_layers and own["fc.weight"].shape == state["fc.weight"].shape
    if not same_head:
        state = {name: value for name, value in state.items() if not name.startswith("fc.")}
    network.load_state_dict(state, strict=False)
    return same_head


def weights_of(network: torch.nn.Module) -> dict[str, torch.Tensor]:
    """The state_dict on the CPU in float32, contiguous in PyTorch's own layout."""
    return {
        name: value.detach().to("cpu", copy=True).contiguous()
        for name, value in network.state_dict().items()
    }


class Normaliser:
    """The last step of the preprocessing, on the device: 0..1 to what the network takes."""

    def __init__(self, preprocessing: Preprocessing, device: torch.device) -> None:
        shape = (1, preprocessing.channels, 1, 1)
        self._mean = torch.tensor(preprocessing.mean, device=device).view(shape)
        self._std = torch.tensor(preprocessing.std, device=device).view(shape)

    def __call__(self, films: torch.Tensor) -> torch.Tensor:
        """N x 1-or-3 x height x width in 0..1; a grey film is repeated."""
        return ((films - self._mean) / self._std).contiguous(memory_format=torch.channels_last)


def _state(fitted: FittedCheckpoint) -> Mapping[str, torch.Tensor]:
    return {
        name.replace(f"{fitted.head}.", "fc."): torch.from_numpy(
            np.ascontiguousarray(tensor, dtype=np.float32)
        )
        for name, tensor in fitted.tensors.items()
    }
