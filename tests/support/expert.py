"""Somebody who knows every key annotates an article in a real window as it is annotated in another layer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.frame.answering import AnswerMode
from annotator.gui.linking import LinkMode
from annotator.gui.main_window import MainWindow
from annotator.model.annotation import Annotation
from annotator.model.link import Link
from annotator.project.queries import Sheet
from tests.support.caret_plan import CaretPlan
from tests.support.typist import KeyLog

_PAUSE = 20
"""Milliseconds after which a question that comes by itself is there."""

Said = tuple[str, tuple[tuple[int, int], ...]]
"""An annotation as the label on some words."""


def said(annotation: Annotation) -> Said:
    return annotation.label, tuple((start, end) for start, end in annotation.segments)


class Expert:
    """Works on the article that is open in the window.

    :param wanted: what another layer says of the same article.
    :param names: actor id -> name, of that layer.
    """

    def __init__(self, window: MainWindow, wanted: Sheet, names: dict[str, str]) -> None:
        self.window, self.wanted, self.names = window, wanted, names
        self.view = window.workspace.view
        self.log = KeyLog()
        self.plan = CaretPlan(self.view)
        self.reached = 0
        """How often the caret had to be led to some words."""
        self.rejected = 0
        self._made: dict[str, str] = {}
        """Id in the wanted layer -> id of what was made."""
        self.links = {(k.label, k.head_id, k.child_id) for k in wanted.links}

    # -- the work

    def from_scratch(self) -> None:
        """Tag everything in reading order."""
        for wanted in sorted(self.wanted.annotations, key=lambda a: (a.start, a.end, a.label)):
            if wanted.id not in self._made:
                self._tag(wanted)
            elif self._lacks(wanted):
                self._reach(wanted)
                self._complete(wanted)

    def with_suggestions(self) -> None:
        """Decide every suggestion in reading order, then tag what no suggestion said."""
        by_said = {said(a): a for a in self.wanted.annotations}
        for _ in range(len(self.sheet.suggestions)):
            if not self.sheet.suggestions:
                break
            self.press("Tab", part="decide")
            current = self.window.session.current  # type: ignore[union-attr]
            assert current is not None
            wanted = by_said.get(said(current))
            if wanted is None:
                self.rejected += 1
                self.press("x", part="decide")
            elif self._frame_is_right(current, by_said):
                self.press("shift+a", part="decide")
            else:
                self.press("a", part="decide")
            if wanted is not None:
                self._take_over(by_said)
                self._complete(wanted)
        self.press("Escape", "Escape", "ctrl+Home", part="reach")
        self.from_scratch()

    def differs(self) -> list[str]:
        """What the layer says otherwise than it should; empty after good work."""
        own = {a.id: a for a in self.sheet.own.values()}
        made = {self._made.get(a.id, ""): a for a in self.wanted.annotations}
        found = [f"missing: {a.label} {a.quote}" for key, a in made.items() if key not in own]
        found += [f"too much: {a.label} {a.quote}" for key, a in own.items() if key not in made]
        for key in own.keys() & made.keys():
            mine, theirs = own[key], made[key]
            if said(mine) != said(theirs) or mine.attributes != theirs.attributes:
                found.append(f"other: {mine.label} {mine.quote} {mine.attributes}, {theirs.attributes}")
            if self._actor(mine.actor_id) != self.names.get(theirs.actor_id or ""):
                found.append(f"other actor: {mine.quote}: {self._actor(mine.actor_id)}")
        links = {(k.label, k.head_id, k.child_id) for k in self.sheet.links.values()}
        wanted = {(label, self._made[head], self._made[child]) for label, head, child in self.links}
        found += [f"link missing: {link[0]}" for link in wanted - links]
        return found + [f"link too much: {link[0]}" for link in links - wanted]

    # -- inside

    @property
    def sheet(self) -> Any:
        session = self.window.session
        assert session is not None
        assert session.sheet is not None
        return session.sheet

    def press(self, *keys: str, part: str) -> None:
        for key in keys:
            self.log.add(part, key)
            focused = QApplication.focusWidget() or self.view
            if len(key) == 1:
                QTest.keyClicks(focused, key)
            else:
                combination = QKeySequence(_NAMES.get(key, key))[0]  # type: ignore[index]
                QTest.keyClick(focused, combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def write(self, sign: str, part: str) -> None:
        """A letter of any alphabet; a capital costs Shift as well."""
        self.log.add(part, "space" if sign == " " else f"shift+{sign}" if sign != sign.lower() else sign)
        focused = QApplication.focusWidget() or self.view
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
        QApplication.processEvents()

    def _tag(self, wanted: Annotation) -> None:
        codebook = self.window.session.project.codebook  # type: ignore[union-attr]
        label = codebook.label(wanted.label)
        assert label is not None
        whole = (wanted.start, wanted.end)
        ids = self.view.marks_at
        if self.window.session.current_id is not None and self.view.caret() in range(*whole):  # type: ignore[union-attr]
            self.press("Escape", part="reach")
        keys = self.plan.select(self.view.caret(), whole, covered=lambda at: bool(ids(at)))
        self.reached += 1
        self.press(*keys, part="reach")
        self.press(label.key, part="label")
        current = self.window.session.current  # type: ignore[union-attr]
        assert current is not None
        assert (current.label, current.start, current.end) == (wanted.label, *whole), (wanted, keys, current)
        self._made[wanted.id] = current.id
        self._answer_what_is_asked(wanted)
        for (_, gap), (after, _) in zip(wanted.segments, wanted.segments[1:], strict=False):
            self._leave_out(gap, after)
        self._complete(wanted)

    def _lacks(self, wanted: Annotation) -> bool:
        made = self.sheet.own[self._made[wanted.id]]
        name = self.names.get(wanted.actor_id or "")
        return bool(made.attributes != wanted.attributes or (name and self._actor(made.actor_id) != name))

    def _reach(self, wanted: Annotation) -> None:
        """Make what is there already the current annotation: the caret into it, O where others lie in it."""
        id_ = self._made[wanted.id]
        self.reached += 1
        self.press("Escape", part="reach")
        goals = {}
        for at in range(wanted.start, wanted.end):
            ids = self.view.marks_at(at)
            if id_ in ids:
                goals[at] = ("o",) * ids.index(id_)
        self.press(*self.plan.go(self.view.caret(), goals), part="reach")
        for _ in range(len(self.view.marks_at(self.view.caret()))):
            if self.window.session.current_id == id_:  # type: ignore[union-attr]
                break
            self.press("o", part="reach")  # what the caret passed on its way, or nothing, is current yet
        assert self.window.session.current_id == id_  # type: ignore[union-attr]

    def _leave_out(self, start: int, end: int) -> None:
        """Select the words between two pieces of the current annotation and take them out of it."""
        piece = self.plan.text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        keys = self.plan.select(self.view.caret(), (start, end), covered=lambda _at: True)
        self.press(*keys, part="reach")
        self.press("-", part="label")

    def _answer_what_is_asked(self, wanted: Annotation) -> None:
        """After tagging what is required is asked by itself: a number answers."""
        for _ in range(6):
            QTest.qWait(_PAUSE)
            question = self.window.linking.asker.question
            if isinstance(question, AnswerMode):
                value = wanted.attributes.get(question.attribute.name)
                if value is None:
                    return
                self.press(str(question.attribute.options.index(str(value)) + 1), part="attribute")
            elif isinstance(question, LinkMode):
                number = self._number_of_a_link(wanted, question)
                if number is None:
                    return
                self.press(number, part="link")
            else:
                return

    def _complete(self, wanted: Annotation) -> None:
        """Answers, actor and links of the current annotation, as far as both ends are there."""
        codebook = self.window.session.project.codebook  # type: ignore[union-attr]
        made = self.sheet.own[self._made[wanted.id]]
        label = codebook.label(wanted.label)
        assert label is not None
        asked = sorted(label.attributes, key=lambda a: not a.required)
        lacking = [a for a in asked if wanted.attributes.get(a.name) != made.attributes.get(a.name)]
        if lacking:
            assert len(asked) == 1, "one attribute a label is all that this counts"
            value = wanted.attributes.get(lacking[0].name)
            key = "Delete" if value is None else str(lacking[0].options.index(value) + 1)
            self.press("q", key, part="attribute")
            if value is None:
                self.press("Escape", part="attribute")
        if wanted.actor_id and self._actor(made.actor_id) != self.names[wanted.actor_id]:
            self._name(self.names[wanted.actor_id])
        for kind, head, child in sorted(self.links):
            other = child if head == wanted.id else head if child == wanted.id else None
            if other is None or other not in self._made or self._linked(kind, head, child):
                continue
            key = next(k.key for k in codebook.links if k.name == kind)
            self.press(key.lower(), part="link")
            question = self.window.linking.asker.question
            assert isinstance(question, LinkMode)
            for _ in range(20):
                number = self._number_in(question, self._made[other])
                if number is not None:
                    break
                self.press("0", part="link")
            assert number is not None
            self.press(number, part="link")
            assert self._linked(kind, head, child), (kind, wanted.quote)

    def _number_of_a_link(self, wanted: Annotation, question: LinkMode) -> str | None:
        for kind, head, child in sorted(self.links):
            if head == wanted.id and kind == question._kind and child in self._made:
                number = self._number_in(question, self._made[child])
                if number is not None and not self._linked(kind, head, child):
                    return number
        return None

    def _number_in(self, question: LinkMode, id_: str) -> str | None:
        shown = [other.id for other in question._list.shown()]
        return str(shown.index(id_) + 1) if id_ in shown else None

    def _linked(self, kind: str, head: str, child: str) -> bool:
        ends = kind, self._made.get(head), self._made.get(child)
        return any((k.label, k.head_id, k.child_id) == ends for k in self.sheet.links.values())

    def _name(self, name: str) -> None:
        """R, then the number of the actor, or Enter where it is proposed, or letters of the name."""
        self.press("r", part="actor")
        field = self.window.workspace.inspector.actor
        assert field is not None
        for count in range(len(name) + 1):
            listed = field.choices.model.choices
            number = next((c.number for c in listed if c.title == name and c.number and not count), 0)
            if number:
                self.press(str(number), part="actor")
                return
            taken = field.choices.choice()
            if taken is not None and taken.title in (name, f"New actor “{name}”"):
                self.press("Return", part="actor")
                return
            if count < len(name):
                self.write(name[count], part="actor")
        self.press("ctrl+Return", part="actor")

    def _actor(self, actor_id: str | None) -> str | None:
        project = self.window.session.project  # type: ignore[union-attr]
        actor = project.actor(actor_id) if actor_id else None
        return actor.name if actor else None

    def _frame_is_right(self, suggestion: Annotation, by_said: dict[Said, Annotation]) -> bool:
        """Whether every suggested link from it is one that is wanted."""
        links: list[Link] = [k for k in self.sheet.links_of(suggestion.id) if k.head_id == suggestion.id]
        for link in links:
            ends = [self.sheet.annotation(i) for i in (link.head_id, link.child_id)]
            wanted = [by_said.get(said(end)) if end is not None else None for end in ends]
            head, child = wanted
            if head is None or child is None or (link.label, head.id, child.id) not in self.links:
                return False
        return bool(links)

    def _take_over(self, by_said: dict[Said, Annotation]) -> None:
        for own in self.sheet.own.values():
            wanted = by_said.get(said(own))
            if wanted is not None:
                self._made[wanted.id] = own.id


_NAMES = {
    "Escape": "Esc", "Return": "Return", "Delete": "Del", "ctrl+Return": "Ctrl+Return", "space": "Space",
}  # fmt: skip
