"""Label Studio's own SDK reads the export: its converter (JSON-MIN, CoNLL-2003) with our configuration finds
the same regions, words and answers; its label interface finds every control that the tasks name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from annotator.exchange.export import chosen_layers, export
from annotator.model.selection import Selection
from annotator.project.operations import annotations, articles, decisions, links
from annotator.project.project import Project
from tests.support.projects import TEXT, suggested_project


def annotated(path: Path) -> Project:
    """Robin took the first two suggestions, and a claim of two pieces, with its speaker; left the others."""
    project = suggested_project(path)
    chosen = [each.id for each in project.sheet(1).suggestions if each.label in ("actor", "cue")][:2]
    name, cue = decisions.accept(project, chosen)
    claim = annotations.add(
        project, article_id=1, label="claim", segments=[(17, 30), (34, 42)], attributes={"kind": "predicts"}
    )
    annotations.change(project, claim.id, note="two pieces")
    links.add(project, label="speaker", head_id=claim.id, child_id=name.id)
    links.add(project, label="cue", head_id=claim.id, child_id=cue.id)
    articles.set_state(project, 1, "done")
    return project


def exported(tmp_path: Path, **asked: Any) -> tuple[Path, Path]:
    tasks, config = tmp_path / "tasks.json", tmp_path / "config.xml"
    with annotated(tmp_path / "a.annotator") as project:
        own = chosen_layers(project, ["Robin"])
        report = export(project, tasks, own, "label-studio", **asked)
        assert report.annotations_lost == 0
        export(project, config, own, "label-studio", options={"write": "configuration"})
    return tasks, config


def test_json_min_has_the_same_words_and_answers(tmp_path: Path) -> None:
    tasks, config = exported(tmp_path)
    Converter(str(config), str(tmp_path)).convert(str(tasks), str(tmp_path / "min"), "JSON_MIN", is_dir=False)
    (task,) = json.loads((tmp_path / "min" / "result.json").read_text("utf-8"))
    assert task["text"] == TEXT
    found = {(each["labels"][0], each["start"], each["end"], each["text"]) for each in task["label"]}
    assert found == {
        ("actor", 0, 9, "Mira Sand"),
        ("cue", 10, 14, "said"),
        ("claim", 17, 42, TEXT[17:42]),
    }
    assert task["claim / kind"] == "predicts"
    assert (task["annotated by"], task["state"]) == ("Robin", "done")


def test_conll_has_the_same_tokens_tagged(tmp_path: Path) -> None:
    tasks, config = exported(tmp_path)
    converter = Converter(str(config), str(tmp_path))
    assert "CONLL2003" in converter.supported_formats
    converter.convert(str(tasks), str(tmp_path / "conll"), "CONLL2003", is_dir=False)
    lines = (tmp_path / "conll" / "result.conll").read_text("utf-8").splitlines()
    tags = {line.split(" ")[0]: line.split(" ")[-1] for line in lines if line}
    assert (tags["Mira"], tags["Sand"], tags["said"]) == ("B-actor", "I-actor", "B-cue")
    assert tags["levy"].endswith("-claim")
    assert tags["denied"] == "O"


def test_tasks_and_predictions_fit_the_configuration(tmp_path: Path) -> None:
    tasks, config = exported(tmp_path, selection=Selection(undecided=True))
    interface = LabelInterface(config.read_text("utf-8"))
    (task,) = json.loads(tasks.read_text("utf-8"))
    (prediction,) = task["predictions"]
    assert 0 < prediction["score"] <= 1
    assert interface.validate_prediction(prediction, return_errors=True) == []
    assert interface.validate_prediction(task["annotations"][0], return_errors=True) == []
    relations = [each for each in task["annotations"][0]["result"] if each["type"] == "relation"]
    assert sorted(each["labels"][0] for each in relations) == ["cue", "speaker"]
    assert [each.attr["value"] for each in _labels(interface)] == [
        "actor", "claim", "cue", "sentiment"
    ]  # fmt: skip


def _labels(interface: LabelInterface) -> list[Any]:
    return list(interface.get_control("label").labels_attrs.values())
