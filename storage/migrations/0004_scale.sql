-- Figures know the moment of asking, and a look counts what is kept in step by triggers instead of reading everybody.

-- The moment of asking without the number of a repetition: "start+3m#2" is "start+3m".
ALTER TABLE runs ADD COLUMN asking TEXT NOT NULL
  GENERATED ALWAYS AS (substr(moment, 1, instr(moment || '#', '#') - 1)) VIRTUAL;

ALTER TABLE tallies RENAME TO tallies_before;
CREATE TABLE tallies (                    -- released numbers; option '' counts who chose not to answer, '*' who answered
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  moment TEXT NOT NULL,                   -- of the asking; '' where it was not kept yet
  question TEXT NOT NULL,
  option TEXT NOT NULL,
  quarter TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, questionnaire, version, moment, question, option, quarter)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies SELECT programme, questionnaire, version, '', question, option, quarter, n FROM tallies_before;
DROP TABLE tallies_before;

ALTER TABLE unlinked_waiting ADD COLUMN moment TEXT NOT NULL DEFAULT '';
ALTER TABLE unlinked_comments ADD COLUMN moment TEXT NOT NULL DEFAULT '';
