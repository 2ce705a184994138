"""CoNLL-2003 out and in again: what is tagged stays tagged, and what is missing was counted beforehand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.conll.into import read
from annotator.exchange.export import chosen_layers, export, lost_beforehand
from annotator.exchange.foreign import ForeignDocument
from tests.support.generated_layers import asking_project, said_of, say_something
from tests.support.round_trip import take_in
from tests.support.texts import texts


def tagged(file: Path) -> list[tuple[str, str]]:
    """Labels and words, whatever the white space."""
    (document,) = read(file)
    assert isinstance(document, ForeignDocument)
    return [(span.label, "".join((span.quote or "").split())) for span in document.spans]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=texts(min_size=1).filter(str.strip),
    unaligned=st.sampled_from(("leave-out", "widen", "cut-tokens")),
    data=st.data(),
)
def test_what_is_tagged_stays_and_what_is_not_is_counted(
    text: str, unaligned: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.conll"), Path(folder, "second.conll")
        with asking_project(Path(folder, "a.annotator"), text) as project:
            say_something(project, text, data)
            layers = chosen_layers(project, ["Robin"])
            options = {"unaligned": unaligned}
            told = lost_beforehand(project, layers, "conll2003", options=options)
            report = export(project, first, layers, "conll2003", options=options)
            before = said_of(project)
        assert report.left_out == told
        assert report.annotations_out + report.annotations_lost == len(before["annotations"])
        assert report.links_lost == len(before["links"])
        spans = tagged(first)
        if not any("in several segments" in sentence for sentence in told):
            assert len(spans) == report.annotations_out
        (document,) = read(first)
        assert isinstance(document, ForeignDocument)
        assert document.text is not None
        assert "".join(document.text.split()) == "".join(text.split())
        with asking_project(Path(folder, "b.annotator"), annotator="Robin") as project:
            assert take_in(project, first, "conll2003").failures == []
            if spans:
                export(project, second, chosen_layers(project, ["Robin"]), "conll2003", options=options)
                assert sorted(tagged(second)) == sorted(spans)
