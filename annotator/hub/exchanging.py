"""Exchanging with the hub what is new on either side, piece by piece.

What goes out is written to the hub first, then noted here; what comes in is saved here together with how far
it came.  So a cut at any moment costs at most that something is sent or fetched again, which changes nothing:
on both sides the later revision of a thing holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from annotator.errors import UserError
from annotator.hub.fetching import Fetching
from annotator.hub.local import Keeping, Local, codebook_body
from annotator.hub.remote import Hub, Identity
from annotator.hub.report import Piece, Report, keeping
from annotator.hub.sending import Sending
from annotator.hub.taking import take_codebook, take_settings
from annotator.hub.troubles import CodebookError, LoginError, OtherProjectError
from annotator.model.codebook_toml import codebook_from_json
from annotator.project.project import Project
from annotator.project.queries import Queries

Holds = Literal["", "mine", "theirs"]
"""Which codebook holds where it was changed here and on the hub; empty: ask."""


class Exchange:
    """One exchange of a project with a hub.

    :param queries: reads the project; it may do so in another thread than the one in which pieces are saved.
    :param url: without a password; it is remembered.
    :param batch: entries that are exchanged together.
    :param joins: whether a project that is not empty may join the hub of another one.
    """

    def __init__(
        self,
        queries: Queries,
        hub: Hub,
        url: str,
        *,
        batch: int = 500,
        codebook: Holds = "",
        joins: bool = False,
    ) -> None:
        self.report = Report()
        self._queries = queries
        self._hub = hub
        self._url = url
        self._holds = codebook
        self._joins = joins
        self._local = Local(queries)
        self._sending = Sending(queries, hub, self.report, batch)
        self._fetching = Fetching(queries, hub, self.report, batch)

    def push(self) -> Iterator[Piece]:
        """Send what is new here.  :raises UserError: if it can't be sent."""
        who = self._hub.identity()
        yield from self._begin(who)
        yield from self._send_codebook(who)
        yield from self._sending.run(who)

    def pull(self) -> Iterator[Piece]:
        """Fetch what is new on the hub.  :raises UserError: if it can't be fetched."""
        who = self._hub.identity()
        yield from self._begin(who)
        yield from self._fetch_codebook(who)
        yield from self._fetching.run()

    def sync(self) -> Iterator[Piece]:
        """Both ways; first out, so that what one is done with lets one see what others said."""
        who = self._hub.identity()
        yield from self._begin(who)
        yield from self._fetch_codebook(who)
        yield from self._send_codebook(who)
        yield from self._sending.run(who)
        yield from self._fetching.run()

    # -- who one is

    def _begin(self, who: Identity) -> Iterator[Piece]:
        if who.me.annotator != self._queries.annotator:
            raise LoginError(
                f"On the hub your login is that of “{who.me.annotator}”, and here works "
                f"“{self._queries.annotator}”: change the annotator, or take the login of that name."
            )
        url, local = self._url, self._local
        key = f"{who.key}/{who.me.annotator}"
        restored = local.key == key and who.newest < local.cursor
        if local.key != key or restored:
            self._check_project(who)

            def join(project: Project) -> None:
                with project.transact("Join a hub", undoable=False):
                    if project.about("project_id") != who.project:
                        project.remember("project_id", who.project)
                    Keeping(project).join(url, key, anew=restored)

            yield Piece("Joining …", 0, 0, join)
        elif local.url != url:
            yield Piece("Joining …", 0, 0, keeping(Keeping.keep_url, url))
        yield from self._settings(who)

    def _check_project(self, who: Identity) -> None:
        queries = self._queries
        empty = not queries.article_count() and not queries.layers()
        if queries.about("project_id") != who.project and not empty and not self._joins:
            raise OtherProjectError(
                f"The hub is that of another project, “{who.name}”: begin with a new, empty project, or "
                "join this one to the hub."
            )

    def _settings(self, who: Identity) -> Iterator[Piece]:
        """Blind mode, both ways, and who supervises, which the hub says."""
        blind, local = who.blind, self._local
        if who.coordinates and local.blind is not None and self._queries.blind != local.blind:
            blind = self._queries.blind
            if blind != who.blind:
                self._hub.set_blind(blind)
        supervisors = sorted(m.annotator for m in self._hub.members() if m.role != "annotator")
        same = list(self._queries.supervisors) == supervisors and self._queries.blind == blind
        if not same or local.blind != blind:
            yield Piece("Joining …", 0, 0, lambda project: take_settings(project, blind, supervisors))

    # -- the codebook

    def _fetch_codebook(self, who: Identity) -> Iterator[Piece]:
        number, local = self._hub.codebook_number(), self._local
        if number <= local.codebook or (self._holds == "mine" and who.coordinates):
            return
        body, by = self._hub.codebook(number)
        theirs = codebook_from_json(body)
        if codebook_body(theirs) == codebook_body(self._queries.codebook):
            yield Piece("The codebook …", 0, 0, keeping(Keeping.keep_codebook, number))
            return
        if who.coordinates and local.codebook_changed and self._holds != "theirs" and self._used:
            raise CodebookError(
                f"The codebook was changed here, and on the hub by {by}: say which one holds, mine or theirs."
            )
        self.report.codebook = "received"
        yield Piece("The codebook …", 0, 0, lambda project: take_codebook(project, theirs, number))
        self._queries.forget({"codebooks"})  # where it is read beside the one that writes

    def _send_codebook(self, who: Identity) -> Iterator[Piece]:
        local = self._local
        if not who.coordinates or not local.codebook_changed:
            return
        there = self._hub.codebook_number()
        if there != local.codebook and self._holds != "mine":
            raise UserError("The codebook was changed on the hub as well: fetch that first (pull or sync).")
        number = self._hub.put_codebook(codebook_body(self._queries.codebook), there)
        if number is None:
            raise UserError("The codebook was changed on the hub just now: try again.")
        self.report.codebook = "sent"
        yield Piece("The codebook …", 0, 0, keeping(Keeping.keep_codebook, number))

    @property
    def _used(self) -> bool:
        return bool(self._queries.layers())
