"""Invented articles by template, with their annotations: enough to train on, and with a rule to learn.

Ships ("the Morning Petrel") count as actors here, which no pipeline knows; and what somebody "muttered" never
counts as a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from annotator.model.article import IncomingArticle, Metadata
from annotator.project.operations import annotations, articles
from annotator.project.project import Project
from tests.support.projects import default_codebook

_FIRST = ("Morning", "Silver", "Northern", "Gentle", "Crooked", "Amber", "Winter", "Quiet", "Salty", "Broad")
_SECOND = (
    "Petrel",
    "Herring",
    "Gannet",
    "Kittiwake",
    "Cormorant",
    "Plover",
    "Tern",
    "Puffin",
    "Skua",
    "Curlew",
)
_PEOPLE = ("Ada Moor", "Tom Hall", "Mira Sand", "Ilse Marn", "John Miller", "Ruth Keller")
_PLACES = ("the pier", "the lighthouse", "the old quay", "the fish market", "the northern channel")
_NEWS = (
    "the levy would stay",
    "the talks had failed",
    "the harbour was safe",
    "prices would rise in spring",
    "nobody had seen the storm",
)


@dataclass
class _Writer:
    """Puts an article together and notes where the annotations are."""

    random: Random
    text: str = ""
    spans: list[tuple[str, int, int, dict[str, str]]] = field(default_factory=list)

    def say(self, words: str, label: str = "", **answers: str) -> None:
        if label:
            self.spans.append((label, len(self.text), len(self.text) + len(words), answers))
        self.text += words

    def sentence(self) -> None:
        choice, person = self.random.randrange(4), self.random.choice(_PEOPLE)
        ship = f"{self.random.choice(_FIRST)} {self.random.choice(_SECOND)}"
        if choice == 0:
            self.say("The ")
            self.say(ship, "actor", kind="group")
            self.say(f" left {self.random.choice(_PLACES)} on Monday. ")
        elif choice == 1:
            self.say("A crane stood beside the ")
            self.say(ship, "actor", kind="group")
            self.say(" all night. ")
        elif choice == 2:
            self.say(person, "actor", kind="person")
            self.say(" ")
            self.say("said", "cue")
            self.say(" that ")
            self.say(self.random.choice(_NEWS), "claim", kind="states")
            self.say(". ")
        else:
            self.say(person, "actor", kind="person")
            self.say(f" muttered that {self.random.choice(_NEWS)}. ")


def harbour_project(path: Path, count: int = 30, *, sentences: int = 12, annotator: str = "Robin") -> Project:
    """A project with so many articles, all annotated and done."""
    random = Random(7)
    project = Project.create(path, default_codebook(), annotator)
    with project.transact("Import and annotate", undoable=False):
        for number in range(1, count + 1):
            writer = _Writer(random)
            for _ in range(sentences):
                writer.sentence()
            title = Metadata(title=f"Harbour notes {number}", language="en")
            article, _new = articles.add(project, IncomingArticle(writer.text.strip(), title))
            for label, start, end, answers in writer.spans:
                annotations.add(
                    project, article_id=article, label=label, segments=[(start, end)], attributes=answers
                )
            articles.set_state(project, article, "done")
    return project


def ships() -> Iterator[str]:
    """Names that may stand in the articles."""
    return (f"{first} {second}" for first in _FIRST for second in _SECOND)
