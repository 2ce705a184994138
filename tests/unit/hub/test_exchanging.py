"""Copies of a project that exchange over a hub."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.hub import setting_up
from annotator.hub.connecting import connected
from annotator.hub.exchanging import Exchange, Holds
from annotator.hub.remote import Hub
from annotator.hub.report import Report
from annotator.hub.setting_up import MemberRole
from annotator.model.article import IncomingArticle, Metadata
from annotator.model.codebook import Label
from annotator.project.operations import actors, annotations, articles, codebook, links
from annotator.project.project import Project
from tests.support.postgres import Server
from tests.support.projects import TEXT, default_codebook, new_project, point

SECOND = "Mira Sand\x00 went home."
"""An article may hold what PostgreSQL's text can't."""


@dataclass
class Copies:
    """A hub of Petra's project, and copies of it for others, each in a folder."""

    server: Server
    database: str
    folder: Path

    @classmethod
    def make(cls, server: Server, folder: Path, *, blind: bool = False, **people: MemberRole) -> Copies:
        copies = cls(server, server.new_database("petra"), folder)
        with new_project(folder / "petra.annotator", TEXT, SECOND, annotator="Petra") as project:
            key = project.about("project_id")
        everybody: dict[str, MemberRole] = {"robin": "annotator", "kim": "annotator", **people}
        with connected(copies.url("petra")) as connection:
            setting_up.make(connection, project=key, name="press", coordinator="Petra", blind=blind)
            for name, role in everybody.items():
                setting_up.admit(connection, name.title(), name, role)
        for name in everybody:
            Project.create(folder / f"{name}.annotator", default_codebook(), name.title()).close()
        copies.sync("petra")
        return copies

    def url(self, login: str) -> str:
        return self.server.socket_url(self.database, login)

    @contextmanager
    def open(self, name: str) -> Iterator[Project]:
        with Project.open(self.folder / f"{name}.annotator", name.partition("-")[0].title()) as project:
            yield project

    def run(
        self, name: str, way: str, *, codebook: Holds = "", joins: bool = False, batch: int = 2
    ) -> Report:
        with self.open(name) as project, connected(self.url(name.partition("-")[0])) as connection:
            exchange = Exchange(
                project, Hub(connection), "postgresql://x/y", codebook=codebook, joins=joins, batch=batch
            )
            for piece in {"push": exchange.push, "pull": exchange.pull, "sync": exchange.sync}[way]():
                piece.save(project)
            return exchange.report

    def sync(self, *names: str) -> Report:
        return [self.run(name, "sync") for name in names][-1]

    def says(self, name: str, *segments: tuple[int, int], article: int = 1) -> list[str]:
        with self.open(name) as project:
            return [
                annotations.add(project, article_id=article, label="actor", segments=[segment]).id
                for segment in segments
            ]

    def layers(self, name: str) -> dict[str, list[str]]:
        """What the copy has of each layer: the words that are annotated, over all articles."""
        with self.open(name) as project:
            return {
                layer.annotator: [
                    a.quote for number in project.article_ids() for a in project.annotations(number, layer.id)
                ]
                for layer in project.layers()
            }

    def mark(self, name: str, state: str = "done", article: int = 1) -> None:
        with self.open(name) as project:
            articles.set_state(project, article, state)  # type: ignore[arg-type]


@pytest.fixture
def copies(server: Server, tmp_path: Path) -> Copies:
    return Copies.make(server, tmp_path)


def test_a_new_colleague_begins_with_an_empty_project(copies: Copies) -> None:
    report = copies.sync("robin")
    assert (report.articles_received, report.sent) == (2, 0)
    with copies.open("robin") as robin, copies.open("petra") as petra:
        assert [robin.article(n).text for n in (1, 2)] == [TEXT, SECOND]
        assert [a.metadata for a in robin.articles()] == [a.metadata for a in petra.articles()]
        assert robin.about("project_id") == petra.about("project_id")
    assert copies.sync("robin").nothing


def test_what_one_says_comes_to_the_others_and_nothing_twice(copies: Copies) -> None:
    copies.sync("robin", "kim")
    copies.says("robin", (0, 9), (48, 60), (0, 4))
    copies.says("kim", (10, 14))
    assert copies.sync("robin").sent == 3
    assert copies.sync("kim").received == 3
    copies.sync("robin", "petra")
    said = {"Robin": ["Mira", "Mira Sand", "Tolm Harbour"], "Kim": ["said"]}
    for name in ("petra", "robin", "kim"):
        assert {owner: sorted(quotes) for owner, quotes in copies.layers(name).items()} == said
        assert copies.sync(name).nothing


