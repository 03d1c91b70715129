-- What tells that the same paper answers come once more.

CREATE TABLE papers_counted (             -- forgotten after 30 days; in no backup
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  hash BLOB NOT NULL,                     -- keyed, of the tallies of a file: never of few people's answers, nor of a row
  day TEXT NOT NULL,
  PRIMARY KEY (programme, questionnaire, hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE paper_uploads ADD COLUMN seen TEXT;  -- the day on which what seems to be the same was counted
