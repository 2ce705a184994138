"""Exports of Europresse: pages with an element for each article, or text in which its number ends it."""

from __future__ import annotations

from typing import Any

import regex

from annotator.articles.blocks import paragraphs as blocks_of
from annotator.articles.dates import date_within
from annotator.articles.documents import Found
from annotator.articles.press.fields import (
    COPYRIGHT,
    CUT_OFF,
    UNREADABLE,
    Split,
    author_in,
    count_in,
    filled,
    paragraphs,
    with_title,
    worth_telling,
)
from annotator.model.article import Metadata

Element = Any
"""An element of lxml, which ships no types."""

_NUMBER = regex.compile(r"(?P<number>\p{Ll}{3,9}·\d{8}·[A-Z0-9]{1,8}·[\w-]+)")
_NUMBER_LINE = regex.compile(rf"(?:.{{0,40}}?[\s:])?{_NUMBER.pattern}\s*")
_ISSUE = regex.compile(r"(?:,\s*no\.?\s*.*|\s{2,}.*|\n.*)$", regex.S)
_PAGE = regex.compile(r"\bp\.\s*([\w+-]+)")
_FOOT = regex.compile(
    r"(?:cet article est paru dans|la présente publication|certificat émis|this article appeared)", regex.I
)
_HEAD = 6


def split_page(root: Element) -> Split:
    """The articles of a page; none where it is no export of Europresse."""
    articles = root.xpath("//article[.//*[contains(@class, 'DocPublicationName')]]")
    if not articles:
        articles = root.xpath(
            "//td[.//span[@class='DocPublicationName'] and not(.//td[.//span[@class='DocPublicationName']])]"
        )
    return worth_telling([_of_page(article) or UNREADABLE for article in articles])


def split(lines: list[str]) -> Split:
    """The articles in these lines; none where it is no export of Europresse."""
    found: Split = []
    block: list[str] = []
    for line in lines:
        number = _NUMBER_LINE.fullmatch(" ".join(line.split()))
        if number is None:
            block.append(line)
            continue
        found.append(_of_lines(block, number["number"]) or UNREADABLE)
        block = []
    if _of_lines(block, ""):
        found.append(CUT_OFF)
    return worth_telling(found)


def _of_page(article: Element) -> Found | None:
    def said(name: str) -> list[str]:
        path = f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        return [text for one in article.xpath(path) if (text := " ".join("".join(one.itertext()).split()))]

    titles = said("titreArticle") or said("titreArticleVisu") or said("TitreArticleVisu")
    title = titles[0] if titles else ""
    places = article.xpath(".//*[contains(@class, 'docOcurrContainer')]") or article.xpath(
        ".//*[contains(concat(' ', normalize-space(@class), ' '), ' DocText ')]"
    )
    body = "\n\n".join(block for place in places[:1] for block in blocks_of(place))
    if not body:
        return None
    head = " ; ".join(said("DocHeader"))
    source = (said("DocPublicationName") or [""])[0]
    authors = said("docAuthors") or said("sm-margin-bottomNews")
    numbers = _NUMBER.search("".join(article.itertext()))
    return _found(title, body, source, head, (authors or [""])[0], numbers["number"] if numbers else "")


def _of_lines(lines: list[str], number: str) -> Found | None:
    rows = [at for at, line in enumerate(lines) if line.strip()]
    at = next((n for n in rows[:_HEAD] if date_within(lines[n])), None)
    if at is None or not rows or rows[0] == at:
        return None
    behind = [n for n in rows if n > at]
    if not behind:
        return None
    title = " ".join(lines[behind[0]].split())
    start = behind[0] + 1
    author = ""
    if len(behind) > 1 and (author := author_in(" ".join(lines[behind[1]].split()))):
        start = behind[1] + 1
    end = next(
        (
            n
            for n in range(start, len(lines))
            if _FOOT.match(lines[n].strip()) or COPYRIGHT.match(lines[n].strip())
        ),
        len(lines),
    )
    body = paragraphs(lines[start:end])
    if not body:
        return None
    head = " ".join(lines[n] for n in rows if rows[0] < n <= at)
    return _found(title, body, " ".join(lines[rows[0]].split()), head, author, number)


def _found(title: str, body: str, source: str, head: str, author: str, number: str) -> Found:
    page = _PAGE.search(head)
    date = date_within(head) or (f"{number.split('·')[1]}" if number else "")
    return Found(
        with_title(title, body),
        Metadata(
            title=title,
            source=_ISSUE.sub("", source).strip(),
            author=author,
            published=date_within(date),
            extra=filled(
                {"words": count_in(head), "page": page[1] if page else "", "header": head, "document": number}
            ),
        ),
        is_sure=True,
        is_clean=True,
    )
