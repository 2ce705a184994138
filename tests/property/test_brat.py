"""brat files: what is written is read again, and whatever is in a file, it is taken whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.exchange.brat_conf import read_scheme
from annotator.exchange.brat_fit import hint, misfits
from annotator.exchange.brat_layer import gather, to_layer
from annotator.exchange.brat_standoff import parse
from annotator.model.annotation import Segments, normalise_segments
from annotator.model.codebook_needs import Needs, widened
from annotator.model.incoming import IncomingAnnotation, IncomingLink
from annotator.store.check import check
from tests.support.brat import span, take
from tests.support.projects import default_codebook, new_project
from tests.support.texts import texts

LABELS = ("Source", "Cue", "Content", "claim", "Änderung_2")


@st.composite
def layers(draw: st.DrawFn) -> tuple[str, list[IncomingAnnotation], list[IncomingLink]]:
    """A text, annotations with ids T1, T2 ..., and links by these."""
    text = draw(texts().filter(lambda text: text.strip() and len(text) > 1))
    annotations = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        pieces = draw(
            st.lists(
                st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda p: p[0] < p[1]),
                min_size=1,
                max_size=3,
            )
        )
        note = draw(st.sampled_from(["", "a note", "why?"]))
        attributes = draw(st.sampled_from([{}, {"Sure": True}, {"Tone": "loud"}, {"Tone": "calm"}]))
        segments: Segments = normalise_segments(pieces, len(text))
        label = draw(st.sampled_from(LABELS))
        annotations.append(IncomingAnnotation(f"T{number}", label, segments, None, attributes, note=note))
    ends = st.sampled_from([item.id for item in annotations]) if annotations else st.nothing()
    links = st.builds(IncomingLink, st.sampled_from(["About", "By"]), ends, ends)
    found = draw(st.lists(links.filter(lambda link: link.head != link.child), max_size=5, unique=True))
    return text, annotations, found


def written(text: str, annotations: list[IncomingAnnotation], links: list[IncomingLink]) -> str:
    lines = []
    for number, item in enumerate(annotations, 1):
        lines.append(span(number, item.label, text, item.segments))
        for name, value in item.attributes.items():
            lines.append(f"A{number}\t{name} T{number}" + ("" if value is True else f" {value}"))
        if item.note:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{item.note}")
    heads = {link.head for link in links if link.label == "By"}
    labels = {item.id: item.label for item in annotations}
    for head in sorted(heads):
        roles = [link.child for link in links if (link.label, link.head) == ("By", head)]
        said = " ".join(f"By{number if number > 1 else ''}:{child}" for number, child in enumerate(roles, 1))
        lines.append(f"E{head[1:]}\t{labels[head]}:{head} {said}")
    for number, link in enumerate((link for link in links if link.label == "About"), 1):
        lines.append(f"R{number}\tAbout Arg1:{link.head} Arg2:{link.child}")
    return "".join(f"{line}\n" for line in lines)


@given(layers())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_what_is_written_is_read_again(
    made: tuple[str, list[IncomingAnnotation], list[IncomingLink]],
) -> None:
    text, annotations, links = made
    standoff = parse(written(text, annotations, links))
    assert not standoff.problems
    assert not list(misfits(standoff, text))
    needs = Needs(default_codebook())
    gather(standoff, needs)
    layer = to_layer(standoff, text, needs, widened(needs.codebook, needs).codebook, "Kim", "")
    names = {"Cue": "cue"}
    assert [(a.label, a.segments, dict(a.attributes), a.note) for a in layer.annotations] == [
        (names.get(a.label, a.label), a.segments, dict(a.attributes), a.note) for a in annotations
    ]
    ids = {item.id: f"T{number}" for number, item in enumerate(layer.annotations, 1)}
    found = {(link.label.lower(), ids[link.head], ids[link.child]) for link in layer.links}
    assert found == {(link.label.lower(), link.head, link.child) for link in links}


LINES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "T1\tSource 0 4\tMira",
            "T2\tCue 5 9\tSand",
            "T3\tSource 5 9\tMira",
            "T4\tSource 0 4;5 9\tMira Sand",
            "T5\tSource 9 5\t",
            "T6\t!!! 0 4\tMira",
            "E1\tCue:T2 Source:T1",
            "E2\tCue:T2 Source:E1 Source2:T4",
            "E3\tSource:T1 Source:E3",
            "R1\tAbout Arg1:T1 Arg2:E1",
            "R2\tAbout Arg1:T1",
            "*\tEquiv T1 T2",
            "A1\tSure T1",
            "A2\tSure T2 no",
            "A3\tSure A3",
            "A4\tSure R1 x",
            "N1\tReference T1 Wikidata:Q1\tMira",
            "#1\tAnnotatorNotes A4\tn",
            "#2\tAnnotatorNotes T1\tn",
        ]
    ),
)
TEXT = "Mira Sand 😀 said so.\n"


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
@example(["T1\tSource 0 4\tMira", "A1\tSure A2", "A2\tSure A1"], "\n")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_is_taken_whole_or_not_at_all(lines: list[str], end: str) -> None:
    content = end.join(lines).encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_bytes(TEXT.encode())
        (folder / "a_kim.ann").write_bytes(content)
        with new_project(folder / "p.annotator") as project:
            before = project.codebook
            report = take(project, folder)
            there = [a for layer in project.layers() for a in project.annotations(1, layer.id)]
            spans = [line for line in content.decode().split("\n") if line.startswith("T")]
            if report.failures:
                assert not there
                assert project.codebook == before
            else:
                assert len(there) == len(spans) == report.annotations
            assert not check(project.db)


@given(st.text(alphabet=st.characters(), max_size=300), texts())
def test_whatever_stands_in_a_file_is_a_problem_at_worst(content: str, text: str) -> None:
    standoff = parse(content)
    for marked in (True, False):
        hint(standoff, text, marked=marked)
    assert all(problem.reason for problem in [*standoff.problems, *misfits(standoff, text)])


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                ["[entities]", "[events]", "[relations]", "[attributes]", "\tA", "!B", "\t\tC D:<ANY>"]
            ),
            st.sampled_from(
                ["X Arg1:A|C, Arg2:<M>", "<M>=A|<M>", "Y Arg:<ENTITY>, Value:u|v|u", "claim\tcue*:A"]
            ),
        ),
        max_size=12,
    )
)
def test_whatever_stands_in_a_scheme_gives_a_sound_codebook(lines: list[str]) -> None:
    needs = Needs(default_codebook())
    read_scheme("\n".join(lines)).gather(needs)
    assert widened(needs.codebook, needs).codebook.labels[: len(needs.codebook.labels)]
