import random

import keytiming

VALID = "hai_3f9a1c20_" + "ab" * 32


def test_keys_are_wrong_in_the_way_they_say():
    keys = keytiming.broken_keys(VALID, random.Random(1))

    assert len(set(keys.values()) | {VALID}) == 4
    assert all(len(key) == len(VALID) for key in keys.values())
    assert keys["wrong in the last digit"][:-1] == VALID[:-1]
    assert keys["wrong from the first digit on"].startswith("hai_3f9a1c20_")
    assert not keys["unknown"].startswith("hai_3f9a1c20_")


def test_every_kind_is_asked_for_equally_often():
    asked = []

    def ask(key):
        asked.append(key)
        return 1.0

    times = keytiming.measure(ask, {"a": "1", "b": "2"}, 10, random.Random(1))

    assert [len(found) for found in times.values()] == [10, 10]
    assert asked != ["1", "2"] * 10, "in no fixed order"


def test_a_difference_is_found_and_noise_is_not():
    rng = random.Random(1)
    fast = [1.0 + rng.random() / 10 for _ in range(500)]
    same = [1.0 + rng.random() / 10 for _ in range(500)]
    slow = [1.2 + rng.random() / 10 for _ in range(500)]

    _, low, high = keytiming.difference(same, fast, rng)
    assert low < 0 < high
    apart, low, high = keytiming.difference(slow, fast, rng)
    assert low < apart < high
    assert low > 0.15


def test_the_table_has_a_row_for_every_kind():
    times = {kind: [1e-3, 2e-3, 3e-3] for kind in keytiming.KINDS}

    lines = keytiming.table(times, random.Random(1)).splitlines()

    assert len(lines) == 5
    assert lines[-1] == "| unknown | 2000 | | |"
