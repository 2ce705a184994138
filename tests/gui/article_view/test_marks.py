import pytest

from annotator.gui.article_view.marks import Arc, Mark, MarkIndex
from annotator.model.offsets import ParagraphMap

TEXT = "One two\r\nthree four\n\nfive"


def mark(mark_id: str, *segments: tuple[int, int], kind: str = "own", label: str = "actor") -> Mark:
    return Mark(mark_id, label, segments, kind)  # type: ignore[arg-type]


@pytest.fixture
def index() -> MarkIndex:
    return MarkIndex(ParagraphMap(TEXT), len(TEXT))


def ids(marks: list[Mark]) -> list[str]:
    return [m.id for m in marks]


def test_innermost_comes_first_and_own_before_suggested(index: MarkIndex) -> None:
    index.replace(
        [mark("long", (0, 7)), mark("s", (4, 7), kind="suggestion"), mark("o", (4, 7)), mark("one", (0, 3))]
    )
    assert ids(index.at(5)) == ["o", "s", "long"]
    assert ids(index.at(0)) == ["one", "long"]


def test_just_behind_a_mark_the_mark_is_found_unless_another_begins(index: MarkIndex) -> None:
    index.replace([mark("one", (0, 3)), mark("two", (4, 7))])
    assert ids(index.at(3)) == ["one"]
    assert ids(index.at(7)) == ["two"]
    index.update([mark("space", (3, 4))], [])
    assert ids(index.at(3)) == ["space"]


def test_a_gap_between_segments_is_not_covered(index: MarkIndex) -> None:
    index.replace([mark("parts", (0, 3), (9, 14))])
    assert ids(index.covering(5)) == []
    assert ids(index.covering(10)) == ["parts"]
    assert index.blocks_of(index.by_id["parts"]) == {0, 1}


def test_an_update_says_which_paragraphs_it_touched(index: MarkIndex) -> None:
    index.replace([mark("a", (0, 3)), mark("b", (9, 14)), mark("c", (21, 25))])
    assert index.update([mark("a", (10, 12))], ["c"]) == {0, 1, 3}
    assert ids(index.at(1)) == []
    assert set(index.by_id) == {"a", "b"}
    assert index.update([], ["unknown"]) == set()


def test_a_mark_outside_the_text_is_refused(index: MarkIndex) -> None:
    with pytest.raises(ValueError, match="outside"):
        index.replace([mark("a", (20, 99))])


def test_arcs_count_only_when_both_ends_are_shown(index: MarkIndex) -> None:
    index.replace([mark("a", (0, 3)), mark("b", (9, 14))])
    arcs = [Arc("1", "speaker", "a", "b"), Arc("2", "about", "a", "gone")]
    assert index.replace_arcs(arcs) == {0, 1}
    assert [arc.id for arc in index.arcs_of("b")] == ["1"]
    assert [arc.id for arc in index.arcs_of("a")] == ["1"]
    assert index.replace_arcs(arcs) == set()


def test_what_stands_under_a_bar() -> None:
    suggested = Mark("s", "sentiment", ((0, 3),), "suggestion", 0.8, attributes_text="negative")
    assert (suggested.name, suggested.score_text) == ("sentiment · negative", "0.80")
    assert Mark("o", "actor", ((0, 3),), "own", 0.8).score_text == ""
