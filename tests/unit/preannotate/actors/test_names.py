from __future__ import annotations

from tests.unit.preannotate.actors.reading import read, said


def _mentions(text: str, *entities: tuple[str, str]) -> list[tuple[str, str]]:
    return said(text, read(text, *entities)[1])


def test_titles_articles_and_possessives_fall_away() -> None:
    text = "President Ada Moor's plan, Mr. Bo Lind’s reply and the Harbour Union were noted."
    found = _mentions(
        text, ("President Ada Moor's", "PERSON"), ("Mr. Bo Lind’s", "PERSON"), ("the Harbour Union", "ORG")
    )
    assert found == [("Ada Moor", "person"), ("Bo Lind", "person"), ("Harbour Union", "organisation")]


def test_a_mistyped_surname_follows_the_full_name() -> None:
    text = "Ada Moor spoke. Moor left. Later Moor came back."
    found = _mentions(text, ("Ada Moor", "PERSON"), ("Moor", "ORG"), ("Moor", "ORG"))
    assert [kind for _, kind in found] == ["person", "person", "person"]


def test_the_majority_decides_on_the_same_name() -> None:
    text = "Norvia voted. Norvia paid. Norvia left."
    found = _mentions(text, ("Norvia", "GPE"), ("Norvia", "PERSON"), ("Norvia", "GPE"))
    assert {kind for _, kind in found} == {"state or place"}


def test_a_heading_glued_to_a_name_is_cut_off() -> None:
    text = "CapitalNorvia celebrated. Norvia is proud."
    found = _mentions(text, ("CapitalNorvia", "GPE"), ("Norvia", "GPE"))
    assert [name for name, _ in found] == ["Norvia", "Norvia"]


def test_what_is_no_name_is_left_out() -> None:
    text = "Seen on https://example.org in 2025 by Norvia\nRead"
    found = _mentions(text, ("https://example.org", "ORG"), ("2025", "ORG"), ("Norvia\nRead", "GPE"))
    assert found == [("Norvia", "state or place")]


def test_an_abbreviation_keeps_its_full_stop() -> None:
    text = "It went to the U.S. and to Harbour Ltd."
    assert [name for name, _ in _mentions(text, ("the U.S.", "GPE"), ("Harbour Ltd.", "ORG"))] == [
        "U.S.",
        "Harbour Ltd.",
    ]


def test_a_title_makes_a_person_and_several_titles_fall_away() -> None:
    text = "Trade Commissioner Ada Moor met Foreign Minister Bo Lind and Norvian Prime Minister Cay Oss."
    found = _mentions(
        text,
        ("Trade Commissioner Ada Moor", "ORG"),
        ("Foreign Minister Bo Lind", "PERSON"),
        ("Norvian Prime Minister Cay Oss", "PERSON"),
    )
    assert ("Ada Moor", "person") in found
    assert ("Bo Lind", "person") in found


def test_the_words_of_a_name_outweigh_the_recogniser() -> None:
    text = "The Harbour Union, the Institute for Trade, the Republic of Norvia and North Korea spoke."
    found = _mentions(
        text,
        ("The Harbour Union", "PERSON"),
        ("the Institute for Trade", "GPE"),
        ("the Republic of Norvia", "PERSON"),
        ("North Korea", "ORG"),
    )
    assert found == [
        ("Harbour Union", "organisation"),
        ("Institute for Trade", "organisation"),
        ("Republic of Norvia", "state or place"),
        ("North Korea", "state or place"),
    ]


def test_the_recognisers_misses_are_found_again() -> None:
    text = "Sean Spicer spoke. Then Spicer left. The Harbour Trade Council (HTC) met; the HTC voted."
    found = _mentions(text, ("Sean Spicer", "PERSON"), ("Harbour Trade Council", "ORG"))
    assert found == [
        ("Sean Spicer", "person"),
        ("Spicer", "person"),
        ("Harbour Trade Council", "organisation"),
        ("HTC", "organisation"),
        ("HTC", "organisation"),
    ]


def test_a_surname_of_two_people_names_neither() -> None:
    text = "Ada Moor and Bo Moor met. Moor left."
    *_, last = read(text, ("Ada Moor", "PERSON"), ("Bo Moor", "PERSON"), ("Moor", "ORG"))[1]
    assert last.kind == "person"
    assert "short for" not in last.reason


def test_a_mere_place_is_no_actor() -> None:
    text = "In Norvia it rained. Talks were held in Kelsk. Norvia paid."
    assert _mentions(text, ("Norvia", "GPE"), ("Kelsk", "GPE"), ("Norvia", "GPE")) == [
        ("Norvia", "state or place")
    ]


def test_the_department_before_a_minister_is_no_organisation() -> None:
    text = "Defence Minister Bo Lind spoke."
    assert _mentions(text, ("Defence", "ORG"), ("Bo Lind", "PERSON")) == [("Bo Lind", "person")]


def test_a_stretched_name_is_whole() -> None:
    text = "The Greenmere Co-operative paid."
    assert _mentions(text, ("Greenmere Co", "ORG")) == [("Greenmere Co-operative", "organisation")]


def test_types_of_other_pipelines_are_read() -> None:
    text = "Ada Moor met the Harbour Union for Norvia."
    found = _mentions(text, ("Ada Moor", "PER"), ("Harbour Union", "ORG"), ("Norvia", "LOC"))
    assert [kind for _, kind in found] == ["person", "organisation", "state or place"]


def test_the_reason_says_what_a_short_name_is_short_for() -> None:
    _, found, _ = read("Ada Moor spoke. Moor left.", ("Ada Moor", "PERSON"), ("Moor", "ORG"))
    assert found[1].reason == "short for “Ada Moor”, a person"
    assert 0 < found[1].score < 1
