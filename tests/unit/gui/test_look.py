"""What a reader may choose, kept on this machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.gui.look import Look
from annotator.gui.settings import Settings


def test_the_look_is_kept(tmp_path: Path) -> None:
    look = Look(120, "DejaVu Sans", "narrow", "loose", "dim", removed=True)
    settings = Settings(tmp_path / "settings.ini")
    settings.look = look
    settings.save()
    assert Settings(tmp_path / "settings.ini").look == look


def test_at_first_it_is_as_usual(tmp_path: Path) -> None:
    assert Settings(tmp_path / "settings.ini").look == Look()


@pytest.mark.parametrize("name", ["width", "spacing", "focus", "removed"])
def test_what_can_not_be_read_is_as_usual(tmp_path: Path, name: str) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(f"[look]\n{name}=neither\nfont=\n", encoding="utf-8")
    assert Settings(file).look == Look()


def test_the_zoom_is_part_of_it(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.zoom = 150
    assert settings.look == replace(Look(), zoom=150)
