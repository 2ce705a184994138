"""Which token patterns are sound; the house's own rules agree with spaCy's schema."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.schemas import validate_token_pattern
from spacy.vocab import Vocab

from annotator.errors import UserError
from annotator.model.pattern_text import checked, parse, read, written
from annotator.model.token_patterns import checked_tokens, needs, needs_said

KEY = st.sampled_from(
    ["LOWER", "text", "LEMMA", "POS", "IS_ALPHA", "is_title", "LENGTH", "OP", "ENT_TYPE", "DEP", "nonsense"]
)
PREDICATE = st.dictionaries(
    st.sampled_from(["IN", "NOT_IN", "REGEX", "FUZZY", "FUZZY2", ">=", "==", "maybe"]),
    st.lists(st.sampled_from(["a", "b", 3]), max_size=2) | st.sampled_from(["a", "(", "x+", 3, True]),
    max_size=2,
)
VALUE = st.sampled_from(["a", "union", "+", "?", "{2}", "{,3}", "{1,}", True, False, 3, None]) | PREDICATE
TOKENS = st.lists(st.dictionaries(KEY, VALUE, max_size=3), max_size=3)


@given(TOKENS)
def test_what_is_sound_here_is_sound_for_spacy(tokens: list[dict[str, Any]]) -> None:
    try:
        made = checked_tokens(tokens)
    except UserError:
        return
    assert validate_token_pattern([dict(token) for token in made]) == []
    Matcher(Vocab(), validate=True).add("it", [[dict(token) for token in made]])
    assert parse(written(made)) == made
    assert read(made)


@pytest.mark.parametrize(
    "tokens",
    [
        [{"LOWER": "trade"}, {"LEMMA": {"IN": ["union", "guild"]}}],
        [{"IS_TITLE": True, "OP": "+"}, {"LENGTH": {">=": 3}}],
        [{"TEXT": {"REGEX": "^[Uu]nions?$"}}, {"OP": "?"}, {}],
        [{"LOWER": {"FUZZY1": "ministre"}}, {"ENT_TYPE": "ORG", "OP": "{1,3}"}],
        [{"LOWER": {"REGEX": {"IN": ["a+", "b+"]}}}],
    ],
)
def test_what_analysts_write_is_taken(tokens: list[dict[str, Any]]) -> None:
    assert checked_tokens(tokens) == tuple(tokens)
    assert validate_token_pattern(tokens) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A pattern needs at least one letter or digit: type a phrase."),
        (" … ", "A pattern needs at least one letter or digit: type a phrase."),
        ("~", "A pattern needs at least one letter or digit: type a phrase."),
        ("x" * 201, "A phrase has at most 200 characters: give the words that matter."),
        ("[]", "A token pattern has between 1 and 50 tokens."),
        ('["LOWER"]', "Token 1 is not in braces: write it as {“LOWER”: “union”}."),
        ('[{"LOWER": 3}]', "Token 1: LOWER is a text in quotes, or {“IN”: […]}."),
        ('[{}, {"OP": "++"}]', "Token 2: OP is one of + * ? ! or a number of times such as {2} or {1,3}."),
        ('[{"TEXT": {"REGEX": "("}}]', "Token 1: “(” is not a regular expression."),
        ('[{"OP": "*"}]', "Every token of this pattern may be missing: leave OP out at one of them."),
        ('[{"LOWER": {"REGEX": ["a"]}}]', "Token 1: REGEX takes a text in quotes."),
        ('[{"IS_TITLE": "yes"}]', "Token 1: IS_TITLE is true or false."),
    ],
)
def test_what_is_wrong_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as told:
        parse(text)
    assert str(told.value) == sentence


def test_an_unknown_attribute_and_broken_json_say_where() -> None:
    with pytest.raises(UserError, match="Token 1 has “WORD”, which is no attribute of a token"):
        parse('[{"WORD": "x"}]')
    with pytest.raises(UserError, match="JSON, character 12"):
        parse('[{"LOWER": }]')


def test_a_phrase_is_kept_with_single_spaces_and_one_token_needs_no_brackets() -> None:
    assert parse("  trade \n union ") == "trade union"
    assert parse("~ trade union") == "~trade union"
    assert parse('{"lower": "x"}') == ({"LOWER": "x"},)
    assert checked("a  b") == "a b"


def test_what_it_needs_and_how_it_reads() -> None:
    tokens = parse('[{"LOWER": "trade"}, {"LEMMA": "union"}, {"POS": "PROPN", "OP": "+"}, {}]')
    assert isinstance(tokens, tuple)
    assert needs_said(needs(tokens)) == "lemmas and parts of speech"
    assert read(tokens) == "[trade] [lemma union] [PROPN +] [any]"
