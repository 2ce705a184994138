"""Layers written by quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.layer_toml import (
    QuotedAnnotation,
    read_actors_toml,
    read_layer_toml,
    resolve,
    to_incoming,
)
from annotator.model.article import text_sha256

TEXT = "Ama Dell said: “We stay 🧀,” she said, “and we fish.” Dell said no more.\r\nDell left."


def item(*quotes: str, occurrence: int = 1, within: str = "") -> QuotedAnnotation:
    return QuotedAnnotation("sea.txt", "k", "claim", quotes, occurrence, within)


def covered(*quotes: str, occurrence: int = 1, within: str = "") -> list[tuple[int, str]]:
    found = resolve(TEXT, item(*quotes, occurrence=occurrence, within=within))
    return [(start, TEXT[start:end]) for start, end in found]


def test_a_quote_is_found_at_its_occurrence() -> None:
    places = [i for i in range(len(TEXT)) if TEXT.startswith("Dell", i)]
    assert [covered("Dell", occurrence=n)[0][0] for n in (1, 2, 3)] == places


def test_occurrences_may_overlap() -> None:
    assert resolve("aaa", item("aa", occurrence=2)) == ((1, 3),)


def test_within_says_which_place_is_meant() -> None:
    assert covered("Dell", within="Dell left") == [(TEXT.index("Dell left"), "Dell")]
    assert covered("Dell", within="Dell said no more.\r\nDell", occurrence=2) == covered("Dell", occurrence=3)


def test_a_quote_must_end_inside_within() -> None:
    with pytest.raises(UserError, match="does not stand within “she said”"):
        covered("said, “and", within="she said")


def test_segments_follow_one_another() -> None:
    assert [quote for _, quote in covered("We stay 🧀", "said", "and we fish")] == [
        "We stay 🧀",
        "said",
        "and we fish",
    ]
    assert covered("We stay 🧀", "said")[1][0] == TEXT.index("said, “and")


def test_segments_that_touch_are_one() -> None:
    assert covered("Ama", " Dell") == [(0, "Ama Dell")]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (item("We go"), "the quote “We go” of “k” does not stand in the article"),
        (item("Dell", occurrence=4), "the quote “Dell” of “k” does not stand 4 times in the article"),
        (item("and we fish", "We stay"), "the quote “We stay” of “k” does not stand after the piece before"),
        (item("Dell", within="Dell said"), "the quote “Dell said” of “k” does not stand in .* exactly once"),
        (item("Dell", within="said"), "the quote “said” of “k” does not stand in the article exactly once"),
        (item("Dell", within="Dell laughed"), "does not stand in the article exactly once"),
    ],
)
def test_a_missing_quote_is_told_with_file_and_key(wrong: QuotedAnnotation, words: str) -> None:
    with pytest.raises(UserError, match=f"^sea.txt: .*{words}"):
        resolve(TEXT, wrong)


LAYER = """
annotator = "Robin"
[[articles]]
file = "sea.txt"
state = "done"
annotations = [
{key = "who", label = "actor", quote = "Dell", attributes = {kind = "person"}, actor = "Ama Dell", note="n"},
  {key = "stay", label = "claim", quotes = ["We stay 🧀", "and we fish"]},
]
links = [{label = "speaker", head = "stay", child = "who"}]
"""
ACTORS = '[[actors]]\nname = "Ama Dell"\nkind = "person"\naliases = ["Dell", "Nguye\\u0302\\u0303n"]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "layer.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_layer_becomes_annotations_with_offsets(tmp_path: Path) -> None:
    layer = read_layer_toml(written(tmp_path, LAYER))
    actors = read_actors_toml(written(tmp_path, ACTORS))
    assert (layer.annotator, layer.articles[0].state) == ("Robin", "done")
    incoming = to_incoming(layer.annotator, layer.articles[0], TEXT, actors)
    who, stay = incoming.annotations
    assert (incoming.annotator, incoming.article, incoming.origin) == ("Robin", text_sha256(TEXT), "sea.txt")
    assert (who.segments, who.attributes, who.actor, who.note) == (
        ((4, 8),),
        {"kind": "person"},
        actors[0],
        "n",
    )
    assert stay.quote == "We stay 🧀 … and we fish"
    assert (stay.origin, stay.created_by) == ("person", "Robin")
    (link,) = incoming.links
    assert (link.label, link.head, link.child) == ("speaker", stay.id, who.id)
    assert to_incoming(layer.annotator, layer.articles[0], TEXT, actors) == incoming


def test_actors_are_read(tmp_path: Path) -> None:
    (actor,) = read_actors_toml(written(tmp_path, ACTORS))
    assert (actor.name, actor.kind, actor.aliases) == (
        "Ama Dell",
        "person",
        ("Dell", "Nguye\u0302\u0303n"),
    )


def test_an_unknown_actor_is_refused(tmp_path: Path) -> None:
    layer = read_layer_toml(written(tmp_path, LAYER))
    with pytest.raises(UserError, match="points to the actor “Ama Dell”, who is not in the list"):
        to_incoming(layer.annotator, layer.articles[0], TEXT)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('annotator = "Robin"', "", "layer.toml: “annotator” must be some text"),
        ('annotator = "Robin"', "annotator = ", "layer.toml is not valid TOML"),
        ('state = "done"', 'state = "ready"', "sea.txt: the state must be one of to do, .*not “ready”"),
        ('quote = "Dell"', 'qoute = "Dell"', "“who” has the unknown entry “qoute”"),
        ('quote = "Dell"', 'note = "Dell"', "not valid TOML"),
        ('quote = "Dell", ', "", "“who” needs either a quote or"),
        ('quote = "Dell"', 'quote = "Dell", quotes = ["Dell"]', "“who” needs either a quote or"),
        ('quote = "Dell"', 'quote = ""', "“quote” must be some text"),
        ('quotes = ["We stay 🧀", "and we fish"]', "quotes = []", "“quotes” must be a list of texts"),
        ('quote = "Dell"', 'quote = "Dell", occurrence = 0', "whole number from 1 on, not 0"),
        ('quote = "Dell"', 'quote = "Dell", occurrence = true', "whole number from 1 on, not True"),
        ('{kind = "person"}', '"person"', "attributes must be a table"),
        ('key = "who"', 'key = "stay"', "sea.txt uses the key “stay” twice"),
        ('child = "who"', 'child = "whom"', "names “whom”, which is no annotation"),
        ("links = [", 'links = "', "not valid TOML"),
        (
            '[{label = "speaker", head = "stay", child = "who"}]',
            '["stay"]',
            "“links” must be a list of tables",
        ),
    ],
)
def test_a_bad_layer_is_refused_with_its_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in LAYER
    with pytest.raises(UserError, match=words):
        read_layer_toml(written(tmp_path, LAYER.replace(old, new, 1)))


def test_files_and_names_stand_only_once(tmp_path: Path) -> None:
    twice = LAYER + '[[articles]]\nfile = "sea.txt"\n'
    with pytest.raises(UserError, match=r"uses the file “sea\.txt” twice"):
        read_layer_toml(written(tmp_path, twice))
    with pytest.raises(UserError, match="uses the name “Ama Dell” twice"):
        read_actors_toml(written(tmp_path, ACTORS + ACTORS))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Cannot read the layer .*missing\.toml"):
        read_layer_toml(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b'annotator = "Ren\xe9"')
    with pytest.raises(UserError, match=r"latin\.toml is not UTF-8 text"):
        read_layer_toml(tmp_path / "latin.toml")
