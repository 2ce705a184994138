"""The words by which actors are found and told apart: resources/lexicons/actors_LANGUAGE.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.naming import TITLES, plain
from annotator.places import resource

PERSON, ORGANISATION, PLACE, GROUP = "person", "organisation", "state or place", "group"
KINDS = (PERSON, ORGANISATION, PLACE, GROUP)

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ActorWords:
    """All words in lower case.

    ``nouns`` is every form of an actor noun -> its kind; ``weak`` of them are actors only where they speak or
    are judged, ``speaking`` only as subjects of what is said.  ``metonyms`` and ``places`` are names.
    ``before_titles`` are parts of titles only before another.  ``male`` and ``female`` are given names,
    titles and nouns.  ``addressing`` are verbs (lemmas) of which the object is somebody.
    """

    nouns: Mapping[str, str] = field(default_factory=dict)
    weak: frozenset[str] = _NONE
    speaking: Mapping[str, str] = field(default_factory=dict)
    metonyms: Mapping[str, str] = field(default_factory=dict)
    titles: frozenset[str] = TITLES
    before_titles: frozenset[str] = _NONE
    roles: frozenset[str] = TITLES
    male: frozenset[str] = _NONE
    female: frozenset[str] = _NONE
    given: frozenset[str] = _NONE
    states: frozenset[str] = _NONE
    places: frozenset[str] = _NONE
    organisation_ends: frozenset[str] = _NONE
    organisation_starts: frozenset[str] = _NONE
    place_ends: frozenset[str] = _NONE
    place_starts: frozenset[str] = _NONE
    of_places: frozenset[str] = _NONE
    locative: frozenset[str] = _NONE
    dropped: frozenset[str] = _NONE
    never: frozenset[str] = _NONE
    addressing: frozenset[str] = _NONE


@functools.cache
def actor_words(language: str) -> ActorWords:
    """The words of a language (ISO 639-1); where there is no list, only the titles that are known anyway."""
    if not language.isalpha() or not resource("lexicons", f"actors_{language}.toml").is_file():
        return ActorWords()
    data = _read(f"actors_{language}.toml")
    names = (
        _read(f"states_{language}.toml") if resource("lexicons", f"states_{language}.toml").is_file() else {}
    )
    nouns, titles, kinds, given = data["nouns"], data["titles"], data["kinds"], data["given"]
    irregular: dict[str, str] = nouns.get("irregular", {})
    found: dict[str, str] = {}
    for kind, table in (
        (GROUP, "group"),
        (PLACE, "place"),
        (ORGANISATION, "organisation"),
        (PERSON, "person"),
    ):
        for noun in nouns[table]:
            found.setdefault(_plural(noun, irregular), GROUP)
            found[noun] = kind
    speaking: dict[str, str] = {}
    for noun in nouns["speaking"]:
        speaking[_plural(noun, irregular)] = GROUP
        speaking[noun] = GROUP if noun in ("people", "other", "camp", "collective") else PERSON
    for noun in ("capital", "city", "state", "town", "village", "region"):
        if noun in speaking:
            speaking[noun] = PLACE
    people = frozenset(nouns["person"])
    places = {key: _lower(names.get(key, ())) for key in ("states", "capitals", "regions")}
    return ActorWords(
        nouns=found,
        weak=frozenset(form for noun in nouns["weak"] for form in (noun, _plural(noun, irregular))),
        speaking=speaking,
        metonyms={plain(name): kind for kind, table in data["metonyms"].items() for name in table},
        titles=TITLES | _lower(titles["words"]),
        before_titles=_lower(titles["first"]),
        roles=TITLES | _lower(titles["words"]) | people,
        male=_lower(titles["male"]) | _lower(given["male"]),
        female=_lower(titles["female"]) | _lower(given["female"]),
        given=_lower(given["male"]) | _lower(given["female"]),
        states=places["states"] | places["capitals"],
        places=frozenset().union(*places.values()),
        organisation_ends=_lower(kinds["organisation_ends"]),
        organisation_starts=_lower(kinds["organisation_starts"]),
        place_ends=_lower(kinds["place_ends"]),
        place_starts=_lower(kinds["place_starts"]),
        of_places=_lower(kinds["of_places"]),
        locative=_lower(kinds["locative"]),
        dropped=_lower(kinds["dropped"]),
        never=_lower(kinds.get("never", ())),
        addressing=_lower(data.get("addressing", {}).get("verbs", ())),
    )


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resource("lexicons", name).read_text("utf-8"))


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(word) for word in words)


def _plural(noun: str, irregular: Mapping[str, str]) -> str:
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
