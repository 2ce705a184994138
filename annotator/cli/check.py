"""``annotator check``"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.output import counted, print_json
from annotator.store.check import check_file


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(project: Path, as_json: bool) -> int:
    """Check that a project is sound.

    Looks at the file itself, references, hashes of the articles, offsets and quotes, links and the
    codebook; changes nothing.  The exit code is 1 if anything is wrong.

    \b
    Examples:
      annotator check press.annotator
      annotator check press.annotator --json
    """
    problems = check_file(project)
    if as_json:
        print_json({"sound": not problems, "problems": [problem.to_json() for problem in problems]})
    elif not problems:
        click.echo(f"{project} is sound.")
    else:
        click.echo(f"{project} has {counted(len(problems), 'problem')}:")
        for problem in problems:
            click.echo(f"  {problem.where}: {problem.sentence} {problem.remedy}")
    return 1 if problems else 0
