from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.model import codebook_edits as edits
from annotator.model.codebook import Attribute, Label, LinkKind
from annotator.model.codebook_remap import convert
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.places import resource
from tests.support.projects import default_codebook

SHIPPED = sorted(Path(str(resource("codebooks"))).glob("*.toml"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_codebooks_are_sound_and_explain_themselves(file: Path) -> None:
    book = edits.checked(parse_codebook(file.read_text("utf-8")))
    assert parse_codebook(write_codebook(book)) == book
    assert book.about
    for label in book.labels:
        assert label.key, label.name
        assert label.guideline, label.name
        for example in label.examples:
            assert example.text.count("[") == example.text.count("]") >= 1


def test_three_are_shipped() -> None:
    assert [file.stem for file in SHIPPED] == [
        "actor-claim-sentiment",
        "discourse-network",
        "framing-and-tone",
    ]


def test_a_renamed_label_is_renamed_at_the_ends_of_links_and_known_by_its_old_name() -> None:
    book = edits.rename_label(default_codebook(), "claim", "statement")
    speaker = book.link("speaker")
    assert speaker is not None
    assert speaker.heads == ("statement",)
    assert [(a.name, a.means) for a in book.aliases] == [("claim", "statement")]
    back = edits.rename_label(edits.rename_label(book, "statement", "saying"), "saying", "claim")
    assert {(a.name, a.means) for a in back.aliases} == {("statement", "claim"), ("saying", "claim")}


def test_a_merged_label_gives_its_links_to_the_other() -> None:
    book = edits.merge_labels(default_codebook(), "sentiment", "claim")
    target = book.link("target")
    assert target is not None
    assert target.heads == ("claim",)
    assert book.label("sentiment") is None


def test_a_link_must_join_something() -> None:
    with pytest.raises(UserError, match="remove the link first"):
        edits.remove_label(default_codebook(), "actor")
    with pytest.raises(UserError, match="unknown label"):
        edits.add_link(default_codebook(), LinkKind("x", ("nobody",), ("actor",)))


def test_a_default_that_no_longer_fits_goes() -> None:
    attribute = Attribute("tone", "choice", ("bad", "good"), default="good")
    book = edits.add_attribute(default_codebook(), "", attribute)
    book = edits.rename_option(book, "", "tone", "good", "fine")
    assert edits.need_attribute(book, "", "tone").default == "fine"
    book = edits.change_attribute(book, "", "tone", kind="number")
    assert edits.need_attribute(book, "", "tone") == Attribute("tone", "number")


def test_labels_move_within_the_list() -> None:
    book = edits.add_label(default_codebook(), Label("topic"))
    for step in (-1, -1, 9):
        book = edits.move_label(book, "topic", step)
    assert [label.name for label in book.labels][-1] == "topic"


@pytest.mark.parametrize(
    ("value", "kind", "options", "turned"),
    [
        ("12", "number", (), 12),
        ("twelve", "number", (), None),
        ("nan", "number", (), None),
        (12.5, "text", (), "12.5"),
        (True, "choice", ("yes", "no"), "yes"),
        ("no", "yes/no", (), False),
        ("a", "several", ("a", "b"), ["a"]),
        (["a"], "choice", ("a", "b"), "a"),
        (["a", "b"], "choice", ("a", "b"), None),
        (["a", "b"], "text", (), "a, b"),
    ],
)
def test_answers_are_turned_where_nothing_is_lost(
    value: object, kind: str, options: tuple[str, ...], turned: object
) -> None:
    attribute = Attribute("x", kind, options)  # type: ignore[arg-type]
    assert convert(value, attribute) == turned
