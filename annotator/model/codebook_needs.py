"""What a file says with labels, links and attributes, and the codebook that can hold it.

:class:`Needs` are gathered while files are read; :func:`widened` adds what the codebook lacks and takes
nothing away.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model import codebook_edits as edits
from annotator.model.codebook import Attribute, Codebook, Label, LinkKind
from annotator.model.codebook_aliases import label_meant, link_meant
from annotator.model.label_colours import free_key, next_pair

YES = "yes"
"""The option for an attribute that is only there, where others of its name have values."""

_UNFIT = re.compile(r"[^\w -]")
_FIRST = re.compile(r"[^\W\d]")


def fit_name(name: str) -> str:
    """A name that a codebook can hold: letters, digits, spaces, - and _, a letter first."""
    fit = _UNFIT.sub("-", name).strip() or "unnamed"
    return fit if _FIRST.match(fit) else f"n{fit}"


@dataclass(slots=True)
class Answers:
    """What is said with one attribute of one label: ``bare`` where it is only there, without a value."""

    options: dict[str, None] = field(default_factory=dict)
    bare: bool = False


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
        self.taken_for: dict[str, str] = {}
        """Name in the file -> what it is called here, where that differs."""
        self._labels: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._attributes: dict[tuple[str, str], str] = {}

    def label(self, name: str) -> str:
        """The label meant by ``name``."""
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
        found = self._attributes.get((label, name))
        if found is None:
            there = self.codebook.label(label)
            known = [attribute.name for attribute in there.attributes] if there is not None else []
            known += [attribute for owner, attribute in self.attributes if owner == label]
            found = self._attributes[label, name] = self._named(name, known)
        said = self.attributes.setdefault((label, found), Answers())
        if value is None:
            said.bare = True
        else:
            said.options[value] = None
        return found

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

    @property
    def said(self) -> str:
        """What is new in it, as “new labels Source and Cue; new link Topic”; empty: nothing."""
        parts = [
            f"new {noun if len(names) == 1 else noun + 's'} {_listed(names)}"
            for noun, names in (("label", self.labels), ("link", self.links), ("attribute", self.attributes))
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
            label = Label(name, free_key(book), pair.light, pair.dark)
            book = dataclasses.replace(book, labels=(*book.labels, label))
            labels.append(name)
    attributes = {(owner, name): f"{name} of {owner}" for owner, name in needs.attributes}
    old = {key for key in attributes if (there := codebook.label(key[0])) and there.attribute(key[1])}
    wider: dict[str, None] = {}
    for (owner, name), said in needs.attributes.items():
        after = _with_attribute(book, owner, name, said)
        if after is not book and (owner, name) in old:
            wider[f"attribute {attributes[owner, name]}"] = None
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
    new = tuple(said for key, said in attributes.items() if key not in old)
    return Widened(edits.checked(book), tuple(labels), tuple(links), new, tuple(wider))


def _with_attribute(book: Codebook, owner: str, name: str, said: Answers) -> Codebook:
    label = book.check_label(owner)
    there = label.attribute(name)
    if there is None:
        options = (*said.options, YES) if said.bare and YES not in said.options else tuple(said.options)
        made = Attribute(name, "choice", options) if said.options else Attribute(name, "yes/no")
        after = (*label.attributes, made)
    elif there.kind in ("choice", "several"):
        options = tuple(dict.fromkeys((*there.options, *said.options)))
        if options == there.options:
            return book
        wider = dataclasses.replace(there, options=options)
        after = tuple(wider if each is there else each for each in label.attributes)
    else:
        return book
    changed = dataclasses.replace(label, attributes=after)
    labels = tuple(changed if each is label else each for each in book.labels)
    return dataclasses.replace(book, labels=labels)


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
