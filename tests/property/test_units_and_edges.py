"""Units, snapping and nudging over texts that have broken offsets elsewhere."""

from itertools import pairwise

import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import edges, widening
from annotator.model.edges import Edge, Unit
from annotator.model.offsets import paragraphs
from annotator.model.text_units import TextUnits
from tests.support.texts import texts

_EDGES: tuple[Edge, ...] = ("start", "end")
_UNITS: tuple[Unit, ...] = ("word", "character")


def boundaries(text: str) -> set[int]:
    """Where no grapheme is cut; a paragraph break is one too."""
    found = {0, len(text)}
    for paragraph in paragraphs(text):
        found |= {paragraph.start, paragraph.end}
        piece = text[paragraph.start : paragraph.end]
        found |= {paragraph.start + match.end() for match in regex.finditer(r"\X", piece)}
    return found


@st.composite
def texts_with_pieces(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text and one or two segments of it that lie apart, each of whole graphemes without white space."""
    text = draw(texts(min_size=1))
    places = sorted(boundaries(text))
    found: list[tuple[int, int]] = []
    for _ in range(draw(st.integers(1, 2))):
        start, end = sorted(draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
        piece = text[start:end]
        clear = not found or start > found[-1][1]
        if piece and piece == piece.strip() and clear:
            found.append((start, end))
    return text, tuple(found)


@given(texts_with_pieces(), st.data())
def test_nudging_keeps_every_promise_and_comes_back(
    drawn: tuple[str, tuple[tuple[int, int], ...]], data: st.DataObject
) -> None:
    text, segments = drawn
    if not segments:
        return
    units, allowed = TextUnits(text), boundaries(text)
    for _ in range(data.draw(st.integers(1, 5))):
        piece = data.draw(st.integers(0, len(segments) - 1))
        edge, unit = data.draw(st.sampled_from(_EDGES)), data.draw(st.sampled_from(_UNITS))
        step = data.draw(st.sampled_from((1, -1)))
        moved = edges.nudged(units, segments, piece, edge, step, unit)
        if moved is None:
            continue
        assert len(moved) == len(segments)
        which = 0 if edge == "start" else 1
        assert (moved[piece][which] - segments[piece][which]) * step > 0
        assert moved[piece][1 - which] == segments[piece][1 - which]
        assert moved[piece][which] in allowed
        for start, end in moved:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert all(one[1] < other[0] for one, other in pairwise(moved))
        if unit == "character":
            back = edges.nudged(units, moved, piece, edge, -step, unit)
            assert back == segments
        segments = moved


@given(texts_with_pieces(), st.data())
def test_dragging_an_end_keeps_the_same_promises(
    drawn: tuple[str, tuple[tuple[int, int], ...]], data: st.DataObject
) -> None:
    text, segments = drawn
    if not segments:
        return
    piece = data.draw(st.integers(0, len(segments) - 1))
    to, exact = data.draw(st.integers(0, len(text))), data.draw(st.booleans())
    edge = data.draw(st.sampled_from(_EDGES))
    moved = edges.dragged(TextUnits(text), segments, piece, edge, to, exact=exact)
    for start, end in moved:
        assert 0 <= start < end <= len(text)
        assert {start, end} <= boundaries(text)
        assert text[start:end] == text[start:end].strip()
    assert all(one[1] < other[0] for one, other in pairwise(moved))


@given(texts(min_size=1), st.data())
def test_snapping_stays_inside_cuts_no_grapheme_and_is_done_once(text: str, data: st.DataObject) -> None:
    places = sorted(boundaries(text))
    start, end = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    if start == end:
        return
    units = TextUnits(text)
    once = edges.snapped(units, start, end)
    assert 0 <= once[0] < once[1] <= len(text)
    assert set(once) <= boundaries(text)
    assert edges.snapped(units, *once) == once
    # A space may be one grapheme with a mark on it, which nothing can part.
    chosen = [text[a:b] for a, b in pairwise(p for p in places if start <= p <= end)]
    if any(piece == piece.strip() for piece in chosen):
        assert text[slice(*once)] == text[slice(*once)].strip()


@given(texts(), st.data())
def test_units_hold_their_place_and_grow(text: str, data: st.DataObject) -> None:
    units = TextUnits(text)
    at = data.draw(st.integers(0, len(text)))
    word = units.word_at(at)
    now = (at, at)
    if word is not None:
        assert set(word) <= boundaries(text)
        # A possessive and an elided article are no part of a word: in them the one beside is meant.
        if at > word[1]:
            assert text[word[1] : word[1] + 2].lower() in ("'s", "’s")
            assert at <= min(place for place in boundaries(text) if place >= word[1] + 2)
            now = word
        elif at < word[0]:
            assert regex.fullmatch(r"\p{L}{0,6}['’]", text[at : word[0]])
            now = word
    for _ in range(30):
        then = widening.wider(units, *now)
        if then == now:
            break
        assert then[0] <= now[0] <= now[1] <= then[1]
        assert set(then) <= boundaries(text)
        now = then
    else:
        raise AssertionError("it never ends")
    for step in (1, -1):
        for move in (units.sentence_step, units.paragraph_step):
            to = move(at, step)
            assert 0 <= to <= len(text)
            assert (to - at) * step >= 0
