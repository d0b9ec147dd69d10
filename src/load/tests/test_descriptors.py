import pytest

from loadtesting.descriptors import SPARE, allow_descriptors

resource = pytest.importorskip("resource", reason="not on Windows")


class Limits:
    """Stands in for the limits of this process."""

    def __init__(self, monkeypatch, soft: int, hard: int) -> None:
        self.now = (soft, hard)
        monkeypatch.setattr(resource, "getrlimit", lambda _: self.now)
        monkeypatch.setattr(resource, "setrlimit", self._set)

    def _set(self, _which: int, limits: tuple[int, int]) -> None:
        self.now = limits


def test_a_low_soft_limit_is_raised_to_the_hard_one(monkeypatch):
    limits = Limits(monkeypatch, 1024, 4096)

    allow_descriptors(1500)

    assert limits.now == (4096, 4096)


@pytest.mark.parametrize("soft", [1500 + SPARE, resource.RLIM_INFINITY])
def test_a_limit_that_is_enough_is_left_alone(monkeypatch, soft):
    limits = Limits(monkeypatch, soft, resource.RLIM_INFINITY)

    allow_descriptors(1500)

    assert limits.now == (soft, resource.RLIM_INFINITY)


def test_a_hard_limit_that_is_too_low_is_told(monkeypatch):
    limits = Limits(monkeypatch, 1024, 1024)

    with pytest.raises(SystemExit, match="1500 connections need a limit of 1564 open files"):
        allow_descriptors(1500)

    assert limits.now == (1024, 1024)
