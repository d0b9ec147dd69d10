"""A running server as a source: what is sent, how it waits, what it says when refused."""

from pathlib import Path

import pytest

from api_server import ApiServer, Said, running
from import_tools.errors import ImportToolsError
from import_tools.sources.http import HttpClient
from import_tools.sources.pacing import Pacing
from import_tools.sources.server import ServerSource
from import_tools.sources.source import EncodedFilm, UnusableFilmError

FILM = EncodedFilm(Path("mueller-anna.png"), b"the bytes")


class Clock:
    """Remembers what was slept."""

    def __init__(self) -> None:
        self.pauses: list[float] = []


def source_of(api: ApiServer, clock: Clock | None = None, **more: str) -> ServerSource:
    pacing = Pacing(100, sleep=(clock or Clock()).pauses.append)
    return ServerSource(HttpClient(api.address, "secret"), pacing, **more)


def problem(status: int, code: str, detail: str = "why", **headers: str) -> Said:
    return Said(status, {"code": code, "detail": detail, "request_id": "r1"}, headers)


def test_answers_with_probabilities_and_the_servers_id() -> None:
    with running() as api:
        answer = source_of(api).ask([FILM])[0]
    assert answer.probabilities == {"A": 0.7, "B": 0.2, "C": 0.1}
    assert answer.facts == {"id": 1, "model_name": "chest_xray", "model_version": "2"}


def test_sends_the_key_and_the_film_but_not_its_name() -> None:
    with running() as api:
        source_of(api, model="chest_xray", version="2").ask([FILM])
    heard = api.heard[0]
    assert heard.path == "/api/v1/predict?model=chest_xray&version=2"
    assert heard.headers["X-Api-Key"] == "secret"
    assert heard.body == b"the bytes"
    assert "mueller" not in str(heard)


@pytest.mark.parametrize("status", [429, 503, 504])
def test_waits_as_long_as_the_server_asks(status) -> None:
    clock = Clock()
    with running(problem(status, "LATER", **{"Retry-After": "36"})) as api:
        assert source_of(api, clock).ask([FILM])[0].facts["id"] == 2
    assert clock.pauses == [36]


def test_waits_longer_each_time_where_the_server_names_no_time() -> None:
    clock = Clock()
    busy = [problem(503, "OVERLOADED") for _ in range(3)]
    with running(*busy, problem(429, "X", **{"Retry-After": "soon"})) as api:
        source_of(api, clock).ask([FILM])
    assert clock.pauses == [1, 2, 4, 8]


def test_gives_up_when_its_patience_is_at_an_end() -> None:
    clock = Clock()
    busy = [problem(429, "QUOTA_EXCEEDED", **{"Retry-After": "60"}) for _ in range(2)]
    with (
        running(*busy) as api,
        pytest.raises(ImportToolsError, match=r"429 QUOTA_EXCEEDED why.*--patience 100.*--resume"),
    ):
        source_of(api, clock).ask([FILM])
    assert clock.pauses == [60]


def test_every_film_has_its_own_patience() -> None:
    clock = Clock()
    with running() as api:
        source = source_of(api, clock)
        for _ in range(3):
            api.queue = [problem(429, "X", **{"Retry-After": "90"})]
            source.ask([FILM])
    assert clock.pauses == [90, 90, 90]


@pytest.mark.parametrize("status", [400, 413, 415, 422])
def test_a_refused_film_is_named(status) -> None:
    with running(problem(status, "UNSUPPORTED_IMAGE", "no kind we read")) as api:
        found = source_of(api).ask([FILM])[0]
    assert isinstance(found, UnusableFilmError)
    assert f"mueller-anna.png: the server refuses it: {status} UNSUPPORTED_IMAGE" in str(found)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (problem(401, "UNAUTHORIZED"), "401 UNAUTHORIZED why .*; check the key"),
        (problem(403, "FORBIDDEN"), "needs the permission 'predict'"),
        (problem(404, "MODEL_NOT_FOUND"), "check the address, --served-model"),
        (Said(308, b"", {"Location": "https://elsewhere/"}), "give the https address"),
        (problem(500, "INTERNAL"), r"500 INTERNAL why \(request r1\)"),
        (Said(502, b"<html>proxy</html>"), "the server answers 502$"),
        (Said(201, b"<html>hello</html>"), "no JSON object; is the address right"),
        (Said(201, {"probabilities": [0.5]}), "is this a Healthcare AI Backend"),
        (Said(201, {"probabilities": {"A": "much"}}), "is this a Healthcare AI Backend"),
    ],
)
def test_everything_else_that_is_wrong_is_one_sentence(said, message) -> None:
    with running(said) as api, pytest.raises(ImportToolsError, match=message):
        source_of(api).ask([FILM])


@pytest.mark.parametrize("status", [301, 302, 307])
def test_the_key_follows_no_redirect(status) -> None:
    with running() as other:
        moved = Said(status, b"", {"Location": f"{other.address}/steal"})
        with running(moved) as api, pytest.raises(ImportToolsError, match=str(status)):
            source_of(api).ask([FILM])
    assert other.heard == []


def test_no_proxy_sees_the_films(monkeypatch) -> None:
    with running() as proxy, running() as api:
        monkeypatch.setenv("http_proxy", proxy.address)
        source_of(api).ask([FILM])
    assert (len(proxy.heard), len(api.heard)) == (0, 1)


def test_a_server_that_is_gone_is_one_sentence() -> None:
    with running() as api:
        source = source_of(api)
    with pytest.raises(ImportToolsError, match=r"cannot talk to http://127.0.0.1:\d+: .*refused"):
        source.ask([FILM])


@pytest.mark.parametrize(
    "address",
    ["https://user:word@host", "https://", "https://host:99999", "https://host/?x=1", "http://[::"],
)
def test_an_address_must_be_one(address) -> None:
    with pytest.raises(ImportToolsError, match="of the form https://HOST:9443") as raised:
        HttpClient(address, "secret")
    assert "word" not in str(raised.value)


@pytest.mark.parametrize("key", ["", "two\nlines", "schlüssel", "a b"])
def test_a_key_must_be_one(key) -> None:
    with pytest.raises(ImportToolsError, match="one line of printable ASCII") as raised:
        HttpClient("https://host", key)
    assert not key or key not in str(raised.value)


def test_certificates_must_be_there(tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="holds no certificates in PEM"):
        HttpClient("https://host", "secret", tmp_path / "none.pem")
    (tmp_path / "text.pem").write_text("no certificate")
    with pytest.raises(ImportToolsError, match="holds no certificates in PEM"):
        HttpClient("https://host", "secret", tmp_path / "text.pem")
