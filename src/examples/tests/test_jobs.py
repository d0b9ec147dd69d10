from __future__ import annotations

import io
import itertools
import zipfile

import pytest

import jobs
from fake_server import FakeServer


@pytest.fixture
def server():
    with FakeServer() as running:
        yield running


@pytest.fixture
def films(tmp_path):
    folder = tmp_path / "films"
    (folder / "ward").mkdir(parents=True)
    (folder / "b.png").write_bytes(b"second")
    (folder / "ward" / "a.png").write_bytes(b"third")
    (folder / "a.png").write_bytes(b"first")
    return folder


@pytest.fixture
def run(server, tmp_path, monkeypatch):
    monkeypatch.setenv("HEALTHAI_API_KEY", "the-key")
    slept: list[float] = []

    def command(films, *arguments: str) -> int:
        results = str(tmp_path / "results.csv")
        return jobs.main(
            [str(films), "--url", server.url, "--results", results, *arguments], slept.append
        )

    command.slept = slept
    return command


def keys(server) -> list[str]:
    return [headers["Idempotency-Key"] for _, headers, _ in server.submissions]


def test_sends_a_folder_as_a_zip_and_writes_the_results(server, films, run, tmp_path):
    assert run(films) == jobs.ALL_ANSWERED

    path, headers, body = server.submissions[0]
    assert path == "/api/v1/jobs"
    assert headers["X-API-Key"] == "the-key"
    assert headers["Content-Type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(body))
    assert packed.namelist() == ["a.png", "b.png", "ward/a.png"]
    assert packed.read("ward/a.png") == b"third"
    assert (tmp_path / "results.csv").read_bytes().startswith(b'"item","name"')
    assert not (tmp_path / "results.csv.part").exists()


def test_sends_a_zip_as_it_is(server, run, tmp_path):
    archive = tmp_path / "films.zip"
    archive.write_bytes(b"PK whatever it is")

    run(archive, "--model", "chest_xray", "--operating-point", "screening")

    path, _, body = server.submissions[0]
    assert body == b"PK whatever it is"
    assert path == "/api/v1/jobs?model=chest_xray&operating_point=screening"


def test_the_same_films_have_the_same_key_and_others_have_another(server, films, run):
    run(films)
    run(films)
    run(films, "--version", "2")
    (films / "a.png").write_bytes(b"another")
    run(films)
    run(films, "--job-key", "mine")

    first, again, version, other, named = keys(server)
    assert first == again
    assert len({first, version, other}) == 3
    assert named == "mine"


def test_sends_the_films_again_when_the_connection_breaks_or_the_server_is_full(server, films, run):
    server.queued["POST"].extend(["hang up", (503, {"Retry-After": "7"}), (502, {})])

    assert run(films) == jobs.ALL_ANSWERED

    assert len(set(keys(server))) == 1
    assert len({body for _, _, body in server.submissions}) == 1
    assert run.slept == [1.0, 7.0, 4.0]


def test_watches_again_where_the_stream_breaks_off(server, films, run):
    server.queued["events"].extend(["hang up", 503, "hang up"])

    assert run(films) == jobs.ALL_ANSWERED

    assert server.calls.count("/api/v1/jobs/7/events") == 4


def test_takes_the_results_again_where_they_break_off(server, films, run):
    server.queued["results"].append("hang up")

    assert run(films) == jobs.ALL_ANSWERED


def test_says_that_some_films_have_no_answer(server, films, run):
    server.failed = 1

    assert run(films) == jobs.SOME_NOT


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 500])
def test_does_not_insist_where_it_is_refused(server, films, run, capsys, status):
    server.queued["POST"].append((status, {}))

    assert run(films) == jobs.REFUSED

    assert len(server.submissions) == 1
    assert "refused: SOME_CODE: what is wrong" in capsys.readouterr().err


def test_a_quota_that_fills_again_is_waited_for_and_one_too_small_is_not(server, films, run):
    server.queued["POST"].extend([(429, {"Retry-After": "36"}), (429, {})])

    assert run(films) == jobs.REFUSED

    assert run.slept == [36.0]


def test_gives_up_when_the_patience_is_at_its_end(server, films, run, capsys):
    server.queued["POST"].extend([(503, {})] * 3)

    assert run(films, "--patience", "0.5") == jobs.AWAY

    assert "run the same command again" in capsys.readouterr().err


def test_a_job_goes_on_when_the_client_is_interrupted(server, films, run, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "follow", interrupted)

    assert run(films) == jobs.INTERRUPTED


@pytest.mark.parametrize(
    "arguments", [["none-such"], [], ["."], [".", "--key-file", "none-such"], [".", "--url", "x"]]
)
def test_refuses_a_wrong_command_line(arguments, monkeypatch, capsys):
    monkeypatch.delenv("HEALTHAI_API_KEY", raising=False)

    with pytest.raises(SystemExit) as ended:
        jobs.main(arguments)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_has_what_failed_tried_again_where_it_is_told_to(server, films, run):
    assert run(films, "--restart") == jobs.ALL_ANSWERED

    assert server.calls[:2] == ["/api/v1/jobs/7/restart", "/api/v1/jobs/7/events"]


def test_reads_the_key_from_a_file(server, films, run, tmp_path):
    key = tmp_path / "key"
    key.write_text("from-file\n")

    run(films, "--key-file", str(key))

    assert server.submissions[0][1]["X-API-Key"] == "from-file"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_draws_a_bar_for_people_and_lines_for_logs():
    job = {"state": "running", "total": 20, "counts": {"done": 9, "failed": 1}}
    terminal, log = Terminal(), io.StringIO()

    for out in (terminal, log):
        progress = jobs.Progress(out, itertools.count(0, 2).__next__)
        progress.show(job | {"counts": {"done": 0, "failed": 0}})
        progress.show(job)
        progress.show(job)
        progress.close()

    assert "[###############...............] running 10/20, 1 failed 5.0 films/s" in (
        terminal.getvalue()
    )
    assert log.getvalue() == "running 0/20, 0 failed\nrunning 10/20, 1 failed 5.0 films/s\n"


def test_waits_twice_as_long_each_time_and_begins_anew_when_something_worked():
    now = [0.0]

    def sleep(seconds):
        now[0] += seconds

    patience = jobs.Patience(10, sleep, lambda: now[0])
    patience.wait(jobs.AwayError("x"))
    patience.wait(jobs.AwayError("x"))
    assert now[0] == 3
    patience.worked()
    patience.wait(jobs.AwayError("x", 9))
    assert now[0] == 12
    with pytest.raises(jobs.AwayError):
        patience.wait(jobs.AwayError("x"))


def test_refuses_an_address_that_is_none():
    with pytest.raises(ValueError, match="not an http"):
        jobs.Server("ftp://x", "key")
