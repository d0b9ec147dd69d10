"""A drawn chest film: looks like a frontal radiograph, shows nobody, carries no text.

Attenuations of simple shapes are added along the beam, as in a radiograph, and shown bright where
little of it comes through. Coordinates: ``x`` from -1 (left edge of the picture, the patient's
right side) to 1, ``y`` from 0 (top) to 1, whatever the picture's size. Only operations that IEEE
754 rounds exactly are used, so one size and seed give the same pixels everywhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from import_tools.errors import ImportToolsError
from import_tools.patterns import uniform_noise

MIN_SIZE, MAX_SIZE = 64, 4096

#: Half width of the body at heights 0..1; the shoulders reach beyond the picture.
_BODY_AT = (0.0, 0.04, 0.09, 0.15, 0.22, 0.36, 0.55, 0.75, 1.0)
_BODY_HALF_WIDTH = (0.23, 0.24, 0.36, 0.76, 1.08, 1.06, 0.94, 0.90, 0.92)
#: Half width of the rib cage, from the apex of the lungs down.
_CAGE_AT = (0.10, 0.13, 0.18, 0.26, 0.38, 0.55, 0.72, 0.88, 1.0)
_CAGE_HALF_WIDTH = (0.14, 0.30, 0.43, 0.54, 0.63, 0.69, 0.73, 0.75, 0.75)


def draw(size: int = 1024, seed: int = 1) -> np.ndarray:
    """A square uint8 film. The seed varies heart, lungs, vessels, ribs and noise a little."""
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise ImportToolsError(f"the size must be {MIN_SIZE} to {MAX_SIZE} pixels, not {size}")
    return _Phantom(size, seed).film()


def write(path: Path, size: int = 1024, seed: int = 1) -> None:
    """Draws a film into a PNG file that says it is synthetic in its text."""
    text = PngInfo()
    text.add_text("Description", "Synthetic chest phantom drawn by import-tools; shows nobody.")
    image = Image.fromarray(draw(size, seed))
    try:
        image.save(path, "PNG", optimize=True, pnginfo=text)
    except OSError as e:
        raise ImportToolsError(f"cannot write {path}: {e.strerror or e}") from e


class _Phantom:
    """The shapes of one film; each method returns an attenuation map, size x size, float64."""

    def __init__(self, size: int, seed: int) -> None:
        self._size = size
        self._seed = seed
        axis = (np.arange(size) + 0.5) / size
        self._y = np.repeat(axis[:, None], size, axis=1)
        self._x = np.repeat(2 * axis[None, :] - 1, size, axis=0)
        self._vary = uniform_noise(4, 16, seed) - 0.5
        self._cage = np.interp(axis, _CAGE_AT, _CAGE_HALF_WIDTH)[:, None]

    def film(self) -> np.ndarray:
        heart = self._heart()
        lungs = self._lungs() * (1 - 0.80 * heart)
        attenuation = (
            self._body() * (1 - 0.70 * lungs)
            + 0.24 * self._mediastinum()
            + 0.14 * heart
            + 0.22 * self._bones()
            + 0.17 * self._vessels() * lungs
        )
        return self._developed(attenuation)

    def _body(self) -> np.ndarray:
        half_width = np.interp(self._y[:, 0], _BODY_AT, _BODY_HALF_WIDTH)[:, None]
        half_width = _box_blur(half_width, max(1, self._size // 24), axis=0)
        thickness = np.sqrt(np.clip(1 - (self._x / half_width) ** 2, 0, 1))
        belly = 0.30 * _step(self._y, 0.72, 0.95)
        bubble = 0.20 * self._ellipse((0.40, 0.90), (0.17, 0.055), 0.9)
        return np.sqrt(thickness) * (0.50 + 0.22 * thickness + belly) - bubble

    def _lungs(self) -> np.ndarray:
        """Share of air along the beam, 0..1."""
        return np.maximum(self._lung(-1), self._lung(1))

    def _lung(self, side: int) -> np.ndarray:
        across = side * self._x
        outer = _step(self._cage - 0.015 - across, 0.0, 0.10)
        inner_edge = 0.12 + 0.05 * _step(self._y, 0.35, 0.75)
        inner = _step(across - inner_edge, 0.0, 0.05)
        apex_distance = ((across - 0.29) / 0.36) ** 2
        apex = _step(self._y - 0.115 - 0.10 * apex_distance, 0.0, 0.07)
        base = _step(self._diaphragm(side) - self._y, 0.0, 0.012)
        return outer * inner * apex * base * (0.86 + 0.14 * _step(self._y, 0.15, 0.5))

    def _diaphragm(self, side: int) -> np.ndarray:
        """Height of the dome: the patient's right one stands higher."""
        top = (0.755 if side < 0 else 0.785) + 0.02 * self._vary[0, 0]
        centre = 0.36
        across = side * self._x - centre
        return top + np.where(across > 0, 1.10, 0.45) * across**2

    def _mediastinum(self) -> np.ndarray:
        width = 0.115 + 0.045 * _step(self._y, 0.2, 0.5)
        band = _step(width - np.abs(self._x), -0.03, 0.06)
        knob = self._ellipse((0.13, 0.305), (0.075, 0.048), 0.35)
        trachea = _step(0.038 - np.abs(self._x + 0.01), 0.0, 0.02) * _step(0.36 - self._y, 0, 0.06)
        return band + 0.8 * knob - 0.55 * trachea

    def _heart(self) -> np.ndarray:
        grown = 1 + 0.16 * self._vary[0, 1]
        left = self._ellipse((0.14, 0.635), (0.30 * grown, 0.165), 0.16, tilt=0.22)
        right = self._ellipse((-0.07, 0.62), (0.165, 0.125), 0.22)
        under = 0.35 * _step(self._y, 0.76, 0.82)
        return np.maximum(left, right) * (1 - under)

    def _bones(self) -> np.ndarray:
        return self._spine() + self._ribs() + self._clavicles() + self._shoulders()

    def _spine(self) -> np.ndarray:
        phase = np.abs((self._y * (19.5 - 5.0 * self._y)) % 1.0 - 0.5)
        waist = 0.012 * _step(0.5 - phase, 0.0, 0.4)
        column = _step(0.074 + 0.012 * self._y - waist - np.abs(self._x), 0.0, 0.03)
        disc = _step(phase, 0.36, 0.49)
        processes = _step(0.016 - np.abs(self._x), 0.0, 0.014) * _step(0.3 - phase, 0.0, 0.2)
        deep = 1 - 0.5 * _step(self._y, 0.6, 0.95)
        return deep * (column * (0.65 - 0.45 * disc) + 0.25 * processes)

    def _ribs(self) -> np.ndarray:
        total = np.zeros_like(self._x)
        for number in range(10):
            for side in (-1, 1):
                total = total + self._rib(number, side)
        return total

    def _rib(self, number: int, side: int) -> np.ndarray:
        """A posterior rib from the spine outwards, and the anterior rib that comes back lower."""
        wobble = 0.008 * self._vary[1 + (side > 0), number]
        root = 0.125 + 0.066 * number + wobble
        across = side * self._x
        reach = self._cage + 0.012
        fall = 0.10 + 0.020 * number
        lateral = np.interp(root + 0.1, _CAGE_AT, _CAGE_HALF_WIDTH)
        height = root - 0.07 * across + (0.24 + fall) * across**2
        posterior = _bone(self._y - height, 0.0135, 0.10 + 1.1 * fall * across)
        posterior = posterior * _step(across, 0.05, 0.09) * _step(reach - across, 0.0, 0.02)
        back = lateral - across
        front_height = (
            root - 0.07 * lateral + (0.24 + fall) * lateral**2 + 0.36 * back - 0.1 * back**2
        )
        anterior = _bone(self._y - front_height, 0.017, 0.3)
        visible = _step(across, 0.26, 0.42) * _step(reach - across, 0.0, 0.03)
        weight = 0.55 if 1 <= number < 7 else 0.0
        tangential = 1 + 1.3 * _step(across - self._cage, -0.10, 0.0)
        return (0.75 * posterior + weight * anterior * visible) * tangential

    def _clavicles(self) -> np.ndarray:
        total = np.zeros_like(self._x)
        for side in (-1, 1):
            across = side * self._x
            height = 0.205 - 0.30 * across + 0.38 * across**2 + 0.01 * self._vary[3, int(side > 0)]
            ends = _step(across, 0.06, 0.09) * _step(0.66 - across, 0.0, 0.04)
            total = total + 1.2 * _bone(self._y - height, 0.015 + 0.006 * across, 0.2) * ends
        return total

    def _shoulders(self) -> np.ndarray:
        """Shoulder blades and the heads of the upper arms."""
        total = np.zeros_like(self._x)
        for side in (-1, 1):
            across = side * self._x
            border = 0.60 + 0.22 * (self._y - 0.30) + 0.9 * (self._y - 0.36) ** 2
            blade = _step(across - border, 0.0, 0.02) * _step(border + 0.20 - across, 0.0, 0.10)
            blade = blade * _step(self._y, 0.18, 0.24) * _step(0.48 - self._y, 0.0, 0.12)
            head = self._ellipse((side * 0.90, 0.235), (0.115, 0.055), 0.35)
            shaft = _step(0.07 - np.abs(across - 0.96), 0.0, 0.06) * _step(self._y, 0.23, 0.27)
            total = total + 0.35 * blade + 0.8 * np.maximum(head, 0.8 * shaft)
        return total

    def _vessels(self) -> np.ndarray:
        """Branches that leave the hila, thinner outwards, over a faint cloud."""
        total = np.zeros_like(self._x)
        angles = uniform_noise(2, 22, self._seed + 7)
        for side in (-1, 1):
            for number, share in enumerate(angles[(side + 1) // 2]):
                total = np.maximum(total, self._vessel(side, number, share))
        hila = sum(self._ellipse((side * 0.19, 0.44), (0.10, 0.10), 1.0) for side in (-1, 1))
        cloud = _box_blur(uniform_noise(self._size, self._size, self._seed + 3), self._size // 40)
        return total + 0.9 * hila + 2.5 * (cloud - 0.5)

    def _vessel(self, side: int, number: int, share: float) -> np.ndarray:
        slope = -1.3 + 3.0 * (number + share) / 22
        across = side * self._x - 0.15 - 0.07 * share
        length = 0.20 + 0.32 * ((share * 7.0 + 0.37 * number) % 1.0)
        bend = (share - 0.5) * 3.0
        start = 0.44 + 0.05 * slope
        distance = np.abs(self._y - start - across * (slope + bend * across) * 0.55)
        steepness = np.sqrt(1 + slope * slope * 0.3)
        width = 0.009 * np.clip(1 - across / length, 0, 1) + 0.0012
        strength = np.clip(1 - across / length, 0, 1) * _step(across, 0.0, 0.03)
        return strength * np.clip(1 - distance / (steepness * width), 0, 1)

    def _ellipse(
        self,
        centre: tuple[float, float],
        radii: tuple[float, float],
        soft: float,
        tilt: float = 0.0,
    ) -> np.ndarray:
        """1 inside, 0 outside, with an edge of ``soft`` times the radius. ``tilt`` shears down."""
        dx = (self._x - centre[0]) / radii[0]
        dy = (self._y - centre[1] - tilt * (self._x - centre[0])) / radii[1]
        return _step(1 - np.sqrt(dx * dx + dy * dy), 0.0, soft)

    def _developed(self, attenuation: np.ndarray) -> np.ndarray:
        """Scatter, film curve, grain; uint8."""
        blurred = _box_blur(_box_blur(attenuation, max(1, self._size // 400)), 1)
        scatter = _box_blur(blurred, self._size // 12)
        signal = 0.88 * blurred + 0.12 * scatter
        exposure = np.clip(signal, 0, None) / 1.28
        tone = exposure * np.sqrt(exposure)
        grain = sum(
            uniform_noise(self._size, self._size, self._seed * 100 + k) - 0.5 for k in range(3)
        )
        noisy = tone + grain * (0.012 + 0.012 * tone)
        return np.clip(np.rint(255 * (0.02 + 0.93 * noisy)), 0, 255).astype(np.uint8)


def _step(value: np.ndarray, start: float, end: float) -> np.ndarray:
    """0 up to ``start``, 1 from ``end``, a smooth cubic between."""
    t = np.clip((value - start) / (end - start), 0, 1)
    return t * t * (3 - 2 * t)


def _bone(distance: np.ndarray, half_width: float, slope: np.ndarray | float) -> np.ndarray:
    """A tube seen from the side: its walls (cortex) are brighter than its middle."""
    across = np.abs(distance) / (half_width * np.sqrt(1 + np.square(slope)))
    inside = _step(1 - across, 0.0, 0.25)
    return inside * (0.60 + 0.40 * np.clip(across, 0, 1) ** 2)


def _box_blur(picture: np.ndarray, radius: int, axis: int | None = None) -> np.ndarray:
    """Mean over 2 * radius + 1 pixels, along one axis or both, edges repeated."""
    if radius < 1:
        return picture
    for along in (0, 1) if axis is None else (axis,):
        pads = [(0, 0), (0, 0)]
        pads[along] = (radius + 1, radius)
        sums = np.cumsum(np.pad(picture, pads, mode="edge"), axis=along)
        window = 2 * radius + 1
        length = picture.shape[along]
        upper = np.take(sums, range(window, window + length), axis=along)
        picture = (upper - np.take(sums, range(length), axis=along)) / window
    return picture
