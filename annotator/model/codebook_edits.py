"""Changes of a codebook as plain functions: a codebook in, a sound codebook out.

Whether anything is annotated plays no part here; see :mod:`annotator.project.operations.relabelling`.
Attributes belong to an owner: the name of a label, or empty for the questions about an article as a whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, TypeVar

from annotator.errors import UserError
from annotator.model.codebook import Alias, Attribute, Codebook, Label, LinkKind
from annotator.model.codebook_toml import codebook_from_json

Named = TypeVar("Named", Label, LinkKind, Attribute)


def checked(codebook: Codebook) -> Codebook:
    """The same codebook.

    :raises UserError: if it is not sound: a name twice, a link to nowhere, a choice without options.
    """
    codebook_from_json(codebook.to_json())
    keys = [link.key.upper() for link in codebook.links if link.key]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise UserError(f"The codebook uses “{twice}” twice as a key of a link.")
    return codebook


# -- labels


def add_label(codebook: Codebook, label: Label) -> Codebook:
    return checked(dataclasses.replace(codebook, labels=(*codebook.labels, label)))


def change_label(codebook: Codebook, name: str, **fields: Any) -> Codebook:
    """Give a label other fields; its name is changed by :func:`rename_label`."""
    codebook.check_label(name)
    return checked(dataclasses.replace(codebook, labels=_changed(codebook.labels, name, **fields)))


def remove_label(codebook: Codebook, name: str) -> Codebook:
    """Without the label, also as an end of links.

    :raises UserError: if it is the last one, or a link would have no end left.
    """
    codebook.check_label(name)
    if len(codebook.labels) == 1:
        raise UserError("A codebook needs at least one label: add another one first.")
    links = []
    for link in codebook.links:
        heads, children = _without(link.heads, name), _without(link.children, name)
        if not heads or not children:
            raise UserError(f"The link “{link.name}” joins nothing but “{name}”: remove the link first.")
        links.append(dataclasses.replace(link, heads=heads, children=children))
    return checked(
        dataclasses.replace(
            codebook,
            labels=tuple(label for label in codebook.labels if label.name != name),
            links=tuple(links),
            aliases=tuple(
                a for a in codebook.aliases if a.label != name and (a.kind, a.means) != ("label", name)
            ),
        )
    )


def rename_label(codebook: Codebook, name: str, new: str) -> Codebook:
    """Another name, also at the ends of links; the old one stays known as an alias."""
    codebook.check_label(name)
    labels = _changed(codebook.labels, name, name=new)
    return checked(_label_becomes(dataclasses.replace(codebook, labels=labels), name, new))


def merge_labels(codebook: Codebook, name: str, into: str) -> Codebook:
    """Without the label ``name``; the links that it could have are allowed for ``into``."""
    codebook.check_label(name)
    codebook.check_label(into)
    if name == into:
        raise UserError("A label is merged into another one: choose which.")
    labels = tuple(label for label in codebook.labels if label.name != name)
    return checked(_label_becomes(dataclasses.replace(codebook, labels=labels), name, into))


def move_label(codebook: Codebook, name: str, step: int) -> Codebook:
    """Up (-1) or down (1) in the list; at its end it stays."""
    return dataclasses.replace(codebook, labels=_moved(codebook.labels, name, step))


def _label_becomes(codebook: Codebook, name: str, new: str) -> Codebook:
    def ends(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if end == name else end for end in names))

    links = tuple(
        dataclasses.replace(link, heads=ends(link.heads), children=ends(link.children))
        for link in codebook.links
    )
    aliases = tuple(
        dataclasses.replace(alias, label=new) if alias.label == name else alias for alias in codebook.aliases
    )
    return _known_as(dataclasses.replace(codebook, links=links, aliases=aliases), Alias("label", name, new))


# -- links


def add_link(codebook: Codebook, link: LinkKind) -> Codebook:
    return checked(dataclasses.replace(codebook, links=(*codebook.links, link)))


def change_link(codebook: Codebook, name: str, **fields: Any) -> Codebook:
    need_link(codebook, name)
    return checked(dataclasses.replace(codebook, links=_changed(codebook.links, name, **fields)))


def remove_link(codebook: Codebook, name: str) -> Codebook:
    need_link(codebook, name)
    return dataclasses.replace(
        codebook,
        links=tuple(link for link in codebook.links if link.name != name),
        aliases=tuple(a for a in codebook.aliases if (a.kind, a.means) != ("link", name)),
    )


def rename_link(codebook: Codebook, name: str, new: str) -> Codebook:
    need_link(codebook, name)
    renamed = dataclasses.replace(codebook, links=_changed(codebook.links, name, name=new))
    return checked(_known_as(renamed, Alias("link", name, new)))


def merge_links(codebook: Codebook, name: str, into: str) -> Codebook:
    """Without the link ``name``; ``into`` may join from then on what either could."""
    gone, stays = need_link(codebook, name), need_link(codebook, into)
    if name == into:
        raise UserError("A link is merged into another one: choose which.")
    merged = change_link(
        remove_link(codebook, name),
        into,
        heads=tuple(dict.fromkeys((*stays.heads, *gone.heads))),
        children=tuple(dict.fromkeys((*stays.children, *gone.children))),
    )
    return _known_as(merged, Alias("link", name, into))


def move_link(codebook: Codebook, name: str, step: int) -> Codebook:
    return dataclasses.replace(codebook, links=_moved(codebook.links, name, step))


def need_link(codebook: Codebook, name: str) -> LinkKind:
    """:raises UserError: if there is no such link."""
    found = codebook.link(name)
    if found is None:
        raise UserError(f"The codebook has no link “{name}”.")
    return found


# -- attributes and questions


def add_attribute(codebook: Codebook, owner: str, attribute: Attribute) -> Codebook:
    return with_attributes(codebook, owner, (*codebook.attributes_of(owner), attribute))


def change_attribute(codebook: Codebook, owner: str, name: str, **fields: Any) -> Codebook:
    """Other fields; a default that does not fit the new kind or options goes."""
    after = dataclasses.replace(need_attribute(codebook, owner, name), **fields)
    if after.kind not in ("choice", "several"):
        after = dataclasses.replace(after, options=())
    if after.default is not None and after.problem_with(after.default) is not None:
        if "default" in fields:
            raise UserError(f"The default: {after.problem_with(after.default)}")
        after = dataclasses.replace(after, default=None)
    changed = tuple(after if a.name == name else a for a in codebook.attributes_of(owner))
    return with_attributes(codebook, owner, changed)


def remove_attribute(codebook: Codebook, owner: str, name: str) -> Codebook:
    need_attribute(codebook, owner, name)
    kept = tuple(a for a in codebook.attributes_of(owner) if a.name != name)
    aliases = tuple(
        a
        for a in codebook.aliases
        if not (a.label == owner and name in (a.means if a.kind == "attribute" else "", a.attribute))
    )
    return dataclasses.replace(with_attributes(codebook, owner, kept), aliases=aliases)


def rename_attribute(codebook: Codebook, owner: str, name: str, new: str) -> Codebook:
    need_attribute(codebook, owner, name)
    renamed = with_attributes(codebook, owner, _changed(codebook.attributes_of(owner), name, name=new))
    if not owner:
        return renamed
    aliases = tuple(
        dataclasses.replace(a, attribute=new) if (a.label, a.attribute) == (owner, name) else a
        for a in renamed.aliases
    )
    return _known_as(dataclasses.replace(renamed, aliases=aliases), Alias("attribute", name, new, owner))


def move_attribute(codebook: Codebook, owner: str, name: str, step: int) -> Codebook:
    return with_attributes(codebook, owner, _moved(codebook.attributes_of(owner), name, step))


def rename_option(codebook: Codebook, owner: str, name: str, option: str, new: str) -> Codebook:
    """Another word for an option; one that is there already takes it over."""
    before = need_attribute(codebook, owner, name)
    if option not in before.options:
        raise UserError(f"“{name}” has no option “{option}”.")
    options = tuple(dict.fromkeys(new if each == option else each for each in before.options))

    def word(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return list(dict.fromkeys(new if each == option else each for each in value))
        return new if value == option else value

    changed = change_attribute(codebook, owner, name, options=options, default=word(before.default))
    return _known_as(changed, Alias("option", option, new, owner, name)) if owner else changed


def need_attribute(codebook: Codebook, owner: str, name: str) -> Attribute:
    """:raises UserError: if the owner has no such attribute."""
    found = next((a for a in codebook.attributes_of(owner) if a.name == name), None)
    if found is None:
        raise UserError(f"There is no attribute “{name}”." if owner else f"There is no question “{name}”.")
    return found


def with_attributes(codebook: Codebook, owner: str, attributes: Iterable[Attribute]) -> Codebook:
    """The codebook with these attributes of an owner and no others."""
    attributes = tuple(attributes)
    if owner:
        labels = _changed(codebook.labels, owner, attributes=attributes)
        return checked(dataclasses.replace(codebook, labels=labels))
    return checked(dataclasses.replace(codebook, questions=attributes))


# -- inside


def _changed(items: tuple[Named, ...], which: str, **fields: Any) -> tuple[Named, ...]:
    return tuple(dataclasses.replace(item, **fields) if item.name == which else item for item in items)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _moved(items: tuple[Named, ...], name: str, step: int) -> tuple[Named, ...]:
    order = list(items)
    place = next((n for n, item in enumerate(order) if item.name == name), None)
    if place is None:
        raise UserError(f"The codebook has no “{name}”.")
    order.insert(min(max(place + step, 0), len(order) - 1), order.pop(place))
    return tuple(order)


def _known_as(codebook: Codebook, alias: Alias) -> Codebook:
    """With this alias; what meant the old name means the new one."""

    def place(each: Alias) -> tuple[object, ...]:
        return each.kind, each.label, each.attribute

    kept = [
        dataclasses.replace(each, means=alias.means)
        if place(each) == place(alias) and each.means == alias.name
        else each
        for each in codebook.aliases
    ]
    if alias.name != alias.means and alias not in kept:
        kept.append(alias)
    # A name that is in use again needs no alias to itself.
    return dataclasses.replace(codebook, aliases=tuple(a for a in kept if a.name != a.means))
