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

CREATE TABLE paper_uploads (              -- one a person: asked for, read, counted or left; in no backup
  person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  update_id INTEGER NOT NULL,             -- the message with the file, so that it is read and counted once
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  held BLOB NOT NULL,                     -- sealed: the rows that can be counted and what was told of the others
  until TEXT NOT NULL                     -- the moment from which it is forgotten
) STRICT;
