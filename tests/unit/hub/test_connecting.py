from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.hub.connecting import connected, without_secrets
from annotator.hub.remote import Hub
from tests.support.postgres import ADMIN, Server
from tests.unit.hub.team import Team


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://robin:s3cret@db.example.org/press", "postgresql://robin@db.example.org/press"),
        ("postgres://robin@db:5433/press", "postgresql://robin@db:5433/press"),
        (
            "postgresql://robin@db/press?sslmode=verify-full&password=s3cret&sslpassword=s3cret",
            "postgresql://robin@db/press?sslmode=verify-full",
        ),
        ("postgresql://a%40b:p%2F@[::1]:5433/a%2Fb", "postgresql://a%40b@[::1]:5433/a%2Fb"),
        ("postgresql://u@one:1,two:2/d", "postgresql://u@one:1,two:2/d"),
        ("postgresql:///press", "postgresql:///press"),
        ("postgresql://u@/press?host=/run/pg&port=5", "postgresql://u@:5/press?host=%2Frun%2Fpg"),
    ],
)
def test_the_address_is_kept_without_what_is_secret(url: str, shown: str) -> None:
    assert without_secrets(url) == shown
    assert without_secrets(shown) == shown


def fails(url: str) -> str:
    with pytest.raises(UserError) as caught, connected(url) as connection:
        Hub(connection).identity()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_no_address() -> None:
    assert "begins with postgresql://" in fails("mysql://x/y")
    assert "can't be read" in fails("postgresql://u@[h/d")


def test_no_server() -> None:
    assert fails("postgresql://u@127.0.0.1:1/d").startswith("The hub at 127.0.0.1 can't be reached (")
    assert "can't be reached" in fails("postgresql://u@nowhere.invalid/d")


def test_psycopg_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("psycopg"):
            raise ImportError(name)
        return real(name, *rest)

    for name in [name for name in sys.modules if name.startswith("psycopg")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    assert "pip install 'annotator[hub]'" in fails("postgresql://u@h/d")


def test_the_password(server: Server) -> None:
    database = server.new_database("petra")
    assert "refuses the password of “petra”" in fails(server.url(database, "petra", "wrong"))
    assert "asks for the password of “petra”" in fails(server.url(database, "petra"))
    assert "knows no such database or login" in fails(server.url("nowhere", "petra", "secret"))


def test_no_hub_and_no_member(server: Server) -> None:
    database = server.new_database("petra")
    said = fails(server.url(database, "petra", "secret"))
    assert said == "There is no hub in this database: ask its owner to make one."
    team = Team.make(server, robin="annotator")
    assert f"“{ADMIN}” is no member of this hub" in fails(server.socket_url(team.database))
    server.psql(server.socket_url(team.database), "UPDATE annotator.hub SET version = 99;")
    assert "newer version of Annotator" in fails(team.socket("robin"))


def test_a_cut(server: Server) -> None:
    team = Team.make(server, robin="annotator")
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{team.login('robin')}';"

    def work() -> None:
        with team.hub("robin") as hub:
            server.psql(server.socket_url(team.database), cut)
            hub.identity()

    with pytest.raises(UserError, match="was cut off: try again"):
        work()
