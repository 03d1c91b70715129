-- Sealed columns hold AES-GCM ciphertext; *_hash columns hold keyed hashes. Moments are UTC text, days are local dates.

CREATE TABLE people (                     -- a Telegram chat that is someone here
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat BLOB NOT NULL,                     -- sealed
  chat_hash BLOB NOT NULL UNIQUE,
  language TEXT NOT NULL,
  name BLOB,                              -- sealed; staff only: what colleagues know them by
  reachable INTEGER NOT NULL DEFAULT 1,
  silent INTEGER NOT NULL DEFAULT 0,      -- asked not to be written to
  digest_hour INTEGER NOT NULL DEFAULT 8  -- staff: the local hour of the day's digest
) STRICT;

CREATE TABLE grants (                     -- a staff role; programme '' means all
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'coordinator', 'coach')),
  programme TEXT NOT NULL,
  UNIQUE (person, role, programme)
) STRICT;

CREATE TABLE enrolments (                 -- one time in one programme
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,
  person INTEGER REFERENCES people ON DELETE SET NULL,
  coach INTEGER REFERENCES people ON DELETE SET NULL,
  reference BLOB,                         -- sealed: the coach's own word for the person
  reference_hash BLOB,
  state TEXT NOT NULL CHECK (state IN
    ('invited', 'declined', 'waiting', 'active', 'paused', 'closed', 'erased')),
  invited_on TEXT NOT NULL,
  enrolled_on TEXT,
  closed_on TEXT,
  outcome TEXT,
  referred_on TEXT,                       -- the day of the referral (anvisning)
  planned_end TEXT,
  cohort INTEGER REFERENCES cohorts ON DELETE SET NULL,
  waiver INTEGER NOT NULL DEFAULT 0,      -- whether the secrecy waiver is on file with the referring party
  handed_over INTEGER NOT NULL DEFAULT 0, -- whether a plan took over at the end
  protected INTEGER NOT NULL DEFAULT 0,   -- protected identity: on paper only, in no list and no breakdown
  sex TEXT,                               -- with a protected identity: all that is counted
  birth_year INTEGER,
  made_by_update INTEGER UNIQUE,          -- a message delivered twice invites once
  UNIQUE (programme, reference_hash)
) STRICT;
CREATE INDEX enrolments_of_person ON enrolments (person);

CREATE TABLE cohorts (                    -- a group that goes through a programme together
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  UNIQUE (programme, name)
) STRICT;

CREATE TABLE stand_ins (                  -- a colleague who sees a coach's people until a day
  coach INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  stand_in INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  until TEXT NOT NULL
) STRICT;

CREATE TABLE invitations (                -- a single-use link; its payload is derived from the nonce and the key
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  nonce BLOB NOT NULL,
  payload_hash BLOB NOT NULL UNIQUE,
  code_hash BLOB NOT NULL UNIQUE,
  expires TEXT NOT NULL,
  enrolment INTEGER REFERENCES enrolments ON DELETE CASCADE,   -- a participant's, or
  grants TEXT,                                                 -- staff's: [[role, programme], …]
  person INTEGER REFERENCES people ON DELETE SET NULL,         -- whose it is once used
  used INTEGER NOT NULL DEFAULT 0,
  revoked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE definitions (                -- questionnaires as they were when someone began them
  version TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (                       -- a form to fill in, under way or done
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  questionnaire TEXT NOT NULL,
  moment TEXT NOT NULL,
  version TEXT NOT NULL REFERENCES definitions,
  linked INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'ended')),
  begun INTEGER NOT NULL DEFAULT 0,
  reopened TEXT,                          -- the question that the person asked to see again
  message INTEGER,                        -- the chat message that shows the form
  is_owed INTEGER NOT NULL DEFAULT 0,     -- whether its screen may be missing though its update was confirmed
  expires TEXT,                           -- the last day on which it can be answered
  touched TEXT,                           -- when an open run last changed; gone once it is sent
  finished_on TEXT,
  UNIQUE (enrolment, questionnaire, moment)
) STRICT;

CREATE TABLE linked_answers (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,                   -- JSON; of a free text only "" (its words are sealed beside)
  words BLOB,                             -- sealed
  counted INTEGER NOT NULL DEFAULT 0,     -- whether the tallies hold it
  PRIMARY KEY (run, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE unlinked_drafts (            -- until the form is sent in
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  question TEXT NOT NULL,
  answer BLOB NOT NULL,                   -- sealed JSON
  PRIMARY KEY (run, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE unlinked_waiting (           -- one answer to one question: whose, when, and with which others is not kept
  id BLOB PRIMARY KEY,
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  question TEXT NOT NULL,
  option TEXT,                            -- NULL: chose not to answer; '' for a free text; of several: one each, and '*'
  words BLOB                              -- sealed
) STRICT, WITHOUT ROWID;

CREATE TABLE unlinked_comments (          -- released free texts
  id BLOB PRIMARY KEY,
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  question TEXT NOT NULL,
  words BLOB NOT NULL,                    -- sealed
  quarter TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tallies (                    -- released numbers; option '' counts who chose not to answer, '*' who answered
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  question TEXT NOT NULL,
  option TEXT NOT NULL,
  quarter TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (programme, questionnaire, version, question, option, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE occasions (                  -- what is planned for an enrolment, and what became of it
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('offer', 'reminder', 'last_day', 'staff')),
  audience TEXT NOT NULL CHECK (audience IN ('participant', 'coach', 'coordinator')),
  item TEXT NOT NULL,                     -- the questionnaire's or the staff reminder's key
  moment TEXT NOT NULL,
  due TEXT NOT NULL,
  expires TEXT,
  rule TEXT NOT NULL,                     -- the version of the programme that planned it
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'done', 'irrelevant', 'cancelled')),
  snoozed INTEGER NOT NULL DEFAULT 0,
  reason BLOB,                            -- sealed: why it is not relevant
  settled_on TEXT
) STRICT;
CREATE INDEX occasions_due ON occasions (state, audience, due);
CREATE INDEX occasions_of_enrolment ON occasions (enrolment);

CREATE TABLE own_reminders (              -- what a member of staff asked to be reminded of
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  words BLOB NOT NULL,                    -- sealed
  due TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'cancelled')),
  made_by_update INTEGER UNIQUE
) STRICT;
CREATE INDEX own_reminders_due ON own_reminders (state, due);

CREATE TABLE outbox (                     -- what the bot starts itself; its text is made when it is sent
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  due TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'sent', 'dropped', 'unknown')),
  again INTEGER NOT NULL DEFAULT 0        -- times sent anew because the outcome was unknown
) STRICT;
CREATE INDEX outbox_due ON outbox (state, due);

CREATE TABLE updates (                    -- ids already acted on, kept for 48 hours; nothing says whose
  id INTEGER PRIMARY KEY,
  kept TEXT NOT NULL,
  is_answered INTEGER NOT NULL DEFAULT 0  -- whether the reply is known to have got through
) STRICT;

CREATE TABLE failures (                   -- updates put aside: what kind, never what was in them
  reference TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  exception TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE expectations (               -- what a staff member's next typed text is for
  person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE guesses (                    -- wrong link codes typed, to slow guessing
  chat_hash BLOB NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE tasks (                      -- what someone must do by hand: erase, or make contact
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  programme TEXT NOT NULL,
  enrolment INTEGER NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  since TEXT NOT NULL,
  due_on TEXT,
  taken INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX tasks_open ON tasks (kind, enrolment) WHERE done = 0;

CREATE TABLE audit (                      -- who did what; never what was answered
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor INTEGER,                          -- people.id; NULL for the command line
  action TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
