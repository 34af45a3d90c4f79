-- What is promised: entries in order with a commitment to what each holds, the payloads and bytes themselves, and the proofs.
CREATE TABLE record (
  origin TEXT NOT NULL PRIMARY KEY                -- the name that checkpoints are signed under
) STRICT;
CREATE TABLE keys (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  recorded_at INTEGER NOT NULL,                   -- microseconds since 1970 in UTC
  kind TEXT NOT NULL,
  commitment BLOB NOT NULL                        -- SHA-256 of salt and payload
) STRICT;
CREATE TABLE payloads (
  seq INTEGER PRIMARY KEY REFERENCES entries (seq),
  salt BLOB NOT NULL,
  payload BLOB NOT NULL                           -- JSON with sorted keys; empty with its salt once it is redacted
) STRICT;
CREATE TABLE snapshots (
  sha256 TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  data BLOB NOT NULL,
  checked BLOB NOT NULL                            -- SHA-256 of the hash, name and media type, so that damage is seen
) STRICT;
CREATE TABLE tiles (
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  root BLOB NOT NULL,                             -- of 256 hashes of this level
  PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL,
  key INTEGER NOT NULL REFERENCES keys (id),
  signature BLOB NOT NULL,
  before BLOB                                     -- by the key that this one replaces
) STRICT;

-- By what entries are looked up. All of it can be derived from the payloads again, which `verify` does. Versions, readings
-- and events are named by the seq of their entry; what has `seq` counts from that entry on.
CREATE TABLE versions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  sha256 TEXT                                     -- NULL once it is redacted
) STRICT;
CREATE INDEX versions_by_source ON versions (source, seq);
CREATE TABLE readings (
  seq INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions (seq),
  number INTEGER NOT NULL,
  last INTEGER NOT NULL,                          -- its facts are the entries after it up to this one
  calendar TEXT
) STRICT;
CREATE INDEX readings_by_version ON readings (version, seq);
CREATE INDEX readings_by_calendar ON readings (calendar, seq);
CREATE TABLE ended (                              -- readings that were superseded, or whose version was withdrawn
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (reading, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE frames (                             -- facts that come with any other of a reading: its zones and places, and what was found later
  reading INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (reading, fact)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  calendar TEXT
) STRICT;
CREATE INDEX events_by_calendar ON events (calendar, seq);
CREATE TABLE links (
  seq INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events (seq),
  version INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL
) STRICT;
CREATE INDEX links_by_event ON links (event, seq);
CREATE INDEX links_by_mention ON links (version, start, stop, seq);
CREATE TABLE tells (                              -- which fact tells of which event from when on
  event INTEGER NOT NULL,
  claimant INTEGER NOT NULL,                      -- eight bytes of the hash of who says so
  aspect INTEGER NOT NULL,                        -- plan, change, observation, outcome, mention
  seq INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  valid_from INTEGER,
  PRIMARY KEY (event, claimant, aspect, seq, fact)
) STRICT, WITHOUT ROWID;
CREATE TABLE parted (                             -- facts whose mention was linked to another event from then on
  event INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (event, fact, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE voices (                             -- who speaks of what of an event
  event INTEGER NOT NULL,
  claimant INTEGER NOT NULL,
  aspect INTEGER NOT NULL,
  PRIMARY KEY (event, claimant, aspect)
) STRICT, WITHOUT ROWID;
CREATE TABLE days (                               -- days that are told of an event; 0 where none is
  day INTEGER NOT NULL,
  event INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (day, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (                          -- days that a document is of; 0 where none is known
  day INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  PRIMARY KEY (day, reading)
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (                              -- what was said of a version, an event or any entry: withdrawals, verdicts, redactions
  about INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (about, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE redactions (
  entry INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
CREATE TABLE refused (                            -- keyed hashes of bytes that were redacted
  mark TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
