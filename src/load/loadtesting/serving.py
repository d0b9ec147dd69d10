"""Starts a server of its own for a run, and stops it whatever happens."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shlex
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from typing import NamedTuple

from loadtesting.http import Address, PatientClient, get_request
from loadtesting.observing import resident_mib

CHECKOUT = pathlib.Path(__file__).resolve().parents[3]
START_LIMIT_S = 900
STOP_LIMIT_S = 60
SERVER_MARK = "ws-server.jar"


class Target(NamedTuple):
    """The server under test."""

    address: Address
    key: str
    pid: int | None
    """Of its Java process; None when it is not on this machine."""


def is_ready(address: Address) -> bool:
    """Whether /health/ready says UP."""
    client = PatientClient(address, timeout_s=10)
    answer, _ = client.ask(get_request(address, "/health/ready"))
    client.close()
    return answer.status == 200


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def descendants(pid: int) -> list[int]:
    """Processes below `pid`, nearest first."""
    children: dict[int, list[int]] = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [pid]
    for parent in found:
        found.extend(children.get(parent, []))
    return found[1:]


def server_process(pid: int) -> int | None:
    """The Java process of Liberty below `pid`."""
    for candidate in descendants(pid):
        with contextlib.suppress(OSError):
            line = pathlib.Path(f"/proc/{candidate}/cmdline").read_bytes()
            if SERVER_MARK.encode() in line and b"java" in line.split(b"\0")[0]:
                return candidate
    return None


@contextlib.contextmanager
def own_server(command: str, log: pathlib.Path) -> Iterator[Target]:
    """Runs `command` in the checkout with a data directory and a port of its own until ready."""
    address = Address("localhost", free_port())
    with tempfile.TemporaryDirectory(prefix="healthai-load-") as data, log.open("wb") as output:
        environment = {
            **os.environ,
            "HTTP_PORT": str(address.port),
            "HTTPS_PORT": "-1",
            "HEALTHAI_DATA_DIR": data,
        }
        process = subprocess.Popen(
            shlex.split(command),
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _await_ready(process, address, log)
            key = (pathlib.Path(data) / "first-api-key").read_text(encoding="utf-8").strip()
            yield Target(address, key, server_process(process.pid))
        finally:
            _stop(process)


def _await_ready(process: subprocess.Popen, address: Address, log: pathlib.Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while not is_ready(address):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"the server did not get ready; see {log}")
        time.sleep(1)


def _stop(process: subprocess.Popen) -> None:
    """Asks the server, then Maven, to stop; kills the session when one of them does not.

    Afterwards neither runs: the data directory goes next.
    """
    java = server_process(process.pid)
    for pid in filter(None, [java, process.pid]):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_LIMIT_S
    while process.poll() is None or (java and resident_mib(java) is not None):
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            break
        time.sleep(0.1)
    process.wait()
