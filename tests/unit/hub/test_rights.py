"""What PostgreSQL itself allows a member of the hub: tried with psql, past the program."""

from __future__ import annotations

import pytest

from tests.support.postgres import Server
from tests.unit.hub.team import FIRST, SECOND, Team, done, entry

COLUMNS = "(kind, owner, layer_kind, article, id, stamp, deleted, body)"
STAMP = "2027-01-01T00:00:00.000Z"


@pytest.fixture(scope="module")
def blind(server: Server) -> Team:
    """Robin and Kim have said something about the first article, and there is gold."""
    team = Team.make(server, blind=True, robin="annotator", kim="annotator", ada="adjudicator")
    for name in ("robin", "kim"):
        with team.hub(name) as hub:
            hub.put([entry(name.title(), f"of-{name}", label="claim", quote="said")])
            hub.put([entry(name.title(), f"says-{name}", kind="comment", text="hm")])
    with team.hub("petra") as hub:
        hub.put(
            [entry("gold", "g", layer_kind="gold"), entry("gold", "s", layer_kind="gold", kind="settlement")]
        )
        hub.put([entry("", "Robin", kind="assignment", layer_kind="")])
        hub.put([entry("", "a-1", kind="actor", layer_kind="", article=None, name="Mira Sand")])
    return team


@pytest.fixture
def plain(server: Server) -> Team:
    return Team.make(server, robin="annotator", kim="annotator", ada="adjudicator")


def values(kind: str, owner: str, layer_kind: str, id: str, *, article: str = FIRST.sha256) -> str:
    return f"('{kind}', '{owner}', '{layer_kind}', '{article}', '{id}', '{STAMP}', false, '{{}}')"


def insert(kind: str, owner: str, layer_kind: str, id: str, *, article: str = FIRST.sha256) -> str:
    row = values(kind, owner, layer_kind, id, article=article)
    return f"INSERT INTO annotator.entries {COLUMNS} VALUES {row}"


OTHERS = [
    ("annotation", "Kim", "person"),
    ("comment", "Kim", "person"),
    ("state", "Kim", "person"),
    ("annotation", "gold", "gold"),
    ("settlement", "gold", "gold"),
    ("assignment", "", ""),
    ("annotation", "Nobody", "person"),
]


@pytest.mark.parametrize(("kind", "owner", "layer_kind"), OTHERS)
def test_a_member_can_not_write_what_is_not_theirs(
    blind: Team, kind: str, owner: str, layer_kind: str
) -> None:
    for id in ("of-kim", "new"):  # there is one of this id, hidden, or none: it makes no difference
        for end in (";", " ON CONFLICT DO NOTHING;"):
            code, _, said = blind.psql("robin", insert(kind, owner, layer_kind, id) + end)
            assert (code, said.split("ERROR:  ")[1]) == (
                3,
                'new row violates row-level security policy for table "entries"',
            )
        overwrite = (
            " ON CONFLICT (kind, owner, layer_kind, article, id) DO UPDATE SET stamp = excluded.stamp;"
        )
        code, _, said = blind.psql("robin", insert(kind, owner, layer_kind, id) + overwrite)
        assert (code, "row-level security" in said) == (3, True)


def test_a_member_can_not_change_or_delete_what_others_said(plain: Team) -> None:
    with plain.hub("kim") as hub:
        hub.put([entry("Kim", "k", label="claim")])
    assert plain.psql("robin", "SELECT count(*) FROM annotator.entries;")[1] == "1"  # not blind: it is read
    change = f"UPDATE annotator.entries SET deleted = true, stamp = '{STAMP}' WHERE id = 'k';"
    assert plain.psql("robin", change)[1] == "UPDATE 0"
    for script in (
        "DELETE FROM annotator.entries;",
        "TRUNCATE annotator.entries;",
        "UPDATE annotator.entries SET owner = 'Robin';",
        "UPDATE annotator.entries SET seq = 1;",
        "UPDATE annotator.entries SET id = 'x';",
        f"INSERT INTO annotator.entries {COLUMNS[:-1]}, seq) "
        f"VALUES {values('annotation', 'Robin', 'person', 'n')[:-1]}, 9);",
        "SELECT nextval('annotator.seq');",
        "SELECT last_value FROM annotator.seq;",
        "SELECT setval('annotator.seq', 1);",
        "SELECT written_by FROM annotator.entries;",
        "ALTER TABLE annotator.entries DISABLE ROW LEVEL SECURITY;",
        "ALTER TABLE annotator.entries NO FORCE ROW LEVEL SECURITY;",
        "DROP POLICY read ON annotator.entries;",
        "CREATE TABLE annotator.mine ();",
        "CREATE FUNCTION annotator.f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "CREATE TRIGGER t BEFORE INSERT ON annotator.entries EXECUTE FUNCTION annotator.take_turn();",
        "LOCK TABLE annotator.entries IN ACCESS EXCLUSIVE MODE;",
        "UPDATE annotator.members SET role = 'coordinator';",
        "INSERT INTO annotator.members VALUES ('x', 'X', 'coordinator');",
        "INSERT INTO annotator.done VALUES ('Robin', 'x');",
        "SELECT annotator.admit('robin', 'Kim', 'coordinator');",
        "SELECT annotator.dismiss('kim');",
        "SET ROLE " + plain.login("kim") + ";",
        "SET SESSION AUTHORIZATION " + plain.login("kim") + ";",
    ):
        code, _, said = plain.psql("robin", script)
        assert (code, "ERROR:" in said) == (3, True), script
    with plain.hub("kim") as hub:
        assert [n.entry.deleted for n in hub.entries_after(0, 9)] == [False]


