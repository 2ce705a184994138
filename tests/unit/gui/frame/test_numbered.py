from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.frame.numbered import AT_ONCE, Numbered

NAMES = [f"name {number}" for number in range(20)]


def test_nine_at_a_time_and_around() -> None:
    numbered = Numbered(NAMES, str)
    assert (numbered.shown(), numbered.others()) == (NAMES[:9], 11)
    numbered.turn()
    numbered.turn()
    assert numbered.shown() == NAMES[18:]
    numbered.turn()
    assert numbered.shown() == NAMES[:9]


def test_words_are_found_by_their_beginning() -> None:
    numbered = Numbered(["Mira Sand-Holm", "Holmen", "Tolm"], str)
    assert numbered.type("H")
    assert numbered.shown() == ["Mira Sand-Holm", "Holmen"]
    assert numbered.type("olme")
    assert numbered.shown() == ["Holmen"]
    assert not numbered.type("x")
    assert numbered.typed == "holme"
    assert numbered.erase()
    assert numbered.shown() == ["Mira Sand-Holm", "Holmen"]


def test_several_words_with_a_space() -> None:
    numbered = Numbered(["Kim Jong-un", "Kim Yo-jong", "Kimono"], str)
    assert numbered.type("kim j")
    assert numbered.shown() == ["Kim Jong-un"]


def test_other_items_keep_what_is_typed_where_it_still_finds_something() -> None:
    numbered = Numbered(["Ada", "Ben"], str)
    numbered.type("a")
    numbered.replace(["Ada", "Anna", "Ben"])
    assert (numbered.typed, numbered.shown()) == ("a", ["Ada", "Anna"])
    numbered.replace(["Ben"])
    assert (numbered.typed, numbered.shown()) == ("", ["Ben"])


@given(st.lists(st.text()), st.lists(st.sampled_from(["turn", "erase", "a", "b", " ", "1"])))
def test_it_never_shows_nothing_while_there_is_something(items: list[str], steps: list[str]) -> None:
    numbered = Numbered(items, str)
    for step in steps:
        if step in ("turn", "erase"):
            getattr(numbered, step)()
        else:
            numbered.type(step)
        shown = numbered.shown()
        assert bool(shown) == bool(items)
        assert len(shown) <= AT_ONCE
        assert numbered.others() >= 0
