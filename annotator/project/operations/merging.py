"""Bring what another copy of the project says into this one.

A layer is written by its owner alone, and every row that travels has a stamp.  So two copies come together
row by row: the later stamp holds, an equal one is there already, and what was deleted does not come back with
an older one.  In whichever order copies are merged, and however often, the result is the same; see
docs/adr/0019.

First a :class:`Plan` says what would happen, then :func:`take_in` does it, all of it or nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotator.errors import UserError
from annotator.model.article import IncomingArticle
from annotator.model.clock import now
from annotator.model.merge_account import Account, Refusal
from annotator.model.merge_mapping import MergeMapping
from annotator.model.revision import Entry
from annotator.project.merge_judging import Judge, Verdict
from annotator.project.merge_words import Words
from annotator.project.operations import articles, merging_actors
from annotator.project.operations.merging_rows import Writer, note
from annotator.project.project import Project
from annotator.project.queries import Queries
from annotator.project.waiting import Waiting, keep, waiting
from annotator.store import travelling
from annotator.store.faults import RefusedRow
from annotator.store.rows import RowChange
from annotator.store.staging import Staging

TITLE = "Merge"
NO_MAPPING = MergeMapping()
_WAIT = "Wait until the merge is saved, or stop it."

_SLICE = 10
"""Rows between two moments at which a merge can be asked to stop: some milliseconds."""

_LOOKED = 200
"""Rows between two moments at which it is told how far a plan is."""

Watch = Callable[[int, int], None]
"""Called with ``(rows looked at, rows in all)``."""


@dataclass(slots=True)
class Plan:
    """What a merge would do, by an :class:`Account`; it keeps the entries on disk until it is closed.

    Close it when it is no longer needed, or use it as a context manager.
    """

    account: Account
    mapping: MergeMapping
    staging: Staging

    @property
    def undecided(self) -> bool:
        """Whether something has to be decided before it can be taken in."""
        return bool(self.account.undecided)

    def again(self, queries: Queries, mapping: MergeMapping, watch: Watch | None = None) -> Plan:
        """The same entries with another mapping, or after the project has changed."""
        return _planned(queries, self.staging, mapping, watch)

    def close(self) -> None:
        self.staging.close()

    def __enter__(self) -> Plan:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


Report = Account
"""What a merge did, counted as in its plan."""


def plan(
    queries: Queries,
    entries: Iterable[Entry],
    mapping: MergeMapping = NO_MAPPING,
    *,
    coming: Iterable[tuple[IncomingArticle, int]] = (),
    watch: Watch | None = None,
) -> Plan:
    """What taking in these entries would do; writes nothing, may run beside the window.

    :param coming: articles that come with them, and their fingerprints; they are imported where they are
        missing.  They are read before the entries.
    :param watch: told how far it is; what it raises ends it.
    :raises UserError: if the mapping names something that the codebook does not have.
    """
    staging = Staging()
    try:
        for article, fingerprint in coming:
            staging.put_article(article, fingerprint)
        staging.put(entries)
        return _planned(queries, staging, mapping, watch)
    except BaseException:
        staging.close()
        raise


def take_in(project: Project, entries: Plan | Iterable[Entry], mapping: MergeMapping | None = None) -> Report:
    """Take in what another copy says, in one transaction: all of it or nothing.  It leaves no undo step.

    Steps that were done before and changed rows that are replaced now can no longer be undone.

    :param mapping: None: the plan's.
    :raises UserError: if something has to be decided first, or the project is open for reading only.
    """
    if isinstance(entries, Plan):
        return _finish(taking(project, entries, mapping))
    with plan(project, entries, mapping or NO_MAPPING) as made:
        return _finish(taking(project, made))


def taking(
    project: Project, made: Plan, mapping: MergeMapping | None = None
) -> Iterator[tuple[int, Report | None]]:
    """As :func:`take_in`, in short pieces: yields the rows done so far, and at the end the report.

    All is in one transaction, which stands open between the pieces: nothing else may be written meanwhile,
    and closing the generator takes everything back.
    """
    mapping = mapping or made.mapping
    account = Account()
    waited = waiting(project.db)
    made.staging.put(item.entry for item in waited)
    with project.transact(TITLE, undoable=False, layers=project.layers()) as transaction:
        transaction.keeps_stamps = True
        for article, fingerprint in made.staging.articles():
            if articles.add(project, article, fingerprint=fingerprint)[1]:
                account.articles.append(article.sha256)
            yield 0, None
        transaction.alone = _WAIT
        registry = merging_actors.join(project, made.staging, mapping)
        if made.staging.count("actor"):
            for _ in merging_actors.write(project, registry):
                yield 0, None
        _note_actors(account, registry)
        words = Words(project.codebook, mapping)
        judge = Judge(project, made.staging, words, set(registry.written))
        writer = Writer(project, made.staging, judge, account, transaction)
        try:
            for number, _ in enumerate(writer.write(waited), 1):
                if number % _SLICE == 0:
                    yield number, None
        except RefusedRow as error:
            raise UserError(f"The project can't hold it ({error}), so nothing was taken in.") from error
        _finish_words(project, account, words)
        keep(project.db, project.rows, _still_waiting(project, waited, writer))
        for place, counts in account.rows.items():
            written = {kind: n for (outcome, kind), n in counts.items() if outcome in ("new", "newer")}
            if written:
                numbers = {"annotations": written.get("annotation", 0), "links": written.get("link", 0)}
                transaction.summary.append({"layer": place[0], "article": place[2], **numbers})
        if account.changes:
            transaction.bulk |= set(travelling.TABLES.values())
    project.steps.forget({(c.table, c.key) for c in transaction.changes if isinstance(c, RowChange)})
    yield account.count("new", "newer"), account


def _finish(steps: Iterator[tuple[int, Report | None]]) -> Report:
    *_, (_, report) = steps
    assert report is not None
    return report


def _planned(queries: Queries, staging: Staging, mapping: MergeMapping, watch: Watch | None) -> Plan:
    account = Account()
    registry = merging_actors.join(queries, staging, mapping)
    _note_actors(account, registry)
    hashes = (article.sha256 for article, _ in staging.articles())
    account.articles = [sha256 for sha256 in hashes if queries.article_by_hash(sha256) is None]
    words = Words(queries.codebook, mapping)
    judge = Judge(queries, staging, words, set(registry.written))
    total = staging.count()
    for number, entry in enumerate(staging.entries()):
        if watch is not None and number % _LOOKED == 0:
            watch(number, total)
        if entry.kind != "actor":
            verdict = judge.look(entry)
            _foresee_link(judge, verdict)
            note(account, verdict)
    _note_words(account, words)
    return Plan(account, mapping, staging)


def _foresee_link(judge: Judge, verdict: Verdict) -> None:
    if verdict.entry.kind != "link" or verdict.row is None:
        return
    ends = judge.end_labels(verdict, foresee=True)
    unknown = judge.words.unknown.total()
    if ends is None:
        verdict.outcome = "waiting"
    elif judge.words.link(verdict.row["label"], *ends) is None:
        verdict.outcome = "undecided" if judge.words.unknown.total() > unknown else "left"


def _note_actors(account: Account, registry: merging_actors.Registry) -> None:
    account.actors = registry.changes
    for key in registry.refused:
        account.refuse(Refusal(("", "person", ""), "actor", key, "It is not as it should be."))


def _note_words(account: Account, words: Words) -> None:
    account.undecided, account.left, account.added = words.unknown, words.left, words.added


def _finish_words(project: Project, account: Account, words: Words) -> None:
    """Write what was added to the codebook.  :raises UserError: if something was not decided."""
    _note_words(account, words)
    if words.unknown:
        listed = ", ".join(str(word) for word in sorted(words.unknown)[:5])
        raise UserError(
            f"The codebook here lacks what the file uses: {listed}. Say what each is here, add it, or leave "
            "it out; nothing was taken in."
        )
    if words.added:
        version = project.codebook.version + 1
        body = dataclasses.replace(words.codebook, version=version).to_json()
        row = {"version": version, "name": words.codebook.name, "body": body}
        project.rows.insert("codebooks", row | {"created_by": project.annotator, "created_at": now()})


def _still_waiting(project: Project, waited: list[Waiting], writer: Writer) -> list[Waiting]:
    """What waits from now on: also what waited and could not be looked at, as a word of it stays out."""
    for item in waited:
        kind, key = item.entry.kind, item.entry.id
        revision = travelling.revision(project.db, kind, key)
        same = revision is not None and (revision.stamp, revision.deleted) == (item.entry.stamp, False)
        if same and travelling.body(project.db, kind, (key,)) is None:
            writer.waiting.setdefault((kind, key), item)
    return list(writer.waiting.values())
