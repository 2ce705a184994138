"""Row-level security of the hub, and the functions that let a login in and out."""

from __future__ import annotations

from typing import LiteralString

POLICIES: LiteralString = """
-- Every subselect stands alone, so that it is worked out once a query and not once a row.
ALTER TABLE annotator.hub ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON annotator.hub FOR SELECT USING ((SELECT annotator.me()) IS NOT NULL);
CREATE POLICY change ON annotator.hub FOR UPDATE USING ((SELECT annotator.my_role()) = 'coordinator');

ALTER TABLE annotator.done ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON annotator.done FOR SELECT USING (annotator = (SELECT annotator.me()));

ALTER TABLE annotator.articles ENABLE ROW LEVEL SECURITY;
ALTER TABLE annotator.articles FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON annotator.articles FOR SELECT USING ((SELECT annotator.me()) IS NOT NULL);
CREATE POLICY add ON annotator.articles FOR INSERT
  WITH CHECK ((SELECT annotator.my_role()) = 'coordinator');

ALTER TABLE annotator.codebooks ENABLE ROW LEVEL SECURITY;
ALTER TABLE annotator.codebooks FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON annotator.codebooks FOR SELECT USING ((SELECT annotator.me()) IS NOT NULL);
CREATE POLICY add ON annotator.codebooks FOR INSERT
  WITH CHECK ((SELECT annotator.my_role()) = 'coordinator' AND written_by = (SELECT annotator.me()));

ALTER TABLE annotator.releases ENABLE ROW LEVEL SECURITY;
ALTER TABLE annotator.releases FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON annotator.releases FOR SELECT USING ((SELECT annotator.me()) IS NOT NULL);
CREATE POLICY add ON annotator.releases FOR INSERT
  WITH CHECK ((SELECT annotator.my_role()) = 'coordinator');
CREATE POLICY take_back ON annotator.releases FOR DELETE
  USING ((SELECT annotator.my_role()) = 'coordinator');

ALTER TABLE annotator.entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE annotator.entries FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON annotator.entries FOR SELECT USING (
  (SELECT annotator.sees_all())
  OR owner = (SELECT annotator.me())
  -- How far everybody is, is no secret; what they said is.
  OR (owner = '' OR kind = 'state') AND (SELECT annotator.me()) IS NOT NULL
  OR article IN (SELECT annotator.seen_articles())
);
CREATE POLICY add ON annotator.entries FOR INSERT WITH CHECK (
  owner = (SELECT annotator.me()) AND layer_kind = 'person'
  OR layer_kind = 'gold' AND (SELECT annotator.my_role()) IN ('adjudicator', 'coordinator')
  OR kind = 'actor' AND (SELECT annotator.me()) IS NOT NULL
  OR kind = 'assignment' AND (SELECT annotator.my_role()) = 'coordinator'
);
CREATE POLICY change ON annotator.entries FOR UPDATE USING (
  owner = (SELECT annotator.me()) AND layer_kind = 'person'
  OR layer_kind = 'gold' AND (SELECT annotator.my_role()) IN ('adjudicator', 'coordinator')
  OR kind = 'actor' AND (SELECT annotator.me()) IS NOT NULL
  OR kind = 'assignment' AND (SELECT annotator.my_role()) = 'coordinator'
);
"""

MEMBERSHIP: LiteralString = """
-- admit('robin', 'Robin') lets a login work in the name of an annotator; only the owner can call it with
-- success, as it grants rights on what is the owner's.
CREATE FUNCTION annotator.admit(who name, as_annotator text, as_role text DEFAULT 'annotator')
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO annotator.members VALUES (who, as_annotator, as_role)
    ON CONFLICT (login) DO UPDATE SET annotator = excluded.annotator, role = excluded.role;
  EXECUTE format('GRANT USAGE ON SCHEMA annotator TO %I', who);
  EXECUTE format('GRANT SELECT ON annotator.hub, annotator.members, annotator.articles,
    annotator.codebooks, annotator.releases, annotator.done TO %I', who);
  EXECUTE format('GRANT SELECT (kind, owner, layer_kind, article, id, stamp, deleted, body, seq),
    INSERT (kind, owner, layer_kind, article, id, stamp, deleted, body),
    UPDATE (stamp, deleted, body) ON annotator.entries TO %I', who);
  EXECUTE format('GRANT INSERT (sha256, text, body) ON annotator.articles TO %I', who);
  EXECUTE format('GRANT INSERT (body, written_by) ON annotator.codebooks TO %I', who);
  EXECUTE format('GRANT INSERT, DELETE ON annotator.releases TO %I', who);
  EXECUTE format('GRANT UPDATE (blind) ON annotator.hub TO %I', who);
END $$;

-- dismiss('robin') takes the rights away; what the annotator said stays.
CREATE FUNCTION annotator.dismiss(who name)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM annotator.members WHERE login = who;
  -- The owner's rights are those of owning, and stay.
  IF who = (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'annotator') THEN
    RETURN;
  END IF;
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA annotator FROM %I', who);
  EXECUTE format('REVOKE ALL ON SCHEMA annotator FROM %I', who);
END $$;
REVOKE EXECUTE ON FUNCTION annotator.admit, annotator.dismiss FROM PUBLIC;
"""
