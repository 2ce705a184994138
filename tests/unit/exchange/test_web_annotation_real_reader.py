"""pyld, a JSON-LD processor of others, expands the export: every annotation's target, selectors, tags and
links are found by the terms of the model's vocabulary, not by our keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyld import jsonld

from annotator.exchange.export import chosen_layers, export
from annotator.project.operations import annotations, links
from tests.support.anno_context import loader
from tests.support.projects import TEXT, new_project

OA = "http://www.w3.org/ns/oa#"


def test_a_processor_finds_words_tags_and_links(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonld"
    with new_project(tmp_path / "a.annotator", TEXT) as project:
        name = annotations.add(
            project, article_id=1, label="actor", segments=[(0, 9)], attributes={"kind": "person"}
        )
        claim = annotations.add(project, article_id=1, label="claim", segments=[(17, 30), (34, 42)])
        annotations.change(project, claim.id, note="hm")
        links.add(project, label="speaker", head_id=claim.id, child_id=name.id)
        export(project, file, chosen_layers(project, []), "w3c")
    (collection,) = jsonld.expand(json.loads(file.read_text("utf-8")), {"documentLoader": loader})
    (page,) = collection["https://www.w3.org/ns/activitystreams#first"]
    (listed,) = page["https://www.w3.org/ns/activitystreams#items"]
    items = listed["@list"]
    assert {kind for each in items for kind in each["@type"]} == {f"{OA}Annotation"}
    by_motivation = {each[f"{OA}motivatedBy"][0]["@id"]: each for each in items}
    assert set(by_motivation) == {f"{OA}describing", f"{OA}tagging", f"{OA}linking"}
    (source,) = by_motivation[f"{OA}describing"][f"{OA}hasTarget"]
    assert source["http://schema.org/text"] == [{"@value": TEXT}]
    tagged = {tag(each): each for each in items if each[f"{OA}motivatedBy"][0]["@id"] == f"{OA}tagging"}
    assert words(tagged["actor"]) == [("Mira Sand", TEXT[0:9])]
    assert words(tagged["claim"]) == [(TEXT[17:30],) * 2, (TEXT[34:42],) * 2]
    linking = by_motivation[f"{OA}linking"]
    assert linking[f"{OA}hasTarget"][0]["@id"] == tagged["claim"]["@id"] == f"urn:uuid:{claim.id}"
    bodies = linking[f"{OA}hasBody"]
    assert [each[f"{OA}hasSource"][0]["@id"] for each in bodies if f"{OA}hasSource" in each] == [
        f"urn:uuid:{name.id}"
    ]
    assert tagged["claim"]["urn:annotator:ns:kept"][0]["@type"] == "@json"


def tag(item: dict[str, Any]) -> str:
    bodies = [each for each in item[f"{OA}hasBody"] if each[f"{OA}hasPurpose"][0]["@id"] == f"{OA}tagging"]
    value: str = bodies[0]["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"]
    return value


def words(item: dict[str, Any]) -> list[tuple[str, str]]:
    """For each target the quote, and what stands at the position."""
    found = []
    for target in item[f"{OA}hasTarget"]:
        position, quote = target[f"{OA}hasSelector"]
        start, end = (position[f"{OA}{name}"][0]["@value"] for name in ("start", "end"))
        found.append((quote[f"{OA}exact"][0]["@value"], TEXT[start:end]))
    return found
