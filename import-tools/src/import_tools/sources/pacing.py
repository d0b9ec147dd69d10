"""How long to wait before asking again, and when to give up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from import_tools.errors import ImportToolsError

#: Pauses where the server names none: they double from the first to the last.
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class Pacing:
    """``patience`` is how many seconds one film may wait in all.

    ``sleep`` and ``report`` are told each pause, which tests replace.
    """

    patience: float = 600.0
    sleep: Callable[[float], None] = time.sleep
    report: Callable[[str], None] = lambda _: None

    def attempt(self) -> Attempt:
        """The waiting of one film."""
        return Attempt(self)


class Attempt:
    """Counts what one film has waited. Not for several threads."""

    def __init__(self, pacing: Pacing) -> None:
        self._pacing = pacing
        self._waited = 0.0
        self._pause = _FIRST_PAUSE

    def wait(self, asked: float | None, reason: str) -> None:
        """Waits as long as the server asks, or longer each time; too long is an error."""
        pause = self._pause if asked is None else asked
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)
        if self._waited + pause > self._pacing.patience:
            raise ImportToolsError(
                f"{reason}; waiting {pause:g} s more would be longer than --patience "
                f"{self._pacing.patience:g}. What was answered is kept: go on with --resume"
            )
        self._waited += pause
        self._pacing.report(f"{reason}: waiting {pause:g} s")
        self._pacing.sleep(pause)
