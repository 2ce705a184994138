# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.articles import source
from annotator.articles.reading import ReadFailure, find_files, read_articles
from annotator.errors import UserError
from annotator.model.article import IncomingArticle

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]

PAGE = "\ufeff  Skip to content\r\n\r\nFerry halted\r\n\r\nThe council of the town has halted the ferry and that is that.\r\n\r\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zip_bytes(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


def test_raw_text_is_exactly_what_was_decoded(read: Read) -> None:
    article = read("a.txt", PAGE, raw=True)
    assert article.text == PAGE[1:]
    assert article.removed == ()
    assert article.metadata.title == "Ferry halted"


def test_cleaned_text(read: Read) -> None:
    article = read("a.txt", PAGE)
    assert (
        article.text == "Ferry halted\r\n\r\nThe council of the town has halted the ferry and that is that."
    )
    assert article.removed[0].reason == "skip link"
    assert article.metadata.language == "en"
    assert article.origin.endswith("a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a"])
def test_suffixes_of_text(read: Read, name: str) -> None:
    assert read(name, "Peace.").text == "Peace."


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "nothing but white space"),
        ("a.txt", b"Skip to content\n", "nothing but the frame"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.txt", b"peace\0", "binary"),
        ("a.html", PNG, "named .html but is a PNG image"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(30), "It is a JPEG image: give"),
        ("a.csv", PNG, "PNG"),
        ("a.docx", b"Peace in the valley.", "named .docx but is plain text"),
        ("a.pdf", b"Peace in the valley.", "named .pdf but is plain text"),
        ("a.docx", bytes(range(256)) * 9, "no Word document or a damaged one"),
        ("a.docx", b"PK\x03\x04" + b"broken" * 30, "damaged Word document"),
        ("a.docx", zip_bytes(x="y"), "damaged Word document"),
        ("a.zip", b"PK\x03\x04" + b"broken" * 30, "damaged archive"),
        ("a.doc", OLE, "old Office version"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.rtf", rb"{\rtf1 Peace", "damaged RTF"),
        ("a.xml", b"<?xml version='1.0'?><article>Peace</article>", "no feed"),
        ("a.json", b'{"text": "Peace"}', "suffix .json is not known"),
        ("a.pdf", b"%PDF-1.4\nbroken", "damaged PDF"),
        ("a.annotator", b"SQLite format 3\0" + bytes(90), "SQLite"),
    ],
)
def test_what_is_refused(refuse: Refuse, name: str, content: bytes, part: str) -> None:
    assert part in refuse(name, content)


def test_a_lying_suffix_is_seen_through(read: Read, pdf_bytes: Callable[..., bytes]) -> None:
    assert read("a.txt", pdf_bytes("Peace in the valley")).text == "Peace in the valley"


def test_a_format_asked_for_that_it_is_not(refuse: Refuse, pdf_bytes: Callable[..., bytes]) -> None:
    assert "import it with the format pdf" in refuse("a.txt", pdf_bytes("Peace"), format="text")
    assert "plain text" in refuse("a.txt", "Peace", format="docx")
    assert "import it with the format rtf" in refuse("a.txt", r"{\rtf1 Peace}", format="text")
    assert "not look like an export" in refuse("a.txt", "Peace in the valley.", format="press")
    assert "import it with auto" in refuse("a.zip", zip_bytes(x="y"), format="press")


def test_a_format_asked_for_goes_before_the_suffix(read: Read) -> None:
    assert read("a.json", "Peace", format="text").text == "Peace"
    assert read("a.txt", '{"text": " Peace "}', format="jsonl").text == " Peace "


def test_an_unknown_format() -> None:
    with pytest.raises(UserError, match="no format 'doc'"):
        list(read_articles(Path("a"), format="doc"))


def test_too_large(refuse: Refuse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(source, "LARGEST_FILE", 100)
    assert "larger than 50 MB" in refuse("a.txt", "x" * 101)
    (tmp_path / "b.csv").write_text("text\n" + "Peace\n" * 50)
    assert len([one for one in read_articles(tmp_path / "b.csv") if isinstance(one, IncomingArticle)]) == 50


def only_failure(path: Path) -> str:
    (found,) = read_articles(path)
    assert isinstance(found, ReadFailure)
    assert found.origin == str(path)
    return found.reason


def test_missing_folder_and_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no such file" in only_failure(tmp_path / "gone.txt")
    assert "folder" in only_failure(tmp_path)
    assert "pipe" in only_failure(tmp_path / "pipe")


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Peace")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)  # root may read everything
    assert "may not be read" in only_failure(path)


def test_other_trouble_with_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Peace")

    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert "Input/output error" in only_failure(path)


def test_find_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden/x.txt", ".git", "a/~$lock.docx", "a/b/c.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    gone, hidden = tmp_path / "gone", tmp_path / ".git"
    found = find_files([tmp_path / "b.txt", gone, tmp_path, hidden])
    assert found == [tmp_path / "b.txt", gone, tmp_path / "a/b/c.html", tmp_path / "a/z.txt", hidden]


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(closed))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert find_files([tmp_path]) == [closed]
