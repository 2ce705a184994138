"""The open project as the window sees it: the current article and annotation, and every operation on them.

The only place where the window calls operations.  What a commit changed comes back as signals; no widget
shows anything ahead of the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.errors import UserError
from annotator.gui.models.sheet import LiveSheet, SheetChange, reading_order
from annotator.model.annotation import Annotation, Segment
from annotator.model.article import Article, State
from annotator.model.suggestion import ModelName, Suggestions
from annotator.project.changes import Changes
from annotator.project.operations import annotations as annotation_operations
from annotator.project.operations import articles, decisions, links, settings, suggestions
from annotator.project.project import Project

INITIATOR = "window"

_FAR = 1 << 62
"""Behind the end of every article."""


class Session(QObject):
    """One open project.  Methods that change something raise UserError where it can't be done."""

    article_opened = Signal(object)
    """The :class:`Article` that is now open, or None."""
    sheet_changed = Signal(object)
    """A :class:`SheetChange` of the open article."""
    current_changed = Signal(object, bool)
    """Id of the current annotation or suggestion, or None; and whether to scroll to it."""
    committed = Signal(object)
    """The :class:`Changes` of every commit, after the sheet has taken it over."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.sheet: LiveSheet | None = None
        self.current_id: str | None = None
        self.saved_at: datetime | None = None
        """When the last commit of this sitting was done (local time)."""
        self._forget = project.on_change(self._on_changes)

    def close(self) -> None:
        """Close the project; afterwards it is one file."""
        self._forget()
        self.project.close()

    # -- what is open

    @property
    def article(self) -> Article | None:
        return self.sheet.article if self.sheet else None

    @property
    def current(self) -> Annotation | None:
        """The current annotation or suggestion."""
        return self.sheet.annotation(self.current_id) if self.sheet and self.current_id else None

    @property
    def current_is_suggestion(self) -> bool:
        return self.sheet is not None and self.sheet.is_suggestion(self.current_id)

    def state(self) -> State:
        """How far the annotator is with the open article."""
        if self.sheet is None:
            return "to do"
        return self._stored_state(self.sheet.article.id) or ("in progress" if self.sheet.begun else "to do")

    def state_of(self, article_id: int) -> State:
        """How far the annotator is with any article."""
        layer = self.project.layer
        return self.project.states(layer.id if layer else None).get(article_id, "to do")

    def _stored_state(self, article_id: int) -> State | None:
        layer = self.project.layer
        return self.project.stored_states(layer.id).get(article_id) if layer else None

    def open_article(self, article_id: int | None) -> None:
        if article_id is None:
            self.sheet = None
        elif self.article is not None and self.article.id == article_id:
            return
        else:
            self.sheet = LiveSheet(self.project, article_id)
        self.current_id = None
        self.article_opened.emit(self.article)
        self.current_changed.emit(None, False)

    def reload_article(self) -> None:
        """Read the open article anew, for another annotator."""
        if self.sheet is not None:
            self.sheet = LiveSheet(self.project, self.sheet.article.id)
            self.current_id = None
            self.article_opened.emit(self.article)
            self.current_changed.emit(None, False)

    def set_current(self, annotation_id: str | None, *, reveal: bool = True) -> None:
        if self.sheet is None or (annotation_id and self.sheet.annotation(annotation_id) is None):
            annotation_id = None
        if annotation_id != self.current_id:
            self.current_id = annotation_id
            self.current_changed.emit(annotation_id, reveal)

    def step_suggestion(
        self, step: int, caret: int, shown: Callable[[str], bool] | None = None
    ) -> Annotation | None:
        """Go to the next (1) or previous (-1) suggestion, from the current annotation or the caret."""
        if self.sheet is None:
            return None
        current = self.current
        place = reading_order(current) if current else (caret, -_FAR, "")
        found = self.sheet.next_suggestion(place, step, shown)
        if found is not None:
            self.set_current(found.id)
        return found

    # -- annotations

    def tag(self, label: str, segment: Segment) -> Annotation:
        """Tag a piece of the open article and make it the current annotation."""
        made = annotation_operations.add(
            self.project,
            article_id=self._need_article().id,
            label=label,
            segments=[segment],
            initiator=INITIATOR,
        )
        self.set_current(made.id, reveal=False)
        return made

    def relabel(self, label: str) -> None:
        """Give the current annotation another label; a suggestion is taken over and corrected.

        A suggestion that has this label already is accepted.
        """
        if self.need_current().label != label:
            self._correct(f"Change to {label}", label=label)
        elif self.current_is_suggestion:
            self.accept()

    def relabel_if_other(self, label: str) -> None:
        """As :meth:`relabel`, but choosing the same label again says nothing."""
        if self.need_current().label != label:
            self.relabel(label)

    def reshape(self, title: str, segments: Iterable[Segment], joins: str | None = None) -> None:
        """Let the current annotation cover exactly these pieces; ``joins`` as in :meth:`Project.transact`."""
        self._correct(title, joins, segments=segments)

    def _correct(self, title: str, joins: str | None = None, **what: Any) -> None:
        current = self.need_current()
        article_id = current.article_id
        with self.project.transact(title, article_id=article_id, initiator=INITIATOR, joins=joins):
            if self.current_is_suggestion:
                current = decisions.accept(self.project, [current.id])[0]
            annotation_operations.change(self.project, current.id, **what)
        self.set_current(current.id, reveal=False)

    def delete(self) -> None:
        """Delete the current annotation; a suggestion is rejected."""
        current = self.need_current()
        if self.current_is_suggestion:
            self.reject()
        else:
            annotation_operations.delete(self.project, [current.id], initiator=INITIATOR)

    def accept(self, *, with_linked: bool = False) -> None:
        """Accept the current suggestion and go on with the annotation it became."""
        current = self._need_suggestion()
        made = decisions.accept(self.project, [current.id], with_linked=with_linked, initiator=INITIATOR)
        self.set_current(made[0].id, reveal=False)

    def reject(self) -> None:
        decisions.reject(self.project, [self._need_suggestion().id], initiator=INITIATOR)

    def set_attribute(self, annotation_id: str, name: str, value: Any) -> None:
        """Answer an attribute; None takes the answer away."""
        sheet_annotation = self._own(annotation_id)
        answers: Mapping[str, Any] = {**sheet_annotation.attributes, name: value}
        annotation_operations.change(self.project, annotation_id, attributes=answers, initiator=INITIATOR)

    def set_note(self, annotation_id: str, note: str) -> None:
        if self._own(annotation_id).note != note:
            annotation_operations.change(self.project, annotation_id, note=note, initiator=INITIATOR)

    # -- links

    def link(self, kind: str, head_id: str, child_id: str) -> None:
        """Link two annotations; an end that is a suggestion is accepted with it."""
        head, child = self._any(head_id), self._any(child_id)
        if head is None or child is None:
            raise UserError("An end of this link is no longer there.")
        self.project.codebook.check_link(kind, head.label, child.label)
        with self.project.transact(f"Link {kind}", article_id=head.article_id, initiator=INITIATOR):
            ends = [self._taken_over(annotation) for annotation in (head, child)]
            links.add(self.project, label=kind, head_id=ends[0], child_id=ends[1])
        self.set_current(ends[0], reveal=False)

    def delete_link(self, link_id: str) -> None:
        links.delete(self.project, link_id, initiator=INITIATOR)

    def _taken_over(self, annotation: Annotation) -> str:
        if self.sheet is not None and self.sheet.is_suggestion(annotation.id):
            return decisions.accept(self.project, [annotation.id])[0].id
        return annotation.id

    # -- articles and the project

    def mark(self, state: State) -> None:
        articles.set_state(self.project, self._need_article().id, state, initiator=INITIATOR)

    def undo(self) -> str | None:
        return self.project.undo(INITIATOR)

    def redo(self) -> str | None:
        return self.project.redo(INITIATOR)

    def choose_pipelines(self, main: str, by_language: Mapping[str, str]) -> None:
        settings.choose_pipeline(self.project, main)
        settings.choose_pipelines(self.project, by_language)

    def articles_to_suggest(
        self, model_for: suggestions.ModelFor, wanted: Iterable[int] | None, *, force: bool
    ) -> list[int]:
        return suggestions.pending(self.project, model_for, wanted, force=force)

    def store_suggestions(self, article_id: int, model: ModelName, found: Suggestions) -> int:
        """Write what a model suggests for one article; returns how many annotations that are."""
        return suggestions.store(self.project, article_id, model, found)

    # -- inside

    def _on_changes(self, changes: Changes) -> None:
        self.saved_at = datetime.now()
        article = self.article
        recoded = bool(changes.touched("codebooks"))
        anywhere = not changes.article_ids and "annotations" in changes.bulk  # as how sure they must be
        if article is not None and self.sheet is not None and article.id in changes.touched("articles"):
            self.sheet.article = self.project.article(article.id)
        if article is not None and (recoded or anywhere or article.id in changes.article_ids):
            assert self.sheet is not None
            change = self.sheet.apply(changes)
            if change.changed or change.removed or change.links:
                self.sheet_changed.emit(change)
            if self.current_id is not None and self.sheet.annotation(self.current_id) is None:
                self.set_current(None, reveal=False)
        if changes.kind != "do" and len(changes.article_ids) == 1 and not recoded:
            self._show_replayed(changes)
        self.committed.emit(changes)

    def _show_replayed(self, changes: Changes) -> None:
        """Undo and redo go where something changed."""
        (article_id,) = changes.article_ids
        self.open_article(article_id)
        for row in changes.rows:
            if row.table == "annotations" and row.after is not None:
                self.set_current(row.key[0])
            elif row.table == "decisions" and row.after is None and row.before and self.current is None:
                self.set_current(row.before["suggestion_id"])

    def _need_article(self) -> Article:
        if self.article is None:
            raise UserError("Open an article first.")
        return self.article

    def need_current(self) -> Annotation:
        """The current annotation or suggestion.  :raises UserError: if there is none."""
        current = self.current
        if current is None:
            raise UserError("Select an annotation first: click its bar.")
        return current

    def _need_suggestion(self) -> Annotation:
        current = self.need_current()
        if not self.current_is_suggestion:
            raise UserError("This annotation is yours already: accept and reject are for suggestions.")
        return current

    def _any(self, annotation_id: str) -> Annotation | None:
        return self.sheet.annotation(annotation_id) if self.sheet else None

    def _own(self, annotation_id: str) -> Annotation:
        return annotation_operations.need(self.project, annotation_id)


__all__ = ["Session", "SheetChange"]
