"""The form of a label: name, key, colour, guideline, examples, attributes, and what to do with one in use."""

from __future__ import annotations

from typing import Any

from annotator.gui.codebook_page.attribute_rows import AttributeTable
from annotator.gui.codebook_page.colour_row import ColourRow
from annotator.gui.codebook_page.desk import CodebookDesk
from annotator.gui.codebook_page.example_rows import ExampleRows
from annotator.gui.codebook_page.fields import KeyField, LineField, TextField, tick
from annotator.gui.codebook_page.form import Chooser, Form, line, named, warning
from annotator.gui.codebook_page.items import Item
from annotator.gui.codebook_page.key_row import taken_from, trouble_with_label_key
from annotator.gui.codebook_page.preview import Preview
from annotator.gui.session import INITIATOR
from annotator.gui.theme import Theme
from annotator.gui.widgets.flow import FlowBox
from annotator.gui.widgets.parts import button, label
from annotator.model.codebook import Label
from annotator.project.operations import codebook as operations


class LabelForm(Form):
    def __init__(self, desk: CodebookDesk, entry: Label, theme: Theme) -> None:
        super().__init__(desk)
        self._entry = entry
        codebook = desk.codebook
        place = next(n for n, other in enumerate(codebook.labels) if other.name == entry.name)
        self.name = LineField("name", entry.name)
        self.name.saved.connect(self._rename)
        self.key = KeyField("key", entry.key)
        self.key.saved.connect(self._save_key)
        self.preview = Preview(entry, place)
        self.colours = ColourRow(
            entry, {o.colour: o.name for o in codebook.labels if o.name != entry.name}, theme
        )
        self.colours.tried.connect(self.preview.set_colours)
        self.colours.chosen.connect(lambda light, dark: self._change(colour=light, colour_dark=dark))
        self.guideline = TextField("guideline", entry.guideline, "What to tag with this label, and what not")
        self.guideline.saved.connect(lambda text: self._change(guideline=text))
        self.mention = tick(
            "mention",
            "Its annotations may point to an actor of the registry",
            entry.mention,
            lambda on: self._change(mention=on),
        )
        self.examples = ExampleRows(entry.examples, lambda rows: self._change(examples=rows), theme)
        self.attributes = AttributeTable(desk, entry.name, entry.attributes, theme)
        self.add_attribute = named(
            button("Add attribute", lambda: desk.add_attribute(entry.name)), "add attribute"
        )
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        desk, entry = self.desk, self._entry
        self.row("Name", line(self.name, label("Key", "heading"), self.key, stretch=False))
        conflict = "" if entry.retired else taken_from(desk.window, entry.key)
        if conflict:
            self.row("", warning(conflict))
        self.row("Used", self._uses())
        self.row("Colour", self.colours)
        self.row("Preview", self.preview)
        self.row("Guideline", self.guideline)
        self.row("Actors", self.mention)
        self.heading("Examples", "Shown while annotating; the words to tag stand in [brackets].")
        self.wide(self.examples)
        self.heading("Attributes", "What can be answered about each annotation.")
        self.wide(self.attributes)
        self.wide(line(self.add_attribute))
        self.end()

    def _uses(self) -> FlowBox:
        desk, entry, use = self.desk, self._entry, self.desk.use
        own, every = use.own_labels[entry.name], use.labels[entry.name]
        others = [other.name for other in desk.codebook.labels if other.name != entry.name]
        self.merge = Chooser("merge", "Merge into …", others)
        self.merge.chosen.connect(self._merge)
        if entry.retired:
            retire = button("Bring back", self._bring_back)
        else:
            retire = button("Retire", self._retire)
            retire.setToolTip("Nothing new is tagged with it; what is tagged stays")
        self.retire = named(retire, "retire")
        item = Item("label", entry.name)
        self.remove = named(button("Remove (Del)", lambda: desk.remove(item)), "remove")
        if every or use.decided[entry.name]:
            self.remove.setEnabled(False)
            self.remove.setToolTip("It is in use: rename it, merge it into another label, or retire it")
        beside = self.merge, self.retire, self.remove
        return self.uses("label", entry.name, own, every, "annotation", *beside)

    def _change(self, **fields: Any) -> None:
        name = self._entry.name
        self.desk.do(lambda p: operations.change_label(p, name, initiator=INITIATOR, **fields))

    def _rename(self, new: str) -> None:
        old = self._entry.name
        if self.desk.do(lambda p: operations.rename_label(p, old, new, initiator=INITIATOR)):
            self.desk.wanted.emit("label", new)
        else:
            self.name.give_back()

    def _save_key(self, key: str) -> None:
        trouble = trouble_with_label_key(self.desk.window, self.desk.codebook, self._entry.name, key)
        if trouble:
            self.desk.troubled.emit(trouble)
        else:
            self._change(key=key)

    def _retire(self) -> None:
        name = self._entry.name
        self.desk.do(lambda p: operations.retire_label(p, name, initiator=INITIATOR))

    def _bring_back(self) -> None:
        name = self._entry.name
        self.desk.do(lambda p: operations.bring_back_label(p, name, initiator=INITIATOR))

    def _merge(self, into: str) -> None:
        name = self._entry.name
        self.desk.weigh(
            lambda q: operations.plan_merge_labels(q, name, into),
            f"Merge “{name}” into “{into}”",
            always=True,
        )
