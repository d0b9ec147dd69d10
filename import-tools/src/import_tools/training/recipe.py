"""Everything that decides how a network is trained, as one value that JSON can hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from import_tools.errors import ImportToolsError
from import_tools.network.architecture import ARCHITECTURES
from import_tools.training.metrics import METRICS

OPTIMISERS = ("sgd", "adamw")
CLASS_WEIGHTS = ("none", "root", "balanced")
PRECISIONS = ("float32", "bfloat16")


@dataclass(frozen=True)
class Stage:
    """Some epochs at one input size; later stages are larger (progressive resizing)."""

    epochs: int
    size: int

    def __post_init__(self) -> None:
        """Refuses what no network can take."""
        if self.epochs < 1 or self.size < 32:
            raise ImportToolsError("a stage needs at least 1 epoch and 32 pixels")

    @staticmethod
    def parse(text: str) -> tuple[Stage, ...]:
        """``12x128,6x160,12x224``: epochs x pixels of each stage."""
        try:
            pairs = [part.split("x") for part in text.split(",")]
            return tuple(Stage(int(epochs), int(size)) for epochs, size in pairs)
        except ValueError as e:
            raise ImportToolsError(
                f"the stages {text!r} are not of the form EPOCHSxPIXELS,... (12x128,12x224)"
            ) from e


@dataclass(frozen=True)
class Augmentation:
    """How far a film may be changed at random each time it is seen. Zero leaves out a change.

    ``rotation`` in degrees, ``shift`` and ``scale`` and ``aspect`` and ``shear`` as parts of the
    side, ``brightness`` as a part of white, ``contrast`` and ``gamma`` as factors' distance from 1
    (on a logarithmic scale), ``shading`` as a slow slope over the film, ``noise`` as a standard
    deviation, ``blur`` as the greatest part of a smoothed copy mixed in. ``flip`` and ``erase`` are
    chances; what is erased is one rectangle of up to a third of each side.
    """

    rotation: float = 12.0
    shift: float = 0.08
    scale: float = 0.12
    aspect: float = 0.0
    shear: float = 0.0
    flip: float = 0.5
    brightness: float = 0.15
    contrast: float = 0.2
    gamma: float = 0.2
    shading: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    erase: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """A whole training. ``learning_rate`` is the peak, for the whole batch.

    ``mixup`` and ``cutmix`` are the parameters of their beta distributions; where both are given,
    each batch draws one of them. ``ema_decay`` 0 keeps no average. ``patience`` 0 never stops
    early; else training ends after so many epochs without a better ``metric``. ``distil`` is the
    weight of the teachers' answer against the label's.
    """

    architecture: str = "resnet18"
    stages: tuple[Stage, ...] = (Stage(12, 128), Stage(6, 160), Stage(12, 224))
    batch: int = 64
    optimiser: str = "sgd"
    learning_rate: float = 0.1
    weight_decay: float = 5e-4
    warm_up_epochs: float = 2.0
    label_smoothing: float = 0.05
    class_weights: str = "none"
    mixup: float = 0.0
    cutmix: float = 0.0
    ema_decay: float = 0.995
    distil: float = 0.0
    metric: str = "accuracy"
    patience: int = 0
    precision: str = "bfloat16"
    seed: int = 1
    augmentation: Augmentation = field(default_factory=Augmentation)

    def __post_init__(self) -> None:
        """Refuses names that nothing here knows, and numbers out of range."""
        _one_of("architecture", self.architecture, tuple(ARCHITECTURES))
        _one_of("optimiser", self.optimiser, OPTIMISERS)
        _one_of("class weights", self.class_weights, CLASS_WEIGHTS)
        _one_of("precision", self.precision, PRECISIONS)
        _one_of("metric", self.metric, tuple(METRICS))
        if not self.stages:
            raise ImportToolsError("a recipe needs at least one stage")
        if self.batch < 2:
            raise ImportToolsError("a batch needs at least 2 films: batch norms compare them")
        for name in ("label_smoothing", "ema_decay", "distil"):
            if not 0 <= getattr(self, name) <= 1:
                raise ImportToolsError(f"{name} must be between 0 and 1")
        if self.learning_rate <= 0 or min(self.weight_decay, self.mixup, self.cutmix) < 0:
            raise ImportToolsError("rates must be positive")

    @property
    def epochs(self) -> int:
        """Epochs of all stages."""
        return sum(stage.epochs for stage in self.stages)

    def size_at(self, epoch: int) -> int:
        """Pixels of a side in epoch 0, 1, ..."""
        for stage in self.stages:
            if epoch < stage.epochs:
                return stage.size
            epoch -= stage.epochs
        return self.stages[-1].size

    def to_json(self) -> dict[str, Any]:
        """A value JSON can hold."""
        return asdict(self) | {"stages": [[stage.epochs, stage.size] for stage in self.stages]}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Recipe:
        """The other way round; what is missing takes its default."""
        unknown = sorted(content.keys() - {f.name for f in fields(cls)})
        if unknown:
            raise ImportToolsError(f"the recipe says {', '.join(unknown)}, which is unknown")
        try:
            given = dict(content)
            if "stages" in given:
                given["stages"] = tuple(Stage(*stage) for stage in given["stages"])
            if "augmentation" in given:
                given["augmentation"] = Augmentation(**given["augmentation"])
            return cls(**given)
        except TypeError as e:
            raise ImportToolsError(f"the recipe cannot be used: {e}") from e


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ImportToolsError(f"the {what} {value!r} is none of {', '.join(known)}")
