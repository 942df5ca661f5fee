"""Migrations: turns a register of any earlier version into one of today's, each step recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = Migrations("saraban")

_TABLES = """
CREATE TABLE entry (place INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE node (
    tree INTEGER NOT NULL, id INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (tree, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE series (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE number (
    series INTEGER NOT NULL REFERENCES series (id), running INTEGER NOT NULL CHECK (running > 0),
    state TEXT NOT NULL, entries TEXT NOT NULL, PRIMARY KEY (series, running)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
CREATE TABLE content (sha256 BLOB NOT NULL PRIMARY KEY, body BLOB) STRICT;
CREATE TABLE draft (
    sheet TEXT NOT NULL, sha256 BLOB NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (sheet, sha256)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never deleted'); END;
"""


@MIGRATIONS()
def the_log(db: Database) -> None:
    """Make the tables of the first version."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)
