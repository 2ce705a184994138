# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.articles.html import read_html
from annotator.model.article import IncomingArticle

BODY = "".join(
    f"<p>The council of the harbour town voted on day {day} to halt the northern ferry for a month, after its operator "
    "and the fuel supplier had failed to settle a quarrel – one that has gone on since the spring.</p>"
    for day in range(6)
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="CHARSET"><title>Ferry halted | The Portville Post</title>
<meta property="og:site_name" content="The Portville Post"><meta property="og:title" content="Ferry halted by the café">
<meta name="author" content="Ida Brandt"><meta property="article:published_time" content="2025-02-03T08:30:00+00:00">
<link rel="canonical" href="https://post.example.com/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><h1>Ferry halted by the café</h1>
<article>{BODY}</article><footer>All rights reserved</footer><script>alert(1)</script></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_text_and_metadata(charset: str) -> None:
    page = PAGE.replace("CHARSET", charset).replace("–", "–" if charset != "iso-8859-1" else "-")
    text, metadata = read_html(page.encode(charset))
    assert text.startswith("Ferry halted by the café\n\nThe council of the harbour town")
    assert text.count("voted on day") == 6
    assert ("quarrel – one" in text) == (charset != "iso-8859-1")
    assert "alert" not in text
    assert "Home" not in text
    assert metadata.title == "Ferry halted by the café"
    assert metadata.source == "The Portville Post"
    assert metadata.author == "Ida Brandt"
    assert metadata.published == "2025-02-03T08:30+00:00"
    assert metadata.url == "https://post.example.com/ferry"
    assert metadata.language == "en"


def test_the_headline_does_not_stand_twice() -> None:
    page = PAGE.replace("<article>", "<article><h1>Ferry halted by the café</h1>")
    assert read_html(page.encode())[0].count("Ferry halted by the café") == 1


def test_a_wrong_charset_is_not_believed() -> None:
    page = PAGE.replace("CHARSET", "us-ascii")
    assert "café" in read_html(page.encode("cp1252"))[0]


def test_no_article(refuse: Callable[..., str]) -> None:
    assert "No article text" in refuse("a.html", "<html><body><script>1</script></body></html>")


def test_html_named_as_text(read: Callable[..., IncomingArticle]) -> None:
    page = PAGE.replace("CHARSET", "utf-8")
    assert read("a.txt", page).text.startswith("Ferry halted")
    assert read("a.txt", page, raw=True).text == page


def test_language_is_voted_where_the_page_is_silent(read: Callable[..., IncomingArticle]) -> None:
    page = PAGE.replace(' lang="en-GB"', "").replace("CHARSET", "utf-8")
    assert read("a.html", page).metadata.language == "en"


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2025-02-03T08:30:00Z", "2025-02-03T08:30+00:00"),
        ("2025-02-03T08:30:15+0100", "2025-02-03T08:30+01:00"),
        ("2025-02-03", "2025-02-03"),
        ("2025-02-03T00:00:00", "2025-02-03"),
        ("3 February 2025", "2025-02-03"),
    ],
)
def test_the_time_stays_where_the_page_says_one(said: str, published: str) -> None:
    page = PAGE.replace("2025-02-03T08:30:00+00:00", said)
    assert read_html(page.encode())[1].published == published


def test_a_section_above_the_headline_goes(read: Callable[..., IncomingArticle]) -> None:
    page = PAGE.replace("CHARSET", "utf-8").replace("<h1>Ferry halted by the café</h1>", "")
    page = page.replace("<article>", "<article><p>Harbour</p><h1>Ferry halted by the café</h1>")
    article = read("a.html", page)
    assert article.text.startswith("Ferry halted by the café\n")
    assert [(piece.text, piece.reason) for piece in article.removed] == [("Harbour\n", "section name")]
    assert read("a.html", page, raw=True).text.startswith("Harbour\nFerry halted")


def test_a_sentence_or_a_name_above_the_headline_stays(read: Callable[..., IncomingArticle]) -> None:
    for above in ("Ida Brandt", "It is over.", "A town between two islands asks why"):
        page = PAGE.replace("CHARSET", "utf-8").replace("<h1>Ferry halted by the café</h1>", "")
        page = page.replace("<article>", f"<article><p>{above}</p><h1>Ferry halted by the café</h1>")
        assert read("a.html", page).text.startswith(f"{above}\nFerry halted by the café\n")
