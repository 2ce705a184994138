"""Import a brat collection: .txt files with .ann files, of one annotator or of several.

Read twice: first every text and what all files need of the codebook, then the layers in its words.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.articles.reading import LARGEST_FILE, read_articles
from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.exchange.brat_choices import as_document, fit, map_names
from annotator.exchange.brat_conf import read_scheme
from annotator.exchange.brat_files import Pair, look
from annotator.exchange.brat_fit import hint
from annotator.exchange.brat_layer import gather, shared_triggers, to_layer
from annotator.exchange.brat_names import Names
from annotator.exchange.brat_sidecar import Sidecar, sidecar_of
from annotator.exchange.brat_standoff import Standoff, parse
from annotator.exchange.jsonl_in import Skipped
from annotator.exchange.taking.fitting import Misfit
from annotator.exchange.taking.judging import PLAIN, Choices
from annotator.exchange.taking.repairing import Repair
from annotator.exchange.taking.survey import Survey
from annotator.model.article import IncomingArticle, text_sha256
from annotator.model.codebook import Codebook
from annotator.model.codebook_needs import Needs, widened
from annotator.model.incoming import IncomingCodebook, IncomingLayer, Noted

_MOST_LINES = 20
"""Lines of one file that are told one by one; of the others, how many there are."""

BratItem = IncomingArticle | IncomingCodebook | IncomingLayer | Noted | Skipped | Repair | ReadFailure


class BratReader:
    """Reads the files of a collection one by one; nothing is written.

    :param codebook: the project's, in whose words the layers come.
    :param annotator: whose layers to read; None: everybody's, as the names of files and folders tell.
    :param choices: what their names are here, and what is done where something does not fit.
    :raises UserError: if there is no .ann file, nothing says whose they are, or the mapping names what the
        codebook lacks.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        codebook: Codebook,
        annotator: str | None = None,
        choices: Choices = PLAIN,
    ) -> None:
        choices.mapping.check(codebook)
        given = list(paths)
        self._choices = choices
        self.survey = Survey()
        """What the files hold; complete once all steps up to the codebook were read."""
        self._folder = str(given[0])
        self._found = look(given, annotator)
        self._needs = Needs(codebook)
        self._codebook = codebook
        self._good: set[Pair] = set()
        self._names: dict[Path, Names] = {}
        """Those of a configuration, by its folder."""
        self._empty: list[str] = []

    def __len__(self) -> int:
        """How many steps :meth:`steps` has."""
        return len(self._found.schemes) + len(self._found.texts) + 1 + len(self._found.pairs)

    def steps(self) -> Iterator[tuple[Path, Iterator[BratItem]]]:
        """Each file with what is in it, to be read in this order: schemes, texts, .ann files."""
        of_text: dict[Path, list[Pair]] = {path: [] for path in self._found.texts}
        for pair in self._found.pairs:
            of_text[pair.text].append(pair)
        for path in self._found.schemes:
            yield path, self._scheme(path)
        for path, pairs in of_text.items():
            yield path, self._text(path, pairs)
        yield Path(self._folder), self._between()
        for pair in self._found.pairs:
            yield pair.ann, self._layer(pair)

    def _scheme(self, path: Path) -> Iterator[BratItem]:
        try:
            scheme = read_scheme(decode(_bytes(path)))
            self._names[path.parent] = scheme.names
            if self._choices.mapping.empty:  # else only what is used, in the names chosen
                scheme.gather(self._needs)
        except UserError as error:
            yield Noted(str(path), f"The codebook gets only what the .ann files use.  {error}")

    def look(self, stopped: Callable[[], bool] = lambda: False) -> Survey:
        """Read all that comes before the layers and count what is there; nothing else is done.

        :param stopped: asked now and then whether to break off.
        """
        for number, (_, items) in enumerate(self.steps()):
            if stopped() or number > len(self._found.schemes) + len(self._found.texts):
                break
            for _ in items:
                pass
        return self.survey

    def _text(self, path: Path, pairs: list[Pair]) -> Iterator[BratItem]:
        """The article, and what is wrong with the .ann files on it."""
        for item in read_articles(path, format="text", raw=True):
            if isinstance(item, IncomingArticle):
                item = _as_exported(item, path, pairs)
                self.survey.texts += 1
            yield item
            for pair in pairs:
                if isinstance(item, IncomingArticle):
                    yield from self._check(pair, item.text)
                else:
                    yield ReadFailure(str(pair.ann), f"Its text {path} can't be read: mend that first.")

    def _check(self, pair: Pair, text: str) -> Iterator[BratItem]:
        try:
            standoff, sidecar = self._read(pair.ann)
        except UserError as error:
            yield ReadFailure(str(pair.ann), str(error))
            return
        suggested = sidecar.prune(standoff) if sidecar is not None and not standoff.problems else 0
        if suggested:
            noun = "1 suggestion was" if suggested == 1 else f"{suggested} suggestions were"
            yield Noted(str(pair.ann), f"{noun} not taken: nobody has decided for them.")
        problems = standoff.problems
        if not problems:
            self.survey.met(as_document(standoff, text, pair.annotator, str(pair.ann)))
            if self._choices.mapping.annotator(pair.annotator) is None:
                self.survey.left_out[f"annotator {pair.annotator}"] += len(standoff.spans)
                return
            self.survey.left_out += map_names(standoff, self._choices.mapping)
            fitted = fit(standoff, text, self._choices, str(pair.ann))
            problems = list(fitted.problems)
            wrong = tuple(Misfit(each.reason) for each in problems)
            self.survey.wrong(str(pair.ann), wrong, fitted.repairs)
            yield from fitted.repairs
            for each in fitted.skipped:
                yield Skipped(f"{pair.ann}, line {each.line}", f"{each.reason}.", 1)
        for problem in problems[:_MOST_LINES]:
            yield ReadFailure(f"{pair.ann}, line {problem.line}", f"{problem.reason}.")
        if problems:
            yield ReadFailure(str(pair.ann), _refused(standoff, text, pair.text, len(problems)))
        elif standoff.empty and not (sidecar is not None and sidecar.says_something):
            self._empty.append(str(pair.ann))
        else:
            self._good.add(pair)
            gather(standoff, self._needs, sidecar)
            for line, sentence in shared_triggers(standoff):
                yield Noted(f"{pair.ann}, line {line}", sentence)

    def _between(self) -> Iterator[BratItem]:
        """What all files together need and lack."""
        yield from self._found.failures
        for what, count in sorted(self.survey.left_out.items()):
            counted = count if what.startswith(("label ", "annotator ")) else 0
            yield Skipped(self._folder, f"{count:,} × {what}: left out by the mapping.", counted)
        there = (self.survey.labels, self.survey.links, self.survey.annotators)
        for name in self._choices.mapping.unknown(*there):
            yield Noted(self._folder, f"The mapping names the {name}, which is not in the files.")
        if self._empty:
            noun = "1 .ann file is" if len(self._empty) == 1 else f"{len(self._empty)} .ann files are"
            yield Noted(
                self._folder, f"{noun} empty, so nothing was taken from there: {', '.join(self._empty)}."
            )
        try:
            wider = widened(self._needs.codebook, self._needs)
            self._codebook = wider.codebook
        except UserError as error:
            self._good.clear()
            yield ReadFailure(self._folder, f"The codebook can't take up its labels. {error}")
            return
        if not self._good:
            return
        if wider.said and not self._found.schemes:
            yield Noted(
                self._folder,
                "There is no annotation.conf, so the codebook gets only what the .ann files use.",
            )
        yield IncomingCodebook(self._needs, self._folder)

    def _layer(self, pair: Pair) -> Iterator[BratItem]:
        if pair not in self._good:
            return
        try:
            (standoff, sidecar), text = self._read(pair.ann), _text(pair.text, [pair])
            if sidecar is not None:
                sidecar.prune(standoff)
            map_names(standoff, self._choices.mapping)
            if standoff.problems or fit(standoff, text, self._choices, str(pair.ann)).problems:
                raise UserError("It was changed while it was read: import it again.")
            owner = self._choices.mapping.annotator(pair.annotator) or pair.annotator
            origin = str(pair.ann)
            yield to_layer(standoff, text, self._needs, self._codebook, owner, origin, sidecar)
        except UserError as error:
            yield ReadFailure(str(pair.ann), str(error))

    def _read(self, ann: Path) -> tuple[Standoff, Sidecar | None]:
        """A file in real names, and what an export of ours left beside it.

        :raises UserError: if one of them can't be read.
        """
        standoff = parse(decode(_bytes(ann)))
        for folder in ann.parents:
            if (names := self._names.get(folder)) is not None:
                names.restore(standoff)
                break
        return standoff, sidecar_of(ann)


