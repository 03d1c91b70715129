-- Rights: what each person said yes to, who has stopped or is erased (also after a restore), and an audit log that shows
-- if it was touched.

CREATE TABLE taking_part_texts (          -- texts that somebody said yes to, as they stood
  version TEXT PRIMARY KEY,               -- SHA-256 of the text
  language TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE enrolments ADD COLUMN agreed_to TEXT REFERENCES taking_part_texts;  -- NULL: before versions were kept
ALTER TABLE enrolments ADD COLUMN agreed_in TEXT;      -- the language in which it was read
ALTER TABLE enrolments ADD COLUMN withdrawn_on TEXT;   -- takes part no longer; what was answered stays

-- Erasures. What stands here is written to a file beside the database too, for a restore brings back an older database.
CREATE TABLE erasures (
  what TEXT NOT NULL CHECK (what IN ('erased', 'declined', 'asked', 'withdrawn', 'staff')),
  id INTEGER NOT NULL,                    -- of the enrolment; of staff, whose roles were taken, of the person
  day TEXT NOT NULL DEFAULT '',           -- of the withdrawal; until when what somebody wants erased is kept
  is_kept INTEGER NOT NULL DEFAULT 0,     -- whether the file has it
  PRIMARY KEY (what, id)
) STRICT, WITHOUT ROWID;
INSERT INTO erasures (what, id) SELECT state, id FROM enrolments WHERE state IN ('erased', 'declined');
INSERT INTO erasures (what, id) SELECT 'asked', enrolment FROM tasks WHERE kind = 'erasure' AND done = 0;

CREATE TRIGGER enrolment_erased AFTER UPDATE OF state ON enrolments WHEN new.state IN ('erased', 'declined') BEGIN
  INSERT INTO erasures (what, id) VALUES (new.state, new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER enrolment_withdrawn AFTER UPDATE OF withdrawn_on ON enrolments
WHEN old.withdrawn_on IS NOT new.withdrawn_on AND new.state <> 'erased' BEGIN
  INSERT INTO erasures (what, id, day) VALUES ('withdrawn', new.id, COALESCE(new.withdrawn_on, ''))
    ON CONFLICT DO UPDATE SET day = excluded.day, is_kept = 0;
END;
CREATE TRIGGER erasure_asked_for AFTER INSERT ON tasks WHEN new.kind = 'erasure' BEGIN
  INSERT INTO erasures (what, id, day) VALUES ('asked', new.enrolment, COALESCE(new.due_on, ''))
    ON CONFLICT DO UPDATE SET day = excluded.day, is_kept = 0;
END;
CREATE TRIGGER roles_taken AFTER DELETE ON grants BEGIN
  INSERT INTO erasures (what, id) VALUES ('staff', old.person) ON CONFLICT DO NOTHING;
END;

-- The audit log: each line's mark covers the line and the mark before it (storage.audit).
ALTER TABLE audit ADD COLUMN mark BLOB;   -- NULL: before there were marks
CREATE TABLE audit_anchor (               -- where the chain begins
  id INTEGER NOT NULL,                    -- the line before its first one
  mark BLOB NOT NULL,                     -- that line's mark
  trimmed INTEGER NOT NULL                -- the last line that retention took
) STRICT;
INSERT INTO audit_anchor SELECT COALESCE(MAX(id), 0), x'', 0 FROM audit;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_is_whole BEFORE DELETE ON audit WHEN old.id > (SELECT trimmed FROM audit_anchor) BEGIN
  SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER anchor_goes_forwards BEFORE UPDATE ON audit_anchor
WHEN new.id < old.id OR new.trimmed < old.trimmed OR new.trimmed > new.id
  OR (new.id > old.id AND new.mark IS NOT (SELECT mark FROM audit WHERE id = new.id)) BEGIN
  SELECT RAISE(ABORT, 'the audit log is only shortened from its beginning');
END;
CREATE TRIGGER anchor_stays BEFORE DELETE ON audit_anchor BEGIN
  SELECT RAISE(ABORT, 'the audit log keeps where it begins');
END;
