from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from annotator.errors import UserError
from annotator.places import resource
from annotator.preannotate.sentiment.features import Document
from annotator.preannotate.sentiment.gathering import Features
from annotator.preannotate.sentiment.model import Model, load, shipped
from annotator.preannotate.sentiment.training import Settings, fit, vocabulary
from annotator.preannotate.sentiment.vocabulary import Vocabulary
from annotator.preannotate.sentiment.words import sentiment_words
from annotator.preannotate.spans import Mention

SHIPPED = resource("models", "sentiment_en.npz")
JUDGING = {"praised": 2, "admired": 2, "attacked": 0, "mocked": 0, "met": 1, "called": 1}
KIM = Mention(0, 3, 0, 0, "person", 1.0, "")
LI = Mention(12, 14, 2, 2, "person", 1.0, "")


def _doc(words: list[str], vocab: spacy.vocab.Vocab) -> Doc:
    """Subject, verb, object."""
    return Doc(
        vocab,
        words=words,
        lemmas=words,
        pos=["PROPN", "VERB", "PROPN"],
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "dobj"],
    )


def _features(table: Vocabulary) -> list[Features]:
    vocab = spacy.blank("en").vocab
    return [Document(_doc(["Kim", verb, "Li"], vocab), table).features([LI]) for verb in JUDGING] * 5


def _table() -> tuple[Vocabulary, np.ndarray]:
    words = [*JUDGING, "court"]
    vectors = np.random.default_rng(1).normal(size=(len(words), 8)).astype(np.float32)
    return vocabulary(words, vectors, {"praised": 2.2, "attacked": -2.0}, sentiment_words("en"))


def _trained() -> Model:
    table, vectors = _table()
    return fit(_features(table), [*JUDGING.values()] * 5, table, vectors, Settings(penalty=0.1))


def test_it_learns_what_verbs_say_of_their_object() -> None:
    model = _trained()
    for features, polarity in zip(_features(model.vocabulary), JUDGING.values(), strict=False):
        (judged,) = model.judge(features)
        assert int(np.argmax(judged.chances)) == polarity
        assert sum(judged.chances) == pytest.approx(1)


def test_the_parts_of_the_words_and_the_bias_make_up_the_judgement() -> None:
    model = _trained()
    (judged,) = model.judge(_features(model.vocabulary)[0])
    negative, positive = judged.parts.sum(axis=0) + model.bias
    assert np.log(judged.chances[0] / judged.chances[1]) == pytest.approx(negative, abs=1e-4)
    assert np.log(judged.chances[2] / judged.chances[1]) == pytest.approx(positive, abs=1e-4)


def test_targets_are_judged_together_as_they_are_alone() -> None:
    model = _trained()
    document = Document(_doc(["Kim", "praised", "Li"], spacy.blank("en").vocab), model.vocabulary)
    together = model.judge(document.features([KIM, LI]))
    alone = [model.judge(document.features([target]))[0] for target in (KIM, LI)]
    for one, other in zip(together, alone, strict=True):
        assert one.chances == pytest.approx(other.chances, abs=1e-5)
        assert one.tokens.tolist() == other.tokens.tolist()


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        _trained().save(tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    model = _trained()
    model.save(tmp_path / "model.npz")
    again = load(tmp_path / "model.npz")
    for features in _features(model.vocabulary)[: len(JUDGING)]:
        assert again.judge(features)[0].chances == pytest.approx(model.judge(features)[0].chances, abs=0.05)


@pytest.mark.parametrize("damage", ["missing", "cut", "garbage", "other arrays", "pickle"])
def test_a_damaged_file_is_refused_in_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "model.npz"
    whole = SHIPPED.read_bytes()
    if damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "garbage":
        path.write_bytes(b"not a model")
    elif damage == "other arrays":
        np.savez(path, keys=np.zeros(3))
    elif damage == "pickle":
        np.savez(path, keys=np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(UserError, match=r"^The sentiment model model\.npz can't be read"):
        load(path)


def test_the_shipped_model_is_small_and_the_one_its_card_describes() -> None:
    data = SHIPPED.read_bytes()
    assert len(data) <= 1_000_000
    card = resource("models", "sentiment_en.md").read_text("utf-8")
    assert re.findall(r"[0-9a-f]{64}", card) == [hashlib.sha256(data).hexdigest()]


def test_a_language_without_a_model_has_none() -> None:
    assert shipped("en") is not None
    assert shipped("xx") is None
    assert shipped("../en") is None
