"""The form of a link: name, key, which labels it joins, whether it is needed, guideline."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.gui.codebook_page.desk import CodebookDesk
from annotator.gui.codebook_page.fields import KeyField, LineField, TextField, tick
from annotator.gui.codebook_page.form import Chooser, Form, line, named
from annotator.gui.codebook_page.items import Item
from annotator.gui.codebook_page.key_row import trouble_with_link_key
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.flow import FlowBox, FlowLayout
from annotator.gui.widgets.parts import button, label
from annotator.model.codebook import LinkKind
from annotator.project.operations import codebook as operations


class LinkForm(Form):
    def __init__(self, desk: CodebookDesk, link: LinkKind) -> None:
        super().__init__(desk)
        self._link = link
        self.name = LineField("name", link.name)
        self.name.saved.connect(self._rename)
        self.key = KeyField("key", link.key)
        self.key.saved.connect(self._save_key)
        self.ends: dict[str, dict[str, QCheckBox]] = {"heads": {}, "children": {}}
        self.required = tick(
            "required",
            f"Each {_or(link.heads)} needs one",
            link.required,
            lambda on: self._change(required=on),
        )
        self.single = tick(
            "single",
            f"A {_or(link.heads)} has one at most",
            link.single,
            lambda on: self._change(single=on),
        )
        self.guideline = TextField("guideline", link.guideline, "What this link says")
        self.guideline.saved.connect(lambda text: self._change(guideline=text))
        self.row("Name", line(self.name, label("Key", "heading"), self.key, stretch=False))
        self.row("Used", self._uses())
        self.row("From", self._checks("heads", link.heads), "The labels from which the link may start")
        self.row("To", self._checks("children", link.children), "The labels at which it may end")
        self.row("Rules", line(self.required, self.single))
        self.row("Guideline", self.guideline)
        self.end()

    def _uses(self) -> FlowBox:
        desk, name = self.desk, self._link.name
        every = desk.use.links[name]
        beside: list[QWidget] = []
        others = [other.name for other in desk.codebook.links if other.name != name]
        if others:
            self.merge = Chooser("merge", "Merge into …", others)
            self.merge.chosen.connect(self._merge)
            beside.append(self.merge)
        self.remove = named(button("Remove (Del)", lambda: desk.remove(Item("link", name))), "remove")
        self.remove.setEnabled(not every)
        self.remove.setToolTip("It is in use: rename it, or merge it into another link" if every else "")
        beside.append(self.remove)
        return self.uses("link", name, desk.use.own_links[name], every, "link", *beside)

    def _checks(self, end: str, chosen: tuple[str, ...]) -> FlowBox:
        box = FlowBox()
        flow = FlowLayout(box, gap=14)
        for entry in self.desk.codebook.labels:
            made = tick(
                f"{end}: {entry.name}",
                entry.name,
                entry.name in chosen,
                lambda on, name=entry.name: self._toggle(end, name, on),  # type: ignore[misc]
            )
            flow.addWidget(made)
            self.ends[end][entry.name] = made
        return box

    def _toggle(self, end: str, name: str, on: bool) -> None:
        before: tuple[str, ...] = getattr(self._link, end)
        after = tuple(
            entry.name
            for entry in self.desk.codebook.labels
            if (entry.name in before or entry.name == name) and (on or entry.name != name)
        )
        if not after:
            self.desk.troubled.emit("A link needs at least one label at each end.")
            self.desk.reset.emit()
        elif not self._change(**{end: after}):
            self.desk.reset.emit()

    def _change(self, **fields: Any) -> bool:
        name = self._link.name
        return self.desk.do(lambda p: operations.change_link(p, name, initiator=INITIATOR, **fields))

    def _rename(self, new: str) -> None:
        old = self._link.name
        if self.desk.do(lambda p: operations.rename_link(p, old, new, initiator=INITIATOR)):
            self.desk.wanted.emit("link", new)
        else:
            self.name.give_back()

    def _save_key(self, key: str) -> None:
        trouble = trouble_with_link_key(self.desk.codebook, self._link.name, key)
        if trouble:
            self.desk.troubled.emit(trouble)
        else:
            self._change(key=key)

    def _merge(self, into: str) -> None:
        name = self._link.name
        self.desk.weigh(
            lambda q: operations.plan_merge_links(q, name, into),
            f"Merge “{name}” into “{into}”",
            always=True,
        )


def _or(names: tuple[str, ...]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