def _as_exported(item: IncomingArticle, path: Path, pairs: list[Pair]) -> IncomingArticle:
    """The article with what an export of ours says of it, where its text is still the same."""
    known = {found.whole.sha256: found.whole for found in _sidecars(pairs)}
    if not known:
        return item
    text = _text(path, pairs)
    whole = known.get(text_sha256(text))
    return replace(item, text=text, metadata=whole.metadata) if whole is not None else item


def _text(path: Path, pairs: list[Pair]) -> str:
    """The text of a file; a byte order mark is part of it where an export of ours says so.

    :raises UserError: if it can't be read.
    """
    data = _bytes(path)
    text = decode(data)
    marked = "\ufeff" + text if data.startswith(codecs.BOM_UTF8) else text
    sums = {found.whole.sha256 for found in _sidecars(pairs)}
    return marked if marked is not text and text_sha256(marked) in sums else text


def _sidecars(pairs: list[Pair]) -> Iterator[Sidecar]:
    for pair in pairs:
        try:
            found = sidecar_of(pair.ann)
        except UserError:  # it is told when the .ann file is read
            continue
        if found is not None:
            yield found


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError("It is larger than 50 MB: split it.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"It can't be read ({error.strerror or error}): copy it to another place and try again."
        ) from error


def _refused(standoff: Standoff, text: str, path: Path, problems: int) -> str:
    """What became of a file with problems, and why, where that can be told."""
    more = f"{problems - _MOST_LINES:,} more of its lines are like that.  " if problems > _MOST_LINES else ""
    why = ""
    if not standoff.problems:
        why = hint(standoff, text, marked=_bytes(path).startswith(codecs.BOM_UTF8))
    return f"{more}Nothing of it was taken{': ' + why[0].lower() + why[1:] if why else ': mend it.'}"
