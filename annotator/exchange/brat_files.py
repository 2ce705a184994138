"""Which .ann file belongs to which .txt file, and whose it is.

The name of an .ann file is that of its text, with or without a suffix after an underscore or full stop, which
names the annotator (``story_robin.ann``); else the folder that it lies in may.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.articles.failure import ReadFailure
from annotator.articles.reading import find_files
from annotator.errors import UserError
from annotator.exchange.brat_sidecar import sidecar_of
from annotator.model.article import text_sha256

_SAYS_NOBODY = frozenset({"ann", "anns", "annotation", "annotations", "brat", "labels", "layers", "standoff"})
"""Names of a folder that say what is in it, not whose, where it is the only one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An .ann file, the file of its text, and the annotator; empty where nothing says who."""

    ann: Path
    text: Path
    annotator: str


@dataclass(slots=True)
class Found:
    """``texts`` are all .txt files, also those without .ann file; ``schemes`` all annotation.conf."""

    texts: list[Path] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    failures: list[ReadFailure] = field(default_factory=list)
    schemes: list[Path] = field(default_factory=list)


def look(paths: Iterable[Path], annotator: str | None) -> Found:
    """What lies in these folders and files.

    :param annotator: whose files to take: those that name them so; where none does, all are theirs.
    :raises UserError: if there is no .ann file, or nothing says whose they are.
    """
    given = list(paths)
    files = find_files([*given, *_texts_beside(given)])
    found = Found([path for path in files if path.suffix.lower() == ".txt"])
    found.schemes = [path for path in files if path.name == "annotation.conf"]
    found.failures += [
        ReadFailure(str(p), "There is nothing: check the path.") for p in given if not p.exists()
    ]
    anns = [path for path in files if path.suffix.lower() == ".ann"]
    if not anns:
        raise UserError(
            f"There is no .ann file in {', '.join(map(str, given))}: give the folder with the .txt and "
            ".ann files."
        )
    named = _by_sidecar(_with_texts(anns, found))
    named = _by_folder(named)
    found.pairs = list(_theirs(named, annotator, found) if annotator else _everyones(named, found))
    return found


def _texts_beside(paths: Iterable[Path]) -> Iterator[Path]:
    """The texts of .ann files that are given one by one."""
    for path in paths:
        if path.suffix.lower() == ".ann" and path.is_file():
            beside = (path.with_name(f"{stem}.txt") for stem, _ in _stems(path))
            yield from [text for text in beside if text.is_file()][:1]


def _stems(ann: Path) -> Iterator[tuple[str, str]]:
    """What the name of the text may be and what is left of the name then, longest first."""
    stem = ann.stem
    yield stem, ""
    for place in range(len(stem) - 1, 0, -1):
        if stem[place] in "_.":
            yield stem[:place], stem[place + 1 :]


def _with_texts(anns: list[Path], found: Found) -> list[Pair]:
    by_stem: defaultdict[str, list[Path]] = defaultdict(list)
    for path in found.texts:
        by_stem[path.stem].append(path)
    pairs = []
    for ann in anns:
        stem, suffix = next(((stem, rest) for stem, rest in _stems(ann) if stem in by_stem), ("", ""))
        texts = _nearest(ann, by_stem[stem]) if stem else []
        if len(texts) == 1:
            pairs.append(Pair(ann, texts[0], suffix))
        elif texts:
            reason = f"Several texts have its name ({', '.join(map(str, texts))}): lay it beside its own."
            found.failures.append(ReadFailure(str(ann), reason))
        else:
            reason = f"There is no text {ann.stem}.txt for it: add that, or leave it out."
            found.failures.append(ReadFailure(str(ann), reason))
    return pairs


def _nearest(ann: Path, texts: list[Path]) -> list[Path]:
    """The texts that share the longest part of the path."""

    def shared(text: Path) -> tuple[int, bool]:
        return len(Path(_common([ann.parent, text.parent])).parts), ann.parent == text.parent

    best = max(map(shared, texts))
    return [text for text in texts if shared(text) == best]


def _common(paths: Iterable[Path]) -> str:
    return os.path.commonpath([os.path.abspath(path) for path in paths])


# -- whose


def _by_sidecar(pairs: list[Pair]) -> list[Pair]:
    """The same, with the annotator that an export of ours names beside an .ann file."""
    return [pair if pair.annotator else Pair(pair.ann, pair.text, _told(pair.ann)) for pair in pairs]


def _told(ann: Path) -> str:
    try:
        sidecar = sidecar_of(ann)
    except UserError:  # it is told when the file itself is read
        return ""
    return sidecar.whole.annotator if sidecar is not None else ""


def _by_folder(pairs: list[Pair]) -> list[Pair]:
    """The same, with the folder as annotator where the name of the file has none and the folder may be it."""
    open_ = [pair for pair in pairs if not pair.annotator]
    if not open_:
        return pairs
    depth = _telling_depth(open_)
    names: dict[Path, str] = {}
    root = _common(pair.ann.parent for pair in open_)
    for pair in open_:
        parts = Path(os.path.relpath(pair.ann.parent, root)).parts
        if depth is not None:
            names[pair.ann] = parts[depth] if depth < len(parts) else ""
        else:
            names[pair.ann] = _own_folder(pair)
    given = {name for name in names.values() if name}
    if len(given) == 1 and given <= _SAYS_NOBODY:
        return pairs
    return [
        pair if pair.annotator else Pair(pair.ann, pair.text, names[pair.ann])
        for pair in pairs
    ]  # fmt: skip


def _telling_depth(pairs: list[Pair]) -> int | None:
    """Where in their paths the .ann files on the same text differ; None: each text has one."""
    stems = Counter(pair.text.stem for pair in pairs)
    groups: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    root = _common(pair.ann.parent for pair in pairs)
    for pair in pairs:
        if stems[pair.text.stem] > 1:
            groups[_content(pair.text)].append(Path(os.path.relpath(pair.ann.parent, root)).parts)
    depths: Counter[int] = Counter()
    for members in groups.values():
        longest = max(map(len, members))
        padded = [(*parts, *[""] * (longest - len(parts))) for parts in members]
        differing = [n for n in range(longest) if len({parts[n] for parts in padded}) > 1]
        depths.update(differing[:1])
    return depths.most_common(1)[0][0] if depths else None


def _content(text: Path) -> str:
    """What tells a text from others of the same name: what stands in it."""
    try:
        return text_sha256(text.read_bytes().decode("latin-1"))
    except OSError:
        return str(text)


def _own_folder(pair: Pair) -> str:
    """The folder of an .ann file that is not one of its text's; empty where it lies beside that."""
    theirs = set(Path(os.path.abspath(pair.text.parent)).parts)
    own = [part for part in Path(os.path.abspath(pair.ann.parent)).parts if part not in theirs]
    telling = [part for part in own if part.lower() not in _SAYS_NOBODY]
    return (telling or own or [""])[-1]


