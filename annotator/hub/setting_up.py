"""Making a hub, and letting people in and out; what its owner does."""

from __future__ import annotations

import re
import secrets
import string
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from annotator.errors import UserError
from annotator.hub.rights import MEMBERSHIP, POLICIES
from annotator.hub.tables import FUNCTIONS, TABLES, VERSION

if TYPE_CHECKING:
    from psycopg import Connection

MemberRole = Literal["annotator", "adjudicator", "coordinator"]
ROLES: tuple[MemberRole, ...] = ("annotator", "adjudicator", "coordinator")

_OLDEST = 130000
"""PostgreSQL 13: older ones have no gen_random_uuid()."""

_LONGEST = 60
"""Of a login that is made from a name; PostgreSQL cuts at 63 bytes."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A person who was let in.  ``password`` is empty where the login was there already.

    ``statement`` is what an administrator has to run first, where the owner may not make logins.
    """

    annotator: str
    login: str
    password: str = ""
    statement: str = ""


def make(connection: Connection[Any], *, project: str, name: str, coordinator: str, blind: bool) -> bool:
    """Make the hub, and let in who makes it as a coordinator.

    :param project: the id of the project that it is for.
    :returns: False if it was there already; then nothing was changed.
    :raises UserError: if it is another project's, or this login may not make one.
    """
    from psycopg import errors

    if connection.info.server_version < _OLDEST:
        raise UserError("The hub needs PostgreSQL 13 or newer: choose another server.")
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(1095650895)")
        is_there = connection.execute(
            "SELECT 1 FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE nspname = 'annotator' AND relname = 'hub'"
        ).fetchone()
        if is_there is not None:
            there = connection.execute("SELECT project, name FROM annotator.hub").fetchone()
            if there is None or there[0] != project:
                whose = f"the project “{there[1]}”" if there else "another project"
                raise UserError(f"This database is the hub of {whose}: make another database for this one.")
            return False
        try:
            for script in (TABLES, FUNCTIONS, POLICIES, MEMBERSHIP):
                connection.execute(script)
        except errors.DuplicateSchema as error:
            raise UserError(
                "This database has a schema “annotator” that is no hub: make another database."
            ) from error
        except errors.InsufficientPrivilege as error:
            raise UserError(
                f"“{connection.info.user}” may not make a hub here: it needs a database of its own "
                f"(createdb -O {connection.info.user} NAME)."
            ) from error
        connection.execute(
            "INSERT INTO annotator.hub (version, project, name, blind) VALUES (%s, %s, %s, %s)",
            (VERSION, project, name, blind),
        )
        connection.execute("SELECT annotator.admit(current_user, %s, 'coordinator')", (coordinator,))
    return True


def begin_anew(connection: Connection[Any]) -> None:
    """Let everybody exchange everything once more: the server was restored from a backup.

    :raises UserError: if this login does not own the hub.
    """
    _need_owner(connection)
    connection.execute("UPDATE annotator.hub SET epoch = gen_random_uuid()::text")


def admit(connection: Connection[Any], annotator: str, login: str, role: MemberRole) -> Admitted:
    """Let a person in, with a login of this name, which is made where it is missing.

    :param login: empty: made from the name.
    :raises UserError: if this login does not own the hub, or the name is taken.
    """
    from psycopg import errors, sql

    _need_owner(connection)
    annotator = annotator.strip()
    if annotator in ("", "gold"):
        raise UserError(f"“{annotator}” can't be an annotator's name: choose another.")
    login = login or login_of(annotator)
    password = ""
    with connection.transaction():
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
        if found is None:
            password = _new_password()
            # The server, and so its log, sees only what the password is checked against.
            kept = connection.pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            ).decode()
            try:
                with connection.transaction():
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                            sql.Identifier(login), sql.Literal(kept)
                        )
                    )
            except errors.InsufficientPrivilege:
                make_login = sql.SQL("CREATE ROLE {} LOGIN;").format(sql.Identifier(login))
                return Admitted(annotator, login, statement=make_login.as_string(connection))
        try:
            connection.execute("SELECT annotator.admit(%s, %s, %s)", (login, annotator, role))
        except errors.UniqueViolation as error:
            raise UserError(f"“{annotator}” has another login already: take that away first.") from error
    return Admitted(annotator, login, password)


def dismiss(connection: Connection[Any], annotator: str) -> str:
    """Take a person's rights away and return the login; what the person said stays.

    :raises UserError: if this login does not own the hub, or there is no such member.
    """
    _need_owner(connection)
    row = connection.execute(
        "SELECT login FROM annotator.members WHERE annotator = %s", (annotator,)
    ).fetchone()
    if row is None:
        raise UserError(f"“{annotator}” is no member of the hub: look who is.")
    connection.execute("SELECT annotator.dismiss(%s)", (row[0],))
    return str(row[0])


def login_of(annotator: str) -> str:
    """``Zoë Müller`` -> ``zoe_muller``: a login that needs no quoting."""
    plain = unicodedata.normalize("NFKD", annotator).encode("ascii", "ignore").decode().lower()
    login = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST]
    if not login:
        raise UserError(f"Say which login “{annotator}” is to have: “{annotator}=LOGIN”.")
    return login if login[0].isalpha() and not login.startswith("pg_") else f"a_{login}"


def _new_password() -> str:
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(20))


def _need_owner(connection: Connection[Any]) -> None:
    row = connection.execute(
        "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'annotator'"
    ).fetchone()
    if row is None:
        raise UserError("There is no hub in this database: make one first.")
    if not row[0]:
        raise UserError(f"Only the owner of the hub may do that, and “{connection.info.user}” is not.")
