"""What Schemathesis has to know of this server; SchemathesisIT sets the environment.

OWN_USER: id of the user that the run calls as; empty for a stranger.
TALLY: file that gets how often each call was answered with each status.
FILM: a film that the model takes.
"""

import atexit
import io
import json
import os
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

OWN_USER = os.environ["OWN_USER"]
ENDS_THE_RUN = {"changeUser", "resetPassword"}
NO_SUCH_ID = 0
PROBLEM = "application/problem+json"
NOT_PASSED_ON = re.compile(r"%[01][0-9A-F]|%7F|%3B", re.IGNORECASE)  # values come escaped
INTERNALS = ("Exception", "\tat ", "org.healthai", "com.ibm.", "jakarta.", "java.")

FILM = Path(os.environ["FILM"]).read_bytes()
FILMS = st.sampled_from([FILM, FILM[:1000], b"", b"GIF89a"]) | st.binary(max_size=200)

schemathesis.openapi.format("binary", FILMS)
for kind in ("png", "jpeg", "bmp", "tiff"):
    schemathesis.openapi.media_type(f"image/{kind}", FILMS)


def zipped(films: list[bytes]) -> bytes:
    """A ZIP of these films."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as target:
        for number, film in enumerate(films):
            target.writestr(f"film-{number}.png", film)
    return whole.getvalue()


ZIPS = st.lists(FILMS, max_size=3).map(zipped)
schemathesis.openapi.media_type(
    "application/zip", ZIPS | ZIPS.map(lambda whole: whole[:60]) | st.binary(max_size=200)
)


@schemathesis.serializer("text/csv", "application/x-ndjson")
def manifest(ctx, value) -> bytes:
    """Sends text as it is, the document's examples among it."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


tally: dict[str, Counter] = defaultdict(Counter)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Leaves out what hides the server, and what would end the run.

    Control characters and escaped semicolons in a path: Open Liberty refuses them before any code
    of ours runs, in a format of its own; HostileRequestIT sees to it that it stays harmless.
    The user that the run calls as keeps state and password: another id takes the place of theirs.
    Headers become text, which they are not where Schemathesis took them from a number.
    """
    case.path_parameters = {
        name: NOT_PASSED_ON.sub("_", value) if isinstance(value, str) else value
        for name, value in (case.path_parameters or {}).items()
    }
    if case.operation.definition.raw.get("operationId") in ENDS_THE_RUN and is_own(case):
        case.path_parameters["id"] = NO_SUCH_ID
    for name, value in case.headers.items():
        case.headers[name] = str(value)


def is_own(case) -> bool:
    """Whether the call is about the caller; ids may be written with zeros or a sign in front."""
    try:
        return OWN_USER != "" and int(case.path_parameters["id"]) == int(OWN_USER)
    except (KeyError, TypeError, ValueError):
        return False


@schemathesis.hook
def after_call(context, case, response):
    """Counts the answer."""
    tally[case.operation.label][str(response.status_code)] += 1


@schemathesis.check
def errors_are_problems(ctx, response, case):
    """Every error is a problem document that names no class and no place in the code."""
    if response.status_code < 400:
        return
    content_type = response.headers.get("content-type", ["none"])[0]
    assert content_type.startswith(PROBLEM), f"an error of type {content_type}"
    detail = response.json()["detail"]
    for word in INTERNALS:
        assert word not in detail, f"the answer has {word!r}"


@atexit.register
def write_tally():
    """For the assertions of the test that started this."""
    Path(os.environ["TALLY"]).write_text(json.dumps(tally), encoding="utf-8")
