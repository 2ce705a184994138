"""A record as spaCy's documents say it: ents, span groups, cats, and all the rest in the user data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.exchange.carried import link_values, meta_values, span_values
from annotator.exchange.docbin.tokenizing import document
from annotator.exchange.tagging import Layout, Placed
from annotator.model.codebook import Attribute, Codebook
from annotator.model.record import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

SPANS = "sc"
"""The group that spancat and span_finder learn from where nothing else is said."""
SUGGESTIONS, REJECTED = "suggestions", "rejected"

CARRIED = "annotator"
"""Key in ``doc.user_data``."""


def doc_of(record: Record, layout: Layout, language: str, codebook: Codebook) -> Doc:
    """The document of a record.

    Each annotation has the same number as ``ent.id_`` and ``span.id_``, and in the user data: the segments of
    one annotation are spans of one number.  ``kb_id_`` is the Wikidata id of the actor that a mention means.
    """
    doc = document(record.article.text, layout.tokens, language)
    numbers = {a.id: str(number) for number, a in enumerate(record.annotations, 1)}

    def spans(placed: Placed) -> list[Span]:
        from spacy.tokens import Span

        annotation = placed.annotation
        actor = record.actor(annotation)
        named = {"kb_id": actor.wikidata if actor is not None else "", "span_id": numbers[annotation.id]}
        return [Span(doc, *tokens, label=annotation.label, **named) for tokens in placed.ranges]

    found = {each.annotation.id: spans(each) for each in (*layout.placed, *layout.offered)}
    if record.answered:
        learned = [(each.annotation.id, span) for each in layout.placed for span in found[each.annotation.id]]
        doc.set_ents([span for key, span in learned if key in layout.flat])
        doc.spans[SPANS] = [span for _, span in learned]
    groups: dict[str, list[Span]] = {SUGGESTIONS: [], REJECTED: []}
    for each in layout.offered:
        rejected = record.verdicts.get(each.annotation.id) == "rejected"
        groups[REJECTED if rejected else SUGGESTIONS] += found[each.annotation.id]
    for name, group in groups.items():
        if group:
            doc.spans[name] = group
    doc.cats = cats_of(record.answers, codebook)
    doc.user_data[CARRIED] = _carried(record, layout, numbers)
    return doc


def _carried(record: Record, layout: Layout, numbers: Mapping[str, str]) -> dict[str, Any]:
    tokens = {each.annotation.id: [list(pair) for pair in each.ranges] for each in layout.placed}
    return {
        "annotator": record.annotator,
        "meta": meta_values(record),
        "spans": [
            {"number": numbers[a.id], **span_values(a, record), "tokens": tokens.get(a.id, [])}
            for a in record.annotations
        ],
        "relations": link_values(record),
        "answers": dict(record.answers),
        "note": record.note,
        "state": record.state,
    }


def cats_of(answers: Mapping[str, Any], codebook: Codebook) -> dict[str, float]:
    """Answers about the article as a whole: “question: option”, or the question where it is yes or no.

    What was not answered is missing, which spaCy does not take for a no; free text and numbers have no place.
    """
    cats: dict[str, float] = {}
    for question in codebook.questions:
        if question.name in answers:
            cats.update(_cats(question, answers[question.name]))
    return cats


def _cats(question: Attribute, answer: Any) -> dict[str, float]:
    if question.kind == "yes/no":
        return {question.name: float(bool(answer))}
    if question.kind in ("choice", "several"):
        given = answer if isinstance(answer, list) else [answer]
        return {f"{question.name}: {option}": float(option in given) for option in question.options}
    return {}
