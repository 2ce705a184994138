"""What pandas and polars make of our Parquet file: rows, types, texts that are kept once, links."""

from __future__ import annotations

import json
from pathlib import Path

import pandas
import polars
import pyarrow.parquet as pq

from annotator.exchange.formats import Context
from annotator.exchange.parquet import out
from annotator.model.article import Metadata
from annotator.model.record import Record
from tests.support.projects import default_codebook
from tests.support.records import record

TEXT = "Mira Sand said 😀 that the levy\r\n“will fail”, but שלום denied it."
SAID = record(
    TEXT,
    ("actor", ((0, 9),)),
    ("claim", ((17, 43),)),
    ("cue", ((10, 14), (22, 25))),
    links=[("speaker", 1, 0), ("cue", 1, 2)],
    metadata=Metadata("A levy", "Tolm Post", extra={"page": "3"}),
    answers={"tone": "loud"},
)


def write(folder: Path, *records: Record) -> Path:
    file = folder / "out.parquet"
    context = Context("press", default_codebook(), parts={1: "dev"})
    writer = out.open_writer(file, context)
    for each in records:
        assert writer.add(each) == (len(each.annotations), len(each.links))
        assert not out.losses(each, context)
    writer.close()
    return file


def test_pandas_reads_rows_with_their_articles(tmp_path: Path) -> None:
    frame = pandas.read_parquet(write(tmp_path, SAID, record("Nothing.", article=2)))
    assert list(frame["label"].dropna()) == ["actor", "claim", "cue"]
    assert frame["article_id"].tolist() == [1, 1, 1, 2]
    claims = frame[frame["label"] == "claim"].iloc[0]
    assert claims["article_text"][int(claims["start"]) : int(claims["end"])] == claims["text"]
    assert [link["to"] for link in claims["links"]] == ["0", "2"]
    assert json.loads(claims["answers"]) == {"tone": "loud"}
    assert (claims["title"], claims["part"]) == ("A levy", "dev")
    assert isinstance(frame["article_text"].dtype, pandas.CategoricalDtype)


def test_polars_reads_the_same(tmp_path: Path) -> None:
    frame = polars.read_parquet(write(tmp_path, SAID))
    assert frame.height == 3
    pieces = frame.filter(polars.col("label") == "cue")["segments"].to_list()
    assert pieces == [[{"start": 10, "end": 14}, {"start": 22, "end": 25}]]
    assert frame["text"].to_list() == [annotation.quote for annotation in SAID.annotations]


def test_a_long_text_stands_once_in_a_group_of_rows(tmp_path: Path) -> None:
    texts = [f"{article} times " * 40_000 for article in range(4)]
    marks = [("cue", ((n, n + 4),)) for n in range(400)]
    file = write(tmp_path, *(record(text, *marks, article=n) for n, text in enumerate(texts)))
    column = pq.ParquetFile(file).metadata.row_group(0).column(out.SCHEMA.names.index("article_text"))
    assert column.total_uncompressed_size < 1.2 * sum(map(len, texts))


def test_nothing_at_all_is_a_table_without_rows(tmp_path: Path) -> None:
    assert pandas.read_parquet(write(tmp_path)).empty
    assert out.preview(tmp_path / "out.parquet") == ""


def test_the_preview_is_the_first_row(tmp_path: Path) -> None:
    shown = out.preview(write(tmp_path, SAID))
    assert "text: 'Mira Sand'" in shown
    assert "article_text" not in shown
