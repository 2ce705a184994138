"""What becomes of each entry that comes from another copy; all of it only reads."""

from __future__ import annotations

import dataclasses
import json
import uuid
from dataclasses import dataclass
from typing import Any

from annotator.errors import UserError
from annotator.model.annotation import Segments, normalise_segments, quote_of
from annotator.model.clock import is_stamp
from annotator.model.layer import GOLD, Layer, LayerKind
from annotator.model.merge_account import Outcome
from annotator.model.precedence import rank
from annotator.model.revision import Entry, Revision, RevisionKind
from annotator.project.merge_checking import checked
from annotator.project.merge_words import Words
from annotator.project.queries import Queries
from annotator.store import registry, travelling
from annotator.store.staging import Staging

_IDS = uuid.UUID("6a0d2f6b-6f0e-4b53-9a8e-0c3f52d7f0a1")
"""Names the ids of rows whose own id another layer's row has."""

_NOT_SOUND = "It is not as it should be."
_BY_LAYER: tuple[RevisionKind, ...] = ("state", "answers")


@dataclass(slots=True)
class Verdict:
    """What becomes of ``entry``: its row here, as far as it is to be written.

    ``key`` is the id of its revision here, ``there`` its primary key in its table, ``replaces`` whether it
    had a revision before.  ``why`` is a sentence where it is refused.
    """

    entry: Entry
    outcome: Outcome
    layer: Layer | None = None
    article_id: int | None = None
    key: str = ""
    there: tuple[Any, ...] = ()
    row: dict[str, Any] | None = None
    replaces: bool = False
    why: str = ""

    @property
    def revision(self) -> Revision:
        """As it is noted here."""
        layer = self.layer.id if self.layer else None
        entry = self.entry
        return Revision(entry.kind, self.key, layer, self.article_id, entry.stamp, entry.deleted)


