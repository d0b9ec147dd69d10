from xml.etree import ElementTree

import pytest

from loadtesting.chart import HEIGHT, WIDTH, Axes, Line, round_step, spread, svg, thinned, ticks

AXES = Axes("Memory <b>", "minutes", "MiB")


def test_steps_are_round():
    assert [round_step(span, 6) for span in (1, 6, 7, 870)] == [0.2, 1.0, 2.0, 200.0]


def test_ticks_begin_at_zero_and_reach_the_top():
    assert ticks(870, 6) == [0, 200, 400, 600, 800, 1000]
    assert ticks(1000, 6)[-1] == 1000
    assert ticks(0, 6)[-1] > 0


def test_many_points_become_few_and_peaks_stay():
    line = Line("rss", list(range(10_000)), [0.0] * 5_000 + [99.0] + [0.0] * 4_999)

    points = thinned(line)

    assert len(points) <= 400
    assert max(y for _, y in points) == 99.0


def test_gaps_are_left_out():
    assert thinned(Line("heap", [0, 1, 2], [None, 5.0, None])) == [(1, 5.0)]


def test_labels_keep_their_distance_in_the_order_of_their_lines():
    assert spread([100.0, 102.0, 50.0], 16.0) == [100.0, 116.0, 50.0]


def test_a_chart_has_title_units_and_a_name_for_each_line_and_stays_inside():
    drawing = svg(AXES, [Line("resident", [0, 1, 2], [10, 20, 15]), Line("heap", [0, 2], [1, 2])])

    root = ElementTree.fromstring(drawing)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Memory <b>", "minutes", "MiB", "resident 15", "heap 2"} <= set(texts)
    lines = list(root.iter("{http://www.w3.org/2000/svg}polyline"))
    assert len(lines) == 2
    for line in lines:
        for point in line.get("points").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_a_line_without_points_is_no_line():
    drawing = svg(AXES, [Line("known", [0, 1], [1, 2]), Line("unknown", [0, 1], [None, None])])

    assert "unknown" not in drawing
    with pytest.raises(ValueError, match="no line"):
        svg(AXES, [Line("unknown", [0], [None])])
