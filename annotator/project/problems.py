"""What the codebook demands and a layer lacks: a claim with no speaker, a sentiment without polarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from annotator.model.annotation import Annotation
from annotator.model.codebook import Attribute, Codebook
from annotator.model.link import Link
from annotator.project.queries import Queries

ProblemKind = Literal["link missing", "link too many", "answer missing", "answer wrong", "question", "label"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    ``annotation_id`` is None where it is about the article as a whole; then ``start`` is -1.
    ``name`` is the link, attribute, question or label it is about.
    """

    kind: ProblemKind
    article_id: int
    annotation_id: str | None
    name: str
    sentence: str
    quote: str = ""
    start: int = -1

    @property
    def place(self) -> tuple[int, str, str]:
        """Sorts by where it is in the article; what is about the whole comes first."""
        return self.start, self.annotation_id or "", self.name


def find(
    codebook: Codebook,
    article_id: int,
    annotations: Iterable[Annotation],
    links: Iterable[Link],
    answers: Mapping[str, Any],
    *,
    begun: bool = True,
) -> list[Problem]:
    """The problems of one layer on one article, in reading order.

    :param answers: about the article as a whole.
    :param begun: whether anything has been said of the article; before that no question is demanded.
    """
    linked = Counter((link.head_id, link.label) for link in links)
    found = [problem for annotation in annotations for problem in of_annotation(codebook, annotation, linked)]
    found += of_article(codebook, article_id, answers) if begun else ()
    return sorted(found, key=lambda problem: problem.place)


def of_article(codebook: Codebook, article_id: int, answers: Mapping[str, Any]) -> list[Problem]:
    """The questions about an article as a whole that must be answered and are not."""
    return [
        Problem(
            "question",
            article_id,
            None,
            question.name,
            f"“{question.name}” is not answered for this article",
        )
        for question in codebook.questions
        if question.required and answers.get(question.name) is None
    ]


def in_article(queries: Queries, article_id: int) -> list[Problem]:
    """The problems of the annotator's own layer on one article."""
    own = queries.layer
    if own is None:
        return []
    annotations = queries.annotations(article_id, own.id)
    links = queries.links(article_id, own.id)
    answers, begun = answers_on(queries, article_id)
    begun = begun or bool(annotations)
    return find(queries.codebook, article_id, annotations, links, answers, begun=begun)


def answers_on(queries: Queries, article_id: int) -> tuple[Mapping[str, Any], bool]:
    """The annotator's answers about an article, and whether they have said or answered anything of it."""
    own = queries.layer
    state = queries.stored_states(own.id).get(article_id) if own else None
    answers, note = queries.article_answers(article_id)
    return answers, bool(answers or note or state not in (None, "to do"))


def in_project(queries: Queries) -> Iterator[tuple[int, list[Problem]]]:
    """``(article id, problems)`` of every article that the annotator has begun and that has some."""
    own = queries.layer
    begun = queries.states(own.id) if own else {}
    for article_id in queries.article_ids():
        if article_id in begun and (found := in_article(queries, article_id)):
            yield article_id, found


def of_annotation(
    codebook: Codebook, annotation: Annotation, linked: Mapping[tuple[str, str], int]
) -> Iterator[Problem]:
    """The problems of one annotation.

    :param linked: how many links there are by the id of their head and their name.
    """

    def problem(kind: ProblemKind, name: str, sentence: str) -> Problem:
        return Problem(
            kind, annotation.article_id, annotation.id, name, sentence, annotation.quote, annotation.start
        )

    label = codebook.label(annotation.label)
    if label is None:
        yield problem("label", annotation.label, f"The codebook has no label “{annotation.label}”")
        return
    for attribute in label.attributes:
        trouble = _trouble_with(attribute, annotation.attributes.get(attribute.name))
        if trouble is not None:
            yield problem(trouble[0], attribute.name, f"{label.name}: {trouble[1]}")
    for kind in codebook.links:
        if label.name not in kind.heads:
            continue
        number = linked.get((annotation.id, kind.name), 0)
        if kind.required and not number:
            yield problem("link missing", kind.name, f"{label.name} without {kind.name}")
        if kind.single and number > 1:
            yield problem("link too many", kind.name, f"{label.name} with {number} × {kind.name}: keep one")


def _trouble_with(attribute: Attribute, value: Any) -> tuple[ProblemKind, str] | None:
    if value is None:
        return ("answer missing", f"“{attribute.name}” is not answered") if attribute.required else None
    wrong = attribute.problem_with(value)
    return ("answer wrong", wrong.rstrip(".")) if wrong else None
