"""Several real worker processes: nothing is lost, nothing comes twice, whatever happens to them."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator

import pytest

from annotator.errors import UserError
from annotator.model.knowledge import Knowledge
from annotator.preannotate import client as client_module
from annotator.preannotate.client import worker_command
from annotator.preannotate.protocol import Suggested
from annotator.preannotate.workers import Item, Workers

SENTENCE = "🙂 “We will win the vote in May,” said Ada Moor."


def articles(count: int) -> list[Item]:
    return [(number * 10, SENTENCE if number % 2 else "", "en") for number in range(count)]


def test_the_whole_way_with_the_default_pipeline() -> None:
    with Workers(None, 2) as workers:
        assert workers.ready is not None
        assert workers.ready.model.name == "en_core_web_sm"
        assert len(workers.pids) == 2
        replies = {reply.id: reply for reply in workers.suggest_all(articles(40))}
    assert sorted(replies) == [item[0] for item in articles(40)]
    found = [replies[number] for number in range(10, 400, 20)]
    assert {len(r.suggestions.annotations) for r in found if isinstance(r, Suggested)} == {3}


def test_articles_are_drawn_only_as_they_are_needed(plain_pipeline: str) -> None:
    drawn = 0

    def items() -> Iterator[Item]:
        nonlocal drawn
        for number in range(200):
            drawn += 1
            yield number, "x", ""

    with Workers(plain_pipeline, 2) as workers:
        for answered, _ in enumerate(workers.suggest_all(items()), start=1):
            assert drawn - answered <= 16


def test_what_an_abandoned_run_asked_for_is_passed_over(plain_pipeline: str) -> None:
    with Workers(plain_pipeline) as workers:
        next(workers.suggest_all([(number, SENTENCE, "") for number in range(10)]))
        assert [reply.id for reply in workers.suggest_all([(99, "x", "")])] == [99]


@pytest.mark.parametrize("after", [0, 5, 60])
def test_a_killed_worker_loses_nothing_and_doubles_nothing(plain_pipeline: str, after: int) -> None:
    asked = [(number, SENTENCE, "") for number in range(100)]
    seen: Counter[int] = Counter()
    with Workers(plain_pipeline, 2) as workers:
        workers.know(Knowledge())
        before = set(workers.pids)
        for done, reply in enumerate(workers.suggest_all(asked)):
            assert isinstance(reply, Suggested)
            seen[reply.id] += 1
            if done == after:
                os.kill(workers.pids[0], signal.SIGKILL)
        assert len(set(workers.pids) - before) == 1
    assert seen == Counter(range(100))


def test_workers_that_can_not_be_started_again_end_the_run(
    plain_pipeline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = Workers(plain_pipeline)

    def run() -> None:
        with workers:
            monkeypatch.setattr(client_module, "worker_command", lambda _: worker_command("klingon_md"))
            for _ in workers.suggest_all((number, SENTENCE, "") for number in range(50)):
                os.kill(workers.pids[0], signal.SIGKILL)

    with pytest.raises(UserError, match="can't be started again"):
        run()


def test_a_pipeline_that_can_not_be_loaded_is_a_sentence() -> None:
    with pytest.raises(UserError, match="“klingon_md”"):
        Workers("klingon_md", 2).__enter__()
