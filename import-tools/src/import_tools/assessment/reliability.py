"""Whether a probability of 0.8 means being right eight times in ten."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from import_tools.assessment.answers import Answers

BINS = 15


@dataclass(frozen=True)
class Bin:
    """Films with about the same confidence: how sure the model was, how often it was right."""

    films: int
    confidence: float
    accuracy: float


def bins(answers: Answers) -> list[Bin]:
    """Bins of equal width by the probability of the most probable label; empty ones left out."""
    confidence = answers.probabilities.max(axis=1)
    right = answers.probabilities.argmax(axis=1) == answers.classes
    numbers = bin_numbers(confidence)
    return [
        Bin(int(found.sum()), float(confidence[found].mean()), float(right[found].mean()))
        for found in (numbers == number for number in np.unique(numbers))
    ]


def bin_numbers(confidence: np.ndarray) -> np.ndarray:
    """The bin of each film; an edge belongs to the bin below it, as in Guo et al. 2017."""
    return np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
