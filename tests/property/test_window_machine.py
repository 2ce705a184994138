"""Any keys and mouse in the window: what is painted, what is stored and what is exported agree."""

from __future__ import annotations

import gc
import json
import logging
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.exchange.export import export
from annotator.gui.article_view import Arc, ArticleView, Mark
from annotator.gui.article_view.handles import handles
from annotator.gui.article_view.lanes import FOLDED
from annotator.gui.main_window import MainWindow
from annotator.gui.marks import mark_of
from annotator.gui.models.sheet import LiveSheet
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.model.annotation import quote_of
from annotator.model.suggestion import ModelName, SuggestedAnnotation, SuggestedLink, Suggestions
from annotator.model.text_units import trimmed
from annotator.project.changes import Changes
from annotator.project.operations import suggestions
from annotator.project.project import Project
from annotator.store.check import check
from tests.support.article_view import left_of, on_bar, on_text
from tests.support.mouse import LEFT, drag
from tests.support.painted import (
    bars_are_under_their_words,
    bars_have_their_colours,
    selection_is_what_shows,
)
from tests.support.projects import MODEL, new_project
from tests.support.texts import texts

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key

Press = tuple[Any, Qt.KeyboardModifier]

LABELS = ("actor", "claim", "cue", "sentiment")
TABLES = ("annotations", "links", "decisions", "article_states", "article_answers", "actors")

CARET: list[Press] = [
    *[(key, held) for key in (KEY.Key_Right, KEY.Key_Left) for held in (NONE, CTRL, ALT)],
    *[(key, held) for key in (KEY.Key_Down, KEY.Key_Up) for held in (NONE, CTRL)],
    *[(key, held) for key in (KEY.Key_Home, KEY.Key_End) for held in (NONE, CTRL)],
    (KEY.Key_PageDown, NONE),
]
SELECT: list[Press] = [
    *[(key, held | SHIFT) for key, held in CARET],
    ("w", NONE),
    ("w", SHIFT),
    ("s", SHIFT),
    ("s", ALT),
    (KEY.Key_Escape, NONE),
]
DECIDE: list[Press] = [("a", NONE), ("a", SHIFT), ("x", NONE), ("y", NONE), ("y", SHIFT), ("i", NONE)]
NUDGE: list[Press] = [(sign, held) for sign in "[]{}" for held in (NONE, CTRL)]
EDIT: list[Press] = [
    (KEY.Key_Delete, NONE),
    ("+", NONE),
    ("-", NONE),
    ("=", NONE),
    ("o", NONE),
    (".", NONE),
    (",", NONE),
]
LOOK: list[Press] = [
    ("f", NONE),
    ("f", SHIFT),
    ("f", ALT),
    ("e", SHIFT),
    ("l", SHIFT),
    ("o", SHIFT),
    (KEY.Key_Plus, CTRL),
    (KEY.Key_Minus, CTRL),
    ("0", CTRL),
]
WALK: list[Press] = [("j", NONE), ("k", NONE), ("m", NONE), ("m", SHIFT)]

SENTENCES = st.sampled_from(
    (
        "Mira Sand said 😀 that the levy “will fail”, but Tolm Harbour denied it. ",
        "Nobody in the old harbour had been told, the minister’s aide added. ",
        "قالت ليلى حداد إن الميناء (Tolm) مفتوح. ",
        "Zoë e\u0301crit 👩‍🔬 une lettre\u00a0; elle ment. ",
        "日本語の記事です。",
        "\r\n",
        "\n\n",
    )
)
LONG = "The harbour stood still on Monday, and 😀 nobody knew why it did. " * 70
LONGEST = "Kim denied it e\u0301ven then, in the شكرا old port. " * 240

ARTICLES = st.tuples(
    st.lists(st.one_of(SENTENCES, texts(min_size=1, max_size=3)), min_size=1, max_size=7).map("".join),
    st.sampled_from(("", "", "", "", "", "", LONG, LONGEST)),
).map(lambda both: "".join(both).replace("\x00", "") + " Sand.")

