import time

import pytest

from fake_server import FakeServer, answer
from loadtesting.http import Address, predict_request
from loadtesting.loops import Loop, every


def requests(address: Address, count: int = 2, size: int = 10) -> list[bytes]:
    return [predict_request(address, "key", bytes(size)) for _ in range(count)]


def test_arrivals_are_steady_and_end():
    assert list(every(0.25, start=100.0, seconds=1.0)) == [100.0, 100.25, 100.5, 100.75]


def test_closed_loop_sends_what_it_is_asked_to_on_as_many_connections():
    left = iter(range(50))
    with FakeServer(lambda _: answer(201)) as server:
        loop = Loop(server.address, requests(server.address), 100)
        answers = loop.closed(4, lambda: next(left, None) is not None)

    assert [a.status for a in answers] == [201] * 50
    assert server.connections <= 4


def test_a_whole_film_goes_through():
    left = iter(range(3))
    with FakeServer(lambda _: answer(201)) as server:
        loop = Loop(server.address, requests(server.address, size=3_000_000), 1)
        answers = loop.closed(1, lambda: next(left, None) is not None)

    assert [a.status for a in answers] == [201] * 3


def test_open_loop_counts_from_the_planned_arrival_when_no_connection_is_free():
    with FakeServer(lambda _: answer(201), delay_s=0.05) as server:
        loop = Loop(server.address, requests(server.address), most_connections=1)
        start = time.monotonic()
        loop.open(iter([start, start, start]))
        answers = loop.drain(limit_s=10)

    waited = sorted(a.latency_ms for a in answers)
    assert [a.status for a in answers] == [201] * 3
    assert waited[0] >= 50
    assert waited[2] >= 150


def test_a_hang_up_is_a_failed_connection_and_the_loop_goes_on():
    left = iter(range(4))
    with FakeServer(lambda number: b"" if number == 1 else answer(201)) as server:
        loop = Loop(server.address, requests(server.address), 1)
        answers = loop.closed(1, lambda: next(left, None) is not None)

    assert [a.status for a in answers] == [201, 0, 201, 201]


def test_a_server_that_is_not_there_is_a_failed_connection():
    left = iter(range(2))
    loop = Loop(Address("127.0.0.1", 1), [b"GET / HTTP/1.1\r\n\r\n"], 1)

    answers = loop.closed(1, lambda: next(left, None) is not None)

    assert [a.kind for a in answers] == ["connection failed"] * 2


def test_what_never_ends_is_counted_and_what_never_started_is_forgotten():
    with FakeServer(lambda _: answer(201), delay_s=60) as server:
        loop = Loop(server.address, requests(server.address), most_connections=1)
        start = time.monotonic()
        loop.open(iter([start, start, start]))

        assert loop.forget_waiting() == 2
        assert [a.kind for a in loop.drain(limit_s=0.1)] == ["no answer"]


def test_what_never_ends_counts_from_the_planned_arrival_until_it_is_given_up():
    with FakeServer(lambda _: answer(201), delay_s=60) as server:
        loop = Loop(server.address, requests(server.address), most_connections=1)
        start = time.monotonic()
        loop.open(iter([start, start, start]))
        answers = loop.drain(limit_s=0.1)

    assert [a.kind for a in answers] == ["no answer"] * 3
    assert min(a.latency_ms for a in answers) >= 100


@pytest.mark.parametrize("closing", [True, False])
def test_a_connection_that_the_server_ends_is_not_used_again(closing):
    left = iter(range(3))
    said = answer(201, b"{}", *(["Connection: close"] if closing else []))
    with FakeServer(lambda _: said) as server:
        loop = Loop(server.address, requests(server.address), 1)
        loop.closed(1, lambda: next(left, None) is not None)

    assert server.connections == (3 if closing else 1)
