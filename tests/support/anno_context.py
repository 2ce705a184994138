"""The terms of the Web Annotation model's own JSON-LD context (W3C Recommendation, 2017) that exports use.

Tests resolve the context's address to this, so that a JSON-LD processor can expand a file offline.
"""

from __future__ import annotations

from typing import Any

ADDRESS = "http://www.w3.org/ns/anno.jsonld"

_OA = "http://www.w3.org/ns/oa#"
_IRIS = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
_PLAIN = ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
          "classifying", "commenting", "describing", "identifying", "linking", "tagging",
          "start", "end", "exact", "prefix", "suffix")  # fmt: skip

CONTEXT: dict[str, Any] = {
    "oa": _OA,
    "schema": "http://schema.org/",
    "id": "@id",
    "type": "@type",
    **{name: f"{_OA}{name}" for name in _PLAIN},
    **{name: {"@type": "@id", "@id": f"{_OA}{term}"} for name, term in _IRIS.items()},
    "motivation": {"@type": "@vocab", "@id": f"{_OA}motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": f"{_OA}hasPurpose"},
    "creator": {"@type": "@id", "@id": "http://purl.org/dc/terms/creator"},
    "created": "http://purl.org/dc/terms/created",
    "modified": "http://purl.org/dc/terms/modified",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Software": "https://www.w3.org/ns/activitystreams#Application",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
    "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "items": {"@type": "@id", "@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "https://www.w3.org/ns/activitystreams#first"},
    "total": "https://www.w3.org/ns/activitystreams#totalItems",
    "startIndex": "https://www.w3.org/ns/activitystreams#startIndex",
}


def loader(address: str, options: Any = None) -> dict[str, Any]:
    """What pyld asks for documents; nothing but the context is there."""
    assert address == ADDRESS
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXT}}
