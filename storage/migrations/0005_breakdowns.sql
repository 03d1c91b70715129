-- Figures broken down by place, gender and group: released as whole tables, with the people behind the newest, and the
-- place that is kept beside anonymous answers (design: 3.7, 3.9).

CREATE TABLE breakdown_releases (         -- a table as it was released last in a quarter; no erasure changes it
  programme TEXT NOT NULL,
  dimension TEXT NOT NULL,                -- a fact's key, or 'grupp'
  what TEXT NOT NULL,                     -- 'enrolled', 'closed', or a goal's name
  quarter TEXT NOT NULL,
  cell TEXT NOT NULL,                     -- '' for those of whom the fact is not known
  rule TEXT NOT NULL,                     -- the version of how a goal was counted
  n INTEGER NOT NULL,
  base INTEGER NOT NULL,
  withheld TEXT NOT NULL,                 -- '' for what is shown by itself, else 'few' or 'complement'
  PRIMARY KEY (programme, dimension, what, quarter, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE breakdown_members (          -- where people stood in the newest release of a table
  programme TEXT NOT NULL,
  dimension TEXT NOT NULL,
  what TEXT NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  cell TEXT NOT NULL,
  standing TEXT NOT NULL,                 -- flows.standings.Standing
  PRIMARY KEY (programme, dimension, what, enrolment)
) STRICT, WITHOUT ROWID;
CREATE INDEX breakdown_members_of_enrolment ON breakdown_members (enrolment);

ALTER TABLE unlinked_waiting ADD COLUMN place TEXT NOT NULL DEFAULT '';

ALTER TABLE tallies RENAME TO tallies_before;
CREATE TABLE tallies (                    -- released numbers; option '' counts who chose not to answer, '*' who answered
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  moment TEXT NOT NULL,                   -- of the asking; '' where it was not kept yet
  question TEXT NOT NULL,
  place TEXT NOT NULL,                    -- '' where none is told
  option TEXT NOT NULL,
  quarter TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, questionnaire, version, moment, question, place, option, quarter)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies
  SELECT programme, questionnaire, version, moment, question, '', option, quarter, n FROM tallies_before;
DROP TABLE tallies_before;
