"""Films that lie on the device as bytes, so that no step waits for a file or a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from import_tools.films.loading import LoadedFilms

_CHUNK = 256


@dataclass(frozen=True)
class DeviceFilms:
    """``pixels`` uint8, n x channels x height x width; ``labels`` int64, n; on one device."""

    pixels: torch.Tensor
    labels: torch.Tensor

    @staticmethod
    def of(loaded: LoadedFilms, device: torch.device) -> DeviceFilms:
        """Copies films to a device."""
        pixels = torch.from_numpy(loaded.pixels)
        pixels = pixels[:, None] if pixels.ndim == 3 else pixels.permute(0, 3, 1, 2).contiguous()
        return DeviceFilms(pixels.to(device), torch.from_numpy(loaded.labels()).to(device))

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def device(self) -> torch.device:
        """Where the films are."""
        return self.pixels.device

    def at_size(self, size: int) -> DeviceFilms:
        """The films with the longer side of ``size`` pixels, antialiased; themselves if smaller."""
        height, width = self.pixels.shape[2:]
        if max(height, width) <= size:
            return self
        target = [max(1, round(side * size / max(height, width))) for side in (height, width)]
        small = [
            functional.interpolate(
                chunk.float(), target, mode="bilinear", antialias=True, align_corners=False
            )
            for chunk in self.pixels.split(_CHUNK)
        ]
        pixels = torch.cat([chunk.round().clamp(0, 255).to(torch.uint8) for chunk in small])
        return DeviceFilms(pixels, self.labels)

    def shuffled(
        self, batch: int, random: np.random.Generator
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Batches of films (0..1) and labels in random order; the incomplete last one is left."""
        order = torch.from_numpy(random.permutation(len(self))).to(self.device)
        for start in range(0, self.batches(batch) * batch, batch):
            chosen = order[start : start + batch]
            yield self.pixels[chosen].float() / 255, self.labels[chosen]

    def in_order(self, batch: int) -> Iterator[torch.Tensor]:
        """All films (0..1) from the first to the last."""
        for chunk in self.pixels.split(batch):
            yield chunk.float() / 255

    def batches(self, batch: int) -> int:
        """How many batches ``shuffled`` gives."""
        return len(self) // batch
