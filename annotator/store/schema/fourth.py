"""What colleagues need: revisions to bring copies together, assignments, comments, settlements."""

SCRIPT = """
-- The last change of each row that travels between copies of a project; a deleted row keeps its entry, so
-- that it does not come back.  The id of a state and of answers is "layer id/article id", that of an
-- assignment "article id/annotator".  at_hub is the stamp that the server is known to have.
CREATE TABLE revisions (
  kind TEXT NOT NULL CHECK (kind IN ('annotation', 'link', 'decision', 'state', 'answers', 'comment',
    'settlement', 'assignment', 'actor')),
  id TEXT NOT NULL,
  layer_id INTEGER REFERENCES layers(id),
  article_id INTEGER REFERENCES articles(id),
  stamp TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  at_hub TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX revisions_by_layer ON revisions (layer_id, article_id);
CREATE INDEX revisions_by_stamp ON revisions (stamp);

-- Who is to annotate what.
CREATE TABLE assignments (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  annotator TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (article_id, annotator)
) WITHOUT ROWID;
CREATE INDEX assignments_by_annotator ON assignments (annotator);

-- What is said about an annotation of any layer, a span, or an article.  It belongs to the layer of who says
-- it; thread_id is the id of the comment that began the thread, which says what the thread is about; all
-- others repeat that, should it be missing here.
CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  thread_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('say', 'resolve', 'reopen')),
  annotation_id TEXT,
  label TEXT NOT NULL DEFAULT '',
  start INTEGER CHECK (start >= 0),
  end INTEGER CHECK (end > start),
  quote TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  mentions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(mentions)),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX comments_by_article ON comments (article_id);
CREATE INDEX comments_by_thread ON comments (thread_id);

-- How a difference, or what all agree on, became gold.  members are what the layers said then, one object
-- each: annotator, kind, version, annotation (its id, or null), digest (of all that it said).  outcome are
-- the ids of the annotations in the gold layer that came of it.
CREATE TABLE settlements (
  id TEXT PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  rule TEXT NOT NULL CHECK (rule IN ('agreed', 'majority', 'trust', 'taken', 'both', 'third', 'none')),
  members TEXT NOT NULL CHECK (json_valid(members)),
  outcome TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(outcome)),
  why TEXT NOT NULL DEFAULT '',
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX settlements_by_article ON settlements (layer_id, article_id);

-- What people and gold had said before there were revisions.
INSERT INTO revisions (kind, id, layer_id, article_id, stamp)
SELECT 'annotation', a.id, layer_id, article_id, a.updated_at FROM annotations a
JOIN layers ON layers.id = layer_id WHERE layers.kind <> 'model';
INSERT INTO revisions (kind, id, layer_id, article_id, stamp)
SELECT 'link', l.id, layer_id, article_id, l.updated_at FROM links l
JOIN layers ON layers.id = layer_id WHERE layers.kind <> 'model';
INSERT INTO revisions (kind, id, layer_id, article_id, stamp)
SELECT 'decision', d.id, layer_id, article_id, d.created_at FROM decisions d
JOIN layers ON layers.id = layer_id WHERE layers.kind <> 'model';
INSERT INTO revisions (kind, id, layer_id, article_id, stamp)
SELECT 'state', layer_id || '/' || article_id, layer_id, article_id, updated_at FROM article_states;
INSERT INTO revisions (kind, id, layer_id, article_id, stamp)
SELECT 'answers', layer_id || '/' || article_id, layer_id, article_id, updated_at FROM article_answers;
INSERT INTO revisions (kind, id, stamp) SELECT 'actor', id, updated_at FROM actors;
"""
