"""Which files are read, and whose layers are taken of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.articles.reading import find_files
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, Reader
from annotator.exchange.jsonl_in import Skipped


def files_of(paths: Iterable[Path], reader: Reader) -> list[Path]:
    """The files given, and in folders those with a suffix of the format.

    :raises UserError: if there is none.
    """
    given = list(paths)
    named = {path for path in given if not path.is_dir()}
    found = [path for path in find_files(given) if path in named or path.suffix.lower() in reader.suffixes]
    if not found:
        raise UserError(
            f"There is no file of {reader.title} ({', '.join(reader.suffixes)}) in "
            f"{', '.join(map(str, given))}: give the file itself, or another folder."
        )
    return found


class Whose:
    """What becomes of the annotators whom the records name.

    :param annotator: whose layers to take: those that name them so; where none does, all are theirs.  None:
        everybody's, as the records say.
    """

    def __init__(self, annotator: str | None) -> None:
        self._annotator = annotator
        self.named = False
        """Whether any record names the annotator."""
        self._on: dict[str, dict[str, str]] = {}
        """Text -> annotators named on it and where; kept only where all are to be one."""
        self._others: Counter[str] = Counter()

    def met(self, document: ForeignDocument, sha256: str) -> None:
        """Hear of a record that has something to take."""
        if self._annotator is None:
            return
        if document.annotator and self.names(document.annotator):
            self.named = True
        self._on.setdefault(sha256, {}).setdefault(document.annotator, document.origin)
        if not self.names(document.annotator):
            self._others[document.annotator] += 1

    def names(self, annotator: str) -> bool:
        """Whether a record that names this annotator, or nobody, is theirs in any case."""
        return not annotator or annotator.casefold() == (self._annotator or "").casefold()

    def becomes(self, annotator: str) -> str | None:
        """Whose a record becomes, as far as was heard; None: it is not taken."""
        if self._annotator is None:
            return annotator
        return self._annotator if self.names(annotator) or not self.named else None

    def torn(self) -> dict[str, ReadFailure]:
        """Texts on which several are named that can't all be one."""
        if self.named:
            return {}
        return {
            sha256: ReadFailure(
                next(iter(named.values())),
                f"{' and '.join(name or 'nobody' for name in named)} are named on this text and can't all be "
                f"{self._annotator}: name one of them.",
            )
            for sha256, named in self._on.items()
            if len(named) > 1
        }

    def left_out(self) -> Iterator[Skipped]:
        """What is not taken because it is somebody else's."""
        for name, count in self._others.items() if self.named else ():
            noun = "layer was" if count == 1 else "layers were"
            yield Skipped(name, f"{count:,} {noun} left out, as they are not {self._annotator}'s.")
