"""What the list of link candidates says.  No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.gui.frame.candidates import Way
from annotator.model.annotation import Annotation
from annotator.model.codebook import Codebook

_LONGEST = 32


def short(quote: str, longest: int = _LONGEST) -> str:
    """A quote on one line, cut where it is long."""
    words = " ".join(quote.split())
    if len(words) <= longest:
        return words
    whole = words[: longest + 1].rpartition(" ")[0]
    return f"{whole if 2 * len(whole) > longest else words[:longest]} …"


def named(annotation: Annotation, actor: str) -> str:
    """An annotation by its words, and the actor they stand for where that says more."""
    words = short(annotation.quote)
    return f"{words} ({short(actor)})" if actor and actor.casefold() != words.casefold() else words


def title_of(start: Annotation, kind: str | None) -> str:
    """What is asked: “speaker of claim “…”?”, or to what it is to be linked."""
    quote = f"{start.label} “{short(start.quote)}”"
    return f"{kind[:1].upper()}{kind[1:]} for {quote}" if kind is not None else f"Link {quote} to …"


def hint_of(ways: Sequence[Way], words: str, typed: str, *, one_kind: bool, quiet: bool) -> str:
    """What the keys do.

    :param words: the selected words, empty for none.
    :param typed: what the list is narrowed to.
    """
    if quiet:
        return "A number links, with Shift several. Esc, or just go on: any other key works as always."
    labels = list(dict.fromkeys(label for way in ways for label in way.others))
    if words:
        what = labels[0] if len(labels) == 1 else " or ".join(labels)
        return f"Enter tags “{short(words)}” as {what} and links it. Esc cancels."
    if typed:
        return f"Narrowed to “{typed}”; Backspace takes a letter back. Esc cancels."
    said = [] if one_kind else [_kinds(ways)]
    said.append("Number or click links, Shift+number several, letters narrow, Tab and Enter go through.")
    said.append("Not tagged yet? Select the words, then Enter. Esc cancels.")
    return " ".join(filter(None, said))


def nothing_to_link(codebook: Codebook, label: str, kind: str | None) -> str:
    """Why an annotation can't be linked, and what can."""
    found = codebook.link(kind) if kind is not None else None
    if found is None:
        return f"The codebook has no link for {label}."
    return (
        f"A {found.name} link goes from {' or '.join(found.heads)} to {' or '.join(found.children)}: "
        f"select one of these first, not a {label}."
    )


def _kinds(ways: Sequence[Way]) -> str:
    """As what the two can be linked, and the keys that keep to one kind."""
    kinds = [f"{way.kind.name} ({way.kind.key})" if way.kind.key else way.kind.name for way in ways]
    if len(kinds) < 2:
        return f"As {kinds[0]}." if kinds else ""
    return f"As {', '.join(kinds[:-1])} or {kinds[-1]}: its letter keeps to one kind."
