"""A repair never puts a span where its quote does not stand, and levelled texts keep their places."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.foreign import ForeignDocument, ForeignSpan
from annotator.exchange.taking.fitting import misfits
from annotator.exchange.taking.judging import Choices, judge
from annotator.exchange.taking.levelling import level, levelled
from annotator.exchange.taking.repairing import LEAST_SCORE

PIECES = (
    *("Mira", "said", "“no”", '"no"', " ", "\u00a0", "\r\n", "\n", "é", "e\u0301", "😀", "ﬁ", "…", "شرق"),
    *("-", "–", "a\u00adb", "of the levy", "각"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_every_character_of_a_levelled_text_knows_where_it_stood(text: str) -> None:
    found = level(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert list(found.starts) == sorted(found.starts)
    assert levelled(found.text) == found.text or unicodedata.normalize("NFKC", text) != text
    for at in range(len(found.text)):
        place = found.place(at, at + 1)
        if place is not None and found.text[at] != " ":
            assert levelled(text[slice(*place)]) == found.text[at]


@settings(max_examples=150, deadline=None)
@given(
    TEXTS,
    st.lists(
        st.tuples(st.integers(0, 150), st.integers(1, 30), st.integers(-9, 9), st.booleans()), max_size=6
    ),
)
def test_what_is_repaired_stands_where_its_quote_does(
    text: str, spans: list[tuple[int, int, int, bool]]
) -> None:
    made = []
    for number, (start, length, shift, otherwise) in enumerate(spans):
        quote = text[start % len(text) :][:length]
        quote = unicodedata.normalize("NFC", quote).replace("\r\n", "\n") if otherwise else quote
        at = start % len(text) + shift
        made.append(ForeignSpan(str(number), "x", ((at, at + len(quote)),), quote))
    document = ForeignDocument(text, "a", tuple(made))
    judged = judge(document, text, Choices(repair=True, skip_misfits=True))
    for repair in judged.repairs:
        stands = " … ".join(text[start:end] for start, end in repair.pieces)
        assert stands == repair.stands
        if repair.how == "exact":
            assert stands == repair.span.quote
        elif repair.how != "similar":
            assert levelled(stands) == levelled(repair.span.quote or "")
        else:
            assert repair.score >= LEAST_SCORE
    assert not list(misfits(judged.document, text))
    fitting = {
        span.id: span.pieces for span in made if not list(misfits(ForeignDocument(text, "", (span,)), text))
    }
    if all(repair.how != "counted" for repair in judged.repairs):
        for span in judged.document.spans:
            assert fitting.get(span.id, span.pieces) == span.pieces  # what fits is never moved
