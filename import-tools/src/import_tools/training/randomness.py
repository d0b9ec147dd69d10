"""Everything random in a training, as one thing that can be saved."""

from __future__ import annotations

import json

import numpy as np
import torch


class Randomness:
    """``host`` draws orders and mixtures, ``device`` the changes of the films."""

    def __init__(self, seed: int, device: torch.device) -> None:
        self.host = np.random.Generator(np.random.PCG64(seed))
        self.device = torch.Generator(device=device)
        self.device.manual_seed(seed)

    def state(self) -> dict[str, object]:
        """What must be kept to go on as if nothing had happened."""
        return {
            "host": json.dumps(self.host.bit_generator.state),
            "device": self.device.get_state(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Goes back to a state."""
        self.host.bit_generator.state = json.loads(str(state["host"]))
        self.device.set_state(state["device"])
