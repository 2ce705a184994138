from __future__ import annotations

import pytest
import spacy

from annotator.preannotate import glue


def _read(text: str) -> tuple[list[str], list[str]]:
    """The tokens, and those that were made to begin a sentence."""
    doc = glue.Glue()(spacy.blank("en")(text))
    assert doc.text == text
    return [token.text for token in doc], [token.text for token in doc[1:] if token.is_sent_start]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("AldersundThe Union will pay.", ["Aldersund", "The"]),
        ("KelskOn Monday it rained.", ["Kelsk", "On"]),
        ("Landoval stays calmAgriculture minister", ["calm", "Agriculture"]),
        ("with gloves onThe president", ["on", "The"]),
        ("for six months.- Orvelia may ask", ["months", ".", "-", "Orvelia"]),
        ("What happens next- The levy applies", ["next", "-", "The"]),
        ("read them.”The ministry said", [".", "”", "The"]),
        ("motors of the Varka-9.“We sell", ["Varka-9", ".", "“", "We"]),
    ],
)
def test_words_that_lost_their_space_are_cut_apart(text: str, pieces: list[str]) -> None:
    tokens, starts = _read(text)
    at = tokens.index(pieces[0])
    assert tokens[at : at + len(pieces)] == pieces
    assert starts[0] in pieces


@pytest.mark.parametrize(
    "text",
    [
        "He bought an iPhone on eBay from McDonald and DeLay of MoveOn members.",
        "Robert diGenova met Andrew deGrandpre, LinkedIn and YouTube.",
        "See https://example.org/aPage?pubId=19 or mail ada@moorHouse.org now.",
        "A mid- to late-term plan, the Russia-North deal.",
        "",
    ],
)
def test_names_and_addresses_stay_whole(text: str) -> None:
    whole = [token.text for token in spacy.blank("en")(text)]
    assert _read(text) == (whole, [])
