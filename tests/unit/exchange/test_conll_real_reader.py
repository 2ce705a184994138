"""What others make of our CoNLL-2003 file: nltk's corpus reader finds words, tags and sentences in its
columns; spaCy's converter finds documents, sentences and entities."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.training.converters import conll_ner_to_docs

from annotator.exchange.conll import out
from annotator.exchange.formats import FORMATS, Context, chosen_options
from annotator.model.codebook import Codebook, Label
from annotator.model.record import Record
from tests.support.records import record

BOOK = Codebook("press", (Label("actor"), Label("sub claim"), Label("sub_claim")))
TEXT = "Mira Sand said so. “We wait”,\u00a0she said.\r\n\r\nTolm Harbour 😀 denied it."
SAID = record(
    TEXT,
    ("actor", ((0, 9),)),
    ("sub claim", ((19, 28),)),
    ("sub_claim", ((43, 55),)),
    ("actor", ((43, 47),)),
    links=[("speaker", 1, 0)],
)


def write(folder: Path, *records: Record) -> Path:
    file = folder / "out.conll"
    context = Context("press", BOOK, chosen_options(FORMATS["conll2003"], {}))
    writer = out.open_writer(file, context)
    for each in records:
        annotations, links = writer.add(each)
        lost = [loss.drops for loss, number in out.losses(each, context).items() for _ in range(number)]
        assert annotations + lost.count("annotation") == len(each.annotations)
        assert links + lost.count("link") == len(each.links)
    writer.close()
    return file


def test_nltk_reads_words_tags_and_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nltk = pytest.importorskip("nltk.corpus.reader.conll")
    monkeypatch.setattr("nltk.data.path", [str(tmp_path)])  # it opens files below these folders only
    file = write(tmp_path, SAID)
    reader = nltk.ConllCorpusReader(str(tmp_path), [file.name], ("words", "pos", "ignore", "chunk"))
    sentences = [[tuple(word) for word in sentence] for sentence in reader.iob_sents()]
    assert [[word for word, _, _ in sentence] for sentence in sentences[1:]] == [
        ["Mira", "Sand", "said", "so", "."],
        ["“", "We", "wait", "”", ",", "she", "said", "."],
        ["Tolm", "Harbour", "😀", "denied", "it", "."],
    ]
    tags = [tag for sentence in sentences[1:] for _, _, tag in sentence]
    assert [tag for tag in tags if tag != "O"] == [
        *("B-actor", "I-actor"),
        *("B-sub_claim", "I-sub_claim", "I-sub_claim", "I-sub_claim"),
        *("B-sub_claim_2", "I-sub_claim_2"),
    ]


def test_spacys_converter_finds_documents_and_entities(tmp_path: Path) -> None:
    file = write(tmp_path, SAID, record("Nothing here.", article=2))
    docs = list(conll_ner_to_docs(file.read_text("utf-8"), no_print=True))
    assert [len(list(doc.sents)) for doc in docs] == [3, 1]
    assert [(ent.text, ent.label_) for ent in docs[0].ents] == [
        ("Mira Sand", "actor"),
        ("“ We wait ”", "sub_claim"),
        ("Tolm Harbour", "sub_claim_2"),
    ]


def test_no_sentence_ends_inside_an_annotation(tmp_path: Path) -> None:
    file = write(tmp_path, record("He left. She came. They stayed.", ("sub claim", ((0, 18),))))
    blocks = file.read_text("utf-8").strip().split("\n\n")
    assert [len(block.splitlines()) for block in blocks] == [1, 6, 3]


def test_articles_that_have_only_suggestions_are_left_out_and_counted(tmp_path: Path) -> None:
    offered = record("Mira Sand.", ("actor", ((0, 9),)), suggested=(0,))
    assert write(tmp_path, offered).read_text("utf-8") == ""


def test_what_is_lost_is_told() -> None:
    context = Context("press", BOOK, chosen_options(FORMATS["conll2003"], {}))
    told = out.losses(SAID, context)
    assert told[out.RENAMED] == 2
    assert told[out.OVERLAPPING] == 1
    assert told[out.SPACE] == 1
