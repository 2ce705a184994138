"""The labels of spaCy's English pipelines (ClearNLP style), read for the claim rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.preannotate.claims.grammar import Arguments, Prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "what"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "csubjpass"})
_ADVERBIAL = frozenset(
    {"when", "because", "while", "although", "though", "since", "after", "before", "until", "unless", "once"}
)
_HYPOTHETICAL = {
    "aux": frozenset({"would", "could", "might", "may", "should", "can", "must"}),
    "mark": frozenset({"if", "whether", "unless"}),
}
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_PARTICLES = frozenset({"out", "up", "back", "down"})
_PROMISE = frozenset({"promise", "pledge", "vow", "threaten", "swear"})
_BE = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"}
)
_SEEM = frozenset({"feel", "remain", "seem", "sound", "look", "become", "appear", "stay", "grow", "get"})
_RIGHT_KEPT = frozenset({"prep", "compound", "nmod", "flat", "case"})
_KEPT_PREPOSITIONS = frozenset({"of", "for", "from", "at", "in", "with"})
_LEFT_DROPPED = frozenset({"cc", "preconj", "punct", "advmod", "mark"})
_ARTICLES = frozenset({"the", "a", "an"})
_FARTHEST = 10
_UP = 6


class English:
    """A :class:`~annotator.preannotate.claims.grammar.Grammar`."""

    def of_verb(self, verb: Token) -> Arguments:
        found = Arguments()
        particles = []
        for child in verb.children:
            label = child.dep_
            if label == "nsubj":
                found.subject = found.subject or child
            elif label == "nsubjpass":
                found.patient, found.passive = child, True
            elif label == "auxpass":
                found.passive = True
            elif label == "agent":
                found.subject = next(iter(child.rights), None) or found.subject
            elif label == "neg" or (label in ("det", "advmod") and child.lower_ in _NOT):
                found.negated = True
            elif child.lower_ in _HYPOTHETICAL.get(label, ()):
                found.hypothetical = True
            elif label == "dobj":
                found.object = found.object or child
            elif label == "dative":
                self._dative(found, child)
            elif label in ("ccomp", "xcomp", "advcl", "oprd", "attr", "acomp"):
                self._complement(found, verb, child)
            elif label == "prep":
                inner = next((t for t in child.rights if t.dep_ != "punct"), None)
                if inner is not None:
                    found.prepositions.append(Prepositional(child.lower_, child, inner))
            elif child.i == verb.i + 1 and (label == "prt" or child.lower_ in _PARTICLES):
                particles.append(child)
        found.particles = tuple(particles)
        self._settle(found, verb)
        return found

    def _dative(self, found: Arguments, child: Token) -> None:
        if child.pos_ == "ADP":
            inner = next(iter(child.rights), None)
            if inner is not None:
                found.prepositions.append(Prepositional(child.lower_, child, inner))
                if child.lower_ == "to":
                    found.addressee = inner
        else:
            found.addressee = child

    def _complement(self, found: Arguments, verb: Token, child: Token) -> None:
        marks = {t.lower_ for t in child.lefts if t.dep_ in ("mark", "advmod")}
        subjects = any(t.dep_ in _SUBJECTS for t in child.children)
        label = child.dep_
        if label == "advcl":
            near = child.left_edge.i - verb.i in (1, 2, 3) and verb.i < child.i
            if not (near and subjects and marks & {"if", "whether", "that"}):
                return
            label = "ccomp"
        if self.is_infinitive(child):
            found.infinitive = found.infinitive or child
        elif label == "ccomp" and child.pos_ not in VERBAL and not any(t.dep_ == "mark" for t in child.lefts):
            if any(t.dep_ in ("cop", "aux") for t in child.lefts) or child.i < verb.i:
                found.clause = self._better(found.clause, child, verb)
            else:
                found.description = found.description or child
        elif label == "ccomp" and (subjects or marks or child.tag_ not in ("VBG", "VBN")):
            if not marks & _ADVERBIAL or child.i > verb.i:
                found.clause = self._better(found.clause, child, verb)
        elif child.tag_ == "VBG":
            found.gerund = found.gerund or child
        elif label in ("oprd", "xcomp") and child.i > verb.i:
            found.description = found.description or child

    @staticmethod
    def _better(old: Token | None, new: Token, verb: Token) -> Token:
        """Of two clauses the one that follows the verb, or is opened by "that"."""
        if old is None:
            return new
        that = any(t.dep_ == "mark" and t.lower_ == "that" for t in new.lefts)
        return new if that or (new.i > verb.i > old.i) else old

    def _settle(self, found: Arguments, verb: Token) -> None:
        """What the verb has in common with the clause around it: its subject, its object, its host."""
        head = verb.head
        if found.passive and found.subject is not None and found.subject.i < verb.i:
            found.patient, found.subject = found.patient or found.subject, None
        if found.subject is None and not found.passive:
            found.subject = self._shared_subject(verb)
        if found.subject is not None:
            found.subject = self._antecedent(verb, found.subject)
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            found.passive = True
            found.patient = found.patient or head
            if found.subject == head:
                found.subject = None
        if verb.dep_ == "relcl":
            if found.object is not None and found.object.lower_ in _RELATIVE:
                found.object = head
            elif found.patient is not None and found.patient.lower_ in _RELATIVE:
                found.patient = head
            elif found.subject != head and head.i < verb.i and not found.passive:
                if not (
                    found.object or found.clause or found.infinitive or found.description or found.gerund
                ):
                    found.object = head
        if found.object is not None and (found.clause or found.infinitive) is not None:
            found.addressee = found.addressee or found.object
        if verb.dep_ == "parataxis" and head.pos_ in VERBAL:
            found.host = head
        elif verb.dep_ in ("advcl", "ccomp") and head != verb:
            opening = next((t for t in verb.lefts if t.dep_ in ("mark", "advmod") and t.lower_ == "as"), None)
            if opening is not None and opening.i == verb.left_edge.i:
                found.host, found.as_clause = head, True

    def _shared_subject(self, verb: Token) -> Token | None:
        """The subject that English leaves out: of joined verbs, participles and infinitives."""
        for _ in range(_UP):
            head = verb.head
            if verb.dep_ in ("acl", "relcl"):
                return head if verb.tag_ == "VBG" or verb.dep_ == "relcl" else None
            if verb.dep_ == "pcomp" and head.head != head:
                verb = head
                head = head.head
            if head == verb or head.pos_ not in VERBAL:
                return None
            children = list(head.children)
            if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ not in _PROMISE:
                commanded = next((t for t in children if t.dep_ == "dobj" and t.i < verb.i), None)
                if commanded is not None:
                    return commanded
            for child in children:
                if child.dep_ == "nsubj":
                    return self._antecedent(head, child)
            if verb.dep_ == "conj":
                agent = next((t for t in children if t.dep_ == "nsubjpass"), None)
                if agent is not None:
                    return self._antecedent(head, agent)
            patient = next((t for t in children if t.dep_ == "nsubjpass"), None)
            if patient is not None and verb.dep_ in ("xcomp", "advcl", "prep"):
                return self._antecedent(head, patient)
            verb = head
        return None

    @staticmethod
    def _antecedent(verb: Token, subject: Token) -> Token:
        if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
            return verb.head
        return subject

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
            found.subject = self._shared_subject(adjective)
        for child in adjective.children:
            if child.dep_ in ("ccomp", "xcomp", "advcl") and child.i > adjective.i:
                if self.is_infinitive(child):
                    found.infinitive = child
                elif any(t.dep_ in _SUBJECTS or t.lower_ == "that" for t in child.lefts):
                    found.clause = child
            elif child.dep_ in ("prep", "agent") and child.i > adjective.i:
                inner = next((t for t in child.rights if t.dep_ != "punct"), None)
                if inner is not None:
                    found.prepositions.append(Prepositional(child.lower_, child, inner))
            elif child.dep_ == "nsubj" and found.subject is None:
                found.subject = child
        return found

    def governing_verb(self, token: Token) -> Token:
        while token.pos_ not in VERBAL and token.head != token:
            token = token.head
        return token

    def object_of(self, noun: Token) -> Token | None:
        while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            noun = noun.head
        return noun.head if noun.dep_ == "dobj" else None

    def is_infinitive(self, verb: Token) -> bool:
        return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)

    def opens(self, token: Token) -> bool:
        return bool(token.dep_ == "mark" and token.lower_ == "that")

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
