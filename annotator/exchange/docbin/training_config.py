"""The ``config.cfg`` beside a training set: what ``spacy train`` is told.

It is spaCy's own template (``spacy init config``, on a CPU) for the components that have something to learn,
with the paths of the files beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.exchange.tagging import Layout

_LONG = 12
"""Tokens.  Beyond, trying every stretch of text costs more than to let span_finder propose some."""

_HOW = """\
# Train in this folder:  python -m spacy train config.cfg --output model
# Look at the set first: python -m spacy debug data config.cfg
"""
_NO_DEV = """\
# Nothing was set aside to score the model with: the articles were not divided.  The scores that are shown
# while it trains are on the very articles that it learns from, and say nothing about others.
"""


class Learned:
    """What there is to learn in the documents of the training part."""

    def __init__(self) -> None:
        self.flat = self.overlapping = 0
        self.longest = 1
        """Tokens of the longest span."""
        self.cats: set[str] = set()
        self.one_of_several = True
        """Whether each document has at most one cat that is true."""

    def see(self, placed: Layout, cats: Mapping[str, float]) -> None:
        """Count a document."""
        self.flat += len(placed.flat)
        self.overlapping += placed.overlapping
        lengths = (behind - first for each in placed.placed for first, behind in each.ranges)
        self.longest = max(self.longest, *lengths, 1)
        self.cats |= cats.keys()
        self.one_of_several &= sum(value > 0 for value in cats.values()) == bool(cats)

    @property
    def pipeline(self) -> list[str]:
        """``ner`` learns what stands beside each other; spans that overlap take ``spancat`` as well."""
        names = ["ner"] if self.flat or not self.cats else []
        if self.overlapping:
            names += ["span_finder", "spancat"] if self.longest > _LONG else ["spancat"]
        if self.cats:
            exclusive = self.one_of_several and len({cat.partition(": ")[0] for cat in self.cats}) == 1
            names.append("textcat" if exclusive and len(self.cats) > 1 else "textcat_multilabel")
        return names


def config_text(learned: Learned, language: str, *, divided: bool) -> str:
    """The whole file.

    :param divided: whether there is a ``dev.spacy``.
    """
    from spacy.cli.init_config import init_config

    pipeline = learned.pipeline
    config = init_config(lang=language, pipeline=pipeline, optimize="efficiency", gpu=False, silent=True)
    config["paths"] |= {"train": "train.spacy", "dev": "dev.spacy" if divided else "train.spacy"}
    components = config["components"]
    if "span_finder" in pipeline:
        components["span_finder"]["max_length"] = learned.longest
        components["spancat"]["suggester"] = {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": "sc"}
        config["training"]["annotating_components"] = ["span_finder"]
    elif "spancat" in pipeline:
        components["spancat"]["suggester"] = {
            "@misc": "spacy.ngram_range_suggester.v1",
            "min_size": 1,
            "max_size": learned.longest,
        }
    text: str = config.to_str()
    return _HOW + ("" if divided else _NO_DEV) + "\n" + text
