"""Trains a residual network on labelled films. Needs the extra ``[torch]``.

``recipe``, ``schedule``, ``metrics`` and ``history`` are free of PyTorch; the others import it.
"""
