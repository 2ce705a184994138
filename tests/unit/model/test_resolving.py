"""Whom a mention means, with invented names."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.model import resolving
from annotator.model.actor import Actor
from annotator.model.name_index import NameIndex
from annotator.model.resolving import (
    ArticleMentions,
    Candidate,
    Mention,
    _part_of,
    candidates,
    learned_alias,
    resolve,
    the_one,
)

ROTH = Actor("roth", "Ines Calloway-Roth", "person", ("the president",))
ILSE = Actor("ilse", "Ilse Tavenant", "person")
JORIS = Actor("joris", "Joris P. Tavenant", "person", ("the Marshal", "Joker"))
VAN = Actor("van", "Maud van der Looy", "person")
KIM = Actor("kim", "Pak Jun-ho", "person")
UNION = Actor("union", "Quay and Crane Workers' Union", "organisation", ("the union",))
LOWMARK = Actor("lowmark", "Lowmark Union", "organisation", ("the Union", "Aldersund"))
NGUYEN = Actor("nguyen", "Thùy Nguyễn-Aldane", "person")
SARROW = Actor("sarrow", "Sarrow", "state or place")
REGISTRY = (ROTH, ILSE, JORIS, VAN, KIM, UNION, LOWMARK, NGUYEN, SARROW)


def at(start: int, text: str, actor: Actor | None = None, kind: str = "") -> Mention:
    return Mention(f"{start}", text, start, actor.id if actor else None, kind)


def found(text: str, *others: Mention, start: int = 100, kind: str = "") -> list[Candidate]:
    return resolve(at(start, text, kind=kind), others, REGISTRY)


def sure(text: str, *others: Mention, start: int = 100, kind: str = "") -> str | None:
    one = the_one(found(text, *others, start=start, kind=kind))
    return one.actor.id if one else None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ines Calloway-Roth", ROTH),
        ("INES CALLOWAY-ROTH", ROTH),
        ("Ines Calloway-Roth’s", ROTH),
        ("Ines Calloway-Roth's", ROTH),
        ("Ines  Calloway‑Roth", ROTH),
        ("“Ines Calloway-Roth”", ROTH),
        ("President Ines Calloway-Roth", ROTH),
        ("the former president Ines Calloway-Roth", ROTH),
        ("Mr. Joker", JORIS),
        ("Thùy Nguye\u0302\u0303n-Aldane", NGUYEN),
        ("Quay and Crane Workers’ Union", UNION),
        ("the Lowmark Union", LOWMARK),
        ("Aldersund", LOWMARK),
        ("Sarrow’s", SARROW),
    ],
)
def test_names_and_aliases_are_sure(text: str, actor: Actor) -> None:
    assert sure(text) == actor.id


@pytest.mark.parametrize(
    ("text", "named", "actor"),
    [
        ("Calloway-Roth", ROTH.name, ROTH),
        ("Calloway-Roth's", ROTH.name, ROTH),
        ("Mrs Calloway-Roth", ROTH.name, ROTH),
        ("Prime Minister Calloway-Roth", ROTH.name, ROTH),
        ("van der Looy", VAN.name, VAN),
        ("Looy", VAN.name, VAN),
        ("Maud", VAN.name, VAN),
        ("Pak", KIM.name, KIM),
        ("Tavenant", ILSE.name, ILSE),
        ("J. Tavenant", JORIS.name, JORIS),
        ("J.P. Tavenant", JORIS.name, JORIS),
        ("Joris Tavenant", JORIS.name, JORIS),
    ],
)
def test_parts_of_a_person_are_sure_after_the_full_name_only(text: str, named: str, actor: Actor) -> None:
    assert sure(text, at(5, named)) == actor.id
    assert sure(text) is None
    assert sure(text, at(500, named)) is None
    assert actor.id in {candidate.actor.id for candidate in found(text)}


def test_a_surname_that_two_share_is_nobodys() -> None:
    listed = found("Tavenant", at(5, ILSE.name), at(50, JORIS.name))
    assert [c.actor.id for c in listed] == ["joris", "ilse"], "the nearest first"
    assert the_one(listed) is None
    assert sure("Tavenant", at(5, ILSE.name)) == "ilse", "the other is not in the article"


def test_an_alias_that_two_have_is_nobodys() -> None:
    listed = found("the union")
    assert {c.actor.id for c in listed} == {"union", "lowmark"}
    assert the_one(listed) is None


def test_an_alias_that_is_no_name_needs_its_actor_in_the_article() -> None:
    assert sure("the president") is None
    assert found("the president")[0] == Candidate(ROTH, "likely", "alias “the president”")
    assert sure("the president", at(5, "Ines Calloway-Roth")) == "roth"


def test_same_words_are_the_same_actor() -> None:
    assert sure("Harbour Board", at(5, "Harbour Board", LOWMARK)) == "lowmark"
    assert found("Harbour Board", at(5, "Harbour Board", LOWMARK))[0].reason == (
        "same words as another mention here"
    )
    both = (at(5, "Harbour Board", LOWMARK), at(9, "Harbour Board", UNION))
    assert sure("Harbour Board", *both) is None
    assert sure("the board", at(5, "the board", LOWMARK)) is None, "a description may mean another"


def test_a_part_of_an_organisation_is_never_sure() -> None:
    listed = found("Lowmark", at(5, "Lowmark Union"))
    assert [(c.actor.id, c.certainty) for c in listed] == [("lowmark", "likely")]
    assert listed[0].reason == "beginning of the name, and Lowmark Union was named before"
    assert [c.actor.id for c in found("QCWU", at(5, UNION.name))] == ["union"]


def test_pronouns_mean_who_was_mentioned_last() -> None:
    listed = found("She", at(5, "Maud van der Looy", VAN), at(50, "Ilse Tavenant", ILSE), at(300, "x", ROTH))
    assert [(c.actor.id, c.certainty) for c in listed] == [("ilse", "possible"), ("van", "possible")]
    assert listed[0].reason == "mentioned just before"
    assert the_one(found("he", at(5, "he", JORIS))) is None


def test_another_kind_puts_a_name_in_doubt() -> None:
    assert sure("Aldersund", kind="state or place") is None
    assert found("Aldersund", kind="state or place")[0].reason == (
        "alias “Aldersund”, but marked as state or place"
    )
    assert sure("Aldersund", kind="organisation") == "lowmark"


def test_the_reasons_are_said_in_words() -> None:
    (one,) = found("Calloway-Roth", at(5, ROTH.name))
    assert one.reason == "surname, and Ines Calloway-Roth was named before"
    assert found("Pak", at(5, KIM.name))[0].reason == "surname, and Pak Jun-ho was named before"
    (one,) = found("Calloway-Roth")
    assert one.reason == "surname, but Ines Calloway-Roth is named nowhere else in this article"


@pytest.mark.parametrize("text", ["", " ", "’s", "…", "123", "the", "Mr", "President", "😀", "'"])
def test_what_names_nobody_finds_nobody(text: str) -> None:
    assert the_one(found(text, at(5, ROTH.name, ROTH))) is None


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("DPRK", "DPRK"),
        ("Tessmark", "Tessmark"),
        ("Tessmark’s", "Tessmark"),
        ("House of Sarrow", "House of Sarrow"),
        ("Nguye\u0302\u0303n", "Nguye\u0302\u0303n"),
        ("北方", "北方"),
        ("the leader", None),
        ("The Leader", None),
        ("she", None),
        ("President", None),
        ("Prime Minister", None),
        ("Calloway-Roth", None),  # recognised after the full name as it is
        ("Mrs Calloway-Roth", None),
        ("Ines Calloway-Roth", None),
        ("Aldersund", None),  # somebody else's
        ("members", None),
        ("", None),
    ],
)
def test_only_proper_names_become_aliases(text: str, alias: str | None) -> None:
    assert learned_alias(text, ROTH, NameIndex(REGISTRY)) == alias


def test_a_capital_that_every_word_has_there_makes_no_name() -> None:
    known = NameIndex(REGISTRY)
    assert learned_alias("Members", ROTH, known, begins_sentence=True) is None
    assert learned_alias("DPRK", ROTH, known, begins_sentence=True) == "DPRK"
    assert learned_alias("Regierung", ROTH, known, language="de") is None
    assert learned_alias("Haus Sarrow", ROTH, known, language="de-AT") == "Haus Sarrow"


def test_the_index_follows_changes() -> None:
    known = NameIndex(REGISTRY)
    known.put(Actor("sarrow", "Kelsk", "state or place", ("Old Sarrow",)))
    assert known.by_name("sarrow") == []
    assert [a.id for a in known.called("old sarrow")] == ["sarrow"]
    known.put(Actor("sarrow", "Kelsk", merged_into="roth"))
    assert known.called("kelsk") == known.called("old sarrow") == []
    assert (known.search("kelsk", 5), len(known)) == ([], len(REGISTRY) - 1)
    known.drop("nobody")


def test_typing_finds_beginnings_first_then_words_then_aliases() -> None:
    def typed(text: str) -> list[tuple[str, str]]:
        return [(actor.id, alias) for actor, alias in NameIndex(REGISTRY).search(text, 9)]

    assert typed("ta") == [("ilse", ""), ("joris", "")]
    assert typed("joris") == [("joris", "")]
    assert typed("roth") == [("roth", "")]
    assert typed("joker") == [("joris", "Joker")]
    assert typed("NGUYE\u0302\u0303N") == [("nguyen", "")]
    assert typed("rane") == [("union", "")]
    assert typed("") == typed("zzz") == []


def test_ten_thousand_actors_are_searched_without_reading_them_anew() -> None:
    """No clock: how many actors are looked at for a name does not grow with the registry."""
    many = [Actor(str(n), f"Given{n} Family{n}", "person") for n in range(10_000)]
    known = NameIndex((*REGISTRY, *many))
    assert [a.id for a in known.by_part(["family77"])] == ["77"]
    assert len(known.search("family1", 20)) == 20


def test_ten_thousand_actors_that_share_a_word_are_not_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock: how often a name is compared with a mention does not grow with who shares a word with it."""
    many = [Actor(f"{n:05}", f"Ada Family{n}", "person") for n in range(10_000)]
    known = NameIndex((*REGISTRY, *many))
    looked = 0

    def counting(*arguments: Any) -> str | None:
        nonlocal looked
        looked += 1
        return _part_of(*arguments)

    monkeypatch.setattr(resolving, "_part_of", counting)
    mentions = [at(n, f"Ada Family{n}") for n in range(300)]
    mentions += [at(300 + n, text) for n, text in enumerate(("A. Family7", "Family9", "Ada Elsewhere"))]
    article = ArticleMentions(mentions, known)
    listed = {m.text: candidates(m, article) for m in mentions}
    assert all(listed[f"Ada Family{n}"][0].actor.id == f"{n:05}" for n in range(300))
    assert [c.reason for c in listed["A. Family7"]] == ["initials, and Ada Family7 was named before"]
    assert [c.actor.id for c in listed["Family9"]] == ["00009"]
    assert listed["Ada Elsewhere"] == []
    assert looked < 2 * len(mentions)
    # Those that do share it with “Ada” are looked at once an article, and a list stays one to be read.
    adas = [at(500 + n, "Ada") for n in range(20)]
    article = ArticleMentions([*mentions[:3], *adas], known)
    looked = 0
    listings = [candidates(each, article) for each in adas]
    assert looked == 10_000
    assert all([c.actor.id for c in each if c.certainty == "likely"] for each in listings)
    assert [c.actor.id for c in listings[0]][:4] == ["00002", "00001", "00000", "00010"]
    assert len(listings[0]) == 53


def test_an_actor_that_is_taken_out_leaves_no_part_of_its_name() -> None:
    known = NameIndex((ILSE, JORIS))
    known.drop("joris")
    assert [a.id for a in known.by_part(["tavenant"])] == ["ilse"]
    known.drop("ilse")
    assert known.by_part(["tavenant"]) == known.by_part(["j.", "tavenant"]) == []


def test_a_surname_that_is_also_part_of_an_organisation_here_is_in_doubt() -> None:
    group = Actor("group", "Looy Group", "organisation")
    others = [at(5, VAN.name), at(50, "Looy Group")]
    listed = resolve(at(100, "Looy"), others, (*REGISTRY, group))
    assert {c.actor.id for c in listed} == {"van", "group"}
    assert the_one(listed) is None
    assert the_one(resolve(at(100, "Looy"), others[:1], (*REGISTRY, group))) is not None
