"""What a measure would be by chance alone."""

from __future__ import annotations

import numpy as np

from import_tools.assessment.answers import Answers
from import_tools.assessment.bootstrap import Bootstrap, Interval
from import_tools.assessment.reliability import bin_numbers


def honest_calibration_error(answers: Answers, plan: Bootstrap) -> Interval:
    """The expected calibration error if every probability meant exactly what it says.

    That is never 0: a bin of few films is never right as often as it should be. Mean and middle
    95 % of draws of who is right; an error within them is no evidence that the model is at fault.
    """
    confidence = answers.probabilities.max(axis=1)
    numbers = bin_numbers(confidence)
    random = np.random.Generator(np.random.PCG64(plan.seed))
    drawn = []
    for _ in range(plan.draws):
        right = random.random(len(confidence)) < confidence
        gaps = np.bincount(numbers, weights=confidence - right)
        drawn.append(np.abs(gaps).sum() / len(confidence))
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Interval(float(np.mean(drawn)), float(low), float(high))
