from __future__ import annotations

import pytest

from annotator.model.codebook import Alias, Codebook, Label, LinkKind
from annotator.model.codebook_needs import Needs, fit_name, widened
from annotator.model.label_colours import PALETTE, free_key, next_pair

BOOK = Codebook(
    "own",
    (Label("cue", "1"), Label("claim", "3"), Label("Case"), Label("case")),
    (LinkKind("about", ("claim",), ("cue",)),),
    aliases=(Alias("label", "Content", "claim"),),
)


def test_a_name_is_the_codebooks_own_where_it_has_one() -> None:
    needs = Needs(BOOK)
    assert needs.label("cue") == "cue"
    assert needs.label("CUE") == "cue"
    assert needs.label("Content") == "claim"  # its former name
    assert needs.label("Case") == "Case"
    assert needs.label("CASE") == "CASE"  # two differ only by capitals: it is neither
    assert needs.label("Topic") == "Topic"
    assert needs.label("topic") == "Topic"
    assert list(needs.labels) == ["CASE", "Topic"]
    assert needs.taken_for == {"CUE": "cue", "topic": "Topic"}


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("Quote", "Quote"),
        ("a/b", "a-b"),
        ("1st", "n1st"),
        ("!!", "n--"),
        ("", "unnamed"),
        ("Ärger_2", "Ärger_2"),
    ],
)
def test_a_name_is_made_to_fit(name: str, fit: str) -> None:
    assert fit_name(name) == fit
    needs = Needs(BOOK)
    assert widened(BOOK, _with(needs, name)).codebook.label(fit) is not None


def _with(needs: Needs, name: str) -> Needs:
    needs.label(name)
    return needs


def test_what_is_missing_is_added_and_nothing_else_changes() -> None:
    needs = Needs(BOOK)
    for name in ("Topic", "Source"):
        needs.label(name)
    needs.link("ABOUT", "claim", "Topic")
    needs.link("by", "claim", "Source")
    needs.attribute("Topic", "Sure", None)
    needs.attribute("claim", "kind", "b")
    needs.attribute("claim", "kind", "a")
    made = widened(BOOK, needs)
    book = made.codebook
    assert book.labels[:4] == (BOOK.labels[0], book.check_label("claim"), *BOOK.labels[2:])
    assert [(label.name, label.key) for label in book.labels[4:]] == [("Topic", "2"), ("Source", "4")]
    assert book.link("about") == LinkKind("about", ("claim",), ("cue", "Topic"))
    assert book.link("by") == LinkKind("by", ("claim",), ("Source",))
    assert book.check_label("Topic").attributes[0].kind == "yes/no"
    assert book.check_label("claim").attributes[0].options == ("b", "a")
    assert made.said == (
        "new labels Topic and Source; new link by; new attributes Sure of Topic and kind of claim; "
        "more for link about"
    )
    again = widened(book, needs)
    assert again.codebook == book
    assert again.said == ""


def test_colours_and_keys_of_new_labels() -> None:
    assert next_pair(()) is PALETTE[0]
    assert next_pair([PALETTE[0].light, "#123456"]) is PALETTE[1]
    assert next_pair([pair.light for pair in PALETTE] + [PALETTE[0].light]) is PALETTE[1]
    assert free_key(BOOK) == "2"
    assert free_key(Codebook("full", tuple(Label(f"l{n}", str(n)) for n in range(1, 10)))) == ""
