"""What a training has measured, epoch by epoch."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Epoch:
    """One epoch; ``number`` counts from 1, ``validation`` holds every named measure."""

    number: int
    size: int
    learning_rate: float
    training_loss: float
    validation: dict[str, float]
    seconds: float


@dataclass
class History:
    """All epochs so far."""

    metric: str
    epochs: list[Epoch] = field(default_factory=list)

    def add(self, epoch: Epoch) -> bool:
        """Adds an epoch; returns whether it is the best one so far (the first of equals)."""
        best = self.best()
        self.epochs.append(epoch)
        return best is None or self._value(epoch) > self._value(best)

    def best(self) -> Epoch | None:
        """The first of the best epochs."""
        return max(self.epochs, key=self._value, default=None)

    def epochs_since_best(self) -> int:
        """How many epochs brought nothing better."""
        best = self.best()
        return 0 if best is None else len(self.epochs) - best.number

    def to_json(self) -> dict[str, Any]:
        """A value JSON can hold."""
        best = self.best()
        return {
            "format": 1,
            "metric": self.metric,
            "best_epoch": best.number if best else None,
            "epochs": [asdict(epoch) for epoch in self.epochs],
        }

    @staticmethod
    def from_json(content: dict[str, Any]) -> History:
        """The other way round."""
        return History(content["metric"], [Epoch(**epoch) for epoch in content["epochs"]])

    def _value(self, epoch: Epoch) -> float:
        return epoch.validation[self.metric]
