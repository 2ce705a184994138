"""CoNLL in: columns of every kind, and texts built anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.articles.failure import ReadFailure
from annotator.exchange.conll.into import TOGETHER, read
from annotator.exchange.foreign import ForeignDocument, ForeignItem
from annotator.model.incoming import Noted

GERMEVAL = """\
#\thttp://a.example [2009-10-17]
1\tDie\tO\tO
2\tTolm\tB-ORG\tB-LOC
3\tPost\tI-ORG\tO

1\tSie\tO\tO
"""
CONLLU_PLUS = """\
# global.columns = ID FORM UPOS CONLL:NER
# newdoc id = harbour
# sent_id = 1
# text = Don't go, Ola.
1-2\tDon't\t_\t_
1\tDo\tAUX\tO
2\tn't\tPART\tO
3\tgo\tVERB\tO
4\t,\tPUNCT\tO
5\tOla\tPROPN\tS-PER
6\t.\tPUNCT\tO

# newdoc id = town
1\tTolm\tPROPN\tI-LOC
"""


def items(tmp_path: Path, content: str | bytes) -> list[ForeignItem]:
    file = tmp_path / "a.conll"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(file))


def documents(tmp_path: Path, content: str | bytes) -> list[ForeignDocument]:
    found = items(tmp_path, content)
    assert all(isinstance(item, ForeignDocument) for item in found), found
    return [item for item in found if isinstance(item, ForeignDocument)]


def said(document: ForeignDocument) -> list[tuple[str, str | None]]:
    assert document.text is not None
    for span in document.spans:
        ((start, end),) = span.pieces
        assert document.text[start:end] == span.quote
    return [(span.label, span.quote) for span in document.spans]


def test_four_columns_with_documents_and_chunks_as_in_2003(tmp_path: Path) -> None:
    text = (
        "-DOCSTART- -X- -X- O\n\nU.N. NNP I-NP I-ORG\nofficial NN I-NP O\n3.5 CD I-NP O\n\n"
        "Tolm NNP I-NP I-LOC\nOla NNP B-NP B-LOC\n\n-DOCSTART- -X- -X- O\n\nShe PRP I-NP O\n"
    )
    first, second = documents(tmp_path, text)
    assert first.text == "U.N. official 3.5\nTolm Ola"
    assert said(first) == [("ORG", "U.N."), ("LOC", "Tolm"), ("LOC", "Ola")]
    assert [span.where for span in first.spans] == ["line 3", "line 7", "line 8"]
    assert second.text == "She"


def test_numbered_tokens_and_spans_inside_of_spans_as_in_germeval(tmp_path: Path) -> None:
    (document,) = documents(tmp_path, GERMEVAL)
    assert document.text == "Die Tolm Post\nSie"
    assert said(document) == [("ORG", "Tolm Post"), ("LOC", "Tolm")]


def test_the_text_of_a_comment_is_taken_where_its_tokens_fit(tmp_path: Path) -> None:
    first, second = documents(tmp_path, CONLLU_PLUS)
    assert first.text == "Don't go, Ola."
    assert said(first) == [("PER", "Ola")]
    assert first.metadata.title == "harbour"
    assert said(second) == [("LOC", "Tolm")]


def test_the_text_of_a_comment_is_not_taken_where_they_do_not(tmp_path: Path) -> None:
    (document,) = documents(tmp_path, "# text = Ola went home\nOla B-PER\nleft O\n")
    assert document.text == "Ola left"


@pytest.mark.parametrize(
    "content",
    [
        "Ola B-PER\r\nSand I-PER\r\nleft O\r\n",
        "\ufeffOla B-PER\nSand I-PER\nleft O",
        "Ola\tB-PER\nSand\tI-PER\nleft\tO\n",
        "Ola PER\nSand PER\nleft O\n",
        "Ola  B-PER\nSand  L-PER\nleft  O\n",
        "Ola B-PER\nSand I-PER\nleft O\n".encode("utf-16"),
    ],
)
def test_line_ends_marks_tabs_and_schemes(content: str | bytes, tmp_path: Path) -> None:
    (document,) = documents(tmp_path, content)
    assert said(document) == [("PER", "Ola Sand")]


def test_a_hash_may_be_a_token(tmp_path: Path) -> None:
    (document,) = documents(tmp_path, "# B-X\n#tolm I-X\nsaid O\n")
    assert said(document) == [("X", "# #tolm")]


def test_a_file_that_does_not_say_where_documents_begin_is_cut_and_says_so(tmp_path: Path) -> None:
    found = items(tmp_path, "Ola B-PER\nleft O\n\n" * (TOGETHER + 1))
    assert isinstance(found[0], Noted)
    assert len(found) == 3


def test_a_damaged_document_is_told_and_the_others_stay(tmp_path: Path) -> None:
    text = "-DOCSTART- O\n\nOla B-PER\nleft\n\n-DOCSTART- O\n\nTolm B-LOC\n"
    failure, document = items(tmp_path, text)
    assert isinstance(failure, ReadFailure)
    assert "Line 4 has 1 column" in failure.reason
    assert isinstance(document, ForeignDocument)


@pytest.mark.parametrize("content", [b"", b"a b\nc d\n", b"just some words\n", b"\x00\x01\x02", b"O\nO\n"])
def test_what_has_no_tags_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (failure,) = items(tmp_path, content)
    assert isinstance(failure, ReadFailure)
    assert failure.reason.endswith(".")
