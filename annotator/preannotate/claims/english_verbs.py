"""What stands around an English verb, by the labels of spaCy's English pipelines (ClearNLP style)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.preannotate.claims.grammar import Arguments, Prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "what"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "csubjpass"})
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
_UP = 6


class EnglishVerbs:
    """The part of an English grammar that reads verbs and clauses."""

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
                self._agent(found, child)
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

    @staticmethod
    def _agent(found: Arguments, preposition: Token) -> None:
        found.agent = preposition
        found.subject = next(iter(preposition.rights), None) or found.subject

    def _agent_further_on(self, found: Arguments) -> None:
        """The agent that the parse gives to what is said: "was accused of lying *by the union*"."""
        for behind in found.prepositions:
            for by in behind.inner.rights:
                if by.lower_ == "by" and by.dep_ in ("agent", "prep"):
                    self._agent(found, by)

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
        subjects = any(t.dep_ in SUBJECTS for t in child.children)
        label = child.dep_
        if label == "advcl":
            near = child.left_edge.i - verb.i in (1, 2, 3) and verb.i < child.i
            if not (near and subjects and marks & {"if", "whether", "that", "for"}):
                return
            label = "ccomp"
        if self.is_infinitive(child):
            found.infinitive = found.infinitive or child
        elif label == "ccomp" and child.pos_ not in VERBAL and not any(t.dep_ == "mark" for t in child.lefts):
            if any(t.dep_ in ("cop", "aux") for t in child.lefts) or child.i < verb.i:
                found.clause = self._better(found.clause, child, verb)
            else:
                found.description = found.description or child
        elif label == "ccomp" and (subjects or marks or _is_finite(child)):
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
        found.in_passing = verb.dep_ not in ("ROOT", "advcl", "relcl", "parataxis")
        if found.passive and found.subject is not None and found.subject.i < verb.i:
            found.patient, found.subject = found.patient or found.subject, None
        if found.subject is None and not found.passive:
            found.subject = self.shared_subject(verb)
        elif found.subject is None:
            self._agent_further_on(found)
        if found.subject is not None:
            own = found.subject
            found.subject = self._antecedent(verb, own)
            found.relative = own if own != found.subject else None
        if (
            verb.tag_ == "VBN"
            and verb.dep_ in ("acl", "advcl")
            and not any(t.dep_ == "aux" for t in verb.lefts)
        ):
            found.passive = True
            if self._heads_a_sentence(verb) and found.agent is None:
                found.passive, found.subject = False, head
                return
            if verb.dep_ == "acl":
                found.patient = found.patient or head
            if found.agent is None:
                found.subject = None
        if verb.dep_ == "relcl":
            if found.object is not None and found.object.lower_ in _RELATIVE:
                found.object = head
            elif found.patient is not None and found.patient.lower_ in _RELATIVE:
                found.patient = head
            elif found.subject != head and head.i < verb.i and not (found.passive or _filled(found)):
                found.object = head
        if found.object is not None and (found.clause or found.infinitive) is not None:
            found.addressee = found.addressee or found.object
        if verb.dep_ == "parataxis" and head.pos_ in VERBAL:
            found.host = head
        elif verb.dep_ in ("advcl", "ccomp") and head != verb:
            opening = next((t for t in verb.lefts if t.dep_ in ("mark", "advmod") and t.lower_ == "as"), None)
            if opening is not None and opening.i == verb.left_edge.i:
                found.host, found.as_clause = head, True

    @staticmethod
    def _heads_a_sentence(verb: Token) -> bool:
        """Whether a past tense was read as a participle: "Moor, the mayor, called it a farce"."""
        head, before = verb.head, verb.doc[verb.i - 1] if verb.i else verb
        lonely = head.dep_ == "ROOT" and head.pos_ == "PROPN" and before.text == ","
        return bool(lonely and verb.dep_ == "acl" and any(t.i > verb.i for t in verb.children))

    def shared_subject(self, verb: Token) -> Token | None:
        """The subject that English leaves out: of joined verbs, participles and infinitives."""
        for _ in range(_UP):
            head = verb.head
            if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBG"):
                return head
            if verb.dep_ == "pcomp" and head.head != head:
                verb = head
                head = head.head
            if head.dep_ == "acomp" and head.pos_ == "ADJ":
                verb, head = head, head.head
            if verb.dep_ == "acl" and head.dep_ == "dobj":
                verb, head = head, head.head
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

    def governing_verb(self, token: Token) -> Token:
        while token.pos_ not in VERBAL and token.head != token:
            token = token.head
        return token

    def is_infinitive(self, verb: Token) -> bool:
        return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)

    def trails(self, verb: Token) -> bool:
        before = verb.doc[verb.i - 1] if verb.i else verb
        return bool(
            verb.tag_ == "VBG" and before.text == "," and verb.dep_ in ("advcl", "acl", "conj", "dep")
        )

    def joined(self, verb: Token) -> Token | None:
        if verb.dep_ != "conj" or verb.i == 0 or verb.head.pos_ not in VERBAL:
            return None
        if verb.doc[verb.i - 1].dep_ != "cc" or any(t.dep_ in SUBJECTS for t in verb.lefts):
            return None
        return verb.head

    def opens(self, token: Token) -> bool:
        return bool(token.dep_ == "mark" and token.lower_ == "that")


def _is_finite(verb: Token) -> bool:
    return verb.tag_ not in ("VBG", "VBN") or any(t.dep_ in ("aux", "auxpass") for t in verb.lefts)


def _filled(found: Arguments) -> bool:
    """Whether the verb has something after it that may be a content."""
    return any((found.object, found.clause, found.infinitive, found.description, found.gerund))
