"""Languages by their names, as press databases and data sets write them."""

from __future__ import annotations

import regex

from annotator.model.languages import LANGUAGES

_NAMES = {
    "anglais": "en", "français": "fr", "allemand": "de", "espagnol": "es", "italien": "it",
    "portugais": "pt", "néerlandais": "nl", "russe": "ru",
    "englisch": "en", "deutsch": "de", "französisch": "fr", "spanisch": "es", "italienisch": "it",
    "niederländisch": "nl", "polnisch": "pl", "russisch": "ru",
    "inglés": "en", "español": "es", "castellano": "es", "francés": "fr", "alemán": "de", "portugués": "pt",
    "inglese": "en", "italiano": "it", "francese": "fr", "tedesco": "de", "spagnolo": "es",
    "inglês": "en", "português": "pt", "francês": "fr", "espanhol": "es", "alemão": "de",
    "engels": "en", "nederlands": "nl", "frans": "fr", "duits": "de", "spaans": "es",
    "norwegian": "nb",
}  # fmt: skip
_ENGLISH = {name.casefold(): code for code, name in LANGUAGES.items()}


def language_named(text: str) -> str:
    """ISO 639-1 code of a language's name, such as "ENGLISH" or "French (France)"; "" where it is none."""
    word = regex.split(r"[\s;,(/-]", text.strip().casefold(), maxsplit=1)[0]
    return _NAMES.get(word, "") or _ENGLISH.get(word, "")
