"""Which command has a key, and keymaps as files; no window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.gui.commands import keymap
from annotator.gui.commands.keymap import Claim, Keymap, settle

SCOPES = ("window", "reading", "article")


def meet(one: str, other: str) -> bool:
    return one == other or "window" in (one, other)


def test_the_label_has_a_key_before_what_was_chosen_and_that_before_what_is_so_by_itself() -> None:
    found = settle(
        [
            Claim("own", ("A", "B", "C"), "window"),
            Claim("chosen", ("A", "B"), "window", 1),
            Claim("label.x", ("A",), "window", 2),
        ],
        meet,
    )
    assert found["label.x"].keys == ("A",)
    assert found["chosen"].keys == ("B",)
    assert found["chosen"].lost == {"A": "label.x"}
    assert found["own"].keys == ("C",)
    assert found["own"].lost == {"A": "label.x", "B": "chosen"}


def test_in_places_that_do_not_meet_a_key_may_be_two_commands() -> None:
    found = settle([Claim("one", ("A",), "reading"), Claim("two", ("A",), "article")], meet)
    assert found["one"].keys == found["two"].keys == ("A",)


CLAIMS = st.lists(
    st.builds(
        Claim,
        st.uuids().map(str),
        st.lists(st.sampled_from("ABCD"), unique=True).map(tuple),
        st.sampled_from(SCOPES),
        st.integers(0, 2),
    ),
    max_size=8,
)


@given(CLAIMS)
def test_no_key_is_ever_ambiguous_and_none_is_lost_for_nothing(claims: list[Claim]) -> None:
    found = settle(claims, meet)
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        bound = found[claim.id]
        assert set(bound.keys) | bound.lost.keys() == set(claim.keys)
        for other in claims:
            if other.id != claim.id and meet(claim.scope, other.scope):
                assert not set(bound.keys) & set(found[other.id].keys)
        for key, winner in bound.lost.items():
            assert key in found[winner].keys
            assert by_id[winner].rank >= claim.rank


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)
KEYS = st.lists(
    st.sampled_from(["A", "Ctrl+J", "Shift+F5", "Alt+Up", "+", "Ctrl++", "\\", '"', "Ä"]), unique=True
)


@given(NAMES, st.text(st.characters(codec="utf-8")), st.dictionaries(NAMES, KEYS.map(tuple)))
def test_what_is_written_is_read_back(name: str, description: str, keys: dict[str, tuple[str, ...]]) -> None:
    made = Keymap(name, description, keys)
    assert keymap.parse(keymap.write(made), "keys.toml") == made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys = ", "is not a keymap"),
        ("name = 'x'", "no [keys] section"),
        ("[keys]\n'a.b' = 3", "must be a list of texts"),
        ("[keys]\n'a.b' = ['Hello there']", "is not a key"),
        ("[keys]\n'a.b' = ['Ctrl+K, Ctrl+C']", "is not a key"),
    ],
)
def test_a_file_that_is_no_keymap_says_why(text: str, said: str) -> None:
    with pytest.raises(UserError, match=r"mine\.toml") as caught:
        keymap.parse(text, "mine.toml")
    assert said in str(caught.value)


def test_one_key_may_stand_without_brackets() -> None:
    assert keymap.parse("[keys]\n'a.b' = 'J'", "x").keys == {"a.b": ("J",)}


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"a": ("P",), "b": ()}, {}),  # b had lost its only key to a
        ({"a": ("P",), "b": ("X",)}, {"b": ("X",)}),  # b has another key by choice
        ({"a": ("P",), "c": ("Z",)}, {"c": ("Z",)}),  # c lost Y, but not to a
        ({"a": ("Y", "P"), "b": (), "c": ("Z",)}, {}),
        ({"a": ("A", "P"), "gone": ("Q",)}, {"gone": ("Q",)}),
    ],
)
def test_a_key_goes_back_to_whose_it_is(
    chosen: dict[str, tuple[str, ...]], left: dict[str, tuple[str, ...]]
) -> None:
    own = {"a": ("A",), "b": ("P",), "c": ("Y", "Z")}
    assert keymap.without(chosen, "a", lambda name: own.get(name, ())) == left
