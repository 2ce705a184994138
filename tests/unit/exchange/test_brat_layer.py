from __future__ import annotations

import dataclasses

from annotator.exchange.brat_layer import edges, gather, shared_triggers, to_layer
from annotator.exchange.brat_standoff import Standoff, parse
from annotator.model.codebook import Attribute, Codebook, Label
from annotator.model.codebook_needs import Needs, widened
from annotator.model.incoming import IncomingLayer
from tests.support.projects import default_codebook

TEXT = "Mira Sand said the levy will fail."
SPANS = "T1\tSource 0 9\tMira Sand\nT2\tCue 10 14\tsaid\nT3\tContent 15 33\tthe levy will fail\n"


def read(content: str, codebook: Codebook | None = None) -> IncomingLayer:
    standoff = parse(content)
    assert not standoff.problems
    needs = Needs(codebook or default_codebook())
    gather(standoff, needs)
    return to_layer(standoff, TEXT, needs, widened(needs.codebook, needs).codebook, "Kim", "a.ann")


def links(layer: IncomingLayer) -> list[tuple[str, str, str]]:
    labels = {item.id: item.label for item in layer.annotations}
    return [(link.label, labels[link.head], labels[link.child]) for link in layer.links]


def named(standoff: Standoff) -> list[tuple[str, str, str]]:
    return [(edge.name, edge.head, edge.child) for edge in edges(standoff)]


def test_roles_are_links_from_the_trigger() -> None:
    layer = read(SPANS + "E1\tCue:T2 Source:T1 Content:T3\n")
    assert [(item.label, item.quote) for item in layer.annotations] == [
        ("Source", "Mira Sand"),
        ("cue", "said"),  # the codebook's own
        ("Content", "the levy will fail"),
    ]
    assert links(layer) == [("Source", "cue", "Source"), ("Content", "cue", "Content")]


def test_a_role_may_point_to_an_event_and_have_a_number() -> None:
    read_ = parse(SPANS + "E1\tCue:T2 Theme:T1 Theme2:E2\nE2\tContent:T3 Org1:T1 Org2:T2\n")
    assert named(read_) == [
        ("Theme", "T2", "T1"),
        ("Theme", "T2", "T3"),
        ("Org1", "T3", "T1"),
        ("Org2", "T3", "T2"),
    ]


def test_equivalents_are_linked_one_after_the_other() -> None:
    assert named(parse(SPANS + "*\tEquiv T3 T1 T2\n")) == [("Equiv", "T1", "T2"), ("Equiv", "T2", "T3")]


def test_two_events_at_one_trigger_are_one_annotation_with_all_links() -> None:
    content = SPANS + "E1\tCue:T2 Source:T1\nE2\tCue:T2 Source:T1 Content:T3\n"
    assert links(read(content)) == [("Source", "cue", "Source"), ("Content", "cue", "Content")]
    assert list(shared_triggers(parse(content))) == [
        (5, "E2 has the trigger of E1: one annotation has the links of both.")
    ]


def test_a_role_of_itself_is_kept_in_the_note() -> None:
    layer = read(SPANS + "E1\tCue:T2 Theme:T2\n")
    assert not layer.links
    assert layer.annotations[1].note == "Theme: itself"


def test_attributes_are_yes_or_one_of_some() -> None:
    layer = read(
        SPANS
        + "E1\tContent:T3\nA1\tDenied E1\nA2\tTone T3 loud\nA3\tTone T3 calm\nA4\tSure T1\nA5\tSure T3 no\n"
    )
    source, _, content = layer.annotations
    assert source.attributes == {"Sure": True}
    assert content.attributes == {"Denied": True, "Tone": "loud", "Sure": "no"}
    assert content.note == "Tone: calm"


def test_an_attribute_there_and_with_values_has_yes_among_them() -> None:
    needs = Needs(default_codebook())
    gather(parse(SPANS + "T4\tSource 0 4\tMira\nA1\tSure T1\nA2\tSure T4 hardly\n"), needs)
    label = widened(needs.codebook, needs).codebook.check_label("Source")
    assert label.attributes == (Attribute("Sure", "choice", ("hardly", "yes")),)


def test_what_an_attribute_of_the_codebook_can_not_say_goes_into_the_note() -> None:
    attributes = (Attribute("Sure", "number"), Attribute("Kinds", "several", ("a", "b")), Attribute("Who"))
    codebook = Codebook("own", (Label("Source", attributes=attributes),))
    said = "A1\tSure T1 hardly\nA2\tKinds T1 a\nA3\tKinds T1 c\nA4\tWho T1\nA5\tSure T2\n"
    layer = read("T1\tSource 0 9\tMira Sand\nT2\tSource 0 4\tMira\n" + said, codebook)
    assert layer.annotations[0].attributes == {"Kinds": ["a", "c"], "Who": "yes"}
    assert layer.annotations[0].note == "Sure: hardly"
    assert layer.annotations[1].note == "Sure"


def test_notes_stay_with_what_they_are_about() -> None:
    layer = read(
        SPANS
        + "E1\tCue:T2 Source:T1\nR1\tAbout Arg1:T1 Arg2:T3\nA1\tDenied T3\nA2\tWeak R1\n"
        + "#1\tAnnotatorNotes T1\tFirst.\n#2\tAnnotatorNotes T1\tSecond.\n#3\tCheck E1\tWhy?\n"
        + "#4\tAnnotatorNotes R1\tof the link\n#5\tAnnotatorNotes A1\tof the answer\n"
        + "#6\tAnnotatorNotes A2\tx\n"
    )
    assert [item.note for item in layer.annotations] == [
        "First.\nSecond.\nAbout to T3: of the link\nAbout to T3: Weak",
        "Check: Why?",
        "Denied: of the answer",
    ]


def test_a_reference_makes_an_actor_of_a_mention_and_else_a_note() -> None:
    content = (
        "T1\tactor 0 9\tMira Sand\nT2\tcue 10 14\tsaid\n"
        "N1\tReference T1 Wikidata:Q42\tMira  Sand, minister\n"
        "N2\tReference T1 Who:7\tM.\nN3\tReference T2 Fn:9\tsay\n"
    )
    actor, cue = read(content).annotations
    assert actor.actor is not None
    assert (actor.actor.name, actor.actor.wikidata) == ("Mira Sand, minister", "Q42")
    assert actor.note == "Who:7 M."
    assert (cue.actor, cue.note) == (None, "Fn:9 say")


def test_pieces_become_segments_in_the_order_of_the_article() -> None:
    layer = read("T1\tContent 24 33;15 23\twill fail the levy\n")
    assert layer.annotations[0].segments == ((15, 23), (24, 33))
    assert layer.annotations[0].quote == "the levy … will fail"


def test_ids_are_the_same_each_time_and_an_annotators_own() -> None:
    one, two = read(SPANS), read(SPANS)
    assert one == two
    standoff, needs = parse(SPANS), Needs(default_codebook())
    gather(standoff, needs)
    other = to_layer(standoff, TEXT, needs, widened(needs.codebook, needs).codebook, "Robin", "")
    assert not {item.id for item in one.annotations} & {item.id for item in other.annotations}
    assert dataclasses.replace(other, annotator="Kim").article == one.article
