from __future__ import annotations

import spacy
from spacy.tokens import Doc

from annotator.preannotate.sentiment.context import (
    AGENT,
    CLAUSE,
    GOVERNOR,
    MODIFIER,
    OUTSIDE,
    PATIENT,
    SUBCLAUSE,
    Trees,
)


def _doc() -> Doc:
    words = ["Kim", "said", "that", "honest", "Li", "failed", "."]
    heads = [1, 1, 5, 4, 5, 1, 1]
    deps = ["nsubj", "ROOT", "mark", "amod", "nsubj", "ccomp", "punct"]
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        heads=heads,
        deps=deps,
        pos=["PROPN", "VERB", "SCONJ", "ADJ", "PROPN", "VERB", "PUNCT"],
    )


def test_regions_of_the_subject_of_the_main_clause() -> None:
    context = Trees(_doc()).context(0, 0)
    assert context.region.tolist()[1:6] == [GOVERNOR, SUBCLAUSE, SUBCLAUSE, SUBCLAUSE, SUBCLAUSE]
    assert context.region[6] == CLAUSE
    assert (context.role, context.verb) == (AGENT, 1)


def test_regions_from_within_a_clause() -> None:
    context = Trees(_doc()).context(4, 4)
    assert context.region[3] == MODIFIER
    assert context.region[5] == GOVERNOR
    assert context.region[0] == OUTSIDE
    assert context.distance.tolist()[:4] == [3, 2, 2, 1]
    assert context.verb == 5


def test_a_target_of_several_words_is_known_by_its_head() -> None:
    context = Trees(_doc()).context(3, 4)
    assert (context.root, context.first, context.last) == (4, 3, 4)


def test_the_object_of_a_passive_is_a_patient() -> None:
    doc = Doc(
        spacy.blank("en").vocab,
        words=["Li", "was", "praised"],
        heads=[2, 2, 2],
        deps=["nsubjpass", "auxpass", "ROOT"],
        pos=["PROPN", "AUX", "VERB"],
    )
    assert Trees(doc).context(0, 0).role == PATIENT