class Judge:
    """Looks at entries in the order of :data:`annotator.model.precedence.KIND_ORDER`.

    :param staging: where all entries of this merge are, for the ends of links that are not written yet.
    :param actors: ids of the actors that are here or come with the merge.
    """

    def __init__(self, queries: Queries, staging: Staging, words: Words, actors: set[str]) -> None:
        self.actors = actors
        self.words = words
        self._queries = queries
        self._db = queries.db
        self._staging = staging
        self._layers: dict[tuple[str, str], Layer] = {}
        self._articles: dict[str, int | None] = {}
        self._text: tuple[str, str | None] = ("", None)

    def look(self, entry: Entry) -> Verdict:
        """What becomes of an entry that is no actor."""
        verdict = self._place(entry)
        if verdict.outcome != "new":
            return verdict
        revision = travelling.revision(self._db, entry.kind, verdict.key) if verdict.key else None
        verdict.replaces = revision is not None
        if revision is not None:
            verdict.outcome = self._against(entry, revision, verdict)
        elif entry.deleted:
            verdict.outcome = "gone"
        if entry.deleted and not is_stamp(entry.stamp):
            verdict.outcome, verdict.why = "refused", _NOT_SOUND
        if verdict.outcome in ("new", "newer") and not entry.deleted:
            self._fit(verdict)
        return verdict

    def layer(self, owner: str, kind: LayerKind) -> Layer | None:
        """The layer here; None where there is none yet."""
        if (owner, kind) not in self._layers:
            found = registry.find_layer(self._db, owner, kind)
            if found is None:
                return None
            self._layers[owner, kind] = found
        return self._layers[owner, kind]

    def article(self, entry: Entry) -> int | None:
        """The number here of an entry's article; None where it is missing."""
        if entry.article not in self._articles:
            self._articles[entry.article] = self._queries.article_by_hash(entry.article)
        return self._articles[entry.article]

    def local_id(self, entry: Entry, key: str, kind: RevisionKind, layer: Layer, article_id: int) -> str:
        """The id here of a row of this layer and article: its own, unless another layer's row has that."""
        revision = travelling.revision(self._db, kind, key)
        holder = (revision.layer_id, revision.article_id) if revision else None
        holder = holder or travelling.layer_of(self._db, kind, key)
        if holder is None or holder == (layer.id, article_id):
            return key
        return str(uuid.uuid5(_IDS, "\n".join((kind, entry.owner, entry.layer_kind, entry.article, key))))

    def stands(self, verdict: Verdict) -> bool:
        """Whether its row is in its table."""
        return travelling.body(self._db, verdict.entry.kind, verdict.there) is not None

    def end_labels(self, verdict: Verdict, *, foresee: bool = False) -> tuple[str, str] | None:
        """The labels of the ends of a link; None where one of them is missing.

        :param foresee: as they will be when all that is staged is written.
        """
        assert verdict.row is not None
        labels: list[str | None] = []
        for side in ("head_id", "child_id"):
            come = self._staged_label(verdict, str(verdict.entry.body[side])) if foresee else None
            body = travelling.body(self._db, "annotation", (verdict.row[side],)) if come is None else None
            labels.append(str(body["label"]) if body else come)
        return (labels[0], labels[1]) if labels[0] is not None and labels[1] is not None else None

    # -- inside

    def _staged_label(self, verdict: Verdict, key: str) -> str | None:
        entry = verdict.entry
        come = self._staging.get("annotation", entry.owner, entry.layer_kind, entry.article, key)
        if come is None or come.deleted:
            return None
        try:
            row = checked(come)
        except (UserError, ValueError, TypeError, KeyError):
            return None
        said = self.words.annotation(row["label"], row["attributes"])
        return said[0] if said else None

    def _place(self, entry: Entry) -> Verdict:
        """Where it belongs here; “new” if nothing speaks against it so far."""
        if entry.kind == "actor":
            raise AssertionError("actors are looked at all together")
        article_id = self.article(entry)
        if article_id is None:
            return Verdict(entry, "new" if self._text_of(entry) is not None else "missing")
        if entry.kind == "assignment":
            key = f"{article_id}/{entry.id}"
            return Verdict(entry, "new", None, article_id, key, (article_id, entry.id))
        if entry.layer_kind not in ("person", "gold") or not entry.owner:
            why = "A model's layer does not travel: let the model run in this project."
            return Verdict(entry, "refused", why=why)
        if entry.layer_kind == "gold" and entry.owner != GOLD:
            return Verdict(entry, "refused", why="Gold is nobody's own: there is one layer of that kind.")
        layer = self.layer(entry.owner, "gold" if entry.layer_kind == "gold" else "person")
        if layer is None:
            return Verdict(entry, "new", None, article_id)
        if entry.kind in _BY_LAYER:
            key = f"{layer.id}/{article_id}"
            return Verdict(entry, "new", layer, article_id, key, (layer.id, article_id))
        key = self.local_id(entry, entry.id, entry.kind, layer, article_id)
        return Verdict(entry, "new", layer, article_id, key, (key,))

    def _against(self, entry: Entry, revision: Revision, verdict: Verdict) -> Outcome:
        if entry.stamp != revision.stamp:
            if entry.stamp < revision.stamp:
                return "older"
            return self._deleted(verdict) if entry.deleted else "newer"
        if revision.deleted:
            return "gone" if entry.deleted else "older"
        if entry.deleted:
            return self._deleted(verdict)
        body = travelling.body(self._db, entry.kind, verdict.there)
        if body is None:
            return "new"  # it waits
        here = dataclasses.replace(entry, stamp=revision.stamp, body=body)
        theirs, ours = rank(entry), rank(here)
        return "already" if theirs == ours else "newer" if theirs > ours else "older"

    def _deleted(self, verdict: Verdict) -> Outcome:
        return "deleted" if self.stands(verdict) else "gone"

    def _fit(self, verdict: Verdict) -> None:
        """Make its row, or say why there can be none."""
        entry = verdict.entry
        try:
            row = checked(entry)
            match entry.kind:
                case "annotation":
                    self._check_place(verdict, row)
                    if self._said(verdict, row) and row["actor_id"] is not None:
                        self._check_actor(row)
                case "comment":
                    self._check_words(verdict, row)
                case "decision":
                    self._segments(verdict, row)
                    self._said(verdict, row)
                    row["model_layer_id"] = self._model(entry.body.get(travelling.MODEL))
                    row["annotation_id"] = self._end(verdict, row["annotation_id"])
                case "link":
                    row["head_id"] = self._end(verdict, row["head_id"])
                    row["child_id"] = self._end(verdict, row["child_id"])
                case "answers":
                    row["answers"] = self.words.answers(row["answers"])
        except (UserError, ValueError, TypeError, KeyError) as error:
            verdict.outcome = "refused"
            verdict.why = str(error) if isinstance(error, UserError) else _NOT_SOUND
            return
        if verdict.outcome in ("new", "newer"):
            verdict.row = row

    def _text_of(self, entry: Entry) -> str | None:
        """The text of an entry's article, here or coming with it."""
        if self._text[0] != entry.article:
            article_id = self.article(entry)
            here = self._queries.article(article_id).text if article_id is not None else None
            self._text = entry.article, self._staging.article_text(entry.article) if here is None else here
        return self._text[1]

    def _said(self, verdict: Verdict, row: dict[str, Any]) -> bool:
        """Label and answers in our words; False where the row stays out."""
        unknown = self.words.unknown.total()
        said = self.words.annotation(row["label"], row["attributes"])
        if said is None:
            verdict.outcome = "undecided" if self.words.unknown.total() > unknown else "left"
            return False
        row["label"], row["attributes"] = said
        return True

    def _check_place(self, verdict: Verdict, row: dict[str, Any]) -> None:
        text, segments = self._segments(verdict, row)
        if (segments[0][0], segments[-1][1]) != (row["start"], row["end"]):
            raise UserError(f"Its segments {row['segments']} do not fit {row['start']}–{row['end']}.")
        if (stands := quote_of(text, segments)) != row["quote"]:
            place = f"{row['start']}–{row['end']}"
            raise UserError(f"It says “{row['quote']}”, but at {place} of the article stands “{stands}”.")

    def _segments(self, verdict: Verdict, row: dict[str, Any]) -> tuple[str, Segments]:
        """The text of the article, and the segments of a row in it."""
        text = self._text_of(verdict.entry)
        assert text is not None
        given = tuple((start, end) for start, end in json.loads(row["segments"]))
        segments = normalise_segments(given, len(text))
        if segments != given:
            raise UserError(f"Its segments {row['segments']} touch, or are not in order.")
        return text, segments

    def _check_words(self, verdict: Verdict, row: dict[str, Any]) -> None:
        """What a comment is about lies in the text; the words of an annotation may be several pieces."""
        text, start, end = self._text_of(verdict.entry), row["start"], row["end"]
        assert text is not None
        if start is None and end is None:
            return
        if start is None or end is None or not 0 <= start < end <= len(text):
            raise UserError(f"It is about {start}–{end} of an article of {len(text)} characters.")
        if row["annotation_id"] is None and text[start:end] != row["quote"]:
            raise UserError(f"It says “{row['quote']}”, but at {start}–{end} stands “{text[start:end]}”.")

    def _check_actor(self, row: dict[str, Any]) -> None:
        label = self.words.codebook.check_label(row["label"])
        if not label.mention:
            raise UserError(f"It points to an actor, which a {label.name} does not in this codebook.")
        if row["actor_id"] not in self.actors:
            raise UserError("The actor that it points to is missing: ask its owner to share it anew.")

    def _end(self, verdict: Verdict, key: str | None) -> str | None:
        if key is None or verdict.layer is None or verdict.article_id is None:
            return key
        return self.local_id(verdict.entry, key, "annotation", verdict.layer, verdict.article_id)

    def _model(self, named: Any) -> int | None:
        if not (isinstance(named, list) and len(named) == 2 and all(isinstance(n, str) for n in named)):
            return None
        found = registry.find_layer(self._db, named[0], "model", named[1])
        return found.id if found else None
