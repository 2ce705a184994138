"""A mapping of words and actors as a TOML file, for merges that are repeated.

::

    rest = "leave"             # of everything not named here: "add", "leave"; without it, it is asked for

    [labels]
    Speaker = "actor"          # their label is ours
    rumour = true              # add it to our codebook
    aside = false              # leave its annotations out

    [links]
    says = "speaker"

    [attributes.claim]         # of our label “claim”
    tone = "stance"

    [answers.claim.kind]       # of our attribute “kind” of “claim”
    forecast = "predicts"

    [questions]
    mood = "tone"

    [question-answers.tone]
    gloomy = "negative"

    [actors]                   # by their ids: one of ours, or false: keep it apart from ours of the same name
    "0f8f..." = "77aa..."
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.errors import UserError
from annotator.model.codebook import Codebook
from annotator.model.merge_mapping import Instead, MergeMapping, Word

_PARTS = ("rest", "labels", "links", "attributes", "answers", "questions", "question-answers", "actors")


def read_mapping(path: Path, theirs: Codebook | None = None) -> MergeMapping:
    """The mapping in a file.

    :raises UserError: if it can't be read or is not as above; the sentence names the place.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The mapping {path} can't be read: save it as a UTF-8 text file.") from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"The mapping {path} is not TOML: {error}.") from error
    unknown = sorted(set(data) - set(_PARTS))
    if unknown:
        raise UserError(f"The mapping {path} has a part “{unknown[0]}”; it can have {', '.join(_PARTS)}.")
    words = dict(_words(data))
    rest = data.get("rest")
    if rest not in (None, "add", "leave"):
        raise UserError(f"In the mapping {path}, rest is “add” or “leave”, not “{rest}”.")
    actors: dict[str, str | None] = {}
    for key, value in _table(data, "actors").items():
        if not isinstance(value, str) and value is not False:
            raise UserError(f"In actors, “{key}” is the id of one of ours, or false, not {value!r}.")
        actors[key] = value if isinstance(value, str) else None
    return MergeMapping(words, Instead(rest) if rest else None, actors, theirs)


def _words(data: Mapping[str, Any]) -> Iterator[tuple[Word, str | Instead]]:
    for name, value in _table(data, "labels").items():
        yield Word("label", name), _meant("labels", name, value)
    for name, value in _table(data, "links").items():
        yield Word("link", name), _meant("links", name, value)
    for name, value in _table(data, "questions").items():
        yield Word("question", name), _meant("questions", name, value)
    attributes = _table(data, "attributes")
    for label in attributes:
        for name, value in _table(attributes, label).items():
            yield Word("attribute", name, label), _meant(f"attributes.{label}", name, value)
    answers = _table(data, "answers")
    for label in answers:
        asked = _table(answers, label)
        for attribute in asked:
            for name, value in _table(asked, attribute).items():
                place = f"answers.{label}.{attribute}"
                yield Word("option", name, label, attribute), _meant(place, name, value)
    asked = _table(data, "question-answers")
    for question in asked:
        for name, value in _table(asked, question).items():
            yield Word("option", name, "", question), _meant(f"question-answers.{question}", name, value)


def _table(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise UserError(f"In a mapping, “{name}” is a table of names.")
    return value


def _meant(place: str, name: str, value: Any) -> str | Instead:
    match value:
        case True:
            return Instead.ADD
        case False:
            return Instead.LEAVE
        case str():
            return value
        case _:
            raise UserError(
                f"In {place}, “{name}” is one of our names, true (add it) or false (leave it out), "
                f"not {value!r}."
            )
