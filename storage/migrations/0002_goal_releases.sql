-- Released numbers of goals over people, and where the people of the newest release stood (design: 3.8, 3.9).

CREATE TABLE goal_releases (              -- what was shown last in a quarter; it never changes by an erasure
  programme TEXT NOT NULL,
  goal TEXT NOT NULL,                     -- the goal's key; of a part: goal/part
  quarter TEXT NOT NULL,
  rule TEXT NOT NULL,                     -- the version of how it was counted
  n INTEGER NOT NULL,
  base INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  value INTEGER,                          -- the longest wait in days
  PRIMARY KEY (programme, goal, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal_members (               -- who was in the base of the newest release, and whether they counted
  programme TEXT NOT NULL,
  goal TEXT NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  counted INTEGER NOT NULL,
  PRIMARY KEY (programme, goal, enrolment)
) STRICT, WITHOUT ROWID;
CREATE INDEX goal_members_of_enrolment ON goal_members (enrolment);
