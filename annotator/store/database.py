"""Opening and closing a project file: pragmas, versions, the lock of the one writer, backup.

The file is in WAL mode while somebody writes to it and one plain SQLite file when closed.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from annotator import __version__
from annotator.errors import UserError
from annotator.model.clock import now
from annotator.store.migrations import SCHEMA_VERSION, migrations

APPLICATION_ID = 0x414E4E4F
"""``ANNO``, in the header of every project file."""

_TRIES = 3
"""Times that a lock whose file vanished is asked for again."""

_SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing."""

    annotator: str
    machine: str
    process: int
    since: str

    def __str__(self) -> str:
        where = "" if self.machine == socket.gethostname() else f" on {self.machine}"
        return (
            f"{self.annotator}{where} (process {self.process}, since {self.since[:16].replace('T', ' ')} UTC)"
        )


class ProjectFile:
    """One open project file.

    ``read_only`` is true when it was asked for, when another window has the file (then ``held_by``
    says who), or when the file is write-protected.
    """

    def __init__(self, path: Path, db: Database, lock: FileLock | None, held_by: Holder | None) -> None:
        self.path = path
        self.db = db
        self.held_by = held_by
        self.sitting_id = 0
        self._lock = lock

    @property
    def read_only(self) -> bool:
        return self._lock is None

    def begin_sitting(self, annotator: str) -> None:
        """Note who writes, for the second window and the history."""
        with self.db.atomic():
            cursor = self.db.conn.execute(
                "INSERT INTO sittings (annotator, machine, process, program, opened_at) "
                "VALUES (?, ?, ?, ?, ?)",
                (annotator, socket.gethostname(), os.getpid(), __version__, now()),
            )
            self.sitting_id = int(cursor.lastrowid or 0)

    def close(self) -> None:
        """Close the file and give the lock back; afterwards it is one file that any SQLite reader opens."""
        if self._lock is not None:
            if self.sitting_id:
                with self.db.atomic():
                    self.db.conn.execute(
                        "UPDATE sittings SET closed_at = ? WHERE id = ?", (now(), self.sitting_id)
                    )
            try:
                self.db.conn.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError:
                # A reader is still there; SQLite itself tidies up when the last one leaves.  It may be one of
                # our own whose reading was cut short by an error, which must not be hidden by another.
                with suppress(sqlite3.OperationalError):
                    self.db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self.db.close()
        if self._lock is not None:
            _release(self._lock)
            self._lock = None


def create(path: Path) -> ProjectFile:
    """A new, empty project file.

    :raises UserError: if something is there already or the folder can't be written.
    """
    if path.exists():
        raise UserError(f"{path} is already there: choose another name, or open it.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}: make it first, or choose another place.")
    lock = _acquire(path)
    if lock is None:
        raise UserError(f"{path} is being made by another program just now: try again.")
    try:
        db = _connect(path)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(db)
    except (sqlite3.Error, OSError) as error:
        _release(lock)
        raise UserError(f"{path} can't be written ({error}): choose another folder.") from error
    return ProjectFile(path, db, lock, None)


def open_file(path: Path, *, read_only: bool = False) -> ProjectFile:
    """Open an existing project; older files are backed up beside themselves and brought up to date.

    :raises UserError: if it is missing, no project, damaged, or made by a newer version.
    """
    version = _check_header(path)
    if read_only:
        return ProjectFile(path, _connect_read_only(path), None, None)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return ProjectFile(path, _connect_read_only(path), None, None)
    lock = _acquire(path)
    if lock is None:
        db = _connect_read_only(path)
        return ProjectFile(path, db, None, _holder(db))
    try:
        db = _connect(path)
        if version < SCHEMA_VERSION:
            backup(db, path.with_name(f"{path.name}.before-version-{SCHEMA_VERSION}"))
            migrations.apply(db)
    except sqlite3.DatabaseError as error:
        _release(lock)
        raise UserError(
            f"{path} can't be opened for writing ({error}): is the disk full or failing?"
        ) from error
    except BaseException:
        _release(lock)
        raise
    return ProjectFile(path, db, lock, None)


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """A read-only connection of its own, for work beside the window."""
    db = _connect_read_only(path)
    try:
        yield db
    finally:
        db.close()


