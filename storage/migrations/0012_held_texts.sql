-- A free text that waits for its writer's word before it becomes an answer: it holds personal data, or sounds as if the
-- writer needs help at once.

CREATE TABLE held_texts (                 -- in no backup
  run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
  question TEXT NOT NULL,
  why TEXT NOT NULL,                      -- 'distress', or the kind of personal data that was taken out of it
  words BLOB NOT NULL                     -- sealed, without personal data
) STRICT;

-- Whatever is done with the form, the text waits no longer.
CREATE TRIGGER held_text_let_go AFTER UPDATE OF touched, state ON runs BEGIN
  DELETE FROM held_texts WHERE run = new.id;
END;
