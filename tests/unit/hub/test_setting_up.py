from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.hub import setting_up
from annotator.hub.connecting import connected
from annotator.hub.remote import Hub, Member
from annotator.hub.setting_up import login_of
from tests.support.postgres import Server
from tests.unit.hub.team import Team


@pytest.mark.parametrize(
    ("name", "login"),
    [("Robin", "robin"), ("Zoë Müller", "zoe_muller"), ("4 Eyes", "a_4_eyes"), ("pg_x", "a_pg_x")],
)
def test_a_login_is_made_from_a_name(name: str, login: str) -> None:
    assert login_of(name) == login


def test_a_name_without_latin_letters_needs_a_login() -> None:
    with pytest.raises(UserError, match="“李=LOGIN”"):
        login_of("李")


def test_who_is_invited_gets_in_with_the_password(server: Server) -> None:
    team = Team.make(server)
    with connected(team.socket("petra")) as connection:
        made = setting_up.admit(connection, "Zoë", f"zoe{team.number}", "annotator")
        again = setting_up.admit(connection, "Zoë", f"zoe{team.number}", "adjudicator")
        assert (again.password, again.statement) == ("", "")
    with connected(server.url(team.database, made.login, made.password)) as connection:
        assert Hub(connection).identity().me == Member("Zoë", "adjudicator", made.login)


def test_one_name_has_one_login(server: Server) -> None:
    team = Team.make(server, robin="annotator")
    with connected(team.socket("petra")) as connection:
        with pytest.raises(UserError, match="“Robin” has another login already"):
            setting_up.admit(connection, "Robin", f"other{team.number}", "annotator")
        with pytest.raises(UserError, match="can't be an annotator's name"):
            setting_up.admit(connection, "gold", "", "annotator")


def test_an_owner_who_may_not_make_logins_is_told_what_to_ask_for(server: Server) -> None:
    team = Team.make(server)
    admin = server.socket_url(team.database)
    server.psql(admin, f"ALTER ROLE {team.login('petra')} NOCREATEROLE;")
    with connected(team.socket("petra")) as connection:
        asked = setting_up.admit(connection, "Robin", f"r{team.number}", "annotator")
        assert asked.statement == f'CREATE ROLE "r{team.number}" LOGIN;'
        assert server.psql(admin, asked.statement).returncode == 0
        assert setting_up.admit(connection, "Robin", f"r{team.number}", "annotator").statement == ""
    with team.hub("r") as hub:
        assert hub.identity().me.annotator == "Robin"


def test_who_is_dismissed_is_out_and_may_come_back(server: Server) -> None:
    team = Team.make(server, robin="annotator")
    with connected(team.socket("petra")) as connection:
        assert setting_up.dismiss(connection, "Robin") == team.login("robin")
        with pytest.raises(UserError, match="does not let"), team.hub("robin") as hub:
            hub.identity()
        with pytest.raises(UserError, match="no member"):
            setting_up.dismiss(connection, "Robin")
        setting_up.admit(connection, "Robin", team.login("robin"), "annotator")
        setting_up.dismiss(connection, "Petra")  # the owner's own membership; what they own stays theirs
        setting_up.admit(connection, "Petra", team.login("petra"), "coordinator")
    with team.hub("robin") as hub:
        assert [m.annotator for m in hub.members()] == ["Petra", "Robin"]


def test_only_the_owner_lets_people_in(server: Server) -> None:
    team = Team.make(server, ada="coordinator")
    with connected(team.socket("ada")) as connection:
        for call in (
            lambda: setting_up.admit(connection, "Kim", "kim", "annotator"),
            lambda: setting_up.dismiss(connection, "Ada"),
            lambda: setting_up.begin_anew(connection),
        ):
            with pytest.raises(UserError, match="Only the owner of the hub"):
                call()


def test_a_hub_is_made_once_and_for_one_project(server: Server) -> None:
    team = Team.make(server)
    with connected(team.socket("petra")) as connection:
        again = {"name": "press", "coordinator": "Petra", "blind": True}
        assert setting_up.make(connection, project="p-1", **again) is False  # type: ignore[arg-type]
        with pytest.raises(UserError, match="is the hub of the project “press”"):
            setting_up.make(connection, project="p-2", **again)  # type: ignore[arg-type]
    server.psql(server.socket_url(team.database), "DROP SCHEMA annotator CASCADE; CREATE SCHEMA annotator;")
    with connected(team.socket("petra")) as connection, pytest.raises(UserError, match="that is no hub"):
        setting_up.make(connection, project="p-1", **again)  # type: ignore[arg-type]


def test_a_login_without_the_right_can_not_make_a_hub(server: Server) -> None:
    team = Team.make(server, robin="annotator")
    database = server.new_database("someone")
    url = server.socket_url(database, team.login("robin"))
    with connected(url) as connection, pytest.raises(UserError, match="may not make a hub here"):
        setting_up.make(connection, project="p", name="x", coordinator="Robin", blind=False)
