"""From a count on the codebook page to what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def show_uses(window: MainWindow, kind: str, name: str) -> None:
    """Everybody's annotations with a label in the concordance, else the article list."""
    if kind != "label":
        window.moving.search()
        return
    from annotator.gui.concordance.page import ConcordancePage
    from annotator.project.concordance.query import LAYERS, Query

    page = window.moving.open_list("concordance")
    assert isinstance(page, ConcordancePage)
    page.ask(Query(label=name, layers=LAYERS[-1]))
