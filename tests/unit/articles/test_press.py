"""Exports of press databases."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from annotator.articles.documents import Found
from annotator.articles.press.exports import split_text
from annotator.articles.press.fields import count_in, paragraphs
from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle
from tests.support import sources


def both(folder: Path, name: str, content: str | bytes) -> tuple[IncomingArticle, IncomingArticle]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    one, two = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, IncomingArticle)
    assert (one.origin, two.origin) == (f"{path}, article 1", f"{path}, article 2")
    return one, two


def as_rtf(text: str) -> str:
    return "{\\rtf1\\ansi " + "".join(map(_escaped, text)) + "}"


def _escaped(char: str) -> str:
    if ord(char) < 128:
        return "\\par\n" if char == "\n" else char
    units = char.encode("utf-16-le")
    return "".join(
        f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?" for at in range(0, len(units), 2)
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", sources.FACTIVA_TAGGED),
        ("a.txt", sources.FACTIVA_TAGGED.replace("\n", "\r\n")),
        ("a.html", sources.rows_of_html(sources.FACTIVA_TAGGED)),
        ("a.rtf", as_rtf(sources.FACTIVA_TAGGED)),
    ],
)
def test_factiva_with_indexing(tmp_path: Path, name: str, content: str) -> None:
    one, two = both(tmp_path, name, content)
    assert (
        one.text
        == f"Ferry halted\n\n{sources.FERRY}\n\n{sources.BRIDGE}\n\nNobody was asked, the mayor said."
    )
    known = one.metadata
    assert (known.title, known.source, known.author) == ("Ferry halted", "Ember Post", "Ida Brandt")
    assert (known.published, known.language) == ("2025-10-11T08:30", "en")
    assert known.extra["words"] == "523"
    assert known.extra["document"] == "EMBP000020251011eaab00001"
    assert (two.metadata.published, two.metadata.language) == ("2025-10-12", "fr")
    assert two.text == f"Bridge closed\n\n{sources.HEBREW}"


@pytest.mark.parametrize(("name", "change"), [("a.txt", str), ("a.rtf", as_rtf)])
def test_factiva_without_indexing(tmp_path: Path, name: str, change: Callable[[str], str]) -> None:
    one, two = both(tmp_path, name, change(sources.FACTIVA_PLAIN))
    known = one.metadata
    assert one.text == f"Ferry halted, and nobody was asked\n\n{sources.FERRY}\n\n{sources.BRIDGE}"
    assert (known.author, known.source, known.published) == ("Ida Brandt", "Ember Post", "2025-10-11T08:30")
    assert known.extra["section"] == "Transport"
    assert known.extra["words"] == "1523"
    assert (two.metadata.author, two.metadata.title) == ("Tom Berg", "Bridge closed until spring")
    assert two.text.endswith(sources.BRIDGE)


def test_old_lexisnexis(tmp_path: Path) -> None:
    one, two = both(tmp_path, "a.txt", sources.NEXIS_OLD)
    known = one.metadata
    assert (known.title, known.source, known.author) == ("Ferry halted", "The Ember Post", "Ida Brandt")
    assert (known.published, known.language) == ("2025-10-11", "en")
    assert known.extra["edition"] == "Late Edition - Final"
    assert known.extra["words"] == "1023"
    assert one.text.endswith(f"who could have stopped it.\n\nNote: {sources.BRIDGE}")
    assert "the mayor says that" in one.text  # a line cut to a width is whole again
    assert (two.metadata.title, two.text) == ("Bridge closed", f"Bridge closed\n\n{sources.BRIDGE}")


def word(text: str) -> Callable[[docx.document.Document], None]:
    def build(document: docx.document.Document) -> None:
        for line in text.split("\n"):
            if line:
                document.add_paragraph(line)

    return build


@pytest.mark.parametrize("name", ["a.txt", "a.rtf", "a.docx"])
def test_new_nexis(tmp_path: Path, name: str, docx_bytes: Callable[..., bytes]) -> None:
    content = {"a.txt": sources.NEXIS_NEW, "a.rtf": as_rtf(sources.NEXIS_NEW)}.get(name)
    one, two = both(tmp_path, name, content or docx_bytes(word(sources.NEXIS_NEW)))
    known = one.metadata
    assert one.text == f"Ferry halted\n\n{sources.FERRY}\n\n{sources.BRIDGE}"
    assert (known.title, known.source) == ("Ferry halted", "The Ember Post (Port Ember)")
    assert (known.author, known.published) == ("Ida Brandt", "2025-10-11")
    assert known.extra["highlight"] == "Nobody was asked."
    assert "User Name" not in one.text
    assert "harbour" not in one.text
    assert (two.metadata.title, two.metadata.published) == ("Brücke gesperrt", "2025-10-12")
    assert two.metadata.source == "Ember Bote"


@pytest.mark.parametrize(
    ("name", "content"), [("a.html", sources.EUROPRESSE_PAGE), ("a.txt", sources.EUROPRESSE_TEXT)]
)
def test_europresse(tmp_path: Path, name: str, content: str) -> None:
    one, two = both(tmp_path, name, content)
    known = one.metadata
    assert one.text == f"Le bac est arrêté\n\n{sources.FERRY}\n\n{sources.BRIDGE}"
    assert (known.source, known.author, known.published) == ("La Braise", "Ida Brandt", "2025-10-11")
    assert known.extra["page"] == "12"
    assert known.extra["words"] == "523"
    assert known.extra["document"] == "news·20251011·BRA·0123456"
    assert two.metadata.published == "2025-10-12"


def test_an_article_about_documents_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f"Leak\n\n{sources.FERRY}\n\nDocument EMBP000020251011eaab00001\n\nHD\nPD\n\nLength: short\n\nBody\n\n{sources.BRIDGE}"
    )
    (article,) = read_articles(path)
    assert isinstance(article, IncomingArticle)
    assert article.text == path.read_text()


def test_raw_is_not_split(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(sources.FACTIVA_TAGGED, encoding="utf-8")
    (article,) = read_articles(path, raw=True)
    assert isinstance(article, IncomingArticle)
    assert article.text == sources.FACTIVA_TAGGED
    assert len(list(read_articles(path, format="press", raw=True))) == 2


def test_no_sentence_of_the_texts_is_lost() -> None:
    exports = (
        sources.FACTIVA_TAGGED,
        sources.FACTIVA_PLAIN,
        sources.NEXIS_OLD,
        sources.NEXIS_NEW,
        sources.EUROPRESSE_TEXT,
    )
    for export in exports:
        texts = " ".join(
            " ".join(found.text.split()) for found in split_text(export) if isinstance(found, Found)
        )
        assert texts.count(sources.BRIDGE) == export.count(sources.BRIDGE)
        assert texts.count(sources.FERRY) == export.count(sources.FERRY)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("523 words", "523"),
        ("1,023 words", "1023"),
        ("11 octobre 2025, 523 mots, p. 1", "523"),
        ("12 345 mots", "12345"),
        ("none", ""),
    ],
)
def test_counts(said: str, count: str) -> None:
    assert count_in(said) == count


def test_paragraphs() -> None:
    assert paragraphs(["", "a", "b", ""]) == "a\n\nb"
    assert paragraphs(["a", "b", "", "c"]) == "a\nb\n\nc"
    long = "x" * 60
    assert paragraphs([long, long, "end", "", "c"]) == f"{long} {long} end\n\nc"


@pytest.mark.parametrize(
    ("export", "end"),
    [
        (sources.FACTIVA_TAGGED, "\nAN\n"),
        (sources.FACTIVA_PLAIN, "\nDocument"),
        (sources.NEXIS_NEW, "End of Document"),
        (sources.EUROPRESSE_TEXT, "news·"),
    ],
)
def test_an_article_that_is_cut_off_is_told(tmp_path: Path, export: str, end: str) -> None:
    path = tmp_path / "a.txt"
    cut = export[: export.rindex(end)]
    path.write_text(cut, encoding="utf-8")
    one, two = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, ReadFailure)
    assert two.origin == f"{path}, article 2"
    assert "cut off" in two.reason


def test_an_article_that_can_not_be_told_apart_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(sources.FACTIVA_PLAIN.replace("88 words", "some words"), encoding="utf-8")
    one, two = read_articles(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, ReadFailure)
    assert "can't be told where its text begins" in two.reason
