"""What a rule would settle, in one article or in all, before it is done.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.gui.comparing.voices import Voice
from annotator.gui.widgets.parts import counted
from annotator.model.layer import Layer
from annotator.model.settlement import Ruling
from annotator.project.queries import Queries
from annotator.review.adjudicating import plan
from annotator.review.comparing import ComparisonCancelledError, compare_article
from annotator.review.places import Adjudication, adjudication, check_layers

AT_ONCE = 40
"""Places that are settled in one go: some 20 ms."""

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """``agreed``: only what all say; ``majority``; ``trust``: what the first of ``trusted`` says who has
    worked on the article."""

    name: str
    trusted: tuple[Layer, ...] = ()

    @property
    def title(self) -> str:
        """Of the undo step."""
        return {"agreed": "Settle what all agree on", "majority": "Settle by majority"}.get(
            self.name, "Settle by trust"
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """What a rule does with one article.  ``settled`` and ``left`` are of the differences, ``agreed`` of what
    all say alike."""

    article_id: int
    rulings: tuple[Ruling, ...]
    settled: int
    agreed: int
    left: int

    skipped: bool = False
    """Whether it is left as it is, as somebody has begun the article and not marked it as done."""
    finished: bool = True
    """Whether nothing more comes after these; then gold is done on the article if nothing is left."""

    def in_parts(self) -> Iterator[Planned]:
        """The same in parts that are small enough to be settled in one go."""
        for start in range(0, len(self.rulings), AT_ONCE):
            last = start + AT_ONCE >= len(self.rulings)
            yield replace(self, rulings=self.rulings[start : start + AT_ONCE], finished=last)


def planned(found: Adjudication, rule: Rule) -> Planned:
    """What a rule does with one article."""
    name = "agreed" if rule.name == "trust" else rule.name
    made = plan(found, name, rule.trusted)
    agreed = sum(ruling.rule == "agreed" for ruling in made.rulings)
    return Planned(
        found.comparison.article_id,
        made.rulings,
        len(made.rulings) - agreed,
        agreed,
        len(made.left_open),
    )


def plan_all(
    queries: Queries, voices: Sequence[Voice], rule: Rule, progress: Progress, cancelled: Cancelled
) -> list[Planned]:
    """What a rule does with each article on which at least two of the layers have worked and none is hidden.

    One that somebody has begun and not marked as done is left as it is: what is missing there may only not
    have been reached.

    :raises UserError: if gold is among the layers.
    """
    layers = [voice.layer for voice in voices]
    check_layers(layers)
    ids, actors, made = queries.article_ids(), queries.actors_by_id(), []
    for done, article_id in enumerate(ids):
        if cancelled():
            raise ComparisonCancelledError
        progress(done, len(ids))
        comparison = compare_article(queries, article_id, layers, actors=actors)
        if len(comparison.layers) < 2 or comparison.hidden:
            continue
        if comparison.unfinished:
            made.append(Planned(article_id, (), 0, 0, 0, skipped=True))
        else:
            made.append(planned(adjudication(queries, comparison), rule))
    return made


def told(plans: Iterable[Planned], *, everywhere: bool) -> str:
    """The preview in words."""
    plans = list(plans)
    settled, agreed, left = (sum(getattr(each, of) for each in plans) for of in ("settled", "agreed", "left"))
    said = []
    if settled:
        said.append(f"settles {counted(settled, 'difference')}")
    if agreed:
        said.append(f"takes over {counted(agreed, 'annotation')} on which all agree")
    if not said:
        said.append("changes nothing")
    where = f" in {counted(sum(bool(each.rulings) for each in plans), 'article')}" if everywhere else ""
    stay = f"; {counted(left, 'difference')} {'stays' if left == 1 else 'stay'} open" if left else ""
    words = f"{' and '.join(said)}{where}{stay}."
    skipped = sum(each.skipped for each in plans)
    if skipped:
        verb = "is" if skipped == 1 else "are"
        words += f" {counted(skipped, 'article')} {verb} left: not marked as done by all."
    return words[0].upper() + words[1:]
