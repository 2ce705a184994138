"""Sentiment towards a mention: which words show whom well or badly, and who judges."""

from __future__ import annotations

from annotator.preannotate.sentiment.component import EXTENSION, FACTORY

__all__ = ["EXTENSION", "FACTORY"]
