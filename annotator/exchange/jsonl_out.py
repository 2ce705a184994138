"""JSONL out: one record per article and layer, a superset of Prodigy's.

Offsets count Unicode code points, ends are exclusive; ``token_end`` is inclusive.  A relation's ``head``
and ``child`` are the last token of the span, as Prodigy writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring as quoted
from pathlib import Path

from annotator.exchange.jsonl_record import ArticleText, Row, Span, Whole
from annotator.exchange.writing import (
    Cancelled,
    ExportCancelledError,
    ExportReport,
    Progress,
    whole_file,
)
from annotator.model.actor import Actor
from annotator.model.annotation import quote_of
from annotator.model.layer import EVERYWHERE, Layer
from annotator.project.queries import Queries
from annotator.store import streams

_MARK = ', "suggestion": true'


def export_jsonl(
    queries: Queries,
    path: Path,
    layers: Sequence[Layer],
    *,
    with_suggestions: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ExportReport:
    """Write these layers over all articles to ``path``, which is replaced when all of it is written.

    In a blind project there is no record of what the annotator may not see yet; the report counts them.

    :param with_suggestions: to people's records add the newest suggestions on which they have
        not decided, and those they rejected, each marked ``"suggestion": true``.
    :raises UserError: if it can't be written, a quote does not stand in its text, or something that
        went in did not come out (:class:`ExportCancelledError` if ``cancelled`` said so).
    """
    source = streams.path_of(queries.db)
    with streams.snapshot(queries.db), whole_file(path, source=source) as file:
        writers = [_LayerWriter(queries, layer, with_suggestions) for layer in layers]
        registry = queries.actors_by_id()
        actors = {key: _actor_json(actor) for key, actor in registry.items()}
        project = source.stem if source is not None else ""
        in_all, done = queries.article_count(), 0
        for row in streams.article_rows(queries.db):
            if cancelled is not None and cancelled():
                raise ExportCancelledError
            article = ArticleText(row, project)
            for writer in writers:
                if writer.passes(article.id):
                    file.write(writer.record(article, actors))
            done += 1
            if progress is not None:
                progress(done, in_all)
        report = _report(queries, layers, writers, done, registry, with_suggestions)
        report.check()
    return report


class _LayerWriter:
    """Writes the records of one layer, in the order of the articles."""

    def __init__(self, queries: Queries, layer: Layer, with_suggestions: bool) -> None:
        db = queries.db
        self.layer = layer
        self.hidden = 0
        """Articles on which the layer is hidden from the annotator."""
        self._seen = queries.seen_articles(layer)
        self.annotations = self.links = self.suggestions = self.suggested_links = 0
        self._annotations = streams.annotation_rows(db, layer)
        self._links = streams.link_rows(db, layer)
        self._finished = streams.finished(db, layer)
        self._whole = streams.whole_rows(db, layer)
        # A model's record tells what the current annotator decided, a person's what that person did.
        self._decisions = streams.decision_rows(db, queries.layer if layer.kind == "model" else layer)
        self._suggesting = with_suggestions and layer.kind == "person"
        self._names = {each.id: each.name for each in queries.layers()}
        suggesting = queries.suggestion_layers(layer.annotator) if self._suggesting else []
        self._newest = queries.newest_models() if self._suggesting else {}
        self._suggestions = [(each, streams.annotation_rows(db, each)) for each in suggesting]
        self._suggested_links = [streams.link_rows(db, each) for each in suggesting]

    def passes(self, article_id: int) -> bool:
        """Whether the layer may be written about an article; if not, what it says there is passed over."""
        if self._seen is None or article_id in self._seen:
            return True
        streams_of_it = [self._annotations, self._links, self._whole, self._decisions, *self._suggested_links]
        for rows in (*streams_of_it, *(theirs for _, theirs in self._suggestions)):
            rows.take(article_id)
        self.hidden += 1
        return False

    def record(self, article: ArticleText, actors: Mapping[str, str]) -> str:
        rows = self._annotations.take(article.id)
        decisions = self._decisions.take(article.id)
        spans: dict[str, Span] = {}
        if self.layer.kind == "model":
            settled = _Settled(decisions)
            for row in rows:
                spans[row[1]] = article.span(row, actors, settled.verdict(row), _score(row))
        else:
            verdicts = {row[7]: row[6] for row in decisions if row[7] is not None}
            for row in rows:
                spans[row[1]] = article.span(row, actors, verdicts.get(row[1]))
        relations = [article.relation(row, spans) for row in self._links.take(article.id)]
        self.annotations += len(spans)
        self.links += len(relations)
        answered = bool(spans) or article.id in self._finished
        if self._suggesting:
            suggested = dict(self._suggested(article, actors, rows, decisions))
            spans |= suggested
            self.suggestions += len(suggested)
            linked = [row for each in self._suggested_links for row in each.take(article.id)]
            extra = [
                article.relation(row, suggested, _MARK)
                for row in linked
                if row[2] in suggested and row[3] in suggested
            ]
            self.suggested_links += len(extra)
            relations += extra
        return article.record(
            spans.values(), relations, self.layer.name, answered=answered, whole=self._said(article, answered)
        )

    def _said(self, article: ArticleText, answered: bool) -> Whole:
        """What the layer's owner says of an article as a whole; who has begun is in progress."""
        begun = "in progress" if answered else "to do"
        rows = self._whole.take(article.id)
        if not rows:
            return Whole(begun)
        _, state, answers, note = rows[0]
        return Whole(state or begun, answers or "{}", note)

    def _suggested(
        self, article: ArticleText, actors: Mapping[str, str], own: Sequence[Row], decisions: Sequence[Row]
    ) -> Iterator[tuple[str, Span]]:
        """Undecided suggestions, by the rule of :meth:`annotator.project.settled.Settled.waits`, and rejected
        ones, also those that the model has meanwhile given up."""
        settled = _Settled(decisions)
        said = {(row[2], row[5]) for row in own}
        shown: set[tuple[str, str]] = set()
        for layer, theirs in self._suggestions:
            rows = theirs.take(article.id)
            if layer.annotator != EVERYWHERE and self._newest.get(article.id) != layer.id:
                continue  # another model has read this article since
            earlier = frozenset(shown)
            for row in rows:
                key, verdict = (row[2], row[5]), settled.verdict(row)
                if key not in earlier and (verdict == "rejected" or (verdict is None and key not in said)):
                    shown.add(key)
                    yield row[1], article.span(row, actors, verdict, _score(row) + _MARK)
        for decision in decisions:
            if decision[6] == "rejected" and (decision[2], decision[3]) not in shown:
                row = _from_decision(article, decision, self._names)
                yield row[1], article.span(row, actors, "rejected", _score(row) + _MARK)


