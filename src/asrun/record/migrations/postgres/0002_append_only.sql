-- Append-only: every table refuses UPDATE, DELETE and TRUNCATE, but for what a redaction takes away.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;

CREATE FUNCTION entries_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) <> max(seq) - min(seq) + 1 FROM added)
    OR (SELECT min(seq) FROM added) <> 1 + coalesce((SELECT max(seq) FROM entries WHERE seq < (SELECT min(seq) FROM added)), 0)
    OR EXISTS (SELECT 1 FROM added a JOIN entries e ON e.seq = a.seq - 1 WHERE a.recorded_at <= e.recorded_at)
  THEN RAISE EXCEPTION 'entries follow one another' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_follow AFTER INSERT ON entries REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION entries_follow();

CREATE TRIGGER payloads_stay BEFORE UPDATE ON payloads FOR EACH ROW
  WHEN (NEW.seq <> OLD.seq OR NEW.payload <> '' OR NEW.salt <> '') EXECUTE FUNCTION refuse();
CREATE FUNCTION payloads_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.seq) THEN
    RAISE EXCEPTION 'payloads are append-only' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payloads_stay_whole BEFORE UPDATE ON payloads FOR EACH ROW EXECUTE FUNCTION payloads_redacted();

CREATE FUNCTION snapshots_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM refused)
    OR EXISTS (SELECT 1 FROM versions v WHERE v.sha256 = OLD.sha256 AND NOT EXISTS (
      SELECT 1 FROM readings r JOIN redactions x ON x.entry BETWEEN r.seq AND r.last WHERE r.version = v.seq)) THEN
    RAISE EXCEPTION 'snapshots are append-only' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER snapshots_remain BEFORE DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION snapshots_redacted();

CREATE FUNCTION versions_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sha256 IS NOT NULL OR NEW.seq <> OLD.seq OR NEW.id <> OLD.id OR NEW.source <> OLD.source
    OR NOT EXISTS (SELECT 1 FROM redactions WHERE entry = OLD.seq) THEN
    RAISE EXCEPTION 'versions are append-only' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions FOR EACH ROW EXECUTE FUNCTION versions_redacted();

CREATE FUNCTION looked_up_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row JSONB := to_jsonb(OLD);
  own BOOLEAN := false;
BEGIN
  FOR n IN 0 .. TG_NARGS - 1 LOOP
    own := own OR EXISTS (SELECT 1 FROM redactions WHERE entry = (row ->> TG_ARGV[n])::bigint);
  END LOOP;
  IF NOT own THEN
    RAISE EXCEPTION '% are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER links_remain BEFORE DELETE ON links FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('seq');
CREATE TRIGGER readings_remain BEFORE DELETE ON readings FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('seq');
CREATE TRIGGER tells_remain BEFORE DELETE ON tells FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('fact');
CREATE TRIGGER frames_remain BEFORE DELETE ON frames FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('fact');
CREATE TRIGGER parted_remain BEFORE DELETE ON parted FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('fact');
CREATE TRIGGER documents_remain BEFORE DELETE ON documents FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('reading');
CREATE TRIGGER ended_remain BEFORE DELETE ON ended FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('reading');
CREATE TRIGGER notes_remain BEFORE DELETE ON notes FOR EACH ROW EXECUTE FUNCTION looked_up_redacted('about', 'seq');

CREATE TRIGGER record_stay BEFORE UPDATE ON record FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER record_remain BEFORE DELETE ON record FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER record_last BEFORE TRUNCATE ON record FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER keys_stay BEFORE UPDATE ON keys FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER keys_remain BEFORE DELETE ON keys FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER keys_last BEFORE TRUNCATE ON keys FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER entries_remain BEFORE DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER entries_last BEFORE TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER payloads_remain BEFORE DELETE ON payloads FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER payloads_last BEFORE TRUNCATE ON payloads FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER snapshots_stay BEFORE UPDATE ON snapshots FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER snapshots_last BEFORE TRUNCATE ON snapshots FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER tiles_stay BEFORE UPDATE ON tiles FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER tiles_remain BEFORE DELETE ON tiles FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER tiles_last BEFORE TRUNCATE ON tiles FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER checkpoints_stay BEFORE UPDATE ON checkpoints FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER checkpoints_remain BEFORE DELETE ON checkpoints FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER checkpoints_last BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER versions_remain BEFORE DELETE ON versions FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER versions_last BEFORE TRUNCATE ON versions FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER readings_last BEFORE TRUNCATE ON readings FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER ended_stay BEFORE UPDATE ON ended FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER ended_last BEFORE TRUNCATE ON ended FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER frames_stay BEFORE UPDATE ON frames FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER frames_last BEFORE TRUNCATE ON frames FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER events_stay BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER events_remain BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER events_last BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER links_stay BEFORE UPDATE ON links FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER links_last BEFORE TRUNCATE ON links FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER tells_stay BEFORE UPDATE ON tells FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER tells_last BEFORE TRUNCATE ON tells FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER parted_stay BEFORE UPDATE ON parted FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER parted_last BEFORE TRUNCATE ON parted FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER voices_stay BEFORE UPDATE ON voices FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER voices_remain BEFORE DELETE ON voices FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER voices_last BEFORE TRUNCATE ON voices FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER days_stay BEFORE UPDATE ON days FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER days_remain BEFORE DELETE ON days FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER days_last BEFORE TRUNCATE ON days FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER documents_stay BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER documents_last BEFORE TRUNCATE ON documents FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER notes_stay BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER notes_last BEFORE TRUNCATE ON notes FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER redactions_stay BEFORE UPDATE ON redactions FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER redactions_remain BEFORE DELETE ON redactions FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER redactions_last BEFORE TRUNCATE ON redactions FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER refused_stay BEFORE UPDATE ON refused FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER refused_remain BEFORE DELETE ON refused FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER refused_last BEFORE TRUNCATE ON refused FOR EACH STATEMENT EXECUTE FUNCTION refuse();

REVOKE UPDATE, DELETE, TRUNCATE ON record, keys, entries, tiles, checkpoints, events, voices, days, redactions, refused
  FROM PUBLIC, CURRENT_USER;
REVOKE TRUNCATE ON payloads, snapshots, versions, links, readings, tells, frames, parted, documents, ended, notes
  FROM PUBLIC, CURRENT_USER;
