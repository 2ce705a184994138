"""Pages saved as one file (.mht, .mhtml): the page in it, without its pictures and scripts."""

from __future__ import annotations

from dataclasses import replace

from annotator.articles.dates import mail_date
from annotator.articles.documents import Found
from annotator.articles.html import read_html
from annotator.articles.mail import check_whole, header, parse_mail, part_text
from annotator.articles.metadata import domain_of
from annotator.articles.source import Source
from annotator.errors import UserError


def read_mhtml(source: Source) -> Found:
    """Text and metadata of the page that was saved; when it was saved stands in ``extra``.

    Raises UserError where there is no page in it, or no article text in the page.
    """
    message = parse_mail(source.data())
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    if not pages:
        raise UserError("It holds no web page: save the page again, as “web page, complete” or .html.")
    check_whole(message, pages[:1])
    text, told = read_html(part_text(pages[0]).encode("utf-8", "replace"))
    address = header(message, "snapshot-content-location") or header(pages[0], "content-location")
    url = told.url or (address if address.startswith(("http://", "https://")) else "")
    saved = mail_date(header(message, "date"))
    return Found(
        text,
        replace(
            told,
            title=told.title or header(message, "subject"),
            url=url,
            source=told.source or domain_of(url),
            extra={"saved": saved} if saved else {},
        ),
        is_sure=True,
    )


_PAGES = ("text/html", "application/xhtml+xml")
