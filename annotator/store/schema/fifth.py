"""Views with plain names, for whoever opens a project file with other tools.

Plain SQL, so that any SQLite from 3.35 on reads them.  Which label is the claim and which links lead to its
speakers is worked out from the newest codebook, by the rules of :mod:`annotator.analysis.roles`; a sentiment
belongs to claims by those of :mod:`annotator.analysis.belonging`.  A merged actor is the one it counts as.
"""

_WORDS = {
    ("label", "claim"): (
        "claim", "statement", "assertion", "proposition", "quote", "quotation", "utterance",
        "direct quote", "indirect quote", "direct speech", "indirect speech", "reported speech",
    ),
    ("label", "sentiment"): ("sentiment", "opinion", "evaluation", "judgement", "judgment"),
    ("link", "speaker"): ("speaker", "source", "said by", "spoken by"),
    ("link", "cue"): ("cue",),
    ("link", "addressee"): ("addressee", "addressed to", "said to", "recipient"),
    ("link", "about"): ("about", "is about"),
    ("link", "target"): ("target", "towards", "toward"),
    ("link", "holder"): ("holder", "held by"),
    ("link", "member of"): ("member of", "belongs to", "speaks for", "works for", "affiliation"),
    ("attribute", "polarity"): ("polarity", "sentiment", "valence", "tone"),
    ("attribute", "concept"): ("concept", "issue", "topic", "category"),
    ("attribute", "agreement"): ("agreement", "agrees", "stance", "position"),
    ("attribute", "kind"): ("kind",),
}  # fmt: skip

_VALUES = ",\n    ".join(
    f"('{what}', '{role}', '{word}', {rank})"
    for (what, role), words in _WORDS.items()
    for rank, word in enumerate(words)
)


def _plain(name: str) -> str:
    return f"lower(replace(replace({name}, '_', ' '), '-', ' '))"


def _names(role: str, what: str = "link") -> str:
    return f"(SELECT name FROM roles WHERE what = '{what}' AND role = '{role}')"


_ROLES = "WITH roles AS MATERIALIZED (SELECT what, role, label, name FROM v_roles)"

_CLAIMS, _SENTIMENTS = _names("claim", "label"), _names("sentiment", "label")

_ARTICLE = "r.title, r.source, r.author, r.published, r.url, r.language, r.sha256"

_WHO = "l.annotator, l.kind AS layer, l.version"


def _actor(annotation: str, mention: str, actor: str) -> str:
    """Joins to the actor that a mention points to, as it is merged."""
    return (
        f"LEFT JOIN actors {mention} ON {mention}.id = {annotation}.actor_id\n"
        f"  LEFT JOIN actors {actor} ON {actor}.id = coalesce({mention}.merged_into, {mention}.id)"
    )


def _linked(role: str) -> str:
    """What the links of a role lead to from the claim ``a``: names each once, in reading order."""
    return f"""SELECT coalesce(w.name, c.quote) AS name FROM links k
      JOIN annotations c ON c.id = k.child_id {_actor("c", "m", "w")}
      WHERE k.head_id = a.id AND k.label IN {_names(role)}
      GROUP BY 1 ORDER BY min(printf('%012d', c.start) || c.id)"""


def _joined(role: str) -> str:
    return f"coalesce((SELECT group_concat(name, '; ') FROM ({_linked(role)})), '')"


def _answer(annotation: str, role: str) -> str:
    """The answer to the attribute with this role, as text; nothing where there is none."""
    answers = f"{annotation}.attributes"
    path = "'$.\"' || q.name || '\"'"
    return f"""coalesce((SELECT CASE json_type({answers}, {path})
      WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no'
      WHEN 'array' THEN (SELECT group_concat(value, '; ') FROM json_each({answers}, {path}))
      ELSE json_extract({answers}, {path}) END
      FROM roles q WHERE q.what = 'attribute' AND q.role = '{role}'
        AND q.label = {annotation}.label), '')"""


def _within(inner: str, outer: str) -> str:
    """Whether each segment of one lies in one of the other."""
    return f"""{inner}.start >= {outer}.start AND {inner}.end <= {outer}.end AND NOT EXISTS (
        SELECT 1 FROM json_each({inner}.segments) i WHERE NOT EXISTS (
          SELECT 1 FROM json_each({outer}.segments) o
          WHERE json_extract(o.value, '$[0]') <= json_extract(i.value, '$[0]')
          AND json_extract(o.value, '$[1]') >= json_extract(i.value, '$[1]')))"""


