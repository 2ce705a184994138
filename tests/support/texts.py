"""Texts that have broken offsets elsewhere."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "Kim Jong-un",
    "“steel allies,”",
    "😀",
    "👩‍🔬",
    "🇫🇷",
    "e\u0301",
    "نقل عن",
    "שלום",
    "日本語",
    "\r\n",
    "\n",
    "\r",
    "\t",
    "\u00a0",
    "\u200d",
    "\u200b",
    "\u2028",
    "\u2029",
    "\ufdd0",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U00010400",
    " ",
    "  ",
    "it's",
    "3.5 %",
    "[3]",
)

_CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")


def texts(*, min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[str]:
    """Texts of hard pieces and arbitrary characters (no NUL, no lone surrogates)."""
    piece = st.one_of(st.sampled_from(PIECES), st.text(_CHARACTERS, min_size=1, max_size=4))
    return st.lists(piece, min_size=min_size, max_size=max_size).map("".join)