def _everyones(pairs: list[Pair], found: Found) -> Iterator[Pair]:
    if pairs and not any(pair.annotator for pair in pairs):
        raise UserError(
            "Neither the names of these .ann files nor their folders say whose they are: name the annotator."
        )
    for pair in pairs:
        if pair.annotator:
            yield pair
        else:
            reason = "Nothing says whose it is: add the annotator to its name, after an underscore."
            found.failures.append(ReadFailure(str(pair.ann), reason))


def _theirs(pairs: list[Pair], annotator: str, found: Found) -> Iterator[Pair]:
    named = [pair for pair in pairs if pair.annotator == annotator] or [
        pair for pair in pairs if pair.annotator.casefold() == annotator.casefold()
    ]
    if named:
        yield from (Pair(pair.ann, pair.text, annotator) for pair in named)
        return
    on_text: defaultdict[Path, list[Pair]] = defaultdict(list)
    for pair in pairs:
        on_text[pair.text].append(pair)
    for pair in pairs:
        others = [each.annotator for each in on_text[pair.text]]
        if len(others) == 1:
            yield Pair(pair.ann, pair.text, annotator)
        else:
            who = ", ".join(filter(None, others))
            reason = (
                f"Its text has {len(others)} .ann files ({who}), which can't all be {annotator}'s: "
                "name one of these."
            )
            found.failures.append(ReadFailure(str(pair.ann), reason))
