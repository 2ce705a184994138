from __future__ import annotations

import socket
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.project.annotators import usual_annotator
from tests.support.projects import new_project


@pytest.fixture(autouse=True)
def _nobody_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANNOTATOR_NAME")
    monkeypatch.setattr("getpass.getuser", lambda: "login")


def test_who_worked_here_goes_on(tmp_path: Path) -> None:
    new_project(tmp_path / "a.annotator", annotator="Mira").close()
    assert usual_annotator(tmp_path / "a.annotator") == "Mira"


def test_a_colleagues_project_is_not_opened_in_the_colleagues_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(socket, "gethostname", lambda: "elsewhere")
        new_project(tmp_path / "a.annotator", annotator="Mira").close()
    assert usual_annotator(tmp_path / "a.annotator") == "login"


def test_what_was_said_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_project(tmp_path / "a.annotator", annotator="Mira").close()
    assert usual_annotator(tmp_path / "a.annotator", "Kim") == "Kim"
    monkeypatch.setenv("ANNOTATOR_NAME", "Sam")
    assert usual_annotator(tmp_path / "a.annotator", "Kim") == "Sam"


def test_what_is_no_project_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no project at"):
        usual_annotator(tmp_path / "none.annotator")
