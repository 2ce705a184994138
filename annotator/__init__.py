"""Annotator: highlight actors, claims and sentiment in news articles."""

__version__ = "0.1.0"
