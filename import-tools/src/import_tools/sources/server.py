"""A running server as a source: films go through the API that a site's clients will use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from import_tools.errors import ImportToolsError
from import_tools.sources.http import HttpClient, Reply
from import_tools.sources.pacing import Pacing
from import_tools.sources.source import Answer, EncodedFilm, UnusableFilmError

_PREDICT = "/api/v1/predict"
#: The film is at fault: malformed, too large, of no known kind, refused.
_FILM_STATUSES = (400, 413, 415, 422)
#: The caller's quota, our overload, a late answer: worth trying again.
_LATER_STATUSES = (429, 503, 504)
_FACTS = ("id", "model_name", "model_version")


class ServerSource:
    """Sends films one by one, at the pace the server asks for.

    Only the film's bytes are sent, no name and no patient. The server stores its answers; their
    ids are among the facts, so that they can be deleted.
    """

    batch = 1

    def __init__(
        self, client: HttpClient, pacing: Pacing, model: str = "", version: str = ""
    ) -> None:
        self._client = client
        self._pacing = pacing
        self._query = {k: v for k, v in (("model", model), ("version", version)) if v}
        self.about = {"kind": "server", "address": client.address, **self._query}

    def ask(self, films: Sequence[EncodedFilm]) -> list[Answer | UnusableFilmError]:
        """Answers, or what the server says against a film."""
        return [self._ask(film) for film in films]

    def _ask(self, film: EncodedFilm) -> Answer | UnusableFilmError:
        attempt = self._pacing.attempt()
        while True:
            reply = self._client.post(_PREDICT, self._query, film.content)
            if reply.status == 201:
                return _answer(reply)
            if reply.status not in _LATER_STATUSES:
                return _refusal(reply, film)
            attempt.wait(reply.retry_after, f"the server answers {_said(reply)}")


def _answer(reply: Reply) -> Answer:
    content = reply.json()
    probabilities = content.get("probabilities")
    if not isinstance(probabilities, Mapping) or not all(
        isinstance(value, int | float) for value in probabilities.values()
    ):
        raise ImportToolsError(
            "the server's answer has no probabilities; is this a Healthcare AI Backend?"
        )
    return Answer(dict(probabilities), {name: content.get(name) for name in _FACTS})


def _refusal(reply: Reply, film: EncodedFilm) -> UnusableFilmError:
    """What was wrong with the film; anything else that is wrong is raised."""
    if reply.status in _FILM_STATUSES:
        return UnusableFilmError(f"{film.path}: the server refuses it: {_said(reply)}")
    hint = {
        401: "; check the key",
        403: "; the key needs the permission 'predict'",
        404: "; check the address, --served-model and --served-version",
        308: "; give the https address",
    }.get(reply.status, "")
    raise ImportToolsError(f"the server answers {_said(reply)}{hint}")


def _said(reply: Reply) -> str:
    """Status, code and detail of a problem document, or the status alone."""
    problem: dict[str, Any] = reply.problem()
    parts = [str(reply.status), str(problem.get("code", "")), str(problem.get("detail", ""))]
    request = problem.get("request_id")
    return " ".join(part for part in parts if part) + (f" (request {request})" if request else "")
