-- Append-only. INSERT OR REPLACE would take a row's place without a DELETE that a trigger sees: the rows that stand are
-- guarded at INSERT too.
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
    OR NEW.recorded_at <= (SELECT recorded_at FROM entries ORDER BY seq DESC LIMIT 1)
  BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
  BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries
  BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

CREATE TRIGGER payloads_follow BEFORE INSERT ON payloads
  WHEN NEW.seq <= (SELECT max(seq) FROM payloads)
  BEGIN SELECT RAISE(ABORT, 'payloads follow one another'); END;
CREATE TRIGGER payloads_stay BEFORE UPDATE ON payloads
  WHEN NEW.seq IS NOT OLD.seq OR NEW.payload IS NOT x'' OR NEW.salt IS NOT x''
    OR NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'payloads are append-only'); END;
CREATE TRIGGER payloads_remain BEFORE DELETE ON payloads
  BEGIN SELECT RAISE(ABORT, 'payloads are append-only'); END;

CREATE TRIGGER snapshots_once BEFORE INSERT ON snapshots
  WHEN EXISTS (SELECT 1 FROM snapshots WHERE sha256 = NEW.sha256)
  BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
CREATE TRIGGER snapshots_stay BEFORE UPDATE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;
CREATE TRIGGER snapshots_remain BEFORE DELETE ON snapshots
  WHEN NOT EXISTS (SELECT 1 FROM refused WHERE seq > 0)
    OR EXISTS (SELECT 1 FROM versions v WHERE v.sha256 = OLD.sha256 AND NOT EXISTS (
      SELECT 1 FROM readings r JOIN redactions x ON x.entry BETWEEN r.seq AND r.last WHERE r.version = v.seq))
  BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END;

CREATE TRIGGER versions_once BEFORE INSERT ON versions
  WHEN EXISTS (SELECT 1 FROM versions WHERE id = NEW.id OR seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'named already'); END;
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
  WHEN NEW.sha256 IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.id IS NOT OLD.id OR NEW.source IS NOT OLD.source
    OR NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
CREATE TRIGGER versions_remain BEFORE DELETE ON versions
  BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
CREATE TRIGGER events_once BEFORE INSERT ON events
  WHEN EXISTS (SELECT 1 FROM events WHERE name = NEW.name OR seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'named already'); END;
CREATE TRIGGER checkpoints_follow BEFORE INSERT ON checkpoints
  WHEN NEW.size <= (SELECT max(size) FROM checkpoints)
  BEGIN SELECT RAISE(ABORT, 'checkpoints follow one another'); END;
CREATE TRIGGER tiles_once BEFORE INSERT ON tiles
  WHEN EXISTS (SELECT 1 FROM tiles WHERE level = NEW.level AND number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'tiles are append-only'); END;

-- What a redacted entry was looked up by goes with it.
CREATE TRIGGER links_remain BEFORE DELETE ON links
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
CREATE TRIGGER readings_remain BEFORE DELETE ON readings
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER tells_remain BEFORE DELETE ON tells
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.fact)
  BEGIN SELECT RAISE(ABORT, 'tells are append-only'); END;
CREATE TRIGGER frames_remain BEFORE DELETE ON frames
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.fact)
  BEGIN SELECT RAISE(ABORT, 'frames are append-only'); END;
CREATE TRIGGER parted_remain BEFORE DELETE ON parted
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.fact)
  BEGIN SELECT RAISE(ABORT, 'parted are append-only'); END;
CREATE TRIGGER documents_remain BEFORE DELETE ON documents
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.reading)
  BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER ended_remain BEFORE DELETE ON ended
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.reading)
  BEGIN SELECT RAISE(ABORT, 'ended are append-only'); END;
CREATE TRIGGER notes_remain BEFORE DELETE ON notes
  WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE entry IN (OLD.about, OLD.seq))
  BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;


CREATE TRIGGER record_stay BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'record are append-only'); END;
CREATE TRIGGER record_remain BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'record are append-only'); END;
CREATE TRIGGER keys_stay BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'keys are append-only'); END;
CREATE TRIGGER keys_remain BEFORE DELETE ON keys BEGIN SELECT RAISE(ABORT, 'keys are append-only'); END;
CREATE TRIGGER tiles_stay BEFORE UPDATE ON tiles BEGIN SELECT RAISE(ABORT, 'tiles are append-only'); END;
CREATE TRIGGER tiles_remain BEFORE DELETE ON tiles BEGIN SELECT RAISE(ABORT, 'tiles are append-only'); END;
CREATE TRIGGER checkpoints_stay BEFORE UPDATE ON checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER checkpoints_remain BEFORE DELETE ON checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER ended_stay BEFORE UPDATE ON ended BEGIN SELECT RAISE(ABORT, 'ended are append-only'); END;
CREATE TRIGGER frames_stay BEFORE UPDATE ON frames BEGIN SELECT RAISE(ABORT, 'frames are append-only'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER links_stay BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
CREATE TRIGGER tells_stay BEFORE UPDATE ON tells BEGIN SELECT RAISE(ABORT, 'tells are append-only'); END;
CREATE TRIGGER parted_stay BEFORE UPDATE ON parted BEGIN SELECT RAISE(ABORT, 'parted are append-only'); END;
CREATE TRIGGER voices_stay BEFORE UPDATE ON voices BEGIN SELECT RAISE(ABORT, 'voices are append-only'); END;
CREATE TRIGGER voices_remain BEFORE DELETE ON voices BEGIN SELECT RAISE(ABORT, 'voices are append-only'); END;
CREATE TRIGGER days_stay BEFORE UPDATE ON days BEGIN SELECT RAISE(ABORT, 'days are append-only'); END;
CREATE TRIGGER days_remain BEFORE DELETE ON days BEGIN SELECT RAISE(ABORT, 'days are append-only'); END;
CREATE TRIGGER documents_stay BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER notes_stay BEFORE UPDATE ON notes BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
CREATE TRIGGER redactions_stay BEFORE UPDATE ON redactions BEGIN SELECT RAISE(ABORT, 'redactions are append-only'); END;
CREATE TRIGGER redactions_remain BEFORE DELETE ON redactions BEGIN SELECT RAISE(ABORT, 'redactions are append-only'); END;
CREATE TRIGGER refused_stay BEFORE UPDATE ON refused BEGIN SELECT RAISE(ABORT, 'refused are append-only'); END;
CREATE TRIGGER refused_remain BEFORE DELETE ON refused BEGIN SELECT RAISE(ABORT, 'refused are append-only'); END;
