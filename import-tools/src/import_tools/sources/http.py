"""The little of HTTP that is needed, with Python's own client: one key, no redirects, no proxy."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from import_tools.errors import ImportToolsError

_TIMEOUT_SECONDS = 120.0
#: An answer is a few hundred bytes; more is something else.
_LONGEST_REPLY = 1_000_000


@dataclass(frozen=True)
class Reply:
    """Status, headers that matter, body. ``retry_after`` is in seconds, None where not said."""

    status: int
    body: bytes
    retry_after: float | None = None

    def json(self) -> dict[str, Any]:
        """The body as a JSON object."""
        content = self._object()
        if content is None:
            raise ImportToolsError("the server's answer is no JSON object; is the address right?")
        return content

    def problem(self) -> dict[str, Any]:
        """The body as a problem document (RFC 9457), empty where it is none."""
        return self._object() or {}

    def _object(self) -> dict[str, Any] | None:
        try:
            content = json.loads(self.body)
        except ValueError:
            return None
        return content if isinstance(content, dict) else None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The key must not follow to another host."""

    def redirect_request(self, *_: Any) -> None:
        """Leaves the redirect to the caller, as an answer like others."""
        return


class HttpClient:
    """Sends bytes to one server, with its key. Not for several threads."""

    def __init__(self, address: str, key: str, ca_file: Path | None = None) -> None:
        self.address = _checked_address(address)
        self._key = _checked_key(key)
        self._opener = urllib.request.build_opener(
            _NoRedirects(),
            urllib.request.ProxyHandler({}),  # films go to the server and nobody else
            urllib.request.HTTPSHandler(context=_trust(ca_file)),
        )

    def post(self, path: str, query: Mapping[str, str], body: bytes) -> Reply:
        """One request; every status is an answer."""
        text = f"{self.address}{path}"
        if query:
            text += "?" + urllib.parse.urlencode(query)
        headers = {"X-API-Key": self._key, "Content-Type": "application/octet-stream"}
        request = urllib.request.Request(text, body, headers, method="POST")  # noqa: S310
        try:
            with self._opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
                return Reply(response.status, response.read(_LONGEST_REPLY))
        except urllib.error.HTTPError as e:
            with e:
                return Reply(e.code, e.read(_LONGEST_REPLY), _seconds(e.headers["Retry-After"]))
        except (OSError, http.client.HTTPException) as e:
            reason = getattr(e, "reason", e)
            raise ImportToolsError(
                f"cannot talk to {self.address}: {reason}. "
                "What was answered is kept: go on with --resume"
            ) from e


def _checked_address(address: str) -> str:
    try:
        parts = urllib.parse.urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.query or parts.fragment:
        raise ImportToolsError(
            "the server's address must be of the form https://HOST:9443, without user and query"
        )
    return address.rstrip("/")


def _checked_key(key: str) -> str:
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ImportToolsError("the key must be one line of printable ASCII characters")
    return key


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except (OSError, ssl.SSLError) as e:
        raise ImportToolsError(f"{ca_file} holds no certificates in PEM: {e}") from e


def _seconds(text: str | None) -> float | None:
    """``Retry-After`` as the server writes it; a date, which it never sends, is passed over."""
    return float(text) if text is not None and text.isdigit() else None
