"""The training loop: epochs of steps, each followed by a look at the validation films."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from import_tools.errors import ImportToolsError
from import_tools.preprocessing import Preprocessing
from import_tools.training.augmentation import augment
from import_tools.training.averaging import WeightAverage
from import_tools.training.batches import DeviceFilms
from import_tools.training.history import Epoch, History
from import_tools.training.metrics import measure_all
from import_tools.training.mixing import mix
from import_tools.training.networks import Normaliser
from import_tools.training.randomness import Randomness
from import_tools.training.recipe import Recipe
from import_tools.training.schedule import CosineSchedule
from import_tools.training.targets import class_weights, loss, smoothed, taught

_VALIDATION_BATCH = 128

#: Called after each epoch with the trainer and whether this epoch is the best one.
AfterEpoch = Callable[["Trainer", bool], None]


@dataclass(frozen=True)
class TrainingData:
    """What a network learns from and is chosen by, on one device."""

    training: DeviceFilms
    validation: DeviceFilms
    classes: int
    preprocessing: Preprocessing
    teachers: Sequence[torch.nn.Module] = field(default=())


class Trainer:
    """One training. Not safe for several threads.

    ``network`` must be on the device of the films. ``state`` and ``restore`` make a training that
    was cut off go on with the same numbers (on a GPU: up to the order of its sums).
    """

    def __init__(self, recipe: Recipe, network: torch.nn.Module, data: TrainingData) -> None:
        self.recipe = recipe
        self.network = network.to(memory_format=torch.channels_last)
        self.history = History(recipe.metric)
        self._data = data
        self._device = data.training.device
        self._batch = min(recipe.batch, len(data.training))
        self._steps_an_epoch = data.training.batches(self._batch)
        self._schedule = CosineSchedule(
            recipe.learning_rate,
            round(recipe.warm_up_epochs * self._steps_an_epoch),
            recipe.epochs * self._steps_an_epoch,
        )
        self._optimiser = _optimiser(recipe, self.network)
        self._average = (
            WeightAverage(self.network, recipe.ema_decay) if recipe.ema_decay > 0 else None
        )
        self._random = Randomness(recipe.seed, self._device)
        self._normalise = Normaliser(data.preprocessing, self._device)
        self._weights = class_weights(data.training.labels, data.classes, recipe.class_weights)

    @property
    def best_so_far(self) -> torch.nn.Module:
        """The network whose validation the history holds: the average where one is kept."""
        return self._average.network if self._average else self.network

    def run(self, after_epoch: AfterEpoch) -> History:
        """Trains until the last epoch, or until patience is at its end."""
        films, size = self._data.training, 0
        for epoch in range(len(self.history.epochs), self.recipe.epochs):
            if self._out_of_patience():
                break
            if size != self.recipe.size_at(epoch):
                size = self.recipe.size_at(epoch)
                films = self._data.training.at_size(size)
            after_epoch(self, self.history.add(self._epoch(epoch, films, size)))
        return self.history

    def state(self) -> dict[str, Any]:
        """Everything needed to go on, in types that PyTorch loads without running code."""
        optimiser = self._optimiser.state_dict()
        return {
            "network": self.network.state_dict(),
            "optimiser": optimiser["state"],
            # As JSON: PyTorch 1.13 loads no bare floats when it must not run code.
            "optimiser_groups": json.dumps(optimiser["param_groups"]),
            "average": self._average.network.state_dict() if self._average else {},
            "average_steps": self._average.steps if self._average else 0,
            "random": self._random.state(),
        }

    def restore(self, state: dict[str, Any], history: History) -> None:
        """Goes back to a state of the same recipe."""
        self.network.load_state_dict(state["network"])
        groups = json.loads(state["optimiser_groups"])
        self._optimiser.load_state_dict({"state": state["optimiser"], "param_groups": groups})
        if self._average:
            self._average.network.load_state_dict(state["average"])
            self._average.steps = state["average_steps"]
        self._random.restore(state["random"])
        self.history = history

    def _out_of_patience(self) -> bool:
        patience = self.recipe.patience
        return patience > 0 and self.history.epochs_since_best() >= patience

    def _epoch(self, epoch: int, films: DeviceFilms, size: int) -> Epoch:
        started = time.monotonic()
        self.network.train()
        total = torch.zeros((), device=self._device)
        step = epoch * self._steps_an_epoch
        for pixels, labels in films.shuffled(self._batch, self._random.host):
            total += self._step(step, pixels, labels)
            step += 1
        training_loss = float(total) / self._steps_an_epoch
        if not np.isfinite(training_loss):
            raise ImportToolsError(
                f"the loss of epoch {epoch + 1} is {training_loss}: lower --learning-rate"
            )
        validation = self._data.validation
        probabilities = predict(
            self.best_so_far, validation, self._normalise, self.recipe.precision
        )
        return Epoch(
            number=epoch + 1,
            size=size,
            learning_rate=self._schedule.at(step - 1),
            training_loss=round(training_loss, 6),
            validation=measure_all(validation.labels.cpu().numpy(), probabilities),
            seconds=round(time.monotonic() - started, 3),
        )

    def _step(self, step: int, pixels: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        recipe = self.recipe
        films = augment(pixels, recipe.augmentation, self._random.device)
        targets = smoothed(labels, self._data.classes, recipe.label_smoothing)
        films, targets = mix(films, targets, recipe, self._random.host)
        for group in self._optimiser.param_groups:
            group["lr"] = self._schedule.at(step)
        with autocast(self._device, recipe.precision):
            inputs = self._normalise(films)
            targets = taught(targets, inputs, self._data.teachers, recipe.distil)
            found = loss(self.network(inputs), targets, self._weights)
        self._optimiser.zero_grad(set_to_none=True)
        found.backward()
        self._optimiser.step()
        if self._average:
            self._average.update()
        return found.detach()


def autocast(device: torch.device, precision: str) -> torch.autocast:
    """Mixed precision: bfloat16 has the range of float32, so no loss scaling is needed."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=precision == "bfloat16")


@torch.no_grad()
def predict(
    network: torch.nn.Module, films: DeviceFilms, normalise: Normaliser, precision: str
) -> np.ndarray:
    """Probabilities, n x classes, float64."""
    network.eval()
    with autocast(films.device, precision):
        rows = [
            network(normalise(batch)).float().cpu() for batch in films.in_order(_VALIDATION_BATCH)
        ]
    return torch.softmax(torch.cat(rows).double(), dim=1).numpy()


def _optimiser(recipe: Recipe, network: torch.nn.Module) -> torch.optim.Optimizer:
    """Weight decay acts on convolutions and the head, not on batch norms and biases."""
    parameters = list(network.parameters())
    groups = [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if recipe.optimiser == "adamw":
        return torch.optim.AdamW(groups, lr=recipe.learning_rate)
    return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=0.9, nesterov=True)
