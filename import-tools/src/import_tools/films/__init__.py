"""Labelled films: where they lie, whose they are, which split they belong to, their pixels."""
