"""The parts of a training step, on films of a few pixels."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch and torchvision are missing")
pytest.importorskip("torchvision", reason="torch and torchvision are missing")

from checkpoints import random_tensors, write_pth
from import_tools.errors import ImportToolsError
from import_tools.network.architecture import Hidden
from import_tools.preprocessing import Preprocessing
from import_tools.training.augmentation import augment
from import_tools.training.averaging import WeightAverage
from import_tools.training.batches import DeviceFilms
from import_tools.training.mixing import mix
from import_tools.training.networks import Normaliser, load_network, make_network, start_from
from import_tools.training.recipe import Augmentation, Recipe
from import_tools.training.targets import class_weights, loss, smoothed, taught

NOTHING = Augmentation(*[0.0] * 13)
EVERYTHING = Augmentation(20, 0.1, 0.2, 0.2, 0.1, 0.5, 0.2, 0.3, 0.3, 0.1, 0.05, 0.5, 0.9)


def films(count: int = 6, size: int = 32) -> "torch.Tensor":
    return torch.rand(count, 1, size, size, generator=torch.Generator().manual_seed(1))


def seeded(seed: int) -> "torch.Generator":
    return torch.Generator().manual_seed(seed)


def test_no_change_changes_nothing() -> None:
    torch.testing.assert_close(augment(films(), NOTHING, seeded(1)), films(), atol=1e-3, rtol=0)


def test_changes_stay_in_range_and_follow_the_seed() -> None:
    changed = augment(films(), EVERYTHING, seeded(1))
    assert changed.shape == films().shape
    assert 0 <= changed.min() < changed.max() <= 1
    assert torch.equal(changed, augment(films(), EVERYTHING, seeded(1)))
    assert not torch.equal(changed, augment(films(), EVERYTHING, seeded(2)))


def test_a_flip_is_a_mirror() -> None:
    always = Augmentation(**{**vars(NOTHING), "flip": 1.0})
    torch.testing.assert_close(
        augment(films(), always, seeded(1)), films().flip(3), atol=1e-3, rtol=0
    )


@pytest.mark.parametrize("kind", sorted(vars(NOTHING).keys() - {"flip"}))
def test_every_kind_of_change_does_something(kind) -> None:
    how = Augmentation(**{**vars(NOTHING), kind: 20.0 if kind == "rotation" else 0.5})
    difference = (augment(films(), how, seeded(3)) - films()).abs().amax(dim=(1, 2, 3))
    assert difference.max() > 0.02


def test_a_shift_moves_by_its_part_of_the_side() -> None:
    dot = torch.zeros(64, 1, 40, 40)
    dot[:, :, 20, 20] = 1
    moved = augment(dot, Augmentation(**{**vars(NOTHING), "shift": 0.1}), seeded(1))
    rows, columns = moved.sum(dim=3).argmax(dim=2), moved.sum(dim=2).argmax(dim=2)
    assert 2 < (rows - 20).abs().max() <= 4
    assert 2 < (columns - 20).abs().max() <= 4


def test_mixtures_keep_targets_and_films_together() -> None:
    """Each film's value is its class, so that a mixture's mean says what its target must be."""
    labels = torch.tensor([0, 1] * 8)
    values = labels.float().view(-1, 1, 1, 1).expand(-1, 1, 16, 16)
    targets = smoothed(labels, 2, 0.0)
    for recipe in (Recipe(mixup=1.0), Recipe(cutmix=1.0)):
        mixed, mixed_targets = mix(values, targets, recipe, np.random.default_rng(5))
        torch.testing.assert_close(mixed_targets.sum(dim=1), torch.ones(16))
        torch.testing.assert_close(mixed.mean(dim=(1, 2, 3)), mixed_targets[:, 1])
        assert not torch.equal(mixed_targets, targets)
    assert mix(values, targets, Recipe(), np.random.default_rng(5))[0] is values


def test_targets_share_out_the_smoothing() -> None:
    expected = torch.tensor([[0.7, 0.1, 0.1, 0.1]])
    torch.testing.assert_close(smoothed(torch.tensor([0]), 4, 0.4), expected)


def test_class_weights_make_classes_count_equally() -> None:
    labels = torch.tensor([0] * 6 + [1] * 2)
    assert class_weights(labels, 2, "none").tolist() == [1, 1]
    balanced = class_weights(labels, 2, "balanced")
    torch.testing.assert_close(balanced[0] * 6, balanced[1] * 2)
    torch.testing.assert_close(balanced[labels].mean(), torch.tensor(1.0))
    assert 1 < class_weights(labels, 2, "root")[1] < balanced[1]


def test_the_loss_is_cross_entropy() -> None:
    logits, labels = torch.randn(5, 3, generator=seeded(1)), torch.tensor([0, 1, 2, 1, 0])
    expected = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=0.1)
    torch.testing.assert_close(loss(logits, smoothed(labels, 3, 0.1), torch.ones(3)), expected)


def test_teachers_move_the_targets() -> None:
    sure = torch.nn.Linear(2, 2)
    with torch.no_grad():
        sure.weight.zero_()
        sure.bias.copy_(torch.tensor([0.0, 50.0]))
    targets = smoothed(torch.tensor([0, 0]), 2, 0.0)
    moved = taught(targets, torch.zeros(2, 2), [sure], 0.25)
    torch.testing.assert_close(moved, torch.tensor([[0.75, 0.25]] * 2))
    assert taught(targets, torch.zeros(2, 2), [], 0.25) is targets


def test_the_average_follows_the_weights_and_statistics() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.BatchNorm1d(2))
    average = WeightAverage(network, decay=0.5)
    start = average.network[0].weight.clone()
    with torch.no_grad():
        network[0].weight.add_(1.0)
        network[1].running_mean.add_(1.0)
    for _ in range(60):
        average.update()
    torch.testing.assert_close(average.network[0].weight, start + 1, atol=1e-4, rtol=0)
    torch.testing.assert_close(average.network[1].running_mean, torch.ones(2), atol=1e-4, rtol=0)


def test_films_are_made_smaller_but_never_larger() -> None:
    pixels = torch.arange(64, dtype=torch.uint8).view(1, 1, 8, 8).repeat(3, 1, 1, 2)
    whole = DeviceFilms(pixels, torch.tensor([0, 1, 0]))
    assert whole.at_size(8).pixels.shape == (3, 1, 4, 8)
    assert whole.at_size(16) is whole
    assert whole.at_size(17) is whole


def test_every_film_but_the_incomplete_batch_is_seen_once() -> None:
    pixels = torch.arange(10, dtype=torch.uint8).view(10, 1, 1, 1)
    all_films = DeviceFilms(pixels, torch.arange(10))
    seen = [n for _, labels in all_films.shuffled(4, np.random.default_rng(1)) for n in labels]
    assert len(seen) == 8 == len({int(n) for n in seen})
    in_order = torch.cat(list(all_films.in_order(4)))
    torch.testing.assert_close(in_order.flatten() * 255, torch.arange(10.0))


def test_normalises_as_the_server_does() -> None:
    preprocessing = Preprocessing(height=32, width=32)
    pixels = (films(1) * 255).to(torch.uint8)
    found = Normaliser(preprocessing, torch.device("cpu"))(pixels.float() / 255)
    expected = preprocessing.normalise(pixels[0, 0].numpy())
    np.testing.assert_allclose(found[0].permute(1, 2, 0).numpy(), expected, atol=1e-6)


def test_starts_from_a_checkpoint_with_other_classes(tmp_path) -> None:
    file = write_pth(tmp_path / "c.pth", random_tensors("resnet18", classes=5))
    network = make_network("resnet18", 3)
    head = network.fc.weight.clone()
    assert not start_from(network, "resnet18", file)
    trained, fitted = load_network("resnet18", file)
    assert fitted.classes == 5
    assert torch.equal(network.layer4[1].conv2.weight, trained.layer4[1].conv2.weight)
    assert torch.equal(network.fc.weight, head)
    same = make_network("resnet18", 5)
    assert start_from(same, "resnet18", file)
    assert torch.equal(same.fc.weight, trained.fc.weight)


def test_starts_from_what_lies_before_a_head_of_two_layers(tmp_path) -> None:
    tensors = random_tensors("resnet18", head="fc.2", hidden=Hidden("fc.0", 40))
    file = write_pth(tmp_path / "c.pth", tensors)
    network = make_network("resnet18", 3)
    head = network.fc.weight.clone()
    assert not start_from(network, "resnet18", file)
    found = network.layer4[1].conv2.weight.detach().numpy()
    np.testing.assert_array_equal(found, tensors["layer4.1.conv2.weight"])
    assert torch.equal(network.fc.weight, head)
    with pytest.raises(ImportToolsError, match="head of two layers; a teacher's has one"):
        load_network("resnet18", file)


def test_refuses_a_checkpoint_of_another_architecture_or_input(tmp_path) -> None:
    file = write_pth(tmp_path / "c.pth", random_tensors("resnet18"))
    with pytest.raises(ImportToolsError, match="use --arch resnet18"):
        start_from(make_network("resnet34", 3), "resnet34", file)
    with pytest.raises(ImportToolsError, match="takes 3 channels, the network to train 1"):
        start_from(make_network("resnet18", 3, channels=1), "resnet18", file)
