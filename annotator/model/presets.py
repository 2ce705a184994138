"""Two ready answers to "how sure must a suggestion be before I see it?": least scores in [0, 1]."""

from __future__ import annotations

BROAD = 0.3
"""Keeps what is more often useful than not: what scores less is not suggested unless asked for."""

CAUTIOUS = 0.7
"""Keeps only what is nearly always right: fewer suggestions, few of which have to be rejected."""
