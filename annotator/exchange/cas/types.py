"""The type system of layers that go out: INCEpTION's own types, and three layers made from a codebook.

``webanno.custom`` is where INCEpTION keeps the layers that people make.  ``layers.json`` defines them as
INCEpTION's settings export and import them.
"""

from __future__ import annotations

import json
from typing import Any

from cassis import TypeSystem
from cassis.typesystem import TYPE_NAME_ANNOTATION, TYPE_NAME_STRING

from annotator.exchange.cas.values import OWN_FEATURES, feature_name
from annotator.model.codebook import Codebook

SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
SPAN = "webanno.custom.AnnotatorSpan"
LINK = "webanno.custom.AnnotatorLink"
ARTICLE = "webanno.custom.AnnotatorArticle"

LINK_FEATURES = ("label", "decision")
ARTICLE_FEATURES = ("annotator", "source", "author", "published", "url", "state", "note", "details")
_META_FEATURES = ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri")
_HIDDEN = ("segments", "details")


def attributes(codebook: Codebook) -> dict[str, str]:
    """Feature -> attribute, for all that the labels ask; what several labels ask is one feature."""
    asked = (attribute.name for label in codebook.labels for attribute in label.attributes)
    return {feature_name(name): name for name in asked}


def span_features(codebook: Codebook) -> tuple[str, ...]:
    """The features of an annotation in their order."""
    return (*OWN_FEATURES, *attributes(codebook))


def type_system(codebook: Codebook) -> TypeSystem:
    """All features are texts."""
    system = TypeSystem()
    sentence = system.create_type(SENTENCE)
    system.create_feature(sentence, "id", TYPE_NAME_STRING)
    system.create_type(TOKEN)
    meta = system.create_type(META, "uima.tcas.DocumentAnnotation")
    for name in _META_FEATURES:
        system.create_feature(meta, name, TYPE_NAME_STRING)
    span = system.create_type(SPAN, TYPE_NAME_ANNOTATION)
    for name in span_features(codebook):
        system.create_feature(span, name, TYPE_NAME_STRING)
    link = system.create_type(LINK, TYPE_NAME_ANNOTATION)
    for name in ("Governor", "Dependent"):
        system.create_feature(link, name, SPAN)
    for name in LINK_FEATURES:
        system.create_feature(link, name, TYPE_NAME_STRING)
    article = system.create_type(ARTICLE, "uima.cas.AnnotationBase")
    for name in ARTICLE_FEATURES:
        system.create_feature(article, name, TYPE_NAME_STRING)
    return system


def layers_json(codebook: Codebook) -> str:
    """The three layers as INCEpTION's settings import them, before the documents are imported.

    The fields are those of its ExportedAnnotationLayer and ExportedAnnotationFeature.
    """
    known = attributes(codebook)
    choices = {
        "label": tuple(label.name for label in codebook.labels),
        **{feature: _options(codebook, name) for feature, name in known.items()},
    }
    links = {"label": tuple(kind.name for kind in codebook.links)}
    span = [_feature(name, known.get(name, name), choices.get(name, ())) for name in span_features(codebook)]
    link = [_feature(name, name, links.get(name, ())) for name in LINK_FEATURES]
    article = [_feature(name, name) for name in ARTICLE_FEATURES]
    attached = {"attach_type": {"name": SPAN, "built_in": False}}
    layers = [
        _layer(SPAN, "Annotation", "span", span),
        _layer(LINK, "Link", "relation", link) | attached,
        _layer(ARTICLE, "Article", "document-metadata", article),
    ]
    return json.dumps(layers, ensure_ascii=False, indent=1) + "\n"


def _options(codebook: Codebook, name: str) -> tuple[str, ...]:
    """The options of an attribute, of whatever label; none where free text or numbers are answers too."""
    asked = [a for label in codebook.labels for a in label.attributes if a.name == name]
    if any(each.kind != "choice" for each in asked):
        return ()
    return tuple(dict.fromkeys(option for each in asked for option in each.options))


def _layer(name: str, shown: str, kind: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name, "uiName": shown, "type": kind, "description": "Made by Annotator.", "enabled": True,
        "built_in": False, "readonly": False, "allow_stacking": True, "cross_sentence": True,
        "show_hover": True, "anchoring_mode": "CHARACTERS", "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER", "lock_to_token_offset": False, "multiple_tokens": True,
        "linked_list_behavior": False, "features": features,
    }  # fmt: skip


def _feature(name: str, shown: str, options: tuple[str, ...] = ()) -> dict[str, Any]:
    tags = [{"tag_name": option, "tag_description": ""} for option in options]
    tag_set = {
        "name": f"Annotator: {shown}", "description": "", "language": "", "tags": tags, "create_tag": True,
    }  # fmt: skip
    return {
        "name": name, "uiName": shown, "type": TYPE_NAME_STRING, "description": "", "enabled": True,
        "visible": name not in _HIDDEN, "include_in_hover": False, "required": False, "remember": False,
        "hideUnconstraintFeature": False, "curatable": True, "multi_value_mode": "NONE", "link_mode": "NONE",
        **({"tag_set": tag_set} if options else {}),
    }  # fmt: skip
