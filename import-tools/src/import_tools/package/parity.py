"""The outcome of a verification: numbers that were compared, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Row:
    """One comparison of the report."""

    what: str
    difference: float
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether the numbers agree; NaN never does."""
        return self.difference <= self.tolerance


@dataclass
class ParityReport:
    """All comparisons, and what could not be compared."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, difference: float, tolerance: float) -> None:
        """Adds one comparison."""
        self.rows.append(Row(what, difference, tolerance))

    def take(self, other: ParityReport) -> None:
        """Adds what another report says."""
        self.rows += other.rows
        self.notes += other.notes

    @property
    def passed(self) -> bool:
        """Whether everything that was compared agrees."""
        return all(row.passed for row in self.rows)

    def first_difference(self, who: str, layers: Sequence[str]) -> str:
        """Says in which of its layers, in the order of the network, somebody differs first."""
        rows = {row.what: row for row in self.rows}
        for layer in layers:
            row = rows.get(f"{who}: {layer}")
            if row is not None and not row.passed:
                return (
                    f"{who} differs first in layer {layer}: by {row.difference:.2e} of its "
                    f"largest value, {row.tolerance:.0e} is allowed"
                )
        return f"{who}: no layer by itself differs by more than is allowed"

    def to_text(self) -> str:
        """A table, one line a comparison."""
        lines = [f"{'comparison':<52} {'difference':>11} {'allowed':>9}"]
        for row in self.rows:
            verdict = "ok" if row.passed else "DIFFERENT"
            lines.append(f"{row.what:<52} {row.difference:>11.2e} {row.tolerance:>9.0e} {verdict}")
        lines += [f"note: {note}" for note in self.notes]
        lines.append("parity: " + ("ok" if self.passed else "FAILED"))
        return "\n".join(lines)


def relative_difference(expected: np.ndarray, found: np.ndarray) -> float:
    """Largest difference relative to the largest value; NaN for different shapes."""
    if expected.shape != found.shape:
        return float("nan")
    scale = max(float(np.abs(expected).max()), 1e-12)
    return float(np.abs(expected - found).max()) / scale
