"""The problems of the open article, kept up to date change by change.

The same as :func:`annotator.project.problems.in_article`, but a commit costs as much as it changed and not as
much as the article holds; and a large article is looked through bit by bit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import islice

from annotator.gui.models.sheet import LiveSheet
from annotator.project.changes import Changes
from annotator.project.problems import Problem, answers_on, of_annotation, of_article
from annotator.project.queries import Queries


class LiveProblems:
    """Of an article that was read whole."""

    def __init__(self, queries: Queries, sheet: LiveSheet) -> None:
        self._queries = queries
        self.sheet = sheet
        self.here: list[Problem] = []
        """In reading order."""
        self._places: list[tuple[int, str, str]] = []
        self._of: dict[str | None, list[Problem]] = {}
        self._due = dict.fromkeys(sheet.own)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to look at."""
        return not self._due

    def touch(self, changes: Changes) -> bool:
        """Note what a commit changed; False: that can't be told, all has to be looked through again."""
        if "annotations" in changes.bulk or "links" in changes.bulk or changes.touched("codebooks"):
            return False
        self._due |= dict.fromkeys(changes.touched("annotations"))
        for row in changes.rows:
            for values in (row.before, row.after) if row.table == "links" else ():
                if values is not None:
                    self._due[values["head_id"]] = None
        return True

    def look(self, most: int | None = None) -> None:
        """Look at what is due, or at the next so many annotations."""
        codebook, own = self._queries.codebook, self.sheet.own
        for annotation_id in list(self._due if most is None else islice(self._due, most)):
            del self._due[annotation_id]
            annotation = own.get(annotation_id)
            linked = Counter(
                (link.head_id, link.label)
                for link in (self.sheet.links_of(annotation_id) if annotation is not None else ())
            )
            found = list(of_annotation(codebook, annotation, linked)) if annotation is not None else []
            self._put(annotation_id, found)
        answers, begun = answers_on(self._queries, self.sheet.article.id)
        asked = of_article(codebook, self.sheet.article.id, answers) if begun or own else []
        self._put(None, asked)

    def _put(self, about: str | None, found: list[Problem]) -> None:
        before = self._of.pop(about, [])
        if found:
            self._of[about] = found
        if before == found:
            return
        for problem in before:
            at = bisect_left(self._places, problem.place)
            while self.here[at] != problem:  # of two with one name
                at += 1
            del self._places[at], self.here[at]
        for problem in found:
            at = bisect_left(self._places, problem.place)
            self._places.insert(at, problem.place)
            self.here.insert(at, problem)
