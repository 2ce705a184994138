"""What the supervisor's report says: who is how far, how well they agree, and where they do not."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.project.team import Progress
from annotator.review.agreement.results import Confusion, Drift, Figure, Measure, Point
from annotator.review.scores import Subject


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """The figures of one label, link or attribute, one for each of :attr:`Report.measures`.

    None where a measure is not for it.
    """

    subject: Subject
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class LowArticle:
    article_id: int
    title: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """``about`` says of what and when, ``how`` how the figures were made.

    ``why_none`` says why there is no agreement; then all that follows from one is empty.  ``unused`` are the
    subjects of which nobody said anything.  ``drifts`` are named.  ``lowest`` are the articles on which they
    agree least, the worst first.
    """

    project: str
    about: str
    people: tuple[Progress, ...]
    why_none: str = ""
    how: str = ""
    measures: tuple[Measure, ...] = ()
    lines: tuple[AgreementLine, ...] = ()
    unused: tuple[Subject, ...] = ()
    over_time: tuple[Point, ...] = ()
    drifts: tuple[tuple[str, Drift], ...] = ()
    confusion: Confusion | None = None
    lowest: tuple[LowArticle, ...] = ()
    lowest_measure: Measure = "f1_overlapping"
