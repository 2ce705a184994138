"""What a file says with labels, links and attributes, and the codebook that can hold it.

:class:`Needs` are gathered while files are read; :func:`widened` adds what the codebook lacks and takes
nothing away.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model import codebook_edits as edits
from annotator.model.answers_met import YES, Answers
from annotator.model.codebook import Attribute, Codebook, Label, LinkKind
from annotator.model.codebook_aliases import label_meant, link_meant
from annotator.model.label_colours import free_key, next_pair

__all__ = ["YES", "Needs", "Widened", "fit_name", "widened"]

_UNFIT = re.compile(r"[^\w -]")
_FIRST = re.compile(r"[^\W\d]")


def fit_name(name: str) -> str:
    """A name that a codebook can hold: letters, digits, spaces, - and _, a letter first."""
    fit = _UNFIT.sub("-", name).strip() or "unnamed"
    return fit if _FIRST.match(fit) else f"n{fit}"


class Needs:
    """Names of a file, turned into those of a codebook; what it lacks is remembered in the order met.

    A name is what the codebook has by exactly this name, else what it knows by it (a former name), else the
    one that differs only by capitals, where there is just one; else it is new.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.labels: dict[str, None] = {}
        self.links: dict[tuple[str, str, str], None] = {}
        """``(link, label of the head, label of the child)``"""
        self.attributes: dict[tuple[str, str], Answers] = {}
        """By label and attribute."""
        self.mentions: set[str] = set()
        """New labels whose annotations point to actors."""
        self.taken_for: dict[str, str] = {}
        """Name in the file -> what it is called here, where that differs."""
        self._labels: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._attributes: dict[tuple[str, str], str] = {}

    def label(self, name: str, answers: Mapping[str, Any] | None = None) -> str:
        """The label meant by ``name``, where these are the answers."""
        if answers and self.codebook.aliases:
            certain = label_meant(self.codebook, name, answers)
            if certain is not None:
                return certain.name
        found = self._labels.get(name)
        if found is None:
            meant = label_meant(self.codebook, name, {})
            known = [*(label.name for label in self.codebook.labels), *self.labels]
            found = meant.name if meant is not None else self._named(name, known)
            self._labels[name] = found
            if self.codebook.label(found) is None:
                self.labels[found] = None
        return found

    def link(self, name: str, head: str, child: str) -> str:
        """The link meant by ``name`` between these labels, which are the codebook's."""
        meant = link_meant(self.codebook, name, head, child)
        if meant is not None:
            return meant
        found = self._links.get(name)
        if found is None:
            kinds = [*(link.name for link in self.codebook.links), *(link for link, _, _ in self.links)]
            found = self._links[name] = self._named(name, dict.fromkeys(kinds))
        kind = self.codebook.link(found)
        if kind is None or head not in kind.heads or child not in kind.children:
            self.links[found, head, child] = None
        return found

    def attribute(self, label: str, name: str, value: str | None) -> str:
        """The attribute meant by ``name`` of a label, which is the codebook's; ``value`` None: only there."""
        found = self.attribute_meant(label, name)
        said = self.attributes.setdefault((label, found), Answers())
        if value is None:
            said.bare = True
        else:
            said.options[value] = None
        return found

    def answer(self, owner: str, name: str, value: Any) -> str:
        """As :meth:`attribute`, of a value that has a kind: see :meth:`Answers.add`.

        :param owner: a label, which is the codebook's; empty for a question about the article as a whole.
        """
        found = self.attribute_meant(owner, name)
        meant = self.option_meant(owner, self._attributes_of(owner).get(found), value)
        self.attributes.setdefault((owner, found), Answers()).add(meant)
        return found

    def attribute_meant(self, owner: str, name: str) -> str:
        """The attribute of a label, or the question, that is meant by ``name``."""
        found = self._attributes.get((owner, name))
        if found is None:
            there = self._attributes_of(owner)
            aliases = (
                a for a in self.codebook.aliases if (a.kind, a.label, a.name) == ("attribute", owner, name)
            )
            alias = next((a.means for a in aliases if a.means in there and name not in there), None)
            known = [*there, *(attribute for of, attribute in self.attributes if of == owner)]
            found = self._attributes[owner, name] = alias or self._named(name, known)
        return found

    def option_meant(self, owner: str, attribute: Attribute | None, value: Any) -> Any:
        """An answer by the name that its option has now."""
        if attribute is None or not attribute.options:
            return value
        if isinstance(value, list | tuple):
            return [self.option_meant(owner, attribute, each) for each in value]
        place = ("option", owner, attribute.name, value)
        aliases = (a for a in self.codebook.aliases if (a.kind, a.label, a.attribute, a.name) == place)
        return value if value in attribute.options else next((a.means for a in aliases), value)

    def _attributes_of(self, owner: str) -> dict[str, Attribute]:
        label = self.codebook.label(owner)
        asked = self.codebook.questions if not owner else label.attributes if label is not None else ()
        return {attribute.name: attribute for attribute in asked}

    def _named(self, name: str, known: Iterable[str]) -> str:
        fit = fit_name(name)
        same = [each for each in known if each.casefold() == fit.casefold()]
        found = fit if fit in same or len(same) != 1 else same[0]
        if found != name:
            self.taken_for[name] = found
        return found


