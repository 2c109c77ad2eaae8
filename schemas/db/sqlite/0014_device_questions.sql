-- The answers of a dossier to "Is it a medical device?": a row for each option that was chosen.

CREATE TABLE device_answer (
  submission TEXT NOT NULL REFERENCES submission (id),
  question   TEXT NOT NULL CHECK (question <> ''),
  ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
  chosen     TEXT NOT NULL CHECK (chosen <> ''),
  PRIMARY KEY (submission, question, ordinal)
) STRICT, WITHOUT ROWID;
