"""What SQLite raises, by names for rooms that do not know SQLite."""

from __future__ import annotations

import sqlite3

RefusedRow = sqlite3.IntegrityError
"""A row breaks a rule of the tables."""

UnusableFile = sqlite3.OperationalError
"""The file can't be written or read: a full disk, a lock, a device that fails."""
