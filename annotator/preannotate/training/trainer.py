"""Trains what can be trained, compares, and saves: the work of one training, step by step."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Segment
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import codebook_from_json
from annotator.model.suggestion import Suggestions
from annotator.model.training import FEWEST_SPANS, TrainingArticle, split
from annotator.preannotate import models
from annotator.preannotate.learned import component as learned_component
from annotator.preannotate.learned.component import find
from annotator.preannotate.learned.recipe import BOTH, RULES, SPANS, Learned, Recipe
from annotator.preannotate.learned.revising import revise
from annotator.preannotate.pipeline import Suggester
from annotator.preannotate.training import classifiers, finders
from annotator.preannotate.training.choosing import best_way
from annotator.preannotate.training.classifiers import Classifier
from annotator.preannotate.training.finders import Finder
from annotator.preannotate.training.protocol import Begin, Compared, Part, Progress, Saved
from annotator.preannotate.training.reading import Material, Piece, by_article, read

if TYPE_CHECKING:
    from spacy.language import Language

_READING = 40
"""Steps of the whole that reading the articles takes; each component takes as many as it has epochs."""

_JUDGE = "\0judge"

Tell = Callable[[Progress], None]


class Trainer:
    """One training.  ``tell`` hears how far it is, and may raise to end it."""

    def __init__(self, order: Begin, articles: Sequence[TrainingArticle], tell: Tell) -> None:
        self._order = order
        self._articles = articles
        self._tell = tell
        self._codebook: Codebook = codebook_from_json(order.codebook)
        self._done, self._total = 0, _READING
        self._finders: dict[str, Finder] = {}
        self._classifiers: dict[str, Classifier] = {}
        self._notes: list[str] = []
        self._recipe = Recipe()
        self._names: dict[Part, str] = {}
        """Of the components, which can't have any name: label and attribute, or label and :data:`_JUDGE`."""
        self._parts = split((a.id, a.sha256) for a in articles if a.finished)

    def compare(self) -> Compared:
        """Train, and say what old and new suggest on the articles held out.

        :raises UserError: if the pipeline can't be loaded.
        """
        self._say("Loading the language model …")
        self._suggester = Suggester(self._order.base or None)
        self._suggester.know(replace(self._order.knowledge, experience=()))
        material = read(self._suggester, self._articles, self._codebook, self._read)
        self._notes += [f"{number} {what}" for what, number in sorted(material.left_out.items())]
        self._held_out = material.of(self._parts.held_out)
        aside = material.of(self._parts.aside)
        away = self._parts.aside | self._parts.held_out
        training = [piece for piece in material.pieces if piece.article.id not in away]
        self._train(training, aside)
        whole = tuple(self._learned(label.name, training, aside) for label in self._codebook.offered)
        self._say("Choosing what to use …")
        self._recipe = Recipe(
            tuple(best_way(each, aside, lambda way: self._revise(aside, (way,))) for each in whole),
            self._order.codebook,
            models.RULES_VERSION,
            len(self._parts.training | self._parts.aside),
        ).without(set())
        self._done = self._total
        self._say("Comparing on the articles held out …")
        return Compared(
            by_article((piece, piece.old) for piece in self._held_out),
            self._revised(self._recipe),
            tuple(_parts_of(self._recipe)),
            tuple(self._notes),
            self._counts(material),
            f"{self._suggester.model.name} {self._suggester.model.version}",
        )

    def save(self, parts: Sequence[Part]) -> Saved:
        """Save the pipeline with these parts only, into the folder that was ordered."""
        recipe = self._recipe.without(set(_parts_of(self._recipe)) - set(parts))
        nlp = models.load(self._order.base or None)
        for name in [name for name in nlp.component_names if _is_ours(nlp, name)]:
            nlp.remove_pipe(name)
        base = models.model_name(nlp)
        used = recipe.components
        made: list[Finder | Classifier] = [*self._finders.values(), *self._classifiers.values()]
        for part in made:
            if part.name in used:
                factory = part.factory if isinstance(part, Finder) else "textcat"
                nlp.add_pipe(factory, name=part.name, config=part.config)
                nlp.get_pipe(part.name).from_bytes(
                    part.component.to_bytes(exclude=["vocab"]), exclude=["vocab"]
                )
                nlp.disable_pipe(part.name)
        nlp.add_pipe(learned_component.FACTORY)
        nlp.get_pipe(learned_component.FACTORY).recipe = recipe
        name = base.name.removeprefix(f"{nlp.lang}_").removesuffix("_learned")
        nlp.meta["name"], nlp.meta["version"] = f"{name}_learned", self._order.version
        folder = Path(self._order.folder)
        source = nlp.path
        nlp.to_disk(folder)
        if source is not None:
            for notice in sorted(Path(source).glob("LICENSE*")):
                shutil.copy(notice, folder / notice.name)
        return Saved(models.model_name(nlp), self._revised(recipe))

    # -- training

    def _train(self, training: Sequence[Piece], aside: Sequence[Piece]) -> None:
        finished = [piece for piece in training if piece.article.finished]
        counts = Counter(told.label for piece in [*finished, *aside, *self._held_out] for told in piece.told)
        labels = [label.name for label in self._codebook.offered if counts[label.name] >= FEWEST_SPANS]
        for label in self._codebook.offered:
            if label.name not in labels:
                self._notes.append(
                    f"{label.name}: {counts[label.name]} of {FEWEST_SPANS} annotations, so not trained"
                )
        plan, long = finders.plan(finished, labels)
        for label_name in long:
            self._notes.append(
                f"{label_name}: too long to be found word by word, so only what is suggested is judged"
            )
        found_by = {label: name for name, of in plan.items() for label in of}
        jobs = self._jobs(labels, found_by, training, aside)
        self._total += len(plan) * 20 + len(jobs) * 5
        for name, of in plan.items():
            self._finders[name] = finders.train(
                self._suggester.nlp, name, sorted(of), finished, aside, self._epoch
            )
            self._done += 20
        for name, (described, apart) in jobs.items():
            self._classifiers[name] = classifiers.train(
                self._suggester.nlp, name, described, apart, self._epoch
            )
            self._done += 5

    def _jobs(
        self,
        labels: Sequence[str],
        found_by: Mapping[str, str],
        training: Sequence[Piece],
        aside: Sequence[Piece],
    ) -> dict[str, tuple[list[classifiers.Described], list[classifiers.Described]]]:
        """What each classifier is trained on, and what says when to stop; only where there is enough."""
        jobs = {}
        for label in labels:
            exact = label in found_by
            judged = classifiers.judged(training, label, exact=exact)
            if classifiers.enough(judged, classifiers.FEWEST_JUDGED):
                jobs[self._name(label, _JUDGE)] = judged, classifiers.judged(aside, label, exact=exact)
            for attribute in self._codebook.attributes_of(label):
                if attribute.kind in ("choice", "yes/no"):
                    described = classifiers.answered(training, label, attribute)
                    if classifiers.enough(described):
                        apart = classifiers.answered(aside, label, attribute)
                        jobs[self._name(label, attribute.name)] = described, apart
                    else:
                        self._notes.append(f"{label} · {attribute.name}: too few answers, so not trained")
        return jobs

    def _learned(self, label: str, training: Sequence[Piece], aside: Sequence[Piece]) -> Learned:
        finder = next((name for name, made in self._finders.items() if label in made.labels), "")
        shares, rules = self._shares(label, finder, aside)
        answers: dict[str, str] = {}
        usual: dict[str, Any] = {}
        for attribute in self._codebook.attributes_of(label):
            if (label, attribute.name) in self._names:
                answers[attribute.name] = self._names[label, attribute.name]
            said = Counter(
                value
                for piece in training
                for told in piece.told
                if told.label == label
                and isinstance(value := told.attributes.get(attribute.name), str | bool)
            )
            if said:
                usual[attribute.name] = min(said, key=lambda value: (-said[value], str(value)))
        return Learned(label, finder, self._names.get((label, _JUDGE), ""), shares, rules, answers, usual)

    def _shares(self, label: str, finder: str, aside: Sequence[Piece]) -> tuple[dict[str, float], float]:
        """How often spans were right on articles set aside, by how they came; and those of the rules.

        With one right and one wrong more than there were (Laplace's rule of succession).
        """
        right, all_of_them = Counter[str](), Counter[str]()
        found = find(self._finders[finder].component, [piece.doc for piece in aside]) if finder else []
        for number, piece in enumerate(aside):
            spans = found[number].get(label, frozenset()) if finder else frozenset()
            there = set(piece.spans(label))
            suggested = set()
            for suggestion in piece.raw.annotations:
                if suggestion.label == label:
                    start, end = suggestion.segments[0]
                    span = (start - piece.offset, end - piece.offset)
                    if len(suggestion.segments) == 1:
                        suggested.add(span)
                    how = BOTH if span in spans and len(suggestion.segments) == 1 else RULES
                    outcome = bool(piece.outcome(suggestion, exact=bool(finder)))
                    for each in (how, "rules"):
                        all_of_them[each] += 1
                        right[each] += outcome
            for span in spans - suggested:
                all_of_them[SPANS] += 1
                right[SPANS] += span in there
        shares = {
            how: round((right[how] + 1) / (all_of_them[how] + 2), 4) for how in (SPANS, RULES, BOTH, "rules")
        }
        rules = shares.pop("rules")
        return (shares if finder else {}), rules

    # -- comparing

    def _revised(self, recipe: Recipe) -> dict[int, Suggestions]:
        """What a recipe makes of the rules' suggestions on the articles held out."""
        revised = self._revise(self._held_out, recipe.labels)
        return by_article(zip(self._held_out, revised, strict=True))

    def _revise(self, pieces: Sequence[Piece], labels: tuple[Learned, ...]) -> list[Suggestions]:
        recipe = Recipe(labels)
        found: list[dict[str, frozenset[Segment]]] = [{} for _ in pieces]
        for name in sorted({label.finder for label in labels if label.finder}):
            spans = find(self._finders[name].component, [piece.doc for piece in pieces])
            for into, each in zip(found, spans, strict=True):
                into.update(each)
        return [
            revise(piece.doc, piece.raw, spans, recipe, self._codebook, self._ask, piece.offset)
            for piece, spans in zip(pieces, found, strict=True)
        ]

    def _ask(self, name: str, descriptions: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        return learned_component.classify(self._classifiers[name].component, descriptions)

    def _counts(self, material: Material) -> dict[str, int]:
        decided = sum(not a.finished for a in self._articles)
        return {
            "articles trained on": len(self._parts.training),
            "articles set aside": len(self._parts.aside),
            "articles held out": len(self._parts.held_out),
            "unfinished articles with decisions": decided,
            "annotations": sum(len(piece.told) for piece in material.pieces),
        }

    # -- saying

    def _say(self, text: str) -> None:
        self._tell(Progress(text, self._done, self._total))

    def _read(self, done: int, total: int) -> None:
        self._done = _READING * done // max(total, 1)
        self._say(f"Reading, article {done} of {total}")

    def _epoch(self, name: str, epoch: int, most: int, score: float) -> None:
        shown = self._shown(name)
        share = 20 if name in (finders.NER, finders.SPANCAT) else 5
        done = self._done + share * epoch // most
        text = f"Training {shown}, round {epoch}: {score:.2f}"
        self._tell(Progress(text, done, self._total, shown, epoch, round(score, 4)))

    def _name(self, label: str, what: str) -> str:
        return self._names.setdefault((label, what), f"learned_classifier_{len(self._names) + 1}")

    def _shown(self, name: str) -> str:
        """What a component does, for people."""
        for (label, what), each in self._names.items():
            if each == name:
                return f"what judges “{label}”" if what == _JUDGE else f"what answers “{label} · {what}”"
        return "what finds spans"


def _is_ours(nlp: Language, name: str) -> bool:
    factory = str(nlp.get_factory_name(name))
    return name.startswith("learned_") or factory.startswith("annotator_")


def _parts_of(recipe: Recipe) -> Iterator[Part]:
    for learned in recipe.labels:
        if learned.finder or learned.judge:
            yield learned.label, ""
        for attribute in learned.answers:
            yield learned.label, attribute
