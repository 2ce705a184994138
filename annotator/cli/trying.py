"""Try patterns out from the command line: where they stand in the articles, as the worker finds it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.cli.output import Step
from annotator.errors import UserError
from annotator.model.knowledge import Knowledge, Pattern
from annotator.model.pattern_text import Written, parse
from annotator.preannotate.client import WorkerClient
from annotator.preannotate.protocol import Failed
from annotator.project.knowledge import pipelines_of
from annotator.project.project import Project

_AROUND = 40


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with the words around it on one line."""

    article_id: int
    left: str
    hit: str
    right: str
    pattern: Written


@dataclass(slots=True)
class Tried:
    """``hits`` and ``articles`` are by pattern; ``unused`` is pattern -> number of articles and why."""

    patterns: list[Pattern]
    lines: list[HitLine] = field(default_factory=list)
    hits: Counter[str] = field(default_factory=Counter)
    articles: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    unused: dict[str, tuple[int, str]] = field(default_factory=dict)
    failed: list[tuple[int, str]] = field(default_factory=list)


def try_patterns(
    project: Project, text: str | None, articles: Sequence[int] | None, pipeline: str | None, step: Step
) -> Tried:
    """Look for the project's patterns that are on, or for ``text`` alone.

    :raises UserError: if ``text`` is no pattern, or the project has none, or no such article.
    """
    chosen = [p for p in project.patterns() if not p.off]
    if text is not None:
        chosen = [Pattern("tried", "", parse(text))]
    if not chosen:
        raise UserError("This project has no patterns yet: import some, or try one with --pattern.")
    tried = Tried(chosen)
    by_id = {pattern.id: pattern for pattern in chosen}
    ids = project.article_ids() if articles is None else [project.article(number).id for number in articles]
    with WorkerClient(pipeline or project.about("pipeline") or None) as worker:
        worker.know(Knowledge(patterns=tuple(chosen), pipelines=pipelines_of(project)))
        for done, number in enumerate(ids, 1):
            article = project.article(number)
            reply = worker.find(number, article.text, article.metadata.language)
            if isinstance(reply, Failed):
                tried.failed.append((number, reply.reason))
                continue
            for hit in reply.found.hits:
                tried.hits[hit.pattern_id] += 1
                tried.articles[hit.pattern_id].add(number)
                left = article.text[max(hit.start - _AROUND, 0) : hit.start]
                right = article.text[hit.end : hit.end + _AROUND]
                tried.lines.append(
                    HitLine(
                        number,
                        _plain(left),
                        _plain(article.text[hit.start : hit.end]),
                        _plain(right),
                        by_id[hit.pattern_id].pattern,
                    )
                )
            for key, why in reply.found.unused.items():
                tried.unused[key] = (tried.unused.get(key, (0, ""))[0] + 1, why)
            step(done, len(ids))
    return tried


def _plain(text: str) -> str:
    """On one line, with a space where the text begins or ends with white space."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"
