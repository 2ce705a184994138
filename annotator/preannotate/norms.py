"""Typographic apostrophes, read as the straight ones that pipelines were trained on.

Without this the French “l’institut” is cut in two nouns and parses break around it.  Only the norm of a token
changes, which the models look at; its text and offsets stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACTORY = "annotator_norms"


def create(nlp: Language, name: str) -> Norms:
    return Norms()


Language.factory(FACTORY, assigns=["token.norm"], func=create)


class Norms:
    """Gives “l’” the norm of “l'”."""

    def __call__(self, doc: Doc) -> Doc:
        if "’" in doc.text:
            for token in doc:
                if "’" in token.text:
                    token.norm_ = token.norm_.replace("’", "'")
        return doc
