"""A stand-in for a running server: answers what a test tells it to, over real HTTP."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PREDICTION = {
    "id": 1,
    "model_name": "chest_xray",
    "model_version": "2",
    "probabilities": {"A": 0.7, "B": 0.2, "C": 0.1},
}


@dataclass
class Said:
    """One answer."""

    status: int = 201
    body: Any = field(default_factory=lambda: dict(PREDICTION))
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Heard:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes


class ApiServer:
    """``queue`` is said first, one a request; then every film is answered, with ids from 1."""

    def __init__(self, *queue: Said) -> None:
        self.queue = list(queue)
        self.heard: list[Heard] = []
        self.address = ""

    def answer(self, heard: Heard) -> Said:
        self.heard.append(heard)
        if self.queue:
            return self.queue.pop(0)
        return Said(body={**PREDICTION, "id": len(self.heard)})


@contextmanager
def running(*queue: Said) -> Iterator[ApiServer]:
    api = ApiServer(*queue)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = api.answer(Heard(self.path, dict(self.headers), body))
            content = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
            self.send_response(said.status)
            for name, value in {**said.headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            api.heard.append(Heard(self.path, dict(self.headers), b""))
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
