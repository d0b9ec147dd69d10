"""A running average of a network's weights, which is usually better than the last ones."""

from __future__ import annotations

import copy

import torch


class WeightAverage:
    """Exponential moving average (EMA) of all weights and batch-norm statistics.

    The decay grows from small to ``decay`` over the first steps, so that the random beginning is
    soon forgotten.
    """

    def __init__(self, network: torch.nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.steps = 0
        self._decay = decay
        # Both sides stay the same tensors for good: optimisers and load_state_dict write in place.
        self._pairs = list(
            zip(self.network.state_dict().values(), network.state_dict().values(), strict=True)
        )

    @torch.no_grad()
    def update(self) -> None:
        """Moves the average towards the network that was given first."""
        self.steps += 1
        part = 1 - min(self._decay, self.steps / (10 + self.steps))
        for mine, new in self._pairs:
            if mine.is_floating_point():
                mine.lerp_(new, part)
            else:
                mine.copy_(new)
