"""The outcome of a verification: numbers that were compared, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass, field


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

    @property
    def passed(self) -> bool:
        """Whether everything that was compared agrees."""
        return all(row.passed for row in self.rows)

    def to_text(self) -> str:
        """A table, one line a comparison."""
        lines = [f"{'comparison':<52} {'difference':>11} {'allowed':>9}"]
        for row in self.rows:
            verdict = "ok" if row.passed else "DIFFERENT"
            lines.append(f"{row.what:<52} {row.difference:>11.2e} {row.tolerance:>9.0e} {verdict}")
        lines += [f"note: {note}" for note in self.notes]
        lines.append("parity: " + ("ok" if self.passed else "FAILED"))
        return "\n".join(lines)
