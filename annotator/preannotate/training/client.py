"""The training process from the other side, for the command line; imports neither spaCy nor Qt."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable

from annotator.errors import UserError
from annotator.preannotate.client import worker_environment
from annotator.preannotate.training.protocol import (
    Compared,
    Impossible,
    Keep,
    Order,
    Part,
    Progress,
    Report,
    Saved,
    decode_report,
    encode_order,
)

_PATIENCE = 5.0
_TAIL = 2000


def trainer_command() -> list[str]:
    """Program and arguments that start a training (for ``subprocess`` and for ``QProcess``)."""
    return [sys.executable, "-m", "annotator.preannotate.training.worker"]


def train(
    orders: Iterable[Order],
    choose: Callable[[Compared], tuple[Part, ...]],
    told: Callable[[Progress], None],
) -> Saved | None:
    """Run one training to its end; None where no part is good enough, and nothing was saved.

    :param orders: what it is told until it begins.
    :param choose: says which parts are good enough.
    :raises UserError: if it can't be done; the sentence says why.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            trainer_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=worker_environment(),
        )
        try:
            for order in orders:
                _send(process, order)
            while True:
                report = _receive(process)
                match report:
                    case Progress():
                        told(report)
                    case Compared():
                        parts = choose(report)
                        if not parts:
                            return None
                        _send(process, Keep(parts))
                    case Saved():
                        return report
                    case Impossible(reason):
                        raise UserError(reason)
        except (OSError, EOFError) as error:
            errors.seek(max(errors.seek(0, 2) - _TAIL, 0))
            said = errors.read().decode("utf-8", "replace").strip()
            raise UserError(f"The training ended unexpectedly; it said last:\n{said or 'nothing'}") from error
        finally:
            _end(process)


def _send(process: subprocess.Popen[bytes], order: Order) -> None:
    assert process.stdin is not None
    process.stdin.write(encode_order(order))
    process.stdin.flush()


def _receive(process: subprocess.Popen[bytes]) -> Report:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return decode_report(line)


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:  # what was still to be written has no reader any more
            continue
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
