from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.gui.frame.candidates import candidates, ways_between, ways_from
from annotator.gui.frame.slots import frame_of, missing_of
from annotator.gui.models.sheet import LiveSheet
from annotator.model.annotation import Annotation
from annotator.project.operations import annotations, links
from annotator.project.project import Project
from tests.support.projects import default_codebook, new_project

TEXT = "Ada said Ben would pay Cleo, and Dora said nothing."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "a.annotator", TEXT) as made:
        yield made


def tag(project: Project, label: str, *pieces: str) -> Annotation:
    segments = [(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces]
    return annotations.add(project, article_id=1, label=label, segments=segments)


def quotes(project: Project, start: Annotation, kind: str | None = None) -> list[str]:
    return [a.quote for a in candidates(LiveSheet(project, 1), project.codebook, start, kind)]


def test_the_nearest_outside_comes_first_until_links_go_inwards(project: Project) -> None:
    for name in ("Ada", "Ben", "Cleo", "Dora"):
        tag(project, "actor", name)
    claim = tag(project, "claim", "Ben would pay Cleo")
    assert quotes(project, claim, "speaker") == ["Ada", "Dora", "Ben", "Cleo"]
    assert quotes(project, claim)[:2] == ["Ben", "Cleo"]
    ben = next(a for a in project.annotations(1, claim.layer_id) if a.quote == "Ben")
    links.add(project, label="about", head_id=claim.id, child_id=ben.id)
    assert quotes(project, claim, "about") == ["Cleo", "Ada", "Dora", "Ben"]  # Ben is linked so already


def test_a_speaker_between_two_pieces_is_not_inside(project: Project) -> None:
    tag(project, "actor", "Ada")
    tag(project, "actor", "Dora")
    broken = tag(project, "claim", "Ben would pay Cleo", "said nothing")
    assert quotes(project, broken, "speaker") == ["Dora", "Ada"]


def test_outgoing_ways_come_before_incoming() -> None:
    book = default_codebook()
    assert [way.kind.name for way in ways_from(book, "claim")] == ["speaker", "cue", "addressee", "about"]
    assert all(way.outgoing for way in ways_from(book, "claim"))
    assert not any(way.outgoing for way in ways_from(book, "actor"))
    assert [way.kind.name for way in ways_between(book, "claim", "cue")] == ["cue"]
    assert ways_between(book, "cue", "actor") == []


def test_what_is_missing(project: Project) -> None:
    claim, ada = tag(project, "claim", "Ben would pay Cleo"), tag(project, "actor", "Ada")
    sheet = LiveSheet(project, 1)
    assert missing_of(project, sheet, claim) == ["speaker"]
    assert [slot.missing for slot in frame_of(project, sheet, claim).slots] == [True, False, False, False]
    links.add(project, label="speaker", head_id=claim.id, child_id=ada.id)
    sheet = LiveSheet(project, 1)
    assert missing_of(project, sheet, claim) == []
    assert [one.other.quote for one in frame_of(project, sheet, ada).stands_in] == [claim.quote]


def test_of_thousands_the_nearest_are_sorted_out(tmp_path: Path) -> None:
    names = " ".join(f"Ada{number}" for number in range(600))
    with new_project(tmp_path / "many.annotator", names) as project:
        with project.transact("Tag"):
            for number in range(600):
                start = names.index(f"Ada{number}")
                end = start + len(f"Ada{number}")
                annotations.add(project, article_id=1, label="actor", segments=[(start, end)])
        middle = names.index("Ada300")
        claim = annotations.add(project, article_id=1, label="claim", segments=[(middle, middle + 6)])
        sheet = LiveSheet(project, 1)
        found = candidates(sheet, project.codebook, claim, "speaker")
        everything = candidates(sheet, project.codebook, claim, "speaker", all_=True)
        assert len(found) < len(everything) == 600
        assert [a.quote for a in found[:9]] == [a.quote for a in everything[:9]]
