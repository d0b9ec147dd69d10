"""Against real PyTorch: its files, its networks. Runs wherever torch and torchvision are."""

from collections import OrderedDict
from dataclasses import replace

import numpy as np
import pytest

from checkpoints import random_tensors, write_pth
from import_tools import torch_oracle
from import_tools.checkpoint import read_checkpoint
from import_tools.network import reference
from import_tools.network.architecture import ARCHITECTURES, fit
from import_tools.network.building import build
from import_tools.package.manifest import Description
from import_tools.package.verification import verify
from import_tools.package.writing import import_checkpoint
from import_tools.preprocessing import Preprocessing

pytestmark = pytest.mark.skipif(
    not torch_oracle.is_available(),
    reason="torch and torchvision are not installed: parity with PyTorch is not checked",
)


@pytest.mark.parametrize("name", sorted(ARCHITECTURES))
def test_reference_equals_torchvision(name) -> None:
    fitted = fit(ARCHITECTURES[name], random_tensors(name, classes=5))
    x = np.random.default_rng(3).standard_normal((2, 96, 80, 3)).astype(np.float32)
    found = reference.logits(build(fitted), x)
    expected = torch_oracle.TorchNetwork(fitted).logits(x)
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max())


@pytest.mark.parametrize(
    ("name", "shape", "keep"),
    [
        ("resnet18", {"channels": 1}, False),
        ("resnet18", {"head": "fc.1", "classes": 2}, True),
        ("resnet34", {}, False),
        ("resnet34", {"channels": 1, "head": "fc.1"}, True),
        ("resnet50", {}, False),
        ("resnet50", {"classes": 14}, True),
    ],
)
def test_packages_pass_verification(tmp_path, name, shape, keep) -> None:
    checkpoint = write_pth(tmp_path / "c.pth", random_tensors(name, **shape))
    channels = shape.get("channels", 3)
    preprocessing = Preprocessing(height=64, width=64)
    if channels == 1:
        preprocessing = replace(preprocessing, channels=1, mean=(0.5,), std=(0.25,))
    labels = tuple(f"class {n}" for n in range(shape.get("classes", 3)))
    description = Description("random", "1", labels, preprocessing)
    import_checkpoint(checkpoint, ARCHITECTURES[name], description, tmp_path, keep_batch_norm=keep)
    report = verify(tmp_path, checkpoint)
    assert report.passed, report.to_text()
    assert not report.notes
    assert any(row.what == "PyTorch: layer4.1" for row in report.rows)


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "bfloat16"])
def test_reads_what_torch_saves(tmp_path, dtype) -> None:
    import torch

    base = torch.arange(24, dtype=getattr(torch, dtype)).reshape(4, 6)
    state = OrderedDict(
        whole=base,
        turned=base.t(),
        part=base[1:3, ::2],
        parameter=torch.nn.Parameter(base[0].clone()),
        counter=torch.tensor(7),
    )
    torch.save({"state_dict": state, "epoch": 3}, tmp_path / "c.pth")
    read = read_checkpoint(tmp_path / "c.pth")
    for key, tensor in state.items():
        expected = tensor.detach().to(torch.float64).numpy()
        np.testing.assert_array_equal(read[key], expected)


def test_reads_the_state_dict_of_a_module(tmp_path) -> None:
    import torch
    import torchvision

    model = torch.nn.DataParallel(torchvision.models.resnet18(num_classes=4))
    torch.save(model.state_dict(), tmp_path / "c.pth")
    fitted = fit(ARCHITECTURES["resnet18"], read_checkpoint(tmp_path / "c.pth"))
    assert fitted.classes == 4


@pytest.mark.parametrize("dropout", [False, True])
def test_a_head_of_two_layers_computes_what_torch_computes(tmp_path, dropout) -> None:
    """With the module itself, which the oracle only rebuilds; 1e-4 of the largest logit."""
    import torch
    import torchvision

    torch.manual_seed(5)
    model = torchvision.models.resnet18()
    between = [torch.nn.ReLU(), torch.nn.Dropout(0.4)] if dropout else [torch.nn.ReLU()]
    model.fc = torch.nn.Sequential(torch.nn.Linear(512, 96), *between, torch.nn.Linear(96, 4))
    torch.save(model.state_dict(), tmp_path / "c.pth")
    fitted = fit(
        replace(ARCHITECTURES["resnet18"], head_activation="relu"),
        read_checkpoint(tmp_path / "c.pth"),
    )
    x = np.random.default_rng(3).standard_normal((2, 64, 80, 3)).astype(np.float32)
    with torch.inference_mode():
        expected = model.eval()(torch.from_numpy(x.transpose(0, 3, 1, 2))).numpy()
    allowed = 1e-4 * np.abs(expected).max()
    np.testing.assert_allclose(torch_oracle.TorchNetwork(fitted).logits(x), expected, atol=allowed)
    np.testing.assert_allclose(reference.logits(build(fitted), x), expected, atol=allowed)


def test_refuses_the_legacy_format(tmp_path) -> None:
    import torch

    from import_tools.errors import ImportToolsError

    state = {"a": torch.zeros(3)}
    torch.save(state, tmp_path / "c.pth", _use_new_zipfile_serialization=False)
    with pytest.raises(ImportToolsError, match="before 1.6"):
        read_checkpoint(tmp_path / "c.pth")


def test_refuses_a_pickled_module(tmp_path) -> None:
    import torch

    from import_tools.errors import ImportToolsError

    torch.save(torch.nn.Linear(2, 2), tmp_path / "c.pth")
    with pytest.raises(ImportToolsError, match=r"torch\.nn\.modules\.linear\.Linear"):
        read_checkpoint(tmp_path / "c.pth")
