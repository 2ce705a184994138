"""Trains what finds spans: an entity recognizer, or a span categorizer where spans overlap."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.tokens import Span
from spacy.training import Example

from annotator.preannotate.learned.component import SPANS_KEY, bare, find
from annotator.preannotate.training.fitting import fit_component, seed
from annotator.preannotate.training.reading import Piece

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe

NER, SPANCAT = "learned_ner", "learned_spancat"

LONGEST = 12
"""Tokens: where a tenth of a label's spans are longer, they are not found word by word."""

_LONGEST_GROUP = 8
"""Tokens that a span categorizer looks at together at most."""

_OVERLAPPING = 0.05
"""Share of spans that an entity recognizer may miss because they overlap others."""

_EPOCHS, _PATIENCE, _BATCH, _RATE = 20, 3, 6, 0.001

Progress = Callable[[str, int, int, float], None]
"""Called with the component's name, the epoch, the epochs at most, and the score."""


@dataclass(slots=True)
class Finder:
    """``config`` is what the component is made from again when the pipeline is loaded."""

    name: str
    factory: str
    config: dict[str, Any]
    component: TrainablePipe
    labels: tuple[str, ...]
    score: float


def plan(pieces: Sequence[Piece], labels: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Which component finds which labels; and those whose spans are too long to be found at all.

    An entity recognizer takes the frequent labels first and those after them whose spans hardly overlap.
    """
    lengths: dict[str, list[int]] = {label: [] for label in labels}
    for piece in pieces:
        for told in piece.told:
            if told.label in lengths:
                lengths[told.label].append(
                    sum(
                        piece.doc.text[a - piece.offset : b - piece.offset].count(" ") + 1
                        for a, b in told.segments
                    )
                )
    found: dict[str, list[str]] = {NER: [], SPANCAT: []}
    long: list[str] = []
    for label in sorted(lengths, key=lambda name: (-len(lengths[name]), name)):
        ordered = sorted(lengths[label])
        if ordered and ordered[len(ordered) * 9 // 10] > LONGEST:
            long.append(label)
        elif _overlaps(pieces, [*found[NER], label]) <= _OVERLAPPING:
            found[NER].append(label)
        else:
            found[SPANCAT].append(label)
    return {name: of for name, of in found.items() if of}, long


def train(
    nlp: Language,
    name: str,
    labels: Sequence[str],
    training: Sequence[Piece],
    aside: Sequence[Piece],
    told: Progress,
) -> Finder:
    """Train one finder; it begins with the weights with which the pipeline's own recognizer reads words."""
    seed()
    examples = [_example(piece, labels, name) for piece in training]
    config: dict[str, Any] = {"model": _model(nlp, name)}
    if name == SPANCAT:
        sizes = {"@misc": "spacy.ngram_range_suggester.v1", "min_size": 1, "max_size": _LONGEST_GROUP}
        config |= {"spans_key": SPANS_KEY, "suggester": sizes}
    factory = "ner" if name == NER else "spancat"
    component = nlp.create_pipe(factory, name=name, config=copy.deepcopy(config))
    component.initialize(lambda: examples, nlp=nlp)
    _take_over(nlp, component)
    docs = [piece.doc for piece in aside]
    wanted = [{label: frozenset(piece.spans(label)) for label in labels} for piece in aside]

    def score() -> float:
        return f1(
            (found.get(label, frozenset()), each[label])
            for found, each in zip(find(component, docs), wanted, strict=True)
            for label in labels
        )

    reached = fit_component(
        component,
        examples,
        score,
        lambda epoch, value: told(name, epoch, _EPOCHS, value),
        rate=_RATE,
        batch=_BATCH,
        epochs=_EPOCHS,
        patience=_PATIENCE,
    )
    return Finder(name, factory, config, component, tuple(labels), reached)


def f1(pairs: Iterable[tuple[frozenset[Any], frozenset[Any]]]) -> float:
    """Of equal spans, over all pairs of what was found and what is right; 0 where there is none."""
    both = said = 0
    for found, right in pairs:
        both += len(found & right)
        said += len(found) + len(right)
    return 2 * both / said if said else 0.0


def _overlaps(pieces: Sequence[Piece], labels: Sequence[str]) -> float:
    """Share of the spans of these labels that overlap another one of them."""
    overlapping = total = 0
    for piece in pieces:
        end = -1
        for start, stop in sorted(span for label in labels for span in piece.spans(label)):
            total += 1
            overlapping += start < end
            end = max(end, stop)
    return overlapping / total if total else 0.0


def _example(piece: Piece, labels: Sequence[str], name: str) -> Example:
    """The gold reading of a document; what can't be read so is marked as unknown, not as wrong."""
    reference = bare(piece.doc)
    spans: list[Span] = []
    unknown: list[Span] = []
    for told in piece.told:
        if told.label not in labels:
            continue
        places = [(start - piece.offset, end - piece.offset) for start, end in told.segments]
        span = reference.char_span(*places[0], label=told.label) if len(places) == 1 else None
        if span is not None and not any(token.is_space for token in span):
            spans.append(span)
        else:
            wide = (reference.char_span(*place, alignment_mode="expand") for place in places)
            unknown += [span for span in wide if span is not None]
    if name == SPANCAT:
        reference.spans[SPANS_KEY] = spans
    else:
        kept = _disjoint(spans, Counter(span.label_ for span in spans))
        missing = _disjoint([*kept, *unknown], Counter(), first=len(kept))[len(kept) :]
        reference.set_ents(kept, missing=missing, default="outside")
    return Example(bare(piece.doc), reference)


def _disjoint(spans: Sequence[Span], counts: Counter[str], first: int = 0) -> list[Span]:
    """Spans of which no two overlap: the first so many, then longer ones before shorter ones."""
    rest = sorted(spans[first:], key=lambda s: (-(s.end - s.start), s.start, s.label_))
    kept: list[Span] = []
    taken: set[int] = set()
    for span in [*spans[:first], *rest]:
        tokens = set(range(span.start, span.end))
        if not tokens & taken:
            kept.append(span)
            taken |= tokens
    return kept


def _model(nlp: Language, name: str) -> dict[str, Any]:
    """The architecture: that of the pipeline's entity recognizer, so that its weights fit."""
    reading = _own_reading(nlp) or {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    }
    if name == NER:
        return {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": reading,
        }
    return {
        "@architectures": "spacy.SpanCategorizer.v1",
        "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 128},
        "scorer": {"@layers": "spacy.LinearLogistic.v1", "nO": None, "nI": None},
        "tok2vec": reading,
    }


def _own_reading(nlp: Language) -> dict[str, Any] | None:
    """How the pipeline's entity recognizer reads words, where it does so by itself."""
    if "ner" not in nlp.component_names:
        return None
    reading: dict[str, Any] = nlp.config["components"].get("ner", {}).get("model", {}).get("tok2vec", {})
    by = str(reading.get("@architectures", ""))
    return copy.deepcopy(reading) if by.startswith(("spacy.Tok2Vec.", "spacy.HashEmbedCNN")) else None


def _take_over(nlp: Language, component: TrainablePipe) -> None:
    if _own_reading(nlp) is None:
        return
    reading = nlp.get_pipe("ner").model.get_ref("tok2vec")
    component.model.get_ref("tok2vec").from_bytes(reading.to_bytes())
