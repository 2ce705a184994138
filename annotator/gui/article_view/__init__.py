"""The article view: layout, painting, hit testing, selection."""

from annotator.gui.article_view.marks import Arc, Mark, MarkKind
from annotator.gui.article_view.view import ArticleView

__all__ = ["Arc", "ArticleView", "Mark", "MarkKind"]
