import subprocess
import sys

import pytest

from loadtesting import serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tool is for Linux")

STUBBORN = """\
outlive='trap "" TERM; echo up; while :; do sleep 0.1; done'
(exec -a java bash -c "$outlive" ws-server.jar) &
trap 'exit 0' TERM
wait
"""


def test_a_server_that_outlives_the_command_that_started_it_is_killed(monkeypatch):
    monkeypatch.setattr(serving, "STOP_LIMIT_S", 0.5)
    command = ["bash", "-c", STUBBORN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        process.stdout.readline()
        java = serving.server_process(process.pid)
        assert serving.resident_mib(java) > 0

        serving._stop(process)

        process.stdout.read()  # ends when nobody can write to it any more
    assert serving.resident_mib(java) is None
