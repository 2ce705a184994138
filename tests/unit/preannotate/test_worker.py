"""The worker with canned parts in this process, and end to end as a child process."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator

import pytest
import spacy
from spacy.tokens import Doc

from annotator.errors import UserError
from annotator.preannotate import worker
from annotator.preannotate.client import WorkerClient, WorkerDied, worker_command, worker_environment
from annotator.preannotate.models import load
from annotator.preannotate.pipeline import Suggester
from annotator.preannotate.protocol import (
    Failed,
    Ready,
    Reply,
    ReplyParser,
    Suggest,
    Suggested,
    Unusable,
    Working,
    encode_request,
)

SENTENCE = "🙂 “We will win the vote in May,” said Ada Moor."


@pytest.fixture
def brittle() -> Suggester:
    """A pipeline that fails on texts with the word "poison"."""

    def fail(doc: Doc) -> Doc:
        if "poison" in doc.text:
            raise ValueError("poisoned")
        return doc

    nlp = spacy.blank("en")
    spacy.Language.component("brittle_for_test", func=fail)
    nlp.add_pipe("brittle_for_test")
    return Suggester.of(nlp)


def test_one_bad_article_does_not_end_the_run(brittle: Suggester) -> None:
    texts = ["fine", "poison", "fine", "poison", "fine"]
    replies: list[Reply] = []
    worker.answer(brittle, [Suggest(i, text) for i, text in enumerate(texts)], replies.append)
    assert [type(reply) for reply in replies] == [Suggested, Failed, Suggested, Failed, Suggested]
    assert [reply.id for reply in replies if isinstance(reply, Suggested | Failed)] == [0, 1, 2, 3, 4]
    assert isinstance(replies[1], Failed)
    assert "poisoned" in replies[1].reason


def test_a_short_article_does_not_wait_for_a_long_one_and_that_tells_how_far_it_is(
    brittle: Suggester,
) -> None:
    long = "A line of words.\n" * 14_000
    replies: list[Reply] = []
    asked = [Suggest(1, "Short."), Suggest(2, long), Suggest(3, "Short as well.")]
    worker.answer(brittle, asked, replies.append)
    assert isinstance(replies[0], Suggested)
    told = [reply for reply in replies if isinstance(reply, Working)]
    assert [reply.id for reply in told] == [2, 2]
    assert 0 < told[0].read < told[1].read < told[1].length == len(long)
    assert [reply.id for reply in replies if isinstance(reply, Suggested)] == [1, 2, 3]


class Batching:
    """Works on batches, as what was trained does: the first of a batch waits for its last."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def __call__(self, doc: Doc) -> Doc:
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        for batch in spacy.util.minibatch(stream, batch_size):
            docs = list(batch)
            self.seen += [len(doc.text) for doc in docs]
            yield from docs


def test_a_short_text_is_answered_before_a_long_one_is_read() -> None:
    batching = Batching()
    nlp = spacy.blank("en")
    spacy.Language.factory("batching_for_test", func=lambda nlp, name: batching)
    nlp.add_pipe("batching_for_test")
    results = Suggester.of(nlp).process_many([("Short.", ""), ("A line of words.\n" * 14_000, "")])
    next(results)
    assert batching.seen == [len("Short.")]


def test_a_bad_pipeline_is_a_sentence() -> None:
    with pytest.raises(UserError, match="“klingon_md”"):
        WorkerClient("klingon_md").start()


def _run(pipeline: str, data: bytes) -> tuple[int, list[Reply]]:
    result = subprocess.run(
        worker_command(pipeline), input=data, capture_output=True, env=worker_environment(), check=False
    )
    return result.returncode, ReplyParser().feed(result.stdout)


def test_it_answers_what_was_asked_and_ends_when_its_input_closes(plain_pipeline: str) -> None:
    requests: Iterable[bytes] = (encode_request(Suggest(i, SENTENCE)) for i in range(3))
    code, replies = _run(plain_pipeline, b"".join(requests) + b"nonsense\n")
    assert code == 0
    assert isinstance(replies[0], Ready)
    assert sorted(r.id for r in replies if isinstance(r, Suggested)) == [0, 1, 2]
    assert [type(r) for r in replies].count(Unusable) == 1


def test_sigterm_ends_it(plain_pipeline: str) -> None:
    client = WorkerClient(plain_pipeline)
    client.start()
    os.kill(client.pid, signal.SIGTERM)
    with pytest.raises(WorkerDied):
        client.receive()
    client.close()


def test_words_are_forgotten_after_each_batch_and_the_suggestions_stay_the_same() -> None:
    nlp = load()
    suggester, replies = Suggester.of(nlp), list[Reply]()
    texts = [f"Ada Moor said that the xq{number}zz would sail.  {SENTENCE}" for number in range(12)]
    known = len(nlp.vocab.strings)
    for _ in range(2):
        worker.answer(suggester, [Suggest(n, text, "en") for n, text in enumerate(texts)], replies.append)
        assert len(nlp.vocab.strings) == known
    there = [reply for reply in replies if isinstance(reply, Suggested)]
    assert len(there) == 24
    assert [r.suggestions for r in there[:12]] == [r.suggestions for r in there[12:]]
