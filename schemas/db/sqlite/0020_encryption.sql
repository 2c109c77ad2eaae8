-- A known word, sealed with the key of single secrets: so a service notices at its start that it was given other keys than
-- those with which the secrets in this database were sealed.

CREATE TABLE key_check (
  id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  sealed BLOB NOT NULL
) STRICT;
