"""A source that another program wrote: a span for each code on each selection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotator.articles.failure import ReadFailure
from annotator.articles.xml import Element
from annotator.exchange.foreign import ForeignDocument, ForeignItem, ForeignLink, ForeignSpan
from annotator.exchange.qdpx.counting import NUMBER, Turn, turning
from annotator.exchange.qdpx.project import Around, children, content, key_of, targets
from annotator.exchange.qdpx.text_source import SourceText
from annotator.model.article import Metadata
from annotator.model.clock import is_time
from annotator.model.incoming import Noted

_VALUES = ("TextValue", "DateValue", "DateTimeValue", "IntegerValue", "FloatValue", "BooleanValue")
_FIELDS = {
    "source": "source", "author": "author", "published": "published", "date": "published", "url": "url",
    "language": "language",
}  # fmt: skip


class Coded:
    """One source, read once."""

    def __init__(self, source: Element, text: SourceText, name: str, origin: str, known: Around) -> None:
        self._source, self._text, self._origin, self._known = source, text.text, origin, known
        self._metadata = self._described(name)
        self._spans: dict[str, list[ForeignSpan]] = {}
        self._owners: dict[str, tuple[str, str]] = {}
        """GUID of a selection -> who coded it first, and that span."""
        self._passed: Counter[str] = Counter()

    def items(self) -> Iterator[ForeignItem]:
        turn, told = turning(self._text, self._source, self._known.origin)
        if told:
            yield Noted(self._origin, told)
        for number, selection in enumerate(children(self._source, "PlainTextSelection"), 1):
            yield from self._selection(selection, number, turn)
        notes = self._notes()
        links = self._links()
        for user in dict.fromkeys([*self._spans, *notes]) or [""]:
            yield ForeignDocument(
                self._text,
                self._origin,
                tuple(self._spans.get(user, ())),
                tuple(links.get(user, ())),
                self._metadata,
                annotator=self._known.users.get(user, ""),
                note="\n\n".join(notes.get(user, ())),
            )
        if number := self._passed["comments"]:
            what = "1 comment on words" if number == 1 else f"{number} comments on words"
            yield Noted(
                self._origin, f"{what} without a code: left out, as only what has a label is annotated."
            )
        if number := self._passed["whole"]:
            what = "1 code" if number == 1 else f"{number} codes"
            yield Noted(self._origin, f"{what} on the text as a whole: left out, as no words are meant.")

    # -- selections

    def _selection(self, selection: Element, number: int, turn: Turn) -> Iterator[ForeignItem]:
        key = key_of(selection.get("guid")) or str(number)
        where = f"selection {number}"
        ends = selection.get("startPosition") or "", selection.get("endPosition") or ""
        if not all(map(NUMBER.fullmatch, ends)):
            yield ReadFailure(
                f"{self._origin}, {where}", "It has no start and end: export the project again."
            )
            return
        note = self._note(selection, key)
        codings = list(children(selection, "Coding"))
        if not codings:
            self._passed["comments"] += bool(note)
        piece = turn(int(ends[0])), turn(int(ends[1]))
        for place, coding in enumerate(codings):
            code = next(targets(coding, "CodeRef"), "")
            label = self._known.codes.get(code)
            if label is None:
                yield ReadFailure(
                    f"{self._origin}, {where}", "Its code is not among those of the project: export it again."
                )
                continue
            user = key_of(coding.get("creatingUser") or selection.get("creatingUser"))
            span = ForeignSpan(
                key if not place else f"{key} {place}",
                label,
                (piece,),
                note=note,
                where=where,
                created_at=_time(coding.get("creationDateTime") or selection.get("creationDateTime")),
                updated_at=_time(selection.get("modifiedDateTime")),
            )
            self._spans.setdefault(user, []).append(span)
            self._owners.setdefault(key, (user, span.id))

    def _note(self, selection: Element, key: str) -> str:
        """Comments and notes on it, in it and joined to it by links."""
        notes = [content(selection, "Description").strip()]
        referred = [*targets(selection, "NoteRef")]
        for coding in children(selection, "Coding"):
            referred += targets(coding, "NoteRef")
        referred += self._known.pointed.get(key, ())
        notes += [self._known.notes[each][0] for each in referred if each in self._known.notes]
        return "\n\n".join(dict.fromkeys(filter(None, notes)))

    # -- around them

    def _described(self, name: str) -> Metadata:
        fields: dict[str, str] = {"title": name}
        extra: dict[str, str] = {}
        for value in children(self._source, "VariableValue"):
            variable = self._known.variables.get(next(targets(value, "VariableRef"), ""), "")
            text = next(filter(None, (content(value, kind).strip() for kind in _VALUES)), "")
            field = _FIELDS.get(variable.casefold(), "")
            if not variable or not text:
                continue
            if field and field not in fields and (field != "published" or is_time(text)):
                fields[field] = text
            else:
                extra[variable] = text
        return Metadata(**fields, extra=extra)

    def _notes(self) -> dict[str, list[str]]:
        """Notes on the whole text, by who wrote them."""
        self._passed["whole"] = sum(1 for _ in children(self._source, "Coding"))
        found: dict[str, list[str]] = {}
        about = content(self._source, "Description").strip()
        first = next(iter(self._spans), "")
        if about:
            found.setdefault(first, []).append(about)
        for each in targets(self._source, "NoteRef"):
            text, user = self._known.notes.get(each, ("", ""))
            if text:
                found.setdefault(user if user in self._known.users else first, []).append(text)
        return found

    def _links(self) -> dict[str, list[ForeignLink]]:
        """Links between selections that the same user coded."""
        found: dict[str, list[ForeignLink]] = {}
        for key, (user, head) in self._owners.items():
            for link in self._known.links.get(key, ()):
                child = self._owners.get(link.target)
                if child is not None and child[0] == user:
                    found.setdefault(user, []).append(
                        ForeignLink(link.name, head, child[1], f"link {link.name}")
                    )
        return found


def _time(text: str | None) -> str:
    return text if text and is_time(text) else ""
