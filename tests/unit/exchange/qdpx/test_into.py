"""REFI-QDA in: projects as other programs write them, and broken ones."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, ForeignItem
from annotator.exchange.qdpx.into import read
from annotator.model.incoming import Noted

A, B = "a0000000-0000-0000-0000-000000000001", "{A0000000-0000-0000-0000-000000000002}"
S = "b0000000-0000-0000-0000-00000000000"
PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">
<Users><User guid="{A}" name="Ada"/><User guid="{B}" name="Ben"/></Users>
<CodeBook><Codes>
<Code guid="c1" name="Voice" isCodable="true"><Code guid="c2" name="Source" isCodable="true"/></Code>
<Code guid="c3" name="Place" isCodable="true"><Code guid="c4" name="Source" isCodable="true"/></Code>
</Codes></CodeBook>
<Variables><Variable guid="v1" name="Date" typeOfVariable="Date"/>
<Variable guid="v2" name="Region" typeOfVariable="Text"/></Variables>
<Sources>{sources}</Sources>
<Notes>
<Note guid="n1" name="memo" creatingUser="{A}"><PlainTextContent>A memo.</PlainTextContent></Note>
</Notes>
<Links><Link guid="l1" name="explains" direction="OneWay" originGUID="{S}1" targetGUID="{S}2"/></Links>
</Project>"""


def selection(
    number: int, start: object, end: object, *codings: tuple[str, str], name: str = "", more: str = ""
) -> str:
    coded = "".join(
        f'<Coding guid="d{number}{n}" creatingUser="{user}" creationDateTime="2019-06-07T03:36:36Z">'
        f'<CodeRef targetGUID="{code}"/></Coding>'
        for n, (user, code) in enumerate(codings)
    )
    return (
        f'<PlainTextSelection guid="{S}{number}" name="{name}" startPosition="{start}" endPosition="{end}" '
        f'creatingUser="{A}">{more}{coded}</PlainTextSelection>'
    )


def source(*selections: str, path: str = "internal://t.txt", more: str = "") -> str:
    inside = "".join(selections) + more
    return f'<TextSource guid="t" name="Interview" plainTextPath="{path}">{inside}</TextSource>'


def written(
    folder: Path, *sources: str, text: bytes = b"", origin: str = "MAXQDA 2022", texts: str = "sources"
) -> Path:
    path = folder / "p.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde", PROJECT.format(A=A, B=B, S=S, sources="".join(sources), origin=origin)
        )
        archive.writestr(f"{texts}/T.txt", text)
    return path


def documents(path: Path) -> list[ForeignDocument]:
    return [item for item in read(path) if isinstance(item, ForeignDocument)]


def sentences(items: list[ForeignItem]) -> list[str]:
    return [
        item.reason if isinstance(item, ReadFailure) else item.text
        for item in items
        if isinstance(item, ReadFailure | Noted)
    ]


def test_codes_are_labels_and_users_annotators(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        source(
            selection(1, 0, 4, (A, "c1"), (B, "c2"), more="<Description>sure?</Description>"),
            selection(2, 9, 14, (A, "c4")),
            more='<NoteRef targetGUID="n1"/>'
            '<VariableValue><VariableRef targetGUID="v1"/><DateValue>2019-06-07</DateValue></VariableValue>'
            '<VariableValue><VariableRef targetGUID="v2"/><TextValue>North</TextValue></VariableValue>',
        ),
        text="Mira 😀, of Kelsk.".encode(),
        texts="Sources",
    )
    ada, ben = documents(path)
    assert (ada.annotator, ben.annotator) == ("Ada", "Ben")
    assert [(span.label, ada.text[slice(*span.pieces[0])]) for span in ada.spans if ada.text] == [
        ("Voice", "Mira"), ("Place - Source", "f Kel"),
    ]  # fmt: skip
    assert ben.spans[0].label == "Voice - Source"
    assert (ada.spans[0].note, ada.spans[0].created_at) == ("sure?", "2019-06-07T03:36:36Z")
    assert [(link.label, link.head, link.child) for link in ada.links] == [("explains", f"{S}1", f"{S}2")]
    assert (ada.note, ben.note) == ("A memo.", "")
    assert (ada.metadata.title, ada.metadata.published) == ("Interview", "2019-06-07")
    assert ada.metadata.extra == {"Region": "North"}


TWO_LINES = b"one\r\ntwo\r\nthree four"


