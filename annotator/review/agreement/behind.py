"""What is behind a figure: the annotations, links and answers of two layers, article by article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from annotator.model.annotation import Annotation
from annotator.model.layer import Layer
from annotator.project.queries import Queries
from annotator.review.agreement.agreement import Agreement
from annotator.review.agreement.computing import AgreementCancelledError
from annotator.review.agreement.results import ALL_TOGETHER, Between, Measure, Pair
from annotator.review.matching import How, match
from annotator.review.scores import Outcome, Said, Subject, Verdict, outcomes

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing that two layers say together, differently, or only one of them.

    ``one`` and ``other`` are the layers' places; ``outcome.a`` is of ``one``.
    """

    article: int
    one: int
    other: int
    outcome: Outcome


def behind(
    queries: Queries,
    agreement: Agreement,
    subject: Subject,
    between: Between = ALL_TOGETHER,
    *,
    measure: Measure = "f1_overlapping",
    verdicts: Collection[Verdict] = ("both", "only a", "only b", "differ"),
    articles: Collection[int] | None = None,
    cancelled: Cancelled = lambda: False,
) -> Iterator[Behind]:
    """The single things of which a figure is made, by article and pair of layers.

    Of measures on tokens and characters they are the annotations that cover them.

    :param subject: one without a name stands for all labels, or all links.
    :param articles: only these; None: all that count.
    :raises AgreementCancelledError: if ``cancelled`` said so.
    """
    how: How = "exact" if measure == "f1_exact" else "overlapping"
    for article, pair, a, b in _sides(queries, agreement, between, articles, cancelled):
        for outcome in outcomes(a, b, how):
            about = outcome.subject if subject.name else Subject(outcome.subject.kind)
            if about == subject and outcome.verdict in verdicts:
                yield Behind(article, pair.one, pair.other, outcome)


def behind_confusion(
    queries: Queries,
    agreement: Agreement,
    one: str | None,
    other: str | None,
    between: Between = ALL_TOGETHER,
    *,
    articles: Collection[int] | None = None,
    cancelled: Cancelled = lambda: False,
) -> Iterator[Behind]:
    """The annotations behind a cell of :meth:`Agreement.confusion`; None stands for nothing.

    Of all layers together both ``one`` beside ``other`` and the other way round.

    :raises AgreementCancelledError: if ``cancelled`` said so.
    """
    subject = Subject("label", one or other or "")
    for article, pair, a, b in _sides(queries, agreement, between, articles, cancelled):
        found = match(a.annotations, b.annotations, same_label=False)
        couples: list[tuple[Annotation | None, Annotation | None]] = [*found.pairs]
        couples += [(x, None) for x in found.only_a]
        couples += [(None, y) for y in found.only_b]
        turned = between.one is not None and pair.one != between.one
        for x, y in couples:
            labels = (x.label if x else None, y.label if y else None)
            wanted = {(one, other), (other, one)} if between.one is None else {(one, other)}
            if (labels[::-1] if turned else labels) in wanted:
                verdict: Verdict = "only b" if x is None else "only a" if y is None else "differ"
                same = one == other
                yield Behind(
                    article, pair.one, pair.other, Outcome(subject, "both" if same else verdict, x, y)
                )


# -- inside


def _sides(
    queries: Queries,
    agreement: Agreement,
    between: Between,
    articles: Collection[int] | None,
    cancelled: Cancelled,
) -> Iterator[tuple[int, Pair, Said, Said]]:
    """Article by article, what the two layers of each pair say."""
    frame = agreement.frame
    pairs = [frame.pairs[number] for number in frame.pairs_of(between)]
    counting = [(pair, frozenset(pair.articles)) for pair in pairs]
    for article in frame.articles:
        if articles is not None and article not in articles:
            continue
        said: dict[int, Said] = {}
        for pair, theirs in counting:
            if article not in theirs:
                continue
            if cancelled():
                raise AgreementCancelledError
            for place in (pair.one, pair.other):
                if place not in said:
                    said[place] = _said(queries, article, frame.layers[place], agreement)
            yield article, pair, said[pair.one], said[pair.other]


def _said(queries: Queries, article: int, layer: Layer, agreement: Agreement) -> Said:
    """An actor counts as the one it was merged into."""
    actors = agreement.vocabulary.actors
    annotations = [
        replace(each, actor_id=actors.get(each.actor_id, each.actor_id)) if each.actor_id else each
        for each in queries.annotations(article, layer.id)
    ]
    return Said(tuple(annotations), tuple(queries.links(article, layer.id)))
