"""``annotator hub``"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotator.cli.output import counted, need_writable, print_json, progress
from annotator.errors import UserError
from annotator.hub import setting_up
from annotator.hub.connecting import connected, without_secrets
from annotator.hub.exchanging import Exchange, Holds
from annotator.hub.local import URL
from annotator.hub.remote import Hub
from annotator.hub.report import Piece, Report
from annotator.hub.setting_up import ROLES, Admitted, MemberRole
from annotator.project.project import Project

_URL_HELP = "Its address; else the one that the project remembers."


@click.group()
def command() -> None:
    """Exchange with colleagues over a PostgreSQL server.

    The project stays complete on this machine and works without the server; “sync” brings both up to date,
    as often as one likes.  URL is postgresql://LOGIN@HOST/DATABASE; it is remembered without a password,
    which libpq finds in ~/.pgpass or PGPASSWORD.

    \b
    Examples:
      annotator hub init press.annotator postgresql://petra@db.example.org/press --blind
      annotator hub invite press.annotator Robin Kim "Ada=adj" --role annotator
      annotator hub sync press.annotator postgresql://robin@db.example.org/press
      annotator hub sync press.annotator
      annotator hub release press.annotator --article 3
    """


@command.command("init")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("url")
@click.option("--blind", is_flag=True, help="Nobody reads what others said of an article until done with it.")
@click.option("--restored", is_flag=True, help="The server was restored from a backup: exchange all anew.")
def init(project: Path, url: str, blind: bool, restored: bool) -> None:
    """Make the hub of a project in an empty database, and send it articles, codebook and layers.

    Whoever makes it coordinates: puts articles in, says what is to be annotated by whom, and releases.
    """
    with Project.open(project) as opened:
        need_writable(opened)
        with connected(url) as connection:
            made = setting_up.make(
                connection,
                project=opened.about("project_id"),
                name=opened.name,
                coordinator=opened.annotator,
                blind=blind or opened.blind,
            )
            if restored:
                setting_up.begin_anew(connection)
            if blind and not made:
                Hub(connection).set_blind(True)
            click.echo("Made the hub." if made else "The hub was there already.")
            exchange = Exchange(opened, Hub(connection), without_secrets(url))
            _run(opened, exchange.sync(), exchange.report)
    click.echo(f"Next: let colleagues in with “annotator hub invite {project} NAME...”.")


def _exchanging(name: str, what: str) -> None:
    """Add one of the commands that exchange; they have the same options."""

    @command.command(name, help=what)
    @click.argument("project", type=click.Path(path_type=Path))
    @click.argument("url", required=False)
    @click.option(
        "--codebook",
        type=click.Choice(["mine", "theirs"]),
        help="For coordinators: which one holds where it was changed here and there.",
    )
    @click.option("--join", is_flag=True, help="Join the hub of another project with what is here.")
    @click.option("--json", "as_json", is_flag=True, help="The report as one JSON document.")
    def exchanging(project: Path, url: str | None, codebook: str | None, join: bool, as_json: bool) -> None:
        holds: Holds = "mine" if codebook == "mine" else "theirs" if codebook == "theirs" else ""
        with Project.open(project) as opened:
            need_writable(opened)
            with _hub(opened, url) as (hub, shown):
                exchange = Exchange(opened, hub, shown, codebook=holds, joins=join)
                ways = {"push": exchange.push, "pull": exchange.pull, "sync": exchange.sync}
                _run(opened, ways[name](), exchange.report, as_json=as_json)


_exchanging("push", "Send what is new here.")
_exchanging("pull", "Fetch what colleagues sent.")
_exchanging("sync", "Send what is new here and fetch what colleagues sent.")


@command.command("invite")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("names", metavar="NAME[=LOGIN]...", nargs=-1, required=True)
@click.option("--role", type=click.Choice(ROLES), default="annotator", show_default=True, help="Their role.")
@click.option("--url", help=_URL_HELP)
def invite(project: Path, names: tuple[str, ...], role: MemberRole, url: str | None) -> None:
    """Let people in; a login is made for each that has none, and its password shown once."""
    with Project.open(project, read_only=True) as opened:
        place = _address(opened, url)
    with connected(place) as connection:
        for each in names:
            name, _, login = each.partition("=")
            _say_admitted(setting_up.admit(connection, name, login, role), without_secrets(place))


@command.command("dismiss")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--url", help=_URL_HELP)
def dismiss(project: Path, names: tuple[str, ...], url: str | None) -> None:
    """Take people's rights away; what they said stays."""
    with Project.open(project, read_only=True) as opened:
        place = _address(opened, url)
    with connected(place) as connection:
        for name in names:
            login = setting_up.dismiss(connection, name)
            click.echo(f"{name} may no longer use the hub; the login {login} is still there.")


