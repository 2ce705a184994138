"""Reaching the hub's PostgreSQL; what can go wrong on the way, in one sentence each.

Passwords and TLS are libpq's: in the URL, in ~/.pgpass, PGPASSWORD, sslmode.  Nothing of it is kept here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from annotator.errors import UserError
from annotator.hub.troubles import LoginError

if TYPE_CHECKING:
    from psycopg import Connection, Error

_PATIENCE = {
    "connect_timeout": "15",
    # A line that was cut is noticed within a minute, not after the system's two hours.
    "keepalives_idle": "20",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
_OF_LOGIN = ("password authentication failed", "no password supplied", "does not exist")
_SECRET = ("password", "sslpassword", "oauth_client_secret")
_SCHEMES = ("postgresql://", "postgres://")

NO_HUB = ("3F000", "42P01", "42883")
"""No such schema, table or function: there is a server, and no hub on it."""

_AT_CONNECTING = (
    ("password authentication failed", "{server} refuses the password of “{user}”: check both."),
    ("no password supplied", "{server} asks for the password of “{user}”: write it into ~/.pgpass, or set "
     "PGPASSWORD."),
    ("does not exist", "{server} knows no such database or login: {reason}."),
    ("no pg_hba.conf entry", "{server} does not let “{user}” in from this machine: its administrator has to "
     "allow it (pg_hba.conf)."),
    ("permission denied for database", "“{user}” may not use this database of {server}: its administrator "
     "has to allow it."),
    ("too many", "{server} has all its connections in use: try again in a moment."),
    ("starting up", "{server} is just starting: try again in a moment."),
    ("not yet accepting", "{server} is just starting: try again in a moment."),
    ("shutting down", "{server} is just being stopped: try again later."),
    ("certificate", "The certificate of {server} is not to be trusted ({reason}): see sslmode and "
     "sslrootcert in the guide."),
    ("SSL", "{server} and this machine don't agree on TLS ({reason}): see sslmode in the guide."),
)  # fmt: skip


def is_url(text: str) -> bool:
    """Whether it names a PostgreSQL database."""
    return text.startswith(_SCHEMES)


def without_secrets(url: str) -> str:
    """The URL as it is shown and kept: without a password.

    :raises UserError: if it is no URL of a PostgreSQL database, or psycopg is missing.
    """
    parts = {name: value for name, value in _parts(url).items() if name not in _SECRET}
    hosts, ports = parts.pop("host", "").split(","), parts.pop("port", "").split(",")
    user, name = parts.pop("user", ""), parts.pop("dbname", "")
    places = []
    if hosts[0].startswith("/"):
        parts = {"host": ",".join(hosts), **parts}
        hosts = [""]
    for number, host in enumerate(hosts):
        port = ports[min(number, len(ports) - 1)]
        places.append((f"[{host}]" if ":" in host else host) + (f":{port}" if port else ""))
    login = f"{quote(user, safe='')}@" if user else ""
    rest = f"?{urlencode(parts, quote_via=quote)}" if parts else ""
    return f"postgresql://{login}{','.join(places)}/{quote(name, safe='')}{rest}"


def with_password(url: str, password: str) -> str:
    """An address with a password in place of the one that it has, if it has one."""
    plain = without_secrets(url)
    return f"{plain}{'&' if '?' in plain else '?'}password={quote(password, safe='')}"


@contextmanager
def connected(url: str) -> Iterator[Connection[Any]]:
    """A connection in which each statement is committed by itself, unless inside ``transaction()``.

    :raises UserError: if there can be none, or whatever goes wrong on it later.
    """
    parts = _parts(url)
    import psycopg
    from psycopg.conninfo import make_conninfo

    settings = {**_PATIENCE, "application_name": "annotator", **parts}
    try:
        # Nothing is prepared on the server: a pooler between may give the next statement another connection.
        connection = psycopg.connect(make_conninfo(**settings), autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise _not_connected(error, parts) from error
    try:
        with connection:
            yield connection
    except psycopg.Error as error:
        raise UserError(_said(error, parts)) from error


def _parts(url: str) -> dict[str, str]:
    if not is_url(url):
        raise UserError(f"“{url}” is no address of a hub: it begins with postgresql://.")
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise UserError("A hub needs psycopg: install it with “pip install 'annotator[hub]'”.") from error
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error as error:
        raise UserError(f"The address of the hub can't be read ({_first_line(error)}).") from error
    return {name: str(value) for name, value in parts.items() if value is not None}


def _not_connected(error: Error, parts: Mapping[str, str]) -> UserError:
    said = str(error)
    words = {"server": _server(parts), "user": parts.get("user", "you"), "reason": _reason(error)}
    for sign, sentence in _AT_CONNECTING:
        if sign in said:
            return (LoginError if sign in _OF_LOGIN else UserError)(sentence.format(**words))
    return UserError(
        f"{words['server']} can't be reached ({words['reason']}): is it running, are you online?"
    )


def _said(error: Error, parts: Mapping[str, str]) -> str:
    import psycopg

    where, state = _server(parts), error.sqlstate or ""
    if state in NO_HUB:
        return "There is no hub in this database: ask its owner to make one."
    if state == "42501":
        return f"{where} does not let “{parts.get('user', 'you')}” do that ({_reason(error)})."
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return f"{where} was cut off: try again; what was exchanged before stays."
    return f"{where} refused ({_reason(error)})."


def _server(parts: Mapping[str, str]) -> str:
    """Where it is, for a sentence that begins with it."""
    host = parts.get("host", "")
    return f"The hub at {host}" if host and not host.startswith("/") else "The hub on this machine"


def _reason(error: Error) -> str:
    """What the server or the system says, without the words before it that libpq repeats."""
    line = _first_line(error)
    for before in ("FATAL:", "failed:"):
        line = line.rpartition(before)[2].strip()
    return line.rstrip(".")


def _first_line(error: Error) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