class _Settled:
    """Which suggestions are decided, whichever run or model suggested them."""

    def __init__(self, decisions: Sequence[Row]) -> None:
        self._by_id = {row[1]: row[6] for row in decisions}
        self._by_words = {(row[2], row[3]): row[6] for row in decisions}

    def verdict(self, row: Row) -> str | None:
        found: str | None = self._by_words.get((row[2], row[5])) or self._by_id.get(row[1])
        return found


def _from_decision(article: ArticleText, decision: Row, names: Mapping[int, str]) -> Row:
    """A rejected suggestion as an annotation row, from the copy that the decision kept."""
    (_, key, label, segments, attributes, score, _, _, at, model) = decision
    pieces = article.pieces(segments)
    start, end, quote = pieces[0][0], pieces[-1][1], quote_of(article.text, pieces)
    said = (label, start, end, segments, quote, attributes)
    return (article.id, key, *said, None, "model", None, "", names.get(model, ""), at, at, score, "")


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


def _report(
    queries: Queries,
    layers: Sequence[Layer],
    writers: Sequence[_LayerWriter],
    articles: int,
    registry: Mapping[str, Actor],
    with_suggestions: bool,
) -> ExportReport:
    db, hidden, ids = queries.db, queries.hidden, [layer.id for layer in layers]
    left_out = [_left_out(writer) for writer in writers if writer.hidden]
    if number := streams.with_other_columns(db):
        left_out.append(f"Further columns of {number} articles have no place in this format.")
    named = {actor.id: actor for key in streams.named_actors(db, ids, hidden) if (actor := registry.get(key))}
    if number := sum(bool(actor.note) for actor in named.values()):
        whose = "The note on 1 actor has" if number == 1 else f"The notes on {number} actors have"
        left_out.append(f"{whose} no place in this format.")
    people = [layer.id for layer in layers if layer.kind == "person"]
    rejected = streams.count(db, "decisions", people, hidden, verdict="rejected")
    if rejected and not with_suggestions:
        left_out.append(f"{rejected} rejected suggestions: ask for the suggestions to have them written.")
    return ExportReport(
        articles,
        sum(articles - writer.hidden for writer in writers),
        streams.count(db, "annotations", ids, hidden),
        sum(writer.annotations for writer in writers),
        streams.count(db, "links", ids, hidden),
        sum(writer.links for writer in writers),
        sum(writer.suggestions for writer in writers),
        sum(writer.suggested_links for writer in writers),
        tuple(left_out),
    )


def _left_out(writer: _LayerWriter) -> str:
    number = writer.hidden
    articles, them = ("1 article", "it") if number == 1 else (f"{number} articles", "them")
    return (
        f"What {writer.layer.name} said on {articles}: the project is blind, and you have not marked {them} "
        "as done."
    )
