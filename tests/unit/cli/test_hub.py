from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.group import cli
from annotator.project.operations import annotations
from annotator.project.project import Project
from tests.support.postgres import Server
from tests.support.projects import TEXT, new_project


def run(*arguments: object, code: int = 0) -> Result:
    said = CliRunner().invoke(cli, ["hub", *map(str, arguments)])
    assert said.exit_code == code, said.output
    return said


@pytest.fixture
def petra(tmp_path: Path) -> Path:
    path = tmp_path / "press.annotator"
    new_project(path, TEXT, "A second one.", annotator="Petra").close()
    return path


def new(path: Path, name: str) -> Path:
    made = CliRunner().invoke(cli, ["new", str(path), "--annotator", name])
    assert made.exit_code == 0
    return path


def test_from_an_empty_database_to_what_a_colleague_said(server: Server, petra: Path, tmp_path: Path) -> None:
    database = server.new_database("cli_owner")
    url = server.url(database, "cli_owner", "secret")
    said = run("init", petra, url, "--blind")
    assert said.output.startswith("Made the hub.\ncodebook: sent\narticles: 2 sent, 0 received\n")
    assert b"secret" not in petra.read_bytes()
    assert run("init", petra, url).output.startswith("The hub was there already.\n")

    invited = run("invite", petra, "Zoë=cli_zoe", "Kim=cli_kim", "--url", url).output
    passwords = dict(re.findall(r"(\w+)@127.*\n  password: (\w+)", invited))
    zoe = new(tmp_path / "zoe.annotator", "Zoë")
    zoe_url = server.url(database, "cli_zoe", passwords["cli_zoe"])
    assert "articles: 0 sent, 2 received" in run("sync", zoe, zoe_url).output
    with Project.open(zoe) as project:
        annotations.add(project, article_id=1, label="actor", segments=[(0, 9)])
    assert json.loads(run("push", zoe, zoe_url, "--json").output)["sent"] == 1

    kim = new(tmp_path / "kim.annotator", "Kim")
    kim_url = server.url(database, "cli_kim", passwords["cli_kim"])
    assert "changes: 0 sent, 0 received" in run("pull", kim, kim_url).output
    assert "Only a coordinator" in run("release", kim, "--url", kim_url, code=1).output
    assert "no article 9" in run("release", petra, "--article", 9, "--url", url, code=1).output
    assert run("release", petra, "--article", 1, "--url", url).output == "released: 1 article\n"
    assert "changes: 0 sent, 1 received" in run("sync", kim, kim_url).output
    assert run("release", petra, "--take-back", "--url", url).output == "hidden again: 1 article\n"

    assert run("members", petra, "--url", url).output.splitlines() == [
        "Kim: annotator (login cli_kim)",
        "Petra: coordinator (login cli_owner)",
        "Zoë: annotator (login cli_zoe)",
    ]
    assert "Zoë may no longer use the hub" in run("dismiss", petra, "Zoë", "--url", url).output
    assert len(json.loads(run("members", petra, "--json", "--url", url).output)) == 2
    refused = run("sync", zoe, zoe_url, code=1).output
    assert refused.startswith("annotator: The hub at 127.0.0.1 does not let")


def test_the_address_is_remembered_and_the_password_is_libpqs(
    server: Server, petra: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.url(server.new_database("cli_owner"), "cli_owner", "secret")
    run("init", petra, url)
    run("init", petra, url, "--blind", "--restored")
    with Project.open(petra, read_only=True) as project:
        assert project.blind
    assert "asks for the password" in run("sync", petra, code=1).output
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert run("sync", petra).output == "changes: 0 sent, 0 received\n"


def test_a_project_without_a_hub(petra: Path) -> None:
    assert "knows no hub yet" in run("sync", petra, code=1).output
    assert "begins with postgresql://" in run("sync", petra, "db.example.org", code=1).output
