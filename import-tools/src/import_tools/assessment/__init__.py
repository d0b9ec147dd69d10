"""How good a model's answers are: measures with intervals, curves, subgroups, and a report.

Nothing here runs a network (``sources`` does): all takes labels and probabilities.
"""
