"""What a colleague's copy says in its words, said in the words of this project's codebook."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from annotator.errors import UserError
from annotator.model.codebook import Attribute, Codebook, Label, LinkKind
from annotator.model.codebook_aliases import answers_meant, label_meant, link_meant
from annotator.model.merge_mapping import Instead, MergeMapping, Word

_MOST_KEPT = 50_000
"""Translations kept in memory: labels with answers that came before."""


class Words:
    """Translates, and notes what has no translation.

    ``unknown`` are the words on which nothing was decided, with the number of rows that use them, ``left``
    those whose rows or answers stay out.  ``codebook`` is ours with what was added so far (``added``).

    :raises UserError: if the mapping names something that our codebook does not have.
    """

    def __init__(self, codebook: Codebook, mapping: MergeMapping) -> None:
        self.codebook = codebook
        self.unknown: Counter[Word] = Counter()
        self.left: Counter[Word] = Counter()
        self.added: list[Word] = []
        self._mapping = mapping
        self._theirs = mapping.codebook
        self._kept: dict[tuple[str, str], tuple[str, str] | None] = {}
        for word, meant in mapping.words.items():
            if isinstance(meant, str):
                self._check(word, meant)

    def annotation(self, label: str, attributes: str) -> tuple[str, str] | None:
        """Label and answers (JSON) in our words; None where it stays out.  For decisions as well."""
        key = label, attributes
        if key in self._kept:
            return self._kept[key]
        before = sum(self.unknown.values()) + sum(self.left.values()) + len(self.added)
        made = self._annotation(label, json.loads(attributes))
        if sum(self.unknown.values()) + sum(self.left.values()) + len(self.added) == before:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = made  # only what is to be counted nowhere
        return made

    def link(self, name: str, head: str, child: str) -> str | None:
        """The link in our words between these labels of ours; None where it stays out."""
        word = Word("link", name)
        meant = self._mapping.words.get(word)
        asked = meant if isinstance(meant, str) else name
        found = link_meant(self.codebook, asked, head, child)
        if found is not None:
            return found
        decided = self._decided(word)
        if isinstance(decided, str):  # ours does not go between these labels either
            self.unknown[word] += 1
        if decided is not Instead.ADD:
            return None
        self._add(word, self._with_link(asked, head, child))
        return asked

    def answers(self, answers: str) -> str:
        """Answers about an article as a whole (JSON), without those that stay out."""
        made: dict[str, Any] = {}
        for name, value in json.loads(answers).items():
            if (said := self._answer("", name, value)) is not None:
                made[said[0]] = said[1]
        return json.dumps(made, ensure_ascii=False, sort_keys=True)

    # -- inside

    def _annotation(self, name: str, answers: Mapping[str, Any]) -> tuple[str, str] | None:
        label = label_meant(self.codebook, name, answers)
        if label is None:
            word = Word("label", name)
            meant = self._mapping.words.get(word)
            if isinstance(meant, str):
                label = self.codebook.check_label(meant)
            elif self._decided(word) is Instead.ADD:
                self._add(word, self._with_label(name))
                label = self.codebook.check_label(name)
            else:
                return None
        made: dict[str, Any] = {}
        for asked, value in answers_meant(self.codebook, label, answers).items():
            if (said := self._answer(label.name, asked, value)) is not None:
                made[said[0]] = said[1]
        return label.name, json.dumps(made, ensure_ascii=False, sort_keys=True)

    def _answer(self, owner: str, name: str, value: Any) -> tuple[str, Any] | None:
        """One answer of a label, or about an article where ``owner`` is empty."""
        asked = self._find(owner, name)
        word = Word("attribute", name, owner) if owner else Word("question", name)
        if asked is None:
            meant = self._mapping.words.get(word)
            if isinstance(meant, str):
                asked = self._find(owner, meant)
            elif self._decided(word) is Instead.ADD:
                self._add(word, self._with_attribute(owner, name, value))
                asked = self._find(owner, name)
            if asked is None:
                return None
        if asked.problem_with(value) is None:
            return asked.name, value
        if asked.kind == "choice" and isinstance(value, str):
            option = self._option(owner, asked.name, value)
            return None if option is None else (asked.name, option)
        if asked.kind == "several" and isinstance(value, list) and all(isinstance(v, str) for v in value):
            options = [o for v in value if (o := self._option(owner, asked.name, v)) is not None]
            return asked.name, list(dict.fromkeys(options))
        meant = self._mapping.words.get(word)
        other = self._find(owner, meant) if isinstance(meant, str) else None
        if other is not None and other.problem_with(value) is None:
            return other.name, value
        if self._mapping.of(word) is Instead.LEAVE:
            self.left[word] += 1
        else:  # a name of ours can't be added a second time, as something else
            self.unknown[word] += 1
        return None

    def _option(self, owner: str, attribute: str, value: str) -> str | None:
        asked = self._find(owner, attribute)
        if asked is not None and value in asked.options:
            return value
        word = Word("option", value, owner, attribute)
        meant = self._mapping.words.get(word)
        if isinstance(meant, str):
            return meant
        if self._decided(word) is not Instead.ADD or asked is None:
            return None
        more = dataclasses.replace(asked, options=(*asked.options, value))
        self._add(word, self._with_attributes(owner, lambda a: more if a.name == asked.name else a))
        return value

    def _decided(self, word: Word) -> str | Instead | None:
        """What is to become of a word that is not one of ours; counted where that is nothing."""
        decided = self._mapping.of(word)
        if decided is None:
            self.unknown[word] += 1
        elif decided is Instead.LEAVE:
            self.left[word] += 1
        return decided

    def _find(self, owner: str, name: str) -> Attribute | None:
        if not owner:
            return self.codebook.question(name)
        return self.codebook.check_label(owner).attribute(name)

    def _check(self, word: Word, meant: str) -> None:
        book = self.codebook
        label = book.label(word.label)
        match word.kind:
            case "label":
                there = book.label(meant) is not None
            case "link":
                there = book.link(meant) is not None
            case "question":
                there = book.question(meant) is not None
            case "attribute":
                there = label is not None and label.attribute(meant) is not None
            case "option":
                asked = label.attribute(word.attribute) if label else book.question(word.attribute)
                there = asked is not None and meant in asked.options
        if not there:
            raise UserError(f"The {word} can't be taken as “{meant}”: the codebook here has no such name.")

    def _add(self, word: Word, codebook: Codebook) -> None:
        self.codebook = codebook
        self.added.append(word)
        self._kept.clear()

    def _keys(self) -> set[str]:
        """The keys that are taken."""
        return {label.key for label in self.codebook.labels} | {link.key for link in self.codebook.links}

    def _with_label(self, name: str) -> Codebook:
        book = self.codebook
        label = (self._theirs.label(name) if self._theirs else None) or Label(name)
        free = dataclasses.replace(label, key="" if label.key in self._keys() else label.key)
        return dataclasses.replace(book, labels=(*book.labels, free))

    def _with_link(self, name: str, head: str, child: str) -> Codebook:
        book = self.codebook
        there = book.link(name)
        kind = there or (self._theirs.link(name) if self._theirs else None) or LinkKind(name, (), ())
        ours = {label.name for label in book.labels}
        heads = tuple(dict.fromkeys((*(h for h in kind.heads if h in ours), head)))
        children = tuple(dict.fromkeys((*(c for c in kind.children if c in ours), child)))
        made = dataclasses.replace(kind, heads=heads, children=children)
        if there is not None:
            return dataclasses.replace(book, links=tuple(made if k.name == name else k for k in book.links))
        if made.key in self._keys():
            made = dataclasses.replace(made, key="")
        return dataclasses.replace(book, links=(*book.links, made))

    def _with_attribute(self, owner: str, name: str, value: Any) -> Codebook:
        theirs = None
        if self._theirs is not None:
            label = self._theirs.label(owner)
            theirs = (label.attribute(name) if label else None) if owner else self._theirs.question(name)
        made = theirs or _guessed(name, value)
        if not owner:
            return dataclasses.replace(self.codebook, questions=(*self.codebook.questions, made))
        labels = (
            dataclasses.replace(each, attributes=(*each.attributes, made)) if each.name == owner else each
            for each in self.codebook.labels
        )
        return dataclasses.replace(self.codebook, labels=tuple(labels))

    def _with_attributes(self, owner: str, change: Callable[[Attribute], Attribute]) -> Codebook:
        book = self.codebook
        if not owner:
            return dataclasses.replace(book, questions=tuple(change(each) for each in book.questions))
        labels = (
            dataclasses.replace(each, attributes=tuple(change(a) for a in each.attributes))
            if each.name == owner
            else each
            for each in book.labels
        )
        return dataclasses.replace(book, labels=tuple(labels))


def _guessed(name: str, value: Any) -> Attribute:
    """An attribute of which only an answer is known."""
    match value:
        case bool():
            return Attribute(name, "yes/no")
        case int() | float():
            return Attribute(name, "number")
        case list():
            return Attribute(name, "several", tuple(str(each) for each in value))
        case _:
            return Attribute(name, "text")