def backup(db: Database, path: Path) -> None:
    """A complete copy of the open project at ``path`` (replaced if it is there)."""
    target = sqlite3.connect(path)
    try:
        db.conn.backup(target)
    finally:
        target.close()


def _check_header(path: Path) -> int:
    """The schema version, read without changing anything."""
    if not path.exists():
        raise UserError(f"There is no project at {path}: check the name, or make a new project.")
    if path.is_dir():
        raise UserError(f"{path} is a folder; a project is one file.")
    try:
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise UserError(f"{path} can't be read ({error.strerror}).") from error
    not_ours = f"{path} is not an Annotator project: choose another file, or make a new project."
    if header != _SQLITE_HEADER:
        raise UserError(not_ours)
    try:
        db = _connect_as_it_is(path)
    except sqlite3.DatabaseError as error:
        raise UserError(f"{path} is damaged ({error}): restore it from a backup.") from error
    try:
        application = db.conn.execute("PRAGMA application_id").fetchone()[0]
        version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
        db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise UserError(f"{path} is damaged ({error}): restore it from a backup.") from error
    finally:
        db.close()
    if application != APPLICATION_ID:
        raise UserError(not_ours)
    if version > SCHEMA_VERSION:
        raise UserError(
            f"{path} was made by a newer version of Annotator (file version {version}, this program knows "
            f"{SCHEMA_VERSION}): update the program; the file was not touched."
        )
    return version


def _connect(path: Path) -> Database:
    db = Database(sqlite3.connect(path, timeout=5.0), execute_plugins=False)
    db.conn.execute("PRAGMA journal_mode = WAL")
    db.conn.execute("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":  # there, a plain fsync leaves the data in the drive's cache
        db.conn.execute("PRAGMA fullfsync = ON")
    db.conn.execute("PRAGMA foreign_keys = ON")
    return db


def _connect_read_only(path: Path) -> Database:
    """For reading only; a project of an older version is read as it would be when brought up to date."""
    db = _connect_as_it_is(path)
    version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    if 0 < version < SCHEMA_VERSION:
        copy = Database(memory=True, execute_plugins=False)
        db.conn.backup(copy.conn)
        db.close()
        migrations.apply(copy)
        db = copy
    db.conn.execute("PRAGMA query_only = ON")
    return db


def _connect_as_it_is(path: Path) -> Database:
    uri = path.resolve().as_uri()
    try:
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=5.0)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK" and os.access(path, os.W_OK):
            # Whoever wrote last was killed within a transaction, and only a writer takes that back.
            with closing(sqlite3.connect(path, timeout=5.0)) as writer:
                writer.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return _connect_as_it_is(path)
        if os.access(path.parent, os.W_OK):
            raise
        # A read-only folder: SQLite can't make its shared-memory file there, nor can anybody write.
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True)
    return Database(connection, execute_plugins=False)


def _lock_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _acquire(path: Path) -> FileLock | None:
    """The lock of the one writer; None where another process holds it.

    :raises UserError: if there can be no lock file in this folder.
    """
    lock = FileLock(_lock_path(path.resolve()))
    for _ in range(_TRIES):
        try:
            lock.acquire(blocking=False)
        except Timeout:
            # Held, or the file could not be made, as in /proc, or its holder has removed it just now.
            if Path(lock.lock_file).exists():
                return None
        except (OSError, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or "it can't lock files"
            raise UserError(f"{path.parent} can't be written ({why}): choose another folder.") from error
        else:
            return lock
    raise UserError(f"{path.parent} can't be written: choose another folder.")


def _release(lock: FileLock) -> None:
    # Removed while still held: whoever waits on the old file notices that it is gone and starts anew.
    if sys.platform != "win32":
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def _holder(db: Database) -> Holder | None:
    row = db.conn.execute(
        "SELECT annotator, machine, process, opened_at FROM sittings WHERE closed_at IS NULL ORDER BY id DESC"
    ).fetchone()
    return Holder(*row) if row else None
