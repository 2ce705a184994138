"""Several records on one text by one annotator, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.exchange.foreign import ForeignDocument, ForeignLink, ForeignSpan
from annotator.model.annotation import Segments


def joined(documents: Sequence[ForeignDocument]) -> ForeignDocument:
    """All that the documents say together; what they say twice, once.

    Tools that ask one question at a time write a record for each answer.
    """
    if len(documents) == 1:
        return documents[0]
    spans: dict[str, ForeignSpan] = {}
    same: dict[tuple[str, Segments, str], str] = {}
    links: dict[tuple[str, str, str], ForeignLink] = {}
    for number, document in enumerate(documents, 1):
        ids = {}
        for span in document.spans:
            key = (span.label, span.pieces, repr(sorted(span.attributes.items())))
            kept = same.setdefault(key, span.id if span.id not in spans else f"{span.id} of {number}")
            ids[span.id] = kept
            spans.setdefault(kept, replace(span, id=kept))
        for link in document.links:
            moved = replace(link, head=ids[link.head], child=ids[link.child])
            links.setdefault((moved.label, moved.head, moved.child), moved)
    answers = {name: value for each in reversed(documents) for name, value in each.answers.items()}
    return replace(
        documents[0],
        spans=tuple(spans.values()),
        links=tuple(links.values()),
        answers=answers,
        note="\n".join(dict.fromkeys(each.note for each in documents if each.note)),
        state=next((each.state for each in documents if each.state is not None), None),
    )
