"""Records written down shortly, for tests of what formats make of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from annotator.model.annotation import Annotation, Segments, quote_of
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.layer import Layer
from annotator.model.link import Link
from annotator.model.record import Record


def record(
    text: str,
    *marks: tuple[str, Segments],
    suggested: Collection[int] = (),
    links: Collection[tuple[str, int, int]] = (),
    article: int = 1,
    metadata: Metadata | None = None,
    **said: Any,
) -> Record:
    """Robin's record on a text: labels with segments; ids are “0”, “1” … in their order.

    :param suggested: which of them are suggestions.
    :param links: label, head and child.
    """
    annotations = tuple(
        Annotation(str(number), 1, article, label, segments, quote_of(text, segments))
        for number, (label, segments) in enumerate(marks)
    )
    return Record(
        Article(article, text, metadata or Metadata(), text_sha256(text)),
        Layer(1, "Robin", "person"),
        "Robin",
        annotations,
        tuple(
            Link(f"l{number}", 1, article, label, str(head), str(child))
            for number, (label, head, child) in enumerate(links)
        ),
        suggested=frozenset(map(str, suggested)),
        answered=len(suggested) < len(marks) or not marks,
        **said,
    )
