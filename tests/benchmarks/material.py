"""Made-up articles and large projects to measure on."""

from __future__ import annotations

import random
import uuid
from pathlib import Path

from annotator.model.article import IncomingArticle, Metadata
from annotator.model.clock import now
from annotator.project.operations import articles
from annotator.project.project import Project
from annotator.store.annotations import segments_json
from tests.support.projects import default_codebook

NAMES = ("Mira Sand", "Tolm Harbour", "the Levy Board", "Arno Velt", "Kestria", "the dairy federation")
VERBS = ("said", "warned", "denied", "promised", "claimed", "argued")
WORDS = (
    "the new levy on milk will raise prices in every town before the winter because nobody has asked the "
    "farmers who carry most of the cost while the board keeps praising its own plan as fair and modest"
).split()


def text(length: int, seed: int, *, paragraphs: bool = True) -> str:
    """News-like text of ``length`` characters, in paragraphs or without a single line break."""
    chance = random.Random(seed)
    parts: list[str] = []
    size = 0
    while size < length:
        words = " ".join(chance.choices(WORDS, k=chance.randint(8, 20)))
        sentence = f"{chance.choice(NAMES)} {chance.choice(VERBS)} that {words}."
        sentence += "\n\n" if chance.random() < 0.25 and paragraphs else " "
        parts.append(sentence)
        size += len(sentence)
    return "".join(parts)[:length]


def project(path: Path, *, count: int, length: int, annotations: int, paragraphs: bool = True) -> None:
    """``count`` articles of ``length`` characters with ``annotations`` each, a link to every five."""
    with Project.create(path, default_codebook(), "Robin") as made:
        for first in range(0, count, 500):
            with made.transact("Import", undoable=False):
                layer = made.own_layer()
                for number in range(first, min(first + 500, count)):
                    article = IncomingArticle(
                        text(length, number, paragraphs=paragraphs), Metadata(title=f"Article {number}")
                    )
                    key, _ = articles.add(made, article)
                    _annotate(made, layer.id, key, article.text, annotations)


def _annotate(made: Project, layer: int, article: int, body: str, count: int) -> None:
    chance = random.Random(article)
    at = now()
    rows, links, claim = [], [], ""
    for number in range(count):
        start = chance.randrange(len(body) - 40)
        end = start + chance.randint(3, 40)
        label = ("claim", "actor", "cue", "actor", "sentiment")[number % 5]
        key = str(uuid.UUID(int=chance.getrandbits(128)))
        common = {"layer_id": layer, "article_id": article, "origin": "person", "derived_from": None}
        common |= {"created_by": "Robin", "created_at": at, "updated_at": at, "score": None}
        rows.append(
            common
            | {
                "id": key,
                "label": label,
                "start": start,
                "end": end,
                "segments": segments_json(((start, end),)),
                "quote": body[start:end],
                "attributes": '{"kind": "person"}' if label == "actor" else "{}",
                "actor_id": None,
                "note": "",
                "reason": "",
            }
        )
        if label == "claim":
            claim = key
        elif number % 5 == 1:
            links.append(
                common
                | {
                    "id": str(uuid.UUID(int=chance.getrandbits(128))),
                    "label": "speaker",
                    "head_id": claim,
                    "child_id": key,
                }
            )
    made.rows.insert_many("annotations", rows)
    made.rows.insert_many("links", links)
