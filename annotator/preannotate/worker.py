"""The process in which spaCy lives: ``python -m annotator.preannotate.worker [--pipeline X]``.

Reads requests from standard input and writes replies to standard output (see ``protocol``).  It ends when
standard input closes or on SIGTERM; everything but replies goes to standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

from annotator.errors import UserError
from annotator.preannotate.pipeline import Processed, Suggester
from annotator.preannotate.protocol import (
    Failed,
    Find,
    HitsFound,
    Know,
    ProtocolError,
    Ready,
    Reply,
    Request,
    Stop,
    Suggest,
    Suggested,
    Unusable,
    Working,
    decode_request,
    encode_reply,
)

_NICE = 5
_MOST_AT_ONCE = 32
"""Requests taken together: enough to batch, few enough that answers keep coming."""

log = logging.getLogger(__name__)

Send = Callable[[Reply], None]


def main(arguments: list[str] | None = None) -> int:
    """Run until standard input closes; 0, or 1 if the pipeline can't be loaded."""
    parser = argparse.ArgumentParser(description="Suggest annotations for articles given as JSON lines.")
    parser.add_argument("--pipeline", default=None, help="name or folder of a spaCy pipeline")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it closes our input
    if hasattr(os, "nice"):
        os.nice(_NICE)
    output = _own_output()

    def send(reply: Reply) -> None:
        output.write(encode_reply(reply))
        output.flush()

    try:
        return _serve(options.pipeline, sys.stdin.buffer, send)
    except BrokenPipeError:  # the parent is gone, and nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        return 0


def _own_output() -> BinaryIO:
    """Standard output for replies alone: prints of libraries go to standard error from here on."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


def _serve(pipeline: str | None, source: BinaryIO, send: Send) -> int:
    try:
        suggester = Suggester(pipeline)
    except UserError as error:
        send(Unusable(str(error)))
        return 1
    send(Ready(suggester.model, suggester.pipeline, suggester.language))
    requests: queue.SimpleQueue[Request | ProtocolError | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, requests), daemon=True).start()
    ended = False
    while not ended:
        batch: list[Suggest] = []
        for request in _available(requests):
            if isinstance(request, Suggest):
                batch.append(request)
            elif isinstance(request, Know):
                answer(suggester, batch, send)  # what was asked before was asked without it
                batch = []
                suggester.know(request.knowledge)
            elif isinstance(request, Find):
                answer(suggester, batch, send)
                batch = []
                send(_found(suggester, request))
            elif isinstance(request, ProtocolError):
                send(Unusable(str(request)))
            else:
                ended = True
                break
        answer(suggester, batch, send)
    return 0


def _read(source: BinaryIO, requests: queue.SimpleQueue[Request | ProtocolError | None]) -> None:
    """Read ahead, so that the parent never waits for us while it writes."""
    for line in source:
        if line.strip():
            try:
                requests.put(decode_request(line))
            except ProtocolError as error:
                requests.put(error)
    requests.put(None)


def _available(
    requests: queue.SimpleQueue[Request | ProtocolError | None],
) -> Iterator[Request | ProtocolError | None]:
    """Wait for one request, then take what else has come; None or Stop is the last."""
    request = requests.get()
    yield request
    for _ in range(_MOST_AT_ONCE - 1):
        if request is None or isinstance(request, Stop):
            return
        with contextlib.suppress(queue.Empty):
            request = requests.get_nowait()
            yield request
            continue
        return


def answer(suggester: Suggester, batch: list[Suggest], send: Send) -> None:
    """Answer each request; one that fails is reported, and the others are answered all the same."""
    with suggester.forgetting():
        _answer(suggester, batch, send)


def _answer(suggester: Suggester, batch: list[Suggest], send: Send) -> None:
    done = 0

    def tell(read: int) -> None:
        if done < len(batch) and read < len(batch[done].text):
            send(Working(batch[done].id, read, len(batch[done].text)))

    results = suggester.process_many(((request.text, request.language) for request in batch), tell)
    try:
        for request, processed in zip(batch, results, strict=False):
            send(_suggested(request, processed))
            done += 1
    except BrokenPipeError:
        raise
    except Exception:  # whichever component it was: the articles are tried one by one below
        log.warning("a batch of articles failed; trying them one by one", exc_info=True)
    for request in batch[done:]:
        send(_alone(suggester, request))


def _alone(suggester: Suggester, request: Suggest) -> Reply:
    try:
        return _suggested(request, next(suggester.process_many([(request.text, request.language)])))
    except UserError as error:  # such as a pipeline that is no longer installed
        return Failed(request.id, str(error))
    except Exception as error:  # reported to the person as this article's failure
        log.warning("article %s failed", request.id, exc_info=True)
        return Failed(request.id, f"The pipeline failed on this article: {type(error).__name__}: {error}")


def _found(suggester: Suggester, request: Find) -> Reply:
    try:
        return HitsFound(request.id, suggester.find(request.text, request.language))
    except Exception as error:  # as above
        log.warning("looking for patterns in article %s failed", request.id, exc_info=True)
        return Failed(request.id, f"The pipeline failed on this article: {type(error).__name__}: {error}")


def _suggested(request: Suggest, processed: Processed) -> Suggested:
    return Suggested(request.id, processed.suggestions, processed.words, processed.model)


if __name__ == "__main__":
    sys.exit(main())
