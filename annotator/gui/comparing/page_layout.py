"""Where the parts of the page stand: articles, the text, and the differences with the current one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from annotator.gui.comparing.page import ComparePage

_SIDES = (214, 680, 386)


def order_tabs(page: ComparePage) -> None:
    """Tab goes from the top to the bottom and from the left to the right."""
    filters, details, rules = page.filters, page.details, page.rules
    columns = [part for column in page.texts.columns for part in (column.head, column.view)]
    parts: list[QWidget] = [
        *page.voices.chips.values(),
        page.by_rule,
        page.articles_shown,
        page.side_by_side,
        page.voices.done,
        page.articles,
        page.texts.one,
        *columns,
        page.third.take,
        page.third.cancel,
        filters.all,
        *filters.kinds.values(),
        filters.open,
        filters.by_label,
        filters.by_layer,
        page.list,
        *details.kept,
        details.both,
        details.nothing,
        details.third,
        details.reopen,
        details.why,
        *rules.rules.values(),
        rules.here,
        rules.everywhere,
        rules.do,
        rules.cancel,
    ]
    for one, other in pairwise(parts):
        QWidget.setTabOrder(one, other)


def lay_out(page: ComparePage) -> QSplitter:
    """Returns what is shown where there is something to compare."""
    right = QFrame()
    right.setObjectName("compare-side")
    column = QVBoxLayout(right)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    lists = QSplitter(Qt.Orientation.Vertical)
    lists.setChildrenCollapsible(False)
    lists.setHandleWidth(1)
    above = QWidget()
    listed = QVBoxLayout(above)
    listed.setContentsMargins(0, 0, 0, 0)
    listed.setSpacing(0)
    listed.addWidget(page.filters)
    listed.addWidget(page.list, 1)
    listed.addWidget(page.nothing, 1)
    lists.addWidget(above)
    lists.addWidget(page.details)
    lists.setSizes([360, 300])
    lists.setStretchFactor(0, 3)
    lists.setStretchFactor(1, 2)
    column.addWidget(lists, 1)
    column.addWidget(page.rules)
    centre = QWidget()
    middle = QVBoxLayout(centre)
    middle.setContentsMargins(0, 0, 0, 0)
    middle.setSpacing(0)
    middle.addWidget(page.texts, 1)
    middle.addWidget(page.third)
    body = QSplitter(Qt.Orientation.Horizontal)
    body.setChildrenCollapsible(False)
    body.setHandleWidth(1)
    for number, part in enumerate((page.articles, centre, right)):
        body.addWidget(part)
        body.setStretchFactor(number, 1 if part is centre else 0)
    page.articles.setMinimumWidth(150)
    centre.setMinimumWidth(360)
    right.setMinimumWidth(320)
    body.setSizes(list(_SIDES))
    page.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
    page.nothing.setContentsMargins(16, 14, 16, 8)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(page.voices)
    whole.addWidget(body, 1)
    whole.addWidget(page.empty, 1)
    page.empty.hide()
    return body
