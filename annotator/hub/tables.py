"""The hub's tables, and who may read and write what of them: PostgreSQL itself holds it.

How it is safe when ten write at once: every row that is written gets the next number of one sequence
(``seq``), and a reader asks for what has a higher number than the last one it saw.  That alone would miss a
row that got a lower number but was committed later.  So each statement that writes takes one advisory lock
until its transaction ends, before any number is drawn; numbers become visible in their order.  The lock is
taken in a trigger, so that it holds for whoever writes by hand as well.

What is written by whom: every login is tied to one annotator in ``members``.  Policies let a row be written
by its owner only (gold by adjudicators and coordinators), read by all, or in a blind hub by those for whom
its article is released.  Nobody gets the right to delete entries, to change what a row is about, or to draw
numbers.  Who owns the tables is bound by the policies too; only a superuser is not.

Bodies are ``json`` and texts ``bytea`` because ``jsonb`` and ``text`` can't hold U+0000, which an article
may.
"""

from __future__ import annotations

from typing import LiteralString

VERSION = 1
"""Of the tables; a hub with a higher one was made by a newer program."""

TABLES: LiteralString = """
CREATE SCHEMA annotator;
CREATE SEQUENCE annotator.seq;

-- epoch changes when the server was restored from a backup: then all exchange everything anew.
CREATE TABLE annotator.hub (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version integer NOT NULL,
  project text NOT NULL,
  name text NOT NULL,
  epoch text NOT NULL DEFAULT gen_random_uuid()::text,
  blind boolean NOT NULL
);

CREATE TABLE annotator.members (
  login name PRIMARY KEY,
  annotator text NOT NULL UNIQUE CHECK (annotator = btrim(annotator) AND annotator NOT IN ('', 'gold')),
  role text NOT NULL CHECK (role IN ('annotator', 'adjudicator', 'coordinator'))
);

CREATE TABLE annotator.articles (
  sha256 text COLLATE "C" PRIMARY KEY,
  text bytea NOT NULL,
  body json NOT NULL,
  seq bigint NOT NULL UNIQUE,
  CHECK (sha256 = encode(sha256(text), 'hex'))
);

CREATE TABLE annotator.codebooks (
  seq bigint PRIMARY KEY,
  body json NOT NULL,
  written_by text NOT NULL
);

CREATE TABLE annotator.entries (
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('annotation', 'link', 'decision', 'state', 'answers',
    'comment', 'settlement', 'assignment', 'actor')),
  owner text COLLATE "C" NOT NULL,
  layer_kind text COLLATE "C" NOT NULL CHECK (layer_kind IN ('', 'person', 'gold')),
  article text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  stamp text COLLATE "C" NOT NULL
    CHECK (stamp ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z(\\+\\d{6})?$'),
  deleted boolean NOT NULL,
  body json NOT NULL,
  seq bigint NOT NULL UNIQUE,
  written_by name NOT NULL,
  written_at timestamptz NOT NULL,
  on_article text COLLATE "C" GENERATED ALWAYS AS (nullif(article, '')) STORED
    REFERENCES annotator.articles (sha256),
  PRIMARY KEY (kind, owner, layer_kind, article, id),
  CHECK ((owner = '') = (layer_kind = '') AND (owner = '') = (kind IN ('actor', 'assignment'))),
  CHECK ((article = '') = (kind = 'actor')),
  CHECK ((owner = 'gold') = (layer_kind = 'gold') AND (kind <> 'settlement' OR layer_kind = 'gold'))
);
CREATE INDEX entries_by_article ON annotator.entries (article, seq);

-- Articles whose layers the coordinator lets everybody read, in a blind hub.
CREATE TABLE annotator.releases (
  article text COLLATE "C" PRIMARY KEY REFERENCES annotator.articles (sha256)
);

-- Which articles each annotator is done with; kept by a trigger.
CREATE TABLE annotator.done (
  annotator text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  PRIMARY KEY (annotator, article)
);
"""

FUNCTIONS: LiteralString = """
CREATE FUNCTION annotator.me() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT m.annotator FROM annotator.members m WHERE m.login = current_user $$;

CREATE FUNCTION annotator.my_role() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT m.role FROM annotator.members m WHERE m.login = current_user $$;

CREATE FUNCTION annotator.sees_all() RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(annotator.my_role() IN ('adjudicator', 'coordinator') OR
    annotator.my_role() = 'annotator' AND NOT (SELECT h.blind FROM annotator.hub h), false)
$$;

-- The articles on which a member sees what others say, where that is not all.
CREATE FUNCTION annotator.seen_articles() RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.article FROM annotator.done d WHERE d.annotator = annotator.me()
  UNION SELECT r.article FROM annotator.releases r WHERE annotator.me() IS NOT NULL
$$;

-- The last number drawn: below one that was seen once, the server was restored from a backup.
CREATE FUNCTION annotator.newest() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT last_value FROM annotator.seq $$;

CREATE FUNCTION annotator.take_turn() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1095650895);
  RETURN NULL;
END $$;

CREATE FUNCTION annotator.number_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.seq := nextval('annotator.seq');
  RETURN NEW;
END $$;

CREATE FUNCTION annotator.number_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.stamp <= OLD.stamp THEN RETURN NULL; END IF;
  END IF;
  NEW.seq := nextval('annotator.seq');
  NEW.written_by := session_user;
  NEW.written_at := clock_timestamp();
  RETURN NEW;
END $$;

CREATE FUNCTION annotator.note_done() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT NEW.deleted AND NEW.body ->> 'state' = 'done' THEN
    INSERT INTO annotator.done VALUES (NEW.owner, NEW.article) ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM annotator.done WHERE annotator = NEW.owner AND article = NEW.article;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER turn BEFORE INSERT OR UPDATE ON annotator.entries EXECUTE FUNCTION annotator.take_turn();
CREATE TRIGGER turn BEFORE INSERT ON annotator.articles EXECUTE FUNCTION annotator.take_turn();
CREATE TRIGGER turn BEFORE INSERT ON annotator.codebooks EXECUTE FUNCTION annotator.take_turn();
CREATE TRIGGER number BEFORE INSERT OR UPDATE ON annotator.entries
  FOR EACH ROW EXECUTE FUNCTION annotator.number_entry();
CREATE TRIGGER number BEFORE INSERT ON annotator.articles
  FOR EACH ROW EXECUTE FUNCTION annotator.number_row();
CREATE TRIGGER number BEFORE INSERT ON annotator.codebooks
  FOR EACH ROW EXECUTE FUNCTION annotator.number_row();
CREATE TRIGGER done AFTER INSERT OR UPDATE ON annotator.entries
  FOR EACH ROW WHEN (NEW.kind = 'state' AND NEW.layer_kind = 'person')
  EXECUTE FUNCTION annotator.note_done();
"""
