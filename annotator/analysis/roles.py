"""What the words of a codebook are for: which label is the claim, which link leads to its speaker ...

Analysts name labels and links as they like.  What one of them is for is worked out from its name, then from
the other names that the codebook knows it by (``[[aliases]]``; renaming leaves one), then from what it joins.
The views of a project file (``v_roles``) work it out by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.codebook import AliasKind, Attribute, Codebook, Label

LABEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "claim": (
        "claim", "statement", "assertion", "proposition", "quote", "quotation", "utterance",
        "direct quote", "indirect quote", "direct speech", "indirect speech", "reported speech",
    ),
    "sentiment": ("sentiment", "opinion", "evaluation", "judgement", "judgment"),
}  # fmt: skip
"""Role of a label -> what labels of that role are called, in small letters."""

LINK_WORDS: Mapping[str, tuple[str, ...]] = {
    "speaker": ("speaker", "source", "said by", "spoken by"),
    "cue": ("cue",),
    "addressee": ("addressee", "addressed to", "said to", "recipient"),
    "about": ("about", "is about"),
    "target": ("target", "towards", "toward"),
    "holder": ("holder", "held by"),
    "member of": ("member of", "belongs to", "speaks for", "works for", "affiliation"),
}
"""Role of a link -> what links of that role are called; they go from the claim (sentiment, person)."""

ATTRIBUTE_WORDS: Mapping[str, tuple[str, ...]] = {
    "polarity": ("polarity", "sentiment", "valence", "tone"),
    "concept": ("concept", "issue", "topic", "category"),
    "agreement": ("agreement", "agrees", "stance", "position"),
}
"""Role of an attribute -> what it is called; where a label has several, the first of these counts."""

NO_CLAIMS = (
    "The codebook “{name}” has no label for claims: call one “claim” or “statement”, or give one that "
    "name among its aliases."
)

_PRO = frozenset(("yes", "agree", "agrees", "agreement", "support", "supports", "for", "pro", "positive"))
_CONTRA = frozenset(
    ("no", "disagree", "disagrees", "disagreement", "reject", "rejects", "oppose", "opposes", "against",
     "contra", "con", "negative")
)  # fmt: skip
_POLARITY = {
    "negative": -1.0, "bad": -1.0, "badly": -1.0, "neutral": 0.0, "mixed": 0.0, "positive": 1.0, "good": 1.0,
    "well": 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Roles:
    """The labels and links of one codebook by what they are for; empty where it has none of that kind."""

    codebook: str = ""
    """Its name, for what is said to people."""
    claims: frozenset[str] = frozenset()
    """Labels whose annotations are claims (statements)."""
    sentiments: frozenset[str] = frozenset()
    """Labels whose annotations are sentiment."""
    speakers: frozenset[str] = frozenset()
    """Links from a claim to who makes it."""
    cues: frozenset[str] = frozenset()
    addressees: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    """Links from a sentiment to who is shown well or badly."""
    holders: frozenset[str] = frozenset()
    """Links from a sentiment to whose judgement it is."""
    members: frozenset[str] = frozenset()
    """Links from a person to the organisation they belong to or speak for."""
    polarity: tuple[tuple[str, Attribute], ...] = ()
    """Label of sentiment -> the attribute that says how it is meant."""
    concepts: tuple[tuple[str, Attribute], ...] = ()
    """Label of claims -> the attribute that names the concept on which a stand is taken."""
    agreements: tuple[tuple[str, Attribute], ...] = ()
    """Label of claims -> the attribute that says whether the speaker agrees with the concept."""
    kinds: tuple[tuple[str, Attribute], ...] = ()
    """Label of claims -> its attribute “kind”, what sort of claim it is."""

    @property
    def has_claims(self) -> bool:
        return bool(self.claims)

    @property
    def problem(self) -> str | None:
        """Why there can be no statements, as a sentence for people; None where there can."""
        return None if self.claims else NO_CLAIMS.format(name=self.codebook)


def roles_of(codebook: Codebook) -> Roles:
    """The roles in a codebook.

    A label is a claim if it is called so, or else any (but sentiment) that a link to a speaker starts from.
    """
    links = {role: _named(codebook, "link", words) for role, words in LINK_WORDS.items()}
    sentiments = _named(codebook, "label", LABEL_WORDS["sentiment"])
    claims = _named(codebook, "label", LABEL_WORDS["claim"]) - sentiments
    if not claims:
        spoken = (kind for kind in codebook.links if kind.name in links["speaker"])
        claims = frozenset(head for kind in spoken for head in kind.heads) - sentiments
    of_claims = [label for label in codebook.labels if label.name in claims]
    of_sentiments = [label for label in codebook.labels if label.name in sentiments]
    return Roles(
        codebook.name,
        claims,
        sentiments,
        links["speaker"],
        links["cue"],
        links["addressee"],
        links["about"],
        links["target"],
        links["holder"],
        links["member of"],
        _asked(codebook, of_sentiments, ATTRIBUTE_WORDS["polarity"]),
        _asked(codebook, of_claims, ATTRIBUTE_WORDS["concept"]),
        _asked(codebook, of_claims, ATTRIBUTE_WORDS["agreement"]),
        _asked(codebook, of_claims, ("kind",)),
    )


def polarity_value(attribute: Attribute | None, answer: Any) -> float | None:
    """How well somebody is shown, from -1 (badly) to 1 (well); None where it isn't answered or can't be read.

    Options that go from less to more are spread evenly from -1 to 1, others read by their names; a number is
    cut to -1 and 1.
    """
    if isinstance(answer, bool):
        return 1.0 if answer else -1.0
    if isinstance(answer, int | float):
        return max(-1.0, min(1.0, float(answer)))
    if not isinstance(answer, str):
        return None
    options = attribute.options if attribute is not None else ()
    if attribute is not None and attribute.ordered and answer in options and len(options) > 1:
        return options.index(answer) * 2 / (len(options) - 1) - 1
    return _POLARITY.get(plain(answer))


def agrees(answer: Any) -> bool | None:
    """Whether an answer says that the speaker agrees; None where it isn't answered or says neither."""
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, int | float):
        return answer > 0 if answer else None
    if isinstance(answer, str):
        said = plain(answer)
        return True if said in _PRO else False if said in _CONTRA else None
    return None


