"""Mails (.eml), such as newsletters: the page in it, or its plain text, with who sent it and when."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from email.message import EmailMessage, Message
from email.utils import parseaddr

import regex

from annotator.articles.accidents import ACCIDENTS
from annotator.articles.blocks import paragraphs, parse_page
from annotator.articles.dates import mail_date
from annotator.articles.documents import Found
from annotator.articles.html import read_html
from annotator.articles.text import decode
from annotator.errors import UserError
from annotator.model.article import Metadata

_BROKEN = "It is a damaged mail: save it again as .eml, or copy its text into a .txt file."
_ENCRYPTED = "The mail is encrypted: open it in your mail program and save its text."
_LANGUAGE = regex.compile(r"([A-Za-z]{2})(?:[-_,; ].*)?")
_SHARE = 0.5
"""Of the words of a page that what is taken for its article must have; else all of its text is taken."""

_MOST_PARTS = 500


def read_mail(data: bytes) -> tuple[Found, list[str]]:
    """The article of a mail, and the names of its attachments, which are not read.

    Raises UserError where it is damaged, encrypted, or holds no text.
    """
    message = parse_mail(data)
    parts = list(_parts(message))
    if message.get_content_type() == "multipart/encrypted" or any(
        part.get_content_type() in ("application/pkcs7-mime", "application/pgp-encrypted") for part in parts
    ):
        raise UserError(_ENCRYPTED)
    pages, plains, attached = [], [], []
    for part in parts:
        kind = part.get_content_type()
        if _is_attached(part):
            attached.append(_file_name(part) or kind)
        elif kind == "text/html":
            pages.append(part)
        elif kind == "text/plain":
            plains.append(part)
        elif not kind.startswith(("multipart/", "image/")):
            attached.append(_file_name(part) or kind)
    check_whole(message, [*pages, *plains])
    return Found(_body(pages, plains), _told(message, attached), is_sure=True), attached


def parse_mail(data: bytes) -> EmailMessage:
    """Raises UserError where it can't be read, or is no mail."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        known = message.keys()
    except ACCIDENTS as error:
        raise UserError(_BROKEN) from error
    if not known:
        raise UserError("It has no mail's header: save it again as .eml, or copy its text into a .txt file.")
    return message


def part_bytes(part: Message) -> bytes:
    """What a part holds, its transfer encoding undone.  Raises UserError where it is damaged."""
    try:
        payload = part.get_payload(decode=True)
    except ACCIDENTS as error:
        raise UserError(_BROKEN) from error
    return payload if isinstance(payload, bytes) else b""


def part_text(part: Message) -> str:
    """The text of a part: in the charset it names, if that fits, else as its bytes look.

    Raises UserError where it is no text.
    """
    data = part_bytes(part)
    try:
        charset = part.get_content_charset() or ""
    except ACCIDENTS:
        charset = ""
    if charset not in ("", "us-ascii", "utf-8", "ascii"):
        try:
            text = data.decode(charset)
        except (LookupError, UnicodeError, ValueError):  # no such encoding, or not the true one
            text = ""
        if text and "\0" not in text and not _is_utf8(data):
            return text
    return decode(data) if data else ""


def _parts(message: EmailMessage) -> Iterator[Message]:
    """Everything that is no container.  A mail within the mail is an attachment."""
    waiting: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_type() == "message/rfc822" or not isinstance(inside, list):
            yield part
        else:
            waiting[:0] = [one for one in inside if isinstance(one, Message)]


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or (
            part.get_content_type() in ("text/html", "text/plain") and bool(_file_name(part))
        )
    except ACCIDENTS:
        return False


def _body(pages: list[Message], plains: list[Message]) -> str:
    """The page's article; all of the page, where that is little of it; else the plain text."""
    plain = "\n\n".join(text for part in plains if (text := part_text(part).strip()))
    for part in pages:
        markup = part_text(part)
        try:
            data = markup.encode("utf-8", "replace")
            whole = "\n\n".join(paragraphs(parse_page(data)))
        except UserError:
            continue
        try:
            text, _ = read_html(data)
        except UserError:
            text = ""
        best = text if len(text.split()) >= _SHARE * len(whole.split()) else whole
        if best.strip() and len(best.split()) >= _SHARE * len(plain.split()) * 0.5:
            return best
    if plain:
        return plain.replace("\r\n", "\n")
    raise UserError("The mail holds no text (pictures only, perhaps): copy its text into a .txt file.")


def _told(message: EmailMessage, attached: list[str]) -> Metadata:
    name, address = parseaddr(header(message, "from"))
    language = _LANGUAGE.fullmatch(header(message, "content-language"))
    kept = {
        "from": address,
        "list": header(message, "list-id"),
        "message id": header(message, "message-id"),
        "attachments": ", ".join(attached),
    }
    return Metadata(
        title=header(message, "subject"),
        source=name or address,
        published=mail_date(header(message, "date")),
        language=language[1].lower() if language else "",
        extra={key: value for key, value in kept.items() if value},
    )


def check_whole(message: EmailMessage, parts: Iterable[Message]) -> None:
    """Raises UserError where the mail ends within one of these parts, before the mark that should end it."""
    from email.errors import CloseBoundaryNotFoundDefect

    everything = list(message.walk())
    defects = (defect for part in everything for defect in part.defects)
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in defects):
        last = everything[-1]
        if any(part is last for part in parts):
            raise UserError("It is cut off in the middle of its text: get it again.")


def header(message: Message, name: str) -> str:
    """What a header says, decoded, on one line; "" where it is not there or makes no sense."""
    try:
        value = message.get(name)
        return " ".join(str(value).split()) if value is not None else ""
    except ACCIDENTS:
        return ""


def _file_name(part: Message) -> str:
    try:
        return " ".join(str(part.get_filename() or "").split())
    except ACCIDENTS:
        return ""


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with something in it that is not ASCII: then nothing else is meant."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
