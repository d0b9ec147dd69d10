"""Random changes of a batch of films, on the device that holds them.

Everything random comes from the generator that is given, so a seed repeats a training.
"""

from __future__ import annotations

import math

import torch
from torch.nn import functional

from import_tools.training.recipe import Augmentation

_SMOOTHING = 5


def augment(films: torch.Tensor, how: Augmentation, random: torch.Generator) -> torch.Tensor:
    """Changes films (n x channels x height x width, 0..1); what leaves 0..1 is cut off."""
    films = _move(films, how, random)
    films = _relight(films, how, random)
    if how.blur:
        films = _blur(films, how.blur, random)
    if how.noise:
        strength = _each(_uniform(len(films), films, random)) * how.noise
        films = films + _normal(films.shape, films, random) * strength
    if how.erase:
        films = _erase(films, how.erase, random)
    return films.clamp(0, 1)


def _move(films: torch.Tensor, how: Augmentation, random: torch.Generator) -> torch.Tensor:
    """Rotation, scale, aspect, shear, shift and flip as one affine map; outside is black."""
    count = len(films)
    angle = _between(count, films, random, math.radians(how.rotation))
    zoom = torch.exp(_between(count, films, random, math.log1p(how.scale)))
    stretch = torch.exp(_between(count, films, random, math.log1p(how.aspect)) / 2)
    shear = _between(count, films, random, how.shear)
    # Drawn even where flip is 0, so that one option does not move the numbers of the others.
    flip = 1 - 2 * (_uniform(count, films, random) < how.flip).to(films.dtype)
    cos, sin = torch.cos(angle), torch.sin(angle)
    across, down = zoom * stretch * flip, zoom / stretch
    shift_x = _between(count, films, random, 2 * how.shift)
    shift_y = _between(count, films, random, 2 * how.shift)
    rows = torch.stack(
        [
            torch.stack([cos * across, (shear * cos - sin) * down, shift_x], dim=1),
            torch.stack([sin * across, (shear * sin + cos) * down, shift_y], dim=1),
        ],
        dim=1,
    )
    grid = functional.affine_grid(rows, list(films.shape), align_corners=False)
    return functional.grid_sample(films, grid, mode="bilinear", align_corners=False)


def _relight(films: torch.Tensor, how: Augmentation, random: torch.Generator) -> torch.Tensor:
    """Gamma, then contrast around the film's own mean, then brightness and a slow slope."""
    count = len(films)
    gamma = torch.exp(_between(count, films, random, math.log1p(how.gamma)))
    contrast = torch.exp(_between(count, films, random, math.log1p(how.contrast)))
    brightness = _between(count, films, random, how.brightness)
    slopes = _between(2 * count, films, random, how.shading).view(2, count, 1, 1, 1)
    films = films.clamp(1e-4, 1) ** _each(gamma)
    mean = films.mean(dim=(1, 2, 3), keepdim=True)
    films = (films - mean) * _each(contrast) + mean + _each(brightness)
    if not how.shading:
        return films
    rows = torch.linspace(-1, 1, films.shape[2], device=films.device).view(1, 1, -1, 1)
    columns = torch.linspace(-1, 1, films.shape[3], device=films.device).view(1, 1, 1, -1)
    return films + slopes[0] * rows + slopes[1] * columns


def _blur(films: torch.Tensor, greatest: float, random: torch.Generator) -> torch.Tensor:
    """Mixes in a smoothed copy, or takes it away (which sharpens)."""
    smooth = functional.avg_pool2d(
        films, _SMOOTHING, stride=1, padding=_SMOOTHING // 2, count_include_pad=False
    )
    part = _each(_between(len(films), films, random, greatest))
    return films + (smooth - films) * part


def _erase(films: torch.Tensor, chance: float, random: torch.Generator) -> torch.Tensor:
    """Covers one rectangle of some films with their mean (Zhong et al. 2020)."""
    count, _, height, width = films.shape
    size = 0.1 + 0.23 * _uniform(2 * count, films, random).view(2, count, 1, 1, 1)
    corner = _uniform(2 * count, films, random).view(2, count, 1, 1, 1) * (1 - size)
    chosen = _each(_uniform(count, films, random) < chance)
    y = (torch.arange(height, device=films.device) / height).view(1, 1, -1, 1)
    x = (torch.arange(width, device=films.device) / width).view(1, 1, 1, -1)
    inside = (y >= corner[0]) & (y < corner[0] + size[0])
    inside = inside & (x >= corner[1]) & (x < corner[1] + size[1]) & chosen
    return torch.where(inside, films.mean(dim=(1, 2, 3), keepdim=True), films)


def _uniform(count: int, like: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    return torch.rand(count, generator=random, device=like.device, dtype=torch.float32)


def _normal(shape: torch.Size, like: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    return torch.randn(shape, generator=random, device=like.device, dtype=torch.float32)


def _between(count: int, like: torch.Tensor, random: torch.Generator, limit: float) -> torch.Tensor:
    """Uniform in -limit .. limit."""
    return (2 * _uniform(count, like, random) - 1) * limit


def _each(values: torch.Tensor) -> torch.Tensor:
    """One value a film, shaped to meet n x channels x height x width."""
    return values.view(-1, 1, 1, 1)
