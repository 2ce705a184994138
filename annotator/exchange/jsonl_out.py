"""JSONL out: one record per article and layer, a superset of Prodigy's.

Offsets count Unicode code points, ends are exclusive; ``token_end`` is inclusive.  A relation's ``head``
and ``child`` are the last token of the span, as Prodigy writes them.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quoted

from annotator.exchange.jsonl_record import ArticleText, Row, Span, Whole
from annotator.model.actor import Actor
from annotator.model.article import Article
from annotator.model.layer import Layer
from annotator.project.layer_rows import Said
from annotator.project.pseudonyms import Pseudonyms
from annotator.project.queries import Queries

_MARK = ', "suggestion": true'


class JsonlLines:
    """Makes the lines of an export, one a record.

    To people's records the suggestions that were asked for are added, each marked ``"suggestion": true``.
    """

    def __init__(self, queries: Queries, project: str, names: Pseudonyms) -> None:
        self._project, self._names = project, names
        self._actors = {key: _actor_json(actor) for key, actor in queries.actors_by_id().items()}
        self._article: ArticleText | None = None

    def line(self, article: Article, layer: Layer, said: Said) -> str:
        """One record, with its end.

        :raises UserError: if a quote does not stand in its text, or the end of a link is missing.
        """
        if self._article is None or self._article.id != article.id:
            self._article = ArticleText(article, self._project)
        text, actors, verdicts = self._article, self._actors, said.verdicts
        scored = layer.kind == "model"
        hides = self._names.hides
        spans: dict[str, Span] = {}
        for row in map(self._hide, said.annotations) if hides else said.annotations:
            spans[row[1]] = text.span(row, actors, verdicts.get(row[1]), _score(row) if scored else "")
        relations = [text.relation(row, spans) for row in said.links]
        for row in map(self._hide, said.suggested) if hides else said.suggested:
            spans[row[1]] = text.span(row, actors, verdicts.get(row[1]), _score(row) + _MARK)
        relations += [text.relation(row, spans, _MARK) for row in said.suggested_links]
        return text.record(
            spans.values(),
            relations,
            self._names.layer(layer),
            answered=said.answered,
            whole=Whole(said.state, said.answers, said.note),
        )

    def _hide(self, row: Row) -> Row:
        return (*row[:12], self._names.name(row[12]), *row[13:])


def _score(row: Row) -> str:
    score = "null" if row[15] is None else repr(float(row[15]))
    return f', "score": {score}, "reason": {quoted(row[16])}'


def _actor_json(actor: Actor) -> str:
    """An entry as it stands at its mentions; what it lacks is left out."""
    further = f', "wikidata": {quoted(actor.wikidata)}' if actor.wikidata else ""
    if actor.aliases:
        further += f', "aliases": [{", ".join(map(quoted, actor.aliases))}]'
    return (
        f'{{"id": {quoted(actor.id)}, "name": {quoted(actor.name)}, "kind": {quoted(actor.kind)}{further}}}'
    )
