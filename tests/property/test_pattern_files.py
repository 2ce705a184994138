"""Patterns survive CSV and JSONL, and hits lie where the words are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.pattern_files import as_csv, as_jsonl, read_patterns
from annotator.model.codebook import Attribute, Codebook, Label
from annotator.model.knowledge import Knowledge, Pattern
from annotator.model.pattern_text import checked, same_place
from annotator.preannotate.pipeline import Suggester
from annotator.project.operations.pattern_import import take
from annotator.project.project import Project

ATTRIBUTES = (
    Attribute("kind", "choice", ("person", "state | place", "=group")),
    Attribute("areas", "several", ("a", "b|c", "[d]", "e;f")),
    Attribute("label", "yes/no"),
    Attribute("weight", "number"),
    Attribute("said as", "text"),
)
LABELS = ("actor", "Topic")
CODEBOOK = Codebook("x", tuple(Label(name, mention=True, attributes=ATTRIBUTES) for name in LABELS))

NEW_SIGN = "\U0001fadf"
"""Assigned by Unicode 16: unknown to the Unicode of older Pythons."""
CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")) | st.just(NEW_SIGN)
TEXT = st.text(CHARACTERS, min_size=1, max_size=20).map(lambda t: " ".join(t.split()))
PHRASE = st.builds(
    lambda mark, text, letter: checked(mark + text + letter),
    st.sampled_from(["", "~", "=", "-", "'", '"', "'="]),
    TEXT.filter(lambda t: not t.startswith(("[", "{"))),
    st.sampled_from("aBé1"),
)
TOKEN = st.fixed_dictionaries(
    {"LOWER": TEXT | st.builds(lambda words: {"IN": words}, st.lists(TEXT, min_size=1, max_size=2))},
    optional={"IS_TITLE": st.booleans(), "LENGTH": st.builds(lambda n: {">=": n}, st.integers(0, 9))},
)
TOKENS = st.lists(TOKEN, min_size=1, max_size=3).map(tuple)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(ATTRIBUTES[0].options),
        "areas": st.lists(st.sampled_from(ATTRIBUTES[1].options), min_size=1, unique=True),
        "label": st.booleans(),
        "weight": st.integers(-9, 9) | st.sampled_from([0.5, -2.25]),
        "said as": TEXT.filter(bool),
    },
)


@st.composite
def patterns(draw: st.DrawFn) -> list[dict[str, Any]]:
    one = st.fixed_dictionaries(
        {
            "label": st.sampled_from(LABELS),
            "pattern": PHRASE | TOKENS,
            "attributes": ANSWERS,
            "name": st.sampled_from(["", "list.csv", "=evil", "a, b"]),
            "language": st.sampled_from(["", "en", "fr"]),
            "actor": st.sampled_from(["", "Kim Roe", "+Plus", "it's"]),
            "off": st.booleans(),
        }
    )
    found = draw(st.lists(one, max_size=6))
    return list(
        {same_place(Pattern("", p["label"], p["pattern"], language=p["language"])): p for p in found}.values()
    )


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=patterns(), format_=st.sampled_from(["csv", "jsonl"]))
def test_patterns_come_back_from_a_file_as_they_were(
    folder: Path, drawn: list[dict[str, Any]], format_: str
) -> None:
    names = {name: name for name in {p["actor"] for p in drawn} if name}
    made = [
        Pattern(
            str(n),
            p["label"],
            p["pattern"],
            p["attributes"],
            p["name"],
            p["language"],
            p["actor"] or None,
            p["off"],
        )
        for n, p in enumerate(drawn)
    ]
    path = folder / f"patterns.{format_}"
    path.write_text((as_csv if format_ == "csv" else as_jsonl)(made, names), "utf-8", newline="\n")
    found = read_patterns(path)
    assert found.failures == []
    with (
        tempfile.TemporaryDirectory() as inner,
        Project.create(Path(inner) / "p.annotator", CODEBOOK) as project,
    ):
        taken = take(project, found.rows, "")
        assert (taken.failures, taken.unknown, taken.added) == ([], {}, len(made))
        actors = {actor.id: actor.name for actor in project.actors()}
        back = [
            (
                p.label,
                p.pattern,
                sorted(p.attributes.items()),
                p.name,
                p.language,
                actors.get(p.actor_id or ""),
                p.off,
            )
            for p in project.patterns()
        ]
    expected = [
        (p.label, p.pattern, sorted(p.attributes.items()), p.name, p.language, p.actor_id, p.off)
        for p in made
    ]
    assert sorted(map(repr, back)) == sorted(map(repr, expected))


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester()


WORDS = st.sampled_from(
    ["the", "Levy", "levy", "union", "’s", "\n", "\n\n", "\u00a0", "😀", "e\u0301", "l'", ".", "LEVY"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(WORDS, max_size=25),
    phrases=st.lists(
        st.sampled_from(["levy", "Levy", "the levy", "~union", "levy’s", "é"]), max_size=4, unique=True
    ),
)
def test_hits_lie_within_the_text_and_say_the_words(
    suggester: Suggester, words: list[str], phrases: list[str]
) -> None:
    text = " ".join(words)
    made = tuple(Pattern(phrase, "topic", phrase) for phrase in phrases)
    made += (Pattern("tokens", "topic", ({"LOWER": "the"}, {"LOWER": "levy"})),)
    suggester.know(Knowledge(patterns=made))
    for hit in suggester.find(text).hits:
        assert 0 <= hit.start < hit.end <= len(text)
        found = "".join(text[hit.start : hit.end].split()).replace("’", "'").casefold()
        wanted = {"tokens": "thelevy", "the levy": "thelevy", "~union": "union"}.get(
            hit.pattern_id, hit.pattern_id
        )
        assert found == wanted.replace("’", "'").casefold()
    alone = [(h.pattern_id, h.start, h.end) for h in suggester.find(text).hits]
    suggested = {a.segments[0] for a in suggester.suggest(text).annotations if a.label == "topic"}
    assert suggested <= {(start, end) for _, start, end in alone}