@dataclass(frozen=True, slots=True)
class Widened:
    """A codebook and what was added to it; ``wider`` are links and attributes that were there with less."""

    codebook: Codebook
    labels: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What is new in it, as “new labels Source and Cue; new link Topic”; empty: nothing."""
        parts = [
            f"new {noun if len(names) == 1 else noun + 's'} {_listed(names)}"
            for noun, names in (
                ("label", self.labels),
                ("link", self.links),
                ("attribute", self.attributes),
                ("question", self.questions),
            )
            if names
        ]
        if self.wider:
            parts.append(f"more for {_listed(self.wider)}")
        return "; ".join(parts)


def widened(codebook: Codebook, needs: Needs) -> Widened:
    """``codebook`` with all that is needed: labels with free colours and keys, links, attributes, options.

    :raises UserError: if the outcome is not a sound codebook.
    """
    book = codebook
    labels: list[str] = []
    for name in needs.labels:
        if book.label(name) is None:
            pair = next_pair(label.colour for label in book.labels)
            label = Label(name, free_key(book), pair.light, pair.dark, name in needs.mentions)
            book = dataclasses.replace(book, labels=(*book.labels, label))
            labels.append(name)
    attributes = {(owner, name): f"{name} of {owner}" if owner else name for owner, name in needs.attributes}
    old = {key for key in attributes if _attribute(codebook, *key) is not None}
    wider: dict[str, None] = {}
    for (owner, name), said in needs.attributes.items():
        after = _with_attribute(book, owner, name, said)
        if after is book:
            attributes.pop((owner, name))
        elif (owner, name) in old:
            wider[f"{'attribute' if owner else 'question'} {attributes[owner, name]}"] = None
        book = after
    links: dict[str, None] = {}
    for name, head, child in needs.links:
        after = _with_link(book, name, head, child)
        if after is not book:
            if codebook.link(name) is None:
                links[name] = None
            else:
                wider[f"link {name}"] = None
        book = after
    new = {key: said for key, said in attributes.items() if key not in old}
    return Widened(
        edits.checked(book),
        tuple(labels),
        tuple(links),
        tuple(said for (owner, _), said in new.items() if owner),
        tuple(wider),
        tuple(said for (owner, _), said in new.items() if not owner),
    )


def _attribute(book: Codebook, owner: str, name: str) -> Attribute | None:
    label = book.label(owner)
    return book.question(name) if not owner else label.attribute(name) if label is not None else None


def _with_attribute(book: Codebook, owner: str, name: str, said: Answers) -> Codebook:
    asked = book.attributes_of(owner)
    there = next((each for each in asked if each.name == name), None)
    if there is None:
        made = said.attribute(name)
        return book if made is None else edits.with_attributes(book, owner, (*asked, made))
    if there.kind not in ("choice", "several"):
        return book
    options = tuple(dict.fromkeys((*there.options, *filter(str.strip, said.options))))
    if options == there.options:
        return book
    wider = dataclasses.replace(there, options=options)
    return edits.with_attributes(book, owner, (wider if each is there else each for each in asked))


def _with_link(book: Codebook, name: str, head: str, child: str) -> Codebook:
    there = book.link(name)
    if there is None:
        return dataclasses.replace(book, links=(*book.links, LinkKind(name, (head,), (child,))))
    wider = dataclasses.replace(
        there,
        heads=tuple(dict.fromkeys((*there.heads, head))),
        children=tuple(dict.fromkeys((*there.children, child))),
    )
    if wider == there:
        return book
    return dataclasses.replace(book, links=tuple(wider if each is there else each for each in book.links))


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