def _joins(one: str, other: str) -> str:
    """Whether a link joins two, whichever way it goes."""
    return (
        f"(EXISTS (SELECT 1 FROM links k WHERE k.head_id = {one} AND k.child_id = {other})\n"
        f"        OR EXISTS (SELECT 1 FROM links k WHERE k.head_id = {other} AND k.child_id = {one}))"
    )


_OF_CLAIM = f"""annotations s WHERE s.layer_id = a.layer_id AND s.article_id = a.article_id
      AND s.label IN {_SENTIMENTS}
      AND ({_joins("a.id", "s.id")}
        OR ({_within("s", "a")}
        AND NOT EXISTS (SELECT 1 FROM links k JOIN annotations c ON c.id = k.head_id
          WHERE k.child_id = s.id AND c.label IN {_CLAIMS})
        AND NOT EXISTS (SELECT 1 FROM links k JOIN annotations c ON c.id = k.child_id
          WHERE k.head_id = s.id AND c.label IN {_CLAIMS})
        AND NOT EXISTS (SELECT 1 FROM annotations n WHERE n.layer_id = a.layer_id
          AND n.article_id = a.article_id AND n.label IN {_CLAIMS} AND n.segments <> a.segments
          AND n.start >= a.start AND {_within("s", "n")} AND {_within("n", "a")})))"""

