"""Feeds, web archives and pages saved as one file."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from tests.support import sources

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]


def test_a_feed_is_an_article_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(sources.RSS, encoding="utf-8")
    full, summary, noted = read_articles(path)
    assert isinstance(full, IncomingArticle)
    assert full.text == f"Ferry & bridge\n\n{sources.FERRY}\n\n{sources.HEBREW}"
    known = full.metadata
    assert (known.source, known.author, known.url) == ("Ember Post", "Ida Brandt", "https://ember.example/1")
    assert (known.published, known.language) == ("2025-10-11T08:30+02:00", "en")
    assert isinstance(summary, IncomingArticle)
    assert summary.metadata.extra == {"text": "summary only"}
    assert isinstance(noted, Noted)
    assert noted.text.startswith("1 entry gives a summary only")


def test_atom(read: Read) -> None:
    article = read("a.atom", sources.ATOM)
    assert article.text == f"Ferry halted\n\n{sources.FERRY}"
    assert article.metadata.published == "2025-10-11T08:30:00Z"


def test_a_feed_under_another_name(read: Read) -> None:
    assert read("a.html", sources.ATOM).metadata.title == "Ferry halted"
    assert read("a.txt", sources.ATOM.encode("utf-16")).metadata.title == "Ferry halted"


LAUGHS = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (sources.RSS.replace("<rss", f"<!DOCTYPE rss [{LAUGHS}]><rss", 1), "defines entities"),
        (
            sources.RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss', 1),
            "defines entities",
        ),
        (
            sources.RSS.replace("<rss", f"<!-- <x> --><?x y?><!DOCTYPE rss [{LAUGHS}]><rss", 1).encode(
                "utf-16"
            ),
            "defines entities",
        ),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "without entries"),
        ('<rss version="2.0"><channel><item><title>Only</title></item></channel></rss>', "headline only"),
        ("<feed", "no feed that can be read"),
        ("http://ember.example/feed.xml", "no feed"),
    ],
)
def test_a_feed_that_is_refused(refuse: Refuse, content: str | bytes, part: str) -> None:
    assert part in refuse("a.rss", content)


def test_an_address_is_never_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    for name, content in sources.GOOD.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert list(read_articles(path))
    path = tmp_path / "b.rss"
    path.write_text("http://ember.example/feed.xml")
    assert list(read_articles(path, format="feed"))


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_is_an_article_a_page(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(sources.warc(packed=packed))
    one, two, noted = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, IncomingArticle)
    assert one.origin == f"{path}, record 1"
    assert (one.metadata.url, one.metadata.source) == ("https://www.ember.example/ferry", "ember.example")
    assert one.metadata.extra == {"saved": "2025-10-12T10:00:00Z"}
    assert two.metadata.title == "Bridge closed"
    assert isinstance(noted, Noted)
    assert noted.text.startswith("2 records were left out")


def test_what_was_read_of_a_web_archive_before_it_breaks_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    good = sources.warc()
    path.write_bytes(good + b"WARC/1.0\r\nbroken")
    found = list(read_articles(path))
    assert sum(isinstance(one, IncomingArticle) for one in found) == 2
    assert not [
        one for one in found if isinstance(one, ReadFailure) and "damaged from here on" not in one.reason
    ]


def test_no_web_archive(refuse: Refuse) -> None:
    assert "plain text" in refuse("a.warc", "Peace")
    assert "no web page" in refuse("a.warc", "WARC/1.0\r\n")


def test_mhtml(read: Read) -> None:
    article = read("a.mhtml", sources.mhtml())
    assert sources.FERRY in article.text
    known = article.metadata
    assert (known.title, known.url) == ("Ferry halted", "https://www.ember.example/ferry")
    assert (known.published, known.extra) == ("2025-10-11T08:30+02:00", {"saved": "2025-10-12T10:00"})


def test_mhtml_without_a_page(refuse: Refuse) -> None:
    data = sources.mhtml().replace(b"Content-Type: text/html\r\n", b"Content-Type: image/gif\r\n")
    assert "holds no web page" in refuse("a.mht", data)


def test_a_web_archive_that_was_packed_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(sources.warc()))
    assert [type(one) for one in read_articles(path)] == [IncomingArticle, IncomingArticle, Noted]


def test_half_a_page_does_not_come_in(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.warc"
    good = sources.warc()
    path.write_bytes(good[:-90])
    one, two, _noted = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, ReadFailure)
    assert two.origin == f"{path}, record 4 (https://www.ember.example/bridge)"
    assert "cut off or damaged" in two.reason
    at = good.index(b"</article>")
    path.write_bytes(good[:at] + b"more than it says" + good[at:])
    one, two, _noted = read_articles(path)
    assert isinstance(one, ReadFailure)
    assert "cut off or damaged" in one.reason
    assert isinstance(two, IncomingArticle)
    assert capfd.readouterr() == ("", "")


def test_a_feed_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(sources.RSS[: sources.RSS.index("the engineers told")], encoding="utf-8")
    one, two = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, ReadFailure)
    assert "cut off in this entry" in two.reason


def test_mhtml_that_is_cut_off(refuse: Refuse) -> None:
    data = sources.mhtml()
    assert "cut off" in refuse("a.mhtml", data[: data.index(b"</article>")])
