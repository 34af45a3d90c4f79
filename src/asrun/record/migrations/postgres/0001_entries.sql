-- The tables of migrations/sqlite in PostgreSQL's types.
--
-- What is promised: entries in order with a commitment to what each holds, the payloads and bytes themselves, and the proofs.
CREATE TABLE record (
  origin TEXT NOT NULL PRIMARY KEY                -- the name that checkpoints are signed under
);
CREATE TABLE keys (
  id BIGINT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);
CREATE TABLE entries (
  seq BIGINT PRIMARY KEY CHECK (seq > 0),
  recorded_at BIGINT NOT NULL,                   -- microseconds since 1970 in UTC
  kind TEXT NOT NULL,
  commitment BYTEA NOT NULL                        -- SHA-256 of salt and payload
);
CREATE TABLE payloads (
  seq BIGINT PRIMARY KEY REFERENCES entries (seq),
  salt BYTEA NOT NULL,
  payload BYTEA NOT NULL                           -- JSON with sorted keys; empty with its salt once it is redacted
);
CREATE TABLE snapshots (
  sha256 TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  data BYTEA NOT NULL,
  checked BYTEA NOT NULL                            -- SHA-256 of the hash, name and media type, so that damage is seen
);
CREATE TABLE tiles (
  level BIGINT NOT NULL,
  number BIGINT NOT NULL,
  root BYTEA NOT NULL,                             -- of 256 hashes of this level
  PRIMARY KEY (level, number)
);
CREATE TABLE checkpoints (
  size BIGINT PRIMARY KEY,
  root BYTEA NOT NULL,
  key BIGINT NOT NULL REFERENCES keys (id),
  signature BYTEA NOT NULL,
  before BYTEA                                     -- by the key that this one replaces
);

-- By what entries are looked up. All of it can be derived from the payloads again, which `verify` does. Versions, readings
-- and events are named by the seq of their entry; what has `seq` counts from that entry on.
CREATE TABLE versions (
  seq BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  sha256 TEXT                                     -- NULL once it is redacted
);
CREATE INDEX versions_by_source ON versions (source, seq);
CREATE TABLE readings (
  seq BIGINT PRIMARY KEY,
  version BIGINT NOT NULL REFERENCES versions (seq),
  number BIGINT NOT NULL,
  last BIGINT NOT NULL,                          -- its facts are the entries after it up to this one
  calendar TEXT
);
CREATE INDEX readings_by_version ON readings (version, seq);
CREATE INDEX readings_by_calendar ON readings (calendar, seq);
CREATE TABLE ended (                              -- readings that were superseded, or whose version was withdrawn
  reading BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (reading, seq)
);
CREATE TABLE frames (                             -- facts that come with any other of a reading: its zones and places, and what was found later
  reading BIGINT NOT NULL,
  fact BIGINT NOT NULL,
  PRIMARY KEY (reading, fact)
);
CREATE TABLE events (
  seq BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  calendar TEXT
);
CREATE INDEX events_by_calendar ON events (calendar, seq);
CREATE TABLE links (
  seq BIGINT PRIMARY KEY,
  event BIGINT NOT NULL REFERENCES events (seq),
  version BIGINT NOT NULL,
  start BIGINT NOT NULL,
  stop BIGINT NOT NULL
);
CREATE INDEX links_by_event ON links (event, seq);
CREATE INDEX links_by_mention ON links (version, start, stop, seq);
CREATE TABLE tells (                              -- which fact tells of which event from when on
  event BIGINT NOT NULL,
  claimant BIGINT NOT NULL,                      -- eight bytes of the hash of who says so
  aspect BIGINT NOT NULL,                        -- plan, change, observation, outcome, mention
  seq BIGINT NOT NULL,
  fact BIGINT NOT NULL,
  reading BIGINT NOT NULL,
  valid_from BIGINT,
  PRIMARY KEY (event, claimant, aspect, seq, fact)
);
CREATE TABLE parted (                             -- facts whose mention was linked to another event from then on
  event BIGINT NOT NULL,
  fact BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (event, fact, seq)
);
CREATE TABLE voices (                             -- who speaks of what of an event
  event BIGINT NOT NULL,
  claimant BIGINT NOT NULL,
  aspect BIGINT NOT NULL,
  PRIMARY KEY (event, claimant, aspect)
);
CREATE TABLE days (                               -- days that are told of an event; 0 where none is
  day BIGINT NOT NULL,
  event BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (day, event)
);
CREATE TABLE documents (                          -- days that a document is of; 0 where none is known
  day BIGINT NOT NULL,
  reading BIGINT NOT NULL,
  PRIMARY KEY (day, reading)
);
CREATE TABLE notes (                              -- what was said of a version, an event or any entry: withdrawals, verdicts, redactions
  about BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (about, seq)
);
CREATE TABLE redactions (
  entry BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL
);
CREATE TABLE refused (                            -- keyed hashes of bytes that were redacted
  mark TEXT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
