"""The codebook as REFI-QDA codes: a code for each label, below it one for each attribute and each answer.

Whoever opens the project elsewhere sees “claim” and, on the same words, “denies” below “kind”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.exchange.qdpx.elements import element, guid, said
from annotator.model.codebook import Attribute, Codebook

ARTICLE = "Article"
"""The code above those that say something of an article as a whole."""

STATE = "state"

_LONGEST = 200


def answers_of(value: Any) -> Iterator[str]:
    """The names of the codes that an answer is."""
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, list | tuple):
        for each in value:
            yield from answers_of(each)
    elif value is not None and str(value).strip():
        yield str(value)


class Codes:
    """The codes of a project; answers that are no options are added as they are met."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._answers: dict[tuple[str, str], dict[str, None]] = {}
        for label in codebook.labels:
            for attribute in label.attributes:
                self._answers[label.name, attribute.name] = _options(attribute)
        self._answers["", STATE] = dict.fromkeys(("done", "in doubt"))
        for question in codebook.questions:
            self._answers.setdefault(("", question.name), _options(question))

    def label(self, name: str) -> str:
        """The GUID of a label's code."""
        return guid("label", name)

    def answers(self, owner: str, answers: Mapping[str, Any]) -> list[str]:
        """The GUIDs of the codes of answers about a label, or an article where ``owner`` is empty."""
        found = []
        for name, value in answers.items():
            for answer in answers_of(value):
                self._answers.setdefault((owner, name), {})[answer] = None
                found.append(guid("answer", owner, name, answer))
        return found

    def written(self) -> str:
        """The element CodeBook."""
        labels = [
            _code(
                guid("label", label.name),
                label.name,
                self._below(label.name),
                label.guideline,
                color=label.colour.lower(),
            )
            for label in self._codebook.labels
        ]
        whole = _code(guid("article"), ARTICLE, self._below(""), isCodable="false")
        return element("CodeBook", element("Codes", "".join([*labels, whole])))

    def _below(self, owner: str) -> str:
        return "".join(
            _code(
                guid("attribute", owner, name),
                name,
                "".join(_answer(owner, name, answer) for answer in answers),
                isCodable="false",
            )
            for (label, name), answers in self._answers.items()
            if label == owner
        )


def _options(attribute: Attribute) -> dict[str, None]:
    return dict.fromkeys(("yes", "no") if attribute.kind == "yes/no" else attribute.options)


def _answer(owner: str, attribute: str, answer: str) -> str:
    key = guid("answer", owner, attribute, answer)
    name = " ".join(answer.split())
    if len(name) <= _LONGEST:
        return _code(key, name)
    return _code(key, f"{name[:_LONGEST]}…", about=answer)


def _code(key: str, name: str, below: str = "", about: str = "", **attributes: str) -> str:
    content = (element("Description", said(about)) if about else "") + below
    return element("Code", content, guid=key, name=name, **{"isCodable": "true", **attributes})
