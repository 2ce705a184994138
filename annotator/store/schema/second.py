"""Merged actors, answers about an article as a whole, and times."""

SCRIPT = """
-- A merged actor stays, so that nobody's mention has to change: it is read as the one it was merged into.
ALTER TABLE actors ADD COLUMN merged_into TEXT REFERENCES actors(id);
CREATE INDEX actors_by_target ON actors (merged_into) WHERE merged_into IS NOT NULL;

-- What one annotator answers about an article as a whole.
CREATE TABLE article_answers (
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
  note TEXT NOT NULL DEFAULT '',
  updated_at TEXT NOT NULL,
  PRIMARY KEY (layer_id, article_id)
) WITHOUT ROWID;

-- How long one annotator worked on an article in one sitting.
CREATE TABLE article_times (
  layer_id INTEGER NOT NULL REFERENCES layers(id),
  article_id INTEGER NOT NULL REFERENCES articles(id),
  sitting_id INTEGER NOT NULL REFERENCES sittings(id),
  seconds REAL NOT NULL CHECK (seconds >= 0),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (layer_id, article_id, sitting_id)
) WITHOUT ROWID;

-- Which articles an entry of the history is about: to look through all its changes would take too long.
CREATE TABLE history_articles (
  article_id INTEGER NOT NULL REFERENCES articles(id),
  history_id INTEGER NOT NULL REFERENCES history(id),
  PRIMARY KEY (article_id, history_id)
) WITHOUT ROWID;
INSERT INTO history_articles (article_id, history_id)
SELECT id, history_id FROM articles JOIN (
  SELECT article_id, id AS history_id FROM history
  UNION SELECT json_extract(value, '$.before.article_id'), history.id FROM history, json_each(changes)
  UNION SELECT json_extract(value, '$.after.article_id'), history.id FROM history, json_each(changes)
  UNION SELECT json_extract(value, '$.key[0]'), history.id FROM history, json_each(changes)
    WHERE json_extract(value, '$.table') = 'articles'
) AS about ON about.article_id = articles.id;
CREATE TRIGGER history_articles_stay BEFORE UPDATE ON history_articles
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER history_articles_are_kept BEFORE DELETE ON history_articles
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
"""
