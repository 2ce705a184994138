"""Which article of a project a file means that has offsets and no text."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from annotator.errors import UserError
from annotator.project.queries import reader

_LONGEST_SHOWN = 60


class KnownArticles:
    """The articles of a project by SHA-256, title and URL; read beside the window, when first asked for.

    :param path: of the project's file.
    """

    def __init__(self, path: Path, annotator: str) -> None:
        self._path, self._annotator = path, annotator
        self._ids: dict[str, list[int]] | None = None
        self._last: tuple[int, str] | None = None

    def text(self, article: str) -> str:
        """The text of the article that is meant.

        :param article: its SHA-256, else its title or URL, to the letter.
        :raises UserError: if there is no such article, or several.
        """
        ids = self._index().get(article.strip(), [])
        name = article if len(article) <= _LONGEST_SHOWN else f"{article[: _LONGEST_SHOWN - 1]}…"
        if not article.strip():
            raise UserError("It has no text and does not say which article it is about: add a title or URL.")
        if not ids:
            raise UserError(
                f"It has no text, and no article of this project is “{name}”: import the article first."
            )
        if len(ids) > 1:
            raise UserError(
                f"It has no text, and {len(ids)} articles of this project are “{name}”: name the article by "
                "its SHA-256."
            )
        if self._last is None or self._last[0] != ids[0]:
            with reader(self._path, self._annotator) as queries:
                self._last = ids[0], queries.article(ids[0]).text
        return self._last[1]

    def _index(self) -> dict[str, list[int]]:
        if self._ids is None:
            found: defaultdict[str, list[int]] = defaultdict(list)
            with reader(self._path, self._annotator) as queries:
                articles = queries.articles()
            for each in articles:
                for key in {each.sha256, each.metadata.title.strip(), each.metadata.url.strip()} - {""}:
                    found[key].append(each.id)
            self._ids = dict(found)
        return self._ids
