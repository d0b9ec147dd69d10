"""Turns PyTorch ResNet checkpoints into model packages of the Healthcare AI Backend."""

__version__ = "0.1.0"
