-- Entries in order, snapshots by hash; both only ever grow.
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  recorded_at INTEGER NOT NULL UNIQUE,  -- microseconds since 1970 in UTC
  kind TEXT NOT NULL,
  source TEXT,                          -- of versions
  version TEXT,                         -- of versions, readings and facts
  event TEXT,                           -- of events and links
  payload BLOB NOT NULL                 -- JSON with sorted keys
) STRICT;
CREATE INDEX entries_by_source ON entries (source, seq) WHERE source IS NOT NULL;
CREATE INDEX entries_by_version ON entries (version, seq) WHERE version IS NOT NULL;
CREATE INDEX entries_by_event ON entries (event, seq) WHERE event IS NOT NULL;

CREATE TABLE snapshots (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries)
    OR NEW.recorded_at <= (SELECT coalesce(max(recorded_at), NEW.recorded_at - 1) FROM entries)
  BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END;
CREATE TRIGGER snapshots_stay BEFORE UPDATE ON snapshots BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
CREATE TRIGGER snapshots_remain BEFORE DELETE ON snapshots BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
