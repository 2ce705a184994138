"""The linear model that reads sentiment towards a target: its file, and what it says of features.

The file is a compressed NumPy archive without pickled objects: reading it runs no code.  Weights are relative
to "neutral": two numbers a feature, for negative and positive.
"""

from __future__ import annotations

import functools
import itertools
import math
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.errors import UserError
from annotator.places import resource
from annotator.preannotate.sentiment.features import REGIONS
from annotator.preannotate.sentiment.gathering import Features
from annotator.preannotate.sentiment.vocabulary import Vocabulary

FORMAT = 1
NEGATIVE, POSITIVE = 0, 1

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """``chances`` of negative, neutral, positive; ``parts``: what a token adds to negative and positive."""

    chances: tuple[float, float, float]
    tokens: NDArray[np.int64]
    parts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """``keys`` in ascending order; ``weights`` (keys, 2), ``dense`` (words, regions, 2) and ``bias`` (2).

    ``decision`` says by how much the chances of negative, neutral and positive count when one is chosen: the
    values with the best macro-F1 in cross-validation.
    """

    vocabulary: Vocabulary
    keys: NDArray[np.uint32]
    weights: Floats
    dense: Floats
    bias: Floats
    decision: Floats

    def decide(self, chances: tuple[float, float, float]) -> int | None:
        """Negative or positive, None for neutral."""
        weighed = [chance * factor for chance, factor in zip(chances, self.decision.tolist(), strict=True)]
        best = weighed.index(max(weighed))
        return None if best == 1 else NEGATIVE if best == 0 else POSITIVE

    def judge(self, features: Features) -> list[Judgement]:
        """What the model says of each target of a document."""
        keys = features.keys.astype(np.uint32)
        found = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        known = np.flatnonzero(self.keys[found] == keys)
        parts = self.weights[found[known]] * features.values[known][:, None]
        regional = np.einsum("pr,prs->ps", features.dense, self.dense[features.rows])
        targets = np.concatenate([features.targets[known], features.dense_targets])
        tokens = np.concatenate([features.tokens[known], features.dense_tokens])
        together = np.concatenate([parts, regional])
        # A row for each target and each token from its first to its last one, and one for none.
        least, most = np.full(features.size, tokens.max(initial=0)), np.zeros(features.size, dtype=np.int64)
        np.minimum.at(least, targets, np.where(tokens < 0, least[targets], tokens))
        np.maximum.at(most, targets, tokens)
        ends = np.cumsum(np.maximum(most - least, 0) + 2)
        bases = np.concatenate([[0], ends[:-1]])
        where = bases[targets] + np.where(tokens < 0, 0, tokens - least[targets] + 1)
        places = np.flatnonzero(np.bincount(where, minlength=int(ends[-1])))
        sums = np.zeros((len(places), 2))
        for side in (NEGATIVE, POSITIVE):
            sums[:, side] = np.bincount(where, together[:, side])[places]
        owners = np.searchsorted(ends, places, side="right")
        inside = places - bases[owners]
        words = np.where(inside == 0, -1, inside - 1 + least[owners])
        edges = np.searchsorted(owners, np.arange(features.size + 1))
        return [
            _judgement(self.bias, words[start:end], sums[start:end])
            for start, end in itertools.pairwise(edges.tolist())
        ]

    def save(self, path: Path) -> None:
        """Write the model; the same model always gives the same bytes."""
        scales = np.array(
            [np.abs(a).max(initial=1e-6) / 127 for a in (self.weights, self.dense)], dtype=np.float32
        )
        arrays: dict[str, NDArray[Any]] = {
            "format": np.array([FORMAT], dtype=np.int64),
            "keys": self.keys,
            "weights": np.rint(self.weights / scales[0]).astype(np.int8),
            "dense": np.rint(self.dense / scales[1]).astype(np.int8),
            "scales": scales,
            "bias": self.bias,
            "decision": self.decision,
            **self.vocabulary.arrays(),
        }
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)


def _judgement(bias: Floats, tokens: NDArray[np.int64], parts: NDArray[np.float64]) -> Judgement:
    negative, positive = (parts.sum(axis=0) + bias).tolist()
    top = max(negative, positive, 0.0)
    raw = (math.exp(negative - top), math.exp(-top), math.exp(positive - top))
    total = sum(raw)
    return Judgement((raw[0] / total, raw[1] / total, raw[2] / total), tokens, parts)


def load(path: Path) -> Model:
    """Read a model.

    :raises UserError: if the file is missing, damaged or of another version.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        model = _model(arrays)
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(f"The sentiment model {path.name} can't be read; install Annotator again.") from error
    return model


def _model(arrays: dict[str, NDArray[Any]]) -> Model:
    """:raises ValueError: if the arrays do not fit each other."""
    scales = arrays["scales"]
    model = Model(
        Vocabulary.of(arrays),
        arrays["keys"],
        arrays["weights"] * scales[0],
        arrays["dense"] * scales[1],
        arrays["bias"],
        arrays["decision"],
    )
    words = len(model.vocabulary.words)
    columns = [arrays[name] for name in ("coarse", "fine", "valence", "own", "roles")]
    fits = (
        arrays["format"].tolist() == [FORMAT]
        and model.keys.dtype == np.uint32
        and len(model.keys) > 0
        and words > 0
        and model.weights.shape == (len(model.keys), 2)
        and model.dense.shape == (words, REGIONS, 2)
        and model.bias.shape == (2,)
        and model.decision.shape == (3,)
        and all(len(column) == words for column in columns)
        and bool(np.all(np.isfinite(scales)))
    )
    if not fits:
        raise ValueError("the arrays of the model do not fit each other")
    return model


@functools.cache
def shipped(language: str) -> Model | None:
    """The model that travels with the program for a language (ISO 639-1), None where there is none.

    :raises UserError: if it is there but can't be read.
    """
    path = resource("models", f"sentiment_{language}.npz")
    return load(path) if language.isalpha() and path.is_file() else None
