"""The first shape: articles, layers, annotations, links, decisions, history."""

SCRIPT = """
CREATE TABLE about (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sittings (
  id INTEGER PRIMARY KEY,
  annotator TEXT NOT NULL,
  machine TEXT NOT NULL,
  process INTEGER NOT NULL,
  program TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT
);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  length INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  published TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  fingerprint TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '',
  imported_by TEXT NOT NULL DEFAULT '',
  imported_at TEXT NOT NULL
);

-- The bodies apart from the rest, so that the list of articles reads few pages.
CREATE TABLE article_texts (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id),
  text TEXT NOT NULL,
  removed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(removed))
);

CREATE TABLE codebooks (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE layers (
  id INTEGER PRIMARY KEY,
  annotator TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'model', 'gold')),
  version TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (annotator, kind, version)
);

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',
  aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
  wikidata TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE annotations (
  id TEXT PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  label TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL CHECK (end > start),
  segments TEXT NOT NULL CHECK (json_valid(segments)),
  quote TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  actor_id TEXT REFERENCES actors(id),
  note TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL CHECK (origin IN ('person', 'model', 'import')),
  score REAL,
  reason TEXT NOT NULL DEFAULT '',
  derived_from TEXT,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX annotations_by_article ON annotations (layer_id, article_id, start);
CREATE INDEX annotations_by_actor ON annotations (actor_id) WHERE actor_id IS NOT NULL;

CREATE TABLE links (
  id TEXT PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  label TEXT NOT NULL,
  head_id TEXT NOT NULL REFERENCES annotations(id),
  child_id TEXT NOT NULL REFERENCES annotations(id),
  origin TEXT NOT NULL CHECK (origin IN ('person', 'model', 'import')),
  score REAL,
  derived_from TEXT,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (head_id, label, child_id)
);
CREATE INDEX links_by_article ON links (layer_id, article_id);
CREATE INDEX links_by_child ON links (child_id);

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  suggestion_id TEXT NOT NULL,
  model_layer_id INTEGER REFERENCES layers(id),
  label TEXT NOT NULL,
  segments TEXT NOT NULL CHECK (json_valid(segments)),
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  score REAL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected')),
  annotation_id TEXT REFERENCES annotations(id),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (layer_id, article_id, label, segments)
) WITHOUT ROWID;
CREATE INDEX decisions_by_annotation ON decisions (annotation_id) WHERE annotation_id IS NOT NULL;

CREATE TABLE article_states (
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  state TEXT NOT NULL CHECK (state IN ('to do', 'in progress', 'done', 'in doubt')),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (layer_id, article_id)
) WITHOUT ROWID;

-- Which articles a model has seen, also where it had nothing to suggest.
CREATE TABLE model_runs (
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  annotations INTEGER NOT NULL,
  links INTEGER NOT NULL,
  ran_at TEXT NOT NULL,
  PRIMARY KEY (layer_id, article_id)
) WITHOUT ROWID;

CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sitting_id INTEGER NOT NULL REFERENCES sittings(id),
  annotator TEXT NOT NULL,
  at TEXT NOT NULL,
  operation TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  article_id INTEGER REFERENCES articles(id),
  changes TEXT NOT NULL CHECK (json_valid(changes))
);
CREATE INDEX history_by_article ON history (article_id) WHERE article_id IS NOT NULL;

CREATE TRIGGER article_texts_stay BEFORE UPDATE ON article_texts
BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END;
CREATE TRIGGER article_hashes_stay BEFORE UPDATE OF sha256, length ON articles
BEGIN SELECT RAISE(ABORT, 'the hash of an article never changes'); END;
CREATE TRIGGER history_stays BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER history_is_kept BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
"""
