"""The configuration of a brat collection: the labels, links and attributes of a codebook, and their colours.

The files are described at https://brat.nlplab.org/configuration.html.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.brat_names import StorageNames
from annotator.model.codebook import Attribute, Codebook


def annotation_conf(codebook: Codebook, names: StorageNames) -> str:
    """What may be annotated.  Overlaps are allowed, as they are here."""
    entities = [names.label(label.name) for label in codebook.labels]
    relations = [
        f"{names.link(kind.name)}\tArg1:{_any(names, kind.heads)}, Arg2:{_any(names, kind.children)}"
        for kind in codebook.links
    ]
    lines = [
        "[entities]", *entities,
        "", "[relations]", *relations,
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "", "[events]",
        "", "[attributes]", *_attributes(codebook, names),
    ]  # fmt: skip
    return names.real.line() + "".join(f"{line}\n" for line in lines)


def visual_conf(codebook: Codebook, names: StorageNames) -> str:
    """How it is shown: by its real names, in the codebook's colours for light backgrounds."""
    labels = [f"{names.label(label.name)} | {_shown(label.name)}" for label in codebook.labels]
    links = [
        f"{name} | {_shown(kind.name)}"
        for kind in codebook.links
        if (name := names.link(kind.name)) not in {names.label(label.name) for label in codebook.labels}
    ]
    drawn = [
        f"{names.label(label.name)}\tbgColor:{label.colour}, fgColor:{_ink(label.colour)}, borderColor:darken"
        for label in codebook.labels
    ]
    lines = ["[labels]", *labels, *links, "", "[drawing]", *drawn]
    return "".join(f"{line}\n" for line in lines)


def _any(names: StorageNames, labels: tuple[str, ...]) -> str:
    return "|".join(names.label(label) for label in labels)


def _attributes(codebook: Codebook, names: StorageNames) -> Iterator[str]:
    """Choices with their options, yes/no as a flag; numbers and free texts stand in comments."""
    owners: dict[str, list[str]] = {}
    shape: dict[str, Attribute] = {}
    for label in codebook.labels:
        for attribute in label.attributes:
            if attribute.kind in ("choice", "several", "yes/no"):
                name = names.attribute(label.name, attribute.name)
                owners.setdefault(name, []).append(names.label(label.name))
                shape[name] = attribute
    for name, labels in owners.items():
        options = names.values(name, shape[name].options)
        yield f"{name}\tArg:{'|'.join(labels)}{f', Value:{options}' if options else ''}"


def _shown(name: str) -> str:
    return " ".join(name.replace("|", " ").split())


def _ink(colour: str) -> str:
    """Black or white, whichever is easier to read on a colour ``#rrggbb``."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "black" if 299 * red + 587 * green + 114 * blue > 128_000 else "white"
