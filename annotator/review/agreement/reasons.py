"""Why a figure is undefined, as the end of a sentence that begins “undefined, because”."""

from __future__ import annotations

from typing import NamedTuple

from annotator.review.agreement.answering import scale_of
from annotator.review.agreement.reading import Vocabulary
from annotator.review.agreement.results import Between, Frame, Measure
from annotator.review.scores import Subject

ONE_ARTICLE = "it takes two articles to resample"
"""Why there is no interval."""


class Asked(NamedTuple):
    """Between whom, and over which articles, those that count."""

    frame: Frame
    vocabulary: Vocabulary
    between: Between
    articles: tuple[int, ...]


def undefined(asked: Asked, measure: Measure, subject: Subject, said: float) -> str:
    """Why a figure has no value.

    :param said: how many annotations, links or couples of answers there are.
    """
    if not asked.articles:
        return _no_article(asked)
    if subject.kind == "attribute":
        return _of_attribute(asked, measure, subject, said)
    if not said:
        what = subject.said if subject.name or subject.kind == "link" else "annotation"
        return f"{_who(asked, 'has')} any {what} in {_where(asked)}"
    worked = asked.frame.counted.worked
    if measure == "fleiss" and not any(
        all(article in layer.articles for layer in worked) for article in asked.articles
    ):
        return f"no article was done by all {len(asked.frame.layers)} layers"
    return "there is no variation: every layer says the same of every token"


def _of_attribute(asked: Asked, measure: Measure, subject: Subject, said: float) -> str:
    if not said:
        return f"there is no paired {subject.name} of which both have answered {subject.attribute}"
    slot = subject.name, subject.attribute
    if measure == "weighted_kappa" and scale_of(asked.vocabulary, slot) == "nominal":
        return f"the answers to {subject.attribute} have no order"
    return f"there is no variation: all answers to {subject.attribute} are the same"


def _no_article(asked: Asked) -> str:
    frame, (one, other) = asked.frame, asked.between
    if one is not None and other is not None:
        a, b = (frame.layers[place].name for place in (one, other))
        if hidden := frame.pair(one, other).hidden:
            return f"what was said about {_articles(hidden)} is hidden until your own work there is done"
        return f"there is no article on which both {a} and {b} have worked"
    if frame.counted.hidden:
        number = len(frame.counted.hidden)
        return f"what was said about {_articles(number)} is hidden until your own work there is done"
    if one is not None:
        return f"there is no article on which both {frame.layers[one].name} and another have worked"
    return "there is no article on which two of the layers have worked"


def _who(asked: Asked, verb: str) -> str:
    one, other = asked.between
    if one is None:
        return f"none of the layers {verb}"
    if other is None:
        return f"neither {asked.frame.layers[one].name} nor another {verb}"
    a, b = (asked.frame.layers[place].name for place in (one, other))
    return f"neither {a} nor {b} {verb}"


def _where(asked: Asked) -> str:
    return "this article" if len(asked.articles) == 1 else f"these {len(asked.articles)} articles"


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"
