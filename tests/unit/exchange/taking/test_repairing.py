from __future__ import annotations

from annotator.exchange.foreign import ForeignDocument, ForeignSpan
from annotator.exchange.taking.fitting import misfits
from annotator.exchange.taking.judging import Choices, judge
from annotator.exchange.taking.repairing import Repair, repairs

TEXT = (
    "Mira Sand said the levy will fail.\r\n"
    "Tolm Harbour, the minister, said \u201cthe\u00a0levy stands\u201d and left. "
    "The port authority had warned in March that a further delay would cost jobs."
)


def document(*spans: tuple[tuple[tuple[int, int], ...], str | None]) -> ForeignDocument:
    made = (ForeignSpan(str(n), "x", pieces, quote) for n, (pieces, quote) in enumerate(spans))
    return ForeignDocument(TEXT, "a", tuple(made))


def offered(*spans: tuple[tuple[tuple[int, int], ...], str | None], text: str = TEXT) -> list[Repair]:
    said = document(*spans)
    return repairs(said, text, list(misfits(said, text)))[0]


def at(quote: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    return ((text.index(quote), text.index(quote) + len(quote)),)


def test_a_quote_that_stands_once_tells_its_place() -> None:
    (repair,) = offered((((3, 7),), "Tolm Harbour"))
    assert (repair.pieces, repair.how, repair.certain) == (at("Tolm Harbour"), "exact", True)
    assert repair.sentence == "“Tolm Harbour” would stand at 36–48, not at 3–7."


def test_a_quote_that_stands_twice_tells_none() -> None:
    assert offered((((3, 7),), "said")) == []
    assert offered((((3, 7),), "the levy will fall apart")) == []
    assert offered((((3, 7),), None), (((0, 3),), " ")) == []


def test_the_neighbours_decide_where_they_moved_alike() -> None:
    second = TEXT.index("said", 20)
    moved = [((start - 7, end - 7),) for ((start, end),) in (at("Tolm Harbour"), at("left"))]
    said = ((second - 7, second - 3),)
    found = offered((moved[0], "Tolm Harbour"), (said, "said"), (moved[1], "left"))
    assert [repair.pieces for repair in found] == [
        at("Tolm Harbour"),
        ((second, second + 4),),
        at("left"),
    ]
    other = [((start - 9, end - 9),) for ((start, end),) in (at("left"),)]
    assert len(offered((moved[0], "Tolm Harbour"), (said, "said"), (other[0], "left"))) == 2


def test_what_programs_write_otherwise_does_not_hide_a_place() -> None:
    (repair,) = offered((((0, 5),), '"the levy stands" and'))
    assert repair.how == "alike"
    assert repair.stands == "\u201cthe\u00a0levy stands\u201d and"
    (lines,) = offered((((0, 5),), "fail.\nTolm"))
    assert lines.stands == "fail.\r\nTolm"


def test_the_most_similar_piece_is_offered_where_nothing_comes_close() -> None:
    (repair,) = offered((((0, 5),), "port authorities had warned in March"))
    assert (repair.how, repair.stands) == ("similar", "port authority had warned in March")
    assert 90 <= repair.score < 100
    assert not repair.certain
    twice = "A delay would cost jobs. A delay would cost job. Nothing else is said here."
    said = ForeignDocument(twice, "a", (ForeignSpan("1", "x", ((0, 3),), "A delay would cost jobz."),))
    assert repairs(said, twice, list(misfits(said, twice)))[0] == []


def test_pieces_move_together() -> None:
    quote = "Mira Sand … fail"
    (repair,) = offered((((9, 18), (38, 42)), quote))
    assert repair.pieces == ((0, 9), (29, 33))
    assert offered((((9, 18), (30, 34)), quote)) == []


def test_what_the_offsets_count_is_told_by_all_quotes() -> None:
    text = "😀 Mira Sand said\r\nno 😀 more.\r\nThe end."
    for quote_at, sentence in (
        (lambda place: len(text[:place].encode("utf-16-le")) // 2, "UTF-16 units"),
        (lambda place: len(text[:place].encode()), "bytes"),
        (lambda place: len(text[:place].replace("\r\n", "\n")), "Windows line end"),
        (lambda place: place + 1, "from 1"),
    ):
        spans = []
        for number, quote in enumerate(("Mira Sand", "more", "end", None)):
            ((start, end),) = at(quote or "The", text)
            spans.append(ForeignSpan(str(number), "x", ((quote_at(start), quote_at(end)),), quote))
        said = ForeignDocument(text, "a", tuple(spans))
        found, counting = repairs(said, text, list(misfits(said, text)))
        assert sentence in counting
        judged = judge(said, text, Choices(repair=True))
        assert [text[slice(*span.pieces[0])] for span in judged.document.spans] == [
            *("Mira Sand", "more", "end", "The")
        ]
        assert all(each.how == "counted" for each in found)


def test_only_what_was_chosen_is_repaired_and_the_rest_refused_or_left_out() -> None:
    said = document((((3, 7),), "Tolm Harbour"), (((0, 4),), "left"), (at("Mira Sand"), "Mira Sand"))
    both = judge(said, TEXT, Choices())
    assert both.refused
    assert len(both.misfits) == 2
    key = both.repairs[1].key
    one = judge(said, TEXT, Choices(repairs=frozenset([key])))
    assert one.refused
    assert [each.taken for each in one.repairs] == [False, True]
    rest = judge(said, TEXT, Choices(repairs=frozenset([key]), skip_misfits=True))
    assert [span.pieces for span in rest.document.spans] == [at("left"), at("Mira Sand")]
    everything = judge(said, TEXT, Choices(repair=True))
    assert not everything.misfits
    assert len(everything.document.spans) == 3


def test_a_short_quote_is_no_bit_of_a_word() -> None:
    assert offered((((0, 4),), "ort")) == []
    assert [repair.pieces for repair in offered((((0, 4),), "had"))] == [at("had")]


def test_a_quote_that_is_written_otherwise_twice_tells_no_place() -> None:
    text = "He said “no more” and left. She said “no\u00a0more” as well, and went away."
    said = ForeignDocument(text, "a", (ForeignSpan("1", "x", ((0, 3),), '"no  more"'),))
    assert repairs(said, text, list(misfits(said, text)))[0] == []


def test_neighbours_that_moved_otherwise_decide_nothing() -> None:
    text = "One port, two. The same here. The same here. Last of all."
    first, second = text.index("The same"), text.index("The same", 20)
    spans = (
        ForeignSpan("1", "x", ((7, 15),), "One port"),  # stands 7 before
        ForeignSpan("2", "x", ((first + 7, first + 15),), "The same"),
        ForeignSpan("3", "x", ((second + 30, second + 34),), "Last"),  # stands elsewhere by another distance
    )
    said = ForeignDocument(text, "a", spans)
    found = repairs(said, text, list(misfits(said, text)))[0]
    assert [repair.span.id for repair in found] == ["1", "3"]
