"""In what layers differ, in few words with their letters: “boundary: B ends 3 words later”.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from annotator.gui.comparing.voices import Voice, letters_of
from annotator.model.actor import Actor
from annotator.model.annotation import Annotation, Segments
from annotator.model.codebook_remap import said
from annotator.model.settlement import given
from annotator.model.words import parts
from annotator.review.aligning import Cluster
from annotator.review.differences import Detail, Kind, usual

_FEW = 3
"""Of more who say the same, the letters are not all told."""

KIND_WORDS: Mapping[Kind, str] = {
    "missing": "missing",
    "label": "label",
    "boundary": "boundary",
    "attribute": "attribute",
    "actor": "actor",
    "link": "link",
}


def detail_words(
    detail: Detail, cluster: Cluster, voices: Sequence[Voice], text: str, actors: Mapping[str, Actor]
) -> str:
    """One thing in which layers differ."""
    members = {
        voice: cluster.members[voice.layer.id] for voice in voices if voice.layer.id in cluster.members
    }
    letters = ", ".join(letters_of(voices, detail.layers))
    if detail.kind == "missing":
        only = set(detail.layers) == set(cluster.members) or len(detail.layers) > len(members)
        return f"only {', '.join(letters_of(voices, cluster.members))}" if only else f"not {letters}"
    if detail.kind == "label":
        return f"label: {_each(members, lambda annotation: annotation.label)}"
    if detail.kind == "attribute":
        return f"{detail.what}: {_each(members, lambda annotation: _answer(annotation, detail.what))}"
    if detail.kind == "actor":
        return f"actor: {_each(members, lambda annotation: _actor(annotation, actors))}"
    if detail.kind == "boundary":
        most = usual(annotation.segments for annotation in members.values())
        moved = next(a.segments for v, a in members.items() if v.layer.id == detail.layers[0])
        return f"boundary: {letters} {boundary_words(moved, most, text)}"
    names = {voice.layer.id: voice.layer.name for voice in voices}
    rest = detail.text.removeprefix(", ".join(names.get(key, "") for key in detail.layers) + ": ")
    return f"{detail.kind}: {letters} {rest}"


def boundary_words(segments: Segments, most: Segments, text: str) -> str:
    """How a place lies beside the usual one: “starts 1 word earlier, ends 3 words later”."""
    ends = (
        ("starts", segments[0][0], most[0][0]),
        ("ends", segments[-1][1], most[-1][1]),
    )
    moves = [
        f"{verb} {_far(min(here, there), max(here, there), text)} {'earlier' if here < there else 'later'}"
        for verb, here, there in ends
        if here != there
    ]
    if len(segments) != len(most):
        moves.append("is in one piece" if len(segments) == 1 else f"is in {len(segments)} pieces")
    elif not moves:
        moves.append("has another gap")
    return ", ".join(moves)


def _far(start: int, end: int, text: str) -> str:
    """A distance in words, or in characters where it is less than one."""
    words = sum(kind == "" for _, _, kind in parts(text, start, end))
    if words and not _in_word(text, start) and not _in_word(text, end):
        return f"{words} word" if words == 1 else f"{words} words"
    return f"{end - start} character" if end - start == 1 else f"{end - start} characters"


def _in_word(text: str, position: int) -> bool:
    inside = 0 < position < len(text)
    return inside and text[position - 1].isalnum() and text[position].isalnum()


def _each(members: Mapping[Voice, Annotation], name: Callable[[Annotation], str]) -> str:
    """Who says what: “A claim, B C sentiment”; of many “D claim, the others sentiment”."""
    found: dict[str, list[str]] = {}
    for voice, annotation in members.items():
        found.setdefault(name(annotation), []).append(voice.letter)
    most = max(found, key=lambda value: len(found[value]))
    if len(found[most]) <= _FEW:
        return ", ".join(f"{' '.join(letters)} {value}" for value, letters in found.items())
    told = [f"{' '.join(letters)} {value}" for value, letters in found.items() if value != most]
    return ", ".join([*told, f"the others {most}"])


def _actor(annotation: Annotation, actors: Mapping[str, Actor]) -> str:
    if annotation.actor_id is None:
        return "none"
    actor = actors.get(annotation.actor_id)
    return actor.name if actor is not None else "unknown"


def _answer(annotation: Annotation, name: str) -> str:
    value = given(annotation.attributes).get(name)
    return "no answer" if value is None else said(value)
