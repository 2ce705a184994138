"""The forms of a question about an article, and of the codebook as a whole."""

from __future__ import annotations

from typing import Any

from annotator.gui.codebook_page.attribute_rows import AttributeFields
from annotator.gui.codebook_page.desk import CodebookDesk
from annotator.gui.codebook_page.fields import LineField, TextField
from annotator.gui.codebook_page.form import Form, line, named
from annotator.gui.session import INITIATOR
from annotator.gui.widgets.parts import button, counted, label
from annotator.model.codebook import Attribute, Codebook
from annotator.project.operations import codebook as operations


class QuestionForm(Form):
    """A question that is asked of each article as a whole."""

    def __init__(self, desk: CodebookDesk, question: Attribute) -> None:
        super().__init__(desk)
        made = self.fields = AttributeFields(desk, "", question)
        made.required.setText("Each article that is done needs an answer")
        self.remove = named(
            button("Remove (Del)", lambda: desk.remove_attribute("", question.name)), "remove"
        )
        used = (
            f"Answered for {counted(made.answered, 'article')}"
            if made.answered
            else "Nobody answered it yet."
        )
        self.row("Name", made.name)
        self.row("Used", line(label(used, "muted"), self.remove))
        self.row("Kind", line(made.kind))
        if made.options.isEnabled():
            self.row("Options", made.options)
        self.row("Default", made.default)
        self.row("Rules", made.required)
        self.row("Guideline", made.guideline)
        self.end()


class BookForm(Form):
    """The codebook as a whole: its name, what it is for, its guideline."""

    def __init__(self, desk: CodebookDesk, codebook: Codebook) -> None:
        super().__init__(desk)
        self.name = LineField("name", codebook.name)
        self.name.saved.connect(lambda text: self._change(name=text))
        self.about = LineField("about", codebook.about, "What it is for, in one line")
        self.about.saved.connect(lambda text: self._change(about=text))
        self.guideline = TextField("guideline", codebook.guideline, "What holds for all labels")
        self.guideline.saved.connect(lambda text: self._change(guideline=text))
        self.row("Name", self.name)
        self.row("Purpose", self.about)
        self.row("Guideline", self.guideline)
        self.row("Version", label(f"{codebook.version}, kept in the project with all earlier ones", "muted"))
        self.end()

    def _change(self, **fields: Any) -> None:
        if "name" in fields and not fields["name"]:
            self.desk.troubled.emit("A codebook needs a name.")
            return
        self.desk.do(lambda p: operations.change(p, initiator=INITIATOR, **fields))
