# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import docx
import pypdf
import pytest
from docx.oxml import parse_xml

from annotator.articles import docx as docx_reading
from annotator.model.article import IncomingArticle

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]
Build = Callable[..., bytes]
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_paragraphs_and_tables_in_order(read: Read, docx_bytes: Build) -> None:
    def build(document: docx.document.Document) -> None:
        document.core_properties.title = "Ferry halted"
        document.core_properties.author = "Ida Brandt"
        document.core_properties.created = datetime.datetime(2025, 2, 3, 9, 30)
        document.add_paragraph("Before\tthe table 👩")
        table = document.add_table(2, 2)
        for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], "abcd", strict=True):
            cell.text = text
        document.add_paragraph("")
        document.add_paragraph("After it")

    article = read("a.docx", docx_bytes(build), raw=True)
    assert article.text == "Before\tthe table 👩\n\na\tb\nc\td\n\nAfter it"
    assert article.metadata.title == "Ferry halted"
    assert article.metadata.author == "Ida Brandt"
    assert article.metadata.published == "2025-02-03"


def test_tracked_text_links_and_content_controls(read: Read, docx_bytes: Build) -> None:
    def build(document: docx.document.Document) -> None:
        body = document.element.body
        inner = "<w:r><w:t>kept </w:t></w:r><w:ins><w:r><w:t>put in</w:t></w:r></w:ins>"
        gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink>"
        body.insert(0, parse_xml(f"<w:p {NAMESPACE}>{inner}{gone}</w:p>"))
        held = "<w:sdtContent><w:p><w:r><w:t>held</w:t></w:r></w:p></w:sdtContent>"
        body.insert(1, parse_xml(f"<w:sdt {NAMESPACE}>{held}</w:sdt>"))

    assert read("a.docx", docx_bytes(build), raw=True).text == "kept put in link\n\nheld"


def test_the_template_of_the_library_is_no_author(read: Read, docx_bytes: Build) -> None:
    metadata = read("a.docx", docx_bytes(lambda document: document.add_paragraph("Peace"))).metadata
    assert (metadata.author, metadata.published) == ("", "")


def test_the_byline_goes_before_who_typed_it(read: Read, docx_bytes: Build) -> None:
    def build(document: docx.document.Document) -> None:
        document.core_properties.author = "Office PC 4"
        for text in ("Ferry halted by the council", "By Ida Brandt", "3 February 2025", "It was about time."):
            document.add_paragraph(text)

    article = read("a.docx", docx_bytes(build))
    assert article.text == "Ferry halted by the council\n\nIt was about time."
    assert (article.metadata.author, article.metadata.published) == ("Ida Brandt", "2025-02-03")


def test_a_document_without_text(refuse: Refuse, docx_bytes: Build) -> None:
    assert "no text" in refuse("a.docx", docx_bytes(lambda document: None))


def test_a_document_cut_short(refuse: Refuse, docx_bytes: Build) -> None:
    data = docx_bytes(lambda document: document.add_paragraph("Peace"))
    assert "damaged Word document" in refuse("a.docx", data[: len(data) // 2])


def test_a_document_with_broken_xml(refuse: Refuse, docx_bytes: Build) -> None:
    data = docx_bytes(lambda document: document.add_paragraph("Peace"))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, content[:200] if part.filename == "word/document.xml" else content)
    assert "damaged Word document" in refuse("a.docx", file.getvalue())


def test_a_zip_bomb(refuse: Refuse, docx_bytes: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_reading, "_LARGEST", 1000)
    data = docx_bytes(lambda document: document.add_paragraph("Peace " * 1000))
    assert "when unpacked" in refuse("a.docx", data)


def test_pages_of_a_pdf(read: Read, pdf_bytes: Build) -> None:
    article = read(
        "a.pdf", pdf_bytes("The ferry was halted.", "", "So it is.", title="Ferry", author="Ida"), raw=True
    )
    assert article.text == "The ferry was halted.\n\nSo it is."
    assert (article.metadata.title, article.metadata.author) == ("Ferry", "Ida")


def test_a_file_name_is_no_title(read: Read, pdf_bytes: Build) -> None:
    assert read("a.pdf", pdf_bytes("Peace", title="Microsoft Word - draft.doc")).metadata.title == ""


def test_no_text_layer(refuse: Refuse, pdf_bytes: Build) -> None:
    assert refuse("a.pdf", pdf_bytes("")) == (
        "The PDF has no text layer (it holds pictures of pages): run OCR first, then import it."
    )


def encrypted(data: bytes, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_encrypted_pdf(read: Read, refuse: Refuse, pdf_bytes: Build) -> None:
    assert "encrypted" in refuse("a.pdf", encrypted(pdf_bytes("Peace"), "secret"))
    assert read("b.pdf", encrypted(pdf_bytes("Peace"), "")).text == "Peace"


def test_a_damaged_pdf_is_read_or_told(
    tmp_path: object, pdf_bytes: Build, capfd: pytest.CaptureFixture[str]
) -> None:
    from annotator.articles.pdf import read_pdf
    from annotator.errors import UserError

    data = pdf_bytes("The ferry was halted.", "So it is.")
    outcomes = set()
    for cut in range(0, len(data), 23):
        for broken in (data[:cut], data[:cut] + b"<<[(" + data[cut + 4 :]):
            try:
                outcomes.add(bool(read_pdf(broken)[0]))
            except UserError as error:
                outcomes.add(str(error)[:5])
    assert True in outcomes
    assert len(outcomes) > 1
    assert capfd.readouterr().err == ""
