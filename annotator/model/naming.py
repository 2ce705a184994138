"""Names as they are compared: what is a name at all, and when two ways of writing it are one.

Nothing here is ever stored: texts and names stay as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SIGNS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"}
)
_EDGES = " \t\r\n\"'“”„«»‚‘’()[]{}.,;:!?…"
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
_WRITTEN_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_INITIAL = re.compile(r"(?:\w\.?)$")
_JOINED_INITIALS = re.compile(r"(?<=\b\w\.)(?=\w)")

# fmt: off
TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "president",
        "vice-president", "premier", "chancellor", "king", "queen", "prince", "princess", "pope", "senator",
        "sen", "rep", "representative", "congressman", "congresswoman", "governor", "gov", "mayor", "judge",
        "justice", "general", "gen", "marshal", "colonel", "col", "captain", "major", "lieutenant",
        "sergeant", "secretary", "minister", "commissioner", "ambassador", "chairman", "chairwoman", "chair",
        "director", "rev", "reverend", "bishop", "cardinal", "sheik", "sheikh", "imam", "ayatollah", "leader",
        "speaker", "spokesman", "spokeswoman", "spokesperson", "herr", "frau", "monsieur", "madame", "señor",
        "señora",
    }
)
"""Words before a name that are no part of it, in compared form without a full stop."""

_BEFORE_TITLES = frozenset(
    {"prime", "foreign", "defence", "defense", "finance", "interior", "vice", "deputy", "former", "acting",
     "supreme", "chief"}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her"})
_PARTICLES = frozenset(
    {"of", "the", "and", "for", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le",
     "van", "von", "zu", "zum", "bin", "ibn", "al", "el", "y", "e", "i", "und", "in", "on", "&"}
)
_PRONOUNS = frozenset(
    {"i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "he", "him", "his", "she",
     "her", "hers", "it", "its", "they", "them", "their", "theirs", "who", "whom", "whose", "which", "that",
     "this", "these", "those", "himself", "herself", "itself", "themselves", "myself", "ourselves", "one",
     "both", "all", "some", "many", "others", "everyone", "everybody", "nobody", "someone", "somebody"}
)
# fmt: on
_CAPITAL_NOUNS = ("de", "lb", "gsw")
"""Languages that write every noun with a capital."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The form in which names are compared: composed, without case, one kind of apostrophe and hyphen."""
    composed = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
    return " ".join(unicodedata.normalize("NFKC", composed).split())


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """As :func:`plain`, without quotation marks around it and without a possessive: “Kim’s” is “kim”."""
    form = plain(text)
    trimmed = _POSSESSIVE.sub("", form.rstrip(_EDGES.replace("'", ""))).strip(_EDGES)
    return trimmed or form


def unpossessed(text: str) -> str:
    """A name as it is written, without a possessive: “Kim’s” is “Kim”."""
    return _WRITTEN_POSSESSIVE.sub("", text)


def words(form: str) -> list[str]:
    """The words of a compared form; initials that stick together are several: “j.k.” is two."""
    return _JOINED_INITIALS.sub(" ", form).replace(",", " ").split()


def without_article(form: str) -> str:
    """A compared form without “the”, “a”, “his” ... before it."""
    first, _, rest = form.partition(" ")
    return rest if rest and first in _ARTICLES else form


def without_titles(form: str) -> str:
    """A compared form without article and titles before the name; as it is where no name would be left."""
    left = words(without_article(form))
    while len(left) > 1 and (
        left[0].rstrip(".") in TITLES
        or (left[0] in _BEFORE_TITLES and left[1].rstrip(".") in TITLES | _BEFORE_TITLES)
    ):
        left = left[1:]
    if left and left[0].rstrip(".") in TITLES | _BEFORE_TITLES:
        return form
    return " ".join(left)


def name_words(form: str) -> list[str]:
    """The words of a person's name: no title before it, no “Jr.” behind it."""
    found = words(without_titles(form))
    while len(found) > 1 and found[-1].rstrip(".") in _SUFFIXES:
        found = found[:-1]
    return found


def is_pronoun(text: str) -> bool:
    return bare(text) in _PRONOUNS


def is_initial(word: str) -> bool:
    """Whether a word of a compared form is one letter, with a full stop or without."""
    return bool(_INITIAL.fullmatch(word)) and word[0].isalpha()


def agree_by_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one if initials stand for names: “j. tavenant” and “joris p. tavenant”.

    The last words are equal, the first agree, and those between do not contradict each other.
    """
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1] or is_initial(one[-1]):
        return False
    if not _stands_for(one[0], other[0]):
        return False
    shorter, longer = sorted((one[1:-1], other[1:-1]), key=len)
    rest = iter(longer)
    return all(any(_stands_for(word, there) for there in rest) for word in shorter)


def _stands_for(one: str, other: str) -> bool:
    if one == other:
        return True
    return (is_initial(one) or is_initial(other)) and one[0] == other[0]


def acronym(form: str) -> str:
    """The first letters of the words of a name that count; empty for fewer than three."""
    letters = [word[0] for word in words(without_article(form)) if word not in _PARTICLES]
    return "".join(letters) if len(letters) >= 3 else ""


def is_name(text: str, *, language: str = "", begins_sentence: bool = False) -> bool:
    """Whether words are a proper name, which means the same wherever it stands.

    Pronouns, titles alone (“President”), and what begins with an article (“the leader”) are none.  A single
    word needs more than a capital where every word there has one: at the beginning of a sentence, or in a
    language (``de``) that writes nouns so.

    :param language: of the text, as in “en” or “en-GB”.
    """
    written = " ".join(unicodedata.normalize("NFC", text).split()).strip(_EDGES)
    form = bare(text)
    parts = written.split()
    if not parts or is_pronoun(text) or not any(c.isalpha() for c in written):
        return False
    said = words(form)
    if said[0] in _ARTICLES or all(w.rstrip(".") in TITLES | _BEFORE_TITLES | _PARTICLES for w in said):
        return False
    counted = [p for p in parts if plain(p) not in _PARTICLES and any(c.isalpha() for c in p)]
    if not counted or not all(_has_capital(part) for part in counted):
        return False
    first = next(c for c in written if c.isalpha())
    if first.lower() == first.upper():
        return True  # a script without capitals: what was marked is taken for a name
    if len(counted) > 1:
        return True
    sure = sum(c.isupper() for c in counted[0]) >= 2  # DPRK, McCain
    return sure or not (begins_sentence or language[:3].split("-")[0] in _CAPITAL_NOUNS)


def _has_capital(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return any(c.isupper() for c in letters) or all(c.lower() == c.upper() for c in letters)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a piece of a text at ``start`` (code points) is the first word of a sentence or a line."""
    before = text[max(start - 8, 0) : start].rstrip(" \t\"'“”„«»‘’([")
    return not before or before[-1] in ".!?…:\r\n\u2029"
