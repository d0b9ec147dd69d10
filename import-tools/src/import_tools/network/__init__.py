"""Residual networks (He et al. 2015) as lists of layers, and what can be computed with them."""
