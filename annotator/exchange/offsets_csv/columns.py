"""Which column of a table of offsets says what: by their usual names."""

from __future__ import annotations

from collections.abc import Sequence

_NAMES = {
    "start": (
        *("start", "begin", "from", "start_offset", "offset_start", "start_char", "char_start", "startchar"),
        *("start_position", "startoffset", "begin_offset", "span_start", "entity_start", "beginoffset"),
        *("start_index", "startindex", "char_begin", "debut", "début", "anfang", "inicio"),
    ),
    "end": (
        *("end", "stop", "to", "end_offset", "offset_end", "end_char", "char_end", "endchar"),
        *("end_position", "stop_position", "endoffset", "span_end", "entity_end", "end_index", "endindex"),
        *("fin", "ende"),
    ),
    "label": (
        *(
            "label",
            "tag",
            "type",
            "code",
            "category",
            "class",
            "entity_type",
            "entity_label",
            "ner",
            "entity",
        ),
        *("labels", "annotation_type", "span_label", "étiquette", "etiquette", "etiqueta"),
    ),
    "quote": (
        *("quote", "span_text", "covered_text", "coveredtext", "surface", "mention", "entity_text", "exact"),
        *("selected_text", "selection", "excerpt", "citation", "zitat", "cita", "word", "words", "phrase"),
    ),
    "text": ("text", "full_text", "fulltext", "article_text", "document_text", "body", "content", "texte"),
    "sha256": ("sha256", "sha_256", "text_sha256", "article_sha256", "hash"),
    "url": ("url", "link", "article_url", "document_url", "permalink", "uri"),
    "title": (
        *("title", "article", "article_title", "headline", "document", "doc", "document_title", "titre"),
        *("titel", "titulo", "título", "document_name", "doc_name", "docname"),
    ),
    "file": ("file", "filename", "file_name", "doc_id", "document_id", "docid", "article_id", "source_file"),
    "annotator": (
        *("annotator", "coder", "user", "annotator_id", "annotated_by", "rater", "username", "created_by"),
        *("completed_by", "annotateur", "codierer"),
    ),
    "id": ("id", "span_id", "annotation_id", "entity_id"),
    "note": ("note", "notes", "comment", "comments", "remark", "memo", "kommentar", "commentaire"),
    "head": ("head", "head_id", "links_to", "target_id", "parent", "parent_id"),
    "link": ("link_label", "relation", "relation_label", "link_type", "relation_type", "role"),
}


class Columns:
    """Where each thing stands in a row; columns with other names are attributes.

    :param header: the names as they stand.
    """

    def __init__(self, header: Sequence[str]) -> None:
        plain = [name.strip().strip("\ufeff").casefold().replace(" ", "_") for name in header]
        self.places: dict[str, int] = {}
        for thing, names in _NAMES.items():
            found = next((plain.index(name) for name in names if name in plain), None)
            if found is not None and found not in self.places.values():
                self.places[thing] = found
        # A table that has the whole text elsewhere, or no other quote, has the span's in "text".
        if "text" in self.places and "quote" not in self.places and self._names_its_article():
            self.places["quote"] = self.places.pop("text")
        self.attributes = {
            place: name.strip()
            for place, name in enumerate(header)
            if place not in self.places.values() and name.strip()
        }

    @property
    def certain(self) -> bool:
        """Whether it can hardly be a table of anything but spans."""
        return {"start", "end", "label"} <= self.places.keys() and (
            "text" in self.places or self._names_its_article()
        )

    @property
    def missing(self) -> list[str]:
        """What a table of offsets needs and this one lacks."""
        lacks = [name for name in ("start", "end", "label") if name not in self.places]
        if "text" not in self.places and not self._names_its_article():
            lacks.append("title")
        return lacks

    def cell(self, row: Sequence[str], thing: str) -> str:
        """What a row says there; empty where it has no such cell."""
        place = self.places.get(thing)
        return row[place] if place is not None and place < len(row) else ""

    def _names_its_article(self) -> bool:
        return bool({"sha256", "url", "title", "file"} & self.places.keys())
