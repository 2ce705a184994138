"""Mails and mailboxes."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.articles import mbox as mailbox
from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from tests.support import sources

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]


def test_a_newsletter_is_its_page(read: Read) -> None:
    article = read("a.eml", sources.mail())
    assert sources.HEBREW in article.text
    assert "alert" not in article.text
    known = article.metadata
    assert (known.title, known.source) == ("Ferry halted – café", "Ember Wéekly")
    assert known.published == "2025-10-11T08:30+02:00"
    assert known.extra == {"from": "news@ember.example", "message id": "<1@ember.example>"}


def test_plain_text_where_there_is_no_page(read: Read) -> None:
    article = read("a.eml", sources.mail(plain=f"{sources.FERRY}\r\n\r\n{sources.HEBREW}\r\n", html=""))
    assert article.text == f"{sources.FERRY}\n\n{sources.HEBREW}"


def test_plain_text_where_the_page_says_next_to_nothing(read: Read) -> None:
    article = read(
        "a.eml", sources.mail(plain=f"{sources.FERRY}\n\n{sources.BRIDGE}", html="<p>See it online.</p>")
    )
    assert article.text == f"{sources.FERRY}\n\n{sources.BRIDGE}"


def test_a_newsletter_laid_out_in_tables_keeps_all_its_pieces(read: Read) -> None:
    cells = "".join(
        f"<table><tr><td><b>Item {n}</b><br>{sources.BRIDGE} {n}.</td></tr></table>" for n in range(6)
    )
    text = read("a.eml", sources.mail(html=f"<html><body>{cells}</body></html>")).text
    assert all(f"Item {n}" in text and f"{sources.BRIDGE} {n}." in text for n in range(6))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_quoted_printable_in_other_charsets(read: Read, charset: str) -> None:
    words = (
        "The café owner said that the naïve plan for the ferry was, in a word, passé – or so the people say."
    )
    if charset == "iso-8859-1":
        words = words.replace("–", "-")
    assert read("a.eml", sources.mail(plain=words, html="", charset=charset)).text == words


@pytest.mark.parametrize("said", ["us-ascii", "x-no-such-charset", "iso-2022-jp", "utf-16"])
def test_a_mail_that_names_the_wrong_charset(read: Read, said: str) -> None:
    data = sources.mail(plain=sources.FERRY + " Café.", html="").replace(
        b'charset="utf-8"', f'charset="{said}"'.encode()
    )
    assert said.encode() in data
    assert read("a.eml", data).text == sources.FERRY + " Café."


def test_headers_in_encoded_words_and_broken_ones(read: Read) -> None:
    data = (
        b"From: =?utf-8?b?4pyJ77iPIENhZsOp?= <a@b.example>\r\nSubject: =?iso-8859-1?q?Caf=E9_?=\r\n =?utf-8?q?=E2=9C=89_halted?=\r\n"
        b"Date: not a date\r\nMessage-ID: <x>\r\nTo: ][;,\r\n\r\n" + sources.FERRY.encode()
    )
    known = read("a.eml", data).metadata
    assert (known.title, known.source, known.published) == ("Café ✉ halted", "✉️ Café", "")


def test_attachments_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(sources.mail_with_attachment())
    article, noted = read_articles(path)
    assert isinstance(article, IncomingArticle)
    assert article.text == f"{sources.FERRY}\n\n{sources.BRIDGE}"
    assert article.metadata.extra["attachments"] == "bericht ü.pdf, table.csv"
    assert isinstance(noted, Noted)
    assert noted.text.startswith("2 attachments were left out")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"just words without any header at all, as in a text\n", "mail's header"),
        (b"Subject: x\nMessage-ID: y\nFrom: z\n\n   \n", "holds no text"),
        (b"From: x\nMIME-Version: 1.0\nSubject: s\nContent-Type: application/pkcs7-mime\n\nxx", "encrypted"),
    ],
)
def test_a_mail_that_is_refused(refuse: Refuse, data: bytes, part: str) -> None:
    assert part in refuse("a.eml", data)


def test_a_mailbox_is_an_article_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"  # without a suffix, as mail programs name them
    bad = b"Subject: nothing\nMessage-ID: <2>\nFrom: x@y.example\n\n"
    quoting = sources.mail("Quoting", plain=f"{sources.FERRY}\n\nFrom here on it is quiet.", html="").replace(
        b"=46rom", b"From"
    )
    path.write_bytes(sources.mbox(sources.mail(), bad, sources.mail_with_attachment(), quoting))
    one, two, three, four, noted = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert one.origin == f"{path}, message 1"
    assert isinstance(two, ReadFailure)
    assert two.origin == f"{path}, message 2"
    assert isinstance(three, IncomingArticle)
    assert isinstance(four, IncomingArticle)
    assert four.text.endswith("\n\nFrom here on it is quiet.")
    assert isinstance(noted, Noted)


def test_a_mail_too_large_is_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "LARGEST_FILE", 3000)
    path = tmp_path / "a.mbox"
    path.write_bytes(sources.mbox(sources.mail(plain="x " * 3000, html=""), sources.mail(html="")))
    one, two = read_articles(path)
    assert isinstance(one, ReadFailure)
    assert "larger than 50 MB" in one.reason
    assert isinstance(two, IncomingArticle)


def test_no_mailbox(refuse: Refuse) -> None:
    assert "no mailbox" in refuse("a.mbox", "Peace in the valley.\n")


def test_a_mail_that_is_cut_off(refuse: Refuse) -> None:
    assert "cut off" in refuse("a.eml", sources.mail()[:-300])


def test_a_subject_with_what_no_file_can_hold(read: Read) -> None:
    data = sources.mail(html="").replace(
        b"Message-ID: <1@ember.example>", b"Message-ID: <1\x00@\xff.example>"
    )
    known = read("a.eml", data).metadata
    assert "\0" not in known.extra["message id"]
    known.extra["message id"].encode("utf-8")
