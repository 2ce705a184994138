"""Bytes to text: which encoding it is, and what is no text at all."""

from __future__ import annotations

import codecs
import logging
import re

from annotator.errors import UserError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 begins with the one of UTF-16, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 20
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_NOT_TEXT = "It is not text but binary data: give a text, a page, a document or a table."
_UNKNOWN = "Its encoding is not clear: save it as UTF-8 and import it again."


def decode(data: bytes) -> str:
    """The text of these bytes; a byte order mark is not part of it, nothing else is changed.

    Strict UTF-8 comes first, then byte order marks, then charset-normalizer.
    Raises UserError where it is binary, damaged, or of no encoding that can be told.
    """
    encoding, mark = encoding_of(data)
    try:
        text = data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            f"It is damaged at byte {error.start + mark} (no valid {encoding.upper()}): "
            "save it as UTF-8 and import it again."
        ) from error
    if "\0" in text or _share_of_controls(text) > 0.02:
        raise UserError(_NOT_TEXT)
    return without_surrogates(text)


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding of these bytes (all of a file, or its beginning) and the length of its byte order mark.

    Raises UserError where none can be told.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(data):
            return "utf-8", 0
    else:
        # UTF-16 without a mark is valid UTF-8 full of control characters.
        if "\0" not in text and _share_of_controls(text) <= 0.02:
            return "utf-8", 0
    return _guess(data[:_SAMPLE]), 0


def without_surrogates(text: str) -> str:
    """The same text with each lone surrogate replaced by U+FFFD, one for one: offsets stay."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("�" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _guess(sample: bytes) -> str:
    """What charset-normalizer makes of it, leaning to cp1252, with which it ties on short Western texts."""
    from charset_normalizer import from_bytes  # only for what is neither UTF-8 nor marked

    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        raise UserError(_NOT_TEXT if _looks_binary(sample) else _UNKNOWN)
    text = str(best)
    # Almost any bytes are UTF-16 of some rare characters: it has to be a known language, with spaces or so.
    far_fetched = best.encoding.startswith(("utf_16", "utf_32")) and (
        not best.coherence or (b"\0" in sample and not any(char < "\x80" for char in text))
    )
    if "\0" in text or far_fetched:
        raise UserError(_NOT_TEXT)
    for match in matches:
        as_good = match.chaos <= best.chaos and match.coherence >= best.coherence - 0.1
        if as_good and match.encoding in ("cp1252", "latin_1"):
            return "cp1252" if _decodes(sample, "cp1252") else "latin-1"
    if best.encoding == "cp1250" and _decodes(sample, "cp1252") and str(best) == sample.decode("cp1252"):
        return "cp1252"
    return best.encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes: to read it in another encoding would garble all the rest in silence."""
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    good = sum(1 for char in text if char > "\x7f") - broken
    return good >= 5 * broken


def _share_of_controls(text: str) -> float:
    if not text:
        return 0.0
    return len(_CONTROL.findall(text, 0, _SAMPLE)) / min(len(text), _SAMPLE)


def _looks_binary(data: bytes) -> bool:
    controls = sum(1 for byte in data if byte < 9 or 13 < byte < 27)
    return b"\0" in data or controls > 0.02 * len(data)