def test_changes_and_deletions_travel_and_stay(copies: Copies) -> None:
    copies.sync("robin")
    first, second = copies.says("robin", (0, 9), (48, 60))
    copies.sync("robin", "kim")
    with copies.open("robin") as robin:
        annotations.change(robin, first, segments=[(0, 4)])
        annotations.delete(robin, [second])
    assert copies.sync("robin").sent == 2
    copies.sync("kim")
    assert copies.layers("kim")["Robin"] == ["Mira"]
    with copies.open("robin") as robin:
        assert copies.layers("kim")["Robin"] == ["Mira"]
    assert copies.sync("kim").nothing


def test_links_actors_and_mentions_travel_in_any_batches(copies: Copies) -> None:
    copies.sync("robin", "kim")
    with copies.open("robin") as robin:
        claim = annotations.add(robin, article_id=1, label="claim", segments=[(17, 42)])
        actor = annotations.add(robin, article_id=1, label="actor", segments=[(0, 9)])
        links.add(robin, label="speaker", head_id=claim.id, child_id=actor.id)
        point(robin, actor.id, "Mira Sand")
    copies.run("robin", "push", batch=1)
    copies.run("kim", "pull", batch=1)
    with copies.open("kim") as kim:
        layer = kim.find_layer("Robin")
        [link] = kim.links(1, layer.id)
        assert (link.head_id, link.child_id) == (claim.id, actor.id)
        assert [each.name for each in kim.actors()] == ["Mira Sand"]


def test_an_actor_that_was_changed_since_comes_before_its_mentions(copies: Copies) -> None:
    copies.sync("robin", "kim")
    with copies.open("robin") as robin:
        mention = annotations.add(robin, article_id=1, label="actor", segments=[(0, 9)])
        point(robin, mention.id, "Mira Sand")
        copies_of = robin.actors()
    copies.sync("robin")
    with copies.open("robin") as robin:
        actors.change(robin, copies_of[0].id, note="the minister")
    copies.sync("robin")
    assert copies.run("kim", "sync", batch=1).left == 0
    with copies.open("kim") as kim:
        [seen] = kim.annotations(1, kim.find_layer("Robin").id)
        assert (seen.actor_id, kim.actors()[0].note) == (copies_of[0].id, "the minister")
    assert copies.sync("kim").nothing


def test_two_machines_of_one_person_come_together(copies: Copies) -> None:
    copies.sync("robin")
    [old] = copies.says("robin", (0, 9))
    copies.sync("robin")
    Project.create(copies.folder / "robin-laptop.annotator", default_codebook(), "Robin").close()
    copies.sync("robin-laptop")
    assert copies.layers("robin-laptop") == {"Robin": ["Mira Sand"]}
    copies.says("robin-laptop", (48, 60))
    with copies.open("robin-laptop") as laptop:
        annotations.delete(laptop, [old])
    copies.sync("robin-laptop", "robin")
    assert copies.layers("robin") == {"Robin": ["Tolm Harbour"]}


def test_blind_what_was_hidden_comes_when_one_is_done(server: Server, tmp_path: Path) -> None:
    copies = Copies.make(server, tmp_path, blind=True)
    copies.sync("robin", "kim")
    with copies.open("robin") as robin:
        assert (robin.blind, robin.supervisors) == (True, ("Petra",))
    copies.says("robin", (0, 9))
    copies.says("robin", (0, 4), article=2)
    copies.sync("robin", "kim", "petra")
    assert copies.layers("kim") == {}
    assert copies.layers("petra")["Robin"] == ["Mira Sand", "Mira"]
    copies.says("kim", (0, 9))
    copies.mark("kim")
    copies.sync("kim")  # the cursor had passed what Robin said
    assert copies.layers("kim") == {"Kim": ["Mira Sand"], "Robin": ["Mira Sand"]}
    copies.mark("kim", "in progress")
    copies.sync("kim")
    copies.says("robin", (48, 60))
    copies.sync("robin", "kim")
    assert copies.layers("kim")["Robin"] == ["Mira Sand"]
    copies.mark("kim")
    copies.sync("kim")
    assert copies.layers("kim")["Robin"] == ["Mira Sand", "Tolm Harbour"]
    with copies.open("petra") as petra:
        petra_sees = petra.blind
        with connected(copies.url("petra")) as connection:
            Hub(connection).release([petra.article(2).sha256])
    assert petra_sees
    copies.sync("kim")
    assert copies.layers("kim")["Robin"] == ["Mira Sand", "Tolm Harbour", "Mira"]
    with copies.open("kim") as kim:
        robin = kim.find_layer("Robin")  # article 1 is done, article 2 released
        assert [kim.sees(robin, number) for number in (1, 2)] == [True, True]


