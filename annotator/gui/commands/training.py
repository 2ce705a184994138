"""Commands about training: its page, and the article that teaches the model most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.training.desk import TrainingDesk
    from annotator.gui.training.ordering import UsefulOrder


def commands(desk: TrainingDesk, order: UsefulOrder) -> list[Command]:
    return [
        Command("training.page", "Training", desk.show_page, "View", ("Ctrl+L",), when=("project",), group=1),
        Command(
            "article.useful",
            "Most useful next",
            desk.most_useful,
            "Article",
            ("Shift+N",),
            "reading",
            ("project", "articles"),
        ),
        Command(
            "article.useful-first",
            "List the most useful first",
            order.toggle,
            "Article",
            ("Shift+U",),
            "reading",
            ("project", "writable", "articles"),
            checked=lambda: order.on,
            says=order.said,
        ),
    ]
