"""Actors: names and their kinds, nouns that stand for somebody, pronouns, and whom they mean."""

from annotator.preannotate.actors.component import FACTORY
from annotator.preannotate.spans import ACTORS as EXTENSION
from annotator.preannotate.spans import OTHERS

__all__ = ["EXTENSION", "FACTORY", "OTHERS"]
