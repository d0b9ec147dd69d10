"""HTTP/1.1 as far as load needs it: answers read byte by byte as they come, requests made once."""

from __future__ import annotations

import json
import pathlib
import socket
import time
import urllib.parse
from typing import NamedTuple

from loadtesting.figures import Answer

BOUNDARY = "healthai-load-test"
HEAD_END = b"\r\n\r\n"


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int

    @staticmethod
    def of(url: str) -> Address:
        """Of a plain HTTP URL."""
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"not an http:// URL: {url}")
        return Address(parts.hostname, parts.port or 80)

    @property
    def text(self) -> str:
        """For the Host header."""
        return f"{self.host}:{self.port}"


def get_request(address: Address, path: str) -> bytes:
    """A GET as it goes over the line."""
    return f"GET {path} HTTP/1.1\r\nHost: {address.text}\r\nAccept: */*\r\n\r\n".encode()


def predict_request(address: Address, key: str, film: bytes) -> bytes:
    """POST /api/v1/predict with one film as it goes over the line."""
    part = (
        f"--{BOUNDARY}\r\n"
        'Content-Disposition: form-data; name="file"; filename="film"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = part.encode() + film + f"\r\n--{BOUNDARY}--\r\n".encode()
    head = (
        "POST /api/v1/predict HTTP/1.1\r\n"
        f"Host: {address.text}\r\n"
        f"X-API-Key: {key}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def load_films(place: pathlib.Path, most: int) -> list[bytes]:
    """The first films of a folder, or the one film that `place` is."""
    files = sorted(place.rglob("*.*")) if place.is_dir() else [place]
    films = [file.read_bytes() for file in files if file.is_file()][:most]
    if not films:
        raise SystemExit(f"no films in {place}")
    return films


class AnswerReader:
    """Reads one answer from pieces of any size."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._body_at = -1
        self._length: int | None = None
        self.status = 0
        self.keeps_connection = True

    @property
    def untouched(self) -> bool:
        """Whether nothing has come yet."""
        return not self._bytes

    def feed(self, piece: bytes) -> bool:
        """Takes the next piece and says whether the answer is complete."""
        self._bytes += piece
        if self._body_at < 0:
            end = self._bytes.find(HEAD_END)
            if end < 0:
                return False
            self._body_at = end + len(HEAD_END)
            self._read_head(bytes(self._bytes[:end]).decode("latin-1"))
        if self._length is None:
            return self._bytes.endswith(b"\r\n0\r\n\r\n") or self._bytes.endswith(
                HEAD_END + b"0\r\n\r\n"
            )
        return len(self._bytes) - self._body_at >= self._length

    def _read_head(self, head: str) -> None:
        first, *lines = head.split("\r\n")
        self.status = int(first.split(" ", 2)[1])
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        self.keeps_connection = headers.get("connection", "").lower() != "close"
        chunked = headers.get("transfer-encoding", "").lower() == "chunked"
        self._length = None if chunked else int(headers.get("content-length", "0"))

    @property
    def body(self) -> bytes:
        """The body of a complete answer."""
        raw = bytes(self._bytes[self._body_at :])
        return raw if self._length is not None else unchunked(raw)

    @property
    def problem_code(self) -> str:
        """The code of a problem document, or nothing."""
        if self.status < 400:
            return ""
        try:
            return str(json.loads(self.body).get("code", ""))
        except (ValueError, AttributeError):
            return "not a problem document"


def unchunked(raw: bytes) -> bytes:
    """The bytes inside chunks (RFC 9112, 7.1)."""
    parts, at = [], 0
    while True:
        line_end = raw.index(b"\r\n", at)
        size = int(raw[at:line_end].split(b";")[0], 16)
        if size == 0:
            return b"".join(parts)
        start = line_end + 2
        parts.append(raw[start : start + size])
        at = start + size + 2


class PatientClient:
    """One keep-alive connection whose requests wait for their answer. For one thread."""

    def __init__(self, address: Address, timeout_s: float = 60.0) -> None:
        self._address = address
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None

    def ask(self, request: bytes, planned: float | None = None) -> tuple[Answer, bytes]:
        """Sends the request and waits; a failed connection is an answer with status 0."""
        started = time.monotonic() if planned is None else planned
        reader = AnswerReader()
        try:
            self._exchange(request, reader)
        except OSError:
            self.close()
            return Answer(started, time.monotonic(), 0, ""), b""
        if not reader.keeps_connection:
            self.close()
        answer = Answer(started, time.monotonic(), reader.status, reader.problem_code)
        return answer, reader.body

    def _exchange(self, request: bytes, reader: AnswerReader) -> None:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, self._timeout_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        complete = False
        while not complete:
            piece = self._socket.recv(1 << 16)
            if not piece:
                raise ConnectionResetError("closed before the answer was complete")
            complete = reader.feed(piece)

    def close(self) -> None:
        """Closes the connection; the next request opens another one."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
