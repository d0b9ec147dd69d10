"""Makes the narrow networks of this folder with import-tools; the same run gives the same bytes.

    PYTHONPATH=import-tools/src python3 src/test/resources/engine/make_narrow_networks.py

They have the layers of ResNet-18, 34 and 50, but 16 channels a stage and weights of four bits, so
that they pack well. README.md describes the files.
Needs the tool's extra [onnx].
"""

import gzip
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from import_tools.keras import graph, writing
from import_tools.network import architecture, reference
from import_tools.network.building import build, fold_batch_norms
from import_tools.onnx_export.graph import to_served_onnx
from import_tools.onnx_export.quantising import quantise
from import_tools.package.engines import DL4J_INT8_FILE
from import_tools.package.int8_writing import write_ranges

HEIGHT, WIDTH, CHANNELS, CLASSES, FILMS = 64, 96, 3, 3, 3
FOLDER = Path(__file__).parent


def main() -> None:
    """Writes every network, once with folded batch norms and ResNet-18 also without."""
    architecture.STEM_CHANNELS = 16
    architecture.STAGE_WIDTHS = (16, 16, 16, 16)
    for name, kind in architecture.ARCHITECTURES.items():
        tensors = random_tensors(kind)
        network = build(architecture.FittedCheckpoint(kind, CHANNELS, CLASSES, "fc", tensors))
        write_probabilities(network, FOLDER / f"narrow-{name}.probabilities")
        write_network(fold_batch_norms(network), FOLDER / f"narrow-{name}.h5.gz")
        write_int8_ranges(name)
        if name == "resnet18":
            write_network(network, FOLDER / f"narrow-{name}-batch-norm.h5.gz")
            write_onnx(fold_batch_norms(network), f"narrow-{name}")
    write_two_layer_head()


def write_two_layer_head() -> None:
    """ResNet-18 with a ReLU between the two layers of its head."""
    name = "resnet18-two-layer-head"
    kind = replace(architecture.ARCHITECTURES["resnet18"], head_activation=architecture.RELU)
    hidden = architecture.Hidden("fc.0", 24)
    tensors = random_tensors(kind, "fc.3", hidden)
    network = build(architecture.FittedCheckpoint(kind, CHANNELS, CLASSES, "fc.3", tensors, hidden))
    write_probabilities(network, FOLDER / f"narrow-{name}.probabilities")
    write_network(fold_batch_norms(network), FOLDER / f"narrow-{name}.h5.gz")
    write_int8_ranges(name)


def random_tensors(
    kind: architecture.Architecture, head: str = "fc", hidden: architecture.Hidden | None = None
) -> dict[str, np.ndarray]:
    """Weights of He's scale on a grid of 16 values; batch norms that keep the scale."""
    random = np.random.default_rng(1)
    tensors = {}
    for key, shape in kind.tensor_shapes(CHANNELS, CLASSES, head, hidden).items():
        if key.endswith("running_var"):
            value = random.integers(2, 6, shape) / 4
        elif len(shape) > 1:
            grid = (random.integers(0, 16, shape) - 7.5) / 4.6
            value = grid * np.sqrt(2 / np.prod(shape[1:]))
        elif key.endswith("weight"):
            value = random.integers(3, 6, shape) / 8
        else:
            value = random.integers(-3, 4, shape) / 8
        tensors[key] = value.astype(np.float32)
    return tensors


def film(number: int) -> np.ndarray:
    """What NarrowNetwork.film makes in Java, exactly."""
    index = np.arange(HEIGHT * WIDTH * CHANNELS, dtype=np.int64)
    values = (index * 7919 + number * 104729) % 1009
    noise = values.astype(np.float32) / np.float32(504) - np.float32(1)
    film = noise * np.float32(number + 1) + np.float32(number)
    return film.reshape(HEIGHT, WIDTH, CHANNELS)


def write_probabilities(network, path: Path) -> None:
    """Softmax of the float64 reference network, a line a film."""
    logits = reference.logits(network, np.stack([film(number) for number in range(FILMS)]))
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    lines = exponentials / exponentials.sum(axis=1, keepdims=True)
    path.write_text("".join(" ".join(f"{p:.9g}" for p in line) + "\n" for line in lines))


def write_network(network, path: Path) -> None:
    """The Keras file, packed."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "network.h5"
        writing.write(graph.to_keras(network, HEIGHT, WIDTH), network.architecture, plain)
        path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))


def write_int8_ranges(name: str) -> None:
    """What the 8-bit plan needs to know, from the films themselves."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / f"narrow-{name}.h5"
        plain.write_bytes(gzip.decompress((FOLDER / f"{plain.name}.gz").read_bytes()))
        write_ranges(plain, name, [film(number) for number in range(FILMS)])
        content = plain.with_name(DL4J_INT8_FILE).read_bytes()
    (FOLDER / f"narrow-{name}.int8.json").write_bytes(content)


def write_onnx(network, name: str) -> None:
    """The ONNX files, packed: float32, and 8 bits calibrated with the films themselves."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "network.onnx"
        plain.write_bytes(to_served_onnx(network, HEIGHT, WIDTH))
        quantised = quantise(plain, [film(number) for number in range(FILMS)])
        (FOLDER / f"{name}.onnx.gz").write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
        (FOLDER / f"{name}.int8.onnx.gz").write_bytes(gzip.compress(quantised, mtime=0))


if __name__ == "__main__":
    main()
