"""The open article with its annotations, read portion by portion and, where something is linked, ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from annotator.gui.models.link_index import LinkIndex
from annotator.gui.models.portions import Portions
from annotator.model.annotation import Annotation
from annotator.project.queries import Queries
from annotator.project.settled import Key, Settled


class ReadSheet:
    """Annotations and undecided suggestions of one article, by id.

    Of a large article only the beginning is read at first (see :class:`Portions`), with all its links;
    :meth:`read_on` reads more.  What needs the whole, such as :attr:`own`, first reads the rest.
    """

    def __init__(self, project: Queries, article_id: int) -> None:
        self._project = project
        self.article = project.article(article_id)
        self._settled = Settled()
        self._suggestions: dict[str, Annotation] = {}
        self._model: dict[str, Annotation] = {}
        self._by_key: dict[Key, list[str]] = {}
        self._unshown: dict[str, None] = {}
        self._layer_id: int | None = None
        self._load()

    @property
    def own(self) -> dict[str, Annotation]:
        """The annotator's own annotations."""
        self._read_all()
        return self._settled.own

    @property
    def suggestions(self) -> dict[str, Annotation]:
        """The undecided ones."""
        self._read_all()
        return self._suggestions

    @property
    def begun(self) -> bool:
        """Whether there is any own annotation."""
        return bool(self._settled.own or self.own)

    @property
    def suggests(self) -> bool:
        """Whether any suggestion waits."""
        return self._portions.suggests and bool(self._suggestions or self.suggestions)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An own annotation or an undecided suggestion."""
        if not self.complete and annotation_id not in self._settled.own:
            self._reach((annotation_id,))
        return self._settled.own.get(annotation_id) or self._suggestions.get(annotation_id)

    def is_suggestion(self, annotation_id: str | None) -> bool:
        return annotation_id in self._suggestions

    @property
    def complete(self) -> bool:
        """Whether all was read."""
        return self._portions.complete

    @property
    def read_to(self) -> int:
        """All that begins before this place (code points) was read, and what is linked with it."""
        return self._portions.read_to

    def read_on(self) -> None:
        """Read the next portion, if there is one."""
        if not self.complete:
            self._take(*self._portions.read())

    def take_unshown(self, most: int | None = None) -> list[Annotation]:
        """What was read since this was last asked: own annotations and undecided suggestions."""
        ids = list(self._unshown if most is None else islice(self._unshown, most))
        for annotation_id in ids:
            del self._unshown[annotation_id]
        pools = self._settled.own, self._suggestions
        return [pool[annotation_id] for annotation_id in ids for pool in pools if annotation_id in pool]

    @property
    def has_unshown(self) -> bool:
        return bool(self._unshown)

    # -- inside

    def _load(self) -> None:
        project, article = self._project, self.article.id
        own = project.layer
        self._layer_id = own.id if own else None
        self._settled = Settled((), project.decisions(article, own.id) if own else ())
        self._links = LinkIndex(project.links(article, own.id) if own else ())
        self._unshown = {}
        self._load_suggested()

    def _load_suggested(self) -> None:
        """Begin to read anew, with the own annotations that are known already."""
        project, article = self._project, self.article.id
        self._portions = Portions(project, article, self._layer_id)
        suggesting = [layer.id for layer in project.suggesting_on(article)]
        self._model_links = LinkIndex(project.links(article, *suggesting))
        self._covered = project.model_layer(article) is not None
        self._model, self._suggestions, self._by_key = {}, {}, {}
        self._take(*self._portions.read())

    def _read_all(self) -> None:
        if not self.complete:
            self._take(*self._portions.read_all())

    def _take(self, own: Sequence[Annotation], suggested: Sequence[Annotation]) -> None:
        """Take over a portion, and what it is linked with."""
        self._put(own, suggested)
        if not self.complete:
            self._reach_linked([annotation.id for annotation in (*own, *suggested)])

    def _put(self, own: Iterable[Annotation], suggested: Iterable[Annotation]) -> None:
        settled, unshown = self._settled, self._unshown
        for annotation in own:
            if annotation.id not in settled.own:
                settled.put(annotation)
                unshown[annotation.id] = None
        for suggestion in suggested:
            if suggestion.id not in self._model:
                self._model[suggestion.id] = suggestion
                self._by_key.setdefault(suggestion.key, []).append(suggestion.id)
                if settled.waits(suggestion):
                    self._suggestions[suggestion.id] = suggestion
                    unshown[suggestion.id] = None

    def _reach(self, ids: Iterable[str]) -> None:
        """Read some annotations ahead of their turn, if they belong here."""
        missing = {key for key in ids if key not in self._settled.own and key not in self._model}
        if self.complete or not missing:
            return
        for found in self._project.some_annotations(missing):
            if found.article_id != self.article.id:
                continue
            if self._portions.suggests:  # what lies at the same place settles what waits there
                self._put(*self._portions.read_at(found.start))
            elif found.layer_id == self._layer_id:
                self._put((found,), ())

    def _reach_linked(self, ids: Collection[str]) -> None:
        """Read the other ends of links ahead of their turn, and what became of those that are decided."""
        if self.complete:
            return
        self._reach(
            end for key in ids for link in self._links.of(key) for end in (link.head_id, link.child_id)
        )
        links = [link for key in ids for link in self._model_links.of(key)]
        ends = {end for link in links for end in (link.head_id, link.child_id)}
        self._reach(ends)
        known = [self._model[end] for end in ends if end in self._model]
        self._reach(result for suggestion in known for result in self._settled.results(suggestion))
