"""Commands about training: its page, and the article that teaches the model most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.commands.command import Command

if TYPE_CHECKING:
    from annotator.gui.training.desk import TrainingDesk


def commands(desk: TrainingDesk) -> list[Command]:
    return [
        Command("training.page", "Training", desk.show_page, "View", ("Ctrl+L",), when=("project",), group=1),
        Command(
            "article.useful",
            "Most useful next",
            desk.most_useful,
            "Article",
            ("U",),
            "reading",
            ("project", "articles"),
        ),
    ]
