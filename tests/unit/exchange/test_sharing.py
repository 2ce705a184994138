from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange import sharing_format, sharing_in
from annotator.exchange.sharing import layers_to_share, share
from annotator.exchange.sharing_format import MANIFEST, sealed
from annotator.exchange.sharing_in import opened
from annotator.exchange.sharing_mapping import read_mapping
from annotator.exchange.writing import ExportCancelledError
from annotator.model.merge_mapping import Instead, Word
from annotator.model.revision import Entry
from annotator.project.operations import annotations, articles, blindness, merging
from annotator.project.project import Project
from tests.support.copies import TEXTS, copy_of, edit, everything, owned
from tests.support.projects import new_project


@pytest.fixture
def robin(tmp_path: Path) -> Iterator[Project]:
    with copy_of(tmp_path / "robin.annotator", "Robin") as project:
        for kind, one, other in (
            ("tag", 0, 0), ("tag", 3, 5), ("tag", 1, 7), ("link", 0, 0), ("accept", 0, 1), ("reject", 0, 0),
            ("name", 0, 0), ("delete", 0, 1), ("mark", 0, 0), ("note", 2, 3),
        ):  # fmt: skip
            edit(project, kind, one, other)
        yield project


@pytest.fixture
def sent(tmp_path: Path, robin: Project) -> Path:
    path = tmp_path / "robin.annolayer"
    share(robin, path, layers_to_share(robin, None))
    return path


def read(path: Path) -> list[Entry]:
    with opened(path) as shared:
        list(shared.articles())
        return list(shared.entries())


