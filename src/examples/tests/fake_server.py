"""Enough of the API for the client: one job whose calls can be made to fail."""

from __future__ import annotations

import http.server
import json
import threading
from collections import deque


class FakeServer:
    """Answers each call with what was queued for it, and as a server that works does otherwise.

    What is queued: a status with headers, or "hang up". Requests are kept.
    """

    def __init__(self) -> None:
        self.submissions: list[tuple[str, dict, bytes]] = []
        self.calls: list[str] = []
        self.queued: dict[str, deque] = {"POST": deque(), "events": deque(), "results": deque()}
        self.films = 4
        self.failed = 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                outer.take(self)

            def do_GET(self):
                outer.show(self)

            def log_message(self, *_args):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FakeServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def job(self, done: int, state: str = "running") -> dict:
        counts = {
            "waiting": self.films - done - self.failed,
            "running": 0,
            "done": done,
            "failed": self.failed,
            "stopped": 0,
        }
        return {"id": 7, "state": state, "total": self.films, "counts": counts}

    def take(self, request) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", "0")))
        if request.path.endswith("/restart"):
            self.calls.append(request.path)
            self.send(request, 202, json.dumps(self.job(0)).encode())
            return
        self.submissions.append((request.path, dict(request.headers), body))
        if not self.fails("POST", request):
            self.send(request, 202, json.dumps(self.job(0)).encode())

    def show(self, request) -> None:
        self.calls.append(request.path)
        if request.path.endswith("/events"):
            self.tell(request)
        elif "/results" in request.path:
            if not self.fails("results", request):
                self.send(request, 200, b'"item","name"\r\n"0","a.png"\r\n')
        else:
            done = self.films - self.failed
            self.send(request, 200, json.dumps(self.job(done, "completed")).encode())

    def tell(self, request) -> None:
        plan = self.queued["events"].popleft() if self.queued["events"] else None
        if isinstance(plan, int):
            self.send(request, plan, b"{}", {"Retry-After": "2"})
            return
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.send_header("Connection", "close")
        request.end_headers()
        request.close_connection = True
        self.event(request, "progress", self.job(1))
        request.wfile.write(b": still running\n\n")
        if plan != "hang up":
            self.event(request, "end", self.job(self.films - self.failed, "completed"))

    @staticmethod
    def event(request, name: str, data: dict) -> None:
        request.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
        request.wfile.flush()

    def fails(self, call: str, request) -> bool:
        if not self.queued[call]:
            return False
        plan = self.queued[call].popleft()
        if plan == "hang up":
            request.close_connection = True
        else:
            status, headers = plan
            problem = json.dumps({"code": "SOME_CODE", "detail": "what is wrong"}).encode()
            self.send(request, status, problem, headers)
        return True

    @staticmethod
    def send(request, status: int, body: bytes, headers: dict | None = None) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)
