CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  name TEXT,                       -- path or record id of the first text that was read
  headline TEXT, subheadline TEXT, byline TEXT, authors TEXT,
  dateline TEXT, place TEXT, region TEXT, country TEXT, latitude REAL, longitude REAL,
  agency_id TEXT, agency TEXT,
  published TEXT, updated TEXT,    -- ISO 8601, as far as known
  language TEXT,
  publication TEXT, section TEXT, page TEXT,  -- of an export: the paper and the place in it
  service TEXT, priority TEXT,     -- of a feed
  url TEXT, retrieved TEXT,        -- its address, when an archive fetched it
  file_id TEXT, form TEXT,         -- the file's own name for it, what it was read as
  length INTEGER NOT NULL,         -- code points
  sha256 TEXT NOT NULL UNIQUE,     -- of the text's UTF-8
  encoding TEXT,
  revision TEXT NOT NULL           -- digest of what was read: another one means that the story was read anew
);
CREATE TABLE sources (             -- every place where a text was found, the first one too
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  name TEXT, url TEXT, retrieved TEXT, encoding TEXT
);
CREATE TABLE blocks (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
  rule TEXT NOT NULL, certainty TEXT NOT NULL
);
CREATE TABLE paragraphs (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, block INTEGER NOT NULL, kind TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  label TEXT NOT NULL, name TEXT NOT NULL, honorific TEXT, role TEXT, affiliation TEXT, kind TEXT NOT NULL,
  mentions INTEGER NOT NULL
);
CREATE TABLE quotes (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  label TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  speaker INTEGER REFERENCES speakers (id) ON DELETE SET NULL,
  source TEXT, cue TEXT, lemma TEXT, paragraph INTEGER, start INTEGER, stop INTEGER,
  continues TEXT, modality TEXT, rule TEXT NOT NULL, certainty TEXT NOT NULL
);
CREATE TABLE related (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  headline TEXT NOT NULL, excerpt TEXT, truncated INTEGER NOT NULL, dateline TEXT, url TEXT, start INTEGER NOT NULL
);
CREATE TABLE warnings (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  code TEXT NOT NULL, message TEXT NOT NULL
);
CREATE TABLE inputs (              -- what stories were read from: with --resume it is not read again
  digest BLOB PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE UNIQUE INDEX sources_once ON sources (story, ifnull(name, ''), ifnull(url, ''), ifnull(retrieved, ''));
CREATE INDEX blocks_of_story ON blocks (story);
CREATE INDEX paragraphs_of_story ON paragraphs (story);
CREATE INDEX speakers_of_story ON speakers (story);
CREATE INDEX speakers_by_name ON speakers (name);
CREATE INDEX quotes_of_story ON quotes (story);
CREATE INDEX quotes_of_speaker ON quotes (speaker);
CREATE INDEX related_of_story ON related (story);
CREATE INDEX warnings_of_story ON warnings (story);
CREATE INDEX inputs_of_story ON inputs (story);
CREATE INDEX stories_by_day ON stories (published);

-- Full-text search.  The text lies in its table only; triggers keep the index at its side.
CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (text, content="paragraphs", content_rowid="id", tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER paragraphs_added AFTER INSERT ON paragraphs BEGIN
  INSERT INTO paragraphs_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER paragraphs_removed AFTER DELETE ON paragraphs BEGIN
  INSERT INTO paragraphs_fts (paragraphs_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, content="quotes", content_rowid="id", tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
  INSERT INTO quotes_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- The usual questions.
CREATE VIEW said AS
  SELECT stories.name AS story, stories.published, stories.agency, speakers.name AS speaker, speakers.role,
    quotes.kind, quotes.text AS quote, quotes.lemma, quotes.certainty, quotes.id AS quote_id, stories.id AS story_id
  FROM quotes JOIN stories ON stories.id = quotes.story LEFT JOIN speakers ON speakers.id = quotes.speaker;
CREATE VIEW most_quoted AS
  SELECT speakers.name AS speaker, speakers.kind, count(*) AS quotes, count(DISTINCT quotes.story) AS stories
  FROM quotes JOIN speakers ON speakers.id = quotes.speaker
  GROUP BY speakers.name, speakers.kind ORDER BY quotes DESC, speaker;
CREATE VIEW per_agency AS
  SELECT agency, count(*) AS stories, sum(said) AS quotes
  FROM (SELECT stories.agency, (SELECT count(*) FROM quotes WHERE quotes.story = stories.id) AS said FROM stories)
  GROUP BY agency ORDER BY stories DESC, agency;
CREATE VIEW per_day AS
  SELECT day, count(*) AS stories, sum(said) AS quotes
  FROM (
    SELECT substr(published, 1, 10) AS day, (SELECT count(*) FROM quotes WHERE quotes.story = stories.id) AS said
    FROM stories
  )
  GROUP BY day ORDER BY day;
