"""A PostgreSQL server of the tests' own, on loopback and a socket, from the system's package.

PostgreSQL refuses to run as root: there, it runs as ``nobody``.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

ADMIN = "admin"
"""The server's superuser; on the socket nobody is asked for a password."""

_PATIENCE = 60.0


def programs() -> Path | None:
    """The folder with initdb and postgres; None where PostgreSQL's server is not installed."""
    links = [Path(found).resolve() for name in ("initdb", "postgres") if (found := shutil.which(name))]
    # Debian keeps it out of the path, one folder a version.
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    for file in (*links, *reversed(folders)):
        if all((file.parent / program).exists() for program in ("initdb", "postgres", "pg_ctl", "psql")):
            return file.parent
    return None


class Server:
    """One server in a folder of its own; use it as a context manager.

    :param durable: whether it would also stand a power cut; it is slower then.
    """

    def __init__(self, bin_folder: Path, *, durable: bool = False) -> None:
        self._fsync = "on" if durable else "off"
        self._bin = bin_folder
        # Not pytest's folder: nobody else may enter that, and a socket's path has to be short.
        self._folder = Path(tempfile.mkdtemp(prefix="hub-", dir="/tmp"))
        self._data = self._folder / "data"
        self.port = _free_port()
        self._as: dict[str, Any] = {}
        if hasattr(os, "getuid") and os.getuid() == 0:
            import pwd

            nobody = pwd.getpwnam("nobody")
            os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._databases = 0

    def __enter__(self) -> Server:
        self._run("initdb", "-D", self._data, "-U", ADMIN, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self._write(
            "pg_hba.conf", "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n", append=False
        )
        self._write(
            "postgresql.conf",
            f"listen_addresses = '127.0.0.1'\nport = {self.port}\n"
            f"unix_socket_directories = '{self._folder}'\n"
            f"max_connections = 60\nfsync = {self._fsync}\nlog_min_messages = warning\nlc_messages = 'C'\n",
            append=True,
        )
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(
            [self._bin / "pg_ctl", "stop", "-D", self._data, "-m", "immediate", "-s"], check=False, **self._as
        )
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start it and wait until it answers; after :meth:`kill`, once its processes are gone."""
        end = time.monotonic() + _PATIENCE
        while True:
            command = [
                self._bin / "pg_ctl",
                "start",
                "-D",
                self._data,
                "-s",
                "-w",
                "-l",
                self._folder / "log",
            ]
            if subprocess.run(command, check=False, cwd="/", capture_output=True, **self._as).returncode == 0:
                return
            assert time.monotonic() < end, (self._folder / "log").read_text()
            time.sleep(0.2)

    def kill(self) -> None:
        """As when the machine of the server fails: SIGKILL, without a word."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def url(self, database: str, user: str, password: str = "") -> str:
        """Over TCP, as from another machine: with a password."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def socket_url(self, database: str, user: str = ADMIN) -> str:
        """Over the socket: without a password, as any login."""
        return f"postgresql://{user}@/{database}?host={self._folder}&port={self.port}"

    def new_database(self, owner: str) -> str:
        """A new database, and its owner as a new login that may make logins, with the password ``secret``."""
        self._databases += 1
        name = f"db{self._databases}"
        with psycopg.connect(self.socket_url("postgres"), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (owner,)).fetchone()
            if there is None:
                connection.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD 'secret'")  # type: ignore[arg-type]
            connection.execute(f"CREATE DATABASE {name} OWNER {owner} TEMPLATE template0")  # type: ignore[arg-type]
        return name

    def psql(
        self, url: str, script: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a script with psql; it stops at the first error."""
        command = [self._bin / "psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-"]
        return subprocess.run(
            command,
            input=script,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", **(environment or {})},
        )

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **self._as)
        assert done.returncode == 0, done.stderr

    def _write(self, name: str, text: str, *, append: bool) -> None:
        with (self._data / name).open("a" if append else "w", encoding="utf-8") as file:
            file.write(text)


def running() -> Iterator[Server]:
    """A server, for a fixture; skips the test where there is none to start."""
    import pytest

    found = programs()
    if found is None:
        pytest.skip("needs PostgreSQL's server (Debian: apt-get install postgresql)")
    with Server(found) as server:
        yield server


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