def test_who_writes_waits_for_who_has_a_number_already(plain: Team) -> None:
    """Else a reader might see the higher number first, and never ask for the lower one."""
    write = f"SET lock_timeout = '50ms'; {insert('annotation', 'Robin', 'person', 'n')};"
    with plain.hub("kim") as hub, hub._connection.transaction():
        hub.put([entry("Kim", "k")])
        for script in (write, insert("actor", "", "", "n", article="") + ";"):
            code, _, said = plain.psql("robin", f"SET lock_timeout = '50ms'; {script}")
            assert (code, "lock timeout" in said) == (3, True)
    assert plain.psql("robin", write)[0] == 0
    with plain.hub("petra") as hub:
        assert [n.entry.id for n in hub.entries_after(0, 9)] == ["k", "n"]


def test_a_member_writes_own_rows_and_never_an_older_revision(plain: Team) -> None:
    with plain.hub("robin") as hub:
        assert hub.put([entry("Robin", "a", 5, note="new")]) == 1
    assert (
        plain.psql("robin", "UPDATE annotator.entries SET stamp = '2020-01-01T00:00:00.000Z';")[1]
        == "UPDATE 0"
    )
    with plain.hub("robin") as hub:
        assert hub.put([entry("Robin", "a", 4, note="old")]) == 0
        assert hub.put([entry("Robin", "a", 5, note="same")]) == 0
        assert [n.entry.body for n in hub.entries_after(0, 9)] == [{"note": "new"}]


@pytest.mark.parametrize("way", ["SELECT id FROM annotator.entries", "COPY annotator.entries (id) TO STDOUT"])
def test_blind_a_member_reads_only_own_rows_and_what_is_common(blind: Team, way: str) -> None:
    seen = blind.psql("robin", f"{way};")[1].split()
    assert sorted(seen) == ["Robin", "a-1", "of-robin", "says-robin"]
    assert len(blind.psql("petra", f"{way};")[1].split()) == 8
    assert len(blind.psql("ada", f"{way};")[1].split()) == 8


@pytest.mark.parametrize(
    "script",
    [
        # A condition of the member's own that would say what it is asked about before the policy is.
        "CREATE FUNCTION pg_temp.tell(t text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$ BEGIN "
        "RAISE NOTICE 'seen %', t; RETURN true; END $$; "
        "SELECT id FROM annotator.entries WHERE pg_temp.tell(id);",
        "CREATE TEMP VIEW v AS SELECT * FROM (SELECT id FROM annotator.entries) e; SELECT * FROM v;",
        "CREATE FUNCTION pg_temp.all() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER AS 'SELECT id FROM "
        "annotator.entries'; SELECT * FROM pg_temp.all();",
        "PREPARE p AS SELECT id FROM annotator.entries; EXECUTE p;",
        "SELECT e.id FROM annotator.articles a JOIN annotator.entries e ON e.article = a.sha256;",
        "SET search_path = pg_temp; CREATE TEMP TABLE members (login name, annotator text, role text); "
        "INSERT INTO members VALUES (current_user, 'Petra', 'coordinator'); "
        "SELECT id FROM annotator.entries;",
        "CREATE FUNCTION pg_temp.me() RETURNS text LANGUAGE sql AS $$SELECT 'Kim'$$; "
        "SELECT id FROM annotator.entries;",
        "SET row_security = off; SELECT id FROM annotator.entries;",
        "SELECT most_common_vals FROM pg_stats WHERE schemaname = 'annotator';",
        "SELECT annotator, article FROM annotator.done;",
        "UPDATE annotator.entries SET deleted = deleted RETURNING id;",
    ],
)
def test_blind_there_is_no_way_round(blind: Team, script: str) -> None:
    said = " ".join(blind.psql("robin", script)[1:])
    assert "kim" not in said.lower()
    assert any(sign in said for sign in ("of-robin", "ERROR", "UPDATE 0")) or not said.strip()


