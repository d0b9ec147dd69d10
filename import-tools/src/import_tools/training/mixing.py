"""Mixup (Zhang et al. 2018) and CutMix (Yun et al. 2019): two films and their labels in one."""

from __future__ import annotations

import numpy as np
import torch

from import_tools.training.recipe import Recipe


def mix(
    films: torch.Tensor, targets: torch.Tensor, recipe: Recipe, random: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mixes each film (n x channels x height x width) and target (n x classes) with another."""
    kinds = [kind for kind in ("mixup", "cutmix") if getattr(recipe, kind) > 0]
    if not kinds:
        return films, targets
    kind = kinds[int(random.integers(len(kinds)))]
    share = float(random.beta(getattr(recipe, kind), getattr(recipe, kind)))
    partner = torch.from_numpy(random.permutation(len(films))).to(films.device)
    if kind == "mixup":
        films = films * share + films[partner] * (1 - share)
    else:
        films, share = _paste(films, partner, share, random)
    return films, targets * share + targets[partner] * (1 - share)


def _paste(
    films: torch.Tensor, partner: torch.Tensor, share: float, random: np.random.Generator
) -> tuple[torch.Tensor, float]:
    """Pastes a rectangle of the partner; returns the share of the film that is left."""
    height, width = films.shape[2:]
    side = (1 - share) ** 0.5
    rows, columns = round(height * side), round(width * side)
    top = int(random.integers(height - rows + 1))
    left = int(random.integers(width - columns + 1))
    mixed = films.clone()
    part = (slice(None), slice(None), slice(top, top + rows), slice(left, left + columns))
    mixed[part] = films[partner][part]
    return mixed, 1 - rows * columns / (height * width)
