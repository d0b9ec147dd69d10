"""A network in a file as a source: preprocessing, network, temperature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.network.operations import calibrate
from import_tools.preprocessing import Preprocessing, naming
from import_tools.sources.source import Answer, EncodedFilm, UnusableFilmError

#: NHWC inputs to probabilities (films x labels) without the temperature.
Infer = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Contract:
    """What a file of weights does not say itself: input, labels, temperature."""

    preprocessing: Preprocessing
    labels: tuple[str, ...]
    temperature: float = 1.0


class NetworkSource:
    """Films go through the contract's preprocessing, then through ``infer``, 16 at a time."""

    batch = 16

    def __init__(self, infer: Infer, contract: Contract, about: Mapping[str, Any]) -> None:
        self._infer = infer
        self._contract = contract
        self.about = {**about, "temperature": contract.temperature}

    def ask(self, films: Sequence[EncodedFilm]) -> list[Answer | UnusableFilmError]:
        """Answers all films that can be decoded in one go."""
        inputs = [self._input(film) for film in films]
        usable = [found for found in inputs if isinstance(found, np.ndarray)]
        rows = iter(self._probabilities(np.stack(usable)) if usable else ())
        return [self._answer(next(rows)) if isinstance(x, np.ndarray) else x for x in inputs]

    def _input(self, film: EncodedFilm) -> np.ndarray | UnusableFilmError:
        try:
            with naming(film.path):
                return self._contract.preprocessing.apply(film.content)
        except ImportToolsError as e:
            return UnusableFilmError(str(e))

    def _probabilities(self, inputs: np.ndarray) -> np.ndarray:
        plain = self._infer(inputs)
        if plain.shape[1] != len(self._contract.labels):
            raise ImportToolsError(
                f"the network has {plain.shape[1]} outputs, but {len(self._contract.labels)} "
                f"labels were named: {', '.join(self._contract.labels)}"
            )
        return calibrate(plain, self._contract.temperature)

    def _answer(self, row: np.ndarray) -> Answer:
        return Answer(dict(zip(self._contract.labels, map(float, row), strict=True)))
