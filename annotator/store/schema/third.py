"""Patterns of the project and trained pipelines."""

SCRIPT = """
-- What the analysts themselves say is to be suggested: a phrase, or spaCy token patterns.
CREATE TABLE patterns (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  pattern TEXT NOT NULL CHECK (json_valid(pattern)),
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  name TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  actor_id TEXT REFERENCES actors(id),
  off INTEGER NOT NULL DEFAULT 0 CHECK (off IN (0, 1)),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX patterns_by_actor ON patterns (actor_id) WHERE actor_id IS NOT NULL;

-- Pipelines that were trained on this project, and how well they did on the articles held out.
CREATE TABLE trained_models (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  folder TEXT NOT NULL,
  based_on TEXT NOT NULL DEFAULT '',
  report TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(report)),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
"""
