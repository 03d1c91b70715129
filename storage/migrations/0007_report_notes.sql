-- What coordinators note in their own words for a period's report, and paper answers that wait for a coordinator's word.

CREATE TABLE report_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('activity', 'deviation', 'user_involvement', 'meeting')),
  day TEXT NOT NULL,
  words BLOB NOT NULL,                    -- sealed
  attended INTEGER,                       -- a meeting: how many came, where that was told
  by INTEGER REFERENCES people ON DELETE SET NULL,
  at TEXT NOT NULL,
  made_by_update INTEGER UNIQUE,          -- a dialogue finished twice notes once
  frozen INTEGER NOT NULL DEFAULT 0       -- whether it stands in a report that is marked as sent
) STRICT;
CREATE INDEX report_notes_of_programme ON report_notes (programme, day);

CREATE TABLE paper_uploads (              -- the last file of each person; in no backup
  person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  update_id INTEGER NOT NULL,             -- the message with the file, so that it is counted once
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,                  -- of the questionnaire by which it was read
  held BLOB NOT NULL,                     -- sealed: the answers that can be counted; empty once they are
  counted INTEGER,                        -- how many were counted; NULL: they wait for a word
  until TEXT NOT NULL                     -- the moment at which it is forgotten
) STRICT;
