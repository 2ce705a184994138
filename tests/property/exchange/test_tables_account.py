"""Tables and networks of any layer: each annotation and link is written or told of, before as after; quotes
that pandas and openpyxl read are the article's."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from pathlib import Path

import networkx as nx
import openpyxl
import pandas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.cells import plain_cell
from annotator.exchange.export import chosen_layers, export, lost_beforehand
from annotator.exchange.xml_text import fit_for_xml
from annotator.model.selection import Selection
from annotator.model.suggestion import SuggestedAnnotation, Suggestions
from annotator.project.operations import suggestions
from tests.support.generated_layers import asking_project, say_something
from tests.support.projects import MODEL
from tests.support.texts import texts

SUFFIX = {"csv": ".csv", "xlsx": ".xlsx", "dna": ".csv", "graphml": ".graphml", "gexf": ".gexf"}
OPTIONS = (
    ("graphml", {"kind": "actor-actor"}),
    ("gexf", {"kind": "congruence"}),
    ("graphml", {"slices": "month"}),
    *((name, {}) for name in SUFFIX),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts(min_size=1).filter(str.strip), data=st.data())
def test_all_is_written_or_told(text: str, data: st.DataObject) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        asking_project(Path(folder, "a.annotator"), text) as project,
    ):
        suggestions.store(project, 1, MODEL, Suggestions((SuggestedAnnotation("s", "claim", ((0, 1),)),)))
        say_something(project, text, data)
        layers, selection = chosen_layers(project, ["Robin"]), Selection(undecided=True, rejected=True)
        quotes = Counter(a.quote for a in project.annotations(1, layers[0].id) if a.label == "claim")
        for name, options in OPTIONS:
            path = Path(folder, f"out{SUFFIX[name]}")
            report = export(project, path, layers, name, selection=selection, options=options)
            told = lost_beforehand(project, layers, name, selection=selection, options=options)
            assert report.left_out == told
            if name == "csv":
                table = pandas.read_csv(path, keep_default_na=False, dtype=str)
                own = table[table["suggestion"] == ""]
                assert Counter(map(plain_cell, own["claim"])) == quotes
                for row in own[~own["segments"].str.contains("], [", regex=False)].itertuples():
                    assert text[int(row.start) : int(row.end)] == plain_cell(row.claim)
            elif name == "xlsx":
                sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Claims"]
                head = [cell.value for cell in sheet[1]]
                rows = [
                    dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
                ]
                found = Counter(row["claim"] for row in rows if row["suggestion"] is None)
                assert found == Counter({fit_for_xml(quote): n for quote, n in quotes.items()})
            elif name == "graphml":
                nx.read_graphml(path)
            elif name == "gexf":
                nx.read_gexf(path)
