"""``annotator new``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import warn_of_place
from annotator.errors import UserError
from annotator.model.codebook import Codebook
from annotator.model.codebook_toml import parse_codebook
from annotator.places import resource
from annotator.project.project import Project

DEFAULT_CODEBOOK = "actor-claim-sentiment"


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--codebook",
    metavar="NAME_OR_FILE",
    default=DEFAULT_CODEBOOK,
    show_default=True,
    help="A codebook that comes with the program, or a TOML file.",
)
@click.option(
    "--annotator", metavar="NAME", help="Who works in it; else ANNOTATOR_NAME, else the login name."
)
def command(project: Path, codebook: str, annotator: str | None) -> None:
    """Make a new, empty project.

    PROJECT is the file to make; our own suffix is .annotator.

    Codebooks that come with the program: actor-claim-sentiment, discourse-network (statements of persons
    and organisations), framing-and-tone (frames, and questions about the article).

    \b
    Examples:
      annotator new press.annotator
      annotator new press.annotator --codebook my-codebook.toml --annotator Robin
    """
    chosen = read_codebook(codebook)
    with Project.create(project, chosen, annotator) as made:
        warn_of_place(made.path)
        click.echo(f"Made {project} for {made.annotator} with the codebook “{chosen.name}”.")


def read_codebook(name_or_file: str) -> Codebook:
    """A shipped codebook by its name, else a file.

    :raises UserError: if there is no such codebook or it can't be read.
    """
    shipped = resource("codebooks")
    names = sorted(path.stem for path in shipped.glob("*.toml"))
    path = shipped / f"{name_or_file}.toml" if name_or_file in names else Path(name_or_file)
    try:
        toml = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UserError(
            f"There is no codebook “{name_or_file}”: name a TOML file, or one of {', '.join(names)}."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The codebook {path} can't be read: save it as a UTF-8 text file.") from error
    return parse_codebook(toml)
