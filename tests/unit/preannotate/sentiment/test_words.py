from __future__ import annotations

from annotator.preannotate.sentiment.words import sentiment_words


def test_no_word_is_good_and_bad_in_one_role() -> None:
    words = sentiment_words("en").words
    assert len(words) >= 300
    assert words["brave"] == {"adjective": "positive"}
    assert words["praise"] == {"noun": "positive", "verb of object": "positive"}


def test_a_language_without_lists_has_none() -> None:
    assert sentiment_words("xx").words == {}
    assert sentiment_words("../en").words == {}
