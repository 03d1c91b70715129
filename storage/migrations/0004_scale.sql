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

CREATE TABLE quarters_settled (           -- the last quarter at whose close all that had gathered was released
  programme TEXT PRIMARY KEY,
  quarter TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Linked answers that no tally holds yet (storage.release).
CREATE INDEX linked_waiting ON linked_answers (question)
  WHERE counted = 0 AND words IS NULL AND answer <> 'true';
CREATE INDEX enrolments_of_cohort ON enrolments (cohort, enrolled_on) WHERE cohort IS NOT NULL;
CREATE INDEX enrolments_of_programme ON enrolments (programme);
CREATE INDEX people_unreachable ON people (id) WHERE reachable = 0;

-- People by state. -----------------------------------------------------------------------------------------------------

ALTER TABLE enrolments ADD COLUMN counts_as TEXT NOT NULL GENERATED ALWAYS AS (
  CASE
    WHEN state IN ('declined', 'erased') THEN state
    WHEN closed_on IS NOT NULL THEN 'closed'
    WHEN state = 'closed' AND enrolled_on IS NOT NULL THEN 'active'
    WHEN state = 'closed' THEN 'invited'
    ELSE state
  END) VIRTUAL;

CREATE TABLE people_counts (              -- enrolments by what they count as
  programme TEXT NOT NULL,
  counts_as TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, counts_as)
) STRICT, WITHOUT ROWID;
INSERT INTO people_counts SELECT programme, counts_as, COUNT(*) FROM enrolments GROUP BY programme, counts_as;