def repack(path: Path, change: Callable[[str, bytes], bytes | None], *, seal: bool = False) -> None:
    """Write the archive anew with changed members; None leaves one out."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            changed = change(name, data)
            if name == MANIFEST and seal and changed is not None:
                changed = json.dumps(sealed(json.loads(changed))).encode()
            if changed is not None:
                archive.writestr(name, changed)


def test_all_that_a_layer_says_is_in_the_file(robin: Project, sent: Path) -> None:
    assert read(sent) == owned(robin)
    with opened(sent) as shared:
        origin = shared.origin
    assert origin.layers == (("Robin", "person"),)
    assert origin.project == robin.about("project_id")
    assert origin.codebook.labels == robin.codebook.labels
    assert not origin.with_articles


def test_the_texts_of_articles_travel_only_where_that_is_asked(tmp_path: Path, robin: Project) -> None:
    path = tmp_path / "with.annolayer"
    assert share(robin, path, layers_to_share(robin, None), with_articles=True).with_articles
    with new_project(tmp_path / "kim.annotator", annotator="Kim") as kim, opened(path) as shared:
        with merging.plan(kim, shared.entries(), coming=shared.articles()) as made:
            merging.take_in(kim, made)
        assert {kim.article(n).text for n in kim.article_ids()} <= set(TEXTS)
        assert kim.fingerprints().keys() == set(kim.article_ids())
        assert len(everything(kim)) == len(owned(robin))


def test_only_the_articles_that_are_chosen(robin: Project, tmp_path: Path) -> None:
    path = tmp_path / "one.annolayer"
    assert share(robin, path, layers_to_share(robin, None), articles=[2]).articles == 1
    assert {e.article for e in read(path) if e.owner} == {robin.article(2).sha256}
    with pytest.raises(UserError, match="no article 9"):
        share(robin, path, layers_to_share(robin, None), articles=[9])


def test_nothing_to_share(tmp_path: Path) -> None:
    with copy_of(tmp_path / "new.annotator", "Sam") as project:
        with pytest.raises(UserError, match="Sam has no layer yet"):
            layers_to_share(project, None)
        with pytest.raises(UserError, match="is a model"):
            layers_to_share(project, "model")


@pytest.mark.parametrize("share_of", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_not_copied_to_its_end_is_refused(sent: Path, share_of: float) -> None:
    data = sent.read_bytes()
    sent.write_bytes(data[: int(len(data) * share_of)])
    with pytest.raises(UserError, match=r"^Nothing was taken from .*Ask for it anew\.$"):
        read(sent)


def test_every_byte_counts(sent: Path) -> None:
    data = sent.read_bytes()
    whole = read(sent)
    for at in range(0, len(data), 7):
        sent.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        try:
            found = read(sent)
        except UserError:
            continue
        assert found == whole, "a byte that says nothing, such as a time of the archive"


@pytest.mark.parametrize("seal", [False, True])
def test_a_changed_line_is_refused(sent: Path, seal: bool) -> None:
    repack(sent, lambda name, data: data.replace(b'"start": 0', b'"start": 1'), seal=seal)
    with pytest.raises(UserError, match="changed since it was shared"):
        read(sent)


def test_a_changed_manifest_is_refused(sent: Path) -> None:
    repack(sent, lambda name, data: data.replace(b"Robin", b"Sam__") if name == MANIFEST else data)
    with pytest.raises(UserError, match="its manifest was changed"):
        read(sent)


def test_half_of_a_character_is_damage(sent: Path) -> None:
    """Also where somebody has forged the file with care."""
    with zipfile.ZipFile(sent) as archive:
        forged = archive.read("annotations.jsonl").replace(b'"id": "', b'"id": "\\ud83d')

    def change(name: str, data: bytes) -> bytes:
        if name == MANIFEST:
            manifest = json.loads(data)
            manifest["members"]["annotations.jsonl"]["sha256"] = hashlib.sha256(forged).hexdigest()
            return json.dumps(manifest).encode()
        return forged if name == "annotations.jsonl" else data

    repack(sent, change, seal=True)
    with pytest.raises(UserError, match="it is damaged"):
        read(sent)


def test_a_layer_that_the_manifest_does_not_name_is_refused(sent: Path) -> None:
    def renamed(name: str, data: bytes) -> bytes:
        if name != MANIFEST:
            return data
        manifest = json.loads(data)
        manifest["layers"] = [{"annotator": "Sam", "kind": "person"}]
        return json.dumps(manifest).encode()

    repack(sent, renamed, seal=True)
    with pytest.raises(UserError, match="a layer that it does not name"):
        read(sent)


def test_a_part_that_is_missing_or_too_many(sent: Path) -> None:
    whole = sent.read_bytes()
    repack(sent, lambda name, data: None if name == "links.jsonl" else data)
    with pytest.raises(UserError, match="does not have the parts"):
        read(sent)
    sent.write_bytes(whole)
    with zipfile.ZipFile(sent, "a") as archive:
        archive.writestr("../../outside", "x")
    with pytest.raises(UserError, match="does not have the parts"):
        read(sent)
    sent.write_bytes(whole)
    with zipfile.ZipFile(sent, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("links.jsonl", "")
    with pytest.raises(UserError, match="not packed"):
        read(sent)


def test_a_newer_format_says_to_update(sent: Path) -> None:
    def newer(name: str, data: bytes) -> bytes:
        if name != MANIFEST:
            return data
        return json.dumps(json.loads(data) | {"version": 2, "program": "9.0"}).encode()

    repack(sent, newer)
    with pytest.raises(UserError, match=r"newer version of the program \(9\.0\): update"):
        read(sent)


def test_what_grows_beyond_measure_is_refused(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repack(sent, lambda name, data: b" " * 5_000_000 if name == "articles.jsonl" else data)
    monkeypatch.setattr(sharing_in, "ALWAYS_FINE", 1_000_000)
    with pytest.raises(UserError, match="unpack to more"):
        read(sent)


def test_a_line_without_end_is_not_read_into_memory(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing_in, "LONGEST_LINE", 100)
    with pytest.raises(UserError, match="cut off"):
        read(sent)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"SQLite format 3\x00" + bytes(100)])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(UserError, match="no file with a shared layer"):
        read(path)
    with pytest.raises(UserError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(UserError, match="There is no file"):
        read(tmp_path / "none")


def test_it_is_written_whole_or_not_at_all(tmp_path: Path, robin: Project) -> None:
    path = tmp_path / "out.annolayer"
    path.write_text("before")
    with pytest.raises(ExportCancelledError):
        share(robin, path, layers_to_share(robin, None), cancelled=lambda: True)
    assert path.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir() if ".part" in p.name) == []
    with pytest.raises(UserError, match="is the project itself"):
        share(robin, robin.path, layers_to_share(robin, None))


def test_a_hidden_layer_is_not_shared(tmp_path: Path, sent: Path) -> None:
    with copy_of(tmp_path / "sam.annotator", "Sam") as sam:
        merging.take_in(sam, read(sent))
        blindness.switch(sam, True)
        annotations.add(sam, article_id=1, label="cue", segments=[(0, 2)])
        share(sam, tmp_path / "own", layers_to_share(sam, None))
        with pytest.raises(UserError, match="is hidden from you until you are done"):
            share(sam, tmp_path / "robin", layers_to_share(sam, "Robin"))
        for number in sam.article_ids():
            articles.set_state(sam, number, "done")
        share(sam, tmp_path / "robin", layers_to_share(sam, "Robin"))


def test_the_kinds_of_rows_have_their_members() -> None:
    assert list(sharing_format.MEMBERS) == [
        "actors.jsonl", "assignments.jsonl", "annotations.jsonl", "links.jsonl", "decisions.jsonl",
        "states.jsonl", "answers.jsonl", "comments.jsonl", "settlements.jsonl",
    ]  # fmt: skip


MAPPING = """
rest = "leave"
[labels]
Speaker = "actor"
rumour = true
aside = false
[links]
says = "speaker"
[attributes.claim]
tone = "stance"
[answers.claim.kind]
forecast = "predicts"
[questions]
mood = false
[question-answers.tone]
gloomy = "negative"
[actors]
a = "b"
c = false
"""


def test_a_mapping_file(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(MAPPING, "utf-8")
    read_in = read_mapping(path)
    assert read_in.rest is Instead.LEAVE
    assert read_in.actors == {"a": "b", "c": None}
    assert read_in.words == {
        Word("label", "Speaker"): "actor",
        Word("label", "rumour"): Instead.ADD,
        Word("label", "aside"): Instead.LEAVE,
        Word("link", "says"): "speaker",
        Word("attribute", "tone", "claim"): "stance",
        Word("option", "forecast", "claim", "kind"): "predicts",
        Word("question", "mood"): Instead.LEAVE,
        Word("option", "gloomy", "", "tone"): "negative",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("labels = 3", "table of names"),
        ("[labels]\na = 3", "one of our names, true"),
        ("[lables]\na = 'b'", "has a part “lables”"),
        ("rest = 'no'", "rest is “add” or “leave”"),
        ("[actors]\na = 1", "the id of one of ours"),
        ("[", "is not TOML"),
    ],
)
def test_a_mapping_file_that_is_wrong_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match=said):
        read_mapping(path)
