"""The columns of the table of claims, for CSV and Excel alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.analysis.parties import JOIN, Party, Sentiment, names
from annotator.analysis.roles import Roles
from annotator.analysis.statements import Statement
from annotator.exchange.statements.standing import Shown
from annotator.model.codebook import Codebook
from annotator.model.record import Record

Value = Callable[[Statement, Record], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is in characters, ``about`` says what stands in it."""

    name: str
    width: int
    about: str
    value: Value


def columns_of(codebook: Codebook, roles: Roles) -> tuple[Column, ...]:
    """All columns, in order; one for each attribute of claims and each question about articles."""
    taken = {column.name for column in (*_FIRST, *_LAST)}
    asked = dict.fromkeys(a.name for x in codebook.labels if x.name in roles.claims for a in x.attributes)
    attributes = []
    for name in asked:
        title = _free(name, taken, "claim")
        attributes.append(Column(title, 18, f"Attribute “{name}” of the claim.", _attribute(name)))
    questions = []
    for question in codebook.questions:
        title = _free(question.name, taken, "article")
        about = f"Question “{question.name}”, about the article as a whole."
        questions.append(Column(title, 18, about, _question(question.name)))
    return (*_FIRST, *attributes, *questions, *_LAST)


def shown_in_columns(codebook: Codebook, roles: Roles) -> Shown:
    """What such a table shows."""
    labels = [label for label in codebook.labels if label.name in roles.claims]
    return Shown(
        roles, attributes={label.name: frozenset(a.name for a in label.attributes) for label in labels}
    )


def answer(value: Any) -> Any:
    """An answer as it stands in a cell: numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return JOIN.join(str(each) for each in value)
    return value


def kinds(parties: Iterable[Party]) -> str:
    """The kinds of those that :func:`annotator.analysis.parties.names` names, in the same order."""
    return JOIN.join(
        {party.name: party.kind for party in reversed(list(parties))}[name] for name in _once(parties)
    )


def organisations(parties: Iterable[Party]) -> str:
    """To whom they belong."""
    return names(each for party in parties for each in party.member_of)


def feeling(opinion: Sentiment) -> str:
    """A sentiment in words: “negative towards the council”."""
    towards = names(opinion.targets)
    return (
        " towards ".join(filter(None, [opinion.polarity, towards]))
        if opinion.polarity
        else (f"towards {towards}" if towards else "")
    )


def suggestion(suggested: bool, verdict: str | None) -> str:
    """Empty for what people said themselves."""
    return "" if not suggested else "rejected" if verdict == "rejected" else "undecided"


def further(columns: Mapping[str, str]) -> str:
    """Columns that only some articles have; empty where there is none."""
    return json.dumps(columns, ensure_ascii=False) if columns else ""


def segments(pieces: Iterable[tuple[int, int]]) -> str:
    """``[[0, 4], [9, 12]]``: JSON."""
    return json.dumps([list(piece) for piece in pieces])


def _once(parties: Iterable[Party]) -> list[str]:
    return list(dict.fromkeys(party.name for party in parties))


def _free(name: str, taken: set[str], of: str) -> str:
    title = name
    while title in taken:
        title = f"{title} ({of})"
    taken.add(title)
    return title


def _attribute(name: str) -> Value:
    return lambda statement, _record: answer(statement.attributes.get(name))


def _question(name: str) -> Value:
    return lambda _statement, record: answer(record.answers.get(name))


_FIRST = (
    Column("speaker", 24, "Who makes the claim: the actor's name, else the words in the article.",
           lambda s, _: names(s.speakers)),
    Column("speaker_kind", 14, "Person, organisation …", lambda s, _: kinds(s.speakers)),
    Column("organisation", 20, "To whom the speaker belongs, as the article says.",
           lambda s, _: organisations(s.speakers)),
    Column("cue", 14, "The words that introduce the claim.",
           lambda s, _: JOIN.join(cue.quote for cue in s.cues)),
    Column("claim", 60, "The claim's words, exactly as in the article; “ … ” stands between segments.",
           lambda s, _: s.content),
    Column("addressee", 20, "To whom it is said.", lambda s, _: names(s.addressees)),
    Column("about", 20, "About whom it is.", lambda s, _: names(s.about)),
    Column("sentiment", 24, "How the claim shows whom.",
           lambda s, _: JOIN.join(filter(None, map(feeling, s.sentiments)))),
    Column("sentiment_words", 24, "The words that do so.",
           lambda s, _: JOIN.join(each.quote for each in s.sentiments)),
    Column("sentiment_holder", 20, "Whose judgement it is, where that is said.",
           lambda s, _: names(who for each in s.sentiments for who in each.holders)),
    Column("label", 12, "The claim's label.", lambda s, _: s.label),
)  # fmt: skip

_LAST = (
    Column("note", 24, "The note on the claim.", lambda s, _: s.note),
    Column("source", 18, "Where the article was published.", lambda s, _: s.source),
    Column("date", 12, "When it was published (ISO 8601).", lambda s, _: s.published),
    Column("title", 40, "The article's title.", lambda s, _: s.title),
    Column("author", 18, "The article's author.", lambda s, _: s.author),
    Column("url", 24, "Where the article is found.", lambda s, _: s.url),
    Column("language", 10, "ISO 639-1.", lambda s, _: s.language),
    Column("further", 16, "The article's further columns, as JSON.",
           lambda _, r: further(r.article.metadata.extra)),
    Column("annotator", 16, "Whose layer it is.", lambda s, _: s.annotator),
    Column("state", 12, "How far the annotator is with the article.", lambda _, r: r.state),
    Column("article_note", 24, "The annotator's note on the article.", lambda _, r: r.note),
    Column("suggestion", 12, "“undecided” or “rejected” for a suggestion, else empty.",
           lambda s, _: suggestion(s.suggested, s.verdict)),
    Column("decision", 12, "What was decided on the suggestion that it came from.",
           lambda s, _: s.verdict or ""),
    Column("article", 8, "The article's number in the project.", lambda s, _: s.article_id),
    Column("article_sha256", 16, "SHA-256 of the article's text (UTF-8).", lambda s, _: s.sha256),
    Column("start", 8, "Where the claim begins in the text: code points, from 0.", lambda s, _: s.start),
    Column("end", 8, "Where it ends, exclusive.", lambda s, _: s.end),
    Column("segments", 16, "All its pieces, as JSON.", lambda s, _: segments(s.segments)),
    Column("claim_id", 16, "The annotation's id.", lambda s, _: s.claim_id),
)  # fmt: skip
