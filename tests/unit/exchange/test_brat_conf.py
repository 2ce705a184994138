from __future__ import annotations

from annotator.exchange.brat_conf import read_scheme
from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_needs import Needs, widened

CONF = """\
# our scheme
[entities]
!Actor
\tPerson
\tGroup
---------
Place

[relations]
<MOVES>=Person|Place
In\tArg1:Actor, Arg2:Place
Equiv\tArg1:<MOVES>, Arg2:<MOVES>, <REL-TYPE>:symmetric-transitive

[events]
Claim\tSpeaker:<ENTITY>, About?:Person|Claim, Theme*:Place

[attributes]
Negated\tArg:<EVENT>
Tone Arg:Claim|Group, Value:calm|loud
Odd\tArg:Nothing

[spans]
Ignored
"""


def read(content: str) -> Codebook:
    book = Codebook("own", (Label("person"),))
    needs = Needs(book)
    read_scheme(content).gather(needs)
    return widened(book, needs).codebook


def test_the_whole_scheme() -> None:
    book = read(CONF)
    assert [label.name for label in book.labels] == ["person", "Group", "Place", "Claim"]
    assert {(link.name, link.heads, link.children) for link in book.links} == {
        ("Speaker", ("Claim",), ("person", "Group", "Place")),
        ("About", ("Claim",), ("person", "Claim")),
        ("Theme", ("Claim",), ("Place",)),
        ("In", ("person", "Group"), ("Place",)),
        ("Equiv", ("person", "Place"), ("person", "Place")),
    }
    claim = book.check_label("Claim")
    assert [(a.name, a.kind, a.options) for a in claim.attributes] == [
        ("Negated", "yes/no", ()),
        ("Tone", "choice", ("calm", "loud")),
    ]
    assert [a.name for a in book.check_label("Group").attributes] == ["Tone"]
    assert book.check_label("Place").attributes == ()


def test_what_says_nothing_known_is_passed_over() -> None:
    for content in (
        "",
        "[entities]",
        "Person",
        "[x]\nPerson",
        "[entities]\n!\n??\n<A\n\t\n=\n[relations]\nX\nY Arg1:Z",
    ):
        assert [label.name for label in read(content).labels] == ["person"]
