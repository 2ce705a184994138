"""The labels of spaCy's English pipelines (ClearNLP style), read for the claim rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.preannotate.claims.english_verbs import SUBJECTS, VERBAL, EnglishVerbs
from annotator.preannotate.claims.grammar import Arguments, Prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["VERBAL", "English", "clause_head", "subject_of"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_BE = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"}
)
_SEEM = frozenset({"feel", "remain", "seem", "sound", "look", "become", "appear", "stay", "grow", "get"})
_RIGHT_KEPT = frozenset({"prep", "compound", "nmod", "flat", "case"})
_KEPT_PREPOSITIONS = frozenset({"of", "for", "from", "at", "in", "with"})
_LEFT_DROPPED = frozenset({"cc", "preconj", "punct", "advmod", "mark"})
_ARTICLES = frozenset({"the", "a", "an"})
_FARTHEST = 10


class English(EnglishVerbs):
    """A :class:`~annotator.preannotate.claims.grammar.Grammar`."""

    def of_noun(self, noun: Token) -> Arguments:
        found = Arguments()
        for child in noun.children:
            label = child.dep_
            if label == "poss":
                found.subject = child
            elif label == "det" and child.lower_ == "no":
                found.negated = True
            elif label in ("acl", "ccomp", "relcl", "xcomp", "appos") and child.i > noun.i:
                that = any(t.dep_ == "mark" and t.lower_ in ("that", "whether") for t in child.lefts)
                if self.is_infinitive(child):
                    found.infinitive = found.infinitive or child
                elif that and child.pos_ != "NOUN":
                    found.clause = found.clause or child
            elif label == "prep" and child.i > noun.i:
                inner = next((t for t in child.rights if t.dep_ != "punct"), None)
                if inner is None:
                    continue
                if child.lower_ in ("by", "from") and found.subject is None:
                    found.subject = inner
                else:
                    found.prepositions.append(Prepositional(child.lower_, child, inner))
        return found

    def of_adjective(self, adjective: Token) -> Arguments:
        verb = adjective.head
        if adjective.dep_ not in ("acomp", "oprd", "ROOT", "ccomp", "conj", "attr", "advcl", "acl"):
            return Arguments()
        if adjective.dep_ == "conj" and verb.pos_ in ("ADJ", "VERB") and verb.dep_ == "acomp":
            verb = verb.head
        found = Arguments()
        if verb.lower_ in _BE or verb.lemma_ in _SEEM:
            around = self.of_verb(verb)
            found.subject, found.negated = around.subject or around.patient, around.negated
            found.hypothetical = around.hypothetical
            if around.clause is not None and around.clause.i > adjective.i:
                found.clause = around.clause
            if around.infinitive is not None and around.infinitive.i > adjective.i:
                found.infinitive = around.infinitive
            found.prepositions = [p for p in around.prepositions if p.preposition.i == adjective.i + 1]
        elif adjective.pos_ == "VERB" or verb.pos_ in VERBAL:
            found.subject = self.shared_subject(adjective)
        for child in adjective.children:
            if child.dep_ in ("ccomp", "xcomp", "advcl") and child.i > adjective.i:
                if self.is_infinitive(child):
                    found.infinitive = child
                elif any(t.dep_ in SUBJECTS or t.lower_ == "that" for t in child.lefts):
                    found.clause = child
            elif child.dep_ in ("prep", "agent") and child.i > adjective.i:
                inner = next((t for t in child.rights if t.dep_ != "punct"), None)
                if inner is not None:
                    found.prepositions.append(Prepositional(child.lower_, child, inner))
            elif child.dep_ == "nsubj" and found.subject is None:
                found.subject = child
        return found

    def behind(self, first: Token, last: Token) -> Token | None:
        return next((t for t in (*last.rights, *first.rights) if t.dep_ == "pobj"), None)

    def object_of(self, noun: Token) -> Token | None:
        while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            noun = noun.head
        return noun.head if noun.dep_ == "dobj" else None

    def conjuncts(self, noun: Token) -> Iterator[Token]:
        for child in noun.rights:
            if child.dep_ == "conj" and child.pos_ in NOMINAL:
                yield child
                yield from self.conjuncts(child)

    def phrase(self, head: Token) -> tuple[int, int]:
        first, last = head.i, head.i
        for child in head.lefts:
            if child.dep_ not in _LEFT_DROPPED and child.lower_ not in _ARTICLES and not child.is_space:
                first = child.left_edge.i
                break
        for child in head.rights:
            if child.dep_ not in _RIGHT_KEPT or child.lower_ not in _KEPT_PREPOSITIONS:
                break
            last = child.right_edge.i
            if any(t.dep_ == "relcl" for t in child.rights) or last - first > _FARTHEST:
                last = child.i - 1
                break
        while first < head.i and head.doc[first].lower_ in _ARTICLES:
            first += 1
        return first, max(last, head.i)

    def apposition(self, noun: Token) -> Token | None:
        return next((child for child in noun.rights if child.dep_ == "appos"), None)

    def is_name_or_noun(self, token: Token) -> bool:
        return token.pos_ in NOMINAL


def clause_head(token: Token) -> Token:
    """The verb of the clause a token stands in (the root where there is none)."""
    return _ENGLISH.governing_verb(token)


def subject_of(verb: Token) -> Token | None:
    """Who does what the verb says, looked for where English leaves it out; a passive's agent."""
    return _ENGLISH.of_verb(verb).subject


_ENGLISH = English()
