-- What staff know or decide: of people (facts), of places and programmes (notes). Values are JSON, never free text.

CREATE TABLE facts (                      -- every recording; the newest of an enrolment and a fact is what holds
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  fact TEXT NOT NULL,
  value TEXT NOT NULL,                    -- 'null': taken away
  by INTEGER REFERENCES people ON DELETE SET NULL,  -- NULL: at the command line
  at TEXT NOT NULL
) STRICT;
CREATE INDEX facts_of_enrolment ON facts (enrolment, fact);

CREATE TABLE notes (                      -- what was noted of a place or a programme, for a day
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,
  fact TEXT NOT NULL,
  place TEXT NOT NULL,                    -- '' for the programme itself
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  by INTEGER REFERENCES people ON DELETE SET NULL,
  at TEXT NOT NULL,
  made_by_update INTEGER UNIQUE           -- a dialogue finished twice notes once
) STRICT;
CREATE INDEX notes_of_programme ON notes (programme, fact, day);
