"""Writes a random ResNet as a checkpoint and a Keras file, and what PyTorch itself answers.

    python pytorch_oracle.py resnet18 FOLDER

Run by PyTorchParityTest with a Python that has import-tools and PyTorch. FOLDER receives
``model.h5``, ``int8.json`` (calibrated with the films), ``films.f32`` (NHWC) and
``probabilities.f32``, both little-endian.
"""

import sys
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
CLASSES = 3


def main(name: str, folder: Path) -> None:
    """Every random number comes from one seed."""
    torch.manual_seed(1)
    model = random_network(name)
    checkpoint = folder / "checkpoint.pth"
    torch.save(model.state_dict(), checkpoint)
    network = fold_batch_norms(build(fit(ARCHITECTURES[name], read_checkpoint(checkpoint))))
    writing.write(graph.to_keras(network, SIZE, SIZE), name, folder / "model.h5")
    films = torch.randn(FILMS, 3, SIZE, SIZE)
    with torch.inference_mode():
        probabilities = torch.softmax(model(films), 1)
    write_ranges(folder / "model.h5", name, films.permute(0, 2, 3, 1).numpy())
    write(films.permute(0, 2, 3, 1), folder / "films.f32")
    write(probabilities, folder / "probabilities.f32")


def random_network(name: str) -> torch.nn.Module:
    """PyTorch's own random weights, and batch norms that do something."""
    model = getattr(torchvision.models, name)(num_classes=CLASSES)
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
    main(sys.argv[1], Path(sys.argv[2]))
