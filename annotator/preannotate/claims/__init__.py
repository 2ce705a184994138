"""Claims: who is reported to say, write or think what, found by quotation marks, cues and the parse."""

from annotator.preannotate.claims.component import EXTENSION, FACTORY

__all__ = ["EXTENSION", "FACTORY"]