PLACE = st.integers(0, 999)
"""Thousandths of the article: what is drawn must not depend on what the window shows."""
SPANS = st.tuples(PLACE, st.integers(1, 40))
WHICH = st.integers(0, 20)
SUGGESTED = st.lists(
    st.tuples(st.sampled_from(LABELS), st.lists(SPANS, min_size=1, max_size=2), st.integers(1, 9)),
    min_size=1,
    max_size=5,
)


def suggest(text: str, wanted: list[tuple[str, list[tuple[int, int]], int]]) -> Suggestions:
    """What a model might suggest; a claim is said by the first actor."""
    made = []
    for number, (label, pieces, score) in enumerate(wanted):
        segments = []
        for place, length in pieces:
            start = place * (len(text) - 1) // 999
            segments.append((start, min(start + length, len(text))))
        made.append(SuggestedAnnotation(str(number), label, tuple(segments), {}, score / 10))
    actors, claims = ([item.key for item in made if item.label == label] for label in ("actor", "claim"))
    links = [SuggestedLink("speaker", claim, actors[0]) for claim in claims if actors]
    return Suggestions(tuple(made), tuple(links))


class Troubles(logging.Handler):
    """Errors in the log, and what was raised where Qt called."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []
        self._before = sys.excepthook
        sys.excepthook = self._raised
        logging.getLogger().addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(logging.Formatter().format(record))

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.found.append(logging.Formatter().formatException((kind, error, trace)))

    def done(self) -> None:
        logging.getLogger().removeHandler(self)
        sys.excepthook = self._before


class Window(RuleBasedStateMachine):
    """Keeps what a person's layer was after each undo step, as undo and redo must give it back."""

    @initialize(stored=st.lists(ARTICLES, min_size=1, max_size=3), wanted=SUGGESTED, wide=st.booleans())
    def begin(
        self, stored: list[str], wanted: list[tuple[str, list[tuple[int, int]], int]], wide: bool
    ) -> None:
        self.troubles = Troubles()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "machine.annotator"
        with new_project(path, *stored) as project:
            for number in project.article_ids()[:2]:
                suggestions.store(project, number, MODEL, suggest(project.article(number).text, wanted))
        self.window = MainWindow(Settings(Path(self.folder.name) / "settings.ini"), lambda _pipeline: [""])
        self.window.fill()
        self.window.resize(1280 if wide else 760, 720)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.window.projects.open(path)
        self.view.setFocus()
        self.project.on_change(self._keep)
        self.past = {0: self._person()}
        self.future: dict[int, Any] = {}

    def teardown(self) -> None:
        if not hasattr(self, "window"):
            return
        self.troubles.done()
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()
        gc.enable()
        self.folder.cleanup()

    # -- what there is

    @property
    def session(self) -> Session:
        assert self.window.session is not None
        return self.window.session

    @property
    def project(self) -> Project:
        return self.session.project

    @property
    def view(self) -> ArticleView:
        return self.window.workspace.view

    @property
    def sheet(self) -> LiveSheet:
        assert self.session.sheet is not None
        return self.session.sheet

    @property
    def text(self) -> str:
        return self.sheet.article.text

    @property
    def depth(self) -> int:
        """Steps that can be undone."""
        return len(self.project.steps.done)

    def own(self) -> set[tuple[str, Any]]:
        """What the own layer says on the open article, by the file."""
        layer = self.project.layer
        there = self.project.annotations(self.sheet.article.id, layer.id) if layer else []
        return {annotation.key for annotation in there}

    def _person(self) -> dict[str, list[str]]:
        """Every row that a person wrote."""
        execute = self.project.db.conn.execute
        models = {row[0] for row in execute("SELECT id FROM layers WHERE kind = 'model'")}
        found = {}
        for table in TABLES:
            cursor = execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            layer = names.index("layer_id") if "layer_id" in names else None
            rows = cursor.fetchall()
            found[table] = sorted(repr(row) for row in rows if layer is None or row[layer] not in models)
        return found

    def _keep(self, changes: Changes) -> None:
        """After each step: it is this that undo must come back to."""
        if changes.kind == "do" and not changes.bulk:
            self.past[self.depth] = self._person()

    # -- what is done

    def _press(self, key: Any, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.view, key, held)

    def _type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.view, words)

    def _place(self, thousandth: int) -> int:
        return thousandth * (len(self.text) - 1) // 999

    def _point(self, point: QPoint) -> QPoint:
        """Inside the viewport, where a mouse can be."""
        size = self.view.viewport().size()
        return QPoint(min(max(point.x(), 1), size.width() - 2), min(max(point.y(), 1), size.height() - 2))

    def _drag(self, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        drag(self.view, self._point(start), self._point(end), held)

    def _mark(self, which: int, *labels: str) -> Mark | None:
        """One of the marks that are shown, with one of these labels."""
        there = self.view.article_layout.index.by_id.values()
        fitting = [mark for mark in there if not labels or mark.label in labels]
        fitting.sort(key=lambda mark: (mark.segments, mark.label, mark.kind))
        return fitting[which % len(fitting)] if fitting else None

    def _click_bar(self, mark: Mark | None) -> None:
        if mark is not None:
            self.view.reveal(mark.start, mark.start + 1)
            point = self._on_bar(mark)
            if point is not None:
                QTest.mouseClick(self.view.viewport(), LEFT, NONE, point)

    def _on_bar(self, mark: Mark) -> QPoint | None:
        _, line = self.view.article_layout.place_of(mark.start)
        there = [unit for unit in line.units if unit.mark.id == mark.id and unit.lane < FOLDED]
        return on_bar(self.view, mark.id) if there else None

    def _select(self, place: int, length: int, *, exact: bool) -> None:
        start = self._place(place)
        self.view.reveal(start, start + 1)
        end = min(start + length, len(self.text) - 1)
        self._drag(left_of(self.view, start), on_text(self.view, end), ALT if exact else NONE)

    # -- rules

    @rule(press=st.sampled_from(CARET), times=st.integers(1, 6))
    def move(self, press: Press, times: int) -> None:
        self._press(*press, times)

    @rule(press=st.sampled_from(SELECT), times=st.integers(1, 4))
    def select(self, press: Press, times: int) -> None:
        self._press(*press, times)

    @rule(span=SPANS, exact=st.booleans())
    def select_by_mouse(self, span: tuple[int, int], exact: bool) -> None:
        self._select(*span, exact=exact)

    @rule(place=PLACE, twice=st.booleans())
    def click(self, place: int, twice: bool) -> None:
        start = self._place(place)
        self.view.reveal(start, start + 1)
        point = self._point(on_text(self.view, start))
        QTest.mouseClick(self.view.viewport(), LEFT, NONE, point)
        if twice:
            QTest.mouseDClick(self.view.viewport(), LEFT, NONE, point)

    @rule(which=WHICH)
    def click_a_bar(self, which: int) -> None:
        self._click_bar(self._mark(which))

    @rule(span=SPANS, exact=st.booleans(), label=st.integers(0, 3))
    def tag(self, span: tuple[int, int], exact: bool, label: int) -> None:
        self._select(*span, exact=exact)
        selected, before = self.view.selected_span(), self.own()
        words = trimmed(self.text, *selected) if selected is not None else None
        self._press(str(label + 1))
        if words is not None:
            assert self.own() == before | {(LABELS[label], (words,))}, "what is selected is tagged"
            assert self.session.current is not None
            assert self.session.current.key == (LABELS[label], (words,))

    @rule(number=st.integers(1, 6))
    def press_a_number(self, number: int) -> None:
        """Tags the word at the caret, gives another label, or answers what is asked."""
        self._press(str(number))

    @rule(press=st.sampled_from(DECIDE), forward=st.booleans())
    def decide(self, press: Press, forward: bool) -> None:
        self._press(KEY.Key_Tab if forward else KEY.Key_Backtab, NONE if forward else SHIFT)
        waiting = dict(self.sheet.suggestions)
        shown = {suggestion.key for key, suggestion in waiting.items() if self.view.shows(key)}
        self._press(*press)
        gone = {suggestion.key for key, suggestion in waiting.items() if key not in self.sheet.suggestions}
        if press[1] == NONE and press[0] in "ax":
            assert bool(gone) == bool(shown), "the next suggestion is decided"
        if press != ("a", SHIFT):
            assert gone <= shown, "what a filter hides waits"

    @rule(press=st.sampled_from(DECIDE), forward=st.booleans())
    def decide_and_think_again(self, press: Press, forward: bool) -> None:
        before, own, depth = dict(self.sheet.suggestions), self.own(), self.depth
        self.decide(press, forward)
        after = dict(self.sheet.suggestions)
        if self.depth > depth:
            self._press("z", CTRL)
            assert (self.sheet.suggestions, self.own()) == (before, own)
            self._press("z", CTRL | SHIFT)
            assert self.sheet.suggestions == after

    @rule(press=st.sampled_from(NUDGE), times=st.integers(1, 5))
    def hold_a_nudging_key(self, press: Press, times: int) -> None:
        before, depth = self.own(), self.depth
        self._press(*press, times)
        after = self.own()
        assert self.depth - depth in (0, 1), "a held key is one undo step"
        if self.depth > depth:
            self._press("z", CTRL)
            assert self.own() == before
            self._press("z", CTRL | SHIFT)
            assert self.own() == after

    @rule(which=WHICH, place=st.integers(-30, 30), exact=st.booleans())
    def drag_an_end(self, which: int, place: int, exact: bool) -> None:
        there = list(handles(self.view))
        if there:
            point = there[which % len(there)].point - QPoint(0, self.view.verticalScrollBar().value())
            start = point.toPoint()
            self._drag(start, start + QPoint(place * 8, -6), ALT if exact else NONE)

    @rule(press=st.sampled_from(EDIT), times=st.integers(1, 2))
    def edit(self, press: Press, times: int) -> None:
        self._press(*press, times)

    @rule(span=SPANS, press=st.sampled_from(EDIT[1:4]))
    def edit_by_selection(self, span: tuple[int, int], press: Press) -> None:
        """A second piece, a gap, another place."""
        self._select(*span, exact=False)
        self._press(*press)

    @rule(
        which=WHICH,
        kind=st.sampled_from(("l", "s", "c", "b", "t")),
        number=st.integers(0, 4),
        second=st.integers(0, 2),
    )
    def link_by_keys(self, which: int, kind: str, number: int, second: int) -> None:
        self._click_bar(self._mark(which, "sentiment" if kind == "t" else "claim"))
        self._press(kind)
        if self.window.picker.isVisible():
            self._press(str(number))
            self._press(str(second))
        if self.window.linking.active:
            self._press(KEY.Key_Escape)
        assert not self.window.linking.active

    @rule(which=WHICH, other=WHICH)
    def link_by_mouse(self, which: int, other: int) -> None:
        start, end = self._mark(which, "claim", "sentiment"), self._mark(other, "actor", "cue")
        if start is None or end is None:
            return
        self.view.reveal(start.start, end.start + 1)
        points = self._on_bar(start), self._on_bar(end)
        if points[0] is not None and points[1] is not None:
            self._drag(points[0], points[1])
        if self.window.linking.active:
            self._press("1")
        if self.window.linking.active:
            self._press(KEY.Key_Escape)

    @rule(press=st.sampled_from(WALK))
    def walk(self, press: Press) -> None:
        self._press(*press)

    @rule(press=st.sampled_from(LOOK))
    def look_otherwise(self, press: Press) -> None:
        self._press(*press)

    @rule(actor=st.booleans(), words=st.sampled_from(("Mira Sand", "it", "")))
    def write(self, actor: bool, words: str) -> None:
        """The name of an actor, or a note."""
        self._press("r" if actor else "n")
        if not self.view.hasFocus():
            self._type(words)
            self._press(KEY.Key_Return if actor else KEY.Key_Escape)
            self.view.setFocus()

    @rule(wanted=SUGGESTED, newer=st.booleans())
    def a_model_suggests(self, wanted: list[tuple[str, list[tuple[int, int]], int]], newer: bool) -> None:
        article = self.sheet.article
        model = ModelName(MODEL.name, "2") if newer else MODEL
        self.session.store_suggestions(article.id, model, suggest(article.text, wanted))

    @rule(forward=st.booleans())
    def undo_or_redo(self, forward: bool) -> None:
        depth = self.depth
        self._press("z", CTRL | SHIFT if forward else CTRL)
        assert abs(self.depth - depth) <= 1
        assert self._person() == self.past[self.depth]

    @rule()
    def undo_all_and_redo_all(self) -> None:
        project = self.project
        while project.redo_title is not None:
            self._press("z", CTRL | SHIFT)
        deepest = self.depth
        for depth in reversed(range(deepest)):
            self._press("z", CTRL)
            assert (self.depth, self._person()) == (depth, self.past[depth])
        assert project.undo_title is None
        for depth in range(1, deepest + 1):
            self._press("z", CTRL | SHIFT)
            assert (self.depth, self._person()) == (depth, self.past[depth])

    @rule()
    def look_at_the_picture(self) -> None:
        bars_have_their_colours(self.view)

    # -- what always holds

    @invariant()
    def all_agree(self) -> None:
        if not hasattr(self, "window"):
            return
        QApplication.processEvents()
        assert not self.troubles.found, self.troubles.found[0]
        selection_is_what_shows(self.view)
        self._stored_as_known()
        self._painted_as_stored()
        self._exported_as_stored()
        assert check(self.project.db) == []

    def _stored_as_known(self) -> None:
        stored, sheet = self.project.sheet(self.sheet.article.id), self.sheet
        assert {a.id: a for a in stored.annotations} == sheet.own
        assert {a.id: a for a in stored.suggestions} == sheet.suggestions
        assert {link.id: link for link in stored.links} == sheet.links
        assert set(stored.suggested_links) == set(sheet.suggested_links)
        for annotation in (*stored.annotations, *stored.suggestions):
            assert annotation.quote == quote_of(self.text, annotation.segments)

    def _painted_as_stored(self) -> None:
        view, index = self.view, self.view.article_layout.index
        stored, codebook = self.project.sheet(self.sheet.article.id), self.project.codebook
        marks = {a.id: mark_of(a, codebook, suggestion=False) for a in stored.annotations}
        marks |= {a.id: mark_of(a, codebook, suggestion=True) for a in stored.suggestions}
        arcs = [Arc(k.id, k.label, k.head_id, k.child_id) for k in stored.links]
        arcs += [Arc(k.id, k.label, k.head_id, k.child_id, suggested=True) for k in stored.suggested_links]
        wanted, current = index.filter, self.session.current_id
        joined: dict[str, list[Mark]] = {key: [] for key in marks}
        for arc in arcs:
            joined[arc.head_id].append(marks[arc.child_id])
            joined[arc.child_id].append(marks[arc.head_id])
        shown = {k: m for k, m in marks.items() if k == current or wanted.passes(m, joined[k])}
        assert index.by_id == shown
        assert index.hidden == len(marks) - len(shown)
        assert view.current() == current
        assert set(index.arcs) == {arc for arc in arcs if {arc.head_id, arc.child_id} <= shown.keys()}
        bars_are_under_their_words(view, whole=len(self.text) < 2_000)

    def _exported_as_stored(self) -> None:
        project, layer = self.project, self.project.layer
        if layer is None:
            return
        path = Path(self.folder.name) / "out.jsonl"
        export(project, path, [layer])
        # Not by splitlines, which would also end a line at U+2028 within a text.
        records = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
        assert [record["id"] for record in records] == project.article_ids()
        for record in records:
            text, article = record["text"], record["id"]
            assert text == project.article(article).text
            spans = {
                (s["id"], s["label"], tuple(map(tuple, s["segments"])), json.dumps(s["attributes"]))
                for s in record["spans"]
            }
            own = project.annotations(article, layer.id)
            assert len(record["spans"]) == len(own)
            assert spans == {(a.id, a.label, a.segments, json.dumps(dict(a.attributes))) for a in own}
            for span in record["spans"]:
                assert text[span["start"] : span["end"]] == span["text"]
            relations = sorted((r["label"], r["head_id"], r["child_id"]) for r in record["relations"])
            links = project.links(article, layer.id)
            assert relations == sorted((link.label, link.head_id, link.child_id) for link in links)


@pytest.fixture
def _plain_clicks(qapp: QApplication) -> Any:
    """However quickly a test clicks, two clicks are two."""
    hints = QGuiApplication.styleHints()
    before = hints.mouseDoubleClickInterval()
    hints.setMouseDoubleClickInterval(0)
    yield
    hints.setMouseDoubleClickInterval(before)


Window.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.usefixtures("_plain_clicks")
class TestWindow(Window.TestCase):  # type: ignore[misc, name-defined]
    pass
