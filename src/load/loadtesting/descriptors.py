"""How many files and connections this process may have open."""

from __future__ import annotations

SPARE = 64
"""For the interpreter, the log, the watching processes and the film that is sent alone."""


def allow_descriptors(connections: int) -> None:
    """Raises the limit as far as it goes; ends the run where that is too little."""
    import resource  # not on Windows, where the tests of everything else run

    needed = connections + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise SystemExit(
            f"{connections} connections need a limit of {needed} open files, and the hard limit is"
            f" {hard}: raise it (ulimit -Hn {needed}), or run other scenarios (closed, soak)"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
