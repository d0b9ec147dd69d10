"""A small package made once: ResNet-18 with random weights and 64 px input."""

import os

# The networks here are small, and waiting threads that spin make a busy machine's tests crawl.
# Read when NumPy and PyTorch are loaded, hence before every import.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from dataclasses import dataclass
from pathlib import Path

import pytest

from checkpoints import random_tensors, write_pth
from import_tools.network.architecture import ARCHITECTURES
from import_tools.package.manifest import Description
from import_tools.package.writing import import_checkpoint
from import_tools.preprocessing import Preprocessing


@dataclass(frozen=True)
class Imported:
    """A checkpoint and the package made from it; neither may be changed."""

    checkpoint: Path
    package: Path
    description: Description


@pytest.fixture(scope="session")
def imported(tmp_path_factory) -> Imported:
    folder = tmp_path_factory.mktemp("imported")
    checkpoint = write_pth(folder / "c.pth", random_tensors("resnet18"))
    description = Description(
        name="tiny",
        version="1",
        labels=("A", "B", "C"),
        preprocessing=Preprocessing(height=64, width=64),
        temperature=0.5,
    )
    package = folder / "models" / "tiny" / "1"
    import_checkpoint(checkpoint, ARCHITECTURES["resnet18"], description, package)
    return Imported(checkpoint, package, description)
