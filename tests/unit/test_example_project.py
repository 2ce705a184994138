"""The example project: believable material, and a layer that fits it and the default codebook."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotator.exchange.layer_toml import (
    QuotedArticle,
    QuotedLayer,
    read_actors_toml,
    read_layer_toml,
    resolve,
    to_incoming,
)
from annotator.model.annotation import quote_of
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook
from annotator.places import example_project, resource

ARTICLES = sorted(path for path in (example_project() / "articles").iterdir() if path.is_file())
LAYER = example_project() / "layer-robin.toml"
FILES = [article["file"] for article in tomllib.loads(LAYER.read_text(encoding="utf-8"))["articles"]]
# Lines of a page's frame and of the head, which cleaning may take away.
FRAME = re.compile(r"^(Skip to|Read also|Related Articles|Share|Photo|Headline:|.*Photo:|\d{2}/\d{2}/\d{4})")


class _Visible(HTMLParser):
    """The text a reader sees, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


@cache
def text_of(file: str) -> str:
    text = (example_project() / "articles" / file).read_bytes().decode("utf-8")
    if file.endswith(".html"):
        page = _Visible()
        page.feed(text)
        return "".join(page.pieces)
    return text


@cache
def layer() -> QuotedLayer:
    return read_layer_toml(LAYER)


@cache
def codebook() -> Codebook:
    return parse_codebook(resource("codebooks", "actor-claim-sentiment.toml").read_text(encoding="utf-8"))


def article(file: str) -> QuotedArticle:
    return next(article for article in layer().articles if article.file == file)


def test_there_are_six_to_ten_articles_and_five_with_a_finished_layer() -> None:
    assert 6 <= len(ARTICLES) <= 10
    assert layer().annotator == "Robin"
    assert sum(part.state == "done" and bool(part.links) for part in layer().articles) >= 5


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_articles_have_the_length_of_news(path: Path) -> None:
    assert 350 <= len(text_of(path.name).split()) <= 750


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_articles_are_marked_as_invented(path: Path) -> None:
    readme = (example_project() / "README.md").read_text(encoding="utf-8")
    assert "invented" in readme
    assert f"`{path.name}`" in readme


@pytest.mark.parametrize(
    ("trait", "pattern", "at_least"),
    [
        ("skip link", r"(?m)^Skip to", 3),
        ("read also", r"(?m)^Read also", 4),
        ("stray word at the end", r"(?m)^stats\s*\Z", 4),
        ("day-first date", r"(?m)^(?:Published )?\d\d[./]\d\d[./]20\d\d", 7),
        ("reading time", r"(?i)\d min\b|\d minutes\b", 6),
        ("subtitle glued to the text", r"(?m)^[A-Z][a-z]+(?: [a-z]+)* ?[a-z][A-Z][a-z]+ ", 5),
        ("missing space after a full stop", r"[a-z][.”][”]?[A-Z“][a-z]+ ", 5),
        ("footnote marks", r"\[\d\]", 2),
        ("a list run together", r"[a-z]- .+\.- ", 5),
        ("a numbered list", r"(?m)^ *1\. .+\n *2\. ", 3),
        ("curly quotes", r"“[^”]+”", 9),
        ("a quote broken by its attribution", r",” (?:said )?\w+(?: \w+)? ?(?:said|says)?, “", 4),
        ("according to", r"(?i)according to", 7),
        ("denial", r"denie[sd]|reject(?:s|ed)", 8),
        ("CRLF line ends", r"\r\n", 1),
        ("something above U+FFFF", r"[\U00010000-\U0010FFFF]", 1),
        ("a combining mark", r"\u0302\u0303", 1),
    ],
)
def test_the_traits_of_saved_articles_are_there(trait: str, pattern: str, at_least: int) -> None:
    having = [path.name for path in ARTICLES if re.search(pattern, text_of(path.name))]
    assert len(having) >= at_least, f"{trait}: only in {having}"