CREATE TRIGGER enrolment_counted AFTER INSERT ON enrolments BEGIN
  INSERT INTO people_counts VALUES (new.programme, new.counts_as, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER enrolment_counted_anew AFTER UPDATE OF state, enrolled_on, closed_on ON enrolments
WHEN old.counts_as <> new.counts_as BEGIN
  UPDATE people_counts SET n = n - 1 WHERE programme = old.programme AND counts_as = old.counts_as;
  INSERT INTO people_counts VALUES (new.programme, new.counts_as, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER enrolment_uncounted AFTER DELETE ON enrolments BEGIN
  UPDATE people_counts SET n = n - 1 WHERE programme = old.programme AND counts_as = old.counts_as;
END;

-- Who was asked and who answered. --------------------------------------------------------------------------------------

CREATE TABLE response_counts (            -- forms opened and sent in, of those whose data are kept
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  moment TEXT NOT NULL,                   -- of the asking
  asked INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (programme, questionnaire, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO response_counts
  SELECT programme, questionnaire, asking, COUNT(*), SUM(runs.state = 'sent')
  FROM runs JOIN enrolments ON enrolments.id = runs.enrolment GROUP BY programme, questionnaire, asking;

CREATE TRIGGER run_counted AFTER INSERT ON runs BEGIN
  INSERT INTO response_counts
    SELECT programme, new.questionnaire, new.asking, 1, new.state = 'sent' FROM enrolments WHERE id = new.enrolment
    ON CONFLICT DO UPDATE SET asked = asked + 1, answered = answered + excluded.answered;
END;
CREATE TRIGGER run_counted_anew AFTER UPDATE OF state ON runs WHEN old.state <> new.state BEGIN
  UPDATE response_counts SET answered = answered + (new.state = 'sent') - (old.state = 'sent')
    WHERE programme = (SELECT programme FROM enrolments WHERE id = new.enrolment)
    AND questionnaire = new.questionnaire AND moment = new.asking;
END;
CREATE TRIGGER run_uncounted AFTER DELETE ON runs BEGIN
  UPDATE response_counts SET asked = asked - 1, answered = answered - (old.state = 'sent')
    WHERE programme = (SELECT programme FROM enrolments WHERE id = old.enrolment)
    AND questionnaire = old.questionnaire AND moment = old.asking;
END;

CREATE TABLE responses_erased (           -- answered by somebody whose data are erased; the released answers stay
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  moment TEXT NOT NULL,
  quarter TEXT NOT NULL,                  -- in which it was sent in
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, questionnaire, moment, quarter)
) STRICT, WITHOUT ROWID;

-- Where each person stands for each goal over people. ------------------------------------------------------------------

CREATE TABLE standings (
  programme TEXT NOT NULL,
  goal TEXT NOT NULL,                     -- the goal's key; of a part: goal/part
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  standing TEXT NOT NULL,                 -- flows.standings.Standing; '' for someone whom the goal is not about
  value INTEGER NOT NULL,
  shown TEXT NOT NULL DEFAULT '',         -- the standing in the base of the newest release; '' outside it
  base TEXT NOT NULL GENERATED ALWAYS AS (
    CASE standing
      WHEN 'counted' THEN standing WHEN 'not counted' THEN standing WHEN 'summed' THEN 'summed:' || value ELSE ''
    END) VIRTUAL,
  PRIMARY KEY (programme, goal, enrolment)
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_of_enrolment ON standings (enrolment);
CREATE INDEX standings_moved ON standings (programme, goal) WHERE base <> shown;

CREATE TABLE standing_counts (            -- how many stand where
  programme TEXT NOT NULL,
  goal TEXT NOT NULL,
  standing TEXT NOT NULL,
  value INTEGER NOT NULL,
  shown TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, goal, standing, value, shown)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER standing_counted AFTER INSERT ON standings BEGIN
  INSERT INTO standing_counts VALUES (new.programme, new.goal, new.standing, new.value, new.shown, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER standing_counted_anew AFTER UPDATE ON standings
WHEN (old.standing, old.value, old.shown) IS NOT (new.standing, new.value, new.shown) BEGIN
  UPDATE standing_counts SET n = n - 1 WHERE programme = old.programme AND goal = old.goal
    AND standing = old.standing AND value = old.value AND shown = old.shown;
  DELETE FROM standing_counts WHERE programme = old.programme AND goal = old.goal
    AND standing = old.standing AND value = old.value AND shown = old.shown AND n = 0;
  INSERT INTO standing_counts VALUES (new.programme, new.goal, new.standing, new.value, new.shown, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER standing_uncounted AFTER DELETE ON standings BEGIN
  UPDATE standing_counts SET n = n - 1 WHERE programme = old.programme AND goal = old.goal
    AND standing = old.standing AND value = old.value AND shown = old.shown;
  DELETE FROM standing_counts WHERE programme = old.programme AND goal = old.goal
    AND standing = old.standing AND value = old.value AND shown = old.shown AND n = 0;
END;

CREATE TABLE standing_rules (             -- how each goal's standings were evaluated; a later program may empty it
  programme TEXT NOT NULL,
  goal TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (programme, goal)
) STRICT, WITHOUT ROWID;

CREATE TABLE touched (                    -- whose standings are to be evaluated anew
  programme TEXT NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  PRIMARY KEY (programme, enrolment)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_of_enrolment ON touched (enrolment);
INSERT INTO touched SELECT programme, id FROM enrolments WHERE enrolled_on IS NOT NULL;

INSERT INTO standings (programme, goal, enrolment, standing, value, shown)
  SELECT programme, goal, enrolment, '', 0, CASE counted WHEN 1 THEN 'counted' ELSE 'not counted' END FROM goal_members;
DROP TABLE goal_members;

CREATE TRIGGER enrolment_touched AFTER INSERT ON enrolments WHEN new.enrolled_on IS NOT NULL BEGIN
  INSERT INTO touched VALUES (new.programme, new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER enrolment_touched_anew
AFTER UPDATE OF state, enrolled_on, closed_on, outcome, referred_on, protected ON enrolments BEGIN
  INSERT INTO touched VALUES (new.programme, new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER fact_touched AFTER INSERT ON facts BEGIN
  INSERT INTO touched SELECT programme, id FROM enrolments WHERE id = new.enrolment ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER fact_changed AFTER UPDATE ON facts BEGIN
  INSERT INTO touched SELECT programme, id FROM enrolments WHERE id = new.enrolment ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER fact_taken_away AFTER DELETE ON facts BEGIN
  INSERT INTO touched SELECT programme, id FROM enrolments WHERE id = old.enrolment ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER form_sent_in AFTER UPDATE OF state ON runs WHEN new.linked AND new.state <> old.state BEGIN
  INSERT INTO touched SELECT programme, id FROM enrolments WHERE id = new.enrolment ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER form_taken_away AFTER DELETE ON runs WHEN old.linked BEGIN
  INSERT INTO touched SELECT programme, id FROM enrolments WHERE id = old.enrolment ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER answer_changed AFTER UPDATE OF answer ON linked_answers BEGIN
  INSERT INTO touched SELECT programme, enrolments.id FROM runs JOIN enrolments ON enrolments.id = runs.enrolment
    WHERE runs.id = new.run AND runs.state = 'sent' ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER answer_added AFTER INSERT ON linked_answers BEGIN
  INSERT INTO touched SELECT programme, enrolments.id FROM runs JOIN enrolments ON enrolments.id = runs.enrolment
    WHERE runs.id = new.run AND runs.state = 'sent' ON CONFLICT DO NOTHING;
END;
