"""Documents built for the tests, and short ways to read them."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the one article of a file with this name and content."""

    def reading(name: str, content: str | bytes, **options: object) -> IncomingArticle:
        found = list(read_articles(write(tmp_path, name, content), **options))  # type: ignore[arg-type]
        assert len(found) == 1
        assert isinstance(found[0], IncomingArticle), found[0]
        return found[0]

    return reading


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """The reason why a file with this name and content is not read; it is one sentence."""

    def refusing(name: str, content: str | bytes, **options: object) -> str:
        path = write(tmp_path, name, content)
        found = list(read_articles(path, **options))  # type: ignore[arg-type]
        assert len(found) == 1
        assert isinstance(found[0], ReadFailure), found[0]
        assert found[0].origin.startswith(str(path))
        reason = found[0].reason
        assert reason.endswith(".")
        assert "\n" not in reason
        assert ": " in reason  # what is wrong: what to do
        return reason

    return refusing


def pdf_bytes(*pages: str, title: str = "", author: str = "") -> bytes:
    """A PDF by hand, with one line of text a page; a page of "" shows nothing."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, page in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({page}) Tj ET" if page else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({title}) /Author ({author}) >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("latin-1")


def docx_bytes(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(name="pdf_bytes")
def _pdf_bytes() -> Callable[..., bytes]:
    return pdf_bytes


@pytest.fixture(name="docx_bytes")
def _docx_bytes() -> Callable[..., bytes]:
    return docx_bytes
