"""Checkpoint files to named NumPy arrays, without PyTorch and without running anything in them."""

from import_tools.checkpoint.reading import read_checkpoint

__all__ = ["read_checkpoint"]
