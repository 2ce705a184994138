"""Layers from another program's files, whatever the format: read, judged, and put in the codebook's words.

Read twice: first every text and what all files need of the codebook, then the layers.  A document in which
something does not fit is refused as a whole and each thing in it listed, unless something else was chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.errors import UserError
from annotator.exchange.foreign import ForeignDocument, ForeignItem, Read, Reader
from annotator.exchange.jsonl_in import Skipped
from annotator.exchange.taking.joining import joined
from annotator.exchange.taking.judging import PLAIN, Choices, Judged, judge
from annotator.exchange.taking.known_articles import KnownArticles
from annotator.exchange.taking.repairing import Repair
from annotator.exchange.taking.survey import Survey
from annotator.exchange.taking.whose import Whose, files_of
from annotator.exchange.taking.words import gather, to_layer
from annotator.model.article import IncomingArticle, text_sha256
from annotator.model.codebook import Codebook
from annotator.model.codebook_needs import Needs, widened
from annotator.model.incoming import IncomingCodebook, IncomingLayer, Noted

_MOST_LINES = 20
"""Misfits of one document that are told one by one; of the others, how many there are."""

_CHANGED = "It was changed while it was read: import it again."

ForeignImportItem = (
    IncomingArticle | IncomingCodebook | IncomingLayer | Noted | Skipped | Repair | ReadFailure
)

_Key = tuple[str, str]
"""Annotator and SHA-256 of the text: whose layer on which article."""


class ForeignReader:
    """Reads the files of one format one by one; nothing is written.

    :param codebook: the project's, in whose words the layers come.
    :param annotator: whose layers to read; None: everybody's, as the files say.
    :param known: the project's articles, for files that have no texts.
    :param choices: what their names are here, and what is done where something does not fit.
    :raises UserError: if there is no file of the format, or the mapping names what the codebook lacks.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        codebook: Codebook,
        annotator: str | None,
        reader: Reader,
        known: KnownArticles | None = None,
        choices: Choices = PLAIN,
    ) -> None:
        choices.mapping.check(codebook)
        given = list(paths)
        self._files = files_of(given, reader)
        self._given = str(given[0])
        self._read: Read = import_module(reader.module).read
        self._whose = Whose(annotator)
        self._known = known
        self._choices = choices
        self.survey = Survey()
        """What the files hold; complete once all steps up to the codebook were read."""
        self._needs, self._theirs = Needs(codebook), Needs(codebook)
        self._codebook = codebook
        self._counts: Counter[_Key] = Counter()
        """Documents with something to take, by whose the file says they are and on what text."""
        self._refused: set[_Key] = set()
        self._waits: Counter[_Key] = Counter()
        """The same by whose they become, until the last of each has come."""
        self._waiting: dict[_Key, list[ForeignDocument]] = {}
        self._said: set[str] = set()
        """Texts that were handed on, and origins of documents that were refused."""

    def __len__(self) -> int:
        """How many steps :meth:`steps` has."""
        return 2 * len(self._files) + 1

    def steps(self) -> Iterator[tuple[Path, Iterator[ForeignImportItem]]]:
        """Each file with what is in it, to be read in this order: texts, then layers."""
        for path in self._files:
            yield path, self._texts(path)
        yield Path(self._given), self._between()
        for path in self._files:
            yield path, self._layers(path)

    def look(self, stopped: Callable[[], bool] = lambda: False) -> Survey:
        """Read all texts and count what is there; nothing else is done.

        :param stopped: asked now and then whether to break off.
        """
        for path in self._files:
            for _ in self._texts(path):
                if stopped():
                    return self.survey
        for _ in self._between():
            pass
        return self.survey

    # -- first

    def _texts(self, path: Path) -> Iterator[ForeignImportItem]:
        for item in self._items(path):
            if not isinstance(item, ForeignDocument):
                yield item
                continue
            try:
                text = self._text(item)
            except UserError as error:
                yield ReadFailure(item.origin, str(error))
                continue
            sha256 = text_sha256(text)
            if sha256 not in self._said:
                self._said.add(sha256)
                self.survey.texts += 1
                if item.text is not None:
                    yield IncomingArticle(text, item.metadata, origin=item.origin)
            if item.suggested:
                reason = f"{item.suggested} of its spans are suggestions, which were left out."
                yield Skipped(item.origin, reason, item.suggested)
            if _says_something(item):
                yield from self._gather(item, text, sha256)

    def _gather(self, met: ForeignDocument, text: str, sha256: str) -> Iterator[ForeignImportItem]:
        self.survey.met(met)
        document, left = self._mapped(met)
        self.survey.left_out += left
        if document is None:
            return
        self._whose.met(document, sha256)
        if self._whose.becomes(document.annotator) is None:
            return
        judged = judge(document, text, self._choices)
        self.survey.wrong(document.origin, judged.misfits, judged.repairs)
        if judged.counting:
            self.survey.counting[judged.counting] += 1
        yield from judged.repairs
        key = (document.annotator, sha256)
        if judged.refused:
            self.survey.refused += 1
            self._refused.add(key)
            self._said.add(_mark(document))
        yield from _told(judged)
        if judged.refused:
            return
        self._counts[key] += 1
        gather(judged.document, self._needs)
        if self._whose.names(document.annotator):
            gather(judged.document, self._theirs)

    def _mapped(self, document: ForeignDocument) -> tuple[ForeignDocument | None, Counter[str]]:
        """In the names of the mapping; None where it leaves its annotator out."""
        owner = self._choices.mapping.annotator(document.annotator)
        if owner is None:
            return None, Counter({f"annotator {document.annotator}": max(1, len(document.spans))})
        mapped, left = self._choices.mapping.applied(document)
        return replace(mapped, annotator=owner), left

    # -- between

    def _between(self) -> Iterator[ForeignImportItem]:
        """What all files together need and lack."""
        if self._whose.named:
            self._needs = self._theirs
        torn = self._whose.torn()
        for (annotator, sha256), count in self._counts.items():
            owner = self._whose.becomes(annotator)
            if owner is None:
                continue
            if sha256 in torn or (annotator, sha256) in self._refused:
                self._refused.add((owner, sha256))
            self._waits[owner, sha256] += count
        yield from torn.values()
        yield from self._whose.left_out()
        for what, count in sorted(self.survey.left_out.items()):
            counted = count if what.startswith(("label ", "annotator ")) else 0
            yield Skipped(self._given, f"{count:,} × {what}: left out by the mapping.", counted)
        mapping = self._choices.mapping
        there = (self.survey.labels, self.survey.links, self.survey.annotators)
        for name in mapping.unknown(*there):
            yield Noted(self._given, f"The mapping names the {name}, which is not in the files.")
        try:
            wider = widened(self._needs.codebook, self._needs)
        except UserError as error:
            self._waits.clear()
            yield ReadFailure(self._given, f"The codebook can't take up its labels. {error}")
            return
        self._codebook = wider.codebook
        if self._waits.keys() - self._refused:
            yield IncomingCodebook(self._needs, self._given)

    # -- then

    def _layers(self, path: Path) -> Iterator[ForeignImportItem]:
        for item in self._items(path):
            if not isinstance(item, ForeignDocument) or not _says_something(item):
                continue
            document, _ = self._mapped(item)
            owner = self._whose.becomes(document.annotator) if document is not None else None
            if document is None or owner is None or _mark(document) in self._said:
                continue
            try:
                text = self._text(item)
            except UserError:
                continue  # it was told when the texts were read
            try:
                yield from self._layer(document, owner, text)
            except UserError as error:
                yield ReadFailure(item.origin, str(error))
        if path == self._files[-1] and self._waits.keys() - self._refused:
            yield ReadFailure(self._given, _CHANGED)

    def _layer(self, document: ForeignDocument, owner: str, text: str) -> Iterator[ForeignImportItem]:
        """The layer, once the last record has come of those that make it up together."""
        key = (owner, text_sha256(text))
        if key not in self._waits:
            return
        if key in self._refused:
            reason = "Another record on this text was refused, so nothing of this one was taken either."
            yield ReadFailure(document.origin, reason)
            return
        judged = judge(document, text, self._choices)
        if judged.refused:
            del self._waits[key]
            raise UserError(_CHANGED)
        together = self._waiting.setdefault(key, [])
        together.append(replace(judged.document, annotator=owner))
        if len(together) == self._waits[key]:
            del self._waiting[key], self._waits[key]
            yield to_layer(joined(together), text, self._needs, self._codebook)

    # -- both times

    def _items(self, path: Path) -> Iterator[ForeignItem]:
        try:
            yield from self._read(path)
        except UserError as error:
            yield ReadFailure(str(path), str(error))
        except OSError as error:
            reason = error.strerror or str(error)
            yield ReadFailure(
                str(path), f"It can't be read ({reason}): copy it to another place and try again."
            )

    def _text(self, document: ForeignDocument) -> str:
        if document.text is not None:
            if not document.text.strip():
                raise UserError("It has no text: leave it out, or give it one.")
            return document.text
        if self._known is None:
            raise UserError("It has no text: import it into a project that has the article.")
        return self._known.text(document.article)


