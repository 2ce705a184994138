"""A Dask cluster as the one that suggests; needs the extra ``cluster`` (dask.distributed, BSD).

The scheduler gives what a lost worker held to another one.  Only texts and suggestions travel: the project is
written by the process that asks.  A pipeline given as a folder must be at the same place on every machine.
"""

from __future__ import annotations

import asyncio
import struct
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

from annotator.errors import UserError
from annotator.model.knowledge import Knowledge
from annotator.preannotate.models import RULES_VERSION
from annotator.preannotate.protocol import (
    Failed,
    Know,
    Ready,
    Reply,
    Suggest,
    Suggested,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)
from annotator.preannotate.workers import ENDED_TWICE, Item

if TYPE_CHECKING:
    from distributed import Client, Future

    from annotator.preannotate.pipeline import Suggester

_AT_ONCE = 8
"""Articles in a task: few enough that little is done twice when a worker is lost."""

_CODE_POINTS = 60_000
"""As many code points at most go into a task, unless one article is longer."""

_PATIENCE = 20
"""Seconds to wait for the scheduler, and for its first worker."""
_TASKS_A_THREAD = 2
"""Tasks on their way: one that runs and one that waits, so that memory stays the same."""

_HOPELESS = 3
"""After so many articles left out one after the other, the rest is not tried."""


class Cluster:
    """Suggests on the workers of a Dask scheduler; a context manager like :class:`workers.Workers`.

    :param address: of the scheduler, such as ``tcp://127.0.0.1:8786``.
    :param pipeline: name or folder of a spaCy pipeline; None is the default one.
    """

    def __init__(self, address: str, pipeline: str | None = None) -> None:
        self._address = address
        self._pipeline = pipeline
        self._knowledge = encode_request(Know(Knowledge()))
        self._shared: Future | None = None
        self._client: Client | None = None
        self.ready: Ready | None = None
        """Which model is loaded; None before it is."""

    def __enter__(self) -> Cluster:
        """Reach the scheduler and wait until one worker has loaded the pipeline.

        :raises UserError: if dask.distributed is missing, nobody answers at the address, there is no worker,
            or the pipeline can't be loaded there.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise UserError(
                "A cluster needs dask.distributed: install it with “pip install 'annotator[cluster]'”."
            ) from error
        try:
            # A client that reaches nobody ends with a traceback of its own, long after: so ask before.
            asyncio.run(asyncio.wait_for(_reach(self._address), _PATIENCE))
            self._client = Client(self._address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UserError(
                f"No Dask scheduler answers at {self._address}: start one with “dask scheduler”, or check "
                "the address."
            ) from error
        try:
            self._begin(self._client)
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    def know(self, knowledge: Knowledge) -> None:
        """Tell what the project knows; sent to each worker once, when it first needs it."""
        self._knowledge = encode_request(Know(knowledge))
        # As the result of a task, which the scheduler makes anew where the worker that held it is lost.
        self._shared = self._cluster().submit(kept, self._knowledge, pure=False)

    def suggest_all(self, items: Iterable[Item]) -> Iterator[Suggested | Failed]:
        """One reply an item, as they come, in no order.

        The articles of tasks whose workers died again and again are tried once more at the end, each alone;
        one whose workers die then, too, is :class:`Failed`.

        :raises UserError: if the scheduler goes away, a worker has another version of the program, or article
            after article ends its worker.
        """
        from distributed import as_completed

        client = self._cluster()
        waiting = _batches(items)
        held: dict[Future, list[Item]] = {}
        suspects: list[Item] = []
        done = as_completed(loop=client.loop)

        def fill() -> bool:
            while len(held) < _TASKS_A_THREAD * max(sum(client.nthreads().values()), 1):
                batch = next(waiting, None)
                if batch is None:
                    break
                future = self._submit(batch)
                held[future] = batch
                done.add(future)
            return bool(held)

        while fill():
            future = next(done)
            batch = held.pop(future)
            replies = self._replies(future)
            if replies is None:
                suspects += batch
            else:
                yield from replies
        yield from self._alone(suspects)

    def _alone(self, suspects: list[Item]) -> Iterator[Suggested | Failed]:
        left_out = 0
        for item in suspects:
            replies = self._replies(self._submit([item]))
            if replies is not None:
                left_out = 0
                yield from replies
                continue
            yield Failed(item[0], ENDED_TWICE)
            left_out += 1
            if left_out >= _HOPELESS:
                raise UserError(
                    "The model ends the cluster's workers on every article: choose another pipeline."
                )

    def _submit(self, batch: list[Item]) -> Future:
        return self._cluster().submit(
            suggest_batch, self._pipeline, self._shared, batch, RULES_VERSION, pure=False
        )

    def _replies(self, future: Future) -> list[Suggested | Failed] | None:
        """What a task said; None where its workers died."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        try:
            lines: list[bytes] = future.result()
        except KilledWorker:
            return None
        except (FutureCancelledError, OSError) as error:
            raise UserError(
                f"The Dask scheduler at {self._address} is gone: start it and run again; all done is kept."
            ) from error
        replies = map(decode_reply, lines)
        return [reply for reply in replies if isinstance(reply, Suggested | Failed)]

    # -- inside

    def _begin(self, client: Client) -> None:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise UserError(
                f"The Dask scheduler at {self._address} has no worker: start some with “dask worker "
                f"{self._address}”."
            ) from error
        self.know(Knowledge())
        line = client.submit(loaded, self._pipeline, RULES_VERSION, pure=False).result()
        ready = decode_reply(line)
        assert isinstance(ready, Ready)
        self.ready = ready

    def _cluster(self) -> Client:
        assert self._client is not None, "the cluster has not been entered"
        return self._client


