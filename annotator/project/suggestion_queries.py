"""What is suggested to an annotator, article by article; all of it only reads.

Each article is suggested for by the model that read it last: articles in different languages have different
ones.  Beside it stands what the annotator asked for themselves (docs/adr/0011).
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from typing import TYPE_CHECKING

from annotator.model.annotation import Annotation, Segments
from annotator.model.layer import EVERYWHERE, Layer
from annotator.model.presets import BROAD
from annotator.store import annotations as annotation_store
from annotator.store import registry, suggesting

if TYPE_CHECKING:
    from sqlite_utils import Database


LEAST_SCORE = "least score"
"""The fact kept with the project, by annotator, that says how sure a suggestion must be to be shown."""


class SuggestionQueries:
    """A part of :class:`annotator.project.queries.Queries`."""

    db: Database
    annotator: str

    @abstractmethod
    def layers(self) -> list[Layer]: ...

    @abstractmethod
    def about(self, name: str, default: str = "") -> str: ...

    @property
    @abstractmethod
    def layer(self) -> Layer | None: ...

    def model_layer(self, article_id: int | None = None) -> Layer | None:
        """The newest layer of a model that reads articles; on an article the one that read it last."""
        if article_id is not None:
            return suggesting.newest_on(self.db, article_id)
        models = [layer for layer in self.layers() if layer.kind == "model" and layer.annotator != EVERYWHERE]
        return max(models, key=lambda layer: (layer.updated_at, layer.id), default=None)

    def newest_models(self) -> dict[int, int]:
        """Article id -> id of the model layer that suggests on it; those that no model read are missing."""
        return suggesting.newest_by_article(self.db)

    def asked_layer(self, annotator: str | None = None) -> Layer | None:
        """What an annotator (None: this one) asked to be suggested themselves."""
        return registry.find_layer(self.db, EVERYWHERE, "model", annotator or self.annotator)

    def suggesting_on(self, article_id: int, annotator: str | None = None) -> list[Layer]:
        """The layers that suggest to an annotator (None: this one) on an article, first that of the model.

        The other one is what they asked for themselves; where both say the same, the first counts.
        """
        layers = (self.model_layer(article_id), self.asked_layer(annotator))
        return [layer for layer in layers if layer is not None]

    def suggestion_layers(self, annotator: str | None = None) -> list[Layer]:
        """Every layer that suggests to an annotator (None: this one) on some article; their own comes last.

        On which article a model's layer counts :meth:`newest_models` says.
        """
        newest = set(self.newest_models().values())
        asked = self.asked_layer(annotator)
        return [layer for layer in self.layers() if layer.id in newest] + ([asked] if asked else [])

    def suggested(self, article_id: int, *, since: int = 0, before: int | None = None) -> list[Annotation]:
        """What is or was suggested to the annotator on an article, decided or not; the same only once.

        :param since: only what begins here or later (code points).
        :param before: only what begins before.
        """
        return self.sure_enough(self.suggested_at_all(article_id, since=since, before=before))

    def suggested_at_all(
        self, article_id: int, *, since: int = 0, before: int | None = None
    ) -> list[Annotation]:
        """The same with what the annotator finds not sure enough to be shown."""
        found: list[Annotation] = []
        for layer in self.suggesting_on(article_id):
            said = {annotation.key for annotation in found}
            these = annotation_store.load_annotations(self.db, article_id, (layer.id,), since, before)
            found += [a for a in these if a.key not in said]
        return found

    def sure_enough(self, suggestions: list[Annotation]) -> list[Annotation]:
        """Those that the annotator wants to see (see :attr:`least_score`)."""
        least = self.least_score
        unsure = [a.id for a in suggestions if a.score is not None and a.score < least]
        if least <= BROAD or not unsure:
            return suggestions
        hidden = set(unsure) - suggesting.sure_ones(self.db, unsure, least)
        return [a for a in suggestions if a.id not in hidden]

    @property
    def least_score(self) -> float:
        """How sure a suggestion must be for the annotator to see it; at ``BROAD`` all is shown."""
        return float(self.about(f"{LEAST_SCORE} {self.annotator}", str(BROAD)))

    def find_suggestion(self, article_id: int, label: str, segments: Segments) -> Annotation | None:
        """The undecided suggestion that says exactly this."""
        for layer in self.suggesting_on(article_id):
            found = annotation_store.find_annotation(self.db, layer.id, article_id, label, segments)
            if found is not None:
                return found if self.is_undecided(found) else None
        return None

    def is_undecided(self, suggestion: Annotation) -> bool:
        """Whether a suggestion still waits (see :meth:`annotator.project.settled.Settled.waits`)."""
        own, (label, segments) = self.layer, suggestion.key
        return own is None or (
            annotation_store.decision_on(self.db, own.id, suggestion) is None
            and annotation_store.find_annotation(self.db, own.id, suggestion.article_id, label, segments)
            is None
        )

    def undecided_counts(self) -> dict[int, int]:
        """Article id -> suggestions that wait for the annotator; articles with none are missing."""
        asked = self.asked_layer()
        least = self.least_score
        sure = least if least > BROAD else 0.0
        waiting = Counter(suggesting.undecided_by_article(self.db, self._own_id, least=sure))
        if asked is not None:
            waiting.update(suggesting.undecided_asked(self.db, asked.id, self._own_id))
        return dict(waiting)

    def undecided_in(self, layer: Layer) -> int:
        """How many suggestions of a layer wait for the annotator, over the articles on which it counts."""
        if layer.annotator == EVERYWHERE:
            return sum(suggesting.undecided_asked(self.db, layer.id, self._own_id).values())
        return sum(suggesting.undecided_by_article(self.db, self._own_id, layer.id).values())

    def models_run(self, layer_id: int) -> set[int]:
        """The articles that a model's layer has covered."""
        return registry.models_run(self.db, layer_id)

    @property
    def _own_id(self) -> int | None:
        own = self.layer
        return own.id if own is not None else None
