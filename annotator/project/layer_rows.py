"""What a layer says, article by article, as rows of the file: what is asked for and may be seen, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.model.annotation import quote_of
from annotator.model.decision import Verdict
from annotator.model.layer import EVERYWHERE, Layer
from annotator.model.selection import EVERYTHING, Selection
from annotator.project.queries import Queries
from annotator.store import streams

Row = tuple[Any, ...]


@dataclass(slots=True)
class Said:
    """What one layer says about one article; rows as from :mod:`annotator.store.streams`."""

    annotations: list[Row]
    links: list[Row]
    verdicts: Mapping[str, Verdict]
    """Id of an annotation -> what was decided on it, or on what it came from."""
    suggested: list[Row] = field(default_factory=list)
    """Suggestions to the layer's owner, undecided or rejected, as far as they were asked for."""
    suggested_links: list[Row] = field(default_factory=list)
    answered: bool = False
    state: str = "to do"
    answers: str = "{}"
    note: str = ""


class LayerRows:
    """Reads one layer in the order of the articles' ids.

    :param selection: its ``labels``, ``states``, ``undecided`` and ``rejected``; the articles are the
        caller's to choose (see :func:`selected_articles`).
    """

    def __init__(self, queries: Queries, layer: Layer, selection: Selection = EVERYTHING) -> None:
        db = queries.db
        self.layer = layer
        self.hidden = 0
        """Articles on which the layer is hidden from the annotator."""
        self.annotations = self.links = self.suggestions = self.suggested_links = 0
        """How many were handed out."""
        self.rejections = 0
        """Suggestions that the layer's owner rejected, on what was handed out and of the labels asked for."""
        self.in_state: set[int] = set()
        """Articles that are in one of the states that were asked for."""
        self._labels, self._states = selection.labels, selection.states
        self._seen = queries.seen_articles(layer)
        self._annotations = streams.annotation_rows(db, layer)
        self._links = streams.link_rows(db, layer)
        self._finished = streams.finished(db, layer)
        self._whole = streams.whole_rows(db, layer)
        # A model's record tells what the current annotator decided, a person's what that person did.
        self._decisions = streams.decision_rows(db, queries.layer if layer.kind == "model" else layer)
        self._undecided, self._rejected = selection.undecided, selection.rejected
        self._suggesting = (selection.undecided or selection.rejected) and layer.kind == "person"
        self._names = {each.id: each.name for each in queries.layers()}
        suggesting = queries.suggestion_layers(layer.annotator) if self._suggesting else []
        self._newest = queries.newest_models() if self._suggesting else {}
        self._suggestions = [(each, streams.annotation_rows(db, each)) for each in suggesting]
        self._suggested_links = [streams.link_rows(db, each) for each in suggesting]

    def take(self, article_id: int, text: str) -> Said | None:
        """What the layer says about an article; None where it is hidden, or in a state not asked for.

        Articles must be asked for in ascending order of their ids.

        :param text: the article's.
        """
        if self._seen is not None and article_id not in self._seen:
            self.hidden += 1
            return None
        rows = self._annotations.take(article_id)
        answered = bool(rows) or article_id in self._finished
        said = Said(rows, self._links.take(article_id), {}, answered=answered)
        said.state = "in progress" if answered else "to do"
        for _, state, answers, note in self._whole.take(article_id):
            said.state, said.answers, said.note = state or said.state, answers or "{}", note
        decisions = self._decisions.take(article_id)
        if self._states:
            if said.state not in self._states:
                return None
            self.in_state.add(article_id)
        if self.layer.kind == "model":
            settled = _Settled(decisions)
            said.verdicts = {row[1]: verdict for row in rows if (verdict := settled.verdict(row))}
        elif decisions:
            said.verdicts = {row[7]: row[6] for row in decisions if row[7] is not None}
            self.rejections += sum(
                row[6] == "rejected" and (not self._labels or row[2] in self._labels) for row in decisions
            )
        if self._suggesting:
            self._suggest(article_id, text, said, decisions)
        if self._labels:
            self._narrow(said)
        self.annotations += len(said.annotations)
        self.links += len(said.links)
        self.suggestions += len(said.suggested)
        self.suggested_links += len(said.suggested_links)
        return said

    # -- inside

    def _suggest(self, article_id: int, text: str, said: Said, decisions: Sequence[Row]) -> None:
        verdicts = dict(said.verdicts)
        for row, verdict in self._suggested(article_id, text, said.annotations, decisions):
            if self._rejected if verdict == "rejected" else self._undecided:
                said.suggested.append(row)
                if verdict is not None:
                    verdicts[row[1]] = verdict
        said.verdicts = verdicts
        there = {row[1] for row in said.suggested}
        said.suggested_links = [
            row
            for each in self._suggested_links
            for row in each.take(article_id)
            if row[-2] in there and row[-1] in there
        ]

    def _narrow(self, said: Said) -> None:
        """Leave what has the labels that were asked for, and the links between."""
        said.annotations = [row for row in said.annotations if row[2] in self._labels]
        said.suggested = [row for row in said.suggested if row[2] in self._labels]
        there = {row[1] for row in (*said.annotations, *said.suggested)}
        said.verdicts = {key: verdict for key, verdict in said.verdicts.items() if key in there}
        said.links = [row for row in said.links if row[-2] in there and row[-1] in there]
        said.suggested_links = [row for row in said.suggested_links if row[-2] in there and row[-1] in there]

    def _suggested(
        self, article_id: int, text: str, own: Sequence[Row], decisions: Sequence[Row]
    ) -> Iterator[tuple[Row, Verdict | None]]:
        """Undecided suggestions, by the rule of :meth:`annotator.project.settled.Settled.waits`, and rejected
        ones, also those that the model has meanwhile given up."""
        settled = _Settled(decisions)
        said = {(row[2], row[5]) for row in own}
        shown: set[tuple[str, str]] = set()
        for layer, theirs in self._suggestions:
            rows = theirs.take(article_id)
            if layer.annotator != EVERYWHERE and self._newest.get(article_id) != layer.id:
                continue  # another model has read this article since
            earlier = frozenset(shown)
            for row in rows:
                key, verdict = (row[2], row[5]), settled.verdict(row)
                if key not in earlier and (verdict == "rejected" or (verdict is None and key not in said)):
                    shown.add(key)
                    yield row, verdict
        for decision in decisions:
            if decision[6] == "rejected" and (decision[2], decision[3]) not in shown:
                yield _from_decision(text, decision, self._names), "rejected"


