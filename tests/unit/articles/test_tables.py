# ruff: noqa: E501  (sample texts stand on one line, as in a file)
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.articles import once, tables
from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle

Refuse = Callable[..., str]


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[str, str | bytes], list[IncomingArticle | ReadFailure]]:
    def reading(name: str, content: str | bytes) -> list[IncomingArticle | ReadFailure]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return [
            type(one)(
                **{
                    **{f: getattr(one, f) for f in one.__dataclass_fields__},
                    "origin": one.origin.removeprefix(f"{path}, "),
                }
            )
            for one in read_articles(path)
        ]

    return reading


Rows = Callable[[str, str | bytes], list[IncomingArticle | ReadFailure]]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_dialects(rows: Rows, delimiter: str, encoding: str) -> None:
    header = delimiter.join(["ID", "Headline", "Full Text", "Outlet", "Date", "Lang"])
    row = delimiter.join(
        ["7", '"A ""gift"", said"', '" Señor Núñez,\r\nthe; mayor|\t"', "Post", "03/02/2025", "en-GB"]
    )
    (article,) = rows("a.csv", f"{header}\r\n{row}\r\n".encode(encoding))
    assert isinstance(article, IncomingArticle)
    assert article.text == " Señor Núñez,\r\nthe; mayor|\t"
    assert article.metadata.title == 'A "gift", said'
    assert article.metadata.source == "Post"
    assert article.metadata.published == "2025-02-03"
    assert article.metadata.language == "en"
    assert article.metadata.extra == {"ID": "7", "Date": "03/02/2025", "Lang": "en-GB"}
    assert article.origin == "row 2"


def test_bad_rows_do_not_stop_the_good_ones(rows: Rows) -> None:
    found = rows(
        "a.csv",
        'text,title\nPeace,a\n"bro"ken,b\nWar,c,what,else\n  ,d\n\nna\0ught,e\nEnd,f\n"never closed,g\n',
    )
    assert [(type(one).__name__, one.origin) for one in found] == [
        ("IncomingArticle", "row 2"),
        ("ReadFailure", "row 3"),
        ("ReadFailure", "row 4"),
        ("ReadFailure", "row 5"),
        ("ReadFailure", "row 7"),
        ("IncomingArticle", "row 8"),
        ("ReadFailure", "row 9"),
    ]


def test_a_text_as_long_as_a_book(rows: Rows) -> None:
    (article,) = rows("a.csv", f"text\n{'x' * 300_000}\n")
    assert isinstance(article, IncomingArticle)
    assert len(article.text) == 300_000


def test_no_text_column(refuse: Refuse) -> None:
    assert "its columns: id, name" in refuse("a.csv", "id,name\n1,x\n")
    assert "no text (its keys: id)" in refuse("a.jsonl", '{"id": 1}')


def test_a_column_chosen_by_rank() -> None:
    assert tables.text_column(["Content", "BODY", "x"]) == "BODY"
    assert tables.text_column(["textual"]) is None


def test_export_of_our_own(rows: Rows) -> None:
    meta = {"title": "Ferry", "source": "Post", "author": "Ida", "published": "2025-02-03T08:30:00+01:00",
            "url": "https://x.example", "language": "en", "sha256": "0" * 64, "project": "Ferries"}  # fmt: skip
    record = {"id": 4, "text": " Ferry\r\n👩 halted ", "meta": meta, "offsets": "unicode code points", "tokens": [{}],
              "spans": [{"id": "x"}], "relations": [], "cats": {}, "answer": "accept", "_view_id": "spans"}  # fmt: skip
    (article,) = rows("a.jsonl", json.dumps(record))
    assert isinstance(article, IncomingArticle)
    assert article.text == " Ferry\r\n👩 halted "
    told = {name: getattr(article.metadata, name) for name in list(meta)[:6]}
    assert told == {name: meta[name] for name in told}
    assert article.metadata.extra == {"id": "4", "project": "Ferries"}


def test_surrogates_nested_values_and_lists_of_authors(rows: Rows) -> None:
    line = '{"text": "a\\ud83db \\ud83d\\udc69", "title": "\\udc00", "authors": ["Ida", "Tom"], "x": {"y": [1, null]}, "z": null}'
    (article,) = rows("a.jsonl", line)
    assert isinstance(article, IncomingArticle)
    assert article.text == "a\ufffdb 👩"
    assert article.metadata.title == "\ufffd"
    assert article.metadata.author == "Ida, Tom"
    assert article.metadata.extra == {"x": '{"y": [1, null]}'}


def test_bad_lines_do_not_stop_the_good_ones(rows: Rows) -> None:
    lines = [b'\xef\xbb\xbf{"text": "Peace"}', b"{broken", b"[1]", b'{"text": 5}', b'{"text": ""}', b"", b'{"text": "\xff"}',
             b'{"text": ' + b"[" * 100_000, b'{"text": "\\u0000"}', '{"text": "a\u2028b"}'.encode()]  # fmt: skip
    found = rows("a.jsonl", b"\n".join(lines))
    good = {one.origin: one.text for one in found if isinstance(one, IncomingArticle)}
    assert good == {"line 1": "Peace", "line 10": "a\u2028b"}
    assert [one.origin for one in found if isinstance(one, ReadFailure)] == [
        f"line {n}" for n in (2, 3, 4, 5, 7, 8, 9)
    ]