def test_blind_no_longer_all_comes(server: Server, tmp_path: Path) -> None:
    copies = Copies.make(server, tmp_path, blind=True)
    copies.sync("robin", "kim")
    copies.says("robin", (0, 9))
    copies.sync("robin", "kim")
    with copies.open("petra") as petra, petra.transact("Switch"):
        petra.remember("blind", "")
    copies.sync("petra", "kim")
    assert copies.layers("kim") == {"Robin": ["Mira Sand"]}
    with copies.open("kim") as kim:
        assert not kim.blind


def test_the_coordinators_codebook_comes_to_all(copies: Copies) -> None:
    copies.sync("robin")
    with copies.open("petra") as petra:
        codebook.add_label(petra, Label("irony"))
        codebook.rename_label(petra, "claim", "statement")
    with copies.open("robin") as robin:
        annotations.add(robin, article_id=1, label="claim", segments=[(17, 42)])
    assert copies.sync("petra").codebook == "sent"
    assert copies.sync("robin").codebook == "received"
    with copies.open("robin") as robin:
        assert robin.codebook.label("irony") is not None
        assert [a.label for a in robin.annotations(1, robin.find_layer("Robin").id)] == ["statement"]
    assert copies.sync("robin").nothing
    assert copies.sync("petra").received == 1


def test_a_word_that_the_codebook_lacks_waits_until_it_has_it(copies: Copies) -> None:
    copies.sync("robin", "kim")
    with copies.open("robin") as robin:
        codebook.add_label(robin, Label("irony"))
        annotations.add(robin, article_id=1, label="irony", segments=[(0, 4)])
        annotations.add(robin, article_id=1, label="claim", segments=[(17, 42)])
    copies.sync("robin")
    report = copies.sync("kim")
    assert (report.received, report.left) == (1, 1)
    assert "a coordinator has put the words" in report.all_notes()[0]
    assert copies.sync("kim").nothing
    with copies.open("petra") as petra:
        codebook.add_label(petra, Label("irony"))
    copies.sync("petra")
    assert copies.sync("kim").received == 1
    assert copies.layers("kim")["Robin"] == ["Mira", "that the levy “will fail”"]


def test_two_coordinators_say_which_codebook_holds(server: Server, tmp_path: Path) -> None:
    copies = Copies.make(server, tmp_path, ada="coordinator")
    copies.sync("ada")
    for name in ("petra", "ada"):
        with copies.open(name) as project:
            codebook.add_label(project, Label(f"by-{name}"))
    copies.says("ada", (0, 9))
    copies.sync("petra")
    with pytest.raises(UserError, match="which one holds, mine or theirs"):
        copies.sync("ada")
    assert copies.run("ada", "sync", codebook="theirs").codebook == "received"
    with copies.open("ada") as ada:
        assert [ada.codebook.label(f"by-{n}") is not None for n in ("petra", "ada")] == [True, False]


def test_what_it_refuses(copies: Copies, server: Server, tmp_path: Path) -> None:
    with copies.open("kim") as kim, connected(copies.url("robin")) as connection:
        pieces = Exchange(kim, Hub(connection), "postgresql://x/y").sync()
        with pytest.raises(UserError, match="your login is that of “Robin”"):
            next(pieces)
    with new_project(tmp_path / "kim-other.annotator", TEXT, annotator="Kim"):
        pass
    with pytest.raises(UserError, match="The hub is that of another project, “press”"):
        copies.sync("kim-other")
    copies.run("kim-other", "sync", joins=True)
    assert copies.sync("kim-other").nothing


def test_articles_that_the_hub_lacks_stay(copies: Copies) -> None:
    copies.sync("robin")
    with copies.open("robin") as robin:
        with robin.transact("Import", undoable=False):
            articles.add(robin, IncomingArticle("Only here.", Metadata(title="Mine")))
        annotations.add(robin, article_id=3, label="actor", segments=[(0, 4)])
        annotations.add(robin, article_id=1, label="actor", segments=[(0, 4)])
    report = copies.sync("robin")
    assert (report.sent, report.articles_sent) == (1, 0)
    assert report.all_notes() == [
        "1 changes stay here, as the hub lacks their articles: a coordinator adds them."
    ]


def test_a_server_restored_from_a_backup_gets_everything_again(copies: Copies, server: Server) -> None:
    copies.sync("robin")
    copies.says("robin", (0, 9))
    copies.sync("robin")
    admin = server.socket_url(copies.database)
    lose = "TRUNCATE annotator.entries; SELECT setval('annotator.seq', 2);"
    assert server.psql(admin, lose).returncode == 0
    assert copies.sync("robin").sent == 1
    assert copies.sync("kim").received == 1
    assert server.psql(admin, "TRUNCATE annotator.entries;").returncode == 0  # seen by no number
    assert copies.sync("robin").sent == 0
    with connected(copies.url("petra")) as connection:
        setting_up.begin_anew(connection)
    assert copies.sync("robin").sent == 1
