"""The example project, made from what travels with the program."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.example import example_layer, take_example
from annotator.model.codebook_toml import parse_codebook
from annotator.places import example_project, resource
from annotator.project.project import Project

_CODEBOOK = "actor-claim-sentiment.toml"


def make_example(path: Path) -> Path:
    """Make the example at ``path``: articles, registry, and the finished layer of one annotator.

    May run in a thread; the project is closed again when it is done.

    :raises UserError: if something is there already or the folder can't be written.
    """
    folder = example_project()
    codebook = parse_codebook(resource("codebooks", _CODEBOOK).read_text(encoding="utf-8"))
    try:
        with Project.create(path, codebook, example_layer(folder).annotator) as project:
            take_example(project, folder)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
