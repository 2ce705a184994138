"""What fits what was typed, and in which order; no window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.palette.entries import Entry, Titles, find
from annotator.gui.palette.ranking import contains, fit, folded


def entry(title: str, kind: str = "command", *, reason: str = "") -> Entry:
    return Entry(title, kind, title, lambda: None, reason=reason, words=folded(title))  # type: ignore[arg-type]


def titles(typed: str, *entries: Entry, recent: tuple[str, ...] = ()) -> list[str]:
    return [found.entry.title for found in find(typed, entries, recent)]


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("acc", "Accept", "Next article, clean"),
        ("art", "Article list", "Next article"),
        ("art", "Next article", "Start"),
        ("art", "Start", "Alter it"),
        ("awl", "Accept with links", "A new label"),
        ("next", "Next panel", "Next annotation at the caret"),
    ],
)
def test_a_beginning_is_worth_more_than_an_inside_and_that_more_than_strewn_letters(
    typed: str, better: str, worse: str
) -> None:
    one, other = fit(typed, folded(better)), fit(typed, folded(worse))
    assert one is not None
    assert other is None or one.score > other.score


def test_every_word_is_needed_in_any_order() -> None:
    assert fit("article next", "next article") is not None
    assert fit("article former", "next article") is None


@given(st.text(min_size=1, max_size=12), st.text(max_size=30))
def test_what_is_found_spells_what_was_typed(typed: str, text: str) -> None:
    found = fit(folded(typed), folded(text))
    if found is not None:
        assert len(folded(text)) == len(text)
        assert all(0 <= place < len(text) for place in found.places)
        assert {folded(text)[place] for place in found.places} == set(folded(typed)) - {
            c for c in folded(typed) if c.isspace()
        }


@given(st.text(min_size=1, max_size=10), st.text(max_size=10), st.text(max_size=10))
def test_a_piece_of_a_title_finds_it(typed: str, before: str, after: str) -> None:
    if typed.strip():
        assert contains(folded(typed), folded(before + typed + after)) is not None
        assert fit(folded(typed), folded(before + typed + after)) is not None


def test_what_cannot_run_stands_last_but_is_there() -> None:
    assert titles("acc", entry("Accept", reason="no"), entry("Account of all")) == [
        "Account of all",
        "Accept",
    ]
    assert titles("", entry("A", reason="no"), entry("B")) == ["B", "A"]


def test_what_was_chosen_last_stands_first_where_nothing_is_typed() -> None:
    assert titles("", entry("A"), entry("B"), entry("C"), recent=("C", "B")) == ["C", "B", "A"]


def test_articles_and_actors_wait_until_something_is_typed_and_the_first_character_keeps_to_a_kind() -> None:
    there = (entry("Harbour"), entry("harm", "label"), entry("Hara", "actor"))
    articles = [entry("Harbour strike", "article"), entry("Milk", "article")]
    found = Titles([article.words for article in articles], lambda number: articles[number])

    def shown(typed: str) -> list[str]:
        return [line.entry.title for line in find(typed, there, (), found)]

    assert shown("") == ["Harbour", "harm"]
    assert shown("har") == ["Harbour", "harm", "Hara", "Harbour strike"]
    assert shown("strike HARB") == ["Harbour strike"]
    assert shown("#") == ["harm"]
    assert shown("@har") == ["Hara"]
    assert shown("> har") == ["Harbour"]


def test_of_very_many_articles_the_best_are_shown() -> None:
    titles = [f"strike number {n}" for n in range(500)]
    found = find("500", (), (), Titles(titles, lambda n: entry(titles[n], "article")))
    assert found == []
    found = find("strike", (), (), Titles(titles, lambda n: entry(titles[n], "article")))
    assert [line.entry.title for line in found][:2] == ["strike number 0", "strike number 1"]
    assert len(found) == 20


def test_a_slip_of_the_fingers_still_finds_it() -> None:
    assert titles("serach", entry("Search all articles"), entry("Quit")) == ["Search all articles"]
    assert titles("zzzz", entry("Search all articles"), entry("Quit")) == []


def test_strewn_letters_are_left_out_where_something_fits_better() -> None:
    assert titles("acc", entry("Accept"), entry("Next article, clean")) == ["Accept"]
