"""What cleaning keeps and what it removes are together the original, whatever the original is."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.cleaning import Cleaned, clean
from annotator.articles.duplicates import fingerprint
from annotator.articles.lexicon import chrome
from annotator.articles.reading import ReadFailure, read_articles
from annotator.articles.text import decode
from annotator.errors import UserError

PHRASES = sorted(
    chrome().skip_links | chrome().read_also | chrome().below | chrome().stray | chrome().share_bar
)
LINES = st.one_of(
    st.sampled_from(PHRASES).map(str.title),
    st.sampled_from(
        [
            "By Ida Brandt",
            "Ida Brandt",
            "11/10/2025",
            "2 min",
            "Related articles1. A2. B",
            "Ferry halted today",
        ]
    ),
    st.sampled_from(
        ["The council has halted the ferry, and nobody knows...", "Source: Post", "www.example.com", "", " "]
    ),
    st.text(max_size=60),
    st.lists(st.text("ab .?", min_size=1, max_size=6), max_size=60).map(" ".join),
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2029", " \n\t\n"])), max_size=25
    ).map(lambda pairs: "".join(line + end for line, end in pairs)),
)


def original(cleaned: Cleaned) -> str:
    """The original text, put together again from what was kept and what was removed."""
    pieces, used, at = [], 0, 0
    for removed in cleaned.removed:
        pieces += [cleaned.text[used : used + removed.start - at], removed.text]
        used += removed.start - at
        at = removed.end
    return "".join([*pieces, cleaned.text[used:]])


@given(TEXTS)
def test_kept_and_removed_are_the_original(text: str) -> None:
    cleaned = clean(text)
    assert original(cleaned) == text
    assert all(text[piece.start : piece.end] == piece.text and piece.text for piece in cleaned.removed)
    ends = [piece.end for piece in cleaned.removed]
    assert all(end <= piece.start for end, piece in zip(ends, cleaned.removed[1:], strict=False))


@given(TEXTS)
def test_long_sentences_are_never_removed(text: str) -> None:
    sentence = "The council of the town has halted the northern ferry, and the mayor says that nobody was asked at all."
    cleaned = clean(f"{text}\n\n{sentence}\n\n{text}")
    assert sentence in cleaned.text


@given(TEXTS)
def test_what_is_cleaned_starts_and_ends_with_something(text: str) -> None:
    cleaned = clean(text).text
    assert cleaned == cleaned.rstrip()
    assert not cleaned or cleaned.split("\n")[0].strip() or "\r" in cleaned or "\u2029" in cleaned


@given(st.binary(max_size=200))
def test_bytes_are_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decode(data)
    except UserError:
        return
    assert "\0" not in text
    text.encode("utf-8")  # no lone surrogates
    fingerprint(text)


@given(st.text(min_size=1).filter(lambda text: "\0" not in text and text.strip()))
def test_raw_utf8_comes_through_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path: Path = tmp_path_factory.mktemp("raw") / "a.jsonl"
    path.write_text(json.dumps({"text": text}), encoding="utf-8")
    (article,) = read_articles(path)
    assert not isinstance(article, ReadFailure)
    assert article.text == text


@given(st.binary(max_size=300), st.sampled_from(["txt", "docx", "pdf", "csv", "jsonl", "x"]))
def test_no_file_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"a.{suffix}"
    path.write_bytes(data)
    assert list(read_articles(path)) or suffix in ("csv", "jsonl")
