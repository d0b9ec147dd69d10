"""A line chart as SVG: axes with units, round ticks, each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 44, 52
ACROSS, DOWN = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
COLOURS = ("#1f5fa8", "#c2571a", "#2e7d4f", "#7a3f98")
MOST_POINTS = 400
LABEL_GAP = 16.0

Points = list[tuple[float, float]]


class Line(NamedTuple):
    """Values over time; None leaves a gap."""

    name: str
    x: Sequence[float]
    y: Sequence[float | None]


class Axes(NamedTuple):
    """Title of the chart and of its axes, with units."""

    title: str
    x: str
    y: str


def round_step(span: float, most: int) -> float:
    """1, 2 or 5 times a power of ten, so that at most that many steps fit into the span."""
    least = span / most
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))


def ticks(top: float, most: int) -> list[float]:
    """Round values from zero to the first one that is not below `top`."""
    step = round_step(top if top > 0 else 1.0, most)
    return [step * index for index in range(math.ceil(max(top, step) / step - 1e-9) + 1)]


def thinned(line: Line) -> Points:
    """The known points, as few as can be seen; of each group the highest, so that peaks stay."""
    known = [(x, y) for x, y in zip(line.x, line.y, strict=True) if y is not None]
    group = max(1, math.ceil(len(known) / MOST_POINTS))
    groups = [known[start : start + group] for start in range(0, len(known), group)]
    return [max(points, key=lambda point: point[1]) for points in groups]


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """The same heights, moved down where two are closer than `gap`; in the given order."""
    placed = [0.0] * len(heights)
    above = -math.inf
    for index in sorted(range(len(heights)), key=lambda i: heights[i]):
        above = placed[index] = max(heights[index], above + gap)
    return placed


def svg(axes: Axes, lines: Sequence[Line]) -> str:
    """The chart. The vertical axis begins at zero."""
    drawn = {line.name: points for line in lines if (points := thinned(line))}
    if not drawn:
        raise ValueError("no line has a point")
    scale = _Scale(list(drawn.values()))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="13" fill="#222">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_titles(axes),
        *_grid(scale),
        *_curves(drawn, scale),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scale:
    """From values to places in the picture."""

    def __init__(self, curves: list[Points]) -> None:
        self.x_ticks = ticks(max(x for points in curves for x, _ in points), 8)
        self.y_ticks = ticks(max(y for points in curves for _, y in points), 6)

    def x(self, value: float) -> float:
        return LEFT + ACROSS * value / self.x_ticks[-1]

    def y(self, value: float) -> float:
        return TOP + DOWN * (1 - value / self.y_ticks[-1])


def _titles(axes: Axes) -> list[str]:
    return [
        _text(LEFT, 24, axes.title, 'font-size="15" font-weight="bold"'),
        _text(LEFT + ACROSS / 2, HEIGHT - 12, axes.x, 'text-anchor="middle"'),
        f'<text transform="translate(16 {TOP + DOWN / 2:.0f}) rotate(-90)"'
        f' text-anchor="middle">{escape(axes.y)}</text>',
    ]


def _grid(scale: _Scale) -> list[str]:
    right, bottom = LEFT + ACROSS, TOP + DOWN
    parts = []
    for value in scale.y_ticks:
        y = scale.y(value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{value:g}", 'text-anchor="end"'))
    for value in scale.x_ticks:
        x = scale.x(value)
        parts.append(f'<path d="M{x:.1f} {bottom}v5" stroke="#222"/>')
        parts.append(_text(x, bottom + 20, f"{value:g}", 'text-anchor="middle"'))
    return [*parts, f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#222"/>']


def _curves(drawn: dict[str, Points], scale: _Scale) -> list[str]:
    labels = spread([scale.y(points[-1][1]) for points in drawn.values()], LABEL_GAP)
    parts = []
    for (name, points), label_y, colour in zip(drawn.items(), labels, COLOURS, strict=False):
        path = " ".join(f"{scale.x(x):.1f},{scale.y(y):.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        end_x, end_y = points[-1]
        text = f"{name} {end_y:.0f}"
        parts.append(_text(scale.x(end_x) + 8, label_y + 4, text, f'fill="{colour}"'))
    return parts


def _text(x: float, y: float, text: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text)}</text>'