@pytest.mark.parametrize(
    ("origin", "start", "end", "name"),
    [
        ("ATLAS.ti Windows 22", 8, 13, ""),
        ("MAXQDA 2022", 10, 15, ""),
        ("ATLAS.ti", 10, 15, "three"),
        ("NVivo", 8, 13, "three"),
        ("ATLAS.ti", 10, 20, ""),
    ],
)
def test_line_breaks_count_once_or_twice_as_the_program_counts(
    tmp_path: Path, origin: str, start: int, end: int, name: str
) -> None:
    path = written(
        tmp_path, source(selection(1, start, end, (A, "c1"), name=name)), text=TWO_LINES, origin=origin
    )
    (document,) = documents(path)
    assert document.text == TWO_LINES.decode()
    ((first, last),) = (span.pieces[0] for span in document.spans)
    assert document.text[first:last].startswith("three")
    assert any("were taken as counted as" in said for said in sentences(list(read(path))))


def test_a_pdf_is_read_by_its_text_and_pictures_are_told(tmp_path: Path) -> None:
    pdf = (
        '<PDFSource guid="f" name="Report.pdf"><Representation guid="r" plainTextPath="internal://t.txt">'
        f'{selection(1, 0, 3, (A, "c1"))}</Representation></PDFSource><PictureSource guid="g" name="x.png"/>'
    )
    items = list(read(written(tmp_path, pdf, text=b"Yes it is.")))
    (document,) = (item for item in items if isinstance(item, ForeignDocument))
    assert (document.metadata.title, document.spans[0].pieces) == ("Report.pdf", ((0, 3),))
    assert sentences(items) == ["1 picture can't be read here: only text can."]


def test_one_bad_selection_leaves_the_others(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        source(
            selection(1, "x", 3, (A, "c1")),
            selection(2, 0, 3, (A, "nowhere")),
            selection(3, 0, 3, (A, "c1")),
            selection(4, 0, 2, more="<Description>hm</Description>"),
        ),
        text=b"Yes it is.",
    )  # fmt: skip
    items = list(read(path))
    assert [len(item.spans) for item in items if isinstance(item, ForeignDocument)] == [1]
    assert sentences(items) == [
        "It has no start and end: export the project again.",
        "Its code is not among those of the project: export it again.",
        "1 comment on words without a code: left out, as only what has a label is annotated.",
    ]


@pytest.mark.parametrize(
    "path",
    ["internal://missing.txt", "relative://t.txt", "absolute:///etc/passwd", "internal://../../T2.txt", ""],
)
def test_a_text_that_is_not_in_the_project_is_told(tmp_path: Path, path: str) -> None:
    items = list(read(written(tmp_path, source(path=path), text=b"Yes.")))
    assert not [item for item in items if isinstance(item, ForeignDocument)]
    (said,) = sentences(items)
    assert said.startswith(("Its text (", "It has no plain text"))


def test_a_qde_file_finds_its_texts_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "t.txt").write_text("Yes it is.", "utf-8")
    project = PROJECT.format(A=A, B=B, S=S, sources=source(selection(1, 0, 3, (A, "c1"))), origin="x")
    (tmp_path / "project.qde").write_text(project, "utf-8")
    (document,) = documents(tmp_path / "project.qde")
    assert document.text == "Yes it is."


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<Project xmlns="urn:QDA-XML:project:1.0" name="&b;"/>'
)


@pytest.mark.parametrize(
    "project",
    [
        b"",
        b"<Project",
        b"<html/>",
        BOMB,
        b'<!DOCTYPE Project SYSTEM "http://kelsk.example/x.dtd"><Project/>',
        b"\xff\xfe<\x00",
        b'<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes>' + b'<Code guid="c" name="c">' * 5000,
    ],
)
def test_broken_projects_are_a_sentence(tmp_path: Path, project: bytes) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project)
    with pytest.raises(UserError):
        list(read(path))
    (tmp_path / "p.qde").write_bytes(project)
    with pytest.raises(UserError):
        list(read(tmp_path / "p.qde"))


def test_a_bomb_a_torn_zip_and_no_zip_are_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * 50_000_000)
    with pytest.raises(UserError, match="made to do harm"):
        list(read(path))
    whole = written(tmp_path, source(selection(1, 0, 3, (A, "c1"))), text=b"Yes it is.").read_bytes()
    for data in (whole[: len(whole) // 2], b"PK", b"nothing", b""):
        path.write_bytes(data)
        with pytest.raises(UserError):
            list(read(path))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UserError, match="no project in it"):
        list(read(path))
