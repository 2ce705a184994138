"""The results of one annotation in Label Studio: regions, answers at them, relations, answers on the task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.errors import UserError
from annotator.exchange.beside import revised
from annotator.exchange.carried import is_table, text_of
from annotator.exchange.foreign import ForeignLink, ForeignSpan
from annotator.exchange.json_in import whole_number
from annotator.exchange.label_studio.config import attribute_of
from annotator.exchange.label_studio.out import KEPT

_UNNAMED = "related"
"""The label of relations that have none."""

Result = Mapping[str, Any]


def one_of(value: Any) -> Any:
    """A single answer of a control that takes several."""
    return value[0] if isinstance(value, list) and value else value


class Results:
    """``article``: what controls say of the task as a whole, by their names.

    :raises UserError: at the first result that can't be what it says.
    """

    def __init__(self, results: Iterable[Any], text: str) -> None:
        self._text = text
        self.spans: list[ForeignSpan] = []
        self.links: list[ForeignLink] = []
        self.article: dict[str, Any] = {}
        listed = [self._table(each, number) for number, each in enumerate(results, 1)]
        regions = [each for each in listed if _is_region(each)]
        ids = {text_of(each, "id") for each in regions}
        answers: dict[str, dict[str, Any]] = {}
        relations = []
        for each in listed:
            if _is_region(each):
                continue
            if each.get("type") == "relation":
                relations.append(each)
            elif (key := text_of(each, "id")) and key in ids:
                answers.setdefault(key, {})[text_of(each, "from_name")] = _answer(each)
            elif text_of(each, "from_name"):
                self.article[text_of(each, "from_name")] = _answer(each)
        for number, each in enumerate(regions, 1):
            self._region(each, f"region {number}", answers.get(text_of(each, "id"), {}))
        for number, each in enumerate(relations, 1):
            self._relation(each, f"relation {number}")

    def _table(self, each: Any, number: int) -> Result:
        if not is_table(each):
            raise UserError(f"Its result {number} is no table: export it again.")
        return each

    def _region(self, region: Result, where: str, answers: Mapping[str, Any]) -> None:
        value = region["value"]
        offsets = value.get("globalOffsets") if is_table(value.get("globalOffsets")) else value
        start, end = (whole_number(offsets.get(name)) for name in ("start", "end"))
        if start is None or end is None:
            raise UserError(
                f"Its {where} has no start and end in the text: only regions of texts can be taken."
            )
        labels = value.get(str(region.get("type"))) or value.get("labels")
        if not isinstance(labels, list) or not labels or not all(map(_is_name, labels)):
            raise UserError(f"Its {where} has no label: give it one.")
        meta = region.get("meta")
        beside: Mapping[str, Any] = meta if is_table(meta) else {}
        notes = beside.get("text")
        note = "\n".join(filter(_is_name, notes)) if isinstance(notes, list) else text_of(beside, "text")
        said = value.get("text")
        for number, label in enumerate(labels, 1):
            key = text_of(region, "id") or where
            kept = beside.get(KEPT) if number == 1 else None
            self.spans.append(
                revised(
                    kept,
                    id=key if number == 1 else f"{key} {number}",
                    label=label,
                    place=(start, end),
                    quote=_quote(said, self._text[max(0, start) : max(0, end)]),
                    where=where,
                    attributes=_attributes(answers, label, kept),
                    note=note,
                )
            )

    def _relation(self, relation: Result, where: str) -> None:
        ends = text_of(relation, "from_id"), text_of(relation, "to_id")
        ids = {span.id for span in self.spans}
        missing = next((end for end in ends if end not in ids), None)
        if missing is not None:
            raise UserError(f"An end of its {where} is none of its regions (“{missing}”): add the region.")
        labels = relation.get("labels")
        named = [each for each in labels if _is_name(each)] if isinstance(labels, list) else []
        head, child = reversed(ends) if relation.get("direction") == "left" else ends
        for label in named or [_UNNAMED]:
            self.links.append(ForeignLink(label, head, child, where))
            if relation.get("direction") == "bi":
                self.links.append(ForeignLink(label, child, head, where))


def _is_region(result: Result) -> bool:
    return str(result.get("type")).endswith("labels") and is_table(result.get("value"))


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _quote(said: Any, stands: str) -> str | None:
    """What the region says it covers.  The editor writes line breaks as the two characters ``\\n``."""
    if not isinstance(said, str):
        return None
    plain = stands.replace("\r\n", "\n").replace("\r", "\n")
    return stands if said in (stands, plain.replace("\n", "\\n"), stands.replace("\r", "\\n")) else said


def _answer(result: Result) -> Any:
    """What a control says: a text, a number, or a list of choices where there are several."""
    value = result.get("value")
    if not is_table(value):
        return None
    for name in ("choices", "text", "number", "rating", "datetime", "taxonomy"):
        found = value.get(name)
        if name in value and not (name == "text" and isinstance(found, str)):
            if isinstance(found, list):
                texts = [each if isinstance(each, str) else " / ".join(map(str, each)) for each in found]
                return "\n".join(texts) if name == "text" else texts[0] if len(texts) == 1 else texts
            return found
    return None


def _attributes(answers: Mapping[str, Any], label: str, kept: Any) -> dict[str, Any]:
    """What the controls say; where our export says the same in another way (3 and 3.0), its own value."""
    own = kept.get("attributes") if is_table(kept) else None
    before: Mapping[str, Any] = own if is_table(own) else {}
    said = {attribute_of(name, label): value for name, value in answers.items()}
    found = {name: before[name] if _same(before.get(name), value) else value for name, value in said.items()}
    return found | {name: value for name, value in before.items() if value == []}


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, bool):
        return bool(theirs == ("yes" if ours else "no"))
    return bool(ours == theirs or ours == [theirs])
