-- Events with an anonymous survey behind one link for many (on a wall), and the guests who are answering it.

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  programme TEXT NOT NULL,                -- '' for the association as a whole
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL REFERENCES definitions,
  title TEXT NOT NULL,
  last_day TEXT NOT NULL,
  closes TEXT NOT NULL,                   -- the moment from which the link holds no more
  nonce BLOB NOT NULL,
  payload_hash BLOB NOT NULL UNIQUE,
  answered INTEGER NOT NULL DEFAULT 0,    -- how many have sent in
  made_by_update INTEGER UNIQUE           -- a dialogue delivered twice opens once
) STRICT;

CREATE TABLE event_answers (              -- which chats have answered, until 48 hours after the event is closed
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  chat_hash BLOB NOT NULL,                -- of the chat in this event: two events cannot be compared
  run INTEGER NOT NULL,                   -- the form that was sent in and is gone, so that its old button is known
  PRIMARY KEY (event, chat_hash)
) STRICT, WITHOUT ROWID;

-- A guest: somebody who answers an event's survey and has not sent it in yet; an enrolment of nobody's programme, which
-- is deleted on sending in. Its programme is the name under which the event's answers are counted.
ALTER TABLE enrolments ADD COLUMN event INTEGER REFERENCES events;
CREATE UNIQUE INDEX guests ON enrolments (event, person) WHERE event IS NOT NULL;
