"""Closed and open loops of requests: one thread, non-blocking sockets, no thread a client.

In a closed loop each client sends its next film when it has its answer. In an open loop films
arrive by the clock whatever the server does, and latency counts from the planned arrival, also for
a film that found no free connection, so that a stalled server cannot hide (no coordinated
omission).
"""

from __future__ import annotations

import collections
import contextlib
import itertools
import selectors
import socket
import time
from collections.abc import Callable, Iterator, Sequence

from loadtesting.figures import CONNECTION_FAILED, UNANSWERED, Answer
from loadtesting.http import Address, AnswerReader

IDLE_LIMIT_S = 20.0
"""Below the server's own limit, so that it never closes a connection that is being used."""

PIECE_BYTES = 1 << 18
POLL_S = 0.05


class Exchange:
    """One connection and the request under way on it."""

    def __init__(self, address: Address) -> None:
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(BlockingIOError):
            self.socket.connect(address)
        self.planned = 0.0
        self.idle_since = 0.0
        self._unsent = memoryview(b"")
        self._reader = AnswerReader()

    def begin(self, request: bytes, planned: float) -> None:
        """Makes ready to send."""
        self.planned = planned
        self._unsent = memoryview(request)
        self._reader = AnswerReader()

    @property
    def sending(self) -> bool:
        """Whether part of the request is still here."""
        return bool(self._unsent)

    def send_some(self) -> None:
        """Sends what the socket takes."""
        with contextlib.suppress(BlockingIOError):
            sent = self.socket.send(self._unsent[:PIECE_BYTES])
            self._unsent = self._unsent[sent:]

    def receive_some(self) -> Answer | None:
        """Reads what has come; the answer when it is complete."""
        piece = self.socket.recv(1 << 16)
        if not piece:
            raise ConnectionResetError("closed before the answer was complete")
        if not self._reader.feed(piece):
            return None
        return Answer(
            self.planned, time.monotonic(), self._reader.status, self._reader.problem_code
        )

    @property
    def reusable(self) -> bool:
        """Whether another request may follow: an early refusal leaves half a film unsent."""
        return self._reader.keeps_connection and not self.sending


class Loop:
    """Drives many connections from the calling thread."""

    def __init__(self, address: Address, requests: Sequence[bytes], most_connections: int) -> None:
        self._address = address
        self._requests = itertools.cycle(requests)
        self._most = most_connections
        self._selector = selectors.DefaultSelector()
        self._busy: set[Exchange] = set()
        self._idle: list[Exchange] = []
        self._waiting: collections.deque[float] = collections.deque()
        self.answers: list[Answer] = []

    def closed(self, clients: int, more: Callable[[], bool]) -> list[Answer]:
        """Keeps `clients` requests under way while `more`, and waits for the last answers."""
        while True:
            while len(self._busy) < clients and more():
                self._start(time.monotonic())
            if not self._busy:
                return self._finish()
            self._turn(POLL_S)

    def open(self, arrivals: Iterator[float]) -> None:
        """Sends a film at each of these moments; `drain` has to wait for the last answers."""
        due = next(arrivals, None)
        while due is not None:
            now = time.monotonic()
            while due is not None and due <= now:
                self._waiting.append(due)
                due = next(arrivals, None)
            self._start_waiting()
            if due is not None:
                self._turn(max(0.0, min(POLL_S, due - time.monotonic())))

    def drain(self, limit_s: float) -> list[Answer]:
        """Waits for the last answers, but no longer than this: the rest ends as unanswered."""
        end = time.monotonic() + limit_s
        while (self._busy or self._waiting) and time.monotonic() < end:
            self._start_waiting()
            self._turn(POLL_S)
        now = time.monotonic()
        missing = [*(exchange.planned for exchange in self._busy), *self._waiting]
        self.answers += [Answer(planned, now, UNANSWERED, "") for planned in missing]
        self._waiting.clear()
        return self._finish()

    def forget_waiting(self) -> int:
        """Gives up films that found no free connection so far; says how many."""
        forgotten = len(self._waiting)
        self._waiting.clear()
        return forgotten

    def _start_waiting(self) -> None:
        while self._waiting and len(self._busy) < self._most:
            self._start(self._waiting.popleft())

    def _start(self, planned: float) -> None:
        exchange = self._take_idle()
        known = exchange is not None
        if exchange is None:
            exchange = Exchange(self._address)
        exchange.begin(next(self._requests), planned)
        self._busy.add(exchange)
        events = selectors.EVENT_READ | selectors.EVENT_WRITE
        if known:
            self._selector.modify(exchange.socket, events, exchange)
        else:
            self._selector.register(exchange.socket, events, exchange)

    def _take_idle(self) -> Exchange | None:
        """The connection used last; closes it and all others when it was idle for too long."""
        if not self._idle:
            return None
        if time.monotonic() - self._idle[-1].idle_since < IDLE_LIMIT_S:
            return self._idle.pop()
        for exchange in self._idle:
            self._close(exchange)
        self._idle.clear()
        return None

    def _turn(self, wait_s: float) -> None:
        for key, events in self._selector.select(wait_s):
            exchange: Exchange = key.data
            if exchange in self._busy:
                self._serve(exchange, events)
            else:
                self._idle.remove(exchange)  # the server closed it
                self._close(exchange)

    def _serve(self, exchange: Exchange, events: int) -> None:
        try:
            if events & selectors.EVENT_READ:
                answer = exchange.receive_some()
                if answer is not None:
                    self._end(exchange, answer)
                    return
            if events & selectors.EVENT_WRITE and exchange.sending:
                exchange.send_some()
                if not exchange.sending:
                    self._selector.modify(exchange.socket, selectors.EVENT_READ, exchange)
        except BlockingIOError:
            return
        except OSError:
            self._busy.discard(exchange)
            self._close(exchange)
            self.answers.append(Answer(exchange.planned, time.monotonic(), CONNECTION_FAILED, ""))

    def _end(self, exchange: Exchange, answer: Answer) -> None:
        self.answers.append(answer)
        self._busy.discard(exchange)
        if exchange.reusable:
            exchange.idle_since = time.monotonic()
            self._idle.append(exchange)
        else:
            self._close(exchange)

    def _close(self, exchange: Exchange) -> None:
        self._selector.unregister(exchange.socket)
        exchange.socket.close()

    def _finish(self) -> list[Answer]:
        for exchange in [*self._idle, *self._busy]:
            self._close(exchange)
        self._idle.clear()
        self._busy.clear()
        self._selector.close()
        return self.answers


def every(interval_s: float, start: float, seconds: float) -> Iterator[float]:
    """The moments of a steady arrival, `seconds` long."""
    for index in range(round(seconds / interval_s)):
        yield start + index * interval_s