async def _reach(address: str) -> None:
    """Wait until a scheduler answers at an address, as long as it takes.

    :raises OSError: if nobody listens there, or something that is no scheduler.
    :raises ValueError: if it is no address.
    """
    from distributed.comm import connect
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    try:
        comm = await connect(address, timeout=_PATIENCE, **arguments)
    except (MemoryError, struct.error) as error:  # what another program says is read as lengths
        raise OSError("It is no Dask scheduler.") from error
    await comm.close()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    length = 0
    for item in items:
        if batch and (len(batch) >= _AT_ONCE or length + len(item[1]) > _CODE_POINTS):
            yield batch
            batch, length = [], 0
        batch.append(item)
        length += len(item[1])
    if batch:
        yield batch


# -- what runs on the cluster's workers

_lock = threading.Lock()
"""A pipeline is no thing for two threads; a worker with more of them takes turns."""

_loaded: dict[str | None, Any] = {}
_told: dict[str | None, bytes] = {}


def kept(knowledge: bytes) -> bytes:
    """What is known to the project, held by a worker for the others."""
    return knowledge


def loaded(pipeline: str | None, rules: str) -> bytes:
    """Load the pipeline on this worker; the model's name as a line of the protocol.

    :raises UserError: if it can't be loaded or this machine has another version of the program.
    """
    with _lock:
        suggester = _suggester(pipeline, rules)
        return encode_reply(Ready(suggester.model, suggester.pipeline, suggester.language))


def suggest_batch(pipeline: str | None, knowledge: bytes, items: list[Item], rules: str) -> list[bytes]:
    """The replies to some articles, each as a line of the protocol, so that they are the same everywhere.

    :raises UserError: if this machine has another version of the program.
    """
    from annotator.preannotate.worker import answer

    replies: list[bytes] = []

    def keep(reply: Reply) -> None:
        if isinstance(reply, Suggested | Failed):
            replies.append(encode_reply(reply))

    with _lock:
        suggester = _suggester(pipeline, rules)
        if _told.get(pipeline) != knowledge:
            request = decode_request(knowledge)
            assert isinstance(request, Know)
            suggester.know(request.knowledge)
            _told[pipeline] = knowledge
        answer(suggester, [Suggest(*item) for item in items], keep)
    return replies


def _suggester(pipeline: str | None, rules: str) -> Suggester:
    if rules != RULES_VERSION:
        raise UserError(
            f"A worker of the cluster has another version of the program ({RULES_VERSION} instead of "
            f"{rules}): install the same one on every machine."
        )
    if pipeline not in _loaded:
        from annotator.preannotate.pipeline import Suggester

        _loaded[pipeline] = Suggester(pipeline)
    suggester: Suggester = _loaded[pipeline]
    return suggester