@command.command("members")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--url", help=_URL_HELP)
@click.option("--json", "as_json", is_flag=True, help="As one JSON document.")
def members(project: Path, url: str | None, as_json: bool) -> None:
    """Show who is in, with their roles and logins."""
    with Project.open(project, read_only=True) as opened, _hub(opened, url) as (hub, _):
        hub.identity()
        found = hub.members()
    if as_json:
        print_json([{"annotator": m.annotator, "role": m.role, "login": m.login} for m in found])
        return
    for member in found:
        click.echo(f"{member.annotator}: {member.role} (login {member.login})")


@command.command("release")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--article", "articles", metavar="ID", type=int, multiple=True, help="Only these; else all.")
@click.option("--take-back", is_flag=True, help="Hide them again until one is done.")
@click.option("--url", help=_URL_HELP)
def release(project: Path, articles: tuple[int, ...], take_back: bool, url: str | None) -> None:
    """Let everybody read all layers on articles, in a blind hub; for coordinators."""
    with Project.open(project, read_only=True) as opened, _hub(opened, url) as (hub, _):
        if not hub.identity().coordinates:
            raise UserError("Only a coordinator of the hub may release articles.")
        hashes = {article.id: article.sha256 for article in opened.articles()}
        for number in articles:
            if number not in hashes:
                raise UserError(f"There is no article {number} in this project: choose one that is listed.")
        count = hub.release([hashes[number] for number in articles or hashes], take_back=take_back)
    click.echo(f"{'hidden again' if take_back else 'released'}: {counted(count, 'article')}")


# -- inside


@contextmanager
def _hub(project: Project, url: str | None) -> Iterator[tuple[Hub, str]]:
    place = _address(project, url)
    with connected(place) as connection:
        yield Hub(connection), without_secrets(place)


def _address(project: Project, url: str | None) -> str:
    place = url or project.about(URL)
    if not place:
        raise UserError("This project knows no hub yet: give its address, postgresql://LOGIN@HOST/DATABASE.")
    return place


def _run(project: Project, pieces: Iterator[Piece], report: Report, *, as_json: bool = False) -> None:
    try:
        with progress("Exchanging") as step:
            for piece in pieces:
                piece.save(project)
                step(piece.done, piece.total)
    except BaseException:
        if not report.nothing:  # Ctrl-C or a cut: what was exchanged until then stays and is said
            _say(report, as_json=as_json)
        raise
    _say(report, as_json=as_json)


def _say(report: Report, *, as_json: bool) -> None:
    if as_json:
        print_json(report.as_json())
        return
    if report.codebook:
        click.echo(f"codebook: {report.codebook}")
    if report.articles_sent or report.articles_received:
        click.echo(f"articles: {report.articles_sent} sent, {report.articles_received} received")
    click.echo(f"changes: {report.sent} sent, {report.received} received")
    for note in report.all_notes():
        click.echo(f"  {note}")


def _say_admitted(who: Admitted, url: str) -> None:
    if who.statement:
        click.echo(f"{who.annotator}: there is no login {who.login}, and you may not make one.  Ask for")
        click.echo(f"  {who.statement}")
        click.echo("  and invite again.")
        return
    click.echo(f"{who.annotator}: {_with_login(url, who.login)}")
    if who.password:
        click.echo(f"  password: {who.password} (shown only now)")


def _with_login(url: str, login: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{login}@{rest.partition('@')[2] or rest}"
