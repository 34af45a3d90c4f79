-- Entries in order, snapshots by hash; both only ever grow.
CREATE TABLE snapshots (
  sha256 TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE entries (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  recorded_at INTEGER NOT NULL UNIQUE,  -- microseconds since 1970 in UTC
  kind TEXT NOT NULL,
  source TEXT,                          -- of versions
  version TEXT,                         -- of versions, readings and facts
  sha256 TEXT REFERENCES snapshots (sha256),  -- of versions
  event TEXT,                           -- of events and links
  payload BLOB NOT NULL                 -- JSON with sorted keys
) STRICT;
CREATE INDEX entries_by_source ON entries (source, seq) WHERE source IS NOT NULL;
CREATE INDEX entries_by_version ON entries (version, seq) WHERE version IS NOT NULL;
CREATE INDEX entries_by_event ON entries (event, seq) WHERE event IS NOT NULL;
CREATE INDEX entries_by_sha256 ON entries (sha256, seq) WHERE sha256 IS NOT NULL;

-- Append-only. INSERT OR REPLACE would take a row's place without a DELETE that a trigger sees: the rows that stand are
-- guarded at INSERT too.
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
  BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries
  BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
    OR NEW.recorded_at <= (SELECT max(recorded_at) FROM entries)
  BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END;
CREATE TRIGGER versions_are_named_once BEFORE INSERT ON entries
  WHEN NEW.kind = 'version' AND EXISTS (SELECT 1 FROM entries WHERE version = NEW.version AND kind = 'version')
  BEGIN SELECT RAISE(ABORT, 'named already'); END;
CREATE TRIGGER events_are_named_once BEFORE INSERT ON entries
  WHEN NEW.kind = 'event' AND EXISTS (SELECT 1 FROM entries WHERE event = NEW.event AND kind = 'event')
  BEGIN SELECT RAISE(ABORT, 'named already'); END;
CREATE TRIGGER snapshots_stay BEFORE UPDATE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
CREATE TRIGGER snapshots_remain BEFORE DELETE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
CREATE TRIGGER snapshots_once BEFORE INSERT ON snapshots
  WHEN EXISTS (SELECT 1 FROM snapshots WHERE sha256 = NEW.sha256)
  BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