# CROSS JOIN tells SQLite to go through the few layers first: then the indexes by layer and article find what
# one article has.
SCRIPT = f"""
-- What the words of the newest codebook are for: which label is the claim, which link leads to a speaker.
CREATE VIEW v_roles AS
WITH words (what, role, word, rank) AS (VALUES
    {_VALUES}),
  book AS (SELECT body FROM codebooks ORDER BY version DESC LIMIT 1),
  there (what, label, name, word, alias, place) AS (
    SELECT 'label', '', json_extract(e.value, '$.name'), {_plain("json_extract(e.value, '$.name')")}, 0, e.key
    FROM book, json_each(book.body, '$.labels') e
    UNION ALL
    SELECT 'link', '', json_extract(e.value, '$.name'), {_plain("json_extract(e.value, '$.name')")}, 0, e.key
    FROM book, json_each(book.body, '$.links') e
    UNION ALL
    SELECT 'attribute', json_extract(e.value, '$.name'), json_extract(q.value, '$.name'),
      {_plain("json_extract(q.value, '$.name')")}, 0, q.key
    FROM book, json_each(book.body, '$.labels') e, json_each(e.value, '$.attributes') q),
  known AS (
    SELECT * FROM there
    UNION ALL
    SELECT t.what, t.label, t.name, {_plain("json_extract(e.value, '$.name')")}, 1, e.key
    FROM book, json_each(book.body, '$.aliases') e
    JOIN there t ON t.what = json_extract(e.value, '$.kind') AND t.name = json_extract(e.value, '$.means')
      AND t.label = CASE t.what WHEN 'attribute' THEN json_extract(e.value, '$.label') ELSE '' END),
  named AS (
    SELECT known.what, words.role, known.label, known.name,
      min(words.rank * 1000000 + known.alias * 100000 + known.place) AS first
    FROM known JOIN words ON words.what = known.what AND words.word = known.word
    GROUP BY 1, 2, 3, 4),
  sentiments AS (SELECT name FROM named WHERE what = 'label' AND role = 'sentiment'),
  called AS (
    SELECT name FROM named WHERE what = 'label' AND role = 'claim'
      AND name NOT IN (SELECT name FROM sentiments)),
  spoken AS (
    SELECT DISTINCT h.value AS name
    FROM book, json_each(book.body, '$.links') e, json_each(e.value, '$.heads') h
    WHERE json_extract(e.value, '$.name') IN (SELECT name FROM named WHERE what = 'link' AND role = 'speaker')
      AND h.value NOT IN (SELECT name FROM sentiments)),
  claims AS (
    SELECT name FROM called
    UNION ALL SELECT name FROM spoken WHERE NOT EXISTS (SELECT 1 FROM called))
SELECT 'label' AS what, 'claim' AS role, '' AS label, name FROM claims
UNION ALL SELECT 'label', 'sentiment', '', name FROM sentiments
UNION ALL SELECT what, role, label, name FROM named WHERE what = 'link'
UNION ALL
SELECT what, role, label, name FROM (
  SELECT what, role, label, name, min(first) FROM named
  WHERE what = 'attribute' AND label IN (SELECT name FROM sentiments) AND role = 'polarity'
    OR what = 'attribute' AND label IN (SELECT name FROM claims) AND role IN ('concept', 'agreement', 'kind')
  GROUP BY what, role, label);

CREATE VIEW v_articles AS
SELECT r.id, r.title, r.source, r.author, r.published, r.url, r.language, r.length, r.sha256, r.origin,
  r.imported_by, r.imported_at, r.extra
FROM articles r;

CREATE VIEW v_actors AS
SELECT w.id, w.name, w.kind, w.aliases, w.wikidata, w.note, w.created_by, w.created_at, w.updated_at,
  (SELECT count(*) FROM actors m JOIN annotations a ON a.actor_id = m.id
    WHERE m.id = w.id OR m.merged_into = w.id) AS mentions
FROM actors w WHERE w.merged_into IS NULL;

CREATE VIEW v_spans AS
{_ROLES}
SELECT a.id, a.article_id, a.layer_id, {_ARTICLE}, {_WHO},
  a.label, a.start, a.end, a.segments, a.quote, w.name AS actor, w.kind AS actor_kind, w.id AS actor_id,
  w.wikidata, {_answer("a", "polarity")} AS polarity, a.attributes, a.note, a.origin, a.score, a.reason,
  a.derived_from, a.created_by, a.created_at, a.updated_at
FROM layers l
  CROSS JOIN annotations a ON a.layer_id = l.id
  JOIN articles r ON r.id = a.article_id
  {_actor("a", "m", "w")};

CREATE VIEW v_claims AS
{_ROLES}
SELECT a.id, a.article_id, a.layer_id, {_ARTICLE}, {_WHO},
  {_joined("speaker")} AS speaker, (SELECT count(*) FROM ({_linked("speaker")})) AS speakers,
  coalesce((SELECT group_concat(quote, '; ') FROM (SELECT c.quote FROM links k
    JOIN annotations c ON c.id = k.child_id WHERE k.head_id = a.id AND k.label IN {_names("cue")}
    GROUP BY c.id ORDER BY c.start, c.id)), '') AS cue,
  a.label, a.quote AS content, a.start, a.end, a.segments,
  {_joined("addressee")} AS addressee,
  {_joined("about")} AS about,
  coalesce((SELECT group_concat(polarity, '; ') FROM (SELECT {_answer("s", "polarity")} AS polarity
    FROM {_OF_CLAIM} ORDER BY s.start, s.id)), '') AS sentiment,
  {_answer("a", "kind")} AS kind,
  {_answer("a", "concept")} AS concept,
  {_answer("a", "agreement")} AS agreement,
  a.attributes, a.note, a.origin, a.score, a.created_by, a.created_at, a.updated_at
FROM layers l
  CROSS JOIN annotations a ON a.layer_id = l.id
  JOIN articles r ON r.id = a.article_id
WHERE a.label IN {_CLAIMS};

CREATE VIEW v_links AS
SELECT k.id, k.article_id, k.layer_id, {_ARTICLE}, {_WHO},
  k.label AS link, h.id AS head_id, h.label AS head_label, h.quote AS head, c.id AS child_id,
  c.label AS child_label, c.quote AS child, w.name AS actor, w.id AS actor_id, k.origin, k.score,
  k.derived_from, k.created_by, k.created_at, k.updated_at
FROM layers l
  CROSS JOIN links k ON k.layer_id = l.id
  JOIN articles r ON r.id = k.article_id
  JOIN annotations h ON h.id = k.head_id
  JOIN annotations c ON c.id = k.child_id
  {_actor("c", "m", "w")};

CREATE VIEW v_decisions AS
SELECT d.id, d.article_id, d.layer_id, {_ARTICLE}, {_WHO},
  d.verdict, d.label, json_extract(d.segments, '$[0][0]') AS start,
  json_extract(d.segments, '$[#-1][1]') AS end, d.segments,
  (SELECT group_concat(substr(t.text, json_extract(e.value, '$[0]') + 1,
    json_extract(e.value, '$[1]') - json_extract(e.value, '$[0]')), ' … ')
    FROM article_texts t, json_each(d.segments) e WHERE t.article_id = d.article_id) AS quote,
  d.attributes, d.score, o.annotator AS model, o.version AS model_version, d.suggestion_id, d.annotation_id,
  d.created_by, d.created_at
FROM layers l
  CROSS JOIN decisions d ON d.layer_id = l.id
  JOIN articles r ON r.id = d.article_id
  LEFT JOIN layers o ON o.id = d.model_layer_id;
"""
