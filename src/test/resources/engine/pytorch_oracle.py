"""Writes a random ResNet as a checkpoint and a Keras file, and what PyTorch itself answers.

    python pytorch_oracle.py resnet18 FOLDER [CHANNELS CLASSES HIDDEN]

HIDDEN is the size of the first of the head's two layers; 0, the default, is a head of one. Run by
PyTorchParityTest with a Python that has import-tools and PyTorch. FOLDER receives ``model.h5``,
``int8.json`` (calibrated with the films), ``films.f32`` (NHWC) and ``probabilities.f32``, both
little-endian.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torchvision

from import_tools.checkpoint import read_checkpoint
from import_tools.keras import graph, writing
from import_tools.network.architecture import ARCHITECTURES, fit
from import_tools.network.building import build, fold_batch_norms
from import_tools.package.int8_writing import write_ranges

SIZE = 224
FILMS = 3


@dataclass(frozen=True)
class Shape:
    """What the checkpoint of a hospital may look like."""

    name: str
    channels: int = 3
    classes: int = 3
    hidden: int = 0


def main(shape: Shape, folder: Path) -> None:
    """Every random number comes from one seed."""
    torch.manual_seed(1)
    name, model = shape.name, random_network(shape)
    checkpoint = folder / "checkpoint.pth"
    torch.save(model.state_dict(), checkpoint)
    between = "relu" if shape.hidden else ""
    architecture = replace(ARCHITECTURES[name], head_activation=between)
    network = fold_batch_norms(build(fit(architecture, read_checkpoint(checkpoint))))
    writing.write(graph.to_keras(network, SIZE, SIZE), name, folder / "model.h5")
    films = torch.randn(FILMS, shape.channels, SIZE, SIZE)
    with torch.inference_mode():
        probabilities = torch.softmax(model(films), 1)
    write_ranges(folder / "model.h5", name, films.permute(0, 2, 3, 1).numpy())
    write(films.permute(0, 2, 3, 1), folder / "films.f32")
    write(probabilities, folder / "probabilities.f32")


def random_network(shape: Shape) -> torch.nn.Module:
    """PyTorch's own random weights, and batch norms that do something."""
    model = getattr(torchvision.models, shape.name)(num_classes=shape.classes)
    if shape.channels != 3:
        model.conv1 = torch.nn.Conv2d(shape.channels, 64, 7, stride=2, padding=3, bias=False)
    if shape.hidden:
        model.fc = torch.nn.Sequential(
            torch.nn.Linear(model.fc.in_features, shape.hidden),
            torch.nn.ReLU(),
            torch.nn.Dropout(0.5),
            torch.nn.Linear(shape.hidden, shape.classes),
        )
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.uniform_(-0.2, 0.2)
            module.running_var.uniform_(0.8, 1.4)
            module.weight.data.uniform_(0.4, 0.7)
            module.bias.data.uniform_(-0.2, 0.2)
    return model.eval()


def write(tensor: torch.Tensor, path: Path) -> None:
    """Plain float32, little-endian."""
    path.write_bytes(tensor.contiguous().numpy().astype("<f4").tobytes())


if __name__ == "__main__":
    main(Shape(sys.argv[1], *map(int, sys.argv[3:])), Path(sys.argv[2]))
