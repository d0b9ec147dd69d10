import json

import pytest

from fake_server import FakeServer, answer
from loadtesting.http import Address, AnswerReader, PatientClient, predict_request, unchunked

PROBLEM = json.dumps({"code": "OVERLOADED", "status": 503}).encode()


def test_reads_an_answer_that_comes_byte_by_byte():
    said, reader = answer(503, PROBLEM), AnswerReader()

    complete = [reader.feed(said[i : i + 1]) for i in range(len(said))]

    assert complete == [False] * (len(said) - 1) + [True]
    assert (reader.status, reader.problem_code) == (503, "OVERLOADED")
    assert reader.keeps_connection


def test_reads_chunks():
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    reader = AnswerReader()

    assert not reader.feed(head + b"3;x=y\r\nabc\r\n2\r\nde\r\n")
    assert reader.feed(b"0\r\n\r\n")
    assert reader.body == b"abcde"
    assert unchunked(b"0\r\n\r\n") == b""


def test_an_error_that_is_no_problem_document_is_told():
    reader = AnswerReader()
    reader.feed(answer(500, b"<html>"))

    assert reader.problem_code == "not a problem document"


def test_knows_when_the_connection_ends():
    reader = AnswerReader()
    reader.feed(answer(200, b"", "Connection: close"))

    assert not reader.keeps_connection


def test_a_request_announces_its_length():
    request = predict_request(Address("h", 1), "key", b"\x89PNG\r\n\r\n")
    head, _, body = request.partition(b"\r\n\r\n")

    assert f"Content-Length: {len(body)}".encode() in head
    assert b"\x89PNG\r\n\r\n" in body


def test_only_plain_http_is_taken():
    assert Address.of("http://localhost:9080/x") == Address("localhost", 9080)
    with pytest.raises(ValueError, match="not an http"):
        Address.of("https://localhost")


def test_a_patient_client_keeps_its_connection_and_survives_a_hang_up():
    answers = {0: answer(200), 1: b"", 2: answer(200)}
    with FakeServer(answers.__getitem__) as server:
        client = PatientClient(server.address)
        statuses = [client.ask(b"GET / HTTP/1.1\r\n\r\n")[0].status for _ in range(3)]

    assert statuses == [200, 0, 200]
    assert server.connections == 2
