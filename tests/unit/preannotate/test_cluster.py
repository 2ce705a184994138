"""A small Dask cluster on this machine: the same suggestions, also when one of its workers is lost."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from annotator.errors import UserError
from annotator.preannotate import cluster as cluster_module
from annotator.preannotate.cluster import Cluster
from annotator.preannotate.protocol import Failed, Suggested, encode_reply
from annotator.preannotate.workers import ENDED_TWICE, Item, Workers

distributed = pytest.importorskip("distributed")

TEXTS = (
    "🙂 “We will win the vote in May,” said Ada Moor.\r\nTolm Harbour denied it.",
    "According to the union, the reckless levy was a mistake.",
    "",
)


def articles(count: int) -> list[Item]:
    return [(number, f"{TEXTS[number % 3]} {number}", "en") for number in range(count)]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


def said(runner: Any, items: list[Item]) -> dict[int, bytes]:
    with runner:
        return {reply.id: encode_reply(reply) for reply in runner.suggest_all(items)}


def test_it_says_byte_for_byte_what_workers_here_say(address: str) -> None:
    there = said(Cluster(address), articles(40))
    assert len(there) == 40
    assert there == said(Workers(), articles(40))


def test_a_lost_worker_loses_nothing_and_doubles_nothing(address: str, plain_pipeline: str) -> None:
    seen: list[int] = []
    with (
        distributed.Client(address, set_as_default=False) as dask,
        Cluster(address, plain_pipeline) as cluster,
    ):
        pids = list(dask.run(os.getpid).values())
        for done, reply in enumerate(cluster.suggest_all(articles(300))):
            assert isinstance(reply, Suggested)
            seen.append(reply.id)
            if done == 20:
                os.kill(pids[0], signal.SIGKILL)
    assert sorted(seen) == list(range(300))


def test_an_article_that_ends_its_workers_is_left_out(
    address: str, plain_pipeline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with distributed.Client(address, set_as_default=False) as dask:
        dask.run_on_scheduler(_allow_no_failures)
    monkeypatch.setattr(cluster_module, "suggest_batch", _deadly)
    with Cluster(address, plain_pipeline) as cluster:
        replies = {reply.id: reply for reply in cluster.suggest_all([(1, "good", ""), (2, "deadly", "")])}
    assert isinstance(replies[1], Suggested)
    assert replies[2] == Failed(2, ENDED_TWICE)


def test_another_version_on_the_cluster_is_a_sentence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "RULES_VERSION", "rules.0")
    with pytest.raises(UserError, match="another version of the program"):
        Cluster(address).__enter__()


def test_nobody_at_the_address_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.5)
    with pytest.raises(UserError, match="No Dask scheduler answers at tcp"):
        Cluster("tcp://127.0.0.1:9").__enter__()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "nonsense://127.0.0.1:9"])
def test_no_client_is_made_where_nobody_answers(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would wait twice as long and write a traceback when it is collected."""

    def made(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a client was made")

    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.5)
    monkeypatch.setattr(distributed, "Client", made)
    with pytest.raises(UserError, match="No Dask scheduler answers at"):
        Cluster(address).__enter__()


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-Other\r\n", b"HTTP/1.0 400 Bad Request\r\n\r\n", b"\0" * 64])
def test_another_program_at_the_address_is_the_same_sentence(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is silent, and would be waited for without end."""
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            connection.sendall(said)
            connection.recv(100_000)
            ended.wait()
            connection.close()

        ended = threading.Event()
        thread = threading.Thread(target=answer)
        thread.start()
        try:
            with pytest.raises(UserError, match="No Dask scheduler answers at tcp"):
                Cluster(f"tcp://127.0.0.1:{server.getsockname()[1]}").__enter__()
        finally:
            ended.set()
            thread.join()


def _allow_no_failures(dask_scheduler: Any) -> None:
    dask_scheduler.allowed_failures = 0


def _deadly(pipeline: str | None, knowledge: bytes, items: list[Item], rules: str) -> list[bytes]:
    if any("deadly" in text for _, text, _ in items):
        os._exit(9)
    return cluster_module.suggest_batch(pipeline, knowledge, items, rules)
