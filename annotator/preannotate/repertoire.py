"""Which pipeline reads an article in which language, told without loading any; imports no spaCy.

The window, the command line and the worker ask the same :class:`Repertoire`, so that they agree on whose
layer an article's suggestions go into.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.errors import UserError
from annotator.model.suggestion import ModelName
from annotator.preannotate import models

NONE = "none"
"""Chosen in place of a pipeline: suggest in this language without one."""

RULES_MODEL = ModelName("rules", models.RULES_VERSION)
"""Whose layer the suggestions go into that are made without a pipeline."""


def code_of(language: str) -> str:
    """ISO 639-1 code of a language tag: “fr” of “fr-CA” and “fr_FR”; empty where it is not known."""
    return language.strip().lower().replace("_", "-").split("-")[0]


@dataclass(frozen=True, slots=True)
class Repertoire:
    """``pipeline``, ``language`` and ``model`` are the main one's, as the worker says when it is ready;
    ``chosen`` is language (ISO 639-1) -> name or folder, or :data:`NONE`."""

    pipeline: str
    language: str
    model: ModelName
    chosen: Mapping[str, str] = field(default_factory=dict)

    def pipeline_for(self, language: str) -> str | None:
        """Name or folder of the pipeline for a language, None where there is none.

        The one that was chosen for the language; else the main one, where it is of this language or reads
        any, or the language is not known; else an installed one.
        """
        code = code_of(language)
        chosen = self.chosen.get(code) if code else None
        if chosen:
            return None if chosen == NONE else chosen
        if not code or self.language in ("", code, "xx"):
            return self.pipeline
        return models.installed_for(code)

    def model_for(self, language: str) -> ModelName:
        """Under which model the suggestions for an article in this language are kept."""
        pipeline = self.pipeline_for(language)
        if pipeline is None:
            return RULES_MODEL
        if pipeline == self.pipeline:
            return self.model
        return models.model_named(pipeline) or ModelName(pipeline, models.RULES_VERSION)

    def by_language(self, languages: Iterable[str]) -> dict[str, str]:
        """Which pipeline reads each of these languages, :data:`NONE` where there is none.

        Told to workers, so that one on another machine does not look for what is installed there.
        """
        codes = sorted({code_of(language) for language in languages} - {""})
        return {**self.chosen, **{code: self.pipeline_for(code) or NONE for code in codes}}


def check_choice(language: str, pipeline: str) -> None:
    """:raises UserError: if a pipeline (by name or folder) is not there, or reads another language."""
    if pipeline == NONE:
        return
    reads = models.language_of(pipeline)
    if not reads:
        there = ", ".join(models.installed_pipelines())
        raise UserError(
            f"There is no spaCy pipeline “{pipeline}”: choose one of {there}, the folder of a saved one, "
            f"or {NONE}."
        )
    if reads not in (language, "xx"):
        raise UserError(f"The pipeline “{pipeline}” reads {reads}, not {language}: choose another one.")


def with_main(chosen: Mapping[str, str], before: str, pipeline: str) -> dict[str, str]:
    """The choices by language after ``pipeline`` became the main one in place of ``before``.

    It reads its own language from now on; the one before goes on with its own.
    """
    after = dict(chosen)
    new, old = models.language_of(pipeline), models.language_of(before)
    if before and old and old != new:
        after.setdefault(old, before)
    after.pop(new, None)
    return after
