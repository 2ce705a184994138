"""A merge as people read it: layer by layer and article by article, with what is hidden from them hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.layer import Layer, LayerKind
from annotator.model.merge_account import Account, Outcome, Refusal
from annotator.project.queries import Queries

SHOWN: tuple[tuple[Outcome, str], ...] = (
    ("new", "new"),
    ("newer", "changed"),
    ("deleted", "deleted"),
    ("older", "older, ignored"),
    ("already", "already there"),
    ("waiting", "waiting"),
    ("left", "left out"),
    ("undecided", "to be decided"),
    ("refused", "can't be taken"),
    ("missing", "article missing"),
)
"""The outcomes that are shown, in this order, and what they are called."""


@dataclass(slots=True)
class Line:
    """What becomes of one layer, on one article or (``article`` empty) altogether.

    ``annotations`` are counted by outcome, ``rows`` are all kinds of rows.  ``own``: it is the annotator's
    own layer, from another machine.  ``hidden`` counts the articles on which the annotator may not yet see
    what the layer says; what it says there is counted nowhere.
    """

    owner: str
    kind: LayerKind
    own: bool
    article: str = ""
    title: str = ""
    annotations: Counter[Outcome] = field(default_factory=Counter)
    rows: Counter[Outcome] = field(default_factory=Counter)
    hidden: int = 0

    @property
    def changes(self) -> int:
        """Rows that it adds, changes or takes away."""
        return self.rows["new"] + self.rows["newer"] + self.rows["deleted"]

    def whose(self, shared_by: str) -> str:
        """What to say of one's own layer, which somebody else may have sent; empty of any other."""
        if not self.own:
            return ""
        return "your own, " + (
            "from another machine" if shared_by == self.owner else f"but shared by {shared_by}"
        )

    def sentence(self) -> str:
        """“3 annotations new, 1 changed; 5 other rows”."""
        if self.hidden and self.article:
            return "hidden until you are done there"
        said = [f"{self.annotations[outcome]} {name}" for outcome, name in SHOWN if self.annotations[outcome]]
        others = self.changes - sum(self.annotations[o] for o in ("new", "newer", "deleted"))
        text = f"annotations: {', '.join(said)}" if said else "no annotations"
        text += f"; {others} links, decisions, comments and states" if others else ""
        articles = "1 article is" if self.hidden == 1 else f"{self.hidden} articles are"
        return f"{text}; {articles} hidden until you are done there" if self.hidden else text


def layer_lines(queries: Queries, account: Account) -> list[Line]:
    """One line a layer, one's own first."""
    found: dict[tuple[str, LayerKind], Line] = {}
    for line in article_lines(queries, account, {}):
        whole = found.setdefault((line.owner, line.kind), Line(line.owner, line.kind, line.own))
        whole.annotations += line.annotations
        whole.rows += line.rows
        whole.hidden += line.hidden
    return sorted(found.values(), key=lambda line: (not line.own, line.kind, line.owner))


def article_lines(queries: Queries, account: Account, titles: Mapping[str, str]) -> list[Line]:
    """One line for each layer and article, by layer and in the order of the articles here.

    :param titles: by SHA-256, of articles that are not here.
    """
    here = {article.sha256: article for article in queries.articles()}
    seen: dict[tuple[str, LayerKind], frozenset[int] | None] = {}
    found = []
    for (owner, kind, sha256), counts in account.rows.items():
        if not owner:
            continue  # what belongs to all
        if (owner, kind) not in seen:
            seen[owner, kind] = queries.seen_articles(Layer(0, owner, kind))
        there, may = here.get(sha256), seen[owner, kind]
        line = Line(owner, kind, (owner, kind) == (queries.annotator, "person"), sha256)
        line.title = titles.get(sha256, "")
        if there is not None:
            line.title = there.metadata.title or there.origin or f"Article {there.id}"
        line.hidden = int(may is not None and (there is None or there.id not in may))
        for (outcome, of), number in ({} if line.hidden else counts).items():
            line.rows[outcome] += number
            line.annotations[outcome] += number if of == "annotation" else 0
        found.append(line)
    place = {sha256: article.id for sha256, article in here.items()}
    last = len(place) + 1
    return sorted(found, key=lambda line: (line.owner, line.kind, place.get(line.article, last), line.title))


def seen_refusals(queries: Queries, account: Account) -> list[Refusal]:
    """The refusals whose sentences the annotator may see: they say what was annotated."""
    lines = article_lines(queries, account, {})
    hidden = {(line.owner, line.kind, line.article) for line in lines if line.hidden}
    return [refusal for refusal in account.refusals if refusal.place not in hidden]
