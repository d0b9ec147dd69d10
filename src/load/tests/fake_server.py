"""A small HTTP server whose answers a test decides."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable

from loadtesting.http import Address

Answerer = Callable[[int], bytes]


def answer(status: int, body: bytes = b"{}", *headers: str) -> bytes:
    """An answer as it goes over the line."""
    lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class FakeServer:
    """Answers each complete request with `answerer(number of the request)`; empty hangs up."""

    def __init__(self, answerer: Answerer, delay_s: float = 0.0) -> None:
        self._answerer = answerer
        self._delay_s = delay_s
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = Address("127.0.0.1", self._socket.getsockname()[1])
        self.requests = 0
        self.connections = 0

    def __enter__(self) -> FakeServer:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            while self._read_request(lines):
                with self._lock:
                    number = self.requests
                    self.requests += 1
                time.sleep(self._delay_s)
                said = self._answerer(number)
                if not said:
                    return
                connection.sendall(said)

    @staticmethod
    def _read_request(lines) -> bool:
        length = 0
        line = lines.readline()
        if not line:
            return False
        while line not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            line = lines.readline()
        lines.read(length)
        return True
