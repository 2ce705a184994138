"""One training in the window: the process, what it is told, and what becomes of its reports."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.gui.child_process import ChildProcess
from annotator.model.codebook import Codebook
from annotator.model.suggestion import ModelName
from annotator.model.training import Told
from annotator.preannotate.protocol import ProtocolError
from annotator.preannotate.training.client import trainer_command
from annotator.preannotate.training.place import Place
from annotator.preannotate.training.protocol import (
    Compared,
    Impossible,
    Keep,
    Progress,
    Report,
    ReportParser,
    Saved,
    encode_order,
)
from annotator.preannotate.training.run import Run
from annotator.project.queries import reader
from annotator.project.training import layer_to_learn_from
from annotator.review.learning import Comparison, as_report, compare

if TYPE_CHECKING:
    from annotator.gui.background import Background

log = logging.getLogger(__name__)

_PATIENCE = 500
"""Milliseconds that the process gets to end by itself."""


@dataclass(frozen=True, slots=True)
class _Material:
    """What the process is told, ready to be sent, and what of it is needed afterwards."""

    orders: bytes
    told: Mapping[int, tuple[Told, ...]]
    codebook: Codebook
    layer: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """``model`` and ``folder`` are None where nothing was better, and nothing was saved."""

    report: Mapping[str, Any]
    model: ModelName | None
    folder: Path | None


class TrainingRun(QObject):
    """Reads and compares beside the window; the process can be ended at any time and leaves nothing."""

    progressed = Signal(object)
    """A :class:`Progress`."""
    finished = Signal(object)
    """The :class:`Outcome`.  What was saved is in its place."""
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._process: ChildProcess | None = None
        self._material: _Material | None = None
        self._place: Place | None = None
        self._running = 0
        """Number of the run that is under way, 0 where none is; what an earlier one says is not heard."""
        self._runs = 0

    @property
    def running(self) -> bool:
        return self._running > 0

    def start(
        self,
        project: Path,
        annotator: str,
        layer: str | None,
        folder: Path,
        command: Callable[[], list[str]] = trainer_command,
    ) -> None:
        """Train on a layer (None: the annotator's own) into a new folder.

        :raises UserError: if the folder can't be made.
        """
        place = Place(folder)
        place.make()
        self._place = place
        self._runs += 1
        self._running = number = self._runs
        self._command = command
        self._began = time.monotonic()
        self._compared: Compared | None = None
        self.progressed.emit(Progress("Reading what was annotated …", 0, 0))
        self._background.run(
            lambda: _gather(project, annotator, layer, place),
            lambda material: self._begin(number, material),
            lambda error: self._fail(number, str(error)),
        )

    def stop(self) -> None:
        """End it; nothing of it is left."""
        self._running = 0
        process, self._process = self._process, None
        if process is not None:
            process.let_go(patience=_PATIENCE)
        self._material = None
        if self._place is not None:
            self._place.clear()
            self._place = None

    # -- what the process says

    def _begin(self, number: int, material: _Material) -> None:
        if number != self._running:
            return
        self._material = material
        self._parser = ReportParser()
        process = self._process = ChildProcess(
            self, said=self._read, ended=self._on_ended, missing=self._on_missing
        )
        process.start(self._command())
        process.write(material.orders)

    def _read(self, data: bytes) -> None:
        try:
            reports = self._parser.feed(data)
        except ProtocolError as error:
            self._fail(self._running, str(error))
            return
        for report in reports:
            if self._running:
                self._take(report)

    def _take(self, report: Report) -> None:
        number, material = self._running, self._material
        assert material is not None
        match report:
            case Progress():
                self.progressed.emit(report)
            case Compared():
                self._compared = report
                self._background.run(
                    lambda: _compared(material, report),
                    lambda comparison: self._keep(number, comparison),
                    lambda error: self._fail(number, str(error)),
                )
            case Saved():
                self._background.run(
                    lambda: _compared(material, self._compared, report),
                    lambda final: self._finish(number, final, report.model),
                    lambda error: self._fail(number, str(error)),
                )
            case Impossible(reason):
                self._fail(number, reason)

    def _keep(self, number: int, comparison: Comparison) -> None:
        if number != self._running or self._process is None:
            return
        self._comparison = comparison
        if comparison.used:
            self._process.write(encode_order(Keep(comparison.used)))
        else:
            self._finish(number, comparison, None)

    def _finish(self, number: int, final: Comparison, model: ModelName | None) -> None:
        material, compared = self._material, self._compared
        if number != self._running or material is None or compared is None:
            return
        folder = self._place.take() if model is not None and self._place is not None else None
        report = as_report(
            self._comparison,
            final,
            layer=material.layer,
            counts=dict(compared.counts),
            notes=list(compared.notes),
            seconds=round(time.monotonic() - self._began, 1),
            model=f"{model.name} {model.version}" if model is not None else None,
            based_on=compared.based_on,
            folder=str(folder) if folder is not None else None,
        )
        self.stop()
        self.finished.emit(Outcome(report, model, folder))

    def _fail(self, number: int, text: str) -> None:
        if number == self._running:
            self.stop()
            self.failed.emit(text)

    def _on_ended(self, code: int, said: str) -> None:
        if self._compared is not None and code == 0:
            return  # it has said all it had to say, and that is being looked at
        log.warning("the training ended with exit code %d; it said: %s", code, said or "nothing")
        self._fail(self._running, "The training ended unexpectedly; nothing was changed.")

    def _on_missing(self) -> None:
        self._fail(self._running, "The training could not be started: reinstall the program.")


def _gather(path: Path, annotator: str, layer_name: str | None, place: Place) -> _Material:
    with reader(path, annotator) as project:
        layer = layer_to_learn_from(project, layer_name)
        run = Run(project, layer, place, project.about("pipeline"))
        orders = b"".join(map(encode_order, run.orders()))
        return _Material(orders, run.told, project.codebook, layer.name)


def _compared(material: _Material, compared: Compared | None, saved: Saved | None = None) -> Comparison:
    assert compared is not None
    new = compared.new if saved is None else saved.final
    return compare(material.codebook, material.told, compared.old, new, compared.parts)
