-- What waits is sealed, all of a form together, under a key that is in no backup (storage.batches).

CREATE TABLE unlinked_batches (
  key BLOB PRIMARY KEY,                     -- the name of its key, which is a file beside the database
  programme TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Only a program can seal: it does so when it next opens the database, and then this is empty for ever.
ALTER TABLE unlinked_waiting RENAME TO unlinked_unsealed;