def test_one_article_is_a_saved_page_and_one_has_only_crlf() -> None:
    assert any(path.suffix == ".html" for path in ARTICLES)
    (crlf,) = [path for path in ARTICLES if b"\r" in path.read_bytes()]
    data = crlf.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")


def test_one_name_stands_in_both_unicode_forms() -> None:
    name = "Nguyễn-Aldane"
    decomposed = unicodedata.normalize("NFD", "ễ").join(name.split("ễ"))
    assert sum(decomposed in text_of(path.name) for path in ARTICLES) == 1
    assert sum(unicodedata.normalize("NFC", name) in text_of(path.name) for path in ARTICLES) >= 1


@pytest.mark.parametrize("file", FILES)
def test_every_quote_stands_in_its_article_outside_the_page_frame(file: str) -> None:
    text = text_of(file)
    for item in article(file).annotations:
        segments = resolve(text, item)
        assert quote_of(text, segments) == " … ".join(item.quotes), item.key
        for start, end in segments:
            line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
            assert "\n" not in text[start:end], item.key
            assert not FRAME.match(line), f"{item.key} stands in “{line}”"
            assert len(line.split()) > 25, f"{item.key} does not stand in the body but in “{line}”"


@pytest.mark.parametrize("file", FILES)
def test_no_quote_depends_on_what_cleaning_takes_away(file: str) -> None:
    text = text_of(file)
    for item in article(file).annotations:
        assert text.count(item.within or item.quotes[0]) == 1, item.key


@pytest.mark.parametrize("file", FILES)
def test_the_layer_fits_the_codebook(file: str) -> None:
    part = article(file)
    labels = {item.key: item.label for item in part.annotations}
    for item in part.annotations:
        answers = codebook().check_attributes(item.label, item.attributes)
        asked = codebook().check_label(item.label).attributes
        assert set(answers) == {attribute.name for attribute in asked}, item.key
        assert not item.actor or codebook().check_label(item.label).mention, item.key
    for link in part.links:
        codebook().check_link(link.label, labels[link.head], labels[link.child])
    places = Counter((item.label, resolve(text_of(file), item)) for item in part.annotations)
    assert [place for place, count in places.items() if count > 1] == []
    assert [link for link, count in Counter(part.links).items() if count > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_the_layer_is_finished(file: str) -> None:
    """Claims have speakers, sentiment has targets; nothing else hangs in the air."""
    part = article(file)
    linked = {(link.head, link.label) for link in part.links}
    used = {link.child for link in part.links}
    for item in part.annotations:
        if item.label == "claim":
            assert (item.key, "speaker") in linked or "no speaker" in item.note, item.key
            assert (item.key, "cue") in linked or "no cue" in item.note, item.key
        if item.label == "sentiment":
            assert (item.key, "target") in linked, item.key
            assert (item.key, "holder") in linked or "author" in item.note, item.key
        if item.label == "cue":
            assert item.key in used, item.key


def test_the_layer_shows_every_label_answer_and_link() -> None:
    items = [item for part in layer().articles for item in part.annotations]
    links = {link.label for part in layer().articles for link in part.links}
    assert links == {kind.name for kind in codebook().links}
    for label in codebook().labels:
        for attribute in label.attributes:
            given = {item.attributes.get(attribute.name) for item in items if item.label == label.name}
            expected = set(attribute.options) - {"neutral"}
            assert expected <= given, (label.name, attribute.name)


@pytest.mark.parametrize("file", FILES)
def test_actors_agree_with_the_registry(file: str) -> None:
    actors = read_actors_toml(example_project() / "actors.toml")
    kinds = {actor.name: actor.kind for actor in actors}
    incoming = to_incoming(layer().annotator, article(file), text_of(file), actors)
    for annotation in incoming.annotations:
        if annotation.actor is not None:
            assert annotation.attributes["kind"] == kinds[annotation.actor.name], annotation.quote


def test_the_registry_holds_no_actor_in_vain() -> None:
    names = {actor.name for actor in read_actors_toml(example_project() / "actors.toml")}
    assert names == {item.actor for part in layer().articles for item in part.annotations if item.actor}
