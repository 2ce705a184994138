"""The labels of Universal Dependencies, read for the claim rules: French, Spanish and their relatives.

The treebanks behind spaCy's pipelines differ in their subtypes (``obl`` or ``obl:arg``, ``flat`` or
``flat:name``); what stands behind the colon counts only where it says something about the claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.preannotate.claims.grammar import Arguments, Prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OPENING = frozenset({"que", "qu'", "qu’"})
_RELATIVE = frozenset({"qui", "quien", "quienes", "que", "lequel", "laquelle", "lesquels", "lesquelles"})
_NOT = frozenset({"ne", "n'", "n’", "pas", "jamais", "non", "no", "nunca", "tampoco", "jamás"})
_PARTICLES = frozenset({"garde"})
"""Nouns that are a part of the verb: mettre en garde."""
_IF = frozenset({"si", "s'", "s’"})
_AS = frozenset({"comme", "como", "según"})
_AT = frozenset({"à", "a"})
_OF = frozenset({"de"})
_ARTICLES = frozenset(
    {"le", "la", "les", "l'", "l’", "un", "une", "des", "du", "el", "los", "las", "lo", "una", "unos", "unas"}
)
_WHOLE = {
    "d'": "de", "d’": "de", "du": "de", "des": "de", "del": "de", "au": "à", "aux": "à", "al": "a",
}  # fmt: skip
_KEPT = frozenset({"amod", "flat", "compound", "fixed", "nummod"})
_DROPPED = frozenset({"case", "cc", "punct", "advmod", "mark", "dep"})
_FARTHEST = 10
_UP = 6


class Universal:
    """A :class:`~annotator.preannotate.claims.grammar.Grammar`."""

    def of_verb(self, verb: Token) -> Arguments:
        found = Arguments()
        for child in verb.children:
            self._argument(found, verb, child)
        found.hypothetical = found.hypothetical or _is_conditional(verb)
        self._settle(found, verb)
        return found

    def _argument(self, found: Arguments, verb: Token, child: Token) -> None:
        label = child.dep_
        kind = label.split(":")[0]
        if label == "nsubj:pass":
            found.patient, found.passive = child, True
        elif label == "obl:agent":
            found.subject = child
        elif label == "aux:pass":
            found.passive = True
        elif _is_inverted(child) or (kind == "nsubj" and child.pos_ in (*NOMINAL, "ADJ", "DET", "X")):
            found.subject = child if found.subject is None or _is_inverted(found.subject) else found.subject
        elif kind == "advmod" and child.lower_ in _NOT:
            found.negated = True
        elif (kind == "aux" and _is_conditional(child)) or (kind == "mark" and child.lower_ in _IF):
            found.hypothetical = True
        elif kind in ("obj", "iobj"):
            self._object(found, verb, child, kind)
        elif kind in ("ccomp", "xcomp", "advcl", "csubj", "acl"):
            self._complement(found, verb, child, kind)
        elif kind in ("obl", "nmod"):
            self._oblique(found, child)

    def _object(self, found: Arguments, verb: Token, child: Token, kind: str) -> None:
        case = next((t for t in child.lefts if t.dep_ == "case"), None)
        if case is not None and _WHOLE.get(case.lower_, case.lower_) not in _AT:
            self._oblique(found, child)
        elif kind == "obj":
            found.object = found.object or child
        else:
            found.addressee = found.addressee or child
        for inner in child.rights:  # accuse l'opposition d'avoir menti: parsers hang it on the object
            if inner.dep_ in ("acl", "nmod", "xcomp", "advcl") and self.is_infinitive(inner):
                self._complement(found, verb, inner, "xcomp")

    def _oblique(self, found: Arguments, child: Token) -> None:
        case = next((t for t in child.lefts if t.dep_ == "case"), None)
        if case is None:
            return
        if child.lower_ in _PARTICLES:
            found.particles = (case, child)
            return
        word = _WHOLE.get(case.lower_, case.lower_)
        found.prepositions.append(Prepositional(word, case, child))
        if word in _AT and found.addressee is None:
            found.addressee = child

    def _complement(self, found: Arguments, verb: Token, child: Token, kind: str) -> None:
        mark = next((t for t in child.lefts if t.dep_ in ("mark", "case")), None)
        opening = mark.lower_ if mark is not None else ""
        if self.is_infinitive(child):
            if kind == "advcl" and _WHOLE.get(opening, opening) not in (*_OF, *_AT):
                return
            found.infinitive = found.infinitive or child
            if mark is not None:
                word = _WHOLE.get(opening, opening)
                found.prepositions.append(Prepositional(word, mark, child))
        elif opening in _OPENING and kind != "acl":
            found.clause = child
        elif kind == "ccomp" and (_is_clause(child) or child.i < verb.i):
            found.clause = found.clause or child
        elif kind == "xcomp" and child.i > verb.i and child.pos_ in (*NOMINAL, "ADJ"):
            found.description = found.description or child

    def _settle(self, found: Arguments, verb: Token) -> None:
        head = verb.head
        if found.subject is None and not found.passive:
            found.subject = self._shared_subject(verb)
        if found.subject is not None and found.subject.lower_ in _RELATIVE:
            apposed = head.head if head.dep_ == "appos" else head  # Kim, porte-parole du parti, qui dit
            found.subject = apposed if verb.dep_.startswith("acl") else None
        if verb.dep_ == "acl" and _form(verb) == "Part" and "Pass" in verb.morph.get("Voice"):
            found.passive, found.patient = True, found.patient or head
        if found.object is not None and (found.clause or found.infinitive) is not None:
            found.addressee = found.addressee or found.object
        if head == verb or found.clause is not None or found.passive:
            return
        mark = next((t for t in verb.lefts if t.dep_ in ("mark", "advmod") and t.lower_ in _AS), None)
        if verb.dep_ == "advcl" and mark is not None and mark.i == verb.left_edge.i:
            found.host, found.as_clause = head, True
        elif verb.dep_ in ("parataxis", "conj") and head.i < verb.i and found.subject is not None:
            # said behind or within the clause: "El precio bajará, dijo Kim"
            own = verb.dep_ == "parataxis" and found.subject.head == verb
            found.host = head if own or found.subject.i > verb.i else None

    def _shared_subject(self, verb: Token) -> Token | None:
        """The subject of what a verb is joined to or depends on, where it has none of its own."""
        for _ in range(_UP):
            head = verb.head
            if head == verb:
                return None
            if verb.dep_.startswith("acl"):
                return head if verb.dep_ == "acl:relcl" or _form(verb) in ("Part", "Ger") else None
            if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp") or not self._is_verbal(head):
                return None
            if verb.dep_ in ("advcl", "ccomp") and _form(verb) not in ("Part", "Ger", "Inf"):
                return None
            for child in head.children:
                if child.dep_.startswith("nsubj"):
                    relative = child.lower_ in _RELATIVE and head.dep_.startswith("acl")
                    return head.head if relative else child
            verb = head
        return None

    def of_noun(self, noun: Token) -> Arguments:
        found = Arguments()
        for child in noun.rights:
            mark = next((t for t in child.lefts if t.dep_ in ("mark", "case")), None)
            opening = mark.lower_ if mark is not None else ""
            if child.dep_.split(":")[0] in ("acl", "ccomp", "xcomp", "advcl") or self.is_infinitive(child):
                if self.is_infinitive(child):
                    found.infinitive = found.infinitive or child
                elif opening in _OPENING and child.dep_ != "acl:relcl":
                    found.clause = found.clause or child
            elif child.dep_ in ("nmod", "obl", "obl:arg") and mark is not None:
                word = _WHOLE.get(opening, opening)
                if word == "de" and found.subject is None and child.pos_ in ("PROPN", "NOUN"):
                    found.subject = child
                    for inner in child.rights:  # "la promesse de Kim de rester": parsers hang it on the name
                        if self.is_infinitive(inner) and found.infinitive is None:
                            found.infinitive = inner
                else:
                    found.prepositions.append(Prepositional(word, mark, child))
        return found

    def of_adjective(self, adjective: Token) -> Arguments:
        if not any(child.dep_ == "cop" for child in adjective.children):
            return Arguments()
        return self.of_verb(adjective)

    def governing_verb(self, token: Token) -> Token:
        while not self._is_verbal(token) and token.head != token:
            token = token.head
        return token

    def behind(self, first: Token, last: Token) -> Token | None:
        token = last
        for _ in range(_UP):
            if token.i > last.i or token.head == token:
                break
            token = token.head
        return token if token.i > last.i else next(iter(last.rights), None)

    def object_of(self, noun: Token) -> Token | None:
        return noun.head if noun.dep_ == "obj" else None

    def is_infinitive(self, verb: Token) -> bool:
        return _form(verb) == "Inf" or any(
            child.dep_.startswith("aux") and _form(child) == "Inf" for child in verb.lefts
        )

    def trails(self, verb: Token) -> bool:
        doc, i = verb.doc, verb.i
        present = _form(verb) == "Ger" or (_form(verb) == "Part" and "Pres" in verb.morph.get("Tense"))
        while present and i > 0 and doc[i - 1].lower_ in ("en", "y", "et"):
            i -= 1
        return present and i > 0 and doc[i - 1].text == ","

    def joined(self, verb: Token) -> Token | None:
        own = any(child.dep_.startswith("nsubj") for child in verb.children)
        return verb.head if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not own else None

    def opens(self, token: Token) -> bool:
        return token.lower_ in _OPENING and token.pos_ in ("SCONJ", "PRON", "CCONJ")

    def conjuncts(self, noun: Token) -> Iterator[Token]:
        for child in noun.rights:
            if child.dep_ == "conj" and child.pos_ in NOMINAL:
                yield child
                yield from self.conjuncts(child)

    def phrase(self, head: Token) -> tuple[int, int]:
        first = last = head.i
        for child in head.lefts:
            label = child.dep_.split(":")[0]
            if label not in _DROPPED and child.lower_ not in _ARTICLES and not child.is_space:
                first = child.left_edge.i
                break
        for child in head.rights:
            if child.i - head.i > _FARTHEST or not self._belongs(child):
                break
            last = self.phrase(child)[1] if child.dep_ == "nmod" else child.right_edge.i
        return first, last

    def _belongs(self, child: Token) -> bool:
        """Whether a dependent to the right is a part of a name or title: le ministre de l'Économie."""
        if child.dep_ == "nmod":
            case = next((t for t in child.lefts if t.dep_ == "case"), None)
            return case is not None and _WHOLE.get(case.lower_, case.lower_) in _OF
        return child.dep_.split(":")[0] in _KEPT and not any(t.dep_.startswith("acl") for t in child.rights)

    def apposition(self, noun: Token) -> Token | None:
        return next((child for child in noun.rights if child.dep_.split(":")[0] in ("appos", "flat")), None)

    def is_name_or_noun(self, token: Token) -> bool:
        return token.pos_ in (*NOMINAL, "X") or token.ent_type_ != ""

    def _is_verbal(self, token: Token) -> bool:
        """Whether a token heads a clause: a verb, or what a copula says of a subject."""
        return token.pos_ in VERBAL or any(child.dep_ in ("cop", "nsubj") for child in token.children)


def _form(token: Token) -> str:
    return next(iter(token.morph.get("VerbForm")), "")


def _is_conditional(verb: Token) -> bool:
    return "Cnd" in verb.morph.get("Mood")


def _is_inverted(child: Token) -> bool:
    """French subjects behind the verb: dit-il, affirme-t-elle."""
    return child.text[:1] == "-" and child.lower_ in ("-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle")


def _is_clause(token: Token) -> bool:
    labels = {child.dep_.split(":")[0] for child in token.children}
    finite = token.pos_ in VERBAL and _form(token) == "Fin"
    return finite or bool(labels & {"nsubj", "csubj", "expl", "cop", "aux"})
