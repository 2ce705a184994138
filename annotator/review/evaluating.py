"""Evaluates one layer against another over a project, article by article; finds what is behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from annotator.model.annotation import Annotation
from annotator.model.decision import Decision
from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.project.worked_on import WorkedOn, decided_articles, worked_on
from annotator.review.matching import How
from annotator.review.reliability import Reliability, bin_of
from annotator.review.scores import Counts, Outcome, Said, Scores, Subject, Verdict, add, outcomes, tally
from annotator.review.stopping import StoppedError

Progress = Callable[[int, int], None]
"""Called with ``(articles done, articles in all)``."""

Cancelled = Callable[[], bool]
"""Asked between two articles; true ends the work."""

HOWS: tuple[How, ...] = get_args(How)


class EvaluationCancelledError(StoppedError):
    """The person ended it."""

    def __init__(self) -> None:
        super().__init__("The scores were stopped before they were ready: ask for them again.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be evaluated.

    ``least_score`` leaves out a model's suggestions that score less; those without a score stay.
    ``labels`` and ``articles``: only these; empty: all.  ``all_states``: see
    :func:`annotator.project.worked_on.worked_on`.
    """

    layer: Layer
    against: Layer
    least_score: float = 0.0
    labels: frozenset[str] = frozenset()
    articles: frozenset[int] = frozenset()
    all_states: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Which articles count, and why: those on which both have worked and which the annotator may see.

    ``in_all`` is how many were asked for, ``hidden`` how many would count if the project were not blind.
    """

    articles: tuple[int, ...]
    in_all: int
    layer: WorkedOn
    against: WorkedOn
    hidden: int = 0

    @property
    def not_done(self) -> int:
        """Articles that would count as well if it were enough to have begun."""
        return len(self.layer.begun & self.against.begun) - len(self.layer.articles & self.against.articles)


@dataclass(slots=True)
class Evaluation:
    """``totals`` add up ``by_article``, whose keys are the counted articles in which there is anything.

    ``decided_by`` is the layer whose decisions stand in ``reliability``; None where the evaluated layer is
    not a model's or nobody's decisions can be meant.
    """

    question: Question
    counted: Counted
    totals: dict[How, Scores] = field(default_factory=lambda: {how: {} for how in HOWS})
    by_article: dict[How, dict[int, Scores]] = field(default_factory=lambda: {how: {} for how in HOWS})
    decided_by: Layer | None = None
    reliability: Reliability = field(default_factory=Reliability)


def evaluate(
    queries: Queries,
    question: Question,
    *,
    progress: Progress = lambda _done, _in_all: None,
    cancelled: Cancelled = lambda: False,
) -> Evaluation:
    """Compare two layers on all articles on which both have worked.

    Holds one article at a time; what grows with the project is only its few counts.

    :raises EvaluationCancelledError: if ``cancelled`` said so.
    """
    found = Evaluation(question, counted(queries, question))
    articles = found.counted.articles
    found.decided_by = deciding(queries, question)
    decided = decided_on(queries, question, found.decided_by)
    in_all = len(articles) + len(decided)
    known: dict[Subject | Counts, Any] = {}
    for done, article_id in enumerate(articles):
        progress(done, in_all)
        for how, some in _outcomes(queries, question, article_id, HOWS, cancelled):
            # All of them are kept, and most are the same as others: one of each is enough.
            scores: Scores = {
                known.setdefault(subject, subject): known.setdefault(counts, counts)
                for subject, counts in tally(some).items()
            }
            add(found.totals[how], scores)
            if scores:
                found.by_article[how][article_id] = scores
    for done, decision in _decisions(queries, question, found.decided_by, decided, cancelled):
        progress(len(articles) + done, in_all)
        found.reliability.add(decision)
    progress(in_all, in_all)
    return found


def counted(queries: Queries, question: Question) -> Counted:
    """The articles on which both layers have worked.

    :raises UserError: if an article was asked for that is not there.
    """
    asked = [queries.article(article).id for article in sorted(question.articles)] or queries.article_ids()
    wanted: frozenset[int] = frozenset(asked)
    layers = (question.layer, question.against)
    sides = [worked_on(queries, layer, all_states=question.all_states) for layer in layers]
    worked = sides[0].articles & sides[1].articles & wanted
    for seen in map(queries.seen_articles, layers):
        wanted = wanted if seen is None else wanted & seen
    layer, against = (
        replace(side, articles=side.articles & wanted, begun=side.begun & wanted) for side in sides
    )
    both = layer.articles & against.articles
    articles = tuple(article for article in asked if article in both)
    return Counted(articles, len(asked), layer, against, len(worked - wanted))


def deciding(queries: Queries, question: Question) -> Layer | None:
    """Whose decisions tell how reliable the scores are: those of the person against whom a model is
    evaluated, else those of the current annotator."""
    if question.layer.kind != "model":
        return None
    return question.against if question.against.kind == "person" else queries.layer


def decided_on(queries: Queries, question: Question, by: Layer | None) -> list[int]:
    """The articles asked for on which somebody has decided on suggestions, and the annotator may see it."""
    if by is None:
        return []
    seen = queries.seen_articles(by)
    return [
        article
        for article in sorted(decided_articles(queries, by))
        if (not question.articles or article in question.articles) and (seen is None or article in seen)
    ]


# -- behind a figure


def behind(
    queries: Queries,
    question: Question,
    articles: Iterable[int],
    how: How,
    subject: Subject,
    verdicts: Collection[Verdict],
    *,
    cancelled: Cancelled = lambda: False,
) -> Iterator[Outcome]:
    """The single things of which a figure is made, by article.

    :param subject: one without a name stands for all labels, or all links.
    :raises EvaluationCancelledError: if ``cancelled`` said so.
    """
    for article_id in articles:
        for _how, some in _outcomes(queries, question, article_id, (how,), cancelled):
            for outcome in some:
                about = outcome.subject if subject.name else Subject(outcome.subject.kind)
                if about == subject and outcome.verdict in verdicts:
                    yield outcome


def behind_bin(
    queries: Queries, question: Question, number: int, *, cancelled: Cancelled = lambda: False
) -> Iterator[Decision]:
    """The decisions in one bin of the reliability, by article."""
    by = deciding(queries, question)
    articles = decided_on(queries, question, by)
    for _done, decision in _decisions(queries, question, by, articles, cancelled):
        if decision.score is not None and bin_of(decision.score) == number:
            yield decision


# -- inside


def _outcomes(
    queries: Queries, question: Question, article_id: int, hows: Iterable[How], cancelled: Cancelled
) -> Iterator[tuple[How, list[Outcome]]]:
    if cancelled():
        raise EvaluationCancelledError
    a, b = (_said(queries, question, article_id, layer) for layer in (question.layer, question.against))
    for how in hows:
        yield how, list(outcomes(a, b, how))


def _said(queries: Queries, question: Question, article_id: int, layer: Layer) -> Said:
    annotations = queries.annotations(article_id, layer.id)
    if question.labels or (question.least_score and layer.kind == "model"):
        annotations = [each for each in annotations if _counts(question, layer, each)]
    if not annotations:
        return Said((), ())
    there = {annotation.id for annotation in annotations}
    links = queries.links(article_id, layer.id)
    return Said(
        tuple(annotations),
        tuple(link for link in links if link.head_id in there and link.child_id in there),
    )


def _counts(question: Question, layer: Layer, annotation: Annotation) -> bool:
    if question.labels and annotation.label not in question.labels:
        return False
    return layer.kind != "model" or annotation.score is None or annotation.score >= question.least_score


def _decisions(
    queries: Queries, question: Question, by: Layer | None, articles: Iterable[int], cancelled: Cancelled
) -> Iterator[tuple[int, Decision]]:
    """``(articles looked through before, decision)`` on the suggestions of the evaluated model."""
    if by is None:
        return
    for done, article_id in enumerate(articles):
        if cancelled():
            raise EvaluationCancelledError
        for decision in queries.decisions(article_id, by.id):
            if decision.model_layer_id == question.layer.id and (
                not question.labels or decision.label in question.labels
            ):
                yield done, decision
