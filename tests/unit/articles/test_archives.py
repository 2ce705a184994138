"""Archives: what is in them, and what must not be."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.articles import archives, source
from annotator.articles.reading import ReadFailure, read_articles
from annotator.model.article import IncomingArticle
from annotator.model.incoming import Noted
from tests.support import sources

Read = Callable[..., IncomingArticle]
Refuse = Callable[..., str]


def outcome(path: Path, content: bytes) -> list[tuple[str, str]]:
    """Origin without the path, and the text or the reason."""
    path.write_bytes(content)
    return [
        (
            one.origin.removeprefix(str(path)),
            one.text if isinstance(one, IncomingArticle) else getattr(one, "reason", ""),
        )
        for one in read_articles(path)
    ]


def test_each_member_is_read_as_what_it_is(tmp_path: Path) -> None:
    inner = sources.zipped({"deep.csv": f'text,title\n"{sources.BRIDGE}",Bridge\n'})
    content = sources.zipped(
        {
            "a/one.txt": sources.FERRY,
            "a/.hidden.txt": "x",
            "__MACOSX/one.txt": "x",
            "a/~$lock.docx": "x",
            "b.rtf": sources.RTF,
            "c.png": b"\x89PNG\r\n\x1a\n",
            "d.zip": inner,
        }
    )
    found = outcome(tmp_path / "a.zip", content)
    assert [origin for origin, _ in found] == [
        " › a/one.txt",
        " › b.rtf",
        " › c.png",
        " › d.zip › deep.csv, row 2",
    ]
    assert found[0][1] == sources.FERRY
    assert "PNG image" in found[2][1]
    assert found[3][1] == sources.BRIDGE


@pytest.mark.parametrize("name", ["../../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\..\\x.txt", "C:\\x.txt"])
def test_a_path_that_leads_out_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    before = sorted(os.listdir(tmp_path))
    found = outcome(tmp_path / "in" / "a.zip", sources.zipped({name: sources.FERRY, "z.txt": sources.BRIDGE}))
    assert len(found) == 2
    assert "leads out of the archive" in dict(found)[f" › {name}"]
    assert dict(found)[" › z.txt"] == sources.BRIDGE
    assert sorted(os.listdir(tmp_path)) == before
    assert os.listdir(tmp_path / "in") == ["a.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    ((_, reason),) = outcome(tmp_path / "a.zip", out.getvalue())
    assert "a link and no file" in reason


def test_a_bomb_is_refused_and_what_stands_beside_it_comes_in(tmp_path: Path) -> None:
    bomb = sources.zipped({"bomb.txt": b"\0" * (20 * 1024 * 1024), "good.txt": sources.FERRY})
    found = dict(outcome(tmp_path / "a.zip", bomb))
    assert "made to do harm" in found[" › bomb.txt"]
    assert found[" › good.txt"] == sources.FERRY


def test_archives_in_archives_in_archives(tmp_path: Path) -> None:
    content: str | bytes = sources.FERRY
    for depth in range(6):
        content = sources.zipped({f"{depth}.{'zip' if depth else 'txt'}": content})
    assert isinstance(content, bytes)
    ((origin, reason),) = outcome(tmp_path / "a.zip", content)
    assert reason.startswith("It lies in more than 3 archives")
    assert origin == " › 5.zip › 4.zip › 3.zip"


def test_nested_archives_share_one_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source.Allowance.__init__, "__defaults__", (30_000, 100))
    inner = sources.zipped({f"{n}.txt": f"{n} {sources.FERRY} " * 90 for n in range(2)})
    found = outcome(tmp_path / "a.zip", sources.zipped({f"{n}.zip": inner for n in range(9)}))
    assert any("larger than" in reason for _, reason in found)
    assert 0 < sum("Port Ember" in text for _, text in found) < 4


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source.Allowance.__init__, "__defaults__", (10**9, 3))
    found = outcome(tmp_path / "a.zip", sources.zipped({f"{n}.txt": sources.FERRY for n in range(9)}))
    assert len(found) == 4
    assert "files: import it in parts" in found[-1][1]


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(sources.zipped({"a.txt": sources.FERRY}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    ((_, reason),) = outcome(tmp_path / "a.zip", bytes(data))
    assert "encrypted" in reason


def test_a_damaged_member_is_told_by_its_name(tmp_path: Path) -> None:
    data = sources.zipped({"a.txt": sources.FERRY * 9, "b.txt": sources.BRIDGE}, stored=("a.txt",))
    found = dict(outcome(tmp_path / "a.zip", data.replace(b"council", b"cuoncil", 1)))
    assert "damaged in the archive" in found[" › a.txt"]
    assert found[" › b.txt"] == sources.BRIDGE


def test_an_empty_archive(refuse: Refuse) -> None:
    assert "no files in it" in refuse("a.zip", sources.zipped({}))


def test_gzip(read: Read) -> None:
    assert read("a.txt.gz", gzip.compress(sources.FERRY.encode())).text == sources.FERRY
    assert read("a.html.gz", gzip.compress(sources.PAGE.encode())).metadata.title == "Ferry halted"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (gzip.compress(sources.FERRY.encode(), mtime=0)[:-9], "damaged archive"),
        (gzip.compress(b"\0" * (40 * 1024 * 1024), mtime=0), "made to do harm"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(b"x" * 257 + b"ustar", mtime=0), "tar archive"),
    ],
    ids=["cut", "bomb", "nothing", "tar"],
)
def test_a_gzip_that_is_refused(
    refuse: Refuse, monkeypatch: pytest.MonkeyPatch, content: bytes, part: str
) -> None:
    monkeypatch.setattr(archives, "_IN_MEMORY", 1 << 20)
    assert part in refuse("a.txt.gz", content)


def test_a_failure_names_archive_and_member(tmp_path: Path) -> None:
    path = tmp_path / "press.zip"
    path.write_bytes(sources.zipped({"a/empty.txt": ""}))
    (failure,) = read_articles(path)
    assert isinstance(failure, ReadFailure)
    assert failure.origin == f"{path} › a/empty.txt"
    assert failure.reason.startswith("It is empty")


def test_layers_in_an_archive_are_told_to_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    record = '{"text": "Peace", "spans": [{"start": 0, "end": 5, "label": "actor"}]}\n'
    path.write_bytes(sources.zipped({"a.jsonl": record, "b.jsonl": '{"text": "War", "spans": []}\n'}))
    found = list(read_articles(path))
    assert [type(one) for one in found] == [Noted, IncomingArticle, IncomingArticle]
    assert found[0].origin == f"{path} › a.jsonl"
