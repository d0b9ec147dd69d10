"""Tells the user how far a long step is, on standard error."""

from __future__ import annotations

import sys
import time


class Progress:
    """A line that is rewritten on a terminal; in a log, one line now and then.

    ``total`` is the number of steps of the work called ``title``.
    """

    _LOG_EVERY_SECONDS = 10.0

    def __init__(self, title: str, total: int) -> None:
        self._title = title
        self._total = total
        self._count = 0
        self._terminal = sys.stderr.isatty()
        self._started = self._last_line = time.monotonic()

    def step(self, detail: str = "", count: int = 1) -> None:
        """``count`` more steps are done."""
        self._count += count
        now = time.monotonic()
        line = f"{self._title}: {self._count}/{self._total} {detail}"
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{line[:100]}")
            sys.stderr.flush()
        elif now - self._last_line >= self._LOG_EVERY_SECONDS:
            self._last_line = now
            print(line, file=sys.stderr)

    def note(self, line: str) -> None:
        """Says something the user should know, on a line of its own."""
        print(f"{self._start_of_line()}{line}", file=sys.stderr)

    def done(self) -> None:
        """The work is done."""
        seconds = time.monotonic() - self._started
        line = f"{self._title}: {self._count} done in {seconds:.1f} s"
        print(f"{self._start_of_line()}{line}", file=sys.stderr)

    def _start_of_line(self) -> str:
        return "\r\x1b[K" if self._terminal else ""