def plain(name: str) -> str:
    """A name as names are compared: small letters, spaces for ``_`` and ``-``."""
    return name.lower().replace("_", " ").replace("-", " ")


def _named(codebook: Codebook, kind: AliasKind, words: tuple[str, ...]) -> frozenset[str]:
    """Labels or links that are called one of these words or known by one."""
    there = {each.name for each in (codebook.labels if kind == "label" else codebook.links)}
    known = {a.means for a in codebook.aliases if a.kind == kind and plain(a.name) in words}
    return frozenset(name for name in there if plain(name) in words or name in known)


def _asked(
    codebook: Codebook, labels: Iterable[Label], words: tuple[str, ...]
) -> tuple[tuple[str, Attribute], ...]:
    found = ((label.name, _attribute(codebook, label, words)) for label in labels)
    return tuple((name, attribute) for name, attribute in found if attribute is not None)


def _attribute(codebook: Codebook, label: Label, words: tuple[str, ...]) -> Attribute | None:
    return next((attribute for word in words for attribute in _called(codebook, label, word)), None)


def _called(codebook: Codebook, label: Label, word: str) -> Iterator[Attribute]:
    yield from (attribute for attribute in label.attributes if plain(attribute.name) == word)
    aliases = (a for a in codebook.aliases if a.kind == "attribute" and a.label == label.name)
    for alias in aliases:
        attribute = label.attribute(alias.means) if plain(alias.name) == word else None
        if attribute is not None:
            yield attribute