def _mark(document: ForeignDocument) -> str:
    return f"{document.origin}\n{document.annotator}"


def _told(judged: Judged) -> Iterator[Skipped | ReadFailure]:
    """What does not fit in a document, and what became of it."""
    origin, found = judged.document.origin, judged.misfits
    more = len(found) - _MOST_LINES
    told = f"{more:,} more in it are like that.  " if more > 0 else ""
    if not judged.refused:
        for problem in found[:_MOST_LINES]:
            yield Skipped(origin, f"{problem.reason}.", 1 if problem.span is not None else 0)
        if more > 0:
            yield Skipped(origin, told.strip(), sum(each.span is not None for each in found[_MOST_LINES:]))
        return
    for problem in found[:_MOST_LINES]:
        yield ReadFailure(origin, f"{problem.reason}.")
    why = f"  {judged.counting}" if judged.counting else ""
    offered = sum(not each.taken for each in judged.repairs)
    mend = "mend it, or leave out what does not fit"
    if offered:
        mend = f"mend it, or take the repairs ({offered:,} of {len(found):,})"
    yield ReadFailure(origin, f"{told}Nothing of its annotations was taken: {mend}.{why}")


def _says_something(document: ForeignDocument) -> bool:
    return bool(document.spans or document.answers or document.note or document.state)