def test_blind_what_is_done_is_read(server: Server) -> None:
    team = Team.make(server, blind=True, robin="annotator", kim="annotator")
    with team.hub("kim") as hub:
        hub.put([entry("Kim", "k"), entry("Kim", "elsewhere", article=SECOND), done("Kim")])
    with team.hub("robin") as hub:
        assert (hub.sees_all(), hub.seen_articles()) == (False, set())
        # How far everybody is, is no secret.
        assert [n.entry.key[:2] for n in hub.entries_after(0, 9)] == [("state", "Kim")]
        hub.put([done("Robin", 1)])
        assert hub.seen_articles() == {FIRST.sha256}
        assert {n.entry.key[1::3] for n in hub.entries_after(0, 9)} == {
            ("Kim", "k"), ("Kim", ""), ("Robin", "")
        }  # fmt: skip
        hub.put([done("Robin", 2, "in progress")])
        assert {n.entry.kind for n in hub.entries_after(0, 9)} == {"state"}
        hub.put([done("Robin", 3)])
        hub.put([entry("Robin", "", 4, kind="state", deleted=True)])
        assert {n.entry.kind for n in hub.entries_after(0, 9)} == {"state"}


def test_blind_the_coordinator_releases_and_nobody_else(server: Server) -> None:
    team = Team.make(server, blind=True, robin="annotator", kim="annotator", ada="adjudicator")
    with team.hub("kim") as hub:
        hub.put([entry("Kim", "k"), entry("Kim", "elsewhere", article=SECOND)])
    release = f"INSERT INTO annotator.releases VALUES ('{FIRST.sha256}');"
    for name in ("robin", "ada"):
        assert "row-level security" in team.psql(name, release)[2]
        assert team.psql(name, "UPDATE annotator.hub SET blind = false;")[1] == "UPDATE 0"
    with team.hub("petra") as hub:
        assert hub.release([FIRST.sha256, "nothing"]) == 1
    with team.hub("robin") as hub:
        assert [n.entry.id for n in hub.entries_after(0, 9)] == ["k"]
    assert team.psql("robin", "DELETE FROM annotator.releases;")[1] == "DELETE 0"
    with team.hub("petra") as hub:
        assert hub.release([FIRST.sha256], take_back=True) == 1
    with team.hub("robin") as hub:
        assert hub.entries_after(0, 9) == []
    with team.hub("petra") as hub:
        hub.set_blind(False)
    with team.hub("robin") as hub:
        assert (hub.sees_all(), len(hub.entries_after(0, 9))) == (True, 2)


def test_articles_and_the_codebook_are_the_coordinators(plain: Team) -> None:
    text = "SELECT sha256, text FROM annotator.articles;"
    assert plain.psql("robin", text)[1].count("\n") == 1
    article = (
        "INSERT INTO annotator.articles (sha256, text, body) VALUES (encode(sha256('x'), 'hex'), 'x', '{}');"
    )
    codebook = "INSERT INTO annotator.codebooks (body, written_by) VALUES ('{}', '%s');"
    for script in (article, codebook % "Robin"):
        assert "row-level security" in plain.psql("robin", script)[2]
    assert plain.psql("petra", article)[0] == 0
    assert plain.psql("petra", codebook % "Petra")[0] == 0
    assert "row-level security" in plain.psql("petra", codebook % "Robin")[2]
    false = "INSERT INTO annotator.articles (sha256, text, body) VALUES ('abc', 'x', '{}');"
    assert "check constraint" in plain.psql("petra", false)[2]


def test_the_owner_is_bound_too_and_gold_is_for_who_settles(plain: Team) -> None:
    assert "row-level security" in plain.psql("petra", insert("annotation", "Robin", "person", "n") + ";")[2]
    for name in ("petra", "ada"):
        assert plain.psql(name, insert("annotation", "gold", "gold", f"by-{name}") + ";")[0] == 0
    assert plain.psql("ada", insert("assignment", "", "", "Robin") + ";")[0] == 3
    assert plain.psql("petra", insert("assignment", "", "", "Robin") + ";")[0] == 0


def test_who_is_no_member_reads_nothing(server: Server, plain: Team) -> None:
    elsewhere = Team.make(server, stranger="coordinator")
    url = server.socket_url(plain.database, elsewhere.login("stranger"))
    assert "permission denied" in server.psql(url, "SELECT * FROM annotator.entries;").stderr
    with plain.hub("kim") as hub:
        hub.put([entry("Kim", "k")])
    assert plain.psql("petra", f"SELECT annotator.dismiss('{plain.login('kim')}');")[0] == 0
    assert "permission denied" in plain.psql("kim", "SELECT * FROM annotator.entries;")[2]
    with plain.hub("petra") as hub:
        assert [n.entry.id for n in hub.entries_after(0, 9)] == ["k"]


def test_nothing_is_kept_about_an_article_that_the_hub_lacks(plain: Team) -> None:
    said = plain.psql("robin", insert("annotation", "Robin", "person", "n", article="0" * 64) + ";")[2]
    assert "foreign key" in said
