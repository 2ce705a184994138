"""The event list of Discourse Network Analyzer: one row a stand of one actor on one concept.

The columns up to “agreement” are those that DNA 3 writes, by the same names and in the same order (its
``Exporter.eventCSV``); ours follow.  Other than there, semicolons and quotation marks stay as they are, in
quotes (RFC 4180), so that the text is that of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from annotator.analysis.parties import Party
from annotator.analysis.roles import Roles, plain, roles_of
from annotator.analysis.statements import Statement, statements
from annotator.exchange.formats import Context, Option
from annotator.exchange.losses import SEGMENTS, Losses
from annotator.exchange.statements.columns import answer, suggestion
from annotator.exchange.statements.csv_out import FORMULAS, CsvRows, check_claims
from annotator.exchange.statements.standing import Shown, standing, table_losses
from annotator.model.codebook import Codebook
from annotator.model.record import Record

CONCEPT = Option("concept", "What the concept is", ("as the codebook says", "kind", "claim"))
OPTIONS = (CONCEPT, Option("bom", "Byte order mark, for Excel", ("no", "yes")), FORMULAS)

_EVENT = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement",
)  # fmt: skip
_OURS = ("start_position", "stop_position", "coder", "note", "suggestion", "document_url", "document_sha256",
         "claim_id")  # fmt: skip


def stands(speakers: Sequence[Party]) -> Iterator[tuple[str, str]]:
    """Person and organisation of each row; one of them may be empty, both where nobody is named.

    A person stands beside each organisation that they belong to, and a person without any beside the
    organisation that is linked to the claim, if there is just one of each.
    """
    persons = _once([party for party in speakers if plain(party.kind) == "person"])
    others = _once([party for party in speakers if plain(party.kind) != "person"])
    told: set[str] = set()
    for person in persons:
        belongs = [each.name for each in _once(person.member_of)]
        if not belongs and len(persons) == len(others) == 1:
            belongs = [others[0].name]
        told.update(belongs)
        yield from ((person.name, each) for each in belongs or [""])
    alone = [each.name for each in others if each.name not in told]
    yield from (("", each) for each in alone)
    if not speakers:
        yield "", ""


def _once(parties: Sequence[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.name, party)
    return list(found.values())


class _Table:
    """What the columns hold with this codebook and these options."""

    def __init__(self, context: Context) -> None:
        self.roles: Roles = roles_of(context.codebook)
        asked = context.options.get("concept", CONCEPT.values[0])
        if asked == CONCEPT.values[0]:
            asked = "concept" if self.roles.concepts else "kind" if self.roles.kinds else "claim"
        self._concept = asked
        meant = {"concept": self.roles.concepts, "kind": self.roles.kinds}.get(asked, ())
        in_event = {(label, attribute.name) for label, attribute in (*meant, *self.roles.agreements)}
        self.further = _further(context.codebook, self.roles, in_event)
        labels = [label for label in context.codebook.labels if label.name in self.roles.claims]
        self.shown = Shown(
            self.roles,
            whole=False,
            attributes={label.name: frozenset(a.name for a in label.attributes) for label in labels},
            article=False,
        )
        self._titles = {name: _title(name) for name in self.further}

    @property
    def header(self) -> list[str]:
        return [*_EVENT, *self._titles.values(), *_OURS]

    def concept(self, statement: Statement) -> str:
        match self._concept:
            case "concept":
                return statement.concept
            case "kind":
                return statement.kind
            case _:
                return statement.content

    def agreement(self, statement: Statement) -> Any:
        """1 or 0 as in DNA; empty where it was asked and not answered.  Who isn't asked agrees."""
        if statement.agreement is not None:
            return int(statement.agreement)
        return "" if statement.label in dict(self.roles.agreements) else 1

    def rows(self, statement: Statement, record: Record) -> Iterator[list[Any]]:
        """All but the number of each row."""
        answers = [answer(statement.attributes.get(name)) for name in self.further]
        extra = record.article.metadata.extra
        section, kind = extra.get("section", ""), extra.get("type", "")
        for person, organisation in stands(statement.speakers):
            yield [
                _time(statement.published), statement.article_id, statement.title, statement.author,
                statement.source, section, kind, statement.content, person, organisation,
                self.concept(statement), self.agreement(statement), *answers, statement.start, statement.end,
                statement.annotator, statement.note, suggestion(statement.suggested, statement.verdict),
                statement.url, statement.sha256, statement.claim_id,
            ]  # fmt: skip


def _further(codebook: Codebook, roles: Roles, in_event: set[tuple[str, str]]) -> list[str]:
    """Attributes of claims that are no column of DNA's own."""
    labels = [label for label in codebook.labels if label.name in roles.claims]
    named = ((label.name, a.name) for label in labels for a in label.attributes)
    return list(dict.fromkeys(name for label, name in named if (label, name) not in in_event))


def _title(name: str) -> str:
    return f"{name} (claim)" if name in _EVENT or name in _OURS else name


def _time(published: str) -> str:
    """As DNA writes it; empty where it is not known."""
    try:
        return datetime.fromisoformat(published).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return ""


class _Writer:
    def __init__(self, path: Path, context: Context) -> None:
        self._table = _Table(context)
        check_claims(self._table.roles.problem)
        self._rows = CsvRows(path, context, ";", "\n")
        self._rows.write(list(self._table.header))
        self._written = 0

    def add(self, record: Record) -> tuple[int, int]:
        rows = statements(record, self._table.roles)
        for statement in rows:
            for row in self._table.rows(statement, record):
                self._written += 1
                self._rows.write([self._written, *row])
        return standing(record, rows, self._table.shown).counted

    def close(self) -> None:
        self._rows.close()


def open_writer(path: Path, context: Context) -> _Writer:
    """:raises UserError: if the codebook has no claims."""
    return _Writer(path, context)


def losses(record: Record, context: Context) -> Losses:
    """Cues, addressees, sentiment and whom a claim is about have no place in DNA's events."""
    table = _Table(context)
    rows = statements(record, table.roles)
    found = table_losses(record, rows, standing(record, rows, table.shown), table.shown)
    found[SEGMENTS] = sum(len(statement.segments) > 1 for statement in rows)
    return +found
