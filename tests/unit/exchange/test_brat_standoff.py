from __future__ import annotations

import pytest

from annotator.exchange.brat_fit import hint, misfits
from annotator.exchange.brat_standoff import Answer, Event, Reference, Relation, Remark, Span, parse
from tests.support.brat import at, span

TEXT = "Mira Sand said the levy\nwill fail."


def problems(content: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in parse(content).problems]


def test_every_kind_of_line() -> None:
    read = parse(
        "T1\tSource 0 9\tMira Sand\n"
        "T2\tContent 15 19;24 28\tthe  will\r\n"
        "\n"
        "T3\tCue 10 14\tsaid\n"
        "E1\tCue:T3 Source:T1 Content:T2 \n"
        "R1\tAbout Arg1:E1 Arg2:T1\t\n"
        "*\tEquiv T1 T2 T3\n"
        "A1\tDenied E1\n"
        "M2\tTone T2 L1\n"
        "N1\tReference T1 Wikidata:Q42\tMira Sand\n"
        "#1\tAnnotatorNotes T1\ta note\twith a tab\n"
    )
    assert not read.problems
    assert list(read.spans.values()) == [
        Span(1, "T1", "Source", ((0, 9),), "Mira Sand"),
        Span(2, "T2", "Content", ((15, 19), (24, 28)), "the  will"),
        Span(4, "T3", "Cue", ((10, 14),), "said"),
    ]
    assert read.events == {"E1": Event(5, "E1", "Cue", "T3", (("Source", "T1"), ("Content", "T2")))}
    assert read.relations == [
        Relation(6, "R1", "About", ("E1", "T1")),
        Relation(7, "*", "Equiv", ("T1", "T2", "T3")),
    ]
    assert read.answers == [Answer(8, "A1", "Denied", "E1", None), Answer(9, "M2", "Tone", "T2", "L1")]
    assert read.references == [Reference(10, "N1", "T1", "Wikidata:Q42", "Mira Sand")]
    assert read.remarks == [Remark(11, "#1", "AnnotatorNotes", "T1", "a note\twith a tab")]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("T1\tA 0 1\tM\nno line", 2, "begins with no id"),
        ("T1\tA 0\tM", 1, "is not what a line that begins with T"),
        ("T1\tA 0 1", 1, "is not what a line that begins with T"),
        ("T1\tA x 1\tM", 1, "is not what"),
        ("T1\tA 0 99999999999999999999\tM", 1, "is not what"),
        ("T1\tA 0 1\tM\nT1\tB 0 1\tM", 2, "the id T1 is there twice"),
        ("E1\tA:T1", 1, "E1 names T1, which is not in the file"),
        ("T1\tA 0 1\tM\nE1\tB:T1", 2, "E1 is a B, but its trigger T1 is a A"),
        ("T1\tA 0 1\tM\nE1\tA:T1 X:T9", 2, "E1 names T9"),
        ("T1\tA 0 1\tM\nE1\tA:T1 X", 2, "is not what a line that begins with E"),
        ("T1\tA 0 1\tM\nR1\tX Arg1:T1 Arg2:E5", 2, "R1 names E5"),
        ("T1\tA 0 1\tM\nR1\tX Arg1:T1", 2, "is not what a line that begins with R"),
        ("T1\tA 0 1\tM\n*\tEquiv T1", 2, "is not what a line that begins with *"),
        ("T1\tA 0 1\tM\n*\tEquiv T1 T7", 2, "* names T7"),
        ("T1\tA 0 1\tM\nA1\tX T2", 2, "A1 names T2"),
        ("T1\tA 0 1\tM\n#1\tAnnotatorNotes T2\tx", 2, "#1 names T2"),
        ("T1\tA 0 1\tM\nN1\tReference T1", 2, "is not what a line that begins with N"),
    ],
)
def test_a_line_that_can_not_be_read_is_named(content: str, line: int, said: str) -> None:
    found = problems(content)
    assert [number for number, _ in found] == [line]
    assert said in found[0][1]


def test_what_stands_there_is_compared_with_what_the_file_says() -> None:
    words = span(1, "A", TEXT, [at(TEXT, "levy\nwill")])
    assert "levy will" in words
    assert not list(misfits(parse(words), TEXT))
    wrong = parse(
        words.replace("levy will", "levy wall") + "\nT2\tB 30 40\tx\nT3\tB 5 5\t\nT4\tB 0 9\tMira Sand\n"
    )
    assert [(found.line, found.reason) for found in misfits(wrong, TEXT)] == [
        (1, "T1 says “levy wall”, but at 19–28 stands “levy\nwill”"),
        (2, "T2 (30–40) does not lie in a text of 34 characters"),
        (3, "T3 (5–5) covers nothing"),
    ]


def test_pieces_stand_in_any_order_and_may_touch() -> None:
    line = span(1, "A", TEXT, [at(TEXT, "will fail"), at(TEXT, "said"), (14, 15)])
    assert not list(misfits(parse(line), TEXT))


@pytest.mark.parametrize("text", ["a\r\nb", "a\tb", "a\u2028b", "a\x85b"])
def test_a_sign_that_ends_lines_is_a_space_in_the_file_or_itself(text: str) -> None:
    end = len(text)
    for said in (text.replace("\n", " "), text.replace("\r\n", " "), text.replace("\t", " ")):
        if "\n" not in said:
            assert not list(misfits(parse(f"T1\tA 0 {end}\t{said}\n"), text))
    assert list(misfits(parse(f"T1\tA 0 {end}\ta  x\n"), text))


EMOJI = "Ärger 😀 in Tolm."


@pytest.mark.parametrize(
    ("text", "start", "marked", "said"),
    [
        ("one\r\ntwo three\r\n", 8, False, "Unix line endings"),
        ("one two three", 9, True, "byte order mark"),
        (EMOJI.replace("Tolm", "three"), 12, False, "UTF-16 units"),
        (EMOJI.replace("Tolm", "three"), 15, False, "bytes"),
        ("one two three", 3, True, ""),
    ],
)
def test_why_nothing_fits_is_told_where_one_reason_explains_all(
    text: str, start: int, marked: bool, said: str
) -> None:
    read = parse(f"T1\tA {start} {start + 5}\tthree\n")
    assert list(misfits(read, text))
    told = hint(read, text, marked=marked)
    assert said in told
    assert bool(told) == bool(said)
