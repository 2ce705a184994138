"""Spans, claims, links and decisions as data frames of pandas or Polars, for scripts.

The frames are the views of the project file (``v_spans`` ...) without what the annotator may not see.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Literal, overload

from annotator.errors import UserError
from annotator.store import views

if TYPE_CHECKING:
    import pandas
    import polars
    from sqlite_utils import Database

    from annotator.model.layer import Layer
    from annotator.store.hiding import Hidden

_NUMBERS = frozenset(("article_id", "layer_id", "start", "end", "speakers"))
_SCORES = frozenset(("score",))
_CATEGORIES = frozenset(
    ("source", "language", "annotator", "layer", "version", "label", "actor_kind", "polarity", "kind",
     "origin", "link", "head_label", "child_label", "verdict", "model", "model_version")
)  # fmt: skip
_DAYS = frozenset(("published",))
_TIMES = frozenset(("created_at", "updated_at"))


class Frames:
    """A part of :class:`annotator.project.queries.Queries`.

    Columns: offsets and ids of articles are whole numbers (code points), ``published`` is a day (as written,
    empty where it is not known), times are UTC, what comes again and again is a category, ``attributes``
    and ``segments`` are JSON, several names stand with “; ” between them.  What the annotator may not see is
    left out.  ``layer``: only this one, named as ``--layer`` takes it.

    Each raises :class:`annotator.errors.UserError` where the library is not installed.
    """

    db: Database
    if TYPE_CHECKING:

        @property
        def hidden(self) -> Hidden: ...
        def find_layer(self, name: str) -> Layer: ...

    @overload
    def spans_frame(
        self, *, layer: str | None = None, library: Literal["pandas"] = "pandas"
    ) -> pandas.DataFrame: ...
    @overload
    def spans_frame(self, *, layer: str | None = None, library: Literal["polars"]) -> polars.DataFrame: ...
    def spans_frame(
        self, *, layer: str | None = None, library: Literal["pandas", "polars"] = "pandas"
    ) -> Any:
        """One row an annotation."""
        return self._frame("v_spans", layer, library)

    @overload
    def claims_frame(
        self, *, layer: str | None = None, library: Literal["pandas"] = "pandas"
    ) -> pandas.DataFrame: ...
    @overload
    def claims_frame(self, *, layer: str | None = None, library: Literal["polars"]) -> polars.DataFrame: ...
    def claims_frame(
        self, *, layer: str | None = None, library: Literal["pandas", "polars"] = "pandas"
    ) -> Any:
        """One row a claim: speaker, cue, content, addressee, whom it is about, sentiment, source, date."""
        return self._frame("v_claims", layer, library)

    @overload
    def links_frame(
        self, *, layer: str | None = None, library: Literal["pandas"] = "pandas"
    ) -> pandas.DataFrame: ...
    @overload
    def links_frame(self, *, layer: str | None = None, library: Literal["polars"]) -> polars.DataFrame: ...
    def links_frame(
        self, *, layer: str | None = None, library: Literal["pandas", "polars"] = "pandas"
    ) -> Any:
        """One row a link, with the words at both ends."""
        return self._frame("v_links", layer, library)

    @overload
    def decisions_frame(
        self, *, layer: str | None = None, library: Literal["pandas"] = "pandas"
    ) -> pandas.DataFrame: ...
    @overload
    def decisions_frame(
        self, *, layer: str | None = None, library: Literal["polars"]
    ) -> polars.DataFrame: ...
    def decisions_frame(
        self, *, layer: str | None = None, library: Literal["pandas", "polars"] = "pandas"
    ) -> Any:
        """One row a decision on a suggestion, with what was suggested."""
        return self._frame("v_decisions", layer, library)

    def _frame(self, view: views.View, layer: str | None, library: str) -> Any:
        if library not in ("pandas", "polars"):
            raise UserError(f"There are frames of pandas and of polars, not of {library}.")
        made = _library(library)
        layers = None if layer is None else [self.find_layer(layer).id]
        names = views.columns(self.db, view)
        rows = list(views.rows(self.db, view, self.hidden, layers))
        return _in_pandas(made, names, rows) if library == "pandas" else _in_polars(made, names, rows)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserError(
            f"Frames need {name}, which is not installed: pip install 'annotator[frames]'."
        ) from error


def _in_pandas(pandas: Any, names: list[str], rows: list[tuple[Any, ...]]) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    made = {}
    for name, values in zip(names, columns, strict=True):
        if name in _NUMBERS:
            made[name] = pandas.array(list(values), dtype="Int64")
        elif name in _SCORES:
            made[name] = pandas.array(list(values), dtype="Float64")
        elif name in _DAYS:
            days = pandas.Series([value[:10] for value in values], dtype="string")
            made[name] = pandas.to_datetime(days, format="%Y-%m-%d", errors="coerce")
        elif name in _TIMES:
            made[name] = pandas.to_datetime(
                pandas.Series(list(values), dtype="string"), utc=True, format="ISO8601"
            )
        elif name in _CATEGORIES:
            made[name] = pandas.Series(list(values), dtype="string").astype("category")
        else:
            made[name] = pandas.array(list(values), dtype="string")
    return pandas.DataFrame(made, columns=names)


def _in_polars(polars: Any, names: list[str], rows: list[tuple[Any, ...]]) -> Any:
    kinds = {
        name: polars.Int64 if name in _NUMBERS else polars.Float64 if name in _SCORES else polars.String
        for name in names
    }
    frame = polars.DataFrame(rows, schema=kinds, orient="row")
    column = polars.col
    return frame.with_columns(
        *(column(name).str.head(10).str.to_date("%Y-%m-%d", strict=False) for name in names if name in _DAYS),
        *(
            column(name).str.to_datetime("%+", time_zone="UTC", time_unit="us")
            for name in names
            if name in _TIMES
        ),
        *(column(name).cast(polars.Categorical) for name in names if name in _CATEGORIES),
    )
