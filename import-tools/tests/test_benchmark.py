"""The benchmark measures networks that give the right answer."""

import numpy as np
import pytest

from checkpoints import random_tensors, write_pth
from import_tools import torch_oracle
from import_tools.benchmark.measuring import Plan, measure
from import_tools.errors import ImportToolsError
from import_tools.network import reference
from import_tools.network.architecture import ARCHITECTURES, fit
from import_tools.network.building import build, fold_batch_norms

RESNET18 = ARCHITECTURES["resnet18"]


@pytest.mark.parametrize("name", ["resnet18", "resnet50"])
@pytest.mark.parametrize("folded", [True, False])
def test_onnx_graph_equals_the_reference(name, folded) -> None:
    onnxruntime = pytest.importorskip("onnxruntime", reason="onnxruntime is missing")
    pytest.importorskip("onnx", reason="onnx is missing")
    from import_tools.onnx_export.graph import to_onnx

    network = build(fit(ARCHITECTURES[name], random_tensors(name)))
    model = to_onnx(fold_batch_norms(network) if folded else network, 64, 64)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(0).standard_normal((2, 3, 64, 64)).astype(np.float32)
    expected = reference.logits(network, x.transpose(0, 2, 3, 1))
    found = session.run(None, {"input": x})[0]
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max())


def test_measures_what_is_installed(tmp_path) -> None:
    if not torch_oracle.is_available():
        pytest.importorskip("onnxruntime", reason="neither torch nor onnxruntime is installed")
    checkpoint = write_pth(tmp_path / "c.pth", random_tensors("resnet18"))
    result = measure(checkpoint, RESNET18, Plan(side=32, batches=(1, 2), threads=1, runs=5))
    assert {timing.batch for timing in result.timings} == {1, 2}
    assert all(0 < t.minimum <= t.median <= t.ninetieth_percentile for t in result.timings)
    assert "ms an image" in result.to_text()
    assert result.to_json()["machine"]["architecture"] == "resnet18"


def test_says_what_is_missing(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(torch_oracle, "is_available", lambda: False)
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    checkpoint = write_pth(tmp_path / "c.pth", random_tensors("resnet18"))
    with pytest.raises(ImportToolsError, match="nothing to measure: PyTorch"):
        measure(checkpoint, RESNET18, Plan())


@pytest.mark.parametrize("change", [{"batches": (0,)}, {"runs": 1}, {"side": 8}, {"threads": -1}])
def test_refuses_a_plan_without_sense(change) -> None:
    with pytest.raises(ImportToolsError, match="batch sizes must be"):
        Plan(**change)
