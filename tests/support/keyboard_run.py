"""A whole sitting by keyboard alone, on a virtual screen: from the start screen to the export.

The keys go to the window; what they did is read from the project file.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.gui.article_view.finding import places
from annotator.model.annotation import Annotation
from annotator.model.article import State
from annotator.project.queries import Queries, Sheet, reader
from tests.support.screen import Screen, eventually
from tests.support.typist import Typist

NOTE = "Two sides, one quoted at length"


@dataclass
class Run:
    """One sitting: the keys go to the window, the answers come from the file."""

    typist: Typist
    folder: Path
    process: subprocess.Popen[str]
    pictures: Path | None = None
    """A folder for pictures of the run, to look at."""
    done: dict[int, dict[str, Any]] = field(default_factory=dict)
    """By article: what was made by hand, to be found in the export."""

    @property
    def path(self) -> Path:
        return self.folder / "press.annotator"

    def ask(self, question: Callable[[Queries], Any]) -> Any:
        with reader(self.path, "Robin") as queries:
            return question(queries)

    def look(self, article: int) -> Sheet:
        found: Sheet = self.ask(lambda queries: queries.sheet(article))
        return found

    def wait(self, article: int, condition: Callable[[Sheet], object], what: str) -> Sheet:
        seen: list[Sheet] = []

        def holds() -> bool:
            seen[:] = [self.look(article)]
            return bool(condition(seen[0]))

        eventually(holds, f"{what}, article {article}")
        return seen[0]

    def new(self, article: int, before: Sheet, label: str) -> Annotation:
        """Wait for one more annotation of this label."""
        known = {each.id for each in before.annotations}
        found = self.wait(
            article,
            lambda sheet: [a for a in sheet.annotations if a.id not in known and a.label == label],
            f"one more {label}",
        )
        return next(a for a in found.annotations if a.id not in known and a.label == label)

    def picture(self, name: str) -> None:
        if self.pictures is not None:
            number = len(list(self.pictures.glob("*.png"))) + 1
            self.typist.screen.picture(self.pictures / f"{number:02}-{name}.png")


def keyboard_run(screen: Screen, folder: Path, files: list[Path], pictures: Path | None = None) -> Run:
    """Import two articles, annotate and finish both, export and quit."""
    run = Run(Typist(screen), folder, screen.start(), pictures)
    _make_project(run, files)
    for article in (1, 2):
        _decide(run, article)
        _tag(run, article)
        _link(run, article)
        _adjust(run, article)
        _name_actors(run, article)
        _tag_everywhere(run, article)
        _answer_a_problem(run, article)
        _finish_article(run, article)
    _export(run)
    run.typist.press("ctrl+q")
    output, _ = run.process.communicate(timeout=60)
    assert run.process.returncode == 0, output
    return run


def _make_project(run: Run, files: list[Path]) -> None:
    """A new project with two articles and suggestions."""
    keys = run.typist
    keys.part = "project"
    keys.screen.focus("Annotator")  # as whoever started it would have it
    keys.sees("Annotator")
    keys.press("ctrl+n")
    keys.sees("New project")
    keys.write("press")
    keys.press("Tab")
    keys.write(str(run.folder))
    run.picture("new")
    keys.press("Return")
    keys.sees("press")
    keys.press("ctrl+i")
    keys.sees("Import")
    for file in files:
        keys.write(str(file))
        keys.press("Return")
    keys.press("Return")
    eventually(lambda: len(run.ask(lambda queries: queries.article_ids())) == 2, "two articles")
    run.picture("imported")
    _leave_dialog(run, "Import")
    keys.press("ctrl+p")
    eventually(lambda: _covered(run) == 2, "suggestions for both articles")
    run.picture("suggested")


def _decide(run: Run, article: int) -> None:
    """Accept one, reject one, accept a sentence, and a claim with its frame."""
    keys = run.typist
    keys.part = "decide"
    before = run.look(article)
    keys.press("Escape", "Tab", "a")
    accepted = run.wait(article, lambda s: len(s.annotations) == 1, "an accepted suggestion")
    assert accepted.annotations[0].derived_from
    keys.press("Tab", "x")
    waiting = len(before.suggestions)
    run.wait(article, lambda s: len(s.suggestions) == waiting - 2, "a rejected suggestion")
    keys.press("Tab", "y")
    run.wait(article, lambda s: len(s.suggestions) < waiting - 2, "an accepted sentence")

    # The claim with a speaker that comes first, by stepping through the suggestions.
    sheet = run.look(article)
    claim = _framed_claim(sheet)
    _go_to(run, article, claim.id)
    keys.press("shift+a")
    framed = run.wait(article, lambda s: _from(s, claim), "a claim accepted with its frame")
    made = _from(framed, claim)
    assert made is not None
    assert any((k.label, k.head_id) == ("speaker", made.id) for k in framed.links)
    run.picture("decided")


def _tag(run: Run, article: int) -> None:
    """Words found and tagged, a word widened to its sentence, attributes by number."""
    keys = run.typist
    keys.part = "tag"
    sheet = run.look(article)
    text = sheet.article.text
    word = _free_word(sheet)
    keys.press("Escape", "ctrl+Home")
    _find(run, word)
    keys.press("1")
    actor = run.new(article, sheet, "actor")
    assert actor.quote.casefold() == word
    keys.press("q", "4")
    run.wait(
        article,
        lambda s: _of(s, actor.id).attributes.get("kind") == "group",
        "the kind of an actor by number",
    )

    # A claim: from the word at the caret to the whole sentence by W, tagged, its speaker by number.
    before = run.look(article)
    keys.press("Escape", "ctrl+Home", "ctrl+Down", "ctrl+Down", "shift+s")
    keys.press("2")
    claim = run.new(article, before, "claim")
    assert claim.quote == claim.quote.strip()
    keys.press("1")  # what is required is asked after tagging: the speaker
    run.wait(article, lambda s: _links(s, claim.id, "speaker"), "the speaker of a claim")
    run.picture("tagged")

    # A sentiment: W selects the word at the caret; its polarity and target are asked.
    before = run.look(article)
    keys.press("Escape", "ctrl+Home", "ctrl+Down", "ctrl+Down", "ctrl+Right", "w")
    run.picture("word")
    keys.press("4")
    feeling = run.new(article, before, "sentiment")
    assert re.fullmatch(r"\S+", feeling.quote)
    keys.press("1", "1")
    run.wait(
        article,
        lambda s: (
            _of(s, feeling.id).attributes.get("polarity") == "negative" and _links(s, feeling.id, "target")
        ),
        "polarity and target of a sentiment",
    )
    assert text == run.look(article).article.text
    run.done[article] = {"actor": actor.id, "claim": claim.id, "sentiment": feeling.id, "word": word}


def _link(run: Run, article: int) -> None:
    """From the claim, about whom it is: the key of the kind, then a number."""
    keys, claim = run.typist, run.done[article]["claim"]
    keys.part = "link"
    _go_to(run, article, claim)
    keys.press("b", "2")
    run.wait(article, lambda s: _links(s, claim, "about"), "a link by kind key and number")
    run.picture("linked")


def _adjust(run: Run, article: int) -> None:
    """Move the end of the claim by a word, then by a character; take a word out: it has two pieces."""
    keys, claim = run.typist, run.done[article]["claim"]
    keys.part = "adjust"
    before = _of(run.look(article), claim)
    keys.press("braceright")
    shorter = run.wait(article, lambda s: _of(s, claim).end < before.end, "an end nudged by a word")
    middle = _of(shorter, claim)
    keys.press("ctrl+bracketright")
    run.wait(article, lambda s: _of(s, claim).end == middle.end + 1, "an end nudged by a character")
    keys.press("ctrl+z")
    run.wait(article, lambda s: _of(s, claim).segments == before.segments, "both nudges undone")
    _go_to(run, article, claim)
    keys.press("ctrl+Right", "ctrl+Right", "ctrl+shift+Right", "minus")
    run.wait(article, lambda s: len(_of(s, claim).segments) == 2, "a claim in two pieces")
    run.picture("pieces")


def _name_actors(run: Run, article: int) -> None:
    """A new actor for one mention, an actor of the registry for another, and the rest that is certain."""
    keys, actor = run.typist, run.done[article]["actor"]
    keys.part = "actors"
    _go_to(run, article, actor)
    keys.press("r")
    run.picture("actor-field")
    keys.write(f"The people {article}")
    keys.press("Return")
    run.wait(article, lambda s: _of(s, actor).actor_id, "a new actor in the registry")
    other = next(
        a for a in run.look(article).annotations if a.label == "actor" and not a.actor_id and a.id != actor
    )
    _go_to(run, article, other.id)
    keys.press("r")
    keys.write("The people")
    keys.press("Return")
    named = run.wait(article, lambda s: _of(s, other.id).actor_id, "an actor of the registry")
    names = run.ask(lambda queries: {a.id: a.name for a in queries.actors()})
    run.done[article]["name"] = names[_of(named, actor).actor_id]
    assert names[_of(named, other.id).actor_id].startswith("The people")


def _tag_everywhere(run: Run, article: int) -> None:
    """The words of the hand-made actor all over the article."""
    keys, word = run.typist, run.done[article]["word"]
    keys.part = "everywhere"
    _go_to(run, article, run.done[article]["actor"])
    keys.press("e")
    run.picture("everywhere")
    keys.press("Return")
    run.wait(article, lambda s: len(_called(s, word)) >= 2, "the word tagged everywhere")


def _answer_a_problem(run: Run, article: int) -> None:
    """P goes to what the codebook demands and the layer lacks; its answer is one key and a number."""
    keys = run.typist
    keys.part = "problems"
    keys.press("Escape", "ctrl+Home", "ctrl+Right")
    before = run.look(article)
    keys.press("ctrl+Home", "ctrl+Down", "shift+s", "2")
    claim = run.new(article, before, "claim")
    keys.press("Escape", "Escape", "ctrl+Home", "p")
    run.picture("problem")
    keys.press("s", "1")
    run.wait(article, lambda s: _links(s, claim.id, "speaker"), "a problem answered")


def _finish_article(run: Run, article: int) -> None:
    """A note on the article, then on to the next."""
    keys = run.typist
    keys.part = "article"
    keys.press("Escape", "Escape", "ctrl+shift+n")
    run.picture("article-page")
    keys.write(NOTE)
    keys.press("Escape")
    eventually(
        lambda: run.ask(lambda queries: queries.article_answers(article))[1] == NOTE, "a note on the article"
    )
    keys.press("m")
    eventually(lambda: _state(run, article) == "done", "an article that is done")


def _export(run: Run) -> None:
    keys = run.typist
    keys.part = "export"
    keys.press("ctrl+e")
    keys.sees("Export")
    run.picture("export")
    keys.press("Return")
    eventually(lambda: (run.folder / "press.jsonl").exists(), "an export")
    run.picture("exported")
    _leave_dialog(run, "Export")


# -- what the steps are made of


def _find(run: Run, words: str, hits: int = 1) -> None:
    """Ctrl+F, some words, Enter for each further hit, Esc: they are selected."""
    run.typist.press("ctrl+f")
    run.typist.write(words)
    run.typist.press(*["Return"] * (hits - 1), "Escape")


def _go_to(run: Run, article: int, id_: str) -> None:
    """Put the caret to the beginning of an annotation, and step outwards until it is the current one."""
    sheet = run.look(article)
    every = [*sheet.annotations, *sheet.suggestions]
    wanted = next(each for each in every if each.id == id_)
    words = sheet.article.text[wanted.start : wanted.segments[0][1]].split("\n")[0][:25].rstrip()
    hits = [start for start, _ in places(sheet.article.text, words)].index(wanted.start) + 1
    run.typist.press("Escape", "Escape", "ctrl+Home")
    _find(run, words, hits)
    run.typist.press("Left")
    here = [each for each in every if any(s <= wanted.start < e for s, e in each.segments)]
    here.sort(key=lambda each: each.end - each.start)
    run.typist.press(*["o"] * here.index(wanted))


def _leave_dialog(run: Run, name: str) -> None:
    """Its last button has the keyboard when it has done its work: Enter closes it."""

    def left() -> bool:
        if name in run.typist.screen.xdo("getactivewindow", "getwindowname"):
            run.typist.press("Return")
            return False
        return True

    eventually(left, f"{name} closed")


def _covered(run: Run) -> int:
    def count(queries: Queries) -> int:
        model = queries.model_layer()
        return len(queries.models_run(model.id)) if model else 0

    found: int = run.ask(count)
    return found


def _state(run: Run, article: int) -> State | None:
    def state(queries: Queries) -> State | None:
        layer = queries.layer
        return queries.states(layer.id if layer else None).get(article)

    found: State | None = run.ask(state)
    return found


def _of(sheet: Sheet, id_: str) -> Annotation:
    return next(annotation for annotation in sheet.annotations if annotation.id == id_)


def _from(sheet: Sheet, suggestion: Annotation) -> Annotation | None:
    return next((a for a in sheet.annotations if a.derived_from == suggestion.id), None)


def _links(sheet: Sheet, head: str, kind: str) -> list[str]:
    return [link.child_id for link in sheet.links if (link.head_id, link.label) == (head, kind)]


def _called(sheet: Sheet, word: str) -> list[Annotation]:
    return [a for a in sheet.annotations if a.quote.casefold() == word]


def _framed_claim(sheet: Sheet) -> Annotation:
    heads = {link.head_id for link in sheet.suggested_links if link.label == "speaker"}
    return next(s for s in sorted(sheet.suggestions, key=lambda s: s.start) if s.id in heads)


def _free_word(sheet: Sheet) -> str:
    """A long word that stands several times in the article, never in an annotation or a suggestion."""
    text = sheet.article.text
    taken = [piece for each in (*sheet.annotations, *sheet.suggestions) for piece in each.segments]
    places: dict[str, list[int]] = {}
    for match in re.finditer(r"\b[a-z]{5,}\b", text):
        places.setdefault(match.group(), []).append(match.start())
    for word, starts in places.items():
        free = all(e <= start or start + len(word) <= s for start in starts for s, e in taken)
        if len(starts) > 1 and free and text.casefold().find(word) == starts[0]:
            return word
    raise AssertionError("no word stands twice in this article without an annotation")
