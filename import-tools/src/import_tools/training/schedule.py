"""The learning rate over the steps of a training."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class CosineSchedule:
    """Linear warm-up to the peak, then half a cosine down to zero (Loshchilov and Hutter 2017)."""

    peak: float
    warm_up_steps: int
    steps: int

    def at(self, step: int) -> float:
        """The rate of step 0, 1, ..."""
        if step < self.warm_up_steps:
            return self.peak * (step + 1) / self.warm_up_steps
        part = (step - self.warm_up_steps) / max(1, self.steps - self.warm_up_steps)
        return self.peak * 0.5 * (1 + math.cos(math.pi * min(1.0, part)))
