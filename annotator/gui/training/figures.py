"""Reports of trainings as lines of tables: old beside new, and the list of models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from annotator.gui.widgets.table import Line
from annotator.store.trained import TrainedModel

COLUMNS = ("", "Annotated", "In use: P / R / F1", "Trained: P / R / F1", "F1", "Used")
WIDTHS = (140, 84, 138, 138, 0, 118)
CHANGE = 4
"""The column in which the change is drawn."""

MODEL_COLUMNS = ("Trained", "Model", "Learned from", "Articles", "F1 of all labels", "")
MODEL_WIDTHS = (140, 0, 100, 70, 120, 70)

ARROW = "→"
_UNKNOWN = "–"
_ALL = "all labels"


def lines_of(report: Mapping[str, Any]) -> list[Line]:
    """One line a label and attribute, first all labels together."""
    lines = [_line(line) for line in report["lines"] if line["annotated"] or line["old"]["wrong"]]
    return sorted(lines, key=lambda line: line[0] != _ALL)


def model_line(model: TrainedModel, in_use: str) -> Line:
    """A model in the list of those that were trained."""
    local = datetime.fromisoformat(model.created_at).astimezone()
    all_labels = next((line for line in model.report.get("lines", ()) if not line["label"]), None)
    change = _change(all_labels["old"], all_labels["together"] or all_labels["new"]) if all_labels else ""
    counts = model.report.get("counts", {})
    return (
        f"{local:%Y-%m-%d %H:%M}",
        f"{model.name} {model.version}",
        str(model.report.get("layer", "")),
        str(counts.get("articles trained on", "") or ""),
        change,
        "in use" if in_use == model.folder else "",
    )


def verdict(report: Mapping[str, Any]) -> str:
    """What came of a training, in a sentence."""
    better = [_name(line) for line in report["lines"] if line["used"]]
    there = report["articles_held_out"]
    if not better:
        return f"On {there} articles held out, nothing that was trained is better than the model in use."
    rest = [_name(line) for line in report["lines"] if line["trained"] and not line["used"]]
    said = f"On {there} articles held out, the new model is better for {_listed(better)}."
    if rest:
        said += f" For {_listed(rest)} it does what the old one does."
    return said


def learned_from(report: Mapping[str, Any]) -> str:
    """On what it was trained, and what was left out."""
    counts = ", ".join(f"{number} {name}" for name, number in report["counts"].items() if number)
    notes = "".join(f"\n{note}" for note in report["notes"])
    return f"{report['layer']}: {counts}.{notes}"


def _line(line: Mapping[str, Any]) -> Line:
    whole = not line["label"]
    new = (line["together"] or line["new"]) if whole else line["new"]
    shown = line["trained"] or whole
    used = "" if whole else "yes" if line["used"] else "no: not better" if line["trained"] else "not trained"
    return (
        _name(line),
        f"{line['annotated']:,}",
        _figures(line["old"]),
        _figures(new) if shown else "",
        _change(line["old"], new) if shown else "",
        used,
    )


def _name(line: Mapping[str, Any]) -> str:
    return " · ".join(filter(None, (line["label"], line["attribute"]))) or _ALL


def _figures(figures: Mapping[str, Any]) -> str:
    return " / ".join(_percent(figures[name]) for name in ("precision", "recall", "f1"))


def _change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    return f"{_percent(old['f1'])} {ARROW} {_percent(new['f1'])}"


def _percent(figure: float | None) -> str:
    return _UNKNOWN if figure is None else f"{figure * 100:.0f}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
