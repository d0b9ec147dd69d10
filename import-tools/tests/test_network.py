"""The reference arithmetic against loops, and folding against the network it folds."""

import itertools

import numpy as np
import pytest

from checkpoints import random_tensors
from import_tools.network import operations, reference
from import_tools.network.architecture import ARCHITECTURES, fit
from import_tools.network.building import build, fold_batch_norms
from import_tools.network.layers import BatchNorm, Convolution


def test_convolution_equals_its_definition() -> None:
    random = np.random.default_rng(0)
    x, kernel = random.standard_normal((2, 7, 6, 3)), random.standard_normal((3, 2, 3, 4))
    expected = np.zeros((2, 3, 3, 4))
    for n, i, j, o in itertools.product(range(2), range(3), range(3), range(4)):
        window = x[n, 2 * i : 2 * i + 3, 2 * j : 2 * j + 2]
        expected[n, i, j, o] = (window * kernel[..., o]).sum()
    np.testing.assert_allclose(operations.convolve(x, kernel, 2), expected, atol=1e-12)


def test_max_pool_equals_its_definition() -> None:
    x = np.random.default_rng(0).standard_normal((1, 7, 9, 2))
    pooled = operations.max_pool(x, 3, 2)
    assert pooled.shape == (1, 3, 4, 2)
    assert pooled[0, 2, 3, 1] == x[0, 4:7, 6:9, 1].max()


def test_softmax_survives_large_logits_and_calibrates() -> None:
    np.testing.assert_allclose(operations.softmax(np.array([1e4, 0.0])), [1, 0])
    logits = np.array([1.0, 2.0, 3.0])
    np.testing.assert_allclose(operations.softmax(logits, 2.0), operations.softmax(logits / 2))


@pytest.mark.parametrize("name", sorted(ARCHITECTURES))
def test_folding_changes_nothing_but_the_layers(name) -> None:
    network = build(fit(ARCHITECTURES[name], random_tensors(name)))
    folded = fold_batch_norms(network)
    assert not any(isinstance(layer, BatchNorm) for layer in folded.layers)
    assert all(layer.bias is not None for layer in folded.layers if isinstance(layer, Convolution))
    x = np.random.default_rng(1).standard_normal((1, 64, 64, 3))
    np.testing.assert_allclose(
        reference.logits(folded, x), reference.logits(network, x), rtol=1e-9, atol=1e-9
    )
