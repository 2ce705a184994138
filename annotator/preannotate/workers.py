"""Several worker processes on this machine, sharing one stream of articles; what one loses, another does."""

from __future__ import annotations

import queue
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from annotator.errors import UserError
from annotator.model.knowledge import Knowledge
from annotator.preannotate.client import WorkerClient, WorkerDied
from annotator.preannotate.protocol import Failed, ProtocolError, Ready, Suggested

Item = tuple[int, str, str]
"""An article's id, text and language (ISO 639-1 or empty)."""

ENDED_TWICE = "The model ended on it twice: leave the article out."

_ON_THEIR_WAY = 8
"""Articles that one worker has at a time: enough to batch; bounds the memory of both sides."""

_DEADLY = 2
"""An article on which a worker died so often is left out."""

_HOPELESS = 3
"""After so many articles left out one after the other, the rest is not tried."""


class Workers:
    """Runs ``count`` workers; a context manager.  Not to be used from several threads at once.

    :param pipeline: name or folder of a spaCy pipeline; None is the default one.
    """

    def __init__(self, pipeline: str | None = None, count: int = 1) -> None:
        self._pipeline = pipeline
        self._count = count
        self._asked: dict[WorkerClient, dict[int, Item]] = {}
        self._replies: queue.SimpleQueue[tuple[WorkerClient, Suggested | Failed | Exception]]
        self._replies = queue.SimpleQueue()
        self._knowledge = Knowledge()
        self.ready: Ready | None = None
        """Which model is loaded; None before it is."""

    def __enter__(self) -> Workers:
        """Start them all and wait until each has loaded the pipeline.

        :raises UserError: if it can't be loaded, or a worker dies before it has.
        """
        try:
            with ThreadPoolExecutor(self._count) as starting:
                list(starting.map(lambda _: self._start(), range(self._count)))
        except WorkerDied as death:
            self._kill()
            raise UserError(f"The model can't be started: {death}") from death
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._kill()
        for client in self._asked:
            client.close()
        self._asked.clear()

    @property
    def pids(self) -> list[int]:
        """Process ids of the workers that run."""
        return [client.pid for client in self._asked]

    def know(self, knowledge: Knowledge) -> None:
        """Tell all of them, also those that are started later, what the project knows."""
        self._knowledge = knowledge
        for client in self._asked:
            _tell(client, knowledge)

    def suggest_all(self, items: Iterable[Item]) -> Iterator[Suggested | Failed]:
        """One reply an item, as they come, in no order.

        What a worker had when it ended goes to another one, or to a new one in its place; the article it
        died on twice is :class:`Failed`.

        :raises UserError: if the workers die on article after article, or can't be started any more.
        """
        source = iter(items)
        again: deque[Item] = deque()
        deaths: Counter[int] = Counter()
        left_out = 0
        for asked in self._asked.values():
            asked.clear()  # what an earlier, unfinished run asked for is passed over when it comes
        while self._feed(again, source):
            client, reply = self._replies.get()
            asked = self._asked.get(client, {})
            if isinstance(reply, Suggested | Failed):
                if asked.pop(reply.id, None) is not None:
                    left_out = 0
                    yield reply
            elif client in self._asked:
                lost = deque(self._replace(client, reply).values())
                if lost:  # the first without an answer is the one it died on
                    deaths[lost[0][0]] += 1
                    if deaths[lost[0][0]] >= _DEADLY:
                        yield Failed(lost.popleft()[0], ENDED_TWICE)
                        left_out += 1
                again.extendleft(reversed(lost))
                if left_out >= _HOPELESS:
                    raise UserError(f"The model ends on every article ({reply}): choose another pipeline.")

    # -- inside

    def _feed(self, again: deque[Item], source: Iterator[Item]) -> bool:
        """Keep every worker busy; whether any of them is."""
        for client, asked in self._asked.items():
            while len(asked) < _ON_THEIR_WAY:
                item = again.popleft() if again else next(source, None)
                if item is None:
                    break
                asked[item[0]] = item
                try:
                    client.ask(*item)
                except WorkerDied:  # whoever listens to it says so as well
                    break
        return any(self._asked.values())

    def _start(self) -> None:
        client = WorkerClient(self._pipeline)
        self.ready = client.start()
        _tell(client, self._knowledge)
        self._asked[client] = {}
        threading.Thread(target=self._listen, args=(client,), daemon=True).start()

    def _listen(self, client: WorkerClient) -> None:
        while True:
            try:
                reply: Suggested | Failed | Exception = client.receive()
            except (WorkerDied, ProtocolError, ValueError) as error:  # ValueError: closed while it is read
                reply = error
            self._replies.put((client, reply))
            if isinstance(reply, Exception):
                return

    def _replace(self, client: WorkerClient, why: Exception) -> dict[int, Item]:
        """Start a worker in the place of one that ended; returns what that had not answered."""
        if isinstance(why, ProtocolError):
            client.kill()
        lost = self._asked.pop(client)
        client.close()
        try:
            self._start()
        except (WorkerDied, UserError) as error:
            if not self._asked:
                raise UserError(f"The model can't be started again: {error}") from error
        return lost

    def _kill(self) -> None:
        for client in self._asked:
            client.kill()


def _tell(client: WorkerClient, knowledge: Knowledge) -> None:
    try:
        client.know(knowledge)
    except WorkerDied:  # whoever listens to it says so as well
        return
