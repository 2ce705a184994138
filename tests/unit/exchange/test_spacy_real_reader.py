"""What spaCy itself makes of our export: it loads the documents, ``spacy debug data`` finds nothing wrong in
them, and ``spacy train`` trains on the folder as it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import load_config_from_str

from annotator.exchange.docbin import out
from annotator.exchange.docbin.into import read
from annotator.exchange.foreign import ForeignDocument
from annotator.exchange.formats import FORMATS, Context, chosen_options
from annotator.model.article import Metadata
from annotator.model.codebook_toml import parse_codebook, write_codebook
from annotator.model.record import Record
from tests.support.generated_layers import ASKING
from tests.support.projects import default_codebook
from tests.support.records import record

PIPELINE = ["tok2vec", "ner", "span_finder", "spancat", "textcat_multilabel"]

SENTENCES = (
    "Mira Sand said 😀 that the levy will fail.",
    "\nTolm Harbour told us that the new bridge over the river is safe and that nobody has to fear for work.",
    "Mira Sand isn't glad.\r\n\r\nThe council of Tolm said no.",
    "“We wait,” said  Ola Brandt , “and see”.",
)


def says(text: str, article: int) -> Record:
    """Claims with actors in them, so that spans overlap."""
    marks = []
    for name in ("Mira Sand", "Tolm", "Ola Brandt"):
        if name in text:
            marks.append(("actor", ((text.index(name), text.index(name) + len(name)),)))
    marks.append(("claim", ((len(text) - len(text.lstrip()), len(text)),)))
    answers = {"tone": "calm" if article % 2 else "loud", "relevant": article % 3 == 0}
    links = [("speaker", len(marks) - 1, 0)]
    english = Metadata(language="en")
    return record(text, *marks, article=article, metadata=english, answers=answers, links=links)


def context(records: list[Record], **options: str) -> Context:
    book = parse_codebook(write_codebook(default_codebook()) + ASKING)
    parts = {each.article.id: ("train", "train", "dev")[each.article.id % 3] for each in records}
    return Context("press", book, chosen_options(FORMATS["spacy"], options), parts=parts)


def write(folder: Path, records: list[Record], **options: str) -> Path:
    folder.mkdir(exist_ok=True)
    writer = out.open_writer(folder, context(records, **options))
    for each in records:
        writer.add(each)
    writer.close()
    return folder


def loaded(file: Path) -> list[Doc]:
    return list(DocBin(store_user_data=True).from_disk(file).get_docs(spacy.blank("en").vocab))


def test_spacy_loads_texts_ents_groups_cats_and_user_data(tmp_path: Path) -> None:
    records = [says(text, number) for number, text in enumerate(SENTENCES)]
    write(tmp_path, records)
    docs = loaded(tmp_path / "train.spacy") + loaded(tmp_path / "dev.spacy")
    by_text = {doc.text: doc for doc in docs}
    assert by_text.keys() == set(SENTENCES)
    for each in records:
        doc = by_text[each.article.text]
        spans = {(s.label_, s.start_char, s.end_char) for s in doc.spans["sc"]}
        assert spans == {
            (a.label, a.start + len(a.quote) - len(a.quote.lstrip()), a.end) for a in each.annotations
        }
        assert [ent.label_ for ent in doc.ents] == ["claim"]
        assert doc.cats[f"tone: {each.answers['tone']}"] == 1.0
        assert doc.cats["relevant"] == each.answers["relevant"]
        assert "about: cost" not in doc.cats
        carried = doc.user_data["annotator"]
        assert carried["relations"][0]["head_id"] == carried["spans"][-1]["id"]


def test_the_mentions_actor_is_the_knowledge_base_id(tmp_path: Path) -> None:
    from dataclasses import replace

    from annotator.model.actor import Actor

    said = record("Mira Sand left.", ("actor", ((0, 9),)))
    mention = replace(said.annotations[0], actor_id="m")
    said = replace(said, annotations=(mention,), actors={"m": Actor("m", "Mira Sand", "person", (), "Q42")})
    write(tmp_path, [said])
    (doc,) = loaded(tmp_path / "train.spacy")
    assert [(ent.kb_id_, ent.id_) for ent in doc.ents] == [("Q42", "1")]


def test_tokens_are_those_that_a_pipeline_in_that_language_cuts(tmp_path: Path) -> None:
    text = "L'État n'aime pas ça, aujourd'hui."
    said = record(text, ("actor", ((2, 6),)), metadata=Metadata(language="fr"))
    write(tmp_path, [said])
    (doc,) = DocBin().from_disk(tmp_path / "train.spacy").get_docs(spacy.blank("fr").vocab)
    assert [token.text for token in doc] == [token.text for token in spacy.blank("fr")(text)]
    assert 'lang = "fr"' in (tmp_path / "config.cfg").read_text("utf-8")


def test_articles_with_nothing_but_suggestions_are_not_learned_from(tmp_path: Path) -> None:
    said = record("Mira Sand left.", ("actor", ((0, 9),)), suggested=(0,))
    write(tmp_path, [said, says(SENTENCES[0], 3)])
    (doc,) = loaded(tmp_path / "suggestions.spacy")
    assert [span.text for span in doc.spans["suggestions"]] == ["Mira Sand"]
    assert len(loaded(tmp_path / "train.spacy")) == 1


@pytest.mark.parametrize(
    ("unaligned", "words"), [("leave-out", []), ("widen", ["harbour"]), ("cut-tokens", ["arb"])]
)
def test_what_lies_within_a_token_is_told_and_comes_back_as_it_was(
    unaligned: str, words: list[str], tmp_path: Path
) -> None:
    said = record("The harbour.", ("cue", ((5, 8),)))
    found = out.losses(said, context([said], unaligned=unaligned))
    assert found[out.INSIDE] == (unaligned == "leave-out")
    write(tmp_path, [said], unaligned=unaligned)
    file = next(tmp_path.glob("*.spacy"))
    (doc,) = loaded(file)
    assert [span.text for span in doc.spans["sc"]] == words
    (document,) = read(file)
    assert isinstance(document, ForeignDocument)
    assert [(span.pieces, span.quote) for span in document.spans] == [(((5, 8),), "arb")]


def test_what_a_script_changed_in_the_documents_is_believed(tmp_path: Path) -> None:
    write(tmp_path, [says(SENTENCES[0], 3)])
    file = tmp_path / "train.spacy"
    (doc,) = loaded(file)
    doc.ents = []
    claim = next(span for span in doc.spans["sc"] if span.label_ == "claim")
    doc.spans["sc"] = [doc.char_span(claim.start_char, claim.end_char - 1, "claim", span_id=claim.id)]
    DocBin(docs=[doc], store_user_data=True).to_disk(file)
    (document,) = read(file)
    assert isinstance(document, ForeignDocument)
    assert [(span.label, span.quote) for span in document.spans] == [("claim", SENTENCES[0][:-1])]
    assert document.links == ()


def spacy_says(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "spacy", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_spacy_debugs_and_trains(tmp_path: Path) -> None:
    """As many articles as spaCy finds enough; 3 steps show that every component gets what it needs."""
    write(tmp_path, [says(f"{SENTENCES[number % 4]} It is {number}.", number) for number in range(150)])
    config = (tmp_path / "config.cfg").read_text("utf-8")
    assert load_config_from_str(config)["nlp"]["pipeline"] == PIPELINE
    looked = spacy_says(tmp_path, "debug", "data", "config.cfg", "--no-format")
    assert "error" not in looked.stdout.lower(), looked.stdout
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert "invalid whitespace" not in looked.stdout
    steps = ("--training.max_steps", "3", "--training.eval_frequency", "3")
    trained = spacy_says(tmp_path, "train", "config.cfg", "--output", "model", *steps)
    assert trained.returncode == 0, trained.stdout + trained.stderr
    nlp = spacy.load(tmp_path / "model" / "model-last")
    assert nlp.pipe_names == PIPELINE
    assert set(nlp("Mira Sand said so.").cats) == {"tone: calm", "tone: loud", "relevant"}