def selected_articles(queries: Queries, selection: Selection) -> list[int]:
    """Ids of the articles that were asked for, ascending; by their states it is asked layer by layer.

    :raises UserError: if a limit in time is no date.
    """
    selection.check_dates()
    found = set(queries.search(selection.words)) if selection.words else set(queries.article_ids())
    if selection.articles is not None:
        found &= selection.articles
    if selection.since or selection.until or selection.sources:
        found = {
            each.id
            for each in queries.articles()
            if each.id in found
            and (not selection.sources or each.metadata.source in selection.sources)
            and _in_time(each.metadata.published, selection)
        }
    return sorted(found)


def _in_time(published: str, selection: Selection) -> bool:
    if not (selection.since or selection.until):
        return True
    # Compared as far as the limit goes: until 2026-03 takes all of March.
    after = not selection.since or published[: len(selection.since)] >= selection.since
    before = not selection.until or published[: len(selection.until)] <= selection.until
    return bool(published) and after and before


class _Settled:
    """Which suggestions are decided, whichever run or model suggested them."""

    def __init__(self, decisions: Sequence[Row]) -> None:
        self._by_id: dict[str, Verdict] = {row[1]: row[6] for row in decisions}
        self._by_words: dict[tuple[str, str], Verdict] = {(row[2], row[3]): row[6] for row in decisions}

    def verdict(self, row: Row) -> Verdict | None:
        return self._by_words.get((row[2], row[5])) or self._by_id.get(row[1])


def _from_decision(text: str, decision: Row, names: Mapping[int, str]) -> Row:
    """A rejected suggestion as an annotation row, from the copy that the decision kept."""
    (article, key, label, segments, attributes, score, _, _, at, model) = decision
    pieces = streams.segments(segments)
    start, end, quote = pieces[0][0], pieces[-1][1], quote_of(text, pieces)
    said = (label, start, end, segments, quote, attributes)
    return (article, key, *said, None, "model", None, "", names.get(model, ""), at, at, score, "")
