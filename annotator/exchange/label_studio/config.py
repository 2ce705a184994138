"""Label Studio's labelling configuration for a codebook, and the names of its controls.

One ``Labels`` control for all labels; for each attribute a control of its own, shown at its label's regions;
one for each question about the article; and three for what Label Studio has no field for on import: who
annotated, how far they are, their note.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotator.exchange.xml_text import fit_for_xml
from annotator.model.codebook import Attribute, Codebook

TEXT, LABELS = "text", "label"
ANNOTATOR, STATE, NOTE = "annotated by", "state", "note"
STATES = ("done", "in doubt")
_YES_NO = {True: "yes", False: "no"}

Typed = tuple[str, dict[str, Any]]
"""The type of a control, and its value."""


def attribute_control(label: str, attribute: str) -> str:
    return f"{label} / {attribute}"


def question_control(question: str) -> str:
    return f"article: {question}"


def attribute_of(control: str, label: str) -> str:
    """The attribute that a control at a region asks for; in others' configurations its own name."""
    return control.removeprefix(f"{label} / ")


def question_of(control: str) -> str:
    return control.removeprefix("article: ")


def typed(value: Any, attribute: Attribute | None) -> Typed | None:
    """An answer as a control says it; None where that is nothing."""
    match value:
        case bool():
            return "choices", {"choices": [_YES_NO[value]]}
        case int() | float():
            return "number", {"number": value}
        case list() | tuple():
            return ("choices", {"choices": list(value)}) if value else None
        case str() if attribute is not None and attribute.kind in ("choice", "several"):
            return "choices", {"choices": [value]}
        case str():
            return "textarea", {"text": [value]}
    return None


def configuration(codebook: Codebook) -> str:
    """The XML to paste into a project's labelling interface."""
    view = Element("View")
    if codebook.links:
        relations = SubElement(view, "Relations")
        for link in codebook.links:
            _add(relations, "Relation", value=link.name)
    labels = _add(view, "Labels", name=LABELS, toName=TEXT)
    for label in codebook.labels:
        _add(labels, "Label", value=label.name, background=label.colour)
    _add(view, "Text", name=TEXT, value="$text", granularity="word")
    for label in codebook.labels:
        for attribute in label.attributes:
            _ask(
                view,
                attribute,
                attribute_control(label.name, attribute.name),
                perRegion="true",
                whenTagName=LABELS,
                whenLabelValue=label.name,
            )
    for question in codebook.questions:
        _add(view, "Header", value=question.name)
        _ask(view, question, question_control(question.name))
    _add(view, "Header", value="Article")
    state = _add(view, "Choices", name=STATE, toName=TEXT, choice="single", showInline="true")
    for value in STATES:
        _add(state, "Choice", value=value)
    for name, says in ((NOTE, "Note on the article"), (ANNOTATOR, "Annotated by")):
        _add(view, "TextArea", name=name, toName=TEXT, placeholder=says, maxSubmissions="1", editable="true")
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _ask(view: Element, attribute: Attribute, name: str, **where: str) -> None:
    match attribute.kind:
        case "number":
            _add(view, "Number", name=name, toName=TEXT, **where)
        case "text":
            _add(
                view,
                "TextArea",
                name=name,
                toName=TEXT,
                placeholder=attribute.name,
                editable="true",
                **where,
            )
        case kind:
            many = "multiple" if kind == "several" else "single"
            asked = _add(view, "Choices", name=name, toName=TEXT, choice=many, showInline="true", **where)
            for option in attribute.options if kind != "yes/no" else _YES_NO.values():
                _add(asked, "Choice", value=option)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, tag, {name: fit_for_xml(value) for name, value in attributes.items()})
