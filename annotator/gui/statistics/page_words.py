"""What the page says: its keys, and the next step where there is nothing to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.analysis.counting import Stock
from annotator.analysis.roles import roles_of
from annotator.gui.commands.registry import Commands
from annotator.gui.palette.sheet_text import Group
from annotator.gui.panels.empty import EmptyPlace
from annotator.gui.statistics.drawings import View
from annotator.model.codebook import Codebook

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.statistics.page import StatisticsPage

KEYS = (
    Group(
        "Statistics",
        (
            ("C · W · T · N", "Counts, who about whom, sentiment, network"),
            ("Arrows", "From figure to figure; in the network to neighbours"),
            ("Tab", "To the next drawing; in the network to the next actor"),
            ("Enter", "To what is behind a figure, then to the article"),
            ("O · R · I", "Annotations, articles behind it; list them"),
            ("L · F · S · B · D", "Layers, period, sources, labels, states"),
            ("E", "Everything: no filter"),
            ("G · P · V", "Save the drawing as SVG, PNG, its table as CSV"),
            ("+ · − · 0", "Network: nearer, farther, all of it"),
        ),
    ),
)


def why_nothing(view: View, stock: Stock, codebook: Codebook, commands: Commands) -> str:
    """What to do where there is nothing to draw; empty where there is."""
    if not stock.annotations:
        return "Nothing fits these filters: press E for everything."
    roles = roles_of(codebook)
    if view in ("pairs", "network") and not stock.statements:
        if roles.problem is not None:
            return roles.problem
        return (
            f"No claim is counted here: {_labels(roles.claims)}. Tag what somebody says and link it to its "
            "speaker, tick other layers (L), or press E for everything. If your claims have another label, "
            f"merge it into this one ({commands.how('codebook.open')})."
        )
    if view == "sentiment" and not stock.sentiments:
        if not roles.sentiments:
            return "The codebook has no label for sentiment: call one “sentiment”."
        return (
            f"No sentiment is counted here: {_labels(roles.sentiments)}. Tag the words that show somebody "
            "well or badly and link them to their target, tick other layers (L), or press E for everything."
        )
    return ""


def _labels(names: frozenset[str]) -> str:
    """Which labels would count."""
    listed = " and ".join(f"“{name}”" for name in sorted(names))
    return f"nothing has the label {listed}"


def fill_empty(empty: EmptyPlace, window: MainWindow, page: StatisticsPage) -> None:
    """Say the next step where the chosen layers say nothing."""
    assert window.session is not None
    project = window.session.project
    if not project.article_count():
        empty.say(
            "No articles yet",
            "Import articles and tag them: what you tag is counted and drawn here.",
            window.commands.with_key("Import articles …", "project.import"),
            lambda: window.commands.run("project.import"),
        )
    elif page.choices.others_there():
        empty.say(
            "Your own layer says nothing yet",
            "Tag an article, or count what others say: press L to tick their layers.",
            "Count everybody’s layers",
            page.count_all_layers,
        )
    else:
        empty.say(
            "Nothing is tagged yet",
            "Tag actors, claims and sentiment in an article: they are counted and drawn here.",
            f"To the article ({window.commands.key('view.article')})",
            window.moving.leave_page,
        )
