"""What a transaction wrote, and which of it is a new revision of the annotator's own."""

from __future__ import annotations

from annotator.project.queries import Queries
from annotator.project.transaction import Transaction
from annotator.store import revisions
from annotator.store.rows import Rows


def collect(queries: Queries, rows: Rows, transaction: Transaction) -> None:
    """Hand over to the transaction, at its end, what it changed; that is later than every revision so far."""
    transaction.changes = rows.end()
    if transaction.keeps_stamps:
        return
    layers = queries.layers()
    own = {a.id for a in layers if a.kind == "gold" or (a.kind, a.annotator) == ("person", queries.annotator)}
    models = {layer.id for layer in layers if layer.kind == "model"}
    revisions.stamp(queries.db, transaction.changes, rows.inserted, own, models)
