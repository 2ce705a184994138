"""Claims as rows: who takes part, in which order, and which sentiments are theirs."""

from __future__ import annotations

import dataclasses

from annotator.analysis.roles import roles_of
from annotator.analysis.statements import Statement, names, sentiments, statements
from annotator.model.actor import Actor
from annotator.model.codebook import LinkKind
from tests.support.said import said, shipped

ROLES = roles_of(shipped("actor-claim-sentiment"))
TEXT = "“The levy,” Marn 😀 and Tellin said to the dockers, “is a reckless gift to Holm.” A sad day."


def one(*links: tuple[str, str, str], **more: str) -> Statement:
    """The statement of a record where everything is marked and these links are set."""
    marn = Actor("1", "Ilse Marn", "person")
    record = said(
        TEXT,
        {
            "c": ("claim", ("“The levy,”", "“is a reckless gift to Holm.”"), {"kind": "accuses"}),
            "t": ("actor", "Tellin", {"kind": "person"}),
            "m": ("actor", "Marn", {"actor": "1"}),
            "q": ("cue", "said"),
            "d": ("actor", "dockers"),
            "h": ("actor", "Holm"),
            "s": ("sentiment", "reckless", {"polarity": "negative"}),
            "o": ("sentiment", "sad", {"polarity": "negative"}),
        },
        links,
        actors=[marn],
        title="On the levy",
        source="Island Post",
        published="2025-10-11",
        **more,
    )
    (found,) = statements(record, ROLES)
    return found


def test_a_claim_is_a_row_with_all_that_is_linked_to_it() -> None:
    row = one(
        ("speaker", "c", "t"),
        ("speaker", "c", "m"),
        ("cue", "c", "q"),
        ("addressee", "c", "d"),
        ("about", "c", "h"),
        ("target", "s", "h"),
    )
    assert (row.title, row.source, row.published) == ("On the levy", "Island Post", "2025-10-11")
    assert row.content == "“The levy,” … “is a reckless gift to Holm.”"
    assert (row.segments, row.start, row.end) == (((0, 11), (51, 80)), 0, 80)
    assert [(party.name, party.kind, party.annotation_id) for party in row.speakers] == [
        ("Ilse Marn", "person", "m"),
        ("Tellin", "person", "t"),
    ]
    assert names(row.speakers) == "Ilse Marn; Tellin"
    assert [(cue.quote, cue.start, cue.end) for cue in row.cues] == [("said", 30, 34)]
    assert (names(row.addressees), names(row.about)) == ("dockers", "Holm")
    assert row.kind == "accuses"
    (feeling,) = row.sentiments
    assert (feeling.quote, feeling.polarity, feeling.value) == ("reckless", "negative", -1.0)
    assert names(feeling.targets) == "Holm"


def test_a_claim_without_a_speaker_is_a_row_as_well() -> None:
    row = one()
    assert (row.speakers, row.cues, names(row.speakers)) == ((), (), "")


def test_a_sentiment_between_the_segments_is_not_the_claims() -> None:
    record = said(
        "“The levy,” said a reckless Marn, “stays.”",
        {"c": ("claim", ("“The levy,”", "“stays.”")), "s": ("sentiment", "reckless")},
    )
    (row,) = statements(record, ROLES)
    assert row.sentiments == ()
    assert [found.quote for found in sentiments(record, ROLES)] == ["reckless"]


def test_a_linked_sentiment_belongs_where_the_link_says() -> None:
    record = said(
        "Marn says the vain plan stays. Tolm disagrees.",
        {
            "a": ("claim", "the vain plan stays"),
            "b": ("claim", "Tolm disagrees"),
            "s": ("sentiment", "vain", {"polarity": "negative"}),
        },
        [("judges", "s", "b")],
    )
    first, second = statements(record, ROLES)
    assert first.sentiments == ()
    assert [feeling.annotation_id for feeling in second.sentiments] == ["s"]


def test_of_claims_within_claims_the_innermost_has_the_sentiment() -> None:
    record = said(
        "Marn says Tolm thinks the vain plan stays.",
        {
            "outer": ("claim", "Tolm thinks the vain plan stays"),
            "inner": ("claim", "the vain plan stays"),
            "same": ("claim", "the vain plan stays"),
            "s": ("sentiment", "vain"),
        },
    )
    assert {row.claim_id: len(row.sentiments) for row in statements(record, ROLES)} == {
        "outer": 0,
        "inner": 1,
        "same": 1,
    }


def test_concepts_agreement_and_members_of_the_discourse_network() -> None:
    roles = roles_of(shipped("discourse-network"))
    record = said(
        "Marn of the Union spoke. Later Marn said the levy must go.",
        {
            "p": ("person", "Marn", {"actor": "1"}),
            "o": ("organisation", "Union"),
            "c": ("statement", "the levy must go", {"concept": "The levy should stay", "agreement": False}),
            "p2": ("person", "Marn said", {"actor": "1"}),
        },
        [("member of", "p", "o"), ("person", "c", "p2")],
        actors=[Actor("1", "Ilse Marn")],
    )
    (row,) = statements(record, roles)
    assert (row.concept, row.agreement) == ("The levy should stay", False)
    (speaker,) = row.speakers
    assert (speaker.name, speaker.kind, speaker.link) == ("Ilse Marn", "person", "person")
    assert [(party.name, party.kind) for party in speaker.member_of] == [("Union", "organisation")]


def test_one_linked_by_two_links_of_a_role_is_there_once() -> None:
    codebook = shipped("actor-claim-sentiment")
    codebook = dataclasses.replace(
        codebook, links=(*codebook.links, LinkKind("source", ("claim",), ("actor",)))
    )
    record = said(
        "Marn said it.",
        {"m": ("actor", "Marn"), "c": ("claim", "it")},
        [("speaker", "c", "m"), ("source", "c", "m")],
    )
    (row,) = statements(record, roles_of(codebook))
    assert names(row.speakers) == "Marn"
    assert len(row.speakers) == 1


def test_a_codebook_without_claims_has_no_statements() -> None:
    record = said("A sad day.", {"c": ("conflict", "sad")})
    roles = roles_of(shipped("framing-and-tone"))
    assert statements(record, roles) == sentiments(record, roles) == []


def test_the_same_words_count_as_the_same_party() -> None:
    record = said(
        "MARN  Tolm said it. Marn Tolm did.",
        {"a": ("actor", "MARN  Tolm"), "b": ("actor", "Marn Tolm"), "c": ("claim", "it")},
        [("speaker", "c", "a"), ("about", "c", "b")],
    )
    (row,) = statements(record, ROLES)
    assert row.speakers[0].key == row.about[0].key
