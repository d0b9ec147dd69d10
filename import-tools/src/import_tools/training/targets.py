"""What a network should answer for a film: smoothed labels, class weights, teachers' opinions."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn import functional

_SHARE_OF_ROOT = 0.5


def smoothed(labels: torch.Tensor, classes: int, smoothing: float) -> torch.Tensor:
    """N x classes: the label's class gets all but ``smoothing``, which is shared out to all."""
    hard = functional.one_hot(labels, classes).float()
    return hard * (1 - smoothing) + smoothing / classes


def class_weights(labels: torch.Tensor, classes: int, kind: str) -> torch.Tensor:
    """One weight a class with a mean of 1 over the films; ``balanced`` makes classes count equally.

    ``root`` goes half the way (on a logarithmic scale).
    """
    counts = torch.bincount(labels, minlength=classes).float().clamp(min=1)
    power = {"none": 0.0, "root": _SHARE_OF_ROOT, "balanced": 1.0}[kind]
    weights = (len(labels) / (classes * counts)) ** power
    return weights * len(labels) / (weights * counts).sum()


@torch.no_grad()
def taught(
    targets: torch.Tensor,
    inputs: torch.Tensor,
    teachers: Sequence[torch.nn.Module],
    part: float,
) -> torch.Tensor:
    """Targets moved by ``part`` towards the mean answer of the teachers (Hinton et al. 2015)."""
    if not teachers or not part:
        return targets
    answers = [torch.softmax(teacher(inputs).float(), dim=1) for teacher in teachers]
    return targets * (1 - part) + torch.stack(answers).mean(dim=0) * part


def loss(logits: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Cross entropy with soft targets, each class's part weighted."""
    return -(targets * weights * torch.log_softmax(logits.float(), dim=1)).sum(dim=1).mean()
