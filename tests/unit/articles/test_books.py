"""EPUB, OpenDocument and RTF."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from tests.support import sources

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]

ENTITY = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


def read_all(path: Path) -> list[IncomingArticle | Noted | ReadFailure]:
    return list(read_articles(path))


def test_an_epub_is_an_article_a_page_in_the_order_of_the_book(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(sources.epub())
    one, two, noted = read_all(path)
    assert isinstance(one, IncomingArticle)
    assert isinstance(two, IncomingArticle)
    assert one.origin == f"{path} › OEBPS/text/one.xhtml"
    assert one.text == f"Ferry halted\n\n{sources.FERRY}\xa0A&B\n\n{sources.HEBREW}"
    assert (one.metadata.title, one.metadata.source, one.metadata.author) == (
        "Ferry halted",
        "The Ember Weekly",
        "Ida Brandt",
    )
    assert (one.metadata.published, one.metadata.language) == ("2025-10-11", "en")
    assert two.metadata.title == "Bridge closed"
    assert isinstance(noted, Noted)
    assert noted.text.startswith("1 page was left out")


def test_a_page_of_an_epub_that_is_missing_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    opf = sources.OPF.replace("text/one.xhtml", "text/gone.xhtml")
    path.write_bytes(sources.epub(**{"OEBPS/book.opf": opf}))
    found = read_all(path)
    assert [type(one) for one in found] == [ReadFailure, IncomingArticle, Noted]
    assert isinstance(found[0], ReadFailure)
    assert found[0].origin.endswith("› OEBPS/text/gone.xhtml")


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"META-INF/container.xml": "<broken"}, "XML is damaged"),
        ({"META-INF/container.xml": f"{ENTITY}<container/>"}, "defines entities"),
        ({"OEBPS/book.opf": LAUGHS + "<package>&a11;</package>"}, "defines entities"),
        (
            {"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/text/one.xhtml"/></e>'},
            "locked by its seller",
        ),
        ({"OEBPS/book.opf": "<package/>"}, "lists no pages"),
        ({"OEBPS/text/one.xhtml": "<html/>", "OEBPS/text/two b.xhtml": "<html/>"}, "None of its pages"),
    ],
)
def test_an_epub_that_is_refused(refuse: Refuse, changed: dict[str, str], part: str) -> None:
    assert part in refuse("a.epub", sources.epub(**changed))


def test_obfuscated_fonts_do_not_lock_an_epub(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(
        sources.epub(**{"META-INF/encryption.xml": '<e><CipherReference URI="fonts/a.otf"/></e>'})
    )
    assert sum(isinstance(one, IncomingArticle) for one in read_all(path)) == 2


def test_odt(read: Read) -> None:
    article = read("a.odt", sources.odt())
    assert article.text == (
        f"Ferry halted\n\n{sources.FERRY}\n\nA   B\tC\nD bold end\n\n{sources.HEBREW}\n\nx\ty\n\nIn a box"
    )
    assert (article.metadata.title, article.metadata.author) == ("Ferry halted", "Ida Brandt")
    assert article.metadata.published == "2025-10-11"


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"content.xml": "<a"}, "XML is damaged"),
        ({"content.xml": f"{ENTITY}<a>&b;</a>"}, "defines entities"),
        ({"content.xml": (LAUGHS + "<a>&a11;</a>").encode("utf-16")}, "defines entities"),
        ({"META-INF/manifest.xml": "<encryption-data/>"}, "encrypted"),
        ({"content.xml": '<text xmlns="x"/>'}, "no text"),
        ({"content.xml": "<p/>"}, "damaged document"),
        ({"content.xml": "<text>" + "<section>" * 3000 + "</section>" * 3000 + "</text>"}, "XML is damaged"),
    ],
)
def test_an_odt_that_is_refused(refuse: Refuse, changed: dict[str, str | bytes], part: str) -> None:
    assert part in refuse("a.odt", sources.odt(**changed))


def test_a_spreadsheet_is_named(refuse: Refuse) -> None:
    assert "is a spreadsheet" in refuse("a.zip", sources.zipped({"xl/workbook.xml": "<a/>"}))
    said = refuse("a.ods", sources.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
    assert "named .ods but is a spreadsheet" in said


def test_rtf(read: Read) -> None:
    article = read("a.rtf", sources.RTF)
    assert article.text == (
        "Ferry halted\nThe café on the northern ferry 🚢 stays closed, the mayor told the people of the valley.\n"
        "Open day – a link and seen.\none\ttwo\nEnd."
    )
    assert (article.metadata.title, article.metadata.author) == ("Café halted", "Ida Brandt")
    assert article.metadata.published == "2025-10-11"
    assert article.metadata.language == "en"


def test_rtf_in_cyrillic_and_with_binary_pictures(read: Read) -> None:
    code = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2 {\pict\bin6 }{}{}{x}\par 2}"
    assert read("a.rtf", code).text == "Привет \n2"


@pytest.mark.parametrize("cut", [40, 200, len(sources.RTF) - 3])
def test_half_an_rtf_does_not_come_in(refuse: Refuse, cut: int) -> None:
    assert "damaged RTF" in refuse("a.rtf", sources.RTF[:cut])
