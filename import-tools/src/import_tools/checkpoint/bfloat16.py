"""bfloat16, which NumPy does not have: the upper half of a float32."""

from __future__ import annotations

import numpy as np


def to_float32(bits: np.ndarray) -> np.ndarray:
    """Widens bfloat16 bits, given as uint16, to float32 without loss."""
    return (bits.astype(np.uint32) << np.uint32(16)).view(np.float32)
