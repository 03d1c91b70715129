-- Key figures released in batches, and reports: frozen figures, texts until they are sent, and the bytes that were made.

CREATE TABLE key_releases (               -- what was shown last in a quarter; it never changes by an erasure
  programme TEXT NOT NULL,
  figure TEXT NOT NULL,
  quarter TEXT NOT NULL,
  mark TEXT NOT NULL,                     -- an option, a measure, or '*' for the people behind it
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, figure, quarter, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_members (                -- who stood behind the newest release, and how; goes with the person
  programme TEXT NOT NULL,
  figure TEXT NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  marks TEXT NOT NULL,                    -- JSON
  PRIMARY KEY (programme, figure, enrolment)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_members_of_enrolment ON key_members (enrolment);

CREATE TABLE reports (                    -- a report that has a number, such as 2026:3
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,
  period TEXT NOT NULL,
  year INTEGER NOT NULL,
  running INTEGER NOT NULL,
  UNIQUE (programme, period),
  UNIQUE (year, running)
) STRICT;

CREATE TABLE report_editions (            -- figures never change once they are here; a correction is another edition
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  edition INTEGER NOT NULL,
  figures BLOB NOT NULL,                  -- sealed JSON: comments stand in it
  texts BLOB,                             -- sealed JSON; NULL until it is sent
  sent_on TEXT,
  UNIQUE (report, edition)
) STRICT;

CREATE TABLE report_analyses (            -- what the local group writes; until a report is sent it can be changed
  programme TEXT NOT NULL,
  period TEXT NOT NULL,
  words BLOB NOT NULL,                    -- sealed
  PRIMARY KEY (programme, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_files (               -- the bytes that were made of an edition with the texts that it had then
  edition INTEGER NOT NULL REFERENCES report_editions ON DELETE CASCADE,
  content TEXT NOT NULL,                  -- the checksum of figures and texts
  format TEXT NOT NULL,                   -- 'document' is what the others are made of
  bytes BLOB NOT NULL,                    -- sealed
  PRIMARY KEY (edition, content, format)
) STRICT;

CREATE TABLE report_requests (            -- a file that somebody asked for in the chat
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,
  period TEXT NOT NULL,
  format TEXT NOT NULL,
  made_by_update INTEGER UNIQUE
) STRICT;