def test_a_line_too_long_is_passed_over(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_ROW", 40)
    found = rows("a.jsonl", '{"text": "Peace"}\n' + "x" * 130 + '\n{"text": "War"}\n')
    assert [one.origin for one in found] == ["line 1", "line 2", "line 3"]
    assert isinstance(found[1], ReadFailure)


@pytest.mark.parametrize("content", ["Peace\nin the valley\n", '[\n{"text": "a"}\n]'])
def test_no_jsonl(refuse: Refuse, content: str) -> None:
    assert "not JSONL" in refuse("a.jsonl", content)


def test_jsonl_in_utf16(refuse: Refuse) -> None:
    assert "UTF-16" in refuse("a.jsonl", '{"text": "a"}'.encode("utf-16"))


def test_a_language_or_date_that_is_none_stays_in_extra(rows: Rows) -> None:
    (article,) = rows("a.csv", "text,language,date,published\nPeace,Martian,some day,\n")
    assert isinstance(article, IncomingArticle)
    assert (article.metadata.language, article.metadata.published) == ("", "")
    assert article.metadata.extra == {"language": "Martian", "date": "some day"}


def test_one_failure_for_lines_that_all_have_no_text(refuse: Refuse) -> None:
    reason = refuse("a.jsonl", '{"id": 1, "name": "a"}\n' * 40 + '{"id": 2}\n')
    assert "its keys: id, name" in reason
    assert "each of its 41 lines" in reason


def test_one_failure_for_rows_without_text(refuse: Refuse) -> None:
    assert "each of its 3 rows" in refuse("a.csv", "text,id\n,1\n,2\n,3\n")


def test_a_file_of_bad_lines_is_given_up(refuse: Refuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "MOST_HELD", 5)
    assert "the rest was not read" in refuse("a.jsonl", '{"id": 1}\n' * 9)


def test_one_good_line_after_bad_ones_is_read(rows: Rows) -> None:
    found = rows("a.jsonl", '{"id": 1}\n' * 4 + '{"text": "Peace"}\n{"id": 2}\n')
    assert [(type(one).__name__, one.origin) for one in found] == [
        *(("ReadFailure", f"line {number}") for number in (1, 2, 3, 4)),
        ("IncomingArticle", "line 5"),
        ("ReadFailure", "line 6"),
    ]


def test_different_reasons_are_told_each(rows: Rows) -> None:
    found = rows("a.jsonl", '{"id": 1}\n{"id": 2}\n{broken\n')
    assert [one.origin for one in found] == ["line 1", "line 2", "line 3"]


EVENT = "\t".join(
    ["1234567890", "20251011", "202510", "2025", "2025.7", *["x"] * 55, "https://ember.example/1"]
)
MENTION = "\t".join(["1234567890", "20251011083000", "20251011084500", "1", *["x"] * 12])
GKG = "\t".join(["20251011083000-1", "20251011083000", "1", "ember.example", *["x"] * 23])


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (EVENT, "events, 61 columns without a header row"),
        (MENTION, "mentions, 16 columns without a header row"),
        (GKG, "Global Knowledge Graph, 27 columns without a header row"),
        ("GKGRECORDID\tDATE\tDocumentIdentifier\tThemes", "export, 4 columns"),
    ],
)
def test_tables_of_gdelt_are_named_and_what_is_missing(refuse: Refuse, row: str, name: str) -> None:
    said = refuse("a.export.CSV", f"{row}\n" * 3)
    assert f"It is a table of GDELT ({name})" in said
    assert "holds no article's text" in said


def test_a_table_of_addresses_says_that_the_pages_are_needed(refuse: Refuse) -> None:
    assert "only addresses in 'Source URL'" in refuse(
        "a.csv", "Title,Source URL\nFerry,https://ember.example\n"
    )


@pytest.mark.parametrize(
    "header",
    [
        "Headline,Outlet Name,PublishDate,Article URL,Full Text,Sourcelang",
        "titre;journal;date de publication;lien;contenu;langue",
        "article_title\tsource-name\tpub_date\tweb_url\tcontent\tlanguage",
    ],
)
def test_columns_of_many_names(rows: Rows, header: str) -> None:
    delimiter = next(mark for mark in ",;\t" if mark in header)
    cells = ["Ferry halted", "Ember Post", "20251011T083000Z", "https://ember.example/1", "Peace.", "French"]
    (article,) = rows("a.csv", f"{header}\n{delimiter.join(cells)}\n")
    assert isinstance(article, IncomingArticle)
    known = article.metadata
    assert (article.text, known.title, known.source) == ("Peace.", "Ferry halted", "Ember Post")
    assert (known.url, known.published, known.language) == (
        "https://ember.example/1",
        "2025-10-11T08:30Z",
        "fr",
    )
